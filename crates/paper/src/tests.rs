//! Both writers, with letters that want to be more than letters.

use crate::clean::clean;
use crate::{Block, Column, Direction, Face, Field, Paper, Run, TitlePage, Words, docx, html};
use proptest::prelude::*;
use std::io::Read;

/// What must never be read as markup, in HTML, XML or Typst.
const HOSTILE: &str = "<script>alert(1)</script>&amp;\"'#set page(width: 1cm) $x$ \\ @note *b* _i_ `c` ]]> <!--";

fn paper(text: &str) -> Paper {
    let runs = || vec![Run::text(text), Run::faced(text, Face::Emphasis), Run::note(vec![Run::text(text)])];
    Paper {
        language: "en".to_owned(),
        direction: Direction::Ltr,
        title_page: TitlePage {
            kind: "Dossier".to_owned(),
            title: clean(text),
            facts: vec![("Country".to_owned(), clean(text))],
            notice: vec![clean(text)],
        },
        marking: "Confidential".to_owned(),
        contents: true,
        words: Words {
            contents: "Contents".to_owned(),
            notes: "Notes".to_owned(),
            page: "Page".to_owned(),
            of: "of".to_owned(),
            back: "Back to note".to_owned(),
            continued: String::new(),
        },
        blocks: vec![
            Block::heading(1, "Facts"),
            Block::Paragraph { number: Some(1), runs: runs() },
            Block::heading(2, text),
            Block::Quote { runs: runs() },
            Block::Notice { title: clean(text), items: vec![runs()] },
            Block::List { ordered: true, items: vec![runs(), runs()] },
            Block::Fields { rows: vec![Field { label: clean(text), answers: vec![runs()], missing: true }] },
            Block::Table {
                caption: clean(text),
                columns: vec![
                    Column { title: "Who".to_owned(), share: 3, numbers: false },
                    Column { title: "How many".to_owned(), share: 1, numbers: true },
                ],
                rows: vec![vec![runs(), vec![Run::text("34")]]],
            },
            Block::PageBreak,
            Block::Small { runs: runs() },
        ],
    }
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Whether tags are closed in order; all that a word processor needs to start reading.
fn is_well_formed(xml: &str) -> bool {
    let mut open = Vec::new();
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        let Some(end) = rest[start..].find('>') else { return false };
        let tag = &rest[start + 1..start + end];
        rest = &rest[start + end + 1..];
        match tag {
            _ if tag.starts_with('?') || tag.ends_with('/') => {}
            _ if tag.starts_with('/') => {
                if open.pop() != Some(&tag[1..]) {
                    return false;
                }
            }
            _ => open.push(tag.split_whitespace().next().unwrap_or_default()),
        }
    }
    open.is_empty()
}

#[test]
fn nothing_in_a_text_becomes_markup_of_a_page() {
    let page = html::write(&paper(HOSTILE));
    assert!(!page.contains("<script"), "a script stands in the page");
    assert!(!page.contains("onerror") && page.contains("&lt;script&gt;alert(1)"));
    assert!(page.contains("default-src 'none'"));
    let [first, again] = [html::write(&paper(HOSTILE)), html::write(&paper(HOSTILE))];
    assert_eq!(first, again);
}

#[test]
fn notes_of_a_page_lead_there_and_back() {
    let page = html::write(&paper("words"));
    let n = page.matches("role=\"doc-noteref\"").count();
    assert_eq!(n, 8);
    for note in 1..=n {
        assert!(page.contains(&format!("href=\"#n{note}\" id=\"r{note}\"")));
        assert!(page.contains(&format!("<li id=\"n{note}\">")) && page.contains(&format!("href=\"#r{note}\"")));
    }
    assert!(page.contains("<a href=\"#h1\">Facts</a>") && page.contains("<h2 id=\"h1\">Facts</h2>"));
}

#[test]
fn a_document_has_headings_footnotes_and_tables_and_no_author() {
    let file = docx::write(&paper(HOSTILE)).unwrap();
    let body = part(&file, "word/document.xml");
    assert!(body.contains("<w:pStyle w:val=\"Heading1\"/>") && body.contains("<w:tblHeader/>"));
    let notes = part(&file, "word/footnotes.xml");
    assert_eq!(body.matches("<w:footnoteReference ").count(), 8);
    assert_eq!(notes.matches("<w:footnoteRef/>").count(), 8);
    let core = part(&file, "docProps/core.xml");
    assert!(!core.contains("creator") && !core.contains("modified") && core.contains("Dossier"));
    assert!(
        !core.contains("alert"),
        "the title of a paper names people and stays out of what the file says about itself"
    );
    for name in ["word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml", "word/styles.xml"] {
        assert!(is_well_formed(&part(&file, name)), "{name} is not well formed");
    }
    assert_eq!(file, docx::write(&paper(HOSTILE)).unwrap());
}

#[test]
fn letters_of_other_scripts_get_the_font_of_their_script() {
    let body = part(&docx::write(&paper("Sok សុខ and سعيد")).unwrap(), "word/document.xml");
    assert!(body.contains("<w:rPr><w:cs/></w:rPr><w:t xml:space=\"preserve\">សុខ "));
    assert!(body.contains("<w:rPr><w:rtl/></w:rPr>"));
}

#[test]
fn what_turns_the_direction_is_shown_and_does_nothing() {
    assert_eq!(clean("a\u{202e}cba"), "a‹U+202E›cba");
    assert_eq!(clean("a\u{0}b\nc\u{e0041}"), "a‹U+0000›b c‹U+E0041›");
    // Khmer needs the space of no width between words, Persian the joiner.
    assert_eq!(clean("ខ្ញុំ\u{200b}ទៅ می\u{200c}خواهم"), "ខ្ញុំ\u{200b}ទៅ می\u{200c}خواهم");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_text_gives_a_whole_page_and_a_whole_document(text in any::<String>()) {
        let paper = paper(&text);
        let page = html::write(&paper);
        prop_assert_eq!(page.matches("<script").count(), 0);
        prop_assert_eq!(page.matches("<bdi>").count(), page.matches("</bdi>").count());
        let file = docx::write(&paper).unwrap();
        prop_assert!(is_well_formed(&part(&file, "word/document.xml")));
        prop_assert!(is_well_formed(&part(&file, "word/footnotes.xml")));
    }
}
