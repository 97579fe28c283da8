//! From one file to its reading, whatever the file does.

use crate::commands::READ_WORKER;
use document::{Document, Problem};
use domain::Reading;
use pipeline::{Reader, Tools};
use proposals::Readers;
use reading::worker::Room;
use std::cell::RefCell;
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Reads one file after another; one per thread.
pub struct DocumentReader<'a> {
    tools: &'a Tools,
    reader: Reader<'a>,
    readers: &'a Readers,
    room: Room,
}

/// The file could not be opened or read to its end.
const UNREADABLE: &str = "unreadable-file";
/// A bug of ours; the document is kept, what it says is not known.
const CRASHED: &str = "reading-crashed";
/// A bug of ours in an optional reader; the reading is whole without it.
const PROPOSALS_CRASHED: &str = "proposals-crashed";

impl<'a> DocumentReader<'a> {
    /// A reader with caches of its own; `readers` are asked about what it has read.
    pub fn new(tools: &'a Tools, readers: &'a Readers) -> DocumentReader<'a> {
        // A program that cannot find itself cannot start the child either; the room then says so for each document.
        let program = std::env::current_exe().unwrap_or_default();
        let room = Room::new(program, [READ_WORKER]);
        DocumentReader { tools, reader: Reader::new(tools), readers, room }
    }

    /// What the file at `path` says. Never fails: what went wrong is a problem of the reading.
    pub fn read(&mut self, path: &Path) -> Reading {
        let parsed = self.parse(path);
        self.code(parsed)
    }

    /// What a document of a case says; `shown` is its name there.
    pub fn read_bytes(&mut self, bytes: Vec<u8>, shown: &str) -> Reading {
        let parsed = self.parse_bytes(bytes, shown);
        self.code(parsed)
    }

    /// The reading of a document whose bytes could not even be had.
    pub fn unreadable(shown: &str, why: &str) -> Reading {
        let document = Document { path: shown.to_owned(), ..Document::default() };
        Reading { document, problems: vec![Problem::new(UNREADABLE, why)], ..Reading::default() }
    }

    fn code(&mut self, (document, problems): (Document, Vec<Problem>)) -> Reading {
        if problems.iter().any(is_fatal) {
            return Reading { document, problems, ..Reading::default() };
        }
        let kept = document.clone();
        match catch_unwind(AssertUnwindSafe(|| self.reader.read(document, problems.clone()))) {
            Ok(reading) => self.proposed(reading),
            Err(_) => {
                // The caches may be half changed.
                self.reader = Reader::new(self.tools);
                let problems = problems.into_iter().chain([crashed(CRASHED)]).collect();
                Reading { document: kept, problems, ..Reading::default() }
            }
        }
    }

    /// The reading with what optional readers propose. Whatever they do, what was read stays.
    fn proposed(&self, mut reading: Reading) -> Reading {
        if catch_unwind(AssertUnwindSafe(|| self.readers.propose(&mut reading))).is_err() {
            reading.problems.push(crashed(PROPOSALS_CRASHED));
        }
        reading
    }

    /// The document alone, read in a child process where the system knows how to confine one.
    fn parse(&mut self, path: &Path) -> (Document, Vec<Problem>) {
        let shown = path.display().to_string();
        match bytes(path) {
            Ok(bytes) => self.parse_bytes(bytes, &shown),
            Err(error) => {
                let problem =
                    Problem::new(UNREADABLE, format!("the file cannot be read: {error}; check path and rights"));
                (Document { path: shown, ..Document::default() }, vec![problem])
            }
        }
    }

    fn parse_bytes(&mut self, bytes: Vec<u8>, shown: &str) -> (Document, Vec<Problem>) {
        if cfg!(unix) {
            return self.room.read(bytes, shown, None);
        }
        catch_unwind(|| reading::read(&bytes, shown, None))
            .unwrap_or_else(|_| (Document { path: shown.to_owned(), ..Document::default() }, vec![crashed(CRASHED)]))
    }
}

/// Whether the problem means that nothing of the document was read.
pub fn is_fatal(problem: &Problem) -> bool {
    [UNREADABLE, CRASHED].contains(&problem.code.as_str()) || reading::is_fatal(problem)
}

/// The file's bytes; one more than the reader takes, when it is longer, so that the reader can refuse it.
fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(reading::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

thread_local! {
    /// Where in the program the last panic of this thread happened.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics off the terminal: their messages may quote the document. The place goes into the record.
pub fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        PLACE.with_borrow_mut(|kept| *kept = place);
    }));
}

fn crashed(code: &str) -> Problem {
    let place = PLACE.with_borrow(String::clone);
    Problem::new(code, format!("the program failed on this document, at {place}; please report it with that place"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_leaves_its_place_and_not_its_words() {
        keep_panics_quiet();
        assert!(catch_unwind(|| panic!("words of a document")).is_err());
        let problem = crashed(CRASHED);
        drop(std::panic::take_hook());
        assert!(problem.message.contains("document_reader.rs:"), "{}", problem.message);
        assert!(!problem.message.contains("words of a document"));
        assert!(is_fatal(&problem));
    }
}
