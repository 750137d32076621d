//! The command that imports a file.

use std::path::PathBuf;

use clap::Args;
use partner_center::server::files::{FileSettings, Files};
use partner_center::server::{Clock, db};
use partner_center::{app, imports};

use super::Database;

/// Options of the command.
#[derive(Args)]
pub(super) struct ImportOptions {
    #[command(flatten)]
    database: Database,
    /// What the file holds: campaigns, customers, alerts, leads, orders, order_lines, consumption, usage_records, refunds, profiles or calendar.
    kind: String,
    /// The file; `-` for standard input.
    file: PathBuf,
    /// Where the rows come from; with the external ID it tells records apart.
    #[arg(long, env = "IMPORT_SOURCE")]
    source: String,
    /// The moment that the rows are of, in Beijing (`2026-11-30 18:00`); usually now. Orders and order lines keep it: a row of an
    /// older file changes nothing that a newer one has written.
    #[arg(long, env = "IMPORT_AS_OF")]
    as_of: Option<String>,
    /// Say what would become of every row, and change nothing.
    #[arg(long, env = "DRY_RUN", num_args = 0..=1, default_value_t = false, default_missing_value = "true", action = clap::ArgAction::Set)]
    dry_run: bool,
    /// Import new rows that are likely the same as another record as well.
    #[arg(long, env = "IMPORT_LIKELY", num_args = 0..=1, default_value_t = false, default_missing_value = "true", action = clap::ArgAction::Set)]
    likely: bool,
}

/// Imports a file, as the options say.
///
/// # Errors
/// Those of [`imports::command::import`].
pub(super) async fn import(options: ImportOptions) -> anyhow::Result<()> {
    let db = db::connect_worker(&options.database.database_url).await?;
    anyhow::ensure!(db::has_tables(&db).await?, "the database has no tables yet: run `partner-center migrate` first");
    // The file is kept in the database: this process need not reach the store of uploaded files.
    let files = Files::new(FileSettings { folder: std::env::temp_dir(), max_bytes: u64::MAX, bucket: None });
    let imports = imports::context::Imports { db, files, kinds: app::imports::KINDS };
    let order = imports::command::Order {
        kind: &options.kind,
        file: &options.file,
        source: &options.source,
        as_of: options.as_of.as_deref(),
        dry_run: options.dry_run,
        with_likely: options.likely,
    };
    imports::command::import(&imports, &order, Clock::System.now()).await
}
