//! One attempt of an export: rows out of one snapshot, over a connection of its own, through the anonymiser into a writer; then the
//! file is stored, and only then the export is done. Nothing of an attempt outlives it.

use chrono::{DateTime, Utc};
use sqlx::{Connection as _, Executor as _, PgConnection};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::anonymising::{Anonymiser, Value, scrubbed};
use super::identity::AmountPlaces;
use super::manifest::{About, scope_in_words};
use super::model::Failure;
use super::queries::attempts::{self, Attempt, Claimed};
use super::storing;
use super::table::Table;
use super::text::ExportText;
use super::unscoped::viewer_of_requester;
use super::work::{Exports, Lease, Step, Stop};
use super::writing::{Made, Place, WriteError, Writer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::exporting::Asked;
use crate::lists::queries::export;
use crate::lists::rules::may_export_list;

/// Parts of a thousand rows that wait for the writer: with their size the memory of a file of any length.
const WAITING: usize = 2;
/// Rows whose ids stand in one row.
const IDS: usize = 10_000;

/// What goes to the writer.
enum Part {
    Rows(Vec<Vec<Value>>),
    /// All rows are there. Without it the file is not ended: its rows broke off.
    End,
}

/// Writes the file of an attempt and stores it.
///
/// # Errors
/// See [`Stop`].
pub(super) async fn write(exports: &Exports, claimed: &Claimed, lease: &Lease, now: DateTime<Utc>) -> Result<(), Stop> {
    let db = &exports.db;
    let viewer = viewer_of_requester(db, claimed.person, now).await?.ok_or(Stop::Refused(Failure::Person))?;
    let list = exports.lists.named(&claimed.list).filter(|list| may_export_list(&viewer, list.name).is_ok());
    let list = list.ok_or(Stop::Refused(Failure::Rights))?;
    let locale = Locale::from_tag(&claimed.locale).unwrap_or_default();
    let asked = Asked::again(list, viewer, locale, (db, now), (&claimed.query, &claimed.private, claimed.columns.as_deref()));
    let asked = asked.await.map_err(refused)?;

    let mut snapshot = PgConnection::connect_with(&db.connect_options()).await?;
    snapshot
        .execute(
            "set statement_timeout = 0; set idle_in_transaction_session_timeout = '45s'; set cursor_tuple_fraction = 1;
             begin isolation level repeatable read, read only",
        )
        .await?;
    let rows = export::count(&mut snapshot, &asked.query()).await?;
    if !attempts::note_snapshot(db, claimed.attempt, now, rows).await? {
        return Err(Stop::Lost);
    }
    let t = ExportText(locale);
    let table = Table::of(&asked, t);
    let about = About {
        export: claimed.attempt.id,
        list: (claimed.list.clone(), (list.title)(locale).to_owned()),
        format: claimed.format,
        as_of: now,
        scope: scope_in_words(&asked, t),
        conditions: if claimed.conditions.is_empty() {
            t.no_conditions().to_owned()
        } else {
            scrubbed(&claimed.conditions, true).into_owned()
        },
        headings: table.headings().to_vec(),
        amounts: AmountPlaces::of(&asked, &table),
        key: attempts::key(db).await?,
    };
    let folder = exports.files.scratch_folder().await?;
    let (send, parts) = mpsc::channel::<Part>(WAITING);
    let sheet_rows = exports.sheet_rows;
    let writer = tokio::task::spawn_blocking(move || written(Place { folder: &folder, sheet_rows }, &about, parts, t));
    let read = read(exports, (&asked, &table), &mut snapshot, claimed.attempt, (&send, lease)).await;
    // No snapshot stands open, and holds rows back from the database's cleaning, while the writer ends its file.
    snapshot.close().await.ok();
    if read.is_ok() {
        // A writer that failed says so below.
        let _ = send.send(Part::End).await;
    }
    drop(send);
    let made = writer.await.map_err(std::io::Error::other)?;
    read?;
    let made = made?;
    if i64::try_from(made.manifest.rows) != Ok(rows) {
        return Err(WriteError::Rows { written: made.manifest.rows, read: u64::try_from(rows).unwrap_or(0) }.into());
    }
    exports.step(Step::Written)?;
    storing::store(exports, claimed, (made, (list.title)(locale)), lease).await
}

/// A list that the person does not enter any more is no fault.
fn refused(error: AppError) -> Stop {
    match error {
        AppError::NotAllowed { .. } | AppError::NotFound | AppError::SignInFirst => Stop::Refused(Failure::Rights),
        error => Stop::Failed(anyhow::anyhow!("{error}")),
    }
}

/// Reads the rows through the cursor and hands them on.
async fn read(
    exports: &Exports,
    (asked, table): (&Asked, &Table),
    snapshot: &mut PgConnection,
    attempt: Attempt,
    (send, lease): (&mpsc::Sender<Part>, &Lease),
) -> Result<(), Stop> {
    let anonymiser = Anonymiser::of_a_new_file();
    export::open(&mut *snapshot, &asked.query(), &asked.columns).await?;
    let (mut ids, mut number, mut count): (Vec<Uuid>, i32, i64) = (Vec::with_capacity(IDS), 0, 0);
    loop {
        let part = export::next(&mut *snapshot).await?;
        let is_last = part.is_empty();
        let (of_part, rows) = table.rows(asked, &anonymiser, &part)?;
        count += i64::try_from(rows.len()).unwrap_or(0);
        ids.extend(of_part);
        if ids.len() >= IDS || (is_last && !ids.is_empty()) {
            if !attempts::add_row_ids(&exports.db, attempt, number, &ids).await? {
                return Err(Stop::Lost);
            }
            number += 1;
            ids.clear();
        }
        if is_last {
            return Ok(());
        }
        // The writer's own error is known when it has ended.
        if send.send(Part::Rows(rows)).await.is_err() {
            return Ok(());
        }
        lease.note(count)?;
        exports.step(Step::Rows(count))?;
    }
}

/// The writer's thread.
fn written(place: Place<'_>, about: &About, mut parts: mpsc::Receiver<Part>, t: ExportText) -> Result<Made, WriteError> {
    let mut writer = Writer::begin(about.format, &about.headings, place, t)?;
    loop {
        match parts.blocking_recv() {
            Some(Part::Rows(rows)) => rows.iter().try_for_each(|row| writer.add(row))?,
            Some(Part::End) => return writer.finish(about, t),
            None => return Err(WriteError::Abandoned),
        }
    }
}
