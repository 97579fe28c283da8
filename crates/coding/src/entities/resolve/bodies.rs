//! Forms of one body's name: acronyms, "the" and country words left out, "Ministry of X" and "X Ministry".

use super::clusters::{Form, Union};
use crate::Text;
use crate::entities::names::Name;
use crate::entities::words;
use domain::EntityKind;
use std::collections::{BTreeSet, HashMap};

/// Joins forms of organisations' names.
pub(crate) fn join(text: &Text<'_>, names: &[Name], forms: &[Form], joined: &mut Union) {
    let bodies: Vec<usize> = (0..forms.len()).filter(|&i| forms[i].kind == EntityKind::Organization).collect();
    bracketed(text, names, forms, joined);
    initials(text, forms, &bodies, joined);
    same_core(text, forms, &bodies, joined);
    short_forms(text, forms, &bodies, joined);
}

/// "Lantern Workers Union (LWU)".
fn bracketed(text: &Text<'_>, names: &[Name], forms: &[Form], joined: &mut Union) {
    let mut form_of = vec![usize::MAX; names.len()];
    for (form_idx, form) in forms.iter().enumerate() {
        form.names.iter().for_each(|&name| form_of[name] = form_idx);
    }
    for (left, pair) in names.windows(2).enumerate() {
        let [long, short] = pair else { continue };
        let between = long.tokens.end;
        let in_brackets =
            between + 1 == short.tokens.start && text.word(between) == "(" && !words::opens_source(text, between);
        let bodies = forms[form_of[left]].kind == EntityKind::Organization
            && forms[form_of[left + 1]].kind == EntityKind::Organization;
        let one_word = short.tokens.len() == 1 && words::is_acronym(text.word(short.tokens.start));
        if in_brackets && bodies && one_word && !is_state_of_party(text, short.tokens.end) {
            joined.join(form_of[left], form_of[left + 1]);
        }
    }
}

/// "(R-Texas)", "(UMP, Paris)" say more than a short name.
fn is_state_of_party(text: &Text<'_>, after: usize) -> bool {
    after < text.len() && matches!(text.word(after), "-" | "–")
}

/// An acronym whose letters exactly one long name spells.
fn initials(text: &Text<'_>, forms: &[Form], bodies: &[usize], joined: &mut Union) {
    let mut spelled: HashMap<String, Vec<usize>> = HashMap::new();
    for &form_idx in bodies.iter().filter(|&&i| forms[i].words.len() >= 3) {
        for letters in initial_letters(text, &forms[form_idx]) {
            spelled.entry(letters).or_default().push(form_idx);
        }
    }
    for &short in bodies.iter().filter(|&&i| forms[i].words.len() == 1) {
        let written = text.words(forms[short].written.clone());
        let letters: String = written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if !words::is_acronym(written) {
            continue;
        }
        let Some(hosts) = spelled.get(&letters) else { continue };
        let sets: BTreeSet<usize> = hosts.iter().map(|&host| joined.find(host)).collect();
        if let (Some(&only), 1) = (sets.first(), sets.len()) {
            joined.join(only, short);
        }
    }
}

fn initial_letters(text: &Text<'_>, form: &Form) -> BTreeSet<String> {
    let words = || form.written.clone().map(|i| text.word(i)).filter(|word| word.chars().any(char::is_alphanumeric));
    let first = |word: &str| word.chars().next().into_iter().flat_map(char::to_lowercase).collect::<String>();
    let capitals: String = words().filter(|word| words::is_capitalized(word)).map(first).collect();
    let all: String = words().map(first).collect();
    let tail: String = words().filter(|word| words::is_capitalized(word)).skip(1).map(first).collect();
    let tail_counts = form.written.clone().next().is_some_and(|i| words::is_acronym(text.word(i)));
    let mut letters = BTreeSet::from([capitals, all]);
    if tail_counts {
        letters.insert(tail);
    }
    letters.retain(|letters| letters.chars().count() >= 2);
    letters
}

/// Same words apart from small words, their order, and a country that only one of them states.
fn same_core(text: &Text<'_>, forms: &[Form], bodies: &[usize], joined: &mut Union) {
    let mut by_core: HashMap<Vec<String>, Vec<(Option<String>, usize)>> = HashMap::new();
    for &form_idx in bodies.iter().filter(|&&i| forms[i].words.len() >= 2) {
        let (core, country) = core(text, &forms[form_idx]);
        if core.len() >= 2 {
            by_core.entry(core).or_default().push((country, form_idx));
        }
    }
    for group in by_core.values() {
        let countries: BTreeSet<&String> = group.iter().filter_map(|(country, _)| country.as_ref()).collect();
        for (country, form_idx) in group {
            let same = group.iter().find(|(other, _)| other == country || countries.len() <= 1);
            if let Some((_, first)) = same {
                joined.join(*first, *form_idx);
            }
        }
    }
}

fn core(text: &Text<'_>, form: &Form) -> (Vec<String>, Option<String>) {
    let countries = &text.codebook.countries;
    let mut country = None;
    let mut core: Vec<String> = Vec::new();
    for token_idx in form.written.clone() {
        let lower = words::fold(text.word(token_idx));
        let known = countries.of_people(&lower).or_else(|| countries.named(&lower));
        let small = !words::is_capitalized(text.word(token_idx)) || lower == "un" || lower == "u.n.";
        match known {
            Some(known) => country = Some(known.iso.clone()),
            None if !small => core.push(lower),
            None => {}
        }
    }
    core.sort_unstable();
    (core, country)
}

/// "Lantern" after "Lantern International": a first word that only one body bears and that is no ordinary word.
fn short_forms(text: &Text<'_>, forms: &[Form], bodies: &[usize], joined: &mut Union) {
    let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
    for &form_idx in bodies.iter().filter(|&&i| forms[i].words.len() >= 2) {
        by_first.entry(&forms[form_idx].words[0]).or_default().push(form_idx);
    }
    for &short in bodies.iter().filter(|&&i| forms[i].words.len() == 1) {
        let form = &forms[short];
        if words::has_common_word(text, &form.written) || words::is_acronym(text.words(form.written.clone())) {
            continue;
        }
        let hosts = by_first.get(form.words[0].as_str()).map(Vec::as_slice).unwrap_or_default();
        let sets: BTreeSet<usize> = hosts.iter().map(|&host| joined.find(host)).collect();
        if let (Some(&only), 1) = (sets.first(), sets.len()) {
            joined.join(only, short);
        }
    }
}
