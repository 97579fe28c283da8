//! How fast a case is beside plain SQLite (no encryption, no signatures) with the same records, on this disk.
//!
//! `cargo xtask bench store [DOCUMENTS]` runs `speed make FOLDER DOCUMENTS`, then `speed measure FOLDER` and `speed plain FOLDER`
//! in processes of their own, so that each tells its own memory. The texts are drawn by chance from invented syllables.
#![allow(clippy::print_stdout, reason = "an example that prints what it measures")]

use case_store::keys::Effort;
use case_store::{DeviceId, Draft, Kind, Opener, Outside, Store, SubjectId};
use casework::{Answer, Case, Request, Secret};
use flate2::read::ZlibEncoder;
use rusqlite::Connection;
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

const PASSPHRASE: &str = "three grey herons argued over the ferry timetable";
const N_WORDS: usize = 200;
const N_SINGLE: usize = 200;
const N_SEARCHES: usize = 1000;
const N_PROOFS: u32 = 20;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", folder, n] => make(Path::new(folder), n.parse()?),
        ["measure", folder] => measure(Path::new(folder)),
        ["plain", folder, n] => plain(Path::new(folder), n.parse()?),
        _ => Err("speed make FOLDER DOCUMENTS | measure FOLDER | plain FOLDER DOCUMENTS".into()),
    }
}

/// Invented words, common ones far more often than rare ones (Zipf).
struct Words(u64);

impl Words {
    fn number(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] =
            ["ka", "ro", "vel", "mi", "tas", "un", "bri", "sol", "den", "ga", "lim", "or", "pes", "ti", "zar", "nu"];
        // 60,000 words; the n-th about 1/n as often as the first.
        let exponent = self.number() % 10_000;
        let mut rank = (60_000_f64).powf(exponent as f64 / 10_000.0) as usize;
        let mut word = String::new();
        while rank > 0 {
            word += SYLLABLES[rank % 16];
            rank /= 16;
        }
        word
    }

    fn text(&mut self) -> String {
        (0..N_WORDS).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

fn record(words: &mut Words) -> (String, String) {
    let text = words.text();
    let record = serde_json::json!({
        "saksi": 1, "document": { "title": words.word(), "text": text, "language": "en" },
        "entities": [{ "id": "e1", "kind": "person", "name": format!("{} {}", words.word(), words.word()),
            "mentions": [{ "span": [0, 4], "form": "name" }] }],
        "acts": [{ "id": "a1", "type": "arrest", "status": "reported", "trigger": [0, 4], "confidence": 0.5,
            "participants": [{ "role": "victim", "entity": "e1", "span": [0, 4] }] }],
    });
    (record.to_string(), text)
}

fn open_store(folder: &Path) -> Outcome<Store> {
    let device = DeviceId::from_bytes([7; 16]);
    Ok(Store::open(Outside::on_disk(folder.join("case")), Opener::Passphrase(PASSPHRASE), device)?)
}

fn make(folder: &Path, n: usize) -> Outcome<()> {
    Case::create(&folder.join("case"), PASSPHRASE, Effort::FLOOR, "saksi bench")?.close()?;
    let mut store = open_store(folder)?;
    acknowledged(&mut store, folder)?;
    let (mut words, start) = (Words(88_172_645_463_325_252), Instant::now());
    for first in (0..n).step_by(250) {
        let mut drafts = Vec::new();
        for number in first..n.min(first + 250) {
            let (record, _) = record(&mut words);
            drafts.extend(document(&mut store, number, &record)?);
        }
        store.append_all(&drafts)?;
    }
    rate("recorded in batches of 500 entries", 2 * n, start);
    Ok(store.close()?)
}

/// A document and its reading.
fn document(store: &mut Store, number: usize, json: &str) -> Outcome<[Draft; 2]> {
    let (record, subject) = (store.new_record(), store.new_subject()?);
    let sha256 = format!("{number:064x}");
    let registered = Draft::new(Kind::DocumentRegistered, record).with("sha256", sha256.as_str());
    let registered = registered.with("blob", sha256.as_str()).with("size", json.len().to_string());
    let registered = registered.about(subject, "name", format!("{number}.txt"));
    Ok([registered, reading(record, subject, &sha256, json)?])
}

fn reading(record: case_store::RecordId, subject: SubjectId, sha256: &str, json: &str) -> Outcome<Draft> {
    let mut packed = Vec::new();
    ZlibEncoder::new(json.as_bytes(), flate2::Compression::default()).read_to_end(&mut packed)?;
    let draft = Draft::new(Kind::Reading, record).with("sha256", sha256).with("program", "saksi bench");
    Ok(draft.with("codebook", "none").about(subject, "result_zlib", packed))
}

/// An entry, a row of plain SQLite, and a bare write with a sync, in turn, so that all see the same load.
fn acknowledged(store: &mut Store, folder: &Path) -> Outcome<()> {
    let plain = open_plain(&folder.join("single.db"))?;
    let mut bare = std::fs::File::create(folder.join("bare"))?;
    let mut times: [Vec<Duration>; 3] = Default::default();
    for n in 0..N_SINGLE {
        let reason = "read twice, by two people, and compared with the original";
        let draft = Draft::new(Kind::Judgement, store.new_record()).with("verdict", "accept").with("reason", reason);
        let start = Instant::now();
        bare.write_all(&[7; 1024])?;
        bare.sync_data()?;
        times[0].push(start.elapsed());
        let start = Instant::now();
        store.append(&draft)?;
        times[1].push(start.elapsed());
        let start = Instant::now();
        plain.execute("INSERT INTO judgements VALUES (?1, 'accept', ?2)", (n as i64, reason))?;
        times[2].push(start.elapsed());
    }
    let [bare, entry, row] = times.map(|times| percentile(times, 50));
    println!("one write of 1 kB and one sync, median          {bare:>9.2} ms");
    println!("one acknowledged entry, median                  {entry:>9.2} ms   {:.2} x", entry / bare);
    println!("one committed row of plain SQLite, median       {row:>9.2} ms   {:.2} x", row / bare);
    Ok(())
}

fn open_plain(file: &Path) -> Outcome<Connection> {
    let connection = Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE judgements (number INTEGER PRIMARY KEY, verdict TEXT, reason TEXT);
         CREATE TABLE documents (number INTEGER PRIMARY KEY, name TEXT, result BLOB);
         CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');",
    )?;
    Ok(connection)
}

fn measure(folder: &Path) -> Outcome<()> {
    let secret = Secret::Passphrase(zeroize::Zeroizing::new(PASSPHRASE.to_owned()));
    let case = folder.join("case");
    drop(std::fs::remove_file(case.join("cache.db")));
    let (start, before) = (Instant::now(), processor_time());
    let mut opened = Case::open(&case, &secret)?;
    let rebuilt = start.elapsed();
    println!("processor time of opening and rebuilding        {:>9.1} s", processor_time() - before);
    let Answer::Overview(overview) = opened.ask(Request::Overview, &mut std::io::empty())?.answer else {
        return Err("no overview".into());
    };
    let n = usize::try_from(overview.n_entries)?;
    println!(
        "tables and index rebuilt, {n} entries, {} documents  {:>7.1} s   {:.0} entries/s; memory at most {} MB",
        overview.n_documents,
        rebuilt.as_secs_f64(),
        n as f64 / rebuilt.as_secs_f64(),
        peak_memory()
    );
    opened.close()?;
    let start = Instant::now();
    let mut opened = Case::open(&case, &secret)?;
    println!("opened again                                    {:>9.0} ms", milliseconds(start.elapsed()));
    let mut times = Vec::new();
    for query in queries() {
        let request = Request::Search { query, person: false, purpose: None, offset: 0, limit: 20 };
        let start = Instant::now();
        opened.ask(request, &mut std::io::empty())?;
        times.push(start.elapsed());
    }
    tell_searches("search", times);
    println!("memory at most                                  {:>9} MB", peak_memory());
    proven(&mut opened)?;
    verified(&mut opened)?;
    opened.close()?;
    let start = Instant::now();
    casework::wipe(&case)?;
    println!("wiped                                           {:>9.0} ms", milliseconds(start.elapsed()));
    Ok(())
}

/// The oldest entries that a page of the log shows, each proven with its fields hidden.
fn proven(case: &mut Case) -> Outcome<()> {
    let request = Request::Log { document: None, offset: 0, limit: N_PROOFS };
    let Answer::Log { rows, .. } = case.ask(request, &mut std::io::empty())?.answer else {
        return Err("no log".into());
    };
    let mut times = Vec::new();
    for row in rows {
        let (recipient, purpose) = ("a court".to_owned(), "to measure".to_owned());
        let request = Request::Prove { entry: row.hash, fields: Vec::new(), recipient, purpose };
        let start = Instant::now();
        case.ask(request, &mut std::io::empty())?;
        times.push(start.elapsed());
    }
    println!("an entry proven, median of {N_PROOFS}                   {:>9.0} ms", percentile(times, 50));
    Ok(())
}

/// Signatures, chains and a second fold; the originals of this case are named and not there, so every one is missing.
fn verified(case: &mut Case) -> Outcome<()> {
    let (start, before) = (Instant::now(), processor_time());
    let request = Request::Verify { against: None };
    let Answer::Verified(verified) = case.ask(request, &mut std::io::empty())?.answer else {
        return Err("not verified".into());
    };
    println!(
        "verified, with a second fold compared           {:>9.1} s; processor {:.1} s; memory at most {} MB; {} notes",
        start.elapsed().as_secs_f64(),
        processor_time() - before,
        peak_memory(),
        verified.notes.len()
    );
    Ok(())
}

/// Words of every frequency, alone and in pairs. They are written apart, so that no name of a person is met: that would be an entry.
fn queries() -> Vec<String> {
    let mut words = Words(7_777_777);
    (0..N_SEARCHES)
        .map(|n| if n % 2 == 0 { words.word() } else { format!("{} {}", words.word(), words.word()) })
        .filter(|query| !query.is_empty())
        .collect()
}

fn plain(folder: &Path, n: usize) -> Outcome<()> {
    let file = folder.join("plain.db");
    drop(std::fs::remove_file(&file));
    let mut connection = open_plain(&file)?;
    let (mut words, start) = (Words(88_172_645_463_325_252), Instant::now());
    let transaction = connection.transaction()?;
    for number in 0..n {
        let (record, text) = record(&mut words);
        let number = i64::try_from(number)?;
        transaction.prepare_cached("INSERT INTO documents VALUES (?1, ?2, ?3)")?.execute((
            number,
            format!("{number}.txt"),
            record,
        ))?;
        transaction.prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?.execute((number, text))?;
    }
    transaction.commit()?;
    rate("plain SQLite: the same texts in one transaction", n, start);
    let mut times = Vec::new();
    for query in queries() {
        let start = Instant::now();
        let sql =
            "SELECT d.name, snippet(words, 0, '[', ']', '', 20) FROM words JOIN documents d ON d.number = words.rowid
                   WHERE words MATCH ?1 ORDER BY rank LIMIT 20";
        let mut found = connection.prepare_cached(sql)?;
        let rows = found.query_map([query], |row| row.get::<_, String>(1))?;
        rows.collect::<Result<Vec<_>, _>>()?;
        times.push(start.elapsed());
    }
    tell_searches("plain SQLite: search", times);
    Ok(())
}

fn tell_searches(what: &str, times: Vec<Duration>) {
    let (p50, p99) = (percentile(times.clone(), 50), percentile(times, 99));
    println!("{what}, {N_SEARCHES} queries: p50 {p50:.1} ms, p99 {p99:.1} ms");
}

fn rate(what: &str, n: usize, start: Instant) {
    let elapsed = start.elapsed();
    println!("{what:<47} {:>9.1} s   {:.0}/s", elapsed.as_secs_f64(), n as f64 / elapsed.as_secs_f64());
}

fn percentile(mut times: Vec<Duration>, percent: usize) -> f64 {
    times.sort_unstable();
    times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied().map_or(0.0, milliseconds)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Most memory that this process had at a time, MB.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1000
}

/// Processor time of this process until now, s: on a busy computer it says more than the clock.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}
