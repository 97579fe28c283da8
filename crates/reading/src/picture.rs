//! Pictures: whether one is whole, and small copies of it, blurred beyond recognition or clear, without anything that a camera adds.
//!
//! Nothing is looked for in a picture: no faces, no words, no place where it was taken.

use document::Problem;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage,
};
use serde::{Deserialize, Serialize};
use std::io::Cursor;

/// More pixels are not unpacked: a few bytes can claim any number of them.
const MAX_PIXELS: u64 = 64_000_000;
/// Longest side, pixels.
const MAX_SIDE: u32 = 30_000;
/// Memory for unpacking, bytes.
const MAX_MEMORY: u64 = 384 << 20;
/// The longer and the shorter side of a blurred copy, in cells of one colour each.
const CELLS: [u32; 2] = [12, 9];
/// Longest side of a clear copy, pixels.
const CLEAR: u32 = 1600;
/// Of 100.
const QUALITY: u8 = 82;

/// How a picture is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Copy {
    /// 12 by 9 cells, each the mean of its part of the picture: nobody and nothing can be recognised. A PNG of as many pixels.
    Blurred,
    /// At most 1600 pixels long. A JPEG without place, camera and time.
    Clear,
}

impl Copy {
    /// IANA media type of what comes out.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Blurred => "image/png",
            Self::Clear => "image/jpeg",
        }
    }
}

/// IANA media type of a picture that can be shown, by its first bytes.
#[must_use]
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    format(bytes).map(|format| format.to_mime_type())
}

fn format(bytes: &[u8]) -> Option<ImageFormat> {
    let known: [(&[u8], ImageFormat); 3] =
        [(b"\xFF\xD8\xFF", ImageFormat::Jpeg), (b"\x89PNG\r\n\x1A\n", ImageFormat::Png), (b"GIF8", ImageFormat::Gif)];
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let found = known.iter().find(|(begins, _)| bytes.starts_with(begins)).map(|(_, format)| *format);
    found.or(is_webp.then_some(ImageFormat::WebP))
}

/// Why the picture cannot be shown; none when it is whole.
#[must_use]
pub fn problem(bytes: &[u8]) -> Option<Problem> {
    unpacked(bytes).err()
}

/// A small copy of a picture, made anew from its pixels.
///
/// # Errors
/// A problem: `picture-damaged`, `picture-too-large`, or `not-a-picture`.
pub fn copy(bytes: &[u8], how: Copy) -> Result<Vec<u8>, Problem> {
    let picture = unpacked(bytes)?;
    let mut copied = Vec::new();
    let written = match how {
        Copy::Blurred => {
            let cells = blurred(picture);
            let (width, height) = cells.dimensions();
            PngEncoder::new(&mut copied).write_image(&cells, width, height, ExtendedColorType::Rgb8)
        }
        Copy::Clear => {
            let is_small = picture.width() <= CLEAR && picture.height() <= CLEAR;
            let small = if is_small { picture } else { picture.thumbnail(CLEAR, CLEAR) };
            JpegEncoder::new_with_quality(&mut copied, QUALITY).encode_image(&on_white(small))
        }
    };
    written.map_err(|error| told(&error))?;
    Ok(copied)
}

fn unpacked(bytes: &[u8]) -> Result<DynamicImage, Problem> {
    let format =
        format(bytes).ok_or_else(|| Problem::new("not-a-picture", "the file is no picture that can be shown"))?;
    if format == ImageFormat::Jpeg && !ends(bytes) {
        return Err(damaged());
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| told(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > MAX_MEMORY {
        return Err(too_large());
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| told(&error))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Whether a JPEG goes on to its end (ITU T.81, B.1.1.3): one that was cut is otherwise shown with a grey rest.
fn ends(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        if marker == 0xDA {
            return memchr::memmem::find(&bytes[at..], b"\xFF\xD9").is_some();
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    false
}

/// The mean of each cell.
fn blurred(picture: DynamicImage) -> RgbImage {
    let picture = on_white(picture);
    let (width, height) = picture.dimensions();
    let [long, short] = CELLS;
    let (columns, rows) = if width >= height { (long, short) } else { (short, long) };
    let mut sums = vec![[0_u64; 4]; (columns * rows) as usize];
    for (y, line) in (0_u64..).zip(picture.rows()) {
        let row = y * u64::from(rows) / u64::from(height.max(1));
        for (x, pixel) in (0_u64..).zip(line) {
            let column = x * u64::from(columns) / u64::from(width.max(1));
            if let Some(sum) = sums.get_mut((row * u64::from(columns) + column) as usize) {
                for (sum, value) in sum.iter_mut().zip(pixel.0.into_iter().map(u64::from).chain([1])) {
                    *sum += value;
                }
            }
        }
    }
    RgbImage::from_fn(columns, rows, |x, y| {
        let [red, green, blue, n] = sums.get((y * columns + x) as usize).copied().unwrap_or_default();
        image::Rgb([red, green, blue].map(|sum| u8::try_from(sum.checked_div(n).unwrap_or(255)).unwrap_or(255)))
    })
}

/// Without transparency: what is behind it is white.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0.map(u32::from);
        image::Rgb(
            [red, green, blue].map(|value| u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)),
        )
    })
}

fn told(error: &ImageError) -> Problem {
    match error {
        ImageError::Limits(_) => too_large(),
        _ => damaged(),
    }
}

fn damaged() -> Problem {
    Problem::new("picture-damaged", "the picture is damaged or cut short; the original is kept as it came")
}

fn too_large() -> Problem {
    Problem::new(
        "picture-too-large",
        "the picture has more pixels than are unpacked here; the original is kept as it came",
    )
}

#[cfg(test)]
mod tests;
