//! Joins N mentions of invented people and prints what it took: `growth N` (run by `cargo xtask bench growth`).
//!
//! 600 family names, 250 given parts of which people have one or two, all by Zipf's law; 12 % of the mentions misspelt; 10 mentions
//! a person; 10 people a document, out of a circle of 20. One line: mentions, documents, name types, processor seconds, pairs touched, pairs
//! scored, MB at most, share of the joined pairs that are right, share of the true pairs that are joined, seconds and pairs of one
//! more document at the end, share of the pairs of spellings of one person that are compared.
#![allow(clippy::print_stdout)]

use document::DateWindow;
use resolution::Digest;
use resolution::digest::{Entity, Kind, Place};
use resolution::identities::{Resolver, Settings};
use resolution::names::{Name, NameIndex, NameKind};
use resolution::result::{Judgements, Resolution};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Instant;

/// Mentions of one person.
const PER_PERSON: usize = 10;
/// People in one document.
const PER_DOCUMENT: usize = 10;
/// People who are written about together.
const CIRCLE: usize = 20;

fn main() {
    let n_mentions: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let (every, truth) = documents(n_mentions);
    let (last, digests) = every.split_last().map(|(last, rest)| (last.clone(), rest)).unwrap_or_default();
    let names: BTreeSet<&str> = digests.iter().flat_map(people).map(|entity| entity.name.as_str()).collect();
    let start = processor_seconds();
    let mut resolver = Resolver::new();
    digests.iter().for_each(|digest| resolver.insert(digest));
    let found = resolver.resolve(digests, &[], &Judgements::default(), &Settings::default());
    let seconds = processor_seconds() - start;
    let work = resolver.work();
    let (right, all) = agreement(&found, digests, &truth);
    let start = Instant::now();
    resolver.insert(&last);
    let one_more = start.elapsed().as_secs_f64();
    drop(resolver.resolve(&every, &[], &Judgements::default(), &Settings::default()));
    let more = resolver.work();
    let most_memory = memory();
    let met = met(digests, &truth);
    println!(
        "{n_mentions}\t{}\t{}\t{seconds:.3}\t{}\t{}\t{}\t{right:.4}\t{all:.4}\t{one_more:.6}\t{}\t{}\t{met:.4}",
        digests.len(),
        names.len(),
        work.pairs_touched,
        work.pairs_scored,
        most_memory,
        more.pairs_touched - work.pairs_touched,
        more.pairs_scored - work.pairs_scored,
    );
}

fn people(digest: &Digest) -> impl Iterator<Item = &Entity> {
    digest.entities.iter().filter(|entity| entity.kind == Kind::Person)
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers each time.
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

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Draws by Zipf's law: the n-th with a chance as 1/n.
struct Zipf(Vec<f64>);

impl Zipf {
    fn new(n: usize) -> Self {
        let mut sum = 0.0;
        let sums: Vec<f64> = (1..=n)
            .map(|rank| {
                sum += 1.0 / rank as f64;
                sum
            })
            .collect();
        Self(sums.into_iter().map(|part| part / sum).collect())
    }

    fn draw(&self, random: &mut Random) -> usize {
        let share = random.share();
        self.0.partition_point(|&part| part < share).min(self.0.len() - 1)
    }
}

/// A made-up word of two or three syllables for a number.
fn word(mut n: usize, salt: usize) -> String {
    const HEADS: [&str; 16] = ["b", "ch", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "y", "ph"];
    const MIDDLES: [&str; 8] = ["a", "e", "i", "o", "u", "ea", "ou", "ai"];
    const ENDS: [&str; 8] = ["", "n", "ng", "k", "t", "m", "r", "p"];
    n = n * 7 + salt;
    let mut text = String::new();
    for _ in 0..2 {
        text += HEADS[n % 16];
        n /= 16;
        text += MIDDLES[n % 8];
        n /= 4;
        text += ENDS[n % 8];
        n = n / 3 + salt;
    }
    text[..1].to_uppercase() + &text[1..]
}

fn misspelt(name: &str, random: &mut Random) -> String {
    let letters: Vec<char> = name.chars().collect();
    let at = 1 + random.below(letters.len() - 1);
    let other = ['a', 'o', 'e', 'n', 'h', 'k'][random.below(6)];
    let kept = letters.iter().enumerate().filter(|(n, letter)| *n != at || **letter == ' ');
    let drops = random.below(2) == 0;
    kept.map(|(n, letter)| (n, *letter))
        .flat_map(|(n, letter)| if n + 1 == at && !drops { vec![letter, other] } else { vec![letter] })
        .collect()
}

/// Documents, and for each of them which person each entity is.
fn documents(n_mentions: usize) -> (Vec<Digest>, Vec<Vec<usize>>) {
    let mut random = Random(20_311_123);
    let (family, given) = (Zipf::new(600), Zipf::new(250));
    let n_people = n_mentions / PER_PERSON;
    let names: Vec<String> = (0..n_people)
        .map(|_| {
            let first = word(family.draw(&mut random), 3);
            let second = word(given.draw(&mut random), 11);
            let third =
                if random.below(2) == 0 { format!(" {}", word(given.draw(&mut random), 17)) } else { String::new() };
            format!("{first} {second}{third}")
        })
        .collect();
    let n_documents = n_mentions / PER_DOCUMENT;
    let (mut digests, mut truth) = (Vec::with_capacity(n_documents), Vec::with_capacity(n_documents));
    let n_circles = n_people.div_ceil(CIRCLE).max(1);
    for n in 0..n_documents {
        let circle = n % n_circles;
        let mut people: BTreeSet<usize> = BTreeSet::new();
        while people.len() < PER_DOCUMENT.min(n_people) {
            people.insert((circle * CIRCLE + random.below(CIRCLE)) % n_people);
        }
        let people: Vec<usize> = people.into_iter().collect();
        let of = |(at, person): (usize, &usize)| {
            let name = names.get(*person).cloned().unwrap_or_default();
            let name = if random.below(100) < 12 { misspelt(&name, &mut random) } else { name };
            Entity {
                key: format!("e {at}"),
                kind: Kind::Person,
                spellings: vec![name.clone()],
                name,
                named: 1,
                ..Entity::default()
            }
        };
        let mut entities: Vec<Entity> = people.iter().enumerate().map(of).collect();
        let place = Place {
            country: Some("XX".to_owned()),
            precision: "city".to_owned(),
            gazetteer: format!("x:{}", circle % 25),
            ..Place::default()
        };
        let name = word(circle % 25, 29);
        entities.push(Entity {
            key: "l".to_owned(),
            kind: Kind::Place,
            spellings: vec![name.clone()],
            name,
            named: 1,
            place: Some(place),
            ..Entity::default()
        });
        let day = jiff::civil::date(2020, 1, 1)
            .checked_add(jiff::Span::new().days(i64::try_from((circle * 37 + random.below(300)) % 3650).unwrap_or(0)));
        let published = day.map(DateWindow::day).unwrap_or_default();
        digests.push(Digest { document: format!("sha256:{n}"), published, entities, ..Digest::default() });
        truth.push(people);
    }
    (digests, truth)
}

/// Of the pairs that are joined, the share that is right; of the true pairs, the share that is joined.
fn agreement(found: &Resolution, digests: &[Digest], truth: &[Vec<usize>]) -> (f64, f64) {
    let pairs = |n: usize| (n * n.saturating_sub(1) / 2) as f64;
    let (mut joined, mut right) = (0.0, 0.0);
    for person in &found.persons {
        let mut of: HashMap<usize, usize> = HashMap::new();
        let people = person.entities.iter().filter_map(|at| truth.get(at.document)?.get(at.entity));
        people.for_each(|&person| *of.entry(person).or_default() += 1);
        joined += pairs(person.entities.len());
        right += of.values().map(|&n| pairs(n)).sum::<f64>();
    }
    let mut of: HashMap<usize, usize> = HashMap::new();
    truth.iter().take(digests.len()).flatten().for_each(|&person| *of.entry(person).or_default() += 1);
    let all: f64 = of.values().map(|&n| pairs(n)).sum();
    (if joined > 0.0 { right / joined } else { 1.0 }, if all > 0.0 { right / all } else { 1.0 })
}

/// Of the pairs of spellings that one person has, the share that is proposed to be compared.
fn met(digests: &[Digest], truth: &[Vec<usize>]) -> f64 {
    let mut index = NameIndex::default();
    let mut spellings: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for (digest, truth) in digests.iter().zip(truth) {
        for (entity, &person) in people(digest).zip(truth) {
            if let Ok(name) = Name::parse(&entity.name, NameKind::Person) {
                spellings.entry(person).or_default().insert(index.add(&name));
            }
        }
    }
    let (mut met, mut all) = (0_usize, 0_usize);
    for ids in spellings.values().filter(|ids| ids.len() > 1) {
        for (n, &one) in ids.iter().enumerate() {
            let Some(name) = index.types().get(one as usize) else { continue };
            let candidates = index.candidates(&name.name).types;
            let others = ids.iter().skip(n + 1);
            met += others.clone().filter(|other| candidates.binary_search(other).is_ok()).count();
            all += others.count();
        }
    }
    if all > 0 { met as f64 / all as f64 } else { 1.0 }
}

/// Processor time of this process so far, seconds: other programs on the machine do not count. In hundredths (proc(5)).
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: f64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    ticks / 100.0
}

/// Most memory of this process so far, MB; 0 where the system does not say.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).map_or(0, |kilobytes| kilobytes / 1024)
}
