//! Prints one JSON line a file: path, text, furniture, origin, published. For `eval/bodies/score.py` and for looking.
//!
//! With `--room` the files are read in a confined child process, which is this program again.

use reading::worker::{Room, run};
use serde_json::json;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "read").collect();
    if arguments.first().is_some_and(|argument| argument == "read-worker") {
        return run();
    }
    let in_room = arguments.first().is_some_and(|argument| argument == "--room");
    let mut room = Room::new(std::env::current_exe()?, ["read-worker"]);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in arguments.drain(usize::from(in_room)..) {
        let bytes = std::fs::read(&path)?;
        let (document, problems) =
            if in_room { room.read(bytes, &path, None) } else { reading::read(&bytes, &path, None) };
        let line = json!({ "document": {
            "path": document.path, "title": document.title, "language": document.language, "byline": document.byline,
            "publisher": document.publisher, "origin": document.origin, "published": document.published,
            "date_evidence": document.date_evidence, "text": document.text, "furniture": document.furniture },
            "problems": problems.iter().map(|problem| &problem.code).collect::<Vec<_>>() });
        writeln!(out, "{line}")?;
    }
    Ok(())
}
