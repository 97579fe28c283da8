//! What may happen to a case, through the program as a person runs it: killed at any moment, damaged, foreign, opened wrongly.
//!
//! `SAKSI_KILLS=300 SAKSI_OTHER_KILLS=40` for the long run, see `cargo xtask breakage`.
#![allow(clippy::print_stderr, reason = "a test that tells what it measured")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const PASSPHRASE: &str = "nine grey herons over the quiet harbour mill";
const SECOND: &str = "eleven copper kettles whistle behind a wooden bakery";

fn number(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// Numbers that are the same in every run (Steele, Lea and Flood 2014, SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }
}

struct Room(tempfile::TempDir);

impl Room {
    fn new() -> Self {
        let room = Self(tempfile::tempdir().expect("room"));
        let made = room.run(&["new", "case", "--less-memory", "--no-shares"]);
        assert!(made.status.success(), "{made:?}");
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_saksi"));
        command.args(arguments).current_dir(self.0.path()).env("SAKSI_PASSPHRASE", PASSPHRASE);
        command
            .env("SAKSI_STATE", self.path("state"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("run")
    }

    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}: {output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// A folder with so many short reports that no other has.
    fn reports(&self, name: &str, n: u64) -> PathBuf {
        let folder = self.path(name);
        std::fs::create_dir_all(&folder).expect("folder");
        for one in 0..n {
            let text = format!("Report {name}\n\nPolice arrested the student Anton Besk in Karsund. Number {one}.\n");
            std::fs::write(folder.join(format!("{one}.txt")), text).expect("written");
        }
        folder
    }

    fn documents(&self, case: &str) -> BTreeSet<String> {
        let numbers = self.ok(&["list", case]);
        let is_number = |word: &&str| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        numbers.lines().filter_map(|line| line.split_whitespace().next().filter(is_number)).map(str::to_owned).collect()
    }

    fn verify(&self, case: &str) -> Option<i32> {
        self.run(&["verify", case]).status.code()
    }
}

/// Lets a process run for a while and kills it (SIGKILL); the lines that it had printed.
fn killed(mut child: Child, after: Duration) -> Vec<String> {
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    std::thread::sleep(after);
    end(child, lines)
}

/// Lets a process run until it has printed so many lines and a moment longer.
fn killed_after(mut child: Child, n_lines: usize, moment: Duration) -> Vec<String> {
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut printed: Vec<String> = lines.by_ref().take(n_lines).map_while(Result::ok).collect();
    std::thread::sleep(moment);
    printed.extend(end(child, lines));
    printed
}

fn end(mut child: Child, lines: impl Iterator<Item = std::io::Result<String>>) -> Vec<String> {
    // It may have ended by itself.
    drop(child.kill());
    child.wait().expect("gone");
    lines.map_while(Result::ok).collect()
}

/// The documents that `add --each` acknowledged.
fn stored(lines: &[String]) -> impl Iterator<Item = String> + '_ {
    lines.iter().filter_map(|line| Some(line.strip_prefix("stored ")?.get(..8)?.to_owned()))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else if entry.file_name() != "ballast" {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn killed_while_adding_it_keeps_what_it_acknowledged() {
    let (room, n_kills) = (Room::new(), number("SAKSI_KILLS", 8));
    room.reports("first", 12);
    let started = Instant::now();
    let mut acknowledged: BTreeSet<String> =
        stored(&room.ok(&["add", "case", "first", "--each", "-q"]).lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
    assert_eq!(acknowledged.len(), 12);
    let whole = started.elapsed();
    copy(&room.path("case"), &room.path("older"));
    let (mut chance, mut n_inside) = (Chance(1), 0);
    for round in 0..n_kills {
        let name = format!("round{round}");
        room.reports(&name, 12);
        let child = room.command(&["add", "case", &name, "--each", "-q"]).spawn().expect("started");
        // At any moment of the work, and in turn while originals are stored, which is short.
        let lines = match round % 2 {
            0 => killed(child, whole.mul_f64(chance.below(1000) as f64 / 900.0)),
            _ => {
                let n_lines = usize::try_from(chance.below(12)).expect("small");
                killed_after(child, n_lines, Duration::from_micros(chance.below(20_000)))
            }
        };
        let before = acknowledged.len();
        acknowledged.extend(stored(&lines));
        n_inside += usize::from((before + 1..before + 12).contains(&acknowledged.len()));
        let found = room.documents("case");
        let lost: Vec<_> = acknowledged.difference(&found).collect();
        assert!(lost.is_empty(), "round {round}: {} acknowledged documents are lost", lost.len());
        if round % 10 == 9 || round + 1 == n_kills {
            assert_eq!(room.verify("case"), Some(0), "round {round}");
        }
        std::fs::remove_dir_all(room.path(&name)).expect("removed");
    }
    eprintln!(
        "add: {n_kills} kills, {n_inside} between acknowledged documents, {} acknowledged, 0 lost",
        acknowledged.len()
    );
    // The control: with an older copy in its place, the same comparison finds the loss.
    if acknowledged.len() > 12 {
        assert!(acknowledged.difference(&room.documents("older")).next().is_some());
    }
    // The interrupted work goes on.
    room.ok(&["add", "case", "-q"]);
    assert_eq!(room.verify("case"), Some(0));
}

#[test]
fn killed_while_merging_it_keeps_what_it_had_and_goes_on() {
    let (room, n_kills) = (Room::new(), number("SAKSI_OTHER_KILLS", 4));
    room.reports("first", 3);
    room.ok(&["add", "case", "first", "-q"]);
    copy(&room.path("case"), &room.path("other"));
    room.reports("second", 150);
    room.ok(&["add", "other", "second", "-q"]);
    let (before, after) = (room.documents("case"), room.documents("other"));
    assert_eq!((before.len(), after.len()), (3, 153));
    copy(&room.path("case"), &room.path("base"));
    let started = Instant::now();
    room.ok(&["merge", "case", "other"]);
    let (whole, mut chance) = (started.elapsed(), Chance(2));
    let mut n_inside = 0;
    for round in 0..n_kills {
        let name = format!("round{round}");
        copy(&room.path("base"), &room.path(&name));
        let child = room.command(&["merge", &name, "other"]).spawn().expect("started");
        // Opening, with its passphrase, takes the first third.
        let part = 0.3 + 0.75 * chance.below(1000) as f64 / 1000.0;
        let finished = !killed(child, whole.mul_f64(part)).is_empty();
        let found = room.documents(&name);
        assert!(before.is_subset(&found) && found.is_subset(&after), "round {round}");
        n_inside += usize::from(found.len() > before.len() && !finished);
        room.ok(&["merge", &name, "other"]);
        assert_eq!(room.documents(&name), after, "round {round}");
        assert_eq!(room.verify(&name), Some(0), "round {round}");
        std::fs::remove_dir_all(room.path(&name)).expect("removed");
    }
    eprintln!("merge: {n_kills} kills, {n_inside} with a part taken in, 0 lost, every merge went on");
}

#[cfg(unix)]
#[test]
fn killed_while_members_change_it_opens_and_loses_nothing() {
    let (room, n_kills) = (Room::new(), number("SAKSI_OTHER_KILLS", 4));
    room.reports("first", 3);
    room.ok(&["add", "case", "first", "-q"]);
    std::fs::write(room.path("second"), SECOND).expect("written");
    let before = room.documents("case");
    // Descriptor 0 is where the new member's passphrase comes from.
    let add = |name: &str| {
        let mut command = room.command(&["member", "add", "case", "--name", name, "--new-passphrase-fd", "0"]);
        command.stdin(std::fs::File::open(room.path("second")).expect("file"));
        command
    };
    let names = || {
        let text = room.ok(&["member", "list", "case"]);
        text.lines().filter(|line| !line.contains("removed")).filter(|line| line.contains("member")).count()
    };
    let started = Instant::now();
    assert!(add("member0").output().expect("run").status.success());
    let (whole, mut chance) = (started.elapsed(), Chance(3));
    for round in 1..=n_kills {
        let after = whole.mul_f64(chance.below(1000) as f64 / 900.0);
        let (mut command, n_before) = if round % 2 == 0 {
            (add(&format!("member{round}")), names())
        } else {
            let listed = room.ok(&["member", "list", "case"]);
            let there = listed.lines().find(|line| line.contains("member") && !line.contains("removed"));
            let Some(key) = there.map(|line| line[..8].to_owned()) else { continue };
            (room.command(&["member", "remove", "case", &key]), names())
        };
        let acknowledged = !killed(command.spawn().expect("started"), after).is_empty();
        assert_eq!(room.documents("case"), before, "round {round}");
        let n_after = names();
        let expected = if round % 2 == 0 { n_before + 1 } else { n_before - 1 };
        assert!(n_after == expected || (!acknowledged && n_after == n_before), "round {round}");
        assert_eq!(room.verify("case"), Some(0), "round {round}");
    }
    eprintln!("members: {n_kills} kills, 0 lost, opened each time");
}

/// Runs `check` on a fresh copy of a case after `harm`, and on one without it as the control.
fn harmed(room: &Room, harm: impl Fn(&Path), arguments: &[&str], code: i32, says: &str) {
    let place = room.path("harmed");
    copy(&room.path("case"), &place);
    let control = room.run(arguments);
    assert_eq!(control.status.code(), Some(0), "the control of {says}: {control:?}");
    harm(&place);
    let output = room.run(arguments);
    let text = [output.stdout.as_slice(), &output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert_eq!(output.status.code(), Some(code), "{says}: {text}");
    assert!(text.contains(says), "{says}: {text}");
    assert!(code < 2 || text.contains("what to do"), "{text}");
    drop(std::fs::remove_dir_all(place));
}

fn change(file: PathBuf, change: impl Fn(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(&file).expect("file");
    change(&mut bytes);
    std::fs::write(file, bytes).expect("written");
}

fn first_in(folder: &Path) -> PathBuf {
    std::fs::read_dir(folder).expect("folder").flatten().map(|entry| entry.path()).min().expect("a file")
}

#[test]
fn whatever_is_wrong_with_a_case_is_said_with_what_to_do() {
    let room = Room::new();
    room.reports("first", 2);
    room.ok(&["add", "case", "first", "-q"]);
    let list = ["list", "harmed"];
    let verify = ["verify", "harmed"];
    let both = |place: &Path, how: &dyn Fn(&mut Vec<u8>)| {
        ["slots", "slots-2"].iter().for_each(|name| change(place.join(name), how));
    };
    harmed(&room, |place| both(place, &|bytes| bytes[11] = b'9'), &list, 2, "newer program");
    harmed(&room, |place| both(place, &|bytes| bytes.truncate(99)), &list, 2, "both copies of the slots are damaged");
    harmed(&room, |place| both(place, &|bytes| bytes[100] ^= 1), &list, 2, "both copies of the slots are damaged");
    harmed(&room, |place| change(place.join("slots"), |bytes| bytes[100] ^= 1), &verify, 0, "copy");
    let remove = |file: PathBuf| std::fs::remove_file(file).expect("removed");
    harmed(&room, |place| remove(first_in(&place.join("blobs"))), &verify, 1, "missing");
    harmed(&room, |place| change(first_in(&place.join("blobs")), |bytes| bytes[99] ^= 1), &verify, 1, "damaged");
    harmed(&room, |place| change(first_in(&place.join("log")), |bytes| bytes[13_000] ^= 1), &verify, 1, "Damage");
    harmed(&room, |place| change(first_in(&place.join("log")), |bytes| bytes.truncate(13_000)), &verify, 1, "Damage");
    let foreign = |place: &Path| {
        std::fs::remove_dir_all(place).and_then(|()| std::fs::create_dir(place)).expect("emptied");
        std::fs::write(place.join("notes.txt"), "something else").expect("written");
    };
    harmed(&room, foreign, &list, 2, "holds no case");
    harmed(&room, |place| std::fs::remove_dir_all(place).expect("removed"), &list, 2, "there is no folder");
    let wrong = room.command(&["list", "case"]).env("SAKSI_PASSPHRASE", SECOND).output().expect("run");
    assert_eq!(wrong.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("no member of this case has this passphrase"));
}
