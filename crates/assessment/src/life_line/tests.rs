//! Life lines of invented people.

use super::*;
use crate::Labels;
use document::DateWindow;
use jiff::civil::Date;
use proptest::prelude::*;
use resolution::Digest;
use resolution::digest::{Act, Entity, Kind, Participant, Role, Span, Status};
use resolution::result::{ActRef, EntityRef, Event, Identity, Judgement, Resolution};

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn window(text: &str) -> DateWindow {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    DateWindow { earliest: day(first), latest: day(last) }
}

/// One report a line: `type day [published] [status]`; each is an event unless it begins with `+`, then it is one with the line before.
fn case(reports: &[&str]) -> (Vec<Digest>, Resolution) {
    let (mut digests, mut found) = (Vec::new(), Resolution::default());
    for (document, report) in reports.iter().enumerate() {
        let mut words = report.trim_start_matches('+').split_whitespace();
        let act_type = words.next().unwrap_or_default().to_owned();
        let date = window(words.next().unwrap_or_default());
        let published = words.next().map(window).unwrap_or_default();
        let status = match words.next() {
            Some("denied") => Status::Denied,
            Some("alleged") => Status::Alleged,
            Some("planned") => Status::Planned,
            _ => Status::Reported,
        };
        let victim = Participant { role: Role::Victim, entity: Some(0), ..Participant::default() };
        let evidence = vec![Span(0, 10)];
        let act =
            Act { act_type: act_type.clone(), date, status, evidence, participants: vec![victim], ..Act::default() };
        let entities = vec![Entity { kind: Kind::Person, name: "Olen Vash".to_owned(), ..Entity::default() }];
        digests.push(Digest {
            document: format!("d{document}"),
            published,
            entities,
            acts: vec![act],
            ..Digest::default()
        });
        let at = ActRef { document, act: 0 };
        match found.events.last_mut().filter(|_| report.starts_with('+')) {
            Some(event) => event.acts.push(at),
            None => found.events.push(Event {
                id: format!("v{document}"),
                act_type,
                acts: vec![at],
                links: Vec::new(),
                confidence: 1.0,
                judgement: Judgement::Proposed,
            }),
        }
    }
    found.persons.push(Identity {
        id: "p0".to_owned(),
        kind: Kind::Person,
        name: "Olen Vash".to_owned(),
        spellings: Vec::new(),
        entities: (0..reports.len()).map(|document| EntityRef { document, entity: 0 }).collect(),
        links: Vec::new(),
        confidence: 1.0,
        judgement: Judgement::Proposed,
    });
    (digests, found)
}

fn states() -> States {
    States::built_in().expect("the built-in table is right")
}

fn line(reports: &[&str]) -> LifeLine {
    let (digests, found) = case(reports);
    life_lines(&digests, &found, &states()).into_iter().next().unwrap_or_default()
}

fn told(line: &LifeLine) -> Vec<String> {
    let period =
        |period: &Period| format!("{} {} to {}", period.state, window_words(period.begins), window_words(period.ends));
    line.periods.iter().map(period).collect()
}

fn kinds(line: &LifeLine) -> Vec<&str> {
    line.contradictions.iter().map(|one| one.kind.as_str()).collect()
}

fn answer(reports: &[&str], as_of: &str) -> Answer {
    let (digests, found) = case(reports);
    let lines = life_lines(&digests, &found, &states());
    in_detention(&lines, day(as_of).expect("a day"))[0].answer
}

#[test]
fn a_case_from_arrest_to_release_is_a_line_without_gaps_that_nobody_documented() {
    let line =
        line(&["release 2031-08-01", "arrest 2031-05-03", "charge 2031-05-06", "surveillance 2031-09-01..2031-09-30"]);
    assert_eq!(
        told(&line),
        [
            "charged 2031-05-06 to ?..?",
            "arrested 2031-05-03 to 2031-08-01",
            "released 2031-08-01 to ?..?",
            "watched 2031-09-01..2031-09-30 to ?..?",
        ]
    );
    assert!(line.contradictions.is_empty(), "{:?}", line.contradictions);
    assert_eq!(line.periods[1].evidence, [Evidence { document: 1, span: Span(0, 10) }]);
}

#[test]
fn arrested_and_released_on_one_day_is_no_contradiction() {
    let line = line(&["release 2031-05-03", "arrest 2031-05-03"]);
    assert_eq!(told(&line), ["arrested 2031-05-03 to 2031-05-03", "released 2031-05-03 to ?..?"]);
    assert!(line.contradictions.is_empty());
}

#[test]
fn released_before_the_first_arrest_is_named() {
    let found = line(&["release 2031-05-01", "arrest 2031-05-03"]);
    assert_eq!(kinds(&found), ["released-before-arrest"]);
    let labels =
        Labels::parse(include_str!("../../../../codebook/labels/en/life_line.tsv")).expect("the labels are right");
    assert_eq!(
        found.contradictions[0].sentence(&labels),
        "Released (2031-05-01), but no arrest is documented before it; the first one is of 2031-05-03."
    );
    assert!(
        line(&["release 2031-05-01", "arrest 2031-05-03", "detention"]).contradictions.is_empty(),
        "an undated one may come before"
    );
}

#[test]
fn nothing_happens_after_a_death() {
    assert_eq!(kinds(&line(&["killing 2031-05-01", "arrest 2031-05-03"])), ["after-death"]);
    assert!(line(&["killing 2031-05-03", "arrest 2031-05-01"]).contradictions.is_empty());
}

#[test]
fn detained_after_a_release_without_a_new_arrest_is_named() {
    let reports = ["arrest 2031-05-01", "release 2031-06-01", "detention 2031-07-01"];
    assert_eq!(kinds(&line(&reports)), ["held-after-release"]);
    let again = ["arrest 2031-05-01", "release 2031-06-01", "arrest 2031-06-20", "detention 2031-07-01"];
    assert!(line(&again).contradictions.is_empty());
}

#[test]
fn reports_of_one_event_that_disagree_on_the_day_are_named_and_span_both() {
    let line = line(&["killing 2031-05-01", "+killing 2031-05-03"]);
    assert_eq!(
        (kinds(&line), told(&line)),
        (vec!["dates-disagree"], vec!["dead 2031-05-01..2031-05-03 to ?..?".to_owned()])
    );
}

#[test]
fn a_denial_is_kept_beside_the_state() {
    let found = line(&["arrest 2031-05-01", "+arrest 2031-05-01 2031-05-02 denied"]);
    assert_eq!((kinds(&found), found.periods.len()), (vec!["denied"], 1));
    assert!(line(&["arrest 2031-05-01 2031-05-02 denied"]).periods.is_empty(), "nobody says that it is so");
}

#[test]
fn what_is_planned_is_no_state_and_what_is_alleged_is_marked() {
    assert!(line(&["trial 2031-05-01 2031-04-01 planned"]).periods.is_empty());
    assert!(line(&["arrest 2031-05-01 2031-05-02 alleged"]).periods[0].alleged);
}

#[test]
fn an_order_that_changes_nothing_is_not_asked_about() {
    assert!(kinds(&line(&["arrest 2031-05-01", "mass_roundup 2031-05-01"])).is_empty());
    assert!(kinds(&line(&["arrest 2031-05-01", "bail ..2031-05-10"])).is_empty(), "bail needs the arrest");
    assert!(kinds(&line(&["arrest 2031-05-01", "release 2031-05-16", "bail ..2031-05-17"])).is_empty());
}

#[test]
fn an_open_order_is_said() {
    assert_eq!(kinds(&line(&["arrest 2031-05-01..2031-05-31", "release 2031-05-10"])), ["order-open"]);
    // A second arrest may lie before or after a bail of which only the last day is known.
    let twice = ["arrest 2031-02-01", "arrest 2031-05-01", "bail ..2031-05-10"];
    assert_eq!(kinds(&line(&twice)), ["order-open"]);
}

#[test]
fn states_without_a_day_stand_apart() {
    let line = line(&["arrest", "release 2031-05-10"]);
    assert_eq!((line.periods.len(), line.undated.len()), (1, 1));
}

#[test]
fn in_detention_between_an_arrest_and_a_release() {
    let reports = ["arrest 2031-05-03", "release 2031-08-01"];
    assert_eq!(answer(&reports, "2031-05-02"), Answer::NotKnownSince(None));
    assert_eq!(answer(&reports, "2031-06-01"), Answer::Held);
    assert_eq!(answer(&reports, "2031-08-01"), Answer::Free);
    assert_eq!(answer(&reports, "2031-08-02"), Answer::NotKnownSince(day("2031-08-01")));
}

#[test]
fn an_arrest_without_further_word_is_not_known_from_its_day_on() {
    assert_eq!(answer(&["arrest 2031-05-03"], "2031-05-03"), Answer::Held);
    assert_eq!(answer(&["arrest 2031-05-03"], "2033-01-01"), Answer::NotKnownSince(day("2031-05-03")));
}

#[test]
fn who_is_said_to_be_in_detention_is_so_on_the_day_of_the_report() {
    let reports = ["arrest 2031-05-03", "detention 2031-05-03..2031-07-10 2031-07-10"];
    assert_eq!(answer(&reports, "2031-07-10"), Answer::Held);
    assert_eq!(answer(&reports, "2031-07-11"), Answer::NotKnownSince(day("2031-07-10")));
}

#[test]
fn a_release_on_some_day_of_a_month_leaves_that_month_open() {
    let reports = ["arrest 2031-05-03", "release 2031-08-01..2031-08-31"];
    assert_eq!(answer(&reports, "2031-07-31"), Answer::Held);
    assert_eq!(answer(&reports, "2031-08-15"), Answer::NotKnownSince(day("2031-05-03")));
}

#[test]
fn the_dead_stay_dead() {
    assert_eq!(answer(&["arrest 2031-05-03", "death_in_custody 2031-06-01"], "2040-01-01"), Answer::Dead);
}

#[test]
fn the_table_names_act_types_and_labelled_states_only() {
    let codebook = codebook::Codebook::builtin().expect("the codebook is right");
    let labels =
        Labels::parse(include_str!("../../../../codebook/labels/en/life_line.tsv")).expect("the labels are right");
    for (act_type, rule) in states().iter() {
        assert!(codebook.act_types.iter().any(|known| known.id == act_type), "{act_type} is no act type");
        let key = format!("state.{}", rule.state);
        assert_ne!(labels.sentence(&key, &[]), key, "{key} has no label");
    }
}

#[test]
fn a_wrong_line_of_the_table_is_named() {
    let error =
        States::parse("head\narrest\tliberty\tarrested\tperhaps\tno\t1\n").expect_err("perhaps is no word of it");
    assert_eq!(error.to_string(), "line 2 of the table of states: held is `perhaps`; it may be held, free, dead, -");
}

fn some_reports() -> impl Strategy<Value = Vec<String>> {
    let types = prop::sample::select(vec![
        "arrest",
        "detention",
        "release",
        "bail",
        "killing",
        "charge",
        "surveillance",
        "exile",
    ]);
    let date = prop_oneof![
        (1_u8..28).prop_map(|day| format!("2031-05-{day:02}")),
        (1_u8..14, 0_u8..14).prop_map(|(day, more)| format!("2031-05-{day:02}..2031-05-{:02}", day + more)),
        (1_u8..28).prop_map(|day| format!("?..2031-05-{day:02}")),
        (1_u8..28).prop_map(|day| format!("2031-05-{day:02}..?")),
        Just("?".to_owned()),
    ];
    let join = prop::bool::weighted(0.2);
    let report = (types, date, join)
        .prop_map(|(act_type, date, join)| format!("{}{act_type} {date}", if join { "+" } else { "" }));
    prop::collection::vec(report, 1..9)
}

proptest! {
    #[test]
    fn periods_of_one_track_never_overlap_silently(reports in some_reports()) {
        let reports: Vec<&str> = reports.iter().map(String::as_str).collect();
        let line = line(&reports);
        for (idx, one) in line.periods.iter().enumerate() {
            for (later, other) in line.periods.iter().enumerate().skip(idx + 1).filter(|(_, other)| other.track == one.track) {
                let apart = one.begins.latest.zip(other.begins.earliest).is_some_and(|(end, start)| end < start);
                let one_day = one.begins.exact().is_some() && one.begins == other.begins && one.state != other.state;
                let named = line.contradictions.iter().any(|found| found.periods == [idx, later]);
                let alike = one.state == other.state || (one.held == other.held && one.held != Held::Unsaid);
                let freed_of_it = one.held == Held::Held && other.held == Held::Free && other.begins.earliest.is_none();
                prop_assert!(apart || one_day || named || alike || freed_of_it, "{} and {} in silence", one.state, other.state);
            }
        }
    }

    #[test]
    fn every_day_has_an_answer_that_its_period_bears_out(reports in some_reports(), on in 1_u8..28) {
        let reports: Vec<&str> = reports.iter().map(String::as_str).collect();
        let (digests, found) = case(&reports);
        let lines = life_lines(&digests, &found, &states());
        let as_of = day(&format!("2031-05-{on:02}")).expect("a day");
        for standing in in_detention(&lines, as_of) {
            let period = standing.period.and_then(|idx| lines[0].periods.get(idx));
            match standing.answer {
                Answer::Held => prop_assert_eq!(period.map(|one| one.held), Some(Held::Held)),
                Answer::Free => prop_assert_eq!(period.map(|one| one.held), Some(Held::Free)),
                Answer::Dead => prop_assert_eq!(period.map(|one| one.held), Some(Held::Dead)),
                Answer::NotKnownSince(since) => prop_assert!(since.is_none_or(|since| since <= as_of)),
            }
        }
    }
}

#[test]
fn the_line_of_one_person_is_that_of_all() {
    let (digests, found) =
        case(&["arrest 2021-03-03", "release 2021-04-01", "+release 2021-04-02", "trial 2021-05-05"]);
    let states = States::built_in().unwrap();
    let all = life_lines(&digests, &found, &states);
    assert_eq!(life_line_of(&digests, &found, &states, 0, &[0, 1, 2]).as_ref(), all.first());
    assert_eq!(life_line_of(&digests, &found, &states, 0, &[]), None);
    assert_eq!(life_line_of(&digests, &found, &states, 7, &[0]), None);
}
