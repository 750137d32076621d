//! The rows of a file on their way into the staging table: parsed, in batches, by COPY over a connection of its own (a COPY
//! that is dropped leaves a connection of sqlx 0.9 out of step, so none of the pool is used).

mod rows;

use std::fs::File;

use sqlx::{Connection as _, Executor as _, PgConnection, PgPool};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::kind::Kind;
use super::model::{Code, Problem, Understood};
use super::queries;
use super::reading::{self, Stop};
use rows::Rows;

/// Batches that wait for the database; with their size the memory of a file of any length.
const WAITING: usize = 4;

/// Why a file came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The file as a whole is not accepted.
    #[error("{0}")]
    File(Problem),
    /// The database's.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The file's or the machine's.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::File(problem) => Self::File(problem),
            Stop::Io(error) => Self::Io(error),
            Stop::Enough => Self::Io(std::io::ErrorKind::BrokenPipe.into()),
        }
    }
}

/// What was staged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staged {
    /// How the file was read.
    pub understood: Understood,
    /// Its rows.
    pub total: i32,
}

/// Rows of the file as text of COPY, and the last line in them.
struct Part {
    text: Vec<u8>,
    line: i32,
}

/// Reads a file into the staging table of a run, in place of what is there, and marks rows that cannot stand beside each other.
///
/// # Errors
/// See [`Failure`]; then nothing is staged.
pub async fn stage(db: &PgPool, kind: &'static Kind, run: Uuid, file: File) -> Result<Staged, Failure> {
    let mut connection = own_connection(db).await?;
    queries::staged::forget(&mut connection, run).await?;
    let (send, mut parts) = mpsc::channel::<Part>(WAITING);
    let reader = tokio::task::spawn_blocking(move || read(kind, run, file, &send));
    let mut copy =
        connection.copy_in_raw("copy import_row (run_id, line, id, cells, raw, fixed, outcome, problems) from stdin").await?;
    while let Some(part) = parts.recv().await {
        copy.send(part.text).await?;
        queries::runs::note_progress(db, run, part.line).await?;
    }
    let staged = match reader.await.map_err(std::io::Error::other)? {
        Ok(staged) => staged,
        Err(stop) => {
            copy.abort("the file cannot be read").await?;
            connection.close().await.ok();
            return Err(stop.into());
        }
    };
    copy.finish().await?;
    queries::staged::mark_repeated(&mut connection, kind, run).await?;
    // The planner knows nothing of a table that was filled a moment ago.
    connection.execute("analyze import_row").await?;
    connection.close().await.ok();
    Ok(staged)
}

/// A connection without the limits of the pool: a statement over all rows of a file takes as long as it takes.
async fn own_connection(db: &PgPool) -> sqlx::Result<PgConnection> {
    let options = db.connect_options();
    let mut connection = PgConnection::connect_with(&options).await?;
    connection.execute("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0").await?;
    Ok(connection)
}

fn read(kind: &'static Kind, run: Uuid, file: File, send: &mpsc::Sender<Part>) -> Result<Staged, Stop> {
    let mut rows = Rows::new(kind, run);
    let reading = reading::read(file, &mut |_, row| {
        rows.add(row)?;
        match rows.part() {
            Some(part) => send.blocking_send(part).map_err(|_| Stop::Enough),
            None => Ok(()),
        }
    })?;
    let (understood, total, last) = rows.finish(reading)?;
    if total == 0 {
        return Err(Code::NoRows.into());
    }
    send.blocking_send(last).map_err(|_| Stop::Enough)?;
    Ok(Staged { understood, total })
}
