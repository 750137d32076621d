//! The threads of an attempt: one makes of rows what the file holds of them, one writes it. They are threads of their own behind
//! those that answer requests (see [`crate::server::priority`]), so that no page waits for a file, and while they work the
//! database sends the next rows.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use sqlx::postgres::PgRow;
use tokio::sync::{mpsc, oneshot};

use super::anonymising::Anonymiser;
use super::batch::Batch;
use super::manifest::About;
use super::table::Table;
use super::text::ExportText;
use super::work::Stop;
use super::writing::{Made, Place, WriteError, Writer};
use crate::lists::exporting::Asked;
use crate::server::priority::step_behind_requests;

/// Parts that wait for the next thread: with their size the memory of a file of any length.
const WAITING: usize = 2;
/// A disk that takes nothing for so long is broken. The snapshot is not held open for it.
const STALLED: Duration = Duration::from_secs(45);

/// What goes from stage to stage.
enum Part<Rows> {
    Rows(Rows),
    /// All rows are there. Without it the file is not ended: its rows broke off.
    End,
}

/// A file that is being made. It comes to nothing when this is dropped.
pub struct Pipeline {
    rows: mpsc::Sender<Part<Vec<PgRow>>>,
    made: oneshot::Receiver<Result<Made, Stop>>,
}

/// What a file is made of.
pub struct Plan {
    /// The list, as it is asked.
    pub asked: Arc<Asked>,
    /// The columns of the file.
    pub table: Table,
    /// What the file says of itself.
    pub about: About,
    /// For temporary files.
    pub folder: PathBuf,
    /// Rows of a sheet at the most, see `writing::SHEET_ROWS`.
    pub sheet_rows: u32,
    /// Its language.
    pub t: ExportText,
}

impl Pipeline {
    /// Starts the threads.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(plan: Plan) -> std::io::Result<Self> {
        let ((rows, reading), (told, made)) = (mpsc::channel(WAITING), oneshot::channel());
        std::thread::Builder::new().name("export".to_owned()).spawn(move || {
            step_behind_requests();
            // Nobody waits any more where the attempt was given up.
            let _ = told.send(run(&plan, reading));
        })?;
        Ok(Self { rows, made })
    }

    /// Hands rows on, when there is room for them. `false` when the file has failed: [`Pipeline::finish`] says why.
    ///
    /// # Errors
    /// When nothing moves any more.
    pub async fn take(&self, rows: Vec<PgRow>) -> std::io::Result<bool> {
        let sent = tokio::time::timeout(STALLED, self.rows.send(Part::Rows(rows))).await;
        sent.map(|sent| sent.is_ok()).map_err(|_| std::io::Error::other("the writer of an export stands still"))
    }

    /// Ends the file: whole where all rows were handed on, else as abandoned.
    ///
    /// # Errors
    /// See [`Stop`].
    pub async fn finish(self, is_whole: bool) -> Result<Made, Stop> {
        if is_whole {
            let _ = self.rows.send(Part::End).await;
        }
        drop(self.rows);
        self.made.await.map_err(std::io::Error::other)?
    }
}

/// The first thread. Its own error counts before that of the second one, whose rows it ended.
fn run(plan: &Plan, mut rows: mpsc::Receiver<Part<Vec<PgRow>>>) -> Result<Made, Stop> {
    let (send, batches) = sync_channel(WAITING);
    std::thread::scope(|scope| {
        let writer = std::thread::Builder::new().name("export-write".to_owned()).spawn_scoped(scope, move || written(plan, &batches))?;
        let anonymised = anonymised(plan, &mut rows, send);
        let made = writer.join().map_err(|_| std::io::Error::other("the writer of an export panicked"))?;
        anonymised?;
        Ok(made?)
    })
}

fn anonymised(plan: &Plan, rows: &mut mpsc::Receiver<Part<Vec<PgRow>>>, send: SyncSender<Part<Batch>>) -> sqlx::Result<()> {
    let anonymiser = Anonymiser::of_a_new_file();
    while let Some(part) = rows.blocking_recv() {
        let part = match part {
            Part::Rows(rows) => Part::Rows(plan.table.rows(&plan.asked, &anonymiser, &rows)?),
            Part::End => Part::End,
        };
        // A writer that failed says so itself.
        if send.send(part).is_err() {
            break;
        }
    }
    Ok(())
}

/// The second thread.
fn written(plan: &Plan, batches: &Receiver<Part<Batch>>) -> Result<Made, WriteError> {
    let Plan { about, folder, sheet_rows, t, .. } = plan;
    let mut writer = Writer::begin(about.format, &about.headings, Place { folder, sheet_rows: *sheet_rows }, *t)?;
    loop {
        match batches.recv() {
            Ok(Part::Rows(batch)) => batch.each(|row| writer.add(row))?,
            Ok(Part::End) => return writer.finish(about, *t),
            Err(_) => return Err(WriteError::Abandoned),
        }
    }
}
