//! What the page and the listing promise.

use crate::{Labels, Overview, Sources, document_section, listing, marks, sample};
use codebook::Codebook;
use document::Document;
use domain::{Problem, Proposal, ProposalKind, Proposals, ProposedParticipant, ProposingReader, Reading, Role};

fn labels() -> Labels {
    Labels::load(&Codebook::builtin().unwrap(), "en").unwrap()
}

fn page(readings: &[Reading]) -> String {
    let labels = labels();
    let mut overview = Overview::new();
    let mut body = String::new();
    for (i, reading) in readings.iter().enumerate() {
        let section = document_section(i + 1, reading, &labels);
        body += &section.html;
        overview.add(section.summary);
    }
    overview.head(&labels) + &body + &overview.foot(&Sources::default())
}

/// The text between tags, entities undone.
fn words(html: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => words.push(c),
            _ => {}
        }
    }
    words.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&")
}

#[test]
fn an_act_is_a_sentence_with_its_words() {
    let page = words(&page(&[sample::reading()]));
    assert!(
        page.contains("Arrest — Tomas Kelvar, by Police, in Marowe, 3 March 2021; accused of incitement"),
        "{page}"
    );
    assert!(page.contains("denied; denied by Brano Ilvek; date not known"), "{page}");
}

#[test]
fn every_inner_link_has_its_target() {
    let page = page(&[sample::reading(), sample::reading()]);
    let targets: Vec<&str> = page.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() > 20, "{}", links.len());
    for link in links {
        assert_eq!(targets.iter().filter(|target| **target == link).count(), 1, "#{link}");
    }
}

#[test]
fn foreign_words_stay_words() {
    let page = page(&[sample::reading()]);
    assert!(!page.contains("<hose>") && !page.contains("<arrested>"));
    assert!(page.contains("&#60;hose&#62;"));
}

#[test]
fn the_page_asks_nothing_of_the_network_and_runs_nothing() {
    let page = page(&[sample::reading()]);
    for forbidden in ["<script", "src=", "http://", "https://", "@import", "url(", "<link", "<form", "onclick"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn no_name_of_a_person_stands_in_the_window_title() {
    let page = page(&[sample::reading()]);
    let title = page.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
    assert_eq!(title, "Saksi: a reading of 1 document");
}

#[test]
fn the_text_is_shown_whole_whatever_is_marked() {
    let reading = sample::reading();
    let blocks = marks::mark(&reading, "d1-", |_| "liberty");
    let shown: Vec<String> =
        blocks.iter().map(|block| block.stretches.iter().map(|one| one.words).collect::<String>()).collect();
    assert_eq!(shown.join("\n\n"), reading.document.text);
}

#[test]
fn a_document_that_was_not_read_says_why() {
    let document = Document { path: "broken.bin".to_owned(), ..Document::default() };
    let problems = vec![Problem::new("binary-file", "the file is not text")];
    let page = words(&page(&[Reading { document, problems, ..Reading::default() }]));
    assert!(page.contains("broken.bin") && page.contains("the file is not text"));
    assert!(page.contains("No act was found in this document."));
}

#[test]
fn a_listing_carries_no_control_characters() {
    let mut reading = sample::reading();
    reading.document.title = Some("title\u{1b}]0;owned\u{7}".to_owned());
    let listing = listing(1, &reading, &labels());
    assert!(listing.chars().all(|c| c == '\n' || !c.is_control()));
    assert!(
        listing.contains("1 Arrest: Tomas Kelvar, by Police, in Marowe, 3 March 2021; accused of incitement"),
        "{listing}"
    );
}

#[test]
fn proposals_are_shown_apart_with_their_model_and_only_where_there_are_any() {
    let evidence = sample::span("Police arrested Tomas Kelvar");
    let act = Proposal {
        kind: ProposalKind::Act("arrest".to_owned()),
        span: sample::span("arrested"),
        evidence: Some(evidence),
        participants: vec![ProposedParticipant { role: Role::Victim, span: sample::span("Tomas Kelvar") }],
        score: None,
    };
    let proposals = Proposals {
        reader: ProposingReader::Llm,
        model: Some("<tiny>".to_owned()),
        version: Some("q4".to_owned()),
        list: vec![act],
        dropped: 3,
    };
    let plain = sample::reading();
    let reading = Reading { proposals: vec![proposals], ..sample::reading() };
    let (before, after) = (page(std::slice::from_ref(&plain)), page(std::slice::from_ref(&reading)));
    assert!(!before.contains("Proposed") && !listing(1, &plain, &labels()).contains("Proposed"));
    assert!(after.contains("&#60;tiny&#62;") && !after.contains("<tiny>"));
    let shown = words(&after);
    assert!(shown.contains("not read by Saksi’s rules") && shown.contains("“Police arrested Tomas Kelvar”"), "{shown}");
    assert!(before.contains("without a network") && after.contains("A language model on a server"));
    assert!(!after.contains("without a network"));
    let head = |page: &str| page.split("<article").next().unwrap_or_default().to_owned();
    assert_eq!(head(&before), head(&after), "proposals are counted nowhere");

    let listed = listing(1, &reading, &labels());
    let expected = "Proposed by <tiny> (a language model, q4), not read by Saksi's rules; thrown away: 3:\n   \
        - Arrest: \"Police arrested Tomas Kelvar\"; concerned Tomas Kelvar\n";
    assert!(listed.contains(expected), "{listed}");
}
