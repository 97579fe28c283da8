//! Documents that were read, put together as the program does across documents.

use crate::{Failure, packages, run};
use resolution::Digest;
use resolution::events::{ActPair, EventRules, compared};
use resolution::families::Fingerprints;
use resolution::resolve::{Settings, resolve};
use resolution::result::{Judgements, Resolution};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Documents with what was found in them.
#[derive(Debug, Default)]
pub struct Case {
    /// The names of their files.
    pub names: Vec<String>,
    /// What was read.
    pub digests: Vec<Digest>,
    /// Who is who across them.
    pub found: Resolution,
}

impl Case {
    /// A case of readings as `saksi read` writes them.
    pub fn read_back(path: &Path) -> Result<Self, Failure> {
        let records = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
        let mut case = Self::default();
        let mut prints = Vec::new();
        for record in records.lines() {
            let value: Value = serde_json::from_str(record)
                .map_err(|error| Failure::new(error.to_string(), "read the texts again"))?;
            prints.push(Fingerprints::of(value["document"]["text"].as_str().unwrap_or_default()));
            let path = Path::new(value["document"]["path"].as_str().unwrap_or_default());
            case.names.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
            let digest = resolution::digest::digest(record.as_bytes());
            case.digests.push(digest.map_err(|error| Failure::new(error.to_string(), "read the texts again"))?.0);
        }
        case.found = resolve(&case.digests, &prints, &Judgements::default(), &Settings::default());
        Ok(case)
    }

    /// Every pair of acts of two documents that the program compares.
    pub fn pairs(&self, rules: &EventRules) -> Vec<ActPair> {
        let mut pairs = compared(&self.digests, &self.found, rules);
        pairs.retain(|pair| pair.left.document != pair.right.document);
        pairs
    }
}

/// The texts of MUC-4, read with the program.
pub fn muc() -> Result<Case, Failure> {
    let folder = run::root().join("target/eval/muc4_events");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let code = "import gzip, json, sys\n\
        for split in ('train', 'tst1', 'tst2'):\n    \
        for idx, line in enumerate(gzip.open(f'{sys.argv[1]}/{split}.jsonl.gz', 'rt')):\n        \
        open(f'{sys.argv[2]}/{split}-{idx:05d}.txt', 'w').write(json.loads(line)['text'])";
    let packed = run::shared()?.join("eval/muc4");
    run::run(Command::new(packages::python()).args(["-c", code]).arg(packed).arg(&folder))?;
    let readings = folder.join("readings.jsonl");
    let mut command = Command::new(run::build_saksi()?);
    command.arg("read").arg("--output").arg(&readings);
    let entries = std::fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let mut texts: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.sort();
    run::output(command.args(texts))?;
    Case::read_back(&readings)
}
