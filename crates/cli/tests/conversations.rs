//! Talks with the program as written down in `conversations/*.txt`.
//!
//! `$ saksi ARGUMENTS` is what a person types, in a folder with `report.txt`, `lists.csv`, `twice.csv`, tables and `empty.txt`. Then the answer: lines of
//! standard output as they are, lines of standard error after `! `, `? N` is the exit status. `[..]` stands for any words
//! and `...` for any lines, `NUMBER` in what is typed for the first number of a document or entry in the answer before. A talk
//! that differs is printed with the answer as it is now.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const REPORT: &str = "Police in Marovia release student\n\nPolice arrested the student Anton Besk in Karsund on \
    3 March 2021. He was released on Monday, his lawyer told Radio Horizon.\n";

const LISTS: &str = "Church,Court,Clinic,n\n1,0,0,1240\n0,1,0,30\n0,0,1,20\n1,1,0,6\n";

/// Somebody stands in it twice.
const TWICE: &str = "id,Church,Court,Clinic\n1,1,0,0\n2,0,1,1\n1,0,0,1\n";

const HEADERS: &str = "Name;Date;What;Place;By whom";

const MAPPING: &str = "name = \"arrests\"\ndelimiter = \";\"\ndate = \"day-month-year\"\n[columns]\nName = \"victim\"\n\
    Date = \"date\"\nWhat = \"act_type\"\nPlace = \"place\"\n\"By whom\" = \"perpetrator\"\n[codes.act_type]\ntaken = \"arrest\"\n";

#[test]
fn the_program_answers_as_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conversations");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = String::new();
    for file in files {
        let room = room();
        let mut number = String::new();
        for mut talk in talks(&std::fs::read_to_string(&file).unwrap()) {
            talk.arguments.iter_mut().for_each(|one| *one = one.replace("NUMBER", &number));
            let answer = answer(&talk.arguments, room.path());
            number = first_number(&answer).unwrap_or(number);
            if !matches(&lines(&talk.expected), &lines(&answer)) {
                let Talk { arguments, expected } = &talk;
                let _never_fails = write!(
                    wrong,
                    "{}: $ saksi {}\nexpected:\n{expected}\nanswered:\n{answer}\n",
                    file.display(),
                    arguments.join(" ")
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// One thing typed and the answer.
struct Talk {
    arguments: Vec<String>,
    expected: String,
}

fn talks(text: &str) -> Vec<Talk> {
    let pieces = text.split("$ saksi").skip(1).map(|piece| piece.split_once('\n').unwrap_or((piece, "")));
    pieces
        .map(|(arguments, expected)| Talk {
            arguments: arguments.split_whitespace().map(str::to_owned).collect(),
            expected: expected.trim().to_owned(),
        })
        .collect()
}

/// A form that came back: every question, and answers to some.
fn answered(answers: &[(&str, &str)]) -> String {
    let questions = include_str!("../../../codebook/intake/questions.tsv");
    let rows = questions.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    let asked = rows.filter(|cells| matches!(cells[1], "text" | "long" | "yesno")).map(|cells| cells[0]);
    let answer = |id: &str| answers.iter().find(|(known, _)| *known == id).map_or("", |(_, answer)| answer);
    let fields: String = asked.map(|id| format!("\n[{id}] question\n{}\n", answer(id))).collect();
    format!("[form] 1 0000-0000-0 en\n# a remark\n{fields}[end]\n")
}

/// A folder with the files that conversations speak of.
fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().unwrap();
    std::fs::write(room.path().join("report.txt"), REPORT).unwrap();
    std::fs::write(room.path().join("empty.txt"), "").unwrap();
    std::fs::write(room.path().join("lists.csv"), LISTS).unwrap();
    std::fs::write(room.path().join("twice.csv"), TWICE).unwrap();
    std::fs::write(
        room.path().join("table.csv"),
        format!("{HEADERS}\nMira Tol;13/2/2031;taken;Velin;police\nOlen Vash;14/2/2031;taken;Velin;police\n"),
    )
    .unwrap();
    std::fs::write(
        room.path().join("more.csv"),
        "Date;Name;What;Place;By whom\n15/2/2031;Sela Marn;taken;Karsund;police\n",
    )
    .unwrap();
    let torn = "Mira Tol;13/2/2031;taken;Velin;police\nOlen Vash;14/2/2031;taken;Velin;police;x\nSela Marn;2/14/2031;taken;Velin;police\n";
    std::fs::write(room.path().join("torn.csv"), format!("{HEADERS}\n{torn}")).unwrap();
    let foreign = [HEADERS.as_bytes(), b"\nJos\xe9 Lind;3/2/2031;taken;Velin;police\n"].concat();
    std::fs::write(room.path().join("foreign.csv"), foreign).unwrap();
    std::fs::write(room.path().join("mapping.toml"), MAPPING).unwrap();
    std::fs::create_dir(room.path().join("nothing")).unwrap();
    let form = answered(&[("what", "Police arrested Anton Besk."), ("consent_keep", "yes"), ("consent_public", "no")]);
    std::fs::write(room.path().join("answered.txt"), &form).unwrap();
    std::fs::write(room.path().join("half.txt"), answered(&[("consent_keep", "yes")])).unwrap();
    std::fs::write(room.path().join("unknown.txt"), form.replace("\n\n[what]", "\n[how]")).unwrap();
    let latin: Vec<u8> =
        form.replace("arrested", "\u{e9}").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    std::fs::write(room.path().join("encoding.txt"), latin).unwrap();
    room
}

fn answer(arguments: &[String], room: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_saksi"))
        .args(arguments)
        .current_dir(room)
        .env("SAKSI_PASSPHRASE", "nine grey herons over the quiet harbour mill")
        .env("SAKSI_STATE", room.join("state"))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let mut answer = String::from_utf8(output.stdout).unwrap();
    for line in String::from_utf8(output.stderr).unwrap().lines() {
        let _never_fails = writeln!(answer, "! {line}");
    }
    answer + &format!("? {}", output.status.code().unwrap_or(-1))
}

/// The first word of eight hexadecimal digits.
fn first_number(answer: &str) -> Option<String> {
    let is_number = |word: &&str| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    answer.split(|c: char| !c.is_alphanumeric()).find(is_number).map(str::to_owned)
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).collect()
}

fn matches(expected: &[&str], answered: &[&str]) -> bool {
    match (expected.split_first(), answered.split_first()) {
        (None, None) => true,
        (Some((&"...", rest)), _) => (0..=answered.len()).any(|n| matches(rest, &answered[n..])),
        (Some((expected, rest)), Some((answered, others))) => line_matches(expected, answered) && matches(rest, others),
        _ => false,
    }
}

fn line_matches(expected: &str, answered: &str) -> bool {
    let mut pieces = expected.split("[..]");
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = answered.strip_prefix(first) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, middle)) = pieces.split_last() else { return rest.is_empty() };
    for piece in middle {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let room = room();
    let mut child = Command::new(env!("CARGO_BIN_EXE_saksi"))
        .args(["read", "report.txt", "report.txt", "report.txt"])
        .current_dir(room.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}
