//! The staging table: rows that repeat each other, ranges of rows, the end of a run.

use sqlx::{PgConnection, PgExecutor, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::statement::Statement;
use crate::imports::kind::{Batch, Kind};
use crate::imports::model::RunId;

/// Removes the rows of a run.
///
/// # Errors
/// Those of the database.
pub async fn forget(db: impl PgExecutor<'_>, run: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from import_row where run_id = $1", run).execute(db).await?;
    Ok(())
}

/// Takes a run for this connection, until it is closed; `false` when another one has it.
///
/// # Errors
/// Those of the database.
pub async fn take(db: &mut PgConnection, run: RunId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select pg_try_advisory_lock(hashtextextended('import ' || $1::text, 0)) as "taken!""#, run.to_string())
        .fetch_one(db)
        .await
}

/// How many rows of a run are staged.
///
/// # Errors
/// Those of the database.
pub async fn count(db: impl PgExecutor<'_>, run: Uuid) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from import_row where run_id = $1"#, run).fetch_one(db).await
}

/// The last line of the next `most` rows after a line; `None` after the last one.
///
/// # Errors
/// Those of the database.
pub async fn end_of_batch(db: impl PgExecutor<'_>, run: Uuid, after: i32, most: i64) -> sqlx::Result<Option<i32>> {
    sqlx::query_scalar!(
        "select max(line) from (select line from import_row where run_id = $1 and line > $2 order by line limit $3) as next",
        run,
        after,
        most
    )
    .fetch_one(db)
    .await
}

/// Renews what the planner knows of the tables that a kind fills.
///
/// # Errors
/// Those of the database.
pub async fn renew_statistics(db: &PgPool, kind: &Kind) -> sqlx::Result<()> {
    for table in kind.grows {
        let mut sql = QueryBuilder::<Postgres>::new("analyze ");
        sql.push(*table);
        sql.build().execute(db).await?;
    }
    Ok(())
}

/// Marks rows of the same record: the later ones are repeated, and where they differ the first one as well, for nobody can tell
/// which of them holds. Then rows that the kind does not let stand beside each other.
///
/// # Errors
/// Those of the database.
pub async fn mark_repeated(db: &mut PgConnection, kind: &Kind, run: Uuid) -> sqlx::Result<()> {
    let never = chrono::DateTime::UNIX_EPOCH;
    let batch = Batch { run, after: 0, to: i32::MAX, source: "", at: never, with_likely: false, as_of: never };
    let mut sql = Statement::over(kind);
    sql.add(", k as materialized (select row_line, array[");
    for (at, key) in kind.identity.iter().enumerate() {
        sql.add(if at == 0 { "s." } else { ", s." }).add(key);
    }
    sql.add("]::text[] as key from s)");
    sql.add(", g as materialized (select key, min(row_line) as first, (array_agg(row_line order by row_line))[2] as second, array_agg(row_line) as lines");
    sql.add(" from k group by key having count(*) > 1)");
    sql.add(", d as materialized (select g.key, g.first, g.second, count(distinct o.cells::text) > 1 as differ from g");
    sql.add(" join import_row o on o.run_id = $1 and o.line = any (g.lines) group by g.key, g.first, g.second)");
    sql.add(" update import_row r set outcome = 'duplicate', fixed = true, problems = array[':repeated:' ||");
    sql.add(" case when r.line = d.first then d.second else d.first end]");
    sql.add(" from k join d on d.key = k.key where r.run_id = $1 and r.line = k.row_line and (r.line <> d.first or d.differ)");
    sql.bound(&batch).execute(&mut *db).await?;
    for distinct in kind.distinct {
        let mut sql = Statement::over(kind);
        sql.add(", k as materialized (select row_line, (").add(distinct.key).add(")::text as key, (").add(distinct.differs);
        sql.add(")::text as differs from s)");
        sql.add(", f as (select key, min(row_line) as first from k where key <> '' group by key having count(*) > 1)");
        sql.add(" update import_row r set ");
        if distinct.refuses {
            sql.add("outcome = 'refused', fixed = true, problems = r.problems || ('").add(distinct.column).add(":repeated:' || f.first)");
        } else {
            sql.add("likely = 'line:' || f.first");
        }
        sql.add(" from k join f on f.key = k.key join k o on o.row_line = f.first");
        sql.add(" where r.run_id = $1 and r.line = k.row_line and k.row_line > f.first and k.differs is distinct from o.differs");
        sql.bound(&batch).execute(&mut *db).await?;
    }
    Ok(())
}
