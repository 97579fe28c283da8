//! Papers set as PDF: whole, tagged, the same each time, and deaf to what stands in them.

use crate::{pdf, unprintable};
use paper::{Block, Column, Face, Field, Paper, Run, TitlePage, Words};
use std::process::{Command, Stdio};

/// What Typst would read as markup or code, if it ever saw it as such.
const HOSTILE: &str = "#set page(width: 1cm) #{1+1} $x^2$ \\ @note <label> *bold* _emph_ `raw` = heading - item // gone /* gone */ ~ https://a.b";

fn paper(text: &str) -> Paper {
    let words = ["Contents", "Notes", "Page", "of", "Back"].map(str::to_owned);
    let [contents, notes, page, of, back] = words;
    let note = || Run::note(vec![Run::text(text), Run::faced("8f2a91c4", Face::Code)]);
    Paper {
        language: "en".to_owned(),
        title_page: TitlePage {
            kind: "Dossier".to_owned(),
            title: text.to_owned(),
            facts: vec![("Date".to_owned(), text.to_owned())],
            notice: vec![text.to_owned()],
        },
        marking: "Confidential".to_owned(),
        words: Words { contents, notes, page, of, back, continued: "continued".to_owned() },
        contents: true,
        blocks: vec![
            Block::heading(1, "First part"),
            Block::Paragraph { number: Some(1), runs: vec![Run::text(text), note()] },
            Block::heading(2, "Second part"),
            Block::Fields {
                rows: vec![Field { label: "Name".to_owned(), answers: vec![vec![Run::text(text)]], missing: true }],
            },
            Block::Table {
                caption: "A table".to_owned(),
                columns: vec![
                    Column { title: "Who".to_owned(), share: 2, numbers: false },
                    Column { title: "How many".to_owned(), share: 1, numbers: true },
                ],
                rows: vec![vec![vec![Run::text(text), note()], vec![Run::text("34")]]],
            },
            Block::Notice { title: "Look".to_owned(), items: vec![vec![Run::text(text)]] },
            Block::List { ordered: true, items: vec![vec![Run::text(text)], vec![Run::text(text)]] },
            Block::Quote { runs: vec![Run::faced(text, Face::Emphasis)] },
            Block::PageBreak,
            Block::Small { runs: vec![Run::text("Last part")] },
        ],
        ..Paper::default()
    }
}

/// What a program of the system says about the file; none when it is not installed.
fn told(program: &str, arguments: &[&str], file: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, file).unwrap();
    let arguments = arguments.iter().map(|one| if *one == "FILE" { path.as_os_str() } else { (*one).as_ref() });
    match Command::new(program).args(arguments).stderr(Stdio::inherit()).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program} is not content");
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(_) => {
            #[allow(clippy::print_stderr)]
            {
                eprintln!("skipped: {program} is not installed");
            }
            None
        }
    }
}

fn holds(file: &[u8], wanted: &str) -> bool {
    file.windows(wanted.len()).any(|window| window == wanted.as_bytes())
}

#[test]
fn a_paper_is_tagged_has_bookmarks_and_says_nothing_about_who_made_it() {
    let file = pdf(&paper("Words of a paper")).unwrap();
    assert!(file.starts_with(b"%PDF-"));
    for wanted in ["/MarkInfo", "/StructTreeRoot", "/Lang", "/Outlines", "pdfuaid:part"] {
        assert!(holds(&file, wanted), "{wanted} is not in the file");
    }
    for unwanted in ["/CreationDate", "/ModDate", "/Author", "Typst", "typst", "/Creator", "/Producer", "CreateDate"] {
        assert!(!holds(&file, unwanted), "{unwanted} is in the file");
    }
    assert_eq!(file, pdf(&paper("Words of a paper")).unwrap());
    told("qpdf", &["--check", "FILE"], &file);
}

#[test]
fn nothing_in_a_text_is_read_as_markup_and_words_come_in_order() {
    let file = pdf(&paper(HOSTILE)).unwrap();
    let Some(text) = told("pdftotext", &["-layout", "FILE", "-"], &file) else { return };
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("#set page(width: 1cm) #{1+1} $x^2$ \\ @note <label> *bold*"), "{flat}");
    assert!(flat.contains("// gone /* gone */ ~ https://a.b"), "{flat}");
    let places: Vec<usize> =
        ["First part", "Second part", "A table", "Last part"].iter().map(|part| flat.rfind(part).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(!holds(&file, "a.b)"), "a text became a link");
}

#[test]
fn any_letter_can_be_set() {
    let odd = ["\u{0}\u{1}\u{7f}", "a\u{202e}b\u{2066}c", "\u{fffe}\u{10ffff}", "🙂漢字", "\r\n\t", ""];
    for text in odd {
        let cleaned = paper::clean::clean(text);
        let file = pdf(&paper(&cleaned)).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        told("qpdf", &["--check", "FILE"], &file);
    }
}

#[test]
fn letters_without_a_font_are_told() {
    assert!(unprintable(&paper("Sok សុខ สมชาย မောင် ສົມ سعيد Đặng Ünal Żółć Ivan Иван Ωμέγα “–…”")).is_empty());
    let missing = unprintable(&paper("漢"));
    assert_eq!(missing.keys().collect::<Vec<_>>(), [&'漢']);
}

/// More than one part takes, with every kind of block that goes on.
fn long() -> Paper {
    let fact = |n: u32| {
        let words = format!("Fact {n} of (many) \\\\ with 7 0 R in it, and ሰ.");
        Block::Paragraph {
            number: Some(n),
            runs: vec![Run::text(&words), Run::note(vec![Run::text(&format!("Note {n}"))])],
        }
    };
    let column = |title: &str| Column { title: title.to_owned(), share: 1, numbers: false };
    let rows = (1..=60).map(|n| vec![vec![Run::text(&format!("Row {n}"))], vec![Run::text("words")]]).collect();
    let mut blocks = vec![Block::heading(1, "Facts")];
    for year in 0..4 {
        blocks.push(Block::heading(2, &format!("Year {year}")));
        blocks.extend((1..=20).map(|n| fact(20 * year + n)));
    }
    blocks.push(Block::heading(1, "Annex"));
    let columns = vec![column("No."), column("What")];
    blocks.push(Block::Table { caption: "Passages".to_owned(), columns, rows });
    Paper { blocks, ..paper("A long paper") }
}

#[test]
fn parts_hold_every_word_of_a_paper_in_order() {
    let texts = |blocks: &[Block]| {
        let mut all = Vec::new();
        Paper { blocks: blocks.to_vec(), ..Paper::default() }.texts(&mut |text| all.push(text.to_owned()));
        all.retain(|text| !text.is_empty() && !text.contains("continued") && text != "No." && text != "What");
        all
    };
    let paper = long();
    for letters in [1, 400, 3000, 1_000_000] {
        let parts = crate::parts::parts(&paper, letters);
        assert_eq!(parts.len() == 1, letters == 1_000_000, "{letters}");
        let blocks: Vec<Block> = parts.iter().flat_map(|part| part.blocks.clone()).collect();
        assert_eq!(texts(&blocks), texts(&paper.blocks), "{letters}");
        assert!(parts.iter().all(|part| matches!(part.blocks.first(), Some(Block::Heading { level: 1, .. }))));
    }
}

#[test]
fn a_long_paper_is_set_in_parts_and_is_one_file() {
    let paper = long();
    let (whole, joined) = (crate::set(&paper, usize::MAX).unwrap(), crate::set(&paper, 4000).unwrap());
    assert!(joined != whole && joined == crate::set(&paper, 4000).unwrap());
    let count = |file: &[u8], wanted: &[u8]| file.windows(wanted.len()).filter(|window| *window == wanted).count();
    assert_eq!(count(&joined, b"/S/Note"), 80);
    assert_eq!(count(&joined, b"/S/TH/"), count(&joined, b"/S/THead") * 2);
    assert_eq!((count(&joined, b"/Type/Catalog"), count(&joined, b"/S/Document")), (1, 1));
    told("qpdf", &["--check", "FILE"], &joined);
    let tagged = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/papers/tagged.py");
    if told("qpdf", &["--check", "FILE"], &joined).is_some() {
        told("python3", &[tagged, "FILE"], &joined);
    }
    let Some(text) = told("pdftotext", &["-layout", "FILE", "-"], &joined) else { return };
    let place = |wanted: String| text.find(&wanted).unwrap_or_else(|| panic!("{wanted} is not there"));
    let facts: Vec<usize> = (1..=80).map(|n| place(format!("Fact {n} of (many) \\\\ with 7 0 R"))).collect();
    let notes: Vec<usize> = (1..=80).map(|n| place(format!("{n} Note {n}\n"))).collect();
    let rows: Vec<usize> = (1..=60).map(|n| place(format!("Row {n} "))).collect();
    assert!(facts.is_sorted() && notes.is_sorted() && rows.is_sorted());
    assert!(text.contains("Facts (continued)") && text.contains("Passages (continued)"));
    let n_pages = text.matches('\u{c}').count();
    assert!(text.contains(&format!("Page {n_pages} of {n_pages}")) && text.contains("Page 2\n"), "{n_pages}");
}

#[test]
fn what_is_no_part_is_refused() {
    let file = crate::set(&paper("Words"), usize::MAX).unwrap();
    assert!(crate::joined::Joined::new().add(&file).is_some());
    assert!(crate::joined::Joined::new().finish().is_none());
    for end in (0..file.len() - 1).step_by(997) {
        assert!(crate::joined::Joined::new().add(&file[..end]).is_none(), "{end}");
    }
    // Bytes changed in the middle must not stop the program, whatever comes of it.
    for at in (0..file.len()).step_by(211) {
        let mut other = file.clone();
        other[at] ^= 0x15;
        let mut joined = crate::joined::Joined::new();
        if joined.add(&other).is_some() {
            let _whatever_it_is = joined.finish();
        }
    }
}

#[test]
fn khmer_and_thai_are_kept_as_letters() {
    let names = "ព្រះស្រីសុវណ្ណភូមិ និង สมชาย ใจดี";
    let file = pdf(&paper(names)).unwrap();
    let Some(text) = told("pdftotext", &["FILE", "-"], &file) else { return };
    // Poppler gives marks of Khmer twice where several share a place; the letters are there.
    for word in ["ព្រះ", "ใจดี"] {
        assert!(text.contains(word), "{word} cannot be copied out of the file: {text}");
    }
}
