//! Laws and cases of people across documents.

use super::{Resolver, Settings};
use crate::digest::{Act, Digest, Entity, Kind, Participant, Place, Role};
use crate::result::{Alias, Decided, EntityRef, Family, FamilyKind, Identity, Judgements, Resolution, Verdict, Zone};
use document::DateWindow;
use jiff::civil::Date;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn person(name: &str) -> Entity {
    named(name, Kind::Person)
}

fn named(name: &str, kind: Kind) -> Entity {
    Entity {
        key: format!("e {name}"),
        kind,
        name: name.to_owned(),
        spellings: vec![name.to_owned()],
        named: 1,
        ..Entity::default()
    }
}

fn country(code: &str) -> Entity {
    let place = Place {
        country: Some(code.to_owned()),
        precision: "country".to_owned(),
        gazetteer: format!("iso3166:{code}"),
        ..Place::default()
    };
    Entity { place: Some(place), ..named(&format!("Land {code}"), Kind::Place) }
}

fn document(id: &str, entities: Vec<Entity>) -> Digest {
    Digest { document: id.to_owned(), entities, ..Digest::default() }
}

fn day(text: &str) -> DateWindow {
    text.parse::<Date>().map(DateWindow::day).unwrap_or_default()
}

fn resolved(digests: &[Digest], judgements: &Judgements) -> Resolution {
    let mut resolver = Resolver::new();
    digests.iter().for_each(|digest| resolver.insert(digest));
    resolver.resolve(digests, &[], judgements, &Settings::default())
}

fn at(document: usize, entity: usize) -> EntityRef {
    EntityRef { document, entity }
}

fn together(found: &Resolution, one: EntityRef, other: EntityRef) -> bool {
    let has = |identity: &Identity| identity.entities.contains(&one) && identity.entities.contains(&other);
    found.persons.iter().chain(&found.organizations).chain(&found.places).any(has)
}

fn asked(found: &Resolution, one: EntityRef, other: EntityRef) -> bool {
    found.queue.iter().any(|&at| {
        found.links[at].left.min(found.links[at].right) == one.min(other)
            && found.links[at].left.max(found.links[at].right) == one.max(other)
    })
}

/// A row of `cases.tsv` with the place of its entity.
struct Row {
    case: &'static str,
    expect: &'static str,
    truth: &'static str,
    at: EntityRef,
}

/// All cases as documents, and what is true of them.
fn cases() -> (Vec<Digest>, Vec<Row>) {
    let mut digests: Vec<Digest> = Vec::new();
    let mut rows = Vec::new();
    let lines = include_str!("cases.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    for line in lines {
        let [case, expect, document, code, published, kind, name, truth, role, age, sex, list, act, also] =
            line.split('\t').collect::<Vec<_>>().try_into().expect("fourteen columns");
        let id = format!("{case} {document}");
        if digests.last().is_none_or(|digest| digest.document != id) {
            digests.push(Digest { published: day(published), ..self::document(&id, vec![country(code)]) });
        }
        let n = digests.len() - 1;
        let digest = &mut digests[n];
        let kind = if kind == "person" { Kind::Person } else { Kind::Organization };
        let mut entity = named(name, kind);
        entity.roles.extend((!role.is_empty()).then(|| role.to_owned()));
        entity.ages.extend(age.parse::<u32>().ok());
        entity.spellings.extend((!also.is_empty()).then(|| also.to_owned()));
        entity.pronouns = if sex == "m" {
            [2, 0]
        } else if sex == "f" {
            [0, 2]
        } else {
            [0, 0]
        };
        let entity_idx = digest.entities.len();
        digest.entities.push(entity);
        if !list.is_empty() {
            if digest.lists.is_empty() {
                digest.lists.push(Vec::new());
            }
            digest.lists[0].push(entity_idx);
        }
        if let Some((act_type, date)) = act.split_once(' ') {
            let victim = Participant { role: Role::Victim, entity: Some(entity_idx), ..Participant::default() };
            digest.acts.push(Act {
                act_type: act_type.to_owned(),
                date: day(date),
                participants: vec![victim],
                ..Act::default()
            });
        }
        rows.push(Row { case, expect, truth, at: at(n, entity_idx) });
    }
    (digests, rows)
}

/// Rows of each case against what was found; positions of documents are shifted by `first`.
fn faults(found: &Resolution, rows: &[&Row], first: usize) -> Vec<String> {
    let shifted = |at: EntityRef| EntityRef { document: at.document - first, entity: at.entity };
    let mut faults = Vec::new();
    for (n, one) in rows.iter().enumerate() {
        for other in rows.iter().skip(n + 1).filter(|other| other.case == one.case) {
            let (left, right) = (shifted(one.at), shifted(other.at));
            let joined = together(found, left, right);
            let missed = match one.expect {
                "join" => !joined,
                "ask" => !joined && !asked(found, left, right),
                _ => false,
            };
            if (one.truth != other.truth && joined) || (one.truth == other.truth && missed) {
                faults.push(format!("{}: joined {joined}, of one {}", one.case, one.truth == other.truth));
            }
        }
    }
    faults
}

#[test]
fn hard_cases_each_alone() {
    let (digests, rows) = cases();
    let mut by_case: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    rows.iter().for_each(|row| by_case.entry(row.case).or_default().push(row));
    let mut all = Vec::new();
    for rows in by_case.values() {
        let documents: BTreeSet<usize> = rows.iter().map(|row| row.at.document).collect();
        let first = *documents.first().expect("a document");
        let found = resolved(&digests[first..first + documents.len()], &Judgements::default());
        all.extend(faults(&found, rows, first));
    }
    assert_eq!(all, Vec::<String>::new());
}

#[test]
fn hard_cases_in_one_case_file_join_no_two_people() {
    let (digests, rows) = cases();
    let found = resolved(&digests, &Judgements::default());
    let false_joins: Vec<String> = faults(&found, &rows.iter().collect::<Vec<_>>(), 0)
        .into_iter()
        .filter(|fault| fault.contains("of one false"))
        .collect();
    assert_eq!(false_joins, Vec::<String>::new());
}

/// An entity by its document's id.
type End = (String, usize);

/// Identities by what does not depend on the order of documents.
fn content(found: &Resolution, digests: &[&Digest]) -> BTreeSet<(String, Vec<End>, u64)> {
    let of = |identity: &Identity| {
        let mut entities: Vec<End> =
            identity.entities.iter().map(|at| (digests[at.document].document.clone(), at.entity)).collect();
        entities.sort();
        (identity.name.clone(), entities, identity.confidence.to_bits())
    };
    found.persons.iter().chain(&found.organizations).chain(&found.places).map(of).collect()
}

/// Links by what does not depend on the order of documents: their two ends, their probability, whether they are asked about.
fn link_content(found: &Resolution, digests: &[&Digest]) -> BTreeSet<(Vec<End>, u64, Zone)> {
    let of = |link: &crate::result::Link| {
        let mut ends: Vec<End> =
            [link.left, link.right].iter().map(|at| (digests[at.document].document.clone(), at.entity)).collect();
        ends.sort();
        (ends, link.probability.to_bits(), link.zone)
    };
    found.queue.iter().map(|&at| &found.links[at]).map(of).collect()
}

fn some_documents() -> impl Strategy<Value = Vec<Digest>> {
    const NAMES: [&str; 14] = [
        "Olen Vash",
        "Olen Vasch",
        "Vash",
        "Irena Vash",
        "Tira Moll",
        "Sovannarith Keo",
        "Sovanarith Keo",
        "Kol Desan",
        "Kol Desal",
        "MRP",
        "Marovian Renewal Party",
        "Mothers for Real Peace",
        "Supreme Court",
        "Brano Ilvek",
    ];
    let entity = (0..NAMES.len(), prop::option::of(20_u32..60), 0_u32..3);
    let entities = prop::collection::vec(entity, 1..6);
    let one = (entities, 0_u8..28, 0..2_usize, any::<bool>());
    prop::collection::vec(one, 1..30).prop_map(|documents| {
        let made = documents.into_iter().enumerate().map(|(n, (entities, days, land, in_list))| {
            let mut all = vec![country(["KH", "TH"][land])];
            for (at, (name, age, pronouns)) in entities.into_iter().enumerate() {
                let kind = if (9..13).contains(&name) { Kind::Organization } else { Kind::Person };
                let mut entity = named(NAMES[name], kind);
                entity.key = format!("e {at}");
                entity.ages.extend(age);
                entity.pronouns = [pronouns, 0];
                all.push(entity);
            }
            let lists = if in_list { vec![(1..all.len()).collect()] } else { Vec::new() };
            Digest {
                published: day(&format!("2031-02-{:02}", days + 1)),
                lists,
                ..document(&format!("sha256:{n}"), all)
            }
        });
        made.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn one_at_a_time_in_any_order_is_all_at_once(digests in some_documents(), seed in any::<u64>()) {
        let mut in_order = Resolver::new();
        digests.iter().for_each(|digest| in_order.insert(digest));
        let at_once = in_order.resolve(&digests, &[], &Judgements::default(), &Settings::default());
        let mut shuffled: Vec<&Digest> = digests.iter().collect();
        shuffled.sort_by_key(|digest| super::profile::rank(&digest.document, &seed.to_string()));
        let mut one_by_one = Resolver::new();
        let (mut last, mut added) = (Resolution::default(), Vec::new());
        for digest in &shuffled {
            one_by_one.insert(digest);
            added.push((*digest).clone());
            last = one_by_one.resolve(&added, &[], &Judgements::default(), &Settings::default());
        }
        let all: Vec<&Digest> = digests.iter().collect();
        prop_assert_eq!(content(&last, &shuffled), content(&at_once, &all));
        prop_assert_eq!(link_content(&last, &shuffled), link_content(&at_once, &all));
    }
}

#[test]
fn a_new_document_touches_few_pairs() {
    let names: Vec<String> = (0..400).map(|n| format!("{} {}", word(n / 20), word(n % 20 + 100))).collect();
    let warden = |name: &str| Entity { roles: vec![format!("warden of the {name} lighthouse")], ..person(name) };
    let digests: Vec<Digest> =
        names.iter().enumerate().map(|(n, name)| document(&n.to_string(), vec![warden(name)])).collect();
    let another = document("another", vec![warden(&names[7])]);
    let mut resolver = Resolver::new();
    digests.iter().for_each(|digest| resolver.insert(digest));
    drop(resolver.resolve(&digests, &[], &Judgements::default(), &Settings::default()));
    let before = resolver.work();
    resolver.insert(&another);
    let all = [digests, vec![another]].concat();
    drop(resolver.resolve(&all, &[], &Judgements::default(), &Settings::default()));
    let after = resolver.work();
    assert!(after.pairs_scored - before.pairs_scored < 40, "{before:?} {after:?}");
    assert_eq!(after.groups_clustered - before.groups_clustered, 1);
}

/// A made-up word for a number.
fn word(n: usize) -> String {
    const HEADS: [&str; 7] = ["Bra", "Dol", "Gri", "Mel", "Tos", "Vun", "Zar"];
    const TAILS: [&str; 20] = [
        "bek", "dan", "fim", "gor", "hul", "jat", "kel", "lom", "mir", "nus", "pav", "rit", "sog", "tuv", "wen", "xor",
        "zib", "ched", "shok", "quan",
    ];
    format!("{}{}", HEADS[n / 20 % 7], TAILS[n % 20])
}

#[test]
fn people_stand_above_evidence() {
    let digests = [
        document("1", vec![person("Olen Vash")]),
        document("2", vec![person("Olen Vash")]),
        document("3", vec![person("Tira Moll")]),
    ];
    let decided = |verdict, of| Judgements { entities: vec![Decided { verdict, of }], ..Judgements::default() };
    assert!(together(&resolved(&digests, &Judgements::default()), at(0, 0), at(1, 0)));
    let apart = resolved(&digests, &decided(Verdict::NotSame, vec![at(0, 0), at(1, 0)]));
    assert!(!together(&apart, at(0, 0), at(1, 0)) && apart.queue.is_empty());
    assert!(apart.links.iter().any(|link| link.zone == Zone::Apart));
    let unsure = resolved(&digests, &decided(Verdict::Unsure, vec![at(0, 0), at(1, 0)]));
    assert!(!together(&unsure, at(0, 0), at(1, 0)) && unsure.queue.is_empty(), "not asked again");
    let same = resolved(&digests, &decided(Verdict::Same, vec![at(0, 0), at(2, 0)]));
    assert!(together(&same, at(1, 0), at(2, 0)), "what is joined to one of them is joined to both");
    assert_eq!(
        same.persons[0].confidence.to_bits(),
        super::assemble::probability(0).max(same.persons[0].confidence).to_bits()
    );
}

#[test]
fn a_person_may_join_what_a_document_keeps_apart() {
    let mut digest = document("1", vec![person("Olen Vash"), person("Tira Moll")]);
    digest.lists = vec![vec![0, 1]];
    let judgements = Judgements {
        entities: vec![Decided { verdict: Verdict::Same, of: vec![at(0, 0), at(0, 1)] }],
        ..Judgements::default()
    };
    assert!(together(&resolved(&[digest], &judgements), at(0, 0), at(0, 1)));
}

#[test]
fn an_alias_holds_in_its_days() {
    let nameless = |id: &str, published: &str| {
        let body = Entity { named: 0, ..named("the banned opposition", Kind::Organization) };
        Digest { published: day(published), ..document(id, vec![body]) }
    };
    let party = Digest {
        published: day("2031-01-01"),
        ..document("0", vec![named("Marovian Renewal Party", Kind::Organization)])
    };
    let undated = nameless("3", "");
    let digests = [party, nameless("1", "2031-03-01"), nameless("2", "2040-03-01"), undated];
    let window = DateWindow::between("2031-02-01".parse().expect("a day"), "2032-02-01".parse().expect("a day"));
    let alias = Alias { name: "Banned opposition".to_owned(), of: at(0, 0), window };
    let found = resolved(&digests, &Judgements { aliases: vec![alias], ..Judgements::default() });
    assert!(together(&found, at(0, 0), at(1, 0)));
    assert!(!together(&found, at(0, 0), at(2, 0)) && !together(&found, at(0, 0), at(3, 0)));
    assert_eq!(found.notes.iter().map(|note| note.code.as_str()).collect::<Vec<_>>(), ["alias-undated"]);
    assert!(
        !resolved(&digests, &Judgements::default()).organizations.iter().any(|body| body.entities.len() > 1),
        "never by the words alone"
    );
}

#[test]
fn copies_are_one_piece_of_evidence() {
    let company = || vec![person("Olen Vash"), person("Tira Moll"), person("Janek Pohl"), person("Oren Dasht")];
    let mut digests = [document("1", company()), document("2", company())];
    for entity in digests.iter_mut().flat_map(|digest| &mut digest.entities) {
        entity.mentions = vec![crate::digest::Span(0, 5)];
    }
    let family = Family { id: "f".to_owned(), documents: vec![0, 1], kind: FamilyKind::Copy, passages: Vec::new() };
    let mut resolver = Resolver::new();
    digests.iter().for_each(|digest| resolver.insert(digest));
    let found = resolver.resolve(&digests, &[family], &Judgements::default(), &Settings::default());
    let comparisons: BTreeSet<&str> =
        found.links.iter().flat_map(|link| &link.factors).map(|factor| factor.comparison.as_str()).collect();
    assert!(comparisons.contains("text") && !comparisons.contains("company"), "{comparisons:?}");
}

#[test]
fn bad_input_is_said() {
    let crowd: Vec<Entity> = (0..5000)
        .map(|n| Entity { key: format!("e {n}"), ..person(&format!("{} {}", word(n / 100), word(n % 100))) })
        .collect();
    let letters = vec![person("K"), person("---"), person("")];
    let digests = [document("1", crowd), document("2", letters.clone()), document("2", letters)];
    let found = resolved(&digests, &Judgements::default());
    let codes: BTreeSet<&str> = found.notes.iter().map(|note| note.code.as_str()).collect();
    assert!(
        codes.is_superset(&BTreeSet::from(["crowded-document", "document-twice", "name-without-letters"])),
        "{codes:?}"
    );
    assert!(found.persons.iter().all(|person| person.entities.len() == 1));
}

#[test]
fn a_large_identity_is_said_and_not_cut() {
    let digests: Vec<Digest> = (0..201).map(|n| document(&n.to_string(), vec![person("Olen Vashkelar")])).collect();
    let found = resolved(&digests, &Judgements::default());
    assert_eq!((found.persons.len(), found.notes[0].code.as_str()), (1, "cluster-too-large"));
}

#[test]
fn ids_stay_while_the_first_entity_stays() {
    let mut digests = vec![document("1", vec![person("Olen Vash")]), document("2", vec![person("Olen Vash")])];
    let before = resolved(&digests, &Judgements::default()).persons[0].id.clone();
    digests.push(document("3", vec![person("Olen Vash")]));
    let after = resolved(&digests, &Judgements::default());
    assert_eq!((after.persons[0].id.as_str(), before.len()), (before.as_str(), 7));
}

#[test]
fn places_are_joined_by_their_number() {
    let found = resolved(
        &[document("1", vec![country("KH")]), document("2", vec![country("KH"), country("TH")])],
        &Judgements::default(),
    );
    assert_eq!(found.places.iter().map(|place| place.entities.len()).collect::<Vec<_>>(), [2, 1]);
}

/// Groups of places by their spellings, when one number of the gazetteer stands for all of them.
fn places_of_one_number(precision: &str, names: &[&str]) -> (Vec<Vec<String>>, bool) {
    let place = |name: &&str| {
        let place = Place { precision: precision.to_owned(), gazetteer: "g:7".to_owned(), ..Place::default() };
        Entity { place: Some(place), ..named(name, Kind::Place) }
    };
    let digests: Vec<Digest> =
        names.iter().enumerate().map(|(at, name)| document(&format!("{at}"), vec![place(name)])).collect();
    let found = resolved(&digests, &Judgements::default());
    let spelled = |one: &Identity| one.spellings.iter().map(|(name, _)| name.clone()).collect();
    let is_said = found.notes.iter().any(|note| note.code == "places-of-two-kinds");
    (found.places.iter().map(spelled).collect(), is_said)
}

#[test]
fn places_of_two_kinds_are_two_and_that_is_said() {
    for (precision, one, other) in [
        ("country", "Niger", "Niger State"),
        ("country", "Luxembourg", "Luxembourg Province"),
        ("country", "Marovia", "Marovia District"),
        ("city", "Quebec City", "Quebec Province"),
        ("city", "Orange", "Orange County"),
        ("region", "Sund", "Sund City"),
        ("region", "Sund County", "Sund District"),
        ("city", "Velin", "the governorate of Velin"),
    ] {
        let (groups, is_said) = places_of_one_number(precision, &[one, other, one]);
        assert_eq!(groups, [vec![one.to_owned()], vec![other.to_owned()]], "{precision}");
        assert!(is_said);
    }
    for (precision, one, other) in [
        ("region", "Kandal", "Kandal Province"),
        ("region", "khet Kandal", "Kandal Province"),
        ("region", "Niger State", "Niger State"),
        ("city", "Ho Chi Minh", "Ho Chi Minh City"),
        ("city", "Velin", "town of Velin"),
        ("country", "Karvia", "Republic of Karvia"),
        ("city", "Town", "Velin"),
    ] {
        let (groups, is_said) = places_of_one_number(precision, &[one, other]);
        assert_eq!((groups.len(), is_said), (1, false), "{one} / {other}");
    }
    let (groups, _) = places_of_one_number("region", &["Sund", "Sund County", "Sund District", "Sund County"]);
    assert_eq!(groups.len(), 3, "the bare name may be either");
}

#[test]
fn nobody_is_asked_whether_he_is_his_sister() {
    let he = Entity { titles: vec!["Mr".to_owned()], ..person("Dresk") };
    let sister = Entity { roles: vec!["His sister".to_owned()], ..person("Sabine Dresk") };
    let unnamed_kin = Entity { roles: vec!["his cousin".to_owned()], ..person("Robin Dresk") };
    let other = Entity { roles: vec!["baker".to_owned()], ..person("Sabine Dresk") };
    let case = |with: &Entity| [document("a", vec![he.clone()]), document("b", vec![with.clone()])];
    assert!(!asked(&resolved(&case(&sister), &Judgements::default()), at(0, 0), at(1, 0)), "he and she");
    assert!(asked(&resolved(&case(&other), &Judgements::default()), at(0, 0), at(1, 0)), "a name alone tells no sex");
    let bits = |with: &Entity| {
        let digests = case(with);
        let mut resolver = Resolver::new();
        digests.iter().for_each(|digest| resolver.insert(digest));
        resolver.scored_pairs().first().map(|pair| pair.bits).expect("one pair")
    };
    assert!(bits(&unnamed_kin) < bits(&person("Robin Dresk")), "a relative shares the name with somebody else");
}

#[test]
fn a_document_that_writes_initials_of_its_publisher_explains_them() {
    let body = |name: &str| named(name, Kind::Organization);
    let explained = Entity { spellings: vec!["RFN".to_owned(), "Radio Free Norlund".to_owned()], ..body("RFN") };
    let digests = [document("a", vec![explained]), document("b", vec![body("Radio Free Norlund")])];
    assert!(together(&resolved(&digests, &Judgements::default()), at(0, 0), at(1, 0)));
    let several = [
        document("a", vec![body("RFN")]),
        document("b", vec![body("Radio Free Norlund")]),
        document("c", vec![body("Relief for Nomads")]),
    ];
    assert!(!together(&resolved(&several, &Judgements::default()), at(0, 0), at(1, 0)), "two have these initials");
}
