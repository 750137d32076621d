//! One opportunity, whole: facts, what has become of its customer, who else sees it, what was done.

mod timeline;

pub use timeline::timeline;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::{Alias, Ancestors};
use crate::auth::{PersonId, Scope};
use crate::customers::model::{AssociationId, AssociationType, ClaimId, CustomerId, MaskedColumn};
use crate::customers::queries::claimed::push_of_a_masked_lead;
use crate::opportunities::model::{
    Basic, Confidence, CustomerRef, CustomerStanding, Details, Industry, Kind, OpportunityDetail, OpportunityId, Product, Revenue,
    ServicePeriod, Stage, TestState,
};
use crate::values::masking::{mask_account, mask_mobile, mask_name};
use crate::values::money::Charged;

/// An opportunity with what its page needs beside the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The facts.
    pub facts: OpportunityDetail,
    /// The legal customer, when the viewer reaches it today: its page exists for the viewer.
    pub customer_id: Option<CustomerId>,
    /// What the eye asks for, when the viewer reaches customer or claim.
    pub customer_key: Option<String>,
    /// Masked; empty when not said.
    pub mobile: String,
    /// The claim was made of a lead whose number is never shown in clear (R24).
    pub contacts_stay_masked: bool,
    /// How and since when the customer is associated.
    pub association: Option<(AssociationType, DateTime<Utc>)>,
    /// Until when the claim holds or held.
    pub claimed_until: Option<DateTime<Utc>>,
    /// The partner's active system administrators, by name: two more than are named, the viewer and one to know of others.
    pub administrators: Vec<String>,
    /// The confidence before the latest progress.
    pub confidence_before: Option<Confidence>,
}

impl Whole {
    /// What the eye of a column asks for, when the viewer reaches customer or claim; nothing where the value stays masked.
    pub fn key_of(&self, column: MaskedColumn) -> Option<&str> {
        self.customer_key.as_deref().filter(|_| !(self.contacts_stay_masked && column.is_contact()))
    }
}

/// The opportunity, if it lies in the scope. `customers` says how far the viewer reaches into customers.
///
/// # Errors
/// Those of the database.
pub async fn lookup(
    db: &PgPool,
    scope: &Scope,
    customers: Option<&Scope>,
    id: OpportunityId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Whole>> {
    let mut query = QueryBuilder::new(
        "select o.id, o.code, o.version, o.name, o.industry, o.business_system, o.kind, o.test_project, o.tender,
                o.current_platform, o.current_monthly_spend, o.competitors, o.decision_maker, o.key_need,
                o.expected_monthly_revenue, o.expected_date, o.service_period, o.stage, o.confidence, o.technical_exchange, o.test_state,
                o.lost_reason, rp.display_name as reporter, o.reported_at, o.updated_at, o.closed_at, o.owner_id, w.display_name as owner,
                o.supervisor_id, sv.display_name as supervisor, pa.name as partner, r.name as reseller,
                o.customer_id, o.claim_id, coalesce(cu.name, cl.company_name) as customer, cu.account_name as customer_account,
                coalesce(cu.mobile, cl.mobile) as mobile, x.id as association_id, x.kind as association_kind, x.started_at,
                x.distributor_id as x_distributor_id, x.partner_id as x_partner_id, x.supervisor_id as x_supervisor_id, x.owner_id as x_owner_id,
                cl.distributor_id as cl_distributor_id, cl.partner_id as cl_partner_id, cl.supervisor_id as cl_supervisor_id, cl.owner_id as cl_owner_id,
                cl.valid_until, ",
    );
    push_of_a_masked_lead(&mut query, "o.claim_id");
    query.push(
        " as contacts_stay_masked,
                array(select a.display_name from person a join person_role ar on ar.person_id = a.id join role ro on ro.id = ar.role_id
                      where a.partner_id = o.partner_id and a.state = 'active' and ro.preset = 'system_administrator' order by a.display_name collate names limit 7) as administrators,
                (select g.confidence_before from opportunity_progress g where g.opportunity_id = o.id order by g.at desc, g.id desc limit 1) as confidence_before,
                case when cl.state = 'open' and cl.valid_until > ",
    );
    query.push_bind(now);
    query.push(
        " then 'claimed' when o.customer_id is null then 'claim_lapsed' when x.partner_id in (o.partner_id, o.reseller_id) then 'associated'
               else 'elsewhere' end as standing
         from opportunity o
         join person w on w.id = o.owner_id
         join person rp on rp.id = o.reported_by
         join partner pa on pa.id = o.partner_id
         left join person sv on sv.id = o.supervisor_id
         left join partner r on r.id = o.reseller_id
         left join customer cu on cu.id = o.customer_id
         left join association x on x.customer_id = o.customer_id and x.ended_at is null
         left join claim cl on cl.id = o.claim_id
         where ",
    );
    scope.push(&mut query, Alias::Opportunity);
    query.push(" and o.id = ").push_bind(id.0);
    let found: Option<Found> = query.build_query_as().fetch_optional(db).await?;
    let Some(found) = found else { return Ok(None) };
    let products = sqlx::query_as!(
        Product,
        r#"select name, expected_monthly_revenue as "expected_monthly_revenue: Charged" from opportunity_product
           where opportunity_id = $1 order by position"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    Ok(Some(found.whole(customers, products)))
}

#[derive(sqlx::FromRow)]
struct Found {
    id: OpportunityId,
    code: String,
    version: i32,
    name: String,
    industry: Industry,
    business_system: String,
    kind: Kind,
    test_project: bool,
    tender: bool,
    current_platform: String,
    current_monthly_spend: Option<Charged>,
    competitors: String,
    decision_maker: String,
    key_need: String,
    expected_monthly_revenue: Charged,
    expected_date: NaiveDate,
    service_period: ServicePeriod,
    stage: Stage,
    confidence: Confidence,
    technical_exchange: String,
    test_state: Option<TestState>,
    lost_reason: Option<String>,
    reporter: String,
    reported_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    owner_id: PersonId,
    owner: String,
    supervisor_id: Option<PersonId>,
    supervisor: Option<String>,
    partner: String,
    reseller: Option<String>,
    customer_id: Option<CustomerId>,
    claim_id: Option<ClaimId>,
    customer: String,
    customer_account: Option<String>,
    mobile: String,
    association_id: Option<AssociationId>,
    association_kind: Option<AssociationType>,
    started_at: Option<DateTime<Utc>>,
    x_distributor_id: Option<Uuid>,
    x_partner_id: Option<Uuid>,
    x_supervisor_id: Option<Uuid>,
    x_owner_id: Option<Uuid>,
    cl_distributor_id: Option<Uuid>,
    cl_partner_id: Option<Uuid>,
    cl_supervisor_id: Option<Uuid>,
    cl_owner_id: Option<Uuid>,
    valid_until: Option<DateTime<Utc>>,
    contacts_stay_masked: bool,
    administrators: Vec<String>,
    confidence_before: Option<Confidence>,
    standing: CustomerStanding,
}

impl Found {
    /// Whether the customers' scope covers the association of today, or the claim.
    fn is_reached(&self, customers: Option<&Scope>) -> bool {
        let (distributor_id, partner_id, supervisor_id, owner_id) = if self.claim_id.is_some() {
            (self.cl_distributor_id, self.cl_partner_id, self.cl_supervisor_id, self.cl_owner_id)
        } else {
            (self.x_distributor_id, self.x_partner_id, self.x_supervisor_id, self.x_owner_id)
        };
        let row = partner_id.map(|partner_id| Ancestors { distributor_id, partner_id, supervisor_id, owner_id });
        self.standing != CustomerStanding::Elsewhere && row.zip(customers).is_some_and(|(row, scope)| scope.covers(&row))
    }

    fn whole(self, customers: Option<&Scope>, products: Vec<Product>) -> Whole {
        let is_reached = self.is_reached(customers);
        let is_ours = self.standing != CustomerStanding::Elsewhere;
        let customer_key = match (self.customer_id, self.claim_id) {
            (Some(id), _) => Some(format!("customer:{id}")),
            (None, Some(id)) => Some(format!("claim:{id}")),
            (None, None) => None,
        };
        let customer_ref = match (self.association_id, self.claim_id) {
            (Some(id), None) => Some(CustomerRef::Association(id)),
            (_, Some(id)) => Some(CustomerRef::Claim(id)),
            (None, None) => None,
        };
        Whole {
            customer_id: self.customer_id.filter(|_| is_reached),
            customer_key: customer_key.filter(|_| is_reached),
            mobile: if is_ours { mask_mobile(&self.mobile) } else { String::new() },
            association: self.association_kind.zip(self.started_at).filter(|_| is_ours),
            contacts_stay_masked: self.contacts_stay_masked,
            claimed_until: self.valid_until,
            administrators: self.administrators,
            confidence_before: self.confidence_before.filter(|before| *before != self.confidence),
            facts: OpportunityDetail {
                id: self.id,
                code: self.code,
                version: self.version,
                basic: Basic {
                    name: self.name,
                    industry: self.industry,
                    business_system: self.business_system,
                    kind: self.kind,
                    test_project: self.test_project,
                    tender: self.tender,
                },
                details: Details {
                    current_platform: self.current_platform,
                    current_monthly_spend: self.current_monthly_spend,
                    competitors: self.competitors,
                    decision_maker: self.decision_maker,
                    key_need: self.key_need,
                },
                revenue: Revenue {
                    expected_monthly_revenue: self.expected_monthly_revenue,
                    expected_date: self.expected_date,
                    service_period: self.service_period,
                    products,
                },
                stage: self.stage,
                confidence: self.confidence,
                technical_exchange: self.technical_exchange,
                test_state: self.test_state,
                lost_reason: self.lost_reason,
                customer: mask_name(&self.customer),
                customer_account: self.customer_account.as_deref().map(mask_account),
                customer_ref: customer_ref.filter(|_| is_reached),
                customer_standing: self.standing,
                reseller: self.reseller,
                owner_id: self.owner_id,
                owner: self.owner,
                supervisor: self.supervisor_id.zip(self.supervisor),
                administrator: None,
                partner: self.partner,
                reporter: self.reporter,
                reported_at: self.reported_at,
                updated_at: self.updated_at,
                closed_at: self.closed_at,
            },
        }
    }
}

#[cfg(test)]
mod tests;
