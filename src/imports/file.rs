//! A file that is imported, and where it comes from.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::model::Kind;

/// What is imported.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    /// What the file holds.
    pub kind: Kind,
    /// Where its rows come from.
    pub source: &'a str,
    /// For the list of imports; may be empty.
    pub file_name: &'a str,
    /// The file.
    pub content: &'a str,
    /// Who; nobody for the command line.
    pub by: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether the caller takes it all back: then nobody who claims meanwhile has to wait.
    pub dry: bool,
    /// The request, for the audit row.
    pub request_id: Option<Uuid>,
}

impl Import<'_> {
    /// Tells this file with this kind and source from any other.
    pub fn mark(&self) -> String {
        let mut hash = Sha256::new();
        for part in [self.kind.as_str(), self.source, self.content] {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
