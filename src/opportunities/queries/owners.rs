//! Whose opportunities there are: the choices of the filter.

use chrono::NaiveDate;

use crate::auth::Scope;
use crate::lists::queries::people::People;
use crate::organisation::model::PartnerId;

/// The people in the scope who own opportunities. Nobody to choose from in one's own rows.
pub fn owners(scope: &Scope, partner: PartnerId, today: NaiveDate) -> Option<People<'_>> {
    People::within(scope, partner, today, "exists (select from opportunity o where o.owner_id = w.id)")
}

#[cfg(test)]
mod tests {
    use sqlx::PgPool;

    use super::*;
    use crate::auth::{PersonId, Reach};
    use crate::customers::model::CustomerRef;
    use crate::lists::description::Choosable;
    use crate::lists::testing::add_colleagues;
    use crate::opportunities::queries::fixtures::{customer, now, opportunity, people, viewer};
    use crate::organisation::rules::fixtures::{HARBOR, LAKESIDE, id};
    use crate::values::date::beijing_date;

    #[sqlx::test]
    async fn among_very_many_people_one_is_found_by_name_and_only_in_the_own_partner(db: PgPool) {
        people(&db).await;
        for owner in ["mei", "jun"] {
            let of = customer(&db, owner, &format!("Snowpeak {owner}")).await;
            opportunity(&db, owner, CustomerRef::Association(of), "Archive").await;
        }
        let scope = |account: &str, reach| Scope::of(&viewer(account), reach).unwrap();
        let (grace, today) = (scope("grace", Reach::Partner), beijing_date(now()));
        let few = owners(&grace, HARBOR, today).unwrap().choosable(&db, None).await.unwrap();
        assert!(!few.are_typed && few.records.len() == 2);

        add_colleagues(&db, "grace").await;
        assert_eq!(
            owners(&grace, HARBOR, today).unwrap().choosable(&db, None).await.unwrap(),
            Choosable { records: vec![], are_typed: true }
        );
        let chosen = owners(&grace, HARBOR, today).unwrap().choosable(&db, Some(id("mei").0)).await.unwrap();
        assert_eq!(chosen.records, [(id("mei").0, "Mei".to_owned())]);
        let petra = scope("petra", Reach::Partner);
        assert!(owners(&petra, LAKESIDE, today).unwrap().choosable(&db, Some(id("mei").0)).await.unwrap().records.is_empty());

        let found = async |account: &str, reach, partner, typed: &str| {
            let scope = scope(account, reach);
            let found = owners(&scope, partner, today).unwrap().named(&db, typed).await.unwrap();
            found.into_iter().map(|one| PersonId(one.id)).collect::<Vec<_>>()
        };
        assert_eq!(found("grace", Reach::Partner, HARBOR, "ME").await, [id("mei")]);
        // Of these nobody owns an opportunity.
        assert!(found("grace", Reach::Partner, HARBOR, "More").await.is_empty());
        assert!(found("grace", Reach::Partner, HARBOR, "%").await.is_empty());
        assert!(found("petra", Reach::Partner, LAKESIDE, "mei").await.is_empty());
        assert!(found("zhao", Reach::Team, HARBOR, "mei").await.is_empty());
    }
}
