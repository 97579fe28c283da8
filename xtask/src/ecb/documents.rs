//! Groups of documents by incident, and the events of the acts that were read.

use super::clusters::{b_cubed, groups};
use super::{Text, row};
use crate::Failure;
use resolution::calibration::reliability;
use resolution::digest::{Digest, Kind};
use resolution::events::{EventRules, EventsFound, compared, link};
use resolution::result::{ActRef, EntityRef, Identity, Judgement, Judgements, Relation, Resolution, Zone};
use std::collections::BTreeMap;

/// What only says that a document mentions an election does not join it with others (as the scorer beside the data has it).
const NOT_JOINING: &str = "election";

/// Prints B-cubed of documents by incidents, by events and by both, and of acts.
pub fn measure(texts: &[Text], records: &[String]) -> Result<(), Failure> {
    let digests = digests(records)?;
    let rules = EventRules::builtin().map_err(|error| Failure::new(error.to_string(), "mend the codebook"))?;
    let found = link(&digests, &by_names(&digests), &Judgements::default(), &rules);
    let gold: Vec<&str> = texts.iter().map(|text| text.incident.as_str()).collect();
    let by_incidents: Vec<Vec<usize>> = found.incidents.iter().map(|one| one.documents.clone()).collect();
    let by_events = documents_of_events(&found);
    let both: Vec<Vec<usize>> = by_incidents.iter().chain(&by_events).cloned().collect();
    for (name, joins) in [("incidents", &by_incidents), ("events", &by_events), ("incidents and events", &both)] {
        let labels = joined(texts.len(), joins);
        row(&format!("documents by {name}, B-cubed"), &b_cubed(&gold, &labels), groups(&labels).len());
    }
    acts(texts, &digests, &found);
    links(texts, &digests, &found);
    for note in &found.notes {
        println!("note: {} {}", note.code, note.message);
    }
    Ok(())
}

/// The group of each document by incident; a document in none is a group of its own.
pub fn incident_labels(digests: &[Digest], rules: &EventRules) -> Vec<usize> {
    let found = link(digests, &Resolution::default(), &Judgements::default(), rules);
    joined(digests.len(), &found.incidents.iter().map(|one| one.documents.clone()).collect::<Vec<_>>())
}

/// Digests of readings.
pub fn digests(records: &[String]) -> Result<Vec<Digest>, Failure> {
    let wrong = |error: resolution::digest::DigestError| Failure::new(error.to_string(), "read the texts again");
    records.iter().map(|record| Ok(resolution::digest::digest(record.as_bytes()).map_err(wrong)?.0)).collect()
}

fn documents_of_events(found: &EventsFound) -> Vec<Vec<usize>> {
    let joining = found.events.iter().filter(|event| event.act_type != NOT_JOINING);
    joining.map(|event| event.acts.iter().map(|at| at.document).collect()).collect()
}

/// A label for each of `n` items after joining.
fn joined(n: usize, joins: &[Vec<usize>]) -> Vec<usize> {
    let mut labels: Vec<usize> = (0..n).collect();
    for join in joins {
        let olds: Vec<usize> = join.iter().map(|&at| labels[at]).collect();
        let Some(&new) = olds.iter().min() else { continue };
        labels.iter_mut().filter(|label| olds.contains(label)).for_each(|label| *label = new);
    }
    labels
}

/// The chain of an act whose word is a gold mention; none when the word may stand for several chains of the document.
fn chain<'a>(texts: &'a [Text], digests: &[Digest], at: ActRef) -> Option<&'a str> {
    let word = &digests.get(at.document)?.acts.get(at.act)?.word;
    let text = texts.get(at.document)?;
    let says = |span: (usize, usize)| text.text.chars().skip(span.0).take(span.1 - span.0).collect::<String>();
    let mut chains = text
        .mentions
        .iter()
        .filter(|mention| says(mention.span).contains(word.as_str()))
        .map(|mention| mention.chain.as_str());
    let first = chains.next()?;
    chains.all(|chain| chain == first).then_some(first)
}

/// Acts whose trigger is a gold mention: their events against its chains.
fn acts(texts: &[Text], digests: &[Digest], found: &EventsFound) {
    let (mut gold, mut given) = (Vec::new(), Vec::new());
    for (idx, event) in found.events.iter().enumerate() {
        for chain in event.acts.iter().filter_map(|&at| chain(texts, digests, at)) {
            gold.push(chain);
            given.push(idx);
        }
    }
    row(&format!("{} acts by event, B-cubed", gold.len()), &b_cubed(&gold, &given), groups(&given).len());
    let alone: Vec<usize> = (0..gold.len()).collect();
    row("the same acts, each alone", &b_cubed(&gold, &alone), alone.len());
}

/// Bits of the pairs of acts of two documents whose words are gold mentions, with whether they are one chain, and whether their
/// days and the stems of their words are equal.
pub fn pairs(texts: &[Text], records: &[String], rules: &EventRules) -> Result<Vec<(f64, bool, bool)>, Failure> {
    let digests = digests(records)?;
    let pairs = compared(&digests, &by_names(&digests), rules).into_iter();
    let apart = pairs.filter(|pair| pair.left.document != pair.right.document && !pair.impossible);
    let known = apart.filter_map(|pair| {
        let both = (chain(texts, &digests, pair.left)?, chain(texts, &digests, pair.right)?);
        Some((pair.bits, both.0 == both.1, crate::events::alike(&digests, &pair)))
    });
    Ok(known.collect())
}

/// How far the probabilities of links hold, where both acts have a chain. Those below `review_at` are not links.
fn links(texts: &[Text], digests: &[Digest], found: &EventsFound) {
    let same = found.event_links.iter().filter(|link| link.relation == Relation::Same);
    let stated: Vec<(f64, bool, Zone)> = same
        .filter_map(|link| {
            let both = (chain(texts, digests, link.left)?, chain(texts, digests, link.right)?);
            Some((link.probability, both.0 == both.1, link.zone))
        })
        .collect();
    let pairs = |wanted: &dyn Fn(Zone) -> bool| -> Vec<(f64, bool)> {
        stated.iter().filter(|one| wanted(one.2)).map(|one| (one.0, one.1)).collect()
    };
    println!("\n| links of acts, both in a chain | pairs | right | ECE | Brier |\n| --- | --- | --- | --- | --- |");
    for (name, pairs) in [
        ("joined", pairs(&|zone| zone == Zone::Joined)),
        ("to be asked", pairs(&|zone| zone == Zone::Review)),
        ("all", pairs(&|_| true)),
    ] {
        let fit = reliability(&pairs, 10);
        let right = pairs.iter().filter(|pair| pair.1).count();
        println!("| {name} | {} | {right} | {:.3} | {:.3} |", pairs.len(), fit.ece, fit.brier);
    }
    println!();
    for bin in &reliability(&pairs(&|_| true), 10).bins {
        println!("stated {:.2}, found {:.2}, {} pairs", bin.stated, bin.found, bin.n);
    }
}

/// Identities by equal names: what the measures need, without the doubts of matching names.
fn by_names(digests: &[Digest]) -> Resolution {
    let mut names: BTreeMap<(Kind, String), Vec<EntityRef>> = BTreeMap::new();
    for (document, digest) in digests.iter().enumerate() {
        for (entity, one) in digest.entities.iter().enumerate().filter(|(_, one)| one.named > 0) {
            let kind = if one.kind == Kind::Group { Kind::Organization } else { one.kind };
            names.entry((kind, one.name.to_lowercase())).or_default().push(EntityRef { document, entity });
        }
    }
    let identity = |((kind, name), entities): ((Kind, String), Vec<EntityRef>)| Identity {
        id: String::new(),
        kind,
        spellings: vec![(name.clone(), entities.clone())],
        name,
        entities,
        links: Vec::new(),
        confidence: 1.0,
        judgement: Judgement::Proposed,
    };
    let mut found = Resolution::default();
    for identity in names.into_iter().map(identity) {
        match identity.kind {
            Kind::Person => found.persons.push(identity),
            Kind::Organization => found.organizations.push(identity),
            Kind::Place => found.places.push(identity),
            _ => {}
        }
    }
    found
}
