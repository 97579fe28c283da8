//! Nothing outside of the sheet, no number that is none, and hostile words stay words.

use super::*;

fn numbers(drawing: &str, attribute: &str) -> Vec<f64> {
    let cut = format!(" {attribute}=\"");
    drawing.split(&cut).skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
}

#[test]
fn whatever_is_drawn_lies_on_the_sheet() {
    let mut sheet = Sheet::new(200.0, 100.0, Use::Page);
    for wild in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1e9, 1e9, 0.0] {
        sheet.rect("a", (wild, wild), (wild, wild), wild);
        sheet.circle("a", (wild, wild), wild);
        sheet.line("a", (wild, 3.0), (4.0, wild));
        sheet.text("a", (wild, wild), Anchor::End, "words");
        sheet.shape("a", &[vec![(wild, wild), (1.0, wild), (wild, 2.0)]]);
    }
    let drawing = sheet.finish("a title");
    assert!(!drawing.contains("NaN") && !drawing.contains("inf"), "{drawing}");
    for (attribute, most) in [("x", 200.0), ("x1", 200.0), ("x2", 200.0), ("cx", 200.0), ("width", 200.0), ("r", 200.0)]
    {
        let found = numbers(&drawing, attribute);
        assert!(!found.is_empty() && found.iter().all(|n| (0.0..=most).contains(n)), "{attribute}: {found:?}");
    }
    for attribute in ["y", "y1", "y2", "cy", "height"] {
        assert!(numbers(&drawing, attribute).iter().all(|n| (0.0..=100.0).contains(n)), "{attribute}");
    }
}

#[test]
fn a_hostile_name_stays_a_name() {
    let name = "\"><script>alert(1)</script>\u{202e}drow\u{2067} & 'co'\u{0}\u{8}\u{ffff}";
    let mut sheet = Sheet::new(200.0, 100.0, Use::Page);
    sheet.link(name, name, name, |sheet| sheet.text(name, (1.0, 1.0), Anchor::Start, &foreign(name)));
    let drawing = sheet.finish(name);
    assert!(!drawing.contains("<script") && !drawing.contains('\u{0}') && !drawing.contains('\u{ffff}'));
    assert_eq!(drawing.matches('\u{2068}').count(), drawing.matches('\u{2069}').count());
    assert!(drawing.contains("\u{2068}&quot;&gt;&lt;script&gt;"), "{drawing}");
    let words = drawing.split("text-anchor").nth(1).unwrap_or_default();
    assert!(!words.contains('\u{202e}') && !words.contains('\u{2067}'), "{words}");
}

#[test]
fn a_saved_drawing_has_its_looks_and_leads_nowhere() {
    let draw = |shown| {
        let mut sheet = Sheet::new(200.0, 100.0, shown);
        sheet.link("mark", "/secret/event/v1", "an event", |sheet| sheet.circle("liberty", (5.0, 5.0), 2.0));
        sheet.finish("title")
    };
    let (page, file) = (draw(Use::Page), draw(Use::File));
    assert!(page.contains("/secret/event/v1") && !page.contains("<style"));
    assert!(!file.contains("secret") && file.contains("<style>") && file.contains("#b3261e"), "{file}");
    assert!(!file.contains("var("), "{}", file.split("var(").nth(1).unwrap_or_default());
    for drawing in [page, file] {
        assert!(!drawing.contains(" style=") && !drawing.contains("javascript") && !drawing.contains("<script"));
    }
}

#[test]
fn words_are_cut_to_fit() {
    assert_eq!(shortened("short", 12.0, 100.0), "short");
    let cut = shortened("a name that is far too long for this", 12.0, 100.0);
    assert!(cut.ends_with('…') && width(&cut, 12.0) <= 100.0, "{cut}");
    let isolated = shortened(&foreign("a name that is far too long for this"), 12.0, 100.0);
    assert!(isolated.starts_with('\u{2068}') && isolated.ends_with('\u{2069}'), "{isolated}");
    assert!(width("\u{1780}\u{17d2}\u{1789}\u{17bb}\u{17c6}", 10.0) < 16.0);
}
