//! How the time for families of texts grows with their number: `cargo xtask bench families`.
//!
//! Made texts of 300 words each: a fifth are copies or cuts of earlier ones with edits, a tenth end with the background paragraph of
//! one of ten agencies, half have one of fifty stock phrases. Arguments: numbers of documents.
#![allow(clippy::print_stdout)]

use resolution::Digest;
use resolution::families::{Fingerprints, Index, Settings, of_index};
use std::time::Instant;

const WORDS: u64 = 300;
const VOCABULARY: u64 = 30_000;

fn main() -> Result<(), std::num::ParseIntError> {
    println!(
        "| documents | fingerprints s | families s | ms a document | pairs compared | families | notes | kept, bytes a word |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for argument in std::env::args().skip(1) {
        measure(argument.parse()?);
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss)]
fn measure(n: usize) {
    let texts = texts(n);
    let started = Instant::now();
    let prints: Vec<Fingerprints> = texts.iter().map(|text| Fingerprints::of(text)).collect();
    let fingerprints = started.elapsed().as_secs_f64();
    let kept = prints.first().map_or(0.0, |first| String::from(first.clone()).len() as f64 / first.len() as f64);
    drop(texts);
    let digests: Vec<Digest> = (0..n).map(|at| Digest { document: id(at), ..Digest::default() }).collect();
    let started = Instant::now();
    let mut index = Index::default();
    prints.into_iter().enumerate().for_each(|(at, print)| index.add(&id(at), print, Settings::built_in()));
    let found = of_index(&digests, &mut index, Settings::built_in());
    let families = started.elapsed().as_secs_f64();
    let each = (fingerprints + families) * 1000.0 / n as f64;
    let compared = index.pairs(Settings::built_in()).0.len();
    println!(
        "| {n} | {fingerprints:.2} | {families:.2} | {each:.3} | {compared} | {} | {} | {kept:.1} |",
        found.families.len(),
        found.notes.len()
    );
}

fn id(at: usize) -> String {
    format!("sha256:{:016x}", Draw(at as u64).next())
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same texts each time.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        value ^ (value >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// Often a frequent word, seldom a rare one.
    fn word(&mut self) -> String {
        let limit = self.below(VOCABULARY) + 1;
        let rank = self.below(limit);
        let rank = self.below(rank + 1);
        format!("w{rank}")
    }

    fn words(&mut self, n: u64) -> String {
        (0..n).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

fn texts(n: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::with_capacity(n);
    for at in 0..n {
        let mut draw = Draw(at as u64 + 77);
        let before = usize::try_from(draw.below(at as u64)).unwrap_or_default();
        let mut text = match texts.get(before).filter(|_| draw.below(5) == 0) {
            Some(earlier) => edited(earlier, &mut draw),
            None => draw.words(WORDS),
        };
        if draw.below(10) == 0 {
            text += &format!(". {}", Draw(1_000_000 + draw.below(10)).words(30));
        }
        if draw.below(2) == 0 {
            text += &format!(". {}", Draw(2_000_000 + draw.below(50)).words(8));
        }
        texts.push(text);
    }
    texts
}

/// A copy, or the first half, with one word in thirty changed.
fn edited(text: &str, draw: &mut Draw) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let length = if draw.below(2) == 0 { words.len() } else { words.len() / 2 };
    let changed =
        words.into_iter().take(length).map(|word| if draw.below(30) == 0 { draw.word() } else { word.to_owned() });
    changed.collect::<Vec<_>>().join(" ")
}
