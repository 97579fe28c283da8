//! What may happen to a case, through the program as a person runs it: killed at any moment, damaged, foreign, opened wrongly.
//!
//! `SAKSI_KILLS=300 SAKSI_OTHER_KILLS=40` for the long run, see `cargo xtask breakage`.
#![allow(clippy::print_stderr, reason = "a test that tells what it measured")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime};

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

/// Whatever a case writes to: lengths and times of its logs, keys and originals. The ballast and the cache tell nothing.
fn written(case: &Path) -> Vec<(PathBuf, u64, SystemTime)> {
    let mut found = Vec::new();
    for folder in [case.to_owned(), case.join("log"), case.join("blobs")] {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(metadata) = entry.metadata() else { continue };
            let counts = metadata.is_file() && !["cache", "ballast", "lock"].iter().any(|word| name.starts_with(word));
            if let Some(time) = metadata.modified().ok().filter(|_| counts) {
                found.push((entry.path(), metadata.len(), time));
            }
        }
    }
    found.sort();
    found
}

/// When a kill came.
#[derive(Default)]
struct Moments {
    before: usize,
    /// Of these, so many left a file that was begun and not finished.
    inside: usize,
    unfinished: usize,
    after: usize,
}

impl Moments {
    fn told(&self) -> String {
        let Self { before, inside, unfinished, after } = self;
        format!(
            "{before} before anything was written, {inside} in the middle ({unfinished} with a file begun and not finished), {after} after the last change"
        )
    }
}

/// How often a process changes a case when it is left alone, and how long it takes from the first change to the last.
#[derive(Clone, Copy)]
struct Whole {
    n_changes: u64,
    time: Duration,
}

fn left_alone(mut child: Child, case: &Path) -> Whole {
    let (mut n_changes, mut seen, mut times) = (0, written(case), None);
    loop {
        // Asked before it is looked at: what it wrote last is seen also when a busy computer lets nobody look meanwhile.
        let has_ended = child.try_wait().expect("asked").is_some();
        let now = written(case);
        if now != seen {
            let (first, _) = times.unwrap_or((Instant::now(), Instant::now()));
            (n_changes, seen, times) = (n_changes + 1, now, Some((first, Instant::now())));
        }
        if has_ended {
            break;
        }
        std::thread::sleep(Duration::from_micros(100));
    }
    let (first, last) = times.expect("it changed something");
    Whole { n_changes, time: last - first }
}

/// Lets a process change the case a drawn number of times, or goes on for a drawn time after its first change, and kills it
/// (SIGKILL); the lines that it had printed.
fn killed(mut child: Child, case: &Path, whole: Whole, chance: &mut Chance, moments: &mut Moments) -> Vec<String> {
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let reader = std::thread::spawn(move || lines.map_while(Result::ok).collect::<Vec<_>>());
    let (first, mut n, mut seen) = (written(case), 0, written(case));
    let part = chance.below(1000) as f64 / 1000.0;
    // On a busy computer several changes are seen as one, so that counting alone would often come too late.
    let (wanted, moment) = match chance.below(2) {
        0 => (1, whole.time.mul_f64(part)),
        _ => (chance.below(whole.n_changes), whole.time.mul_f64(part) / u32::try_from(whole.n_changes).unwrap_or(1)),
    };
    while n < wanted && child.try_wait().expect("asked").is_none() {
        std::thread::sleep(Duration::from_micros(50));
        let now = written(case);
        n += u64::from(now != seen);
        seen = now;
    }
    std::thread::sleep(moment);
    let is_running = child.try_wait().expect("asked").is_none();
    // It may have ended by itself.
    drop(child.kill());
    child.wait().expect("gone");
    let now = written(case);
    let is_unfinished = now.iter().any(|(path, ..)| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with("new-") || name.ends_with(".new")
    });
    match (now == first, is_running) {
        (true, true) => moments.before += 1,
        (false, true) => {
            (moments.inside, moments.unfinished) = (moments.inside + 1, moments.unfinished + usize::from(is_unfinished))
        }
        (_, false) => moments.after += 1,
    }
    reader.join().expect("read")
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

/// So many documents are added in each round, and a case is used for so many rounds.
const N_DOCUMENTS: u64 = 12;
const N_ROUNDS: u64 = 40;

#[test]
fn killed_while_adding_it_keeps_what_it_acknowledged() {
    let (mut left, mut chance, mut moments) = (number("SAKSI_KILLS", 8), Chance(1), Moments::default());
    let (n_kills, mut n_acknowledged) = (left, 0);
    while left > 0 {
        let n_rounds = left.min(N_ROUNDS);
        n_acknowledged += kill_while_adding(n_rounds, &mut chance, &mut moments);
        left -= n_rounds;
    }
    eprintln!("add: {n_kills} kills: {}; {n_acknowledged} documents acknowledged, 0 lost", moments.told());
    assert!(moments.inside * 4 >= moments.before, "too few kills hit the work");
}

/// Kills again and again in one case; how many documents were acknowledged meanwhile.
fn kill_while_adding(n_rounds: u64, chance: &mut Chance, moments: &mut Moments) -> usize {
    let room = Room::new();
    let case = room.path("case");
    room.reports("first", N_DOCUMENTS);
    let mut first = room.command(&["add", "case", "first", "--each", "-q"]).spawn().expect("started");
    let lines = BufReader::new(first.stdout.take().expect("piped")).lines();
    let whole = left_alone(first, &case);
    let mut acknowledged: BTreeSet<String> = stored(&lines.map_while(Result::ok).collect::<Vec<_>>()).collect();
    assert_eq!(acknowledged.len() as u64, N_DOCUMENTS);
    copy(&case, &room.path("older"));
    for round in 0..n_rounds {
        let name = format!("round{round}");
        room.reports(&name, N_DOCUMENTS);
        let child = room.command(&["add", "case", &name, "--each", "-q"]).spawn().expect("started");
        acknowledged.extend(stored(&killed(child, &case, whole, chance, moments)));
        std::fs::remove_dir_all(room.path(&name)).expect("removed");
        // What is lost once is lost later too.
        if round % 5 == 4 || round + 1 == n_rounds {
            let found = room.documents("case");
            let lost: Vec<_> = acknowledged.difference(&found).collect();
            assert!(lost.is_empty(), "round {round}: {} acknowledged documents are lost", lost.len());
        }
        if round % 20 == 19 || round + 1 == n_rounds {
            assert_eq!(room.verify("case"), Some(0), "round {round}");
        }
    }
    // The control: with an older copy in its place, the same comparison finds the loss.
    if acknowledged.len() as u64 > N_DOCUMENTS {
        assert!(acknowledged.difference(&room.documents("older")).next().is_some());
    }
    // The interrupted work goes on.
    room.ok(&["add", "case", "-q"]);
    assert_eq!(room.verify("case"), Some(0));
    acknowledged.len()
}

#[test]
fn killed_while_merging_it_keeps_what_it_had_and_goes_on() {
    let (room, n_kills) = (Room::new(), number("SAKSI_OTHER_KILLS", 4));
    room.reports("first", 3);
    room.ok(&["add", "case", "first", "-q"]);
    copy(&room.path("case"), &room.path("other"));
    room.reports("second", 60);
    room.ok(&["add", "other", "second", "-q"]);
    let (before, after) = (room.documents("case"), room.documents("other"));
    assert_eq!((before.len(), after.len()), (3, 63));
    copy(&room.path("case"), &room.path("base"));
    let whole = left_alone(room.command(&["merge", "case", "other"]).spawn().expect("started"), &room.path("case"));
    let (mut chance, mut moments, mut n_part) = (Chance(2), Moments::default(), 0);
    for round in 0..n_kills {
        let name = format!("round{round}");
        copy(&room.path("base"), &room.path(&name));
        let child = room.command(&["merge", &name, "other"]).spawn().expect("started");
        killed(child, &room.path(&name), whole, &mut chance, &mut moments);
        let found = room.documents(&name);
        assert!(before.is_subset(&found) && found.is_subset(&after), "round {round}");
        let n_originals = std::fs::read_dir(room.path(&name).join("blobs")).expect("folder").count();
        n_part += usize::from((before.len() + 1..after.len()).contains(&n_originals));
        room.ok(&["merge", &name, "other"]);
        assert_eq!(room.documents(&name), after, "round {round}");
        if round % 4 == 3 || round + 1 == n_kills {
            assert_eq!(room.verify(&name), Some(0), "round {round}");
        }
        std::fs::remove_dir_all(room.path(&name)).expect("removed");
    }
    let told = moments.told();
    eprintln!(
        "merge: {n_kills} kills: {told}; {n_part} with a part of the originals taken in; 0 lost, every merge went on"
    );
    assert!(moments.inside > 0, "no kill hit the work");
}

#[cfg(unix)]
#[test]
fn killed_while_members_change_it_opens_and_loses_nothing() {
    let (room, n_kills) = (Room::new(), number("SAKSI_OTHER_KILLS", 4));
    let case = room.path("case");
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
    let members = || {
        let text = room.ok(&["member", "list", "case"]);
        let there = |line: &&str| !line.contains("removed") && line.contains("member");
        text.lines().filter(there).map(|line| line[..8].to_owned()).collect::<Vec<_>>()
    };
    let whole_add = left_alone(add("member0").spawn().expect("started"), &case);
    let remove = |key: &str| room.command(&["member", "remove", "case", key]).spawn().expect("started");
    let whole_remove = left_alone(remove(&members()[0]), &case);
    let (mut chance, mut added, mut removed) = (Chance(3), Moments::default(), Moments::default());
    let mut there = members();
    // Twice as many: as many changes of the key (a member removed) as new members.
    for round in 0..2 * n_kills {
        let key = there.first().filter(|_| round % 2 == 1).cloned();
        let printed = match &key {
            Some(key) => killed(remove(key), &case, whole_remove, &mut chance, &mut removed),
            None => {
                let child = add(&format!("member{round}")).spawn().expect("started");
                killed(child, &case, whole_add, &mut chance, &mut added)
            }
        };
        let now = members();
        let expected = if key.is_some() { there.len() - 1 } else { there.len() + 1 };
        assert!(now.len() == expected || (printed.is_empty() && now.len() == there.len()), "round {round}");
        there = now;
        if round % 5 == 4 || round + 1 == 2 * n_kills {
            assert_eq!(room.documents("case"), before, "round {round}");
            assert_eq!(room.verify("case"), Some(0), "round {round}");
        }
    }
    eprintln!("member add: kills: {}; 0 lost", added.told());
    eprintln!("member remove, with a new key: kills: {}; 0 lost, opened each time", removed.told());
    assert!(added.inside + removed.inside > 0, "no kill hit the work");
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
