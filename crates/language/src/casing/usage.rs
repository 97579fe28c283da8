//! How English words are usually written.

use std::collections::HashMap;
use std::sync::OnceLock;

/// One word of the list.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// log2 of how much oftener it is capitalised than small, -7 to 7.
    pub capitals: i8,
    /// log2 of its uses.
    pub uses: u8,
    /// Whether it is mostly written in capitals.
    pub acronym: bool,
}

/// How a word in small letters is usually written, when it is in the list.
pub fn of(lower: &str) -> Option<Usage> {
    static LIST: OnceLock<HashMap<&str, Usage>> = OnceLock::new();
    LIST.get_or_init(|| parse(include_str!("../../data/capital_words.tsv"))).get(lower).copied()
}

fn parse(table: &'static str) -> HashMap<&'static str, Usage> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let word = cells.next()?;
        let (capitals, uses) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        Some((word, Usage { capitals, uses, acronym: cells.next() == Some("yes") }))
    })
    .collect()
}
