//! Prints a paper of the invented case as JSON: `cargo run -p drafting --example paper_sample -- dossier|incidents|tally|submission [FORM] [PURPOSE]`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "../src/sample.rs"]
mod sample;

use drafting::forms::Forms;
use drafting::{Kind, Wanted, draft};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let word = |at: usize, default: &str| arguments.get(at).cloned().unwrap_or_else(|| default.to_owned());
    let kind = Kind::from_word(&word(0, "dossier")).ok_or("which paper?")?;
    let purpose = disclosure::Purpose::from_word(&word(2, "partner")).ok_or("what for?")?;
    let disclosed = sample::disclosed(purpose);
    let person = disclosed.persons().iter().find(|one| !one.is_official()).map(|one| one.id.clone());
    let wanted = Wanted { kind, person, form: Some(word(1, "special-procedures")), ..Wanted::default() };
    let draft = draft(&disclosed, &wanted, &Forms::builtin()?)?;
    println!("{}", serde_json::to_string(&draft.paper)?);
    for one in draft.missing {
        eprintln!("missing: {} (ask {})", one.field, one.ask.as_str());
    }
    Ok(())
}
