//! The lists and weights of `codebook/matching`, read once.

use super::align::{Costs, Hundredths};
use super::sounds::Sounds;
use super::titles::Titles;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Everything that names are parsed and compared with.
#[derive(Debug)]
pub struct Tables {
    pub sounds: Sounds,
    pub costs: Costs,
    pub titles: Titles,
    pub particles: HashMap<&'static str, Particle>,
    pub burmese: HashSet<&'static str>,
    pub organization_words: Words,
    pub place_words: Words,
    /// Share of people who bear a part, 0 to 1.
    pub common: HashMap<&'static str, f64>,
    pub weights: Weights,
    /// Lines that could not be read: `file:line`. A test makes sure that there are none.
    #[cfg_attr(not(test), expect(dead_code))]
    pub problems: Vec<String>,
}

/// A small word inside of a name.
#[derive(Clone, Copy, Debug)]
pub struct Particle {
    pub same: &'static str,
    pub role: ParticleRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParticleRole {
    Of,
    Article,
    Ruler,
}

/// What a word of an organisation's or a place's name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    Article,
    Legal,
    Generic,
    Direction,
    Number,
}

/// Words with their class, and phrases of several words.
#[derive(Debug, Default)]
pub struct Words {
    pub classes: HashMap<String, (&'static str, WordClass)>,
    pub longest_phrase: usize,
}

/// The numbers of `weights.tsv`, bits unless said otherwise there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weights {
    pub part_differs: f64,
    pub part_missing: f64,
    pub further_part_missing: f64,
    pub particle_missing: f64,
    pub particle_same: f64,
    pub initial_agrees: f64,
    pub initial_differs: f64,
    pub other_order: f64,
    pub spacing_differs: f64,
    pub single_part: f64,
    pub same_spelling: f64,
    pub acronym_letter: f64,
    pub number_same: f64,
    pub number_differs: f64,
    pub legal_form_differs: f64,
    pub legal_form_same: f64,
    pub generic_bits: f64,
    pub generic_missing: f64,
    pub generic_differs: f64,
    pub part_cap: f64,
    pub pseudo_entities: f64,
    pub near_ratio: f64,
    pub letters_related: f64,
    pub letters_near: f64,
    pub letters_lost: f64,
    pub letters_shared: f64,
    pub enough: f64,
    pub beyond_enough: f64,
    pub slope: f64,
    pub likely_different: f64,
    pub likely_possible: f64,
    pub likely_variant: f64,
    pub likely_same: f64,
}

impl Weights {
    /// Whether an alignment of so many hundredths of a bit, or of at most so many, says that parts worth `own` are near.
    pub fn may_be_near(&self, bits: Hundredths, own: Hundredths) -> bool {
        bits > 0 && f64::from(bits) >= self.near_ratio * f64::from(own)
    }
}

/// The built-in tables.
pub fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(read)
}

fn read() -> Tables {
    let mut problems = Vec::new();
    let sounds = Sounds::read(&mut Lines::new(
        "sounds",
        include_str!("../../../../codebook/matching/sounds.tsv"),
        &mut problems,
    ));
    let confusions = include_str!("../../../../codebook/matching/confusions.tsv");
    let costs = Costs::read(&sounds, &mut Lines::new("confusions", confusions, &mut problems));
    let titles = include_str!("../../../../codebook/matching/titles.tsv");
    let titles = Titles::read(&mut Lines::new("titles", titles, &mut problems));
    let particles = include_str!("../../../../codebook/matching/particles.tsv");
    let particles = read_particles(&mut Lines::new("particles", particles, &mut problems));
    let burmese = include_str!("../../../../codebook/matching/burmese_words.tsv");
    let burmese =
        Lines::new("burmese_words", burmese, &mut problems).filter_map(|row| row.cells.first().copied()).collect();
    let organizations = include_str!("../../../../codebook/matching/organization_words.tsv");
    let organization_words = read_words(&mut Lines::new("organization_words", organizations, &mut problems));
    let places = include_str!("../../../../codebook/matching/place_words.tsv");
    let place_words = read_words(&mut Lines::new("place_words", places, &mut problems));
    let common = include_str!("../../../../codebook/matching/common_names.tsv");
    let common = read_common(&mut Lines::new("common_names", common, &mut problems));
    let weights = include_str!("../../../../codebook/matching/weights.tsv");
    let weights = read_weights(&mut Lines::new("weights", weights, &mut problems));
    Tables { sounds, costs, titles, particles, burmese, organization_words, place_words, common, weights, problems }
}

/// The rows of a table below its line of column names.
pub struct Lines<'p> {
    file: &'static str,
    lines: std::iter::Skip<std::vec::IntoIter<(usize, &'static str)>>,
    problems: &'p mut Vec<String>,
}

/// One row.
pub struct Row {
    pub line: usize,
    pub cells: Vec<&'static str>,
}

impl Row {
    /// The cell at `position`; empty when the row is shorter.
    pub fn cell(&self, position: usize) -> &'static str {
        self.cells.get(position).copied().unwrap_or_default()
    }
}

impl<'p> Lines<'p> {
    pub fn new(file: &'static str, text: &'static str, problems: &'p mut Vec<String>) -> Self {
        let lines = text.lines().enumerate().map(|(i, line)| (i + 1, line));
        let lines: Vec<_> = lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty()).collect();
        Self { file, lines: lines.into_iter().skip(1), problems }
    }

    /// Remembers that a row could not be read.
    pub fn wrong(&mut self, row: &Row) {
        self.problems.push(format!("codebook/matching/{}.tsv:{}", self.file, row.line));
    }
}

impl Iterator for Lines<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let (line, text) = self.lines.next()?;
        Some(Row { line, cells: text.split('\t').map(str::trim).collect() })
    }
}

fn read_particles(lines: &mut Lines<'_>) -> HashMap<&'static str, Particle> {
    let mut particles = HashMap::new();
    while let Some(row) = lines.next() {
        let role = match row.cell(2) {
            "of" => ParticleRole::Of,
            "article" => ParticleRole::Article,
            "ruler" => ParticleRole::Ruler,
            _ => {
                lines.wrong(&row);
                continue;
            }
        };
        particles.insert(row.cell(0), Particle { same: row.cell(1), role });
    }
    particles
}

fn read_words(lines: &mut Lines<'_>) -> Words {
    let mut words = Words::default();
    while let Some(row) = lines.next() {
        let class = match row.cell(2) {
            "article" => WordClass::Article,
            "legal" => WordClass::Legal,
            "generic" => WordClass::Generic,
            "direction" => WordClass::Direction,
            "number" => WordClass::Number,
            _ => {
                lines.wrong(&row);
                continue;
            }
        };
        let folded: Vec<String> = row.cell(0).split(' ').map(super::fold::plain_letters).collect();
        words.longest_phrase = words.longest_phrase.max(folded.len());
        words.classes.insert(folded.join(" "), (row.cell(1), class));
    }
    words
}

fn read_common(lines: &mut Lines<'_>) -> HashMap<&'static str, f64> {
    let mut common = HashMap::new();
    while let Some(row) = lines.next() {
        match row.cell(1).parse::<f64>() {
            Ok(share) if (0.0..=500.0).contains(&share) => {
                let of_people = common.entry(row.cell(0)).or_insert(0.0_f64);
                *of_people = of_people.max(share / 1000.0);
            }
            _ => lines.wrong(&row),
        }
    }
    common
}

fn read_weights(lines: &mut Lines<'_>) -> Weights {
    let mut weights = Weights::default();
    while let Some(row) = lines.next() {
        match (weights.field(row.cell(0)), row.cell(1).parse::<f64>()) {
            (Some(field), Ok(value)) if value.is_finite() => *field = value,
            _ => lines.wrong(&row),
        }
    }
    weights
}

impl Weights {
    fn field(&mut self, name: &str) -> Option<&mut f64> {
        Some(match name {
            "part_differs" => &mut self.part_differs,
            "part_missing" => &mut self.part_missing,
            "further_part_missing" => &mut self.further_part_missing,
            "particle_missing" => &mut self.particle_missing,
            "particle_same" => &mut self.particle_same,
            "initial_agrees" => &mut self.initial_agrees,
            "initial_differs" => &mut self.initial_differs,
            "other_order" => &mut self.other_order,
            "spacing_differs" => &mut self.spacing_differs,
            "single_part" => &mut self.single_part,
            "same_spelling" => &mut self.same_spelling,
            "acronym_letter" => &mut self.acronym_letter,
            "number_same" => &mut self.number_same,
            "number_differs" => &mut self.number_differs,
            "legal_form_differs" => &mut self.legal_form_differs,
            "legal_form_same" => &mut self.legal_form_same,
            "generic_bits" => &mut self.generic_bits,
            "generic_missing" => &mut self.generic_missing,
            "generic_differs" => &mut self.generic_differs,
            "part_cap" => &mut self.part_cap,
            "pseudo_entities" => &mut self.pseudo_entities,
            "near_ratio" => &mut self.near_ratio,
            "letters_related" => &mut self.letters_related,
            "letters_near" => &mut self.letters_near,
            "letters_lost" => &mut self.letters_lost,
            "letters_shared" => &mut self.letters_shared,
            "enough" => &mut self.enough,
            "beyond_enough" => &mut self.beyond_enough,
            "slope" => &mut self.slope,
            "likely_different" => &mut self.likely_different,
            "likely_possible" => &mut self.likely_possible,
            "likely_variant" => &mut self.likely_variant,
            "likely_same" => &mut self.likely_same,
            _ => return None,
        })
    }
}
