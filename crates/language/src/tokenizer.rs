//! Cuts text into tokens by the rules of the model's file `tokenizer`.
//!
//! Source: `spacy/tokenizer.pyx`: white space cuts first; then special cases, prefixes, suffixes, web addresses and
//! infixes, each a regular expression of the model.

mod python_pattern;
mod special_cases;

use crate::characters::is_space;
use crate::message_pack::{self, Value};
use crate::{Files, ModelError};
use fancy_regex::Regex;
pub(crate) use python_pattern::compile;
use special_cases::SpecialCases;
use std::collections::HashMap;

/// Longer runs without white space (in bytes) are cut before the rules see them. No word is that long.
const LONGEST_CHUNK: usize = 4096;

/// Chunks (in bytes) that are worth remembering, and how many of them.
const LONGEST_KNOWN: usize = 64;
const MOST_KNOWN: usize = 1 << 14;

/// Where a prefix or suffix is first looked for, in bytes, and how much context its rule may look at.
const WINDOW: usize = 24;
const CONTEXT: usize = 12;

/// The rules.
pub(crate) struct Tokenizer {
    prefix: Regex,
    suffix: Regex,
    infix: Regex,
    url: Regex,
    special_cases: SpecialCases,
}

/// A token before anything is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawToken {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Index of the norm that a special case gives it; 0 for none.
    pub(crate) norm: u16,
    /// Whether one blank follows, which belongs to no token.
    pub(crate) space: bool,
}

/// A token of a chunk or special case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    length: u32,
    norm: u16,
}

/// The tokens of chunks seen before.
#[derive(Default)]
pub(crate) struct KnownChunks(HashMap<Box<str>, Box<[Part]>>);

#[derive(Clone, Copy, PartialEq)]
enum Cases {
    Heeded,
    Ignored,
}

impl RawToken {
    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }
}

impl Tokenizer {
    pub(crate) fn load(files: &Files) -> Result<Tokenizer, ModelError> {
        let path = files.path_of("tokenizer");
        let bytes = files.read("tokenizer")?;
        let file = message_pack::parse(&bytes).map_err(ModelError::malformed(&path))?;
        let missing = |key: &str| ModelError::missing(&path, format!("rule `{key}`"));
        let rule = |key| compile(file.get(key).and_then(Value::text).ok_or_else(|| missing(key))?, &path);
        if file.get("token_match").is_some_and(|rule| *rule != Value::Nil) {
            return Err(ModelError::unsupported(&path, "a tokenizer rule `token_match`"));
        }
        let mut tokenizer = Tokenizer {
            prefix: rule("prefix_search")?,
            suffix: rule("suffix_search")?,
            infix: rule("infix_finditer")?,
            url: rule("url_match")?,
            special_cases: SpecialCases::default(),
        };
        let mut cases = SpecialCases::read(file.get("exceptions").ok_or_else(|| missing("exceptions"))?, &path)?;
        let all = file.get("faster_heuristics") == Some(&Value::Bool(false));
        for case in cases.texts() {
            if all || tokenizer.takes_apart(&case) {
                let tokens = tokenizer.chunks(&case, Cases::Ignored, &mut KnownChunks::default());
                cases.add_sequence(tokens.iter().map(|token| token.text(&case).into()).collect());
            }
        }
        tokenizer.special_cases = cases;
        Ok(tokenizer)
    }

    /// Keeps words whole that the rules would take apart.
    pub(crate) fn keep_whole<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        words.for_each(|word| self.special_cases.add_whole(word));
    }

    /// The tokens of `text`, in order. They cover everything but the blanks that [`RawToken::space`] speaks of.
    pub(crate) fn tokenize(&self, text: &str, known: &mut KnownChunks) -> Vec<RawToken> {
        self.special_cases.rejoin(text, self.chunks(text, Cases::Heeded, known))
    }

    /// The norm behind an index of [`RawToken::norm`].
    pub(crate) fn norm(&self, index: u16) -> Option<&str> {
        self.special_cases.norm(index)
    }

    /// Whether the rules find anything to cut in a special case.
    fn takes_apart(&self, case: &str) -> bool {
        let has_infix = matches!(self.infix.is_match(case), Ok(true));
        case.contains(' ') || self.prefix_of(case) > 0 || self.suffix_of(case) > 0 || has_infix
    }

    /// Runs of white space and of other characters, each cut by the rules.
    fn chunks(&self, text: &str, cases: Cases, known: &mut KnownChunks) -> Vec<RawToken> {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut in_space = text.chars().next().is_some_and(is_space);
        let mut start = 0;
        for (at, character) in text.char_indices() {
            if is_space(character) == in_space {
                continue;
            }
            self.run(text, start..at, cases, known, &mut tokens);
            start = at;
            // One blank after a word belongs to the word; it starts no run of its own.
            if let (' ', Some(last)) = (character, tokens.last_mut()) {
                last.space = true;
                start += 1;
            }
            in_space = !in_space;
        }
        self.run(text, start..text.len(), cases, known, &mut tokens);
        tokens
    }

    /// A run of white space, or of anything else, in pieces of at most [`LONGEST_CHUNK`].
    fn run(
        &self,
        text: &str,
        run: std::ops::Range<usize>,
        cases: Cases,
        known: &mut KnownChunks,
        tokens: &mut Vec<RawToken>,
    ) {
        let mut start = run.start;
        while start < run.end {
            let end = text.floor_char_boundary(run.end.min(start + LONGEST_CHUNK));
            self.chunk(&text[start..end], start, cases, known, tokens);
            start = end;
        }
    }

    fn chunk(&self, chunk: &str, start: usize, cases: Cases, known: &mut KnownChunks, tokens: &mut Vec<RawToken>) {
        if let (Some(parts), Cases::Heeded) = (self.special_cases.get(chunk), cases) {
            return push_parts(tokens, start, parts, false);
        }
        // The rules of all languages need a mark, a digit or a letter beyond ASCII.
        if chunk.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return tokens.push(RawToken { start, end: start + chunk.len(), norm: 0, space: false });
        }
        if let Some(parts) = known.0.get(chunk) {
            return push_parts(tokens, start, parts, false);
        }
        let parts = self.parts(chunk, cases);
        push_parts(tokens, start, &parts, false);
        if chunk.len() <= LONGEST_KNOWN {
            if known.0.len() >= MOST_KNOWN {
                known.0.clear();
            }
            known.0.insert(chunk.into(), parts.into());
        }
    }

    /// Takes prefixes and suffixes off, then cuts what is left.
    fn parts(&self, chunk: &str, cases: Cases) -> Vec<Part> {
        let special = |text: &str| cases == Cases::Heeded && self.special_cases.get(text).is_some();
        let (mut prefixes, mut suffixes) = (Vec::new(), Vec::new());
        let mut rest = chunk;
        while !rest.is_empty() && !special(rest) {
            let prefix = self.prefix_of(rest);
            if prefix > 0 && special(&rest[prefix..]) {
                prefixes.push(prefix);
                rest = &rest[prefix..];
                break;
            }
            let suffix = self.suffix_of(&rest[prefix..]);
            if suffix > 0 && special(&rest[..rest.len() - suffix]) {
                suffixes.push(suffix);
                rest = &rest[..rest.len() - suffix];
                break;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            prefixes.extend(Some(prefix).filter(|prefix| *prefix > 0));
            suffixes.extend(Some(suffix).filter(|suffix| *suffix > 0));
            rest = &rest[prefix..rest.len() - suffix];
        }
        let mut parts: Vec<Part> = prefixes.into_iter().map(Part::plain).collect();
        self.middle(rest, cases, &mut parts);
        parts.extend(suffixes.into_iter().rev().map(Part::plain));
        parts
    }

    /// A special case, a web address, or words between infixes.
    fn middle(&self, text: &str, cases: Cases, parts: &mut Vec<Part>) {
        if text.is_empty() {
            return;
        }
        if let (Some(case), Cases::Heeded) = (self.special_cases.get(text), cases) {
            return parts.extend_from_slice(case);
        }
        // Every address has a dot.
        if text.contains('.') && matches!(self.url.is_match(text), Ok(true)) {
            return parts.push(Part::plain(text.len()));
        }
        let mut start = 0;
        // An expression that takes too many steps counts as not found.
        for infix in self.infix.find_iter(text).map_while(Result::ok).filter(|infix| infix.start() > 0) {
            parts.extend(Part::between(start, infix.start()));
            parts.extend(Part::between(infix.start(), infix.end()));
            start = infix.end();
        }
        parts.extend(Part::between(start, text.len()));
    }

    /// Length of the prefix that `text` starts with; 0 for none.
    fn prefix_of(&self, text: &str) -> usize {
        let mut window = WINDOW;
        loop {
            let end = text.floor_char_boundary(window);
            let found = self.prefix.find(&text[..end]).ok().flatten();
            let found = found.map_or(0..0, |found| found.start()..found.end());
            if end == text.len() || found.end + CONTEXT <= end {
                return found.len();
            }
            window *= 2;
        }
    }

    /// Length of the suffix that `text` ends in; 0 for none. Looks at the last bytes only, at more when a suffix may
    /// begin before them: a run of a thousand marks must not be searched a thousand times from its start.
    fn suffix_of(&self, text: &str) -> usize {
        let mut window = WINDOW;
        loop {
            let start = text.ceil_char_boundary(text.len().saturating_sub(window));
            let found = self.suffix.find(&text[start..]).ok().flatten();
            let found = found.map_or(WINDOW..WINDOW, |found| found.start()..found.end());
            if start == 0 || found.start >= CONTEXT {
                return found.len();
            }
            window *= 2;
        }
    }
}

impl Part {
    fn plain(length: usize) -> Part {
        // A chunk is at most `LONGEST_CHUNK` long.
        Part { length: length as u32, norm: 0 }
    }

    fn between(start: usize, end: usize) -> Option<Part> {
        (start < end).then(|| Part::plain(end - start))
    }
}

/// Appends `parts` from `start` on; the last one gets `space`.
fn push_parts(tokens: &mut Vec<RawToken>, mut start: usize, parts: &[Part], space: bool) {
    for part in parts {
        let end = start + part.length as usize;
        tokens.push(RawToken { start, end, norm: part.norm, space: false });
        start = end;
    }
    if let Some(last) = tokens.last_mut() {
        last.space = space;
    }
}
