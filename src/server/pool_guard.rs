//! What is asked of pooled connections before they are lent and after they come back.
//!
//! In sqlx 0.9.0 a `begin()` whose future is dropped leaves the connection inside a transaction that sqlx knows nothing of
//! (transact-rs/sqlx #4385, repaired upstream and not released): whoever gets it next writes into a transaction that nobody
//! commits. Our own code begins with `db::begin`, which cannot be dropped half-way; the library of the background worker begins
//! by itself, and a job is cut off at the end of its grace. **Remove [`PoolGuard::is_clean`] and `db::begin` when a released sqlx
//! has the repair.**

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::{Connection as _, PgConnection};

/// A connection that answered a moment ago is taken to be alive; asking it before every statement would double the round
/// trips of a page. One that rested longer may have been cut by the network meanwhile and is asked first.
const TRUSTED: Duration = Duration::from_secs(5);

/// The guard of one pool. Clones are handles of the same guard.
#[derive(Clone, Debug, Default)]
pub(super) struct PoolGuard {
    /// When a connection of this pool was last found to be lost.
    lost_at: Arc<Mutex<Option<Instant>>>,
}

impl PoolGuard {
    /// Whether a connection that rested in the pool for so long can be lent. After a restart of PostgreSQL all of them are
    /// dead: when one was found lost, those that rested since before then are asked first, however short that was.
    pub(super) async fn is_alive(&self, connection: &mut PgConnection, rested: Duration) -> bool {
        if rested < TRUSTED && !self.lost_since(rested) {
            return true;
        }
        let answers = connection.ping().await.is_ok();
        if !answers {
            self.note_loss();
        }
        answers
    }

    /// Whether a connection that comes back is outside of any transaction, by what the server says; else it is closed, and
    /// the server rolls back. Costs a round trip after the work, while nobody waits for it.
    ///
    /// # Errors
    /// When the connection is lost, or left in the middle of something: it is closed then.
    pub(super) async fn is_clean(&self, connection: &mut PgConnection) -> sqlx::Result<bool> {
        // sqlx tells the transaction state of the protocol in one place only: a `begin` with a statement of one's own fails
        // when no transaction is open after it. In one that has failed the statement is refused.
        match connection.begin_with("select").await {
            Err(sqlx::Error::BeginFailed) => Ok(true),
            Ok(_) => {
                tracing::warn!("a pooled connection came back inside a transaction and is closed");
                Ok(false)
            }
            Err(error) => {
                self.note_loss();
                Err(error)
            }
        }
    }

    fn lost_since(&self, rested: Duration) -> bool {
        let lost = *self.lost_at.lock().unwrap_or_else(PoisonError::into_inner);
        lost.is_some_and(|lost| lost.elapsed() <= rested)
    }

    fn note_loss(&self) {
        *self.lost_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use crate::house::LatencyProxy;
    use crate::server::db;
    use sqlx::PgPool;

    /// The worker's pool on the database of a test, over a proxy.
    async fn guarded(db: &PgPool) -> (PgPool, LatencyProxy) {
        let proxy = LatencyProxy::open(&db.connect_options()).await;
        let pool = db::checked_pool(2).connect_lazy_with(proxy.options(&db.connect_options()));
        (pool, proxy)
    }

    #[sqlx::test]
    async fn a_connection_whose_begin_was_dropped_is_not_lent_again(db: PgPool) {
        let (pool, proxy) = guarded(&db).await;
        for _ in 0..4 {
            tokio::select! {
                biased;
                () = proxy.begin_seen() => {},
                _ = pool.begin() => panic!("the proxy holds the answer back"),
            }
        }
        for _ in 0..4 {
            let mut connection = pool.acquire().await.unwrap();
            let backend: i32 = sqlx::query_scalar("select pg_backend_pid()").fetch_one(&mut *connection).await.unwrap();
            let state: String =
                sqlx::query_scalar("select state from pg_stat_activity where pid = $1").bind(backend).fetch_one(&db).await.unwrap();
            assert_eq!(state, "idle", "outside of any transaction");
        }
    }

    #[sqlx::test]
    async fn a_begin_of_ours_that_is_dropped_is_rolled_back_without_asking_the_server(db: PgPool) {
        let proxy = LatencyProxy::open(&db.connect_options()).await;
        let pool = db::pool(2).connect_lazy_with(proxy.options(&db.connect_options()));
        for _ in 0..4 {
            tokio::select! {
                biased;
                () = proxy.begin_seen() => {},
                _ = db::begin(&pool) => panic!("the proxy holds the answer back"),
            }
        }
        for _ in 0..4 {
            let mut connection = pool.acquire().await.unwrap();
            let backend: i32 = sqlx::query_scalar("select pg_backend_pid()").fetch_one(&mut *connection).await.unwrap();
            let state: String =
                sqlx::query_scalar("select state from pg_stat_activity where pid = $1").bind(backend).fetch_one(&db).await.unwrap();
            assert_eq!(state, "idle", "outside of any transaction");
        }
    }

    #[sqlx::test]
    async fn a_connection_that_is_left_in_a_failed_transaction_is_not_lent_again(db: PgPool) {
        let (pool, _proxy) = guarded(&db).await;
        let mut connection = pool.acquire().await.unwrap();
        let backend = "select pg_backend_pid()";
        let before: i32 = sqlx::query_scalar(backend).fetch_one(&mut *connection).await.unwrap();
        sqlx::query("begin").execute(&mut *connection).await.unwrap();
        sqlx::query("select 1 / 0").execute(&mut *connection).await.unwrap_err();
        drop(connection);
        let after: i32 = sqlx::query_scalar(backend).fetch_one(&pool).await.unwrap();
        assert_ne!(before, after);
    }

    #[sqlx::test]
    async fn after_one_lost_connection_those_that_rest_are_asked_before_they_are_lent(db: PgPool) {
        let (pool, _proxy) = guarded(&db).await;
        let both = [pool.acquire().await.unwrap(), pool.acquire().await.unwrap()];
        for mut connection in both {
            connection.return_to_pool().await;
        }
        sqlx::query(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        )
        .execute(&db)
        .await
        .unwrap();
        // The first learns it.
        let mut first = pool.acquire().await.unwrap();
        sqlx::query("select 1").execute(&mut *first).await.unwrap_err();
        first.return_to_pool().await;
        for _ in 0..3 {
            sqlx::query("select 1").execute(&pool).await.unwrap();
        }
    }
}
