//! The command that makes partner bills as the worker does by itself, and that annuls one, which only a person decides.

use clap::{Args, Subcommand};
use partner_center::accounting::bills::{annulling, due};
use partner_center::server::{Clock, db};

use super::Database;

/// Options of the command.
#[derive(Args)]
pub(super) struct BillOptions {
    #[command(flatten)]
    database: Database,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Make the bills of all months that are over.
    Run,
    /// Annul a partner's latest final bill; what it used of negative bills is given back.
    Annul {
        /// The number of the bill, as PB-202610-00001.
        number: String,
        /// Why; the partner reads it beside the annulled bill.
        #[arg(long, env = "ANNUL_BECAUSE")]
        because: String,
    },
    /// Make an annulled bill again, from the records as they are now.
    Again {
        /// The number of the annulled bill.
        number: String,
    },
}

/// Does it, and says what came of it.
///
/// # Errors
/// Those of [`due::run_due`] and [`annulling`].
pub(super) async fn run(options: BillOptions) -> anyhow::Result<()> {
    let db = db::connect_worker(&options.database.database_url).await?;
    anyhow::ensure!(db::has_tables(&db).await?, "the database has no tables yet: run `partner-center migrate` first");
    let now = Clock::System.now();
    let said = match options.what {
        What::Run => format!("Bills made: {}.", due::run_due(&db, now).await?),
        What::Annul { number, because } => annulling::annul(&db, &number, &because, now).await?,
        What::Again { number } => annulling::make_again(&db, &number, now).await?,
    };
    println!("{said}");
    Ok(())
}
