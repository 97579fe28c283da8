use super::*;
use crate::archive::Head;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

type Files = BTreeMap<String, Vec<u8>>;

fn files() -> Files {
    let long = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
    let files = [("slots", b"a few bytes".to_vec()), ("log/00aa.led", long), ("blobs/empty", Vec::new())];
    files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

fn packed(files: &Files, recipients: &Recipients) -> Vec<u8> {
    let items: Vec<Item> =
        files.iter().map(|(name, bytes)| Item { name: name.clone(), size: bytes.len() as u64 }).collect();
    let mut out = Vec::new();
    let mut open = |name: &str| Ok(Box::new(io::Cursor::new(files[name].clone())) as Box<dyn Read>);
    let packed = pack(&mut out, recipients, "saksi 0", &items, &mut open, &mut |_| ()).expect("packed");
    assert_eq!(packed.size, out.len() as u64);
    assert_eq!(bag::hex(&packed.sha256), bag::hex(&<[u8; 32]>::from(<sha2::Sha256 as sha2::Digest>::digest(&out))));
    out
}

fn unpacked(bytes: &[u8], identity: &Identity) -> Result<Files, UnpackError> {
    let mut files = Files::new();
    unpack(bytes, identity, &|_| Some(1 << 20), &mut |name, from| {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)?;
        files.insert(name.to_owned(), bytes);
        Ok(())
    })?;
    Ok(files)
}

fn pair() -> (Identity, Recipients) {
    let (file, recipient) = Identity::generate();
    let again: Recipient = recipient.to_string().parse().expect("a recipient");
    (Identity::parse(&file).expect("an identity"), Recipients::Keys(vec![again]))
}

#[test]
fn what_goes_in_comes_out_for_each_recipient_and_for_nobody_else() {
    let ((one, _), (file, recipient)) = (pair(), Identity::generate());
    let (other_file, other) = Identity::generate();
    let bytes = packed(&files(), &Recipients::Keys(vec![recipient, other]));
    for file in [file, other_file] {
        assert_eq!(unpacked(&bytes, &Identity::parse(&file).expect("keys")).expect("unpacked"), files());
    }
    assert!(matches!(unpacked(&bytes, &one), Err(UnpackError::NotForYou)));
    let passphrase = |text: &str| Zeroizing::new(text.to_owned());
    assert!(unpacked(&bytes, &Identity::Passphrase(passphrase("some words"))).is_err());
    assert!(matches!("age1x".parse::<Recipient>().err(), Some(KeyError::Recipient)));
    assert_eq!(Identity::parse("# nothing\n").err(), Some(KeyError::Identity));
    assert!(Recipients::Keys(Vec::new()).encryptor().is_err());
}

#[test]
fn a_passphrase_opens_what_was_made_for_it() {
    let words = |text: &str| Zeroizing::new(text.to_owned());
    let bytes = packed(&files(), &Recipients::Passphrase(words("some words")));
    assert_eq!(unpacked(&bytes, &Identity::Passphrase(words("some words"))).expect("unpacked"), files());
    assert!(matches!(unpacked(&bytes, &Identity::Passphrase(words("others"))), Err(UnpackError::NotForYou)));
}

/// Encrypts an archive that was made by hand.
fn sealed(blocks: &[(&str, u8, &[u8])], recipients: &Recipients) -> Vec<u8> {
    let mut out = recipients.encryptor().expect("keys").wrap_output(Vec::new()).expect("begun");
    for (name, kind, bytes) in blocks {
        let mut head = Head { name: (*name).to_owned(), size: bytes.len() as u64 }.bytes().expect("short");
        head[156] = *kind;
        head[148..156].fill(b' ');
        let sum: u64 = head.iter().map(|byte| u64::from(*byte)).sum();
        head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        out.write_all(&head).and_then(|()| out.write_all(bytes)).expect("written");
        archive::write_padding(&mut out, bytes.len() as u64).expect("written");
    }
    archive::write_end(&mut out).expect("written");
    out.finish().expect("ended")
}

#[test]
fn names_that_lead_elsewhere_links_and_wrong_manifests_are_refused() {
    let (identity, recipients) = pair();
    let refused = |blocks: &[(&str, u8, &[u8])]| unpacked(&sealed(blocks, &recipients), &identity).err();
    let foreign = [
        "case/data/../../slots",
        "case/data//etc/passwd",
        "/case/data/slots",
        "case/data/.ssh/x",
        "slots",
        "case/fetch.txt",
        "case/data/Slots",
        "case/data/a\\b",
    ];
    for name in foreign {
        assert!(matches!(refused(&[(name, b'0', b"x")]), Some(UnpackError::ForeignName)), "{name}");
    }
    for kind in *b"123456xgLKS" {
        let found = refused(&[("case/data/slots", kind, b"")]);
        assert!(matches!(found, Some(UnpackError::Archive(_))), "{}", char::from(kind));
    }
    let twice: [(&str, u8, &[u8]); 2] = [("case/data/slots", b'0', b"x"), ("case/data/slots", b'0', b"y")];
    assert!(matches!(refused(&twice), Some(UnpackError::Twice)));
    // Whole, but without a manifest, or with another one.
    assert!(matches!(refused(&twice[..1]), Some(UnpackError::Manifest)));
    let wrong = [twice[0], ("case/manifest-sha256.txt", b'0', b"00  data/slots\n")];
    assert!(matches!(refused(&wrong), Some(UnpackError::Manifest)));
    // Longer than such a file may be.
    let (long, mut n_kept) = (vec![0; 2000], 0);
    let bytes = sealed(&[("case/data/slots", b'0', &long)], &recipients);
    let outcome = unpack(bytes.as_slice(), &identity, &|_| Some(1999), &mut |_, _| {
        n_kept += 1;
        Ok(())
    });
    assert!(matches!(outcome, Err(UnpackError::ForeignName)) && n_kept == 0);
}

#[test]
fn every_cut_and_every_changed_byte_of_a_small_bundle_is_noticed() {
    let (identity, recipients) = pair();
    let small: Files = files().into_iter().filter(|(name, _)| name != "log/00aa.led").collect();
    let whole = packed(&small, &recipients);
    assert_eq!(unpacked(&whole, &identity).expect("the control"), small);
    for length in (0..whole.len()).step_by(7) {
        assert!(unpacked(&whole[..length], &identity).is_err(), "cut at {length}");
    }
    for at in (0..whole.len()).step_by(5) {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        assert!(unpacked(&changed, &identity).is_err(), "byte {at}");
    }
}

#[test]
fn a_full_disk_is_not_a_damaged_bundle() {
    let (identity, recipients) = pair();
    let bytes = packed(&files(), &recipients);
    let full = unpack(bytes.as_slice(), &identity, &|_| Some(1 << 20), &mut |_, _| {
        Err(io::Error::from(io::ErrorKind::StorageFull))
    });
    assert!(matches!(full, Err(UnpackError::Io(error)) if error.kind() == io::ErrorKind::StorageFull));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn heads_are_read_as_they_are_written(name in "[a-z0-9/._-]{1,100}", size in any::<u64>()) {
        let head = Head { name, size };
        prop_assert_eq!(Head::parse(&head.bytes().expect("short")), Ok(Some(head)));
    }

    #[test]
    fn foreign_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let (identity, recipients) = pair();
        prop_assert!(unpacked(&bytes, &identity).is_err());
        // The same where the encryption is right and the archive is not.
        let mut out = recipients.encryptor().expect("keys").wrap_output(Vec::new()).expect("begun");
        out.write_all(&bytes).expect("written");
        prop_assert!(unpacked(&out.finish().expect("ended"), &identity).is_err());
    }
}
