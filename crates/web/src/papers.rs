//! Papers that are made or were made here: worked on beside the pages, kept in memory for a while, and forgotten with the desk.

use crate::failure::Failure;
use casework::Reported;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The bytes of a paper are forgotten after so long.
const KEPT: Duration = Duration::from_secs(20 * 60);
/// The bytes of so many papers are kept at most.
const MAX_FILES: usize = 8;
/// Of so many papers it is remembered what they were.
const MAX_PAPERS: usize = 40;

/// A paper that is made, or was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// `dossier`, `incidents`, `tally` or `submission`.
    pub kind: String,
    /// `pdf`, `docx` or `html`.
    pub format: String,
    /// How far it is.
    pub state: State,
}

/// How far a paper is.
#[derive(Clone, Debug)]
pub enum State {
    /// It is being made.
    Making,
    /// It is an entry, and its file is here for a while.
    Done(Box<Reported>, Option<Arc<Vec<u8>>>),
    /// It could not be made.
    Failed(Box<Failure>),
}

impl Made {
    /// What was recorded about it.
    pub fn reported(&self) -> Option<&Reported> {
        match &self.state {
            State::Done(reported, _) => Some(reported),
            _ => None,
        }
    }

    /// The beginning of the hash of the file; empty while there is none.
    pub fn hash(&self) -> &str {
        self.reported().and_then(|reported| reported.sha256.get(..12)).unwrap_or_default()
    }

    /// The name of the file: it tells what it is, and of nobody.
    pub fn file_name(&self) -> String {
        format!("saksi-{}.{}", self.kind, self.format)
    }

    /// IANA media type of the file.
    pub fn media_type(&self) -> &'static str {
        match self.format.as_str() {
            "pdf" => "application/pdf",
            "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _ => "text/html; charset=utf-8",
        }
    }
}

/// All papers of a desk, in the order in which they were asked for.
#[derive(Debug, Default)]
pub struct Papers(Mutex<Inside>);

#[derive(Debug, Default)]
struct Inside {
    papers: BTreeMap<u64, (Instant, Made)>,
    last: u64,
}

impl Papers {
    /// One more is made; its number.
    pub fn begin(&self, kind: &str, format: &str) -> u64 {
        let mut inside = self.inside();
        inside.last += 1;
        let number = inside.last;
        let made = Made { kind: kind.to_owned(), format: format.to_owned(), state: State::Making };
        inside.papers.insert(number, (Instant::now(), made));
        while inside.papers.len() > MAX_PAPERS {
            inside.papers.pop_first();
        }
        number
    }

    /// What came of one.
    pub fn end(&self, number: u64, state: State) {
        let mut inside = self.inside();
        if let Some((since, made)) = inside.papers.get_mut(&number) {
            (*since, made.state) = (Instant::now(), state);
        }
        inside.forget(Instant::now());
    }

    /// One of them.
    pub fn get(&self, number: u64) -> Option<Made> {
        let mut inside = self.inside();
        inside.forget(Instant::now());
        inside.papers.get(&number).map(|(_, made)| made.clone())
    }

    /// Those that are entries, the last one first.
    pub fn done(&self) -> Vec<(u64, Made)> {
        let mut inside = self.inside();
        inside.forget(Instant::now());
        let done = inside.papers.iter().rev().filter(|(_, (_, made))| made.reported().is_some());
        done.map(|(number, (_, made))| (*number, made.clone())).collect()
    }

    /// Forgets all of them, as when the case is locked.
    pub fn clear(&self) {
        self.inside().papers.clear();
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    /// Files that are too old, or too many.
    fn forget(&mut self, now: Instant) {
        let mut n_files = 0;
        for (since, made) in self.papers.values_mut().rev() {
            if let State::Done(_, file) = &mut made.state {
                n_files += usize::from(file.is_some());
                if n_files > MAX_FILES || now.saturating_duration_since(*since) > KEPT {
                    *file = None;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_forgotten_after_a_while_and_hashes_are_not() {
        let papers = Papers::default();
        for _ in 0..(MAX_FILES + 2) {
            let number = papers.begin("tally", "pdf");
            let reported = Reported { sha256: "00".to_owned(), ..Reported::default() };
            papers.end(number, State::Done(Box::new(reported), Some(Arc::new(vec![1]))));
        }
        let has_file = |made: &Made| matches!(&made.state, State::Done(_, Some(_)));
        assert_eq!(papers.done().iter().filter(|(_, made)| has_file(made)).count(), MAX_FILES);
        assert_eq!(papers.done().len(), MAX_FILES + 2);
        papers.inside().forget(Instant::now() + KEPT + Duration::from_secs(1));
        assert!(papers.done().iter().all(|(_, made)| !has_file(made) && made.reported().is_some()));
        papers.clear();
        assert!(papers.done().is_empty());
    }
}
