//! A checkpoint is stamped by an authority, kept, given out again, and `openssl` says that the authority signed it.

use std::path::Path;
use std::process::{Command, Output, Stdio};

const CONFIGURATION: &str = "[tsa]\ndefault_tsa = one\n[one]\nserial = serial\ndigests = sha256\ndefault_policy = 1.2.3.4\n\
    signer_digest = sha256\n[extensions]\nextendedKeyUsage = critical,timeStamping\nbasicConstraints = CA:false\n\
    [req]\ndistinguished_name = name\n[name]\n";

fn openssl(room: &Path, arguments: &[&str]) -> Output {
    Command::new("openssl").args(arguments).current_dir(room).stdin(Stdio::null()).output().expect("openssl")
}

fn saksi(room: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_saksi"))
        .args(arguments)
        .current_dir(room)
        .env("SAKSI_PASSPHRASE", "nine grey herons over the quiet harbour mill")
        .env("SAKSI_STATE", room.join("state"))
        .stdin(Stdio::null())
        .output()
        .expect("run")
}

/// An authority of our own: a key and a certificate that may stamp times.
fn authority(room: &Path) {
    std::fs::write(room.join("tsa.cnf"), CONFIGURATION).expect("written");
    std::fs::write(room.join("serial"), "01").expect("written");
    let made = openssl(
        room,
        &[
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "tsa.key",
            "-out",
            "tsa.pem",
            "-days",
            "2",
            "-subj",
            "/CN=A test",
            "-config",
            "tsa.cnf",
            "-extensions",
            "extensions",
        ],
    );
    assert!(made.status.success(), "{made:?}");
}

#[test]
fn a_checkpoint_is_stamped_kept_and_given_out() {
    let room = tempfile::tempdir().expect("room");
    let room = room.path();
    if Command::new("openssl").arg("version").output().is_err() {
        // `.ci/run` installs it.
        return;
    }
    authority(room);
    assert!(saksi(room, &["new", "papers", "--less-memory", "--no-shares"]).status.success());
    for name in ["first", "second"] {
        let printed = saksi(room, &["checkpoint", "papers", "--timestamp-request", &format!("{name}.tsq")]);
        std::fs::write(room.join(name), printed.stdout).expect("written");
        let request = format!("{name}.tsq");
        let reply = format!("{name}.tsr");
        let stamped = openssl(
            room,
            &[
                "ts",
                "-reply",
                "-config",
                "tsa.cnf",
                "-queryfile",
                &request,
                "-signer",
                "tsa.pem",
                "-inkey",
                "tsa.key",
                "-out",
                &reply,
            ],
        );
        assert!(stamped.status.success(), "{stamped:?}");
        // Another checkpoint for the second.
        if name == "first" {
            assert!(saksi(room, &["member", "list", "papers"]).status.success());
            std::fs::write(room.join("a.txt"), "One text.").expect("written");
            saksi(room, &["add", "papers", "a.txt", "-q"]);
        }
    }
    let keep = |reply: &str, of: &str| saksi(room, &["checkpoint", "papers", "--timestamp-reply", reply, "--of", of]);
    assert_eq!(keep("first.tsr", "second").status.code(), Some(2), "for another checkpoint");
    assert_eq!(keep("first", "first").status.code(), Some(2), "no reply at all");
    let kept = keep("first.tsr", "first");
    assert!(kept.status.success(), "{kept:?}");
    assert!(saksi(room, &["checkpoint", "papers", "--timestamps", "out"]).status.success());
    let verify = |data: &str| {
        openssl(room, &["ts", "-verify", "-data", data, "-in", "out/1.tsr", "-CAfile", "tsa.pem"]).status.success()
    };
    assert!(verify("out/1.checkpoint"));
    assert!(!verify("second"), "the control: another text");
    assert!(saksi(room, &["verify", "papers", "--against", "out/1.checkpoint"]).status.success());
}
