//! Acts, statements, people and figures of one reading, as rows for templates.

use crate::duration;
use crate::labels::{Labels, status_key};
use crate::when::When;
use document::Span;
use domain::{Act, EntityIdx, EntityKind, MentionForm, Participant, Reading, Role, Statement};

/// One act as a sentence in parts.
#[derive(Debug)]
pub struct ActRow {
    /// Counted from 1 in its document.
    pub number: usize,
    pub label: String,
    pub group: &'static str,
    pub group_name: String,
    /// Whom it concerns.
    pub whom: Vec<String>,
    /// Who did it, or the authority whose act it is.
    pub by: Vec<String>,
    pub with: Vec<String>,
    /// To whom a complaint went, or for whom somebody was handed over.
    pub to: Vec<String>,
    pub places: Vec<String>,
    pub when: When,
    /// How long.
    pub duration: Option<String>,
    pub charges: Vec<String>,
    pub status: String,
    pub status_key: &'static str,
    /// "alleged by", "the wife".
    pub sayings: Vec<(String, String)>,
    /// The words around the trigger: before, the trigger itself, after.
    pub quote: [String; 3],
    pub rule: String,
    pub percent: u32,
}

/// One statement.
#[derive(Debug)]
pub struct StatementRow {
    pub number: usize,
    pub speaker: String,
    /// Claim, denial, threat ...
    pub kind: String,
    pub told_to: Option<String>,
    pub content: String,
    /// Numbers of the acts that it speaks of.
    pub acts: Vec<usize>,
}

/// Somebody who is named.
#[derive(Debug)]
pub struct EntityRow {
    pub number: usize,
    pub name: String,
    pub is_person: bool,
    pub kind: String,
    pub roles: Vec<String>,
    pub protected: bool,
    /// Whether a mention by name can be jumped to.
    pub has_anchor: bool,
    /// Numbers of the acts that it takes part in, with how.
    pub acts: Vec<(usize, String)>,
}

/// A count that sums up.
#[derive(Debug)]
pub struct FigureRow {
    pub number: usize,
    pub count: String,
    pub of: String,
    pub act: Option<String>,
    pub period: Option<When>,
    pub speaker: Option<String>,
}

/// Longest quotation in a list, in bytes of the text.
const QUOTE: usize = 320;

/// The acts in order of the text; their numbers are positions in the reading, counted from 1.
pub fn acts(reading: &Reading, labels: &Labels) -> Vec<ActRow> {
    reading.acts.iter().enumerate().map(|(i, act)| act_row(reading, labels, i + 1, act)).collect()
}

fn act_row(reading: &Reading, labels: &Labels, number: usize, act: &Act) -> ActRow {
    let named = |roles: &[Role]| names(reading, act.participants.iter().filter(|one| roles.contains(&one.role)));
    let group = labels.group(&act.act_type);
    ActRow {
        number,
        label: labels.act(&act.act_type),
        group,
        group_name: labels.group_name(group).to_owned(),
        whom: named(&[Role::Victim, Role::Target]),
        by: named(&[Role::Perpetrator, Role::Authority]),
        with: named(&[Role::Instrument]),
        to: named(&[Role::Recipient]),
        places: act.places.iter().filter_map(|&idx| entity_name(reading, idx)).collect(),
        when: When::of(&act.date),
        duration: act.duration.as_deref().map(duration::words),
        charges: act.charges.clone(),
        status: labels.status(act).to_owned(),
        status_key: status_key(act.status),
        sayings: sayings(reading, labels, act),
        quote: quote(reading, act),
        rule: act.rule.clone(),
        percent: (act.confidence * 100.0).round() as u32,
    }
}

/// Who says so, and how they stand to it; each pair once.
fn sayings(reading: &Reading, labels: &Labels, act: &Act) -> Vec<(String, String)> {
    let mut sayings: Vec<(String, String)> = Vec::new();
    for statement in act.statements.iter().filter_map(|&idx| reading.statements.get(idx)) {
        let saying = (labels.stance(statement.kind).to_owned(), speaker(reading, labels, statement));
        if !sayings.contains(&saying) {
            sayings.push(saying);
        }
    }
    sayings
}

fn speaker(reading: &Reading, labels: &Labels, statement: &Statement) -> String {
    let by_entity = statement.speaker.and_then(|idx| entity_name(reading, idx));
    let by_words = || statement.speaker_span.map(|span| words(reading, span));
    by_entity.or_else(by_words).filter(|name| !name.is_empty()).unwrap_or_else(|| labels.nobody().to_owned())
}

fn names<'a>(reading: &Reading, participants: impl Iterator<Item = &'a Participant>) -> Vec<String> {
    let mut names = Vec::new();
    for name in participants.map(|one| participant_name(reading, one)) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The entity's name when it has one, else the words of the text.
pub fn participant_name(reading: &Reading, participant: &Participant) -> String {
    let entity = participant.entity.and_then(|idx| reading.entities.get(idx));
    let named = entity.filter(|entity| entity.mentions.iter().any(|mention| mention.form == MentionForm::Name));
    named.map_or_else(|| words(reading, participant.span), |entity| entity.name.clone())
}

fn entity_name(reading: &Reading, entity_idx: EntityIdx) -> Option<String> {
    reading.entities.get(entity_idx).map(|entity| entity.name.clone())
}

/// The words at `span`, on one line.
fn words(reading: &Reading, span: Span) -> String {
    shorten(reading.document.quote(span))
}

/// On one line, at most [`QUOTE`] bytes.
fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.len() <= QUOTE {
        return line;
    }
    let end = line.floor_char_boundary(QUOTE);
    format!("{} …", line[..end].trim_end())
}

/// The piece of evidence that holds the trigger, cut at it.
fn quote(reading: &Reading, act: &Act) -> [String; 3] {
    let holds = |span: &&Span| span.contains(act.trigger);
    let evidence = act.evidence.iter().find(holds).copied().unwrap_or(act.trigger);
    let text = &reading.document;
    let before = text.quote(Span::new(evidence.start, act.trigger.start));
    let after = text.quote(Span::new(act.trigger.end, evidence.end));
    let start = before.len().saturating_sub(QUOTE);
    let cut = &before[before.ceil_char_boundary(start)..];
    let before = if start > 0 { format!("… {cut}") } else { cut.to_owned() };
    [one_line(&before), words(reading, act.trigger), shorten_after(after)]
}

/// White space as single blanks, kept at the ends.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\t', '\r'], " ")
}

fn shorten_after(text: &str) -> String {
    let line = one_line(text);
    let end = line.floor_char_boundary(QUOTE);
    if end < line.len() { format!("{} …", &line[..end]) } else { line }
}

/// The statements in order.
pub fn statements(reading: &Reading, labels: &Labels) -> Vec<StatementRow> {
    let row = |(i, statement): (usize, &Statement)| StatementRow {
        number: i + 1,
        speaker: speaker(reading, labels, statement),
        kind: labels.statement(statement.kind).to_owned(),
        told_to: statement.told_to.and_then(|idx| entity_name(reading, idx)),
        content: content(reading, statement),
        acts: statement.acts.iter().map(|idx| idx + 1).collect(),
    };
    reading.statements.iter().enumerate().map(row).collect()
}

fn content(reading: &Reading, statement: &Statement) -> String {
    let pieces: Vec<String> = statement.content.iter().map(|&span| words(reading, span)).collect();
    shorten(&pieces.join(" … "))
}

impl EntityRow {
    /// Whether it is a person with a name, or one to whom something happened.
    pub fn is_somebody(&self) -> bool {
        self.is_person && (self.has_anchor || !self.acts.is_empty())
    }
}

/// The entities, those with most acts first.
pub fn entities(reading: &Reading, labels: &Labels) -> Vec<EntityRow> {
    let mut acts: Vec<Vec<(usize, String)>> = vec![Vec::new(); reading.entities.len()];
    for (i, act) in reading.acts.iter().enumerate() {
        for one in &act.participants {
            let role = (i + 1, labels.role(one.role).to_owned());
            if let Some(list) = one.entity.and_then(|idx| acts.get_mut(idx)).filter(|list| !list.contains(&role)) {
                list.push(role);
            }
        }
    }
    let rows = reading.entities.iter().zip(acts).enumerate();
    let mut rows: Vec<EntityRow> = rows
        .map(|(i, (entity, acts))| EntityRow {
            number: i + 1,
            name: entity.name.clone(),
            is_person: entity.kind == EntityKind::Person,
            kind: labels.kind(entity.kind).to_owned(),
            roles: entity.roles.clone(),
            protected: entity.protected,
            has_anchor: entity.mentions.iter().any(|mention| mention.form == MentionForm::Name),
            acts,
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.acts.len()));
    rows
}

/// The figures in order.
pub fn figures(reading: &Reading, labels: &Labels) -> Vec<FigureRow> {
    let row = |(i, figure): (usize, &domain::Figure)| {
        let statement = figure.statement.and_then(|idx| reading.statements.get(idx));
        FigureRow {
            number: i + 1,
            count: words(reading, figure.count.span),
            of: figure.of.clone(),
            act: figure.act_type.as_deref().map(|id| labels.act(id)),
            period: figure.period.as_ref().map(When::of).filter(When::is_known),
            speaker: statement.map(|statement| speaker(reading, labels, statement)),
        }
    };
    reading.figures.iter().enumerate().map(row).collect()
}
