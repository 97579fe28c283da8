//! Invented pages and what they say of themselves.

use super::{Agencies, Structured, bare_title, byline_of, bylines, headline_place, language_of, origins};
use crate::dates::Lines;
use crate::html::Tree;

fn page<'t>(words: &[&'t str], kept: &[usize], title: Option<usize>) -> Lines<'t> {
    Lines {
        words: words.to_vec(),
        kept: (0..words.len()).map(|at| kept.contains(&at)).collect(),
        title,
        headings: vec![false; words.len()],
    }
}

fn origin(words: &[&str], kept: &[usize]) -> Vec<String> {
    origins(&page(words, kept, Some(0)), None, Agencies::builtin())
}

const BODY: &str =
    "The guards left the harbour on Monday, the mayor of the town said after the meeting with the council.";

#[test]
fn signatures_name_people() {
    let names = |line| byline_of(line).unwrap_or_default();
    assert_eq!(names("By Ana Velim and Toma de Rask"), ["Ana Velim", "Toma de Rask"]);
    assert_eq!(names("Von Ana Velim, Port Selm"), ["Ana Velim", "Port Selm"]);
    assert_eq!(names("Translated by Ana Velim. Written in English by T. R. Oske."), ["Ana Velim", "T. R. Oske"]);
    assert_eq!(names("By Harbour News Desk"), [""; 0]);
    assert_eq!(byline_of("By Friday the guards had left the harbour of the town."), None);
    assert_eq!(byline_of("The guards left."), None);
}

#[test]
fn a_list_of_names_under_the_title_is_a_signature() {
    let lines = page(&["Guards leave the harbour", "• Ana Velim and Toma Rask", BODY], &[0, 2], Some(0));
    assert_eq!(bylines(&lines), ["Ana Velim", "Toma Rask"]);
}

#[test]
fn a_wire_or_a_body_that_no_list_knows_is_the_origin() {
    let title = "Guards leave the harbour";
    assert_eq!(origin(&[title, "PORT SELM, Marovia (Meridian Wire) — The guards left."], &[1]), ["Meridian Wire"]);
    assert_eq!(origin(&[title, "PORT SELM (Kenya) - The guards left."], &[1]), [""; 0]);
    assert_eq!(origin(&[title, "The guards (and Toma Rask) - all of them - left."], &[1]), [""; 0]);
    assert_eq!(
        origin(&["PRESS RELEASE", "UNION OF HARBOUR GUARDS", "3 May 2031", BODY], &[3]),
        ["Union of Harbour Guards"]
    );
    assert_eq!(origin(&["Crescent Watch for Guards — Annual Report 2031", BODY], &[1]), ["Crescent Watch for Guards"]);
    assert_eq!(origin(&["Open letter", "To the Chair, National Council of Guards", BODY], &[2]), [""; 0]);
    assert_eq!(origin(&["Harbour Guards Form Union", "3 May 2031", BODY], &[2]), [""; 0]);
}

#[test]
fn origins_are_found_where_copies_name_them() {
    let title = "Guards leave the harbour";
    assert_eq!(origin(&[title, BODY, "They left at noon. (Source: RFA)"], &[1, 2]), ["Radio Free Asia"]);
    assert_eq!(
        origin(&[title, BODY, "Reported by RFA’s Marovian Service. Translated by Ana Velim."], &[1]),
        ["Radio Free Asia"]
    );
    assert_eq!(origin(&[title, BODY, "By : Amnesty mar/Marovia: let the guards go"], &[1]), ["Amnesty International"]);
    assert_eq!(origin(&[title, BODY, "© 2031 Agence France-Presse"], &[1]), ["Agence France-Presse"]);
    assert_eq!(origin(&[title, "PORT SELM (Reuters) - The guards left the harbour."], &[1]), ["Reuters"]);
    assert_eq!(origin(&[title, "PORT SELM, Marovia (AP)_The guards left the harbour."], &[1]), ["Associated Press"]);
    assert_eq!(origin(&[title, "AFP - The guards left the harbour."], &[1]), ["Agence France-Presse"]);
    assert_eq!(origin(&[title, BODY, "The guards left at noon. - Bernama"], &[1, 2]), ["Bernama"]);
    assert_eq!(
        origin(&[title, "The mayor told VOA that the guards left.", "A fisher told VOA so as well."], &[1, 2]),
        ["Voice of America"]
    );
    assert_eq!(
        origin(&[title, "The town must let them go, Amnesty International said today."], &[1]),
        ["Amnesty International"]
    );
    assert_eq!(origin(&[title, BODY, "The mayor told Reuters that the guards left."], &[1, 2]), [""; 0]);
}

#[test]
fn the_publisher_stands_before_the_source() {
    let lines = page(&["Guards leave the harbour", BODY, "(Source: RFA)"], &[1], Some(0));
    assert_eq!(origins(&lines, Some("Selm Courier"), Agencies::builtin()), ["Selm Courier", "Radio Free Asia"]);
    assert_eq!(origins(&lines, Some("RFA"), Agencies::builtin()), ["Radio Free Asia"]);
}

#[test]
fn titles_lose_the_name_of_the_site() {
    assert_eq!(bare_title("Guards leave the old harbour | Selm Courier", None), "Guards leave the old harbour");
    assert_eq!(bare_title("Guards leave the old harbour - World - Selm Courier", None), "Guards leave the old harbour");
    assert_eq!(bare_title("Selm Courier - Guards leave", Some("Selm Courier")), "Guards leave");
    assert_eq!(bare_title("Guards leave - and return", None), "Guards leave - and return");
}

#[test]
fn the_headline_is_the_first_short_line_before_running_text() {
    assert_eq!(headline_place(&page(&["May 5, 2031", "Guards leave", BODY], &[], None), |at| at == 0), Some(1));
    assert_eq!(headline_place(&page(&[BODY, BODY], &[], None), |_| false), None);
}

#[test]
fn a_masthead_above_the_headline_is_not_the_headline() {
    let lines = ["The Selm Courier", "Guards leave the old harbour at night", BODY];
    assert_eq!(headline_place(&page(&lines, &[], None), |_| false), Some(1));
    let no_masthead = ["Guards leave", BODY, "A short last line of words"];
    assert_eq!(headline_place(&page(&no_masthead, &[], None), |_| false), Some(0));
}

#[test]
fn languages_by_script_and_by_words() {
    assert_eq!(language_of("សម្តេច ហ៊ុន សែន នាយករដ្ឋមន្ត្រី", None).as_deref(), Some("km"));
    assert_eq!(
        language_of("Die Wachen verließen am Montag den Hafen, sagte der Bürgermeister nach der Sitzung.", None)
            .as_deref(),
        Some("de")
    );
    assert_eq!(language_of(BODY, Some("fr-FR")).as_deref(), Some("en"));
    assert_eq!(language_of("Selm", Some("fr-FR")).as_deref(), Some("fr"));
    assert_eq!(language_of("12", None), None);
}

#[test]
fn pages_speak_to_machines() {
    let html = r#"<html lang="en"><head><meta property="og:title" content="Guards leave &amp; return | Selm Courier">
        <meta property="og:site_name" content="Selm Courier"><meta name="author" content="By Ana Velim">
        <link rel=canonical href="https://selm.example/2031/09/03/guards">
        <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Guards leave","datePublished":"2031-09-03",
        "author":[{"name":"Toma Rask"}],"publisher":{"name":"Courier Ltd"}},{"@type":"Thing","datePublished":"1999-01-01"}]}</script>
        </head><body><time itemprop="datePublished" datetime="2031-09-04">now</time><time datetime="2031-09-05">then</time></body>"#;
    let said = Structured::of(&Tree::new(html, &mut Vec::new()));
    assert_eq!(said.titles, ["Guards leave & return | Selm Courier", "Guards leave"]);
    assert_eq!(said.authors, ["Toma Rask", "Ana Velim"]);
    assert_eq!(said.publisher.as_deref(), Some("Selm Courier"));
    assert_eq!(said.published, ["2031-09-03", "2031-09-04"]);
    assert_eq!(said.times, ["2031-09-05"]);
    assert_eq!(said.address.as_deref(), Some("https://selm.example/2031/09/03/guards"));
    assert_eq!(said.language.as_deref(), Some("en"));
}

#[test]
fn a_name_behind_the_day_is_a_signature() {
    let lines =
        page(&["Guards leave the harbour", "Published on 3 September 2031 | By Ana Velim", BODY], &[0, 2], Some(0));
    assert_eq!(bylines(&lines), ["Ana Velim"]);
    let lines =
        page(&["Wärter verlassen den Hafen", "Veröffentlicht am 3. September 2031 von Ana Velim", BODY], &[2], Some(0));
    assert_eq!(bylines(&lines), ["Ana Velim"]);
}

#[test]
fn a_site_that_does_not_name_itself_is_named_by_its_title_and_its_copyright_line() {
    let site = |title, furniture: &[&str]| {
        super::site_of(title, &furniture.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(
        site("Guards leave the old harbour | Selm Courier", &["© 2031 Selm Courier"]).as_deref(),
        Some("Selm Courier")
    );
    assert_eq!(site("Guards leave the old harbour | Selm Courier", &["Privacy policy"]), None);
    assert_eq!(site("Guards leave", &["© 2031 Selm Courier"]), None);
}
