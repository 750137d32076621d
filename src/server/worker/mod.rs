//! Background work: a worker in every serving process takes jobs from PostgreSQL. The job only carries an id; what people
//! see of it is a record of ours. A job may run twice, so each is idempotent. Recovery is on in every process: the jobs of a
//! process that was killed are taken over, and a process without heartbeat would lose its own. The worker of a process is
//! replaced whenever it ends, as after a restart of PostgreSQL (`supervisor`), and its state is watched (`status`).

mod driver;
mod status;
mod supervisor;

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use chrono::{DateTime, Utc};
use graphile_worker::recovery::WorkerRecoveryConfig;
use graphile_worker::{IntoTaskHandlerResult, JobComplete, TaskHandler, Worker, WorkerContext, WorkerOptions};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::{PgExecutor, PgPool};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

use self::driver::WatchedDatabase;
use self::status::Heartbeat;
use super::Clock;
use super::mail::{self, Post};

pub use self::status::{Liveness, Progress, WorkerStatus, progress};

/// Where the worker keeps its tables.
const SCHEMA: &str = "jobs";
/// Jobs of one process at the same time.
const CONCURRENCY: usize = 4;
/// So many heartbeats a worker may be missed: then it counts as dead, and others take over its jobs.
const MISSED_HEARTBEATS: u32 = 6;

/// What comes of a piece of work.
pub type Work<T> = Pin<Box<dyn Future<Output = sqlx::Result<T>> + Send>>;

/// Something that time drives: run again and again, it does what has become due and answers how much that was.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// For the log.
    pub name: &'static str,
    /// The work; idempotent.
    pub run: fn(PgPool, DateTime<Utc>) -> Work<u64>,
}

/// Does what is due in turns, each a transaction of its own that does so much at most; answers how much that was in all.
///
/// # Errors
/// Those of a turn; what earlier ones did stays done.
pub async fn in_turns<Turn>(most: i64, mut turn: impl FnMut() -> Turn) -> sqlx::Result<u64>
where
    Turn: Future<Output = sqlx::Result<u64>>,
{
    let mut all = 0;
    loop {
        let done = turn().await?;
        all += done;
        if done < most.unsigned_abs() {
            return Ok(all);
        }
    }
}

/// Work that a request leaves to the background under a name, with what it needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// As [`leave`] names it.
    pub name: &'static str,
    /// The work; it may run twice.
    pub run: fn(PgPool, DateTime<Utc>, Value) -> Work<()>,
}

/// Leaves a task to the background. Of two with the same key that wait, the later one counts.
///
/// # Errors
/// Those of the database.
pub async fn leave(db: impl PgExecutor<'_>, name: &str, payload: &Value, key: &str) -> sqlx::Result<()> {
    sqlx::query!("select enqueue('task', jsonb_build_object('name', $1::text, 'payload', $2::jsonb), $3)", name, payload, key)
        .execute(db)
        .await?;
    Ok(())
}

/// What every job can reach.
#[derive(Clone, Debug)]
pub struct Background {
    /// The worker's own pool: its statements may take longer than a page's.
    pub db: PgPool,
    /// The time.
    pub clock: Clock,
    /// How mail is sent.
    pub post: Post,
    /// The address under which browsers reach us.
    pub origin: String,
    /// What time drives.
    pub due: &'static [Due],
    /// What requests leave.
    pub tasks: &'static [Task],
    /// How often; a minute.
    pub every: Duration,
    /// Between the first two tries of a mail; a minute.
    pub mail_wait: Duration,
    /// How often the worker shows that it lives. After six times that, another takes over its jobs.
    pub heartbeat: Duration,
    /// Where it is noted how the worker is.
    pub status: WorkerStatus,
}

/// A job: one mail of the outbox.
#[derive(Debug, Serialize, Deserialize)]
struct SendMail {
    id: Uuid,
}

impl TaskHandler for SendMail {
    const IDENTIFIER: &'static str = "send_mail";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let Some(background) = context.get_ext::<Background>() else { return Err("no background".to_owned()) };
        let wait = chrono::Duration::from_std(background.mail_wait).unwrap_or(chrono::Duration::minutes(1));
        mail::send(&background.db, &background.post, &background.origin, self.id, background.clock.now(), wait)
            .await
            .map(|_| ())
            .map_err(|error| error.to_string())
    }
}

/// A job: a task by its name.
#[derive(Debug, Serialize, Deserialize)]
struct RunTask {
    name: String,
    payload: Value,
}

impl TaskHandler for RunTask {
    const IDENTIFIER: &'static str = "task";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let Some(background) = context.get_ext::<Background>() else { return Err("no background".to_owned()) };
        // A newer server may have left it: the job stays and is tried again.
        let Some(task) = background.tasks.iter().find(|task| task.name == self.name) else { return Err("no such task".to_owned()) };
        (task.run)(background.db.clone(), background.clock.now(), self.payload).await.map_err(|error| error.to_string())
    }
}

/// A job: everything that time drives.
#[derive(Debug, Serialize, Deserialize)]
struct RunDue {}

impl TaskHandler for RunDue {
    const IDENTIFIER: &'static str = "run_due";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let Some(background) = context.get_ext::<Background>() else { return Err("no background".to_owned()) };
        background.run_due().await;
        Ok(())
    }
}

impl Background {
    /// Does all that is due. What fails is logged and tried again the next time; it does not stop the others.
    pub async fn run_due(&self) {
        for due in self.due {
            match (due.run)(self.db.clone(), self.clock.now()).await {
                Ok(0) => {}
                Ok(count) => tracing::info!(what = due.name, count, "due"),
                Err(error) => tracing::error!(what = due.name, %error, "due"),
            }
        }
        self.status.due_completed(self.clock.now());
    }

    /// Makes the worker's tables, then works until `stop` says so; with `work` false it leaves that to other processes.
    /// Comes back once jobs can be queued.
    ///
    /// # Errors
    /// When the tables cannot be made.
    pub async fn start(self, work: bool, stop: watch::Receiver<bool>) -> anyhow::Result<Option<JoinHandle<()>>> {
        let worker = self.worker(stop.clone()).await?;
        if !work {
            return Ok(None);
        }
        self.status.expect(self.heartbeat * MISSED_HEARTBEATS);
        let heartbeat = Heartbeat::new(self.status.clone(), self.clock.now());
        let timer = tokio::spawn(self.clone().keep_time(stop.clone()));
        let beat = tokio::spawn(self.clone().beat(heartbeat.clone(), stop.clone()));
        Ok(Some(tokio::spawn(async move {
            let (db, clock) = (self.db.clone(), self.clock.clone());
            self.supervise(worker, stop).await;
            timer.abort();
            let _ = beat.await;
            if let Err(error) = heartbeat.end(&db, clock.now()).await {
                tracing::warn!(%error, "the last heartbeat could not be written");
            }
        })))
    }

    /// Makes a worker, and the tables where they are missing.
    async fn worker(&self, stop: watch::Receiver<bool>) -> anyhow::Result<Worker> {
        let mut recovery = WorkerRecoveryConfig::default()
            .heartbeat_interval(self.heartbeat)
            .sweep_interval(self.heartbeat * 2)
            .sweep_threshold(self.heartbeat * MISSED_HEARTBEATS)
            .recovery_delay(Duration::from_secs(1));
        recovery.enabled = true;
        let (status, clock) = (self.status.clone(), self.clock.clone());
        WorkerOptions::default()
            .schema(SCHEMA)
            .concurrency(CONCURRENCY)
            .database(graphile_worker::Database::new(WatchedDatabase::new(self.db.clone(), self.status.clone())))
            .define_job::<SendMail>()
            .define_job::<RunDue>()
            .define_job::<RunTask>()
            .add_extension(self.clone())
            .on(JobComplete, move |_| {
                status.job_done(clock.now());
                std::future::ready(())
            })
            .worker_recovery(recovery)
            .listen_os_shutdown_signals(false)
            .shutdown_signal(stopped(stop))
            .shutdown_grace_period(Duration::from_secs(10))
            .init()
            .await
            .map_err(|error| anyhow::anyhow!("the tables of the background worker: {error}"))
    }

    /// Every process asks for the run; the key makes one job of it, and the queue lets no two run at once.
    async fn keep_time(self, stop: watch::Receiver<bool>) {
        let mut tick = tokio::time::interval(self.every);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        while !*stop.borrow() {
            tokio::select! { _ = tick.tick() => {}, () = stopped(stop.clone()) => return }
            let asked =
                sqlx::query("select jobs.add_job('run_due', '{}'::json, queue_name => 'due', job_key => 'run-due', max_attempts => 1)");
            if let Err(error) = asked.execute(&self.db).await {
                tracing::error!(%error, "what is due could not be queued");
            }
        }
    }
}

/// Resolves once the server stops.
pub async fn stopped(mut stop: watch::Receiver<bool>) {
    // The sender is gone only when the server is.
    let _ = stop.wait_for(|stopping| *stopping).await;
}
