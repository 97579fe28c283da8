use crate::tests::{CANARY, add, alone, ask, create, secret, verified};
use crate::*;
use case_store::blobs::BlobId;

fn shown(case: &mut Case, document: &str) -> DocumentShown {
    let request = Request::Show { document: document.to_owned(), record: false };
    match ask(case, request, &[]).expect("shown").answer {
        Answer::Document(shown) => *shown,
        other => panic!("{other:?}"),
    }
}

fn proof(case: &mut Case, entry: &str) -> Result<String, Refusal> {
    let (recipient, purpose) = ("a court".to_owned(), "a trial".to_owned());
    let request = Request::Prove { entry: entry.to_owned(), fields: vec!["sha256".to_owned()], recipient, purpose };
    match ask(case, request, &[])?.answer {
        Answer::Text { text } => Ok(text),
        other => panic!("{other:?}"),
    }
}

#[test]
fn erased_content_is_gone_here_and_in_copies_and_proofs_stay_valid() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    let (gone, stays) = (add(&mut case, "a text that goes"), add(&mut case, "a text that stays"));
    let log = Request::Log { document: Some(gone.clone()), offset: 0, limit: 9 };
    let Answer::Log { rows, .. } = ask(&mut case, log, &[]).expect("log").answer else { panic!("no log") };
    let registered = rows.last().expect("registered").hash.clone();
    let before = proof(&mut case, &registered).expect("proven");
    let blob = BlobId::from_hex(shown(&mut case, &gone).document.blob.as_deref().expect("blob")).expect("a name");
    let copy = room.path().join("copy");
    let key = BundleKey::Passphrase(request::Hidden("seven pale lanterns drift below the harbour bridge".to_owned()));
    let BundleKey::Passphrase(passphrase) = key.clone() else { unreachable!() };
    let out = room.path().join("case.age");
    let request = Request::Bundle {
        recipients: Vec::new(),
        passphrase: Some(passphrase),
        purpose: String::new(),
        out: out.clone(),
    };
    ask(&mut case, request, &[]).expect("made");

    let erase = |case: &mut Case, document: &str, reason: &str| {
        let request = Request::Erase { document: document.to_owned(), reason: reason.to_owned() };
        ask(case, request, &[]).map(drop).map_err(|refusal| refusal.why)
    };
    assert_eq!(erase(&mut case, &gone, " "), Err(Why::Unclear));
    assert_eq!(erase(&mut case, &gone, "consent withdrawn"), Ok(()));
    assert_eq!(erase(&mut case, &gone, "once more"), Err(Why::NotFound));
    let check = |case: &mut Case| {
        assert!(!case.store.blobs().expect("keys").list().expect("listed").contains(&blob));
        let original = Request::Original { document: gone.clone() };
        assert!(ask(case, original, &[]).is_err());
        let after = shown(case, &gone);
        assert!(after.text.is_empty() && after.entities.is_empty() && after.document.name.is_none(), "{after:?}");
        // Nobody is told to mend what was taken out on purpose.
        assert!(after.document.problems.is_empty(), "{:?}", after.document.problems);
        let search = Request::Search { query: "goes".to_owned(), person: false, purpose: None, offset: 0, limit: 5 };
        let Answer::Found(found) = ask(case, search, &[]).expect("searched").answer else { panic!("nothing") };
        assert!(found.hits.is_empty());
        assert_eq!(shown(case, &stays).entities[0].name, CANARY);
        assert_eq!(verified(case).damage, Vec::<String>::new());
    };
    check(&mut case);
    for text in [before, proof(&mut case, &registered).expect("proven after")] {
        let proven = case_store::proof::Proof::parse(&text).and_then(|proof| proof.check()).expect("valid");
        assert_eq!(proven.fields.len(), 1);
    }
    case.close().expect("closed");

    // A copy that was made before loses it when it merges, in either direction.
    receive(&copy, &out, &key, &mut |_| ()).expect("a copy");
    let mut case = Case::open(&folder, &secret()).expect("opens");
    ask(&mut case, Request::Merge { folder: copy.clone() }, &[]).expect("merged");
    check(&mut case);
    case.close().expect("closed");
    let mut other = Case::open(&copy, &secret()).expect("the copy");
    assert_eq!(shown(&mut other, &gone).text, "a text that goes");
    ask(&mut other, Request::Merge { folder: folder.clone() }, &[]).expect("merged");
    check(&mut other);

    // The same bytes can be registered again later, and stay then.
    let again = add(&mut other, "a text that goes");
    other.close().expect("closed");
    let mut other = Case::open(&copy, &secret()).expect("the copy");
    assert_eq!(shown(&mut other, &again).text, "a text that goes");
    assert!(other.store.blobs().expect("keys").list().expect("listed").contains(&blob));
    assert_eq!(verified(&mut other).damage, Vec::<String>::new());
    other.close().expect("closed");
    let mut case = Case::open(&folder, &secret()).expect("opens");
    ask(&mut case, Request::Merge { folder: copy }, &[]).expect("merged");
    assert_eq!(verified(&mut case).damage, Vec::<String>::new());
    assert_eq!(shown(&mut case, &again).text, "a text that goes");
}

#[test]
fn what_another_program_read_is_stale_until_it_is_read_again_and_judgements_stay() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let document = add(&mut case, "one text");
    let target = Target { document: document.clone(), part: Some("a1".to_owned()) };
    let judge = Request::Judge { verdict: Verdict::Reject, of: vec![target], field: None, value: None, reason: None };
    ask(&mut case, judge, &[]).expect("judged");
    let now = ReadBy { program: "saksi".to_owned(), codebook: "sha256:0".to_owned(), ..ReadBy::default() };
    let newer = ReadBy { model: Some("another".to_owned()), ..now.clone() };
    let stale = |case: &mut Case, read_by: &ReadBy| match ask(case, Request::Stale { read_by: read_by.clone() }, &[])
        .expect("listed")
        .answer
    {
        Answer::Documents { rows, .. } => rows.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!((stale(&mut case, &now), stale(&mut case, &newer)), (0, 1));
    // The same act under another number: what was judged stays with its words.
    let record = serde_json::json!({
        "saksi": 1, "document": { "title": "A title", "text": "one text" }, "entities": [],
        "acts": [{ "id": "a7", "type": "arrest", "status": "reported", "trigger": [0, 4], "confidence": 0.6 },
                 { "id": "a1", "type": "trial", "status": "reported", "trigger": [4, 8], "confidence": 0.6 }],
    });
    let sha256 = shown(&mut case, &document).document.sha256.expect("hash");
    let request = Request::Record { document: document.clone(), sha256, read_by: newer.clone(), problems: Vec::new() };
    ask(&mut case, request, record.to_string().as_bytes()).expect("recorded");
    assert_eq!((stale(&mut case, &now), stale(&mut case, &newer)), (1, 0));
    let acts = shown(&mut case, &document).acts;
    let verdict = |name: &str| acts.iter().find(|act| act.act == name).and_then(|act| act.verdict.clone());
    assert_eq!((verdict("a7").as_deref(), verdict("a1")), (Some("reject"), None));
    let log = Request::Log { document: Some(document), offset: 0, limit: 9 };
    let Answer::Log { rows, .. } = ask(&mut case, log, &[]).expect("log").answer else { panic!("no log") };
    assert_eq!(rows.iter().filter(|row| row.kind == case_store::Kind::Reading.number()).count(), 2);
}
