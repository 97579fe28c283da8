//! When the document was published, bounded by what its text tells.

use super::meaning::{Amount, Field, From, Meaning, Year};
use super::resolve::{Surroundings, Tense, resolve};
use super::{Found, calendar as cal, head_of};
use crate::Text;
use codebook::{TimeMeaning, TimeUnit};
use document::{Basis, DateWindow, FuzzyDate};
use jiff::civil::Date;

/// Prepositions that put an act into a time. Behind others ("for 2030", "ahead of the 2030 vote") nothing need have happened.
const INSIDE: &[&str] = &["in", "on", "at", "during", "since", "of", "after", "following", "from", "early", "late"];

/// The day of publication, narrowed by the text's own facts.
///
/// What a page states stays as it is. Otherwise the day is no earlier than the last day (of a month only named: its
/// first day) that the text tells as past, and earlier than what the text tells as planned. A sentence that was served to
/// its end bounds it too: by convention at least half of a term is served after the judgement (the rest may have been
/// served before it), so the end lies no earlier than the first day of the judgement plus half of the term.
/// The result is `inferred`, never exact by these rules alone.
pub(crate) fn narrow(text: &Text<'_>, found: &[Found]) -> FuzzyDate {
    let given = text.document.published.clone();
    if given.basis == Basis::Stated || given.window.exact().is_some() {
        return given;
    }
    let mut bounds = Bounds { window: given.window, words: given.text.clone().into_iter().collect() };
    for found in found {
        if let Some(earliest) = told_as_past(text, found) {
            bounds.no_earlier(earliest, text.document.quote(found.span));
        }
    }
    for found in found {
        if let Some(latest) = told_as_planned(text, found) {
            bounds.no_later(latest, text.document.quote(found.span));
        }
    }
    if let Some((earliest, words)) = term_served(text, found) {
        bounds.no_earlier(earliest, &words);
    }
    for found in found {
        if let Some(earliest) = weekday_agrees(text, found, bounds.window) {
            bounds.no_earlier(earliest, text.document.quote(found.span));
        }
    }
    if bounds.window == given.window {
        return given;
    }
    FuzzyDate { window: bounds.window, basis: Basis::Inferred, text: Some(bounds.words.join("; ")) }
}

struct Bounds {
    window: DateWindow,
    words: Vec<String>,
}

impl Bounds {
    /// A bound that contradicts what is known is dropped: one of the two is misread.
    fn no_earlier(&mut self, day: Date, words: &str) {
        if self.window.earliest < Some(day) && self.window.latest.is_none_or(|latest| day <= latest) {
            self.window.earliest = Some(day);
            self.note(words);
        }
    }

    fn no_later(&mut self, day: Date, words: &str) {
        if self.window.latest.is_none_or(|latest| day < latest) && self.window.earliest.is_none_or(|first| first <= day)
        {
            self.window.latest = Some(day);
            self.note(words);
        }
    }

    fn note(&mut self, words: &str) {
        self.words.push(words.to_owned());
        if self.words.len() > 4 {
            self.words.remove(0);
        }
    }
}

/// The window of an expression that names its year.
fn dated(found: &Found) -> Option<DateWindow> {
    let Meaning::Calendar { year: Year::Known(_), .. } = found.parsed.meaning else { return None };
    resolve(&found.parsed, &Surroundings::default()).window
}

/// The first day of a date that a clause in the past tense tells.
fn told_as_past(text: &Text<'_>, found: &Found) -> Option<Date> {
    let window = dated(found)?;
    let told = found.tense == Tense::Past && is_inside(text, found) && !stands_alone(text, found);
    window.earliest.filter(|_| told)
}

/// A date on a line of its own ("Printed on 3 May 2031") belongs to the page, not to what the text tells.
fn stands_alone(text: &Text<'_>, found: &Found) -> bool {
    let words = |tokens: std::ops::Range<usize>| tokens.filter(|&i| text.token(i).pos != "SPACE");
    let breaks = |i: &usize| text.word(*i).contains('\n');
    let (first, last) = (found.tokens.start, found.tokens.end);
    // A line break is white space after some token: in its own token, or before the next one.
    let line_before = (first.saturating_sub(5)..first).rev().take_while(|i| !breaks(i) && !ends_line(text, *i));
    let line_after = (last.saturating_sub(1)..text.len().min(last + 5)).take_while(|i| !ends_line(text, *i)).skip(1);
    let (before, after) = (line_before.count(), words(last..last + line_after.count()).count());
    before + after < 4
}

/// Whether a line ends behind the token.
fn ends_line(text: &Text<'_>, token_idx: usize) -> bool {
    let end = text.token(token_idx).span.end;
    let next = text.tokens().get(token_idx + 1).map_or(text.document.text.len(), |token| token.span.start);
    let between = text.document.text.get(end..next.max(end)).unwrap_or("");
    between.contains('\n') || text.tokens().get(token_idx + 1).is_none_or(|_| text.word(token_idx + 1).contains('\n'))
}

/// The day before a date that the text tells as still to come.
fn told_as_planned(text: &Text<'_>, found: &Found) -> Option<Date> {
    let window = dated(found)?;
    let before = found.tokens.start.checked_sub(1).map_or(String::new(), |i| text.lower(i));
    // A quotation of old plans, or "by 2030", is no plan of the day of publication.
    let clear = matches!(before.as_str(), "in" | "on" | "for" | "until") && is_own_plan(text, found);
    let named = matches!(found.parsed.meaning, Meaning::Calendar { field: Field::Day(..) | Field::Month(_), .. });
    let first = window.earliest.filter(|_| found.tense == Tense::Future && clear && named)?;
    cal::add(first, -1, TimeUnit::Day)
}

/// Whether the plan is told in the present ("is set for", "will open on"), not as a plan of the past ("was due in").
fn is_own_plan(text: &Text<'_>, found: &Found) -> bool {
    let head = head_of(text, &found.tokens);
    let mut past = false;
    for i in text.tree.ancestors(head).take(12) {
        let auxiliaries = || text.tree.with(i, &["aux", "auxpass"]);
        past |= text.token(i).tag == "VBD"
            || auxiliaries().any(|auxiliary| text.token(auxiliary).tag == "VBD" || text.lower(auxiliary) == "would");
    }
    !past
}

/// Whether only prepositions of being within a time lie between the expression and its clause.
fn is_inside(text: &Text<'_>, found: &Found) -> bool {
    let head = head_of(text, &found.tokens);
    let mut named_by_year = matches!(found.parsed.meaning, Meaning::Calendar { field: Field::Whole, .. });
    for (below, i) in std::iter::once(head).chain(text.tree.ancestors(head)).zip(text.tree.ancestors(head)).take(12) {
        let token = text.token(i);
        let plan = text.lexicons().times.is(&token.lemma, &TimeMeaning::Plan);
        let planned = text.tree.with(i, &["amod"]).any(|modifier| {
            text.lexicons().times.is(text.lemma(modifier), &TimeMeaning::Plan) || text.lower(modifier) == "upcoming"
        });
        if plan || planned {
            return false;
        }
        // "the 2030 World Cup" names a thing, not a time.
        if named_by_year && text.tree.relation(below).is_in(&["compound", "nummod", "nmod", "amod", "poss"]) {
            return false;
        }
        named_by_year = false;
        if token.pos.is_in(&["VERB", "AUX"]) {
            return !is_conditional(text, i);
        }
        if token.pos.is_in(&["ADP", "SCONJ"]) && !INSIDE.contains(&text.lower(i).as_str()) {
            return false;
        }
    }
    false
}

fn is_conditional(text: &Text<'_>, verb: usize) -> bool {
    let marked = text.tree.with(verb, &["mark"]).any(|i| matches!(text.lower(i).as_str(), "if" | "unless" | "whether"));
    marked || text.tree.with(verb, &["neg"]).next().is_some()
}

/// "completed his 18-month sentence last month" after "was sentenced in May 2031".
///
/// Only when the text tells one term and one dated judgement, so that it is clear whose they are.
fn term_served(text: &Text<'_>, found: &[Found]) -> Option<(Date, String)> {
    let completions: Vec<usize> = (0..text.len()).filter(|&i| is_completion(text, i)).take(8).collect();
    if completions.is_empty() {
        return None;
    }
    let mut terms = found.iter().filter_map(|one| term(text, one)).collect::<Vec<_>>();
    terms.dedup_by(|left, right| left.0 == right.0);
    let [(months, term)] = terms[..] else { return None };
    let mut judged = found.iter().filter_map(|one| judgement(text, one)).collect::<Vec<_>>();
    judged.dedup();
    let [judged] = judged[..] else { return None };
    let end = cal::add(judged, months / 2, TimeUnit::Month)?;
    let told = completions.iter().filter_map(|&verb| told_how_long_ago(text, found, verb, end));
    let earliest = told.max().unwrap_or(end);
    Some((earliest, text.document.quote(term.span).to_owned()))
}

/// "completed his sentence", "served his term": told as a fact of the past.
fn is_completion(text: &Text<'_>, verb: usize) -> bool {
    let words = &text.lexicons().times;
    let token = text.token(verb);
    let ends = token.pos == "VERB" && words.is(&token.lemma, &TimeMeaning::Completion);
    let object =
        || text.tree.first(verb, &["dobj"]).is_some_and(|object| matches!(text.lemma(object), "sentence" | "term"));
    let told = || super::tense::own_tense(text, verb) == Some(Tense::Past) && !is_conditional(text, verb);
    ends && object() && told()
}

/// A length in whole months that is the length of a sentence.
fn term<'f>(text: &Text<'_>, found: &'f Found) -> Option<(i64, &'f Found)> {
    let Meaning::Duration(amounts) = &found.parsed.meaning else { return None };
    let head = head_of(text, &found.tokens);
    let of_sentence = text
        .tree
        .ancestors(head)
        .take(3)
        .any(|i| matches!(text.lemma(i), "sentence" | "imprisonment" | "term" | "jail" | "prison"));
    let mut months = 0;
    for (amount, unit) in amounts {
        let Amount::Exact(value) = amount else { return None };
        #[allow(clippy::cast_possible_truncation)] // Amounts are below 100,000.
        let value = *value as i64;
        months += match unit {
            TimeUnit::Year => value * 12,
            TimeUnit::Month => value,
            _ => return None,
        };
    }
    (of_sentence && months > 0).then_some((months, found))
}

/// The first day of a dated judgement.
fn judgement(text: &Text<'_>, found: &Found) -> Option<Date> {
    let first = told_as_past(text, found)?;
    let head = head_of(text, &found.tokens);
    let verb = text.tree.ancestors(head).take(4).find(|&i| text.token(i).pos == "VERB")?;
    matches!(text.lemma(verb), "sentence" | "convict" | "jail" | "imprison").then_some(first)
}

/// "last month" at the completion: the text is of the month after the one that holds `end`, or later.
fn told_how_long_ago(text: &Text<'_>, found: &[Found], completion: usize, end: Date) -> Option<Date> {
    let sentence = text.sentence(completion);
    let near = found.iter().filter(|one| sentence.contains(&one.tokens.start) && one.tokens.start > completion);
    let (unit, by) = near.map(|one| &one.parsed.meaning).find_map(|meaning| match meaning {
        Meaning::Shift(unit, by) if *by < 0 => Some((*unit, *by)),
        Meaning::Offset(amounts, -1, From::Speech) => match amounts[..] {
            #[allow(clippy::cast_possible_truncation)]
            [(Amount::Exact(value), unit)] => Some((unit, -(value as i32))),
            _ => None,
        },
        _ => None,
    })?;
    let unit_start = cal::around(end, unit)?.earliest?;
    cal::add(unit_start, -i64::from(by), unit)
}

/// "On Thursday (November 7)" fits one year only inside of narrow bounds.
fn weekday_agrees(text: &Text<'_>, found: &Found, known: DateWindow) -> Option<Date> {
    let Meaning::Calendar { year: Year::Missing, field: Field::Day(month, day, Some(weekday)) } = found.parsed.meaning
    else {
        return None;
    };
    let (first, last) = (known.earliest?, known.latest?);
    let years = (first.year() - 1)..=last.year();
    let fits = |date: &Date| date.weekday().to_monday_one_offset() == weekday && *date <= last;
    let mut candidates = years.filter_map(|year| cal::day(year, month, day)).filter(fits);
    let (only, more) = (candidates.next()?, candidates.next());
    (more.is_none() && found.tense == Tense::Past && is_inside(text, found)).then_some(only)
}
