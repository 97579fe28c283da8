//! Families and origins of readings (JSON Lines as `saksi read` writes them), to look at: `families FILE...`.
#![allow(clippy::print_stdout)]

use resolution::families::{Fingerprints, Settings, find};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut digests, mut prints, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for file in std::env::args().skip(1) {
        for line in std::fs::read_to_string(file)?.lines() {
            let (digest, text) = resolution::digest::digest(line.as_bytes())?;
            prints.push(Fingerprints::of(&text));
            digests.push(digest);
            texts.push(text.chars().collect::<Vec<char>>());
        }
    }
    let found = find(&digests, &prints, Settings::built_in());
    for family in &found.families {
        println!("{} {:?} {:?}", family.id, family.kind, family.documents);
        for (document, span) in &family.passages {
            let words = texts.get(*document).and_then(|text| text.get(span.0 as usize..span.1 as usize));
            println!("  {document} {}..{} {}", span.0, span.1, words.unwrap_or_default().iter().collect::<String>());
        }
    }
    for origin in &found.origins {
        println!("{} {:?} {:?} {:?} first {:?}", origin.id, origin.name, origin.documents, origin.known, origin.first);
    }
    for note in &found.notes {
        println!("{}", note.message);
    }
    Ok(())
}
