//! The work of an import, the same for the page, the command line and the dry run: only that a dry run's transaction is
//! taken back.

use std::collections::HashMap;

use serde_json::json;
use sqlx::PgConnection;

pub use super::file::Import;
use super::model::{Kind, Line, Outcome, Refusal, Report};
use super::rules::parse_row;
use super::{queries, reading, wanting};
use crate::claims::queries::hold_all_prospects;
use crate::server::audit::{self, AuditEvent};
use crate::server::new_id;

/// Why an import came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The file as a whole is not accepted.
    #[error("{0:?}")]
    File(Refusal),
    /// The database's.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Does everything in the caller's transaction, row by row. Rows that are refused are left out; the report names them. With
/// anything changed, the import itself is recorded and audited.
///
/// # Errors
/// The file as a whole, or the database.
pub async fn run(db: &mut PgConnection, import: &Import<'_>) -> Result<Report, Failure> {
    let rows = reading::read(import.kind, import.content).map_err(Failure::File)?;
    if import.kind == Kind::Customers && !import.dry {
        hold_all_prospects(db).await?;
    }
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut lines = Vec::with_capacity(rows.len());
    for (number, fields) in rows {
        let outcome = match parse_row(import.kind, &fields) {
            Err(wrong) => Outcome::Refused(wrong),
            Ok(row) => match seen.entry(wanting::identity(&row)) {
                std::collections::hash_map::Entry::Occupied(first) => {
                    Outcome::Refused(vec![(String::new(), Refusal::Repeated(*first.get()))])
                }
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(number);
                    queries::apply(db, import.source, import.at, &row).await?
                }
            },
        };
        lines.push(Line { number, subject: wanting::subject(import.kind, &fields), outcome });
    }
    let report = Report { lines, mark: import.mark() };
    if report.would_change() {
        record(db, import, &report).await?;
    }
    Ok(report)
}

async fn record(db: &mut PgConnection, import: &Import<'_>, report: &Report) -> sqlx::Result<()> {
    let counts = report.counts();
    let id = new_id();
    queries::insert_run(db, id, import, counts).await?;
    if import.kind == Kind::Customers {
        queries::tell_account_managers(db, id, import.at).await?;
    }
    let [created, changed, unchanged, refused] = counts;
    let after = json!({
        "kind": import.kind, "source": import.source, "file_name": import.file_name, "mark": report.mark,
        "created": created, "changed": changed, "unchanged": unchanged, "refused": refused,
    });
    audit::record(
        db,
        &AuditEvent {
            at: import.at,
            actor: import.by,
            partner: None,
            verb: "import.done",
            entity: "import_run",
            entity_id: id,
            before: None,
            after: Some(&after),
            request_id: import.request_id,
        },
    )
    .await
}
