//! Whether the background worker of this process works, and the row in PostgreSQL that tells other processes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use sqlx::{PgExecutor, PgPool};
use uuid::Uuid;

/// What a worker is answered so soon after its start proves nothing: one that fails at its first job gets that far too.
const SETTLED: Duration = Duration::from_secs(2);
/// Rows of processes that ended are kept for so many days.
const KEPT_DAYS: i32 = 7;

/// Whether the worker of this process works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Liveness {
    /// This process takes no jobs (`WORKER=false`).
    LeftToOthers,
    /// Its worker asks the database for jobs and is answered, or has been missed for less than six heartbeats.
    Alive,
    /// Its worker should ask for jobs and has not been answered for six heartbeats.
    Dead,
}

/// The state of the background worker of this process, shared by the worker, `/readyz` and the heartbeat. Clones are handles
/// of one state. Unless [`WorkerStatus::expect`] was called, no worker is expected.
#[derive(Clone, Debug, Default)]
pub struct WorkerStatus(Arc<Mutex<Observed>>);

#[derive(Clone, Copy, Debug, Default)]
struct Observed {
    expected: Option<Expected>,
    /// Since when the present worker runs.
    running_since: Option<Instant>,
    /// When the database last answered a running worker.
    answered_at: Option<Instant>,
    last_job_at: Option<DateTime<Utc>>,
    due_completed_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug)]
struct Expected {
    since: Instant,
    /// How long it may be missed.
    patience: Duration,
}

impl Observed {
    /// Since when nothing was heard of the worker.
    fn silent_for(&self) -> Option<Duration> {
        let expected = self.expected?;
        Some(self.answered_at.map_or(expected.since, |at| at.max(expected.since)).elapsed())
    }
}

impl WorkerStatus {
    fn known(&self) -> MutexGuard<'_, Observed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on this process is expected to take jobs; its worker counts as dead once it was not answered for `patience`.
    pub fn expect(&self, patience: Duration) {
        self.known().expected = Some(Expected { since: Instant::now(), patience });
    }

    /// Whether the worker works.
    pub fn liveness(&self) -> Liveness {
        let known = *self.known();
        match (known.expected, known.silent_for()) {
            (Some(expected), Some(silent)) if silent >= expected.patience => Liveness::Dead,
            (Some(_), _) => Liveness::Alive,
            (None, _) => Liveness::LeftToOthers,
        }
    }

    /// Whether a worker runs, and has for so long not been answered that it must be replaced: it may wait for a connection
    /// whose other end is gone.
    pub(super) fn is_stuck(&self) -> bool {
        let known = *self.known();
        let (Some(expected), Some(silent), Some(running)) = (known.expected, known.silent_for(), known.running_since) else {
            return false;
        };
        silent >= expected.patience && running.elapsed() >= expected.patience
    }

    pub(super) fn runs(&self, running: bool) {
        self.known().running_since = running.then(Instant::now);
    }

    /// Notes that the database answered the worker.
    pub(super) fn answered(&self) {
        let mut known = self.known();
        if known.running_since.is_some_and(|since| since.elapsed() >= SETTLED) {
            known.answered_at = Some(Instant::now());
        }
    }

    pub(super) fn job_done(&self, at: DateTime<Utc>) {
        self.known().last_job_at = Some(at);
    }

    pub(super) fn due_completed(&self, at: DateTime<Utc>) {
        self.known().due_completed_at = Some(at);
    }
}

/// The heartbeat of one process in the table `worker_heartbeat`.
#[derive(Clone, Debug)]
pub(super) struct Heartbeat {
    process: Uuid,
    started_at: DateTime<Utc>,
    status: WorkerStatus,
}

impl Heartbeat {
    /// Of the process that started now.
    pub(super) fn new(status: WorkerStatus, started_at: DateTime<Utc>) -> Self {
        Self { process: crate::server::new_id(), started_at, status }
    }

    /// Writes the sign of life. While the worker is dead only `seen_at` moves on: the process lives, its worker does not.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn write(&self, db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<()> {
        let known = *self.status.known();
        let patience = known.expected.map_or(Duration::ZERO, |expected| expected.patience);
        let left = known.silent_for().and_then(|silent| patience.checked_sub(silent)).unwrap_or_default();
        let alive_until = now + chrono::Duration::from_std(left).unwrap_or_default();
        sqlx::query!(
            "insert into worker_heartbeat as h (process_id, started_at, seen_at, alive_until, last_job_at, due_completed_at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (process_id) do update set seen_at = excluded.seen_at, alive_until = greatest(h.alive_until, excluded.alive_until),
                 last_job_at = excluded.last_job_at, due_completed_at = excluded.due_completed_at",
            self.process,
            self.started_at,
            now,
            alive_until,
            known.last_job_at,
            known.due_completed_at
        )
        .execute(db)
        .await?;
        Ok(())
    }

    /// Says that this process takes no more jobs.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn end(&self, db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<()> {
        self.write(db, now).await?;
        sqlx::query!("update worker_heartbeat set alive_until = $2 where process_id = $1", self.process, now).execute(db).await?;
        Ok(())
    }

    /// Forgets processes that ended long ago.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn forget_old(&self, db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<()> {
        sqlx::query!(
            "delete from worker_heartbeat where process_id <> $1 and seen_at < $2::timestamptz - make_interval(days => $3)",
            self.process,
            now,
            KEPT_DAYS
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

/// The background work of the whole installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Processes whose worker is alive.
    pub workers: i64,
    /// When a job was last completed, in any process.
    pub last_job_at: Option<DateTime<Utc>>,
    /// When all that time drives was last gone through.
    pub due_completed_at: Option<DateTime<Utc>>,
    /// Since when the oldest job waits that could run now.
    pub oldest_due_at: Option<DateTime<Utc>>,
}

/// Reads the background work of the whole installation.
///
/// # Errors
/// Those of the database.
pub async fn progress(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<Progress> {
    sqlx::query_as!(
        Progress,
        r#"select count(*) filter (where alive_until > $1) as "workers!", max(last_job_at) as last_job_at,
                  max(due_completed_at) as due_completed_at, oldest_due_job() as oldest_due_at
           from worker_heartbeat"#,
        now
    )
    .fetch_one(db)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-23T02:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_worker_is_dead_when_it_is_expected_and_not_heard_of_within_its_patience() {
        let status = WorkerStatus::default();
        assert_eq!(status.liveness(), Liveness::LeftToOthers);
        status.expect(Duration::from_secs(3600));
        assert_eq!(status.liveness(), Liveness::Alive);
        status.expect(Duration::ZERO);
        assert_eq!(status.liveness(), Liveness::Dead);
    }

    #[test]
    fn an_answer_to_a_worker_that_has_only_begun_or_has_ended_is_no_sign_of_life() {
        let status = WorkerStatus::default();
        status.expect(Duration::ZERO);
        status.answered();
        assert_eq!(status.known().answered_at, None, "none runs");
        status.runs(true);
        status.answered();
        assert_eq!(status.known().answered_at, None, "it has only begun");
        assert!(status.is_stuck());
        status.runs(false);
        assert!(!status.is_stuck(), "none runs that could be");
    }

    #[sqlx::test]
    async fn the_row_of_a_process_says_how_long_its_worker_counts_as_alive(db: PgPool) {
        let status = WorkerStatus::default();
        let heartbeat = Heartbeat::new(status.clone(), now());
        let none = Progress { workers: 0, last_job_at: None, due_completed_at: None, oldest_due_at: None };
        assert_eq!(progress(&db, now()).await.unwrap(), none);

        status.expect(Duration::from_secs(3600));
        status.job_done(now());
        heartbeat.write(&db, now()).await.unwrap();
        let seen = progress(&db, now()).await.unwrap();
        assert_eq!(seen, Progress { workers: 1, last_job_at: Some(now()), ..none });
        assert_eq!(progress(&db, now() + chrono::Duration::hours(2)).await.unwrap().workers, 0, "no further sign came");

        // A second process whose worker is dead.
        let dead = WorkerStatus::default();
        dead.expect(Duration::ZERO);
        dead.due_completed(now());
        Heartbeat::new(dead, now()).write(&db, now()).await.unwrap();
        assert_eq!(progress(&db, now()).await.unwrap(), Progress { due_completed_at: Some(now()), ..seen });

        heartbeat.end(&db, now()).await.unwrap();
        assert_eq!(progress(&db, now()).await.unwrap().workers, 0, "it stopped in order");
        let later = now() + chrono::Duration::days(8);
        heartbeat.write(&db, later).await.unwrap();
        heartbeat.forget_old(&db, later).await.unwrap();
        let kept: i64 = sqlx::query_scalar("select count(*) from worker_heartbeat").fetch_one(&db).await.unwrap();
        assert_eq!(kept, 1);
    }
}
