use serde_json::Value;
use uuid::Uuid;

use super::*;
use crate::customers::list::LIST;
use crate::i18n::Locale;
use crate::lists::testing::read;
use crate::opportunities::queries::fixtures::{customer, now, people, viewer};
use crate::organisation::rules::fixtures::{HARBOR, id};

fn at(viewer: &Viewer) -> Moving<'_> {
    Moving { viewer, now: now(), t: AssignText(Locale::En) }
}

async fn picked(db: &PgPool, names: &[&str]) -> String {
    let mut pairs = Vec::new();
    for name in names {
        let sql = "select a.customer_id, a.version from association a where a.customer_name = $1";
        let (customer, version): (Uuid, i32) = sqlx::query_as(sql).bind(*name).fetch_one(db).await.unwrap();
        pairs.push(format!("{customer}:{version}"));
    }
    pairs.join(",")
}

fn to(account: &str, customers: String) -> AssignForm {
    AssignForm { key: Uuid::now_v7().to_string(), customers, to: id(account).to_string(), opportunities: String::new() }
}

fn back(customers: String) -> TakeBackForm {
    TakeBackForm { key: Uuid::now_v7().to_string(), customers }
}

async fn owner(db: &PgPool, name: &str) -> Option<PersonId> {
    sqlx::query_scalar("select owner_id from association where customer_name = $1").bind(name).fetch_one(db).await.unwrap()
}

async fn story(db: &PgPool) {
    people(db).await;
    for (account, name) in [("mei", "Snowpeak"), ("mei", "Orchard"), ("ana", "Harvest"), ("sam", "Resold"), ("kofi", "Summit Own")] {
        customer(db, account, name).await;
    }
}

fn messages(answer: Result<String, AppError>) -> Vec<String> {
    match answer {
        Err(AppError::Invalid(errors)) => errors.0.into_iter().map(|error| error.message).collect(),
        other => panic!("{other:?}"),
    }
}

#[sqlx::test]
async fn customers_move_together_are_recorded_and_both_account_managers_are_told(db: PgPool) {
    story(&db).await;
    let grace = viewer("grace");
    let form = to("jun", picked(&db, &["Snowpeak", "Orchard", "Harvest"]).await);
    assert_eq!(at(&grace).assign(&db, &form).await.unwrap(), "/sales/customers?done=assigned");
    for name in ["Snowpeak", "Orchard", "Harvest"] {
        assert_eq!(owner(&db, name).await, Some(id("jun")));
    }
    let told: Vec<(PersonId, String, Value)> =
        sqlx::query_as("select person_id, kind, facts->'count' from notification order by kind, facts->'count'")
            .fetch_all(&db)
            .await
            .unwrap();
    let expected = [("jun", "customer_assigned", 3), ("ana", "customer_taken_back", 1), ("mei", "customer_taken_back", 2)];
    assert_eq!(told, expected.map(|(who, kind, count)| (id(who), kind.to_owned(), Value::from(count))));
    let audited: Vec<(String, Value)> =
        sqlx::query_as("select verb, after->'account_manager' from audit_event where entity = 'association'").fetch_all(&db).await.unwrap();
    assert_eq!(audited, vec![("customer.assigned".to_owned(), Value::from(id("jun").to_string())); 3]);
    // The same submit again answers with the first result and does nothing.
    at(&grace).assign(&db, &form).await.unwrap();
    let count: i64 = sqlx::query_scalar("select count(*) from notification").fetch_one(&db).await.unwrap();
    assert_eq!(count, 3);
}

#[sqlx::test]
async fn one_that_cannot_move_holds_all_back_and_everything_wrong_is_said_at_once(db: PgPool) {
    story(&db).await;
    let grace = viewer("grace");
    let stale = picked(&db, &["Snowpeak"]).await;
    at(&grace).assign(&db, &to("jun", stale.clone())).await.unwrap();
    let all = format!("{stale},{},{}:1", picked(&db, &["Orchard"]).await, Uuid::now_v7());
    let wrong = messages(at(&grace).assign(&db, &to("tom", all)).await);
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    assert!(wrong[0].contains("active account manager") && wrong[1].contains("changed by somebody") && wrong[2].contains("not there"));
    assert_eq!(owner(&db, "Orchard").await, Some(id("mei")));
    let wrong = messages(at(&grace).assign(&db, &to("mei", picked(&db, &["Snowpeak", "Orchard"]).await)).await);
    assert!(wrong.len() == 1 && wrong[0].contains("already"), "{wrong:?}");
    assert_eq!(owner(&db, "Snowpeak").await, Some(id("jun")));
}

#[sqlx::test]
async fn what_somebody_may_not_move_is_refused_and_what_she_does_not_see_is_not_found(db: PgPool) {
    story(&db).await;
    let (snowpeak, harvest, resold) = (picked(&db, &["Snowpeak"]).await, picked(&db, &["Harvest"]).await, picked(&db, &["Resold"]).await);
    for account in ["mei", "lin", "kofi", "tom", "viktor"] {
        let answer = at(&viewer(account)).assign(&db, &to("jun", snowpeak.clone())).await;
        assert!(matches!(answer, Err(AppError::NotAllowed { .. })), "{account}: {answer:?}");
        let answer = at(&viewer(account)).take_back(&db, &back(snowpeak.clone())).await;
        assert!(matches!(answer, Err(AppError::NotAllowed { .. })), "{account}: {answer:?}");
    }
    let zhao = viewer("zhao");
    assert_eq!(at(&zhao).assign(&db, &to("jun", harvest.clone())).await, Err(AppError::NotFound));
    assert_eq!(at(&viewer("petra")).take_back(&db, &back(snowpeak.clone())).await, Err(AppError::NotFound));
    assert!(messages(at(&zhao).assign(&db, &to("ana", snowpeak.clone())).await)[0].contains("reports to you"));
    // The distributor's administrator sees her reseller's customer, and does not assign it.
    let answer = at(&viewer("dara")).assign(&db, &to("kofi", resold.clone())).await;
    assert!(matches!(answer, Err(AppError::NotAllowed { .. })), "{answer:?}");
    assert!(at(&viewer("rita")).take_back(&db, &back(resold)).await.is_ok());
    assert!(at(&zhao).assign(&db, &to("jun", snowpeak)).await.is_ok());
    let owners = (owner(&db, "Snowpeak").await, owner(&db, "Harvest").await, owner(&db, "Resold").await);
    assert_eq!(owners, (Some(id("jun")), Some(id("ana")), None));
}

#[sqlx::test]
async fn a_customer_that_was_taken_back_is_nobodys_and_leaves_the_team(db: PgPool) {
    story(&db).await;
    let zhao = viewer("zhao");
    sqlx::query("update partner set primary_administrator_id = $1 where id = $2")
        .bind(id("grace").0)
        .bind(HARBOR.0)
        .execute(&db)
        .await
        .unwrap();
    let sql = "insert into customer_alert (id, association_id, customer_id, partner_id, supervisor_id, owner_id, category, scenario, title, sent_at)
               select $1, id, customer_id, partner_id, supervisor_id, owner_id, 'churn', 'Spend fell', 'Down', $2 from association where customer_name = 'Snowpeak'";
    sqlx::query(sql).bind(Uuid::now_v7()).bind(now()).execute(&db).await.unwrap();
    assert_eq!(at(&zhao).take_back(&db, &back(picked(&db, &["Snowpeak"]).await)).await.unwrap(), "/sales/customers?done=taken-back");
    assert_eq!(owner(&db, "Snowpeak").await, None);
    let told: Vec<(PersonId, Value)> =
        sqlx::query_as("select person_id, facts from notification where kind = 'alert_to_handle'").fetch_all(&db).await.unwrap();
    assert_eq!(told, [(id("grace"), serde_json::json!({ "name": "S***k", "count": 1 }))], "whose the open alert is now");
    assert_eq!(at(&zhao).assign(&db, &to("jun", picked(&db, &["Snowpeak"]).await)).await, Err(AppError::NotFound));
    let grace = viewer("grace");
    let nobodys = read(&db, &LIST, grace.clone(), now(), "account_manager=nobody").await;
    assert_eq!(nobodys.shown("name"), ["S***k"]);
    let wrong = messages(at(&grace).take_back(&db, &back(picked(&db, &["Snowpeak"]).await)).await);
    assert!(wrong[0].contains("no account manager"), "{wrong:?}");
    assert_eq!(assigning::count_unassigned(&db, grace.partner_id().unwrap()).await.unwrap(), 1);
}

#[sqlx::test]
async fn a_hundred_customers_move_at_once_and_not_one_more(db: PgPool) {
    people(&db).await;
    for n in 0..101 {
        customer(&db, "mei", &format!("Customer {n}")).await;
    }
    let names: Vec<String> = (0..101).map(|n| format!("Customer {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let grace = viewer("grace");
    assert!(messages(at(&grace).assign(&db, &to("jun", picked(&db, &names).await)).await)[0].contains("100"));
    assert!(messages(at(&grace).assign(&db, &to("jun", String::new())).await)[0].contains("at least one"));
    at(&grace).assign(&db, &to("jun", picked(&db, &names[..100]).await)).await.unwrap();
    let all = assigning::account_managers(&db, grace.partner_id().unwrap(), None).await.unwrap();
    assert_eq!(all.into_iter().find(|one| one.name == "Jun").map(|one| one.customers), Some(100));
    let of_zhao = assigning::account_managers(&db, grace.partner_id().unwrap(), Some(id("zhao"))).await.unwrap();
    assert_eq!(of_zhao.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Jun", "Mei"]);
}
