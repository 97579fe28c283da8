//! With the feature `embedded-model`: puts the installed model that `SAKSI_EMBED_MODEL` names into the program.
//!
//! It must be a folder that `saksi model add` or `cargo xtask fetch` has made; run `saksi model verify` on it first.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-env-changed=SAKSI_EMBED_MODEL");
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBEDDED_MODEL").is_none() {
        return;
    }
    let folder = env::var_os("SAKSI_EMBED_MODEL").map(PathBuf::from);
    let folder = folder.expect("the feature `embedded-model` needs SAKSI_EMBED_MODEL=FOLDER of an installed model");
    let folder =
        fs::canonicalize(&folder).unwrap_or_else(|error| panic!("SAKSI_EMBED_MODEL {}: {error}", folder.display()));
    println!("cargo::rerun-if-changed={}", folder.display());
    let output = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo")).join("embedded_model.rs");
    fs::write(&output, source(&folder)).expect("OUT_DIR is writable");
}

/// Rust source with the files, the digest and the notices.
fn source(folder: &Path) -> String {
    let manifest = fs::read_to_string(folder.join("manifest.json"))
        .unwrap_or_else(|error| panic!("{}: no manifest.json ({error}); install the model first", folder.display()));
    let (digest, names) = (values(&manifest, "sha256"), values(&manifest, "name"));
    let digest = digest.first().expect("a manifest has a digest");
    let mut files = String::new();
    let mut notices = String::new();
    for name in names.iter().filter(|name| folder.join(name).is_file()) {
        let path = folder.join(name).display().to_string();
        let list = if name.starts_with("LICEN") || name.starts_with("NOTICE") { &mut notices } else { &mut files };
        if name.starts_with("LICEN") || name.starts_with("NOTICE") {
            let _ = write!(list, "{name:?}, \":\\n\\n\", include_str!({path:?}), \"\\n\", ");
        } else {
            let _ = write!(list, "({name:?}, include_bytes!({path:?})), ");
        }
    }
    format!(
        "const EMBEDDED_FILES: &[(&str, &[u8])] = &[{files}];\n\
         const EMBEDDED_SHA256: &str = {digest:?};\n\
         pub(super) const EMBEDDED_NOTICES: &str = concat!({notices});\n"
    )
}

/// The text values of a key in the JSON that this project writes, in order, one a line.
fn values(json: &str, key: &str) -> Vec<String> {
    let start = format!("\"{key}\": \"");
    let values = json.lines().filter_map(|line| line.trim().strip_prefix(&start));
    values.filter_map(|value| Some(value.split_once('"')?.0.to_owned())).collect()
}
