//! An invented case: a man of Karvia who carried a letter to an office of the United Nations. Nobody and nothing in it is real.

use disclosure::{
    Age, Ask, Attributes, Body, Consent, ConsentState, Consents, Count, Counted, Disclosed, Dispute, Document, Event,
    Head, Material, Participant, Passage, Person, Place, PlaceLevel, Purpose, RecipientKey, Report, Speaker,
    StatedNumber, disclose,
};
use document::DateWindow;
use jiff::civil::{Date, date};

const INTERVIEW: &str = include_str!("../../../fixtures/interview-letter.txt");

fn passage(words: &str) -> Passage {
    let start = INTERVIEW.find(words).map(|at| INTERVIEW[..at].chars().count()).unwrap_or_default();
    let span = [start, start + words.chars().count()].map(|at| u32::try_from(at).unwrap_or_default());
    Passage { document: "d1".to_owned(), span: Some(span), words: Some(words.to_owned()), hash: String::new() }
}

fn elsewhere(document: &str, words: &str) -> Passage {
    Passage {
        document: document.to_owned(),
        span: Some([40, 40 + 60]),
        words: Some(words.to_owned()),
        ..Passage::default()
    }
}

fn by(role: &str, person: Option<&str>, body: Option<&str>, text: &str) -> Participant {
    let text = Some(text.to_owned());
    Participant {
        role: role.to_owned(),
        person: person.map(str::to_owned),
        body: body.map(str::to_owned),
        text,
        count: None,
    }
}

fn victim() -> Participant {
    by("victim", Some("p1"), None, "Daven Orlo")
}

fn event(
    id: &str,
    act_type: &str,
    day: DateWindow,
    place: &str,
    said: Passage,
    participants: Vec<Participant>,
) -> Event {
    let document = said.document.clone();
    let said_by =
        if document == "d1" { vec![Speaker { person: Some("p1".to_owned()), ..Speaker::default() }] } else { vec![] };
    Event {
        id: id.to_owned(),
        act_type: Some(act_type.to_owned()),
        status: "reported".to_owned(),
        review: "accepted".to_owned(),
        confidence: 0.9,
        date: day,
        basis: "stated".to_owned(),
        participants,
        places: if place.is_empty() { vec![] } else { vec![place.to_owned()] },
        reports: vec![Report {
            document,
            act: Some("a1".to_owned()),
            source: "machine".to_owned(),
            status: "reported".to_owned(),
            passages: vec![said],
            said_by,
        }],
        origins: vec![],
        independent_origins: 1,
        assessment: "single-origin".to_owned(),
        ..Event::default()
    }
}

fn events() -> Vec<Event> {
    let day = |month, day| DateWindow::day(date(2031, month, day));
    let police = || by("perpetrator", None, Some("b1"), "Karvia National Police");
    let may = DateWindow::between(date(2031, 5, 1), date(2031, 5, 31));
    let mut questioned = event(
        "v2",
        "interrogation",
        day(3, 14),
        "g3",
        passage(
            "On 14 March 2031 two officers of the Karvia National Police took me to the Third Precinct in Velin and questioned me for six hours",
        ),
        vec![victim(), police()],
    );
    questioned.disputed_by = vec![Dispute {
        speaker: Speaker { person: Some("p2".to_owned()), ..Speaker::default() },
        document: "d2".to_owned(),
        passages: vec![elsewhere("d2", "Nobody was questioned about any letter. He came of his own will.")],
    }];
    questioned.assessment = "disputed".to_owned();
    questioned.origins = vec!["The Velin Courier".to_owned()];
    let mut threat = event(
        "v3",
        "threat",
        may,
        "",
        passage(
            "In May a man who did not give his name telephoned me and said that people who carry letters lose their hands",
        ),
        vec![victim(), by("perpetrator", None, None, "a man who did not give his name")],
    );
    threat.basis = "inferred".to_owned();
    threat.review = "proposed".to_owned();
    let mut charge = event(
        "v5",
        "charge",
        day(6, 20),
        "g2",
        elsewhere("d2", "A prosecutor charged the mason Daven Orlo with spreading false rumours abroad"),
        vec![victim(), by("authority", None, Some("b2"), "Public Prosecutor of Velin")],
    );
    charge.charges = vec!["spreading false rumours abroad".to_owned()];
    charge.origins = vec!["The Velin Courier".to_owned()];
    let mut arrests = event(
        "v6",
        "arrest",
        DateWindow::between(date(2031, 6, 3), date(2031, 6, 9)),
        "g2",
        elsewhere("d2", "At least 34 residents of the river quarter were arrested in the first week of June"),
        vec![
            Participant {
                role: "victim".to_owned(),
                text: Some("34 residents of the river quarter".to_owned()),
                count: Some(Count { at_least: Some(34), at_most: None, about: false }),
                ..Participant::default()
            },
            police(),
        ],
    );
    arrests.origins = vec!["The Velin Courier".to_owned(), "Radio Marovia".to_owned()];
    arrests.independent_origins = 2;
    arrests.assessment = "corroborated".to_owned();
    vec![
        event(
            "v1",
            "complaint",
            day(2, 27),
            "g2",
            passage(
                "On 27 February 2031 I carried the letter of our quarter to the office of the United Nations High Commissioner for Human Rights in Velin",
            ),
            vec![by("other", Some("p1"), None, "Daven Orlo")],
        ),
        questioned,
        threat,
        event(
            "v4",
            "raid",
            day(6, 2),
            "g2",
            passage("On 2 June they searched the house of my parents and took the copy of the letter"),
            vec![victim(), police()],
        ),
        charge,
        arrests,
        event(
            "v7",
            "surveillance",
            DateWindow::default(),
            "g2",
            passage("Since then a grey car has stood before our door"),
            vec![victim()],
        ),
    ]
}

fn persons() -> Vec<Person> {
    let orlo = Person {
        id: "p1".to_owned(),
        name: "Daven Orlo".to_owned(),
        names: vec!["Daven Orlo".to_owned(), "D. Orlo".to_owned(), "ដាវេន អូរឡូ".to_owned(), "เดเวน ออร์โล".to_owned()],
        roles: vec!["mason".to_owned(), "speaker of the river quarter".to_owned()],
        protected: true,
        documents: vec!["d1".to_owned(), "d2".to_owned()],
        judgement: "confirmed".to_owned(),
        attributes: Attributes {
            ages: vec![Age { years: 41, at: DateWindow::day(date(2031, 6, 20)) }],
            gender: Some("male".to_owned()),
            nationality: Some("Karvia".to_owned()),
            occupation: Some("Mason".to_owned()),
            residence: Some("River quarter, Velin".to_owned()),
            residence_place: Some("g2".to_owned()),
            defender: Some(true),
            defender_work: Some(
                "Speaks for the families of the river quarter who were told to leave their houses".to_owned(),
            ),
            ..Attributes::default()
        },
        ..Person::default()
    };
    let minister = Person {
        id: "p2".to_owned(),
        name: "Harlan Veit".to_owned(),
        names: vec!["Harlan Veit".to_owned()],
        roles: vec!["Minister of the Interior".to_owned()],
        documents: vec!["d2".to_owned()],
        ..Person::default()
    };
    vec![orlo, minister]
}

/// Everything that the case holds.
pub fn material() -> Material {
    let body = |id: &str, name: &str| Body {
        id: id.to_owned(),
        name: name.to_owned(),
        names: vec![name.to_owned()],
        kind: "organization".to_owned(),
        documents: vec!["d2".to_owned()],
        ..Body::default()
    };
    let place = |id: &str, name: &str, level, within: Option<&str>| Place {
        id: id.to_owned(),
        name: name.to_owned(),
        names: vec![name.to_owned()],
        level,
        within: within.map(str::to_owned),
        documents: vec!["d1".to_owned(), "d2".to_owned()],
        ..Place::default()
    };
    let document = |id: &str, title: &str, publisher: Option<&str>, day: Date, digit: &str| Document {
        id: id.to_owned(),
        sha256: Some(format!("sha256:{}", digit.repeat(64))),
        record: Some(format!("{id}record")),
        entry: Some(digit.repeat(16)),
        title: Some(title.to_owned()),
        publisher: publisher.map(str::to_owned),
        origin: publisher.map(str::to_owned).into_iter().collect(),
        published: DateWindow::day(day),
        ..Document::default()
    };
    let stated = StatedNumber {
        count: Count { at_least: Some(34), at_most: None, about: false },
        text: Some("At least 34 residents".to_owned()),
        document: "d2".to_owned(),
        passages: vec![elsewhere("d2", "At least 34 residents of the river quarter were arrested")],
        ..StatedNumber::default()
    };
    let counted = |act: &str, named, reported, events: &[&str], numbers| Counted {
        act_type: act.to_owned(),
        named,
        reported,
        unnamed_at_least: reported.0.saturating_sub(named.0),
        is_sum: act != "arrest",
        events: events.iter().map(|id| (*id).to_owned()).collect(),
        active_sources: 2,
        numbers,
        ..Counted::default()
    };
    Material {
        head: Head { case: "c0ffee".to_owned(), n_entries: Some(57), head: Some("ab12cd34ef56".to_owned()) },
        persons: persons(),
        bodies: vec![body("b1", "Karvia National Police"), body("b2", "Public Prosecutor of Velin")],
        places: vec![
            place("g1", "Karvia", PlaceLevel::Country, None),
            place("g2", "Velin", PlaceLevel::District, Some("g1")),
            place("g3", "Third Precinct", PlaceLevel::Site, Some("g2")),
        ],
        events: events(),
        documents: vec![
            document("d1", "Interview with a mason of the river quarter", None, date(2031, 7, 1), "a"),
            document("d2", "Mason who carried a letter is charged", Some("The Velin Courier"), date(2031, 6, 21), "b"),
        ],
        counts: vec![
            counted("arrest", (0, 0), (34, None), &["v6"], vec![stated]),
            counted("interrogation", (1, 1), (1, Some(1)), &["v2"], vec![]),
        ],
        ..Material::default()
    }
}

/// What the complainant agreed to: everything but being named in public.
pub fn consents() -> Consents {
    let consent = |purpose, state, recipient: Option<&str>| Consent {
        person: "p1".to_owned(),
        anchor: "d1:e1".to_owned(),
        state,
        purpose: Some(purpose),
        recipient: recipient.map(str::to_owned),
        on: Some(date(2031, 7, 1)),
        how: Some("in writing".to_owned()),
        by: None,
        ..Consent::default()
    };
    Consents::new([
        consent(Purpose::Partner, ConsentState::Given, Some("Special Procedures")),
        consent(Purpose::Government, ConsentState::Given, Some("Government of Karvia")),
        consent(Purpose::Public, ConsentState::Refused, None),
    ])
}

/// What may go out for a purpose.
pub fn disclosed(purpose: Purpose) -> Disclosed {
    let recipient = match purpose {
        Purpose::Partner => "Special Procedures",
        Purpose::Government => "Government of Karvia",
        Purpose::Keep | Purpose::Public => "",
    };
    let ask = Ask { purpose, recipient: recipient.to_owned(), on: date(2031, 8, 4), overrides: vec![] };
    disclose(&material(), &ask, &consents(), &RecipientKey::from_bytes([7; 32]))
}
