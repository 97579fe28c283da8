//! `cargo xtask fetch`: language models and lists of places into `data/`.

use crate::{Failure, packages, run};

/// Downloads what is missing. Does nothing when all is there.
pub fn run() -> Result<(), Failure> {
    let data = run::data();
    std::fs::create_dir_all(&data).map_err(|error| Failure::file(&data, &error))?;
    let packages = packages::all();
    for (i, package) in packages.iter().enumerate() {
        if package.find(&data).is_none() {
            eprintln!("fetching {} of {}: {}", i + 1, packages.len(), package.what);
            package.download(&data)?;
        }
    }
    Ok(())
}
