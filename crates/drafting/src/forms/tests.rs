//! The program's forms are sound, and wrong ones are told where they are wrong.

use super::load::parse;
use super::{Forms, Source, Whom};

const SOUND: &str = "id = \"f\"\ntitle = \"T\"\nshort = \"S\"\nrecipient = \"R\"\nchannel = \"C\"\nneeds_consent = [\"partner\"]\n\
    [[section]]\ntitle = \"One\"\n[[section.field]]\nid = \"a\"\nlabel = \"A\"\nhelp = \"H\"\nsource = \"given\"\n\
    required = true\nask = \"victim\"\nwording = \"published\"\n";

fn wrong(text: &str) -> (usize, usize, String) {
    let error = parse("forms/f.toml", text).unwrap_err();
    assert_eq!(error.path, "forms/f.toml");
    (error.line, error.column, error.what)
}

#[test]
fn the_programs_forms_are_sound() {
    let forms = Forms::builtin().unwrap();
    let names: Vec<&str> = forms.all().map(|form| form.id.as_str()).collect();
    assert_eq!(names, ["arbitrary-detention", "disappearance", "reprisals", "special-procedures"]);
    for form in forms.all() {
        assert!(form.fields().any(|field| field.source == Source::PersonName), "{}: nobody is named", form.id);
        assert!(form.fields().any(|field| field.source == Source::ConsentPartner && field.required), "{}", form.id);
        for field in form.fields() {
            assert!(!field.help.is_empty(), "{}: {} has no help", form.id, field.id);
        }
    }
    // Six elements without which a disappearance is not looked at, and who submits three times.
    let disappearance = forms.get("disappearance").unwrap();
    let required: Vec<&str> =
        disappearance.fields().filter(|field| field.required).map(|field| field.id.as_str()).collect();
    for element in ["victim_name", "date", "place", "perpetrators", "remedies", "source_name"] {
        assert!(required.contains(&element), "{element} must be required");
    }
}

#[test]
fn a_sound_form_is_read() {
    let form = parse("forms/f.toml", SOUND).unwrap();
    let field = form.fields().next().unwrap();
    assert_eq!((field.source, field.ask, field.required, field.is_checked), (Source::Given, Whom::Victim, true, true));
}

#[test]
fn an_unknown_field_is_told_with_line_and_column() {
    let (line, column, what) = wrong(&SOUND.replace("help =", "halp ="));
    assert_eq!((line, column), (12, 1));
    assert!(what.contains("unknown field `halp`"), "{what}");
}

#[test]
fn an_unknown_source_is_told_with_line_column_and_the_nearest() {
    let (line, column, what) = wrong(&SOUND.replace("\"given\"", "\"person.nam\""));
    assert_eq!((line, column), (13, 10));
    assert_eq!(what, "unknown source `person.nam`; did you mean `person.name`?");
    let (.., what) = wrong(&SOUND.replace("\"victim\"", "\"the neighbours\""));
    assert!(what.starts_with("unknown person to ask `the neighbours`; known are victim"), "{what}");
}

#[test]
fn what_is_not_toml_or_stands_twice_is_told() {
    assert_eq!(wrong("id = \"f\"\ntitle = ").0, 2);
    let twice = format!("{SOUND}{}", &SOUND[SOUND.find("[[section.field]]").unwrap()..]);
    let (line, _, what) = wrong(&twice);
    assert_eq!((line, what.as_str()), (18, "the field `a` stands twice"));
    assert!(wrong(&SOUND.replace("id = \"f\"", "id = \"g\"")).2.contains("name of the file, `f`"));
    assert!(wrong(&SOUND.replace("required = true", "required = \"yes\"")).2.contains("boolean"));
}
