//! Whether two names of agencies and publishers are one: case, "the", acronyms.

use crate::Digest;
use crate::digest::Kind;
use std::collections::{BTreeMap, BTreeSet};

const BUILT_IN: &str = include_str!("../../../../codebook/matching/agencies.tsv");

/// Short names and what they stand for, as the documents explain them or the codebook knows them.
pub struct Agencies {
    full: BTreeMap<String, String>,
}

impl Agencies {
    /// Reads the explanations: an organisation that is written in full and as its initials within one document.
    ///
    /// A short name with several meanings in these documents is left as it is.
    pub fn of(digests: &[Digest]) -> Self {
        let mut meanings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (short, full) in
            BUILT_IN.lines().skip_while(|line| line.starts_with('#')).skip(1).filter_map(|l| l.split_once('\t'))
        {
            meanings.entry(folded(short)).or_default().insert(folded(full));
        }
        let bodies = digests.iter().flat_map(|digest| &digest.entities);
        for body in bodies.filter(|entity| entity.kind == Kind::Organization) {
            for short in body.spellings.iter().filter(|name| is_short(name)) {
                let full = body.spellings.iter().filter(|name| initials(name) == folded(short));
                meanings.entry(folded(short)).or_default().extend(full.map(|name| folded(name)));
            }
        }
        let one = |(short, full): (String, BTreeSet<String>)| {
            let mut full = full.into_iter();
            let first = full.next()?;
            full.next().is_none().then_some((short, first))
        };
        Self { full: meanings.into_iter().filter_map(one).collect() }
    }

    /// The same for every way to write one name; nothing when there are no letters in it.
    pub fn key(&self, name: &str) -> Option<String> {
        let folded = folded(name);
        let key = self.full.get(&folded).cloned().unwrap_or(folded);
        (!key.is_empty()).then_some(key)
    }
}

/// Lower case, letters and digits, one space between words, without "the" in front.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let rest = if words.len() > 1 { words.strip_prefix(&["the"]).unwrap_or(&words) } else { &words };
    rest.join(" ")
}

/// One word of two to eight letters, most of them capitals.
fn is_short(name: &str) -> bool {
    let capitals = name.chars().filter(|letter| letter.is_uppercase()).count();
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    (2..=8).contains(&letters) && 2 * capitals > letters && !name.contains(' ')
}

/// First letters of the words with a capital: "Voice of Democracy" is both "vod" in full and "vd"; in full when "of" counts.
fn initials(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.filter(|word| !word.eq_ignore_ascii_case("the")).collect();
    if words.len() < 2 {
        return String::new();
    }
    words.iter().filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect()
}
