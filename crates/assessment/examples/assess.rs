//! Assessments of the events of readings (JSON Lines as `saksi read` writes them), to look at: `assess FILE...`.
#![allow(clippy::print_stdout)]

use assessment::{Assessor, Labels, Standard};
use resolution::Digest;
use resolution::families::Fingerprints;
use resolution::resolve::{Settings, resolve};
use resolution::result::{ActRef, Event, Judgement, Judgements};
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
    let mut resolution = resolve(&digests, &prints, &Judgements::default(), &Settings::default());
    if resolution.events.is_empty() {
        resolution.events = digests.iter().enumerate().flat_map(|(at, digest)| apart(at, digest)).collect();
    }
    let (labels, standards) = (Labels::built_in()?, Standard::built_in()?);
    let assessor = Assessor::new(&digests, &resolution, &labels);
    for (at, event) in resolution.events.iter().enumerate() {
        let Some(found) = assessor.assess(at, standards.get(1)) else { continue };
        println!("{} {} in {} acts: {}", event.id, event.act_type, event.acts.len(), found.word.as_str());
        for finding in found.findings {
            println!("  {}: {}", finding.check, finding.sentence);
            for evidence in finding.evidence.iter().take(3) {
                let words = texts
                    .get(evidence.document)
                    .and_then(|t| t.get(evidence.span.0 as usize..evidence.span.1 as usize));
                println!("      {}: {}", evidence.document, words.unwrap_or_default().iter().collect::<String>());
            }
        }
    }
    Ok(())
}

/// Each act an event of its own.
fn apart(document: usize, digest: &Digest) -> impl Iterator<Item = Event> {
    digest.acts.iter().enumerate().map(move |(act, told)| Event {
        id: format!("{document}.{act}"),
        act_type: told.act_type.clone(),
        acts: vec![ActRef { document, act }],
        links: Vec::new(),
        confidence: 1.0,
        judgement: Judgement::Proposed,
    })
}
