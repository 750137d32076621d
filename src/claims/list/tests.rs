use chrono::TimeDelta;
use serde_json::json;
use sqlx::PgPool;

use super::*;
use crate::auth::Scope;
use crate::claims::queries::fixtures::{house, put_claim};
use crate::claims::queries::list::figures;
use crate::customers::model::CustomerRef;
use crate::lists::testing::{add_colleagues, kept, read};
use crate::opportunities::queries::fixtures::{now, opportunity, viewer};
use crate::organisation::rules::fixtures::id;

/// As `app` describes it, for a viewer who sees the opportunities that she sees claims of.
static CLAIMS: List = List { counted: Some(|viewer| rules::scope_of(viewer).ok().and_then(|reach| Scope::of(viewer, reach).ok())), ..LIST };

/// Mei has three claims, of which one is overdue and one in review; jun one.
async fn stories(db: &PgPool) {
    house(db).await;
    let first = put_claim(db, "mei", "13800138001", now() + TimeDelta::days(2)).await;
    let reviewed = put_claim(db, "mei", "13800138002", now() + TimeDelta::days(5)).await;
    sqlx::query("update claim set state = 'in_review', review_due = '2026-11-27', company_name = '雪岭文旅' where id = $1")
        .bind(reviewed.0)
        .execute(db)
        .await
        .unwrap();
    put_claim(db, "mei", "13800138003", now()).await;
    put_claim(db, "jun", "13900139000", now() + TimeDelta::days(9)).await;
    opportunity(db, "mei", CustomerRef::Claim(first), "Archive").await;
}

async fn mobiles(db: &PgPool, account: &str, query: &str) -> Vec<String> {
    read(db, &CLAIMS, viewer(account), now(), query).await.shown("mobile")
}

#[sqlx::test]
async fn everyone_sees_the_claims_of_the_own_scope_masked_and_nobody_elses(db: PgPool) {
    stories(&db).await;
    assert_eq!(mobiles(&db, "mei", "").await, ["138****8002", "138****8001", "138****8003"]);
    assert_eq!(mobiles(&db, "jun", "").await.len(), 1);
    assert_eq!(mobiles(&db, "zhao", "").await.len(), 4);
    assert_eq!(mobiles(&db, "grace", "").await.len(), 4);
    for account in ["omar", "ana", "petra", "dara"] {
        assert!(mobiles(&db, account, "").await.is_empty(), "{account}");
    }
    let list = read(&db, &CLAIMS, viewer("mei"), now(), "").await;
    assert_eq!(list.shown("opportunities"), ["0", "1", "0"]);
    assert!(list.shown("name").iter().all(|name| name.contains('*')));
}

#[sqlx::test]
async fn a_claim_whose_time_is_up_is_found_among_the_lapsed(db: PgPool) {
    stories(&db).await;
    for (state, expected) in [("open", 1), ("in_review", 1), ("lapsed", 1), ("rejected", 0), ("nonsense", 0)] {
        assert_eq!(mobiles(&db, "mei", &format!("state={state}")).await.len(), expected, "{state}");
    }
    let of_jun = format!("state=open&state=in_review&account_manager={}", id("jun"));
    assert_eq!(mobiles(&db, "grace", &of_jun).await.len(), 1);
}

#[sqlx::test]
async fn what_was_typed_narrows_and_wildcards_stand_for_themselves(db: PgPool) {
    stories(&db).await;
    for (typed, expected) in [
        (json!({"name": "雪岭"}), 1),
        (json!({"name": "snow"}), 3),
        (json!({"mobile": "0013800000"}), 0),
        (json!({"mobile": "13800"}), 3),
        (json!({"email": "@"}), 0),
        (json!({"name": "%"}), 0),
    ] {
        let query = kept(&db, &CLAIMS, &viewer("grace"), now(), typed.clone()).await;
        assert_eq!(mobiles(&db, "grace", &query).await.len(), expected, "{typed}");
        assert_eq!(mobiles(&db, "zhao", &query).await.len(), 4, "somebody else's conditions are none");
    }
}

#[sqlx::test]
async fn the_first_to_end_lead_when_the_list_is_sorted_by_the_end(db: PgPool) {
    stories(&db).await;
    assert_eq!(mobiles(&db, "grace", "sort=until").await, ["138****8003", "138****8001", "138****8002", "139****9000"]);
    assert_eq!(mobiles(&db, "grace", "sort=mobile&after=garbage").await.len(), 4, "a masked column is not sorted");
}

#[sqlx::test]
async fn figures_count_what_holds_what_ends_soon_and_what_is_in_review(db: PgPool) {
    stories(&db).await;
    let viewer = viewer("grace");
    let scope = Scope::of(&viewer, Reach::Partner).unwrap();
    let counted = figures(&db, &scope, viewer.partner_id().unwrap(), now(), now() + TimeDelta::days(3)).await.unwrap();
    assert_eq!(counted, (2, 1, 1));
    let list = read(&db, &CLAIMS, viewer, now(), "").await;
    let names: Vec<&str> = list.choosable("account_manager").unwrap().records.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Jun", "Mei"]);
}

#[sqlx::test]
async fn among_very_many_people_the_owner_of_claims_is_found_by_name_and_none_of_two_is_taken_for_the_other(db: PgPool) {
    stories(&db).await;
    add_colleagues(&db, "grace").await;
    let offered =
        async |query: &str| read(&db, &CLAIMS, viewer("grace"), now(), query).await.choosable("account_manager").cloned().unwrap();
    assert_eq!(offered("").await, Choosable { records: vec![], are_typed: true });
    assert_eq!(offered(&format!("account_manager={}", id("mei"))).await.records, [(id("mei").0, "Mei".to_owned())]);

    let found = async |account: &str, reach, typed: &str| {
        let (viewer, today) = (viewer(account), crate::values::date::beijing_date(now()));
        let scope = Scope::of(&viewer, reach).unwrap();
        let people = owners(&scope, viewer.partner_id().unwrap(), today).unwrap();
        people.find(&db, typed, crate::i18n::Locale::En).await.unwrap()
    };
    assert_eq!(found("grace", Reach::Partner, "ＭＥ").await, Ok(id("mei").0));
    for (account, reach, typed) in [
        ("grace", Reach::Partner, "More 1"),
        ("petra", Reach::Partner, "mei"),
        ("zhao", Reach::Team, "mei"),
        ("grace", Reach::Partner, "%"),
    ] {
        let nobody = found(account, reach, typed).await.unwrap_err();
        assert!(nobody.starts_with("Nobody of that name"), "{account} {typed}: {nobody}");
    }
    sqlx::query("update person set display_name = 'Mei' where account_name = 'jun'").execute(&db).await.unwrap();
    let several = found("grace", Reach::Partner, "Mei").await.unwrap_err();
    assert!(several.contains("Mei (jun)") && several.contains("Mei (mei)"), "{several}");
    assert_eq!(found("grace", Reach::Partner, "jun").await, Ok(id("jun").0), "by the account name");
}
