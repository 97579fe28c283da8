//! What the shape and the place of words say about names.

use crate::Text;
use codebook::PlaceWidth;
use document::Span;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents, apostrophes straight, single blanks: for comparing names.
pub(crate) fn fold(words: &str) -> String {
    let plain = words.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let plain: String = plain.map(|c| if matches!(c, '’' | '‘' | '`') { '\'' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the word starts with a capital.
pub(crate) fn is_capitalized(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Two letters or more, all capitals but for plural `s`, points and inner small letters like "MoD".
pub(crate) fn is_acronym(word: &str) -> bool {
    let n_capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let n_letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '&' | '/'));
    plain && n_capitals >= 2 && n_letters <= 12 && 3 * n_capitals >= 2 * n_letters
}

/// `'s` or `’` after a noun.
pub(crate) fn is_possessive(text: &Text<'_>, token_idx: usize) -> bool {
    text.token(token_idx).tag == "POS" || matches!(text.word(token_idx), "'s" | "’s")
}

/// A possessive mark with words of the name on both sides.
pub(crate) fn is_inner_possessive(text: &Text<'_>, token_idx: usize, tokens: &Range<usize>) -> bool {
    tokens.start < token_idx && token_idx + 1 < tokens.end && is_possessive(text, token_idx)
}

/// The range without a possessive mark at its end.
pub(crate) fn without_possessive(text: &Text<'_>, tokens: Range<usize>) -> Range<usize> {
    match tokens.end.checked_sub(1) {
        Some(last) if tokens.len() > 1 && is_possessive(text, last) => tokens.start..last,
        _ => tokens,
    }
}

/// The token of a range whose head lies outside; the last token when there is none.
pub(crate) fn head(text: &Text<'_>, tokens: &Range<usize>) -> usize {
    let outside = |&i: &usize| !tokens.contains(&text.tree.head(i)) || text.tree.is_root(i);
    tokens.clone().find(outside).unwrap_or(tokens.end.saturating_sub(1))
}

/// Number of tokens of the title that starts at `start`, when words of the name follow it before `end`.
pub(crate) fn title_at(text: &Text<'_>, start: usize, end: usize) -> Option<usize> {
    let lexicons = text.lexicons();
    let longest = lexicons.titles.longest().min(end.saturating_sub(start + 1));
    let is_title = |n_words: &usize| {
        let phrase = text.words(start..start + n_words).to_lowercase();
        let singular = phrase.strip_suffix('s').unwrap_or(&phrase);
        let before_list = singular.len() < phrase.len() && singular.len() > 3;
        lexicons.titles.contains(&phrase)
            || lexicons.person_nouns.contains(&phrase) && !text.token(start + n_words - 1).tag.starts_with("NNPS")
            || before_list && lexicons.titles.contains(singular)
    };
    (1..=longest).rev().find(is_title).filter(|n_words| is_capitalized(text.word(start + n_words)))
}

/// Whether a token can be part of a person's name: a capital, and no title, role, body, people, country or calendar word.
pub(crate) fn is_name_part(text: &Text<'_>, token_idx: usize) -> bool {
    let word = text.word(token_idx);
    // Taggers take the family name An for an article.
    let article = word == "An" && !text.token(token_idx).sentence_start && token_idx + 1 < text.len();
    let family = article && text.token(token_idx + 1).tag == "NNP" && is_capitalized(text.word(token_idx + 1));
    let tagged = family || text.token(token_idx).tag.is_in(&["NNP", "NNPS", "NN", "FW"]);
    is_capitalized(word) && tagged && !is_acronym(word) && !is_common(text, token_idx)
}

/// Whether any token of the range is a word of ordinary language that bodies and offices are called by.
pub(crate) fn has_common_word(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|i| is_common(text, i))
}

fn is_common(text: &Text<'_>, token_idx: usize) -> bool {
    let lexicons = text.lexicons();
    let (lower, lemma) = (text.lower(token_idx), text.lemma(token_idx).to_lowercase());
    let listed = |word: &str| {
        lexicons.titles.contains(word)
            || lexicons.person_nouns.contains(word)
            || lexicons.group_nouns.contains(word)
            || lexicons.organization_nouns.contains(word)
            || lexicons.place_nouns.contains(word)
            || lexicons.document_nouns.contains(word)
            || word.chars().count() > 2 && !lexicons.times.senses(word).is_empty()
            || text.codebook.countries.named(word).is_some()
            || text.codebook.countries.of_people(word).is_some()
    };
    // Plural names keep their ending as lemma: "Senators".
    let plural = text.token(token_idx).tag == "NNPS";
    listed(&lower) || listed(&lemma) || plural && lower.strip_suffix('s').is_some_and(listed)
}

/// Whether the range has a noun that bodies are called by: "Party", "Ministry".
pub(crate) fn has_body_noun(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let nouns = &text.lexicons().organization_nouns;
    tokens.clone().any(|i| nouns.contains(&text.lower(i)) || nouns.contains(&text.lemma(i).to_lowercase()))
}

/// Whether a kind of place is wider than a building.
pub(crate) fn is_wide(width: PlaceWidth) -> bool {
    width != PlaceWidth::Site
}

/// Whether `acronym` is made of the first letters of the words, in order; small words may be left out.
pub(crate) fn spells(text: &Text<'_>, tokens: &Range<usize>, acronym: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let letters = match letters.split_last() {
        Some(('s', rest)) if acronym.ends_with('s') => rest,
        _ => &letters[..],
    };
    let words = tokens.clone().flat_map(|i| text.word(i).split('-'));
    let words: Vec<(char, bool)> = words
        .filter_map(|word| word.chars().next().map(|c| (c, word)))
        .filter(|(c, _)| c.is_alphanumeric())
        .map(|(c, word)| (c.to_lowercase().next().unwrap_or(c), is_capitalized(word)))
        .collect();
    let capitals: Vec<char> = words.iter().filter(|(_, capital)| *capital).map(|(c, _)| *c).collect();
    let all: Vec<char> = words.iter().map(|(c, _)| *c).collect();
    !letters.is_empty() && (capitals == letters || all == letters)
}

/// Whether a token is a common or proper noun.
pub(crate) fn is_noun(text: &Text<'_>, token_idx: usize) -> bool {
    text.token(token_idx).tag.is_in(&["NN", "NNS", "NNP", "NNPS"])
}

/// For each token, whether it stands between quotation marks; a paragraph's end closes what is left open.
pub(crate) fn quoted(text: &Text<'_>) -> Vec<bool> {
    let mut open = false;
    let mut quoted = Vec::with_capacity(text.len());
    for token_idx in 0..text.len() {
        let word = text.word(token_idx);
        match word {
            "“" | "``" => open = true,
            "”" | "''" => open = false,
            "\"" => open = !open,
            _ if word.contains("\n\n") => open = false,
            _ => {}
        }
        quoted.push(open);
    }
    quoted
}

/// Whether the bracket at `open` holds who sent a report: "SELM, Karvia (CNA) -" at the start of a paragraph.
pub(crate) fn opens_source(text: &Text<'_>, open: usize) -> bool {
    const LONGEST: usize = 10;
    let line = (open.saturating_sub(LONGEST)..open).rev().take_while(|&i| !text.word(i).contains('\n')).last();
    let starts = line.is_some_and(|line| line == 0 || text.word(line - 1).contains('\n'));
    let names = line.is_some_and(|line| (line..open).all(|i| is_capitalized(text.word(i)) || text.word(i) == ","));
    let end = (open + 6).min(text.len());
    let close = (open + 1..end).find(|&i| text.word(i) == ")");
    let dash =
        close.filter(|&i| i + 1 < text.len()).is_some_and(|i| matches!(text.word(i + 1), "-" | "–" | "—" | "--"));
    text.word(open) == "(" && starts && names && dash
}

/// Whether a name, in lower case, is the seat of a country's government.
pub(crate) fn is_capital(text: &Text<'_>, lower: &str) -> bool {
    text.codebook.countries.iter().any(|country| country.capital.to_lowercase() == lower)
}

/// Whether the text is read in capitals throughout, so that capitals say nothing.
pub(crate) fn is_upper_case_text(text: &Text<'_>) -> bool {
    if text.annotations.calm.is_some() {
        return false;
    }
    let letters = text.document.text.chars().filter(|c| c.is_alphabetic()).take(4000);
    let (upper, lower) = letters
        .fold((0, 0), |(upper, lower), c| if c.is_uppercase() { (upper + 1, lower) } else { (upper, lower + 1) });
    upper > 4 * lower && upper > 40
}

/// The bytes of a token range, cut before a bracket, quotation mark or dash that the tokenizer left inside the last token.
pub(crate) fn span(text: &Text<'_>, tokens: Range<usize>) -> Span {
    let whole = text.span(tokens.clone());
    let Some(last) = tokens.end.checked_sub(1).filter(|_| !tokens.is_empty()) else { return whole };
    let word = text.word(last);
    let cut = word.find([']', ')', '[', '(', '—', '”', '"']).filter(|&at| at > 0).unwrap_or(word.len());
    Span::new(whole.start, text.token(last).span.start + cut)
}

/// The words of [`span`].
pub(crate) fn written<'a>(text: &Text<'a>, tokens: Range<usize>) -> &'a str {
    text.quote(span(text, tokens))
}

/// A noun in lower case and singular, with what a hyphen joins to it: "secretary-general" is no general.
pub(crate) fn noun(text: &Text<'_>, token_idx: usize) -> String {
    let lemma = text.lemma(token_idx).to_lowercase();
    match token_idx.checked_sub(2) {
        Some(before) if text.word(before + 1) == "-" => format!("{}-{lemma}", text.lower(before)),
        _ => lemma,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_takes_case_accents_and_curled_marks_off() {
        assert_eq!(fold("  Élan  d’Ôr "), "elan d'or");
    }

    #[test]
    fn acronyms_are_mostly_capitals() {
        assert!(["WU", "U.N.", "MoD", "NGOs", "AFL-CIO"].iter().all(|word| is_acronym(word)));
        assert!(["Union", "I", "A", "McNab", "(WU"].iter().all(|word| !is_acronym(word)));
    }
}
