//! Strings whose tokens the model spells out: `don't`, `U.S.`, `:-)`.

use super::{Part, RawToken};
use crate::ModelError;
use crate::message_pack::Value;
use std::collections::HashMap;
use std::path::Path;

/// Keys of a token in the file: spaCy's symbols `ORTH` and `NORM`.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// The special cases of a tokenizer, and the norms that they give their tokens.
#[derive(Default)]
pub(crate) struct SpecialCases {
    by_text: HashMap<Box<str>, Box<[Part]>>,
    longest: usize,
    norms: Vec<Box<str>>,
    /// Token texts of the cases that the affix rules would take apart, by the first text.
    sequences: HashMap<Box<str>, Vec<Vec<Box<str>>>>,
}

impl SpecialCases {
    /// From the map `exceptions` of the file.
    pub(crate) fn read(exceptions: &Value, path: &Path) -> Result<SpecialCases, ModelError> {
        let mut cases = SpecialCases::default();
        for (text, tokens) in exceptions.entries().unwrap_or_default() {
            let read = text.text().and_then(|text| Some((text, cases.parts(text, tokens.list()?)?)));
            let (text, parts) = read.ok_or_else(|| ModelError::damaged(path, "a tokenizer exception"))?;
            cases.longest = cases.longest.max(text.len());
            cases.by_text.insert(text.into(), parts);
        }
        Ok(cases)
    }

    /// The tokens of one case, which must spell the whole of it.
    fn parts(&mut self, text: &str, tokens: &[Value]) -> Option<Box<[Part]>> {
        let mut rest = text;
        let mut parts = Vec::with_capacity(tokens.len());
        for token in tokens {
            let orth = token.get_number(ORTH)?.text()?;
            rest = rest.strip_prefix(orth).filter(|_| !orth.is_empty())?;
            let norm = token.get_number(NORM).and_then(Value::text);
            parts.push(Part { length: u32::try_from(orth.len()).ok()?, norm: self.norm_index(norm)? });
        }
        rest.is_empty().then(|| parts.into()).filter(|_| !tokens.is_empty())
    }

    /// 1-based index of a norm; 0 stands for none.
    fn norm_index(&mut self, norm: Option<&str>) -> Option<u16> {
        let Some(norm) = norm else { return Some(0) };
        let known = self.norms.iter().position(|known| **known == *norm);
        let index = known.unwrap_or_else(|| {
            self.norms.push(norm.into());
            self.norms.len() - 1
        });
        u16::try_from(index + 1).ok()
    }

    /// The norm behind an index of [`RawToken::norm`].
    pub(crate) fn norm(&self, index: u16) -> Option<&str> {
        self.norms.get(usize::from(index).checked_sub(1)?).map(AsRef::as_ref)
    }

    /// The tokens of exactly this string.
    pub(crate) fn get(&self, text: &str) -> Option<&[Part]> {
        // Long strings are not hashed, so that taking marks off a long run of them stays linear.
        if text.len() > self.longest { None } else { self.by_text.get(text).map(AsRef::as_ref) }
    }

    /// Keeps a string whole; what the model spells out stays as it is.
    pub(crate) fn add_whole(&mut self, text: &str) {
        if let (Ok(length), false) = (u32::try_from(text.len()), text.is_empty()) {
            self.longest = self.longest.max(text.len());
            self.by_text.entry(text.into()).or_insert_with(|| Box::new([Part { length, norm: 0 }]));
        }
    }

    pub(crate) fn texts(&self) -> Vec<Box<str>> {
        self.by_text.keys().cloned().collect()
    }

    /// Makes a case be found also where the rules have already taken it apart into `tokens`.
    pub(crate) fn add_sequence(&mut self, tokens: Vec<Box<str>>) {
        if let Some(first) = tokens.first() {
            self.sequences.entry(first.clone()).or_default().push(tokens);
        }
    }

    /// Puts special cases back together, the longest first, and of equals the one that starts first, as spaCy does.
    ///
    /// Source: `spacy/tokenizer.pyx`, `_apply_special_cases`.
    pub(crate) fn rejoin(&self, text: &str, tokens: Vec<RawToken>) -> Vec<RawToken> {
        let mut matches = self.matches(text, &tokens);
        if matches.is_empty() {
            return tokens;
        }
        matches.sort_by_key(|range| (std::cmp::Reverse(range.len()), range.start));
        let mut seen = vec![false; tokens.len()];
        let mut kept = Vec::new();
        for range in matches {
            if !seen[range.start] && !seen[range.end - 1] {
                kept.push(range.clone());
            }
            seen[range].fill(true);
        }
        kept.sort_by_key(|range| range.start);
        self.replace(text, &tokens, &kept)
    }

    /// Where the tokens are those of a case.
    fn matches(&self, text: &str, tokens: &[RawToken]) -> Vec<std::ops::Range<usize>> {
        let mut matches = Vec::new();
        for (start, token) in tokens.iter().enumerate() {
            for sequence in self.sequences.get(token.text(text)).into_iter().flatten() {
                let found = tokens[start..].get(..sequence.len());
                let equal =
                    |found: &[RawToken]| found.iter().zip(sequence).all(|(token, word)| token.text(text) == &**word);
                if found.is_some_and(equal) {
                    matches.push(start..start + sequence.len());
                }
            }
        }
        matches
    }

    fn replace(&self, text: &str, tokens: &[RawToken], ranges: &[std::ops::Range<usize>]) -> Vec<RawToken> {
        let mut output = Vec::with_capacity(tokens.len());
        let mut at = 0;
        for range in ranges {
            output.extend_from_slice(&tokens[at..range.start]);
            let found = &tokens[range.clone()];
            let (start, last) = (found[0].start, found[found.len() - 1]);
            match self.get(&text[start..last.end]) {
                Some(parts) => super::push_parts(&mut output, start, parts, last.space),
                None => output.extend_from_slice(found),
            }
            at = range.end;
        }
        output.extend_from_slice(&tokens[at..]);
        output
    }
}
