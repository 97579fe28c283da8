//! What must not be silent about records and their links.

use crate::cluster::ClusterProblem;

/// Why records cannot be linked at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkageError {
    /// Nothing but headings, or not even those.
    #[error("there are no records; give a row of headings and at least one row below it")]
    NoRows,
    /// The schema asks for a column that is not there.
    #[error("there is no column `{column}`; name the columns as the first row does")]
    NoColumn {
        /// The heading that was looked for.
        column: String,
    },
    /// More columns than a comparison can hold.
    #[error("{n} columns are to be compared, at most {most} can be; leave out those that say the least")]
    TooManyColumns {
        /// How many there are.
        n: usize,
        /// How many there may be.
        most: usize,
    },
    /// The labels do not fit the records.
    #[error("{n_labels} labels were given for {n_records} records; give one for each record")]
    WrongLabels {
        /// How many labels.
        n_labels: usize,
        /// How many records.
        n_records: usize,
    },
    /// Labels that nothing can be learnt from.
    #[error("nothing can be learnt from the labelled records: {0}")]
    Unlearnable(#[from] crate::calibration::CalibrationError),
}

/// Something that a person should know of. Never holds a value of a record: rows are named by their numbers.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LinkageProblem {
    /// Several records have one id. They are linked like any others.
    #[error(
        "{n_ids} ids stand on more than one record ({n_records} records, the first is record {first_record}); they are linked like all others"
    )]
    DuplicatedIds {
        /// How many ids.
        n_ids: usize,
        /// How many records they stand on.
        n_records: usize,
        /// The first such record, from 1.
        first_record: usize,
    },
    /// Rows with more or fewer cells than headings.
    #[error(
        "{n_rows} rows do not have {n_cells} cells (the first is on line {first_line}); what is not there counts as missing, what is too much is left out"
    )]
    RaggedRows {
        /// How many rows.
        n_rows: usize,
        /// Line of the first one, from 1.
        first_line: usize,
        /// How many headings.
        n_cells: usize,
    },
    /// A column without a value.
    #[error("the column `{column}` is empty; it says nothing")]
    EmptyColumn {
        /// Its name.
        column: String,
    },
    /// Names of which no word has more than one letter.
    #[error("{n_records} records have names of single letters only; such names fit many people and weigh little")]
    OneLetterNames {
        /// How many records.
        n_records: usize,
    },
    /// Names with many words.
    #[error("{n_records} names have more than {most} different words; only the first {most} are compared")]
    LongNames {
        /// How many records.
        n_records: usize,
        /// How many words are compared.
        most: usize,
    },
    /// Keys that so many records share that not all pairs were looked at.
    #[error(
        "{n_blocks} keys are shared by more than {most} records each; of their pairs {n_pairs} were not proposed by that key (other keys may have)"
    )]
    LargeBlocks {
        /// How many keys.
        n_blocks: usize,
        /// How many records may share a key before.
        most: usize,
        /// How many pairs such keys left out.
        n_pairs: u64,
    },
    /// What clustering has to say.
    #[error(transparent)]
    Cluster(#[from] ClusterProblem),
}
