//! The worker's way to the database: notes each answer as a sign of life, and listens in a way that outlives a restart of
//! PostgreSQL. graphile_worker's own driver never listens again once its listener has failed, and then finds jobs by polling
//! alone.

use std::any::Any;
use std::time::Duration;

use futures_util::stream;
use graphile_worker::{
    BoxFuture, Database, DatabaseDriver, DbError, DbExecutor, DbParams, DbRow, DbTransaction, Notification, NotificationStream,
};
use sqlx::PgPool;
use sqlx::postgres::PgListener;

use super::status::WorkerStatus;

/// Between two tries to listen again.
const PAUSE: Duration = Duration::from_secs(1);

/// A pool as graphile_worker uses it.
#[derive(Clone, Debug)]
pub(super) struct WatchedDatabase {
    pool: PgPool,
    inner: Database,
    status: WorkerStatus,
}

impl WatchedDatabase {
    /// Over the worker's pool; answers are noted in `status`.
    pub(super) fn new(pool: PgPool, status: WorkerStatus) -> Self {
        Self { inner: Database::from(&pool), pool, status }
    }

    async fn noted<T>(&self, answer: impl Future<Output = Result<T, DbError>>) -> Result<T, DbError> {
        let answer = answer.await;
        if answer.is_ok() {
            self.status.answered();
        }
        answer
    }
}

impl DbExecutor for WatchedDatabase {
    fn execute<'a>(&'a self, sql: &'a str, params: DbParams) -> BoxFuture<'a, Result<u64, DbError>> {
        Box::pin(self.noted(self.inner.execute(sql, params)))
    }

    fn fetch_all<'a>(&'a self, sql: &'a str, params: DbParams) -> BoxFuture<'a, Result<Vec<DbRow>, DbError>> {
        Box::pin(self.noted(self.inner.fetch_all(sql, params)))
    }
}

impl DatabaseDriver for WatchedDatabase {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn begin<'a>(&'a self) -> BoxFuture<'a, Result<DbTransaction, DbError>> {
        Box::pin(self.inner.begin())
    }

    fn listen<'a>(&'a self, channel: &'a str) -> BoxFuture<'a, Result<Option<NotificationStream>, DbError>> {
        Box::pin(async move {
            let listener = subscribe(&self.pool, channel).await?;
            let listening = Listening { pool: self.pool.clone(), channel: channel.to_owned(), listener: Some(listener) };
            let notifications = stream::unfold(listening, |mut listening| async move { Some((Ok(listening.next().await), listening)) });
            Ok(Some(Box::pin(notifications) as NotificationStream))
        })
    }
}

async fn subscribe(pool: &PgPool, channel: &str) -> Result<PgListener, sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(channel).await?;
    Ok(listener)
}

struct Listening {
    pool: PgPool,
    channel: String,
    listener: Option<PgListener>,
}

impl Listening {
    /// Waits for a notification, as long as that takes. Listening anew counts as one: what was sent meanwhile is lost.
    async fn next(&mut self) -> Notification {
        loop {
            match &mut self.listener {
                Some(listener) => match listener.recv().await {
                    Ok(heard) => return Notification { channel: heard.channel().to_owned(), payload: heard.payload().to_owned() },
                    Err(error) => {
                        tracing::warn!(%error, "listening for jobs ended; trying again");
                        // Not reused: after some errors a listener keeps the connection that is gone.
                        self.listener = None;
                    }
                },
                None => match subscribe(&self.pool, &self.channel).await {
                    Ok(listener) => {
                        self.listener = Some(listener);
                        return Notification { channel: self.channel.clone(), payload: String::new() };
                    }
                    Err(error) => {
                        tracing::debug!(%error, "listening for jobs");
                        tokio::time::sleep(PAUSE).await;
                    }
                },
            }
        }
    }
}
