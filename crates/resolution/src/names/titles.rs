//! Titles and courtesies before and after a name, after `titles.tsv`.

use super::tables::{Lines, Tables};
use std::collections::HashMap;

/// The known titles.
#[derive(Debug, Default)]
pub struct Titles {
    rows: HashMap<String, Vec<Title>>,
    longest: usize,
}

#[derive(Clone, Copy, Debug)]
struct Title {
    when: When,
    needs_point: bool,
    gender: Option<char>,
}

/// Where words are a title and not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Always,
    Before,
    Burmese,
    After,
}

/// A name without its titles.
#[derive(Clone, Debug, Default)]
pub struct Bare<'a> {
    pub words: Vec<&'a str>,
    /// As written, those in front first.
    pub titles: Vec<String>,
    /// `m` or `f`, when a title says so.
    pub gender: Option<char>,
}

impl Titles {
    pub fn read(lines: &mut Lines<'_>) -> Self {
        let mut titles = Self::default();
        while let Some(row) = lines.next() {
            let when = match row.cell(1) {
                "always" => When::Always,
                "before" => When::Before,
                "burmese" => When::Burmese,
                "after" => When::After,
                _ => {
                    lines.wrong(&row);
                    continue;
                }
            };
            let key: Vec<String> = row.cell(0).split(' ').map(without_point).collect();
            titles.longest = titles.longest.max(key.len());
            let title = Title { when, needs_point: row.cell(0).ends_with('.'), gender: row.cell(2).chars().next() };
            titles.rows.entry(key.join(" ")).or_default().push(title);
        }
        titles
    }

    /// Takes the titles off the words of a name, as long as a name is left.
    pub fn strip<'a>(&self, text: &'a str, tables: &Tables) -> Bare<'a> {
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '"' | '“' | '”'));
        let mut bare = Bare { words: words.filter(|word| !word.is_empty()).collect(), ..Bare::default() };
        while let Some((n, title)) = self.front(&bare.words, tables) {
            bare.take(0..n, title);
        }
        while let Some((n, title)) = self.back(&bare.words) {
            bare.take(bare.words.len() - n..bare.words.len(), title);
        }
        bare
    }

    fn front(&self, words: &[&str], tables: &Tables) -> Option<(usize, Title)> {
        (1..=self.longest.min(words.len().saturating_sub(1))).rev().find_map(|n| {
            let (phrase, rest) = words.split_at(n);
            let fits = |title: &Title| match title.when {
                When::Always => true,
                When::Before => rest.len() > 1,
                When::Burmese => rest.iter().any(|word| tables.burmese.contains(without_point(word).as_str())),
                When::After => false,
            };
            self.find(phrase, fits).map(|title| (n, title))
        })
    }

    fn back(&self, words: &[&str]) -> Option<(usize, Title)> {
        let (last, rest) = words.split_last()?;
        let fits = |title: &Title| title.when == When::After && !rest.is_empty();
        self.find(&[last], fits).map(|title| (1, title))
    }

    fn find(&self, phrase: &[&str], fits: impl Fn(&Title) -> bool) -> Option<Title> {
        let key: Vec<String> = phrase.iter().map(|word| without_point(word)).collect();
        let pointed = phrase.last().is_some_and(|word| word.ends_with('.'));
        let titles = self.rows.get(&key.join(" "))?;
        titles.iter().find(|title| (pointed || !title.needs_point) && fits(title)).copied()
    }
}

impl Bare<'_> {
    fn take(&mut self, range: std::ops::Range<usize>, title: Title) {
        let taken: Vec<&str> = self.words.drain(range).collect();
        self.titles.push(taken.join(" "));
        self.gender = self.gender.or(title.gender);
    }
}

fn without_point(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}
