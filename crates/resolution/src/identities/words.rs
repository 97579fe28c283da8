//! Words as numbers: equal words have equal numbers, and nothing is ever ordered by them.

use super::weights::tables;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Gives each text a number, in order of first use.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Interner {
    numbers: HashMap<Box<str>, u32>,
}

impl Interner {
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(text.into(), next);
        next
    }
}

/// One role or title: the words that say something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Sorted: number of the word, and whether it is common.
    pub words: Vec<(u32, bool)>,
    /// "wife of": says who somebody is to another.
    pub is_family: bool,
    /// `m` or `f`, when a word says so.
    pub gender: Option<char>,
}

impl Role {
    /// The words of "spokesman of the provincial police".
    pub fn parse(text: &str, interner: &mut Interner) -> Self {
        let mut role = Self::default();
        for word in words(text) {
            let known = tables().role_words.get(word.as_str());
            role.is_family |= known.is_some_and(|word| word.is_family);
            role.gender = role.gender.or_else(|| known.and_then(|word| word.gender));
            match known.map(|word| (word.same, word.is_common || word.is_family)) {
                Some((Some(same), is_common)) => role.words.push((interner.number(same), is_common)),
                Some((None, _)) => {}
                None => role.words.push((interner.number(&word), false)),
            }
        }
        role.words.sort_unstable();
        role.words.dedup();
        role
    }
}

/// Lower case, without marks and possessive endings.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    parts.filter_map(|part| {
        let part = part.trim_matches(['\'', '’']);
        let bare = part.strip_suffix("'s").or_else(|| part.strip_suffix("’s")).unwrap_or(part);
        (!bare.is_empty()).then(|| bare.to_lowercase())
    })
}

/// How far two roles agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    Nothing,
    Common,
    Near,
    Alike,
}

/// Whether two people are called the same. None when the two cannot be compared: one says only whose relative somebody is.
pub fn likeness(left: &Role, right: &Role) -> Option<Likeness> {
    if left.is_family != right.is_family || left.words.is_empty() || right.words.is_empty() {
        return None;
    }
    let shared: Vec<bool> =
        left.words.iter().filter(|word| right.words.binary_search(word).is_ok()).map(|word| word.1).collect();
    let telling = shared.iter().filter(|is_common| !**is_common).count();
    let all = shared.len() == left.words.len().min(right.words.len());
    Some(match (telling, shared.len()) {
        (1.., 2..) if all => Likeness::Alike,
        (1.., _) => Likeness::Near,
        (_, 1..) => Likeness::Common,
        _ => Likeness::Nothing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_office_in_other_words() {
        let mut interner = Interner::default();
        let mut of = |text| Role::parse(text, &mut interner);
        let (long, short, other) =
            (of("spokesman of the Tessaly provincial police"), of("Tessaly police spokesperson"), of("party leader"));
        let (wife, lawyer) = (of("wife of Olen Vash"), of("Vash's lawyer"));
        assert_eq!(likeness(&long, &short), Some(Likeness::Alike));
        assert_eq!(likeness(&long, &other), Some(Likeness::Nothing));
        assert_eq!((likeness(&wife, &lawyer), wife.gender), (None, Some('f')));
        assert_eq!(likeness(&other, &of("leader of the union")), Some(Likeness::Common));
    }
}
