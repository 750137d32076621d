use chrono::TimeDelta;

use super::list::{Address, Asked, Typed, count, page};
use super::*;
use crate::alerts::model::View;
use crate::auth::{Reach, Viewer};
use crate::customers::model::AssociationId;
use crate::opportunities::queries::fixtures::{customer, now, people, viewer};
use crate::organisation::rules::cast::id;

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

async fn titles(db: &PgPool, viewer: &Viewer, view: View, address: &Address, typed: Option<&Typed>) -> Vec<String> {
    let reach = crate::alerts::rules::scope_of(viewer).unwrap_or(Reach::Own);
    let scope = Scope::of(viewer, reach).unwrap();
    let asked = Asked { scope, person: viewer.person_id, partner: viewer.partner_id().unwrap(), view, address, typed };
    let page = page(db, &asked, 10).await.unwrap();
    assert_eq!(count(db, &asked).await.unwrap(), i64::try_from(page.rows.len()).unwrap());
    page.rows.into_iter().map(|alert| alert.title).collect()
}

#[sqlx::test]
async fn supervisors_and_the_administrator_see_all_of_the_partner_and_an_account_manager_her_own(db: PgPool) {
    story(&db).await;
    let plain = Address::default();
    for (account, all) in [
        ("mei", vec!["Mei's"]),
        ("jun", vec![]),
        ("zhao", vec!["Mei's", "Ana's", "Nobody's"]),
        ("omar", vec!["Mei's", "Ana's", "Nobody's"]),
        ("grace", vec!["Mei's", "Ana's", "Nobody's"]),
        ("dara", vec![]),
        ("rita", vec!["Sam's"]),
        ("petra", vec![]),
    ] {
        assert_eq!(titles(&db, &viewer(account), View::All, &plain, None).await, all, "{account}");
    }
    assert_eq!(titles(&db, &viewer("dara"), View::Resellers, &plain, None).await, ["Sam's"]);
}

#[sqlx::test]
async fn each_alert_waits_for_exactly_one_person(db: PgPool) {
    story(&db).await;
    let plain = Address::default();
    for (account, mine) in [("mei", vec!["Mei's"]), ("ana", vec!["Ana's"]), ("grace", vec!["Nobody's"]), ("zhao", vec![]), ("jun", vec![])]
    {
        assert_eq!(titles(&db, &viewer(account), View::Mine, &plain, None).await, mine, "{account}");
    }
}

#[sqlx::test]
async fn filters_narrow_and_what_is_typed_matches_customers_and_account_managers(db: PgPool) {
    story(&db).await;
    let grace = viewer("grace");
    let number: String = sqlx::query_scalar("select number from customer where name = 'Harvest'").fetch_one(&db).await.unwrap();
    let of = |number: &str| Address { number: number.to_owned(), ..Address::default() };
    assert_eq!(titles(&db, &grace, View::All, &of(&number), None).await, ["Ana's"]);
    assert!(titles(&db, &grace, View::All, &of(&number[..6]), None).await.is_empty());
    let churn = Address { categories: vec![Category::Churn], ..Address::default() };
    assert_eq!(titles(&db, &grace, View::All, &churn, None).await, ["Mei's", "Nobody's"]);
    let handled = Address { states: vec![AlertState::Handled], ..Address::default() };
    assert!(titles(&db, &grace, View::All, &handled, None).await.is_empty());
    for (name, found) in [("snow", vec!["Mei's"]), ("Ana", vec!["Ana's"]), ("%", vec![])] {
        assert_eq!(titles(&db, &grace, View::All, &Address::default(), Some(&Typed { name: name.into() })).await, found);
    }
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

#[sqlx::test]
async fn what_waits_on_an_association_that_ended_waits_for_nobody(db: PgPool) {
    story(&db).await;
    sqlx::query("update association set ended_at = $1").bind(now()).execute(&db).await.unwrap();
    assert!(titles(&db, &viewer("grace"), View::All, &Address::default(), None).await.is_empty());
}

#[sqlx::test]
async fn pages_follow_each_other_both_ways(db: PgPool) {
    people(&db).await;
    let snowpeak = customer(&db, "mei", "Snowpeak").await;
    for n in 0..5 {
        alert(&db, snowpeak, Category::Churn, &format!("Alert {n}"), n / 2).await;
    }
    let mei = viewer("mei");
    let scope = Scope::of(&mei, Reach::Own).unwrap();
    let read = async |address: Address| {
        let asked =
            Asked { scope, person: mei.person_id, partner: mei.partner_id().unwrap(), view: View::All, address: &address, typed: None };
        page(&db, &asked, 2).await.unwrap()
    };
    let one = read(Address::default()).await;
    let two = read(Address { after: one.after.as_ref().map(|cursor| cursor.encode()), ..Address::default() }).await;
    let three = read(Address { after: two.after.as_ref().map(|cursor| cursor.encode()), ..Address::default() }).await;
    assert_eq!([one.rows.len(), two.rows.len(), three.rows.len()], [2, 2, 1]);
    assert!(one.before.is_none() && three.after.is_none());
    let back = read(Address { before: two.before.as_ref().map(|cursor| cursor.encode()), ..Address::default() }).await;
    assert_eq!(back.rows, one.rows);
}
