//! What is read through a case stands in no file on the disk and, after `lock`, in no process.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stderr, reason = "a test that tells what it measured")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const PASSPHRASE: &str = "nine grey herons over the quiet harbour mill";
/// Words of the input that stand nowhere else: of the text, of a name, of the name of the file.
const CANARIES: [&str; 3] = ["Kvelmarrowdike", "Oskelbrantov", "zirrowfenpaper"];

struct Room(tempfile::TempDir);

impl Room {
    fn new() -> Self {
        let room = Self(tempfile::tempdir().expect("room"));
        std::fs::create_dir(room.path("tmp")).expect("folder");
        let text =
            format!("Police in Marovia\n\nPolice arrested {} in {} on 3 March 2021.\n", CANARIES[1], CANARIES[0]);
        std::fs::create_dir(room.path("in")).expect("folder");
        std::fs::write(room.path("in").join(format!("{}.txt", CANARIES[2])), text).expect("written");
        room.ok(&["new", "case", "--less-memory", "--no-shares"]);
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_saksi"));
        command.args(arguments).current_dir(self.0.path()).env("SAKSI_PASSPHRASE", PASSPHRASE);
        command.env("SAKSI_STATE", self.path("state")).env("TMPDIR", self.path("tmp")).env_remove("XDG_RUNTIME_DIR");
        command.stdin(std::process::Stdio::null()).output().expect("run")
    }

    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}: {output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The process that holds the keys of the case.
    fn vault(&self) -> Option<u32> {
        let folder = self.path("case").canonicalize().expect("a case");
        let mut pids = std::fs::read_dir("/proc").expect("proc").flatten().filter_map(|entry| {
            let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
            let words = std::fs::read(entry.path().join("cmdline")).ok()?;
            let words: Vec<&[u8]> = words.split(|byte| *byte == 0).collect();
            // A process that has ended and was not waited for by its parent has no words any more.
            (words.get(1) == Some(&b"vault".as_slice()) && words.get(2) == Some(&folder.as_os_str().as_encoded_bytes()))
                .then_some(pid)
        });
        pids.next()
    }
}

/// Which words stand in a file, in UTF-8 or UTF-16, whatever their case.
fn found(bytes: &[u8]) -> Vec<&'static str> {
    let folded = bytes.to_ascii_lowercase();
    let stands = |word: &[u8]| folded.windows(word.len()).any(|window| window == word);
    let is_there = |word: &&&str| {
        let plain = word.to_ascii_lowercase().into_bytes();
        let wide: Vec<u8> = plain.iter().flat_map(|byte| [*byte, 0]).collect();
        stands(&plain) || stands(&wide)
    };
    CANARIES.iter().filter(is_there).copied().collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("folder").flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => all.extend(files(&entry.path())),
            Ok(kind) if kind.is_file() => all.push(entry.path()),
            _ => {}
        }
    }
    all
}

/// What the memory of a process holds of the words; none when it may not be read, which is what other users get too.
fn in_memory(pid: u32) -> Option<Vec<&'static str>> {
    use std::os::unix::fs::FileExt;
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).ok()?;
    let memory = std::fs::File::open(format!("/proc/{pid}/mem")).ok()?;
    let (mut seen, mut n_read) = (Vec::new(), 0);
    for line in maps.lines() {
        let (range, rest) = line.split_once(' ')?;
        if !rest.starts_with("rw") {
            continue;
        }
        let (from, to) = range.split_once('-')?;
        let (from, to) = (u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?);
        let mut bytes = vec![0; usize::try_from(to - from).ok()?];
        if memory.read_exact_at(&mut bytes, from).is_ok() {
            n_read += 1;
            seen.extend(found(&bytes));
        }
    }
    (n_read > 0).then_some(seen)
}

#[test]
fn words_of_the_input_stand_in_no_file() {
    let room = Room::new();
    room.ok(&["unlock", "case"]);
    room.ok(&["add", "case", "in"]);
    let number: String = room.ok(&["list", "case"]).chars().take(8).collect();
    assert!(room.ok(&["show", "case", &number]).contains(CANARIES[2]));
    room.ok(&["search", "case", &CANARIES[0].to_lowercase()]);
    room.ok(&["judge", "case", "accept", &number, "--reason", CANARIES[1]]);
    room.ok(&[
        "bundle",
        "case",
        "--to",
        "age1f5jn96q3qqc3y006jv2hd8x5gx4csed9873msumeqjh027c3aqzqmvwr6z",
        "--out",
        "case.age",
    ]);
    // While it is unlocked and after it was locked.
    for round in 0..2 {
        for folder in ["case", "state", "tmp"] {
            for file in files(&room.path(folder)) {
                assert!(found(&std::fs::read(&file).unwrap_or_default()).is_empty(), "{round}: {}", file.display());
                assert!(found(file.as_os_str().as_encoded_bytes()).is_empty(), "{}", file.display());
            }
        }
        room.run(&["lock", "case"]);
    }
    assert!(found(&std::fs::read(room.path("case.age")).expect("bundle")).is_empty());
    // The control: the files they came from.
    let originals = files(&room.path("in"));
    assert_eq!(found(&std::fs::read(&originals[0]).expect("file")).len(), 2);
    assert_eq!(found(originals[0].as_os_str().as_encoded_bytes()), [CANARIES[2]]);
}

#[test]
fn after_lock_no_process_holds_anything() {
    let room = Room::new();
    room.ok(&["unlock", "case"]);
    room.ok(&["add", "case", "in"]);
    let number: String = room.ok(&["list", "case"]).chars().take(8).collect();
    room.ok(&["show", "case", &number]);
    let vault = room.vault().expect("a vault");
    match in_memory(vault) {
        Some(seen) => assert!(!seen.is_empty(), "the control: an unlocked vault has the words in memory"),
        None => eprintln!("the memory of the vault may not be read by this user, which is as it should be"),
    }
    let limits = std::fs::read_to_string(format!("/proc/{vault}/limits")).expect("limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("core");
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "a crash writes no memory to the disk");
    let started = Instant::now();
    room.ok(&["lock", "case"]);
    while room.vault().is_some() && started.elapsed() < Duration::from_secs(5) {}
    let took = started.elapsed();
    eprintln!("locked after {} ms, the start of the command and the search for the process included", took.as_millis());
    assert!(room.vault().is_none());
    // On a machine that builds other things meanwhile; the figure stands in docs/measurements.md.
    assert!(took < Duration::from_millis(1000), "{took:?}");
    assert!(in_memory(vault).is_none());
}

#[test]
fn an_idle_vault_forgets_the_keys() {
    let room = Room::new();
    let started = Instant::now();
    room.ok(&["unlock", "case", "--idle", "2"]);
    let unlocked = Instant::now();
    assert!(room.vault().is_some(), "the control: it holds them at first");
    // A command puts it off.
    std::thread::sleep(Duration::from_millis(1200));
    room.ok(&["list", "case"]);
    let used = Instant::now();
    while room.vault().is_some() {
        assert!(started.elapsed() < Duration::from_secs(30), "it still holds the keys");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(unlocked.elapsed() >= Duration::from_millis(2800), "{:?}", unlocked.elapsed());
    assert!(used.elapsed() < Duration::from_secs(4), "{:?}", used.elapsed());
    // The next command asks for the passphrase again.
    let output = Command::new(env!("CARGO_BIN_EXE_saksi"))
        .args(["list", "case"])
        .current_dir(room.0.path())
        .env_remove("SAKSI_PASSPHRASE")
        .env("TMPDIR", room.path("tmp"))
        .stdin(std::process::Stdio::null())
        .output()
        .expect("run");
    assert_eq!(output.status.code(), Some(2));
}
