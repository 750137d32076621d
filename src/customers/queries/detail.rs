//! One customer, as the viewer sees it.

use chrono::{DateTime, Utc};
use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::customers::model::{AssociationType, CustomerId, Industry, RealNameState};
use crate::values::masking::{mask_account, mask_email, mask_mobile, mask_name};

/// A customer's facts, masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerDetail {
    /// The legal customer.
    pub id: CustomerId,
    /// The association of today.
    pub association_id: Uuid,
    /// What people quote.
    pub number: String,
    /// Masked.
    pub name: String,
    /// Masked.
    pub account_name: String,
    /// 客户行业.
    pub industry: Industry,
    /// Masked; may be empty.
    pub contact_name: String,
    /// Masked; may be empty.
    pub mobile: String,
    /// Masked; may be empty.
    pub email: String,
    /// How far the real-name check has come.
    pub real_name_state: RealNameState,
    /// 关联类型.
    pub kind: AssociationType,
    /// 关联时间.
    pub started_at: DateTime<Utc>,
    /// The account manager of today.
    pub owner_id: Option<PersonId>,
    /// Of today.
    pub account_manager: Option<String>,
    /// With whom it is associated.
    pub partner: String,
}

#[derive(sqlx::FromRow)]
struct Found {
    id: CustomerId,
    association_id: Uuid,
    number: String,
    name: String,
    account_name: String,
    industry: Industry,
    contact_name: String,
    mobile: String,
    email: String,
    real_name_state: RealNameState,
    kind: AssociationType,
    started_at: DateTime<Utc>,
    owner_id: Option<PersonId>,
    account_manager: Option<String>,
    partner: String,
}

/// The customer, if its association of today lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: &PgPool, scope: &Scope, id: CustomerId) -> sqlx::Result<Option<CustomerDetail>> {
    let mut query = QueryBuilder::new(
        "select cu.id, a.id as association_id, cu.number, cu.name, cu.account_name, cu.industry, cu.contact_name, cu.mobile, cu.email,
                cu.real_name_state, a.kind, a.started_at, a.owner_id, w.display_name as account_manager, r.name as partner
         from association a join customer cu on cu.id = a.customer_id join partner r on r.id = a.partner_id
         left join person w on w.id = a.owner_id
         where a.ended_at is null and ",
    );
    scope.push(&mut query, Alias::Association);
    query.push(" and a.customer_id = ").push_bind(id.0);
    let found: Option<Found> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(|found| CustomerDetail {
        id: found.id,
        association_id: found.association_id,
        number: found.number,
        name: mask_name(&found.name),
        account_name: mask_account(&found.account_name),
        industry: found.industry,
        contact_name: mask_name(&found.contact_name),
        mobile: mask_mobile(&found.mobile),
        email: mask_email(&found.email),
        real_name_state: found.real_name_state,
        kind: found.kind,
        started_at: found.started_at,
        owner_id: found.owner_id,
        account_manager: found.account_manager,
        partner: found.partner,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Reach;
    use crate::opportunities::queries::fixtures::{customer, now, people, viewer};

    #[sqlx::test]
    async fn a_customer_is_found_within_the_scope_only_and_while_it_is_associated(db: PgPool) {
        people(&db).await;
        customer(&db, "mei", "Snowpeak Resorts").await;
        let id: Uuid = sqlx::query_scalar("select customer_id from association").fetch_one(&db).await.unwrap();
        let scope = |account: &str, reach| Scope::of(&viewer(account), reach).unwrap();
        let found = lookup(&db, &scope("mei", Reach::Own), CustomerId(id)).await.unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.account_name.as_str(), found.email.as_str()), ("S***s", "s***s", "i***@example.com"));
        for (account, reach) in [("jun", Reach::Own), ("omar", Reach::Team), ("petra", Reach::Partner)] {
            assert_eq!(lookup(&db, &scope(account, reach), CustomerId(id)).await.unwrap(), None, "{account}");
        }
        sqlx::query("update association set ended_at = $1").bind(now()).execute(&db).await.unwrap();
        assert_eq!(lookup(&db, &scope("mei", Reach::Own), CustomerId(id)).await.unwrap(), None);
    }
}
