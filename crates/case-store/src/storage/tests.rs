use super::*;
use crate::testing::SeededRandomness;

/// The same conversation with both kinds of storage.
fn conversation(storage: &dyn Storage) {
    storage.make_folder("log").expect("made");
    storage.make_folder("log").expect("there already");
    storage.create("log/a").expect("created");
    assert_eq!(storage.create("log/a").map_err(|error| error.kind()), Err(io::ErrorKind::AlreadyExists));
    storage.write("log/a", 0, b"hello").expect("written");
    storage.write("log/a", 7, b"there").expect("written beyond the end");
    storage.sync("log/a").expect("synced");
    storage.sync_folder("log").expect("synced");
    assert_eq!(storage.read("log/a", 0, 100).expect("read"), b"hello\0\0there");
    assert_eq!(storage.read("log/a", 3, 2).expect("read"), b"lo");
    assert!(storage.read("log/a", 100, 5).expect("read").is_empty());
    storage.truncate("log/a", 4).expect("cut");
    storage.rename("log/a", "log/b").expect("renamed");
    assert_eq!((storage.length("log/a").expect("asked"), storage.length("log/b").expect("asked")), (None, Some(4)));
    replace(storage, "log/b", b"new").expect("replaced");
    replace(storage, "log/b", b"newer").expect("replaced");
    assert_eq!(read_all(storage, "log/b", 5).expect("read").as_deref(), Some(b"newer".as_slice()));
    assert_eq!(read_all(storage, "log/b", 4).map_err(|error| error.kind()), Err(io::ErrorKind::FileTooLarge));
    assert_eq!(read_all(storage, "log/c", 4).expect("asked"), None);
    assert_eq!(storage.list("log").expect("listed"), ["b"]);
    assert!(storage.list("nowhere").expect("listed").is_empty());
    assert_eq!(storage.sync("log/none").map_err(|error| error.kind()), Err(io::ErrorKind::NotFound));
    storage.remove("log/b").expect("removed");
    assert!(storage.list("log").expect("listed").is_empty());
}

#[test]
fn disk_and_simulation_behave_alike() {
    let folder = tempfile::tempdir().expect("a folder");
    conversation(&Disk::new(folder.path()));
    conversation(&Simulated::new());
}

#[test]
fn names_do_not_leave_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = Disk::new(folder.path());
    for name in ["../a", "/etc/passwd", "a//b", "a/../b", ".hidden", "A", "a b", "a\\b", "é"] {
        assert_eq!(disk.create(name).map_err(|error| error.kind()), Err(io::ErrorKind::InvalidFilename), "{name}");
    }
}

#[test]
fn two_writers_do_not_meet() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = Disk::new(folder.path());
    first.lock().expect("locked");
    first.lock().expect("locked already");
    let second = Disk::new(folder.path());
    assert_eq!(second.lock().map_err(|error| error.kind()), Err(io::ErrorKind::WouldBlock));
    drop(first);
    second.lock().expect("free again");
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let disk = Disk::new(folder.path());
    disk.make_folder("log").expect("made");
    disk.create("log/a").expect("created");
    let mode = |name: &str| std::fs::metadata(folder.path().join(name)).map(|data| data.permissions().mode() & 0o777);
    assert_eq!((mode("log").ok(), mode("log/a").ok()), (Some(0o700), Some(0o600)));
}

#[test]
fn a_power_cut_keeps_what_was_synced() {
    let disk = Simulated::new();
    disk.create("a").expect("created");
    disk.write("a", 0, &[1; 2000]).expect("written");
    disk.sync("a").expect("synced");
    disk.sync_folder("").expect("synced");
    let safe = disk.n_steps();
    disk.write("a", 2000, &[2; 2000]).expect("written");
    disk.write("a", 0, &[3; 100]).expect("written");
    for seed in 0..200 {
        let after = disk.crash(disk.n_steps(), &mut SeededRandomness::new(seed));
        let content = after.files().remove("a").expect("the file is there");
        assert_eq!(content[512..2000], [1; 2000 - 512], "seed {seed}");
        let before = disk.crash(safe, &mut SeededRandomness::new(seed));
        assert_eq!(before.files().remove("a"), Some(vec![1; 2000]), "seed {seed}");
    }
}

#[test]
fn a_power_cut_hurts_what_was_not_synced() {
    let disk = Simulated::new();
    disk.create("a").expect("created");
    disk.write("a", 0, &[1; 2000]).expect("written");
    let states: std::collections::BTreeSet<_> =
        (0..200).map(|seed| disk.crash(disk.n_steps(), &mut SeededRandomness::new(seed)).files().remove("a")).collect();
    assert!(states.contains(&None) && states.contains(&Some(vec![1; 2000])) && states.len() > 50, "{}", states.len());
}

#[test]
fn a_forgotten_sync_is_no_sync() {
    let disk = Simulated::new();
    disk.forget_every_sync(1);
    disk.create("a").expect("created");
    disk.sync_folder("").expect("synced");
    disk.write("a", 0, &[1; 10]).expect("written");
    disk.sync("a").expect("pretended");
    let lost = (0..100).filter(|seed| {
        let after = disk.crash(disk.n_steps(), &mut SeededRandomness::new(*seed));
        after.files().get("a") != Some(&vec![1; 10])
    });
    assert!(lost.count() > 10);
}

#[test]
fn replacing_leaves_the_old_or_the_new() {
    let disk = Simulated::new();
    replace(&disk, "a", &[1; 1000]).expect("replaced");
    let start = disk.n_steps();
    replace(&disk, "a", &[2; 1500]).expect("replaced");
    for step in start..=disk.n_steps() {
        for seed in 0..50 {
            let content = disk.crash(step, &mut SeededRandomness::new(seed)).files().remove("a");
            let whole = content == Some(vec![1; 1000]) || content == Some(vec![2; 1500]);
            assert!(whole, "step {step}, seed {seed}");
        }
    }
}

#[test]
fn a_full_disk_takes_a_part_and_says_so() {
    let disk = Simulated::new();
    disk.create("a").expect("created");
    disk.set_capacity(Some(10));
    disk.write("a", 0, &[1; 8]).expect("fits");
    assert_eq!(disk.write("a", 8, &[2; 8]).map_err(|error| error.kind()), Err(io::ErrorKind::StorageFull));
    assert_eq!(disk.read("a", 0, 100).expect("read"), [1, 1, 1, 1, 1, 1, 1, 1, 2, 2]);
    disk.write("a", 0, &[3; 4]).expect("no more room needed");
}

#[test]
fn a_fault_comes_when_asked_for() {
    let disk = Simulated::new();
    disk.create("a").expect("created");
    disk.fail(Some(Fault { after: 1, kind: io::ErrorKind::Other, lasting: false }));
    disk.write("a", 0, &[1; 4]).expect("one more");
    assert!(disk.write("a", 4, &[1; 4]).is_err());
    disk.write("a", 4, &[1; 4]).expect("only once");
    disk.fail(Some(Fault { after: 0, kind: io::ErrorKind::Other, lasting: true }));
    assert!(disk.sync("a").is_err() && disk.sync("a").is_err() && disk.create("b").is_err());
}
