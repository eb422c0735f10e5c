//! The picture says the figures, and its Chinese is drawn.

use super::*;
use crate::{
    app::sample::sample,
    domain::{rules::Role, stats::Desk},
};

fn facts() -> PageFacts {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).unwrap();
    let now = today.and_hms_opt(9, 0, 0).unwrap();
    let clock = crate::app::Clock { now, today, instant: std::time::Instant::now() };
    let content = sample(clock).unwrap();
    let figures = Figures::of(&content.ledger, Desk { role: Role::Office, unit: None, today });
    PageFacts::of(&content.ledger, &figures, "市整改办", today)
}

/// The grey values of a piece of the picture, in units of the page.
fn piece(png: &[u8], (x, y, w, h): (f32, f32, f32, f32)) -> Vec<u8> {
    let picture = image::load_from_memory(png).unwrap().to_luma8();
    let scale = PIXELS_WIDE as f32 / page::WIDTH;
    let at = |value: f32| (value * scale) as u32;
    image::imageops::crop_imm(&picture, at(x), at(y), at(w), at(h)).to_image().into_raw()
}

fn ink(grey: &[u8]) -> usize {
    grey.iter().filter(|value| **value < 128).count()
}

#[test]
fn the_page_says_the_figures_of_the_ledger_and_is_well_formed() {
    let facts = facts();
    let svg = svg(&facts);
    usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
    let stats = &facts.stats;
    for said in [
        facts.title.clone(),
        "截至 2026年9月18日".to_owned(),
        "编制单位：市整改办".to_owned(),
        format!(">{}<", stats.all.all()),
        words::percent(stats.closed_rate()),
        words::percent(stats.finished_rate()),
        facts.due.first().unwrap().unit.clone(),
        facts.units.first().unwrap().0.clone(),
        "2026 年度任务（注 3）".to_owned(),
    ] {
        assert!(svg.contains(&said), "{said} is missing");
    }
    assert!(svg.contains(fonts::FAMILY), "the font is named");
}

#[test]
fn the_png_has_the_size_of_the_page_and_ink_in_every_card() {
    let png = png(&svg(&facts())).unwrap();
    let picture = image::load_from_memory(&png).unwrap();
    assert_eq!((picture.width(), picture.height()), (PIXELS_WIDE, PIXELS_HIGH));
    for room in [
        (40.0, 30.0, 400.0, 40.0),
        (50.0, 105.0, 160.0, 70.0),
        (50.0, 200.0, 500.0, 260.0),
        (620.0, 200.0, 500.0, 260.0),
        (50.0, 500.0, 360.0, 240.0),
        (440.0, 500.0, 250.0, 240.0),
        (730.0, 500.0, 400.0, 240.0),
        (40.0, 764.0, 800.0, 50.0),
    ] {
        assert!(ink(&piece(&png, room)) > 200, "{room:?} is empty");
    }
}

#[test]
fn chinese_is_drawn_as_its_characters_and_not_as_boxes() {
    let shape = |character: &str| {
        let mut sheet = sheet::Sheet::new(page::WIDTH, page::HEIGHT, "");
        let face = sheet::Face::new(200.0, sheet::ink::TEXT);
        sheet.text((100.0, 300.0), face, 400.0, character);
        piece(&png(&sheet.end()).unwrap(), (90.0, 100.0, 240.0, 260.0))
    };
    let (one, many, missing) = (shape("一"), shape("繁"), shape("\u{10FFFD}"));
    assert!(ink(&one) > 500 && ink(&many) > ink(&one) * 3, "{} {}", ink(&one), ink(&many));
    assert_ne!(one, missing);
    assert_ne!(many, missing);
}

#[test]
fn an_empty_ledger_makes_a_page_too() {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).unwrap();
    let facts = PageFacts::of(&Ledger::default(), &Figures::default(), "", today);
    let svg = svg(&facts);
    assert!(svg.contains(words::NO_TASKS) && svg.contains(words::NOTHING_DUE));
    usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
}
