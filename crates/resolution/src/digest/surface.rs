//! What the words around names say: spellings, titles, ages, pronouns, lists.

use super::{Kind, Span};
use std::collections::BTreeSet;

/// Longest title before a name, words.
const MAX_TITLE: usize = 4;

/// A text with its code points counted.
pub struct Surface<'a> {
    text: &'a str,
    /// Byte where each code point starts, and the length.
    starts: Vec<u32>,
}

impl<'a> Surface<'a> {
    pub fn new(text: &'a str) -> Self {
        let ends = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let starts =
            text.char_indices().map(|(byte, _)| u32::try_from(byte).unwrap_or(u32::MAX)).chain([ends]).collect();
        Self { text, starts }
    }

    /// Whether the span lies in the text.
    pub fn has(&self, span: Span) -> bool {
        span.0 < span.1 && (span.1 as usize) < self.starts.len()
    }

    /// The words of a span; empty when it lies outside of the text.
    pub fn text(&self, span: Span) -> &'a str {
        let byte = |point: u32| self.starts.get(point as usize).map(|&byte| byte as usize);
        byte(span.0).zip(byte(span.1)).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// At most `length` code points before a span, in its line.
    fn before(&self, span: Span, length: u32) -> &'a str {
        let text = self.text(Span(span.0.saturating_sub(length), span.0));
        text.rsplit('\n').next().unwrap_or_default()
    }

    /// At most `length` code points after a span, in its line.
    fn after(&self, span: Span, length: u32) -> &'a str {
        let last = u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let text = self.text(Span(span.1, span.1.saturating_add(length).min(last)));
        text.split('\n').next().unwrap_or_default()
    }

    /// Every written form of the names, the fullest one first.
    pub fn spellings(&self, name: &str, named: &[Span]) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let forms = std::iter::once(name).chain(named.iter().map(|&span| self.text(span)));
        let plain = forms.map(|form| form.split_whitespace().collect::<Vec<_>>().join(" "));
        plain.filter(|form| !form.is_empty() && seen.insert(form.clone())).collect()
    }

    /// Capitalised words right before a name: "Police Colonel", "Samdech", "Mr".
    pub fn titles(&self, named: &[Span]) -> Vec<String> {
        let mut titles = Vec::new();
        for &span in named {
            let words: Vec<&str> = self.before(span, 60).split(' ').filter(|word| !word.is_empty()).collect();
            let is_title =
                |word: &&&str| word.starts_with(char::is_uppercase) && !word.ends_with([',', ';', ':', '”', '"']);
            let mut title: Vec<&str> = words.iter().rev().take(MAX_TITLE).take_while(is_title).copied().collect();
            title.reverse();
            let title = title.join(" ");
            if !title.is_empty() && !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }

    /// How many of the pronouns are masculine, and feminine.
    pub fn pronouns(&self, spans: impl Iterator<Item = Span>) -> [u32; 2] {
        let mut counts = [0; 2];
        for span in spans {
            match self.text(span).to_ascii_lowercase().as_str() {
                "he" | "him" | "his" | "himself" => counts[0] += 1,
                "she" | "her" | "hers" | "herself" => counts[1] += 1,
                _ => {}
            }
        }
        counts
    }

    /// "Name, 34," and "Name (34)" and "34-year-old Name".
    pub fn ages(&self, named: &[Span]) -> Vec<u32> {
        let mut ages = BTreeSet::new();
        for &span in named {
            ages.extend(age_after(self.after(span, 20)));
            ages.extend(age_before(self.before(span, 30)));
        }
        ages.into_iter().collect()
    }

    /// Runs of names with nothing but commas and conjunctions between them.
    pub fn lists(&self, names: &[(Span, usize)], kinds: &[Kind]) -> Vec<Vec<usize>> {
        let mut lists = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut last = Span::default();
        for &(span, entity) in names {
            let goes_on = open.last().is_some_and(|&before| {
                kinds.get(before) == kinds.get(entity) && is_separator(self.text(Span(last.1, span.0)))
            });
            if !goes_on {
                close(&mut open, &mut lists);
            }
            open.push(entity);
            last = span;
        }
        close(&mut open, &mut lists);
        lists
    }
}

fn close(open: &mut Vec<usize>, lists: &mut Vec<Vec<usize>>) {
    let mut seen = BTreeSet::new();
    let list: Vec<usize> = open.drain(..).filter(|&entity| seen.insert(entity)).collect();
    if list.len() > 1 && !lists.contains(&list) {
        lists.push(list);
    }
}

/// Between two entries of a list. A lone comma may also set off an apposition, but that is not another name of a person.
fn is_separator(gap: &str) -> bool {
    matches!(
        after_age(gap).trim(),
        "," | "and" | ", and" | "&" | "or" | ", or" | ";" | "; and" | "as well as" | "along with"
    ) && !gap.contains('\n')
}

/// What follows the age in ", 34, " or " (34) and "; all of it when there is none.
fn after_age(gap: &str) -> &str {
    let Some(rest) = gap.strip_prefix(", ").or_else(|| gap.strip_prefix(" (")) else { return gap };
    let rest = rest.strip_prefix("aged ").or_else(|| rest.strip_prefix("age ")).unwrap_or(rest);
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    match rest.split_at_checked(digits) {
        Some((years, rest)) if age(years).is_some() => rest.strip_prefix(')').unwrap_or(rest),
        _ => gap,
    }
}

fn age_after(after: &str) -> Option<u32> {
    let rest = after.strip_prefix(", ").or_else(|| after.strip_prefix(" ("))?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    rest.get(digits.len()..)?.starts_with([',', ')', ';', '.']).then_some(())?;
    age(&digits)
}

fn age_before(before: &str) -> Option<u32> {
    let head = before.trim_end().rsplit_once("-year-old")?;
    head.1.split_whitespace().count().le(&2).then_some(())?;
    age(head.0.rsplit(' ').next()?)
}

/// Ages of people; 0 is not told apart from a year that is missing.
fn age(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|age| (1..=115).contains(age))
}
