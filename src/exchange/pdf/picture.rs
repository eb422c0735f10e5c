//! A page drawn out of plain shapes: lines, boxes, words.

use krilla::{Document, geom::Transform, metadata::Metadata, page::PageSettings};

use super::{
    Faces, PdfFault, Printed,
    face::{Pen, Type, fill_box, lines},
};

/// Where words stand about their point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeAnchor {
    /// They begin there.
    Start,
    /// It is their middle.
    Middle,
    /// They end there.
    End,
}

/// A shape; colours are RRGGBB.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Words on a baseline.
    Words {
        /// The point.
        at: (f32, f32),
        /// Where they stand about it.
        anchor: ShapeAnchor,
        /// The size of the font.
        size: f32,
        /// Bold or not.
        bold: bool,
        /// Their colour.
        ink: u32,
        /// What they say.
        words: String,
    },
    /// A filled box: left, top, width, height.
    Box((f32, f32, f32, f32), u32),
    /// A line through points: colour, width, dashes.
    Line(Vec<(f32, f32)>, u32, f32, Vec<f32>),
}

/// Draws shapes on one page of that many millimetres; they are `wide` units across.
pub fn picture(
    title: &str,
    (width, height): (f32, f32),
    wide: f32,
    shapes: &[Shape],
    faces: Faces,
) -> Result<Printed, PdfFault> {
    let points = 72.0 / 25.4;
    let settings = PageSettings::from_wh(width * points, height * points)
        .ok_or_else(|| PdfFault::Writer("the paper has no size".to_owned()))?;
    let mut pen = Pen::new(faces)?;
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(title.to_owned()).language("zh-CN".to_owned()));
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let scale = width * points / wide;
    surface.push_transform(&Transform::from_scale(scale, scale));
    for shape in shapes {
        match shape {
            Shape::Words { at: (x, y), anchor, size, bold, ink, words } => {
                let set = Type { size: *size, bold: *bold, ink: *ink };
                let wide = pen.width(words, set);
                let left = match anchor {
                    ShapeAnchor::Start => 0.0,
                    ShapeAnchor::Middle => wide / 2.0,
                    ShapeAnchor::End => wide,
                };
                pen.write(&mut surface, (x - left, *y), words, set);
            }
            Shape::Box(place, ink) => fill_box(&mut surface, *place, *ink),
            Shape::Line(points, ink, width, dash) => {
                lines(&mut surface, std::slice::from_ref(points), (*ink, *width), dash);
            }
        }
    }
    surface.pop();
    surface.finish();
    page.finish();
    let bytes = document.finish().map_err(|error| PdfFault::Writer(format!("{error:?}")))?;
    Ok(Printed { bytes, lacking: pen.lacking() })
}
