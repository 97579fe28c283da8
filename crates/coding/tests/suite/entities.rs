//! Names, noun phrases and pronouns of invented texts, and what becomes of them.

use crate::{codebook, tools};
use domain::{Entity, EntityKind, MentionForm, Reading};

/// Reads texts with the real model.
fn read(texts: &[&str]) -> Vec<Reading> {
    let codebook = codebook();
    let model = tools::model();
    let mut reader = tools::Reader::new(&model, &codebook);
    texts.iter().map(|text| reader.read(text)).collect()
}

pub fn one(text: &str) -> Reading {
    read(&[text]).remove(0)
}

/// The entity with this name.
#[track_caller]
pub fn entity<'a>(reading: &'a Reading, name: &str) -> &'a Entity {
    let found = reading.entities.iter().find(|entity| entity.name == name);
    found.unwrap_or_else(|| panic!("no {name} among {:?}", names(reading)))
}

pub fn names(reading: &Reading) -> Vec<&str> {
    reading.entities.iter().map(|entity| entity.name.as_str()).collect()
}

/// The words of all mentions of one form.
pub fn mentions<'a>(reading: &'a Reading, entity: &Entity, form: MentionForm) -> Vec<&'a str> {
    let of_form = entity.mentions.iter().filter(|mention| mention.form == form);
    of_form.map(|mention| reading.document.quote(mention.span)).collect()
}

#[test]
fn titles_and_possessive_marks_do_not_belong_to_a_name() {
    let reading = one("General Adam Brask’s lawyer said on Monday that President Jon Velt had ordered the arrest.");
    assert_eq!(entity(&reading, "Adam Brask").kind, EntityKind::Person);
    assert_eq!(entity(&reading, "Jon Velt").roles, ["President"]);
    assert!(!entity(&reading, "Jon Velt").protected);
}

#[test]
fn a_short_form_joins_the_full_name_and_two_of_a_list_stay_two() {
    let reading = one(
        "Police arrested Maria Lindqvist and Peter Brask on Monday. Lindqvist denied the charges. Brask was released.",
    );
    let maria = entity(&reading, "Maria Lindqvist");
    assert_eq!(mentions(&reading, maria, MentionForm::Name), ["Maria Lindqvist", "Lindqvist"]);
    assert_eq!(mentions(&reading, entity(&reading, "Peter Brask"), MentionForm::Name), ["Peter Brask", "Brask"]);
}

#[test]
fn an_acronym_in_brackets_is_the_body_before_it() {
    let reading = one(
        "The Lantern Workers Union (LWU) called for a strike. Police raided the LWU on Friday. The union protested.",
    );
    let union = entity(&reading, "Lantern Workers Union");
    assert_eq!(union.kind, EntityKind::Organization);
    assert_eq!(mentions(&reading, union, MentionForm::Name), ["Lantern Workers Union", "LWU", "LWU"]);
    assert_eq!(mentions(&reading, union, MentionForm::Nominal), ["The union"]);
}

#[test]
fn an_apposition_is_a_role_and_the_same_person() {
    let reading = one("Maria Lindqvist, a spokeswoman for the Lantern Workers Union, said that she was beaten.");
    let maria = entity(&reading, "Maria Lindqvist");
    assert_eq!(maria.roles, ["spokeswoman for the Lantern Workers Union"]);
    assert_eq!(mentions(&reading, maria, MentionForm::Pronoun), ["she"]);
    assert!(maria.protected);
}

#[test]
fn a_word_of_naming_ties_a_noun_phrase_to_a_name() {
    let reading = one("A nurse named Maria Lindqvist was arrested on Monday. The nurse was beaten.");
    let maria = entity(&reading, "Maria Lindqvist");
    assert_eq!(mentions(&reading, maria, MentionForm::Nominal), ["A nurse", "The nurse"]);
}

#[test]
fn officials_are_not_protected_and_former_ones_are() {
    let reading = one("Police chief Peter Brask met Maria Lindqvist, a former governor, on Monday.");
    assert!(!entity(&reading, "Peter Brask").protected);
    assert!(entity(&reading, "Maria Lindqvist").protected);
}

#[test]
fn crowds_are_groups_and_say_whether_they_are_officials() {
    let reading = one("Kenyan police arrested twelve striking nurses. Soldiers beat a group of villagers.");
    let kinds = |name: &str| (entity(&reading, name).kind, entity(&reading, name).protected);
    assert_eq!(kinds("Kenyan police"), (EntityKind::Group, false));
    assert_eq!(kinds("twelve striking nurses"), (EntityKind::Group, true));
    assert_eq!(kinds("a group of villagers"), (EntityKind::Group, true));
    assert_eq!(kinds("Soldiers"), (EntityKind::Group, false));
}

#[test]
fn bodies_of_two_countries_stay_two() {
    let reading = one(
        "Kenyan authorities freed the men. Ugandan authorities had arrested them. The Kenyan authorities said nothing.",
    );
    let kenyan = entity(&reading, "Kenyan authorities");
    assert_eq!(mentions(&reading, kenyan, MentionForm::Nominal), ["Kenyan authorities", "The Kenyan authorities"]);
    assert_eq!(entity(&reading, "Ugandan authorities").mentions.len(), 1);
}

#[test]
fn who_acts_in_a_clause_without_a_subject_is_not_its_object() {
    let reading = one("Oren Valk met Bran Tosk at the harbour. Bran Tosk shouted after pushing him.");
    assert_eq!(mentions(&reading, entity(&reading, "Oren Valk"), MentionForm::Pronoun), ["him"]);
}

#[test]
fn a_pronoun_does_not_stand_for_somebody_of_another_gender_nor_for_its_own_object() {
    let reading = one("Mrs. Lindqvist met Mr. Brask on Monday. She thanked him.");
    assert_eq!(mentions(&reading, entity(&reading, "Lindqvist"), MentionForm::Pronoun), ["She"]);
    assert_eq!(mentions(&reading, entity(&reading, "Brask"), MentionForm::Pronoun), ["him"]);
}

#[test]
fn a_country_and_its_demonym_lead_to_its_place() {
    let reading = one("The activists fled from Kenya to Uganda. The country is safe, they said.");
    let place = entity(&reading, "Kenya").place.as_ref().unwrap();
    assert_eq!(place.country.as_deref(), Some("KE"));
    assert!(place.latitude.is_some_and(|latitude| latitude.abs() < 5.0));
}

#[test]
fn parties_are_not_cut_at_of_nor_run_together_at_a_comma() {
    let reading = one("The National Party of Kenya, the Workers Union and the Miners Party signed the letter.");
    let found = names(&reading);
    assert!(
        ["National Party of Kenya", "Workers Union", "Miners Party"].iter().all(|name| found.contains(name)),
        "{found:?}"
    );
}

#[test]
fn possessors_tell_relatives_apart() {
    let reading = one(
        "Peter Brask and his wife were arrested. Jon Velt said that Brask’s wife was beaten in front of Velt’s wife.",
    );
    let wives = reading.entities.iter().filter(|entity| entity.name.ends_with("wife")).count();
    assert_eq!(wives, 2, "{:?}", names(&reading));
}

#[test]
fn every_mention_quotes_its_text_and_mentions_are_in_order() {
    for reading in read(&[
        "",
        "\n\n",
        "“",
        "A",
        "’s ’s ( ) , Dr. Dr. and The the",
        "MARIA LINDQVIST WAS ARRESTED IN KENYA BY POLICE.",
    ]) {
        for entity in &reading.entities {
            assert!(!entity.mentions.is_empty() && !entity.name.is_empty());
            assert!(entity.mentions.is_sorted_by_key(|mention| mention.span.start));
            assert!(entity.mentions.iter().all(|mention| !reading.document.quote(mention.span).is_empty()));
        }
    }
}

#[test]
fn ordinary_words_are_no_people() {
    let reading = one("He lives in exile and posts on social media every Monday in May.");
    assert!(reading.entities.iter().all(|entity| entity.kind != EntityKind::Group), "{:?}", names(&reading));
    assert!(!names(&reading).contains(&"exile") && !names(&reading).contains(&"Monday"));
}

#[test]
fn the_subject_of_the_clause_above_is_nearer_than_who_was_spoken_of_often() {
    let reading = one("Peter Brask lost his seat after he left his party. Adam Lindqvist said that he would resign.");
    assert_eq!(mentions(&reading, entity(&reading, "Adam Lindqvist"), MentionForm::Pronoun), ["he"]);
}

#[test]
fn a_title_before_several_names_belongs_to_none_of_them() {
    let reading = one("Senators Adam Lindqvist and Peter Brask met on Monday. Peter Brask left.");
    let found = names(&reading);
    assert!(["Adam Lindqvist", "Peter Brask"].iter().all(|name| found.contains(name)), "{found:?}");
}

#[test]
fn an_opposition_party_is_not_the_ruling_party() {
    let reading = one(
        "The ruling party, the National Front, won. The opposition party protested. The ruling party said nothing.",
    );
    let front = entity(&reading, "National Front");
    assert!(!mentions(&reading, front, MentionForm::Nominal).contains(&"The opposition party"));
    assert!(mentions(&reading, front, MentionForm::Nominal).contains(&"The ruling party"));
}

#[test]
fn a_ministry_keeps_the_last_word_of_its_name() {
    let reading = one("In a statement the Ministry of Justice said that all detainees enjoy their rights.");
    assert_eq!(entity(&reading, "Ministry of Justice").kind, EntityKind::Organization);
}

#[test]
fn an_office_of_the_state_is_nobody_of_whom_no_office_is_told() {
    let reading = one(
        "Boats belonging to the brothers were burned. In March a court had fined Anders Holl for insulting the army. \
         The lawyers called on the president to say where he is.",
    );
    let victim = entity(&reading, "Anders Holl");
    assert!(victim.protected, "{victim:?}");
    assert!(!mentions(&reading, victim, MentionForm::Nominal).contains(&"the president"));
    let reading = one("Mr Holl, the mayor of Ulva, resigned. The mayor had defended the strikers.");
    let mayor = reading.entities.iter().find(|entity| entity.name.ends_with("Holl")).expect("the mayor");
    assert!(mentions(&reading, mayor, MentionForm::Nominal).contains(&"The mayor"));
}

#[test]
fn an_unknown_name_behind_neighbouring_or_a_flight_is_a_place() {
    let reading = one("Anni Brask fled to neighbouring Velmark. Two others escaped to Sarth.");
    assert_eq!(entity(&reading, "Velmark").kind, EntityKind::Place);
    assert_eq!(entity(&reading, "Sarth").kind, EntityKind::Place);
}

#[test]
fn a_relative_who_speaks_does_not_take_over_the_surname() {
    let reading = one(
        "Television reporter Naldo Jarrin, who was bundled into a car on Sunday, came home today. “He is alive,” his brother, \
         Faro Jarrin, told reporters. Mr Jarrin, 38, covers missing persons.",
    );
    assert_eq!(mentions(&reading, entity(&reading, "Naldo Jarrin"), MentionForm::Name), ["Naldo Jarrin", "Jarrin"]);
    assert_eq!(mentions(&reading, entity(&reading, "Faro Jarrin"), MentionForm::Name), ["Faro Jarrin"]);
}

#[test]
fn second_names_that_a_text_gives_are_names_of_one_person() {
    let reading = one(
        "Police searched the room of Anucho Phrom, 21, nicknamed “Kai”, and of Sirad Wongka (“Mira”). Later Kai was freed and \
         Mira fled. Thirty men were held, among them the alias “Commander Ox”, whose real name is Teofil Brandeso.",
    );
    for (person, other) in [("Anucho Phrom", "Kai"), ("Sirad Wongka", "Mira"), ("Teofil Brandeso", "Ox")] {
        let found = reading.entities.iter().find(|entity| {
            let names = mentions(&reading, entity, MentionForm::Name);
            names.contains(&person) && names.contains(&other)
        });
        assert!(found.is_some(), "{person} and {other} among {:?}", names(&reading));
    }
}

#[test]
fn a_surname_that_the_model_missed_is_found_again() {
    let reading = one(
        "One suspect, Ramil Ostingo, drew a firearm. The Command denies the version circulated on social media according to \
         which Ostingo was unarmed.",
    );
    assert_eq!(mentions(&reading, entity(&reading, "Ramil Ostingo"), MentionForm::Name), ["Ramil Ostingo", "Ostingo"]);
}
