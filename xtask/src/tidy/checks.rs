//! The checks, one function each. A check gives one line for each place that does not hold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A check of the files below a root.
pub type Check = fn(&Path, &[PathBuf]) -> Vec<String>;

/// Every check.
pub const ALL: [Check; 9] = [
    no_big_files,
    heads,
    stages_are_apart,
    pure_stages,
    sockets_in_one_place,
    no_network_libraries,
    test_doubles_stay_in_tests,
    data_files_tell_their_origin,
    seeds_are_not_copied,
];

/// Largest file in the repository, bytes.
const MAX_BYTES: u64 = 1_000_000;

/// The crates of the per-document stages. They do not know each other; `pipeline` knows their order.
const STAGES: [&str; 3] = ["reading", "language", "coding"];

/// What a stage that does no I/O and reads no clock may not even be able to name.
const IMPURE: [&str; 8] =
    ["std::fs", "std::net", "std::env", "std::process", "SystemTime", "Instant::now", "Zoned::now", "rand::"];

/// The one place that opens a socket to the network, when a user asks for it.
const SOCKETS: &str = "crates/proposals/src/llm";

/// Where a process with keys is asked by others of the same user, through a socket of the file system, never of the network.
const LOCAL_SOCKETS: &str = "crates/casework/src/vault";

/// Where the desk listens, on the loopback and nowhere else.
const LISTENING: &str = "crates/web/src/serving.rs";

/// Words without which nobody opens a socket in Rust.
const NETWORK: [&str; 5] = ["std::net", "TcpStream", "UdpSocket", "TcpListener", "UnixStream"];

/// Packages that listen; only the desk may need them.
const LISTENING_PACKAGES: [&str; 3] = ["axum", "tokio", "hyper"];

/// Packages that open sockets to elsewhere; none may come in as a dependency of a dependency.
const NETWORK_PACKAGES: [&str; 12] = [
    "async-std",
    "attohttpc",
    "curl",
    "h2",
    "hf-hub",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "reqwest",
    "rustls",
    "ureq",
];

fn no_big_files(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let size = |file: &&PathBuf| std::fs::metadata(root.join(file)).map_or(0, |metadata| metadata.len());
    let big = files.iter().filter(|file| size(file) > MAX_BYTES);
    big.map(|file| format!("{}: larger than 1 MB; fetch it instead of keeping it", file.display())).collect()
}

/// Every Rust file says in its first line what it is.
fn heads(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let headless = rust(files).filter(|file| !file.ends_with("tests.rs") && !text(root, file).starts_with("//! "));
    headless.map(|file| format!("{}: the first line must be `//! ` and what the file is", file.display())).collect()
}

/// Invariant 1: stages do not depend on each other's crates.
fn stages_are_apart(root: &Path, _files: &[PathBuf]) -> Vec<String> {
    let dependencies = STAGES.map(|stage| (stage, dependencies(root, stage)));
    let between = |(stage, names): &(&str, Vec<String>)| {
        let others = names.iter().filter(|name| STAGES.contains(&name.as_str()));
        others
            .map(|other| format!("crates/{stage}/Cargo.toml: depends on `{other}`; only `pipeline` may know both"))
            .collect::<Vec<_>>()
    };
    dependencies.iter().flat_map(between).collect()
}

/// Invariant 1: coding does no I/O, reads no clock, draws no randomness.
fn pure_stages(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let coding =
        rust(files).filter(|file| file.starts_with("crates/coding/src") || file.starts_with("crates/domain/src"));
    let mut found = Vec::new();
    for file in coding.filter(|file| !is_test(file)) {
        let text = text(root, file);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in IMPURE.iter().filter(|word| code.contains(**word)) {
            found.push(format!("{}: `{word}` in a stage that does no I/O and reads no clock", file.display()));
        }
    }
    found
}

/// Invariant 3: only the reader `llm` opens a socket, and the desk listens on the loopback.
fn sockets_in_one_place(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let elsewhere = rust(files).filter(|file| file.starts_with("crates") && !is_test(file));
    let mut found = Vec::new();
    for file in elsewhere.filter(|file| !file.starts_with(SOCKETS)) {
        let text = text(root, file);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let is_loopback = file.ends_with(LISTENING)
            && code.contains("bind((\"127.0.0.1\", 0))")
            && code.matches("bind(").count() == 1;
        let is_local = |word: &str| {
            (file.starts_with(LOCAL_SOCKETS) && word == "UnixStream")
                || (is_loopback && ["std::net", "TcpListener"].contains(&word))
        };
        for word in NETWORK.iter().filter(|word| code.contains(**word) && !is_local(word)) {
            found.push(format!("{}: `{word}`; only {SOCKETS} may open a socket", file.display()));
        }
    }
    found
}

/// Invariant 3: no package of the program opens one either, and only the desk needs those that listen.
fn no_network_libraries(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let lock = text(root, Path::new("Cargo.lock"));
    let locked = NETWORK_PACKAGES.iter().filter(|name| lock.contains(&format!("name = \"{name}\"\n")));
    let locked = locked.map(|name| format!("Cargo.lock: the package `{name}` opens sockets; nothing here may need it"));
    let manifests = files.iter().filter(|file| file.ends_with("Cargo.toml") && file.starts_with("crates"));
    let listening = manifests.filter(|file| !file.starts_with("crates/web")).flat_map(|file| {
        let manifest = text(root, file);
        let needed = LISTENING_PACKAGES.iter().filter(move |name| manifest.contains(&format!("{name}.workspace")));
        needed.map(|name| format!("{}: needs `{name}`; only `web` may listen", file.display())).collect::<Vec<_>>()
    });
    locked.chain(listening).collect()
}

/// What makes the tests of the case quick would make a real case weak.
fn test_doubles_stay_in_tests(root: &Path, files: &[PathBuf]) -> Vec<String> {
    const DOUBLES: [&str; 3] = ["for_tests(", "SeededRandomness", "Effort::TEST"];
    const THEIR_HOME: [&str; 3] = [
        "crates/case-store/src/testing.rs",
        "crates/case-store/src/keys/slot.rs",
        "crates/case-store/src/keys/effort.rs",
    ];
    let real = rust(files).filter(|file| file.starts_with("crates") && !is_test(file));
    let real = real.filter(|file| !THEIR_HOME.iter().any(|home| file.as_path() == Path::new(home)));
    let mut found = Vec::new();
    for file in real {
        let text = text(root, file);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in DOUBLES.iter().filter(|word| code.contains(**word)) {
            found.push(format!("{}: `{word}` outside of a test makes guessable keys", file.display()));
        }
    }
    found
}

/// Tables for people start with where they come from.
fn data_files_tell_their_origin(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let tables = files.iter().filter(|file| file.starts_with("codebook") && has_extension(file, "tsv"));
    let silent = tables.filter(|file| !text(root, file).starts_with('#') && !file.ends_with("acts.tsv"));
    silent.map(|file| format!("{}: the first line must tell origin and licence", file.display())).collect()
}

/// No sentence of the articles that we measure on stands in the repository.
fn seeds_are_not_copied(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let Ok(shared) = crate::run::shared() else { return Vec::new() };
    let Ok(seeds) = std::fs::read_dir(shared.join("seeds")) else { return Vec::new() };
    let shingles: BTreeMap<String, ()> = seeds
        .flatten()
        .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
        .flat_map(|seed| shingles(&seed))
        .map(|shingle| (shingle, ()))
        .collect();
    let copied = files.iter().filter(|file| !file.ends_with("Cargo.lock")).filter_map(|file| {
        let copy = shingles_of_file(root, file).into_iter().find(|shingle| shingles.contains_key(shingle))?;
        Some(format!("{}: words of an article that may only be measured: \"{copy}\"", file.display()))
    });
    copied.collect()
}

/// So many words in a row are a copy.
const SHINGLE: usize = 8;

fn shingles(text: &str) -> Vec<String> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.windows(SHINGLE).map(|window| window.join(" ")).collect()
}

fn shingles_of_file(root: &Path, file: &Path) -> Vec<String> {
    shingles(&text(root, file))
}

fn rust(files: &[PathBuf]) -> impl Iterator<Item = &PathBuf> {
    files.iter().filter(|file| has_extension(file, "rs"))
}

fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}

fn is_test(file: &Path) -> bool {
    file.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
}

/// The text of a file; empty when it is none.
fn text(root: &Path, file: &Path) -> String {
    std::fs::read_to_string(root.join(file)).unwrap_or_default()
}

/// The names in `[dependencies]` of a crate.
fn dependencies(root: &Path, name: &str) -> Vec<String> {
    let manifest = text(root, &Path::new("crates").join(name).join("Cargo.toml"));
    let section = manifest.split("[dependencies]").nth(1).unwrap_or_default();
    let lines = section.lines().skip(1).take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_do_not_see_case_and_marks() {
        let one = shingles("One, two three four: five six seven eight.");
        assert_eq!(one, ["one two three four five six seven eight"]);
        assert!(shingles("too few words").is_empty());
    }

    #[test]
    fn the_one_place_with_sockets_is_where_it_is_said_to_be() {
        let root = crate::run::root();
        assert!(text(&root, &Path::new(SOCKETS).join("http.rs")).contains("TcpStream"));
        assert!(text(&root, Path::new(LISTENING)).contains("TcpListener"));
        let outside = ["crates/reading/src/lib.rs", "crates/proposals/src/llm/http.rs", LISTENING].map(PathBuf::from);
        assert!(sockets_in_one_place(&root, &outside).is_empty());
        assert!(no_network_libraries(&root, &[]).is_empty());
    }

    #[test]
    fn the_dependencies_of_a_stage_are_seen() {
        let names = dependencies(&crate::run::root(), "coding");
        assert!(names.contains(&"domain".to_owned()) && names.contains(&"codebook".to_owned()), "{names:?}");
    }
}
