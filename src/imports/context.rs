//! What work on imports is given: the installation, and what is imported.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use super::kind::{Kind, Kinds};
use crate::server::files::Files;

/// What work on runs uses.
#[derive(Clone, Debug)]
pub struct Imports {
    /// The database.
    pub db: PgPool,
    /// Uploaded files.
    pub files: Files,
    /// All kinds of the installation.
    pub kinds: Kinds,
}

/// What is imported.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    /// What the file holds.
    pub kind: &'static Kind,
    /// Where its rows come from.
    pub source: &'a str,
    /// The file's name; may be empty.
    pub file_name: &'a str,
    /// Who; nobody for the command line.
    pub by: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
    /// The moment that the rows are of: `at`, unless somebody says otherwise.
    pub as_of: DateTime<Utc>,
}
