//! The line below a drawing that tells how to read it; it wraps.

use crate::svg::{Anchor, Point, Sheet, shortened, width};

/// Between two lines.
pub const LINE: f64 = 22.0;
/// Size of its words.
const SIZE: f64 = 11.5;

/// Draws a sign, left and middle given.
pub type Sign = fn(&mut Sheet, Point);

/// One sign and its words.
pub struct Entry {
    /// How wide the sign is.
    pub sign: f64,
    /// Draws it.
    pub draw: Sign,
    /// What it means.
    pub words: String,
}

/// Where each entry stands, between `left` and `right`, and how many lines there are.
fn places(entries: &[Entry], left: f64, right: f64) -> (Vec<Point>, usize) {
    let (mut x, mut line) = (left, 0);
    let mut places = Vec::new();
    for entry in entries {
        let wide = entry.sign + 6.0 + width(&entry.words, SIZE) + 22.0;
        if x > left && x + wide > right {
            (x, line) = (left, line + 1);
        }
        places.push((x, f64::from(line) * LINE));
        x += wide;
    }
    (places, if entries.is_empty() { 0 } else { line as usize + 1 })
}

/// How high it will be.
pub fn height(entries: &[Entry], left: f64, right: f64) -> f64 {
    places(entries, left, right).1 as f64 * LINE
}

/// Draws it from `top` on.
pub fn draw(sheet: &mut Sheet, entries: &[Entry], (left, right): (f64, f64), top: f64) {
    for (entry, (x, y)) in entries.iter().zip(places(entries, left, right).0) {
        let middle = top + y + LINE / 2.0;
        (entry.draw)(sheet, (x, middle));
        let at = (x + entry.sign + 6.0, middle + 4.0);
        sheet.text("soft small", at, Anchor::Start, &shortened(&entry.words, SIZE, right - at.0));
    }
}
