use super::*;
use crate::checkpoint::Head;
use crate::testing::SeededRandomness;
use crate::{Author, CaseId, DeviceId, SecretKey};
use std::path::Path;
use std::process::Command;

fn checkpoint(size: u64) -> Checkpoint {
    let (case, device) = (CaseId::from_bytes([1; 16]), DeviceId::from_bytes([2; 16]));
    let author = Author::from_secret(&SecretKey::from_bytes([4; 32]));
    Checkpoint::sign(Head { case, device, size, root: [3; 32] }, &author)
}

/// An authority of our own, made with `openssl ts`, as a reply to our request.
const AUTHORITY: &str = "
set -e
cd \"$1\"
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=authority -days 2
openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=stamps
printf 'extendedKeyUsage=critical,timeStamping\\n' > ext
openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -extfile ext -days 2
echo 01 > serial
printf '[tsa]\\ndefault_tsa=t\\n[t]\\nserial=serial\\nsigner_digest=sha256\\ndefault_policy=1.2.3.4.1\\ndigests=sha256,sha512\\ness_cert_id_alg=sha256\\n' > cnf
openssl ts -reply -config cnf -queryfile request -signer tsa.pem -inkey tsa.key -chain ca.pem -out reply
openssl ts -verify -data checkpoint -in reply -CAfile ca.pem
openssl ts -verify -queryfile request -in reply -CAfile ca.pem
if openssl ts -verify -data other -in reply -CAfile ca.pem; then exit 9; fi
";

/// The reply of our own authority to a request; none where there is no openssl.
fn reply(folder: &Path) -> Option<Vec<u8>> {
    Command::new("openssl").arg("version").output().ok()?;
    std::fs::write(folder.join("request"), request(&checkpoint(9), &mut SeededRandomness::new(1))).expect("written");
    std::fs::write(folder.join("checkpoint"), checkpoint(9).to_text()).expect("written");
    std::fs::write(folder.join("other"), checkpoint(10).to_text()).expect("written");
    let output = Command::new("sh").args(["-c", AUTHORITY, "sh"]).arg(folder).output().expect("a shell");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(folder.join("reply")).ok()
}

#[test]
#[allow(clippy::print_stderr, reason = "whoever runs the tests must know what was not tested")]
fn an_authority_understands_the_request_and_we_its_reply() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(reply) = reply(folder.path()) else {
        return eprintln!("time stamps were NOT tested: there is no openssl");
    };
    let said = read(&reply, &checkpoint(9)).expect("a time stamp");
    keep(&reply);
    let now = crate::Clock::now(&crate::SystemClock);
    assert!((now.0 - said.time.0).abs() < 120_000, "{said:?} {now:?}");
    assert_eq!(read(&reply, &checkpoint(10)), Err(TimestampError::OtherText));
    for end in 0..reply.len() {
        assert_eq!(read(&reply[..end], &checkpoint(9)), Err(TimestampError::Format), "cut at {end}");
    }
    // What is changed is no time stamp, is one for another text, or one that only `openssl ts -verify` can refuse; never a panic.
    for bit in 0..8 * reply.len() {
        let mut changed = reply.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let _ = read(&changed, &checkpoint(9));
    }
}

#[test]
fn a_refusal_is_told() {
    assert_eq!(read(&[0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02], &checkpoint(9)), Err(TimestampError::Refused(2)));
    assert_eq!(read(b"", &checkpoint(9)), Err(TimestampError::Format));
    assert_eq!(read(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], &checkpoint(9)), Err(TimestampError::Format));
}

#[test]
fn times_are_read() {
    assert_eq!(time(b"20260301000000Z"), Some(Timestamp(1_772_323_200_000)));
    assert_eq!(time(b"20260301000000.25Z"), Some(Timestamp(1_772_323_200_000)));
    for wrong in ["20260301000000", "20261301000000Z", "2026030100000Z", "20260301+00000Z", "Z", "20260230000000Z"] {
        assert_eq!(time(wrong.as_bytes()), None, "{wrong}");
    }
}

/// A reply to keep as a vector: `UPDATE_VECTORS=1` writes it when it is missing.
fn keep(reply: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/v1/timestamp-reply.hex");
    if !path.exists() && std::env::var_os("UPDATE_VECTORS").is_some() {
        let line = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        std::fs::write(path, reply.chunks(64).map(line).collect::<Vec<_>>().join("\n") + "\n").expect("written");
    }
}

#[test]
fn a_kept_time_stamp_is_found_beside_its_checkpoint() {
    use crate::keys::NewMember;
    use crate::storage::Simulated;
    use crate::testing::TickingClock;
    use crate::{Outside, Store, StoreError};
    let digits: Vec<u32> =
        include_str!("../../tests/vectors/v1/timestamp-reply.hex").chars().filter_map(|c| c.to_digit(16)).collect();
    let reply: Vec<u8> = digits.chunks(2).filter_map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect();
    let outside = Outside {
        storage: std::sync::Arc::new(Simulated::new()),
        clock: std::sync::Arc::new(TickingClock::default()),
        randomness: Box::new(SeededRandomness::new(1)),
        ballast: 0,
    };
    let founder =
        NewMember::for_tests("three grey herons argued over the ferry timetable", &mut SeededRandomness::new(2));
    let device = DeviceId::from_bytes([5; 16]);
    let mut store = Store::create(outside, founder.expect("strong"), device, "saksi", None).expect("made");
    let refused = store.keep_timestamp(&checkpoint(8), &reply);
    assert!(matches!(refused, Err(StoreError::Timestamp(TimestampError::OtherText))));
    store.keep_timestamp(&checkpoint(9), &reply).expect("kept");
    let kept: Vec<_> = store.timestamps().collect();
    assert_eq!((kept.len(), &kept[0].checkpoint, &kept[0].token), (1, &checkpoint(9), &reply));
}
