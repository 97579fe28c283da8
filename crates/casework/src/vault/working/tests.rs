//! What is worked out beside is what is worked out at once; nobody else waits, and what was erased does not come back.

use super::super::serve::Vault;
use crate::refusal::{Refusal, Why};
use crate::tests::{add, alone, create, secret};
use crate::*;
use std::path::PathBuf;
use std::sync::Arc;

const N_DOCUMENTS: usize = 30;

fn people() -> Request {
    let (sort, order) = (Sort::People, Order::Name);
    Request::People { sort, order, named: None, purpose: None, offset: 0, limit: 50 }
}

fn ask(vault: &Arc<Vault>, request: Request) -> Result<Answer, Refusal> {
    vault.answer(request, &mut std::io::empty(), &mut Vec::new()).map(|reply| reply.answer)
}

fn total(answer: Answer) -> usize {
    match answer {
        Answer::People(list) => list.total,
        other => panic!("{other:?}"),
    }
}

/// A case with some documents of one name, held by a vault.
fn vault(room: &std::path::Path) -> (Arc<Vault>, Vec<String>, PathBuf) {
    let (folder, mut case) = create(room);
    let documents = (0..N_DOCUMENTS).map(|n| add(&mut case, &format!("Tira was seen at pier {n}"))).collect();
    (Arc::new(Vault::new(case, room.join("socket"))), documents, folder)
}

#[test]
fn it_is_what_is_worked_out_at_once() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (vault, documents, folder) = vault(room.path());
    let before = ask(&vault, people()).expect("people");
    let target = |document: &String| Target { document: document.clone(), part: Some("e1".to_owned()) };
    let of = documents.iter().take(2).map(target).collect();
    let judge = Request::Judge { verdict: Verdict::Same, of, field: None, value: None, reason: None };
    ask(&vault, judge).expect("judged");
    let older = ask(&vault, Request::Older { of: Box::new(people()) }).expect("people");
    assert!(total(older) >= total(before.clone()) - 1);
    let fresh = ask(&vault, people()).expect("people");
    assert_eq!(total(fresh.clone()), total(before) - 1);
    drop(vault.case().take().expect("a case").close());
    let mut case = Case::open(&folder, &secret()).expect("opened");
    let alone = case.ask(people(), &mut std::io::empty()).expect("people").answer;
    assert_eq!(fresh, alone);
}

#[test]
fn others_are_answered_while_somebody_waits_and_may_go_away() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (vault, ..) = vault(room.path());
    let mut n_told = 0;
    let refused = vault.have_across(false, &mut |_| {
        n_told += 1;
        // Whoever waits holds nothing that others need.
        ask(&vault, Request::Overview).expect("an overview");
        false
    });
    // Unless it was done before anybody could go away.
    assert_eq!(refused.err().map(|refusal| refusal.why), (n_told > 0).then_some(Why::Working));
    assert!(total(ask(&vault, people()).expect("people")) > 0);
}

#[test]
fn what_is_erased_while_it_is_worked_out_does_not_come_back() {
    let _alone = alone();
    let room = tempfile::tempdir().expect("room");
    let (vault, documents, _) = vault(room.path());
    let before = total(ask(&vault, people()).expect("people"));
    let erase = Request::Erase { document: documents[0].clone(), reason: "consent was withdrawn".to_owned() };
    // Work that begins with everything, and ends when something is gone.
    let (worked, n_erased) = {
        let mut case = vault.case();
        let case = case.as_mut().expect("a case");
        (std::mem::take(&mut case.worked), case.n_erased)
    };
    ask(&vault, erase).expect("erased");
    vault.work(worked, n_erased);
    assert!(vault.case().as_ref().expect("a case").across.is_none());
    assert_eq!(total(ask(&vault, people()).expect("people")), before - 1);
}
