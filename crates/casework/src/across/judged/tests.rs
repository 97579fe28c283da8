//! What people decide reaches everything, and goes out of everything again when they take it back.

use super::fields::{Named, anchored, passage, window};
use crate::shown::{CountList, CountQuery, CountRow, IdentityShown};
use crate::tests::{PASSPHRASE, alone, ask, create, secret};
use crate::{Answer, Case, DocumentShown, ReadBy, Registration, Reply, Request, Sort, Target, Verdict};
use resolution::digest::{Kind, Span};
use std::collections::BTreeMap;

const TEXT: &str = "Tomas Kelvar was arrested in Velin on 3 March. Ana Brisk was detained. Police beat 34 villagers.";

/// A reading of [`TEXT`]: an arrest, and a detention that the ministry denies.
fn record() -> serde_json::Value {
    let at = |words: &str| {
        let start = TEXT.find(words).expect("words of the text");
        serde_json::json!([start, start + words.len()])
    };
    let name = |words: &str| serde_json::json!([{ "span": at(words), "form": "name" }]);
    let day = serde_json::json!({ "earliest": "2031-03-03", "latest": "2031-03-03", "basis": "stated", "text": "on 3 March" });
    serde_json::json!({
        "saksi": 1,
        "document": { "id": "sha256:0", "title": "Harbour", "text": TEXT },
        "entities": [
            { "id": "e1", "kind": "person", "name": "Tomas Kelvar", "mentions": name("Tomas Kelvar") },
            { "id": "e2", "kind": "person", "name": "Ana Brisk", "mentions": name("Ana Brisk") },
            { "id": "e3", "kind": "place", "name": "Velin", "mentions": name("Velin") },
        ],
        "acts": [
            { "id": "a1", "type": "arrest", "status": "reported", "trigger": at("arrested"), "confidence": 0.9, "date": day,
              "evidence": [at("Tomas Kelvar was arrested in Velin on 3 March.")], "places": ["e3"],
              "participants": [{ "role": "victim", "entity": "e1", "span": at("Tomas Kelvar") }] },
            { "id": "a2", "type": "detention", "status": "reported", "trigger": at("detained"), "confidence": 0.9,
              "evidence": [at("Ana Brisk was detained.")], "statements": [],
              "participants": [{ "role": "victim", "entity": "e2", "span": at("Ana Brisk") }] },
        ],
        "statements": [{ "id": "s1", "kind": "denial", "cue": at("Police"), "evidence": [at("Police")], "acts": ["a2"] }],
    })
}

struct Room {
    _room: tempfile::TempDir,
    case: Case,
    document: String,
}

impl Room {
    fn new() -> Self {
        let room = tempfile::tempdir().expect("room");
        let (_, mut case) = create(room.path());
        let registration = Registration { name: "harbour.txt".to_owned(), ..Registration::default() };
        let reply = ask(&mut case, Request::Register(registration), TEXT.as_bytes()).expect("registered");
        let Answer::Registered { document, .. } = reply.answer else { panic!("{reply:?}") };
        let mut room = Self { _room: room, case, document };
        room.read(&record());
        room
    }

    fn read(&mut self, record: &serde_json::Value) {
        let document = self.document.clone();
        let original = self.ask(Request::Original { document: document.clone() });
        let Answer::Original { sha256 } = original.answer else { panic!("no hash") };
        let read_by = ReadBy { program: "saksi".to_owned(), codebook: "sha256:0".to_owned(), ..ReadBy::default() };
        let request = Request::Record { document, sha256, read_by, problems: Vec::new() };
        ask(&mut self.case, request, record.to_string().as_bytes()).expect("recorded");
    }

    fn ask(&mut self, request: Request) -> Reply {
        ask(&mut self.case, request, &[]).expect("an answer")
    }

    fn target(&self, part: &str) -> Target {
        Target { document: self.document.clone(), part: Some(part.to_owned()) }
    }

    fn judge(&mut self, verdict: Verdict, part: &str) -> String {
        let request = Request::Judge { verdict, of: vec![self.target(part)], field: None, value: None, reason: None };
        entry(self.ask(request))
    }

    fn amend(&mut self, part: &str, changes: &[(&str, &str)]) -> String {
        let changes = changes.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
        let request = Request::Amend { of: self.target(part), changes, passages: Vec::new(), reason: None };
        entry(self.ask(request))
    }

    fn undo_last(&mut self) {
        self.ask(Request::UndoLast { reason: None });
    }

    fn add(&mut self, part: &str, fields: &[(&str, &str)], words: &str) -> String {
        let start = u32::try_from(TEXT.find(words).expect("words of the text")).expect("short");
        let fields: BTreeMap<String, String> =
            fields.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
        let passages = vec![[start, start + u32::try_from(words.len()).expect("short")]];
        let request =
            Request::AddPart { document: self.document.clone(), part: part.to_owned(), fields, passages, reason: None };
        entry(self.ask(request))
    }

    fn shown(&mut self) -> DocumentShown {
        match self.ask(Request::Show { document: self.document.clone(), record: false }).answer {
            Answer::Document(shown) => *shown,
            other => panic!("{other:?}"),
        }
    }

    fn counts(&mut self) -> CountList {
        match self.ask(Request::Counts(CountQuery::default())).answer {
            Answer::Counts(list) => *list,
            other => panic!("{other:?}"),
        }
    }

    fn count(&mut self, act_type: &str) -> Option<CountRow> {
        self.counts().rows.into_iter().find(|row| row.act_type == act_type)
    }

    fn person(&mut self, name: &str) -> IdentityShown {
        match self.ask(Request::Identity { sort: Sort::People, wanted: name.to_owned() }).answer {
            Answer::Identity(shown) => *shown,
            other => panic!("{other:?}"),
        }
    }

    fn exported(&mut self) -> serde_json::Value {
        let reply = self.ask(Request::Export { recipient: "a test".to_owned(), purpose: "keep".to_owned() });
        serde_json::from_slice(&reply.body).expect("JSON")
    }

    /// What is worked out, without what grows with every entry.
    fn worked_out(&mut self) -> serde_json::Value {
        let mut all = self.exported();
        all["case"] = serde_json::Value::Null;
        all
    }
}

fn entry(reply: Reply) -> String {
    match reply.answer {
        Answer::Entry { entry } => entry,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_amended_date_moves_the_event_and_the_life_line_and_comes_back() {
    let _alone = alone();
    let mut room = Room::new();
    let before = room.worked_out();
    let begins = |room: &mut Room| room.person("Tomas Kelvar").life.expect("a life line").states[0].begins.clone();
    let day = |day: &str| [Some(day.to_owned()), Some(day.to_owned())];
    assert_eq!(begins(&mut room), day("2031-03-03"));

    room.amend("a1", &[("date", "2031-02-07"), ("charges", "unlawful assembly")]);
    assert_eq!(begins(&mut room), day("2031-02-07"));
    let event = room.person("Tomas Kelvar").events[0].1.clone();
    assert_eq!((event.date, event.review.as_str()), (day("2031-02-07"), "amended"));
    let exported = room.exported();
    let judged = &exported["judged"][0];
    assert_eq!((judged["act"].as_str(), judged["verdict"].as_str()), (Some("a1"), Some("amend")));
    assert_eq!(
        (judged["machine"]["date"].as_str(), judged["human"]["date"][0].as_str()),
        (Some("2031-03-03"), Some("2031-02-07"))
    );

    // Both fields were one decision, and go together.
    room.undo_last();
    assert_eq!(room.worked_out(), before);
    assert!(room.shown().acts.iter().all(|act| act.verdict.is_none() && act.amended.is_empty()));
}

#[test]
fn a_rejected_act_is_in_no_event_and_no_count_until_that_is_taken_back() {
    let _alone = alone();
    let mut room = Room::new();
    let before = room.worked_out();
    assert_eq!(room.count("arrest").expect("a row").named, (1, 1));
    room.judge(Verdict::Reject, "a1");
    assert!(room.count("arrest").is_none_or(|row| row.named == (0, 0) && row.n_events == 0));
    assert!(room.counts().left_out.contains(&(1, "rejected".to_owned())));
    let exported = room.exported();
    let reports: Vec<&str> = (exported["events"].as_array().expect("events").iter())
        .filter_map(|event| event["reports"][0]["act"].as_str())
        .collect();
    assert_eq!(reports, ["a2"], "the other act keeps its name");
    assert_eq!(
        (exported["judged"][0]["counts"].as_bool(), exported["judged"][0]["verdict"].as_str()),
        (Some(false), Some("reject"))
    );
    // The denial still speaks of the act that it denies.
    assert_eq!(exported["events"][0]["disputed_by"].as_array().map(Vec::len), Some(1), "{exported}");
    let n_notes = exported["notes"].as_array().map(Vec::len);
    assert_eq!(n_notes, Some(0), "a rejected act is no lost judgement: {exported}");

    room.undo_last();
    assert_eq!(room.worked_out(), before);
}

#[test]
fn an_accepted_act_says_so_and_a_changed_mind_replaces_what_was_decided() {
    let _alone = alone();
    let mut room = Room::new();
    let review = |room: &mut Room| room.person("Tomas Kelvar").events.first().map(|(_, event)| event.review.clone());
    room.judge(Verdict::Accept, "a1");
    assert_eq!(review(&mut room).as_deref(), Some("accepted"));
    room.judge(Verdict::Reject, "a1");
    assert_eq!(review(&mut room), None);
    assert!(!room.shown().opinions[0].is_contested, "whoever knows both has decided");
    room.amend("a1", &[("victims", "Tomas Kelvar; Mirel Osk; 34 villagers")]);
    assert_eq!(review(&mut room).as_deref(), Some("amended"));
    // Somebody whom the document did not name takes part, and can be found.
    assert_eq!(room.person("Mirel Osk").events.len(), 1);
    assert_eq!(room.count("arrest").expect("a row").named, (2, 2));
}

#[test]
fn two_values_of_people_who_did_not_know_of_each_other_stand_side_by_side() {
    let _alone = alone();
    let row = |entry: &str, author: &str, value: &str, replaces: &[&str]| crate::JudgementRow {
        entry: entry.to_owned(),
        verdict: Some("amend".to_owned()),
        of: vec![Some("aa/r#a1".to_owned())],
        seen: vec![Some("a arrest 1-2".to_owned())],
        field: Some("date".to_owned()),
        value: Some(value.to_owned()),
        reason: None,
        author: author.to_owned(),
        time: 0,
        undone: false,
        evidence: Vec::new(),
        replaces: replaces.iter().map(|entry| Some((*entry).to_owned())).collect(),
        confirms: Vec::new(),
        record: entry.to_owned(),
    };
    let one = row("1", "ana", "2031-02-07", &[]);
    let other = row("2", "bo", "2031-02-09", &[]);
    let states = super::States::of(&[one.clone(), other.clone()]);
    let state = states.part("aa", "a arrest 1-2").expect("a state");
    assert_eq!((state.value("date"), state.split().count()), (None, 1), "nobody decided yet");
    let decided = row("3", "ana", "2031-02-09", &["1", "2"]);
    let states = super::States::of(&[one.clone(), other.clone(), decided.clone()]);
    assert_eq!(states.part("aa", "a arrest 1-2").and_then(|state| state.value("date")), Some("2031-02-09"));
    let taken_back = crate::JudgementRow { undone: true, ..decided };
    let states = super::States::of(&[one, other, taken_back]);
    assert_eq!(states.part("aa", "a arrest 1-2").map(|state| state.split().count()), Some(1), "both are back");
}

#[test]
fn what_is_entered_by_hand_counts_survives_another_reading_and_can_be_taken_back() {
    let _alone = alone();
    let mut room = Room::new();
    let before = room.worked_out();
    let fields = [
        ("type", "assault"),
        ("victims", "34 villagers; Ana Brisk"),
        ("perpetrators", "Harbour Police [organization]"),
        ("date", "2031-03"),
        ("speaker", "Tomas Kelvar"),
    ];
    room.add("act", &fields, "Police beat 34 villagers.");
    let check = |room: &mut Room| {
        let shown = room.shown();
        assert_eq!((shown.added.len(), shown.added[0].fields["type"].as_str()), (1, "assault"));
        let name = shown.added[0].name.clone();
        let row = room.count("assault").expect("a row");
        assert_eq!((row.named, row.n_events), ((1, 1), 1));
        assert!(row.reported.0 >= 34, "{row:?}");
        let exported = room.exported();
        let reports = exported["events"]
            .as_array()
            .expect("events")
            .iter()
            .flat_map(|event| event["reports"].as_array().expect("reports"));
        let by_hand: Vec<_> =
            reports.filter(|report| report["by_hand"] == true).map(|report| report["act"].as_str()).collect();
        assert_eq!(by_hand, [Some(name.as_str())]);
        assert_eq!(exported["judged"][0]["machine"], serde_json::Value::Null);
        assert!(
            exported["organizations"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one["name"] == "Harbour Police"))
        );
        name
    };
    let name = check(&mut room);
    // Read again, by a program that puts a line before the text: the words are found where they stand now.
    let mut again = record();
    let moved = format!("{}{TEXT}", "New line. ");
    again["document"]["text"] = moved.clone().into();
    again["acts"] = serde_json::json!([]);
    room.read(&again);
    let shown = room.shown();
    let [start, end] = shown.added[0].passages[0].map(|at| at as usize);
    assert_eq!(&moved[start..end], "Police beat 34 villagers.");
    assert_eq!(room.count("assault").expect("a row").n_events, 1);
    room.read(&record());
    assert_eq!(check(&mut room), name);
    // It is amended and rejected like any other act.
    room.amend(&name, &[("type", "killing")]);
    assert!(room.count("killing").is_some_and(|row| row.n_events == 1));
    room.undo_last();
    room.judge(Verdict::Reject, &name);
    assert!(room.count("assault").is_none_or(|row| row.n_events == 0));
    room.undo_last();
    check(&mut room);
    room.undo_last();
    assert_eq!(room.worked_out(), before);
}

#[test]
fn a_person_and_a_statement_are_entered_too() {
    let _alone = alone();
    let mut room = Room::new();
    room.add("entity", &[("kind", "person"), ("name", "Old Berrin"), ("roles", "fisherman")], "villagers");
    assert_eq!(room.person("Old Berrin").row.roles, ["fisherman"]);
    room.add("statement", &[("kind", "denial"), ("speaker", "Old Berrin"), ("acts", "a arrest 17-25")], "Police");
    let exported = room.exported();
    let arrest = exported["events"]
        .as_array()
        .expect("events")
        .iter()
        .find(|event| event["type"] == "arrest")
        .expect("the arrest");
    assert_eq!(arrest["disputed_by"].as_array().map(Vec::len), Some(1), "{arrest}");
}

#[test]
fn where_the_case_asks_for_two_people_one_alone_changes_nothing() {
    let _alone = alone();
    let mut room = Room::new();
    let before = room.worked_out();
    let setting = Request::Judge {
        verdict: Verdict::Setting,
        of: Vec::new(),
        field: Some("two-person".to_owned()),
        value: Some("yes".to_owned()),
        reason: None,
    };
    room.ask(setting);
    room.judge(Verdict::Reject, "a1");
    assert_eq!(room.count("arrest").expect("a row").named, (1, 1), "it waits");
    let opinion = room.shown().opinions[0].clone();
    assert_eq!((opinion.verdict, opinion.proposed, opinion.may_confirm), (None, vec!["reject".to_owned()], false));
    let confirm = Request::Judge {
        verdict: Verdict::Confirm,
        of: vec![room.target("a1")],
        field: None,
        value: None,
        reason: None,
    };
    assert!(ask(&mut room.case, confirm.clone(), &[]).is_err(), "whoever decided first may not confirm");

    // The second person.
    let theirs = "seven other herons behind the loud mountain inn";
    ask(
        &mut room.case,
        Request::AddMember { name: "Bo".to_owned(), passphrase: crate::Hidden(theirs.to_owned()) },
        &[],
    )
    .expect("a member");
    let folder = room.case.folder().to_owned();
    let Room { _room, case, document } = room;
    case.close().expect("closed");
    let second =
        Case::open(&folder, &crate::Secret::Passphrase(zeroize::Zeroizing::new(theirs.to_owned()))).expect("opens");
    let mut room = Room { _room, case: second, document };
    let Answer::ToReview(next) = room.ask(Request::ToReview { skip: 0, harm: Vec::new() }).answer else {
        panic!("nothing")
    };
    assert_eq!((next.n_waiting, next.next.map(|(_, act)| act)), (1, Some("a1".to_owned())));
    assert!(room.shown().opinions[0].may_confirm);
    room.ask(confirm);
    assert!(room.count("arrest").is_none_or(|row| row.n_events == 0), "two people said so");
    room.undo_last();
    assert_eq!(room.count("arrest").expect("a row").named, (1, 1), "it waits again");
    let Room { _room, case, document } = room;
    case.close().expect("closed");
    let mut room = Room { _room, case: Case::open(&folder, &secret()).expect("opens"), document };
    room.undo_last();
    assert_ne!(PASSPHRASE, theirs);
    assert_eq!(room.worked_out(), before);
}

#[test]
fn comments_stand_beside_and_claims_end() {
    let _alone = alone();
    let mut room = Room::new();
    let before = room.worked_out();
    let say = |room: &Room, verdict: Verdict, part: Option<&str>, value: String| Request::Judge {
        verdict,
        of: vec![Target { document: room.document.clone(), part: part.map(str::to_owned) }],
        field: None,
        value: Some(value),
        reason: None,
    };
    let words = say(&room, Verdict::Comment, Some("a1"), "ask the lawyer".to_owned());
    room.ask(words);
    let now = jiff::Timestamp::now().as_millisecond();
    for until in [now + 60_000, now + 120_000] {
        let claim = say(&room, Verdict::Claim, None, until.to_string());
        room.ask(claim);
    }
    let shown = room.shown();
    assert_eq!((shown.comments[0].part.as_deref(), shown.comments[0].text.as_str()), (Some("a1"), "ask the lawyer"));
    assert_eq!(
        shown.claims.iter().map(|(_, until, mine)| (*until, *mine)).collect::<Vec<_>>(),
        [(now + 120_000, true)],
        "one at a time"
    );
    assert!(shown.acts.iter().all(|act| act.verdict.is_none()), "a comment decides nothing");
    let of = room.target("a1");
    let Answer::Comments { rows } = room.ask(Request::Comments { of }).answer else { panic!("none") };
    assert_eq!(rows.len(), 1);
    let Answer::ToReview(next) = room.ask(Request::ToReview { skip: 0, harm: vec!["arrest".to_owned()] }).answer else {
        panic!("nothing")
    };
    assert_eq!((next.done, next.next.is_some()), (0, true));
    assert_eq!(room.worked_out(), before);
    let ended = say(&room, Verdict::Claim, None, (now - 1).to_string());
    room.ask(ended);
    assert!(room.shown().claims.is_empty());
}

#[test]
fn days_are_written_in_every_precision() {
    let days = |text: &str| {
        window(text)
            .map(|window| (window.earliest.map(|day| day.to_string()), window.latest.map(|day| day.to_string())))
    };
    let both = |first: &str, last: &str| Some((Some(first.to_owned()), Some(last.to_owned())));
    assert_eq!(days("2031-02-03"), both("2031-02-03", "2031-02-03"));
    assert_eq!(days("2032-02"), both("2032-02-01", "2032-02-29"));
    assert_eq!(days(" 2031 "), both("2031-01-01", "2031-12-31"));
    assert_eq!(days("2031-02/2031-03-04"), both("2031-02-01", "2031-03-04"));
    assert_eq!(days("../2031-03-04"), Some((None, Some("2031-03-04".to_owned()))));
    assert_eq!(days(""), Some((None, None)));
    for wrong in ["2031-02-30", "2031-13", "31-02-03", "2031-03-04/2031-02-01", "yesterday", "2031-02-03/x", "٢٠٣١"]
    {
        assert_eq!(days(wrong), None, "{wrong}");
    }
}

#[test]
fn names_say_who_is_meant_and_how_many() {
    let all: Vec<Named<'_>> =
        Named::all("Ana Brisk [e person 3-9]; ; Harbour Office [organization]; Plain [x]; 30-40 people").collect();
    assert_eq!(all[0], Named { name: "Ana Brisk", key: Some("e person 3-9"), kind: None });
    assert_eq!((all[1].name, all[1].kind), ("Harbour Office", Some(Kind::Organization)));
    assert_eq!(all[2].name, "Plain [x]");
    let count = |text: &str| Named::one(text).count().map(|count| (count.at_least, count.at_most));
    assert_eq!(count("30-40 people"), Some((Some(30), Some(40))));
    assert_eq!(count("34+ people"), Some((Some(34), None)));
    for none in ["people", "34", "40-30 people", "Ana 3"] {
        assert_eq!(count(none), None, "{none}");
    }
}

#[test]
fn a_passage_is_found_where_its_words_stand() {
    let text: Vec<char> = "one two one".chars().collect();
    let recorded = passage(Span(8, 11), &text);
    assert_eq!(anchored(&recorded, &text), Some(Span(8, 11)));
    let moved: Vec<char> = "one two, one".chars().collect();
    assert_eq!(anchored(&recorded, &moved), Some(Span(9, 12)), "the nearest one");
    assert_eq!(anchored(&recorded, &['t', 'w', 'o']), None);
    for broken in ["", "x", "3-1 one", "0-99 one", "0-3 "] {
        assert_eq!(anchored(broken, &text), None, "{broken}");
    }
}
