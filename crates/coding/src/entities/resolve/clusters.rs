//! Which names of a document are forms of one name.

use super::super::names::{self, Name};
use super::{bodies, persons};
use crate::Text;
use crate::entities::{roles, words};
use codebook::Gender;
use domain::EntityKind;
use std::collections::HashMap;

/// All occurrences of one written form.
#[derive(Debug)]
pub(crate) struct Form {
    /// Folded words.
    pub words: Vec<String>,
    /// As first written.
    pub written: std::ops::Range<usize>,
    /// What bears it.
    pub kind: EntityKind,
    /// Positions of the names, in order.
    pub names: Vec<usize>,
    /// The gender that a title before one of them states.
    pub gender: Option<Gender>,
}

/// For each name, the number of its cluster.
pub(crate) fn of_names(text: &Text<'_>, names: &[Name]) -> Vec<usize> {
    let forms = forms(text, names);
    let mut joined = Union::new(forms.len());
    places(text, &forms, &mut joined);
    second_names(text, names, &forms, &mut joined);
    let shared = persons::join(text, names, &forms, &mut joined);
    bodies::join(text, names, &forms, &mut joined);
    let mut clusters = vec![0; names.len()];
    for (form_idx, form) in forms.iter().enumerate() {
        let cluster = joined.find(form_idx);
        form.names.iter().for_each(|&name| clusters[name] = cluster);
    }
    shared.into_iter().for_each(|(name, form_idx)| clusters[name] = joined.find(form_idx));
    clusters
}

fn forms(text: &Text<'_>, names: &[Name]) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut by_words: HashMap<(String, EntityKind), usize> = HashMap::new();
    for (position, name) in names.iter().enumerate() {
        let folded = words::fold(words::written(text, name.tokens.clone()));
        let kind = if name.kind == EntityKind::Group { EntityKind::Organization } else { name.kind };
        let form_idx = *by_words.entry((folded.clone(), kind)).or_insert_with(|| {
            let words = folded.split(' ').map(str::to_owned).collect();
            forms.push(Form { words, written: name.tokens.clone(), kind, names: Vec::new(), gender: None });
            forms.len() - 1
        });
        forms[form_idx].names.push(position);
        let stated = || roles::title_gender(text, name.tokens.start);
        forms[form_idx].gender = forms[form_idx].gender.or_else(stated);
    }
    forms
}

/// "Ada Brask, nicknamed “Kit”," is one person.
fn second_names(text: &Text<'_>, names: &[Name], forms: &[Form], joined: &mut Union) {
    let form_of = |position: usize| forms.iter().position(|form| form.names.contains(&position));
    for (first, second) in names::second_names(text, names) {
        // A title may have been left out of the second name: "Commander Ox" is found as "Ox".
        let named = |name: &Name| {
            name.kind == EntityKind::Person && name.tokens.end == second.end && second.start <= name.tokens.start
        };
        let Some(second) = names.iter().position(named) else { continue };
        if let (Some(first), Some(second)) = (form_of(first), form_of(second)) {
            joined.join(first, second);
        }
    }
}

/// "the US" and "the United States" are one country.
fn places(text: &Text<'_>, forms: &[Form], joined: &mut Union) {
    let mut by_country: HashMap<&str, usize> = HashMap::new();
    for (form_idx, form) in forms.iter().enumerate().filter(|(_, form)| form.kind == EntityKind::Place) {
        let Some(country) = text.codebook.countries.named(&form.words.join(" ")) else { continue };
        let first = *by_country.entry(country.iso.as_str()).or_insert(form_idx);
        joined.join(first, form_idx);
    }
}

/// Disjoint sets of forms.
#[derive(Debug)]
pub(crate) struct Union(Vec<usize>);

impl Union {
    pub(crate) fn new(n: usize) -> Union {
        Union((0..n).collect())
    }

    /// The number of the set that holds `item`.
    pub(crate) fn find(&mut self, mut item: usize) -> usize {
        while self.0[item] != item {
            self.0[item] = self.0[self.0[item]];
            item = self.0[item];
        }
        item
    }

    /// Makes one set of two.
    pub(crate) fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.find(left), self.find(right));
        self.0[left.max(right)] = left.min(right);
    }
}
