//! What people say of tasks, as typed and as understood.

use serde::{Deserialize, Serialize};

use super::{TaskId, TaskResult};

/// Most characters of a note.
pub const LONGEST_NOTE: usize = 1000;
/// So many tasks can be processed with one result and note.
pub const MOST_AT_ONCE: usize = 100;

/// Process a task (处理), as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProcessForm {
    /// Idempotency key.
    pub key: String,
    /// The task.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// [`TaskResult`], one of those offered.
    pub result: String,
    /// Mandatory.
    pub note: String,
}

/// The ticked tasks, on their way to the page that processes them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PickForm {
    /// Ids.
    pub tasks: Vec<String>,
    /// `process`; without any tick the form says at least this.
    pub act: String,
}

/// Several tasks with one result and note, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BatchForm {
    /// Idempotency key.
    pub key: String,
    /// `<task>:<version>`; [`MOST_AT_ONCE`] at the most.
    pub tasks: Vec<String>,
    /// [`TaskResult`], one of those offered.
    pub result: String,
    /// Mandatory.
    pub note: String,
}

/// A task in the version that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The task.
    pub id: TaskId,
    /// The version that the page showed.
    pub version: i32,
}

/// What came of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Processing {
    /// One of [`TaskResult::OFFERED`].
    pub result: TaskResult,
    /// 1 to [`LONGEST_NOTE`] characters.
    pub note: String,
}

/// What is said of each task of a batch after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// Processed.
    #[serde(rename = "ok")]
    Processed,
    /// It was over already.
    #[serde(rename = "over")]
    Over,
    /// Somebody changed it after it was shown.
    #[serde(rename = "changed")]
    Changed,
    /// Somebody else processes it.
    #[serde(rename = "denied")]
    NotYours,
}

impl Said {
    /// In addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Processed => "ok",
            Self::Over => "over",
            Self::Changed => "changed",
            Self::NotYours => "denied",
        }
    }

    /// The one of a word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Processed, Self::Over, Self::Changed, Self::NotYours].into_iter().find(|said| said.as_str() == word)
    }
}

/// What is wrong with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing chosen.
    NoResult,
    /// Not one of the choices; an opportunity is reported, not said.
    NotAChoice,
    /// A note is mandatory (U18).
    NoNote,
    /// More characters than this.
    TooLong(usize),
    /// Nothing is ticked.
    NoTask,
    /// More than [`MOST_AT_ONCE`].
    TooMany,
}
