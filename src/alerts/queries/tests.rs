use chrono::TimeDelta;

use super::*;
use crate::auth::Reach;
use crate::customers::model::AssociationId;
use crate::opportunities::queries::fixtures::{customer, now, people, viewer};
use crate::organisation::rules::fixtures::id;

/// An alert about a customer, sent so many hours ago.
pub(crate) async fn alert(db: &PgPool, of: AssociationId, category: Category, title: &str, hours: i64) -> AlertId {
    let alert = AlertId(new_id());
    let sql = "insert into customer_alert (id, association_id, customer_id, distributor_id, partner_id, supervisor_id, owner_id, category, scenario, title, sent_at)
               select $2, a.id, a.customer_id, a.distributor_id, a.partner_id, a.supervisor_id, a.owner_id, $3, 'Scenario', $4, $5 from association a where a.id = $1";
    let query = sqlx::query(sql).bind(of.0).bind(alert.0).bind(category.as_str()).bind(title);
    query.bind(now() - TimeDelta::hours(hours)).execute(db).await.unwrap();
    alert
}

/// Everybody, and four alerts: of Mei's customer, of Ana's, of nobody's, of a reseller's.
pub(crate) async fn story(db: &PgPool) -> [AlertId; 4] {
    people(db).await;
    sqlx::query("update partner set primary_administrator_id = $2 where id = (select partner_id from person where id = $1)")
        .bind(id("mei").0)
        .bind(id("grace").0)
        .execute(db)
        .await
        .unwrap();
    let snowpeak = customer(db, "mei", "Snowpeak").await;
    let harvest = customer(db, "ana", "Harvest").await;
    let orphan = customer(db, "jun", "Orphan").await;
    let resold = customer(db, "sam", "Resold").await;
    sqlx::query("update association set owner_id = null, supervisor_id = null where id = $1").bind(orphan.0).execute(db).await.unwrap();
    [
        alert(db, snowpeak, Category::Churn, "Mei's", 1).await,
        alert(db, harvest, Category::Resource, "Ana's", 2).await,
        alert(db, orphan, Category::Churn, "Nobody's", 3).await,
        alert(db, resold, Category::Churn, "Sam's", 4).await,
    ]
}

#[sqlx::test]
async fn an_alert_outside_of_the_scope_does_not_exist_and_names_are_masked(db: PgPool) {
    let [of_mei, ..] = story(&db).await;
    let scope = |account: &str, reach| Scope::of(&viewer(account), reach).unwrap();
    let found = lookup(&db, &scope("mei", Reach::Own), of_mei).await.unwrap().unwrap();
    assert_eq!((found.customer.as_str(), found.responsible().map(|(_, name)| name.as_str())), ("S***k", Some("Mei")));
    for (account, reach) in [("jun", Reach::Own), ("petra", Reach::Partner), ("dara", Reach::PartnerAndResellers)] {
        assert_eq!(lookup(&db, &scope(account, reach), of_mei).await.unwrap(), None, "{account}");
    }
}
