//! Pictures among the evidence: decoded one at a time in a job, made small enough to show.

use std::{
    io::{BufReader, Cursor},
    path::Path,
    sync::Arc,
};

use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits, metadata::Orientation};

use crate::{
    domain::Sha,
    store::{checksum::FileHash, evidence::EvidenceState},
};

use super::{
    evidence::{end_of, state_of},
    jobs::{Job, JobReporter},
    state::{App, Picture},
};

/// No side of a shown picture is longer.
const LONGEST: u32 = 1600;

/// A longer file is not decoded for showing: photographs have 20 MB.
const MOST_FILE: u64 = 256 * 1024 * 1024;

/// A picture of more bytes as points is not decoded: 108 million points of a telephone are fewer, a bomb is more.
const MOST_POINTS: u64 = 384 * 1024 * 1024;

/// A picture with a longer side is not decoded: the widest panoramas of telephones have 16,000 points.
const MOST_SIDE: u32 = 20_000;

/// More pictures than these are forgotten when another issue is shown.
const MOST: usize = 24;

/// Endings of files that may be pictures we can decode.
const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "bmp", "gif", "webp", "jfif"];

/// A picture being decoded.
pub(super) struct Decoding {
    sha: Sha,
    job: Job<Option<Picture>>,
}

/// Whether a file of this name may be a picture we can show.
pub fn may_be_picture(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

impl App {
    /// True where a file that may be a picture was looked at and cannot be shown: it is too large, or none.
    pub fn has_no_preview(&self, sha: Sha) -> bool {
        matches!(self.pictures.get(&sha), Some(None))
    }

    pub(super) fn tick_pictures(&mut self) {
        self.take_decoded();
        if self.evidence.decoding.is_some() {
            return;
        }
        let shown = self.shown_evidence();
        let next = shown.iter().find(|(sha, name)| may_be_picture(name) && !self.pictures.contains_key(sha));
        let Some((sha, _)) = next else {
            return;
        };
        let sha = *sha;
        if self.pictures.len() >= MOST {
            self.pictures.retain(|held, _| shown.iter().any(|(sha, _)| sha == held));
        }
        let (Some(document), Ok(hash)) = (&self.document, sha.to_string().parse::<FileHash>()) else {
            return;
        };
        let (ledger, id) = (document.path().to_owned(), document.id().to_string());
        let work = move |_: &JobReporter<_>| decode_evidence(&ledger, &id, hash);
        match Job::start("picture", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.evidence.decoding = Some(Decoding { sha, job }),
            // Without a thread there is no picture, but everything else goes on.
            Err(_) => drop(self.pictures.insert(sha, None)),
        }
    }

    fn take_decoded(&mut self) {
        let Some(decoding) = self.evidence.decoding.as_mut() else {
            return;
        };
        if let Some(ended) = end_of(&mut decoding.job) {
            let sha = decoding.sha;
            self.pictures.insert(sha, ended.ok().flatten());
            self.evidence.decoding = None;
        }
    }
}

fn decode_evidence(ledger: &Path, id: &str, hash: FileHash) -> Option<Picture> {
    let Ok(EvidenceState::Whole(path)) = state_of(ledger, id, hash) else {
        return None;
    };
    if std::fs::metadata(&path).ok()?.len() > MOST_FILE {
        return None;
    }
    decode(&std::fs::read(path).ok()?)
}

/// Decodes a picture, turned as its camera says, no side longer than we show.
fn decode(bytes: &[u8]) -> Option<Picture> {
    let mut reader = ImageReader::new(BufReader::new(Cursor::new(bytes))).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > MOST_POINTS {
        return None;
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    if image.width() > LONGEST || image.height() > LONGEST {
        image = image.thumbnail(LONGEST, LONGEST);
    }
    image.apply_orientation(turned);
    let rgba = image.into_rgba8();
    Some(Picture { width: rgba.width() as usize, height: rgba.height() as usize, rgba: rgba.into_raw().into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_big_picture_is_made_small_and_keeps_its_shape() {
        let big = DynamicImage::new_rgb8(3200, 800);
        let mut bytes = Vec::new();
        big.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
        let shown = decode(&bytes).unwrap();
        assert_eq!((shown.width, shown.height), (1600, 400), "half of each side");
        assert_eq!(shown.rgba.len(), 1600 * 400 * 4, "four bytes a point");
    }

    #[test]
    fn a_small_file_of_hundreds_of_millions_of_points_is_not_decoded() {
        let mut bytes = Vec::new();
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        let one = image::Frame::new(image::RgbaImage::new(1, 1));
        encoder.encode_frame(one).unwrap();
        drop(encoder);
        // A GIF tells its size in four bytes; nothing else of it need be there.
        bytes[6..10].copy_from_slice(&[0x20, 0x4e, 0x20, 0x4e]);
        assert_eq!(decode(&bytes), None, "20,000 by 20,000 points");
    }

    #[test]
    fn what_is_no_picture_is_none() {
        assert_eq!(decode(b"not a picture"), None, "never a panic");
        assert!(may_be_picture("照片.JPG"), "by its ending");
        assert!(!may_be_picture("意见.pdf"), "a document");
    }
}
