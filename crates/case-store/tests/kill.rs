//! The process is killed at any moment, on a real disk: no acknowledged entry is lost, and the case opens and goes on.
//!
//! The writer is this same program, started again for the one test `writer`. `SAKSI_KILLS=300 SAKSI_OTHER_KILLS=40` for a long run.
#![allow(clippy::print_stdout, reason = "the writer tells what was acknowledged")]

use case_store::keys::NewMember;
use case_store::store::RemovedBy;
use case_store::testing::{SeededRandomness, TickingClock};
use case_store::{DeviceId, Disk, Draft, Kind, Opener, Outside, Store, SystemRandomness};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

const FIRST: &str = "three grey herons argued over the ferry timetable";
const SECOND: &str = "eleven copper kettles whistle behind a wooden bakery";

fn device(n: u8) -> DeviceId {
    DeviceId::from_bytes([n; 16])
}

fn outside(folder: &Path) -> Outside {
    Outside {
        storage: Arc::new(Disk::new(folder)),
        clock: Arc::new(TickingClock::default()),
        randomness: Box::new(SystemRandomness),
        ballast: 0,
    }
}

fn member(text: &str) -> NewMember {
    NewMember::for_tests(text, &mut SystemRandomness).expect("strong")
}

fn create(folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder");
    Store::create(outside(folder), member(FIRST), device(1), "saksi", None).and_then(Store::close).expect("made");
}

fn open(folder: &Path, n: u8) -> Store {
    Store::open(outside(folder), Opener::Passphrase(FIRST), device(n)).expect("opened")
}

fn queries(store: &Store) -> Vec<String> {
    let entries = store.entries().map(|entry| entry.expect("readable"));
    entries.filter_map(|entry| entry.text("query").map(str::to_owned)).collect()
}

fn note(store: &mut Store, text: &str) {
    let person = store.new_subject().expect("a key");
    let draft = Draft::new(Kind::Search, store.new_record()).about(person, "query", text);
    store.append(&draft).expect("recorded");
}

/// What the killed process does; started by the tests below.
#[test]
#[ignore = "the other tests start it"]
fn writer() {
    let folder = std::env::var_os("SAKSI_FOLDER").expect("started by a test");
    let folder = Path::new(&folder);
    let mut store = open(folder, 1);
    println!("ready");
    for n in 0.. {
        match std::env::var("SAKSI_DOES").as_deref() {
            Ok("import") => {
                store.keep(&mut vec![n as u8; 100_000 + n].as_slice()).expect("kept");
            }
            Ok("rekey") => {
                let second = member(SECOND);
                let key = second.candidate.signing_key();
                store.add_member(second.candidate, "Ilse Marrak").expect("added");
                store.remove_member(key, RemovedBy { reason: None }).expect("removed");
            }
            Ok("merge") => {
                store.merge(&Disk::new(folder.with_file_name("other"))).expect("merged");
            }
            _ => {}
        }
        let text = format!("{}", queries_hint(folder) + n);
        note(&mut store, &text);
        println!("acknowledged {text}");
        std::io::stdout().flush().expect("told");
    }
}

/// Where the counting goes on: the parent writes it down.
fn queries_hint(folder: &Path) -> usize {
    let text = std::fs::read_to_string(folder.with_file_name("next")).unwrap_or_default();
    text.trim().parse().unwrap_or(0)
}

/// Starts the writer, kills it after a while; the last text that it acknowledged.
fn killed(folder: &Path, does: &str, after: Duration) -> Option<usize> {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "writer", "--nocapture"])
        .env("SAKSI_FOLDER", folder)
        .env("SAKSI_DOES", does)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    while lines.next().expect("the writer gets ready").expect("text") != "ready" {}
    std::thread::sleep(after);
    child.kill().expect("killed");
    child.wait().expect("gone");
    let acknowledged = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("acknowledged ")?.parse().ok());
    acknowledged.last()
}

/// Whether a file was begun and not finished, or two copies of the keys differ.
fn is_half_done(case: &Path) -> bool {
    let names = |folder: &Path| std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.file_name());
    let begun = [case.to_owned(), case.join("log"), case.join("blobs")].iter().any(|folder| {
        names(folder).any(|name| {
            let name = name.to_string_lossy();
            name.starts_with("new-") || name.ends_with(".new")
        })
    });
    let differ = |[one, other]: [&str; 2]| std::fs::read(case.join(one)).ok() != std::fs::read(case.join(other)).ok();
    begun || differ(["slots", "slots-2"]) || differ(["subjects", "subjects-2"])
}

/// Kills again and again; the case must always hold what was acknowledged, in order, and take more.
fn survives(does: &str, n_kills: u64) {
    let base = tempfile::tempdir().expect("a folder");
    let folder = base.path().join("case");
    create(&folder);
    if does == "merge" {
        copy(&folder, &base.path().join("other"));
        let mut other = open(&base.path().join("other"), 2);
        (0..40).for_each(|_| {
            let draft = Draft::new(Kind::Judgement, other.new_record()).with("verdict", "same");
            other.append(&draft).expect("recorded");
        });
        other.close().expect("closed");
    }
    let (mut randomness, mut expected) = (SeededRandomness::new(1), 0);
    let (mut n_acknowledged, mut n_half_done) = (0, 0);
    for round in 0..n_kills {
        std::fs::write(base.path().join("next"), expected.to_string()).expect("written");
        let after = Duration::from_micros(randomness.below(40_000) as u64);
        let last = killed(&folder, does, after);
        n_acknowledged += usize::from(last.is_some());
        n_half_done += usize::from(is_half_done(&folder));
        let store = open(&folder, 1);
        assert!(store.writable().is_ok(), "{does}, round {round}: {:?}", store.findings());
        let found = queries(&store);
        assert!(found.iter().enumerate().all(|(at, text)| *text == at.to_string()), "{does}, round {round}");
        assert!(last.is_none_or(|last| found.len() > last), "{does}, round {round}: lost an acknowledged entry");
        expected = found.len();
        if round % 5 == 4 {
            assert!(store.verify(&mut |_| ()).expect("verified").is_whole(), "{does}, round {round}");
        }
        store.close().expect("closed");
    }
    println!(
        "{does}: {n_kills} kills, {n_half_done} left a file begun and not finished or two copies that differ, 0 lost"
    );
    assert!(n_acknowledged > 0, "{does}: every writer was killed before it did anything");
    if does == "merge" {
        let mut store = open(&folder, 1);
        store.merge(&Disk::new(base.path().join("other"))).expect("merged");
        let kinds =
            store.entries().filter(|entry| entry.as_ref().is_ok_and(|entry| entry.header.kind == Kind::Judgement));
        assert_eq!(kinds.count(), 40);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

fn n_kills(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

#[test]
fn while_recording() {
    survives("record", n_kills("SAKSI_KILLS", 40));
}

#[test]
fn while_importing() {
    survives("import", n_kills("SAKSI_OTHER_KILLS", 20));
}

#[test]
fn while_changing_the_key() {
    survives("rekey", n_kills("SAKSI_OTHER_KILLS", 20));
}

#[test]
fn while_merging() {
    survives("merge", n_kills("SAKSI_OTHER_KILLS", 20));
}
