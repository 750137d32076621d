//! The command that says whether a file is one of ours, whole and unaltered.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sqlx::PgPool;

use super::manifest::bytes_of;
use super::queries::attempts;
use super::verifying::{Verdict, judge, read};

/// What the command found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The file is ours, whole and unaltered.
    pub is_genuine: bool,
    /// What is said.
    pub text: String,
}

/// Verifies a file. The record of a text stands in `proof`, or beside it under the same name with the ending `.json`; without one
/// the installation is asked whether it wrote these very bytes.
///
/// # Errors
/// When a file cannot be read, those of the database.
pub async fn verify(db: &PgPool, file: &Path, proof: Option<&Path>) -> anyhow::Result<Report> {
    let key = attempts::key(db).await?;
    let path = file.to_path_buf();
    let content = tokio::task::spawn_blocking(move || read(&path)).await??;
    let beside = proof.map(Path::to_path_buf).or_else(|| Some(file.with_extension("json")).filter(|path| path.is_file() && path != file));
    let mut record = match beside {
        Some(path) if content.record.is_none() => Some(text_of(path).await?),
        _ => None,
    };
    if record.is_none() && content.record.is_none() {
        record = attempts::written_before(db, &bytes_of(&content.data_hash).unwrap_or_default()).await?;
    }
    Ok(report(&judge(&content, record.as_deref(), &key)))
}

async fn text_of(path: PathBuf) -> anyhow::Result<String> {
    tokio::fs::read_to_string(&path).await.map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
}

fn report(verdict: &Verdict) -> Report {
    let (is_genuine, mut text, manifest) = match verdict {
        Verdict::Genuine(manifest) => {
            (true, "This file was written by this installation; it is whole and unaltered.\n".to_owned(), Some(manifest))
        }
        Verdict::Altered(manifest) => {
            (false, "ALTERED: the data is not what this installation wrote. Its record says:\n".to_owned(), Some(manifest))
        }
        Verdict::NotProven => {
            (false, "NOT PROVEN: the record in this file was not written by this installation, or was changed.\n".to_owned(), None)
        }
        Verdict::NoRecord => {
            (false, "NOT KNOWN: there is no record in this file or beside it, and this installation wrote no such data.\n".to_owned(), None)
        }
    };
    for (label, words) in manifest.iter().flat_map(|manifest| &manifest.lines) {
        let _ = if label.is_empty() { writeln!(text, "  {words}") } else { writeln!(text, "  {label}: {words}") };
    }
    Report { is_genuine, text }
}
