//! What the records promise to everybody who reads them by machine.

use crate::reading_to_json;
use domain::{Count, Document, Figure, Reading, Span};

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
