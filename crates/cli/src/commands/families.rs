//! `saksi families`: which texts are copies of one another, or share passages.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::layout::wrapped;
use crate::phrases::{Phrases, place};
use crate::session::unexpected;
use crate::terminal::{count, line, printable};
use askama::Template;
use casework::shown::FamilyShown;
use casework::{Answer, FamilyKind, Request};

const HELP: &str = include_str!("../../texts/families.txt");
const OPTIONS: Options = Options { command: "families", flags: &[], valued: &[] };
/// More passages of one family are not shown.
const MAX_PASSAGES: usize = 5;

/// Shows all of them.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => families(&arguments),
        None => say(HELP),
    }
}

/// Ready lines; the template puts them in order.
#[derive(Template)]
#[template(path = "families.txt", escape = "none")]
struct Page {
    n_documents: String,
    families: Vec<Entry>,
}

struct Entry {
    heading: String,
    documents: Vec<String>,
    passages: Vec<String>,
}

fn families(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let phrases = Phrases::load()?;
    let mut session = arguments.case.open("families")?;
    let answer = session.ask("the families cannot be shown", Request::Families { offset: 0, limit: u32::MAX })?;
    session.close()?;
    let Answer::Families { families, n_documents, .. } = answer else { return Err(unexpected()) };
    let page = Page {
        n_documents: count(n_documents as i64, "document", "documents"),
        families: families.iter().map(|family| entry(family, &phrases)).collect(),
    };
    say(&wrapped(&printable(&page.render().unwrap_or_default())))
}

fn entry(family: &FamilyShown, phrases: &Phrases) -> Entry {
    let kind = match family.kind {
        FamilyKind::Copy => phrases.text("family.copy"),
        FamilyKind::SharedPassages => phrases.text("family.shared-passages"),
    };
    let documents = family.documents.iter().enumerate().map(|(idx, one)| format!("{}  {}", idx + 1, place(one)));
    let mut passages: Vec<String> = (family.passages.iter().take(MAX_PASSAGES))
        .map(|(words, of)| {
            let of: Vec<String> = of.iter().map(|idx| (idx + 1).to_string()).collect();
            format!("in {}  “{}”", of.join(", "), line(words, 240))
        })
        .collect();
    let more = family.passages.len().saturating_sub(MAX_PASSAGES);
    if more > 0 {
        passages.push(format!("and {}", count(more as i64, "more passage", "more passages")));
    }
    Entry {
        heading: crate::layout::at_both_ends(&format!("{} {kind}", family.documents.len()), &family.id),
        documents: documents.collect(),
        passages,
    }
}
