//! The annex: every document and passage that was cited, with its hash, and how anybody can check it without this program.

use crate::citing::Citing;
use crate::naming::one_line;
use crate::when;
use crate::words::{t, with};
use disclosure::Document;
use paper::{Block, Column, Face, Run};

/// The annex, on a page of its own.
pub fn annex(citing: &Citing<'_>) -> Vec<Block> {
    if citing.documents().is_empty() {
        return Vec::new();
    }
    vec![
        Block::PageBreak,
        Block::heading(1, &t("h-annex")),
        Block::heading(2, &t("h-documents")),
        Block::Small { runs: vec![Run::text(&t("documents-intro"))] },
        documents(citing),
        Block::heading(2, &t("h-passages")),
        Block::Small { runs: vec![Run::text(&t("passages-intro"))] },
        passages(citing),
        Block::heading(2, &t("h-check")),
        how_to_check(citing),
    ]
}

fn column(key: &str, share: u16) -> Column {
    Column { title: t(key), share, numbers: false }
}

/// The documents that were cited, as a table.
pub fn documents(citing: &Citing<'_>) -> Block {
    let rows = citing.documents().iter().enumerate().map(|(at, id)| {
        let document = citing.look.document(id);
        let published = document.map(|document| when::short(document.published)).unwrap_or_default();
        vec![
            vec![Run::text(&format!("D{}", at + 1))],
            document.map(title).unwrap_or_default(),
            vec![Run::text(&published)],
            document.map(hash).unwrap_or_default(),
        ]
    });
    Block::Table {
        caption: t("table-documents"),
        columns: vec![
            column("col-document", 2),
            column("col-title", 12),
            column("col-published", 5),
            column("col-hash", 11),
        ],
        rows: rows.collect(),
    }
}

fn title(document: &Document) -> Vec<Run> {
    if document.withheld {
        return vec![Run::faced(&t("title-withheld"), Face::Missing)];
    }
    let title = document.title.as_deref().map_or_else(|| t("untitled"), one_line);
    let mut parts: Vec<String> = Vec::new();
    for origin in document.publisher.iter().chain(&document.origin).map(|name| one_line(name)) {
        if !parts.contains(&origin) {
            parts.push(origin);
        }
    }
    parts.extend(document.address.clone());
    let mut runs = vec![Run::faced(&title, Face::Strong)];
    if !parts.is_empty() {
        runs.push(Run::text(&format!(". {}", parts.join("; "))));
    }
    if let Some(entry) = &document.entry {
        runs.push(Run::text(&format!(". {}", with("entry-of", &[("entry", "")]))));
        runs.push(Run::faced(entry, Face::Code));
    }
    runs
}

fn hash(document: &Document) -> Vec<Run> {
    match &document.sha256 {
        Some(sha256) => digits(sha256.trim_start_matches("sha256:")),
        None => {
            let mut runs = vec![Run::text(&format!("{}: ", t("hash-keyed")))];
            runs.extend(digits(&document.hash));
            runs
        }
    }
}

/// Digits in groups of eight, so that they break where a line ends and can be compared by eye.
pub fn grouped(hash: &str) -> String {
    let (scheme, digits) = hash.split_once(':').map_or(("", hash), |(scheme, digits)| (scheme, digits));
    let letters: Vec<char> = digits.chars().collect();
    let groups: Vec<String> = letters.chunks(8).map(|group| group.iter().collect()).collect();
    let scheme = if scheme.is_empty() || scheme == "sha256" { String::new() } else { format!("{scheme} ") };
    format!("{scheme}{}", groups.join(" "))
}

fn digits(hash: &str) -> Vec<Run> {
    vec![Run::faced(&grouped(hash), Face::Code)]
}

fn passages(citing: &Citing<'_>) -> Block {
    let rows = citing.passages().iter().enumerate().map(|(at, passage)| {
        let number = citing.number_of(&passage.document);
        let place = match passage.span {
            Some([first, last]) => format!("{number}, {first}–{last}"),
            None => number,
        };
        vec![vec![Run::text(&format!("P{}", at + 1))], vec![Run::text(&place)], digits(&passage.hash)]
    });
    Block::Table {
        caption: t("table-passages"),
        columns: vec![column("col-passage", 2), column("col-where", 5), column("col-passage-hash", 27)],
        rows: rows.collect(),
    }
}

/// How anybody checks documents, passages and entries offline.
fn how_to_check(citing: &Citing<'_>) -> Block {
    let is_keyed = citing.passages().iter().any(|passage| passage.hash.starts_with("hmac"))
        || citing.documents().iter().any(|id| citing.look.document(id).is_some_and(|one| one.sha256.is_none()));
    let mut keys = vec!["check-original", "check-passage"];
    if is_keyed {
        keys.push("check-keyed");
    }
    keys.push("check-entry");
    Block::List { ordered: true, items: keys.into_iter().map(|key| vec![Run::text(&t(key))]).collect() }
}
