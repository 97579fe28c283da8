//! What is looked at to tell sure acts from doubtful ones.

use codebook::Codebook;
use document::{Annotations, Basis, BlockKind, Document, Token};
use domain::{Act, ActStatus, Entity, EntityKind, MentionForm, Participant, Role};
use std::collections::BTreeSet;
use std::ops::Range;

/// A document with what its acts are looked at together for.
#[derive(Debug)]
pub struct Features<'a> {
    document: &'a Document,
    annotations: &'a Annotations,
    codebook: &'a Codebook,
    entities: &'a [Entity],
    /// How often the text speaks of police, courts, prisons, weapons and crimes.
    subject: &'static str,
    /// Mean leaning of the document's words towards what rights reports are about.
    leaning: f32,
    /// Every type of act in the document.
    types: BTreeSet<&'a str>,
}

/// Classes of nouns that rights reports are about.
const SUBJECT: [&str; 5] = ["force", "court", "custody", "weapon", "crime"];

impl<'a> Features<'a> {
    /// Looks once at the whole document. O(tokens + acts).
    pub fn new(
        document: &'a Document,
        annotations: &'a Annotations,
        codebook: &'a Codebook,
        entities: &'a [Entity],
        acts: &'a [Act],
    ) -> Features<'a> {
        let mut features = Features {
            document,
            annotations,
            codebook,
            entities,
            subject: "none",
            leaning: 0.0,
            types: BTreeSet::new(),
        };
        features.leaning = features.mean_leaning(0..annotations.tokens.len(), &(0..0));
        let named = annotations.tokens.iter().filter(|token| SUBJECT.iter().any(|class| features.is(token, class)));
        features.subject = density(named.count(), annotations.tokens.len());
        features.types = acts.iter().map(|act| act.act_type.as_str()).collect();
        features
    }

    /// Names of the properties that hold of an act, such as `victim=person-named`; each has at most one weight.
    pub fn of(&self, act: &Act) -> Vec<String> {
        let group = self.codebook.act_types.get(&act.act_type).map_or("", |act_type| &act_type.group);
        let mut found = vec![
            "always".to_owned(),
            format!("type={}", act.act_type),
            format!("rule={}", act.rule.rsplit('/').next().unwrap_or_default()),
            format!("group={group}"),
            format!("status={}", status(act.status)),
            format!("victim={}", best(self.entities, act, &[Role::Victim, Role::Target])),
            format!("victim-form={}", self.form(act)),
            format!("doer={}", best(self.entities, act, &[Role::Perpetrator, Role::Authority])),
            format!("block={}", block(self.document, act)),
            format!("subject={}", self.subject),
            format!("company={}", self.company(act)),
        ];
        found.extend(self.around(act));
        let told = [
            ("attributed", !act.statements.is_empty()),
            ("dated", matches!(act.date.basis, Basis::Stated | Basis::Relative)),
            ("placed", !act.places.is_empty()),
        ];
        found.extend(told.iter().filter(|(_, holds)| *holds).map(|(name, _)| (*name).to_owned()));
        found
    }

    /// Properties of the trigger and its sentence.
    fn around(&self, act: &Act) -> Vec<String> {
        let trigger = self.annotations.tokens_in(act.trigger);
        let Some(token_idx) = trigger.clone().next() else { return Vec::new() };
        let sentence = self.annotations.sentences.get(self.annotations.sentence_of(token_idx)).cloned();
        let sentence = sentence.unwrap_or(token_idx..token_idx + 1);
        let tag = if self.annotations.tokens[token_idx].tag == "VB" { "base" } else { "other" };
        let around = sentence.start.saturating_sub(AROUND)..(sentence.end + AROUND).min(self.annotations.tokens.len());
        vec![
            format!("sentence={}", length_class(sentence.len())),
            format!("verb={tag}"),
            format!("document-leaning={}", leaning_class(self.leaning)),
            format!("sentence-leaning={}", leaning_class(self.mean_leaning(around, &trigger))),
        ]
    }

    /// Mean leaning of the words of a range that say something, without those of the trigger; 0 without any.
    fn mean_leaning(&self, tokens: Range<usize>, trigger: &Range<usize>) -> f32 {
        let leaning = &self.annotations.leaning;
        let inside = tokens.start..tokens.end.min(leaning.len());
        let told = || inside.clone().filter(|i| !trigger.contains(i) && leaning[*i] != 0.0).map(|i| leaning[i]);
        let n = told().count();
        if n == 0 { 0.0 } else { self.codebook.leaning.bias + told().sum::<f32>() / n as f32 }
    }

    fn is(&self, token: &Token, class: &str) -> bool {
        token.pos.is_in(&["NOUN", "PROPN"]) && self.codebook.english.noun_classes.is(&token.lemma.to_lowercase(), class)
    }

    /// By what kind of words the first victim is told.
    fn form(&self, act: &Act) -> &'static str {
        let Some(victim) = act.participants.iter().find(|one| matches!(one.role, Role::Victim | Role::Target)) else {
            return "none";
        };
        let mentions = victim.entity.and_then(|entity| self.entities.get(entity)).map(|entity| &entity.mentions);
        match mentions.and_then(|all| all.iter().find(|mention| mention.span.overlaps(victim.span))) {
            Some(mention) => match mention.form {
                MentionForm::Name => "name",
                MentionForm::Nominal => "nominal",
                MentionForm::Pronoun => "pronoun",
            },
            None => "words",
        }
    }

    /// How many other types of acts the document tells.
    fn company(&self, act: &Act) -> &'static str {
        let others = self.types.len() - usize::from(self.types.contains(act.act_type.as_str()));
        match others {
            0 => "none",
            1..=2 => "few",
            3..=5 => "some",
            _ => "many",
        }
    }
}

/// So many tokens before and after a sentence tell what it is about.
const AROUND: usize = 20;

/// Classes of log odds.
fn leaning_class(log_odds: f32) -> &'static str {
    match log_odds {
        x if x < -2.0 => "far",
        x if x < -0.7 => "away",
        x if x < 0.7 => "open",
        x if x < 2.0 => "near",
        _ => "full",
    }
}

/// Of a hundred words, how many: none, up to one, up to three, more.
fn density(n: usize, n_tokens: usize) -> &'static str {
    match (n, 100 * n, n_tokens) {
        (0, ..) => "none",
        (_, hundred, all) if hundred <= all => "little",
        (_, hundred, all) if hundred <= 3 * all => "some",
        _ => "much",
    }
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
    let position = document.blocks.partition_point(|block| block.span.end <= act.trigger.start);
    match document.blocks.get(position).map(|block| block.kind) {
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
