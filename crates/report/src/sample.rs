//! A reading made by hand, for tests: rich enough to show every part of a page.

use document::{Basis, Block, BlockKind, DateWindow, Document, FuzzyDate, Problem, Span};
use domain::{
    Act, ActStatus, Count, Entity, EntityKind, Figure, Mention, MentionForm, Participant, Reading, Role, Statement,
    StatementKind, TimeExpression, TimeType,
};
use jiff::civil::{Date, date};

const TEXT: &str = "Police arrested Tomas Kelvar in Marowe on 3 March 2021, his wife said.\n\n\
    “They beat him with a <hose>,” she told Radio Horizon. Col. Brano Ilvek denied that he was beaten.\n\n\
    At least 34 people have been detained since January.";

/// Two acts, one denied; a statement, a figure, people, a place, problems.
pub fn reading() -> Reading {
    let entities = vec![
        entity(EntityKind::Person, "Tomas Kelvar", &["Tomas Kelvar"], true),
        entity(EntityKind::Place, "Marowe", &["Marowe"], false),
        entity(EntityKind::Group, "Police", &["Police"], false),
        entity(EntityKind::Person, "Brano Ilvek", &["Brano Ilvek"], false),
    ];
    let arrest =
        act("arrest", ActStatus::Reported, "Police arrested Tomas Kelvar in Marowe on 3 March 2021", "arrested");
    let arrest = Act {
        participants: vec![participant(Role::Victim, 0, "Tomas Kelvar"), participant(Role::Perpetrator, 2, "Police")],
        places: vec![1],
        date: day(date(2021, 3, 3)),
        charges: vec!["incitement".to_owned()],
        ..arrest
    };
    let assault = act("assault", ActStatus::Denied, "They beat him with a <hose>", "beat");
    let assault = Act { participants: vec![participant(Role::Victim, 0, "him")], statements: vec![0], ..assault };
    Reading {
        document: document(),
        entities,
        acts: vec![arrest, assault],
        statements: vec![Statement {
            kind: StatementKind::Denial,
            speaker: Some(3),
            speaker_span: Some(span("Col. Brano Ilvek")),
            told_to: None,
            direct: false,
            cue: span("denied"),
            content: vec![span("he was beaten")],
            evidence: vec![span("Col. Brano Ilvek denied that he was beaten")],
            acts: vec![1],
        }],
        figures: vec![Figure {
            count: Count { at_least: Some(34), at_most: None, about: false, span: span("At least 34") },
            of: "people".to_owned(),
            act_type: Some("detention".to_owned()),
            period: None,
            statement: None,
            evidence: vec![span("At least 34 people have been detained since January")],
        }],
        times: vec![TimeExpression {
            span: span("3 March 2021"),
            time_type: TimeType::Date,
            value: Some("2021-03-03".to_owned()),
            window: Some(DateWindow::day(date(2021, 3, 3))),
            basis: Basis::Stated,
        }],
        proposals: Vec::new(),
        problems: vec![Problem::new("undated-document", "the text does not tell when it was published")],
    }
}

fn document() -> Document {
    let mut start = 0;
    let mut blocks = Vec::new();
    for paragraph in TEXT.split("\n\n") {
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, start + paragraph.len()) });
        start += paragraph.len() + 2;
    }
    Document {
        path: "kelvar.html".to_owned(),
        title: Some("Organiser <arrested>".to_owned()),
        publisher: Some("The Velin Post".to_owned()),
        text: TEXT.to_owned(),
        blocks,
        furniture: vec!["Share on Facebook".to_owned()],
        ..Document::default()
    }
}

/// Where `words` stand first.
pub fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn day(day: Date) -> FuzzyDate {
    FuzzyDate { window: DateWindow::day(day), basis: Basis::Stated, text: None }
}

fn entity(kind: EntityKind, name: &str, mentions: &[&str], protected: bool) -> Entity {
    let mention = |words: &&str| Mention { span: span(words), form: MentionForm::Name };
    let mentions = mentions.iter().map(mention).collect();
    Entity { kind, name: name.to_owned(), mentions, roles: Vec::new(), protected, place: None }
}

fn participant(role: Role, entity: usize, words: &str) -> Participant {
    Participant { role, entity: Some(entity), span: span(words), count: None }
}

fn act(act_type: &str, status: ActStatus, evidence: &str, trigger: &str) -> Act {
    Act {
        act_type: act_type.to_owned(),
        status,
        participants: Vec::new(),
        places: Vec::new(),
        date: FuzzyDate::default(),
        duration: None,
        charges: Vec::new(),
        evidence: vec![span(evidence)],
        trigger: span(trigger),
        statements: Vec::new(),
        rule: format!("codebook/acts/{act_type}#sample"),
        confidence: 0.9,
    }
}
