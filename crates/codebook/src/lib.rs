//! The codebook: what an organisation may change, as checked, immutable tables.
//!
//! In: the folder `codebook/` (built in, or another one). Out: [`Codebook`], pinned by a content hash that every result
//! carries. Each lexicon is one file in `lexicons/` here and one `.tsv` of the same name there.
//! Not here: rules that use the tables (see `coding`).

mod act_types;
mod countries;
mod error;
mod files;
/// The word lists of one language.
pub mod lexicons;
mod table;
mod weights;

pub use act_types::{ActType, ActTypes};
pub use countries::{Countries, Country};
pub use error::CodebookError;
pub use files::Files;
pub use lexicons::*;
pub use table::{Row, Table};
pub use weights::{Leaning, Weights};

/// All tables.
#[derive(Debug)]
pub struct Codebook {
    /// The act types and their crosswalk.
    pub act_types: ActTypes,
    /// States and territories.
    pub countries: Countries,
    /// English word lists.
    pub english: Lexicons,
    /// What tells sure acts from doubtful ones.
    pub act_confidence: Weights,
    /// Which words lean towards what rights reports are about.
    pub leaning: Leaning,
    files: Files,
}

impl Codebook {
    /// The codebook that the program carries.
    ///
    /// # Errors
    /// [`CodebookError`] when a built-in file is wrong; a test makes sure that none is.
    pub fn builtin() -> Result<Codebook, CodebookError> {
        Codebook::from_files(Files::builtin())
    }

    /// The codebook in a folder.
    ///
    /// # Errors
    /// [`CodebookError`] with file and line.
    pub fn open(folder: &std::path::Path) -> Result<Codebook, CodebookError> {
        Codebook::from_files(Files::read(folder)?)
    }

    fn from_files(files: Files) -> Result<Codebook, CodebookError> {
        let act_types = ActTypes::load(&files)?;
        let countries = Countries::load(&files)?;
        let english = Lexicons::load(&files, "en", &act_types)?;
        let act_confidence = Weights::load(&files, "weights/act_confidence.tsv")?;
        let leaning = Leaning::load(&files, "weights/leaning.tsv")?;
        Ok(Codebook { act_types, countries, english, act_confidence, leaning, files })
    }

    /// `sha256:` and the hex digest of all files: paths, lengths and contents in order of path.
    pub fn hash(&self) -> String {
        self.files.hash()
    }

    /// The files themselves, for pages and worked examples.
    pub fn files(&self) -> &Files {
        &self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_codebook_is_sound() {
        let codebook = Codebook::builtin().unwrap();
        assert!(codebook.act_types.get("arrest").is_some());
        assert!(codebook.hash().starts_with("sha256:"));
    }

    #[test]
    fn a_people_leads_to_its_country() {
        let codebook = Codebook::builtin().unwrap();
        let iso = |word: &str| codebook.countries.of_people(word).map(|country| country.iso.as_str());
        assert_eq!([iso("kenyan"), iso("kenyans"), iso("marovian")], [Some("KE"), Some("KE"), None]);
        assert!(codebook.countries.is_people_plural("kenyans") && !codebook.countries.is_people_plural("kenyan"));
    }

    #[test]
    fn every_noun_class_that_a_trigger_asks_for_exists() {
        let codebook = Codebook::builtin().unwrap();
        let lexicons = &codebook.english;
        let computed = ["people", "people?", "place", "organization", "many", "score"];
        for word in lexicons.act_words.iter() {
            for class in word.when.iter().flat_map(|condition| &condition.classes) {
                let known = lexicons.noun_classes.has(class) || computed.contains(&class.as_str());
                assert!(known, "{}#{} asks for @{class}", word.act, word.rule);
            }
        }
    }

    #[test]
    fn the_rows_of_an_act_have_names_of_their_own() {
        let codebook = Codebook::builtin().unwrap();
        let mut seen = std::collections::HashSet::new();
        for word in codebook.english.act_words.iter() {
            assert!(seen.insert((&word.act, &word.rule)), "{}#{} stands twice", word.act, word.rule);
        }
    }

    #[test]
    fn an_unknown_act_suggests_the_nearest() {
        let codebook = Codebook::builtin().unwrap();
        assert_eq!(codebook.act_types.nearest("denial_entry"), Some("denial_of_entry"));
    }
}
