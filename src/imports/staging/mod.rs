//! The rows of a file on their way into the staging table: parsed, in batches, by COPY over a connection of its own (a COPY
//! that is dropped leaves a connection of sqlx 0.9 out of step, so none of the pool is used).

mod rows;

use std::fs::File;

use sqlx::{Connection as _, Executor as _, PgConnection, PgPool};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::failure::Failure;
use super::kind::Kind;
use super::model::{Code, RunId, Staged};
use super::queries;
use super::reading::{self, Stop};
use rows::{Part, Rows};

/// Batches that wait for the database; with their size the memory of a file of any length.
const WAITING: usize = 4;

/// Work on a run, over a connection of its own without the limits of the pool: a statement over all rows of a file takes as long
/// as it takes.
#[derive(Debug)]
pub struct Work(PgConnection);

impl Work {
    /// Begins; `None` when somebody is at it already.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn begin(db: &PgPool, run: RunId) -> sqlx::Result<Option<Self>> {
        let mut connection = PgConnection::connect_with(&db.connect_options()).await?;
        connection.execute("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0").await?;
        // Ends with the connection, also when the process is killed.
        let is_free = queries::staged::take(&mut connection, run).await?;
        Ok(is_free.then_some(Self(connection)))
    }

    /// Reads a file into the staging table, in place of what is there, and marks rows that cannot stand beside each other.
    ///
    /// # Errors
    /// See [`Failure`]; then nothing is staged.
    pub async fn stage(&mut self, db: &PgPool, kind: &'static Kind, file: File, run: RunId) -> Result<Staged, Failure> {
        let connection = &mut self.0;
        // Nobody sees the rows before those that repeat each other are marked.
        connection.execute("begin").await?;
        queries::staged::forget(&mut *connection, run.0).await?;
        let (send, mut parts) = mpsc::channel::<Part>(WAITING);
        let reader = tokio::task::spawn_blocking(move || read(kind, run.0, file, &send));
        let mut copy =
            connection.copy_in_raw("copy import_row (run_id, line, id, cells, raw, fixed, outcome, problems) from stdin").await?;
        while let Some(part) = parts.recv().await {
            copy.send(part.text).await?;
            queries::runs::note_read(db, run, part.line).await?;
        }
        let staged = match reader.await.map_err(std::io::Error::other)? {
            Ok(staged) => staged,
            Err(stop) => {
                copy.abort("the file cannot be read").await?;
                return Err(stop.into());
            }
        };
        copy.finish().await?;
        // The planner knows nothing of a table that was filled a moment ago: without this, marking took minutes for 20,000 rows.
        connection.execute("analyze import_row").await?;
        queries::staged::mark_repeated(&mut *connection, kind, run.0).await?;
        connection.execute("commit").await?;
        Ok(staged)
    }

    /// Ends.
    pub async fn end(self) {
        self.0.close().await.ok();
    }
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
