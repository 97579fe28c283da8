//! Papers as requests: what is shown before one is made is what goes out, and bad input records nothing.

use crate::consents::tests::Room;
use crate::papers::PaperShown;
use crate::reporting::Recorded;
use crate::*;
use std::collections::BTreeMap;

const KINDS: [&str; 4] = ["dossier", "incidents", "tally", "submission"];

fn query(kind: &str, person: Option<String>) -> PaperQuery {
    PaperQuery { kind: kind.to_owned(), person, on: Some("2031-05-01".to_owned()), ..PaperQuery::default() }
}

impl Room {
    fn shown_paper(&mut self, query: PaperQuery) -> (PaperShown, String) {
        let reply = self.reply(Request::ShowPaper(query)).expect("a paper");
        let Answer::PaperShown(shown) = reply.answer else { panic!("no paper") };
        (*shown, String::from_utf8(reply.body).expect("UTF-8"))
    }

    fn n_entries(&mut self) -> i64 {
        match self.ask(Request::Overview) {
            Answer::Overview(overview) => overview.n_entries,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_paper_is_shown_as_it_would_go_out_and_nothing_is_recorded() {
    let mut room = Room::new();
    let before = room.n_entries();
    let query = PaperQuery {
        purpose: Some("public".to_owned()),
        recipient: Some("the world".to_owned()),
        ..query("incidents", None)
    };
    let (shown, html) = room.shown_paper(query);
    assert!(!html.contains("Orvane") && !html.contains("Tulm"), "{html}");
    let hidden = shown.people.iter().find(|one| one.name == "Orvane Tulm").expect("she stands in it");
    assert_eq!((hidden.standing.as_str(), hidden.decision.as_str()), ("pseudonym", "none"));
    assert!(html.contains(&hidden.shown));
    assert!(shown.standings.iter().any(|(word, n)| word == "pseudonym" && *n > 0), "{:?}", shown.standings);
    assert_eq!(room.n_entries(), before);
}

#[test]
fn each_kind_is_recorded_with_its_hash_and_its_recipient_before_it_is_handed_out() {
    let mut room = Room::new();
    let person = room.person("Orvane Tulm");
    for kind in KINDS {
        for format in ["html", "docx"] {
            let before = room.n_entries();
            let query = PaperQuery {
                format: Some(format.to_owned()),
                purpose: Some("partner".to_owned()),
                recipient: Some("Court of Velin".to_owned()),
                ..query(kind, Some(person.clone()))
            };
            let reply = room.reply(Request::Report(query)).expect("a paper");
            let Answer::Reported(reported) = reply.answer else { panic!("no paper") };
            assert_eq!(reported.recipient, "Court of Velin");
            assert_eq!(reported.sha256, crate::device::digits(&sha2::Digest::finalize(hash(&reply.body))));
            assert!(reported.entry.is_some());
            assert_eq!(room.n_entries(), before + 1);
        }
    }
}

fn hash(bytes: &[u8]) -> sha2::Sha256 {
    <sha2::Sha256 as sha2::Digest>::new_with_prefix(bytes)
}

#[test]
fn a_form_says_of_each_question_how_it_stands_and_who_is_to_be_asked() {
    let mut room = Room::new();
    let person = room.person("Orvane Tulm");
    let (shown, _) = room.shown_paper(query("submission", Some(person.clone())));
    let lacks: Vec<&str> =
        shown.fields.iter().filter(|field| field.state == "missing").map(|field| field.field.as_str()).collect();
    let missing: Vec<&str> = shown.reported.missing.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(lacks, missing);
    assert!(shown.fields.iter().any(|field| field.state == "facts"));
    assert!(lacks.contains(&"mandates") && lacks.contains(&"victim_name"), "{lacks:?}");

    // What is written in answers its question.
    let given = BTreeMap::from([("mandates".to_owned(), "human rights defenders".to_owned())]);
    let (shown, html) = room.shown_paper(PaperQuery { given, ..query("submission", Some(person)) });
    let field = shown.fields.iter().find(|field| field.field == "mandates").expect("the field");
    assert_eq!((field.state.as_str(), field.answers.join("")), ("answered", "human rights defenders".to_owned()));
    assert!(html.contains("human rights defenders"));
}

#[test]
fn an_answer_that_names_somebody_hidden_is_told_and_does_not_stand_in_the_paper() {
    let mut room = Room::new();
    let person = room.person("Orvane Tulm");
    let given = BTreeMap::from([("mandates".to_owned(), "ask Pelka Tulm".to_owned())]);
    let query = PaperQuery { given, ..query("submission", Some(person)) };
    let (shown, html) = room.shown_paper(query.clone());
    assert_eq!(shown.hidden_in, ["mandates"]);
    assert!(!html.contains("Pelka"));
    let before = room.n_entries();
    let refused = room.reply(Request::Report(PaperQuery { format: Some("html".to_owned()), ..query }));
    assert_eq!(refused.map(|_| ()).map_err(|refusal| refusal.id), Err("paper-names-hidden".to_owned()));
    assert_eq!(room.n_entries(), before);
}

#[test]
fn what_was_withdrawn_while_a_paper_was_set_does_not_go_out() {
    let mut room = Room::new();
    room.consent("Orvane Tulm", "given", "partner", "Court of Velin", None);
    let query = PaperQuery {
        format: Some("html".to_owned()),
        purpose: Some("partner".to_owned()),
        recipient: Some("Court of Velin".to_owned()),
        ..query("incidents", None)
    };
    let drafted = room.case.drafted(&query).expect("drafted");
    let body = drafted.written("html").expect("set");
    assert!(String::from_utf8_lossy(&body).contains("Orvane Tulm"));

    room.consent("Orvane Tulm", "withdrawn", "partner", "Court of Velin", None);
    let before = room.n_entries();
    let recorded = room.case.record_set_paper(&query, drafted, body).expect("an outcome");
    let Recorded::Changed(again) = recorded else { panic!("it went out") };
    assert_eq!(room.n_entries(), before);
    let body = again.written("html").expect("set");
    assert!(!String::from_utf8_lossy(&body).contains("Orvane Tulm"));
    let recorded = room.case.record_set_paper(&query, *again, body).expect("an outcome");
    assert!(matches!(recorded, Recorded::Done(_)));
    assert_eq!(room.n_entries(), before + 1);
}

#[test]
fn bad_input_is_refused_and_records_nothing() {
    let mut room = Room::new();
    let person = room.person("Orvane Tulm");
    let before = room.n_entries();
    let given = BTreeMap::from([("shoe".to_owned(), "44".to_owned())]);
    let wrong = [
        query("novel", None),
        query("dossier", None),
        query("submission", None),
        query("dossier", Some("p0000".to_owned())),
        PaperQuery { form: Some("tax".to_owned()), ..query("submission", Some(person.clone())) },
        PaperQuery { given, ..query("submission", Some(person.clone())) },
        PaperQuery { from: Some("yesterday".to_owned()), ..query("incidents", None) },
        PaperQuery { purpose: Some("fun".to_owned()), ..query("incidents", None) },
        PaperQuery { purpose: Some("public".to_owned()), ..query("incidents", None) },
        PaperQuery { event: Some("v0000".to_owned()), ..query("dossier", None) },
    ];
    for query in wrong {
        for format in ["html", "odt"] {
            let query = PaperQuery { format: Some(format.to_owned()), ..query.clone() };
            let refusal = room.reply(Request::Report(query.clone())).expect_err("refused");
            assert!(!refusal.message.contains("Tulm"), "{refusal:?}");
        }
        assert!(room.reply(Request::ShowPaper(query)).is_err());
    }
    let odt = PaperQuery { format: Some("odt".to_owned()), ..query("incidents", None) };
    assert!(room.reply(Request::Report(odt)).is_err());
    assert_eq!(room.n_entries(), before);
}
