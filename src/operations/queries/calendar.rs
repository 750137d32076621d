//! The calendar of working days: the days that differ from Monday to Friday. They concern everybody alike, so reading and
//! writing asks for an [`Operator`] and no scope.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::operations::model::{CalendarDay, DayKind, NewDays, Operator};

const fn kind(working: bool) -> DayKind {
    if working { DayKind::MakeUp } else { DayKind::Holiday }
}

/// The days that differ, from `first` up to and including `last`, in order.
///
/// # Errors
/// Those of the database.
pub async fn list_days(db: impl PgExecutor<'_>, _: Operator, first: NaiveDate, last: NaiveDate) -> sqlx::Result<Vec<CalendarDay>> {
    let rows = sqlx::query!("select day, working, name from calendar_day where day between $1 and $2 order by day", first, last)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| CalendarDay { day: row.day, kind: kind(row.working), name: row.name }).collect())
}

/// Writes the days that are not there yet, and answers which those are.
///
/// # Errors
/// Those of the database.
pub async fn add_days(db: &mut PgConnection, _: Operator, new: &NewDays, at: DateTime<Utc>) -> sqlx::Result<Vec<NaiveDate>> {
    sqlx::query_scalar!(
        "insert into calendar_day (day, working, name, created_at) select day, $2, $3, $4 from unnest($1::date[]) as day
         on conflict (day) do nothing returning day",
        &new.days,
        new.kind == DayKind::MakeUp,
        new.name,
        at
    )
    .fetch_all(db)
    .await
}

/// Takes a day out; `None` when it is not there.
///
/// # Errors
/// Those of the database.
pub async fn remove_day(db: &mut PgConnection, _: Operator, day: NaiveDate) -> sqlx::Result<Option<CalendarDay>> {
    let row = sqlx::query!("delete from calendar_day where day = $1 returning working, name", day).fetch_optional(db).await?;
    Ok(row.map(|row| CalendarDay { day, kind: kind(row.working), name: row.name }))
}
