//! Importing by the command line.

use std::path::Path;

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::model::Kind;
use super::run::{self, Failure, Import};
use super::text::ImportText;
use crate::i18n::Locale;

/// Imports a file, `-` being standard input. Prints every row's outcome and ends in the counts. Refused rows are left out.
///
/// # Errors
/// A file that cannot be read, the database, and refused rows.
pub async fn import(db: &PgPool, kind: Kind, file: &Path, source: &str, dry_run: bool, at: DateTime<Utc>) -> anyhow::Result<()> {
    let content = if file.as_os_str() == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(file) };
    let content = content.map_err(|error| anyhow::anyhow!("{} cannot be read: {error}", file.display()))?;
    let file_name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let import = Import { kind, source, file_name: &file_name, content: &content, by: None, at, dry: dry_run, request_id: None };
    let t = ImportText(Locale::En);
    let mut tx = db.begin().await?;
    let report = run::run(&mut tx, &import).await.map_err(|failure| match failure {
        Failure::File(refusal) => anyhow::anyhow!("{}: {}", file.display(), t.refusal(&refusal)),
        Failure::Database(error) => error.into(),
    })?;
    if dry_run {
        tx.rollback().await?;
    } else {
        tx.commit().await?;
    }
    for line in &report.lines {
        let details = t.detail(&line.outcome).join("; ");
        println!("{}\t{}\t{}\t{details}", line.number, line.subject, t.outcome_word(&line.outcome));
    }
    let [created, changed, unchanged, refused] = report.counts();
    eprintln!("{}", t.summary(created, changed, unchanged, refused));
    anyhow::ensure!(refused == 0, "{refused} rows were refused");
    Ok(())
}
