use super::*;
use crate::digest::{Act, Entity, Kind, Participant, Place, Role, Span, Statement, words};
use crate::result::{ActRef, Alias, Decided, EntityRef, Verdict};
use document::DateWindow;
use jiff::civil::Date;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn day(text: &str) -> DateWindow {
    text.parse::<Date>().map(DateWindow::day).unwrap_or_default()
}

/// A document with a few people, a body, a town, acts and a text of few words, so that everything meets.
#[derive(Clone, Debug)]
struct Story {
    people: Vec<usize>,
    act: usize,
    town: usize,
    day: u8,
    words: Vec<u8>,
}

const PEOPLE: [&str; 7] =
    ["Olen Vash", "Olen Vasch", "Tira Moll", "Vash Olen", "Janek Pohl", "O. Vash", "Oren Dasht Kelvar"];
const ACTS: [&str; 4] = ["arrest", "detention", "charge", "killing"];
const TOWNS: [&str; 3] = ["Velin", "Sund", "Karvia"];

fn text(story: &Story) -> String {
    let words: Vec<String> = story.words.iter().map(|word| format!("word{word} came by boat to Brask{word}")).collect();
    let people: Vec<&str> = story.people.iter().map(|&person| PEOPLE[person]).collect();
    format!("{} in {}. {}.", people.join(" and "), TOWNS[story.town], words.join(". "))
}

fn digest(number: usize, story: &Story) -> (Digest, Fingerprints) {
    let text = text(story);
    let mut at = 0;
    let mut entities: Vec<Entity> = Vec::new();
    for &person in &story.people {
        let name = PEOPLE[person];
        let mentions = vec![Span(at, at + 9)];
        at += 13;
        entities.push(Entity {
            key: format!("{at}"),
            kind: Kind::Person,
            name: name.to_owned(),
            spellings: vec![name.to_owned()],
            named: 1,
            mentions,
            ..Entity::default()
        });
    }
    let town = TOWNS[story.town].to_owned();
    let place = Place {
        precision: "city".to_owned(),
        gazetteer: format!("g:{town}"),
        country: Some("MV".to_owned()),
        ..Place::default()
    };
    entities.push(Entity {
        key: "town".to_owned(),
        kind: Kind::Place,
        spellings: vec![town.clone()],
        name: town,
        named: 1,
        place: Some(place),
        ..Entity::default()
    });
    let body = "Harbour Workers' Union".to_owned();
    entities.push(Entity {
        key: "body".to_owned(),
        kind: Kind::Organization,
        spellings: vec![body.clone()],
        name: body,
        named: 1,
        ..Entity::default()
    });
    let act = |(idx, _): (usize, &usize)| Act {
        key: format!("act{idx}"),
        act_type: ACTS[story.act].to_owned(),
        participants: vec![Participant { role: Role::Victim, entity: Some(idx), ..Participant::default() }],
        places: vec![story.people.len()],
        date: day(&format!("2031-05-{:02}", story.day)),
        basis: "stated".to_owned(),
        words: words::stems(&text),
        ..Act::default()
    };
    let digest = Digest {
        document: format!("sha256:{}", (number * 7919) % 997),
        published: day(&format!("2031-05-{:02}", story.day + 1)),
        acts: story.people.iter().enumerate().map(act).collect(),
        words: words::sketch(None, &text),
        entities,
        ..Digest::default()
    };
    (digest, Fingerprints::of(&text))
}

fn stories() -> impl Strategy<Value = Vec<Story>> {
    let one = (
        prop::collection::vec(0..PEOPLE.len(), 1..4),
        0..ACTS.len(),
        0..TOWNS.len(),
        1_u8..20,
        prop::collection::vec(0_u8..12, 1..7),
    );
    let story = one.prop_map(|(people, act, town, day, words)| Story { people, act, town, day, words });
    prop::collection::vec(story, 1..14)
}

/// Judgements about some pairs of entities and acts that are there.
fn judgements(choices: &[(u8, usize, usize)], digests: &[Digest]) -> Judgements {
    let mut judgements = Judgements::default();
    let n = digests.len();
    for &(verdict, one, other) in choices {
        let verdict = [Verdict::Same, Verdict::NotSame, Verdict::Unsure][usize::from(verdict % 3)];
        let entity = |at: usize| EntityRef { document: at % n, entity: 0 };
        let act = |at: usize| ActRef { document: at % n, act: 0 };
        judgements.entities.push(Decided { verdict, of: vec![entity(one), entity(other)] });
        judgements.acts.push(Decided { verdict, of: vec![act(other), act(one)] });
        let window = DateWindow { earliest: None, latest: None };
        judgements.aliases.push(Alias { name: PEOPLE[one % PEOPLE.len()].to_owned(), of: entity(other), window });
    }
    judgements
}

type Choices = Vec<(u8, usize, usize)>;

fn choices() -> impl Strategy<Value = Choices> {
    prop::collection::vec((any::<u8>(), 0_usize..20, 0_usize..20), 0..3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn documents_and_judgements_one_by_one_give_what_all_at_once_give(stories in stories(), early in choices(), late in choices(), kept in any::<u64>()) {
        let all: Vec<(Digest, Fingerprints)> = stories.iter().enumerate().map(|(at, story)| digest(at, story)).collect();
        let digests: Vec<Digest> = all.iter().map(|(digest, _)| digest.clone()).collect();
        let prints: Vec<Fingerprints> = all.iter().map(|(_, prints)| prints.clone()).collect();
        let settings = Settings::default();
        let mut state = State::default();
        for n in 0..all.len() {
            state.add(&digests[n], prints[n].clone());
            // Kept and read back at any points, with what was added and not yet compared too.
            if kept >> n & 1 == 1 {
                state = read_back(&state, &digests[..=n]);
            }
            let decided = judgements(&early, &digests[..=n]);
            let found = state.resolve(&digests[..=n], &decided, &settings);
            prop_assert_eq!(found, resolve(&digests[..=n], &prints[..=n], &decided, &settings));
            if kept >> (n + 20) & 1 == 1 {
                state = read_back(&state, &digests[..=n]);
            }
        }
        for decided in [judgements(&late, &digests), Judgements::default()] {
            prop_assert_eq!(state.resolve(&digests, &decided, &settings), resolve(&digests, &prints, &decided, &settings));
        }
        let before = state.work();
        state = read_back(&state, &digests);
        drop(state.resolve(&digests, &Judgements::default(), &settings));
        prop_assert_eq!(state.work(), before, "nothing is compared twice");
    }

    #[test]
    fn a_document_whose_acts_changed_gives_what_all_at_once_give(stories in stories(), which in any::<usize>(), act in 0..ACTS.len()) {
        let all: Vec<(Digest, Fingerprints)> = stories.iter().enumerate().map(|(at, story)| digest(at, story)).collect();
        let mut digests: Vec<Digest> = all.iter().map(|(digest, _)| digest.clone()).collect();
        let prints: Vec<Fingerprints> = all.iter().map(|(_, prints)| prints.clone()).collect();
        let (mut state, settings) = (State::default(), Settings::default());
        all.iter().for_each(|(digest, prints)| state.add(digest, prints.clone()));
        drop(state.resolve(&digests, &Judgements::default(), &settings));
        let at = which % digests.len();
        let mut changed = digests[at].clone();
        changed.acts.iter_mut().for_each(|one| one.act_type = ACTS[act].to_owned());
        changed.acts.pop();
        changed.statements.push(Statement { speaker: Some(0), ..Statement::default() });
        state = read_back(&state, &digests);
        prop_assert!(state.replace(at, &digests[at], &changed));
        digests[at] = changed;
        state = read_back(&state, &digests);
        let now = state.resolve(&digests, &Judgements::default(), &settings);
        prop_assert_eq!(now, resolve(&digests, &prints, &Judgements::default(), &settings));
        let renamed = Digest { language: Some("xx".to_owned()), ..digests[at].clone() };
        prop_assert!(!state.replace(at, &digests[at], &renamed));
    }

    #[test]
    fn the_order_of_documents_decides_nothing(stories in stories(), seed in any::<u64>()) {
        let all: Vec<(Digest, Fingerprints)> = stories.iter().enumerate().map(|(at, story)| digest(at, story)).collect();
        let mut turned = all.clone();
        turned.sort_by_key(|(digest, _)| digest.document.bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)));
        let [found, again] = [&all, &turned].map(|all| {
            let (digests, prints): (Vec<Digest>, Vec<Fingerprints>) = all.iter().cloned().unzip();
            let found = resolve(&digests, &prints, &Judgements::default(), &Settings::default());
            content(&found, &digests)
        });
        prop_assert_eq!(found, again);
    }
}

fn read_back(state: &State, digests: &[Digest]) -> State {
    State::read_back(&state.to_bytes_after(Vec::new()).expect("written"), digests).expect("of these documents")
}

#[test]
fn what_is_kept_of_other_documents_or_damaged_is_refused_without_a_panic() {
    let story = Story { people: vec![0, 2], act: 1, town: 0, day: 3, words: vec![1, 2] };
    let (documents, prints): (Vec<Digest>, Vec<Fingerprints>) = (0..3).map(|at| digest(at, &story)).unzip();
    let mut state = State::default();
    documents.iter().zip(prints).for_each(|(digest, prints)| state.add(digest, prints));
    drop(state.resolve(&documents, &Judgements::default(), &Settings::default()));
    let bytes = state.to_bytes_after(Vec::new()).expect("written");
    assert!(State::read_back(&bytes, &documents).is_some());
    assert!(State::read_back(&bytes, &documents[..2]).is_none(), "of fewer documents");
    assert!(State::read_back(&[], &[]).is_none() && State::read_back(b"no state", &documents).is_none());
    for length in (0..bytes.len()).step_by(7) {
        assert!(State::read_back(&bytes[..length], &documents).is_none(), "cut off after {length} bytes");
    }
    for place in (0..bytes.len()).step_by(5) {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x41;
        // It may look whole: whoever keeps the bytes keeps a hash with them.
        drop(State::read_back(&damaged, &documents));
    }
}

/// What was found, by the ids of documents in the place of their positions.
fn content(found: &Resolution, digests: &[Digest]) -> BTreeSet<String> {
    let document = |at: usize| digests[at].document.clone();
    let set = |parts: Vec<String>| parts.into_iter().collect::<BTreeSet<String>>();
    let identities = found.persons.iter().chain(&found.organizations).chain(&found.places).map(|one| {
        let entities = one.entities.iter().map(|at| format!("{}#{}", document(at.document), at.entity)).collect();
        format!("{} {:?} {:?}", one.name, set(entities), one.confidence)
    });
    let events = found.events.iter().map(|one| {
        let acts = one.acts.iter().map(|at| format!("{}#{}", document(at.document), at.act)).collect();
        format!("{} {} {:?} {:?}", one.id, one.act_type, set(acts), one.confidence)
    });
    let families = found.families.iter().map(|one| {
        let passages = one.passages.iter().map(|(at, span)| format!("{} {span:?}", document(*at))).collect();
        format!(
            "{} {:?} {:?} {:?}",
            one.id,
            one.kind,
            set(one.documents.iter().map(|&at| document(at)).collect()),
            set(passages)
        )
    });
    let incidents = found.incidents.iter().map(|one| {
        format!(
            "{} {:?} {:?} {:?}",
            one.id,
            set(one.documents.iter().map(|&at| document(at)).collect()),
            one.factors,
            one.confidence
        )
    });
    identities.chain(events).chain(families).chain(incidents).collect()
}
