//! What people agreed to reaches every export, and goes out of it again when they take it back or it ends.

use crate::tests::{PASSPHRASE, add_record, alone, ask, create};
use crate::*;
use disclosure::{Purpose, Standing};
use serde_json::json;
use std::path::PathBuf;
use zeroize::Zeroizing;

const TEXT: &str = "Orvane Tulm was arrested in Velin on 3 March, said Major Deks Rumo. Her sister Pelka Tulm wept.";
const SECOND: &str = "another heron stands at seven brown river gates";

fn record() -> serde_json::Value {
    let at = |words: &str| {
        let start = TEXT.find(words).expect("words of the text");
        json!([start, start + words.len()])
    };
    let day = json!({ "earliest": "2031-03-03", "latest": "2031-03-03", "basis": "stated", "text": "on 3 March" });
    let person = |id: &str, name: &str, roles: &[&str], protected: bool| json!({ "id": id, "kind": "person", "name": name, "roles": roles, "protected": protected, "mentions": [{ "span": at(name), "form": "name" }] });
    json!({
        "saksi": 1,
        "document": { "id": "sha256:0", "title": "Orvane Tulm taken", "text": TEXT, "published": day, "byline": ["Sefa Quillon"] },
        "entities": [
            person("e1", "Orvane Tulm", &["teacher"], true),
            person("e2", "Pelka Tulm", &["sister of Orvane Tulm"], true),
            person("e3", "Deks Rumo", &["major"], false),
            { "id": "e4", "kind": "place", "name": "Velin", "mentions": [{ "span": at("Velin"), "form": "name" }],
              "place": { "precision": "city", "country": "KA", "latitude": 1.0, "longitude": 2.0, "gazetteer": "test:1" } },
        ],
        "acts": [
            { "id": "a1", "type": "arrest", "status": "reported", "trigger": at("arrested"), "confidence": 0.9, "date": day,
              "evidence": [at("Orvane Tulm was arrested in Velin on 3 March")], "places": ["e4"], "statements": ["s1"],
              "participants": [
                { "role": "victim", "entity": "e1", "span": at("Orvane Tulm") },
                { "role": "perpetrator", "entity": "e3", "span": at("Deks Rumo") } ] },
        ],
        "statements": [{ "id": "s1", "kind": "claim", "speaker": "e3", "cue": at("said"), "evidence": [at("said Major Deks Rumo")], "acts": ["a1"] }],
    })
}

pub(crate) struct Room {
    _room: tempfile::TempDir,
    folder: PathBuf,
    pub(crate) case: Case,
}

impl Room {
    pub(crate) fn new() -> Self {
        let room = tempfile::tempdir().expect("room");
        let (folder, mut case) = create(room.path());
        add_record(&mut case, TEXT, record());
        Self { _room: room, folder, case }
    }

    pub(crate) fn reply(&mut self, request: Request) -> Result<Reply, Refusal> {
        ask(&mut self.case, request, &[])
    }

    pub(crate) fn ask(&mut self, request: Request) -> Answer {
        ask(&mut self.case, request, &[]).expect("an answer").answer
    }

    pub(crate) fn person(&mut self, name: &str) -> String {
        match self.ask(Request::Identity { sort: Sort::People, wanted: name.to_owned() }) {
            Answer::Identity(shown) => shown.row.id,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn consent(&mut self, name: &str, state: &str, purpose: &str, recipient: &str, until: Option<&str>) {
        let draft = ConsentDraft {
            person: self.person(name),
            state: state.to_owned(),
            purpose: Some(purpose.to_owned()),
            recipient: Some(recipient.to_owned()).filter(|name| !name.is_empty()),
            on: Some("2031-04-01".to_owned()),
            until: until.map(str::to_owned),
            ..ConsentDraft::default()
        };
        self.ask(Request::Consent(draft));
    }

    /// What goes out on a day of the story, as any writer could see it.
    fn shown(&mut self, purpose: Purpose, recipient: &str) -> String {
        let on = Some(jiff::civil::date(2031, 6, 1));
        let handing = Handing {
            purpose,
            recipient: recipient.to_owned(),
            on,
            words: true,
            period: document::DateWindow::default(),
        };
        let disclosure = self.case.disclosed(&handing).expect("disclosed");
        let material = serde_json::to_string(disclosure.disclosed.as_material()).expect("JSON");
        format!("{material} {}", serde_json::to_string(disclosure.disclosed.warnings()).expect("JSON"))
    }

    fn exported(&mut self, purpose: &str, recipient: &str) -> String {
        let request = Request::Export { recipient: recipient.to_owned(), purpose: purpose.to_owned() };
        let reply = ask(&mut self.case, request, &[]).expect("exported");
        String::from_utf8(reply.body).expect("UTF-8")
    }
}

#[test]
fn consent_is_for_one_purpose_and_one_recipient_and_ends() {
    let _alone = alone();
    let mut room = Room::new();
    let before = room.shown(Purpose::Partner, "Special Procedures");
    assert!(!before.contains("Tulm") && !before.contains("Orvane"), "nobody agreed");
    assert!(before.contains("Deks Rumo"), "an official acting in office is named");
    assert!(!before.contains("Sefa") && !before.contains("2031-03-03") && !before.contains("Velin"), "{before}");

    room.consent("Orvane Tulm", "given", "partner", "special procedures", Some("2031-07-01"));
    let with = room.shown(Purpose::Partner, "Special Procedures");
    assert!(with.contains("Orvane Tulm") && !with.contains("Pelka"), "who agreed is named, her sister is not");
    assert!(with.contains("2031-03-03") && with.contains("Velin"), "and the day of what happened to her alone: {with}");
    assert!(
        !with.contains("wept") && !with.contains("was arrested in"),
        "words of a text about her sister too stay out"
    );
    for (purpose, recipient) in
        [(Purpose::Partner, "another"), (Purpose::Government, "Special Procedures"), (Purpose::Public, "all")]
    {
        assert!(!room.shown(purpose, recipient).contains("Orvane"), "{purpose:?} was not agreed to");
    }
    room.consent("Orvane Tulm", "withdrawn", "partner", "Special Procedures", None);
    assert!(!room.shown(Purpose::Partner, "Special Procedures").contains("Orvane"));
    room.consent("Orvane Tulm", "given", "partner", "Special Procedures", Some("2031-05-31"));
    assert!(!room.shown(Purpose::Partner, "Special Procedures").contains("Orvane"), "it is over");
}

#[test]
fn the_words_go_out_when_everybody_in_the_text_agreed() {
    let _alone = alone();
    let mut room = Room::new();
    room.consent("Orvane Tulm", "given", "public", "", None);
    room.consent("Pelka Tulm", "given", "public", "", None);
    let shown = room.shown(Purpose::Public, "a report");
    assert!(shown.contains("Orvane Tulm was arrested in Velin on 3 March"), "{shown}");
    assert!(!shown.contains("Sefa"), "who signed the text never agreed");
}

#[test]
fn an_export_goes_through_the_gate_and_is_an_entry() {
    let _alone = alone();
    let mut room = Room::new();
    let kept = room.exported("keep", "us");
    assert!(kept.contains("Orvane Tulm") && kept.contains("2031-03-03"));
    let public = room.exported("public", "the world");
    assert!(!public.contains("Tulm") && public.contains("Deks Rumo") && public.contains("n_pseudonymised"), "{public}");
    let other = room.exported("public", "somebody else");
    let ids = |text: &str| -> Vec<String> {
        let record: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let people = record["persons"].as_array().expect("people").clone();
        people.iter().map(|person| person["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert!(ids(&public).iter().all(|id| !ids(&other).contains(id)), "two exports cannot be joined");
    assert_eq!(ids(&public), ids(&room.exported("public", "The World ")), "one recipient knows people again");
    let Answer::Log { rows, .. } = room.ask(Request::Log { document: None, offset: 0, limit: 1 }) else {
        panic!("a log")
    };
    let values: Vec<&str> = rows[0].details.iter().filter_map(|(_, value)| value.as_deref()).collect();
    assert!(values.contains(&"public") && values.contains(&"The World"), "{values:?}");
    let refused = ask(&mut room.case, Request::Export { recipient: "x".into(), purpose: "own use".into() }, &[]);
    assert_eq!(refused.expect_err("no such purpose").why, Why::Unclear);
}

#[test]
fn who_refuses_to_be_kept_is_not_named_among_members_either() {
    let _alone = alone();
    let mut room = Room::new();
    room.consent("Pelka Tulm", "refused", "keep", "", None);
    let kept = room.exported("keep", "us");
    assert!(!kept.contains("Pelka") && kept.contains("Orvane Tulm"), "{kept}");
}

#[test]
fn naming_somebody_who_did_not_agree_takes_two_members_and_a_reason() {
    let _alone = alone();
    let mut room = Room::new();
    let person = room.person("Orvane Tulm");
    let step = |person: &str, reason: &str| {
        Request::Override(OverrideStep::Propose {
            person: person.to_owned(),
            purpose: "public".to_owned(),
            recipient: "the report".to_owned(),
            reason: reason.to_owned(),
        })
    };
    ask(&mut room.case, step(&person, " "), &[]).expect_err("no reason");
    let Answer::Entry { entry } = room.ask(step(&person, "her family speaks of it everywhere")) else {
        panic!("an entry")
    };
    let confirm = Request::Override(OverrideStep::Confirm { entry: entry.clone() });
    ask(&mut room.case, confirm.clone(), &[]).expect_err("the same member cannot confirm");
    assert!(!room.shown(Purpose::Public, "the report").contains("Orvane"), "one member is not enough");

    room.ask(Request::AddMember { name: "Second".to_owned(), passphrase: Hidden(SECOND.to_owned()) });
    room.case.close().expect("closed");
    let second = Secret::Passphrase(Zeroizing::new(SECOND.to_owned()));
    room.case = Case::open(&room.folder, &second).expect("open");
    room.ask(confirm);
    let named = room.shown(Purpose::Public, "the report");
    assert!(named.contains("Orvane Tulm") && !named.contains("Pelka"), "{named}");
    assert!(!room.shown(Purpose::Public, "another report").contains("Orvane"), "for this recipient alone");

    room.consent("Orvane Tulm", "refused", "public", "", None);
    assert!(!room.shown(Purpose::Public, "the report").contains("Orvane"), "a refusal outranks it");
    room.case.close().expect("closed");
    let first = Secret::Passphrase(Zeroizing::new(PASSPHRASE.to_owned()));
    room.case = Case::open(&room.folder, &first).expect("open");
    let Answer::Consents { rows, overrides } = room.ask(Request::Consents { person: Some(person) }) else {
        panic!("consents")
    };
    assert_eq!((rows.len(), overrides.len()), (1, 1));
    assert!(overrides[0].confirmed_by.is_some() && !overrides[0].ended);
}

#[test]
fn what_people_enter_about_a_person_reaches_the_gate_and_a_child_needs_a_guardian() {
    let _alone = alone();
    let mut room = Room::new();
    let Answer::Identity(shown) = room.ask(Request::Identity { sort: Sort::People, wanted: "Orvane Tulm".into() })
    else {
        panic!("a person")
    };
    let place = shown.spellings[0].1[0].clone();
    let of = Target { document: place.document, part: Some(place.part) };
    let changes = vec![
        ("birth_date".to_owned(), "2015-02-03".to_owned()),
        ("contact".to_owned(), "+99 1234567".to_owned()),
        ("occupation".to_owned(), "pupil".to_owned()),
    ];
    let amend = |changes| Request::Amend { of: of.clone(), changes, passages: Vec::new(), reason: None };
    room.ask(amend(changes));
    ask(&mut room.case, amend(vec![("birth_date".into(), "once".into())]), &[]).expect_err("no date");
    room.consent("Orvane Tulm", "given", "partner", "a lawyer", None);
    assert!(!room.shown(Purpose::Partner, "a lawyer").contains("Orvane"), "a child cannot agree alone");
    let draft = ConsentDraft {
        person: shown.row.id.clone(),
        state: "given".into(),
        purpose: Some("partner".into()),
        recipient: Some("a lawyer".into()),
        on: Some("2031-04-02".into()),
        by: Some("her mother".into()),
        guardian: true,
        ..ConsentDraft::default()
    };
    room.ask(Request::Consent(draft));
    let named = room.shown(Purpose::Partner, "a lawyer");
    assert!(named.contains("Orvane Tulm") && named.contains("+99 1234567") && named.contains("2015-02-03"), "{named}");
    let public = room.shown(Purpose::Public, "all");
    assert!(!public.contains("1234567") && !public.contains("2015-02-03") && public.contains("pupil"), "{public}");
    let Answer::GoesOut(goes) = room.ask(Request::GoesOut {
        purpose: "partner".into(),
        recipient: "a lawyer".into(),
        on: Some("2031-06-01".into()),
    }) else {
        panic!("who goes out")
    };
    let standing = |name: &str| goes.persons.iter().find(|one| one.name == name).map(|one| one.standing);
    assert_eq!(standing("Orvane Tulm"), Some(Standing::Consented));
    assert_eq!(standing("Pelka Tulm"), Some(Standing::Pseudonym));
    assert_eq!(standing("Deks Rumo"), Some(Standing::Official));
}
