//! Prints who is joined and who is asked about, over readings as JSON Lines: `identities FILE... [--links]`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use resolution::families::Fingerprints;
use resolution::resolve::Settings;
use resolution::result::{EntityRef, Identity, Judgements, Link, Resolution, Zone};
use resolution::{Digest, resolve};
use std::time::Instant;

fn main() {
    let (options, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let (mut digests, mut prints) = (Vec::new(), Vec::new());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        for line in text.lines() {
            match resolution::digest::digest(line.as_bytes()) {
                Ok((digest, text)) => {
                    digests.push(digest);
                    prints.push(Fingerprints::of(&text));
                }
                Err(error) => eprintln!("{file}: {error}"),
            }
        }
    }
    let start = Instant::now();
    let found = resolve(&digests, &prints, &Judgements::default(), &Settings::default());
    eprintln!("{} documents, {:.3} s", digests.len(), start.elapsed().as_secs_f64());
    for (title, identities) in
        [("PERSONS", &found.persons), ("ORGANIZATIONS", &found.organizations), ("PLACES", &found.places)]
    {
        println!("== {title}: {}", identities.len());
        identities
            .iter()
            .filter(|identity| identity.entities.len() > 1)
            .for_each(|identity| identity_line(identity, &digests));
    }
    println!("== QUEUE: {}", found.queue.len());
    for &at in &found.queue {
        found.links.get(at).into_iter().for_each(|link| link_line(link, &digests));
    }
    if options.iter().any(|option| option == "--links") {
        println!("== JOINED");
        joined(&found).for_each(|link| link_line(link, &digests));
    }
    for note in &found.notes {
        println!("note {}: {}", note.code, note.message);
    }
}

fn joined(found: &Resolution) -> impl Iterator<Item = &Link> {
    found.links.iter().filter(|link| link.zone == Zone::Joined)
}

fn identity_line(identity: &Identity, digests: &[Digest]) {
    let documents: Vec<String> = identity.entities.iter().map(|at| at.document.to_string()).collect();
    let names: Vec<&str> = identity.entities.iter().map(|&at| name(at, digests)).collect();
    let mut names = names;
    names.sort_unstable();
    names.dedup();
    println!(
        "{} {:.3} {} <{}> in {}",
        identity.id,
        identity.confidence,
        identity.name,
        names.join(" | "),
        documents.join(" ")
    );
}

fn name(at: EntityRef, digests: &[Digest]) -> &str {
    digests
        .get(at.document)
        .and_then(|digest| digest.entities.get(at.entity))
        .map(|entity| entity.name.as_str())
        .unwrap_or_default()
}

fn link_line(link: &Link, digests: &[Digest]) {
    let factors: Vec<String> = link
        .factors
        .iter()
        .map(|factor| format!("{} {:+.1} [{}]", factor.comparison, factor.bits, factor.says))
        .collect();
    println!(
        "{:.3} {}:{} / {}:{}  {}",
        link.probability,
        link.left.document,
        name(link.left, digests),
        link.right.document,
        name(link.right, digests),
        factors.join(", ")
    );
}
