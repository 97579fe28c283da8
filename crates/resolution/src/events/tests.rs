//! Events from a few invented documents.

use super::*;
use crate::digest::{Act, Count, Entity, Kind, Participant, Place, Role, Status, words};
use crate::result::{Decided, EntityRef, Identity, Link};
use document::DateWindow;
use jiff::civil::Date;
use proptest::prelude::*;

fn rules() -> EventRules {
    EventRules::builtin().expect("the built-in tables are right")
}

fn window(text: &str) -> DateWindow {
    let mut ends = text.split("..").map(|day| day.parse::<Date>().ok());
    let earliest = ends.next().flatten();
    DateWindow { earliest, latest: ends.next().unwrap_or(earliest) }
}

fn named(name: &str, kind: Kind) -> Entity {
    Entity { kind, name: name.to_owned(), named: 1, ..Entity::default() }
}

/// One act: type, victim (in capitals: by name), day or window, town, and the words that say it.
fn told(act_type: &str, victim: &str, date: &str, town: &str, says: &str) -> Digest {
    let by_name = victim.starts_with(char::is_uppercase);
    let mut entities = vec![named(victim, Kind::Person)];
    entities[0].named = u32::from(by_name);
    let place = Place { precision: "city".to_owned(), gazetteer: format!("g:{town}"), ..Place::default() };
    entities.push(Entity { place: Some(place), ..named(town, Kind::Place) });
    let victim = Participant { role: Role::Victim, entity: Some(0), text: victim.to_owned(), ..Participant::default() };
    let act = Act {
        key: format!("a {act_type} {date}"),
        act_type: act_type.to_owned(),
        participants: vec![victim],
        places: if town.is_empty() { Vec::new() } else { vec![1] },
        date: window(date),
        basis: "stated".to_owned(),
        words: words::stems(says),
        ..Act::default()
    };
    Digest {
        document: format!("sha256:{says}"),
        entities,
        acts: vec![act],
        words: words::sketch(None, says),
        ..Digest::default()
    }
}

/// Identities by equal names.
fn people(digests: &[Digest]) -> Resolution {
    let mut found = Resolution::default();
    let mut at: BTreeMap<(Kind, &str), Vec<EntityRef>> = BTreeMap::new();
    for (document, digest) in digests.iter().enumerate() {
        for (entity, one) in digest.entities.iter().enumerate().filter(|(_, one)| one.named > 0 && !one.name.is_empty())
        {
            at.entry((one.kind, &one.name)).or_default().push(EntityRef { document, entity });
        }
    }
    for ((kind, name), entities) in at {
        let identity = Identity {
            id: String::new(),
            kind,
            name: name.to_owned(),
            spellings: Vec::new(),
            entities,
            links: Vec::new(),
            confidence: 1.0,
            judgement: Judgement::Proposed,
        };
        if kind == Kind::Place { found.places.push(identity) } else { found.persons.push(identity) }
    }
    found
}

fn events(digests: &[Digest]) -> EventsFound {
    link(digests, &people(digests), &Judgements::default(), &rules())
}

/// How many acts each event has.
fn sizes(found: &EventsFound) -> Vec<usize> {
    found.events.iter().map(|event| event.acts.len()).collect()
}

fn at(document: usize) -> ActRef {
    ActRef { document, act: 0 }
}

#[test]
fn one_arrest_told_by_two_papers_is_one_event_with_its_reasons() {
    let digests = [
        told("arrest", "Olen Vash", "2031-05-03", "Velin", "Officers took Olen Vash from his office in Velin"),
        told("arrest", "Olen Vash", "2031-05-03..2031-05-04", "Velin", "The lawyer Vash was arrested in Velin"),
    ];
    let found = events(&digests);
    assert_eq!(sizes(&found), [2]);
    assert!(found.events[0].confidence > 0.9);
    let link = &found.event_links[found.events[0].links[0]];
    assert_eq!((link.relation, link.zone), (Relation::Same, Zone::Joined));
    let reasons: Vec<&str> = link.factors.iter().map(|factor| factor.comparison.as_str()).collect();
    assert!(["victim", "date", "place"].iter().all(|reason| reasons.contains(reason)), "{reasons:?}");
}

#[test]
fn many_arrests_in_the_same_words_stay_many() {
    let says = "Police arrested an activist of the Marovia river network at home on charges of incitement";
    let day = |n: usize| format!("2031-05-{:02}", n + 1);
    let name = |n: usize| ["Olen Vash", "Tira Moll", "Edi Karn", "Sala Benn", "Ruo Tem"][n];
    let digests: Vec<Digest> = (0..5).map(|n| told("arrest", name(n), &day(n), "Velin", says)).collect();
    assert_eq!(sizes(&events(&digests)), [1; 5]);
    let one_day: Vec<Digest> = (0..5).map(|n| told("arrest", name(n), "2031-05-01", "Velin", says)).collect();
    assert_eq!(sizes(&events(&one_day)), [1; 5], "other people on the same day in the same town");
}

#[test]
fn a_second_arrest_of_one_person_is_a_second_event() {
    let digests = [
        told("arrest", "Olen Vash", "2031-05-03", "Velin", "Vash was arrested"),
        told("arrest", "Olen Vash", "2032-01-09", "Velin", "Vash was arrested"),
    ];
    assert_eq!(sizes(&events(&digests)), [1, 1]);
}

#[test]
fn a_detention_may_be_the_arrest_and_a_charge_never_is() {
    let digests = [
        told("arrest", "Olen Vash", "2031-05-03", "Velin", "Vash was arrested in Velin"),
        told("detention", "Olen Vash", "2031-05-03", "Velin", "Vash was detained in Velin"),
        told("charge", "Olen Vash", "2031-05-05", "Velin", "Vash was charged in Velin"),
    ];
    let found = events(&digests);
    assert_eq!(sizes(&found), [2, 1]);
    assert_eq!(found.events[0].act_type, "detention");
    let follows = found.event_links.iter().find(|link| link.relation == Relation::FollowUp);
    let follows = follows.expect("the charge follows from the arrest");
    assert_eq!((follows.left, follows.right.document < 2), (at(2), true));
}

#[test]
fn nothing_follows_from_what_comes_later() {
    let digests = [
        told("charge", "Olen Vash", "2031-05-01", "Velin", "Vash was charged"),
        told("arrest", "Olen Vash", "2031-06-01", "Velin", "Vash was arrested"),
    ];
    let follow = |link: &&EventLink| link.relation == Relation::FollowUp;
    assert_eq!(events(&digests).event_links.iter().filter(follow).count(), 0);
}

#[test]
fn unnamed_victims_alone_do_not_join() {
    let digests = [
        told("arrest", "an activist", "2031-05-01..2031-05-31", "Velin", "an activist was arrested"),
        told(
            "arrest",
            "an activist",
            "2031-05-01..2031-05-31",
            "Velin",
            "officers at the market arrested an activist with leaflets",
        ),
    ];
    assert_eq!(sizes(&events(&digests)), [1, 1]);
}

#[test]
fn people_who_wait_for_review_make_an_event_wait() {
    let digests = [
        told("arrest", "Olen Vash", "2031-05-03", "Velin", "Vash was arrested in Velin"),
        told("arrest", "Olen Vasch", "2031-05-03", "Velin", "Vasch was arrested in Velin"),
    ];
    let mut found = people(&digests);
    assert_eq!(sizes(&link(&digests, &found, &Judgements::default(), &rules())), [1, 1]);
    found.links.push(Link {
        left: EntityRef { document: 0, entity: 0 },
        right: EntityRef { document: 1, entity: 0 },
        factors: Vec::new(),
        probability: 0.6,
        zone: Zone::Review,
        judgement: Judgement::Proposed,
    });
    let linked = link(&digests, &found, &Judgements::default(), &rules());
    assert!(linked.event_links.iter().any(|one| one.zone >= Zone::Review), "{:?}", linked.event_links);
}

#[test]
fn other_countries_are_other_events() {
    let mut digests = [
        told("arrest", "Olen Vash", "2031-05-03", "Velin", "Vash was arrested"),
        told("arrest", "Olen Vash", "2031-05-03", "Sund", "Vash was arrested"),
    ];
    for (digest, country) in digests.iter_mut().zip(["MV", "TS"]) {
        digest.entities[1].place.as_mut().expect("a place").country = Some(country.to_owned());
    }
    assert_eq!(sizes(&events(&digests)), [1, 1]);
}

#[test]
fn what_is_threatened_is_no_event_that_took_place() {
    let mut digests = [
        told("arrest", "Olen Vash", "2031-05-03", "Velin", "Vash was arrested"),
        told("arrest", "Olen Vash", "2031-05-03", "Velin", "Vash was arrested"),
    ];
    digests[1].acts[0].status = Status::Threatened;
    assert_eq!(sizes(&events(&digests)), [1, 1]);
    digests[1].acts[0].status = Status::Denied;
    assert_eq!(sizes(&events(&digests)), [2], "a denial is about the same event");
}

#[test]
fn one_person_of_a_sweep_is_part_of_it() {
    let mut digests = [
        told("arrest", "Olen Vash", "2031-05-03", "Velin", "Vash was arrested"),
        told("mass_roundup", "dozens of students", "2031-05-03", "Velin", "Students were rounded up"),
    ];
    let count = Count { at_least: Some(24), at_most: None, text: "dozens".to_owned(), about: true };
    digests[1].acts[0].participants[0].count = Some(count);
    let found = events(&digests);
    assert_eq!(sizes(&found), [1, 1]);
    let part = found.event_links.iter().find(|link| link.relation == Relation::PartOf).expect("a part");
    assert_eq!((part.left, part.right), (at(0), at(1)));
}

#[test]
fn a_list_of_victims_is_no_event_of_one_of_them() {
    let one = told("killing", "Olen Vash", "2024-06-12", "", "Olen Vash was killed by gunmen near the bridge");
    let other = told("killing", "Olen Vash", "2024-06-01..2024-06-30", "", "the killing of Olen Vash led to a strike");
    assert_eq!(sizes(&events(&[one.clone(), other.clone()])), [2]);
    let mut list = other;
    list.entities.push(named("Sela Orn", Kind::Person));
    let entity = Some(list.entities.len() - 1);
    let participant = Participant { role: Role::Victim, entity, text: "Sela Orn".to_owned(), ..Participant::default() };
    list.acts[0].participants.push(participant);
    let found = events(&[one, list]);
    assert_eq!(sizes(&found), [1, 1]);
    let link = found.event_links.iter().find(|link| link.relation == Relation::Same).expect("a person is asked");
    assert_eq!(link.zone, Zone::Review);
    assert!(link.factors.iter().any(|factor| factor.comparison == "victim_more"));
}

#[test]
fn what_is_stated_follows_the_bits_in_both_zones_and_words_alone_only_ask() {
    let rules = rules();
    let joined = bits_of(rules.threshold("join_at"));
    assert!(rules.weight("scale") > 0.0);
    assert!(rules.weight("unanchored_max") < joined);
    assert!(rules.weight("unanchored_max") > bits_of(rules.threshold("review_at")));
    let found = events(&[
        told("arrest", "Olen Vash", "2024-06-02", "Tamsin", "Olen Vash was arrested at the market"),
        told("arrest", "Olen Vash", "2024-06-02", "Tamsin", "police arrested Olen Vash"),
    ]);
    for link in &found.event_links {
        assert_eq!(link.zone == Zone::Joined, link.probability >= rules.threshold("join_at"));
    }
}

#[test]
fn people_outrank_the_program_and_can_undo() {
    let digests = [
        told("arrest", "Olen Vash", "2031-05-03", "Velin", "Vash was arrested"),
        told("arrest", "Olen Vash", "2031-05-03", "Velin", "Vash was arrested"),
        told("arrest", "Olen Vash", "2032-05-03", "Velin", "Vash was arrested"),
    ];
    let found = people(&digests);
    let decide = |verdict, of: &[usize]| {
        let acts = vec![Decided { verdict, of: of.iter().map(|&document| at(document)).collect() }];
        link(&digests, &found, &Judgements { acts, ..Judgements::default() }, &rules())
    };
    assert_eq!(sizes(&decide(Verdict::NotSame, &[0, 1])), [1, 1, 1]);
    let same = decide(Verdict::Same, &[1, 2]);
    assert!(same.events.iter().any(|event| event.acts.contains(&at(1)) && event.acts.contains(&at(2))));
    let unsure = decide(Verdict::Unsure, &[0, 1]);
    assert_eq!(sizes(&unsure), [1, 1, 1]);
    assert!(unsure.event_links.is_empty(), "nobody is asked again");
    let waiting = decide(Verdict::Same, &[0, 9]);
    assert_eq!(waiting.notes[0].code, "judgement-waiting");
}

#[test]
fn an_article_that_tells_the_same_twice_is_one_event() {
    let mut digest = told("arrest", "Olen Vash", "2031-05-03", "Velin", "Vash was arrested in Velin");
    let again = Act { key: "a 2".to_owned(), date: DateWindow::default(), ..digest.acts[0].clone() };
    digest.acts.push(again);
    let mut other = digest.acts[0].clone();
    other.date = window("2029-01-01");
    digest.acts.push(other);
    assert_eq!(sizes(&events(&[digest])), [2, 1]);
}

#[test]
fn documents_on_one_incident_are_grouped_by_their_rare_words() {
    let says =
        |town: &str, what: &str| format!("{what} in {town}. In {town} people spoke of {what} at the bridge of {town}.");
    let stories = [
        ("Velin", "Ferry Aurel sank"),
        ("Sund", "Mayor Tosk resigned"),
        ("Karvia", "Mine Ostra flooded"),
        ("Brask", "Library Quill burned"),
    ];
    let texts: Vec<String> = stories.iter().flat_map(|(town, what)| vec![says(town, what); 2]).collect();
    let digest =
        |text: &String| Digest { document: text.clone(), words: words::sketch(None, text), ..Digest::default() };
    let digests: Vec<Digest> = texts.iter().map(digest).collect();
    let found = events(&digests);
    let groups: Vec<&[usize]> = found.incidents.iter().map(|one| &one.documents[..]).collect();
    assert_eq!(groups, [&[0, 1][..], &[2, 3], &[4, 5], &[6, 7]]);
    assert!(found.incidents[0].factors.iter().any(|factor| factor.says.contains("velin")));
}

#[test]
fn the_tables_know_every_act_type_and_name_no_other() {
    let codebook = codebook::Codebook::builtin().expect("the codebook is right");
    let rules = rules();
    for act_type in codebook.act_types.iter() {
        assert!(rules.types().any(|known| known == act_type.id), "{} is not in event_types.tsv", act_type.id);
    }
    for known in rules.types() {
        assert!(codebook.act_types.iter().any(|act_type| act_type.id == known), "{known} is no act type");
    }
}

#[test]
fn a_wrong_line_of_a_table_is_named() {
    let folder = std::env::temp_dir().join(format!("saksi-event-rules-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("matching")).expect("a folder");
    std::fs::write(folder.join("matching/event_types.tsv"), "type\tclass\trepeats\narrest\tcustody\tweekly\n")
        .expect("a file");
    let files = codebook::Files::read(&folder).expect("the folder can be read");
    let error = EventRules::load(&files).expect_err("weekly is no word of the table");
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    assert_eq!(
        error.to_string(),
        "matching/event_types.tsv:2: repeats is weekly; it may be once, seldom, often, state"
    );
}

/// Some acts of few people on few days, so that they meet.
fn some_digests() -> impl Strategy<Value = Vec<Digest>> {
    let types = prop::sample::select(vec!["arrest", "detention", "charge", "killing", "threat", "unheard_of"]);
    let names = prop::sample::select(vec!["Olen Vash", "Tira Moll", "an activist", ""]);
    let dates = prop::sample::select(vec!["2031-05-01", "2031-05-01..2031-05-31", "2031-07-01", "", "..2031-06-01"]);
    let towns = prop::sample::select(vec!["Velin", "Sund", ""]);
    let one = (types, names, dates, towns, 0_u8..4);
    prop::collection::vec(one, 0..12).prop_map(|acts| {
        let digest = |(idx, (act_type, name, date, town, n)): (usize, (&str, &str, &str, &str, u8))| {
            let digest = told(act_type, name, date, town, &format!("{act_type} {name} {town} word{n}"));
            Digest { document: format!("sha256:{idx}"), ..digest }
        };
        acts.into_iter().enumerate().map(digest).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_act_stands_in_one_event_and_the_order_of_documents_does_not_matter(digests in some_digests()) {
        let found = events(&digests);
        let mut acts: Vec<ActRef> = found.events.iter().flat_map(|event| event.acts.clone()).collect();
        acts.sort_unstable();
        prop_assert_eq!(acts, (0..digests.len()).map(at).collect::<Vec<_>>());
        let mut turned = digests.clone();
        turned.reverse();
        let last = digests.len();
        let documents = |found: &EventsFound, turn: bool| {
            let place = |at: &ActRef| if turn { last - 1 - at.document } else { at.document };
            let event = |event: &Event| event.acts.iter().map(place).collect::<BTreeSet<_>>();
            found.events.iter().map(event).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(documents(&found, false), documents(&events(&turned), true));
    }

    #[test]
    fn what_excludes_each_other_is_never_one_event(digests in some_digests()) {
        let found = events(&digests);
        for event in &found.events {
            let names: BTreeSet<&str> = event.acts.iter()
                .map(|at| digests[at.document].entities[0].name.as_str())
                .filter(|name| name.starts_with(char::is_uppercase))
                .collect();
            prop_assert!(names.len() <= 1, "two people in one event");
            let types: BTreeSet<&str> = event.acts.iter().map(|at| digests[at.document].acts[0].act_type.as_str()).collect();
            prop_assert!(types.len() == 1 || types == BTreeSet::from(["arrest", "detention"]), "{:?}", types);
        }
    }
}
