//! Text as it is compared: folded, measured by edits, reduced to its sound.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case, Latin marks taken off, runs of anything but letters and digits as one space.
pub(super) fn fold(text: &str, into: &mut String) {
    into.clear();
    let mut gap = false;
    let mut put = |c: char| {
        if c.is_alphanumeric() || (is_combining_mark(c) && !is_latin_mark(c)) {
            if gap && !into.is_empty() {
                into.push(' ');
            }
            gap = false;
            into.push(c);
        } else if !is_latin_mark(c) && c != '\'' && c != '\u{2019}' {
            gap = true;
        }
    };
    if text.is_ascii() {
        text.chars().for_each(|c| put(c.to_ascii_lowercase()));
    } else {
        text.nfd().flat_map(char::to_lowercase).for_each(put);
    }
}

/// The marks that are written over Latin, Greek and Cyrillic letters; the vowels of other scripts are no decoration.
fn is_latin_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Longer texts are compared by their beginnings.
const MAX_CHARS: usize = 64;

/// Edits between two texts: insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
///
/// More than `limit` is given as `limit + 1`.
pub(super) fn edits(left: &str, right: &str, limit: usize) -> usize {
    if left.is_ascii() && right.is_ascii() {
        let cut = |text: &'_ str| text.len().min(MAX_CHARS);
        return alignment(&left.as_bytes()[..cut(left)], &right.as_bytes()[..cut(right)], limit);
    }
    let letters = |text: &str| text.chars().take(MAX_CHARS).collect::<Vec<char>>();
    alignment(&letters(left), &letters(right), limit)
}

fn alignment<T: PartialEq>(left: &[T], right: &[T], limit: usize) -> usize {
    let start = left.iter().zip(right).take_while(|(one, other)| one == other).count();
    let (left, right) = (&left[start..], &right[start..]);
    let end = left.iter().rev().zip(right.iter().rev()).take_while(|(one, other)| one == other).count();
    let (left, right) = (&left[..left.len() - end], &right[..right.len() - end]);
    if left.len().abs_diff(right.len()) > limit {
        return limit + 1;
    }
    if left.is_empty() || right.is_empty() {
        return left.len().max(right.len()).min(limit + 1);
    }
    let mut before = [0_u8; MAX_CHARS + 1];
    let mut last = [0_u8; MAX_CHARS + 1];
    let mut row = [0_u8; MAX_CHARS + 1];
    for (column, cell) in (0_u8..).zip(last.iter_mut().take(right.len() + 1)) {
        *cell = column;
    }
    for (i, one) in left.iter().enumerate() {
        row[0] = last[0] + 1;
        let mut least = row[0];
        for (j, other) in right.iter().enumerate() {
            let mut cost = (last[j] + u8::from(one != other)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *one == right[j - 1] && left[i - 1] == *other {
                cost = cost.min(before[j - 1] + 1);
            }
            row[j + 1] = cost;
            least = least.min(cost);
        }
        if usize::from(least) > limit {
            return limit + 1;
        }
        (before, last, row) = (last, row, before);
    }
    usize::from(last[right.len()]).min(limit + 1)
}

/// How a word sounds, roughly: what is heard alike is written alike, vowels after the first letter fall away.
///
/// At most eight signs. A word without letters stays as it is.
pub(super) fn sound(word: &str) -> String {
    let mut signs = String::with_capacity(8);
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let sign = match letter {
            'c' | 'k' | 'q' | 'g' if next == 'h' => 'k',
            'c' if matches!(next, 'e' | 'i' | 'y') => 's',
            'c' | 'k' | 'q' | 'x' => 'k',
            'g' | 'j' => 'j',
            'p' if next == 'h' => 'f',
            'b' | 'p' => 'p',
            'f' | 'v' | 'w' => 'f',
            's' | 'z' => 's',
            'd' | 't' => 't',
            'm' | 'n' => 'n',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' if signs.is_empty() => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' => continue,
            other => other,
        };
        if !signs.ends_with(sign) {
            signs.push(sign);
        }
        if signs.len() >= 8 {
            break;
        }
    }
    signs
}

/// Whether one word is a short form of the other: its beginning, of at least `least` letters.
pub(super) fn is_beginning(left: &str, right: &str, least: usize) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    short.len() >= least && long.starts_with(short)
}
