//! Account managers who have more customers by a file: each is told once, of all of them.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::auth::PersonId;
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::values::masking::mask_name;

/// Tells them of what the import of this moment associated.
///
/// # Errors
/// Those of the database.
pub async fn tell_account_managers(db: &mut PgConnection, run: Uuid, at: DateTime<Utc>) -> sqlx::Result<()> {
    let rows = sqlx::query!(
        r#"select owner_id as "owner!: PersonId", count(*) as "count!", min(customer_name) as "name!", min(customer_id::text) as "customer!"
           from association where source = 'import' and started_at = $1 and ended_at is null and owner_id is not null group by owner_id"#,
        at
    )
    .fetch_all(&mut *db)
    .await?;
    for row in rows {
        let is_one = row.count == 1;
        let link = if is_one { format!("/sales/customers/{}", row.customer) } else { "/sales/customers".to_owned() };
        let facts = Facts {
            name: if is_one { mask_name(&row.name) } else { String::new() },
            count: u32::try_from(row.count).ok(),
            ..Facts::default()
        };
        let notice =
            Notice { person: row.owner, kind: Kind::CustomerAssigned, facts, link: &link, entity: "import_run", entity_id: run, at };
        notify(&mut *db, &notice).await?;
    }
    Ok(())
}
