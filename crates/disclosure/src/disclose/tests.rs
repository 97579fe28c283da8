//! The gate: 5,000 states of consent by chance with planted names; each rule left out is noticed.

use super::{Rule, disclose, disclose_by};
use crate::material::{Material, Person, Standing};
use crate::testing::{Planted, findings, forbidden, planted};
use crate::{Disclosed, Purpose, RecipientKey};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Everything that any writer could get at.
fn shown(disclosed: &Disclosed) -> String {
    let inside = serde_json::to_string(disclosed.as_material()).unwrap_or_default();
    let warnings = serde_json::to_string(disclosed.warnings()).unwrap_or_default();
    format!("{inside}\n{warnings}\n{}", disclosed.recipient())
}

fn found(planted: &Planted, without: Option<Rule>) -> Vec<String> {
    let disclosed = disclose_by(&planted.material, &planted.ask, &planted.consents(), &planted.key, without);
    findings(&forbidden(planted), &shown(&disclosed))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_goes_out_that_consent_does_not_cover(seed in any::<u64>()) {
        let planted = planted(seed);
        let found = found(&planted, None);
        prop_assert!(found.is_empty(), "{:?}: {found:#?}", planted.ask);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn who_agreed_is_named(seed in any::<u64>()) {
        let planted = planted(seed);
        let disclosed = disclose(&planted.material, &planted.ask, &planted.consents(), &planted.key);
        let done = disclosed.done();
        let standing = |wanted: Standing| disclosed.persons().iter().filter(|person| person.standing == wanted).count();
        prop_assert_eq!(standing(Standing::Consented), done.n_consented);
        prop_assert_eq!(standing(Standing::Official), done.n_officials);
        prop_assert_eq!(standing(Standing::Pseudonym), done.n_pseudonymised);
        // Another spelling stands for a name that is too near to that of somebody shielded.
        let spellings = |person: &Person| person.names.iter().chain([&person.name]).cloned().collect::<Vec<_>>();
        let real: BTreeSet<String> = planted.material.persons.iter().flat_map(spellings).collect();
        for person in disclosed.persons() {
            prop_assert_eq!(real.contains(&person.name), person.standing != Standing::Pseudonym);
        }
    }

    #[test]
    fn two_recipients_share_no_identifier(seed in any::<u64>()) {
        let mut planted = planted(seed);
        planted.ask.purpose = Purpose::Public;
        let ids = |key: &RecipientKey| {
            let disclosed = disclose(&planted.material, &planted.ask, &planted.consents(), key);
            let people = disclosed.persons().iter().map(|person| person.id.clone());
            let hidden = disclosed.persons().iter().filter(|person| person.is_pseudonymous()).map(|person| person.name.clone());
            let events = disclosed.events().iter().map(|event| event.id.clone());
            let documents = disclosed.documents().iter().flat_map(|document| [document.id.clone(), document.hash.clone()]);
            people.chain(hidden).chain(events).chain(documents).collect::<BTreeSet<String>>()
        };
        let (one, other) = (ids(&RecipientKey::from_bytes([1; 32])), ids(&RecipientKey::from_bytes([2; 32])));
        prop_assert_eq!(one.intersection(&other).count(), 0);
        prop_assert_eq!(ids(&RecipientKey::from_bytes([1; 32])), one);
    }

    #[test]
    fn the_order_of_what_comes_in_shows_nowhere(seed in any::<u64>()) {
        let mut planted = planted(seed);
        planted.ask.purpose = Purpose::Public;
        let turned = |material: &Material| {
            let mut material = material.clone();
            material.persons.reverse();
            material.events.reverse();
            material.documents.reverse();
            material.bodies.reverse();
            material.places.reverse();
            material
        };
        let as_it_is = disclose(&planted.material, &planted.ask, &planted.consents(), &planted.key);
        let reversed = disclose(&turned(&planted.material), &planted.ask, &planted.consents(), &planted.key);
        prop_assert_eq!(shown(&as_it_is), shown(&reversed));
    }
}

#[test]
fn what_somebody_types_is_looked_through_too() {
    let mut planted = planted(7);
    planted.ask.purpose = Purpose::Public;
    planted.consents.clear();
    planted.ask.overrides.clear();
    let disclosed = disclose(&planted.material, &planted.ask, &planted.consents(), &planted.key);
    let hidden = disclosed.persons().iter().filter(|person| person.is_pseudonymous()).count();
    assert!(hidden > 0 && disclosed.names_nobody_hidden("the relatives of somebody"));
    for marks in planted
        .marks
        .iter()
        .filter(|marks| !disclosed.persons().iter().any(|one| one.name.to_lowercase().contains(&marks.names[0])))
    {
        assert!(!disclosed.names_nobody_hidden(&format!("told by the aunt of {}", marks.names[0])));
    }
}

#[test]
fn a_gate_without_one_of_its_rules_is_caught() {
    let rules = [
        Rule::Screen,
        Rule::Unknown,
        Rule::Documents,
        Rule::Scope,
        Rule::Officials,
        Rule::Coarse,
        Rule::Attributes,
        Rule::Keys,
    ];
    for rule in rules {
        let caught = (0..5000).find(|seed| !found(&planted(*seed), Some(rule)).is_empty());
        assert!(caught.is_some(), "nothing noticed that {rule:?} was left out");
    }
}
