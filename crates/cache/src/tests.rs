//! Laws of the fold, and what happens to a cache that is not what it was.

use super::*;
use case_store::entry::{Place, seal};
use case_store::testing::{SeededRandomness, SeededSubjects};
use case_store::{Author, CaseId, DeviceId, Draft, Entry, EntryHash, Kind, RecordId, SecretKey, SubjectId, Timestamp};
use proptest::prelude::*;
use std::path::Path;

const CASE: CaseId = CaseId::from_bytes([1; 16]);
const DOCUMENT: SubjectId = SubjectId::from_bytes([3; 16]);

fn author() -> Author {
    Author::from_secret(&SecretKey::from_bytes([4; 32]))
}

fn record(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

/// An entry at a place in the order.
fn entry(step: u64, device: u8, sequence: u64, draft: &Draft, subjects: &SeededSubjects) -> Entry {
    let place = Place {
        case: CASE,
        device: DeviceId::from_bytes([device; 16]),
        sequence,
        step,
        previous: EntryHash::NONE,
        time: Timestamp(1_772_323_200_000 + 1000 * i64::try_from(step).expect("small")),
    };
    let all = SeededSubjects::default();
    let sealed = seal(draft, place, &author(), &all, &mut SeededRandomness::new(step)).expect("a whole draft");
    Entry::open(&sealed.bytes, subjects).expect("an entry")
}

fn registered(number: u8) -> Draft {
    let draft =
        Draft::new(Kind::DocumentRegistered, record(number)).with("sha256", format!("{:02x}", number % 3).repeat(32));
    let draft = draft.with("blob", "b".repeat(64)).with("size", "17");
    draft.about(DOCUMENT, "name", format!("report {number}.txt")).with("note", "by hand")
}

fn read(number: u8, text: &str) -> Draft {
    let json = serde_json::json!({
        "saksi": 1,
        "document": { "title": "Student released", "text": text, "language": "en", "origin": ["Radio Horizon"],
            "published": { "earliest": "2021-03-05", "latest": "2021-03-05" } },
        "entities": [
            { "id": "e1", "kind": "person", "name": "Anton Bésk", "mentions": [{ "span": [0, 5], "form": "name" }], "protected": true },
            { "id": "e2", "kind": "organization", "name": "Radio Horizon", "mentions": [{ "span": [9, 12], "form": "name" }] },
        ],
        "acts": [{ "id": "a1", "type": "arrest", "status": "reported", "trigger": [6, 9], "confidence": 0.9,
            "date": { "earliest": null, "latest": "2021-03-05" },
            "participants": [{ "role": "victim", "entity": "e1", "span": [0, 5] }] }],
        "statements": [{ "id": "s1", "kind": "claim", "speaker": "e2", "cue": [10, 12] }],
        "problems": [{ "code": "undated-document", "message": "no date" }],
    });
    let draft = Draft::new(Kind::Reading, record(number)).with("sha256", "00").with("program", "saksi 0.1.0");
    draft.with("codebook", "sha256:00").about(DOCUMENT, "result", json.to_string())
}

fn judged(number: u8, verdict: &str) -> Draft {
    let draft = Draft::new(Kind::Judgement, record(100 + number)).with("verdict", verdict);
    draft.about(DOCUMENT, "of", format!("{}/{}#a1", record(number), "0".repeat(64))).about(
        DOCUMENT,
        "seen",
        "a arrest 6-9",
    )
}

fn undo(of: EntryHash) -> Draft {
    Draft::new(Kind::Undo, record(200)).with("entry", of.to_string())
}

/// A small case: two documents, one read twice, a judgement taken back, and the taking back taken back.
fn entries(subjects: &SeededSubjects) -> Vec<Entry> {
    let founded = Draft::new(Kind::CaseFounded, record(0)).with("program", "saksi");
    let member = Draft::new(Kind::MemberAdded, record(1)).with("signing_key", author().id().to_string());
    let member = member.with("exchange_key", "00").with("name", "Dana");
    let judgement = entry(6, 1, 6, &judged(10, "reject"), subjects);
    let undone = entry(7, 2, 1, &undo(judgement.hash), subjects);
    let redone = entry(8, 1, 7, &undo(undone.hash), subjects);
    vec![
        entry(1, 1, 1, &founded, subjects),
        entry(2, 1, 2, &member, subjects),
        entry(3, 1, 3, &registered(10), subjects),
        entry(4, 1, 4, &registered(13), subjects),
        entry(5, 1, 5, &read(10, "Anton was held in Kársund; ភាសាខ្មែរ"), subjects),
        judgement,
        undone,
        redone,
        entry(9, 2, 2, &read(10, "Anton was held in Kársund, his lawyer said. ភាសាខ្មែរ"), subjects),
        entry(10, 2, 3, &Draft::new(Kind::Search, record(9)).with("query", "Besk"), subjects),
    ]
}

fn fold(cache: &mut Cache, entries: &[Entry]) -> Folded {
    cache.fold(entries.iter().cloned().map(Ok::<_, CacheError>), b"heads", &()).expect("folded")
}

fn folded(entries: &[Entry]) -> Cache {
    let mut cache = Cache::in_memory(CASE).expect("memory");
    assert_eq!(fold(&mut cache, entries), Folded::Done(entries.len() as u64));
    cache
}

#[test]
fn the_tables_say_what_was_recorded() {
    let cache = folded(&entries(&SeededSubjects::default()));
    let documents = cache.documents(0, 10).expect("documents");
    assert_eq!(documents.len(), 2);
    let first = &documents[0];
    assert_eq!((first.name.as_deref(), first.title.as_deref()), (Some("report 10.txt"), Some("Student released")));
    assert_eq!((first.n_acts, first.n_persons, first.n_judgements), (1, 1, 1));
    assert_eq!(first.problems, [("undated-document".to_owned(), "no date".to_owned())]);
    assert_eq!((documents[1].same_bytes_as, documents[1].reading.as_ref()), (Some(1), None));
    assert_eq!(cache.unread().expect("unread").len(), 1);
    let acts = cache.acts(1).expect("acts");
    assert_eq!((acts[0].verdict.as_deref(), acts[0].key.as_str()), (Some("reject"), "a arrest 6-9"));
    assert_eq!(acts[0].participants[0].name.as_deref(), Some("Anton Bésk"));
    assert_eq!(cache.statements(1).expect("statements")[0].speaker.as_deref(), Some("Radio Horizon"));
    let log = cache.log(LogFilter::default(), 0, 2).expect("log");
    assert_eq!(log[0].details, [("query".to_owned(), Some("Besk".to_owned()))]);
    assert_eq!(log[0].author_name.as_deref(), Some("Dana"));
    assert_eq!(cache.n_entries().expect("entries"), 10);
}

#[test]
fn an_undo_can_be_undone() {
    let entries = entries(&SeededSubjects::default());
    let verdict = |n: usize| folded(&entries[..n]).acts(1).expect("acts")[0].verdict.clone();
    assert_eq!((verdict(6), verdict(7), verdict(8)), (Some("reject".to_owned()), None, Some("reject".to_owned())));
}

#[test]
fn what_comes_late_asks_for_all_again() {
    let entries = entries(&SeededSubjects::default());
    let mut cache = folded(&entries[..6]);
    let before = cache.row_hash().expect("hash");
    assert_eq!(fold(&mut cache, &entries[2..3]), Folded::Rebuild);
    assert_eq!(cache.row_hash().expect("hash"), before);
    let erased = Draft::new(Kind::Erasure, record(8)).with("subject", DOCUMENT.to_string()).with("reason", "asked");
    assert_eq!(fold(&mut cache, &[entry(20, 1, 8, &erased, &SeededSubjects::default())]), Folded::Rebuild);
}

#[test]
fn nothing_of_an_erased_document_is_left() {
    let subjects = SeededSubjects { destroyed: vec![DOCUMENT], ..SeededSubjects::default() };
    let cache = folded(&entries(&subjects));
    let document = cache.document(1).expect("row").expect("document");
    assert_eq!((document.name, document.title, document.n_acts), (None, None, 0));
    assert!(cache.search("Anton", 0, 10).expect("search").rows.is_empty());
}

#[test]
fn a_word_that_stands_nearly_everywhere_ranks_the_newest_and_says_so() {
    let cache = folded(&[]);
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10005)
                INSERT INTO words (rowid, title, text, names)
                SELECT i, '', CASE WHEN i IN (3, 9000) THEN 'harbour harbour' ELSE 'harbour and much else beside it' END, '' FROM n";
    cache.connection.execute(many, []).expect("rows");
    let hits = cache.search("harbour", 0, 2).expect("search");
    assert!(hits.is_cut);
    assert_eq!(
        hits.rows.iter().map(|hit| hit.document).collect::<Vec<_>>(),
        [9000, 6],
        "3 to 5 are older than the newest"
    );
    let (found, is_cut) = cache.found("harbour").expect("found");
    assert_eq!((found.len(), is_cut), (MAX_RANKED as usize, true));
    assert!(cache.search("harbour", MAX_RANKED, 10).expect("after the last").rows.is_empty());
    let (found, is_cut) = cache.found("harbour -else").expect("found");
    assert_eq!((found, is_cut), (vec![3, 9000], false));
}

#[test]
fn words_phrases_beginnings_and_parts_are_found() {
    let cache = folded(&entries(&SeededSubjects::default()));
    for query in [
        "karsund",
        "Kársund",
        "\"held in Karsund\"",
        "law*",
        "RELEASED lawyer",
        "ភាសា",
        "សាខ្មែ Anton",
        "held -prison",
        "besk",
    ] {
        assert_eq!(cache.search(query, 0, 10).expect(query).rows.len(), 1, "{query}");
    }
    for query in ["absent", "\"held Karsund\"", "held -lawyer", "ខ្មុំ", "law", "text : held"] {
        assert!(cache.search(query, 0, 10).expect(query).rows.is_empty(), "{query}");
    }
    for query in ["", "  ", "\"", "-", "*", "( )", "ក", "-held"] {
        assert!(matches!(cache.search(query, 0, 10), Err(CacheError::Query(_))), "{query}");
    }
    assert_eq!(cache.search("\"in NEAR( OR", 0, 10).expect("odd").rows.len(), 0);
    let passage = &cache.search("karsund", 0, 1).expect("search").rows[0].passage;
    assert!(passage.contains("\u{2}Kársund\u{3}"), "{passage}");
    assert_eq!(cache.entities_named("BESK anton", 10).expect("names")[0].name, "Anton Bésk");
    assert!(cache.entities_named("bes", 10).expect("names").is_empty());
}

fn on_disk(path: &Path, key: u8) -> Result<Cache, CacheError> {
    Cache::open(path, &SecretKey::from_bytes([key; 32]), CASE)
}

fn cache_file(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("cache.db");
    let mut cache = on_disk(&path, 7).expect("made");
    fold(&mut cache, &entries(&SeededSubjects::default()));
    path
}

#[test]
fn what_is_on_the_disk_is_sealed_and_for_the_owner() {
    let folder = tempfile::tempdir().expect("folder");
    let path = cache_file(folder.path());
    for file in std::fs::read_dir(folder.path()).expect("folder").flatten() {
        let bytes = std::fs::read(file.path()).expect("file");
        for word in [b"SQLite format 3".as_slice(), b"Anton", b"CREATE", b"Karsund"] {
            assert!(!bytes.windows(word.len()).any(|window| window == word), "{:?}", file.path());
        }
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&file.metadata().expect("metadata").permissions()) & 0o077,
            0
        );
    }
    let cache = on_disk(&path, 7).expect("opens");
    assert_eq!(cache.n_documents().expect("count"), 2);
    assert!(cache.connection.execute_batch("ATTACH DATABASE ':memory:' AS other").is_err());
    assert_eq!(cache.heads().expect("heads").as_deref(), Some(b"heads".as_slice()));
}

#[test]
fn a_foreign_or_plain_or_older_file_is_no_cache() {
    let folder = tempfile::tempdir().expect("folder");
    let path = cache_file(folder.path());
    assert!(on_disk(&path, 8).expect_err("another key").is_unusable());
    let other = Cache::open(&path, &SecretKey::from_bytes([7; 32]), CaseId::from_bytes([9; 16]));
    assert!(other.expect_err("another case").is_unusable());
    {
        let cache = on_disk(&path, 7).expect("opens");
        crate::open::remember(&cache.connection, "schema", b"0").expect("written");
    }
    assert!(on_disk(&path, 7).expect_err("another version").is_unusable());
    std::fs::write(&path, b"no database at all, but long enough to be read as the head of one, surely".repeat(99))
        .expect("file");
    let (cache, empty) = Cache::open_or_renew(&path, &SecretKey::from_bytes([7; 32]), CASE).expect("renewed");
    assert!(empty && cache.n_documents().expect("count") == 0);
}

#[test]
fn every_flipped_byte_gives_the_same_rows_or_none() {
    let folder = tempfile::tempdir().expect("folder");
    let path = cache_file(folder.path());
    let whole = std::fs::read(&path).expect("file");
    let expected = on_disk(&path, 7).expect("opens").row_hash().expect("hash");
    let whole_again = std::fs::read(&path).expect("file");
    assert_eq!(whole.len(), whole_again.len());
    // One byte in each stretch of 509; the research measured every bit.
    for at in (0..whole_again.len()).step_by(509) {
        let mut bytes = whole_again.clone();
        bytes[at] ^= 0x10;
        std::fs::write(&path, &bytes).expect("written");
        let rows = on_disk(&path, 7).and_then(|cache| cache.check().and_then(|()| cache.row_hash()));
        match rows {
            Ok(hash) => assert_eq!(hash, expected, "byte {at}"),
            Err(error) => assert!(error.is_unusable(), "byte {at}: {error}"),
        }
        Cache::discard(&path).expect("discarded");
        assert!(!path.exists());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Folding in pieces, in whatever order two logs come in, gives the rows of folding at once.
    #[test]
    fn pieces_in_any_order_give_the_same_rows(cuts in prop::collection::vec(0_usize..10, 0..4), late in 0_usize..10) {
        let entries = entries(&SeededSubjects::default());
        let expected = folded(&entries).row_hash().expect("hash");
        let mut cuts = cuts;
        cuts.extend([0, entries.len()]);
        cuts.sort_unstable();
        // One entry is missing at first, and comes when all the others are there.
        let missing = entries[late].clone();
        let mut cache = Cache::in_memory(CASE).expect("memory");
        for pair in cuts.windows(2) {
            let piece: Vec<Entry> = entries[pair[0]..pair[1]].iter().filter(|entry| **entry != missing).cloned().collect();
            fold(&mut cache, &piece);
        }
        if fold(&mut cache, &[missing]) == Folded::Rebuild {
            cache = folded(&entries);
        }
        prop_assert_eq!(cache.row_hash().expect("hash"), expected);
    }

    /// Whatever is typed is a search or an error, never a failure of the index.
    #[test]
    fn whatever_is_typed_is_searched(query in ".{0,40}") {
        let cache = folded(&entries(&SeededSubjects::default()));
        match cache.search(&query, 0, 10) {
            Ok(_) | Err(CacheError::Query(_)) => {}
            Err(error) => prop_assert!(false, "{error}"),
        }
    }
}

#[test]
fn digests_of_another_version_are_made_anew_and_are_the_same() {
    let cache = folded(&entries(&SeededSubjects::default()));
    let of = |document| cache.digests_of(&[document]).expect("digests");
    let (before, hash) = (of(1), cache.row_hash().expect("hash"));
    assert_eq!(before.len(), 1);
    assert_eq!((before[0].document, before[0].digest.entities[0].name.as_str()), (1, "Anton Bésk"));
    cache.connection.execute("UPDATE digests SET known = 0, digest = NULL", []).expect("emptied");
    assert!(of(1).is_empty());
    digests::renew(&cache.connection).expect("nothing to do");
    assert!(of(1).is_empty(), "the version did not change");
    open::remember(&cache.connection, "digests", b"another").expect("remembered");
    digests::renew(&cache.connection).expect("renewed");
    assert_eq!(cache.row_hash().expect("hash"), hash);
}

#[test]
fn what_was_worked_out_counts_for_its_input_only_and_for_no_row() {
    let cache = folded(&entries(&SeededSubjects::default()));
    let (input, hash) = (cache.input_of_results().expect("input"), cache.row_hash().expect("hash"));
    cache.keep_worked_out("people", &input, b"result").expect("kept");
    assert_eq!(cache.worked_out("people", &input).expect("found").as_deref(), Some(&b"result"[..]));
    assert_eq!(cache.worked_out("people", b"other").expect("looked"), None);
    assert_eq!(cache.row_hash().expect("hash"), hash);
    let fewer: Vec<_> = entries(&SeededSubjects::default()).into_iter().take(7).collect();
    assert_ne!(
        folded(&fewer).input_of_results().expect("input"),
        input,
        "a judgement that was taken back is input too"
    );
}
