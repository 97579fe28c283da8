//! What a paper is made of.

use crate::clean::clean;
use serde::{Deserialize, Serialize};

/// A whole paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Its language, BCP 47.
    pub language: String,
    /// In which direction it is read.
    pub direction: Direction,
    /// What stands before everything else.
    pub title_page: TitlePage,
    /// A line at the top of every page, such as "Confidential".
    pub marking: String,
    /// Whether a table of contents follows the title.
    pub contents: bool,
    /// What the writers themselves need to say.
    pub words: Words,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// The direction of the paper; names and quotations in another one stand apart from what is around them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

/// What stands before everything else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitlePage {
    /// What kind of paper it is; also the only thing that the file says about itself.
    pub kind: String,
    /// About whom or what.
    pub title: String,
    /// Facts about the paper: label and value.
    pub facts: Vec<(String, String)>,
    /// What whoever holds it must know.
    pub notice: Vec<String>,
}

/// Words that the writers put down themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Heading of the table of contents.
    pub contents: String,
    /// Heading of the notes, where they do not stand at the foot of a page.
    pub notes: String,
    /// Before the number of a page: "page".
    pub page: String,
    /// Between the number of a page and how many there are: "of".
    pub of: String,
    /// Back from a note to where it is cited, for who cannot see.
    pub back: String,
    /// Behind a heading that goes on in the next part of a long paper: "continued".
    #[serde(default)]
    pub continued: String,
}

/// One thing after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// Opens a part.
    Heading {
        /// From 1.
        level: u8,
        /// Its words.
        text: String,
    },
    /// Running text.
    Paragraph {
        /// The number in the margin by which others cite it.
        number: Option<u32>,
        /// Its words.
        runs: Vec<Run>,
    },
    /// Words of somebody else, set off.
    Quote {
        /// The words.
        runs: Vec<Run>,
    },
    /// Small print.
    Small {
        /// Its words.
        runs: Vec<Run>,
    },
    /// What has to be seen first: something is missing, or must not be misunderstood.
    Notice {
        /// What it is.
        title: String,
        /// One line each.
        items: Vec<Vec<Run>>,
    },
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
        /// The items.
        items: Vec<Vec<Run>>,
    },
    /// Questions of a form and what is answered.
    Fields {
        /// One after the other.
        rows: Vec<Field>,
    },
    /// A table.
    Table {
        /// What it shows.
        caption: String,
        /// Its columns.
        columns: Vec<Column>,
        /// Its rows, a cell a column.
        rows: Vec<Vec<Cell>>,
    },
    /// What follows stands on a new page.
    PageBreak,
}

/// A question of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The question.
    pub label: String,
    /// What is answered, a paragraph each.
    pub answers: Vec<Vec<Run>>,
    /// Whether the answer is missing; the answers say then what is to be done.
    pub missing: bool,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What stands over it.
    pub title: String,
    /// How wide it is, as a share of the sum of all.
    pub share: u16,
    /// Whether it holds numbers, which stand at its end.
    pub numbers: bool,
}

/// A cell of a table.
pub type Cell = Vec<Run>;

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "run", rename_all = "snake_case")]
pub enum Run {
    /// Letters.
    Text {
        /// They, without what cannot be shown; see [`clean`].
        text: String,
        /// How they stand out.
        face: Face,
    },
    /// A note.
    Note {
        /// Its words; no notes are in it.
        runs: Vec<Run>,
    },
}

/// How words stand out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// Not at all.
    #[default]
    Plain,
    /// What matters.
    Strong,
    /// Titles of works, words of others.
    Emphasis,
    /// Digits of a hash.
    Code,
    /// What is not known or missing.
    Missing,
}

impl Run {
    /// Words that do not stand out.
    #[must_use]
    pub fn text(text: &str) -> Run {
        Run::faced(text, Face::Plain)
    }

    /// Words that stand out.
    #[must_use]
    pub fn faced(text: &str, face: Face) -> Run {
        Run::Text { text: clean(text), face }
    }

    /// A note.
    #[must_use]
    pub fn note(runs: Vec<Run>) -> Run {
        Run::Note { runs }
    }

    /// Its letters; none for a note.
    #[must_use]
    pub fn letters(&self) -> &str {
        match self {
            Run::Text { text, .. } => text,
            Run::Note { .. } => "",
        }
    }
}

impl Block {
    /// A heading.
    #[must_use]
    pub fn heading(level: u8, text: &str) -> Block {
        Block::Heading { level: level.clamp(1, 4), text: clean(text) }
    }

    /// A paragraph without a number.
    #[must_use]
    pub const fn paragraph(runs: Vec<Run>) -> Block {
        Block::Paragraph { number: None, runs }
    }
}

impl Paper {
    /// Every text of the paper with those of its notes, in order; for searches and for checks of fonts.
    pub fn texts(&self, tell: &mut dyn FnMut(&str)) {
        let title = &self.title_page;
        [&title.kind, &title.title, &self.marking].into_iter().for_each(|text| tell(text));
        title.facts.iter().for_each(|(label, value)| [label, value].into_iter().for_each(|text| tell(text)));
        title.notice.iter().for_each(|text| tell(text));
        self.blocks.iter().for_each(|block| block.texts(tell));
    }
}

impl Block {
    fn texts(&self, tell: &mut dyn FnMut(&str)) {
        match self {
            Block::Heading { text, .. } => tell(text),
            Block::Paragraph { runs, .. } | Block::Quote { runs } | Block::Small { runs } => texts(runs, tell),
            Block::Notice { title, items } => {
                tell(title);
                items.iter().for_each(|runs| texts(runs, tell));
            }
            Block::List { items, .. } => items.iter().for_each(|runs| texts(runs, tell)),
            Block::Fields { rows } => rows.iter().for_each(|row| {
                tell(&row.label);
                row.answers.iter().for_each(|runs| texts(runs, tell));
            }),
            Block::Table { caption, columns, rows } => {
                tell(caption);
                columns.iter().for_each(|column| tell(&column.title));
                rows.iter().flatten().for_each(|runs| texts(runs, tell));
            }
            Block::PageBreak => {}
        }
    }
}

fn texts(runs: &[Run], tell: &mut dyn FnMut(&str)) {
    for run in runs {
        match run {
            Run::Text { text, .. } => tell(text),
            Run::Note { runs } => texts(runs, tell),
        }
    }
}
