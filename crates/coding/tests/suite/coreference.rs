//! Who is meant: pronouns, people spoken of together, shared names, in invented texts.

use crate::entities::{entity, mentions, names, one};
use domain::{Act, EntityKind, MentionForm, Reading, Role};

/// The names of those to whom the first act of a type was done.
#[track_caller]
fn victims<'a>(reading: &'a Reading, act_type: &str) -> Vec<&'a str> {
    let of_type = |act: &&Act| act.act_type == act_type;
    let act = reading.acts.iter().find(of_type).unwrap_or_else(|| panic!("no {act_type}"));
    let victims = act.participants.iter().filter(|one| one.role == Role::Victim).filter_map(|one| one.entity);
    victims.map(|entity| reading.entities[entity].name.as_str()).collect()
}

#[test]
fn people_named_one_by_one_are_spoken_of_together() {
    let reading = one(
        "Police arrested Maria Lindqvist and Peter Brask on Monday. The two activists were beaten. They were released on Friday.",
    );
    assert_eq!(victims(&reading, "assault"), ["Maria Lindqvist", "Peter Brask"]);
    assert_eq!(victims(&reading, "release"), ["Maria Lindqvist", "Peter Brask"]);
}

#[test]
fn every_name_behind_a_plural_takes_part() {
    let reading = one("Police arrested editors Maria Lindqvist and Peter Brask, not the owner.");
    assert_eq!(victims(&reading, "arrest"), ["Maria Lindqvist", "Peter Brask"]);
    let reading = one("Police arrested several activists, including Maria Lindqvist and Peter Brask, on Monday.");
    assert_eq!(victims(&reading, "arrest"), ["several activists", "Maria Lindqvist", "Peter Brask"]);
}

#[test]
fn a_pronoun_at_the_start_waits_for_its_name() {
    let reading =
        one("She was taken from the plane minutes before departure. The singer, Maria Lindqvist, had been ill.");
    assert_eq!(mentions(&reading, entity(&reading, "Maria Lindqvist"), MentionForm::Pronoun), ["She"]);
}

#[test]
fn a_person_without_a_name_at_the_start_is_the_one_to_whom_the_same_is_done_next() {
    let reading = one(
        "A labour activist was freed on bail on Friday after a week in prison. Peter Brask, a dockers’ leader, was freed by the city court.",
    );
    assert_eq!(victims(&reading, "bail"), ["Peter Brask"]);
    let reading = one("A labour activist was freed on bail on Friday. Peter Brask, a lawyer, said that he was glad.");
    assert_eq!(victims(&reading, "bail"), ["A labour activist"]);
}

#[test]
fn who_speaks_does_not_call_himself_he() {
    let reading = one("Peter Brask met Adam Lindqvist in prison on Monday. “He was beaten every night,” Brask said.");
    assert_eq!(victims(&reading, "assault"), ["Adam Lindqvist"]);
}

#[test]
fn a_shared_family_name_stays_with_whom_it_was_used_for() {
    let reading = one(
        "Peter Lindqvist was arrested on Monday. Lindqvist was beaten in custody. His lawyer, Adam Lindqvist, said that Lindqvist was ill.",
    );
    let peter = entity(&reading, "Peter Lindqvist");
    assert_eq!(mentions(&reading, peter, MentionForm::Name), ["Peter Lindqvist", "Lindqvist", "Lindqvist"]);
    assert_eq!(mentions(&reading, entity(&reading, "Adam Lindqvist"), MentionForm::Name), ["Adam Lindqvist"]);
}

#[test]
fn they_who_are_beaten_are_not_the_soldiers() {
    let reading =
        one("Soldiers stopped the villagers on Monday. They were beaten for an hour, and they were held in a school.");
    assert_eq!(victims(&reading, "assault"), ["the villagers"]);
    assert_eq!(victims(&reading, "detention"), ["the villagers"]);
}

#[test]
fn first_names_and_titles_tell_he_from_she() {
    let reading = one("Maria Lindqvist was arrested on Monday. Eric Brask said that she was beaten.");
    assert_eq!(victims(&reading, "assault"), ["Maria Lindqvist"]);
}

#[test]
fn who_orders_an_arrest_is_not_arrested() {
    let reading = one("Adam Velt questioned Peter Brask on Monday and ordered his detention.");
    assert_eq!(victims(&reading, "detention"), ["Peter Brask"]);
}

#[test]
fn his_party_is_the_one_that_he_leads() {
    let reading = one(
        "Adam Lindqvist, the leader of the Lantern Party, was arrested on Monday. The court dissolved his party on Friday.",
    );
    assert_eq!(victims(&reading, "dissolution"), ["Lantern Party"]);
}

#[test]
fn a_name_behind_a_long_office_is_who_holds_it() {
    let reading = one("The head of the Lantern Journalists Union, Peter Brask, was arrested on Monday. He was beaten.");
    assert_eq!(mentions(&reading, entity(&reading, "Peter Brask"), MentionForm::Nominal), ["The head"]);
    assert_eq!(victims(&reading, "assault"), ["Peter Brask"]);
}

#[test]
fn a_dateline_is_where_and_from_whom_and_no_body() {
    let reading = one("SELM, Karvia (CNA) - Police arrested Peter Brask on Monday.");
    assert_eq!(entity(&reading, "Karvia").kind, EntityKind::Place);
    assert!(names(&reading).contains(&"CNA"), "{:?}", names(&reading));
}

#[test]
fn nobody_is_no_victim_and_a_denial_of_people_names_them() {
    let reading = one("Nobody was detained in Brelka, the commander said. No protester was beaten there, he added.");
    let words = |act_type: &str| -> Vec<&str> {
        let of_type = |act: &&Act| act.act_type == act_type;
        let act = reading.acts.iter().find(of_type).unwrap_or_else(|| panic!("no {act_type}"));
        let victims = act.participants.iter().filter(|one| one.role == Role::Victim);
        victims.map(|one| reading.document.quote(one.span)).collect()
    };
    assert!(words("detention").is_empty());
    assert_eq!(words("assault").len(), 1);
}

#[test]
fn who_speaks_in_the_lead_speaks_again_by_name_and_age() {
    let reading = one(
        "A student leader says officers have beaten her twice. Mirela Castan, 23, told Radio Velin that she was hit again on Monday.",
    );
    assert_eq!(victims(&reading, "assault"), ["Mirela Castan"]);
    let reading = one(
        "A student leader was beaten by officers on Monday. Mirela Castan, 23, told Radio Velin that she saw it all.",
    );
    assert_eq!(victims(&reading, "assault"), ["A student leader"]);
}

#[test]
fn each_name_of_a_list_with_ages_takes_part() {
    let reading = one("Maria Lindqvist, 41, Peter Brask and her brother Olaf Lindqvist were arrested on Monday.");
    assert_eq!(victims(&reading, "arrest"), ["Maria Lindqvist", "Peter Brask", "Olaf Lindqvist"]);
}

#[test]
fn where_a_report_was_sent_from_is_a_place_and_nobody_to_whom_anything_is_done() {
    let reading =
        one("PORT SELM, Jan. 14 (NNA) -- Three traders were arrested near the town of Velk on Saturday, police said.");
    assert_eq!(victims(&reading, "arrest"), ["Three traders"]);
    let place = |name: &str| entity(&reading, name).kind == EntityKind::Place;
    assert!(place("PORT SELM") && place("Velk") && !names(&reading).contains(&"the town"));
    assert_eq!(entity(&reading, "NNA").kind, EntityKind::Organization);
}
