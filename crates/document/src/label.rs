//! Interned names of tags, dependency relations and other small label sets.

use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A word of a model's label set (`nsubj`, `VBD`, `PERSON`). Copying and comparing with a `str` is cheap.
///
/// Labels are kept until the program ends. Only make them from closed sets (a model's labels), never from input text.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(&'static str);

impl Label {
    /// The label with this text.
    pub fn new(text: &str) -> Label {
        static KNOWN: OnceLock<Mutex<HashSet<&'static str>>> = OnceLock::new();
        let mut known = KNOWN.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&label) = known.get(text) {
            return Label(label);
        }
        let label: &'static str = Box::leak(text.to_owned().into_boxed_str());
        known.insert(label);
        Label(label)
    }

    /// The label's text.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether it is one of `choices`.
    pub fn is_in(self, choices: &[&str]) -> bool {
        choices.contains(&self.0)
    }
}

impl Deref for Label {
    type Target = str;
    fn deref(&self) -> &str {
        self.0
    }
}

impl PartialEq<&str> for Label {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl PartialEq<str> for Label {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
