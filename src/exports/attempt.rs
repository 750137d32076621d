//! One attempt of an export: rows out of one snapshot, over a connection of its own, through the anonymiser into a writer (see
//! [`super::pipeline`]); then the file is stored, and only then the export is done. Nothing of an attempt outlives it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sqlx::{Connection as _, Executor as _, PgConnection};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::anonymising::scrubbed;
use super::manifest::{About, scope_in_words};
use super::model::Failure;
use super::pipeline::{Pipeline, Plan};
use super::queries::attempts::{self, Attempt, Claimed};
use super::storing;
use super::table::Table;
use super::text::ExportText;
use super::unscoped::viewer_of_requester;
use super::work::{Exports, Lease, Step, Stop};
use super::writing::WriteError;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::exporting::Asked;
use crate::lists::queries::export;
use crate::lists::rules::may_export_list;

/// Rows that are handed on at once.
const PART: usize = 250;
/// Rows whose ids stand in one row.
const IDS: usize = 10_000;

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
            "set statement_timeout = 0; set idle_in_transaction_session_timeout = '45s';
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
        amounts: table.amounts(&asked),
        key: attempts::key(db).await?,
    };
    let folder = exports.files.scratch_folder().await?;
    let asked = Arc::new(asked);
    let pipeline = Pipeline::start(Plan { asked: asked.clone(), table, about, folder, sheet_rows: exports.sheet_rows, t })?;
    let read = read(exports, &asked, &mut snapshot, claimed.attempt, (&pipeline, lease)).await;
    // No snapshot stands open, and holds rows back from the database's cleaning, while the writer ends its file.
    snapshot.close().await.ok();
    let made = pipeline.finish(read.is_ok()).await;
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

/// Reads the rows and hands them on; meanwhile their ids are noted.
async fn read(
    exports: &Exports,
    asked: &Asked,
    snapshot: &mut PgConnection,
    attempt: Attempt,
    (pipeline, lease): (&Pipeline, &Lease),
) -> Result<(), Stop> {
    let (send_ids, parts_of_ids) = mpsc::channel(1);
    let handed_on = hand_on(exports, (asked, snapshot), (pipeline, lease), send_ids);
    tokio::try_join!(handed_on, note_ids(exports, attempt, parts_of_ids))?;
    Ok(())
}

async fn hand_on(
    exports: &Exports,
    (asked, snapshot): (&Asked, &mut PgConnection),
    (pipeline, lease): (&Pipeline, &Lease),
    send_ids: mpsc::Sender<Vec<Uuid>>,
) -> Result<(), Stop> {
    let mut all = export::all(&asked.query(), &asked.columns);
    let mut reading = export::Reading::begin(snapshot, &mut all);
    let (mut ids, mut count): (Vec<Uuid>, i64) = (Vec::with_capacity(IDS), 0);
    loop {
        let rows = reading.next(PART).await?;
        let is_last = rows.is_empty();
        count += i64::try_from(rows.len()).unwrap_or(0);
        for row in &rows {
            ids.push(export::id_of(row)?);
        }
        if ids.len() >= IDS || (is_last && !ids.is_empty()) {
            // Nobody takes them where noting has failed, which says so itself.
            let _ = send_ids.send(std::mem::replace(&mut ids, Vec::with_capacity(IDS))).await;
        }
        // The writer's own error is known when it has ended.
        if is_last || !pipeline.take(rows).await? {
            return Ok(());
        }
        lease.note(count)?;
        exports.step(Step::Rows(count))?;
    }
}

async fn note_ids(exports: &Exports, attempt: Attempt, mut parts: mpsc::Receiver<Vec<Uuid>>) -> Result<(), Stop> {
    let mut number = 0;
    while let Some(ids) = parts.recv().await {
        if !attempts::add_row_ids(&exports.db, attempt, number, &ids).await? {
            return Err(Stop::Lost);
        }
        number += 1;
    }
    Ok(())
}
