//! What was recorded lately.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::customers::model::{AssociationType, ClaimState, Industry};
use crate::operations::model::{Operator, RecordedRow};
use crate::values::masking::{mask_account, mask_name};

struct Found {
    number: Option<String>,
    name: String,
    account_name: Option<String>,
    industry: Industry,
    association_type: Option<AssociationType>,
    state: Option<ClaimState>,
    valid_until: Option<DateTime<Utc>>,
    partner: String,
    manager_account: Option<String>,
    manager_name: Option<String>,
    since: DateTime<Utc>,
}

impl From<Found> for RecordedRow {
    fn from(found: Found) -> Self {
        Self {
            number: found.number,
            name: mask_name(&found.name),
            account_name: found.account_name.as_deref().map(mask_account),
            industry: found.industry,
            association_type: found.association_type,
            claim: found.state.zip(found.valid_until),
            partner: found.partner,
            account_manager: found.manager_account.zip(found.manager_name),
            since: found.since,
        }
    }
}

/// The latest active associations and claims of all partners; with a number, the one customer that has it. Names are
/// masked here already.
///
/// # Errors
/// Those of the database.
pub async fn list_recorded(db: impl PgExecutor<'_>, _: Operator, number: &str, limit: i64) -> sqlx::Result<Vec<RecordedRow>> {
    let found = sqlx::query_as!(
        Found,
        r#"with latest as (
               (select a.id, c.number, c.name, c.account_name, c.industry, a.kind as association_type, null::text as state,
                       null::timestamptz as valid_until, a.partner_id, a.owner_id, a.started_at as since
                from association a join customer c on c.id = a.customer_id
                where a.ended_at is null and ($1 = '' or c.number = upper($1))
                order by a.started_at desc, a.id desc limit $2)
               union all
               (select cl.id, null, cl.company_name, null, cl.industry, null, cl.state, cl.valid_until, cl.partner_id, cl.owner_id, cl.claimed_at
                from claim cl where $1 = '' and cl.state <> 'associated'
                order by cl.claimed_at desc, cl.id desc limit $2))
           select l.number as "number?", l.name as "name!", l.account_name as "account_name?", l.industry as "industry!: Industry",
                  l.association_type as "association_type?: AssociationType", l.state as "state?: ClaimState", l.valid_until as "valid_until?",
                  pa.name as partner, p.account_name as "manager_account?", p.display_name as "manager_name?", l.since as "since!"
           from latest l join partner pa on pa.id = l.partner_id left join person p on p.id = l.owner_id
           order by l.since desc, l.id desc limit $2"#,
        number,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(found.into_iter().map(RecordedRow::from).collect())
}
