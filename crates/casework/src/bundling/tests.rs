use super::*;
use crate::tests::{PASSPHRASE, add, alone, ask, create, files, secret, verified};
use crate::{Case, Request, receive};
use case_store::storage::Storage as _;
use std::path::PathBuf;

fn identity() -> (BundleKey, String) {
    let (file, recipient) = Identity::generate();
    (BundleKey::Identity(Hidden(file.to_string())), recipient.to_string())
}

fn bundled(case: &mut Case, recipients: Vec<String>, out: PathBuf) -> Result<Answer, Refusal> {
    let request = Request::Bundle { recipients, passphrase: None, purpose: "safe-keeping".to_owned(), out };
    ask(case, request, &[]).map(|reply| reply.answer)
}

fn exports(case: &mut Case) -> usize {
    let request = Request::Log { document: None, offset: 0, limit: 100 };
    let Answer::Log { rows, .. } = ask(case, request, &[]).expect("log").answer else { panic!("no log") };
    rows.iter().filter(|row| row.kind == Kind::Export.number()).count()
}

#[test]
fn a_bundle_makes_a_copy_and_comes_back_with_what_was_added_there() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    add(&mut case, "one text");
    let ((key, recipient), (other_key, _)) = (identity(), identity());
    let out = room.path().join("case.age");
    let Answer::Bundled { n_files, sha256, .. } =
        bundled(&mut case, vec![recipient.clone()], out.clone()).expect("made")
    else {
        panic!("no bundle")
    };
    let bytes = std::fs::read(&out).expect("written");
    use sha2::Digest;
    assert_eq!((n_files, sha256), (6, digits(&sha2::Sha256::digest(&bytes))));
    assert_eq!(exports(&mut case), 1);
    // Nothing is written over, and nothing is recorded for a bundle that was not made.
    assert_eq!(bundled(&mut case, vec![recipient], out.clone()).expect_err("there").why, Why::NotEmpty);
    assert_eq!(
        bundled(&mut case, vec!["age1x".to_owned()], room.path().join("b")).expect_err("none").why,
        Why::Unclear
    );
    assert_eq!(bundled(&mut case, Vec::new(), room.path().join("b")).expect_err("nobody").why, Why::Unclear);
    assert_eq!((exports(&mut case), room.path().join("b").exists()), (1, false));
    case.close().expect("closed");

    let copy = room.path().join("elsewhere");
    let told = &mut 0;
    assert_eq!(receive(&copy, &out, &other_key, &mut |_| ()).expect_err("for somebody else").why, Why::WrongKey);
    assert!(!copy.exists());
    receive(&copy, &out, &key, &mut |step| *told = step.done).expect("a copy");
    assert!(*told > 0);
    assert_eq!(receive(&copy, &out, &key, &mut |_| ()).expect_err("full").why, Why::NotEmpty);
    let mut other = Case::open(&copy, &secret()).expect("opens there");
    assert_eq!(verified(&mut other).damage, Vec::<String>::new());
    add(&mut other, "another text");
    let back = room.path().join("back.age");
    let (key, recipient) = identity();
    bundled(&mut other, vec![recipient], back.clone()).expect("made");
    other.close().expect("closed");

    let mut case = Case::open(&folder, &secret()).expect("opens");
    let merge = |case: &mut Case| {
        let request = Request::MergeBundle { file: back.clone(), key: key.clone() };
        match ask(case, request, &[]).expect("merged").answer {
            Answer::Merged { n_entries, n_originals, .. } => (n_entries, n_originals),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((merge(&mut case), merge(&mut case)), ((2, 1), (0, 0)));
    assert_eq!(verified(&mut case).n_originals, 2);
    assert!(!case.folder().join(incoming::ROOM).exists());
    case.close().expect("closed");
}

#[test]
fn what_comes_in_by_a_bundle_is_another_case_or_damaged() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    let elsewhere = tempfile::tempdir().expect("room");
    let (_, mut foreign) = create(elsewhere.path());
    let (key, recipient) = identity();
    let out = room.path().join("foreign.age");
    bundled(&mut foreign, vec![recipient], out.clone()).expect("made");
    let before = case.store.heads();
    let mut merge = |file: &std::path::Path| {
        let request = Request::MergeBundle { file: file.to_owned(), key: key.clone() };
        let refused = ask(&mut case, request, &[]).expect_err("refused");
        assert!(!case.folder().join(incoming::ROOM).exists() && case.store.heads() == before);
        refused.why
    };
    assert_eq!(merge(&out), Why::Unclear);
    let whole = std::fs::read(&out).expect("bundle");
    let cut = room.path().join("cut.age");
    std::fs::write(&cut, &whole[..whole.len() / 2]).expect("written");
    assert_eq!(merge(&cut), Why::Damaged);
    std::fs::write(&cut, "no bundle").expect("written");
    assert_eq!(merge(&cut), Why::Unclear);
}

#[test]
fn a_new_member_opens_the_bundle_with_a_passphrase_of_their_own() {
    const THEIRS: &str = "eleven copper kettles whistle behind a wooden bakery";
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (_, mut case) = create(room.path());
    add(&mut case, "one text");
    let passphrase = Hidden(THEIRS.to_owned());
    ask(&mut case, Request::AddMember { name: "Ilse Marrak".to_owned(), passphrase }, &[]).expect("added");
    let out = room.path().join("case.age");
    let passphrase = Hidden("seven pale lanterns drift below the harbour bridge".to_owned());
    let weak = Request::Bundle {
        recipients: Vec::new(),
        passphrase: Some(Hidden("short".to_owned())),
        purpose: String::new(),
        out: out.clone(),
    };
    assert_eq!(ask(&mut case, weak, &[]).expect_err("weak").why, Why::WeakPassphrase);
    let request = Request::Bundle {
        recipients: Vec::new(),
        passphrase: Some(passphrase.clone()),
        purpose: "for a new member".to_owned(),
        out: out.clone(),
    };
    ask(&mut case, request, &[]).expect("made");
    case.close().expect("closed");
    let copy = room.path().join("elsewhere");
    receive(&copy, &out, &BundleKey::Passphrase(passphrase), &mut |_| ()).expect("a copy");
    let theirs = crate::Secret::Passphrase(Zeroizing::new(THEIRS.to_owned()));
    let mut other = Case::open(&copy, &theirs).expect("opens there");
    assert_eq!(verified(&mut other).n_originals, 1);
    other.close().expect("closed");
    // Every file of the copy is only its owner's.
    #[cfg(unix)]
    for file in files(&copy) {
        let mode = std::os::unix::fs::PermissionsExt::mode(&file.metadata().expect("file").permissions());
        assert_eq!(mode & 0o077, 0, "{}", file.display());
    }
    assert!(case_store::Disk::new(&copy).length("slots").is_ok());
    assert_ne!(PASSPHRASE, THEIRS);
}

#[test]
fn whoever_sent_a_request_becomes_a_member_when_the_digits_are_right() {
    const THEIRS: &str = "eleven copper kettles whistle behind a wooden bakery";
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (folder, mut case) = create(room.path());
    let request = crate::member_request(THEIRS, crate::Effort::FLOOR).expect("keys");
    assert_eq!(crate::member_request("short", crate::Effort::FLOOR).expect_err("weak").why, Why::WeakPassphrase);
    let mut add = |text: &str, fingerprint: &str| {
        let (name, request) = ("Ilse Marrak".to_owned(), text.to_owned());
        let request = Request::AddCandidate { name, request, fingerprint: fingerprint.to_owned() };
        ask(&mut case, request, &[]).map(drop).map_err(|refusal| refusal.why)
    };
    assert_eq!(add(&request.text, "0000 0000 0000 0000 0000"), Err(Why::Unclear));
    assert_eq!(add("nothing", &request.fingerprint), Err(Why::Unclear));
    assert_eq!(add(&request.text, &request.fingerprint.replace(' ', "").to_uppercase()), Ok(()));
    assert_eq!(add(&request.text, &request.fingerprint), Err(Why::Unclear), "a member already");
    case.close().expect("closed");
    let theirs = crate::Secret::Passphrase(Zeroizing::new(THEIRS.to_owned()));
    Case::open(&folder, &theirs).expect("opens").close().expect("closed");
}
