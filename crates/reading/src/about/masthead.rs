//! Who speaks, where no list of agencies knows them: the name in a dateline, and the name over a statement.

use crate::dates::Lines;
use std::collections::HashSet;
use std::sync::OnceLock;

/// A name of more words than this is a sentence.
const LONGEST: usize = 9;
/// How many paragraphs at the top of a text may hold its masthead.
const TOP: usize = 5;

/// The name in brackets before the dash of a dateline: "PORT SELM, Marovia (Meridian Wire) — ".
pub(super) fn wire(lines: &Lines<'_>) -> Option<String> {
    let heads = (lines.first_kept()..lines.words.len()).filter(|at| lines.kept[*at]).take(3).map(|at| lines.words[at]);
    heads.into_iter().find_map(in_dateline)
}

fn in_dateline(words: &str) -> Option<String> {
    let head = &words[..words.floor_char_boundary(120)];
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    let (place, name) = (head[..open].trim(), head[open + 1..close].trim());
    let is_place = !place.is_empty() && place.split([' ', ',']).filter(|word| !word.is_empty()).all(starts_high);
    let is_name = name.split(' ').count() <= 5 && name.split(' ').all(starts_high) && !countries().contains(name);
    let is_dateline = head[close + 1..].trim_start().starts_with(['-', '—', '–']) && !name.contains(char::is_numeric);
    (is_place && is_name && is_dateline).then(|| name.to_owned())
}

/// The body over a statement of its own, which says by a word ("press release", "annual report") what it is.
pub(super) fn masthead(lines: &Lines<'_>) -> Option<String> {
    let top = || lines.words.iter().take(TOP).filter(|words| words.len() <= 120);
    let is_statement = top().any(|words| {
        let lower = words.to_lowercase();
        words_of("statement").any(|kind| lower.contains(kind))
    });
    top()
        .flat_map(|words| words.split(['|', '—', '–', '(', '\n']))
        .map(str::trim)
        .find(|name| is_statement && is_body(name))
        .map(set)
}

/// Whether words are the name of a body: "Crescent Watch for Prisoners".
fn is_body(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = |word: &str| {
        ["of", "for", "and", "the", "&", "in", "on", "against", "to"].contains(&word.to_lowercase().as_str())
    };
    let named = |word: &&str| words_of("body").any(|body| body.eq_ignore_ascii_case(word.trim_matches([',', '\''])));
    (2..=LONGEST).contains(&words.len())
        && words.iter().all(|word| starts_high(word) || small(word))
        && words.iter().any(named)
        && !words_of("statement").any(|kind| name.to_lowercase().contains(kind))
        && !["To", "TO", "Dear", "Attn"].contains(&words[0])
        && !name.ends_with(['.', '!', '?', ':'])
}

/// A name in capitals as it is written elsewhere: "HARBOUR GUARDS UNION" is the Harbour Guards Union.
fn set(name: &str) -> String {
    let bare = name.strip_prefix("The ").unwrap_or(name);
    if bare.chars().any(char::is_lowercase) {
        return bare.to_owned();
    }
    let word = |word: &str| {
        let lower = word.to_lowercase();
        let mut letters = lower.chars();
        let small = ["of", "for", "and", "the", "in", "on", "against", "to"].contains(&lower.as_str());
        if small {
            lower.clone()
        } else {
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
        }
    };
    bare.split_whitespace().map(word).collect::<Vec<String>>().join(" ")
}

fn starts_high(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Words of the list of one kind: what a body calls itself, what a statement is called.
fn words_of(kind: &'static str) -> impl Iterator<Item = &'static str> {
    let rows = include_str!("../../../../codebook/reading/masthead_words.tsv").lines();
    rows.filter_map(|row| row.split_once('\t')).filter(move |(_, of)| *of == kind).map(|(word, _)| word)
}

fn countries() -> &'static HashSet<&'static str> {
    static COUNTRIES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    COUNTRIES.get_or_init(|| {
        let rows =
            include_str!("../../../../codebook/places/countries.tsv").lines().filter(|row| !row.starts_with('#'));
        rows.flat_map(|row| row.split('\t').skip(1).take(2)).flat_map(|names| names.split('|')).collect()
    })
}
