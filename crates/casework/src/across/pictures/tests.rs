//! Pictures of an invented case, asked for as pages ask.

use super::period::{counted, parse};
use crate::pictured::{
    EventSearch, FoundEvents, MapQuery, MapShown, NetworkQuery, NetworkShown, TimelineQuery, TimelineShown,
};
use crate::tests::{alone, ask, create};
use crate::{Answer, Case, ReadBy, Registration, Request, Target, Verdict};
use document::DateWindow;
use jiff::civil::date;
use serde_json::{Value, json};

/// One report: who, by whom, where, when.
struct Report<'a> {
    whom: &'a str,
    by: &'a str,
    place: Option<Value>,
    place_name: &'a str,
    date: [Option<&'a str>; 2],
    status: &'a str,
}

const fn report<'a>(whom: &'a str, date: [Option<&'a str>; 2]) -> Report<'a> {
    Report { whom, by: "Harbour Guard", place: None, place_name: "", date, status: "reported" }
}

/// Where words stand in a text of plain letters.
fn span(text: &str, words: &str) -> [usize; 2] {
    let start = text.find(words).expect("the words");
    [start, start + words.len()]
}

fn add(case: &mut Case, n: usize, report: &Report<'_>) -> String {
    let at = if report.place_name.is_empty() { String::new() } else { format!(" in {}", report.place_name) };
    let said = format!("{} was arrested by the {}{at}.", report.whom, report.by);
    let text = format!("{said} Report number {n}.");
    let register = Request::Register(Registration::default());
    let Answer::Registered { document, .. } = ask(case, register, text.as_bytes()).expect("registered").answer else {
        panic!("not registered")
    };
    let original = ask(case, Request::Original { document: document.clone() }, &[]).expect("original");
    let Answer::Original { sha256 } = original.answer else { panic!("no hash") };
    let mention = |words: &str| json!([{ "span": span(&text, words), "form": "name" }]);
    let mut entities = vec![
        json!({ "id": "e1", "kind": "person", "name": report.whom, "mentions": mention(report.whom) }),
        json!({ "id": "e2", "kind": "organization", "name": report.by, "mentions": mention(report.by) }),
    ];
    let mut places = Vec::new();
    if !report.place_name.is_empty() {
        let mentions = mention(report.place_name);
        entities.push(
            json!({ "id": "e3", "kind": "place", "name": report.place_name, "place": report.place, "mentions": mentions }),
        );
        places.push("e3");
    }
    let record = json!({
        "saksi": 1, "document": { "title": "A title", "text": text, "id": format!("sha256:{sha256}") }, "entities": entities,
        "acts": [{ "id": "a1", "type": "arrest", "status": report.status, "trigger": span(&text, "arrested"),
            "evidence": [span(&text, &said)], "confidence": 0.9, "places": places,
            "date": { "earliest": report.date[0], "latest": report.date[1], "basis": "stated", "text": "" },
            "participants": [
                { "role": "victim", "entity": "e1", "span": span(&text, report.whom) },
                { "role": "perpetrator", "entity": "e2", "span": span(&text, report.by) } ] }],
    });
    let read_by = ReadBy { program: "saksi".to_owned(), codebook: "sha256:0".to_owned(), ..ReadBy::default() };
    let request = Request::Record { document: document.clone(), sha256, read_by, problems: Vec::new() };
    ask(case, request, record.to_string().as_bytes()).expect("recorded");
    document
}

fn town(latitude: f64, precision: &str, gazetteer: &str) -> Option<Value> {
    let longitude = 104.0;
    Some(
        json!({ "latitude": latitude, "longitude": longitude, "precision": precision, "country": "KH", "gazetteer": gazetteer }),
    )
}

/// Five events, far apart in time so that none is another.
fn example(case: &mut Case) {
    let day = |day| [Some(day), Some(day)];
    let mut reports = [
        report("Olen Vash", day("2031-02-03")),
        report("Mira Tolen", [Some("2032-01-01"), Some("2032-03-31")]),
        report("Sabine Dresk", [Some("2034-05-01"), None]),
        report("Jona Pell", [None, None]),
        report("Karim Osse", day("2036-07-08")),
    ];
    (reports[0].place, reports[0].place_name) = (town(11.0, "city", "geonames:1"), "Velin");
    (reports[1].place, reports[1].place_name) = (town(12.5, "country", "iso3166:KH"), "Tessaly");
    (reports[2].place, reports[2].place_name) = (None, "Karvia");
    reports[4].status = "planned";
    let documents: Vec<String> = reports.iter().enumerate().map(|(n, report)| add(case, n, report)).collect();
    // One body stands in all of them, as a person says.
    let part = |document: &String| Target { document: document.clone(), part: Some("e2".to_owned()) };
    let of = documents.iter().map(part).collect();
    let same = Request::Judge { verdict: Verdict::Same, of, field: None, value: None, reason: None };
    ask(case, same, &[]).expect("judged");
}

fn timeline(case: &mut Case, within: Option<&str>, identity: Option<String>) -> TimelineShown {
    let query = TimelineQuery { identity, within: within.map(str::to_owned), offset: 0, limit: 2 };
    match ask(case, Request::Timeline(query), &[]).expect("a timeline").answer {
        Answer::Timeline(shown) => *shown,
        other => panic!("{other:?}"),
    }
}

fn map(case: &mut Case, place: Option<String>) -> MapShown {
    let query = MapQuery { place, limit: 10, places: 10, ..MapQuery::default() };
    match ask(case, Request::Map(query), &[]).expect("a map").answer {
        Answer::Map(shown) => *shown,
        other => panic!("{other:?}"),
    }
}

fn network(case: &mut Case, around: Option<String>, limit: u32) -> NetworkShown {
    match ask(case, Request::Network(NetworkQuery { around, limit }), &[]).expect("a network").answer {
        Answer::Network(shown) => *shown,
        other => panic!("{other:?}"),
    }
}

fn found(case: &mut Case, query: EventSearch) -> FoundEvents {
    match ask(case, Request::FindEvents(EventSearch { limit: 10, ..query }), &[]).expect("an answer").answer {
        Answer::FoundEvents(found) => *found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn pictures_of_a_case() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    example(&mut case);

    let all = timeline(&mut case, None, None);
    assert_eq!((all.total, all.rows.len(), all.n_undated, all.undated.len()), (4, 2, 1, 1));
    // What began in 2034 or later and has no end may fall into each year after.
    let periods: Vec<(&str, usize)> = all.periods.iter().map(|(year, n)| (year.as_str(), *n)).collect();
    assert_eq!(periods, [("2031", 1), ("2032", 1), ("2034", 1), ("2035", 1), ("2036", 2)]);
    let year = timeline(&mut case, Some("2032"), None);
    assert_eq!((year.total, year.periods.len()), (1, 3));
    assert_eq!(timeline(&mut case, Some("2036-07"), None).total, 2);
    assert!(
        ask(&mut case, Request::Timeline(TimelineQuery { within: Some("soon".into()), ..Default::default() }), &[])
            .is_err()
    );

    let choices = network(&mut case, None, 50);
    assert_eq!(choices.choices.len(), 6, "{choices:?}");
    let guard = choices.choices.iter().find(|one| one.kind == "organization").expect("the guard").id.clone();
    let around = network(&mut case, Some(guard.clone()), 50);
    assert_eq!((around.nodes.len(), around.knots.len(), around.edges.len(), around.n_more_nodes), (6, 5, 10, 0));
    assert_eq!(around.nodes[0].who.id, guard);
    assert!(
        around
            .edges
            .iter()
            .all(|edge| edge.words.contains("was arrested by the Harbour Guard") && edge.place.part == "a1")
    );
    let few = network(&mut case, Some(guard.clone()), 3);
    assert_eq!((few.nodes.len(), few.knots.len(), few.n_more_nodes), (3, 2, 3));
    assert_eq!(timeline(&mut case, None, Some(guard)).total, 4);
    assert!(ask(&mut case, Request::Network(NetworkQuery { around: Some("l1".into()), limit: 5 }), &[]).is_err());

    let shown = map(&mut case, None);
    let places: Vec<(&str, &str, usize)> =
        shown.places.iter().map(|one| (one.place.name.as_str(), one.precision.as_str(), one.n_events)).collect();
    assert_eq!(places.len(), 2, "{places:?}");
    assert!(places.contains(&("Velin", "city", 1)) && places.contains(&("Tessaly", "country", 1)));
    assert_eq!((shown.unknown.len(), shown.n_nowhere, shown.n_not_happened), (1, 1, 1));
    let velin = shown.places.iter().find(|one| one.place.name == "Velin").expect("a place").place.id.clone();
    let (_, rows, total) = map(&mut case, Some(velin)).listed.expect("its events");
    assert_eq!((rows.len(), total), (1, 1));

    let of = |who: Option<&str>, place: Option<&str>, from: Option<&str>, words: Option<&str>| EventSearch {
        who: who.map(str::to_owned),
        place: place.map(str::to_owned),
        from: from.map(str::to_owned),
        words: words.map(str::to_owned),
        ..EventSearch::default()
    };
    let who = found(&mut case, of(Some("tolen"), None, None, None));
    assert_eq!((who.total, who.entry.is_some()), (1, true), "a search for a person is an entry");
    assert!(who.rows[0].words.starts_with("Mira Tolen was arrested"));
    let place = found(&mut case, of(None, Some("Velin"), None, None));
    assert_eq!((place.total, place.entry), (1, None));
    let late = found(&mut case, of(None, None, Some("2034"), None));
    assert_eq!((late.total, late.n_undated), (2, 1));
    assert_eq!(found(&mut case, of(None, None, Some("2031"), Some("\"number 1\""))).total, 1);
    assert_eq!(found(&mut case, of(Some("nobody such"), None, None, None)).total, 0);
}

#[test]
fn parts_of_time_are_read_and_others_are_not() {
    assert_eq!(parse("2031-02"), Some(DateWindow::between(date(2031, 2, 1), date(2031, 2, 28))));
    assert_eq!(parse("2031"), Some(DateWindow::between(date(2031, 1, 1), date(2031, 12, 31))));
    assert_eq!(parse("2031-02-03"), Some(DateWindow::day(date(2031, 2, 3))));
    for wrong in ["", "31", "2031-13", "2031-02-30", "2031-02-03-04", "20311", "-2031", "now"] {
        assert_eq!(parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_window_counts_in_every_year_that_it_may_mean() {
    let windows = [
        DateWindow::between(date(2030, 5, 1), date(2032, 5, 1)),
        DateWindow { earliest: None, latest: Some(date(2031, 1, 1)) },
        DateWindow::default(),
        DateWindow::between(date(-9999, 1, 1), date(9999, 1, 1)),
    ];
    let counted = counted(&windows, None);
    let n = |year: &str| counted.iter().find(|(known, _)| known == year).map(|(_, n)| *n);
    assert_eq!([n("2030"), n("2031"), n("2032"), n("2033")], [Some(3), Some(3), Some(2), None]);
    assert!(counted.len() < 10, "{counted:?}");
}
