use crate::shown::{InterventionList, InterventionShown};
use crate::tests::{PASSPHRASE, add_record, alone, ask, create, secret};
use crate::{Answer, Case, Hidden, Refusal, Request, Secret};
use interventions::Step;
use zeroize::Zeroizing;

const SECOND: &str = "seven brown otters under the loud mountain bridge";
const HASH: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// A report of an arrest, one of what came later, and a reply of the government.
fn documents(case: &mut Case) -> [String; 3] {
    let person = |name: &str, at: [u32; 2]| serde_json::json!({ "id": "e1", "kind": "person", "name": name, "protected": true, "mentions": [{ "span": at, "form": "name" }] });
    let act = |kind: &str, day: &str, victim: serde_json::Value| {
        serde_json::json!({ "id": "a1", "type": kind, "status": "reported", "trigger": [0, 6], "evidence": [[0, 6]], "confidence": 0.9,
            "date": { "earliest": day, "latest": day, "basis": "stated", "text": "" },
            "participants": [victim] })
    };
    let entity = serde_json::json!({ "role": "victim", "entity": "e1", "span": [7, 17] });
    let arrest = serde_json::json!({ "saksi": 1, "document": { "title": "Arrest", "text": "Police arrested Anton Besk." },
        "entities": [person("Anton Besk", [16, 26])], "acts": [act("arrest", "2021-03-03", entity)] });
    let parents = serde_json::json!({ "role": "victim", "entity": null, "span": [13, 24] });
    let visit = serde_json::json!({ "saksi": 1, "document": { "title": "Visit", "text": "Threatened: his parents. Anton Besk was told." },
        "entities": [person("Anton Besk", [25, 35])], "acts": [act("threat", "2021-05-03", parents)] });
    let reply = serde_json::json!({ "saksi": 1, "document": { "title": "Reply", "text": "The ministry denies it." }, "entities": [], "acts": [] });
    [
        add_record(case, "Police arrested Anton Besk.", arrest),
        add_record(case, "Threatened: his parents. Anton Besk was told.", visit),
        add_record(case, "The ministry denies it.", reply),
    ]
}

fn step(case: &mut Case, id: Option<&str>, step: Step, fields: &[(&str, &str)]) -> Result<String, Refusal> {
    let fields = fields.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
    let request = Request::TakeStep { intervention: id.map(str::to_owned), step, fields };
    match ask(case, request, &[])?.answer {
        Answer::StepTaken { intervention, .. } => Ok(intervention),
        other => panic!("{other:?}"),
    }
}

fn shown(case: &mut Case, id: &str) -> InterventionShown {
    match ask(case, Request::Intervention { id: id.get(..8).unwrap_or(id).to_owned() }, &[]).expect("shown").answer {
        Answer::Intervention(shown) => *shown,
        other => panic!("{other:?}"),
    }
}

fn listed(case: &mut Case, about: Option<&str>) -> InterventionList {
    match ask(case, Request::Interventions { about: about.map(str::to_owned) }, &[]).expect("listed").answer {
        Answer::Interventions(list) => *list,
        other => panic!("{other:?}"),
    }
}

fn reopened(case: Case, passphrase: &str) -> Case {
    let folder = case.folder().to_owned();
    case.close().expect("closed");
    Case::open(&folder, &Secret::Passphrase(Zeroizing::new(passphrase.to_owned()))).expect("opened")
}

/// From the draft to what was submitted by two people.
fn submitted(mut case: Case, arrest: &str) -> (Case, String) {
    let person = format!("{arrest}:e1");
    let event = format!("{}:a1", arrest.get(..8).expect("digits"));
    let fields = [
        ("kind", "special_procedures"),
        ("title", "Detention of a student"),
        ("recipient", "WGAD"),
        ("date", "2021-03-05"),
    ];
    let id = step(&mut case, None, Step::Draft, &[&fields[..], &[("person", &person), ("event", &event)]].concat())
        .expect("drafted");
    let early =
        step(&mut case, Some(&id), Step::Submitted, &[("channel", "form"), ("sha256", HASH)]).expect_err("too early");
    assert_eq!(early.message, "`submitted` cannot be recorded before `consent`");
    step(&mut case, Some(&id), Step::Consent, &[("note", "told in person"), ("date", "2021-03-06")]).expect("consent");
    step(&mut case, Some(&id), Step::Reviewed, &[("sha256", HASH), ("date", "2021-03-07")]).expect("reviewed");
    let alone = step(&mut case, Some(&id), Step::Reviewed, &[("sha256", HASH)]).expect_err("the same person");
    assert!(alone.message.contains("a second person"), "{alone:?}");
    ask(&mut case, Request::AddMember { name: "Bo".to_owned(), passphrase: Hidden(SECOND.to_owned()) }, &[])
        .expect("added");
    let mut case = reopened(case, SECOND);
    step(&mut case, Some(&id), Step::Reviewed, &[("sha256", HASH), ("date", "2021-03-08")]).expect("reviewed");
    let mut case = reopened(case, PASSPHRASE);
    let sent = [("channel", "web form"), ("sha256", HASH), ("copy", "an embassy"), ("date", "2021-03-09")];
    step(&mut case, Some(&id), Step::Submitted, &sent).expect("submitted");
    (case, id)
}

#[test]
fn a_submission_has_a_life_with_a_reply_that_deletes_nothing_and_a_reprisal_that_a_person_marks() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let [arrest, visit, reply] = documents(&mut case);
    let (mut case, id) = submitted(case, &arrest);
    let record = |case: &mut Case, what, fields: &[(&str, &str)]| step(case, Some(&id), what, fields).expect("a step");
    record(&mut case, Step::Acknowledged, &[("reference", "K-1"), ("date", "2021-03-12")]);
    record(&mut case, Step::LetterSent, &[("letter", "JUA"), ("reference", "JUA MRV 1/2021"), ("date", "2021-04-01")]);
    let now = shown(&mut case, &id);
    assert_eq!((now.row.state, now.row.n_over > 0), (Step::LetterSent, true));
    assert!(now.reminders.iter().any(|one| one.id == "reply_urgent" && one.on == "2021-05-31"), "{:?}", now.reminders);
    // The program proposes what came after against the parents, not the arrest before, and marks nothing.
    assert_eq!(now.candidates.len(), 1);
    assert_eq!((now.candidates[0].event.act_type.as_str(), now.row.n_reprisals), ("threat", 0));

    let denial = [
        ("reply", "partial"),
        ("document", reply.as_str()),
        ("denies", &format!("{arrest}:a1")),
        ("date", "2021-05-01"),
    ];
    record(&mut case, Step::Reply, &denial);
    record(
        &mut case,
        Step::Reprisal,
        &[("act", &format!("{visit}:a1")), ("link", "inferred"), ("note", "they asked about the letter")],
    );
    let now = shown(&mut case, &id);
    let replied = now.steps.iter().find(|one| one.taken.step == Step::Reply).expect("a reply");
    assert_eq!((replied.denies.len(), replied.document.as_ref().map(|place| place.title.as_str())), (1, Some("Reply")));
    assert_eq!((now.row.n_reprisals, now.candidates.len(), now.row.reply.as_deref()), (1, 0, Some("partial")));
    let marked = now.steps.iter().find_map(|one| one.act.clone()).expect("the act");

    // What is denied stands as it stood.
    let Answer::Event(event) =
        ask(&mut case, Request::Event { id: replied.denies[0].id.clone(), standard: None }, &[]).expect("event").answer
    else {
        panic!("no event")
    };
    assert_eq!((event.row.status.as_str(), event.row.n_reports), ("reported", 1));
    // Both sides lead to the intervention.
    let person = now.row.people[0].0.clone().expect("known");
    assert_eq!(listed(&mut case, Some(&person)).rows[0].how, ["about"]);
    assert_eq!(listed(&mut case, Some(&event.row.id)).rows[0].how, ["about", "denies"]);
    assert_eq!(listed(&mut case, Some(&marked.id)).rows[0].how, ["reprisal"]);
    assert_eq!((listed(&mut case, Some("p0")).rows.len(), listed(&mut case, None).total), (0, 1));

    // The tables are a fold: rebuilt, they say the same.
    let verified = crate::tests::verified(&mut case);
    assert_eq!(verified.damage, Vec::<String>::new());
}

#[test]
fn a_step_is_put_right_or_taken_back_and_what_follows_it_is_told() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let [arrest, ..] = documents(&mut case);
    let (mut case, id) = submitted(case, &arrest);
    step(&mut case, Some(&id), Step::Acknowledged, &[("date", "2021-03-20")]).expect("acknowledged");
    let entry = |case: &mut Case, what: Step| {
        let now = shown(case, &id);
        now.steps.iter().rfind(|one| one.taken.step == what).map(|one| one.taken.entry.clone()).expect("a step")
    };
    let wrong = entry(&mut case, Step::Acknowledged);
    let short = wrong.get(..10).expect("digits");
    step(&mut case, Some(&id), Step::Acknowledged, &[("date", "2021-03-21"), ("replaces", short)]).expect("put right");
    let days: Vec<String> = shown(&mut case, &id).steps.iter().map(|one| one.taken.date.clone()).collect();
    assert_eq!(days.last().map(String::as_str), Some("2021-03-21"));
    assert!(!days.contains(&"2021-03-20".to_owned()));
    let sent = entry(&mut case, Step::Submitted);
    ask(&mut case, Request::Undo { entry: sent, reason: None }, &[]).expect("taken back");
    let now = shown(&mut case, &id);
    assert_eq!(now.steps.iter().filter(|one| one.misplaced.is_some()).count(), 1);
}

#[test]
fn what_is_wrong_is_refused_and_nothing_is_recorded() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    documents(&mut case);
    let draft = [("kind", "special_procedures"), ("title", "x")];
    let refused = |case: &mut Case, id: Option<&str>, what, fields: &[(&str, &str)]| {
        step(case, id, what, fields).expect_err("refused").message
    };
    assert!(refused(&mut case, None, Step::Draft, &[("kind", "poem"), ("title", "x")]).contains("`kind`"));
    assert!(refused(&mut case, None, Step::Draft, &[draft[0]]).contains("title"));
    assert!(refused(&mut case, None, Step::Draft, &[draft[0], draft[1], ("person", "p0000")]).contains("nothing such"));
    assert!(
        refused(&mut case, None, Step::Draft, &[draft[0], draft[1], ("colour", "red")]).contains("no field `colour`")
    );
    assert!(refused(&mut case, None, Step::Consent, &[]).contains("draft"));
    assert!(refused(&mut case, Some("12"), Step::Consent, &[]).contains("not the beginning"));
    assert!(refused(&mut case, Some("123456"), Step::Consent, &[]).contains("no such intervention"));
    assert_eq!(listed(&mut case, None).total, 0);
}

#[test]
fn deadlines_are_the_organisations_own_when_it_has_some() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let [arrest, ..] = documents(&mut case);
    let (mut case, id) = submitted(case, &arrest);
    let table = "id\tkinds\tafter\twhich\tdays\tuntil\tsource\ten\tkm\tth\tid_\nown\t*\tsubmitted\t\t3\treply\tour rule\tCall.\t\t\t\n";
    let set = |case: &mut Case, text: &str| ask(case, Request::Deadlines { set: Some(text.to_owned()) }, &[]);
    let wrong = set(&mut case, &table.replace("\t3\t", "\tsoon\t")).expect_err("no number");
    assert!(wrong.message.contains("line 2, column 5"), "{wrong:?}");
    assert!(shown(&mut case, &id).reminders.iter().all(|one| one.id != "own"));
    set(&mut case, table).expect("set");
    let due: Vec<(String, String)> = shown(&mut case, &id).reminders.into_iter().map(|one| (one.id, one.on)).collect();
    assert_eq!(due, [("own".to_owned(), "2021-03-12".to_owned())]);
    set(&mut case, " ").expect("built in again");
    assert!(shown(&mut case, &id).reminders.iter().any(|one| one.id == "acknowledgement"));
    drop(secret());
}

#[test]
fn consent_that_is_recorded_decides_whether_it_may_go_out() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let [arrest, ..] = documents(&mut case);
    let person = format!("{arrest}:e1");
    let draft =
        [("kind", "special_procedures"), ("title", "x"), ("recipient", "Special Procedures"), ("person", &person)];
    let id = step(&mut case, None, Step::Draft, &draft).expect("drafted");
    let consent = |case: &mut Case, state: &str, recipient: &str| {
        let draft = crate::ConsentDraft {
            person: person.clone(),
            state: state.to_owned(),
            purpose: Some("partner".to_owned()),
            recipient: Some(recipient.to_owned()),
            how: Some("in person".to_owned()),
            ..crate::ConsentDraft::default()
        };
        ask(case, Request::Consent(draft), &[]).expect("recorded");
    };
    // For somebody else: a note no longer does, because the case says who agreed to what.
    consent(&mut case, "given", "a lawyer");
    let refused = step(&mut case, Some(&id), Step::Consent, &[("note", "told in person")]).expect_err("for another");
    assert!(refused.message.contains("consent of 1 of the people"), "{refused:?}");
    let gap = shown(&mut case, &id).without_consent;
    assert_eq!(
        gap.iter().map(|(_, name, why)| (name.as_str(), why.as_str())).collect::<Vec<_>>(),
        [("Anton Besk", "none")]
    );
    consent(&mut case, "given", "Special Procedures");
    assert_eq!(shown(&mut case, &id).without_consent, []);
    step(&mut case, Some(&id), Step::Consent, &[]).expect("covered");
    // Withdrawn since: nothing goes out, whoever reviewed it.
    consent(&mut case, "withdrawn", "Special Procedures");
    assert_eq!(shown(&mut case, &id).without_consent.len(), 1);
    assert!(step(&mut case, Some(&id), Step::Consent, &[]).is_err());
}
