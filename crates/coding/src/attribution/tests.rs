//! Laws of linking that need no language model.

use super::containment;
use domain::{Act, ActStatus, FuzzyDate, Span, Statement, StatementKind};

fn act(trigger: Span) -> Act {
    Act {
        act_type: "arrest".into(),
        status: ActStatus::Reported,
        participants: Vec::new(),
        places: Vec::new(),
        date: FuzzyDate::default(),
        duration: None,
        charges: Vec::new(),
        evidence: vec![trigger],
        trigger,
        statements: Vec::new(),
        rule: "test".into(),
        confidence: 0.5,
    }
}

fn statement(content: Span) -> Statement {
    Statement {
        kind: StatementKind::Claim,
        speaker: None,
        speaker_span: None,
        told_to: None,
        direct: false,
        cue: Span::new(0, 1),
        content: vec![content],
        evidence: vec![content],
        acts: Vec::new(),
    }
}

#[test]
fn nested_statements_stand_innermost_first() {
    let mut acts = vec![act(Span::new(50, 55)), act(Span::new(90, 95)), act(Span::new(200, 205))];
    let mut statements = vec![statement(Span::new(10, 100)), statement(Span::new(40, 60))];
    containment::link(&mut acts, &mut statements);
    assert_eq!(acts[0].statements, [1, 0]);
    assert_eq!(acts[1].statements, [0]);
    assert!(acts[2].statements.is_empty());
    assert_eq!(statements[0].acts, [0, 1]);
    assert_eq!(statements[1].acts, [0]);
}
