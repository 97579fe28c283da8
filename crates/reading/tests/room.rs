//! A child that is confined, and a room that outlives its children. This program plays both parts.
#![allow(clippy::print_stdout)]

use reading::worker::{Patience, Room, confine, run};
use std::io::{Read, Write};
use std::net::{TcpStream, UdpSocket};
use std::process::{Command, ExitCode};
use std::time::Duration;

const PAGE: &str = "<html><body><h1>Guards left the harbour of Marovia</h1><p>The guards left the harbour on Monday, \
    the mayor of the town said after the meeting.</p><p>They had been there since the spring, and nobody knew why they \
    were sent.</p></body></html>";

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("read-worker") => run().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS),
        Some("probe") => probe(),
        Some("hang") => loop {
            std::thread::sleep(Duration::from_secs(5));
        },
        Some("crash-on-crash") => crash_on_crash(),
        Some("lie") => lie(),
        _ => {
            a_confined_process_opens_nothing();
            a_document_is_read_in_the_child_as_in_the_parent();
            a_crash_is_a_problem_and_the_next_document_is_read();
            a_hang_is_a_problem();
            a_missing_program_is_a_problem();
            an_answer_with_wrong_places_is_refused();
            println!("room: 6 tests passed");
            ExitCode::SUCCESS
        }
    }
}

fn room(part: &str) -> Room {
    Room::new(std::env::current_exe().unwrap(), [part])
}

/// Says on standard output what it could do after it was confined.
fn probe() -> ExitCode {
    confine().unwrap();
    let mut done = Vec::new();
    let path = std::env::args().next().unwrap();
    let attempts: [(&str, bool); 5] = [
        ("open a file", std::fs::File::open(path).is_ok()),
        ("write a file", std::fs::write("probe.tmp", "x").is_ok()),
        ("open a socket", UdpSocket::bind("127.0.0.1:0").is_ok()),
        (
            "call out",
            TcpStream::connect("127.0.0.1:9").is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionRefused),
        ),
        // The limit on processes does not bind root, but what root starts cannot open even its libraries.
        ("start a process", Command::new("true").status().is_ok_and(|status| status.success())),
    ];
    done.extend(attempts.iter().filter(|(_, could)| *could).map(|(what, _)| *what));
    let memory = std::panic::catch_unwind(|| Vec::<u8>::with_capacity(1).try_reserve(4 << 30).is_ok());
    if memory.unwrap_or(true) {
        done.push("use 4 GiB");
    }
    println!("could: {}", done.join(", "));
    ExitCode::SUCCESS
}

fn a_confined_process_opens_nothing() {
    let output = Command::new(std::env::current_exe().unwrap()).arg("probe").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "could:");
}

fn a_document_is_read_in_the_child_as_in_the_parent() {
    let mut room = room("read-worker");
    let (expected, problems) = reading::read(PAGE.as_bytes(), "a.html", None);
    assert!(expected.text.contains("nobody knew why"), "{}", expected.text);
    for _ in 0..3 {
        assert_eq!(room.read(PAGE.as_bytes().to_vec(), "a.html", None), (expected.clone(), problems.clone()));
    }
    let (empty, problems) = room.read(Vec::new(), "empty.txt", None);
    assert!(empty.text.is_empty() && problems.iter().any(reading::is_fatal));
}

/// A child that dies on every document whose path says so, before it answers.
fn crash_on_crash() -> ExitCode {
    let mut length = [0; 4];
    let mut stdin = std::io::stdin().lock();
    stdin.read_exact(&mut length).unwrap();
    let mut request = vec![0; u32::from_le_bytes(length) as usize];
    stdin.read_exact(&mut request).unwrap();
    if request.windows(5).any(|word| word == b"crash") {
        std::process::abort();
    }
    let whole = length.into_iter().chain(request).collect::<Vec<u8>>();
    let answered = reading::worker::serve(whole.chain(stdin), std::io::stdout().lock());
    answered.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

trait Chain {
    fn chain(self, rest: impl Read) -> impl Read;
}

impl Chain for Vec<u8> {
    fn chain(self, rest: impl Read) -> impl Read {
        std::io::Cursor::new(self).chain(rest)
    }
}

fn a_crash_is_a_problem_and_the_next_document_is_read() {
    let mut room = room("crash-on-crash");
    let (document, problems) = room.read(PAGE.as_bytes().to_vec(), "crash.html", None);
    assert_eq!(problems[0].code, "reader-crashed");
    assert!(reading::is_fatal(&problems[0]) && document.text.is_empty());
    assert!(document.id.starts_with("sha256:"));
    let (document, problems) = room.read(PAGE.as_bytes().to_vec(), "fine.html", None);
    assert!(document.text.contains("nobody knew why"), "{problems:?}");
}

fn a_hang_is_a_problem() {
    let patience = Patience { base: Duration::from_millis(200), per_mib: Duration::ZERO };
    let (document, problems) = room("hang").with_patience(patience).read(PAGE.as_bytes().to_vec(), "a.html", None);
    assert_eq!(problems[0].code, "reader-timeout");
    assert!(document.text.is_empty());
}

fn a_missing_program_is_a_problem() {
    let mut room = Room::new("/nowhere/at/all", [""; 0]);
    let (_, problems) = room.read(b"Guards left.".to_vec(), "a.txt", None);
    assert_eq!(problems[0].code, "reader-missing");
}

/// A child that was taken over: it names places outside its text.
fn lie() -> ExitCode {
    let answer = br#"{"document":{"id":"","path":"","media_type":"","title":null,"language":null,"byline":[],"publisher":null,
        "origin":[],"published":{"window":{"earliest":null,"latest":null},"basis":"Unknown","text":null},"date_evidence":[],
        "text":"ab","blocks":[{"kind":"Paragraph","span":{"start":0,"end":99}}],"furniture":[],"origin_map":{"segments":[]}},
        "problems":[]}"#;
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(&u32::try_from(answer.len()).unwrap().to_le_bytes()).unwrap();
    stdout.write_all(answer).unwrap();
    stdout.flush().unwrap();
    std::thread::sleep(Duration::from_secs(1));
    ExitCode::SUCCESS
}

fn an_answer_with_wrong_places_is_refused() {
    let (document, problems) = room("lie").read(PAGE.as_bytes().to_vec(), "a.html", None);
    assert_eq!(problems[0].code, "reader-crashed");
    assert!(document.blocks.is_empty());
}
