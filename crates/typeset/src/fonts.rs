//! The fonts that the program carries.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

const FILES: &[&[u8]] = &[
    include_bytes!("../fonts/NotoSerif-Regular.ttf"),
    include_bytes!("../fonts/NotoSerif-Italic.ttf"),
    include_bytes!("../fonts/NotoSerif-Bold.ttf"),
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoSansMono-Regular.ttf"),
    include_bytes!("../fonts/NotoSerifKhmer-Regular.ttf"),
    include_bytes!("../fonts/NotoSerifKhmer-Bold.ttf"),
    include_bytes!("../fonts/NotoSerifThai-Regular.ttf"),
    include_bytes!("../fonts/NotoSerifThai-Bold.ttf"),
    include_bytes!("../fonts/NotoSerifLao-Regular.ttf"),
    include_bytes!("../fonts/NotoSerifLao-Bold.ttf"),
    include_bytes!("../fonts/NotoSerifMyanmar-Regular.ttf"),
    include_bytes!("../fonts/NotoSerifMyanmar-Bold.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Bold.ttf"),
];

/// All of them.
pub static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect());

/// What they are.
pub static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Text with the number of every letter in its place that no font has (`‹U+6F22›`): an empty box would say nothing, and no
/// screen reader could read it. Such letters are never signs of JSON, which are ASCII.
pub fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() || has(letter) {
            printable.push(letter);
        } else {
            printable.push_str(&format!("‹U+{:04X}›", u32::from(letter)));
        }
    }
    printable
}

/// Whether any of them has a letter, or it needs none.
pub fn has(letter: char) -> bool {
    let is_invisible = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{61c}' | '\u{fe00}'..='\u{fe0f}');
    is_invisible
        || (0..FONTS.len()).any(|at| BOOK.info(at).is_some_and(|info| info.coverage.contains(u32::from(letter))))
}
