//! A case made by chance, with names planted wherever a name was ever seen to hide.

use crate::material::*;
use crate::{Ask, Consent, ConsentState, Consents, Override, Purpose, RecipientKey};
use document::DateWindow;
use jiff::civil::{Date, date};

/// Numbers by chance: splitmix64 (Steele, Lea and Flood 2014).
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % (n.max(1) as u64)).unwrap_or_default()
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    /// A word that no language has, eight letters: begins with `q` and a number of its own.
    fn word(&mut self, n: usize) -> String {
        let letter = |at: usize| char::from(b"bdfgjklmnprstvz"[at % 15]);
        let vowel = |at: usize| char::from(b"aeiou"[at % 5]);
        let own = [letter(n), vowel(n / 15), letter(n / 75 + 3)];
        let tail = [letter(self.below(15)), vowel(self.below(5)), letter(self.below(15)), vowel(self.below(5))];
        ['q'].into_iter().chain(own).chain(tail).collect()
    }
}

/// A case made by chance, and what was planted in it.
pub struct Planted {
    /// The case.
    pub material: Material,
    /// What is asked for.
    pub ask: Ask,
    /// The entries, in order.
    pub consents: Vec<Consent>,
    /// The key of the recipient.
    pub key: RecipientKey,
    /// What stands for each person: none may go out unless the person is covered.
    pub marks: Vec<Marks>,
    /// Names of people whom no reader saw: a byline, a name in a text. None may ever leave the case.
    pub unseen: Vec<String>,
}

/// What stands for one person.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The person.
    pub id: String,
    /// First name, and other spellings of it.
    pub names: Vec<String>,
    /// Contact and words about residence.
    pub private: Vec<String>,
    /// First letters with points.
    pub initials: String,
}

impl Planted {
    /// The entries as the gate takes them.
    #[must_use]
    pub fn consents(&self) -> Consents {
        Consents::new(self.consents.iter().cloned())
    }
}

const FAMILY: [&str; 3] = ["Varo", "Senn", "Molt"];
const RECIPIENTS: [&str; 3] = ["Desk of Velin", "Bureau North", "Court of Tessaly"];
const ROLES: [&str; 5] = ["victim", "perpetrator", "authority", "target", "recipient"];

/// A case by chance.
#[must_use]
pub fn planted(seed: u64) -> Planted {
    let mut chance = Chance(seed);
    let mut maker = Maker { n_words: 0, marks: Vec::new(), unseen: Vec::new(), material: Material::default() };
    maker.people(&mut chance);
    maker.surroundings(&mut chance);
    maker.documents(&mut chance);
    maker.events(&mut chance);
    let purpose = chance.pick(&Purpose::ALL).copied().unwrap_or_default();
    let recipient = chance.pick(&RECIPIENTS).copied().unwrap_or_default().to_owned();
    let on = date(2031, 5, 20);
    let ids: Vec<String> = maker.marks.iter().map(|marks| marks.id.clone()).collect();
    let consents = (0..chance.below(14)).filter_map(|n| consent(&mut chance, &ids, n)).collect();
    let overrides = (0..chance.below(3)).filter_map(|_| an_override(&mut chance, &ids)).collect();
    let mut bytes = [0; 32];
    bytes.iter_mut().for_each(|byte| *byte = u8::try_from(chance.below(256)).unwrap_or_default());
    Planted {
        material: maker.material,
        ask: Ask { purpose, recipient, on, overrides },
        consents,
        key: RecipientKey::from_bytes(bytes),
        marks: maker.marks,
        unseen: maker.unseen,
    }
}

fn day(chance: &mut Chance) -> Date {
    let (year, month, day) = (2029 + chance.below(2), 1 + chance.below(12), 2 + chance.below(25));
    let part = |n: usize| i8::try_from(n).unwrap_or(1);
    Date::new(i16::try_from(year).unwrap_or(2030), part(month), part(day)).unwrap_or(date(2030, 1, 2))
}

fn consent(chance: &mut Chance, ids: &[String], n: usize) -> Option<Consent> {
    let state =
        *chance.pick(&[ConsentState::Given, ConsentState::Given, ConsentState::Refused, ConsentState::Withdrawn])?;
    let purpose = chance.pick(&Purpose::ALL).copied().filter(|_| state == ConsentState::Given || !chance.one_in(4));
    let recipient =
        chance.pick(&RECIPIENTS).map(|name| if chance.one_in(3) { name.to_uppercase() } else { (*name).to_owned() });
    let person = chance.pick(ids)?.clone();
    Some(Consent {
        anchor: format!("{person}/{}", usize::from(chance.one_in(6))),
        person,
        state,
        purpose,
        recipient: recipient.filter(|_| !chance.one_in(3)),
        on: Some(date(2031, 1, 1))
            .filter(|_| !chance.one_in(3))
            .map(|day| if chance.one_in(5) { date(2031, 8, 1) } else { day }),
        until: Some(date(2031, 5, 20))
            .filter(|_| chance.one_in(2))
            .map(|day| if chance.one_in(2) { date(2031, 5, 19) } else { day }),
        how: Some("in writing".to_owned()),
        by: Some("a relative".to_owned()),
        guardian: chance.one_in(2),
        note: Some(format!("note {n}")),
        entry: Some(format!("{n:064x}")),
    })
}

fn an_override(chance: &mut Chance, ids: &[String]) -> Option<Override> {
    Some(Override {
        person: chance.pick(ids)?.clone(),
        purpose: *chance.pick(&Purpose::ALL)?,
        recipient: (*chance.pick(&RECIPIENTS)?).to_owned(),
        by: if chance.one_in(3) { ["m1".into(), "m1".into()] } else { ["m1".into(), "m2".into()] },
        reason: if chance.one_in(4) { String::new() } else { "known to all".to_owned() },
    })
}

struct Maker {
    n_words: usize,
    marks: Vec<Marks>,
    unseen: Vec<String>,
    material: Material,
}

impl Maker {
    fn word(&mut self, chance: &mut Chance) -> String {
        self.n_words += 1;
        chance.word(self.n_words)
    }

    fn people(&mut self, chance: &mut Chance) {
        for n in 0..3 + chance.below(5) {
            self.person(chance, n);
        }
    }

    fn person(&mut self, chance: &mut Chance, n: usize) {
        let (first, nick) = (self.word(chance), self.word(chance));
        let family = FAMILY.get(n % 3).copied().unwrap_or_default();
        let name = format!("{} {family}", capital(&first));
        let contact = format!("+99 {:07}", 1_000_000 + chance.below(8_000_000));
        let house = self.word(chance);
        let id = format!("p{n}secret{}", chance.below(1000));
        let is_office = chance.one_in(4);
        let mut names = vec![
            name.clone(),
            format!("Mr {} {}", capital(&nick), family),
            format!("{family} {}", first.to_uppercase()),
        ];
        if chance.one_in(3) {
            names.push(format!("{}.{}.", initial(&first), initial(family)));
        }
        let minor = chance.one_in(8);
        let person = Person {
            id: id.clone(),
            name,
            names,
            roles: if is_office {
                vec!["police chief".into()]
            } else {
                vec!["teacher".into(), format!("brother of {}", self.other(chance))]
            },
            protected: !is_office,
            minor,
            attributes: Attributes {
                birth: if chance.one_in(2) {
                    DateWindow::day(date(if chance.one_in(5) { 2016 } else { 1985 }, 3, 17))
                } else {
                    DateWindow::default()
                },
                ages: if chance.one_in(6) {
                    vec![Age { years: 15, at: DateWindow::day(date(2030, 2, 2)) }]
                } else {
                    Vec::new()
                },
                gender: Some("female".into()),
                nationality: Some("KA".into()).filter(|_| chance.one_in(2)),
                occupation: Some(if chance.one_in(3) {
                    format!("driver of {}", self.other(chance))
                } else {
                    "teacher".into()
                }),
                residence: Some(format!("house of {}", capital(&house))),
                residence_place: Some(if chance.one_in(2) { "l-site" } else { "l-town" }.to_owned()),
                contact: Some(contact.clone()),
                defender: Some(chance.one_in(2)),
                defender_work: Some(format!("helps {}", self.other(chance))),
            },
            judgement: "proposed".into(),
            confidence: 0.912_345,
            ..Person::default()
        };
        self.material.persons.push(person);
        let initials = format!("{}.{}.", initial(&first), initial(family));
        self.marks.push(Marks { id, names: vec![first, nick], private: vec![contact, house], initials });
    }

    /// The name of somebody who is there already, or of somebody whom nobody read.
    fn other(&self, chance: &mut Chance) -> String {
        let known = chance.pick(&self.marks).and_then(|marks| marks.names.first().cloned());
        known.map_or_else(|| "nobody".to_owned(), |name| capital(&name))
    }

    fn surroundings(&mut self, chance: &mut Chance) {
        let founder = self.other(chance);
        let body = |id: &str, name: String, kind: &str| Body {
            id: id.into(),
            names: vec![name.clone()],
            name,
            kind: kind.into(),
            ..Body::default()
        };
        self.material.bodies = vec![
            body("o-ministry", "Ministry of Rivers".into(), "organization"),
            body("o-friends", format!("Friends of {founder} League"), "organization"),
            body("o-group", format!("relatives of {founder}"), "group"),
        ];
        let place = |id: &str, name: String, level: PlaceLevel, within: Option<&str>| Place {
            id: id.into(),
            names: vec![name.clone()],
            name,
            level,
            within: within.map(str::to_owned),
            country: Some("KA".into()),
            ..Place::default()
        };
        self.material.places = vec![
            place("l-land", "Karvia".into(), PlaceLevel::Country, None),
            place("l-district", "Nettle District".into(), PlaceLevel::District, Some("l-land")),
            place("l-town", "Ostrel".into(), PlaceLevel::City, Some("l-district")),
            place("l-site", format!("house of {founder}"), PlaceLevel::Site, Some("l-town")),
            place("l-bridge", "Iron Bridge".into(), PlaceLevel::Site, Some("l-town")),
        ];
    }

    fn documents(&mut self, chance: &mut Chance) {
        for n in 0..2 + chance.below(3) {
            let (writer, hero) = (self.word(chance), self.other(chance));
            self.unseen.push(writer.clone());
            let sha256 = format!("sha256:{:064x}", u128::from(chance.next()) << 3 | n as u128);
            let id = format!("d{n}secret");
            for person in 0..self.material.persons.len() {
                // Whoever stands in headline or address is spoken of in the document.
                let is_hero =
                    self.marks.get(person).is_some_and(|marks| marks.names.iter().any(|name| capital(name) == hero));
                if (is_hero || chance.one_in(2))
                    && let Some(person) = self.material.persons.get_mut(person)
                {
                    person.documents.push(id.clone());
                    person.mentions.push((id.clone(), format!("e{n}")));
                }
            }
            self.material.documents.push(Document {
                id,
                sha256: Some(sha256),
                record: Some(format!("{:032x}", chance.next())),
                title: Some(if chance.one_in(2) {
                    format!("{hero} taken from home")
                } else {
                    "Teachers detained at bridge".into()
                }),
                byline: vec![format!("{} Okest", capital(&writer))],
                publisher: Some("Karvia Wire".into()),
                origin: vec!["Karvia Wire".into()],
                address: Some(format!("https://wire.karvia/{}-taken-{n}", hero.to_lowercase())),
                file: Some(format!("{}.html", hero.to_lowercase())),
                media_type: Some("text/html".into()),
                language: Some("en".into()),
                published: DateWindow::day(day(chance)),
                ..Document::default()
            });
        }
    }

    fn events(&mut self, chance: &mut Chance) {
        for n in 0..1 + chance.below(5) {
            let event = self.event(chance, n);
            self.material.events.push(event);
        }
        for n in 0..chance.below(3) {
            let speaker = self.speaker(chance);
            let passage = self.passage(chance);
            self.material.statements.push(Statement {
                id: format!("s{n}secret"),
                kind: "claim".into(),
                speaker,
                told_to: Speaker::default(),
                direct: true,
                document: passage.document.clone(),
                passages: vec![passage],
                events: vec!["v0".into()],
            });
        }
        let (passage, other) = (self.passage(chance), self.other(chance));
        let figure = Figure {
            count: Count { at_least: Some(34), ..Count::default() },
            of: Some(format!("friends of {other}")),
            act_type: Some("detention".into()),
            document: passage.document.clone(),
            passages: vec![passage],
            speaker: self.speaker(chance),
            ..Figure::default()
        };
        self.material.figures.push(figure);
        self.material.counts.push(Counted {
            act_type: "detention".into(),
            reported: (3, Some(34)),
            named: (1, 2),
            events: vec!["v0".into()],
            place: Some("l-site".into()),
            period: self.material.events.first().map(|event| event.date),
            numbers: vec![StatedNumber {
                text: Some(format!("three of {other}")),
                document: "d0secret".into(),
                ..StatedNumber::default()
            }],
            ..Counted::default()
        });
        let message = format!("{} stands twice", self.other(chance));
        self.material.notes.push(Note { code: "note".into(), n: Some(2), message: Some(message) });
    }

    fn speaker(&self, chance: &mut Chance) -> Speaker {
        let person = chance.pick(&self.material.persons).map(|person| person.id.clone());
        match chance.below(3) {
            0 => Speaker { person, ..Speaker::default() },
            1 => Speaker { body: Some("o-friends".into()), ..Speaker::default() },
            _ => Speaker { text: Some(format!("a cousin of {}", self.other(chance))), ..Speaker::default() },
        }
    }

    fn passage(&mut self, chance: &mut Chance) -> Passage {
        let document = chance.pick(&self.material.documents).map(|document| document.id.clone()).unwrap_or_default();
        let words = match chance.below(4) {
            0 => {
                let stranger = self.word(chance);
                self.unseen.push(stranger.clone());
                format!("they met {} at the bridge", capital(&stranger))
            }
            1 => format!("{} was taken", self.other(chance)),
            2 => format!("he told {}'s mother", self.other(chance).to_uppercase()),
            _ => "the teachers were taken at the bridge".to_owned(),
        };
        Passage { document, span: Some([4, 40]), words: Some(words), hash: String::new() }
    }

    fn event(&mut self, chance: &mut Chance, n: usize) -> Event {
        let who: Vec<String> = self.material.persons.iter().map(|person| person.id.clone()).collect();
        let mut participants = Vec::new();
        for _ in 0..1 + chance.below(3) {
            let role = chance.pick(&ROLES).copied().unwrap_or_default().to_owned();
            let mut one = Participant { role, ..Participant::default() };
            match chance.below(4) {
                0 => one.text = Some(format!("wife of {}", self.other(chance))),
                1 => one.body = Some("o-ministry".into()),
                _ => one.person = chance.pick(&who).cloned(),
            }
            participants.push(one);
        }
        let report = self.passage(chance);
        let report = Report {
            document: report.document.clone(),
            act: Some("a3".into()),
            source: "machine".into(),
            status: "reported".into(),
            passages: vec![report],
            said_by: vec![self.speaker(chance)],
        };
        let denial = self.passage(chance);
        let places = [vec!["l-land", "l-town"], vec!["l-land", "l-site"], vec!["l-bridge"]];
        Event {
            id: format!("v{n}"),
            act_type: Some("detention".into()),
            status: "reported".into(),
            review: "proposed".into(),
            date: DateWindow::day(day(chance)),
            basis: "stated".into(),
            duration: Some("P3D".into()),
            participants,
            places: chance.pick(&places).into_iter().flatten().map(|place| (*place).to_owned()).collect(),
            charges: vec![if chance.one_in(2) {
                format!("insulting {}", self.other(chance))
            } else {
                "incitement".into()
            }],
            reports: vec![report],
            disputed_by: vec![Dispute {
                speaker: self.speaker(chance),
                document: denial.document.clone(),
                passages: vec![denial],
            }],
            origins: vec!["Karvia Wire".into(), format!("blog of {}", self.other(chance))],
            assessment: "disputed".into(),
            findings: vec![Finding {
                check: "single".into(),
                sentence: Some(format!("only {} says so", self.other(chance))),
                passages: Vec::new(),
            }],
            ..Event::default()
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn initial(word: &str) -> String {
    word.chars().take(1).flat_map(char::to_uppercase).collect()
}
