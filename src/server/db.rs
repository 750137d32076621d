//! The connection to PostgreSQL, and the one place where its errors become answers.

use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::error::AppError;

/// All migrations, embedded in the program.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// The pool of the web server: waits at most 3 s for a connection, and a statement runs at most 5 s.
///
/// # Errors
/// One line that says what is wrong and how to mend it.
pub async fn connect(url: &str, size: u32) -> anyhow::Result<PgPool> {
    open(url, size, "partner-center", "5s").await
}

/// The pool of the background worker: a statement runs at most a minute, and one connection listens for jobs.
///
/// # Errors
/// Those of [`connect`].
pub async fn connect_worker(url: &str) -> anyhow::Result<PgPool> {
    open(url, 8, "partner-center worker", "60s").await
}

async fn open(url: &str, size: u32, name: &str, statement_timeout: &str) -> anyhow::Result<PgPool> {
    let options: PgConnectOptions = url.parse().map_err(|_| anyhow::anyhow!("DATABASE_URL is not a PostgreSQL address"))?;
    let options = options.application_name(name).options([
        ("statement_timeout", statement_timeout),
        ("lock_timeout", "3s"),
        ("idle_in_transaction_session_timeout", "10s"),
        ("timezone", "UTC"),
        // Every statement here is meant to be short; compiling one would only add to its first run.
        ("jit", "off"),
    ]);
    let pool = PgPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(Duration::from_secs(3))
        .connect_with(options)
        .await
        .map_err(|error| anyhow::anyhow!("the database cannot be reached: {error}"))?;
    check(&pool).await?;
    Ok(pool)
}

/// Refuses a server that is too old and a database in which Chinese cannot be searched.
async fn check(pool: &PgPool) -> anyhow::Result<()> {
    let row = sqlx::query!(
        r#"select current_setting('server_version_num')::int as "version!",
                  pg_encoding_to_char(encoding)::text as "encoding!" from pg_database where datname = current_database()"#
    )
    .fetch_one(pool)
    .await?;
    anyhow::ensure!(row.version >= 150_000, "PostgreSQL 15 or newer is needed, this server is {}", row.version / 10_000);
    anyhow::ensure!(
        row.encoding == "UTF8",
        "the database is encoded in {}; make it anew: create database … encoding 'UTF8' locale 'C.UTF-8' template template0",
        row.encoding
    );
    Ok(())
}

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            // The pool is exhausted: waiting longer would only lengthen the queue.
            sqlx::Error::PoolTimedOut => Self::Busy { retry_after: 2 },
            // A NUL, which nobody types and PostgreSQL keeps nowhere: the request is unreadable, nothing of ours failed.
            sqlx::Error::Database(refused) if refused.code().as_deref() == Some("22021") => Self::field("", "400"),
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
