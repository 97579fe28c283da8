//! Text laid out for a terminal of 80 columns.

/// Columns.
pub const WIDTH: usize = 80;
/// A gap of two spaces up to this column ends a label, under which nothing is written.
const MAX_LABEL: usize = 24;

/// Every line that is too long goes on in the next one, under its own beginning.
pub fn wrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for line in text.lines() {
        wrap(line, &mut out);
    }
    out
}

fn wrap(line: &str, out: &mut String) {
    if columns(line) <= WIDTH {
        out.push_str(line.trim_end());
        out.push('\n');
        return;
    }
    let hanging = hanging(line);
    let start = line.len() - line.trim_start().len();
    let mut column = start;
    out.push_str(line.get(..start).unwrap_or_default());
    let mut is_first = true;
    for word in line.trim_start().split(' ') {
        let width = columns(word);
        if !is_first && column + 1 + width > WIDTH && !word.is_empty() {
            while out.ends_with(' ') {
                out.pop();
            }
            out.push('\n');
            out.push_str(&" ".repeat(hanging));
            column = hanging;
        } else if !is_first {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
        is_first = false;
    }
    out.push('\n');
}

/// A text in lines of at most `width` columns.
pub fn folded(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if columns(line) + 1 + columns(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Where a line goes on: behind its label, or under its first word.
fn hanging(line: &str) -> usize {
    let start = line.len() - line.trim_start().len();
    let words = line.get(start..).unwrap_or_default();
    let gap = words.find("  ").filter(|gap| columns(words.get(..*gap).unwrap_or_default()) <= MAX_LABEL);
    let Some(gap) = gap else { return start };
    let (label, rest) = words.split_at(gap);
    start + columns(label) + (rest.len() - rest.trim_start().len())
}

/// How many columns a text takes, near enough: combining signs take none, wide scripts two.
pub fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

const fn columns_of(c: char) -> usize {
    match c as u32 {
        0x0300..=0x036f | 0x0e31 | 0x0e34..=0x0e3a | 0x0e47..=0x0e4e | 0x0eb1 | 0x0eb4..=0x0ebc | 0x0ec8..=0x0ecd => 0,
        0x102d..=0x1030 | 0x1032..=0x1037 | 0x1039..=0x103a | 0x17b4..=0x17b5 | 0x17b7..=0x17bd | 0x17c6 => 0,
        0x17c9..=0x17d3 | 0x200b..=0x200f | 0x20d0..=0x20ff => 0,
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 => 2,
        _ => 1,
    }
}

/// `left`, and `right` at the end of the line; behind it when both do not fit.
pub fn at_both_ends(left: &str, right: &str) -> String {
    at_both_ends_of(WIDTH, left, right)
}

/// As [`at_both_ends`], in so many columns.
pub fn at_both_ends_of(width: usize, left: &str, right: &str) -> String {
    let used = columns(left) + columns(right);
    if right.is_empty() {
        return left.to_owned();
    }
    format!("{left}{}{right}", " ".repeat(width.saturating_sub(used).max(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_go_on_under_their_beginning() {
        let words = "word ".repeat(20);
        let text = wrapped(&format!("  2021-03-03  {words}\nshort\n"));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].len() <= WIDTH && lines[1].starts_with("              word") && lines[2] == "short");
        assert_eq!(text.split_whitespace().filter(|word| *word == "word").count(), 20);
    }

    #[test]
    fn a_word_that_is_too_long_stands_alone() {
        let long = "x".repeat(100);
        assert_eq!(wrapped(&format!("a {long} b")), format!("a\n{long}\nb\n"));
    }

    #[test]
    fn signs_above_a_letter_take_no_column() {
        assert_eq!((columns("ខ្មែរ"), columns("日本"), columns("é")), (4, 4, 1));
        assert_eq!(columns(&at_both_ends("name", "p1")), WIDTH);
    }
}
