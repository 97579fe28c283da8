//! The inventory of act types with its crosswalk (PLOVER, CAMEO, ACLED, HURIDOCS).

use crate::{CodebookError, Files, Table};

/// Act types in the order of the inventory.
#[derive(Debug, Default)]
pub struct ActTypes(Vec<ActType>);

/// One act type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActType {
    /// Stable id, such as `denial_of_entry`.
    pub id: String,
    /// `liberty`, `process`, `integrity`, `pressure`, `space` or `movement`.
    pub group: String,
    /// What it is, in one line.
    pub gloss: String,
    /// PLOVER event and mode.
    pub plover: String,
    /// CAMEO code.
    pub cameo: String,
    /// ACLED sub-event.
    pub acled: String,
    /// HURIDOCS micro-thesaurus 4 code.
    pub huridocs: String,
    /// Which role the patient has; `none` for acts without one.
    pub patient_role: String,
}

impl ActTypes {
    pub(crate) fn load(files: &Files) -> Result<ActTypes, CodebookError> {
        let table = Table::read(files, "acts.tsv")?;
        let types = table.rows().map(|row| {
            let cell = |column: &str| row.get(column).to_owned();
            Ok(ActType {
                id: row.required("id")?.to_owned(),
                group: row.required("group")?.to_owned(),
                gloss: row.required("gloss")?.to_owned(),
                plover: cell("plover"),
                cameo: cell("cameo"),
                acled: cell("acled"),
                huridocs: cell("huridocs"),
                patient_role: cell("patient_role"),
            })
        });
        types.collect::<Result<_, _>>().map(ActTypes)
    }

    /// The type with this id.
    pub fn get(&self, id: &str) -> Option<&ActType> {
        self.0.iter().find(|act| act.id == id)
    }

    /// All types.
    pub fn iter(&self) -> impl Iterator<Item = &ActType> {
        self.0.iter()
    }

    /// The id that shares most letter pairs with `id` (Dice 1945), for messages.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        let likeness = |act: &&ActType| (1000.0 * dice(&act.id, id)) as u32;
        self.0.iter().max_by_key(likeness).map(|act| act.id.as_str())
    }
}

fn dice(left: &str, right: &str) -> f64 {
    let pairs = |word: &str| word.as_bytes().windows(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (left, right) = (pairs(left), pairs(right));
    let shared = left.iter().filter(|pair| right.contains(pair)).count();
    2.0 * shared as f64 / (left.len() + right.len()).max(1) as f64
}
