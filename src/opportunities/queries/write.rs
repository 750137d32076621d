//! Reporting and revising. Everything runs in the caller's transaction.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::auth::model::PersonId;
use crate::customers::model::CustomerId;
use crate::opportunities::model::{
    Basic, Confidence, CustomerRef, Details, Industry, Kind, NewOpportunity, OpportunityId, Product, Revenue, ServicePeriod, Stage, Target,
};
use crate::organisation::model::PartnerId;
use crate::values::date::beijing_date;
use crate::values::money::Charged;

/// Whose the new opportunity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The partner, which for a reseller's customer is the distributor.
    pub partner: PartnerId,
    /// The partner itself, when it is a distributor.
    pub distributor: Option<PartnerId>,
    /// The reseller whose customer it is.
    pub reseller: Option<PartnerId>,
    /// Who owns it.
    pub owner: PersonId,
    /// Who reports it.
    pub reporter: PersonId,
    /// The legal customer, unless it is a claim's.
    pub customer: Option<CustomerId>,
}

/// Stores a new opportunity with its products; the supervisor is the owner's of today.
///
/// # Errors
/// Those of the database.
pub async fn insert(db: &mut PgConnection, new: &NewOpportunity, place: &Place, at: DateTime<Utc>) -> sqlx::Result<OpportunityId> {
    let id = OpportunityId(crate::server::new_id());
    // Whoever moves the owner under another supervisor waits, or is waited for: the row gets the one who stands then.
    sqlx::query!("select id from person where id = $1 for share", place.owner.0).fetch_one(&mut *db).await?;
    let claim = match new.customer {
        CustomerRef::Claim(id) => Some(id.0),
        CustomerRef::Association(_) => None,
    };
    let (basic, details, revenue) = (&new.basic, &new.details, &new.revenue);
    sqlx::query!(
        "insert into opportunity (id, distributor_id, partner_id, supervisor_id, owner_id, reseller_id, customer_id, claim_id,
             name, industry, business_system, kind, test_project, tender,
             current_platform, current_monthly_spend, competitors, decision_maker, key_need,
             expected_monthly_revenue, expected_date, service_period, stage, confidence, reported_by, reported_at, updated_at)
         values ($1, $2, $3, (select supervisor_id from supervision where account_manager_id = $4 and during @> $25::date), $4, $5, $6, $7,
             $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $26, $26)",
        id.0,
        place.distributor.map(|id| id.0),
        place.partner.0,
        place.owner.0,
        place.reseller.map(|id| id.0),
        place.customer.map(|id| id.0),
        claim,
        basic.name,
        basic.industry as Industry,
        basic.business_system,
        basic.kind as Kind,
        basic.test_project,
        basic.tender,
        details.current_platform,
        details.current_monthly_spend as Option<Charged>,
        details.competitors,
        details.decision_maker,
        details.key_need,
        revenue.expected_monthly_revenue as Charged,
        revenue.expected_date,
        revenue.service_period as ServicePeriod,
        new.stage as Stage,
        new.confidence as Confidence,
        place.reporter.0,
        beijing_date(at),
        at
    )
    .execute(&mut *db)
    .await?;
    insert_products(db, id, &revenue.products).await?;
    Ok(id)
}

async fn insert_products(db: &mut PgConnection, id: OpportunityId, products: &[Product]) -> sqlx::Result<()> {
    for (position, product) in (1i16..).zip(products) {
        sqlx::query!(
            "insert into opportunity_product (opportunity_id, position, name, expected_monthly_revenue) values ($1, $2, $3, $4)",
            id.0,
            position,
            product.name,
            product.expected_monthly_revenue as Charged
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Saves the basic information over this version; `false` when it is no longer the version that stands, or closed.
///
/// # Errors
/// Those of the database.
pub async fn revise_basic(db: &mut PgConnection, target: Target, basic: &Basic, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update opportunity set name = $3, industry = $4, business_system = $5, kind = $6, test_project = $7, tender = $8,
             version = version + 1, updated_at = $9
         where id = $1 and version = $2 and stage not in ('won', 'lost')",
        target.id.0,
        target.version,
        basic.name,
        basic.industry as Industry,
        basic.business_system,
        basic.kind as Kind,
        basic.test_project,
        basic.tender,
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Saves the details over this version; `false` as with [`revise_basic`].
///
/// # Errors
/// Those of the database.
pub async fn revise_details(db: &mut PgConnection, target: Target, details: &Details, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update opportunity set current_platform = $3, current_monthly_spend = $4, competitors = $5, decision_maker = $6, key_need = $7,
             version = version + 1, updated_at = $8
         where id = $1 and version = $2 and stage not in ('won', 'lost')",
        target.id.0,
        target.version,
        details.current_platform,
        details.current_monthly_spend as Option<Charged>,
        details.competitors,
        details.decision_maker,
        details.key_need,
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Saves the revenue and all products over this version; `false` as with [`revise_basic`].
///
/// # Errors
/// Those of the database.
pub async fn revise_revenue(db: &mut PgConnection, target: Target, revenue: &Revenue, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update opportunity set expected_monthly_revenue = $3, expected_date = $4, service_period = $5, version = version + 1, updated_at = $6
         where id = $1 and version = $2 and stage not in ('won', 'lost')",
        target.id.0,
        target.version,
        revenue.expected_monthly_revenue as Charged,
        revenue.expected_date,
        revenue.service_period as ServicePeriod,
        at
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() != 1 {
        return Ok(false);
    }
    sqlx::query!("delete from opportunity_product where opportunity_id = $1", target.id.0).execute(&mut *db).await?;
    insert_products(db, target.id, &revenue.products).await?;
    Ok(true)
}

#[cfg(test)]
mod tests;
