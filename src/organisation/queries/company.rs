//! The company of a partner, and its requests to be renamed.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::partner_of;
use crate::auth::{PersonId, Scope};
use crate::organisation::model::{Company, CompanyId, PartnerId, Rename, RenameId, RenameState};
use crate::server::new_id;

/// The company of the partner.
///
/// # Errors
/// Those of the database.
pub async fn lookup_company(db: impl PgExecutor<'_>, scope: &Scope) -> sqlx::Result<Option<Company>> {
    let row = sqlx::query!(
        r#"select c.id as "id: CompanyId", c.name, p.ecosystem_manager_name, p.ecosystem_manager_mobile, p.ecosystem_manager_email
           from partner p join company c on c.id = p.company_id where p.id = $1"#,
        partner_of(scope)
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Company {
        id: row.id,
        name: row.name,
        ecosystem_manager: [row.ecosystem_manager_name, row.ecosystem_manager_mobile, row.ecosystem_manager_email],
    }))
}

/// The requests of the partner's company, the newest first, twenty at most: those of its other partners too.
///
/// # Errors
/// Those of the database.
pub async fn list_renames(db: impl PgExecutor<'_>, scope: &Scope) -> sqlx::Result<Vec<Rename>> {
    sqlx::query_as!(
        Rename,
        r#"select n.id as "id: RenameId", n.company_id as "company_id: CompanyId", n.partner_id as "partner_id: PartnerId",
                  p.name as partner_name, n.old_name, n.new_name, n.reason, n.state as "state: RenameState",
                  n.requested_by as "requested_by: PersonId", r.display_name as requester, n.created_at, n.decided_at, n.note
           from company_rename n join partner p on p.id = n.partner_id join person r on r.id = n.requested_by
           where n.company_id = (select company_id from partner where id = $1) order by n.created_at desc, n.id desc limit 20"#,
        partner_of(scope)
    )
    .fetch_all(db)
    .await
}

/// One request of this partner, held until the transaction ends; `None` for anybody else's.
///
/// # Errors
/// Those of the database.
pub async fn lock_rename(db: &mut PgConnection, scope: &Scope, id: RenameId) -> sqlx::Result<Option<RenameState>> {
    sqlx::query_scalar!(
        r#"select state as "state: RenameState" from company_rename where partner_id = $1 and id = $2 for update"#,
        partner_of(scope),
        id.0
    )
    .fetch_optional(db)
    .await
}

/// Asks the vendor for another name.
///
/// # Errors
/// Those of the database; `company_rename_one_pending` while another request waits.
pub async fn request_rename(
    db: &mut PgConnection,
    company: &Company,
    partner: PartnerId,
    (name, reason): (&str, &str),
    by: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<RenameId> {
    let id = RenameId(new_id());
    sqlx::query!(
        "insert into company_rename (id, company_id, partner_id, old_name, new_name, reason, state, requested_by, created_at)
         values ($1, $2, $3, $4, $5, $6, 'pending', $7, $8)",
        id.0,
        company.id.0,
        partner.0,
        company.name,
        name,
        reason,
        by.0,
        at
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Closes a pending request; `false` when somebody was faster.
///
/// # Errors
/// Those of the database.
pub async fn close_rename(
    db: &mut PgConnection,
    id: RenameId,
    (state, note): (RenameState, &str),
    by: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update company_rename set state = $2, note = $3, decided_by = $4, decided_at = $5 where id = $1 and state = 'pending'",
        id.0,
        state as RenameState,
        note,
        by.0,
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
