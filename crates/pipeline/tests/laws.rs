//! What holds for every document, whatever its bytes: every fact quotes the text, every reference leads somewhere.

use domain::{Act, FuzzyDate, Reading, Span, Statement};
use pipeline::{Reader, Tools};
use proptest::prelude::*;
use std::sync::OnceLock;

/// Pieces of news, of page furniture and of nothing sensible, to be strung together in any order.
const PIECES: [&str; 64] = [
    "Police in Marowe ",
    "arrested ",
    "was arrested ",
    "two activists ",
    "at least 34 ",
    "Tomas Kelvar ",
    "Mr. Kelvar ",
    "his wife ",
    "she ",
    "they ",
    "who ",
    "and ",
    "or ",
    ", ",
    ". ",
    "; ",
    ": ",
    "\n\n",
    "\n",
    "“",
    "”",
    "\"",
    "‘",
    "’s ",
    "'",
    "''",
    "(MRP) ",
    "[",
    ") ",
    "— ",
    "… ",
    "said ",
    "told Harbour Radio that ",
    "denied ",
    "according to ",
    "the spokesman of the ministry ",
    "on Wednesday (March 3) ",
    "in October 2019 ",
    "two months later ",
    "18-month sentence ",
    "charged with “incitement” ",
    "was sentenced to two years in prison ",
    "threatened to ",
    "beat ",
    "the killing of ",
    "a warrant for the arrest of ",
    "not ",
    "never ",
    "if ",
    "by the Velin Municipal Court ",
    "the Marovian Renewal Party ",
    "in Kharim province ",
    "Reported by HRN. ",
    "Share on WhatsApp\n",
    "THREE HELD IN VELIN\n\n",
    "ខ្មែរ ",
    "é",
    "🙂 ",
    "\u{a0}",
    "\u{200b}",
    "http://a.b/c ",
    "1,234 ",
    "X",
    "of ",
];

fn tools() -> &'static Tools {
    static TOOLS: OnceLock<Tools> = OnceLock::new();
    TOOLS.get_or_init(|| {
        let model = language::open(None).expect("a model is needed: run `cargo xtask fetch`");
        Tools::new(model, codebook::Codebook::builtin().unwrap(), gazetteer::Gazetteer::empty())
    })
}

fn read(bytes: &[u8]) -> Reading {
    let (document, problems) = reading::read(bytes, "any", None);
    Reader::new(tools()).read(document, problems)
}

#[test]
fn ranks_in_short_end_no_sentence_and_are_nobody() {
    let text = "Troops fired on the crowd, said Maj. Zar Molk. Insp. Mara Quell and Supt. Jon Tarr denied it.";
    let reading = read(text.as_bytes());
    let names: Vec<&str> = reading.entities.iter().map(|entity| entity.name.as_str()).collect();
    assert!(["Zar Molk", "Mara Quell", "Jon Tarr"].iter().all(|name| names.contains(name)), "{names:?}");
    assert!(!names.iter().any(|name| ["Maj", "Insp", "Supt"].contains(name)), "{names:?}");
}

#[test]
fn a_sentence_goes_on_behind_two_short_ranks() {
    let reading = read(b"A navy spokesman, Lt. Cmdr. Eirik Vaal, said that no operation had taken place.");
    let vaal = reading.entities.iter().find(|entity| entity.name == "Eirik Vaal").expect("the officer");
    assert!(!vaal.protected && vaal.roles.iter().any(|role| role == "navy spokesman"), "{vaal:?}");
}

#[test]
fn a_chronology_dates_what_stands_under_its_days() {
    let text = "The case of the reading circle\n\nLast updated 30 September 2031.\n\n12 January 2031\nPolice search the room of the \
                baker Ilse Maarten and arrest her brother Anders.\n\n8 February 2031\nWarders beat Anders Maarten in his cell.\n\n\
                4 March 2031\nA court releases Anders Maarten on bail after a hearing of two hours.\n";
    let reading = read(text.as_bytes());
    let day = |act_type: &str| {
        let act = reading.acts.iter().find(|act| act.act_type == act_type).unwrap_or_else(|| panic!("no {act_type}"));
        act.date.window.exact().map(|day| day.to_string()).unwrap_or_default()
    };
    assert_eq!([day("arrest"), day("torture_ill_treatment"), day("bail")], ["2031-01-12", "2031-02-08", "2031-03-04"]);
    assert_eq!(reading.document.published.window.exact().map(|day| day.to_string()).as_deref(), Some("2031-09-30"));
}

/// Every span of a reading.
fn spans(reading: &Reading) -> Vec<Span> {
    let mentions = reading.entities.iter().flat_map(|entity| entity.mentions.iter().map(|mention| mention.span));
    let acts = reading.acts.iter().flat_map(act_spans);
    let statements = reading.statements.iter().flat_map(statement_spans);
    let figures = reading.figures.iter().flat_map(|one| one.evidence.iter().copied().chain([one.count.span]));
    let times = reading.times.iter().map(|time| time.span);
    mentions.chain(acts).chain(statements).chain(figures).chain(times).collect()
}

fn act_spans(act: &Act) -> Vec<Span> {
    let counts = act.participants.iter().filter_map(|one| one.count.as_ref()).map(|count| count.span);
    let participants = act.participants.iter().map(|one| one.span);
    act.evidence.iter().copied().chain([act.trigger]).chain(participants).chain(counts).collect()
}

fn statement_spans(statement: &Statement) -> Vec<Span> {
    let Statement { evidence, content, cue, speaker_span, .. } = statement;
    evidence.iter().chain(content).copied().chain([*cue]).chain(*speaker_span).collect()
}

/// Whether every number that stands for a record leads to one.
fn references_lead_somewhere(reading: &Reading) -> bool {
    let Reading { entities, acts, statements, figures, .. } = reading;
    let entity = |idx: &usize| *idx < entities.len();
    acts.iter().all(|act| {
        act.participants.iter().all(|one| one.entity.iter().all(entity))
            && act.places.iter().all(entity)
            && act.statements.iter().all(|idx| *idx < statements.len())
            && !act.evidence.is_empty()
            && (0.0..=1.0).contains(&act.confidence)
    }) && statements
        .iter()
        .all(|one| one.speaker.iter().chain(&one.told_to).all(entity) && one.acts.iter().all(|idx| *idx < acts.len()))
        && figures.iter().all(|one| one.statement.is_none_or(|idx| idx < statements.len()))
}

fn is_ordered(date: &FuzzyDate) -> bool {
    !matches!((date.window.earliest, date.window.latest), (Some(first), Some(last)) if first > last)
}

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let reading = read(bytes);
    let text = &reading.document.text;
    for span in spans(&reading) {
        prop_assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
    }
    prop_assert!(references_lead_somewhere(&reading), "{text:?}");
    prop_assert!(reading.acts.iter().map(|act| &act.date).chain([&reading.document.published]).all(is_ordered));
    let line = records::reading_to_json(&reading);
    prop_assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok() && !line.contains('\n'));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn every_fact_quotes_its_text(picks in prop::collection::vec(0..PIECES.len(), 1..90)) {
        let text: String = picks.iter().map(|&i| PIECES[i]).collect();
        check(text.as_bytes())?;
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes)?;
    }
}

#[test]
fn the_same_bytes_give_the_same_reading() {
    let bytes = "Police arrested Ada Brask on Monday. “They hold her in Velin,” her brother told HRN.".as_bytes();
    assert_eq!(records::reading_to_json(&read(bytes)), records::reading_to_json(&read(bytes)));
}
