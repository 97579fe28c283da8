//! `cargo xtask demo`: the example documents, read and shown; then kept as a case, and told across documents.

use crate::{Failure, fetch, run};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// One document at a time.
const DOCUMENTS: &str = "fixtures/demo";
/// Six documents on one event: what holds across them.
const ACROSS: &str = "fixtures/across";
/// Whose story is told.
const PERSON: &str = "Ilan Dresk";
/// Of the example only; a case of your own gets one that nobody knows.
const PASSPHRASE: &str = "invented lanterns over karsund bay";

/// Fetches, builds, reads, shows; keeps a case and tells what holds across its documents.
pub fn run() -> Result<(), Failure> {
    fetch::run()?;
    let saksi = run::build_saksi()?;
    let folder = run::root().join("target/demo");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let page = folder.join("index.html");
    let started = Instant::now();
    run::run(
        Command::new(&saksi)
            .current_dir(run::root())
            .args(["read", "--format", "html", "--output"])
            .arg(&page)
            .arg(DOCUMENTS),
    )?;
    let seconds = started.elapsed().as_secs_f64();
    across(&saksi, &folder)?;
    println!(
        "\nThe example documents of {DOCUMENTS} were read in {seconds:.1} s. Look at:\n\n    {}\n",
        page.display()
    );
    println!("What you saw above is a case, target/demo/case. To read, decide and see in a browser:\n");
    println!("    export SAKSI_PASSPHRASE='{PASSPHRASE}' SAKSI_STATE={}", folder.join("state").display());
    println!("    {} serve target/demo/case\n", saksi.display());
    show(&page);
    Ok(())
}

/// Makes a case anew and asks it what a monitor would: who, what, how many, and whether it is unchanged.
fn across(saksi: &Path, folder: &Path) -> Result<(), Failure> {
    for left in ["case", "state"] {
        // What an earlier run left.
        drop(std::fs::remove_dir_all(folder.join(left)));
    }
    let ask = |arguments: &[&str], about: &[&str]| {
        let (command, options) = arguments.split_first().unwrap_or((&"help", &[]));
        let mut asked = Command::new(saksi);
        asked.current_dir(run::root()).env("SAKSI_PASSPHRASE", PASSPHRASE).env("SAKSI_STATE", folder.join("state"));
        run::run(asked.arg(command).args(options).arg("target/demo/case").args(about))
    };
    ask(&["new", "--less-memory"], &[])?;
    ask(&["add"], &[DOCUMENTS, ACROSS])?;
    ask(&["people"], &[PERSON])?;
    ask(&["events", "--shared"], &[])?;
    ask(&["counts", "--act", "arrest"], &[])?;
    ask(&["verify"], &[])
}

/// Opens the page where there is a screen; else the line above is enough.
fn show(page: &Path) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let has_screen = cfg!(target_os = "macos")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if has_screen {
        let _not_there = Command::new(opener).arg(page).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    }
}
