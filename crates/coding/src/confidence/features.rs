//! What is looked at to tell sure acts from doubtful ones.

use codebook::Codebook;
use document::{Annotations, Basis, BlockKind, Document};
use domain::{Act, ActStatus, Entity, EntityKind, MentionForm, Participant, Role};

/// Names of the properties that hold, such as `victim=named`; each has at most one weight.
pub fn features(
    document: &Document,
    annotations: &Annotations,
    codebook: &Codebook,
    entities: &[Entity],
    act: &Act,
) -> Vec<String> {
    let trigger = annotations.tokens_in(act.trigger);
    let group = codebook.act_types.get(&act.act_type).map_or("", |act_type| &act_type.group);
    let mut found = vec![
        "always".to_owned(),
        format!("type={}", act.act_type),
        format!("group={group}"),
        format!("status={}", status(act.status)),
        format!("victim={}", best(entities, act, &[Role::Victim, Role::Target])),
        format!("doer={}", best(entities, act, &[Role::Perpetrator, Role::Authority])),
        format!("words={}", trigger.len().min(4)),
        format!("block={}", block(document, act)),
    ];
    if let Some(token_idx) = trigger.clone().next() {
        let sentence_length =
            annotations.sentences.get(annotations.sentence_of(token_idx)).map_or(0, |tokens| tokens.len());
        found.push(format!("pos={}", annotations.tokens[token_idx].pos));
        found.push(format!("sentence={}", length_class(sentence_length)));
    }
    let told = [
        ("attributed", !act.statements.is_empty()),
        ("dated", matches!(act.date.basis, Basis::Stated | Basis::Relative)),
        ("placed", !act.places.is_empty()),
    ];
    found.extend(told.iter().filter(|(_, holds)| *holds).map(|(name, _)| (*name).to_owned()));
    found
}

/// How well the best known participant in one of these roles is known.
fn best(entities: &[Entity], act: &Act, roles: &[Role]) -> &'static str {
    let known = act.participants.iter().filter(|one| roles.contains(&one.role)).map(|one| knowledge(entities, one));
    known.max().map_or("none", |(_, name)| name)
}

/// Rank and name of what is known of a participant.
fn knowledge(entities: &[Entity], participant: &Participant) -> (u8, &'static str) {
    let Some(entity) = participant.entity.and_then(|entity| entities.get(entity)) else { return (0, "words") };
    let named = entity.mentions.iter().any(|mention| mention.form == MentionForm::Name);
    match entity.kind {
        EntityKind::Person if named => (5, "person-named"),
        EntityKind::Organization if named => (4, "body-named"),
        EntityKind::Person => (3, "person"),
        EntityKind::Group | EntityKind::Organization => (2, "group"),
        _ => (1, "thing"),
    }
}

fn block(document: &Document, act: &Act) -> &'static str {
    let block = document.blocks.iter().find(|block| block.span.overlaps(act.trigger));
    match block.map(|block| block.kind) {
        Some(BlockKind::Headline | BlockKind::Heading) => "heading",
        Some(BlockKind::Caption) => "caption",
        Some(BlockKind::ListItem) => "list",
        Some(BlockKind::Paragraph | BlockKind::Quotation) | None => "text",
    }
}

fn length_class(n_tokens: usize) -> &'static str {
    match n_tokens {
        0..=8 => "short",
        9..=45 => "usual",
        _ => "long",
    }
}

fn status(status: ActStatus) -> &'static str {
    match status {
        ActStatus::Reported => "reported",
        ActStatus::Alleged => "alleged",
        ActStatus::Denied => "denied",
        ActStatus::Threatened => "threatened",
        ActStatus::Planned => "planned",
        ActStatus::Hypothetical => "hypothetical",
    }
}
