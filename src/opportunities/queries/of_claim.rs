//! The opportunities on a claim, in lines.

use sqlx::{PgPool, QueryBuilder};

use super::of_customer::OpportunityLine;
use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::customers::model::ClaimId;

/// The opportunities on a claim that the viewer reaches by the scope of opportunities, the latest fifty. Those of a claim
/// that was associated stand at the customer.
///
/// # Errors
/// Those of the database.
pub async fn of_claim(db: &PgPool, scope: &Scope, id: ClaimId) -> sqlx::Result<Vec<OpportunityLine>> {
    let mut query = QueryBuilder::new(
        "select o.id, o.name, o.stage, o.expected_monthly_revenue, o.updated_at, w.display_name as owner
         from opportunity o join person w on w.id = o.owner_id where ",
    );
    scope.push(&mut query, Alias::Opportunity);
    query.push(" and o.claim_id = ").push_bind(id.0).push(" order by o.updated_at desc, o.id desc limit 50");
    query.build_query_as().fetch_all(db).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Reach;
    use crate::customers::model::CustomerRef;
    use crate::opportunities::queries::fixtures::{claim, now, opportunity, people, viewer};

    #[sqlx::test]
    async fn the_opportunities_on_a_claim_are_seen_by_who_sees_opportunities(db: PgPool) {
        people(&db).await;
        let claim = claim(&db, "mei", "Snowpeak Resorts", now()).await;
        opportunity(&db, "mei", CustomerRef::Claim(claim), "Archive").await;
        for (account, reach, seen) in [
            ("mei", Reach::Own, 1),
            ("zhao", Reach::Team, 1),
            ("jun", Reach::Own, 0),
            ("omar", Reach::Team, 0),
            ("petra", Reach::Partner, 0),
        ] {
            let scope = Scope::of(&viewer(account), reach).unwrap();
            assert_eq!(of_claim(&db, &scope, claim).await.unwrap().len(), seen, "{account}");
        }
    }
}
