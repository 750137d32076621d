//! Outcomes of the rows of a batch, and their writing.

use sqlx::PgConnection;

use super::statement::Statement;
use crate::imports::kind::{Batch, Kind};

/// Holds the records of a batch until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn hold(db: &mut PgConnection, kind: &Kind, batch: &Batch<'_>) -> sqlx::Result<()> {
    for hold in kind.hold {
        let mut sql = Statement::over(kind);
        sql.add(" ").add(hold);
        sql.bound(batch).execute(&mut *db).await?;
    }
    Ok(())
}

/// Compares the rows of a batch with what is there, and notes the outcome of each.
///
/// # Errors
/// Those of the database.
pub async fn judge(db: &mut PgConnection, kind: &Kind, batch: &Batch<'_>) -> sqlx::Result<()> {
    judging(kind).bound(batch).execute(db).await?;
    Ok(())
}

fn judging(kind: &Kind) -> Statement {
    let mut sql = Statement::over(kind);
    sql.add(
        " update import_row r set problems = j.problems || j.closed, record = j.record, tell = j.tell, facts = j.facts, likely = j.likely,",
    );
    sql.add(" changes = case when j.record is not null then j.changes end,");
    sql.add(" emptied = case when j.record is not null then j.emptied else 0 end,");
    sql.add(" outcome = case when j.problems || j.closed <> '{}' then 'refused' when j.record is null and j.likely is not null and not $6 then 'likely'");
    sql.add(" when j.record is null then 'created' when j.changes = '{}' then 'unchanged' else 'changed' end");
    sql.add(" from (select c.*, ");
    sql.add("array_remove(array[null");
    if let Some(closed) = kind.closed {
        sql.add(", case when c.is_closed and c.changes <> '{}' then '").add(closed.column).add(":").add(closed.key).add(":' end");
    }
    sql.add(", case when c.is_newer and c.changes <> '{}' then ':older_file:' end]::text[], null)");
    sql.add(" as closed from (select s.row_line, ").add(kind.record).add(" as record, ");
    sql.add("coalesce(").add(kind.closed.map_or("false", |closed| closed.when)).add(", false) as is_closed, ");
    sql.add("coalesce(").add(kind.dated.map_or("null", |dated| dated.present)).add(" > $7, false) as is_newer, ");
    problems(&mut sql, kind);
    changes(&mut sql, kind);
    likely(&mut sql, kind);
    sql.add(kind.tell.map_or("null::uuid", |tell| tell.whom)).add(" as tell, ");
    sql.add(if kind.facts.is_empty() { "null::jsonb" } else { kind.facts }).add(" as facts");
    sql.add(" from s ").add(kind.lookup).add(") c) j where r.run_id = $1 and r.line = j.row_line");
    // Said of the updated row as well, or every batch reads the whole run.
    sql.add(" and r.line > $2 and r.line <= $3");
    sql
}

fn problems(sql: &mut Statement, kind: &Kind) {
    sql.add("array_remove(array[null");
    for check in kind.checks.iter().filter(|check| !check.when.is_empty()) {
        sql.add(", case when ").add(check.when).add(" then '").add(check.column).add(":").add(check.key).add(":' end");
    }
    sql.add("]::text[], null) as problems, ");
}

fn changes(sql: &mut Statement, kind: &Kind) {
    let compared = || kind.columns.iter().filter(|column| !column.present.is_empty());
    sql.add("jsonb_strip_nulls(jsonb_build_object(");
    for (at, column) in compared().enumerate() {
        sql.add(if at == 0 { "'" } else { ", '" }).add(column.key).add("', case when ");
        sql.said(column).add(" <> ").present(column).add(" then jsonb_build_array(").present(column).add(", ").said(column).add(") end");
    }
    sql.add(")) as changes, (0");
    for column in compared().filter(|column| column.empties) {
        sql.add(" + coalesce(s.").add(column.key).add(" = '' and ").present(column).add(" <> '', false)::int");
    }
    sql.add(")::smallint as emptied, ");
}

fn likely(sql: &mut Statement, kind: &Kind) {
    sql.add("case when s.row_likely like 'line:%' then s.row_likely");
    for likely in kind.likely {
        sql.add(" when ").add(likely.when).add(" then '").add(likely.key).add("'");
    }
    sql.add(" end as likely, ");
}

/// Writes the created and changed rows of a batch. Records that a newer file finds as they are, are of its moment from then on.
///
/// # Errors
/// Those of the database.
pub async fn write(db: &mut PgConnection, kind: &Kind, batch: &Batch<'_>) -> sqlx::Result<()> {
    for statement in kind.write {
        writing(kind, statement).bound(batch).execute(&mut *db).await?;
    }
    if let Some(dated) = kind.dated {
        let mut sql = Statement::over(kind);
        sql.add(", u as (select ").add(kind.record).add(" as id from s ").add(kind.lookup);
        sql.add(" where s.row_outcome = 'unchanged' and ").add(dated.present).add(" < $7) ").add(dated.confirm);
        sql.bound(batch).execute(&mut *db).await?;
    }
    Ok(())
}

fn writing(kind: &Kind, statement: &'static str) -> Statement {
    let mut sql = Statement::over(kind);
    sql.merged(kind).add(statement);
    sql
}

/// How the database would judge and write the rows of a batch, for a planner that reads no table from end to end where it can
/// do anything else.
#[cfg(test)]
pub async fn plans(db: &mut PgConnection, kind: &Kind, batch: &Batch<'_>) -> sqlx::Result<Vec<String>> {
    let statements = std::iter::once(judging(kind)).chain(kind.write.iter().map(|statement| writing(kind, statement)));
    sqlx::query("set enable_seqscan = off").execute(&mut *db).await?;
    let mut plans = Vec::new();
    for statement in statements {
        let lines = statement.explained().bound(batch).fetch_all(&mut *db).await?;
        plans.push(lines.iter().map(|line| sqlx::Row::get::<String, _>(line, 0)).collect::<Vec<_>>().join("\n"));
    }
    Ok(plans)
}
