//! What comparisons are worth: `codebook/matching/identity_weights.tsv`, read once.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

/// Hundredths of a bit: whole numbers, so that sums do not depend on their order.
pub type Hundredths = i32;

macro_rules! weights {
    ($($name:ident),* $(,)?) => {
        /// The rows of the file, in hundredths.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Weights { $(pub $name: Hundredths),* }

        impl Weights {
            /// Rows by name; what is missing or unknown is told.
            fn read(rows: &HashMap<&str, Hundredths>) -> (Self, Vec<String>) {
                let known: BTreeSet<&str> = BTreeSet::from([$(stringify!($name)),*]);
                let mut problems: Vec<String> = Vec::new();
                problems.extend(known.iter().filter(|name| !rows.contains_key(*name)).map(|name| format!("{name} is missing")));
                problems.extend(rows.keys().filter(|name| !known.contains(*name)).map(|name| format!("{name} is not known")));
                problems.sort_unstable();
                (Self { $($name: rows.get(stringify!($name)).copied().unwrap_or_default()),* }, problems)
            }
        }
    };
}

weights!(
    prior_people,
    prior_growth,
    prior_bodies,
    part_of_name,
    acronym,
    acronym_several,
    acronym_defined,
    role_alike,
    role_near,
    role_common,
    role_other,
    country_same,
    country_other,
    body_country_same,
    body_country_other,
    date_near,
    date_far,
    company_share,
    company_most,
    company_none,
    sex_same,
    sex_other,
    sex_certain,
    kin,
    age_same,
    age_other,
    act_same,
    act_near,
    death_same,
    death_other,
    after_death,
    text_same,
    contradiction,
    strong_role,
    join_at,
    agree_at,
    review_at,
);

/// What a word of a role is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleWord {
    /// The form that stands for all spellings; none when the word says nothing.
    pub same: Option<&'static str>,
    /// Very many people are that.
    pub is_common: bool,
    /// It says who somebody is to another.
    pub is_family: bool,
    /// `m` or `f`.
    pub gender: Option<char>,
}

/// From a sum of bits to log2 of the odds that hold on labelled pairs (Platt 1999): a straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    slope: f64,
    intercept: f64,
}

impl Line {
    pub fn apply(self, sum: Hundredths) -> Hundredths {
        // Saturates; sums are far below the limits.
        self.slope.mul_add(f64::from(sum), self.intercept * 100.0).round() as Hundredths
    }
}

/// The lines of `identity_calibration.tsv`: people and bodies, each for pairs that a program may join and for those that it may not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibrations([[Line; 2]; 2]);

impl Calibrations {
    pub const fn of(&self, are_bodies: bool, is_limited: bool) -> Line {
        self.0[are_bodies as usize][is_limited as usize]
    }

    /// Reads the rows; what cannot be read is told, and stays as the sum is.
    fn read(file: &'static str, unread: &mut Vec<String>) -> Self {
        let mut lines = [[Line { slope: 1.0, intercept: 0.0 }; 2]; 2];
        for row in rows(file) {
            let cells: Vec<&str> = row.split('\t').collect();
            let place = |cell: usize, words: [&str; 2]| words.iter().position(|word| cells.get(cell) == Some(word));
            let number = |cell: usize| cells.get(cell)?.parse::<f64>().ok().filter(|number| number.is_finite());
            let line = number(2).filter(|slope| *slope > 0.0).zip(number(3));
            match (place(0, ["people", "bodies"]), place(1, ["joined", "asked"]), line) {
                (Some(who), Some(how), Some((slope, intercept))) => lines[who][how] = Line { slope, intercept },
                _ => unread.push(row.to_owned()),
            }
        }
        Self(lines)
    }
}

/// What a word of a place's name says of its level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceLevel {
    /// The form that stands for all spellings.
    pub same: &'static str,
    /// Which precisions of the gazetteer it can mean.
    pub precisions: Vec<&'static str>,
}

/// The files of `codebook/matching` that belong to this room.
#[derive(Debug)]
pub struct Tables {
    pub weights: Weights,
    pub calibration: Calibrations,
    pub role_words: HashMap<&'static str, RoleWord>,
    pub fatal_acts: BTreeSet<&'static str>,
    /// Words that say of which level a place is.
    pub place_levels: HashMap<&'static str, PlaceLevel>,
    /// Lines that could not be read; a test makes sure that there are none.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by a test"))]
    pub problems: Vec<String>,
}

/// The tables, read once.
pub fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(read)
}

fn read() -> Tables {
    let mut numbers = HashMap::new();
    let mut unread = Vec::new();
    for row in rows(include_str!("../../../../codebook/matching/identity_weights.tsv")) {
        match row.split('\t').collect::<Vec<_>>()[..] {
            [name, value, _] if value.parse::<f64>().is_ok_and(f64::is_finite) => {
                let bits: f64 = value.parse().unwrap_or_default();
                numbers.insert(name, hundredths(bits));
            }
            _ => unread.push(row.to_owned()),
        }
    }
    let mut role_words = HashMap::new();
    for row in rows(include_str!("../../../../codebook/matching/role_words.tsv")) {
        match row.split('\t').collect::<Vec<_>>()[..] {
            [word, same, class @ ("" | "common" | "family"), gender] => {
                let same = Some(same).filter(|same| *same != "-");
                let gender = gender.chars().next();
                let word_is = RoleWord { same, is_common: class == "common", is_family: class == "family", gender };
                role_words.insert(word, word_is);
            }
            _ => unread.push(row.to_owned()),
        }
    }
    let mut place_levels = HashMap::new();
    for row in rows(include_str!("../../../../codebook/matching/place_levels.tsv")) {
        match row.split('\t').collect::<Vec<_>>()[..] {
            [word, same, precisions] => {
                let level = PlaceLevel { same, precisions: precisions.split(',').collect() };
                let are_known = level.precisions.iter().all(|one| ["country", "region", "city", "site"].contains(one));
                if !are_known || place_levels.insert(word, level).is_some() {
                    unread.push(row.to_owned());
                }
            }
            _ => unread.push(row.to_owned()),
        }
    }
    let calibration =
        Calibrations::read(include_str!("../../../../codebook/matching/identity_calibration.tsv"), &mut unread);
    let (weights, mut problems) = Weights::read(&numbers);
    problems.extend(unread);
    let fatal_acts = rows(include_str!("../../../../codebook/matching/fatal_acts.tsv")).collect();
    Tables { weights, calibration, role_words, fatal_acts, place_levels, problems }
}

/// The rows under the heading.
fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1)
}

/// Bits as whole hundredths.
pub fn hundredths(bits: f64) -> Hundredths {
    // Saturates; scores are far below the limits.
    (bits * 100.0).round() as Hundredths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_files_is_read() {
        assert_eq!(tables().problems, Vec::<String>::new());
        assert!(tables().role_words.len() > 80 && tables().fatal_acts.contains("killing"));
        assert_eq!(tables().weights.role_alike, 400);
        let line = tables().calibration.of(false, false);
        assert!(line.apply(900) < line.apply(1000), "more evidence is never less likely");
    }
}
