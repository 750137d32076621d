//! The command line: serve, migrate, demo, import, verify-export, renewal-tasks, partner-bills, create-admin.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use ipnet::IpNet;
use partner_center::server::config::{BaseUrl, HAND_OVER_ROWS_AT_ONCE};
use partner_center::server::documents::Documents;
use partner_center::server::files::Files;
use partner_center::server::mail::Post;
use partner_center::server::worker::{Background, stopped};
use partner_center::server::{self, AppState, Clock, Config, db, http::accept};
use partner_center::{app, demo};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Rendering a list makes some thousand small allocations; the system's allocator took two fifths of the time of a page.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The Partner Center: an open, self-hosted portal for vendors that sell through channel partners.
#[derive(Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(Subcommand)]
enum Command {
    /// Answer requests (the default).
    Serve(Box<Serve>),
    /// Bring the database to the structure that this program needs.
    Migrate(Database),
    /// Load the demo companies, once. Every page then says that the data is not real.
    Demo(Database),
    /// Import a file of campaigns, customers, alerts, leads, orders, order lines, consumption, company profiles or working days (XLSX, or
    /// CSV in any encoding).
    Import(import::ImportOptions),
    /// Say whether an exported file is whole and unaltered, and was written by this installation.
    VerifyExport(exports::VerifyOptions),
    /// Make and end the large-order renewal tasks as of a business day, as the server does by itself every night.
    RenewalTasks(renewals::RenewalOptions),
    /// Make the partner bills that are due, as the server does by itself; annul one, and make it again.
    PartnerBills(bills::BillOptions),
    /// Create the first vendor operator and print a temporary password.
    CreateAdmin(create_admin::CreateAdmin),
}

#[derive(Args)]
struct Database {
    /// Where PostgreSQL answers: postgres://user:password@host:5432/database
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, default_value = "", hide_default_value = true)]
    database_url: String,
}

#[derive(Args)]
struct Serve {
    #[command(flatten)]
    database: Database,
    /// Where to listen.
    #[arg(long, env = "ADDRESS", default_value = "127.0.0.1:3000", value_parser = listening_address)]
    address: SocketAddr,
    /// The address under which browsers reach the product, https. Needed unless the demo is allowed.
    #[arg(long, env = "BASE_URL")]
    base_url: Option<String>,
    /// Networks of proxies whose X-Forwarded-For counts, separated by commas.
    #[arg(long, env = "TRUSTED_PROXIES", value_delimiter = ',')]
    trusted_proxies: Vec<IpNet>,
    /// The folder with style sheet, scripts and icons.
    #[arg(long, env = "SITE_ROOT", default_value = "target/site")]
    site_root: PathBuf,
    /// Serve a database that holds the demo.
    #[arg(long, env = "ALLOW_DEMO", num_args = 0..=1, default_value_t = false, default_missing_value = "true", action = clap::ArgAction::Set)]
    allow_demo: bool,
    /// Connections to the database.
    #[arg(long, env = "DATABASE_CONNECTIONS", default_value_t = 16, value_parser = clap::value_parser!(u32).range(2..=500))]
    database_connections: u32,
    /// Connections of browsers.
    #[arg(long, env = "MAX_CONNECTIONS", default_value_t = 2000)]
    max_connections: usize,
    /// Requests under way; one more is told to come back.
    #[arg(long, env = "MAX_IN_FLIGHT", default_value_t = 128)]
    max_in_flight: usize,
    /// Minutes after which an unused session ends.
    #[arg(long, env = "SESSION_IDLE_MINUTES", default_value_t = 60, value_parser = clap::value_parser!(i64).range(1..=1440))]
    session_idle_minutes: i64,
    /// Hours after which any session ends.
    #[arg(long, env = "SESSION_HOURS", default_value_t = 12, value_parser = clap::value_parser!(i64).range(1..=168))]
    session_hours: i64,
    /// For `make dev`: the port on which cargo-leptos tells pages to reload.
    #[arg(long, env = "PAGE_RELOAD_PORT", hide = true)]
    reload_port: Option<u16>,
    #[command(flatten)]
    work: Work,
    #[command(flatten)]
    uploads: uploads::Uploads,
    #[command(flatten)]
    exports: exports::ExportOptions,
    /// The program that typesets documents; without it the one that lies beside this one.
    #[arg(long, env = "DOCUMENTS_PROGRAM")]
    documents_program: Option<PathBuf>,
}

/// Background work and mail.
#[derive(Args)]
struct Work {
    /// Whether this process takes background jobs: mail, and what time drives.
    #[arg(long, env = "WORKER", num_args = 0..=1, default_value_t = true, default_missing_value = "true", action = clap::ArgAction::Set)]
    worker: bool,
    /// Hand-overs of more rows than this run in the background.
    #[arg(long, env = "HAND_OVER_ROWS_AT_ONCE", default_value_t = HAND_OVER_ROWS_AT_ONCE)]
    hand_over_rows_at_once: u64,
    /// The mail server: smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host. Without one, mail stays queued.
    #[arg(long, env = "MAIL_SMTP", hide_env_values = true)]
    mail_smtp: Option<String>,
    /// From which address mail is sent: Partners <partners@example.com>
    #[arg(long, env = "MAIL_FROM")]
    mail_from: Option<String>,
    /// For development: a folder that takes each mail as a file, instead of a mail server.
    #[arg(long, env = "MAIL_FOLDER")]
    mail_folder: Option<PathBuf>,
    /// Seconds between the first two tries of a mail; they double.
    #[arg(long, env = "MAIL_RETRY_SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    mail_retry_seconds: u64,
    /// Seconds between two looks at what has become due.
    #[arg(long, env = "WORKER_EVERY_SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    worker_every_seconds: u64,
    /// Seconds between two signs of life; after six times that, another process takes over the jobs.
    #[arg(long, env = "WORKER_HEARTBEAT_SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=300))]
    worker_heartbeat_seconds: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    // The database's notices ("already exists, skipping") tell an operator nothing.
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx::postgres::notice=warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(std::io::stderr().is_terminal()).with_writer(std::io::stderr).init();
    let cli = Cli::parse();
    let outcome = match cli.command {
        None => serve(cli.serve).await,
        Some(Command::Serve(options)) => serve(*options).await,
        Some(Command::Migrate(database)) => migrate(database).await,
        Some(Command::Demo(database)) => load_demo(database).await,
        Some(Command::Import(options)) => import::import(options).await,
        Some(Command::VerifyExport(options)) => exports::verify(options).await,
        Some(Command::RenewalTasks(options)) => renewals::run(options).await,
        Some(Command::PartnerBills(options)) => bills::run(options).await,
        Some(Command::CreateAdmin(options)) => create_admin::create(options).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("partner-center: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn listening_address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "an IP address and a port are needed, like 127.0.0.1:3000")
}

/// A pool on a database that has the tables.
async fn migrated(database: &Database, connections: u32) -> anyhow::Result<sqlx::PgPool> {
    let pool = db::connect(&database.database_url, connections).await?;
    anyhow::ensure!(db::has_tables(&pool).await?, "the database has no tables yet: run `partner-center migrate` first");
    Ok(pool)
}

async fn migrate(database: Database) -> anyhow::Result<()> {
    let pool = db::connect(&database.database_url, 2).await?;
    // Building an index may take longer than the web pool allows.
    let mut connection = pool.acquire().await?;
    sqlx::query("set statement_timeout = 0").execute(&mut *connection).await?;
    db::MIGRATIONS.run(&mut *connection).await?;
    eprintln!("The database is up to date.");
    Ok(())
}

async fn load_demo(database: Database) -> anyhow::Result<()> {
    let pool = migrated(&database, 2).await?;
    let program = std::env::var_os("DOCUMENTS_PROGRAM").map(PathBuf::from);
    let loaded = demo::load_with(&pool, Clock::System.now(), &Documents::new(program)).await?;
    eprintln!("{}", if loaded { "The demo is loaded." } else { "The demo is there already." });
    Ok(())
}

async fn serve(options: Serve) -> anyhow::Result<()> {
    let pool = migrated(&options.database, options.database_connections).await?;
    let demo = demo::is_loaded(&pool).await?;
    anyhow::ensure!(!demo || options.allow_demo, "this database holds the demo; set ALLOW_DEMO=true to serve it, or use another database");
    let base_url = match options.base_url {
        Some(url) => BaseUrl::parse(&url).map_err(anyhow::Error::msg)?,
        None if options.allow_demo => BaseUrl { secure: false, authority: options.address.to_string() },
        None => anyhow::bail!("BASE_URL is not set: say how browsers reach this server, like https://partners.example.com"),
    };
    let config = Config {
        address: options.address,
        base_url,
        trusted_proxies: options.trusted_proxies,
        site_root: options.site_root,
        demo,
        max_connections: options.max_connections,
        max_in_flight: options.max_in_flight,
        session_idle_minutes: options.session_idle_minutes,
        session_hours: options.session_hours,
        reload_port: options.reload_port.filter(|_| cfg!(debug_assertions)),
        hand_over_rows_at_once: options.work.hand_over_rows_at_once,
        mail_folder: options.work.mail_folder.clone().filter(|_| options.work.mail_smtp.is_none()),
        files: options.uploads.settings(),
        documents_program: options.documents_program,
        export_days: options.exports.export_days,
        exports_at_once: options.exports.exports_at_once,
    };
    let listener = tokio::net::TcpListener::bind(options.address)
        .await
        .map_err(|error| anyhow::anyhow!("cannot listen on {}: {error}", options.address))?;
    let origin = config.base_url.origin();
    let state = AppState::new(pool, config, Clock::System);
    anyhow::ensure!(
        state.assets.complete,
        "the built files are not in {} (run `make run`, or set SITE_ROOT)",
        state.config.site_root.display()
    );
    if !state.documents.is_complete() {
        tracing::warn!("partner-center-documents is not beside this program (DOCUMENTS_PROGRAM): payment agreements cannot be issued");
    }
    state.files.check().await.map_err(|error| anyhow::anyhow!("uploaded files cannot be kept: {error}"))?;
    let (stop, stopping) = watch::channel(false);
    let worker = work(options.work, state.files.clone(), &options.database.database_url, &state, stopping.clone()).await?;
    tracing::info!(address = %options.address, %origin, demo, "serving");
    tokio::spawn(async move {
        server::stopping::shutdown_requested().await;
        let _ = stop.send(true);
    });
    let room = state.room.clone();
    accept::serve(listener, app::router::router(state), options.max_connections, room, stopped(stopping)).await?;
    if let Some(worker) = worker {
        worker.await?;
    }
    Ok(())
}

/// Starts the background work, unless this process leaves it to others.
async fn work(
    options: Work,
    files: Files,
    database_url: &str,
    state: &AppState,
    stopping: watch::Receiver<bool>,
) -> anyhow::Result<Option<JoinHandle<()>>> {
    let post = Post::from_settings(options.mail_smtp.as_deref(), options.mail_from.as_deref(), options.mail_folder.as_deref())?;
    if !post.is_set_up() {
        tracing::warn!("no mail is sent: MAIL_SMTP is not set. Mail stays queued until a server starts with it");
    } else if options.mail_smtp.is_none() && !state.config.demo {
        tracing::warn!("mail goes to a folder, not to people: MAIL_SMTP is not set. The files carry links that open accounts");
    }
    if !options.worker {
        tracing::info!("background work is left to other processes");
    }
    let background = Background {
        db: db::connect_worker(database_url).await?,
        clock: Clock::System,
        files,
        post,
        origin: state.config.base_url.origin(),
        due: app::background::DUE,
        tasks: app::background::TASKS,
        every: Duration::from_secs(options.worker_every_seconds),
        mail_wait: Duration::from_secs(options.mail_retry_seconds),
        heartbeat: Duration::from_secs(options.worker_heartbeat_seconds),
        status: state.worker.clone(),
    };
    background.start(options.worker, stopping).await
}

#[path = "main/bills.rs"]
mod bills;
#[path = "main/create_admin.rs"]
mod create_admin;
#[path = "main/exports.rs"]
mod exports;
#[path = "main/import.rs"]
mod import;
#[path = "main/renewals.rs"]
mod renewals;

#[path = "main/uploads.rs"]
mod uploads;

#[cfg(test)]
#[path = "main/tests.rs"]
mod tests;
