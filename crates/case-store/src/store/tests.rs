use super::*;
use crate::Kind;
use crate::keys::NewMember;
use crate::storage::{Fault, Simulated};
use crate::testing::{SeededRandomness, TickingClock};
use std::io::Read;

const FIRST: &str = "three grey herons argued over the ferry timetable";
const SECOND: &str = "eleven copper kettles whistle behind a wooden bakery";
const DEVICE: DeviceId = DeviceId::from_bytes([5; 16]);

fn outside(disk: &Simulated, seed: u64) -> Outside {
    Outside {
        storage: Arc::new(disk.clone()),
        clock: Arc::new(TickingClock::default()),
        randomness: Box::new(SeededRandomness::new(seed)),
        ballast: 0,
    }
}

fn member(text: &str, seed: u64) -> NewMember {
    NewMember::for_tests(text, &mut SeededRandomness::new(seed)).expect("strong enough")
}

fn create(disk: &Simulated) -> Result<Store, StoreError> {
    Store::create(outside(disk, 1), member(FIRST, 2), DEVICE, "saksi 0.1.0", Some("Dar Nuweid"))
}

fn open(disk: &Simulated) -> Result<Store, StoreError> {
    Store::open(outside(disk, 7), Opener::Passphrase(FIRST), DEVICE)
}

fn note(store: &mut Store, text: &str) -> Result<Receipt, StoreError> {
    let record = store.new_record();
    store.append(&Draft::new(Kind::Search, record).with("query", text))
}

fn queries(store: &Store) -> Vec<String> {
    let entries = store.entries().map(|entry| entry.expect("readable"));
    entries.filter_map(|entry| entry.text("query").map(str::to_owned)).collect()
}

#[test]
fn what_was_recorded_is_there_again() {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    for text in ["one", "two", "three"] {
        note(&mut store, text).expect("recorded");
    }
    let heads = store.heads();
    store.close().expect("closed");
    let store = open(&disk).expect("opened");
    assert!(store.findings().is_empty() && store.writable().is_ok());
    assert_eq!((queries(&store), store.heads()), (vec!["one".into(), "two".into(), "three".into()], heads));
    let kinds: Vec<Kind> = store.entries().map(|entry| entry.expect("readable").header.kind).take(2).collect();
    assert_eq!(kinds, [Kind::CaseFounded, Kind::MemberAdded]);
    assert!(store.entries().all(|entry| entry.is_ok_and(|entry| entry.check_signature().is_ok())));
}

#[test]
fn a_fold_goes_on_where_it_stopped() {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    note(&mut store, "one").expect("recorded");
    let known = store.heads();
    note(&mut store, "two").expect("recorded");
    let later: Vec<_> = store.entries_after(&known).expect("in order").map(|entry| entry.expect("readable")).collect();
    assert_eq!(later.iter().map(|entry| entry.text("query")).collect::<Vec<_>>(), [Some("two")]);
    assert_eq!(store.entries_after(&store.heads()).map(Iterator::count), Some(0));
    assert_eq!(store.entries_after(&Heads::default()).map(Iterator::count), Some(4));
    // Heads of another history: begin anew.
    let foreign = Heads([(DEVICE, 2, crate::EntryHash::NONE)].into());
    assert!(store.entries_after(&foreign).is_none());
}

#[test]
fn originals_are_kept_and_read() {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    let kept = store.keep(&mut &b"the words of a report"[..]).expect("kept");
    store.close().expect("closed");
    let store = open(&disk).expect("opened");
    let mut text = String::new();
    store.blobs().expect("keys").open(kept.id).expect("there").read_to_string(&mut text).expect("read");
    assert_eq!(text, "the words of a report");
}

#[test]
fn erased_people_cannot_be_read_and_everything_else_can() {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    let person = store.new_subject().expect("a key");
    let record = store.new_record();
    let draft = Draft::new(Kind::Consent, record).with("state", "given").with("subject", person.to_string());
    store.append(&draft.about(person, "note", "Ilse Marrak, by telephone")).expect("recorded");
    let before: Vec<_> = store.entries().map(|entry| entry.expect("readable").hash).collect();
    assert!(store.entries().any(|entry| entry.is_ok_and(|entry| entry.text("note").is_some())));
    store.erase(person, "consent withdrawn").expect("erased");
    store.close().expect("closed");
    let mut store = open(&disk).expect("opened");
    assert!(store.findings().is_empty());
    let entries: Vec<_> = store.entries().map(|entry| entry.expect("readable")).collect();
    assert!(entries.iter().all(|entry| entry.text("note").is_none() && entry.check_signature().is_ok()));
    assert!(before.iter().zip(&entries).all(|(hash, entry)| *hash == entry.hash));
    assert!(store.append(&Draft::new(Kind::Search, record).about(person, "query", "x")).is_err());
}

#[test]
fn an_old_table_of_keys_does_not_bring_the_erased_back() {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    let person = store.new_subject().expect("a key");
    let record = store.new_record();
    store.append(&Draft::new(Kind::Search, record).about(person, "query", "Ilse Marrak")).expect("recorded");
    let old = disk.files();
    store.erase(person, "consent withdrawn").expect("erased");
    store.close().expect("closed");
    for file in crate::subjects::FILES {
        disk.change(file, |bytes| {
            bytes.clone_from(&old[file]);
            true
        });
    }
    let store = open(&disk).expect("opened");
    assert!(queries(&store).is_empty());
    assert!(crate::subjects::FILES.iter().all(|file| disk.files()[*file] != old[*file]));
}

#[test]
fn a_removed_member_reads_nothing_that_comes_later() {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    let second = member(SECOND, 3);
    let id = second.candidate.signing_key();
    store.add_member(second.candidate, "Jon Tavik").expect("added");
    note(&mut store, "before").expect("recorded");
    store.close().expect("closed");
    let by_second = |disk: &Simulated| Store::open(outside(disk, 8), Opener::Passphrase(SECOND), DEVICE);
    assert_eq!(by_second(&disk).map(|store| queries(&store)).expect("opened"), ["before"]);

    let mut store = open(&disk).expect("opened");
    let copied = disk.copy();
    store.remove_member(id, RemovedBy { reason: Some("left") }).expect("removed");
    note(&mut store, "after").expect("recorded");
    store.close().expect("closed");
    assert!(matches!(by_second(&disk), Err(StoreError::Keys(KeysError::WrongPassphrase))));
    assert_eq!(queries(&open(&disk).expect("opened")), ["before", "after"]);
    // With an old copy of the slots the later entries stay shut, and the case says why.
    for file in ["slots", "slots-2"] {
        disk.change(file, |bytes| {
            bytes.clone_from(&copied.files()[file]);
            true
        });
    }
    let store = by_second(&disk).expect("opened");
    assert_eq!(queries(&store), ["before"]);
    assert!(store.findings().iter().any(|finding| matches!(finding, Finding::KeyMissing { .. })));
    assert!(store.writable().is_err());
}

#[test]
fn two_shares_open_the_case() {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    let [a, _, c] = store.make_shares().expect("made");
    note(&mut store, "one").expect("recorded");
    store.close().expect("closed");
    let store = Store::open(outside(&disk, 9), Opener::Shares(&[c, a]), DEVICE).expect("opened");
    assert_eq!(queries(&store), ["one"]);
}

#[test]
fn damage_makes_the_case_read_only_and_is_named() {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    for n in 0..5 {
        note(&mut store, &n.to_string()).expect("recorded");
    }
    store.close().expect("closed");
    let file = format!("log/{DEVICE}.led");
    let length = disk.files()[&file].len();
    disk.flip(&file, 8 * (length - 2000));
    let mut store = open(&disk).expect("opened");
    assert!(matches!(store.writable(), Err(ReadOnly::Damaged(Finding::EntriesDamaged { .. }))));
    assert!(matches!(note(&mut store, "six"), Err(StoreError::ReadOnly(_))));
    assert_eq!(queries(&store).len(), 4);
    disk.change(&file, |_| true);
    drop(store);
    disk.remove(&file).expect("removed");
    assert!(open(&disk).expect("opened").findings().contains(&Finding::NotFounded));
}

#[test]
fn a_case_is_made_whole_or_not_at_all() {
    let disk = Simulated::new();
    drop(create(&disk).expect("made"));
    let mut n_made = 0;
    for step in 0..=disk.n_steps() {
        for seed in 0..4 {
            let after = disk.crash(step, &mut SeededRandomness::new(seed));
            match open(&after) {
                Ok(store) => {
                    assert!(store.writable().is_ok(), "step {step}, seed {seed}: {:?}", store.findings());
                    n_made += 1;
                }
                Err(StoreError::Keys(KeysError::NoCase | KeysError::Damaged(_))) => {}
                Err(error) => panic!("step {step}, seed {seed}: {error}"),
            }
        }
    }
    assert!(n_made > 0);
    assert!(matches!(create(&disk), Err(StoreError::NotEmpty)));
}

fn registered(record: RecordId, kept: &crate::blobs::Kept) -> Draft {
    let sha256 = crate::EntryHash::from_bytes(kept.sha256).to_string();
    let draft = Draft::new(Kind::DocumentRegistered, record).with("sha256", sha256);
    draft.with("blob", kept.id.to_string()).with("size", kept.size.to_string())
}

/// A case that is worked in: what was acknowledged after how many steps of the disk.
struct Session {
    disk: Simulated,
    acknowledged: Vec<(usize, usize)>,
}

/// Documents, searches, members, shares and a new key. With a number every n-th sync is only pretended.
fn session(forget_every_sync: Option<u64>) -> Session {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    if let Some(n) = forget_every_sync {
        disk.forget_every_sync(n);
    }
    let mut acknowledged = vec![(disk.n_steps(), 0)];
    let second = member(SECOND, 3);
    let id = second.candidate.signing_key();
    for round in 0..24 {
        match round {
            5 => assert!(store.add_member(second.candidate.clone(), "Jon Tavik").is_ok()),
            9 => assert!(store.make_shares().is_ok()),
            14 => assert!(store.remove_member(id, RemovedBy { reason: None }).is_ok()),
            _ => {}
        }
        let (person, record) = (store.new_subject().expect("a key"), store.new_record());
        let mut drafts = vec![Draft::new(Kind::Search, record).about(person, "query", format!("{round}"))];
        if round % 3 == 0 {
            let kept = store.keep(&mut vec![round; 3000].as_slice()).expect("kept");
            drafts.push(registered(record, &kept));
        }
        store.append_all(&drafts).expect("recorded");
        acknowledged.push((disk.n_steps(), usize::from(round) + 1));
    }
    drop(store);
    Session { disk, acknowledged }
}

/// What a power cut at this step has harmed; none when everything that was acknowledged is there and the case goes on.
fn harm(session: &Session, seed: u64) -> Option<String> {
    let (first, mut randomness) = (session.acknowledged[0].0, SeededRandomness::new(seed));
    let step = first + randomness.below(session.disk.n_steps() + 1 - first);
    let n = session.acknowledged.iter().rev().find(|(at, _)| *at <= step).map_or(0, |(_, n)| *n);
    let after = session.disk.crash(step, &mut randomness);
    let say = |what: String| Some(format!("step {step}, seed {seed}: {what}"));
    let mut store = match open(&after) {
        Ok(store) => store,
        Err(error) => return say(error.to_string()),
    };
    if let Err(why) = store.writable() {
        return say(why.to_string());
    }
    let found: Vec<_> = store.entries().filter_map(|entry| entry.ok()?.text("query").map(str::to_owned)).collect();
    if found.len() < n || found.iter().enumerate().any(|(at, text)| *text != at.to_string()) {
        return say(format!("{n} acknowledged, {} found", found.len()));
    }
    // The originals of the documents among them, hashed.
    match store.verify(&mut |_| ()) {
        Ok(report) if report.is_whole() => {}
        other => return say(format!("{other:?}")),
    }
    if note(&mut store, "more").and_then(|_| store.close()).is_err() {
        return say("nothing more can be recorded".to_owned());
    }
    let again = open(&after).is_ok_and(|store| store.findings().is_empty());
    if again { None } else { say("not as it was closed".to_owned()) }
}

#[test]
fn a_power_cut_at_any_moment_leaves_what_was_acknowledged() {
    let n_states = std::env::var("SAKSI_STATES").ok().and_then(|n| n.parse().ok()).unwrap_or(250);
    let session = session(None);
    let harmed: Vec<String> = (0..n_states).filter_map(|seed| harm(&session, seed)).collect();
    assert!(harmed.is_empty(), "{} of {n_states}: {:?}", harmed.len(), harmed.first());
}

#[test]
fn control_a_case_with_forgotten_syncs_is_harmed() {
    for n in [1, 3] {
        let session = session(Some(n));
        let n_harmed = (0..60).filter(|seed| harm(&session, *seed).is_some()).count();
        assert!(n_harmed > 10, "every {n}: {n_harmed}");
    }
}

#[test]
fn a_full_disk_can_be_worked_on() {
    let disk = Simulated::new();
    let with_ballast = |seed| Outside { ballast: 100_000, ..outside(&disk, seed) };
    let mut store = Store::create(with_ballast(1), member(FIRST, 2), DEVICE, "saksi", None).expect("made");
    let used: usize = disk.files().values().map(Vec::len).sum();
    disk.set_capacity(Some(used as u64));
    let mut n_recorded = 0;
    while note(&mut store, "a").is_ok() {
        n_recorded += 1;
    }
    assert!(n_recorded > 50, "{n_recorded}");
    assert!(!disk.files().contains_key("ballast"));
    drop(store);
    let store = Store::open(with_ballast(3), Opener::Passphrase(FIRST), DEVICE).expect("opened");
    assert_eq!(queries(&store).len(), n_recorded);
}

/// Works in a case whose disk fails, and looks at what is there when it does not fail any more.
fn work_until_it_fails(disk: &Simulated, how: &dyn Fn(&Simulated)) {
    let mut store = open(disk).expect("opened");
    how(disk);
    let (mut acknowledged, mut n_kept) = (vec!["one".to_owned()], 0);
    for round in 0..5 {
        let second = member(SECOND, 3).candidate;
        let id = second.signing_key();
        if round == 1 && store.add_member(second, "Jon Tavik").is_ok() {
            drop(store.remove_member(id, RemovedBy { reason: None }));
        }
        if let Ok(kept) = store.keep(&mut vec![round; 2000].as_slice()) {
            let record = store.new_record();
            n_kept += usize::from(store.append(&registered(record, &kept)).is_ok());
        }
        if note(&mut store, &round.to_string()).is_ok() {
            acknowledged.push(round.to_string());
        }
    }
    drop(store);
    // While the disk still fails, what is there can be read.
    assert!(queries(&open(disk).expect("opened on a failing disk")).starts_with(&acknowledged));
    disk.fail(None);
    disk.set_capacity(None);
    let mut store = open(disk).expect("opened");
    assert!(store.writable().is_ok(), "{:?}", store.findings());
    assert!(queries(&store).starts_with(&acknowledged));
    let report = store.verify(&mut |_| ()).expect("verified");
    assert!(report.is_whole() && report.n_originals as usize >= n_kept, "{report:?}");
    note(&mut store, "more").expect("recorded");
}

fn with_one_note() -> Simulated {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    note(&mut store, "one").expect("recorded");
    store.close().expect("closed");
    disk
}

#[test]
fn a_write_that_fails_loses_nothing() {
    let whole = with_one_note();
    for after in 0..120 {
        for (kind, lasting) in [(io::ErrorKind::Other, true), (io::ErrorKind::StorageFull, after % 2 == 0)] {
            work_until_it_fails(&whole.copy(), &|disk| disk.fail(Some(Fault { after, kind, lasting })));
        }
    }
}

#[test]
fn a_disk_that_is_full_at_any_size_loses_nothing() {
    let whole = with_one_note();
    let used: usize = whole.files().values().map(Vec::len).sum();
    for room in (0..24_000).step_by(397) {
        work_until_it_fails(&whole.copy(), &|disk| disk.set_capacity(Some((used + room) as u64)));
    }
}

#[test]
fn nothing_at_rest_can_be_read() {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    let person = store.new_subject().expect("a key");
    let record = store.new_record();
    store.append(&Draft::new(Kind::Search, record).about(person, "query", "Ilse Marrak")).expect("recorded");
    store.keep(&mut &b"Ilse Marrak was seen on Tuesday"[..]).expect("kept");
    store.close().expect("closed");
    for (file, content) in disk.files() {
        let text = String::from_utf8_lossy(&content);
        assert!(["Marrak", "Nuweid", "query", "saksi 0.1.0"].iter().all(|canary| !text.contains(canary)), "{file}");
        assert!(!file.contains("Marrak"));
    }
}

#[test]
fn an_entry_is_proven_and_a_checkpoint_notices_an_older_copy() {
    let disk = Simulated::new();
    let mut store = create(&disk).expect("made");
    let receipts: Vec<Receipt> = (0..9).map(|n| note(&mut store, &n.to_string()).expect("recorded")).collect();
    for receipt in &receipts {
        let text = store.prove(receipt.hash, &["query"]).expect("proven").to_text();
        let proven = crate::proof::Proof::parse(&text).and_then(|proof| proof.check()).expect("proven");
        assert_eq!((proven.header.sequence, proven.hash), (receipt.sequence, receipt.hash));
    }
    assert!(matches!(store.prove(crate::EntryHash::NONE, &[]), Err(StoreError::Proof(ProofError::NotInLog))));
    let early = store.checkpoint(DEVICE).expect("signed");
    let old = disk.copy();
    note(&mut store, "later").expect("recorded");
    let late = store.checkpoint(DEVICE).expect("signed");
    assert_eq!((store.check_against(&early), store.check_against(&late)), (Against::Holds, Against::Holds));
    assert_eq!(late.check_signature(&store.author().id()), Ok(()));
    drop(store);

    let mut store = open(&old).expect("opened");
    assert_eq!(store.check_against(&late), Against::Shorter { now: 11 });
    note(&mut store, "something else").expect("recorded");
    assert_eq!((store.check_against(&late), store.check_against(&early)), (Against::Rewritten, Against::Holds));
    let (elsewhere, other) = (Simulated::new(), outside(&disk, 33));
    let other = Outside { storage: Arc::new(elsewhere), ..other };
    let other = Store::create(other, member(FIRST, 2), DEVICE, "saksi", None).expect("made");
    assert_eq!(other.check_against(&late), Against::OtherCase);
}
