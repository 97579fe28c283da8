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
        words: Words { contents, notes, page, of, back },
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
