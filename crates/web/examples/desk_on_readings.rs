//! The desk over readings that were made before (`saksi read`): pages can be looked at without the language model.
//!
//! `cargo run -p web --example desk_on_readings -- READINGS.jsonl...`: a case in a temporary folder, each line a document; prints a
//! link for each time that Enter is pressed. Nothing of it is kept.

use casework::{Answer, Case, Effort, ReadBy, Refusal, Registration, Reply, Request};
use codebook::Codebook;
use std::error::Error;
use std::io::{BufRead, Write};
use std::sync::{Arc, Mutex};
use web::{Asks, Reads};

struct Kept(Mutex<Case>);

impl Asks for Kept {
    fn ask(&self, request: Request, mut body: &[u8]) -> Result<Reply, Refusal> {
        let mut case = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        case.ask(request, &mut body)
    }
}

struct NobodyReads;

impl Reads for NobodyReads {
    fn start(&self) -> std::io::Result<()> {
        Ok(())
    }

    fn is_reading(&self) -> bool {
        false
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let case = Case::create(
        &folder.path().join("case"),
        "nine grey herons over the quiet harbour mill",
        Effort::FLOOR,
        "saksi example",
    )?;
    let kept = Arc::new(Kept(Mutex::new(case)));
    for file in std::env::args().skip(1) {
        for line in std::fs::read_to_string(file)?.lines() {
            add(&kept, line)?;
        }
    }
    let asked: Arc<dyn Asks> = Arc::clone(&kept) as Arc<dyn Asks>;
    let serving = web::serve(asked, Box::new(NobodyReads), Codebook::builtin()?)?;
    let desk = serving.desk();
    let mut out = std::io::stdout();
    writeln!(out, "{}", desk.link())?;
    std::thread::spawn(move || {
        for _ in std::io::stdin().lock().lines() {
            let _closed = writeln!(std::io::stdout(), "{}", desk.link());
        }
    });
    serving.run()?;
    Ok(())
}

fn add(kept: &Kept, line: &str) -> Result<(), Box<dyn Error>> {
    let reading: serde_json::Value = serde_json::from_str(line)?;
    let text = reading["document"]["text"].as_str().unwrap_or_default();
    let name = reading["document"]["path"].as_str().unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or_default().to_owned();
    let registration = Registration { name, ..Registration::default() };
    let Answer::Registered { document, .. } = kept.ask(Request::Register(registration), text.as_bytes())?.answer else {
        return Err("not registered".into());
    };
    let Answer::Original { sha256 } = kept.ask(Request::Original { document: document.clone() }, &[])?.answer else {
        return Err("no original".into());
    };
    let read_by = ReadBy { program: "saksi".to_owned(), ..ReadBy::default() };
    kept.ask(Request::Record { document, sha256, read_by, problems: Vec::new() }, line.as_bytes())?;
    Ok(())
}
