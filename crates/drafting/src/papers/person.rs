//! What is known of a person: the answers of a form and the first page of a dossier.

use crate::looking::Look;
use crate::naming::{chain_names, one_line};
use crate::when;
use crate::words::{n_with, t, with};
use disclosure::{Consent, ConsentState, Person, Purpose};
use paper::{Face, Field, Run};

/// Everything that is known, with what is not.
pub fn fields(look: &Look<'_>, person: &Person) -> Vec<Field> {
    let one = |key: &str, value: Option<String>| field(&t(key), value.into_iter().collect());
    let facts = &person.attributes;
    vec![
        one("field-name", Some(person.name.clone())),
        field(&t("field-names"), other_names(person)),
        one("field-birth", birth(person)),
        field(&t("field-age"), ages(person)),
        one("field-gender", facts.gender.clone()),
        one("field-nationality", facts.nationality.clone()),
        one("field-occupation", facts.occupation.clone()),
        field(&t("field-roles"), person.roles.iter().take(12).map(|role| one_line(role)).collect()),
        one("field-residence", residence(look, person)),
        one("field-defender", facts.defender.map(yes_no)),
        one("field-defender-work", facts.defender_work.clone()),
    ]
}

/// Labels of what is not recorded, for the list of what is not known.
pub fn lacks(look: &Look<'_>, person: &Person) -> Vec<String> {
    let facts = &person.attributes;
    let all = [
        ("field-birth", birth(person).is_none() && facts.ages.is_empty()),
        ("field-gender", facts.gender.is_none()),
        ("field-nationality", facts.nationality.is_none()),
        ("field-occupation", facts.occupation.is_none()),
        ("field-residence", residence(look, person).is_none()),
        ("field-defender", facts.defender.is_none()),
    ];
    all.into_iter().filter(|(_, lacks)| *lacks).map(|(key, _)| when::lower_first(&t(key))).collect()
}

fn field(label: &str, values: Vec<String>) -> Field {
    let nothing = vec![Run::faced(&t("not-recorded"), Face::Missing)];
    let answers: Vec<Vec<Run>> = values.iter().map(|value| vec![Run::text(value)]).collect();
    Field { label: label.to_owned(), answers: if answers.is_empty() { vec![nothing] } else { answers }, missing: false }
}

/// Spellings beside the name.
pub fn other_names(person: &Person) -> Vec<String> {
    let others = person.names.iter().filter(|name| **name != person.name).take(12);
    let others: Vec<String> = others.map(|name| one_line(name)).collect();
    if others.is_empty() { others } else { vec![others.join("; ")] }
}

/// Date of birth, as far as it may go out.
pub fn birth(person: &Person) -> Option<String> {
    let window = person.attributes.birth;
    (!window.is_open()).then(|| when::short(window))
}

/// Ages that texts give.
pub fn ages(person: &Person) -> Vec<String> {
    let age = |age: &disclosure::Age| {
        let at = when::within(age.at, "stated");
        n_with("age-at", usize::try_from(age.years).unwrap_or_default(), &[("when", &at)])
    };
    person.attributes.ages.iter().take(4).map(age).collect()
}

/// Where they live: in words, or as a place.
pub fn residence(look: &Look<'_>, person: &Person) -> Option<String> {
    let place = person.attributes.residence_place.as_deref().map(|id| chain_names(&look.chain(id)));
    person.attributes.residence.clone().or_else(|| place.filter(|names| !names.is_empty()))
}

/// "Yes" or "No".
pub fn yes_no(is_so: bool) -> String {
    t(if is_so { "yes" } else { "no" })
}

/// What was agreed to or refused for a purpose; none when nobody was asked.
pub fn consent(person: &Person, purpose: Purpose) -> Option<&Consent> {
    let all = || person.consents.iter().rev();
    let of_purpose = all().find(|consent| consent.purpose == Some(purpose));
    of_purpose.or_else(|| all().find(|consent| consent.purpose.is_none() && consent.state != ConsentState::Given))
}

/// "Agreed on 3 May 2031, in writing, by the person; valid until …".
pub fn consent_words(consent: &Consent) -> String {
    let day = |key: &str, day: Option<jiff::civil::Date>| {
        day.map(|day| with(key, &[("day", &when::day(day))])).unwrap_or_default()
    };
    let by = match (consent.by.as_deref(), consent.guardian) {
        (Some(who), true) => with("consent-by-guardian", &[("who", who)]),
        (Some(who), false) => with("consent-by", &[("who", who)]),
        (None, true) => t("consent-guardian"),
        (None, false) => String::new(),
    };
    let how = consent.how.as_deref().map(|how| with("consent-how", &[("how", &one_line(how))])).unwrap_or_default();
    let key = match consent.state {
        ConsentState::Given => "consent-given",
        ConsentState::Refused => "consent-refused",
        ConsentState::Withdrawn => "consent-withdrawn",
    };
    let (on, until) = (day("consent-on", consent.on), day("consent-until", consent.until));
    with(key, &[("on", &on), ("how", &how), ("by", &by), ("until", &until)])
}
