//! `saksi person`: enters what no document says of a person.

use super::consent::chosen;
use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::session::unexpected;
use crate::terminal::short;
use casework::{Answer, Request, Sort, Target};

const HELP: &str = include_str!("../../texts/person.txt");
const OPTIONS: Options = Options { command: "person", flags: &[], valued: &["reason"] };
const NOT_ENTERED: &str = "nothing was entered";
const FIELDS: [&str; 10] = [
    "birth_date",
    "age",
    "gender",
    "nationality",
    "occupation",
    "residence",
    "contact",
    "defender",
    "defender_work",
    "minor",
];

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => enter(&arguments),
        None => say(HELP),
    }
}

fn enter(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let [action, who, pairs @ ..] = arguments.words.as_slice() else {
        return Err(CommandError::usage("write: saksi person CASE set WHO FIELD=VALUE", "person"));
    };
    if action != "set" || pairs.is_empty() {
        return Err(CommandError::usage("write: saksi person CASE set WHO FIELD=VALUE", "person"));
    }
    let changes = pairs.iter().map(|pair| changed(pair)).collect::<Result<Vec<_>, _>>()?;
    let mut session = arguments.case.open("person")?;
    let id = chosen(&mut session, who, "person")?;
    let answer = session.ask(NOT_ENTERED, Request::Identity { sort: Sort::People, wanted: id })?;
    let Answer::Identity(shown) = answer else { return Err(unexpected()) };
    let places = shown.spellings.iter().flat_map(|(_, places)| places);
    let place = places.min().ok_or_else(unexpected)?;
    let of = Target { document: place.document.clone(), part: Some(place.part.clone()) };
    let request = Request::Amend { of, changes, passages: Vec::new(), reason: arguments.value("reason") };
    let answer = session.ask(NOT_ENTERED, request)?;
    session.close()?;
    let Answer::Entry { entry } = answer else { return Err(unexpected()) };
    let (folder, entry) = (arguments.case.folder("person")?.display(), short(&entry));
    say(&format!("recorded as {entry}; to take it back: saksi undo {folder} {entry}\n"))
}

fn changed(pair: &str) -> Result<(String, String), CommandError> {
    let fits = pair.split_once('=').filter(|(field, _)| FIELDS.contains(field));
    let (field, value) = fits.ok_or_else(|| {
        CommandError::usage(
            format!("what is entered is FIELD=VALUE, and the fields are {}", FIELDS.join(", ")),
            "person",
        )
    })?;
    Ok((field.to_owned(), value.trim().to_owned()))
}
