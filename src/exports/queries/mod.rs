//! Exports of one person. Every query names the person: there is no other scope. What the background work does with them stands
//! in `attempts`.

pub mod attempts;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::model::{Export, ExportFormat, ExportId, ExportState, Failure};
use crate::auth::Viewer;
use crate::i18n::Locale;
use crate::lists::ListName;
use crate::lists::model::KeptCondition;

/// An export that is asked for.
#[derive(Clone, Debug)]
pub struct NewExport<'a> {
    /// Its id.
    pub id: ExportId,
    /// The list.
    pub list: &'a str,
    /// Tab, conditions and order as a query.
    pub query: &'a str,
    /// What was typed on masked columns.
    pub private: &'a Value,
    /// The conditions in words, in the language of the file.
    pub conditions: &'a str,
    /// The same without words; none of one that is asked for again and is from before they were kept so.
    pub asked: Option<&'a [KeptCondition]>,
    /// The columns that were shown; none are all.
    pub columns: Option<&'a [String]>,
    /// How it is written.
    pub format: ExportFormat,
    /// In which language.
    pub locale: Locale,
    /// Rows at this moment.
    pub rows: i64,
    /// Days for which its file is kept.
    pub keep_days: i16,
    /// When.
    pub at: DateTime<Utc>,
}

/// How many of the person's exports are under way. Holds the person until the transaction ends, so that two that ask at the same
/// time are counted one after the other.
///
/// # Errors
/// Those of the database.
pub async fn under_way(db: &mut PgConnection, viewer: &Viewer) -> sqlx::Result<i64> {
    sqlx::query!("select id from person where id = $1 for no key update", viewer.person_id.0).fetch_one(&mut *db).await?;
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from export_task where person_id = $1 and state in ('queued', 'running')"#,
        viewer.person_id.0
    )
    .fetch_one(db)
    .await
}

/// Notes that somebody asks for an export.
///
/// # Errors
/// Those of the database.
pub async fn insert(db: &mut PgConnection, viewer: &Viewer, new: &NewExport<'_>) -> sqlx::Result<()> {
    insert_for(db, (viewer.person_id.0, viewer.partner_id().map(|partner| partner.0)), new).await
}

/// The same for a person of a partner, or of the vendor; for stories in which nobody asks (the demo).
///
/// # Errors
/// Those of the database.
pub async fn insert_for(db: &mut PgConnection, (person, partner): (Uuid, Option<Uuid>), new: &NewExport<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into export_task (id, person_id, partner_id, list, query, private, conditions, columns, format, locale, state, rows_expected,
                                  keep_days, requested_at, updated_at, asked)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued', $11, $12, $13, $13, $14)",
        new.id.0,
        person,
        partner,
        new.list,
        new.query,
        new.private,
        new.conditions,
        new.columns,
        new.format.as_str(),
        new.locale.tag(),
        new.rows,
        new.keep_days,
        new.at,
        new.asked.map(|asked| serde_json::json!(asked))
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The viewer's export of this id; somebody else's does not exist.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: &PgPool, viewer: &Viewer, id: ExportId) -> sqlx::Result<Option<Export>> {
    let row = sqlx::query!(
        r#"select list, conditions, asked, format as "format: ExportFormat", columns is not null as "only_shown!", state as "state: ExportState", failure,
                  attempt, rows_expected, rows_written, as_of, bytes, requested_at, finished_at, expires_at
           from export_task where id = $1 and person_id = $2"#,
        id.0,
        viewer.person_id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Export {
        id,
        list: row.list,
        conditions: row.conditions,
        asked: kept(row.asked),
        format: row.format,
        only_shown: row.only_shown,
        state: row.state,
        failure: row.failure.parse::<Failure>().ok(),
        attempt: row.attempt,
        rows_expected: row.rows_expected,
        rows_written: row.rows_written,
        as_of: row.as_of,
        bytes: row.bytes,
        requested_at: row.requested_at,
        finished_at: row.finished_at,
        expires_at: row.expires_at,
    }))
}

/// What was asked, as it was understood.
#[derive(Clone, Debug)]
pub struct AskedBefore {
    /// The list; none that this program does not know.
    pub list: Option<ListName>,
    /// Tab, conditions and order as a query.
    pub query: String,
    /// What was typed on masked columns.
    pub private: Value,
    /// The conditions in words, in the language of the file.
    pub conditions: String,
    /// The same without words; none of an export from before they were kept so.
    pub asked: Option<Vec<KeptCondition>>,
    /// The columns that were shown; none are all.
    pub columns: Option<Vec<String>>,
    /// How it is written.
    pub format: ExportFormat,
    /// In which language.
    pub locale: Locale,
}

/// Conditions as they stand in the column; none where this program does not understand them.
pub fn kept(asked: Option<Value>) -> Option<Vec<KeptCondition>> {
    serde_json::from_value(asked?).ok()
}

/// What an export of the viewer's asked for.
///
/// # Errors
/// Those of the database.
pub async fn asked_before(db: &PgPool, viewer: &Viewer, id: ExportId) -> sqlx::Result<Option<AskedBefore>> {
    let row = sqlx::query!(
        r#"select list, query, private, conditions, asked, columns, format as "format: ExportFormat", locale
           from export_task where id = $1 and person_id = $2"#,
        id.0,
        viewer.person_id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| AskedBefore {
        list: row.list.parse().ok(),
        query: row.query,
        private: row.private,
        conditions: row.conditions,
        asked: kept(row.asked),
        columns: row.columns,
        format: row.format,
        locale: Locale::from_tag(&row.locale).unwrap_or_default(),
    }))
}

/// Gives an export of the viewer's up that is under way: whoever writes it does not know its fence any more. `false` when it has
/// ended.
///
/// # Errors
/// Those of the database.
pub async fn cancel(db: &mut PgConnection, viewer: &Viewer, id: ExportId, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update export_task set state = 'cancelled', fence = fence + 1, leased_until = null, finished_at = $3, updated_at = $3
         where id = $1 and person_id = $2 and state in ('queued', 'running')",
        id.0,
        viewer.person_id.0,
        at
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 1 {
        sqlx::query!("delete from export_row_ids where task_id = $1", id.0).execute(db).await?;
    }
    Ok(done.rows_affected() == 1)
}

/// The file of an export of the viewer's that is done.
#[derive(Clone, Debug)]
pub struct Finished {
    /// The stored file.
    pub file_id: Uuid,
    /// What its last sheet, or the companion file, says.
    pub manifest: String,
    /// The attempt that wrote it.
    pub fence: i64,
    /// Rows of it.
    pub rows: i64,
}

/// The file of an export of the viewer's; none before it is done.
///
/// # Errors
/// Those of the database.
pub async fn finished(db: &PgPool, viewer: &Viewer, id: ExportId) -> sqlx::Result<Option<Finished>> {
    sqlx::query_as!(
        Finished,
        r#"select file_id as "file_id!", manifest as "manifest!", fence, rows_written as rows
           from export_task where id = $1 and person_id = $2 and state = 'done'"#,
        id.0,
        viewer.person_id.0
    )
    .fetch_optional(db)
    .await
}

/// Some thousand ids of the rows that a file of the viewer's holds; none behind the last.
///
/// # Errors
/// Those of the database.
pub async fn row_ids(db: &PgPool, viewer: &Viewer, id: ExportId, fence: i64, number: i32) -> sqlx::Result<Option<Vec<Uuid>>> {
    sqlx::query_scalar!(
        "select r.ids from export_row_ids r join export_task t on t.id = r.task_id
         where r.task_id = $1 and t.person_id = $2 and r.fence = $3 and r.number = $4",
        id.0,
        viewer.person_id.0,
        fence,
        number
    )
    .fetch_optional(db)
    .await
}
