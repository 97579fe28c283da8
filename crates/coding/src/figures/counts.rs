//! The stated number of a noun phrase.

use crate::Text;
use crate::numbers::{Bounded, Lexemes, Numbers};
use domain::{Count, Span};
use std::ops::Range;

/// Names that the language model gives to numbers that count nothing here.
const NO_COUNTS: &[&str] = &["DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "LAW"];

/// A count and the tokens of its words.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub count: Count,
    pub tokens: Range<usize>,
}

/// The count of the noun phrase headed by `head`: in its number word, in itself ("dozens", "34 were held"), or in what
/// it is a group of ("a total of 16 monks").
pub(super) fn of_head(text: &Text<'_>, head: usize) -> Option<Counted> {
    if head >= text.len() {
        return None;
    }
    let modifiers = text.tree.dependents(head).iter().copied().filter(|&i| i < head && is_number_word(text, i));
    if let Some(counted) = modifiers.filter_map(|i| at_token(text, i)).find(|counted| counted.tokens.end <= head + 1) {
        return Some(counted);
    }
    if let Some(counted) = at_token(text, head).filter(|_| is_number_word(text, head)) {
        return Some(counted);
    }
    let of = text.tree.with(head, &["prep"]).find(|&i| text.lower(i) == "of")?;
    let inner = text.tree.first(of, &["pobj"]).filter(|_| is_group(text, head))?;
    let modifiers = text.tree.dependents(inner).iter().copied().filter(|&i| i < inner && is_number_word(text, i));
    modifiers
        .filter_map(|i| at_token(text, i))
        .next()
        .or_else(|| at_token(text, inner).filter(|_| is_number_word(text, inner)))
}

/// "a group of", "a total of": nouns in the singular whose size is that of what follows.
fn is_group(text: &Text<'_>, head: usize) -> bool {
    text.token(head).tag == "NN"
}

fn is_number_word(text: &Text<'_>, token_idx: usize) -> bool {
    let token = text.token(token_idx);
    let numeral = token.pos == "NUM" || token.tag == "CD";
    let relation = text.tree.relation(token_idx).is_in(&["nummod", "det", "amod", "quantmod", "predet"]);
    let word = text.lower(token_idx);
    let senses = text.lexicons().numbers.senses(&word);
    let known = senses.iter().any(|sense| {
        use codebook::NumberSense as S;
        match sense {
            S::Cardinal(_) | S::Scale(_) | S::Group(_) | S::Vague(_) => true,
            S::None => relation,
            _ => false,
        }
    });
    // "few" of "a few" is reached from its own token.
    numeral || known
}

/// The count whose number word is the token; `None` for years, money, ages and other numbers that count nothing.
pub(super) fn at_token(text: &Text<'_>, token_idx: usize) -> Option<Counted> {
    if is_no_count(text, token_idx) {
        return None;
    }
    let sentence = text.sentence(token_idx);
    let tokens = sentence.start.max(token_idx.saturating_sub(6))..sentence.end.min(token_idx + 8);
    let span = text.span(tokens.clone());
    let slice = text.document.quote(span);
    let lexemes = Lexemes::new(slice);
    let numbers = Numbers { lexemes: &lexemes, words: &text.lexicons().numbers };
    let target = lexemes.at_offset(text.token(token_idx).span.start.saturating_sub(span.start));
    let reading =
        (0..=target).find_map(|at| numbers.bounded(at).filter(|bounded| bounded.end > target).map(|read| (at, read)));
    let (at, bounded) = reading.filter(|(_, bounded)| !is_joined(&lexemes, bounded))?;
    let local = lexemes.span(at, bounded.end);
    let words = Span::new(span.start + local.start, span.start + local.end);
    Some(Counted { count: count(&bounded, words), tokens: text.annotations.tokens_in(words) })
}

/// "18-month", "22-year-old", "5%": the number belongs to a word that it makes.
fn is_joined(lexemes: &Lexemes, bounded: &Bounded) -> bool {
    let hyphen = matches!(lexemes.mark(bounded.end), Some('-' | '%' | ':' | '/')) && lexemes.joined(bounded.end);
    hyphen || lexemes.is(bounded.end, &["percent", "per"])
}

fn count(bounded: &Bounded, span: Span) -> Count {
    Count { at_least: bounded.at_least, at_most: bounded.at_most, about: bounded.about, span }
}

fn is_no_count(text: &Text<'_>, token_idx: usize) -> bool {
    let names = &text.annotations.names;
    let i = names.partition_point(|name| name.tokens.end <= token_idx);
    let named = names.get(i).filter(|name| name.tokens.contains(&token_idx));
    let money = token_idx.checked_sub(1).is_some_and(|before| text.token(before).tag == "$");
    // "the 2031 elections": four digits behind an article are a year.
    let year = text.word(token_idx).len() == 4
        && text.word(token_idx).parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
        && token_idx.checked_sub(1).is_some_and(|before| text.token(before).pos.is_in(&["DET", "PRON", "PART", "ADP"]));
    money || year || named.is_some_and(|name| name.label.is_in(NO_COUNTS))
}
