//! Signatures: who wrote, reported or translated a text.

use crate::dates::{Lines, Order, find};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The names that a line signs with: "By X and Y", "Von X", "Reported by X. Translated by Y."; `None` when it is no
/// signature. Desks and services are left to the origin.
pub fn byline_of(line: &str) -> Option<Vec<String>> {
    let line = line.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if line.len() > 240 {
        return None;
    }
    let credits = credits(line);
    if !credits.is_empty() {
        return Some(credits.into_iter().flat_map(|(_, rest)| names(rest)).collect());
    }
    let (opening, rest) = opening(line)?;
    let rest = rest.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '@');
    let found = names(rest);
    // "By Friday the guards had left" begins a sentence, not a signature.
    let ends = rest.trim_end().ends_with('.') && rest.split_whitespace().count() > 6;
    let lonely = opening != "by"
        && opening != "di"
        && opening != "par"
        && opening != "por"
        && opening != "von"
        && opening != "door";
    (!ends && (!found.is_empty() || lonely && rest.split_whitespace().count() <= 6)).then_some(found)
}

/// What stands after "Reported by", "Translated by" and the like, with the meaning.
pub fn credits(line: &str) -> Vec<(&'static str, &str)> {
    let mut found = Vec::new();
    for sentence in sentences(if line.len() > 400 { "" } else { line }) {
        let sentence = sentence.trim_start();
        if let Some((opening, rest)) = opening(sentence)
            && matches!(meaning(&opening), Some("reported" | "translated" | "written" | "edited"))
            && let Some(meaning) = meaning(&opening)
        {
            found.push((
                meaning,
                rest.trim_matches(|letter: char| letter == ':' || letter == '.' || letter.is_whitespace()),
            ));
        }
    }
    found
}

/// The names of all signatures around the title, and of credits anywhere, without repetition.
pub fn bylines(lines: &Lines<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let first = lines.first_kept();
    let near = lines.title.unwrap_or(first.saturating_sub(8));
    for (at, words) in lines.words.iter().enumerate() {
        let is_near = near <= at + 2 && at <= first + 2 && at <= near + 14;
        let names = if is_near {
            byline_of(words).or_else(|| bulleted(lines, at)).or_else(|| behind_date(words))
        } else if credits(words).is_empty() && (lines.kept[at] || at < first) {
            None
        } else {
            byline_of(words).filter(|_| !credits(words).is_empty() || at > first)
        };
        for name in names.into_iter().flatten() {
            if !found.iter().any(|known| known.eq_ignore_ascii_case(&name)) && found.len() < 8 {
                found.push(name);
            }
        }
    }
    found
}

/// A list entry under the title that is only names.
fn bulleted(lines: &Lines<'_>, at: usize) -> Option<Vec<String>> {
    let rest = lines.words[at].strip_prefix(['•', '·', '●', '▪'])?;
    let found = names(rest);
    (!found.is_empty()).then_some(found)
}

/// "3 September 2031 by X", "Published on 3 September 2031 | By X": the name behind the day.
fn behind_date(words: &str) -> Option<Vec<String>> {
    if words.len() > 160 {
        return None;
    }
    let day = find(words, Order::Open, false).first()?.span;
    let rest = &words[day.end..];
    let start = rest.match_indices(' ').map(|(at, _)| &rest[at + 1..]).find(|rest| {
        let first = rest.split([' ', ':']).next().unwrap_or("");
        meaning(&first.to_lowercase()) == Some("by")
    })?;
    byline_of(start)
}

/// Removes what stands around a name: "By", marks, addresses.
pub fn clean_name(name: &str) -> Option<String> {
    let name = opening(name.trim()).map_or(name, |(_, rest)| rest);
    names(name).into_iter().next()
}

/// Names joined by commas and "and": two to five capitalised words each, no desk among them.
fn names(text: &str) -> Vec<String> {
    let text = text.split([';', '|', '(', '[', '/', '\u{2013}', '\u{2014}', '•', '·']).next().unwrap_or("");
    let mut out = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    for word in text.split_whitespace().take(24) {
        let comma = word.ends_with([',', ':']);
        let bare = word
            .trim_matches(|letter: char| letter == ',' || letter == ':' || letter == '.' && word.chars().count() > 3);
        let joins = meaning(&bare.to_lowercase()) == Some("join");
        if !joins && !is_name_word(bare) {
            take_name(&mut name, &mut out);
            break;
        }
        if !joins {
            name.push(bare);
        }
        if joins || comma {
            take_name(&mut name, &mut out);
        }
    }
    take_name(&mut name, &mut out);
    out
}

fn take_name(name: &mut Vec<&str>, out: &mut Vec<String>) {
    let words = std::mem::take(name);
    let is_desk = words.iter().any(|word| meaning(&word.to_lowercase()) == Some("desk"));
    if (2..=5).contains(&words.len()) && !is_desk {
        out.push(words.join(" "));
    }
}

fn is_name_word(word: &str) -> bool {
    let small = [
        "de", "van", "von", "der", "den", "bin", "binti", "al", "el", "la", "da", "dos", "del", "di", "le", "ten", "zu",
    ];
    let first = word.chars().next();
    let plain = word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '.' | '-' | '\'' | '’'));
    !word.is_empty() && plain && (first.is_some_and(|letter| !letter.is_lowercase()) || small.contains(&word))
}

/// The longest known opening of a line, and what follows it.
fn opening(line: &str) -> Option<(String, &str)> {
    let mut ends = line.match_indices([' ', ':']).map(|(at, _)| at).take(4).collect::<Vec<_>>();
    ends.reverse();
    ends.into_iter().find_map(|end| {
        let head = line[..end].trim().trim_end_matches(':').trim_end().to_lowercase();
        matches!(meaning(&head), Some("by" | "reported" | "translated" | "written" | "edited"))
            .then(|| (head, &line[end..]))
    })
}

/// Cuts at a full stop before a capital letter, but not after an initial.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends = rest.match_indices([';', '.']).find(|(at, _)| {
            let before = rest[..*at].rsplit(' ').next().unwrap_or("");
            before.chars().count() > 2 && rest[at + 1..].trim_start().chars().next().is_none_or(char::is_uppercase)
        });
        let end = ends.map_or(rest.len(), |(at, _)| at + 1);
        let sentence = &rest[..end];
        rest = &rest[end..];
        Some(sentence)
    })
}

fn meaning(words: &str) -> Option<&'static str> {
    static WORDS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let table = WORDS.get_or_init(|| {
        let rows =
            include_str!("../../../../codebook/reading/byline_words.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t')).collect()
    });
    table.get(words).copied()
}
