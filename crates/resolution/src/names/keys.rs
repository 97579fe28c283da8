//! Keys under which names are filed, so that spellings of one name meet.

use super::name::{Name, NameKind, Part, Role};

/// Parts of a name whose pairs are filed; further ones of a very long name are not.
const MOST_PARTS: usize = 6;

/// Shortest skeleton of which versions with a letter left out are filed.
const SHORTEST_DELETED: usize = 4;

/// Longest skeleton of which they are.
const LONGEST_DELETED: usize = 16;

/// One filing: names with the same `short` are proposed; when too many share it, only those with the same `long` too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Hash; the two lowest bits are the side.
    pub short: u64,
    /// Vowel classes in the upper half, all letters in the lower half.
    pub long: u32,
}

/// Who meets whom under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Everybody meets everybody.
    Both = 0,
    /// A name that lacks something: meets those who receive.
    Asks = 1,
    /// A full name: meets those who ask.
    Receives = 2,
}

impl Key {
    /// The side that its name is on.
    pub fn side(self) -> Side {
        match self.short & 3 {
            1 => Side::Asks,
            2 => Side::Receives,
            _ => Side::Both,
        }
    }

    /// The key under which it looks for others.
    pub fn sought(self) -> u64 {
        match self.side() {
            Side::Both => self.short,
            Side::Asks => (self.short & !3) | Side::Receives as u64,
            Side::Receives => (self.short & !3) | Side::Asks as u64,
        }
    }
}

/// The keys of a name, sorted, each once.
pub fn keys(name: &Name) -> Vec<Key> {
    let mut filed = Filed { keys: Vec::with_capacity(24) };
    let parts: Vec<&Part> = name.parts.iter().filter(|part| part.role != Role::Initial).take(MOST_PARTS).collect();
    filed.whole(name, &parts);
    filed.pairs(name.kind, &parts);
    filed.single(name, &parts);
    filed.initials(name);
    filed.acronyms(name);
    filed.keys.sort_unstable();
    filed.keys.dedup_by_key(|key| key.short);
    filed.keys
}

struct Filed {
    keys: Vec<Key>,
}

impl Filed {
    fn add(&mut self, side: Side, class: &str, key: &str, vowels: &str, letters: &str) {
        let short = (hash(&[class, key]) & !3) | side as u64;
        let [coarse, fine] = [vowels, letters].map(|text| hash(&[text]) & 0xffff);
        self.keys.push(Key { short, long: u32::try_from((coarse << 16) | fine).unwrap_or(0) });
    }

    /// The whole name without spaces, and each version of its skeleton with one consonant left out (SymSpell, distance 1).
    fn whole(&mut self, name: &Name, parts: &[&Part]) {
        let words = || parts.iter().filter(|part| part.role != Role::Generic || name.kind != NameKind::Organization);
        let skeleton: String = words().map(|part| skeleton(part)).collect();
        let vowels: String = words().map(|part| part.heard.vowels.as_str()).collect();
        let mut letters: Vec<&str> = words().map(|part| part.plain.as_str()).collect();
        letters.sort_unstable();
        let letters = letters.concat();
        if skeleton.is_empty() {
            return;
        }
        self.add(Side::Both, "whole", &skeleton, &vowels, &letters);
        let length = skeleton.chars().count();
        if !(SHORTEST_DELETED..=LONGEST_DELETED).contains(&length) {
            return;
        }
        self.add(Side::Both, "less", &skeleton, &vowels, &letters);
        for left_out in 0..length {
            let less: String = skeleton.chars().enumerate().filter(|(i, _)| *i != left_out).map(|(_, c)| c).collect();
            self.add(Side::Both, "less", &less, &vowels, &letters);
        }
    }

    /// Each two parts, in any order.
    fn pairs(&mut self, kind: NameKind, parts: &[&Part]) {
        for (i, one) in parts.iter().enumerate() {
            for other in parts.iter().skip(i + 1) {
                if kind == NameKind::Organization
                    && one.role == Role::Generic
                    && other.role == Role::Generic
                    && parts.len() > 2
                {
                    continue;
                }
                let (one, other) = if (skeleton(one), &one.plain) <= (skeleton(other), &other.plain) {
                    (one, other)
                } else {
                    (other, one)
                };
                let key = format!("{} {}", skeleton(one), skeleton(other));
                let vowels = format!("{} {}", one.heard.vowels, other.heard.vowels);
                self.add(Side::Both, "pair", &key, &vowels, &format!("{} {}", one.plain, other.plain));
            }
        }
    }

    /// A name of one part meets the names that hold it.
    fn single(&mut self, name: &Name, parts: &[&Part]) {
        let side = if name.parts.len() == 1 { Side::Asks } else { Side::Receives };
        for part in parts.iter().filter(|part| part.role != Role::Generic || parts.len() == 1) {
            self.add(side, "part", skeleton(part), &part.heard.vowels, &part.plain);
        }
    }

    /// "A. Dara" meets the names with a part Dara and another that begins with A.
    fn initials(&mut self, name: &Name) {
        if name.kind != NameKind::Person {
            return;
        }
        let full = || name.parts.iter().filter(|part| part.role == Role::Full).take(MOST_PARTS);
        let shortened = || name.parts.iter().filter(|part| part.role == Role::Initial).take(MOST_PARTS);
        for part in full() {
            for initial in shortened() {
                self.initial(Side::Asks, initial, part);
            }
            for other in full().filter(|other| !std::ptr::eq(*other, part)) {
                self.initial(Side::Receives, other, part);
            }
        }
    }

    fn initial(&mut self, side: Side, initial: &Part, part: &Part) {
        let first = initial.initial().map(String::from).unwrap_or_default();
        self.add(side, "initial", &format!("{first} {}", skeleton(part)), &part.heard.vowels, &part.plain);
    }

    /// An acronym meets the names with these first letters, with and without small words.
    fn acronyms(&mut self, name: &Name) {
        if name.kind == NameKind::Person {
            return;
        }
        for part in name.parts.iter().filter(|part| part.role == Role::Acronym) {
            let singular = part.plain.strip_suffix('s').filter(|rest| rest.len() > 1);
            for letters in std::iter::once(part.plain.as_str()).chain(singular) {
                self.add(Side::Asks, "acronym", letters, "", "");
            }
        }
        let content: String = name.parts.iter().filter_map(Part::initial).collect();
        let with_small_words: String =
            name.parts.iter().flat_map(|part| part.before.chars().chain(part.initial())).collect();
        for letters in [content, with_small_words].iter().filter(|letters| letters.len() > 1) {
            self.add(Side::Receives, "acronym", letters, "", "");
        }
    }
}

/// The consonant skeleton of a part; its letters where it has none.
fn skeleton(part: &Part) -> &str {
    if !part.heard.skeleton.is_empty() {
        &part.heard.skeleton
    } else if part.plain.is_empty() {
        &part.own
    } else {
        &part.plain
    }
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits, with a mark between the texts.
pub fn hash(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0xff]));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    // The lower bits of FNV mix poorly; they are read on their own.
    hash ^ (hash >> 29)
}
