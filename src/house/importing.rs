//! Importing a file in tests as the command line does it: received, checked, applied, all in this process.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use crate::app::imports::KINDS;
use crate::imports::context::{Import, Imports};
use crate::imports::failure::Failure;
use crate::imports::kind::find;
use crate::imports::model::{Counts, Line, Outcome, RunId};
use crate::imports::run::{self, Start};
use crate::imports::storage;
use crate::imports::{report_of, run_of};
use crate::server::files::{FileSettings, Files};

/// What became of a file.
#[derive(Clone, Debug)]
pub struct Report {
    pub id: RunId,
    pub counts: Counts,
    /// Every row, by line.
    pub lines: Vec<Line>,
}

impl Report {
    /// Created, changed, unchanged, and left out.
    pub fn numbers(&self) -> [i32; 4] {
        [self.counts.created, self.counts.changed, self.counts.unchanged, self.counts.left_out()]
    }

    /// The row that begins in a line, and its problems as they are stored.
    pub fn line(&self, number: i32) -> (Outcome, Vec<String>) {
        let line = self.lines.iter().find(|line| line.number == number).unwrap_or_else(|| panic!("no line {number}: {:?}", self.lines));
        (line.outcome, line.problems.iter().map(ToString::to_string).collect())
    }

    /// Columns that change in a line.
    pub fn changed(&self, number: i32) -> Vec<String> {
        let line = self.lines.iter().find(|line| line.number == number).unwrap();
        line.changes.iter().map(|(column, ..)| column.clone()).collect()
    }
}

/// What work on runs uses, over a database.
pub fn imports(db: &PgPool) -> Imports {
    let settings = FileSettings { folder: std::env::temp_dir().join("partner-center-tests"), max_bytes: u64::MAX, bucket: None };
    Imports { db: db.clone(), files: Files::new(settings), kinds: KINDS }
}

/// Receives and checks a file.
pub async fn checked(db: &PgPool, kind: &str, content: &[u8], at: DateTime<Utc>) -> Result<Report, Failure> {
    checked_as_of(db, kind, content, (at, at)).await
}

/// The same of rows that are of another moment than the one at which they come.
pub async fn checked_as_of(
    db: &PgPool,
    kind: &str,
    content: &[u8],
    (at, as_of): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Report, Failure> {
    let imports = imports(db);
    let import = Import { kind: find(KINDS, kind).unwrap(), source: "crm", file_name: "a.csv", by: None, at, as_of };
    let mut tx = db.begin().await.unwrap();
    let id = storage::receive(&mut tx, &import, &mut &content[..], usize::MAX).await?;
    tx.commit().await.unwrap();
    run::check(&imports, id, at).await?;
    Ok(report(db, id).await)
}

/// Applies a run that was checked.
pub async fn applied(db: &PgPool, id: RunId, with_likely: bool, at: DateTime<Utc>) -> Report {
    let imports = imports(db);
    let mut tx = db.begin().await.unwrap();
    assert_eq!(run::start(&mut tx, id, with_likely, None).await.unwrap(), Start::Begun);
    tx.commit().await.unwrap();
    run::apply(&imports, id, at).await.unwrap();
    report(db, id).await
}

/// Imports a file, without the rows that are likely the same as another record.
pub async fn imported(db: &PgPool, kind: &str, content: &str, at: DateTime<Utc>) -> Report {
    let checked = checked(db, kind, content.as_bytes(), at).await.unwrap();
    applied(db, checked.id, false, at).await
}

async fn report(db: &PgPool, id: RunId) -> Report {
    let run = run_of(db, id).await.unwrap().unwrap();
    Report { id, counts: run.counts, lines: report_of(db, id).await.unwrap() }
}
