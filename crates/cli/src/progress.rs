//! How far a command is, on one line of the terminal, with an estimate of what is left.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// A progress line on standard error; silent when nobody looks.
pub struct Progress {
    total: usize,
    done: usize,
    started: Instant,
    shown: Option<Instant>,
    silent: bool,
}

const BAR_WIDTH: usize = 24;
/// Time between two drawings.
const PAUSE: Duration = Duration::from_millis(120);

impl Progress {
    /// A line for `total` documents.
    pub fn new(total: usize, silent: bool) -> Progress {
        let silent = silent || !std::io::stderr().is_terminal();
        let mut progress = Progress { total, done: 0, started: Instant::now(), shown: None, silent };
        progress.draw();
        progress
    }

    /// One more document is done.
    pub fn step(&mut self) {
        self.done += 1;
        if self.shown.is_none_or(|shown| shown.elapsed() >= PAUSE) {
            self.draw();
        }
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
        eprint!("\r\x1b[K{}", line(self.done, self.total, self.started.elapsed()));
        let _closed = std::io::stderr().flush();
    }
}

fn line(done: usize, total: usize, elapsed: Duration) -> String {
    let filled = (done * BAR_WIDTH).checked_div(total).unwrap_or(BAR_WIDTH);
    let bar = "=".repeat(filled) + &" ".repeat(BAR_WIDTH - filled.min(BAR_WIDTH));
    let left =
        if done == 0 { String::new() } else { format!(", about {} left", words(estimate(done, total, elapsed))) };
    format!("[{bar}] {done} of {total} documents{left}")
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
        let line = line(25, 100, Duration::from_secs(60));
        assert_eq!(line, "[======                  ] 25 of 100 documents, about 3 min left");
    }

    #[test]
    fn nothing_done_is_no_estimate() {
        assert!(super::line(0, 3, Duration::ZERO).ends_with("0 of 3 documents"));
        assert!(super::line(0, 0, Duration::ZERO).ends_with("0 of 0 documents"));
    }
}
