//! A customer joins a partner: association, assignment, and what hung on the partner's claim, all in one transaction.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::auth::PersonId;
use crate::customers::model::{AssociationId, AssociationType, ClaimId, CustomerId, Industry};
use crate::handover::queries::begin_assignment;
use crate::organisation::model::PartnerId;
use crate::server::new_id;
use crate::values::date::beijing_date;

/// An account that the vendor did not know before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount<'a> {
    /// Unique over all customers.
    pub account_name: &'a str,
    /// Company.
    pub name: &'a str,
    /// 客户行业.
    pub industry: Industry,
    /// Contact.
    pub contact_name: &'a str,
    /// Normalised.
    pub mobile: &'a str,
    /// Normalised and proven.
    pub email: &'a str,
}

/// Who joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joins<'a> {
    /// A customer on record; the caller holds the row.
    Known(CustomerId),
    /// A new one.
    New(NewAccount<'a>),
}

/// Who joins whom, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joining<'a> {
    /// The customer.
    pub customer: Joins<'a>,
    /// The partner.
    pub partner: PartnerId,
    /// The account manager, from today on (R35). One who may not sign in any more gets nobody.
    pub owner: Option<PersonId>,
    /// 关联类型.
    pub kind: AssociationType,
    /// Where it came from: `email`, `general`, `custom`, `campaign`.
    pub source: &'a str,
    /// 自定义标签.
    pub tag: &'a str,
    /// The invitation that was accepted.
    pub invitation: Uuid,
    /// The partner's own claims on this customer; the caller holds the rows.
    pub claims: &'a [ClaimId],
    /// When; the assignment begins on this Beijing day.
    pub at: DateTime<Utc>,
}

/// What a joining came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The customer.
    pub customer: CustomerId,
    /// The association.
    pub association: AssociationId,
    /// Opportunities that hung on the claims and now on the customer.
    pub opportunities: u64,
}

/// Associates a customer with a partner, assigns it, turns the claims into the association, moves their opportunities to the
/// customer, and closes what else was under way for these claims. Opportunities stay with their owners.
///
/// The caller holds the prospect. Locks are taken in the order of `claims::queries::excluding`: here the account manager (`for
/// share`, so that nobody moves her to another supervisor meanwhile), in whoever calls the rows behind her.
///
/// # Errors
/// Those of the database; `association_one_active` when the customer has joined somebody (R38), and
/// `customer_account_name_key` when the account name is another customer's.
pub async fn associate(db: &mut PgConnection, joining: &Joining<'_>) -> sqlx::Result<Joined> {
    let owner = hold_account_manager(db, joining.owner).await?;
    let (customer, name) = match &joining.customer {
        Joins::Known(id) => {
            let name = sqlx::query_scalar!("select name from customer where id = $1", id.0).fetch_one(&mut *db).await?;
            (*id, name)
        }
        Joins::New(account) => (open_account(db, account, joining.at).await?, account.name.to_owned()),
    };
    let association = insert(db, joining, customer, &name, owner).await?;
    if let Some(owner) = owner {
        begin_assignment(db, association.0, owner, joining.at).await?;
    }
    let opportunities = turn_claims(db, joining.claims, customer, Some(joining.invitation), joining.at).await?;
    Ok(Joined { customer, association, opportunities })
}

/// Holds the account manager as she is until the transaction ends; `None` when she may not sign in any more.
///
/// # Errors
/// Those of the database.
pub async fn hold_account_manager(db: &mut PgConnection, person: Option<PersonId>) -> sqlx::Result<Option<PersonId>> {
    let Some(person) = person else { return Ok(None) };
    let state = sqlx::query_scalar!("select state from person where id = $1 for share", person.0).fetch_optional(db).await?;
    Ok((state.as_deref() == Some("active")).then_some(person))
}

async fn open_account(db: &mut PgConnection, account: &NewAccount<'_>, at: DateTime<Utc>) -> sqlx::Result<CustomerId> {
    let id = CustomerId(new_id());
    sqlx::query!(
        "insert into customer (id, number, account_name, name, industry, contact_name, mobile, email, registered_at, created_at, updated_at)
         values ($1, 'C' || lpad(nextval('customer_number')::text, 8, '0'), $2, $3, $4, $5, $6, $7, $8, $8, $8)",
        id.0,
        account.account_name,
        account.name,
        account.industry.as_str(),
        account.contact_name,
        account.mobile,
        account.email,
        at
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// A distributor's own rows carry its own id, a reseller's its distributor's of today, a provider's none.
async fn insert(
    db: &mut PgConnection,
    joining: &Joining<'_>,
    customer: CustomerId,
    name: &str,
    owner: Option<PersonId>,
) -> sqlx::Result<AssociationId> {
    let id = AssociationId(new_id());
    sqlx::query!(
        "insert into association (id, customer_id, kind, distributor_id, partner_id, supervisor_id, owner_id, customer_name,
                                  started_at, kind_since, tag, source, invitation_id)
         select $1, $2, $3,
                case pa.kind when 'distributor' then pa.id
                     when 'reseller' then (select d.distributor_id from distribution d where d.reseller_id = pa.id and d.during @> $11::date) end,
                pa.id,
                (select s.supervisor_id from supervision s where s.account_manager_id = $5 and s.during @> $11::date),
                $5, $6, $7, $7, $8, $9, $10
         from partner pa where pa.id = $4",
        id.0,
        customer.0,
        joining.kind.as_str(),
        joining.partner.0,
        owner.map(|owner| owner.0),
        name,
        joining.at,
        joining.tag,
        joining.source,
        joining.invitation,
        beijing_date(joining.at)
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Turns a partner's claims into its association with this customer: they are closed, their opportunities move to the customer
/// and stay with their owners, and other links that were mailed for them stop working; `accepted` is the invitation that the
/// customer accepted, if it was invited at all. The caller holds the invitations and the claims. How many opportunities moved.
///
/// # Errors
/// Those of the database.
pub async fn turn_claims(
    db: &mut PgConnection,
    claims: &[ClaimId],
    customer: CustomerId,
    accepted: Option<Uuid>,
    at: DateTime<Utc>,
) -> sqlx::Result<u64> {
    let claims: Vec<Uuid> = claims.iter().map(|claim| claim.0).collect();
    if claims.is_empty() {
        return Ok(0);
    }
    sqlx::query!(
        "update claim set state = 'associated', customer_id = $2, closed_at = coalesce(closed_at, $3), version = version + 1
         where id = any($1) and state <> 'associated'",
        &claims,
        customer.0,
        at
    )
    .execute(&mut *db)
    .await?;
    let moved = sqlx::query!("update opportunity set customer_id = $2, claim_id = null where claim_id = any($1)", &claims, customer.0)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "update invitation set state = 'replaced', closed_at = $3
         where claim_id = any($1) and id is distinct from $2 and state in ('sent', 'confirming')",
        &claims,
        accepted,
        at
    )
    .execute(db)
    .await?;
    Ok(moved.rows_affected())
}

#[cfg(test)]
mod tests;
