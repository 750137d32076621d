//! An account manager under another supervisor, with all rows that she owns.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::dated::{self, Beginning};
use super::pace::Pace;
use super::rows::{put_under, supervisor_of};
use crate::auth::PersonId;
use crate::handover::tables::SUPERVISION;
use crate::values::date::beijing_date;

/// What a move came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Whether the supervisor is another one than before.
    pub changed: bool,
    /// Rows whose scope was rewritten, of all tables together.
    pub rows: u64,
}

/// Gives an account manager another supervisor, or none, from today on (Beijing day): the row of before ends today and a
/// new one begins; a row that began today is replaced. Everything she owns follows, in the caller's transaction, so that
/// nobody sees half of a team moved.
///
/// Whoever adds a row that she owns locks her person `for share` before reading the supervisor: then no row is missed.
///
/// # Errors
/// Those of the database. Each statement has twenty seconds.
pub async fn change_supervisor(
    db: &mut PgConnection,
    account_manager: PersonId,
    supervisor: Option<PersonId>,
    at: DateTime<Utc>,
    pace: Pace<'_>,
) -> sqlx::Result<Moved> {
    sqlx::query!("select id from person where id = $1 for update", account_manager.0).fetch_one(&mut *db).await?;
    if supervisor_of(db, account_manager, at).await? == supervisor.map(|person| person.0) {
        return Ok(Moved::default());
    }
    dated::end(db, &SUPERVISION, &[account_manager.0], beijing_date(at)).await?;
    if let Some(supervisor) = supervisor {
        begin_supervision(db, account_manager, supervisor, at).await?;
    }
    sqlx::query!("set local statement_timeout = '20s'").execute(&mut *db).await?;
    let rows = put_under(db, account_manager, supervisor, pace).await?;
    sqlx::query!("set local statement_timeout to default").execute(db).await?;
    Ok(Moved { changed: true, rows })
}

/// Begins a range of responsibility today. Nothing is rewritten: for a person who owns nothing yet.
///
/// # Errors
/// Those of the database; `supervision_one_at_a_time` when somebody is responsible already.
pub async fn begin_supervision(
    db: &mut PgConnection,
    account_manager: PersonId,
    supervisor: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    let beginning = Beginning { responsible: supervisor, by: None, today: beijing_date(at), at };
    dated::begin(db, &SUPERVISION, &[account_manager.0], &beginning).await
}
