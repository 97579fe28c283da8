//! `&amp;`, `&#8217;` and their kin.

use std::sync::OnceLock;

/// The character that a reference at the head of `text` stands for, and the length of the reference in bytes.
///
/// `text` starts with `&`. `None` when it is only an ampersand.
pub fn reference(text: &str) -> Option<(char, usize)> {
    let body = text.get(1..)?;
    let (letter, n_bytes) = if let Some(digits) = body.strip_prefix('#') { numeric(digits)? } else { named(body)? };
    let end = 1 + n_bytes;
    Some((letter, if text.as_bytes().get(end) == Some(&b';') { end + 1 } else { end }))
}

/// `text` with every reference replaced.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (letter, n_bytes) = reference(&rest[at..]).unwrap_or(('&', 1));
        out.push(letter);
        rest = &rest[at + n_bytes..];
    }
    out.push_str(rest);
    out
}

/// A code point, with the number of bytes of `#…` before any semicolon.
fn numeric(digits: &str) -> Option<(char, usize)> {
    let (digits, radix, before) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 2),
        None => (digits, 10, 1),
    };
    let n_digits = digits.bytes().take_while(|byte| (*byte as char).is_digit(radix)).count();
    if n_digits == 0 || n_digits > 8 {
        return None;
    }
    let code = u32::from_str_radix(&digits[..n_digits], radix).ok()?;
    // Pages written on Windows use the code points of its own table (WHATWG, numeric character reference end state).
    let letter = match code {
        0x80..=0x9F => encoding_rs::WINDOWS_1252.decode(&[code as u8]).0.chars().next()?,
        _ => char::from_u32(code).filter(|letter| *letter != '\0').unwrap_or('\u{FFFD}'),
    };
    Some((letter, before + n_digits))
}

fn named(body: &str) -> Option<(char, usize)> {
    let n_name = body.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    let name = &body[..n_name];
    let table = table();
    let place = table.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    // Without a semicolon only the old Latin-1 names count, and only when no equals sign follows (addresses).
    let next = body.as_bytes().get(n_name);
    if next != Some(&b';') && (table[place].1 as u32 > 0xFF || next == Some(&b'=')) {
        return None;
    }
    Some((table[place].1, n_name))
}

fn table() -> &'static [(&'static str, char)] {
    static TABLE: OnceLock<Vec<(&'static str, char)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("../../../../codebook/reading/entities.tsv").lines();
        let rows = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        rows.filter_map(|(name, code)| Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{reference, unescape};

    #[test]
    fn names_numbers_and_plain_ampersands() {
        assert_eq!(reference("&amp; co"), Some(('&', 5)));
        assert_eq!(reference("&#8217;s"), Some(('\u{2019}', 7)));
        assert_eq!(reference("&#x2019;"), Some(('\u{2019}', 8)));
        assert_eq!(reference("&#146;"), Some(('\u{2019}', 6)));
        assert_eq!(reference("& co"), None);
        assert_eq!(reference("&copy=1"), None);
        assert_eq!(reference("&#;"), None);
    }

    #[test]
    fn text_is_unescaped_whole() {
        assert_eq!(unescape("a &lt;b&gt; &unknown; &"), "a <b> &unknown; &");
    }
}
