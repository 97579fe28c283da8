//! What people decide about people and events, from judgement to list and export; documents that come and go.

use crate::shown::IdentityList;
use crate::tests::{add_record, alone, ask, create, secret};
use crate::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A reading: people with their roles, and an arrest of the first one on a day.
fn record(text: &str, people: &[(&str, &str)], day: &str) -> Value {
    let entities = people.iter().enumerate().map(|(idx, (name, role))| {
        let start = text.find(name).map_or(0, |at| text[..at].chars().count());
        json!({ "id": format!("e{}", idx + 1), "kind": "person", "name": name, "roles": [role], "protected": true,
            "mentions": [{ "span": [start, start + name.chars().count()], "form": "name" }] })
    });
    let date = json!({ "earliest": day, "latest": day, "basis": "stated", "text": day });
    json!({
        "saksi": 1,
        "document": { "title": "", "language": "en", "published": date, "text": text },
        "entities": entities.collect::<Vec<_>>(),
        "acts": [{ "id": "a1", "type": "arrest", "status": "reported", "date": date, "evidence": [[0, 20]], "trigger": [0, 4],
            "participants": [{ "role": "victim", "entity": "e1", "span": [0, 4], "count": null }], "confidence": 0.9 }],
        "statements": [], "figures": [], "times": [], "problems": [],
    })
}

/// Two papers on one arrest, and another arrest of somebody of a like name.
fn told(case: &mut Case) -> [String; 3] {
    let one = "Olen Vashkar was arrested in Velin, said Tira Moll and Janek Pohl of the harbour union.";
    let other = "Police in Velin took Olen Vashkar. Tira Moll and Janek Pohl of the harbour union were there.";
    let third = "O. Vashkar stood before the judge in Karvia a year later.";
    let role = "chairman of the harbour union";
    let all =
        [("Olen Vashkar", role), ("Tira Moll", "singer of the ferry choir"), ("Janek Pohl", "pilot of the ferry")];
    [
        add_record(case, one, record(one, &all, "2031-05-02")),
        add_record(case, other, record(other, &all, "2031-05-02")),
        add_record(case, third, record(third, &[("O. Vashkar", "baker")], "2032-06-01")),
    ]
}

fn people(case: &mut Case) -> IdentityList {
    let request = Request::Identities { sort: Sort::People, nameless: true, offset: 0, limit: u32::MAX };
    match ask(case, request, &[]).expect("people").answer {
        Answer::Identities(list) => list,
        other => panic!("{other:?}"),
    }
}

/// The documents that everybody of this name is in.
fn documents_of(case: &mut Case, name: &str) -> Vec<usize> {
    people(case).rows.iter().filter(|row| row.name == name).map(|row| row.n_documents).collect()
}

fn judge(case: &mut Case, verdict: Verdict, of: &[(&str, &str)]) -> String {
    let target = |(document, part): &(&str, &str)| Target {
        document: (*document).to_owned(),
        part: (!part.is_empty()).then(|| (*part).to_owned()),
    };
    let of = of.iter().map(target).collect();
    let request = Request::Judge { verdict, of, field: None, value: None, reason: None };
    match ask(case, request, &[]).expect("judged").answer {
        Answer::Entry { entry } => entry,
        other => panic!("{other:?}"),
    }
}

fn undo(case: &mut Case, entry: String) {
    ask(case, Request::Undo { entry, reason: None }, &[]).expect("undone");
}

fn exported(case: &mut Case) -> Value {
    let request = Request::Export { recipient: "a court".to_owned(), purpose: "keep".to_owned() };
    serde_json::from_slice(&ask(case, request, &[]).expect("exported").body).expect("JSON")
}

/// What was found, without what the log alone decides.
fn content(case: &mut Case) -> Value {
    let mut exported = exported(case);
    exported.as_object_mut().expect("an object").remove("case");
    exported
}

#[test]
fn people_merge_and_part_as_somebody_decides_and_takes_back() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let [one, other, third] = told(&mut case);
    assert_eq!(documents_of(&mut case, "Olen Vashkar"), [2], "one name, one company, one office");
    assert_eq!(documents_of(&mut case, "O. Vashkar"), [1]);

    let apart = judge(&mut case, Verdict::NotSame, &[(&one, "e1"), (&other, "e1")]);
    assert_eq!(documents_of(&mut case, "Olen Vashkar"), [1, 1]);
    undo(&mut case, apart);
    assert_eq!(documents_of(&mut case, "Olen Vashkar"), [2]);

    let ids: Vec<String> =
        people(&mut case).rows.iter().filter(|row| row.name.ends_with("Vashkar")).map(|row| row.id.clone()).collect();
    let same = judge(&mut case, Verdict::Same, &[(&ids[0], ""), (&ids[1], "")]);
    assert_eq!(documents_of(&mut case, "Olen Vashkar"), [3], "what identifiers name is joined");
    undo(&mut case, same);
    assert_eq!(documents_of(&mut case, "O. Vashkar"), [1]);

    judge(&mut case, Verdict::Same, &[(&third, "e1"), (&other, "e1")]);
    let joined = people(&mut case);
    let row = joined.rows.iter().find(|row| row.name == "Olen Vashkar").expect("he is there");
    assert_eq!((row.n_documents, row.judgement), (3, Judgement::Proposed), "two of three are the program's");
}

#[test]
fn what_nobody_can_settle_is_not_asked_again() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let [one, _, third] = told(&mut case);
    let waiting = |case: &mut Case| match ask(case, Request::Queue { offset: 0, limit: 50 }, &[]).expect("queue").answer
    {
        Answer::Queue(queue) => queue.pairs,
        other => panic!("{other:?}"),
    };
    let before = waiting(&mut case);
    let is_about = |pair: &shown::Pair| [&pair.left, &pair.right].iter().any(|side| side.place.document == third);
    assert!(before.iter().any(is_about), "the initial waits: {before:?}");
    judge(&mut case, Verdict::Unsure, &[(&one, "e1"), (&third, "e1")]);
    assert!(!waiting(&mut case).iter().any(is_about));
    assert_eq!(documents_of(&mut case, "O. Vashkar"), [1], "and nobody is joined");
}

#[test]
fn a_name_that_somebody_entered_means_them_in_its_days() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let [one, ..] = told(&mut case);
    let nickname = "The Heron spoke at the quay of Velin.";
    add_record(&mut case, nickname, record(nickname, &[("The Heron", "speaker")], "2031-07-01"));
    let alias = |case: &mut Case, days: &str| {
        let of = vec![Target { document: one.clone(), part: Some("e1".to_owned()) }];
        let (field, value) = (Some(days.to_owned()), Some("The Heron".to_owned()));
        let request = Request::Judge { verdict: Verdict::Alias, of, field, value, reason: None };
        match ask(case, request, &[]).expect("judged").answer {
            Answer::Entry { entry } => entry,
            other => panic!("{other:?}"),
        }
    };
    let before = alias(&mut case, "2020-01-01/2021-01-01");
    assert_eq!(documents_of(&mut case, "The Heron"), [1], "not in these days");
    undo(&mut case, before);
    alias(&mut case, "2031-01-01/..");
    assert_eq!((documents_of(&mut case, "Olen Vashkar"), documents_of(&mut case, "The Heron")), (vec![3], vec![]));
}

#[test]
fn counts_of_an_export_follow_what_is_decided() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let [one, other, _] = told(&mut case);
    let arrests = |case: &mut Case| {
        let exported = exported(case);
        let counts = exported["counts"].as_array().expect("counts").clone();
        let of_arrests = counts.iter().find(|count| count["act_type"] == "arrest").expect("arrests").clone();
        let ids: BTreeSet<String> =
            exported["events"].as_array().expect("events").iter().map(|one| one["id"].to_string()).collect();
        for id in of_arrests["basis"].as_array().expect("basis") {
            assert!(ids.contains(&id.to_string()), "{id} is no event of the export");
        }
        (of_arrests["persons_named"].as_u64(), of_arrests["at_least"].as_u64())
    };
    let (named, at_least) = arrests(&mut case);
    judge(&mut case, Verdict::NotSame, &[(&one, "e1"), (&other, "e1")]);
    let (more_named, at_least_now) = arrests(&mut case);
    assert_eq!(more_named, named.map(|n| n + 1), "two people of one name");
    assert!(at_least_now >= at_least);
}

#[test]
fn a_document_that_is_taken_out_leaves_what_the_others_give() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    let [_, other, _] = told(&mut case);
    assert_eq!(documents_of(&mut case, "Olen Vashkar"), [2]);
    let erase = Request::Erase { document: other, reason: "asked for".to_owned() };
    ask(&mut case, erase, &[]).expect("erased");
    assert_eq!(documents_of(&mut case, "Olen Vashkar"), [1]);
    assert_eq!(documents_of(&mut case, "Tira Moll"), [1]);
    let kept = content(&mut case);
    case.close().expect("closed");
    let mut again = Case::open(&folder, &secret()).expect("opens");
    assert_eq!(content(&mut again), kept, "another process sees the same");
    assert_eq!(kept["documents"].as_array().map(Vec::len), Some(2));
}

#[test]
fn one_more_document_gives_what_a_fresh_look_gives() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    let [one, ..] = told(&mut case);
    drop(people(&mut case));
    let more = "Tira Moll was arrested in Sund on the ferry that Janek Pohl steered.";
    let people_of = [("Tira Moll", "singer of the ferry choir"), ("Janek Pohl", "pilot of the ferry")];
    add_record(&mut case, more, record(more, &people_of, "2031-05-09"));
    judge(&mut case, Verdict::Reject, &[(&one, "a1")]);
    let grown = content(&mut case);
    case.close().expect("closed");
    // Nothing is kept in a cache that is made anew.
    std::fs::remove_file(folder.join(crate::CACHE)).expect("the cache goes");
    let mut fresh = Case::open(&folder, &secret()).expect("opens");
    assert_eq!(content(&mut fresh), grown);
}

/// What a process finds that opens the case anew, and what one finds without anything kept; how many documents it did not add again.
fn in_a_new_process(folder: &std::path::Path) -> (Value, Option<usize>) {
    let mut case = Case::open(folder, &secret()).expect("opens");
    let found = content(&mut case);
    let n_kept = case.worked.n_read_back();
    case.close().expect("closed");
    let cache = folder.join(crate::CACHE);
    let aside = folder.with_extension("aside");
    std::fs::rename(&cache, &aside).expect("the cache goes");
    let mut fresh = Case::open(folder, &secret()).expect("opens");
    assert_eq!(content(&mut fresh), found, "working it out at once gives the same");
    drop(fresh);
    std::fs::rename(&aside, &cache).expect("the cache comes back");
    (found, n_kept)
}

#[test]
fn a_new_process_adds_only_what_is_new_and_finds_what_a_fresh_look_finds() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    let [one, ..] = told(&mut case);
    judge(&mut case, Verdict::Reject, &[(&one, "a1")]);
    drop(people(&mut case));
    case.close().expect("closed");
    let change = |change: &mut dyn FnMut(&mut Case)| {
        let mut case = Case::open(&folder, &secret()).expect("opens");
        change(&mut case);
        case.close().expect("closed");
    };
    // The document is judged otherwise than when the state was kept, and there is one more.
    let people_of = [("Tira Moll", "singer of the ferry choir"), ("Janek Pohl", "pilot of the ferry")];
    let more = "Tira Moll was arrested in Sund on the ferry that Janek Pohl steered.";
    change(&mut |case| {
        ask(case, Request::UndoLast { reason: None }, &[]).expect("undone");
        add_record(case, more, record(more, &people_of, "2031-05-09"));
    });
    assert_eq!(in_a_new_process(&folder).1, Some(3), "three were there");
    let another = "Olen Vashkar was arrested again in Velin, where Tira Moll was seen.";
    change(&mut |case| {
        judge(case, Verdict::Reject, &[(&one, "a1")]);
        let named = [("Olen Vashkar", "chairman of the harbour union"), ("Tira Moll", "singer")];
        add_record(case, another, record(another, &named, "2032-01-09"));
    });
    assert_eq!(in_a_new_process(&folder).1, Some(3), "so little is new that it is not written again");
}

#[test]
fn what_is_kept_of_a_case_is_thrown_away_when_it_is_damaged_or_of_other_documents() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    let [_, _, third] = told(&mut case);
    drop(people(&mut case));
    case.close().expect("closed");
    let mut case = Case::open(&folder, &secret()).expect("opens");
    let text = "A ferry sank off Sund, said Janek Pohl.";
    add_record(&mut case, text, record(text, &[("Janek Pohl", "pilot of the ferry")], "2031-05-09"));
    let program = super::program();
    let damage = |cache: &cache::Cache| {
        let mut piece = cache.worked_out("state/0", &program)?.unwrap_or_default();
        let middle = piece.len() / 2;
        assert!(middle > 100, "there is something to damage");
        piece[middle] ^= 1;
        cache.keep_worked_out("state/0", &program, &piece)
    };
    case.tables.look(&case.store, damage).expect("damaged");
    case.close().expect("closed");
    assert_eq!(in_a_new_process(&folder).1, None, "all are added again");
    // That wrote it anew.
    let mut case = Case::open(&folder, &secret()).expect("opens");
    let text = "Janek Pohl steered the ferry home.";
    add_record(&mut case, text, record(text, &[("Janek Pohl", "pilot of the ferry")], "2031-05-10"));
    case.close().expect("closed");
    assert_eq!(in_a_new_process(&folder).1, Some(4));
    let mut case = Case::open(&folder, &secret()).expect("opens");
    ask(&mut case, Request::Erase { document: third, reason: "asked for".to_owned() }, &[]).expect("erased");
    case.close().expect("closed");
    assert_eq!(in_a_new_process(&folder).1, None, "what was kept went with the document");
}

#[test]
fn bad_names_and_crowds_are_said_through_the_door() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    // One more than an identity may have without being looked at, each with company of its own that is named everywhere.
    let n_crowd = 201;
    for n in 0..n_crowd {
        let text = format!("Olen Vashkar was arrested in Velin, said Tira Moll and Janek Pohl, report {n}.");
        let role = "chairman of the harbour union";
        let named = [("Olen Vashkar", role), ("Tira Moll", "singer of the ferry choir"), ("Janek Pohl", "pilot")];
        add_record(&mut case, &text, record(&text, &named, "2031-05-02"));
    }
    let text = "K. and M. and 7 stood before the judge.";
    add_record(&mut case, text, record(text, &[("K.", ""), ("M.", ""), ("7", "")], "2031-05-02"));

    let list = people(&mut case);
    let crowd = list.rows.iter().find(|row| row.name == "Olen Vashkar").expect("he is there");
    assert_eq!(crowd.n_documents, n_crowd, "nothing is cut");
    assert!(list.notes.iter().any(|note| note.contains("201 entities, more than 200")), "{:?}", list.notes);
    // A letter is nobody's name: each stands alone, with nobody to be asked about.
    let letters: Vec<_> = list.rows.iter().filter(|row| row.name.chars().count() < 3).collect();
    assert!(letters.iter().all(|row| row.n_documents == 1), "{letters:?}");
    let Answer::Queue(queue) = ask(&mut case, Request::Queue { offset: 0, limit: 50 }, &[]).expect("queue").answer
    else {
        panic!("no queue")
    };
    assert!(queue.pairs.is_empty(), "{:?}", queue.pairs);
}
