//! `docs/verify.py` agrees with this program: it accepts 1,000 proofs and none of 20,000 that were changed.
//!
//! Needs a Python with PyNaCl: `python3`, or what `SAKSI_PYTHON` names. Without one the agreement is not tested, and said so.

use case_store::keys::NewMember;
use case_store::proof::Proof;
use case_store::storage::Simulated;
use case_store::testing::{SeededRandomness, TickingClock};
use case_store::{DeviceId, Draft, Kind, Outside, Store};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

const N_PROOFS: usize = 1000;
const N_CHANGED: usize = 20_000;

/// Checks every proof of a file, one a line in hexadecimal, and prints 1 or 0 for each.
const DRIVER: &str = "
import sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
from verify import check
for line in open(sys.argv[2]):
    try:
        check(bytes.fromhex(line.strip()).decode())
        print(1)
    except Exception:
        print(0)
";

fn python() -> Option<String> {
    let named = std::env::var("SAKSI_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let works = Command::new(&named).args(["-c", "import nacl.signing"]).output().is_ok_and(|out| out.status.success());
    works.then_some(named)
}

/// What `verify.py` says of each text.
fn verdicts(python: &str, texts: &[Vec<u8>]) -> Vec<bool> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("proofs");
    let hex = |text: &Vec<u8>| text.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    std::fs::write(&file, texts.iter().map(hex).collect::<Vec<_>>().join("\n")).expect("written");
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let output = Command::new(python).args(["-c", DRIVER]).args([docs, file]).output().expect("run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(|line| line == "1").collect()
}

fn proofs() -> Vec<String> {
    let mut randomness = SeededRandomness::new(1);
    let founder = NewMember::for_tests("three grey herons argued over the ferry timetable", &mut randomness);
    let outside = Outside {
        storage: Arc::new(Simulated::new()),
        clock: Arc::new(TickingClock::default()),
        randomness: Box::new(SeededRandomness::new(2)),
        ballast: 0,
    };
    let device = DeviceId::from_bytes([5; 16]);
    let mut store = Store::create(outside, founder.expect("strong"), device, "saksi", None).expect("made");
    let mut proofs = Vec::new();
    while proofs.len() < N_PROOFS {
        let mut draft = Draft::new(Kind::Judgement, store.new_record()).with("verdict", "accept");
        for n in 0..randomness.below(5) {
            draft = draft.with("of", format!("{n} \u{1780}\u{1798}\n{}", "x".repeat(randomness.below(200))));
        }
        let draft = draft.with("value", Vec::from([0xff, 0, b'"', b' '])).with("reason", "");
        let receipt = store.append(&draft).expect("recorded");
        if proofs.len() % 10 == 9 || randomness.below(4) > 0 {
            let shown = ["verdict", "value", "reason", "of"];
            let mut shown: Vec<&str> = shown.into_iter().filter(|_| randomness.below(2) == 0).collect();
            shown.retain(|name| draft.fields.iter().any(|field| field.name == *name));
            proofs.push(store.prove(receipt.hash, &shown).expect("proven").to_text());
        }
    }
    proofs
}

/// A proof with a bit flipped, a letter replaced, removed or repeated, or two lines exchanged.
fn changed(proof: &str, randomness: &mut SeededRandomness) -> Vec<u8> {
    loop {
        let mut bytes = proof.as_bytes().to_vec();
        let at = randomness.below(bytes.len());
        match randomness.below(5) {
            0 => bytes[at] ^= 1 << randomness.below(8),
            1 => bytes[at] = u8::try_from(randomness.below(256)).expect("a byte"),
            2 => drop(bytes.remove(at)),
            3 => bytes.insert(at, bytes[at]),
            _ => {
                let mut lines: Vec<&str> = proof.split('\n').collect();
                let (one, other) = (randomness.below(lines.len()), randomness.below(lines.len()));
                lines.swap(one, other);
                bytes = lines.join("\n").into_bytes();
            }
        }
        if bytes != proof.as_bytes() {
            return bytes;
        }
    }
}

fn accepts(text: &[u8]) -> bool {
    let text = std::str::from_utf8(text).ok();
    text.is_some_and(|text| Proof::parse(text).and_then(|proof| proof.check()).is_ok())
}

#[test]
#[allow(clippy::print_stderr, reason = "whoever runs the tests must know what was not tested")]
fn python_and_rust_agree_on_whole_and_changed_proofs() {
    let proofs = proofs();
    let mut randomness = SeededRandomness::new(7);
    let changed: Vec<Vec<u8>> =
        (0..N_CHANGED).map(|_| changed(&proofs[randomness.below(proofs.len())], &mut randomness)).collect();
    assert!(proofs.iter().all(|proof| accepts(proof.as_bytes())));
    assert_eq!(changed.iter().filter(|text| accepts(text)).count(), 0);
    let Some(python) = python() else {
        return eprintln!("verify.py was NOT tested: no Python with PyNaCl; name one in SAKSI_PYTHON");
    };
    let whole: Vec<Vec<u8>> = proofs.into_iter().map(String::into_bytes).collect();
    let n_accepted = |texts: &[Vec<u8>]| {
        let verdicts = verdicts(&python, texts);
        assert_eq!(verdicts.len(), texts.len());
        verdicts.into_iter().filter(|accepted| *accepted).count()
    };
    assert_eq!((n_accepted(&whole), n_accepted(&changed)), (N_PROOFS, 0));
}

#[test]
fn the_verifier_stays_short() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/verify.py");
    let text = std::fs::read_to_string(path).expect("docs/verify.py");
    assert!(text.lines().count() <= 60);
}
