//! A large case for measuring the desk: `desk_case FOLDER DOCUMENTS`, three acts a document.
//!
//! The texts are invented syllables; the records are made up, not read. Six documents in ten tell of people that stand in no
//! other, the rest of people from a pool; every tenth text repeats passages of another one. `cargo xtask bench desk` runs it.
#![allow(clippy::print_stdout, reason = "an example that prints how far it is")]

use case_store::keys::Effort;
use case_store::{DeviceId, Draft, Kind, Opener, Outside, Store};
use casework::Case;
use flate2::read::ZlibEncoder;
use serde_json::{Value, json};
use std::io::Read;
use std::path::Path;

const PASSPHRASE: &str = "nine grey herons over the quiet harbour mill";
const BATCH: u64 = 250;
const N_SENTENCES: u64 = 20;
const N_ACTS: usize = 3;
const ACTS: [&str; 8] =
    ["arrest", "detention", "release", "trial", "assault", "sentence", "surveillance", "travel_ban"];
const SYLLABLES: [&str; 24] = [
    "ka", "ro", "mi", "ten", "sol", "ve", "lan", "dri", "pa", "mor", "ul", "es", "tov", "ni", "bar", "shi", "quen",
    "da", "or", "fel", "gri", "zu", "wen", "ha",
];

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, n] = arguments.as_slice() else { return Err("desk_case FOLDER DOCUMENTS".into()) };
    let (folder, n): (&Path, u64) = (Path::new(folder), n.parse()?);
    Case::create(folder, PASSPHRASE, Effort::FLOOR, "saksi bench")?.close()?;
    let device = DeviceId::from_bytes([7; 16]);
    let mut store = Store::open(Outside::on_disk(folder), Opener::Passphrase(PASSPHRASE), device)?;
    for first in (0..n).step_by(BATCH as usize) {
        let mut drafts = Vec::new();
        for number in first..n.min(first + BATCH) {
            drafts.extend(document(&mut store, number, n)?);
        }
        store.append_all(&drafts)?;
    }
    store.close()?;
    println!("{n} documents, {} acts", n * N_ACTS as u64);
    Ok(())
}

/// A document and its reading.
fn document(store: &mut Store, number: u64, n: u64) -> Outcome<[Draft; 2]> {
    let (record, subject) = (store.new_record(), store.new_subject()?);
    let sha256 = format!("{number:064x}");
    let json = reading(number, n, &sha256).to_string();
    let registered = Draft::new(Kind::DocumentRegistered, record).with("sha256", sha256.as_str());
    let registered = registered.with("blob", sha256.as_str()).with("size", json.len().to_string());
    let registered = registered.about(subject, "name", format!("{number}.txt"));
    let mut packed = Vec::new();
    ZlibEncoder::new(json.as_bytes(), flate2::Compression::fast()).read_to_end(&mut packed)?;
    let read = Draft::new(Kind::Reading, record).with("sha256", sha256).with("program", "saksi bench");
    Ok([registered, read.with("codebook", "none").about(subject, "result_zlib", packed)])
}

/// Numbers that are the same each time (xorshift64*, Vigna 2016).
struct Numbers(u64);

impl Numbers {
    fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % n.max(1)
    }
}

fn word(number: u64, n_syllables: u64) -> String {
    let mut numbers = Numbers::of(number + 1);
    numbers.below(7);
    (0..n_syllables).filter_map(|_| SYLLABLES.get(numbers.below(SYLLABLES.len() as u64) as usize)).copied().collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn name(person: u64) -> String {
    format!("{} {}", capital(&word(person % 4000, 3)), capital(&word(person / 7 + 1_000_000, 4)))
}

/// Words, common ones far more often than rare ones.
fn sentence(number: u64) -> String {
    let mut numbers = Numbers::of(number);
    let mut word_of = |_| {
        let most = [60, 600, 6_000, 40_000][numbers.below(4) as usize];
        let at = numbers.below(most);
        word(at + 5, 2 + at % 3)
    };
    capital(&(0..14).map(&mut word_of).collect::<Vec<_>>().join(" ")) + "."
}

/// The text as it grows, in code points; it is plain letters, so bytes do.
struct Text(String);

impl Text {
    fn add(&mut self, words: &str) -> [usize; 2] {
        let start = self.0.len();
        self.0.push_str(words);
        [start, self.0.len()]
    }
}

fn reading(number: u64, n: u64, sha256: &str) -> Value {
    let mut numbers = Numbers::of(number ^ 0x5EED);
    let people: Vec<String> = (0..3u64)
        .map(|at| {
            let own = 1_000_000 + number * 3 + at;
            name([own, own, own, numbers.below(n / 2 + 10), numbers.below(n / 50 + 10)][numbers.below(5) as usize])
        })
        .collect();
    let place = capital(&word(numbers.below(400) + 77, 3));
    let day = format!("20{:02}-{:02}-{:02}", 10 + numbers.below(12), 1 + numbers.below(12), 1 + numbers.below(28));
    let mut text = Text(String::new());
    text.add("News from ");
    let mut entities = Vec::new();
    let span = text.add(&place);
    entities.push(entity("e1", "place", &place, vec![span]));
    text.add(".\n\n");
    let mut mentions = vec![Vec::new(); people.len()];
    let shared = if numbers.below(10) == 0 { number / 10 * 10 } else { number };
    let mut acts = Vec::new();
    for at in 0..N_SENTENCES {
        if let Some(person) = people.get(at as usize) {
            let kind = ACTS[numbers.below(ACTS.len() as u64) as usize];
            let who = text.add(person);
            mentions[at as usize].push(who);
            text.add(" faced ");
            let trigger = text.add(kind);
            let end = text.add(&format!(" on {day}.\n"))[1];
            acts.push(act(at as usize, kind, who, trigger, [who[0], end], &day));
        }
        text.add(&(sentence(shared * 41 + at) + if at % 4 == 3 { "\n" } else { " " }));
    }
    for (at, (person, mentions)) in people.iter().zip(mentions).enumerate() {
        entities.push(entity(&format!("e{}", at + 2), "person", person, mentions));
    }
    json!({
        "saksi": 1,
        "document": { "id": format!("sha256:{sha256}"), "path": "", "title": format!("Report {number} from {place}"),
            "language": "en", "byline": [], "publisher": capital(&word(numbers.below(60) + 9, 2)), "origin": [],
            "published": { "earliest": day, "latest": day }, "text": text.0 },
        "entities": entities, "acts": acts, "statements": [], "figures": [], "problems": [],
    })
}

fn entity(id: &str, kind: &str, name: &str, mentions: Vec<[usize; 2]>) -> Value {
    let mentions: Vec<Value> = mentions.into_iter().map(|span| json!({ "span": span, "form": "name" })).collect();
    json!({ "id": id, "kind": kind, "name": name, "mentions": mentions, "roles": [], "protected": kind == "person", "place": null })
}

fn act(at: usize, kind: &str, who: [usize; 2], trigger: [usize; 2], evidence: [usize; 2], day: &str) -> Value {
    json!({ "id": format!("a{}", at + 1), "type": kind, "status": "reported", "places": ["e1"], "charges": [], "statements": [],
        "participants": [{ "role": "victim", "entity": format!("e{}", at + 2), "span": who, "count": null }],
        "date": { "earliest": day, "latest": day, "basis": "stated", "text": day }, "duration": null,
        "evidence": [evidence], "trigger": trigger, "rule": "bench", "confidence": 0.5 + (evidence[0] % 50) as f64 / 100.0 })
}
