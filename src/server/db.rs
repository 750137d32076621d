//! The connection to PostgreSQL, and the one place where its errors become answers.
//!
//! Rules for whoever writes SQL here:
//!
//! * A transaction begins with [`begin`] and ends with `commit`; one that is dropped is rolled back. A `begin()` of sqlx that is
//!   itself dropped is not (0.9.0, see `pool_guard`); [`begin`] cannot be dropped half-way, and clippy.toml refuses the other.
//! * `COPY` takes a connection of its own (`PgConnection::connect_with`), never one of a pool: a `copy_in_raw` or `copy_out_raw`
//!   that is dropped half-way leaves its connection out of step, and the next one to use it reads answers that are not its own.
//! * Connections are lent and taken back by `pool_guard`: after a restart of PostgreSQL dead ones are found and replaced.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, PgConnection, PgPool, Postgres, Transaction};
use tracing::Instrument as _;

use super::pool_guard::PoolGuard;
use crate::error::AppError;

/// All migrations, embedded in the program.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// How long the database may take to answer at the start.
const FIRST_ANSWER: Duration = Duration::from_secs(5);
/// The pool of the web server: waits at most 3 s for a connection, and a statement runs at most 5 s.
///
/// # Errors
/// One line that says what is wrong and how to mend it.
pub async fn connect(url: &str, size: u32) -> anyhow::Result<PgPool> {
    open(url, pool(size), "partner-center", "5s").await
}

/// The pool of the background worker: a statement runs at most a minute, and one connection listens for jobs.
///
/// # Errors
/// Those of [`connect`].
pub async fn connect_worker(url: &str) -> anyhow::Result<PgPool> {
    open(url, checked_pool(8), "partner-center worker", "60s").await
}

/// Begins a transaction, in a task of its own: whoever waits for it may be dropped at any moment, and what was begun is rolled back
/// all the same. (In sqlx 0.9.0 a `begin()` that is dropped leaves its connection inside a transaction, transact-rs/sqlx #4385.
/// To ask the server at each return of a connection costs every page a round trip for each of its statements: a sixth of the lists'
/// rate.)
///
/// # Errors
/// Those of the pool and of the database.
#[allow(clippy::disallowed_methods, reason = "the one place where it cannot be dropped")]
pub async fn begin(db: &PgPool) -> sqlx::Result<Transaction<'static, Postgres>> {
    let db = db.clone();
    match tokio::spawn(async move { db.begin().await }.in_current_span()).await {
        Ok(begun) => begun,
        Err(ended) => match ended.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(sqlx::Error::WorkerCrashed),
        },
    }
}

async fn open(url: &str, pool: PgPoolOptions, name: &str, statement_timeout: &str) -> anyhow::Result<PgPool> {
    let options = options(url)?;
    // Not through the pool, which would try again until its time is up and then speak of that instead of the cause.
    let mut first = first_connection(&options, FIRST_ANSWER).await?;
    check(&mut first).await?;
    first.close().await.ok();
    let lasting = options.clone().application_name(name).options([
        ("statement_timeout", statement_timeout),
        ("lock_timeout", "3s"),
        ("idle_in_transaction_session_timeout", "10s"),
        ("timezone", "UTC"),
        // Every statement here is meant to be short; compiling one would only add to its first run.
        ("jit", "off"),
    ]);
    pool.connect_with(lasting).await.map_err(|error| unreachable(&options, &error))
}

/// A pool of so many connections, of which those that rested are asked before they are lent.
pub(super) fn pool(size: u32) -> PgPoolOptions {
    guarded(PgPoolOptions::new(), PoolGuard::default(), size)
}

/// The same whose connections are asked for a forgotten transaction when they come back: for the worker, whose library begins
/// transactions itself and whose jobs are cut off at the end of their grace.
pub(super) fn checked_pool(size: u32) -> PgPoolOptions {
    let guard = PoolGuard::default();
    let back = guard.clone();
    guarded(PgPoolOptions::new(), guard, size).after_release(move |connection, _| {
        let guard = back.clone();
        Box::pin(async move { guard.is_clean(connection).await })
    })
}

fn guarded(options: PgPoolOptions, guard: PoolGuard, size: u32) -> PgPoolOptions {
    options.max_connections(size).acquire_timeout(Duration::from_secs(3)).test_before_acquire(false).before_acquire(
        move |connection, about| {
            let guard = guard.clone();
            Box::pin(async move { Ok(guard.is_alive(connection, about.idle_for).await) })
        },
    )
}

/// Whether `partner-center migrate` was here.
///
/// # Errors
/// When the database fails.
pub async fn has_tables(db: &PgPool) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select to_regclass('installation') is not null as "there!""#).fetch_one(db).await
}

fn options(url: &str) -> anyhow::Result<PgConnectOptions> {
    anyhow::ensure!(!url.is_empty(), "DATABASE_URL is not set (make run starts a database of its own)");
    let known = url.starts_with("postgres://") || url.starts_with("postgresql://");
    // The reason is left out: it may repeat the address, and with it the password.
    let options = known.then(|| url.parse().ok()).flatten();
    options.ok_or_else(|| anyhow::anyhow!("DATABASE_URL is not a PostgreSQL address like postgres://user:password@host:5432/database"))
}

async fn first_connection(options: &PgConnectOptions, patience: Duration) -> anyhow::Result<PgConnection> {
    match tokio::time::timeout(patience, PgConnection::connect_with(options)).await {
        Ok(answer) => answer.map_err(|error| unreachable(options, &error)),
        Err(_) => anyhow::bail!("the database at {}:{} does not answer", options.get_host(), options.get_port()),
    }
}

fn unreachable(options: &PgConnectOptions, error: &sqlx::Error) -> anyhow::Error {
    let (host, port) = (options.get_host(), options.get_port());
    match error {
        sqlx::Error::Database(refusal) => anyhow::anyhow!("the database at {host}:{port} refuses: {}", refusal.message()),
        sqlx::Error::Io(error) => anyhow::anyhow!("the database at {host}:{port} cannot be reached: {error}"),
        error => anyhow::anyhow!("the database at {host}:{port} cannot be reached: {error}"),
    }
}

/// Refuses a server that is too old and a database in which Chinese cannot be searched.
async fn check(connection: &mut PgConnection) -> anyhow::Result<()> {
    let row = sqlx::query!(
        r#"select current_setting('server_version_num')::int as "version!",
                  pg_encoding_to_char(encoding)::text as "encoding!" from pg_database where datname = current_database()"#
    )
    .fetch_one(connection)
    .await?;
    suitable(row.version, &row.encoding)
}

fn suitable(version: i32, encoding: &str) -> anyhow::Result<()> {
    anyhow::ensure!(version >= 150_000, "PostgreSQL 15 or newer is needed, this server is {}", version / 10_000);
    anyhow::ensure!(
        encoding == "UTF8",
        "the database is encoded in {encoding}; make it anew: create database … encoding 'UTF8' locale 'C.UTF-8' template template0"
    );
    Ok(())
}

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            // The pool is exhausted: waiting longer would only lengthen the queue.
            sqlx::Error::PoolTimedOut => Self::Overloaded { retry_after: 2 },
            sqlx::Error::Database(ref refused) => match refused.code().as_deref() {
                // Somebody holds what is needed for longer than a person waits, or two waited for each other and one had to
                // yield; whoever tries again will find it free.
                Some("55P03" | "40P01" | "40001") => Self::Overloaded { retry_after: 3 },
                // Longer than a statement may take. Seldom our fault, often that of the load, but worth a look each time.
                Some("57014") => {
                    tracing::warn!(%error, "a statement took too long");
                    Self::Overloaded { retry_after: 5 }
                }
                // The server is starting, or stops.
                Some("57P01" | "57P02" | "57P03" | "53300") => Self::Overloaded { retry_after: 5 },
                // A NUL, which nobody types and PostgreSQL keeps nowhere: the request is unreadable, nothing of ours failed.
                Some("22021") => Self::field("", "400"),
                _ => broken(&error),
            },
            // The connection was cut: the server restarts, or the network fails. The pool makes a new one for whoever tries again,
            // and a form that is sent again counts once.
            sqlx::Error::Io(_) => {
                tracing::warn!(%error, "the connection to the database was lost");
                Self::Overloaded { retry_after: 5 }
            }
            error => broken(&error),
        }
    }
}

impl From<anyhow::Error> for AppError {
    fn from(error: anyhow::Error) -> Self {
        broken(&error)
    }
}

impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> Self {
        broken(&error)
    }
}

/// Logs a fault of ours once, and answers with nothing but its reference.
pub fn broken(error: &dyn std::fmt::Display) -> AppError {
    let reference = super::request::request_id().unwrap_or_else(super::new_id).simple().to_string();
    tracing::error!(%reference, %error, "broken");
    AppError::Broken { reference }
}

/// The name of the constraint that a statement ran into.
pub fn violated(error: &sqlx::Error) -> Option<&str> {
    error.as_database_error().and_then(|error| error.constraint())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_server_and_any_other_encoding_are_refused() {
        assert!(suitable(150_000, "UTF8").is_ok());
        assert!(suitable(180_001, "UTF8").is_ok());
        assert_eq!(suitable(140_023, "UTF8").unwrap_err().to_string(), "PostgreSQL 15 or newer is needed, this server is 14");
        for encoding in ["SQL_ASCII", "LATIN1", "EUC_CN"] {
            let refusal = suitable(150_018, encoding).unwrap_err().to_string();
            assert!(refusal.contains(encoding) && refusal.contains("encoding 'UTF8'"), "{refusal}");
        }
    }

    #[test]
    fn an_address_that_is_none_is_refused_without_repeating_its_password() {
        assert!(options("postgres://mei:secret@host/pc").is_ok());
        assert!(options("postgresql://host/pc").is_ok());
        for wrong in ["mysql://mei:secret@host/pc", "host:5432", "postgres://mei:secret@host:no/pc"] {
            let refusal = options(wrong).unwrap_err().to_string();
            assert!(refusal.starts_with("DATABASE_URL is not a PostgreSQL address") && !refusal.contains("secret"), "{refusal}");
        }
        assert!(options("").unwrap_err().to_string().starts_with("DATABASE_URL is not set"));
    }

    #[tokio::test]
    async fn the_cause_is_named_when_nobody_listens_or_nobody_answers() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let address = options(&format!("postgres://mei:secret@127.0.0.1:{port}/pc")).unwrap();
        let silent = first_connection(&address, Duration::from_millis(20)).await.unwrap_err().to_string();
        assert_eq!(silent, format!("the database at 127.0.0.1:{port} does not answer"));
        drop(listener);
        let refused = connect(&format!("postgres://mei:secret@127.0.0.1:{port}/pc"), 2).await.unwrap_err().to_string();
        assert!(refused.starts_with(&format!("the database at 127.0.0.1:{port} cannot be reached: Connection refused")), "{refused}");
    }
}
