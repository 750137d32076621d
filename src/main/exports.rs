//! Options of exports, and the command that verifies a file.

use std::path::PathBuf;

use clap::Args;
use partner_center::exports::command;
use partner_center::exports::rules::{AT_ONCE, KEPT_DAYS};
use partner_center::server::db;

use super::Database;

/// Exports.
#[derive(Args)]
pub(super) struct ExportOptions {
    /// Days after which the file of an export goes.
    #[arg(long, env = "EXPORT_DAYS", default_value_t = KEPT_DAYS, value_parser = clap::value_parser!(i16).range(1..=90))]
    pub(super) export_days: i16,
    /// Exports of one person that wait or are written at the same time.
    #[arg(long, env = "EXPORTS_AT_ONCE", default_value_t = AT_ONCE, value_parser = clap::value_parser!(i64).range(1..=100))]
    pub(super) exports_at_once: i64,
}

/// Options of the command.
#[derive(Args)]
pub(super) struct VerifyOptions {
    #[command(flatten)]
    database: Database,
    /// The file: a workbook, or text with its proof file beside it.
    file: PathBuf,
    /// The proof file of a text that stands elsewhere.
    #[arg(long, env = "EXPORT_PROOF")]
    proof: Option<PathBuf>,
}

/// Verifies a file.
///
/// # Errors
/// When it is not ours, not whole or altered; those of [`command::verify`].
pub(super) async fn verify(options: VerifyOptions) -> anyhow::Result<()> {
    let db = db::connect(&options.database.database_url, 2).await?;
    anyhow::ensure!(db::has_tables(&db).await?, "the database has no tables yet: run `partner-center migrate` first");
    let report = command::verify(&db, &options.file, options.proof.as_deref()).await?;
    print!("{}", report.text);
    anyhow::ensure!(report.is_genuine, "{} is not a file of this installation as it was written", options.file.display());
    Ok(())
}
