//! "TESSAPORT, Karvia, May 3 (CNA) -": where, when and by whom a report was sent, before its first sentence.

use document::{Document, Span};

/// Longest dateline, bytes.
const LONGEST: usize = 100;
/// Most words of one.
const MAX_WORDS: usize = 10;
/// What closes it.
const MARKS: [&str; 7] = [" - ", " – ", " — ", " -- ", "--", "—", " _ "];
/// Words of names of places that begin with a small letter.
const SMALL: [&str; 9] = ["of", "de", "del", "da", "do", "la", "le", "al", "el"];
/// A word in capitals alone may be an abbreviation when it is shorter, letters.
const MIN_ALONE: usize = 6;
/// Fewest letters of a place in capitals.
const MIN_SHOUTED: usize = 3;

/// Bytes of the dateline that a paragraph starts with, its dash and the spaces behind it included; none when it starts otherwise.
///
/// It holds names and numbers only, and a source in brackets, a place in capitals, or a place and a day.
#[must_use]
pub fn dateline(paragraph: &str) -> Option<usize> {
    let head = &paragraph[..paragraph.floor_char_boundary(LONGEST)];
    let (at, mark) = MARKS.iter().filter_map(|mark| Some((head.find(mark)?, *mark))).min_by_key(|(at, _)| *at)?;
    let (place, source) = cut(&head[..at])?;
    let words: Vec<&str> = place.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let all_named = !words.is_empty() && words.len() <= MAX_WORDS && words.iter().all(|word| is_name_or_number(word));
    let is_one = all_named && (source.is_some() || is_shouted(place, &words) || has_day(place));
    let end = at + mark.len();
    is_one.then(|| end + paragraph[end..].len() - paragraph[end..].trim_start_matches(' ').len())
}

/// Where the names of places in datelines stand: all of a dateline before its source.
pub(crate) fn places(document: &Document) -> Vec<Span> {
    let of_block = |block: &document::Block| {
        let words = document.text.get(block.span.start..block.span.end)?;
        let (place, _) = cut(words[..dateline(words)?].trim_end_matches([' ', '-', '–', '—', '_']))?;
        Some(Span::new(block.span.start, block.span.start + place.len()))
    };
    document.blocks.iter().filter_map(of_block).collect()
}

/// The place and the source in brackets behind it; none when more stands behind the bracket.
fn cut(head: &str) -> Option<(&str, Option<&str>)> {
    match head.split_once('(') {
        Some((place, rest)) => Some((place, Some(rest.trim_end().strip_suffix(')')?))),
        None => Some((head, None)),
    }
}

fn is_name_or_number(word: &str) -> bool {
    let names = word.chars().next().is_some_and(|first| first.is_uppercase() || first.is_ascii_digit());
    let plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’'));
    plain && (names || SMALL.contains(&word))
}

/// "TESSAPORT -", "SELM, Karvia -"; not "NATO -".
fn is_shouted(place: &str, words: &[&str]) -> bool {
    let is_capital = |word: &&&str| !word.chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
    let n_letters =
        words.iter().take_while(is_capital).flat_map(|word| word.chars()).filter(|c| c.is_alphabetic()).count();
    let least = if place.contains(',') { MIN_SHOUTED } else { MIN_ALONE };
    n_letters >= least
}

/// "Selm, 9 April 2034", "Selm, May 3": a day and the name beside it, behind a comma.
fn has_day(place: &str) -> bool {
    place.split(',').skip(1).any(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let is_day = |word: &str| word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
        let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        words.windows(2).any(|pair| is_day(pair[0]) && is_name(pair[1]) || is_name(pair[0]) && is_day(pair[1]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_a_day_and_a_source_before_a_dash() {
        for (line, rest) in [
            ("VELIN, 9 April 2034 - Three traders", "Three traders"),
            ("SELM, Karvia (CNA) -- Police said", "Police said"),
            ("Selm (Reuters) - Police said", "Police said"),
            ("PORT SELM—Police said", "Police said"),
            ("Bay of Selm, May 3 — Police said", "Police said"),
            ("ST. VELIN, Jan. 12 (AFP) – Police said", "Police said"),
        ] {
            assert_eq!(dateline(line).map(|end| &line[end..]), Some(rest), "{line}");
        }
    }

    #[test]
    fn other_openings_are_none() {
        for line in [
            "Dara Monsel – a trader – was freed",
            "Dara Monsel, 41 - who sold fish - was freed",
            "NATO - the alliance - said",
            "Police arrested three men - all of them traders",
            "POLICE SAID (twice) that - well",
            "",
            " - ",
        ] {
            assert_eq!(dateline(line), None, "{line}");
        }
    }
}
