//! What a digest keeps of a record.

use super::{Kind, Role, Span, Status, digest};
use serde_json::json;

const TEXT: &str = "On Monday, police in Velin arrested Police Major Olen Vash, 34, Tira Moll and Édi Karn.\nMr. Vash said he was beaten.";

/// The code points of the n-th place of some words.
fn at(words: &str, n: usize) -> [usize; 2] {
    let (byte, _) = TEXT.match_indices(words).nth(n).expect("the words stand in the text");
    let start = TEXT[..byte].chars().count();
    [start, start + words.chars().count()]
}

fn record() -> Vec<u8> {
    let name = |words: &str, n: usize| json!({ "span": at(words, n), "form": "name" });
    json!({
        "saksi": 1,
        "document": { "id": "sha256:00", "title": "T", "language": "en", "origin": ["Velin Post"], "text": TEXT,
            "published": { "earliest": "2031-02-03", "latest": "2031-02-30", "basis": "stated" } },
        "entities": [
            { "id": "e1", "kind": "person", "name": "Olen Vash", "roles": ["major"], "protected": false,
              "mentions": [name("Olen Vash", 0), name("Vash", 1), { "span": at("he", 0), "form": "pronoun" }] },
            { "id": "e2", "kind": "person", "name": "Tira Moll", "mentions": [name("Tira Moll", 0)], "protected": true },
            { "id": "e3", "kind": "person", "name": "Édi Karn", "mentions": [name("Édi Karn", 0)] },
            { "id": "e4", "kind": "place", "name": "Velin", "mentions": [name("Velin", 0)],
              "place": { "precision": "city", "country": "XX", "latitude": 1.5, "longitude": null, "gazetteer": "g:1" } },
            { "id": "e5", "kind": "starship", "name": "X", "mentions": [{ "span": [900, 901], "form": "name" }] },
        ],
        "acts": [{ "id": "a1", "type": "arrest", "status": "alleged", "trigger": at("arrested", 0), "places": ["e4", "e99"],
            "participants": [{ "role": "victim", "entity": "e3", "span": at("Édi Karn", 0) }, { "role": "cook", "span": [5, 2] }],
            "date": { "earliest": "2031-02-02", "latest": null, "basis": "relative" }, "evidence": [[0, 10]], "statements": ["s1"],
            "confidence": 0.5 }],
        "statements": [{ "id": "s1", "kind": "claim", "speaker": "e1", "speaker_span": at("Vash", 1), "cue": at("said", 0), "acts": ["a1"] }],
        "figures": [{ "count": { "at_least": 3, "at_most": null, "text": "at least 3" }, "of": "people", "period": null }],
    })
    .to_string()
    .into_bytes()
}

#[test]
fn names_keep_spellings_titles_ages_and_pronouns() {
    let (digest, _) = digest(&record()).expect("a record");
    let major = &digest.entities[0];
    assert_eq!((&major.spellings[..], major.named), (&["Olen Vash".to_owned(), "Vash".to_owned()][..], 2));
    assert_eq!(major.titles, ["Police Major", "Mr."]);
    assert_eq!((&major.ages[..], major.pronouns), (&[34][..], [1, 0]));
    assert_eq!(digest.entities[2].spellings, ["Édi Karn"]);
}

#[test]
fn an_imported_table_tells_namesakes_apart() {
    let mut record: serde_json::Value = serde_json::from_slice(&record()).expect("JSON");
    record["apart"] = json!([["e1", "e2", "e99"]]);
    let (digest, _) = digest(record.to_string().as_bytes()).expect("a record");
    assert_eq!(digest.lists.first(), Some(&vec![0, 1]));
}

#[test]
fn a_list_names_different_people() {
    let (digest, _) = digest(&record()).expect("a record");
    assert_eq!(digest.lists, [vec![0, 1, 2]], "an age between two names does not end the list");
}

#[test]
fn acts_point_only_at_what_is_there() {
    let (digest, _) = digest(&record()).expect("a record");
    let act = &digest.acts[0];
    assert_eq!((act.places.as_slice(), act.statements.as_slice()), (&[3][..], &[0][..]));
    assert_eq!((act.word.as_str(), act.status), ("arrested", Status::Alleged));
    assert_eq!(act.participants[0].text, "Édi Karn");
    assert_eq!((act.participants[1].role, act.participants[1].text.as_str()), (Role::Other, ""));
    assert_eq!(digest.statements[0].speaker_text.as_deref(), Some("Vash"));
}

#[test]
fn what_is_not_in_the_text_is_left_out() {
    let (digest, text) = digest(&record()).expect("a record");
    assert_eq!(text, TEXT);
    assert_eq!((digest.entities[4].kind, digest.entities[4].mentions.len()), (Kind::Other, 0));
    assert_eq!(digest.published.latest, None, "no such day");
    assert!(Span(1, 3).overlaps(Span(2, 9)) && !Span(1, 3).overlaps(Span(3, 9)));
}

#[test]
fn a_digest_survives_being_kept() {
    let (made, _) = digest(&record()).expect("a record");
    let kept = serde_json::to_vec(&made).expect("JSON");
    assert_eq!(serde_json::from_slice::<super::Digest>(&kept).expect("a digest"), made);
}

#[test]
fn what_is_no_record_says_where() {
    assert!(digest(b"{\"document\": 3}").expect_err("not a record").to_string().contains("column"));
}

#[test]
fn initials_of_the_publisher_are_its_name() {
    let body = |name: &str| super::Entity {
        kind: Kind::Organization,
        name: name.to_owned(),
        spellings: vec![name.to_owned(), "the station".to_owned()],
        named: 1,
        ..super::Entity::default()
    };
    let spellings = |names: &[&str], issuer: &str| {
        let mut bodies: Vec<super::Entity> = names.iter().map(|name| body(name)).collect();
        super::issuer::explain(&mut bodies, issuer);
        bodies.iter().filter(|body| body.spellings.len() > 2).map(|body| body.spellings[1].clone()).collect::<Vec<_>>()
    };
    assert_eq!(spellings(&["MRP", "RFN"], "Radio Free  Norlund"), ["Radio Free Norlund"]);
    assert_eq!(spellings(&["RFN", "R.F.N."], "Radio Free Norlund"), [""; 0], "two bodies may be meant");
    assert_eq!(spellings(&["RFN", "Radio Free Norlund"], "Radio Free Norlund"), [""; 0], "it has its name already");
    assert_eq!(spellings(&["MRP"], "Radio Free Norlund"), [""; 0]);
    assert_eq!(spellings(&["RFN"], "RFN"), [""; 0]);
    assert_eq!(spellings(&["RFN"], "…"), [""; 0]);
}
