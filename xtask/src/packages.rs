//! The packages that hold data: which, from where, and whether what lies in `data/` is what it should be.

use crate::{Failure, run};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// One line of `packages.tsv`.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// As the registry knows it.
    pub name: &'static str,
    version: &'static str,
    python: &'static str,
    sha256: &'static str,
    /// What it holds.
    pub what: &'static str,
}

/// All packages.
pub fn all() -> Vec<Package> {
    let lines = include_str!("../packages.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.filter_map(Package::parse).collect()
}

impl Package {
    fn parse(line: &'static str) -> Option<Package> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, version, python, sha256, what] = cells[..] else { return None };
        Some(Package { name, version, python, sha256, what })
    }

    /// The wheel in `folder`, if it is there and is the right one.
    pub fn find(self, folder: &Path) -> Option<PathBuf> {
        let start = format!("{}-{}-", self.name.replace('-', "_"), self.version);
        let files = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
        let mut wheels =
            files.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&start)));
        wheels.find(|path| sha256(path).is_ok_and(|digest| digest == self.sha256))
    }

    /// Downloads the wheel with pip.
    pub fn download(self, folder: &Path) -> Result<PathBuf, Failure> {
        let requirement = format!("{}=={}", self.name, self.version);
        let mut pip = Command::new(python());
        pip.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"])
            .args(["--only-binary=:all:", "--python-version", self.python, "--dest"])
            .arg(folder)
            .arg(&requirement);
        run::run(&mut pip).map_err(|_| no_download(&requirement))?;
        self.find(folder).ok_or_else(|| {
            Failure::new(
                format!("{requirement} is not the file that was pinned (SHA-256 {})", self.sha256),
                "do not use it; ask where the pin in xtask/packages.tsv comes from",
            )
        })
    }
}

fn no_download(requirement: &str) -> Failure {
    Failure::new(
        format!("{requirement} cannot be downloaded"),
        format!(
            "check that `{} -m pip --version` works and that the network lets pip through; or download the wheel \
             elsewhere and put it into data/",
            python().to_string_lossy()
        ),
    )
}

/// `PYTHON`, else `python3`.
pub fn python() -> std::ffi::OsString {
    std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into())
}

fn sha256(path: &Path) -> std::io::Result<String> {
    let digest = Sha256::digest(std::fs::read(path)?);
    Ok(digest.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_is_pinned() {
        let packages = all();
        assert_eq!(packages.len(), 5);
        assert!(packages.iter().all(|package| package.sha256.len() == 64 && !package.what.is_empty()));
    }

    #[test]
    fn a_wheel_with_other_content_is_not_taken() {
        let folder = std::env::temp_dir().join(format!("saksi-xtask-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let package = all()[4];
        std::fs::write(folder.join(format!("{}-{}-py3-none-any.whl", package.name, package.version)), "no").unwrap();
        assert_eq!(package.find(&folder), None);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
