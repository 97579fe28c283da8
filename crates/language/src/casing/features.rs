//! What a word's case is guessed from.

use super::Case;
use super::usage::{self, Usage};
use super::words::Word;

/// Words with at least this log2 of uses are known by themselves, others only by their kind.
const FREQUENT: u8 = 6;

/// What is known of a word without its neighbours.
#[derive(Debug)]
pub struct Known {
    /// How it is usually written, in a few letters.
    kind: String,
    /// The word when it is frequent, else how it ends.
    form: String,
}

/// What is known of each word.
pub fn known(words: &[Word], is_common: impl Fn(&str) -> bool) -> Vec<Known> {
    words
        .iter()
        .map(|word| {
            let usage = usage::of(&word.lower);
            Known { kind: kind(word, usage, is_common(&word.lower)), form: form(word, usage) }
        })
        .collect()
}

fn kind(word: &Word, usage: Option<Usage>, common: bool) -> String {
    let common = if common { 'c' } else { 'n' };
    match usage {
        Some(Usage { acronym: true, capitals, .. }) => format!("a{capitals}{common}"),
        Some(Usage { capitals, .. }) => format!("{capitals}{common}"),
        None if word.lower.len() < 2 => "1".to_owned(),
        None if !word.lower.contains(['a', 'e', 'i', 'o', 'u', 'y']) => "0".to_owned(),
        None => format!("?{common}{}", word.lower.len().min(5)),
    }
}

fn form(word: &Word, usage: Option<Usage>) -> String {
    if usage.is_some_and(|usage| usage.uses >= FREQUENT) || word.lower.len() < 3 {
        return word.lower.clone();
    }
    let tail = word.lower.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
    format!("-{}", &word.lower[tail..])
}

/// The features of word `i`, when the two words before it became `before` (the nearer one last).
pub fn of(words: &[Word], known: &[Known], i: usize, before: [Option<Case>; 2], each: &mut dyn FnMut(&str)) {
    let kind_at = |j: Option<usize>| j.and_then(|j| known.get(j)).map_or("|", |one| one.kind.as_str());
    let form_at = |j: Option<usize>| j.and_then(|j| known.get(j)).map_or("|", |one| one.form.as_str());
    let (p, n, pp, nn) = (i.checked_sub(1), Some(i + 1), i.checked_sub(2), Some(i + 2));
    let (kind, form) = (kind_at(Some(i)), form_at(Some(i)));
    let [y2, y1] = before.map(letter);
    let word = &words[i];
    let gaps = [mark(word.before, word.joined), mark(word.after, false)];
    let mut put = |name: &str, parts: &[&str]| {
        let mut feature = String::with_capacity(24);
        feature.push_str(name);
        for part in parts {
            feature.push(' ');
            feature.push_str(part);
        }
        each(&feature);
    };
    put("k", &[kind]);
    put("f", &[form]);
    put("ky", &[kind, y1]);
    put("kyy", &[kind, y1, y2]);
    put("fy", &[form, y1]);
    put("kn", &[kind, kind_at(n)]);
    put("kp", &[kind, kind_at(p)]);
    put("fn", &[form, form_at(n)]);
    put("fp", &[form, form_at(p)]);
    put("knf", &[kind, form_at(n)]);
    put("kpf", &[kind, form_at(p)]);
    put("ykn", &[y1, kind, kind_at(n)]);
    put("yknf", &[y1, kind, form_at(n)]);
    put("kpp", &[kind, form_at(pp)]);
    put("knn", &[kind, form_at(nn)]);
    put("g", &[kind, &gaps[0], &gaps[1]]);
    put("gf", &[form, &gaps[0]]);
    put("ga", &[form, &gaps[1]]);
    put("gy", &[y1, &gaps[0], kind]);
    if word.bracketed {
        put("b", &[kind]);
    }
    if word.initial {
        put("i", &[if word.bracketed { "b" } else { "" }, kind]);
    }
}

fn letter(case: Option<Case>) -> &'static str {
    match case {
        None => "|",
        Some(Case::Small) => "s",
        Some(Case::Capital) => "C",
        Some(Case::Acronym) => "A",
    }
}

/// What stands beside a word: a mark, a figure, or nothing but white space before the next word.
fn mark(beside: char, joined: bool) -> String {
    let class = match beside {
        c if c.is_ascii_digit() => '9',
        c if c.is_alphabetic() => '_',
        '“' | '”' | '"' => '"',
        '’' | '\'' | '`' => '\'',
        '–' | '—' => '-',
        c if c.is_ascii_punctuation() => c,
        ' ' => '|',
        _ => '*',
    };
    if joined { format!("{class}+") } else { class.to_string() }
}
