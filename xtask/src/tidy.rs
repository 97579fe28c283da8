//! `cargo xtask tidy`: checks of the repository that no compiler makes, the invariants of ARCHITECTURE.md among them.

mod checks;

use crate::{Failure, run};
use std::path::{Path, PathBuf};

/// Runs every check and names every place that does not hold.
pub fn run() -> Result<(), Failure> {
    let root = run::root();
    let files = tracked(&root)?;
    let mut found = Vec::new();
    for check in checks::ALL {
        found.extend(check(&root, &files));
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(Failure::new(found.join("\n"), "mend these places; ARCHITECTURE.md and CONTRIBUTING.md tell why they matter"))
}

/// The files that git knows or would take, relative to the root.
fn tracked(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut git = std::process::Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root);
    let listed = run::output(&mut git)?;
    let files = listed.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from);
    Ok(files.filter(|file| root.join(file).is_file()).collect())
}
