//! Whatever leaves a case, in every format: 5,000 states of consent by chance, with planted names, and nothing in text, metadata
//! or name of a file that consent does not cover. One person let through on purpose is found in every format.
//!
//! DOCX and PDF are dear: `cargo test` looks at every fourth and every twenty-fifth of the states in them, and
//! `SAKSI_LONG=1 cargo test -p saksi --test leaving` at all.

use disclosure::testing::{Forbidden, Planted, findings, forbidden, planted};
use disclosure::{Disclosed, Override, Standing, disclose};
use drafting::forms::Forms;
use drafting::{Kind, Wanted, draft};
use flate2::read::ZlibDecoder;
use paper::Paper;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};
use tables::Format;

const STATES: u64 = 5000;

/// A format in which something leaves, by its name.
type Shown = Vec<(String, String)>;

fn step(step: u64) -> u64 {
    if std::env::var_os("SAKSI_LONG").is_some() { 1 } else { step }
}

fn gated(planted: &Planted) -> Disclosed {
    disclose(&planted.material, &planted.ask, &planted.consents(), &planted.key)
}

/// The record and the tables: bytes of files, and their names.
fn data(disclosed: &Disclosed) -> Shown {
    let json = casework::json_record(disclosed).expect("a record");
    let mut shown = vec![("json".to_owned(), String::from_utf8_lossy(&json).into_owned())];
    for format in Format::ALL {
        let bytes = tables::export(disclosed, format).expect("tables");
        let text = if format.is_archive() { unpacked(&bytes) } else { String::from_utf8_lossy(&bytes).into_owned() };
        shown.push((format.as_str().to_owned(), text));
    }
    shown
}

/// One paper of each kind; who and what they are about changes from state to state, and so does the form.
fn papers(disclosed: &Disclosed, forms: &Forms, seed: u64) -> Vec<(Kind, Paper)> {
    let turn = |n: usize| usize::try_from(seed).unwrap_or_default() % n.max(1);
    let person = disclosed.persons().get(turn(disclosed.persons().len())).map(|one| one.id.clone());
    let event = disclosed.events().get(turn(disclosed.events().len())).map(|one| one.id.clone());
    let form = forms.all().nth(turn(forms.all().count())).map(|form| form.id.clone());
    let wanted = |kind: Kind| match kind {
        Kind::Submission => Wanted { kind, person: person.clone(), form: form.clone(), ..Wanted::default() },
        Kind::Dossier if seed.is_multiple_of(3) => Wanted { kind, event: event.clone(), ..Wanted::default() },
        Kind::Dossier => Wanted { kind, person: person.clone(), ..Wanted::default() },
        Kind::Incidents | Kind::Tally => Wanted { kind, ..Wanted::default() },
    };
    Kind::ALL.into_iter().map(|kind| (kind, draft(disclosed, &wanted(kind), forms).expect("a paper").paper)).collect()
}

/// The parts of an archive with their names.
fn unpacked(archive: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut text = String::from_utf8_lossy(archive.comment()).into_owned();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("a part");
        let name = part.name().expect("a name").into_owned();
        text += &format!("\n{name} {}\n{}", part.comment(), String::from_utf8_lossy(&bytes));
    }
    text
}

/// A word processor shows words that stand in several runs as one: the tags are taken away too.
fn docx(paper: &Paper) -> String {
    let parts = unpacked(&paper::docx::write(paper).expect("a document"));
    assert!(parts.contains("\ndocProps/core.xml "), "what the file says about itself was not looked at");
    let mut inside = false;
    let words = parts.chars().filter(|letter| {
        let is_tag = inside || *letter == '<';
        inside = (inside || *letter == '<') && *letter != '>';
        !is_tag
    });
    let words: String = words.collect();
    parts + &words
}

/// Bytes of a PDF with everything in it that is packed; texts of two bytes a letter (bookmarks, titles) as letters; and the
/// words as another program reads them from the pages.
fn pdf(paper: &Paper) -> String {
    let bytes = typeset::pdf(paper).expect("a file");
    let mut all = bytes.clone();
    let mut n_unpacked = 0;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.windows(8).position(|window| window == b"\nstream\n"))
    {
        at += found + 8;
        n_unpacked += u32::from(ZlibDecoder::new(bytes.get(at..).unwrap_or_default()).read_to_end(&mut all).is_ok());
        all.push(b'\n');
    }
    assert!(n_unpacked > 3, "nothing was unpacked");
    let narrow: Vec<u8> = all.iter().copied().filter(|byte| *byte != 0).collect();
    let mut text = String::from_utf8_lossy(&all).into_owned() + &String::from_utf8_lossy(&narrow);
    assert!(text.contains("<pdfuaid:part>") && text.contains("/StructElem"), "metadata or structure was not looked at");
    text += &words(&bytes);
    text
}

/// The words of the pages by pdftotext; where it is missing, that is said.
fn words(file: &[u8]) -> String {
    let program = Command::new("pdftotext").args(["-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut program) = program else {
        #[allow(clippy::print_stderr)]
        {
            eprintln!("SKIPPED: words of PDF pages were not looked at; install poppler-utils");
        }
        return String::new();
    };
    let mut to = program.stdin.take().expect("its input");
    let file = file.to_owned();
    let giving = std::thread::spawn(move || to.write_all(&file));
    let output = program.wait_with_output().expect("pdftotext");
    giving.join().expect("given").expect("given");
    assert!(output.status.success(), "pdftotext cannot read the file");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What the gate lets out in formats of one kind, searched state by state.
fn search(states: impl Iterator<Item = u64>, write: impl Fn(&Disclosed, u64) -> Shown) -> usize {
    let mut n_files = 0;
    for seed in states {
        let planted = planted(seed);
        let forbidden = forbidden(&planted);
        for (name, text) in write(&gated(&planted), seed) {
            n_files += 1;
            let found = findings(&forbidden, &text);
            assert!(found.is_empty(), "state {seed}, {name}: {found:?}");
        }
    }
    n_files
}

/// In how many of the first states somebody let through on purpose is found, by format.
fn caught(n_states: u64, write: impl Fn(&Disclosed, u64) -> Shown) -> BTreeMap<String, usize> {
    let mut caught = BTreeMap::new();
    for seed in 0..n_states {
        let Some((disclosed, forbidden)) = let_through(seed) else { continue };
        for (name, text) in write(&disclosed, seed) {
            *caught.entry(name).or_default() += usize::from(!findings(&forbidden, &text).is_empty());
        }
    }
    caught
}

/// A state in which the gate is told that two members name one person more, and is judged as if nobody had told it.
fn let_through(seed: u64) -> Option<(Disclosed, Forbidden)> {
    let as_it_was = planted(seed);
    let (forbidden, n_hidden) = (forbidden(&as_it_was), hidden(&gated(&as_it_was)));
    as_it_was.material.persons.iter().find_map(|person| {
        let mut planted = planted(seed);
        planted.consents.retain(|consent| consent.person != person.id);
        planted.ask.overrides.push(Override {
            person: person.id.clone(),
            purpose: planted.ask.purpose,
            recipient: planted.ask.recipient.clone(),
            by: ["m1".to_owned(), "m2".to_owned()],
            reason: "let through on purpose".to_owned(),
        });
        let disclosed = gated(&planted);
        (hidden(&disclosed) + 1 == n_hidden).then(|| (disclosed, forbidden.clone()))
    })
}

fn hidden(disclosed: &Disclosed) -> usize {
    disclosed.persons().iter().filter(|person| person.standing == Standing::Pseudonym).count()
}

fn as_html(disclosed: &Disclosed, seed: u64) -> Shown {
    written(disclosed, seed, "html", paper::html::write)
}

fn as_docx(disclosed: &Disclosed, seed: u64) -> Shown {
    written(disclosed, seed, "docx", docx)
}

fn as_pdf(disclosed: &Disclosed, seed: u64) -> Shown {
    written(disclosed, seed, "pdf", pdf)
}

fn written(disclosed: &Disclosed, seed: u64, format: &str, write: impl Fn(&Paper) -> String) -> Shown {
    let forms = Forms::builtin().expect("the forms");
    let papers = papers(disclosed, &forms, seed).into_iter();
    papers.map(|(kind, paper)| (format!("{} {format}", kind.as_str()), write(&paper))).collect()
}

fn every_one_is_caught(caught: &BTreeMap<String, usize>, n_formats: usize) {
    assert_eq!(caught.len(), n_formats, "{caught:?}");
    assert!(caught.values().all(|n| *n > 0), "somebody let through was not found: {caught:?}");
}

#[test]
fn no_data_holds_what_consent_does_not_cover() {
    let n_files = search(0..STATES, |disclosed, _| data(disclosed));
    assert_eq!(n_files, 6 * 5000);
    every_one_is_caught(&caught(60, |disclosed, _| data(disclosed)), 6);
}

#[test]
fn no_page_holds_what_consent_does_not_cover() {
    assert_eq!(search(0..STATES, as_html), 4 * 5000);
    every_one_is_caught(&caught(60, as_html), 4);
}

#[test]
fn no_document_for_word_processors_holds_what_consent_does_not_cover() {
    let every = step(4);
    assert!(search((0..STATES).filter(|seed| seed % every == 1 % every), as_docx) >= 4 * 1250);
    every_one_is_caught(&caught(60, as_docx), 4);
}

#[test]
fn no_pdf_holds_what_consent_does_not_cover() {
    let every = step(25);
    assert!(search((0..STATES).filter(|seed| seed % every == 2 % every), as_pdf) >= 4 * 200);
    every_one_is_caught(&caught(12, as_pdf), 4);
}

/// Bookmarks, the name of the file for itself, its structure: each of them is searched, not only the pages.
#[test]
fn a_name_in_what_is_not_on_a_page_is_found_too() {
    let mut paper = papers(&gated(&planted(1)), &Forms::builtin().expect("the forms"), 1).remove(0).1;
    let marks = vec![("qazumira".to_owned(), "a name")];
    assert!(findings(&marks, &pdf(&paper)).is_empty() && findings(&marks, &docx(&paper)).is_empty());
    paper.blocks.push(paper::Block::heading(1, "Qazumira"));
    let file = typeset::pdf(&paper).expect("a file");
    let on_pages = words(&file).to_lowercase();
    let everywhere = pdf(&paper).to_lowercase();
    assert!(
        everywhere.matches("qazumira").count() > on_pages.matches("qazumira").count(),
        "bookmarks are not searched"
    );
    paper.blocks.pop();
    paper.title_page.kind = "Qazumira".to_owned();
    assert!(pdf(&paper).contains("<rdf:li xml:lang=\"x-default\">Qazumira") || pdf(&paper).contains(">Qazumira</"));
    assert!(docx(&paper).contains("<dc:title>Qazumira</dc:title>"));
}
