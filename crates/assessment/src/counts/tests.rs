use super::*;
use crate::Labels;
use jiff::civil::date;
use resolution::digest::{Act, Count, Entity, Figure, Kind, Participant, Role, Span, Status};
use resolution::result::{ActRef, EntityRef, Event, EventLink, Identity, Judgement, Link, Origin, Relation, Zone};

/// A case that grows document by document.
#[derive(Default)]
struct Case {
    digests: Vec<Digest>,
    found: Resolution,
}

impl Case {
    /// A document of this origin with one act, which is an event of its own, and its named victims.
    fn act(&mut self, origin: usize, act_type: &str, day: i8, victims: &[&str]) -> &mut Digest {
        let document = self.digests.len();
        let mut act = Act { act_type: act_type.to_owned(), confidence: 0.9, ..Act::default() };
        act.date = DateWindow::between(date(2021, 3, day), date(2021, 3, day));
        let mut digest = Digest { document: format!("d{document}"), ..Digest::default() };
        for (i, name) in victims.iter().enumerate() {
            digest.entities.push(person(name));
            act.participants.push(Participant { role: Role::Victim, entity: Some(i), ..Participant::default() });
            self.is_person(name, EntityRef { document, entity: i });
        }
        digest.acts.push(act);
        self.found.events.push(event(self.found.events.len(), act_type, &[ActRef { document, act: 0 }]));
        while self.found.origins.len() <= origin {
            let id = format!("g{}", self.found.origins.len());
            self.found.origins.push(Origin { id, name: None, documents: Vec::new(), known: Vec::new(), first: None });
        }
        self.found.origins[origin].documents.push(document);
        self.digests.push(digest);
        self.digests.last_mut().unwrap()
    }

    fn is_person(&mut self, name: &str, entity: EntityRef) {
        let known = self.found.persons.iter().position(|person| person.name == name);
        let position = known.unwrap_or_else(|| {
            self.found.persons.push(Identity {
                id: format!("p{}", self.found.persons.len()),
                kind: Kind::Person,
                name: name.to_owned(),
                spellings: Vec::new(),
                entities: Vec::new(),
                links: Vec::new(),
                confidence: 1.0,
                judgement: Judgement::Proposed,
            });
            self.found.persons.len() - 1
        });
        self.found.persons[position].entities.push(entity);
    }

    /// The last events become one.
    fn join_events(&mut self, n: usize) {
        let at = self.found.events.len() - n;
        let acts: Vec<ActRef> = self.found.events.drain(at..).flat_map(|event| event.acts).collect();
        let act_type = self.digests[acts[0].document].acts[acts[0].act].act_type.clone();
        self.found.events.push(event(at, &act_type, &acts));
    }

    fn link(&mut self, left: &str, right: &str, zone: Zone, judgement: Judgement) {
        let entity = |name: &str| self.found.persons.iter().find(|person| person.name == name).unwrap().entities[0];
        let (left, right) = (entity(left), entity(right));
        self.found.links.push(Link { left, right, factors: Vec::new(), probability: 0.5, zone, judgement });
    }

    fn count(&self, query: &Query) -> Counts {
        count(&self.digests, &self.found, query, &Basis::default())
    }

    /// The only bin.
    fn bin(&self) -> Bin {
        let counts = self.count(&Query::default());
        assert_eq!(counts.bins.len(), 1);
        counts.bins[0].clone()
    }
}

fn person(name: &str) -> Entity {
    Entity { kind: Kind::Person, name: name.to_owned(), spellings: vec![name.to_owned()], ..Entity::default() }
}

fn event(n: usize, act_type: &str, acts: &[ActRef]) -> Event {
    Event {
        id: format!("v{n}"),
        act_type: act_type.to_owned(),
        acts: acts.to_vec(),
        links: Vec::new(),
        confidence: 1.0,
        judgement: Judgement::Proposed,
    }
}

fn number(at_least: u64, at_most: Option<u64>) -> Count {
    Count { at_least: Some(at_least), at_most, text: String::new(), about: false }
}

/// Adds so many victims without names to the act of a digest.
fn unnamed(digest: &mut Digest, count: Count) {
    let text = "students".to_owned();
    digest.acts[0].participants.push(Participant {
        role: Role::Victim,
        count: Some(count),
        text,
        ..Participant::default()
    });
}

fn named(bin: &Bin) -> [u64; 2] {
    [bin.documented.at_least, bin.documented.at_most]
}

fn reported(bin: &Bin) -> (u64, Option<u64>) {
    (bin.reported.at_least, bin.reported.at_most)
}

#[test]
fn doubtful_pairs_are_one_person_in_the_minimum_and_two_in_the_maximum() {
    let mut case = Case::default();
    case.act(0, "arrest", 3, &["Anton Besk"]);
    case.act(1, "arrest", 3, &["Anton Besk jr"]);
    case.act(1, "arrest", 4, &["Lida Orm"]);
    assert_eq!(named(&case.bin()), [3, 3]);
    case.link("Anton Besk", "Anton Besk jr", Zone::Review, Judgement::Proposed);
    assert_eq!(named(&case.bin()), [2, 3]);
    assert_eq!(case.count(&Query::default()).left_out.in_review, 1);
    case.link("Anton Besk", "Anton Besk jr", Zone::Apart, Judgement::Confirmed);
    assert_eq!(named(&case.bin()), [3, 3]);
}

#[test]
fn people_named_in_one_list_are_never_fewer_than_the_list() {
    let mut case = Case::default();
    case.act(0, "arrest", 3, &["A Besk", "B Besk", "C Besk"]).lists = vec![vec![0, 1, 2]];
    case.act(1, "arrest", 3, &["D Besk"]);
    for name in ["A Besk", "B Besk", "C Besk"] {
        case.link(name, "D Besk", Zone::Review, Judgement::Proposed);
    }
    assert_eq!(named(&case.bin()), [3, 4]);
}

#[test]
fn names_stand_beside_a_number_and_never_become_people() {
    let mut case = Case::default();
    unnamed(case.act(0, "detention", 3, &["Anton Besk"]), number(34, None));
    let bin = case.bin();
    assert_eq!((named(&bin), reported(&bin)), ([1, 1], (34, None)));
    assert_eq!((bin.reported.unnamed_at_least, bin.reported.unnamed_at_most), (33, None));
    assert_eq!(bin.documented.persons, [0]);
    assert_eq!(bin.basis(&case.digests, &case.found), ["v0"]);
}

#[test]
fn more_names_than_an_exact_number_are_to_be_reviewed() {
    let mut case = Case::default();
    unnamed(case.act(0, "arrest", 3, &["Anton Besk", "Lida Orm"]), number(1, Some(1)));
    let bin = case.bin();
    assert_eq!(reported(&bin), (2, Some(2)));
    assert_eq!(bin.problems, [Problem { code: "more-named-than-told".to_owned(), event: Some(0) }]);
}

#[test]
fn of_conflicting_numbers_the_one_of_most_origins_counts_and_all_are_shown() {
    let mut case = Case::default();
    for (origin, at_least) in [(0, 16), (1, 20), (2, 20), (3, 90), (3, 90), (3, 90)] {
        unnamed(case.act(origin, "detention", 3, &[]), number(at_least, Some(at_least)));
    }
    case.join_events(6);
    let bin = case.bin();
    assert_eq!((reported(&bin), bin.reported.tallies.len(), bin.active_sources), ((20, Some(90)), 6, 4));
    assert_eq!(bin.problems, [Problem { code: "sources-differ".to_owned(), event: Some(0) }]);
}

#[test]
fn numbers_are_summed_only_when_victims_are_different_people() {
    let of = |act_type: &str| {
        let mut case = Case::default();
        unnamed(case.act(0, act_type, 3, &[]), number(10, Some(10)));
        unnamed(case.act(0, act_type, 5, &[]), number(7, Some(7)));
        let bin = case.bin();
        (reported(&bin), bin.reported.summed)
    };
    assert_eq!(of("killing"), ((17, Some(17)), true));
    assert_eq!(of("arrest"), ((10, Some(17)), false));
}

#[test]
fn of_killings_on_one_day_a_person_must_have_said_that_they_are_two() {
    let mut case = Case::default();
    unnamed(case.act(0, "killing", 3, &[]), number(10, Some(10)));
    unnamed(case.act(1, "killing", 3, &[]), number(7, Some(7)));
    assert_eq!(reported(&case.bin()), (10, Some(17)));
    let [left, right] = [0, 1].map(|document| ActRef { document, act: 0 });
    case.found.event_links.push(EventLink {
        left,
        right,
        relation: Relation::Same,
        factors: Vec::new(),
        probability: 0.1,
        zone: Zone::Apart,
        judgement: Judgement::Confirmed,
    });
    assert_eq!(reported(&case.bin()), (17, Some(17)));
}

#[test]
fn figures_raise_the_numbers_and_one_origin_is_one_number() {
    let mut case = Case::default();
    let figure = |n| Figure { count: number(n, Some(n)), act_type: Some("arrest".to_owned()), ..Figure::default() };
    case.act(0, "arrest", 3, &["Anton Besk"]).figures.push(figure(16));
    case.act(0, "arrest", 4, &["Lida Orm"]).figures.push(figure(16));
    let bin = case.bin();
    // Two arrests without a number are two people, and the sixteen may hold them or not.
    assert_eq!((named(&bin), reported(&bin)), ([2, 2], (16, Some(18))));
    assert_eq!(bin.basis(&case.digests, &case.found), ["v0", "v1", "d0#f1", "d1#f1"]);
}

#[test]
fn what_is_left_out_is_counted() {
    let mut case = Case::default();
    case.act(0, "arrest", 3, &["Anton Besk"]).acts[0].status = Status::Denied;
    case.act(0, "arrest", 3, &["Lida Orm"]).acts[0].status = Status::Planned;
    case.act(0, "arrest", 3, &["Mira Tell"]).acts[0].confidence = 0.2;
    case.act(0, "arrest", 3, &["Oren Falk"]).acts[0].date = DateWindow::default();
    case.act(0, "arrest", 3, &["Pia Nord"]);
    case.act(0, "release", 3, &["Pia Nord"]);
    let act_types = ["arrest".to_owned()].into();
    let query = Query { act_types, period: Period::Month, least_confidence: 0.5, ..Query::default() };
    let counts = case.count(&query);
    let expected =
        LeftOut { undated: 1, denied: 1, not_said_to_have_happened: 1, low_confidence: 1, ..LeftOut::default() };
    assert_eq!(counts.left_out, expected);
    assert_eq!(counts.bins.len(), 1);
    assert_eq!(counts.bins[0].period, Some(DateWindow::between(date(2021, 3, 1), date(2021, 3, 31))));
    assert_eq!(named(&counts.bins[0]), [1, 1]);
    let by_place = case.count(&Query { by_place: true, ..Query::default() });
    assert_eq!((by_place.bins.len(), by_place.left_out.unplaced), (0, 4));
    let within = DateWindow { earliest: Some(date(2022, 1, 1)), latest: None };
    assert!(case.count(&Query { within, ..Query::default() }).bins.is_empty());
}

#[test]
fn people_without_name_or_number_are_at_least_one() {
    let mut case = Case::default();
    let digest = case.act(0, "arrest", 3, &[]);
    digest.entities.push(Entity { kind: Kind::Person, ..Entity::default() });
    let span = Span(4, 9);
    digest.acts[0].participants.push(Participant {
        role: Role::Victim,
        entity: Some(0),
        span,
        ..Participant::default()
    });
    assert_eq!(reported(&case.bin()), (1, Some(1)));
    let digest = &mut case.digests[0];
    digest.entities[0].kind = Kind::Group;
    assert_eq!(reported(&case.bin()), (1, None));
}

#[test]
fn what_tells_of_no_people_gives_no_row_and_is_counted_as_left_out() {
    let mut case = Case::default();
    case.act(0, "dissolution", 3, &[]);
    case.act(0, "arrest", 4, &["Anton Besk"]);
    let counts = case.count(&Query::default());
    assert_eq!(counts.bins.iter().map(|bin| bin.act_type.as_str()).collect::<Vec<_>>(), ["arrest"]);
    assert_eq!(counts.left_out.without_people, 1);
}

#[test]
fn one_named_of_at_least_thirty_four_and_who_says_so() {
    let mut case = Case::default();
    let digest = case.act(0, "detention", 3, &["Anton Besk"]);
    unnamed(digest, number(34, None));
    digest.entities.push(person("Mira Tell"));
    let speaks = resolution::digest::Statement { kind: "claim".to_owned(), speaker: Some(1), ..Default::default() };
    digest.statements.push(speaks);
    digest.acts[0].statements.push(0);
    case.act(0, "arrest", 4, &["Lida Orm"]).acts[0].status = Status::Planned;
    let counter = Counter::new(&case.digests, &case.found);
    let of = counter.of_event(&case.digests, &case.found, 0).unwrap();
    assert_eq!((of.documented.at_least, of.documented.at_most), (1, 1));
    assert_eq!((of.reported.at_least, of.reported.at_most), (34, None));
    assert_eq!(of.reported.tallies[0].speaker.as_deref(), Some("Mira Tell"));
    assert!(counter.of_event(&case.digests, &case.found, 1).is_none());
    assert!(counter.of_event(&case.digests, &case.found, 2).is_none());
}

#[test]
fn many_periods_stand_askew_and_the_drawing_has_no_styles_of_its_own() {
    let labels = Labels::parse(include_str!("../../../../codebook/labels/en/counts.tsv")).unwrap();
    let mut case = Case::default();
    for month in 1..=12 {
        case.act(0, "arrest", 3, &["Anton Besk"]).acts[0].date =
            DateWindow::between(date(2021, month, 1), date(2021, month, 2));
    }
    let counts = case.count(&Query { period: Period::Month, ..Query::default() });
    let drawing = svg(&counts, "Arrest", &labels.with(&[("chart-all".to_owned(), "alles".to_owned())]));
    assert!(drawing.contains("rotate(-45") && drawing.contains(">2021-12 · 1 source<"));
    assert!(!drawing.contains("<style") && !drawing.contains("style=\""));
}

#[test]
fn the_drawing_says_what_was_documented_and_by_how_many_sources() {
    let labels = Labels::parse(include_str!("../../../../codebook/labels/en/counts.tsv")).unwrap();
    let mut case = Case::default();
    unnamed(case.act(0, "arrest", 3, &["Anton Besk"]), number(34, None));
    case.act(1, "arrest", 9, &["Lida Orm"]);
    let counts = case.count(&Query { period: Period::Month, ..Query::default() });
    let drawing = svg(&counts, "Arrest <1>", &labels);
    assert!(drawing.contains("What was documented: Arrest &lt;1&gt;") && drawing.contains("2 sources"));
    assert!(drawing.contains(">2021-03<") && drawing.contains("class=\"open\""));
    assert!(svg(&Counts { bins: Vec::new(), ..counts }, "Arrest", &labels).contains("</svg>"));
}

fn svg(counts: &Counts, name: &str, labels: &Labels) -> String {
    chart::svg(counts, "arrest", name, labels)
}
