//! Copies hold nothing but means of cells, or pixels; hostile pictures are problems.

use super::*;
use image::{Rgb, Rgba, RgbaImage};

/// A picture with a face: two eyes and a mouth, drawn by hand.
fn face(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (dx, dy) = (f64::from(x) / f64::from(width) - 0.5, f64::from(y) / f64::from(height) - 0.5);
        let near = |ax: f64, ay: f64, r: f64| (dx - ax).hypot(dy - ay) < r;
        let is_mouth = dx.abs() < 0.1 && (dy - 0.15).abs() < 0.01;
        match () {
            () if near(-0.08, -0.05, 0.02) || near(0.08, -0.05, 0.02) || is_mouth => Rgb([20, 10, 10]),
            () if near(0.0, 0.0, 0.25) => Rgb([200, 160, 130]),
            () => Rgb([90, 120, 90]),
        }
    })
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(picture).expect("encoded");
    bytes
}

fn saved(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

/// What a camera adds: a segment that says where the picture was taken.
fn with_place(jpeg: &[u8]) -> Vec<u8> {
    let said = b"Exif\0\0MM\0*\0\0\0\x08 GPSLatitude 11 33 27 GPSLongitude 104 55 1 Camera of Tira Moll";
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend(u16::try_from(said.len() + 2).expect("short").to_be_bytes());
    bytes.extend(said);
    bytes.extend(&jpeg[2..]);
    bytes
}

fn code(bytes: &[u8]) -> Option<String> {
    problem(bytes).map(|problem| problem.code)
}

#[test]
fn a_blurred_copy_is_a_handful_of_colours() {
    for (width, height, cells) in [(640, 480, (12, 9)), (300, 900, (9, 12)), (1, 1, (12, 9)), (5, 2000, (9, 12))] {
        let copied = copy(&jpeg(&face(width, height)), Copy::Blurred).expect("copied");
        let cells_of = image::load_from_memory(&copied).expect("a picture").into_rgb8();
        assert_eq!(cells_of.dimensions(), cells);
        assert!(copied.len() < 1000, "{}", copied.len());
    }
}

#[test]
fn what_is_finer_than_a_cell_is_gone() {
    // The same pixels in another order within each cell: two different pictures, one blurred copy.
    let one = face(480, 360);
    let mirrored = RgbImage::from_fn(480, 360, |x, y| {
        let (left, top) = (x / 40 * 40, y / 40 * 40);
        *one.get_pixel(left + 39 - (x - left), top + 39 - (y - top))
    });
    assert_ne!(one, mirrored);
    let blurred = |picture: &RgbImage| {
        let bytes = saved(&DynamicImage::ImageRgb8(picture.clone()), ImageFormat::Png);
        copy(&bytes, Copy::Blurred).expect("copied")
    };
    assert_eq!(blurred(&one), blurred(&mirrored));
}

#[test]
fn no_copy_says_where_it_was_taken() {
    let bytes = with_place(&jpeg(&face(200, 100)));
    assert!(memchr::memmem::find(&bytes, b"GPSLatitude").is_some());
    for how in [Copy::Blurred, Copy::Clear] {
        let copied = copy(&bytes, how).expect("copied");
        for word in [b"Exif".as_slice(), b"GPS", b"Camera", b"Moll"] {
            assert!(memchr::memmem::find(&copied, word).is_none(), "{how:?}");
        }
        assert_eq!(media_type(&copied), Some(how.media_type()));
    }
}

#[test]
fn a_clear_copy_is_of_a_bounded_size_and_whole() {
    let large = copy(&jpeg(&face(2400, 1200)), Copy::Clear).expect("copied");
    let large = image::load_from_memory(&large).expect("a picture");
    assert_eq!((large.width(), large.height()), (1600, 800));
    let clear = RgbaImage::from_pixel(20, 10, Rgba([0, 0, 0, 0]));
    let white = copy(&saved(&DynamicImage::ImageRgba8(clear), ImageFormat::Png), Copy::Clear).expect("copied");
    let white = image::load_from_memory(&white).expect("a picture").into_rgb8();
    assert!(white.pixels().all(|pixel| pixel.0.iter().all(|value| *value > 250)));
}

#[test]
fn all_four_kinds_are_read() {
    let picture = DynamicImage::ImageRgb8(face(64, 48));
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
        let bytes = saved(&picture, format);
        assert_eq!(code(&bytes), None, "{format:?}");
        let (document, problems) = crate::read(&bytes, "a.bin", None);
        assert_eq!(document.media_type, format.to_mime_type());
        assert_eq!(problems.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>(), ["picture"]);
    }
}

#[test]
fn hostile_pictures_are_problems() {
    let whole = jpeg(&face(400, 300));
    assert_eq!(code(&whole[..whole.len() / 2]).as_deref(), Some("picture-damaged"));
    let png = saved(&DynamicImage::ImageRgb8(face(400, 300)), ImageFormat::Png);
    assert_eq!(code(&png[..png.len() / 2]).as_deref(), Some("picture-damaged"));
    assert_eq!(code(b"\xFF\xD8\xFF<html><script>alert(1)</script>").as_deref(), Some("picture-damaged"));
    assert_eq!(code(b"<svg onload='alert(1)'/>").as_deref(), Some("not-a-picture"));
    assert_eq!(code(b"RIFF\xFF\xFF\xFF\xFFWEBPVP8 ").as_deref(), Some("picture-damaged"));
    // A bomb: a few bytes that claim 60,000 by 60,000 pixels.
    let mut bomb = png.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let sum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(code(&bomb).as_deref(), Some("picture-too-large"));
    let gif = [b"GIF89a".as_slice(), &[0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, b';']].concat();
    assert!(code(&gif).is_some());
    let (document, problems) = crate::read(&bomb, "holiday.png", None);
    assert!(document.text.is_empty());
    assert_eq!(problems[0].code, "picture-too-large");
    assert!(crate::is_fatal(&problems[0]));
}

#[test]
fn changed_bytes_never_panic() {
    let all = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP];
    for format in all {
        let whole = saved(&DynamicImage::ImageRgb8(face(40, 30)), format);
        for at in 0..whole.len().min(400) {
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            drop(copy(&changed, Copy::Blurred));
        }
    }
}

/// CRC-32 of a PNG chunk (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}
