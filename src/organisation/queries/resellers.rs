//! Whom a distributor has.

use chrono::NaiveDate;
use sqlx::PgPool;
use uuid::Uuid;

use crate::auth::model::PartnerId;
use crate::auth::{Scope, ScopeColumn};

/// The resellers of the scope's distributor on a day, by name; none where it reaches no reseller.
///
/// # Errors
/// Those of the database.
pub async fn resellers(db: &PgPool, scope: &Scope, today: NaiveDate) -> sqlx::Result<Vec<(PartnerId, String)>> {
    let distributor: Option<Uuid> = (scope.column() == ScopeColumn::Distributor).then(|| scope.id());
    let rows = sqlx::query!(
        r#"select p.id as "id: PartnerId", p.name from distribution d join partner p on p.id = d.reseller_id
           where d.distributor_id = $1 and d.during @> $2::date order by p.name collate "names""#,
        distributor,
        today
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.id, row.name)).collect())
}
