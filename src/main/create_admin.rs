//! The command that creates the first vendor operator.

use clap::Args;
use partner_center::operations;
use partner_center::server::Clock;
use partner_center::server::password::Passwords;

use super::{Database, migrated};

/// Options of the command.
#[derive(Args)]
pub(super) struct CreateAdmin {
    #[command(flatten)]
    database: Database,
    /// The account name to sign in with.
    account: String,
    /// The person's name.
    #[arg(long, env = "ADMIN_NAME")]
    name: Option<String>,
}

/// Creates the person and prints a temporary password.
///
/// # Errors
/// Those of the database, and of [`operations::staff::create_vendor_person`].
pub(super) async fn create(options: CreateAdmin) -> anyhow::Result<()> {
    let pool = migrated(&options.database, 2).await?;
    let name = options.name.unwrap_or_else(|| options.account.clone());
    let passwords = Passwords::default();
    let password = operations::staff::create_vendor_person(&pool, &passwords, &options.account, &name, Clock::System.now()).await?;
    eprintln!("{} can sign in once with this temporary password, and then chooses another:", options.account);
    println!("{password}");
    Ok(())
}
