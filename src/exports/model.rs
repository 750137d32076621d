//! The nouns of exports.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::lists::model::KeptCondition;
use crate::values::choice::choices;
use crate::values::id::id_type;

id_type! {
    /// An export that somebody asked for.
    ExportId
}

choices! {
    /// Where an export stands.
    ExportState {
        /// 排队中: it waits for the background work.
        Queued => "queued",
        /// 处理中: it is being written.
        Running => "running",
        /// 已完成: its file can be downloaded.
        Done => "done",
        /// 失败: three attempts came to nothing, or its person may not have it any more.
        Failed => "failed",
        /// 已取消: its person gave it up.
        Cancelled => "cancelled",
        /// 已过期: its file is gone.
        Expired => "expired",
    }
}

impl ExportState {
    /// Whether it waits or is being written.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }
}

choices! {
    /// How the file is written.
    ExportFormat {
        /// A workbook.
        Xlsx => "xlsx",
        /// Comma-separated values: UTF-8 with a byte-order mark, lines that end in CR LF.
        Csv => "csv",
    }
}

choices! {
    /// Why an export failed.
    Failure {
        /// Three attempts were begun and none came to its end.
        Attempts => "attempts",
        /// The person is no longer active.
        Person => "person",
        /// The person does not enter the list any more, or may not export it, or lost a tab or a condition.
        Rights => "rights",
    }
}

/// What the dialog sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CreateForm {
    /// The idempotency key.
    pub key: String,
    /// Which list.
    pub list: String,
    /// What is asked of the list: its address's query.
    pub query: String,
    /// A word of [`ExportFormat`].
    pub format: String,
    /// `shown` for the columns that stand on the page, `all` for all that the person may see.
    pub columns: String,
    /// Of a list that is also exported by days: `window` for all rows of the days, else the conditions in force.
    pub rows: String,
    /// The first day of such an export, `2026-11-30`.
    pub from: String,
    /// Its last day.
    pub until: String,
    /// `count` says how many rows the days hold, and makes no export.
    pub act: String,
}

/// Which export.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportForm {
    /// The idempotency key.
    pub key: String,
    /// Its id.
    pub id: String,
}

/// An export of the viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its id.
    pub id: ExportId,
    /// The list, by its name.
    pub list: String,
    /// The conditions in words, in the language of the file.
    pub conditions: String,
    /// The same without words; none of an export from before they were kept so.
    pub asked: Option<Vec<KeptCondition>>,
    /// How it is written.
    pub format: ExportFormat,
    /// Only the columns that were shown.
    pub only_shown: bool,
    /// Where it stands.
    pub state: ExportState,
    /// Why it failed; none unless it did.
    pub failure: Option<Failure>,
    /// Attempts that were begun.
    pub attempt: i32,
    /// Rows of the snapshot, or of the moment in which it was asked for.
    pub rows_expected: i64,
    /// Rows that are written.
    pub rows_written: i64,
    /// The moment of the snapshot.
    pub as_of: Option<DateTime<Utc>>,
    /// Bytes of the file.
    pub bytes: Option<i64>,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// When the file goes.
    pub expires_at: Option<DateTime<Utc>>,
}
