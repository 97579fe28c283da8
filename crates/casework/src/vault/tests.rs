//! A vault in a process of its own, whose computer falls asleep when the test says so.
#![allow(clippy::print_stdout, reason = "the process tells when somebody can connect")]

use super::serve::serve_watching;
use super::{Connection, IDLE};
use crate::tests::{alone, create, secret};
use crate::{Answer, Case, Request};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Where the test writes for how many milliseconds the computer has been asleep.
fn bed(room: &Path) -> PathBuf {
    room.join("asleep")
}

fn asleep(room: &Path) -> Duration {
    let text = std::fs::read_to_string(bed(room)).unwrap_or_default();
    Duration::from_millis(text.trim().parse().unwrap_or(0))
}

/// What the process with the keys does; started by the test below.
#[test]
#[ignore = "the other test starts it"]
fn holder() {
    let room = PathBuf::from(std::env::var_os("SAKSI_ROOM").expect("started by a test"));
    let case = Case::open(&room.join("case"), &secret()).expect("opened");
    let ready = || {
        println!("ready");
        std::io::stdout().flush().expect("told");
    };
    let ended = serve_watching(case, IDLE, move || asleep(&room), ready);
    panic!("{ended:?}");
}

fn hold(room: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "vault::tests::holder", "--nocapture"])
        .env("SAKSI_ROOM", room)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let mut lines = BufReader::new(child.stdout.as_mut().expect("piped")).lines();
    while lines.next().expect("the holder gets ready").expect("text") != "ready" {}
    child
}

fn answers(case: &Path) -> bool {
    let Some(mut connection) = Connection::open(case) else { return false };
    let reply = connection.ask(&Request::Overview, &mut std::io::empty(), 0, &mut |_| ());
    matches!(reply.map(|reply| reply.answer), Ok(Answer::Overview(_)))
}

/// How long it takes until a process has ended; none when it has not after `limit`.
fn ended(child: &mut Child, limit: Duration) -> Option<Duration> {
    let started = Instant::now();
    while started.elapsed() < limit {
        if child.try_wait().expect("asked").is_some() {
            return Some(started.elapsed());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    None
}

#[test]
fn keys_are_forgotten_when_the_computer_was_asleep() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, case) = create(room.path());
    case.close().expect("closed");
    // It slept before the vault was opened: that does not count.
    std::fs::write(bed(room.path()), "60000").expect("written");
    let mut child = hold(room.path());
    assert!(answers(&folder));
    // The control: a nap that is too short to close a lid.
    std::fs::write(bed(room.path()), "62000").expect("written");
    let woke = ended(&mut child, Duration::from_millis(2500));
    assert!(woke.is_none() && answers(&folder), "{woke:?}");
    std::fs::write(bed(room.path()), "63500").expect("written");
    // The watch looks once a second; a busy computer may take longer to let it.
    let woke = ended(&mut child, Duration::from_secs(20));
    if woke.is_none() {
        child.kill().expect("killed");
    }
    assert!(woke.is_some(), "the keys were still there");
    assert!(Connection::open(&folder).is_none());
    // Nothing is locked or lost.
    Case::open(&folder, &secret()).and_then(Case::close).expect("opened again");
}
