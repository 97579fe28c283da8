//! The papers of the invented case: every sentence has its source, what is missing is told, nothing uncovered stands in them.

use crate::forms::{Forms, Whom};
use crate::{Draft, DraftError, Kind, Wanted, draft, sample, words};
use disclosure::{Disclosed, Purpose};
use paper::{Block, Paper, Run};
use std::collections::BTreeMap;

fn orlo(disclosed: &Disclosed) -> Option<String> {
    disclosed
        .persons()
        .iter()
        .find(|person| !person.consents.is_empty() || !person.is_official())
        .map(|one| one.id.clone())
}

fn paper_of(kind: Kind, purpose: Purpose) -> Draft {
    let disclosed = sample::disclosed(purpose);
    let wanted = Wanted { kind, person: orlo(&disclosed), ..Wanted::default() };
    draft(&disclosed, &wanted, &Forms::builtin().unwrap()).unwrap()
}

fn text(paper: &Paper) -> String {
    let mut all = Vec::new();
    paper.texts(&mut |text| all.push(text.to_owned()));
    all.join("\n")
}

/// Numbered paragraphs: the words before the first note, and the note.
fn facts(paper: &Paper) -> Vec<(String, String)> {
    let words = |runs: &[Run]| runs.iter().map(Run::letters).collect::<String>();
    let paragraphs = paper.blocks.iter().filter_map(|block| match block {
        Block::Paragraph { number: Some(_), runs } => Some(runs),
        _ => None,
    });
    paragraphs
        .map(|runs| {
            let note = runs.iter().find_map(|run| match run {
                Run::Note { runs } => Some(words(runs)),
                Run::Text { .. } => None,
            });
            (runs.first().map(|run| run.letters().to_owned()).unwrap_or_default(), note.unwrap_or_default())
        })
        .collect()
}

#[test]
fn sentences_are_plain_attributed_and_no_surer_than_the_record() {
    let facts = facts(&paper_of(Kind::Dossier, Purpose::Keep).paper);
    let sentences: Vec<&str> = facts.iter().map(|(sentence, _)| sentence.as_str()).collect();
    assert_eq!(
        sentences,
        [
            "On 27 February 2031, there was a complaint in Velin, Karvia, involving Daven Orlo, according to Daven Orlo.",
            "On 14 March 2031, Daven Orlo was questioned by Karvia National Police at Third Precinct, Velin, Karvia, according to Daven Orlo as reported by The Velin Courier.",
            "In or about May 2031, Daven Orlo was threatened by a man who did not give his name, according to Daven Orlo.",
            "On 2 June 2031, Daven Orlo was subjected to a raid by Karvia National Police in Velin, Karvia, according to Daven Orlo.",
            "On 20 June 2031, Daven Orlo was charged by Public Prosecutor of Velin in Velin, Karvia on the charge of “spreading false rumours abroad”, according to The Velin Courier.",
            "On a date that is not known, Daven Orlo was placed under surveillance in Velin, Karvia, according to Daven Orlo.",
        ]
    );
}

#[test]
fn every_fact_leads_to_document_passage_and_hash() {
    for kind in [Kind::Dossier, Kind::Incidents, Kind::Submission] {
        for purpose in Purpose::ALL {
            let draft = paper_of(kind, purpose);
            let facts = facts(&draft.paper);
            assert!(!facts.is_empty() && facts.len() == draft.n_facts, "{kind:?} {purpose:?}");
            for (sentence, note) in facts {
                assert!(note.starts_with('D') && note.contains("P"), "{sentence} has no source: {note}");
            }
            let annex = text(&draft.paper);
            assert!(annex.contains("Passages cited") && annex.contains("verify.py"));
        }
    }
}

#[test]
fn what_the_note_quotes_is_what_the_hash_is_of() {
    use sha2::{Digest, Sha256};
    let disclosed = sample::disclosed(Purpose::Keep);
    let passages = disclosed.events().iter().flat_map(|event| event.reports.iter().flat_map(|report| &report.passages));
    let annex = text(&paper_of(Kind::Incidents, Purpose::Keep).paper).replace(' ', "");
    let mut n = 0;
    for passage in passages {
        let words = passage.words.as_deref().unwrap();
        let digits: String = Sha256::digest(words.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(annex.contains(&digits), "the annex lacks the hash of a passage");
        n += 1;
    }
    assert_eq!(n, 7);
}

#[test]
fn a_denial_stands_beside_the_fact_and_removes_nothing() {
    let paper = paper_of(Kind::Dossier, Purpose::Keep).paper;
    let all = text(&paper);
    assert_eq!(all.matches("Harlan Veit said: “Nobody was questioned about any letter.").count(), 2);
    assert!(all.contains("was questioned by Karvia National Police"));
}

#[test]
fn what_is_not_known_is_told() {
    let all = text(&paper_of(Kind::Dossier, Purpose::Keep).paper);
    for gap in [
        "Not recorded about the person: ",
        "The date is not known of: para. 6.",
        "The place is not stated of: para. 3.",
        "Nobody is named as responsible for: para. 6.",
        "6 facts rest on a single origin each: paras. 1–6.",
    ] {
        let known = gap.starts_with("Not recorded") && !all.contains(gap);
        assert!(all.contains(gap) || known, "{gap} is not told in {all}");
    }
    assert!(all.contains("One of 6 facts was read by a program and not yet confirmed by a person"));
}

#[test]
fn the_check_lists_exactly_what_is_missing_and_whom_to_ask() {
    let missing = paper_of(Kind::Submission, Purpose::Partner).missing;
    let listed: Vec<(&str, Whom)> = missing.iter().map(|one| (one.field.as_str(), one.ask)).collect();
    let mut wanted = vec![
        ("kind", Whom::Monitor),
        ("mandates", Whom::Monitor),
        ("earlier", Whom::Submitter),
        ("victim_defender_work", Whom::Victim),
        ("remedies", Whom::Victim),
        ("source_name", Whom::Submitter),
        ("source_contact", Whom::Submitter),
        ("source_relation", Whom::Submitter),
    ];
    assert_eq!(listed, wanted);
    // What was given is asked no more.
    let disclosed = sample::disclosed(Purpose::Partner);
    let given = BTreeMap::from([("remedies".to_owned(), "A complaint at the precinct, without an answer.".to_owned())]);
    let wanted_paper = Wanted { kind: Kind::Submission, person: orlo(&disclosed), given, ..Wanted::default() };
    let draft = draft(&disclosed, &wanted_paper, &Forms::builtin().unwrap()).unwrap();
    wanted.retain(|(field, _)| *field != "remedies");
    assert_eq!(
        draft.missing.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(),
        wanted.iter().map(|one| one.0).collect::<Vec<_>>()
    );
    assert!(text(&draft.paper).contains("A complaint at the precinct"));
}

#[test]
fn without_consent_the_name_and_the_consents_are_missing() {
    let draft = paper_of(Kind::Submission, Purpose::Public);
    let fields: Vec<&str> = draft.missing.iter().map(|one| one.field.as_str()).collect();
    for field in ["victim_name", "consent_submit", "consent_government", "consent_public"] {
        assert!(fields.contains(&field), "{field} is not told as missing: {fields:?}");
    }
    assert!(!text(&draft.paper).contains("Orlo"));
}

#[test]
fn every_form_can_be_filled_in() {
    let forms = Forms::builtin().unwrap();
    let disclosed = sample::disclosed(Purpose::Keep);
    for form in forms.all() {
        let wanted = Wanted {
            kind: Kind::Submission,
            person: orlo(&disclosed),
            form: Some(form.id.clone()),
            ..Wanted::default()
        };
        let draft = draft(&disclosed, &wanted, &forms).unwrap();
        for field in form.fields() {
            assert!(text(&draft.paper).contains(&field.label), "{}: {} is not asked", form.id, field.id);
        }
    }
    let reprisals = Wanted {
        kind: Kind::Submission,
        person: orlo(&disclosed),
        form: Some("reprisals".to_owned()),
        ..Wanted::default()
    };
    let facts = facts(&draft(&disclosed, &reprisals, &forms).unwrap().paper);
    // The letter to the office is the cooperation; what came after it are the acts.
    assert!(facts.iter().all(|(sentence, _)| !sentence.contains("complaint")) && facts.len() == 5, "{facts:?}");
}

#[test]
fn a_tally_gives_each_number_with_its_method_and_limits() {
    let all = text(&paper_of(Kind::Tally, Purpose::Keep).paper);
    for words in [
        "At least 34 persons were arrested.",
        "None of them is known by name. At least 34 have no name in the record.",
        "the largest single number that a source gives",
        "The Velin Courier gives the number as “At least 34 residents”.",
        "One person was questioned.",
        "People of whom no document in this record tells.",
    ] {
        assert!(all.contains(words), "{words} is not in {all}");
    }
}

#[test]
fn wrong_wishes_are_told() {
    let disclosed = sample::disclosed(Purpose::Keep);
    let forms = Forms::builtin().unwrap();
    let with = |wanted: Wanted| draft(&disclosed, &wanted, &forms).unwrap_err();
    assert!(matches!(with(Wanted::default()), DraftError::NothingNamed));
    assert!(matches!(with(Wanted { person: Some("x".to_owned()), ..Wanted::default() }), DraftError::NoPerson));
    let submission = Wanted { kind: Kind::Submission, ..Wanted::default() };
    assert!(matches!(with(submission.clone()), DraftError::NobodyNamed));
    let form = Some("special-procedure".to_owned());
    assert!(with(Wanted { form, ..submission.clone() }).to_string().contains("special-procedures"));
    let given = BTreeMap::from([("victim_name".to_owned(), "Somebody Else".to_owned())]);
    let error = with(Wanted { given, person: orlo(&disclosed), ..submission });
    assert!(matches!(error, DraftError::NoField { .. }));
}

/// The invented case with something else in it.
fn changed(change: impl Fn(&mut disclosure::Material)) -> Draft {
    let mut material = sample::material();
    change(&mut material);
    let ask = disclosure::Ask {
        purpose: Purpose::Partner,
        recipient: "Special Procedures".to_owned(),
        on: jiff::civil::date(2031, 8, 4),
        overrides: vec![],
    };
    let disclosed =
        disclosure::disclose(&material, &ask, &sample::consents(), &disclosure::RecipientKey::from_bytes([7; 32]));
    let wanted = Wanted { kind: Kind::Submission, person: orlo(&disclosed), ..Wanted::default() };
    draft(&disclosed, &wanted, &Forms::builtin().unwrap()).unwrap()
}

#[test]
fn a_complaint_is_made_by_the_person_and_is_no_step_of_the_authorities() {
    let draft = changed(|material| {
        let complaint = &mut material.events[0];
        complaint.participants[0].role = "victim".to_owned();
        complaint.participants.push(disclosure::Participant {
            role: "recipient".to_owned(),
            body: Some("b2".to_owned()),
            ..disclosure::Participant::default()
        });
        complaint.date = document::DateWindow { earliest: None, latest: Some(jiff::civil::date(2031, 2, 27)) };
    });
    let (sentence, _) = facts(&draft.paper).remove(0);
    assert_eq!(
        sentence,
        "On or before 27 February 2031, Daven Orlo was the author of a complaint to Public Prosecutor of Velin in Velin, Karvia, according to Daven Orlo."
    );
    let all = text(&draft.paper);
    assert!(all.contains("Charge, 20 June 2031 (para. 5)") && !all.contains("Complaint, "), "{all}");
}

#[test]
fn how_texts_describe_somebody_is_no_occupation() {
    let draft = changed(|material| material.persons[0].attributes.occupation = None);
    assert!(draft.missing.iter().any(|one| one.field == "victim_occupation"), "{:?}", draft.missing);
    assert!(text(&draft.paper).contains("Described in texts as: mason; speaker of the river quarter."));
}

#[test]
fn every_act_of_the_codebook_can_be_said() {
    let files = codebook::Files::builtin();
    let rows = files.text("acts.tsv").unwrap().lines().filter(|line| !line.starts_with('#')).skip(1);
    let known = words::act_types();
    let types: Vec<&str> = rows.filter_map(|line| line.split('\t').next()).collect();
    assert!(types.len() > 50);
    for act_type in types {
        assert!(known.contains(&act_type), "texts/en/acts.tsv lacks {act_type}");
    }
}

#[test]
fn nothing_that_consent_does_not_cover_stands_in_a_paper() {
    let forms = Forms::builtin().unwrap();
    for seed in 0..400 {
        let planted = disclosure::testing::planted(seed);
        let disclosed = disclosure::disclose(&planted.material, &planted.ask, &planted.consents(), &planted.key);
        let forbidden = disclosure::testing::forbidden(&planted);
        let people = disclosed.persons().iter().take(3).map(|one| (Kind::Submission, Some(one.id.clone()), None));
        let dossiers = disclosed.persons().iter().take(3).map(|one| (Kind::Dossier, Some(one.id.clone()), None));
        let events = disclosed.events().iter().take(2).map(|one| (Kind::Dossier, None, Some(one.id.clone())));
        let others = [(Kind::Incidents, None, None), (Kind::Tally, None, None)];
        for (kind, person, event) in people.chain(dossiers).chain(events).chain(others) {
            let wanted = Wanted { kind, person, event, ..Wanted::default() };
            let paper = draft(&disclosed, &wanted, &forms).unwrap().paper;
            let found = disclosure::testing::findings(&forbidden, &paper::html::write(&paper));
            assert!(found.is_empty(), "seed {seed}, {kind:?}: {found:?}");
        }
    }
}
