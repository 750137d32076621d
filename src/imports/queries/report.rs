//! What is kept of the rows of a run: the first of each outcome, and all that were left out.

use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use crate::imports::kind::{Batch, Kind};
use crate::imports::model::{Line, Outcome, Problem, RunId};
use crate::imports::rules::Staff;

/// Rows of each outcome that the page shows.
pub const SHOWN: i64 = 20;

/// Forgets what is kept, before a run is checked or applied.
///
/// # Errors
/// Those of the database.
pub async fn forget(db: &mut PgConnection, run: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from import_line where run_id = $1", run).execute(&mut *db).await?;
    sqlx::query!("delete from import_elsewhere where run_id = $1", run).execute(&mut *db).await?;
    sqlx::query!("delete from import_message where run_id = $1", run).execute(db).await?;
    Ok(())
}

/// Counts the new records of a batch that count elsewhere than usual.
///
/// # Errors
/// Those of the database.
pub async fn count_elsewhere(db: &mut PgConnection, kind: &Kind, batch: &Batch<'_>) -> sqlx::Result<()> {
    let Some(elsewhere) = kind.elsewhere else { return Ok(()) };
    sqlx::query!(
        "insert into import_elsewhere as e (run_id, place, records)
         select $1, r.facts ->> $4::text, count(*) from import_row r
         where r.run_id = $1 and r.line > $2 and r.line <= $3 and r.outcome = 'created' and r.facts ->> $4::text is not null
         group by 2
         on conflict (run_id, place) do update set records = e.records + excluded.records",
        batch.run,
        batch.after,
        batch.to,
        elsewhere.fact
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Where records of a run count that do not count as usual, and how many.
///
/// # Errors
/// Those of the database.
pub async fn elsewhere(db: impl PgExecutor<'_>, _: Staff, run: RunId) -> sqlx::Result<Vec<(String, i64)>> {
    let rows = sqlx::query!("select place, records from import_elsewhere where run_id = $1 order by place", run.0);
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.place, row.records)).collect())
}

/// Keeps the rows of a batch that its run has not counted yet: the counts say how many of an outcome are kept already.
///
/// # Errors
/// Those of the database.
pub async fn keep(db: &mut PgConnection, kind: &Kind, batch: &Batch<'_>) -> sqlx::Result<()> {
    let subject = kind.place(kind.subject).unwrap_or(1);
    let subject_in_file = kind.column(kind.subject).map_or("", |column| column.key);
    sqlx::query!(
        "insert into import_line (run_id, line, outcome, problems, changes, likely, raw, is_raw, subject)
         select n.run_id, n.line, n.outcome, n.problems, n.changes, n.likely,
                case when n.outcome in ('refused', 'duplicate', 'likely') then coalesce(n.raw, n.cells) end, n.raw is not null,
                coalesce(n.cells[$4], n.raw[(select position from jsonb_array_elements_text(u.understood -> 'columns')
                                                     with ordinality as c (key, position) where key = $5)], '')
         from (select r.*, row_number() over (partition by outcome order by line) as place from import_row r
               where r.run_id = $1 and r.line > $2 and r.line <= $3 and r.outcome is not null) n
         join import_run u on u.id = n.run_id
         where n.outcome in ('refused', 'duplicate', 'likely')
            or n.place + case n.outcome when 'created' then u.created when 'changed' then u.changed else u.unchanged end <= $6
         on conflict (run_id, line) do nothing",
        batch.run,
        batch.after,
        batch.to,
        subject,
        subject_in_file,
        SHOWN
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The first rows of an outcome.
///
/// # Errors
/// Those of the database.
pub async fn first(db: impl PgExecutor<'_>, _: Staff, run: RunId, outcome: Outcome, most: i64) -> sqlx::Result<Vec<Line>> {
    let rows = sqlx::query!(
        "select line, subject, problems, changes, likely from import_line where run_id = $1 and outcome = $2 order by line limit $3",
        run.0,
        outcome.as_str(),
        most
    );
    Ok(rows
        .fetch_all(db)
        .await?
        .into_iter()
        .map(|row| Line {
            number: row.line,
            subject: row.subject,
            outcome,
            problems: row.problems.iter().map(|problem| Problem::decode(problem)).collect(),
            changes: changes(row.changes),
            likely: row.likely,
        })
        .collect())
}

fn changes(changes: Option<serde_json::Value>) -> Vec<(String, String, String)> {
    let Some(serde_json::Value::Object(changes)) = changes else { return Vec::new() };
    let text = |value: Option<&serde_json::Value>| value.and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    changes.into_iter().map(|(column, pair)| (column, text(pair.get(0)), text(pair.get(1)))).collect()
}

/// A row that was left out, with what stood in it.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// Its line.
    pub line: i32,
    /// Its outcome.
    pub outcome: Outcome,
    /// Why.
    pub problems: Vec<String>,
    /// Which record it is likely the same as.
    pub likely: Option<String>,
    /// What stood in it.
    pub cells: Vec<Option<String>>,
    /// Whether `cells` are those of the file; otherwise those of the kind.
    pub is_raw: bool,
}

/// Rows that were left out, after a line.
///
/// # Errors
/// Those of the database.
pub async fn left_out(db: impl PgExecutor<'_>, _: Staff, run: RunId, after: i32, most: i64) -> sqlx::Result<Vec<LeftOut>> {
    let rows = sqlx::query!(
        r#"select line, outcome as "outcome: Outcome", problems, likely, raw as "raw: Vec<Option<String>>", is_raw from import_line
           where run_id = $1 and line > $2 and outcome in ('refused', 'duplicate', 'likely') order by line limit $3"#,
        run.0,
        after,
        most
    );
    Ok(rows
        .fetch_all(db)
        .await?
        .into_iter()
        .map(|row| LeftOut {
            line: row.line,
            outcome: row.outcome,
            problems: row.problems,
            likely: row.likely,
            cells: row.raw.unwrap_or_default(),
            is_raw: row.is_raw,
        })
        .collect())
}
