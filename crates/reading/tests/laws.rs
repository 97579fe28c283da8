//! Laws that hold for any bytes.

use document::{Document, Span};
use proptest::prelude::*;

/// Spans lie on character boundaries, blocks follow each other, and copied stretches are equal to the original.
fn check(document: &Document, bytes: &[u8]) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && !block.span.is_empty());
        assert!(text.get(end..block.span.start).is_some_and(|between| between.trim().is_empty()));
        assert!(text.get(block.span.start..block.span.end).is_some());
        end = block.span.end;
    }
    assert_eq!(end, text.len());
    let mut end = 0;
    for segment in document.origin_map.segments() {
        assert!(segment.text.start >= end && segment.text.end <= text.len());
        assert!(segment.original.end <= bytes.len());
        end = segment.text.end;
    }
}

/// For UTF-8: a stretch of equal length is a copy.
fn check_copies(document: &Document, bytes: &[u8]) {
    for segment in document.origin_map.segments() {
        let Span { start, end } = segment.original;
        if segment.text.len() == segment.original.len() {
            assert_eq!(document.quote(segment.text).as_bytes(), &bytes[start..end]);
        }
    }
}

fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class=\"a\">".to_owned()),
        Just("</div>".to_owned()),
        Just("<a href='x'>".to_owned()),
        Just("</a>".to_owned()),
        Just("<br>".to_owned()),
        Just("<li>".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("</table>".to_owned()),
        Just("<!-- x".to_owned()),
        Just("-->".to_owned()),
        Just("<script>".to_owned()),
        Just("</script>".to_owned()),
        Just("&amp;".to_owned()),
        Just("&nbsp;&#x41;&eacute".to_owned()),
        Just("<a \"".to_owned()),
        Just(" ".to_owned()),
        Just("\r\n\r\n".to_owned()),
        "\\PC{0,12}",
        "[A-Za-z ,.]{0,120}",
        "(The (guards|judges|farmers) (said|went|came) (home|there|on Friday)\\. ){1,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600), html in any::<bool>()) {
        let (document, _) = reading::read(&bytes, if html { "a.html" } else { "a.txt" }, None);
        check(&document, &bytes);
    }

    #[test]
    fn any_markup(page in markup()) {
        let page = format!("<!doctype html><html><body>{page}");
        let (document, _) = reading::read(page.as_bytes(), "a.html", None);
        check(&document, page.as_bytes());
        check_copies(&document, page.as_bytes());
    }

    #[test]
    fn any_text(text in markup()) {
        let (document, _) = reading::read(text.as_bytes(), "a.txt", None);
        check(&document, text.as_bytes());
        check_copies(&document, text.as_bytes());
    }

    #[test]
    fn other_encodings_lead_back(words in "([a-z]{2,6}[äöü][a-z]{2,4} ){1,12}[a-z]{3,9}") {
        let text = format!("Die Behörden erklärten: {words}.");
        let bytes: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
        let (document, _) = reading::read(&bytes, "a.txt", None);
        check(&document, &bytes);
        for (at, letter) in document.text.char_indices().filter(|(_, letter)| *letter != ' ' && *letter != '\n') {
            let original = document.origin_map.original(Span::new(at, at + letter.len_utf8()));
            prop_assert_eq!(original.map(|span| bytes[span.start..span.end].to_vec()), Some(vec![letter as u8]));
        }
    }
}

#[test]
fn hostile_shapes_are_read_in_time() {
    let shapes = [
        "<div>".repeat(200_000),
        "<a \"".repeat(200_000),
        "<!--".repeat(200_000),
        "</div>".repeat(200_000),
        "<p><b><a>".repeat(100_000),
        "<".repeat(1_000_000),
        "&".repeat(1_000_000),
        "<table><tr><td>".repeat(50_000),
        "<script>".repeat(100_000),
        "word ".repeat(1_000_000),
        "\u{201C}".repeat(300_000),
        "a\n".repeat(500_000),
        "\n".repeat(1_000_000),
        "x".repeat(20_000_000),
        format!("<p>{}</p>", "Dogs ran home. ".repeat(400_000)),
    ];
    for shape in shapes {
        for (start, path) in [("<html><body>", "a.html"), ("", "a.txt")] {
            let bytes = format!("{start}{shape}").into_bytes();
            let (document, _) = reading::read(&bytes, path, None);
            check(&document, &bytes);
        }
    }
}
