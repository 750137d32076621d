//! Requests to rename a company, over all partners.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::auth::PersonId;
use crate::operations::model::Operator;
use crate::organisation::model::{CompanyId, PartnerId, Rename, RenameId, RenameState};

/// A request that waits: this one, else the oldest.
///
/// # Errors
/// Those of the database.
pub async fn rename_to_decide(db: impl PgExecutor<'_>, _: Operator, named: Option<RenameId>) -> sqlx::Result<Option<Rename>> {
    sqlx::query_as!(
        Rename,
        r#"select n.id as "id: RenameId", n.company_id as "company_id: CompanyId", n.partner_id as "partner_id: PartnerId",
                  p.name as partner_name, n.old_name, n.new_name, n.reason, n.state as "state: RenameState",
                  n.requested_by as "requested_by: PersonId", r.display_name as requester, n.created_at, n.decided_at, n.note
           from company_rename n join partner p on p.id = n.partner_id join person r on r.id = n.requested_by
           where n.state = 'pending' order by (n.id = $1) is not true, n.created_at, n.id limit 1"#,
        named.map(|id| id.0)
    )
    .fetch_optional(db)
    .await
}

/// The name that a request asks for, whatever became of it.
///
/// # Errors
/// Those of the database.
pub async fn rename_name(db: impl PgExecutor<'_>, _: Operator, id: RenameId) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select new_name from company_rename where id = $1", id.0).fetch_optional(db).await
}

/// One request, held until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn lock_any_rename(db: &mut PgConnection, _: Operator, id: RenameId) -> sqlx::Result<Option<Rename>> {
    sqlx::query_as!(
        Rename,
        r#"select n.id as "id: RenameId", n.company_id as "company_id: CompanyId", n.partner_id as "partner_id: PartnerId",
                  p.name as partner_name, n.old_name, n.new_name, n.reason, n.state as "state: RenameState",
                  n.requested_by as "requested_by: PersonId", r.display_name as requester, n.created_at, n.decided_at, n.note
           from company_rename n join partner p on p.id = n.partner_id join person r on r.id = n.requested_by
           where n.id = $1 for update of n"#,
        id.0
    )
    .fetch_optional(db)
    .await
}

/// Gives a company another name.
///
/// # Errors
/// Those of the database; `company_name` when another company has it.
pub async fn rename_company(db: &mut PgConnection, _: Operator, company: CompanyId, name: &str, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("update company set name = $2, updated_at = $3 where id = $1", company.0, name, at).execute(db).await?;
    Ok(())
}

/// The active administrators of all partners of a company.
///
/// # Errors
/// Those of the database.
pub async fn administrators_of(db: impl PgExecutor<'_>, _: Operator, company: CompanyId) -> sqlx::Result<Vec<PersonId>> {
    sqlx::query_scalar!(
        r#"select p.id as "id: PersonId" from person p join partner pa on pa.id = p.partner_id
           join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id and r.preset = 'system_administrator'
           where pa.company_id = $1 and p.state = 'active' order by p.id"#,
        company.0
    )
    .fetch_all(db)
    .await
}
