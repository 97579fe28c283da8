//! `cargo xtask demo`: the example documents, read and shown.

use crate::{Failure, fetch, run};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Fetches, builds, reads, shows.
pub fn run() -> Result<(), Failure> {
    fetch::run()?;
    let saksi = run::build_saksi()?;
    let folder = run::root().join("target/demo");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let page = folder.join("index.html");
    let started = Instant::now();
    let documents = Path::new("fixtures/demo");
    run::run(
        Command::new(saksi)
            .current_dir(run::root())
            .args(["read", "--format", "html", "--output"])
            .arg(&page)
            .arg(documents),
    )?;
    println!(
        "\nThe example documents of {} were read in {:.1} s. Look at:\n\n    {}\n",
        documents.display(),
        started.elapsed().as_secs_f64(),
        page.display()
    );
    show(&page);
    Ok(())
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
