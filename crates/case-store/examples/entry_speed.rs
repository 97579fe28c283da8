//! How fast the store is on this disk: an acknowledged entry beside a bare fsync, a large case opened, read and verified.
//!
//! `cargo run --profile quick -p case-store --example entry_speed -- [ENTRIES] [FOLDER]`
#![allow(clippy::print_stdout, reason = "an example that prints what it measures")]

use case_store::keys::{Effort, NewMember};
use case_store::{DeviceId, Draft, Kind, Opener, Outside, Store, SystemRandomness};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

const PASSPHRASE: &str = "three grey herons argued over the ferry timetable";
const DEVICE: DeviceId = DeviceId::from_bytes([5; 16]);
const N_SINGLE: usize = 300;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let n_entries: usize = arguments.next().map_or(Ok(100_000), |n| n.parse())?;
    let folder = tempfile::Builder::new().tempdir_in(arguments.next().unwrap_or_else(|| ".".to_owned()))?;
    let store = create(folder.path())?;
    compare_with_fsync(store, folder.path())?;
    large_case(folder.path(), n_entries)
}

fn create(folder: &Path) -> Outcome<Store> {
    let start = Instant::now();
    let founder = NewMember::new(PASSPHRASE, Effort::USUAL, &mut SystemRandomness)?;
    println!("passphrase to key              {:>9.0} ms", milliseconds(start.elapsed()));
    Ok(Store::create(Outside::on_disk(folder), founder, DEVICE, "saksi", None)?)
}

/// Appends and bare writes in turn, so that both see the same load.
fn compare_with_fsync(mut store: Store, folder: &Path) -> Outcome<()> {
    let mut file = std::fs::File::create(folder.join("bare"))?;
    let (mut bare, mut entries) = (Vec::new(), Vec::new());
    for n in 0..N_SINGLE {
        let start = Instant::now();
        file.write_all(&[7; 1024])?;
        file.sync_data()?;
        bare.push(start.elapsed());
        let draft = judgement(&mut store, n);
        let start = Instant::now();
        store.append(&draft)?;
        entries.push(start.elapsed());
    }
    let (bare, entry) = (median(bare), median(entries));
    println!("bare fsync of 1 kB, p50        {bare:>9.2} ms");
    println!("acknowledged entry, p50        {entry:>9.2} ms   {:.2} x", entry / bare);
    Ok(store.close()?)
}

fn large_case(folder: &Path, n_entries: usize) -> Outcome<()> {
    let mut store = open(folder)?;
    let start = Instant::now();
    for first in (0..n_entries).step_by(500) {
        let drafts: Vec<Draft> = (first..n_entries.min(first + 500)).map(|n| judgement(&mut store, n)).collect();
        store.append_all(&drafts)?;
    }
    rate("appended in batches of 500", n_entries, start);
    let start = Instant::now();
    store.close()?;
    println!("closed                         {:>9.0} ms", milliseconds(start.elapsed()));
    let start = Instant::now();
    let store = open(folder)?;
    println!("opened, with the passphrase    {:>9.0} ms", milliseconds(start.elapsed()));
    let start = Instant::now();
    let n_read =
        store.entries().filter(|entry| entry.as_ref().is_ok_and(|entry| entry.text("verdict").is_some())).count();
    rate("read in order", n_read, start);
    let start = Instant::now();
    let report = store.verify(&mut |_| ())?;
    rate("verified", usize::try_from(report.n_entries)?, start);
    let start = Instant::now();
    let last = store.entries().last().ok_or("no entry")??;
    store.prove(last.hash, &["verdict"])?;
    println!("last entry proven              {:>9.0} ms", milliseconds(start.elapsed()));
    assert!(report.findings.is_empty());
    Ok(())
}

fn open(folder: &Path) -> Outcome<Store> {
    Ok(Store::open(Outside::on_disk(folder), Opener::Passphrase(PASSPHRASE), DEVICE)?)
}

fn judgement(store: &mut Store, n: usize) -> Draft {
    let draft = Draft::new(Kind::Judgement, store.new_record()).with("verdict", "accept");
    draft.with("of", format!("act {n}")).with("reason", "read twice, by two people, and compared with the original")
}

fn rate(what: &str, n: usize, start: Instant) {
    let elapsed = start.elapsed();
    println!("{what:<30} {:>9.0} ms   {:.0} entries/s", milliseconds(elapsed), n as f64 / elapsed.as_secs_f64());
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    milliseconds(times[times.len() / 2])
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
