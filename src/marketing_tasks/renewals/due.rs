//! The nightly job: the tasks that there should be as of a business day, made and ended. It asks for a state and not for what has
//! changed, so that a night on which it did not run loses nothing and a second run makes nothing twice.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::unscoped::{self, Answerable, Ended};
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::db::begin;
use crate::server::terms;
use crate::values::date::beijing_date;

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Tasks that it made.
    pub made: i64,
    /// Tasks that it ended.
    pub ended: Ended,
}

/// The job, once a Beijing day. Answers how many tasks it made or ended.
///
/// # Errors
/// Those of the database; what was done before stays, and the next call goes on.
pub async fn run_due(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let day = beijing_date(now);
    if unscoped::has_run(db, day).await? {
        return Ok(0);
    }
    let Run { made, ended } = run(db, day, now).await?;
    Ok(u64::try_from(made + ended.done + ended.terminated).unwrap_or(0))
}

/// The job for a business day, whether it ran for that or not, some thousand lines a transaction. People are told of new tasks in
/// the last one: one message a person and run.
///
/// # Errors
/// Those of the database.
pub async fn run(db: &PgPool, day: NaiveDate, now: DateTime<Utc>) -> sqlx::Result<Run> {
    let terms = terms::load(db).await?;
    let (mut all, mut behind, mut place) = (Run::default(), Uuid::nil(), None);
    // What is over is ended first: a line whose expiry has moved then has one open task, not two.
    loop {
        let mut tx = begin(db).await?;
        let (last, ended) = unscoped::end_some(&mut tx, day, behind, now).await?;
        tx.commit().await?;
        all.ended = Ended { done: all.ended.done + ended.done, terminated: all.ended.terminated + ended.terminated };
        let Some(last) = last else { break };
        behind = last;
    }
    loop {
        let mut tx = begin(db).await?;
        let (last, made) = unscoped::make_some(&mut tx, day, &terms, place, now).await?;
        tx.commit().await?;
        all.made += made;
        if last.is_none() {
            break;
        }
        place = last;
    }
    let mut tx = begin(db).await?;
    tell(&mut tx, day, now).await?;
    unscoped::note_run(&mut tx, day, all.made, all.ended, now).await?;
    tx.commit().await?;
    Ok(all)
}

/// Tells whoever answers for tasks of which nobody has been told.
///
/// # Errors
/// Those of the database.
pub async fn tell(db: &mut PgConnection, day: NaiveDate, now: DateTime<Utc>) -> sqlx::Result<()> {
    for Answerable { person, count } in unscoped::tell_made(&mut *db, now).await? {
        let facts = Facts { count: u32::try_from(count).ok(), day: Some(day), ..Facts::default() };
        let notice = Notice {
            person,
            kind: Kind::RenewalTasksMade,
            facts,
            link: "/sales/marketing-tasks/renewals",
            entity: "renewal_run",
            entity_id: Uuid::nil(),
            at: now,
        };
        notify(&mut *db, &notice).await?;
    }
    Ok(())
}

/// The command: runs the job for a business day, which must not lie in the future.
///
/// # Errors
/// When the day is none, or lies in the future; those of the database.
pub async fn run_for(db: &PgPool, day: Option<NaiveDate>, now: DateTime<Utc>) -> anyhow::Result<String> {
    let today = beijing_date(now);
    let day = day.unwrap_or(today);
    anyhow::ensure!(day <= today, "{day} lies in the future: in Beijing it is {today}");
    let Run { made, ended } = run(db, day, now).await?;
    Ok(format!("Renewal tasks as of {day}: {made} made, {} done, {} terminated.", ended.done, ended.terminated))
}
