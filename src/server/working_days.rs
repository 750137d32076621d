//! The installation's calendar of working days (Operations, calendar).

use sqlx::PgExecutor;

use crate::values::date::Calendar;

/// Reads the days that differ from Monday to Friday.
///
/// # Errors
/// Those of the database.
pub async fn load(db: impl PgExecutor<'_>) -> sqlx::Result<Calendar> {
    let mut calendar = Calendar::default();
    for day in sqlx::query!("select day, working from calendar_day").fetch_all(db).await? {
        if day.working {
            calendar.make_up.insert(day.day)
        } else {
            calendar.holidays.insert(day.day)
        };
    }
    Ok(calendar)
}
