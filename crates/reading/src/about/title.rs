//! The headline: without the name of the site, and where it stands.

use crate::dates::Lines;

/// A page title without the site's name behind (or before) a bar or dash.
pub fn bare_title(title: &str, publisher: Option<&str>) -> String {
    let mut title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    for mark in [" | ", " – ", " — ", " - ", " :: ", " « ", " » ", " • ", " · "] {
        while let Some(at) = title.rfind(mark) {
            let (head, tail) = (&title[..at], &title[at + mark.len()..]);
            let is_site = publisher.is_some_and(|publisher| same(tail, publisher));
            let n_tail = tail.split_whitespace().count();
            let n_head = head.split_whitespace().count();
            if !is_site && (n_tail > 4 || n_head < 4 || n_head <= n_tail) {
                break;
            }
            title.truncate(at);
        }
        if let Some((head, tail)) = title.split_once(mark)
            && publisher.is_some_and(|publisher| same(head, publisher))
        {
            title = tail.to_owned();
        }
    }
    title
}

/// The site's name at the end of a page title, when a copyright line says the same.
pub fn site_of(title: &str, furniture: &[String]) -> Option<String> {
    let tail = [" | ", " – ", " — ", " - ", " :: "]
        .iter()
        .filter_map(|mark| title.rsplit_once(mark))
        .map(|(_, tail)| tail.trim());
    let tail =
        tail.min_by_key(|tail| tail.len()).filter(|tail| tail.len() > 2 && tail.split_whitespace().count() <= 5)?;
    let is_right =
        |line: &&String| line.len() < 400 && (line.contains('©') || line.to_lowercase().contains("copyright"));
    furniture.iter().filter(is_right).any(|line| line.contains(tail)).then(|| tail.to_owned())
}

/// Equal but for case, blanks and marks, or one within the other.
fn same(left: &str, right: &str) -> bool {
    let fold = |text: &str| {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let (left, right) = (fold(left), fold(right));
    !left.is_empty() && !right.is_empty() && (left.contains(&right) || right.contains(&left))
}

/// The paragraph of a pasted text that is its headline: the first short one that is no date, no furniture, no signature
/// and no masthead, when running text follows.
pub fn headline_place(lines: &Lines<'_>, is_other: impl Fn(usize) -> bool) -> Option<usize> {
    let mut candidates = (0..lines.words.len().min(8)).filter(|at| !is_other(*at));
    let first = candidates.next()?;
    let below = candidates.find(|at| n_words(lines, *at) > MASTHEAD);
    let below = below.filter(|at| *at <= first + 3 && n_words(lines, first) <= MASTHEAD && is_headline(lines, *at));
    below.or_else(|| Some(first).filter(|at| is_headline(lines, *at)))
}

/// A newspaper's or station's name above the headline has at most so many words.
const MASTHEAD: usize = 3;

fn n_words(lines: &Lines<'_>, at: usize) -> usize {
    lines.words[at].split_whitespace().count()
}

fn is_headline(lines: &Lines<'_>, at: usize) -> bool {
    let words = lines.words[at];
    let n_words = n_words(lines, at);
    let sentence = words.ends_with('.') && n_words > 8;
    let goes_on = lines.words[at + 1..].iter().take(12).any(|next| next.len() > 2 * words.len().min(100));
    !sentence && n_words <= 30 && words.chars().count() <= 220 && goes_on
}
