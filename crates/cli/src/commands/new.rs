//! `saksi new`: makes a case.

use super::{Outcome, say, usage};
use crate::CommandError;
use crate::error::ErrorKind;
use crate::passphrase::{ask, is_somebody_there};
use crate::session::{CaseChoice, harden};
use casework::{Case, Effort};
use lexopt::prelude::{Long, Short, Value};
use std::io::BufRead;
use zeroize::Zeroizing;

const HELP: &str = include_str!("../../texts/new.txt");
const NOT_MADE: &str = "no case was made";

struct Request {
    case: CaseChoice,
    effort: Effort,
    shares: bool,
}

/// Makes the case that the arguments name.
pub fn run(arguments: lexopt::Parser) -> Result<Outcome, CommandError> {
    match request(arguments)? {
        Some(request) => new(&request),
        None => say(HELP),
    }
}

fn request(mut arguments: lexopt::Parser) -> Result<Option<Request>, CommandError> {
    let mut request = Request { case: CaseChoice::default(), effort: Effort::USUAL, shares: true };
    let wrong = |error| usage(error, "new");
    while let Some(argument) = arguments.next().map_err(wrong)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("less-memory") => request.effort = Effort::FLOOR,
            Long("no-shares") => request.shares = false,
            Long(name) => {
                let name = name.to_owned();
                if !request.case.unlocking.take(&name, &mut arguments).map_err(wrong)? {
                    return Err(usage(Long(&name).unexpected(), "new"));
                }
            }
            Value(folder) if request.case.folder.is_none() => request.case.folder = Some(folder.into()),
            other => return Err(usage(other.unexpected(), "new")),
        }
    }
    request.case.folder("new")?;
    Ok(Some(request))
}

fn new(request: &Request) -> Result<Outcome, CommandError> {
    let folder = request.case.folder("new")?;
    harden();
    let passphrase = match request.case.unlocking.given()? {
        Some(passphrase) => passphrase,
        None => chosen()?,
    };
    let refused = |refusal| CommandError::refused(NOT_MADE, refusal);
    let program = concat!("saksi ", env!("CARGO_PKG_VERSION"));
    let mut case = Case::create(folder, &passphrase, request.effort, program).map_err(refused)?;
    let shares = if request.shares && is_somebody_there() { rehearsed(&mut case)? } else { false };
    case.close().map_err(|refusal| CommandError::refused("the case was made but not closed in good order", refusal))?;
    let folder = folder.display();
    let without = if shares { String::new() } else { format!("{WITHOUT_SHARES}saksi member shares {folder}\n") };
    say(&format!("made the case {folder}\n{without}next: saksi add {folder} FILE...\n"))
}

const WITHOUT_SHARES: &str =
    "no recovery shares were made: if the passphrase is lost, nobody can open this case\nto make some: ";

/// The passphrase that is offered, or one of one's own.
fn chosen() -> Result<Zeroizing<String>, CommandError> {
    if !is_somebody_there() {
        return ask("");
    }
    let offered = casework::generate_passphrase();
    eprintln!(
        "A passphrase made by chance; write it down and keep it apart from this computer:\n\n    {}\n",
        &*offered
    );
    let typed = ask("Type it to use it, or type one of your own: ")?;
    let again = if same(&typed, &offered) { typed.clone() } else { ask("The same once more: ")? };
    if !same(&typed, &again) {
        let hint = "run the command again";
        return Err(CommandError::new(ErrorKind::Case(NOT_MADE), "the two passphrases are not the same", hint));
    }
    Ok(typed)
}

fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// Shows three shares and lets two be typed in again.
pub fn rehearsed(case: &mut Case) -> Result<bool, CommandError> {
    let shares =
        case.make_shares().map_err(|refusal| CommandError::refused("no recovery shares were made", refusal))?;
    eprintln!(
        "\nThree recovery shares. Any two of them open the case. Write each on its own paper and keep them in different places."
    );
    for (number, share) in (1..).zip(&shares) {
        eprintln!("\n  share {number}: {}", &**share);
    }
    eprintln!(
        "\nTo be sure that they are written down well, type two of them, each on one line (an empty line leaves it out)."
    );
    let mut typed = std::io::stdin().lock().lines();
    for number in 1..=2 {
        eprint!("share {number} of your choice: ");
        loop {
            let line = Zeroizing::new(typed.next().and_then(Result::ok).unwrap_or_default());
            if line.trim().is_empty() {
                eprintln!("left out; what was not rehearsed may be written down wrongly");
                return Ok(true);
            }
            if shares.iter().any(|share| same(share, &line)) {
                break;
            }
            eprint!("this is none of the three; look again: ");
        }
    }
    Ok(true)
}
