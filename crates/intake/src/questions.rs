//! The questions of the form (`codebook/intake/questions.tsv`), and what counts as yes and no.

/// Languages of the form, in the order of the columns.
pub const LANGUAGES: [&str; 4] = ["en", "km", "th", "id"];
const QUESTIONS: &str = include_str!("../../../codebook/intake/questions.tsv");
const ANSWERS: &str = include_str!("../../../codebook/intake/answers.tsv");

/// How something is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is only said.
    Said,
    /// A line.
    Text,
    /// Several lines.
    Long,
    /// Yes or no.
    YesNo,
}

/// A question, or something that the form says.
#[derive(Clone, Debug)]
pub struct Question {
    /// As recorded, and in brackets in the text form.
    pub id: &'static str,
    /// How it is answered.
    pub kind: Kind,
    /// Without an answer nothing is taken in.
    pub is_required: bool,
    words: [&'static str; 4],
}

/// All of them, in order.
#[derive(Clone, Debug)]
pub struct Questions(Vec<Question>);

impl Questions {
    /// Those of the built-in codebook. A line that does not fit is left out; a test reads all of them.
    #[must_use]
    pub fn built_in() -> Self {
        let lines = QUESTIONS.lines().filter(|line| !line.starts_with('#')).skip(1);
        Self(lines.filter_map(question).collect())
    }

    /// What is asked.
    pub fn asked(&self) -> impl Iterator<Item = &Question> {
        self.0.iter().filter(|one| one.kind != Kind::Said)
    }

    /// The question with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Question> {
        self.asked().find(|one| one.id == id)
    }

    /// What the form says or asks, in a language.
    #[must_use]
    pub fn say(&self, id: &str, language: &str) -> &'static str {
        self.0.iter().find(|one| one.id == id).map_or("", |one| one.words(language))
    }
}

impl Question {
    /// In a language; in English when it has no words in that one.
    #[must_use]
    pub fn words(&self, language: &str) -> &'static str {
        let place = LANGUAGES.iter().position(|known| *known == language).unwrap_or_default();
        let [english, ..] = self.words;
        self.words.get(place).copied().filter(|words| !words.is_empty()).unwrap_or(english)
    }
}

fn question(line: &'static str) -> Option<Question> {
    let cells: Vec<&'static str> = line.split('\t').map(str::trim).collect();
    let [id, kind, required, en, km, th, indonesian] = <[&'static str; 7]>::try_from(cells).ok()?;
    let kind = match kind {
        "text" => Kind::Text,
        "long" => Kind::Long,
        "yesno" => Kind::YesNo,
        _ => Kind::Said,
    };
    Some(Question { id, kind, is_required: required == "yes", words: [en, km, th, indonesian] })
}

/// What a word means as an answer to a question of yes and no; none when it is neither.
pub fn yes_or_no(word: &str) -> Option<bool> {
    let word = word.trim().trim_end_matches(['.', '។', '!']).trim().to_lowercase();
    let lines = ANSWERS.lines().filter(|line| !line.starts_with('#')).skip(1);
    let found = lines.filter_map(|line| line.split_once('\t')).find(|(_, known)| known.trim() == word);
    found.map(|(answer, _)| answer == "yes")
}
