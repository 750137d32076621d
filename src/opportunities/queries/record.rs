//! One opportunity as a change needs it.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::auth::Scope;
use crate::auth::model::PersonId;
use crate::auth::scope::Ancestors;
use crate::opportunities::model::{
    Basic, Confidence, CustomerStanding, Details, Industry, Kind, OpportunityId, Product, Revenue, ServicePeriod, Stage, TestState,
};
use crate::values::masking::mask_name;
use crate::values::money::Charged;

/// What stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The opportunity.
    pub id: OpportunityId,
    /// For the next edit.
    pub version: i32,
    /// 客户经理.
    pub owner_id: PersonId,
    /// The owner's display name.
    pub owner: String,
    /// Masked.
    pub customer: String,
    /// What has become of the customer.
    pub customer_standing: CustomerStanding,
    /// 基本信息.
    pub basic: Basic,
    /// 详细信息.
    pub details: Details,
    /// 收入信息.
    pub revenue: Revenue,
    /// 商机阶段.
    pub stage: Stage,
    /// 把握度.
    pub confidence: Confidence,
    /// 技术交流.
    pub technical_exchange: String,
    /// 测试情况.
    pub test_state: Option<TestState>,
}

struct Row {
    version: i32,
    distributor_id: Option<Uuid>,
    partner_id: Uuid,
    supervisor_id: Option<Uuid>,
    owner_id: PersonId,
    owner: String,
    customer: String,
    customer_standing: CustomerStanding,
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
}

/// The opportunity, if it lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: &mut PgConnection, scope: &Scope, id: OpportunityId, now: DateTime<Utc>) -> sqlx::Result<Option<Record>> {
    let row = sqlx::query_as!(
        Row,
        r#"select o.version, o.distributor_id, o.partner_id, o.supervisor_id, o.owner_id as "owner_id: PersonId", p.display_name as owner,
                  coalesce(k.name, c.company_name) as "customer!",
                  case when o.claim_id is not null and c.state = 'open' and c.valid_until > $2 then 'claimed'
                       when o.customer_id is null then 'claim_lapsed'
                       when a.partner_id in (o.partner_id, o.reseller_id) then 'associated'
                       else 'elsewhere' end as "customer_standing!: CustomerStanding",
                  o.name, o.industry as "industry: Industry", o.business_system, o.kind as "kind: Kind", o.test_project, o.tender,
                  o.current_platform, o.current_monthly_spend as "current_monthly_spend: Charged", o.competitors, o.decision_maker, o.key_need,
                  o.expected_monthly_revenue as "expected_monthly_revenue: Charged", o.expected_date,
                  o.service_period as "service_period: ServicePeriod", o.stage as "stage: Stage", o.confidence as "confidence: Confidence",
                  o.technical_exchange, o.test_state as "test_state: TestState"
           from opportunity o
           join person p on p.id = o.owner_id
           left join customer k on k.id = o.customer_id
           left join association a on a.customer_id = o.customer_id and a.ended_at is null
           left join claim c on c.id = o.claim_id
           where o.id = $1"#,
        id.0,
        now
    )
    .fetch_optional(&mut *db)
    .await?;
    let covered = |row: &Row| {
        let (distributor_id, partner_id, supervisor_id) = (row.distributor_id, row.partner_id, row.supervisor_id);
        scope.covers(&Ancestors { distributor_id, partner_id, supervisor_id, owner_id: Some(row.owner_id.0) })
    };
    let Some(row) = row.filter(covered) else { return Ok(None) };
    let products = sqlx::query_as!(
        Product,
        r#"select name, expected_monthly_revenue as "expected_monthly_revenue: Charged" from opportunity_product
           where opportunity_id = $1 order by position"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    Ok(Some(row.with(id, products)))
}

/// As [`lookup`]; nobody else changes it until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn lock(db: &mut PgConnection, scope: &Scope, id: OpportunityId, now: DateTime<Utc>) -> sqlx::Result<Option<Record>> {
    // What lies outside of the scope is not locked either: its lock would tell that it exists.
    if lookup(&mut *db, scope, id, now).await?.is_none() {
        return Ok(None);
    }
    sqlx::query!("select 1 as locked from opportunity where id = $1 for no key update", id.0).fetch_optional(&mut *db).await?;
    lookup(db, scope, id, now).await
}

impl Row {
    fn with(self, id: OpportunityId, products: Vec<Product>) -> Record {
        Record {
            id,
            version: self.version,
            owner_id: self.owner_id,
            owner: self.owner,
            customer: mask_name(&self.customer),
            customer_standing: self.customer_standing,
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
        }
    }
}
