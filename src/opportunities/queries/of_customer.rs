//! The opportunities of one customer.

use chrono::{DateTime, Utc};
use sqlx::{PgPool, QueryBuilder};

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::customers::model::CustomerId;
use crate::opportunities::model::{OpportunityId, Stage};
use crate::values::money::Charged;

/// An opportunity of a customer, in a line.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OpportunityLine {
    /// Where it is.
    pub id: OpportunityId,
    /// Its name.
    pub name: String,
    /// 商机阶段.
    pub stage: Stage,
    /// CNY a month.
    pub expected_monthly_revenue: Charged,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Who owns it, by name.
    pub owner: String,
}

/// The opportunities of a customer within the scope, the latest fifty.
///
/// # Errors
/// Those of the database.
pub async fn of_customer(db: &PgPool, scope: &Scope, id: CustomerId) -> sqlx::Result<Vec<OpportunityLine>> {
    let mut query = QueryBuilder::new(
        "select o.id, o.name, o.stage, o.expected_monthly_revenue, o.updated_at, w.display_name as owner
         from opportunity o join person w on w.id = o.owner_id where ",
    );
    scope.push(&mut query, Alias::Opportunity);
    query.push(" and o.customer_id = ").push_bind(id.0).push(" order by o.updated_at desc, o.id desc limit 50");
    query.build_query_as().fetch_all(db).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Reach;
    use crate::customers::model::CustomerRef;
    use crate::opportunities::queries::fixtures::{customer, opportunity, people, viewer};

    #[sqlx::test]
    async fn a_customers_opportunities_are_seen_within_the_scope_only(db: PgPool) {
        people(&db).await;
        let association = customer(&db, "mei", "Snowpeak Resorts").await;
        opportunity(&db, "mei", CustomerRef::Association(association), "Archive").await;
        let id = CustomerId(sqlx::query_scalar("select customer_id from association").fetch_one(&db).await.unwrap());
        let scope = |account: &str, reach| Scope::of(&viewer(account), reach).unwrap();
        let seen = of_customer(&db, &scope("mei", Reach::Own), id).await.unwrap();
        assert_eq!(seen.iter().map(|line| (line.name.as_str(), line.stage)).collect::<Vec<_>>(), [("Archive", Stage::LeadConfirmed)]);
        for (account, reach) in [("jun", Reach::Own), ("omar", Reach::Team), ("petra", Reach::Partner)] {
            assert!(of_customer(&db, &scope(account, reach), id).await.unwrap().is_empty(), "{account}");
        }
    }
}
