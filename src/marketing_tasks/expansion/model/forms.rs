//! What people say of tasks, as typed and as understood.

use serde::{Deserialize, Serialize};

use super::{TaskId, TaskResult};

/// Most characters of a note.
pub const LONGEST_NOTE: usize = 1000;

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
    /// `<task>:<version>`; a hundred at the most.
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
    /// More than [`MOST_AT_ONCE`](crate::marketing_tasks::model::MOST_AT_ONCE).
    TooMany,
}
