use crate::shown::{CountQuery, EventQuery, IntakeRow, IntakeShown};
use crate::tests::{CANARY, add, alone, ask, create, verified};
use crate::{Answer, Case, Incoming, Order, Refusal, Request, Sort};
use intake::{Filled, Form, Number, read, write_text};

const CONTACT: &str = "Behind the Quillfane bakery";

/// A form as it comes back.
fn form(number: &str, what: &str) -> (Filled, Vec<u8>) {
    let form = Form { number: Number::parse(number).expect("a number"), language: "en".to_owned() };
    let mut text = String::new();
    for line in write_text(&form).lines() {
        let answer = match line.split_whitespace().next() {
            Some("[what]") => what,
            Some("[contact]") => CONTACT,
            Some("[consent_keep]") => "yes",
            Some("[consent_public]") => "no",
            _ => "",
        };
        text += &format!("{line}\n{answer}\n");
    }
    (read(text.as_bytes()).expect("a form"), text.into_bytes())
}

fn issue(case: &mut Case) -> String {
    let request = Request::IssueForm { language: "en".to_owned(), note: Some("given out at the market".to_owned()) };
    match ask(case, request, &[]).expect("issued").answer {
        Answer::FormIssued { number } => number,
        other => panic!("{other:?}"),
    }
}

fn take_in(case: &mut Case, filled: Filled, bytes: &[u8]) -> Result<(String, bool, Option<bool>), Refusal> {
    let how = Incoming {
        channel: Some("by hand".to_owned()),
        received: Some("2021-03-09".to_owned()),
        form: Some(filled),
        ..Incoming::default()
    };
    match ask(case, Request::TakeIn(how), bytes)?.answer {
        Answer::Waits { id, known, issued } => Ok((id, known, issued)),
        other => panic!("{other:?}"),
    }
}

fn queue(case: &mut Case, all: bool) -> Vec<IntakeRow> {
    match ask(case, Request::Intakes { all }, &[]).expect("a queue").answer {
        Answer::Intakes { rows, .. } => rows,
        other => panic!("{other:?}"),
    }
}

fn shown(case: &mut Case, id: &str) -> IntakeShown {
    match ask(case, Request::Intake { id: id.to_owned(), original: false }, &[]).expect("shown").answer {
        Answer::Intake(shown) => *shown,
        other => panic!("{other:?}"),
    }
}

fn moderate(
    case: &mut Case,
    id: &str,
    admit: bool,
    reason: Option<&str>,
    destroy: bool,
) -> Result<Option<String>, Refusal> {
    let request = Request::Moderate { id: id.to_owned(), admit, reason: reason.map(str::to_owned), destroy };
    match ask(case, request, &[])?.answer {
        Answer::Moderated { document, .. } => Ok(document),
        other => panic!("{other:?}"),
    }
}

/// Every answer of the case about what it holds, as text.
fn everything(case: &mut Case) -> String {
    let query = EventQuery { supposed: true, ..EventQuery::default() };
    let requests = [
        Request::Overview,
        Request::List { after: 0, limit: 100 },
        Request::Unread,
        Request::Search { query: CANARY.to_owned(), person: false, purpose: None, offset: 0, limit: 100 },
        Request::Search { query: "Quillfane".to_owned(), person: true, purpose: None, offset: 0, limit: 100 },
        Request::Identities { sort: Sort::People, nameless: true, offset: 0, limit: 100 },
        Request::People {
            sort: Sort::People,
            order: Order::Documents,
            named: None,
            purpose: None,
            offset: 0,
            limit: 100,
        },
        Request::Queue { offset: 0, limit: 100 },
        Request::Events { document: None, act_type: None, shared: false, supposed: true, offset: 0, limit: 100 },
        Request::EventPage { query, offset: 0, limit: 100 },
        Request::Counts(CountQuery::default()),
        Request::Families { offset: 0, limit: 100 },
        Request::ToReview { skip: 0, harm: Vec::new() },
        Request::Judgements { offset: 0, limit: 100 },
        Request::Log { document: None, offset: 0, limit: 100 },
        Request::Timeline(crate::pictured::TimelineQuery::default()),
        Request::Map(crate::pictured::MapQuery::default()),
        Request::Network(crate::pictured::NetworkQuery::default()),
        Request::Interventions { about: None },
    ];
    let mut all = String::new();
    for request in requests {
        // A search records its own words.
        let reply = ask(case, request.clone(), &[]).unwrap_or_else(|error| panic!("{request:?}: {error:?}"));
        let text = format!("{:?} {}", reply.answer, String::from_utf8_lossy(&reply.body));
        if matches!(request, Request::Log { .. }) {
            all +=
                &text.replace("(\"query\", Some(\"Kvelmarrow\"))", "").replace("(\"query\", Some(\"Quillfane\"))", "");
        } else {
            all += &text;
        }
    }
    all
}

#[test]
fn what_waits_is_in_no_list_search_count_people_event_picture_or_export() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    add(&mut case, "A harbour was closed.");
    // What the record of `add` names is not what waits here.
    let before = everything(&mut case);
    let number = issue(&mut case);
    let (filled, bytes) = form(&number, "Soldiers beat Orvin Talleck in Drummet. Orvin Talleck was arrested.");
    let (id, known, issued) = take_in(&mut case, filled.clone(), &bytes).expect("taken in");
    assert_eq!((known, issued), (false, Some(true)));
    assert_eq!(take_in(&mut case, filled, &bytes).expect("again"), (id.clone(), true, Some(true)));

    let after = everything(&mut case);
    for canary in ["Talleck", "Drummet", "Soldiers", "Quillfane bakery", "by hand", "given out at the market", &number]
    {
        assert!(!after.contains(canary), "{canary}");
    }
    let documents = |text: &str| text.matches("DocumentRow").count();
    assert_eq!(documents(&after), documents(&before));
    let export = Request::Export { recipient: "R".to_owned(), purpose: "keep".to_owned() };
    let export = ask(&mut case, export, &[]).expect("exported").body;
    assert!(!String::from_utf8_lossy(&export).contains("Talleck"));
    // It is no document either, by its number.
    assert!(ask(&mut case, Request::Show { document: id.clone(), record: false }, &[]).is_err());

    // Nor is it proven to anybody by the entry that holds it.
    let Answer::Log { rows, .. } =
        ask(&mut case, Request::Log { document: None, offset: 0, limit: 100 }, &[]).expect("log").answer
    else {
        panic!()
    };
    let entry = rows.iter().find(|row| row.record == id).expect("its entry").hash.clone();
    let prove = |field: &str| Request::Prove {
        entry: entry.clone(),
        fields: vec![field.to_owned()],
        recipient: "R".to_owned(),
        purpose: "test".to_owned(),
    };
    assert!(ask(&mut case, prove("account"), &[]).is_err());
    assert!(ask(&mut case, prove("sha256"), &[]).is_ok());

    // The queue tells nothing of what is in it; whoever opens it reads it.
    let rows = queue(&mut case, true);
    assert_eq!((rows.len(), rows[0].state.as_str(), rows[0].is_issued), (1, "waiting", true));
    assert!(!format!("{rows:?}").contains("Talleck"));
    let open = shown(&mut case, &id);
    assert!(
        open.account.as_deref().is_some_and(|account| account.contains("Talleck") && !account.contains("Quillfane"))
    );
    assert_eq!(open.contact.as_deref(), Some(CONTACT));
    let original = ask(&mut case, Request::Intake { id: id.clone(), original: true }, &[]).expect("original").body;
    assert_eq!(original, bytes);
    assert_eq!(verified(&mut case).damage, Vec::<String>::new());
    case.close().expect("closed");
    for file in crate::tests::files(&folder) {
        let content = std::fs::read(&file).expect("a file");
        assert!(!content.windows(7).any(|piece| piece == b"Talleck"), "{}", file.display());
    }
}

#[test]
fn admitted_it_is_a_document_with_its_consent_and_without_the_way_to_the_person() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let number = issue(&mut case);
    let (filled, bytes) = form(&number, "Orvin Talleck was arrested.");
    let (id, ..) = take_in(&mut case, filled, &bytes).expect("taken in");
    let document =
        moderate(&mut case, id.get(..8).expect("digits"), true, None, false).expect("admitted").expect("a document");
    let Answer::Documents { rows, .. } = ask(&mut case, Request::Unread, &[]).expect("unread").answer else { panic!() };
    assert_eq!((rows.len(), &rows[0].record), (1, &document));
    assert_eq!(rows[0].obtained.as_deref(), Some(format!("intake, by hand, 2021-03-09, form {number}").as_str()));
    let original = ask(&mut case, Request::Original { document: document.clone() }, &[]).expect("original").body;
    assert_eq!(String::from_utf8_lossy(&original), "Orvin Talleck was arrested.\n");
    let Answer::Log { rows, .. } =
        ask(&mut case, Request::Log { document: Some(document.clone()), offset: 0, limit: 9 }, &[])
            .expect("log")
            .answer
    else {
        panic!()
    };
    let consent = rows[0].details.iter().find(|(field, _)| field == "consent").and_then(|(_, value)| value.clone());
    assert_eq!(consent.as_deref(), Some("keep: yes; partner: not answered; government: not answered; public: no"));
    let again = moderate(&mut case, &id, false, Some("no"), false).expect_err("decided already");
    assert!(again.message.contains("admitted"), "{again:?}");

    // Erasing the document takes away what came in as well.
    let erase = Request::Erase { document, reason: "consent withdrawn".to_owned() };
    ask(&mut case, erase, &[]).expect("erased");
    let gone = shown(&mut case, &id);
    assert_eq!((gone.account, gone.contact), (None, None));
    assert!(ask(&mut case, Request::Intake { id, original: true }, &[]).is_err());
    assert_eq!(verified(&mut case).damage, Vec::<String>::new());
}

#[test]
fn refused_it_stays_out_and_can_be_destroyed() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let number = issue(&mut case);
    let (filled, bytes) = form(&number, "Orvin Talleck was arrested.");
    let (id, ..) = take_in(&mut case, filled, &bytes).expect("taken in");
    assert!(moderate(&mut case, &id, false, Some(" "), false).expect_err("no reason").message.contains("reason"));
    assert!(moderate(&mut case, &id, true, None, true).is_err());
    assert_eq!(moderate(&mut case, &id, false, Some("made up"), true).expect("refused"), None);
    let row = queue(&mut case, true).pop().expect("a row");
    assert_eq!((row.state.as_str(), row.reason.as_deref()), ("refused", Some("made up")));
    assert_eq!((queue(&mut case, false).len(), shown(&mut case, &id).account), (0, None));
    assert!(moderate(&mut case, &id, true, None, false).is_err());
    assert_eq!(verified(&mut case).damage, Vec::<String>::new());
}

#[test]
fn a_letter_needs_a_consent_and_nothing_half_is_taken_in() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let letter = |consent: Option<&str>, received: &str| {
        Request::TakeIn(Incoming {
            consent: consent.map(str::to_owned),
            received: Some(received.to_owned()),
            ..Incoming::default()
        })
    };
    assert!(
        ask(&mut case, letter(None, "2021-03-09"), b"A letter.").expect_err("no consent").message.contains("consent")
    );
    assert!(ask(&mut case, letter(Some("told us so"), "yesterday"), b"A letter.").is_err());
    let huge = vec![b'a'; intake::MAX_FORM + 1];
    let (filled, _) = form("0000-0000-0", "x");
    assert!(take_in(&mut case, filled, &huge).expect_err("huge").message.contains("bytes"));
    assert_eq!(queue(&mut case, true), []);
    let verified = verified(&mut case);
    assert_eq!((verified.n_originals, verified.damage, verified.notes), (0, Vec::new(), Vec::new()));
    let Answer::Waits { id, issued: None, .. } =
        ask(&mut case, letter(Some("told us so"), "2021-03-09"), b"A letter.").expect("a letter").answer
    else {
        panic!()
    };
    assert_eq!(shown(&mut case, &id).account.as_deref(), Some("A letter."));
    let document = moderate(&mut case, &id, true, Some("known to us"), false).expect("admitted").expect("a document");
    assert_eq!(ask(&mut case, Request::Original { document }, &[]).expect("original").body, b"A letter.");
}
