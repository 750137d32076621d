//! Customers of a file that a partner gets: what is known of each, and its association.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::customers::model::AssociationType;
use crate::imports::kind::Batch;
use crate::organisation::model::PartnerKind;
use crate::server::new_id;
use crate::values::date::beijing_date;

/// A customer whose association begins with the import.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// Line of the file.
    pub line: i32,
    /// The customer's id.
    pub customer: Uuid,
    /// Whether the customer is written; otherwise it is not, or not yet.
    pub is_written: bool,
    /// Its name.
    pub name: String,
    /// The partner.
    pub partner: Uuid,
    /// What the partner is.
    pub partner_kind: PartnerKind,
    /// Whether the partner only recruits resellers.
    pub channel_only: bool,
    /// Whether the partner may offer referral.
    pub referral_right: bool,
    /// The type of the association.
    pub kind: AssociationType,
    /// The account manager; none: the partner's own customer.
    pub owner: Option<Uuid>,
    /// Number after the import, or empty.
    pub mobile: String,
    /// Address after the import, or empty.
    pub email: String,
}

/// The rows of a batch whose customers are to be associated, as far as nothing stands against them yet.
///
/// # Errors
/// Those of the database.
pub async fn beginning(db: &mut PgConnection, batch: &Batch<'_>) -> sqlx::Result<Vec<Beginning>> {
    sqlx::query_as!(
        Beginning,
        r#"select line, coalesce(record, id) as "customer!", coalesce(outcome in ('created', 'changed'), false) as "is_written!", facts ->> 'name' as "name!",
                  (facts ->> 'partner')::uuid as "partner!", facts ->> 'partner_kind' as "partner_kind!: PartnerKind",
                  (facts ->> 'channel_only')::bool as "channel_only!", (facts ->> 'referral_right')::bool as "referral_right!",
                  facts ->> 'type' as "kind!: AssociationType", (facts ->> 'owner')::uuid as owner,
                  facts ->> 'mobile' as "mobile!", facts ->> 'email' as "email!"
           from import_row where run_id = $1 and line > $2 and line <= $3 and (facts ->> 'begins')::bool
             and outcome in ('created', 'changed', 'likely') order by line"#,
        batch.run,
        batch.after,
        batch.to
    )
    .fetch_all(db)
    .await
}

/// Refuses a row.
///
/// # Errors
/// Those of the database.
pub async fn refuse(db: &mut PgConnection, batch: &Batch<'_>, line: i32, problems: &[String]) -> sqlx::Result<()> {
    sqlx::query!("update import_row set outcome = 'refused', problems = $3 where run_id = $1 and line = $2", batch.run, line, problems)
        .execute(db)
        .await?;
    Ok(())
}

/// The association of a customer that is on record, and its assignment.
///
/// # Errors
/// Those of the database.
pub async fn associate(db: &mut PgConnection, row: &Beginning, at: DateTime<Utc>) -> sqlx::Result<()> {
    let id = new_id();
    sqlx::query!(
        "insert into association (id, customer_id, kind, distributor_id, partner_id, supervisor_id, owner_id, customer_name, started_at, source)
         select $1, $2, $3,
                case pa.kind when 'distributor' then pa.id
                     when 'reseller' then (select d.distributor_id from distribution d where d.reseller_id = pa.id and upper_inf(d.during)) end,
                pa.id, (select s.supervisor_id from supervision s where s.account_manager_id = $5 and upper_inf(s.during)), $5, $6, $7, 'import'
         from partner pa where pa.id = $4",
        id,
        row.customer,
        row.kind.as_str(),
        row.partner,
        row.owner,
        row.name,
        at
    )
    .execute(&mut *db)
    .await?;
    if let Some(owner) = row.owner {
        sqlx::query!(
            "insert into assignment (id, association_id, account_manager_id, during, created_at) values ($1, $2, $3, daterange($4, null), $5)",
            new_id(),
            id,
            owner,
            beijing_date(at),
            at
        )
        .execute(db)
        .await?;
    }
    Ok(())
}
