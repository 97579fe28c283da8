//! Made-up cases with namesakes: people whose names follow Zipf's law, in reports that say of them as much as reports do.
//!
//! Nothing here is real. Each person has a circle (people, town, days on which it is reported), a sex, a year of birth, an office or
//! none, and now and then something happens to them; a report gives some of that, spells some names otherwise and shortens some.

use super::Case;
use document::DateWindow;
use jiff::ToSpan as _;
use resolution::Digest;
use resolution::digest::{Act, Entity, Kind, Participant, Place, Role, Status};

/// How a made-up case is.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// Of the case, in tables.
    pub name: &'static str,
    /// How many people.
    pub people: usize,
    /// Different family names and given parts.
    pub parts: [usize; 2],
    /// Zipf's exponent: 1 gives one in seven the first of 600 family names.
    pub steepness: f64,
    /// Of a hundred reports that name somebody, how many give an office, an age, a title, pronouns.
    pub says: [usize; 4],
    /// The same numbers each time.
    pub seed: u64,
}

const CIRCLE: usize = 12;
const PER_REPORT: usize = 7;
const REPORTS_PER_CIRCLE: usize = 10;
const OFFICES: [&str; 24] = [
    "activist",
    "villager",
    "teacher",
    "monk",
    "journalist",
    "union leader",
    "party member",
    "lawyer",
    "police officer",
    "soldier",
    "student",
    "fisherman",
    "district governor",
    "commune chief",
    "police spokesman",
    "human rights defender",
    "land rights activist",
    "radio presenter",
    "factory worker",
    "provincial judge",
    "opposition lawmaker",
    "ministry spokesman",
    "prison director",
    "doctor",
];
const ACTS: [&str; 4] = ["arrest", "charge", "assault", "threat"];

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % (n.max(1) as u64)).unwrap_or(0)
    }

    fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }

    #[allow(clippy::cast_precision_loss, reason = "53 bits")]
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Draws by Zipf's law: the n-th with a chance as 1/n^s.
struct Zipf(Vec<f64>);

impl Zipf {
    #[allow(clippy::cast_precision_loss, reason = "some hundred names")]
    fn new(n: usize, steepness: f64) -> Self {
        let mut sum = 0.0;
        let mut add = |rank: usize| {
            sum += (rank as f64).powf(-steepness);
            sum
        };
        let sums: Vec<f64> = (1..=n).map(&mut add).collect();
        Self(sums.into_iter().map(|part| part / sum).collect())
    }

    fn draw(&self, random: &mut Random) -> usize {
        let share = random.share();
        self.0.partition_point(|&part| part < share).min(self.0.len().saturating_sub(1))
    }
}

/// A made-up word for a number; other salts give other words.
fn word(n: usize, salt: u64) -> String {
    const HEADS: [&str; 16] = ["b", "ch", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "y", "ph"];
    const MIDDLES: [&str; 8] = ["a", "e", "i", "o", "u", "ea", "ou", "ai"];
    const ENDS: [&str; 8] = ["", "n", "ng", "k", "t", "m", "r", "p"];
    let mut random = Random(salt.wrapping_mul(1_000_003).wrapping_add(n as u64));
    let mut text = String::new();
    for _ in 0..1 + random.below(2) + usize::from(n > 40) {
        text += HEADS[random.below(16)];
        text += MIDDLES[random.below(8)];
        text += ENDS[random.below(8)];
    }
    let first: String = text.chars().take(1).flat_map(char::to_uppercase).collect();
    first + text.get(1..).unwrap_or_default()
}

struct Person {
    parts: Vec<String>,
    is_woman: bool,
    born: i16,
    office: Option<String>,
}

/// A letter added, left out or changed.
fn misspelt(part: &str, random: &mut Random) -> String {
    let letters: Vec<char> = part.chars().collect();
    let at = 1 + random.below(letters.len().saturating_sub(1));
    let other = ['a', 'o', 'e', 'n', 'h', 'u'][random.below(6)];
    let way = random.below(3);
    let one = |(n, letter): (usize, &char)| match way {
        _ if n != at => vec![*letter],
        0 => vec![],
        1 => vec![*letter, other],
        _ => vec![other],
    };
    letters.iter().enumerate().flat_map(one).collect()
}

impl World {
    /// The documents and who is who.
    pub fn case(&self) -> Case {
        let mut random = Random(self.seed);
        let people = self.people(&mut random);
        let n_circles = self.people.div_ceil(CIRCLE).max(1);
        let mut case = Case::new(self.name);
        for circle in 0..n_circles {
            let first = i32::try_from(random.below(2_500)).unwrap_or(0);
            for report in 0..REPORTS_PER_CIRCLE {
                let of_circle = |random: &mut Random| match random.below(100) {
                    0..86 => (circle * CIRCLE + random.below(CIRCLE)) % self.people,
                    86..92 => random.below(self.people),
                    _ => random.below(6.min(self.people)),
                };
                let mut named: Vec<usize> = (0..PER_REPORT).map(|_| of_circle(&mut random)).collect();
                named.sort_unstable();
                named.dedup();
                let later = if report < 6 { random.below(12) } else { random.below(500) };
                let day = first + i32::try_from(later).unwrap_or(0);
                self.report(&people, &named, (circle, first, day), &mut random, &mut case);
            }
        }
        case
    }

    fn people(&self, random: &mut Random) -> Vec<Person> {
        let (family, given) = (Zipf::new(self.parts[0], self.steepness), Zipf::new(self.parts[1], self.steepness));
        let offices = Zipf::new(OFFICES.len(), 0.8);
        let one = |_| {
            let mut parts =
                vec![word(family.draw(random), self.seed * 3 + 1), word(given.draw(random), self.seed * 3 + 2)];
            if random.percent(45) {
                parts.push(word(given.draw(random), self.seed * 3 + 2));
            }
            let office = OFFICES.get(offices.draw(random)).filter(|_| random.percent(70));
            let seat = word(random.below(60), self.seed * 3 + 7);
            let office = office
                .map(|office| if random.percent(40) { format!("{office} in {seat}") } else { (*office).to_owned() });
            Person {
                parts,
                is_woman: random.percent(40),
                born: 1940 + i16::try_from(random.below(62)).unwrap_or(0),
                office,
            }
        };
        (0..self.people).map(one).collect()
    }

    fn report(
        &self,
        people: &[Person],
        named: &[usize],
        (circle, first, day): (usize, i32, i32),
        random: &mut Random,
        case: &mut Case,
    ) {
        let [began, published] =
            [first, day].map(|day| jiff::civil::date(2015, 1, 1).saturating_add(i64::from(day).days()));
        let mut entities = Vec::new();
        let mut truth = Vec::new();
        for &number in named {
            if let Some(person) = people.get(number) {
                entities.push(self.entity(person, published.year(), random, entities.len()));
                truth.push(Some(number));
            }
        }
        // What happened to a circle happened to the same two of it, on the first day.
        let victims = [circle * CIRCLE % self.people, (circle * CIRCLE + 1) % self.people];
        let of_victim = |(at, number): (usize, &usize)| victims.contains(number).then_some(at);
        let struck: Vec<usize> =
            named.iter().enumerate().filter_map(of_victim).filter(|_| random.percent(50)).collect();
        let acts = if struck.is_empty() { Vec::new() } else { vec![act(&struck, circle, began)] };
        entities.push(place(&word(circle % 40, self.seed * 3 + 5), circle % 3));
        truth.push(None);
        let id = format!("sha256:{}-{}", self.seed, case.digests.len());
        case.add(
            Digest { document: id, published: DateWindow::day(published), entities, acts, ..Digest::default() },
            truth,
        );
    }

    fn entity(&self, person: &Person, year: i16, random: &mut Random, at: usize) -> Entity {
        let [office, age, title, pronouns] = self.says;
        let mut parts = person.parts.clone();
        match random.below(100) {
            0..5 => parts.truncate(1),
            5..9 if parts.len() > 2 => drop(parts.remove(1)),
            _ => {}
        }
        if random.percent(10) {
            let part = random.below(parts.len());
            if let Some(part) = parts.get_mut(part) {
                *part = misspelt(part, random);
            }
        }
        if random.percent(6) {
            parts.rotate_left(1);
        }
        let name = parts.join(" ");
        let courtesy = if person.is_woman { "Ms" } else { "Mr" };
        let n_pronouns = if random.percent(pronouns) { 1 + u32::try_from(random.below(5)).unwrap_or(0) } else { 0 };
        Entity {
            key: format!("e {at}"),
            kind: Kind::Person,
            spellings: vec![name.clone()],
            name,
            named: 1,
            roles: person.office.iter().filter(|_| random.percent(office)).cloned().collect(),
            ages: if random.percent(age) { vec![u32::try_from(year - person.born).unwrap_or(1)] } else { Vec::new() },
            titles: if random.percent(title) { vec![courtesy.to_owned()] } else { Vec::new() },
            pronouns: if person.is_woman { [0, n_pronouns] } else { [n_pronouns, 0] },
            ..Entity::default()
        }
    }
}

fn act(struck: &[usize], circle: usize, began: jiff::civil::Date) -> Act {
    let victim = |&at: &usize| Participant { role: Role::Victim, entity: Some(at), ..Participant::default() };
    Act {
        key: "a".to_owned(),
        act_type: ACTS.get(circle % ACTS.len()).copied().unwrap_or_default().to_owned(),
        status: Status::Reported,
        participants: struck.iter().map(victim).collect(),
        date: DateWindow::day(began),
        ..Act::default()
    }
}

fn place(name: &str, country: usize) -> Entity {
    let place = Place {
        country: Some(["XA", "XB", "XC"].get(country).copied().unwrap_or_default().to_owned()),
        precision: "city".to_owned(),
        gazetteer: format!("x:{name}"),
        ..Place::default()
    };
    Entity {
        key: "l".to_owned(),
        kind: Kind::Place,
        spellings: vec![name.to_owned()],
        name: name.to_owned(),
        named: 1,
        place: Some(place),
        ..Entity::default()
    }
}
