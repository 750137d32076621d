use serde_json::json;
use sqlx::PgPool;

use super::*;
use crate::alerts::queries::tests::{alert, story};
use crate::lists::testing::{kept, read};
use crate::opportunities::queries::fixtures::{customer, now, people, viewer};

static ALERTS: List = LIST;

async fn titles(db: &PgPool, account: &str, query: &str) -> Vec<String> {
    read(db, &ALERTS, viewer(account), now(), query).await.shown("title")
}

/// The number of Ana's customer, in capitals as all are.
async fn number(db: &PgPool) -> String {
    let sql = "update customer set number = upper(number) where name = 'Harvest' returning number";
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn supervisors_and_the_administrator_see_all_of_the_partner_and_an_account_manager_her_own(db: PgPool) {
    story(&db).await;
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
        assert_eq!(titles(&db, account, "tab=all").await, all, "{account}");
    }
    assert_eq!(titles(&db, "dara", "tab=resellers").await, ["Sam's"]);
    assert_eq!(titles(&db, "grace", "tab=resellers").await, ["Nobody's"], "a tab that others have not");
}

#[sqlx::test]
async fn each_alert_waits_for_exactly_one_person_who_alone_is_offered_to_handle_it(db: PgPool) {
    story(&db).await;
    for (account, mine) in [("mei", vec!["Mei's"]), ("ana", vec!["Ana's"]), ("grace", vec!["Nobody's"]), ("zhao", vec![]), ("jun", vec![])]
    {
        assert_eq!(titles(&db, account, "").await, mine, "{account}");
        let all = read(&db, &ALERTS, viewer(account), now(), "tab=all").await;
        assert_eq!(all.page.rows.iter().filter(|row| !row.actions.is_empty()).count(), mine.len(), "{account}");
    }
}

#[sqlx::test]
async fn filters_narrow_and_what_is_typed_matches_customers_and_account_managers(db: PgPool) {
    story(&db).await;
    let number = number(&db).await;
    let part = &number[..6];
    assert!(titles(&db, "grace", &format!("number={part}")).await.is_empty());
    assert_eq!(titles(&db, "grace", "tab=all&category=churn").await, ["Mei's", "Nobody's"]);
    assert!(titles(&db, "grace", "tab=all&state=handled").await.is_empty());
    for (name, found) in [("snow", vec!["Mei's"]), ("Ana", vec!["Ana's"]), ("%", vec![])] {
        let query = kept(&db, &ALERTS, &viewer("grace"), now(), json!({"name": name})).await;
        assert_eq!(titles(&db, "grace", &format!("tab=all&{query}")).await, found);
        assert_eq!(titles(&db, "zhao", &format!("tab=all&{query}")).await.len(), 3, "somebody else's conditions are none");
    }
}

#[sqlx::test]
async fn alerts_of_one_customer_are_all_shown_unless_the_address_names_a_tab(db: PgPool) {
    story(&db).await;
    let number = number(&db).await;
    for (query, found) in [
        (format!("number={number}"), vec!["Ana's"]),
        (format!("number={}", number.to_lowercase()), vec!["Ana's"]),
        (format!("view=all&number={number}"), vec!["Ana's"]),
        (format!("tab=mine&number={number}"), vec![]),
        (format!("view=mine&number={number}"), vec![]),
        ("view=all".to_owned(), vec!["Mei's", "Ana's", "Nobody's"]),
        ("view=mine".to_owned(), vec!["Nobody's"]),
    ] {
        assert_eq!(titles(&db, "grace", &query).await, found, "{query}");
    }
    assert!(titles(&db, "petra", &format!("number={number}")).await.is_empty());
    assert_eq!(titles(&db, "dara", "view=resellers").await, ["Sam's"]);
}

#[sqlx::test]
async fn customers_stay_masked_and_a_reseller_is_named_where_its_customers_stand(db: PgPool) {
    story(&db).await;
    let list = read(&db, &ALERTS, viewer("dara"), now(), "tab=resellers").await;
    assert_eq!(list.shown("customer"), ["R***d"]);
    let shown = format!("{:?}", list.page.rows);
    assert!(shown.contains("Customer of Delta Resale") && !shown.contains("Resold") && !shown.contains("Handle"), "{shown}");
}

#[sqlx::test]
async fn what_waits_on_an_association_that_ended_waits_for_nobody(db: PgPool) {
    story(&db).await;
    sqlx::query("update association set ended_at = $1").bind(now()).execute(&db).await.unwrap();
    assert!(titles(&db, "grace", "tab=all").await.is_empty() && titles(&db, "grace", "").await.is_empty());
}

#[sqlx::test]
async fn pages_by_the_responsible_person_follow_each_other_both_ways(db: PgPool) {
    people(&db).await;
    for owner in ["mei", "ana"] {
        let of = customer(&db, owner, owner).await;
        for n in 0..6 {
            alert(&db, of, Category::Churn, &format!("{owner} {n}"), n / 2).await;
        }
    }
    let query = "tab=all&size=10&sort=responsible";
    let one = read(&db, &ALERTS, viewer("grace"), now(), query).await;
    assert_eq!(one.shown("responsible")[5..7], ["Ana", "Mei"]);
    let two = read(&db, &ALERTS, viewer("grace"), now(), &one.next().unwrap()).await;
    assert_eq!((two.ids().len(), two.next()), (2, None));
    let back = read(&db, &ALERTS, viewer("grace"), now(), &two.previous().unwrap()).await;
    assert_eq!(back.ids(), one.ids());
}
