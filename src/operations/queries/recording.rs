//! Recording customers: as associated with a partner, or as a prospect that it claims.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::auth::PersonId;
use crate::customers::model::{AssociationId, AssociationType, ClaimId, CustomerId, NewCustomer, RealNameState};
use crate::organisation::model::{PartnerId, PartnerKind};
use crate::server::new_id;
use crate::values::date::beijing_date;

/// Who records for whom, and when.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// The account manager whose customer it becomes.
    pub owner: Option<PersonId>,
    /// Who records it; `None` for the demo and the command line.
    pub by: Option<PersonId>,
    /// When; the assignment begins on this Beijing day.
    pub at: DateTime<Utc>,
}

/// The scope columns of a row of a partner: a distributor's own rows carry its own id, a reseller's carry its
/// distributor's, a provider's none; the supervisor is the owner's of today.
struct Columns {
    distributor_id: Option<PartnerId>,
    supervisor_id: Option<PersonId>,
}

async fn columns(db: &mut PgConnection, partner: PartnerId, owner: Option<PersonId>) -> sqlx::Result<Columns> {
    if let Some(owner) = owner {
        lock_account_manager(db, owner).await?;
    }
    sqlx::query_as!(
        Columns,
        r#"select case pa.kind when 'distributor' then pa.id
                  when 'reseller' then (select d.distributor_id from distribution d where d.reseller_id = pa.id and upper_inf(d.during)) end
                  as "distributor_id?: PartnerId",
                  (select s.supervisor_id from supervision s where s.account_manager_id = $2 and upper_inf(s.during)) as "supervisor_id?: PersonId"
           from partner pa where pa.id = $1"#,
        partner.0,
        owner.map(|owner| owner.0)
    )
    .fetch_one(db)
    .await
}

/// Holds a person as she is until the transaction ends: nobody moves her to another supervisor (`handover`) while a row
/// that names her is being written.
///
/// # Errors
/// Those of the database.
pub async fn lock_account_manager(db: &mut PgConnection, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("select id from person where id = $1 for share", person.0).fetch_one(db).await?;
    Ok(())
}

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

/// Records a prospect that the partner claims until `valid_until`. Claims on the same mobile or e-mail whose time is up are
/// closed first: the unique index cannot look at the clock. A number is compared as `normalise_mobile` writes it, an
/// address as `normalise_email` does.
///
/// # Errors
/// Those of the database; `claim_open_mobile` and `claim_open_email` when somebody's claim is open.
pub async fn record_claim(db: &mut PgConnection, new: &NewCustomer, valid_until: DateTime<Utc>, record: &Record) -> sqlx::Result<ClaimId> {
    let columns = columns(db, new.partner_id, record.owner).await?;
    let mobile = new.mobile.as_deref().unwrap_or_default();
    sqlx::query!(
        "update claim set state = 'lapsed', closed_at = $1
         where state = 'open' and valid_until <= $1 and (mobile_key = $2 or email_key = $3)",
        record.at,
        mobile,
        new.email
    )
    .execute(&mut *db)
    .await?;
    let id = ClaimId(new_id());
    sqlx::query!(
        "insert into claim (id, distributor_id, partner_id, supervisor_id, owner_id, company_name, industry, contact_name, mobile, email,
                            mobile_key, email_key, claimed_at, valid_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10, ''), $9, $10, $11, $12)",
        id.0,
        columns.distributor_id.map(|id| id.0),
        new.partner_id.0,
        columns.supervisor_id.map(|id| id.0),
        record.owner.map(|id| id.0),
        new.company_name,
        new.industry.as_str(),
        new.contact_name,
        mobile,
        new.email,
        record.at,
        valid_until
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// An active account manager of the partner by account name; anybody else answers alike.
///
/// # Errors
/// Those of the database.
pub async fn lookup_account_manager(db: impl PgExecutor<'_>, partner: PartnerId, account_name: &str) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar!(
        r#"select p.id as "id: PersonId" from person p
           join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id and r.preset = 'account_manager'
           where p.partner_id = $1 and p.account_name = $2 and p.state = 'active'"#,
        partner.0,
        account_name
    )
    .fetch_optional(db)
    .await
}

/// What a partner is: kind, and whether it is channel only. Holds the partner until the transaction ends, so that claims
/// of one partner are counted one after the other.
///
/// # Errors
/// Those of the database.
pub async fn lookup_partner_kind(db: &mut PgConnection, partner: PartnerId) -> sqlx::Result<Option<(PartnerKind, bool)>> {
    let row = sqlx::query!(r#"select kind as "kind: PartnerKind", channel_only from partner where id = $1 for no key update"#, partner.0)
        .fetch_optional(db)
        .await?;
    Ok(row.map(|row| (row.kind, row.channel_only)))
}

/// The partner's claims whose time is not up.
///
/// # Errors
/// Those of the database.
pub async fn count_open_claims(db: impl PgExecutor<'_>, partner: PartnerId, now: DateTime<Utc>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from claim where partner_id = $1 and state = 'open' and valid_until > $2"#,
        partner.0,
        now
    )
    .fetch_one(db)
    .await
}
