//! What optional readers proposed, as rows for templates. Kept apart from everything that was read.

use crate::labels::Labels;
use domain::{Proposal, ProposalKind, Proposals, Reading};

/// What one optional reader proposed.
#[derive(Debug)]
pub struct ProposedRow<'a> {
    /// What kind of model.
    pub reader: &'a str,
    pub model: String,
    /// Short enough to be shown.
    pub version: Option<String>,
    pub list: Vec<ProposalRow>,
    pub dropped: usize,
}

/// One proposal.
#[derive(Debug)]
pub struct ProposalRow {
    /// "Arrest", "person".
    pub label: String,
    /// The words of the text.
    pub words: String,
    /// "done by", "Police".
    pub participants: Vec<(String, String)>,
    /// With two digits.
    pub score: Option<String>,
}

/// Longest version that is shown, in characters: enough to tell hashes apart.
const MAX_VERSION: usize = 40;

/// A row for each reader that had something to say.
pub fn rows<'a>(reading: &Reading, labels: &'a Labels) -> Vec<ProposedRow<'a>> {
    let spoke = reading.proposals.iter().filter(|by| !by.list.is_empty() || by.dropped > 0);
    spoke.map(|by| row(by, reading, labels)).collect()
}

fn row<'a>(by: &Proposals, reading: &Reading, labels: &'a Labels) -> ProposedRow<'a> {
    ProposedRow {
        reader: labels.proposer(by.reader),
        model: by.model.clone().unwrap_or_else(|| "?".to_owned()),
        version: by.version.as_ref().map(|version| version.chars().take(MAX_VERSION).collect()),
        list: by.list.iter().map(|one| proposal(one, reading, labels)).collect(),
        dropped: by.dropped,
    }
}

fn proposal(proposal: &Proposal, reading: &Reading, labels: &Labels) -> ProposalRow {
    let label = match &proposal.kind {
        ProposalKind::Entity(kind) => labels.kind(*kind).to_owned(),
        ProposalKind::Act(act_type) => labels.act(act_type),
    };
    let words = |span| reading.document.quote(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let participants = proposal.participants.iter();
    ProposalRow {
        label,
        words: words(proposal.evidence.unwrap_or(proposal.span)),
        participants: participants.map(|one| (labels.role(one.role).to_owned(), words(one.span))).collect(),
        score: proposal.score.map(|score| format!("{score:.2}")),
    }
}
