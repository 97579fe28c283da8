//! How long people, events and the rest take in a case of many documents, whose records are made up: `many_documents N FOLDER`.
//!
//! Each text is forty sentences of invented words, every tenth one shares a passage with another; each record has eight people
//! from a pool that grows with N (a few in very many texts), five acts and a place. What is printed are seconds and megabytes.
#![allow(clippy::print_stdout)]

use casework::{Answer, Case, Effort, ReadBy, Registration, Request, Secret, Sort};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

const PASSPHRASE: &str = "nine grey herons over the quiet harbour mill";
const SYLLABLES: [&str; 24] = [
    "ka", "ro", "mi", "ten", "sol", "ve", "lan", "dri", "pa", "mor", "ul", "es", "tov", "ni", "bar", "shi", "quen",
    "da", "or", "fel", "gri", "zu", "wen", "ha",
];
const ACTS: [&str; 6] = ["arrest", "detention", "release", "trial", "assault", "sentence"];

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let n: u64 = arguments.first().and_then(|n| n.parse().ok()).unwrap_or(1000);
    let folder = arguments.get(1).map_or("target/many-documents", String::as_str);
    match arguments.get(2).map(String::as_str) {
        Some("again") => again(Path::new(folder), n),
        Some("more") => more(Path::new(folder), n),
        _ => begin(folder, n),
    }
}

/// Makes the case, asks for its people, and runs this program again for what a new process does.
fn begin(folder: &str, n: u64) -> Outcome<()> {
    let mut case = Case::create(Path::new(folder), PASSPHRASE, Effort::FLOOR, "bench")?;
    let clock = Clock::start();
    for document in 0..n {
        add(&mut case, document, n)?;
    }
    clock.say("record all documents");
    let clock = Clock::start();
    show(&mut case, true)?;
    clock.say("people, the first time");
    let clock = Clock::start();
    case.close()?;
    clock.say("close");
    println!("{:>10} MB of memory at most", memory());
    for (next, what) in ["again", "more", "more", "again"].into_iter().zip(0..) {
        let number = (n + what).to_string();
        let done =
            std::process::Command::new(std::env::current_exe()?).args([number.as_str(), folder, next]).status()?;
        if !done.success() {
            return Err("a new process failed".into());
        }
    }
    let mut case = Case::open(Path::new(folder), &Secret::Passphrase(PASSPHRASE.to_owned().into()))?;
    show(&mut case, false)?;
    let clock = Clock::start();
    show(&mut case, false)?;
    clock.say("people again, keys held");
    add(&mut case, n + 10, n)?;
    let clock = Clock::start();
    show(&mut case, false)?;
    clock.say("people after one more document, keys held");
    let clock = Clock::start();
    case.ask(
        Request::Events { document: None, act_type: None, shared: false, supposed: true, offset: 0, limit: 50 },
        &mut std::io::empty(),
    )?;
    clock.say("events");
    let clock = Clock::start();
    let export = Request::Export { recipient: "bench".to_owned(), purpose: "keep".to_owned() };
    let reply = case.ask(export, &mut std::io::empty())?;
    clock.say("export");
    println!("{:>10.1} MB of export", reply.body.len() as f64 / 1e6);
    println!("{:>10} MB of memory at most", memory());
    Ok(())
}

/// A new process, nothing changed.
fn again(folder: &Path, _n: u64) -> Outcome<()> {
    let clock = Clock::start();
    let mut case = Case::open(folder, &Secret::Passphrase(PASSPHRASE.to_owned().into()))?;
    clock.say("new process, nothing changed: open");
    let clock = Clock::start();
    show(&mut case, false)?;
    case.close()?;
    clock.say("new process, nothing changed: people and close");
    println!("{:>10} MB of memory at most", memory());
    Ok(())
}

/// A new process that adds the document number `n`.
fn more(folder: &Path, n: u64) -> Outcome<()> {
    let mut case = Case::open(folder, &Secret::Passphrase(PASSPHRASE.to_owned().into()))?;
    let clock = Clock::start();
    add(&mut case, n, n)?;
    case.close()?;
    clock.say("new process: one more document is recorded");
    let mut case = Case::open(folder, &Secret::Passphrase(PASSPHRASE.to_owned().into()))?;
    let clock = Clock::start();
    show(&mut case, false)?;
    clock.say("new process, one more document: people");
    let clock = Clock::start();
    case.close()?;
    clock.say("new process, one more document: close");
    println!("{:>10} MB of memory at most", memory());
    Ok(())
}

/// Wall clock, and the processor time of this process.
struct Clock(Instant, f64);

impl Clock {
    fn start() -> Self {
        Self(Instant::now(), processor_seconds())
    }

    fn say(&self, what: &str) {
        let processor = processor_seconds() - self.1;
        println!("{:>10.2} s, {processor:.2} s of processor  {what}", self.0.elapsed().as_secs_f64());
    }
}

/// Processor time of this process so far, seconds: other programs on the machine do not count. In hundredths (proc(5)).
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: f64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    ticks / 100.0
}

fn show(case: &mut Case, says: bool) -> Outcome<()> {
    let reply = case
        .ask(Request::Identities { sort: Sort::People, nameless: true, offset: 0, limit: 50 }, &mut std::io::empty())?;
    let Answer::Identities(list) = reply.answer else { return Err("no list".into()) };
    if says {
        println!("{:>10} people, {} pairs to review", list.total, list.n_in_review);
        list.notes.iter().for_each(|note| println!("           note: {note}"));
    }
    Ok(())
}

fn add(case: &mut Case, document: u64, n: u64) -> Outcome<()> {
    let (text, record) = record(document, n);
    let registration = Registration { name: format!("{document}.txt"), ..Registration::default() };
    let reply = case.ask(Request::Register(registration), &mut text.as_bytes())?;
    let Answer::Registered { document, .. } = reply.answer else { return Err("not registered".into()) };
    let Answer::Original { sha256 } =
        case.ask(Request::Original { document: document.clone() }, &mut std::io::empty())?.answer
    else {
        return Err("no original".into());
    };
    let mut record = record;
    if let Some(id) = record.pointer_mut("/document/id") {
        *id = Value::from(format!("sha256:{sha256}"));
    }
    let request = Request::Record { document, sha256, read_by: ReadBy::default(), problems: Vec::new() };
    case.ask(request, &mut record.to_string().as_bytes())?;
    Ok(())
}

/// Numbers that are the same each time (xorshift64*, Vigna 2016).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) % n.max(1)
    }
}

fn word(number: u64, n_syllables: u64) -> String {
    let mut numbers = Numbers(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    numbers.below(7);
    let syllable = |_| SYLLABLES[numbers.below(SYLLABLES.len() as u64) as usize];
    (0..n_syllables).map(syllable).collect()
}

fn name(person: u64) -> String {
    let capital = |word: String| word[..1].to_uppercase() + &word[1..];
    format!("{} {}", capital(word(person % 900 + 1, 2)), capital(word(person / 3 + 1_000_000, 3)))
}

fn sentence(number: u64) -> String {
    let mut numbers = Numbers(number.wrapping_mul(0xD134_2543_DE82_EF95) | 1);
    let words: Vec<String> = (0..14)
        .map(|_| {
            let common = numbers.below(3) > 0;
            let at = if common { numbers.below(300) } else { numbers.below(40_000) };
            word(at + 5, 2 + at % 2)
        })
        .collect();
    words.join(" ") + "."
}

fn record(document: u64, n: u64) -> (String, Value) {
    let mut numbers = Numbers(document.wrapping_mul(0x2127_599B_F432_5C37) | 1);
    let pool = n.max(10);
    let people: Vec<String> = (0..8)
        .map(|_| {
            // A few are in very many texts, most in one or two.
            let most = [20, pool / 20 + 20, pool * 2][numbers.below(3) as usize];
            name(numbers.below(most))
        })
        .collect();
    let place = word(numbers.below(200) + 77, 3);
    let mut text = format!("Report {document} from {place}.\n\n");
    let mut entities: Vec<Value> = people.iter().map(|name| entity("person", name, &mut text)).collect();
    entities.push(entity("place", &place, &mut text));
    let shared = if numbers.below(10) == 0 { document / 10 * 10 } else { document };
    text.extend((0..40).map(|at| sentence(shared * 41 + at) + " "));
    let day = format!("20{:02}-{:02}-{:02}", 10 + numbers.below(12), 1 + numbers.below(12), 1 + numbers.below(28));
    let acts: Vec<Value> = (0..5).map(|at| act(at, &people, &mut text, &day, &mut numbers)).collect();
    let record = json!({
        "saksi": 1,
        "document": { "id": "", "path": "", "title": format!("Report {document} from {place}"), "language": "en", "byline": [],
            "publisher": word(numbers.below(60) + 9, 2), "origin": [], "published": { "earliest": day, "latest": day }, "text": text },
        "entities": entities, "acts": acts, "statements": [], "figures": [], "problems": [],
    });
    (record.to_string(), record)
}

fn entity(kind: &str, name: &str, text: &mut String) -> Value {
    let start = text.chars().count();
    text.push_str(name);
    let span = [start, start + name.chars().count()];
    text.push_str(" was there. ");
    json!({ "id": "", "kind": kind, "name": name, "mentions": [{ "span": span, "form": "name" }], "roles": [],
        "protected": kind == "person", "place": null })
}

fn act(at: usize, people: &[String], text: &mut String, day: &str, numbers: &mut Numbers) -> Value {
    let victim = &people[at];
    let kind = ACTS[numbers.below(ACTS.len() as u64) as usize];
    let start = text.chars().count();
    text.push_str(&format!("{victim} {kind} on {day}. "));
    let (name, end) = (start + victim.chars().count(), text.chars().count());
    json!({ "id": "", "type": kind, "status": "reported", "places": ["e9"], "charges": [], "statements": [],
        "participants": [{ "role": "victim", "entity": format!("e{}", at + 1), "span": [start, name], "count": null }],
        "date": { "earliest": day, "latest": day, "basis": "stated", "text": day }, "duration": null,
        "evidence": [[start, end]], "trigger": [name + 1, name + 1 + kind.len()], "rule": "", "confidence": 0.9 })
}

/// The most memory that this process ever had, MB; 0 where the system does not say.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
