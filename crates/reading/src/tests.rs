//! Invented files, read whole.

use crate::{is_fatal, read};
use document::{BlockKind, Document, Problem, Span};
use jiff::civil::date;

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Guards leave the harbour of Selm | Selm Courier</title>
<meta property="og:site_name" content="Selm Courier"><meta property="article:published_time" content="2031-09-03T08:00:00+02:00">
<style>p { color: red }</style><script>var p = "<p>not words</p>";</script></head><body>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article class="story"><h1>Guards leave the harbour of Selm</h1><p class="byline">By Ana Velim</p>
<div class="share"><a href="/share">Share on Facebook</a> <a href="/share">Tweet</a></div>
<div class="story-body"><p>The guards left the harbour of Selm on Monday, the mayor said after a meeting with the town&rsquo;s council
that   lasted <em>four</em> hours.</p>
<figure><img src="a.jpg"><figcaption>Guards in the harbour. (Photo: Selm Courier)</figcaption></figure>
<p>They had been there since the spring, and nobody in the town knew why they were sent, said Toma Rask, who sells fish
on the quay and whose brother was held for two days in April.</p>
<p>&ldquo;We asked them every day,&rdquo; he said. &ldquo;They never answered us, and then they were gone.&rdquo;</p>
<p>The ministry of the interior did not answer questions about the guards or about the men who were held.</p></div></article>
<aside class="related"><h3>Related articles</h3><ul><li><a href="/a">Ten gardens to see before autumn</a></li><li><a href="/b">Ferry times change</a></li></ul></aside>
<footer><p>Copyright 2031 Selm Courier. All rights reserved.</p><p><a href="/privacy">Privacy policy</a></p></footer></body></html>"#;

fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.code.as_str()).collect()
}

fn original<'b>(document: &Document, bytes: &'b [u8], words: &str) -> &'b [u8] {
    let start = document.text.find(words).unwrap();
    let span = document.origin_map.original(Span::new(start, start + words.len())).unwrap();
    &bytes[span.start..span.end]
}

#[test]
fn a_page_gives_its_body_and_what_it_says_of_itself() {
    let (document, problems) = read(PAGE.as_bytes(), "page.html", None);
    assert_eq!(codes(&problems), [""; 0]);
    for words in [
        "The guards left the harbour of Selm on Monday",
        "council that lasted four hours.",
        "on the quay",
        "“They never answered us",
        "did not answer questions",
    ] {
        assert!(document.text.contains(words), "{words}: {}", document.text);
    }
    for words in
        ["Share on Facebook", "Home", "Related articles", "Ten gardens", "All rights reserved", "not words", "color"]
    {
        assert!(!document.text.contains(words), "{words}: {}", document.text);
    }
    assert!(document.furniture.iter().any(|words| words.contains("All rights reserved")));
    assert_eq!(document.title.as_deref(), Some("Guards leave the harbour of Selm"));
    assert_eq!(
        (document.byline.as_slice(), document.publisher.as_deref()),
        (["Ana Velim".to_owned()].as_slice(), Some("Selm Courier"))
    );
    assert_eq!((document.media_type.as_str(), document.language.as_deref()), ("text/html", Some("en")));
    assert_eq!(document.published.window.exact(), Some(date(2031, 9, 3)));
    assert_eq!(
        original(&document, PAGE.as_bytes(), "the town’s council that"),
        "the town&rsquo;s council\nthat".as_bytes()
    );
    assert_eq!(original(&document, PAGE.as_bytes(), "four hours"), b"four</em> hours");
}

#[test]
fn a_clean_copy_loses_only_what_the_lists_name() {
    let text = "Friday, March 05, 2032\n\nGuards leave the harbour of Selm\n\nShare on WhatsApp\nIn this photo, guards stand on the quay. (Photo: Selm Courier)\n\
        \nThe guards left the harbour of Selm on Monday, the mayor said after a meeting with the council of the town.\n\n\
        A long wait\n\nThey had been there since the spring, and nobody in the town knew why they were sent, said Toma Rask.\n\n\
        Reported by VOA’s Marovian Service. Translated by Ana Velim.\n\nLeave a Reply\n\nYour name\n\nComments are closed.";
    let (document, problems) = read(text.as_bytes(), "copy.txt", None);
    assert_eq!(codes(&problems), [""; 0]);
    let kinds: Vec<(BlockKind, &str)> = document
        .blocks
        .iter()
        .map(|block| (block.kind, document.quote(block.span).split(' ').next().unwrap_or("")))
        .collect();
    assert_eq!(
        kinds,
        [
            (BlockKind::Headline, "Guards"),
            (BlockKind::Caption, "In"),
            (BlockKind::Paragraph, "The"),
            (BlockKind::Paragraph, "A"),
            (BlockKind::Paragraph, "They")
        ]
    );
    assert_eq!(document.origin, ["Voice of America"]);
    assert_eq!(document.published.window.latest, Some(date(2032, 3, 5)));
    assert_eq!(document.published.window.earliest, None);
    assert!(
        document.furniture.contains(&"Leave a Reply".to_owned())
            && document.furniture.contains(&"Comments are closed.".to_owned())
    );
}

#[test]
fn wrapped_lines_become_paragraphs() {
    let text = "The guards left the harbour of Selm on Monday, the mayor said after\na meeting with the council of the town that took more than four hours\n\
        and ended without a vote. They had been there since the spring, when\nthe ministry sent them without a word to anybody.\n\nNobody knew why they were sent to the town, said Toma Rask, who sells\nfish on the quay.\n";
    let (document, _) = read(text.as_bytes(), "wire.txt", None);
    assert_eq!(document.blocks.len(), 2, "{}", document.text);
    assert!(document.text.contains("the mayor said after a meeting"));
}

#[test]
fn other_encodings_are_read_and_named() {
    let words = "Die Behörden ließen am Montag die Wärter aus dem Hafen abziehen, sagte der Bürgermeister.";
    let latin: Vec<u8> = words.chars().map(|letter| letter as u8).collect();
    let (document, problems) = read(&latin, "latin.txt", None);
    assert_eq!(document.text, words);
    assert_eq!((codes(&problems), document.language.as_deref()), (vec!["encoding-guessed"], Some("de")));
    assert_eq!(original(&document, &latin, "Behörden"), b"Beh\xF6rden");
    let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide, "wide.txt", None).0.text, words);
    let marked = [b"\xEF\xBB\xBF".as_slice(), words.as_bytes()].concat();
    let (document, problems) = read(&marked, "marked.txt", None);
    assert_eq!((document.text.as_str(), problems.len()), (words, 0));
    assert_eq!(original(&document, &marked, "Die"), b"Die");
    let page = [b"<html><head><meta charset=\"iso-8859-1\"></head><body><p>".as_slice(), &latin, b"</p></body></html>"]
        .concat();
    assert_eq!(read(&page, "latin.html", None).0.text, words);
}

#[test]
fn a_few_broken_bytes_do_not_change_the_encoding() {
    let broken = [words_in_utf8().as_bytes(), b" \xFF ", words_in_utf8().as_bytes()].concat();
    let (document, problems) = read(&broken, "broken.txt", None);
    assert!(document.text.contains("Bürgermeister") && document.text.contains('\u{FFFD}'));
    assert_eq!(codes(&problems), ["wrong-encoding"]);
}

fn words_in_utf8() -> String {
    "Die Behörden ließen die Wärter abziehen, sagte der Bürgermeister über die Lage.".repeat(3)
}

#[test]
fn what_cannot_be_read_says_why() {
    let cases: [(&[u8], &str); 7] = [
        (b"", "empty-file"),
        (b" \n \n", "empty-file"),
        (b"%PDF-1.7 x", "not-text"),
        (b"PK\x03\x04 x", "not-text"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0E\x0F\x10\x11", "binary-file"),
        (b"<html><body><script>x</script></body></html>", "no-body"),
        (&vec![b'a'; crate::MAX_BYTES + 1], "too-large"),
    ];
    for (bytes, code) in cases {
        let (document, problems) = read(bytes, "x", None);
        assert_eq!((document.text.as_str(), codes(&problems)), ("", vec![code]));
        assert!(is_fatal(&problems[0]) && document.id.starts_with("sha256:"));
    }
}

#[test]
fn deep_nesting_is_read_and_named() {
    let page = format!(
        "<html><body>{}<p>The guards left the harbour on Monday, said the mayor.</p>{}",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    let (document, problems) = read(page.as_bytes(), "deep.html", None);
    assert_eq!(document.text, "The guards left the harbour on Monday, said the mayor.");
    assert_eq!(codes(&problems), ["nested-too-deep"]);
}

#[test]
fn nul_bytes_and_soft_hyphens_do_not_part_words() {
    let (document, _) =
        read("The guards\0 left the har\u{AD}bour on Monday, said the mayor.".as_bytes(), "x.txt", None);
    assert_eq!(document.text, "The guards left the harbour on Monday, said the mayor.");
}

#[test]
fn an_organisation_adds_its_own_furniture() {
    let text = "Guards leave the harbour\n\nThe guards left the harbour of Selm on Monday, the mayor said.\n\nRing the bell of Selm";
    let mut lexicons = crate::Lexicons::builtin().clone();
    lexicons.add_furniture("# ours\nring the bell of selm\twhole\n");
    let kept = |document: Document| document.text.contains("Ring the bell");
    assert!(kept(read(text.as_bytes(), "x.txt", None).0));
    assert!(!kept(crate::read_with(text.as_bytes(), "x.txt", None, &lexicons).0));
}
