//! The nouns of imports: runs, outcomes of rows, problems, forms.

mod problem;

pub use problem::{Code, Problem};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::values::choice::choices;
use crate::values::id::id_type;

id_type! {
    /// One file that was brought in.
    RunId
}

/// Most rows of one file.
pub const MOST_ROWS: usize = 2_000_000;
/// Most bytes that can be pasted.
pub const MOST_PASTED: usize = 256 * 1024;

choices! {
    /// Where a run stands.
    RunState {
        /// The file is kept, its rows are being read and checked.
        Received => "received",
        /// Every row has an outcome; nothing is changed yet.
        Checked => "checked",
        /// Rows are being written.
        Applying => "applying",
        /// Done.
        Applied => "applied",
        /// The file cannot be read, or a fault of ours.
        Failed => "failed",
        /// Given up before anything was changed.
        Discarded => "discarded",
    }
}

choices! {
    /// What becomes of a row.
    Outcome {
        /// A record comes into being.
        Created => "created",
        /// Fields of a record change.
        Changed => "changed",
        /// The record is as the row says.
        Unchanged => "unchanged",
        /// Nothing is done; the problems say why.
        Refused => "refused",
        /// The same record stands in another row of the file.
        Duplicate => "duplicate",
        /// New, but likely the same as another record.
        Likely => "likely",
    }
}

choices! {
    /// The format of a file.
    Format {
        /// Text with separators.
        Csv => "csv",
        /// A workbook.
        Xlsx => "xlsx",
    }
}

/// How a file was read; the page says so, so that a wrong guess is seen before anything is imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Understood {
    /// Format.
    pub format: Format,
    /// Name of the encoding, of text.
    pub encoding: String,
    /// Between the cells, of text.
    pub separator: char,
    /// Name of the sheet, of a workbook.
    pub sheet: String,
    /// The header as it stands in the file, without empty columns at the end.
    pub header: Vec<String>,
    /// The kind's column of each, by key.
    pub columns: Vec<String>,
}

/// How many rows have which outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of the file.
    pub total: i32,
    /// See [`Outcome::Created`].
    pub created: i32,
    /// See [`Outcome::Changed`].
    pub changed: i32,
    /// See [`Outcome::Unchanged`].
    pub unchanged: i32,
    /// See [`Outcome::Refused`].
    pub refused: i32,
    /// See [`Outcome::Duplicate`].
    pub duplicates: i32,
    /// See [`Outcome::Likely`].
    pub likely: i32,
    /// Fields that are emptied.
    pub emptied: i32,
}

impl Counts {
    /// Of one outcome.
    pub const fn of(&self, outcome: Outcome) -> i32 {
        match outcome {
            Outcome::Created => self.created,
            Outcome::Changed => self.changed,
            Outcome::Unchanged => self.unchanged,
            Outcome::Refused => self.refused,
            Outcome::Duplicate => self.duplicates,
            Outcome::Likely => self.likely,
        }
    }

    /// Rows with any outcome.
    pub const fn all(&self) -> i32 {
        self.created + self.changed + self.unchanged + self.left_out()
    }

    /// Rows that were left out: refused, repeated, or likely the same as another record.
    pub const fn left_out(&self) -> i32 {
        self.refused + self.duplicates + self.likely
    }
}

/// A run, for pages and the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// Key of its kind.
    pub kind: String,
    /// Where the rows come from.
    pub source: String,
    /// The file's name, if one was given.
    pub file_name: String,
    /// The uploaded file.
    pub file_id: Option<uuid::Uuid>,
    /// Bytes of the file.
    pub size: i64,
    /// Where it stands.
    pub state: RunState,
    /// When the file came.
    pub at: DateTime<Utc>,
    /// The moment that its rows are of.
    pub as_of: DateTime<Utc>,
    /// When it was done.
    pub finished_at: Option<DateTime<Utc>>,
    /// Who; nobody for the command line.
    pub by: Option<String>,
    /// Outcomes.
    pub counts: Counts,
    /// The last line that was read, checked or applied.
    pub progress: i32,
    /// Why it failed.
    pub failure: Option<Problem>,
    /// How the file was read.
    pub understood: Option<Understood>,
    /// Whether rows that are likely the same as another record are imported.
    pub with_likely: bool,
    /// When its file, rows and recipients were deleted.
    pub cleared_at: Option<DateTime<Utc>>,
}

/// So many days after a run is over, its file and the rows that were left out go; the counts stay.
pub const KEPT_DAYS: i64 = 90;

/// A row in the report of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The first line of the row in the file, the header being line 1.
    pub number: i32,
    /// What it is about, in clear.
    pub subject: String,
    /// What becomes, or became, of it.
    pub outcome: Outcome,
    /// Why it is left out.
    pub problems: Vec<Problem>,
    /// By column: before, after, in clear.
    pub changes: Vec<(String, String, String)>,
    /// Which record it is likely the same as: key of the kind, or `line:N`.
    pub likely: Option<String>,
}

/// Somebody whom a run tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Name.
    pub name: String,
    /// Records.
    pub count: i32,
    /// Whether the message also goes by e-mail.
    pub by_mail: bool,
}

/// The form of a new import, as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportForm {
    /// Idempotency key.
    pub key: String,
    /// Key of the kind.
    pub kind: String,
    /// Where the rows come from; with the external ID it tells records apart.
    pub source: String,
    /// The moment that its rows are of, in Beijing; empty for now.
    pub as_of: String,
    /// The uploaded file.
    pub file: String,
    /// Pasted rows, where no file is chosen.
    pub content: String,
}

/// What is to be done with a run that was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RunForm {
    /// Idempotency key.
    pub key: String,
    /// The run.
    pub id: String,
    /// `yes` to import rows that are likely the same as another record.
    pub with_likely: String,
}

/// What was staged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staged {
    /// How the file was read.
    pub understood: Understood,
    /// Its rows.
    pub total: i32,
}
