//! What the records promise to everybody who reads them by machine.

use crate::reading_to_json;
use domain::{
    Count, Document, EntityKind, Figure, Proposal, ProposalKind, Proposals, ProposedParticipant, ProposingReader,
    Reading, Role, Span,
};

#[test]
fn spans_count_code_points_not_bytes() {
    let text = format!("{}Zoë counted 12 boats.", "é".repeat(70));
    let start = text.find("12").unwrap();
    let span = Span::new(start, start + 2);
    let figure = Figure {
        count: Count::exactly(12, span),
        of: "boats".into(),
        act_type: None,
        period: None,
        statement: None,
        evidence: vec![span],
    };
    let reading =
        Reading { document: Document { text, ..Document::default() }, figures: vec![figure], ..Reading::default() };
    let json: serde_json::Value = serde_json::from_str(&reading_to_json(&reading)).unwrap();
    assert_eq!(json["figures"][0]["evidence"][0], serde_json::json!([82, 84]));
    assert_eq!(json["figures"][0]["count"]["text"], "12");
}

#[test]
fn what_is_not_known_is_null() {
    let json: serde_json::Value = serde_json::from_str(&reading_to_json(&Reading::default())).unwrap();
    assert!(json["document"]["title"].is_null());
    assert_eq!(json["document"]["published"]["basis"], "unknown");
    assert!(json["document"]["published"]["earliest"].is_null());
}

#[test]
fn proposals_stand_apart_and_only_where_a_reader_was_asked() {
    let text = "Zoë saw: police arrested Anton Besk.".to_owned();
    let span = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let act = Proposal {
        kind: ProposalKind::Act("arrest".to_owned()),
        span: span("arrested"),
        evidence: Some(span("police arrested Anton Besk")),
        participants: vec![ProposedParticipant { role: Role::Victim, span: span("Anton Besk") }],
        score: None,
    };
    let person = Proposal {
        kind: ProposalKind::Entity(EntityKind::Person),
        span: span("Anton Besk"),
        evidence: None,
        participants: Vec::new(),
        score: Some(0.87654),
    };
    let by = |reader, list, dropped| Proposals { reader, model: Some("tiny".to_owned()), version: None, list, dropped };
    let proposals = vec![by(ProposingReader::Llm, vec![act], 2), by(ProposingReader::Gliner, vec![person], 0)];
    let document = Document { text: text.clone(), ..Document::default() };
    let reading = Reading { document, proposals, ..Reading::default() };
    let json: serde_json::Value = serde_json::from_str(&reading_to_json(&reading)).unwrap();
    let readers = serde_json::json!([
        { "reader": "llm", "model": "tiny", "version": null, "proposed": 1, "dropped": 2 },
        { "reader": "gliner", "model": "tiny", "version": null, "proposed": 1, "dropped": 0 },
    ]);
    assert_eq!(json["readers"], readers);
    let act = serde_json::json!({
        "id": "p1", "reader": "llm", "model": "tiny", "version": null, "kind": "act", "type": "arrest",
        "span": [16, 24], "text": "arrested", "evidence": [[9, 35]], "score": null,
        "participants": [{ "role": "victim", "span": [25, 35], "text": "Anton Besk" }],
    });
    assert_eq!(json["proposals"][0], act);
    assert_eq!(json["proposals"][1]["kind"], "person");
    assert_eq!(json["proposals"][1]["score"], 0.877);
    assert_eq!(json["acts"], serde_json::json!([]));

    let json: serde_json::Value = serde_json::from_str(&reading_to_json(&Reading::default())).unwrap();
    assert!(json.get("proposals").is_none() && json.get("readers").is_none());
}
