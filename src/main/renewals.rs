//! The command that makes and ends renewal tasks.

use chrono::NaiveDate;
use clap::Args;
use partner_center::marketing_tasks::renewals::due;
use partner_center::server::{Clock, db};

use super::Database;

/// Options of the command.
#[derive(Args)]
pub(super) struct RenewalOptions {
    #[command(flatten)]
    database: Database,
    /// The business day, in Beijing: `2026-11-30`. Today where none is said; none that lies in the future.
    #[arg(long, env = "RENEWAL_DATE")]
    date: Option<NaiveDate>,
}

/// Runs the job.
///
/// # Errors
/// Those of [`due::run_for`].
pub(super) async fn run(options: RenewalOptions) -> anyhow::Result<()> {
    let db = db::connect_worker(&options.database.database_url).await?;
    anyhow::ensure!(db::has_tables(&db).await?, "the database has no tables yet: run `partner-center migrate` first");
    println!("{}", due::run_for(&db, options.date, Clock::System.now()).await?);
    Ok(())
}
