//! The words that name acts: one row for each trigger, with the grammar in which it counts.

use super::{ActFrames, Role};
use crate::{ActTypes, CodebookError, Files, Row, Table};
use std::collections::HashMap;

/// Rows of `act_words.tsv`, found by trigger word.
#[derive(Debug, Default)]
pub struct ActWords {
    rows: Vec<ActWord>,
    by_word: HashMap<(Part, String), Vec<usize>>,
}

/// One way to name an act.
#[derive(Clone, Debug)]
pub struct ActWord {
    /// Id of the act type.
    pub act: String,
    /// Name of the row, unique within the act type.
    pub rule: String,
    /// Base forms of the trigger.
    pub words: Vec<String>,
    /// Part of speech of the trigger.
    pub part: Part,
    /// Where each participant stands, best place first.
    pub roles: Vec<(Role, Vec<Path>)>,
    /// What else must hold.
    pub when: Vec<Condition>,
    /// How often a careful reader agrees with what the row finds, `0.0..=1.0`.
    pub prior: f64,
}

/// Part of speech of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// "arrested".
    Verb,
    /// "the arrest of".
    Noun,
    /// "is missing", "unaccounted for".
    Adjective,
}

/// A way through the tree from the trigger: `obj.of` is what the object is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path(pub Vec<Slot>);

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// Who does it: subject of an active verb, by-phrase of a passive one, also when shared or left out.
    Subject,
    /// Whom it is done to: object of an active verb, subject of a passive one.
    Object,
    /// To whom something is given or refused: "denied *him* entry", "*he* was denied entry".
    Dative,
    /// A particle: "round *up*".
    Particle,
    /// An infinitive or participle that the word takes: "forced to *confess*".
    Clause,
    /// What somebody is said to be or become: "found *guilty*".
    Complement,
    /// "*Vash's* arrest", "*his* arrest".
    Possessor,
    /// "*police* interrogation".
    Compound,
    /// "*military* court", and a noun's number words.
    Modifier,
    /// "*slowly*".
    Adverb,
    /// The verb of a clause of time or reason: "killed when police *fired*".
    Circumstance,
    /// The word that governs this one.
    Governor,
    /// "*not*", "*never*".
    Negation,
    /// Coordinated words.
    Conjunct,
    /// Who carries out the act that a noun names: "*police* made arrests".
    Doer,
    /// Whom a noun's act or state befalls: "*he* faces arrest", "*she* is in detention".
    Bearer,
    /// The word itself.
    Itself,
    /// The relation of the word to its governor, as the model names it.
    Relation,
    /// The word as written.
    Form,
    /// Any word of the sentence within six words.
    Near,
    /// Any word of the sentence within thirty words: what the sentence is about.
    Around,
    /// What stands behind a preposition: `into` in "taken into *custody*".
    Preposition(String),
}

/// A test on the words at the end of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Where to look; any of them.
    pub paths: Vec<Path>,
    /// Whether the test must fail.
    pub negated: bool,
    /// Whether it holds when nothing stands there.
    pub optional: bool,
    /// Base forms that are wanted.
    pub words: Vec<String>,
    /// Noun classes that are wanted, `people` or `people?`.
    pub classes: Vec<String>,
    /// Whether anything will do.
    pub anything: bool,
    /// As written in the table.
    pub source: String,
}

impl ActWords {
    pub(super) fn load(
        files: &Files,
        language: &str,
        act_types: &ActTypes,
        frames: &ActFrames,
    ) -> Result<ActWords, CodebookError> {
        let path = format!("lexicons/{language}/act_words.tsv");
        let table = Table::read(files, &path)?;
        let mut words = ActWords::default();
        for row in table.rows() {
            words.add(read_row(&row, act_types, frames)?);
        }
        Ok(words)
    }

    fn add(&mut self, row: ActWord) {
        let row_idx = self.rows.len();
        for word in &row.words {
            self.by_word.entry((row.part, word.clone())).or_default().push(row_idx);
        }
        self.rows.push(row);
    }

    /// The rows whose trigger has this base form, in order of the table.
    pub fn rows_for(&self, part: Part, word: &str) -> impl Iterator<Item = &ActWord> {
        self.by_word.get(&(part, word.to_owned())).into_iter().flatten().map(|&row_idx| &self.rows[row_idx])
    }

    /// Whether a verb does something to its object in some row ("their computers were *seized*") and to its subject in none.
    pub fn needs_object(&self, verb: &str) -> bool {
        let first = |row: &ActWord| {
            let paths = row.roles.iter().find(|(role, _)| *role == Role::Victim).map(|(_, paths)| paths);
            paths.and_then(|paths| paths.first()?.0.first().cloned())
        };
        let rows: Vec<Option<Slot>> = self.rows_for(Part::Verb, verb).map(first).collect();
        rows.contains(&Some(Slot::Object)) && rows.iter().all(|slot| slot.is_some() && *slot != Some(Slot::Subject))
    }

    /// Every row.
    pub fn iter(&self) -> impl Iterator<Item = &ActWord> {
        self.rows.iter()
    }
}

fn read_row(row: &Row<'_, '_>, act_types: &ActTypes, frames: &ActFrames) -> Result<ActWord, CodebookError> {
    let act = row.required("act")?;
    if act_types.get(act).is_none() {
        return Err(row.wrong(format!("no act type `{act}`; did you mean `{}`?", act_types.nearest(act).unwrap_or(""))));
    }
    let name = row.required("frame")?;
    let frame = frames.get(name).ok_or_else(|| row.wrong(format!("no frame `{name}` in act_frames.tsv")))?;
    let mut roles = frame.roles.clone();
    for (role, paths) in read_roles(row, row.get("roles"))? {
        roles.retain(|(other, _)| *other != role);
        roles.push((role, paths));
    }
    let prior = match row.get("prior") {
        "" => frame.prior,
        cell => cell.parse().map_err(|_| row.wrong(format!("`{cell}` is not a number")))?,
    };
    Ok(ActWord {
        act: act.to_owned(),
        rule: row.required("rule")?.to_owned(),
        words: row.list("words").map(str::to_owned).collect(),
        part: frame.part,
        roles,
        when: row.get("when").split_whitespace().map(|cell| condition(row, cell)).collect::<Result<_, _>>()?,
        prior,
    })
}

/// Reads `victim:obj.of|obj perpetrator:subj`.
pub(super) fn read_roles(row: &Row<'_, '_>, cell: &str) -> Result<Vec<(Role, Vec<Path>)>, CodebookError> {
    cell.split_whitespace()
        .map(|part| {
            let (role, paths) = part.split_once(':').ok_or_else(|| row.wrong(format!("`{part}` is not role:path")))?;
            let role = Role::named(role).ok_or_else(|| row.wrong(format!("no role `{role}`")))?;
            Ok((role, paths.split('|').filter(|path| *path != "-").map(Path::named).collect()))
        })
        .collect()
}

/// Reads `!obj?:@people|dog`.
fn condition(row: &Row<'_, '_>, cell: &str) -> Result<Condition, CodebookError> {
    let (path, wanted) = cell.split_once(':').ok_or_else(|| row.wrong(format!("`{cell}` is not path:words")))?;
    let (path, negated) = path.strip_prefix('!').map_or((path, false), |rest| (rest, true));
    let (path, optional) = path.strip_suffix('?').map_or((path, false), |rest| (rest, true));
    let (classes, words): (Vec<&str>, Vec<&str>) = wanted.split('|').partition(|word| word.starts_with('@'));
    Ok(Condition {
        paths: path.split('/').map(Path::named).collect(),
        negated,
        optional,
        anything: words.contains(&"*"),
        words: words.into_iter().map(str::to_owned).collect(),
        classes: classes.into_iter().map(|class| class[1..].to_owned()).collect(),
        source: cell.to_owned(),
    })
}

impl Path {
    fn named(name: &str) -> Path {
        Path(name.split('.').map(Slot::named).collect())
    }
}

impl Slot {
    fn named(name: &str) -> Slot {
        match name {
            "subj" => Slot::Subject,
            "obj" => Slot::Object,
            "dat" => Slot::Dative,
            "prt" => Slot::Particle,
            "do" => Slot::Clause,
            "is" => Slot::Complement,
            "poss" => Slot::Possessor,
            "comp" => Slot::Compound,
            "mod" => Slot::Modifier,
            "adv" => Slot::Adverb,
            "when" => Slot::Circumstance,
            "gov" => Slot::Governor,
            "not" => Slot::Negation,
            "conj" => Slot::Conjunct,
            "doer" => Slot::Doer,
            "bearer" => Slot::Bearer,
            "self" => Slot::Itself,
            "rel" => Slot::Relation,
            "form" => Slot::Form,
            "near" => Slot::Near,
            "around" => Slot::Around,
            preposition => Slot::Preposition(preposition.to_owned()),
        }
    }
}
