//! Cases from beginning to end, and what is said when something is not as it was.

use super::*;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

pub(crate) const PASSPHRASE: &str = "nine grey herons over the quiet harbour mill";
/// A word that stands in a document and must stand in no file.
pub(crate) const CANARY: &str = "Kvelmarrow";

/// Argon2 takes 64 MiB; not all tests at once.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn secret() -> Secret {
    Secret::Passphrase(Zeroizing::new(PASSPHRASE.to_owned()))
}

pub(crate) fn ask(case: &mut Case, request: Request, body: &[u8]) -> Result<Reply, Refusal> {
    case.ask(request, &mut &*body)
}

pub(crate) fn create(room: &Path) -> (PathBuf, Case) {
    let folder = room.join("case");
    let case = Case::create(&folder, PASSPHRASE, Effort::FLOOR, "saksi test").expect("a case");
    (folder, case)
}

/// Registers a text and records a reading of it; the document's record.
pub(crate) fn add(case: &mut Case, text: &str) -> String {
    let record = serde_json::json!({
        "saksi": 1, "document": { "title": "A title", "text": text },
        "entities": [{ "id": "e1", "kind": "person", "name": CANARY, "mentions": [{ "span": [0, 4], "form": "name" }] }],
        "acts": [{ "id": "a1", "type": "arrest", "status": "reported", "trigger": [0, 4], "confidence": 0.5 }],
    });
    add_record(case, text, record)
}

/// The same with a reading of one's own.
pub(crate) fn add_record(case: &mut Case, text: &str, mut record: serde_json::Value) -> String {
    let registration = Registration { name: format!("{CANARY}.txt"), ..Registration::default() };
    let reply = ask(case, Request::Register(registration), text.as_bytes()).expect("registered");
    let Answer::Registered { document, known: false } = reply.answer else { panic!("{reply:?}") };
    let original = ask(case, Request::Original { document: document.clone() }, &[]).expect("original");
    assert_eq!(original.body, text.as_bytes());
    let Answer::Original { sha256 } = original.answer else { panic!("no hash") };
    record["document"]["id"] = format!("sha256:{sha256}").into();
    let read_by = ReadBy { program: "saksi".to_owned(), codebook: "sha256:0".to_owned(), ..ReadBy::default() };
    let request = Request::Record { document: document.clone(), sha256, read_by, problems: vec!["x".to_owned()] };
    ask(case, request, record.to_string().as_bytes()).expect("recorded");
    document
}

pub(crate) fn verified(case: &mut Case) -> Verified {
    match ask(case, Request::Verify { against: None }, &[]).expect("verified").answer {
        Answer::Verified(verified) => verified,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("folder").flatten() {
        if entry.path().is_dir() { found.extend(files(&entry.path())) } else { found.push(entry.path()) }
    }
    found.sort();
    found
}

#[test]
fn what_is_recorded_comes_back_and_nothing_of_it_lies_open() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    let document = add(&mut case, &format!("{CANARY} was held in the harbour"));
    let again = Request::Register(Registration::default());
    let reply = ask(&mut case, again, format!("{CANARY} was held in the harbour").as_bytes()).expect("known");
    assert_eq!(reply.answer, Answer::Registered { document: document.clone(), known: true });
    let target = Target { document: document.clone(), part: Some("a1".to_owned()) };
    let judge = Request::Judge { verdict: Verdict::Reject, of: vec![target], field: None, value: None, reason: None };
    let Answer::Entry { entry } = ask(&mut case, judge, &[]).expect("judged").answer else { panic!("no entry") };
    let search = Request::Search { query: CANARY.to_lowercase(), person: false, purpose: None, offset: 0, limit: 5 };
    let Answer::Found(found) = ask(&mut case, search, &[]).expect("searched").answer else { panic!("nothing") };
    assert_eq!((found.hits.len(), found.people.len(), found.entry.is_some()), (1, 1, true));
    case.close().expect("closed");

    for file in files(room.path()) {
        let bytes = std::fs::read(&file).expect("file");
        for word in [CANARY.as_bytes(), b"harbour", b"SQLite format 3", PASSPHRASE.as_bytes()] {
            assert!(!bytes.windows(word.len()).any(|window| window == word), "{}", file.display());
        }
        assert!(!file.display().to_string().contains(CANARY));
    }

    let mut case = Case::open(&folder, &secret()).expect("opens");
    let shown =
        |case: &mut Case| match ask(case, Request::Show { document: document[..6].to_owned(), record: true }, &[]) {
            Ok(Reply { answer: Answer::Document(shown), body }) if !body.is_empty() => *shown,
            other => panic!("{other:?}"),
        };
    assert_eq!(shown(&mut case).acts[0].verdict.as_deref(), Some("reject"));
    ask(&mut case, Request::Undo { entry: entry[..8].to_owned(), reason: None }, &[]).expect("undone");
    let after = shown(&mut case);
    assert_eq!((after.acts[0].verdict.clone(), after.judgements.len(), after.judgements[0].undone), (None, 1, true));
    let twice = ask(&mut case, Request::Undo { entry, reason: None }, &[]).expect_err("once is enough");
    assert_eq!(twice.why, Why::Unclear);
}

#[test]
fn a_cache_that_is_gone_or_damaged_comes_back_the_same() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    add(&mut case, "one text");
    add(&mut case, "another text");
    let expected = verified(&mut case);
    assert!(expected.damage.is_empty() && expected.n_originals == 2, "{expected:?}");
    case.close().expect("closed");
    let cache = folder.join(CACHE);
    let whole = std::fs::read(&cache).expect("cache");
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        Some(bytes)
    };
    for bytes in [None, Some(b"no cache".to_vec()), flipped(5), flipped(whole.len() / 2), flipped(whole.len() - 9)] {
        match bytes {
            Some(bytes) => std::fs::write(&cache, bytes).expect("written"),
            None => std::fs::remove_file(&cache).expect("removed"),
        }
        let mut case = Case::open(&folder, &secret()).expect("opens");
        assert_eq!(verified(&mut case).row_hash, expected.row_hash);
        case.close().expect("closed");
    }
}

#[test]
fn what_is_not_as_it_was_is_said() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    add(&mut case, "one text");
    let in_use = Case::open(&folder, &secret()).expect_err("one at a time");
    assert_eq!(in_use.why, Why::InUse);
    case.close().expect("closed");

    let wrong = Secret::Passphrase(Zeroizing::new("other words that open nothing here".to_owned()));
    assert_eq!(Case::open(&folder, &wrong).expect_err("wrong").why, Why::WrongKey);
    assert_eq!(Case::open(&room.path().join("none"), &secret()).expect_err("none").why, Why::NoCase);
    assert_eq!(Case::open(room.path(), &secret()).expect_err("foreign").why, Why::NoCase);
    assert_eq!(Case::create(&folder, PASSPHRASE, Effort::FLOOR, "saksi").expect_err("full").why, Why::NotEmpty);
    let weak = room.path().join("weak");
    assert_eq!(
        Case::create(&weak, "12345678901234", Effort::FLOOR, "saksi").expect_err("weak").why,
        Why::WeakPassphrase
    );
    assert!(!weak.exists());

    // One damaged copy of the slots is no harm; both are.
    let slots = std::fs::read(folder.join("slots")).expect("slots");
    std::fs::write(folder.join("slots"), b"").expect("written");
    Case::open(&folder, &secret()).expect("the other copy").close().expect("closed");
    std::fs::write(folder.join("slots"), &slots[..40]).expect("written");
    std::fs::write(folder.join("slots-2"), &slots[..40]).expect("written");
    let damaged = Case::open(&folder, &secret()).expect_err("damaged");
    assert!(matches!(damaged.why, Why::Damaged | Why::NoCase | Why::Newer), "{damaged:?}");
    assert!(!damaged.hint.is_empty());
    std::fs::write(folder.join("slots"), &slots).expect("written");
    std::fs::write(folder.join("slots-2"), &slots).expect("written");

    // A missing original: named by verify, and the document still shows what was read.
    for file in files(&folder.join("blobs")) {
        std::fs::remove_file(file).expect("removed");
    }
    let mut case = Case::open(&folder, &secret()).expect("opens");
    assert!(verified(&mut case).damage[0].contains("missing"));
    let Answer::Documents { rows, .. } =
        ask(&mut case, Request::List { after: 0, limit: 9 }, &[]).expect("list").answer
    else {
        panic!("no list")
    };
    let gone = ask(&mut case, Request::Original { document: rows[0].record.clone() }, &[]).expect_err("gone");
    assert_eq!(gone.why, Why::Damaged);
}

#[test]
fn copies_are_merged_and_checkpoints_show_what_was_taken_away() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    add(&mut case, "one text");
    case.close().expect("closed");
    let copy = room.path().join("copy");
    for file in files(&folder) {
        let to = copy.join(file.strip_prefix(&folder).expect("inside"));
        std::fs::create_dir_all(to.parent().expect("folder")).expect("folder");
        std::fs::copy(file, to).expect("copied");
    }
    let mut other = Case::open(&copy, &secret()).expect("the copy");
    add(&mut other, "a second text");
    other.close().expect("closed");

    let mut case = Case::open(&folder, &secret()).expect("opens");
    add(&mut case, "a third text");
    let merge = |case: &mut Case| match ask(case, Request::Merge { folder: copy.clone() }, &[]).expect("merged").answer
    {
        Answer::Merged { n_entries, n_originals, findings } => (n_entries, n_originals, findings.len()),
        other => panic!("{other:?}"),
    };
    assert_eq!(merge(&mut case), (2, 1, 0));
    assert_eq!(merge(&mut case), (0, 0, 0));
    assert_eq!(verified(&mut case).n_originals, 3);
    let Answer::Text { text } = ask(&mut case, Request::Checkpoint, &[]).expect("signed").answer else {
        panic!("none")
    };
    let against = |case: &mut Case| match ask(case, Request::Verify { against: Some(text.clone()) }, &[]) {
        Ok(Reply { answer: Answer::Verified(verified), .. }) => verified.damage.is_empty(),
        other => !matches!(other, Err(refusal) if refusal.why == Why::Unclear),
    };
    assert!(against(&mut case));
    case.close().expect("closed");
    let mut older = Case::open(&copy, &secret()).expect("the copy");
    assert!(!against(&mut older), "the copy does not hold what the checkpoint says");
    older.close().expect("closed");

    // Merged back and forth they come to rest, with the same rows.
    let both = [folder, copy];
    let merged = |into: usize| {
        let mut case = Case::open(&both[into], &secret()).expect("opens");
        let request = Request::Merge { folder: both[1 - into].clone() };
        let Answer::Merged { n_entries, .. } = ask(&mut case, request, &[]).expect("merged").answer else { panic!() };
        let hash = verified(&mut case).row_hash;
        case.close().expect("closed");
        (n_entries, hash)
    };
    (0..2).for_each(|round| drop((merged(1), merged(0), round)));
    let (one, other) = (merged(1), merged(0));
    assert_eq!((one.0, other.0, one.1), (0, 0, other.1));
}
