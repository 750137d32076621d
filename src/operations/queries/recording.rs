//! Recording customers as associated with a partner. A prospect that a partner claims is recorded by `claims`.

use sqlx::{PgConnection, PgExecutor};

use crate::auth::PersonId;
use crate::claims::queries::{Record, columns};
use crate::customers::model::{AssociationId, AssociationType, CustomerId, NewCustomer, RealNameState};
use crate::operations::model::PartnerFacts;
use crate::organisation::model::{PartnerId, PartnerKind};
use crate::server::new_id;
use crate::values::date::beijing_date;

/// Records a customer and associates it with the partner from `record.at` on.
///
/// # Errors
/// Those of the database; `customer_account_name_key` when another customer has the account name.
pub async fn record_association(
    db: &mut PgConnection,
    new: &NewCustomer,
    account_name: &str,
    kind: AssociationType,
    real_name_state: RealNameState,
    record: &Record,
) -> sqlx::Result<(CustomerId, AssociationId)> {
    let columns = columns(db, new.partner_id, record.owner).await?;
    let (customer, association) = (CustomerId(new_id()), AssociationId(new_id()));
    sqlx::query!(
        "insert into customer (id, number, account_name, name, industry, contact_name, mobile, email, real_name_state, created_at, updated_at)
         values ($1, 'C' || lpad(nextval('customer_number')::text, 8, '0'), $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        customer.0,
        account_name,
        new.company_name,
        new.industry.as_str(),
        new.contact_name,
        new.mobile.as_deref().unwrap_or_default(),
        new.email.as_deref().unwrap_or_default(),
        real_name_state.as_str(),
        record.at
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into association (id, customer_id, kind, distributor_id, partner_id, supervisor_id, owner_id, customer_name, started_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        association.0,
        customer.0,
        kind.as_str(),
        columns.distributor_id.map(|id| id.0),
        new.partner_id.0,
        columns.supervisor_id.map(|id| id.0),
        record.owner.map(|id| id.0),
        new.company_name,
        record.at
    )
    .execute(&mut *db)
    .await?;
    if let Some(owner) = record.owner {
        sqlx::query!(
            "insert into assignment (id, association_id, account_manager_id, during, assigned_by, created_at)
             values ($1, $2, $3, daterange($4, null), $5, $6)",
            new_id(),
            association.0,
            owner.0,
            beijing_date(record.at),
            record.by.map(|id| id.0),
            record.at
        )
        .execute(db)
        .await?;
    }
    Ok((customer, association))
}

/// An active account manager of the partner by account name; anybody else answers alike.
///
/// # Errors
/// Those of the database.
pub async fn lookup_account_manager(db: impl PgExecutor<'_>, partner: PartnerId, account_name: &str) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar!(
        r#"select p.id as "id: PersonId" from person p
           join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id and r.preset = 'account_manager'
           where p.partner_id = $1 and p.account_name = $2 and p.state = 'active' for share of p, pr"#,
        partner.0,
        account_name
    )
    .fetch_optional(db)
    .await
}

/// What decides about a partner's customers. Holds the partner until the transaction ends, so that claims of one partner are
/// counted one after the other, and nobody takes a right from it meanwhile.
///
/// # Errors
/// Those of the database.
pub async fn hold_partner_facts(db: &mut PgConnection, partner: PartnerId) -> sqlx::Result<Option<PartnerFacts>> {
    sqlx::query_as!(
        PartnerFacts,
        r#"select kind as "kind: PartnerKind", channel_only, referral_right from partner where id = $1 for no key update"#,
        partner.0
    )
    .fetch_optional(db)
    .await
}
