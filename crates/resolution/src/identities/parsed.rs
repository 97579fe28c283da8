//! Names as they were understood: each way to write one is taken apart once, however often it stands in the case.

use crate::names::{Name, NameKind};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// A writing of a name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Known {
    #[serde(with = "crate::shared")]
    pub name: Arc<Name>,
    /// "Sgt", "Mayor": a title that stands alone is no name.
    pub is_title: bool,
}

/// All writings so far, by what they name: people, bodies, places.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Parsed {
    known: [HashMap<Box<str>, Option<Known>>; 3],
}

impl Parsed {
    /// The name that a text is; none when nothing in it can be compared.
    pub fn name(&mut self, text: &str, kind: NameKind) -> Option<Known> {
        let [people, bodies, places] = &mut self.known;
        let known = match kind {
            NameKind::Person => people,
            NameKind::Organization => bodies,
            NameKind::Place => places,
        };
        if let Some(known) = known.get(text) {
            return known.clone();
        }
        let parsed = Name::parse(text, kind)
            .ok()
            .map(|name| Known { is_title: kind == NameKind::Person && is_title(text, &name), name: Arc::new(name) });
        known.insert(text.into(), parsed.clone());
        parsed
    }
}

fn is_title(text: &str, name: &Name) -> bool {
    let with_name = || Name::parse(&format!("{text} Olen Vash"), NameKind::Person);
    name.n_parts() < 3 && with_name().is_ok_and(|name| name.n_parts() == 2)
}
