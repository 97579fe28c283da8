//! How far a command is, on one line of the terminal, with an estimate of what is left.

use casework::{Doing, Step};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// A progress line on standard error; silent when nobody looks.
pub struct Progress {
    total: usize,
    done: usize,
    started: Instant,
    shown: Option<Instant>,
    silent: bool,
    unit: &'static str,
}

const BAR_WIDTH: usize = 24;
/// Time between two drawings.
const PAUSE: Duration = Duration::from_millis(120);

impl Progress {
    /// A line for `total` documents.
    pub fn new(total: usize, silent: bool) -> Progress {
        let silent = silent || !std::io::stderr().is_terminal();
        let unit = "documents";
        let mut progress = Progress { total, done: 0, started: Instant::now(), shown: None, silent, unit };
        progress.draw();
        progress
    }

    /// One more document is done.
    pub fn step(&mut self) {
        self.done += 1;
        self.draw_now_and_then();
    }

    /// A case says how far it is.
    pub fn tell(&mut self, step: Step) {
        let (unit, size) = match step.doing {
            Doing::Entries => ("entries checked", 1),
            Doing::Originals => ("originals hashed", 1),
            Doing::Packing => ("MB packed", 1_000_000),
            Doing::Unpacking => ("MB unpacked", 1_000_000),
            Doing::Folding => ("entries compared with the tables", 1),
            Doing::TakingIn => ("entries taken in", 1),
            Doing::Copying => ("originals taken in", 1),
            Doing::Fetching => ("documents fetched", 1),
            Doing::Adding => ("documents added", 1),
            Doing::Rows => ("rows checked", 1),
            Doing::Importing => ("pieces taken in", 1),
            Doing::Comparing => ("steps of comparing them", 1),
            Doing::Sorting => ("steps of putting them in order", 1),
        };
        if unit != self.unit {
            (self.started, self.unit) = (Instant::now(), unit);
        }
        let whole = |n: u64| usize::try_from(n / size).unwrap_or(usize::MAX);
        (self.done, self.total) = (whole(step.done), whole(step.of));
        self.draw_now_and_then();
    }

    fn draw_now_and_then(&mut self) {
        if self.shown.is_none_or(|shown| shown.elapsed() >= PAUSE) {
            self.draw();
        }
    }

    /// A line that is drawn once a case says how far it is.
    pub fn of_case() -> Progress {
        let silent = !std::io::stderr().is_terminal();
        Progress { total: 0, done: 0, started: Instant::now(), shown: None, silent, unit: "" }
    }

    /// Says something without harming the line.
    pub fn say(&mut self, text: &str) {
        if !self.silent {
            eprint!("\r\x1b[K");
        }
        eprintln!("{text}");
        self.draw();
    }

    /// Takes the line away and says how many documents could not be read, if any.
    pub fn finish(self, n_not_read: usize) {
        if !self.silent {
            eprint!("\r\x1b[K");
        }
        if n_not_read > 0 {
            eprintln!("saksi: {n_not_read} of {} documents could not be read; their records say why", self.total);
        }
    }

    fn draw(&mut self) {
        if self.silent {
            return;
        }
        self.shown = Some(Instant::now());
        eprint!("\r\x1b[K{}", line((self.done, self.total), self.unit, self.started.elapsed()));
        let _closed = std::io::stderr().flush();
    }
}

fn line((done, total): (usize, usize), unit: &str, elapsed: Duration) -> String {
    let filled = (done * BAR_WIDTH).checked_div(total).unwrap_or(BAR_WIDTH);
    let bar = "=".repeat(filled) + &" ".repeat(BAR_WIDTH - filled.min(BAR_WIDTH));
    let left =
        if done == 0 { String::new() } else { format!(", about {} left", words(estimate(done, total, elapsed))) };
    format!("[{bar}] {done} of {total} {unit}{left}")
}

fn estimate(done: usize, total: usize, elapsed: Duration) -> Duration {
    elapsed.mul_f64((total - done.min(total)) as f64 / done.max(1) as f64)
}

fn words(duration: Duration) -> String {
    match duration.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds @ 60..3600 => format!("{} min", seconds.div_ceil(60)),
        seconds => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_estimates_what_is_left() {
        let line = line((25, 100), "documents", Duration::from_secs(60));
        assert_eq!(line, "[======                  ] 25 of 100 documents, about 3 min left");
    }

    #[test]
    fn nothing_done_is_no_estimate() {
        assert!(super::line((0, 3), "documents", Duration::ZERO).ends_with("0 of 3 documents"));
        assert!(super::line((0, 0), "documents", Duration::ZERO).ends_with("0 of 0 documents"));
    }
}
