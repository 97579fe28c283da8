//! Derives part of speech, morphology and some lemmas from tags, words and relations, by the rules of the model.
//!
//! Source: `spacy/pipeline/attributeruler.py` with the token patterns of `spacy/matcher/matcher.pyx`, as far as the
//! English rules use them: `TAG`, `LOWER`, `DEP`, `IS_SPACE`, each equal, `IN`, `NOT_IN` or `REGEX`.

use crate::lexicon::Lexeme;
use crate::message_pack::{self, Value};
use crate::tokenizer::compile;
use crate::{Files, ModelError};
use document::Label;
use fancy_regex::Regex;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// The rules, in the order in which they overwrite each other.
pub(crate) struct AttributeRuler {
    rules: Vec<Rule>,
    /// Rules whose first token names tags but no words.
    by_tag: HashMap<Label, Vec<u16>>,
    /// Rules whose first token names neither.
    others: Vec<u16>,
    /// Rules whose first token depends on the word.
    by_word: Vec<u16>,
}

/// One pattern, and what it sets.
struct Rule {
    pattern: Vec<TokenPattern>,
    /// Token of the match that is changed.
    target: usize,
    set: Settings,
}

/// What a token must fulfil; an empty list is fulfilled by all.
#[derive(Default)]
struct TokenPattern {
    tag: Vec<Test>,
    dep: Vec<Test>,
    lower: Vec<Test>,
    is_space: Option<bool>,
}

enum Test {
    In(HashSet<Box<str>>),
    NotIn(HashSet<Box<str>>),
    Matches(Box<Regex>),
}

/// What a rule changes.
#[derive(Clone, Default)]
struct Settings {
    tag: Option<Label>,
    dep: Option<Label>,
    pos: Option<Label>,
    morph: Option<Label>,
    lemma: Option<Box<str>>,
}

/// The attributes of a token that rules read and write.
#[derive(Clone, Default)]
pub(crate) struct Attributes<'a> {
    pub(crate) tag: Label,
    pub(crate) dep: Label,
    pub(crate) pos: Label,
    pub(crate) morph: Label,
    pub(crate) lemma: Option<&'a str>,
}

impl AttributeRuler {
    pub(crate) fn load(files: &Files) -> Result<AttributeRuler, ModelError> {
        let path = files.path_of("attribute_ruler/patterns");
        let bytes = files.read("attribute_ruler/patterns")?;
        let file = message_pack::parse(&bytes).map_err(ModelError::malformed(&path))?;
        let mut ruler =
            AttributeRuler { rules: Vec::new(), by_tag: HashMap::new(), others: Vec::new(), by_word: Vec::new() };
        for entry in file.list().ok_or_else(|| ModelError::damaged(&path, "no list of rules"))? {
            ruler.add(entry, &path)?;
        }
        Ok(ruler)
    }

    /// An entry of the file: alternative patterns with one set of attributes.
    fn add(&mut self, entry: &Value, path: &Path) -> Result<(), ModelError> {
        let incomplete = || ModelError::damaged(path, "a rule without patterns, attributes or place");
        let patterns = entry.get("patterns").and_then(Value::list).ok_or_else(incomplete)?;
        let set = Settings::read(entry.get("attrs").ok_or_else(incomplete)?, path)?;
        for pattern in patterns {
            let tokens = pattern.list().ok_or_else(incomplete)?.iter();
            let pattern = tokens.map(|token| TokenPattern::read(token, path)).collect::<Result<Vec<_>, _>>()?;
            let target = match entry.get("index") {
                Some(Value::Unsigned(index)) => usize::try_from(*index).ok(),
                Some(Value::Negative(index)) => pattern.len().checked_add_signed(*index as isize),
                _ => None,
            };
            let target = target.filter(|target| *target < pattern.len()).ok_or_else(incomplete)?;
            self.index(&pattern[0]).map_err(|_| ModelError::unsupported(path, "more than 65,535 rules"))?;
            self.rules.push(Rule { pattern, target, set: set.clone() });
        }
        Ok(())
    }

    /// Files the next rule under what its first token asks for.
    fn index(&mut self, first: &TokenPattern) -> Result<(), std::num::TryFromIntError> {
        let number = u16::try_from(self.rules.len())?;
        if !first.lower.is_empty() || first.is_space.is_some() {
            self.by_word.push(number);
        } else if let Some(Test::In(tags)) = first.tag.iter().find(|test| matches!(test, Test::In(_))) {
            tags.iter().for_each(|tag| self.by_tag.entry(Label::new(tag)).or_default().push(number));
        } else {
            self.others.push(number);
        }
        Ok(())
    }

    /// The rules that may start at a word with this lower-case form, whatever its tag and relation.
    pub(crate) fn rules_of_word(&self, lower: &str, is_space: bool) -> Box<[u16]> {
        let fits = |number: &u16| self.rules[usize::from(*number)].pattern[0].fits_word(lower, is_space);
        self.by_word.iter().copied().filter(fits).collect()
    }

    /// Applies all rules that match the attributes as they are before any of them is applied.
    pub(crate) fn apply<'a>(&'a self, words: &[&Lexeme], attributes: &mut [Attributes<'a>]) {
        let mut matches: Vec<(u16, usize)> = Vec::new();
        for (start, word) in words.iter().enumerate() {
            let of_tag = self.by_tag.get(&attributes[start].tag).into_iter().flatten();
            let candidates = of_tag.chain(&self.others).chain(word.rules.iter()).copied();
            let candidates = candidates.filter(|number| self.matches(*number, start, words, attributes));
            matches.extend(candidates.map(|number| (number, start)));
        }
        matches.sort_unstable();
        for (number, start) in matches {
            let rule = &self.rules[usize::from(number)];
            rule.set.write(&mut attributes[start + rule.target]);
        }
    }

    fn matches(&self, number: u16, start: usize, words: &[&Lexeme], attributes: &[Attributes]) -> bool {
        let rule = &self.rules[usize::from(number)];
        let tokens = rule.pattern.iter().enumerate();
        start + rule.pattern.len() <= words.len()
            && tokens.into_iter().all(|(offset, pattern)| {
                let (word, attributes) = (words[start + offset], &attributes[start + offset]);
                pattern.fits_attributes(attributes)
                    && (offset == 0 || pattern.fits_word(&word.text.to_lowercase(), word.is_space))
            })
    }
}

impl TokenPattern {
    fn read(token: &Value, path: &Path) -> Result<TokenPattern, ModelError> {
        let mut pattern = TokenPattern::default();
        for (key, value) in token.entries().unwrap_or_default() {
            match (key.text().unwrap_or_default(), value) {
                ("TAG", value) => pattern.tag = Test::read(value, path)?,
                ("DEP", value) => pattern.dep = Test::read(value, path)?,
                ("LOWER", value) => pattern.lower = Test::read(value, path)?,
                ("IS_SPACE", Value::Bool(expected)) => pattern.is_space = Some(*expected),
                (key, _) => return Err(ModelError::unsupported(path, format!("a rule on `{key}`"))),
            }
        }
        Ok(pattern)
    }

    fn fits_attributes(&self, attributes: &Attributes) -> bool {
        self.tag.iter().all(|test| test.holds(&attributes.tag))
            && self.dep.iter().all(|test| test.holds(&attributes.dep))
    }

    fn fits_word(&self, lower: &str, is_space: bool) -> bool {
        self.is_space.is_none_or(|expected| expected == is_space) && self.lower.iter().all(|test| test.holds(lower))
    }
}

impl Test {
    /// A text to be equal to, or a map of predicates that must all hold.
    fn read(value: &Value, path: &Path) -> Result<Vec<Test>, ModelError> {
        if let Some(text) = value.text() {
            return Ok(vec![Test::In(HashSet::from([text.into()]))]);
        }
        let texts = |value: &Value| {
            let texts = value.list().unwrap_or_default().iter().map(|text| text.text().map(Into::into));
            texts.collect::<Option<HashSet<Box<str>>>>()
        };
        let entries = value.entries().unwrap_or_default().iter();
        let tests = entries.map(|(key, value)| match (key.text(), texts(value), value.text()) {
            (Some("IN"), Some(texts), _) => Ok(Test::In(texts)),
            (Some("NOT_IN"), Some(texts), _) => Ok(Test::NotIn(texts)),
            (Some("REGEX"), _, Some(pattern)) => Ok(Test::Matches(Box::new(compile(pattern, path)?))),
            _ => Err(ModelError::unsupported(path, format!("the predicate {key:?} of a rule"))),
        });
        tests.collect()
    }

    fn holds(&self, text: &str) -> bool {
        match self {
            Test::In(texts) => texts.contains(text),
            Test::NotIn(texts) => !texts.contains(text),
            Test::Matches(pattern) => matches!(pattern.is_match(text), Ok(true)),
        }
    }
}

impl Settings {
    fn read(attributes: &Value, path: &Path) -> Result<Settings, ModelError> {
        let mut set = Settings::default();
        for (key, value) in attributes.entries().unwrap_or_default() {
            let text = value.text().ok_or_else(|| ModelError::damaged(path, "an attribute that is not text"))?;
            match key.text().unwrap_or_default() {
                "TAG" => set.tag = Some(Label::new(text)),
                "DEP" => set.dep = Some(Label::new(text)),
                "POS" => set.pos = Some(Label::new(text)),
                // `_` is how CoNLL-U writes that there is none.
                "MORPH" => set.morph = Some(Label::new(if text == "_" { "" } else { text })),
                "LEMMA" => set.lemma = Some(text.into()),
                key => return Err(ModelError::unsupported(path, format!("a rule that sets `{key}`"))),
            }
        }
        Ok(set)
    }

    fn write<'a>(&'a self, attributes: &mut Attributes<'a>) {
        attributes.tag = self.tag.unwrap_or(attributes.tag);
        attributes.dep = self.dep.unwrap_or(attributes.dep);
        attributes.pos = self.pos.unwrap_or(attributes.pos);
        attributes.morph = self.morph.unwrap_or(attributes.morph);
        attributes.lemma = self.lemma.as_deref().or(attributes.lemma);
    }
}
