//! The whole life of one submission as a conversation: two members, a reply that denies, a possible reprisal, an end.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

const ANA: &str = "nine grey herons over the quiet harbour mill";
const BO: &str = "seven brown otters under the loud mountain bridge";

const ARREST: &str = "Police in Marovia arrest student\n\nRadio Horizon, 3 March 2021\n\nPolice arrested the student Anton Besk in Karsund on 3 March 2021.\n";
const VISIT: &str = "Police threaten student\n\nRadio Horizon, 20 May 2021\n\nPolice in Karsund threatened Anton Besk on 19 May 2021, his lawyer said.\n";
const REPLY: &str = "Reply of the Ministry\n\nThe Ministry of Justice of Marovia denied on 2 May 2021 that police arrested Anton Besk.\n";

struct Room(tempfile::TempDir);

impl Room {
    fn new() -> Self {
        let room = tempfile::tempdir().unwrap();
        for (name, text) in
            [("arrest.txt", ARREST), ("visit.txt", VISIT), ("reply.txt", REPLY), ("letter.pdf", "%PDF a letter")]
        {
            std::fs::write(room.path().join(name), text).unwrap();
        }
        Self(room)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// What the program answers to one of the two members: what it prints, or what it complains of.
    fn ask(&self, passphrase: &str, arguments: &str) -> Result<String, String> {
        let output = Command::new(env!("CARGO_BIN_EXE_saksi"))
            .args(words(arguments))
            .current_dir(self.path())
            .env("SAKSI_PASSPHRASE", passphrase)
            .env("SAKSI_STATE", self.path().join("state"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        if output.status.success() { Ok(told) } else { Err(String::from_utf8(output.stderr).unwrap()) }
    }

    fn say(&self, arguments: &str) -> String {
        self.ask(ANA, arguments).unwrap_or_else(|error| panic!("saksi {arguments}\n{error}"))
    }

    fn refused(&self, arguments: &str) -> String {
        self.ask(ANA, arguments).expect_err(arguments)
    }

    /// The second member, with a passphrase of their own through a pipe.
    fn add_member(&self) {
        let mut child = Command::new("sh")
            .args([
                "-c",
                "exec 3<&0; exec \"$0\" member add papers --name Bo --new-passphrase-fd 3 --less-memory </dev/null",
            ])
            .arg(env!("CARGO_BIN_EXE_saksi"))
            .current_dir(self.path())
            .env("SAKSI_PASSPHRASE", ANA)
            .env("SAKSI_STATE", self.path().join("state"))
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(format!("{BO}\n").as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
    }

    /// The number of the document with a title.
    fn document(&self, title: &str) -> String {
        let list = self.say("list papers");
        let line = list.lines().position(|line| line.contains(title)).unwrap_or_else(|| panic!("{title} in {list}"));
        number(&list.lines().take(line + 1).collect::<Vec<_>>().join("\n"), true)
    }
}

/// Words of a command; those in quotes are one.
fn words(arguments: &str) -> Vec<String> {
    arguments
        .split('"')
        .enumerate()
        .flat_map(|(place, piece)| match place % 2 {
            0 => piece.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![piece.to_owned()],
        })
        .collect()
}

/// The first, or the last, word of eight hexadecimal digits.
fn number(answer: &str, is_last: bool) -> String {
    let is_number = |word: &&str| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut all = answer.split(|c: char| !c.is_alphanumeric()).filter(is_number);
    let found = if is_last { all.next_back() } else { all.next() };
    found.unwrap_or_else(|| panic!("no number in {answer}")).to_owned()
}

/// The identifier of a person or event in a list, on or after the line with some words.
fn id_after(list: &str, words: &str, letter: char) -> String {
    let from = list.find(words).unwrap_or_else(|| panic!("{words} in {list}"));
    let from = list[..from].rfind('\n').map_or(0, |at| at + 1);
    let is_id = |word: &&str| {
        word.starts_with(letter) && word.len() > 2 && word[1..].bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    list[from..]
        .split_whitespace()
        .find(is_id)
        .unwrap_or_else(|| panic!("no {letter} after {words} in {list}"))
        .to_owned()
}

#[test]
fn the_whole_life_of_a_submission() {
    let room = Room::new();
    room.say("new papers --less-memory --no-shares");
    room.say("add papers arrest.txt visit.txt reply.txt --quiet");
    assert!(room.say("intervention papers list").contains("Nothing was done about this case yet"));
    let (people, events) = (room.say("people papers"), room.say("events papers"));
    let person = id_after(&people, "Anton Besk", 'p');
    let arrest = id_after(&events, "Arrest", 'v');

    // Drafted; nothing goes out before consent and two people.
    let drafted = room.say(&format!(
        "intervention papers new special-procedures --title \"Arrest in Karsund\" --recipient \"Special Procedures\" --person {person} --event {arrest} --date 2021-03-05"
    ));
    assert!(
        drafted.contains("Arrest in Karsund: draft") && drafted.contains("can follow: draft, consent, closed"),
        "{drafted}"
    );
    let id = number(&drafted, false);
    let sent =
        format!("intervention papers step {id} submitted --channel \"web form\" --file letter.pdf --date 2021-03-09");
    let early = room.refused(&sent);
    assert!(
        early.contains("`submitted` cannot be recorded before `consent`")
            && early.contains("what to do: record it first"),
        "{early}"
    );
    let untold = room.refused(&format!("intervention papers step {id} consent --date 2021-03-06"));
    assert!(untold.contains("who agreed, and how"), "{untold}");
    room.say(&format!("intervention papers step {id} consent --date 2021-03-06 --note \"told us in person\""));
    room.say(&format!("intervention papers step {id} reviewed --file letter.pdf --date 2021-03-07"));
    let twice = room.refused(&format!("intervention papers step {id} reviewed --file letter.pdf"));
    assert!(twice.contains("a second person has to"), "{twice}");
    assert!(room.refused(&sent).contains("only 1 of two people"));
    room.add_member();
    let second = room.ask(BO, &format!("intervention papers step {id} reviewed --file letter.pdf --date 2021-03-08"));
    assert!(second.as_ref().is_ok_and(|told| told.contains("reviewed by two people")), "{second:?}");
    let other = room.refused(&sent.replace("letter.pdf", "arrest.txt"));
    assert!(other.contains("not the one that was reviewed"), "{other}");
    let submitted = room.say(&sent);
    assert!(submitted.contains("SHA-256 ") && submitted.contains("due 2021-03-16"), "{submitted}");

    // What comes back.
    let reply = room.document("Reply of the Ministry");
    let denial =
        format!("intervention papers reply {id} partial --document {reply} --denies {arrest} --date 2021-05-02");
    assert!(room.refused(&denial).contains("cannot be recorded before `letter_sent`"));
    room.say(&format!("intervention papers step {id} acknowledged --reference K-17 --date 2021-03-12"));
    let letter = room.say(&format!(
        "intervention papers step {id} letter-sent --letter JUA --reference \"JUA MRV 1/2021\" --date 2021-04-01"
    ));
    assert!(letter.contains("letter sent to the government"), "{letter}");
    assert!(room.say(&format!("intervention papers show {id}")).contains("due 2021-05-31 (over)"));
    let no_words = room.refused(&format!("intervention papers reply {id} full --date 2021-05-02"));
    assert!(no_words.contains("a document of the case"), "{no_words}");
    room.say(&denial);
    let shown = room.say(&format!("intervention papers show {id}"));
    assert!(shown.contains("partial reply") && shown.contains("denies: Arrest"), "{shown}");
    // The allegation stands as it stood.
    assert!(room.say("events papers").contains("Arrest: Anton Besk"));

    // What came after is proposed, and marked by a person only.
    assert!(shown.contains("May be reprisals (a person decides)"), "{shown}");
    let threat = id_after(&room.say("events papers"), "Threat", 'v');
    let marked = room
        .say(&format!("intervention papers reprisal {id} {threat} --link inferred --note \"they named the letter\""));
    assert!(marked.contains("1 possible reprisal"), "{marked}");
    let about = room.say(&format!("intervention papers list --about {threat}"));
    assert!(about.contains("this may be a reprisal for it"), "{about}");

    room.say(&format!("intervention papers step {id} follow-up --note \"our comments\" --date 2021-05-20"));
    room.say(&format!("intervention papers step {id} published --reference A/HRC/99/1 --date 2021-09-01"));
    let closed = room.say(&format!("intervention papers step {id} closed --outcome partly_settled --date 2022-01-10"));
    assert!(closed.contains("closed"), "{closed}");
    let again = room.refused(&format!("intervention papers step {id} closed --outcome settled"));
    assert!(again.contains("was closed on 2022-01-10") && again.contains("saksi undo"), "{again}");
    // Taken back, it goes on.
    let entry = number(closed.split("recorded as").nth(1).unwrap(), false);
    room.say(&format!("undo papers {entry}"));
    assert!(room.say("intervention papers list").contains("published"));
    room.say("verify papers");
}
