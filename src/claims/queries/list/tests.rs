use chrono::TimeDelta;

use super::*;
use crate::auth::Reach;
use crate::claims::model::Sort;
use crate::claims::queries::fixtures::{house, put_claim};
use crate::customers::model::CustomerRef;
use crate::opportunities::queries::fixtures::{now, opportunity, viewer};
use crate::organisation::rules::cast::id;

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

async fn read(db: &PgPool, account: &str, reach: Reach, address: &Address, typed: Option<&Typed>, size: u16) -> Page<Line> {
    let viewer = viewer(account);
    let scope = Scope::of(&viewer, reach).unwrap();
    let asked = Asked { scope, opportunities: Some(scope), partner: viewer.partner_id().unwrap(), address, typed, now: now() };
    let found = page(db, &asked, size).await.unwrap();
    if size == 100 {
        assert_eq!(count(db, &asked).await.unwrap(), i64::try_from(found.rows.len()).unwrap());
    }
    found
}

async fn mobiles(db: &PgPool, account: &str, reach: Reach, address: &Address) -> Vec<String> {
    read(db, account, reach, address, None, 100).await.rows.into_iter().map(|line| line.mobile).collect()
}

#[sqlx::test]
async fn everyone_sees_the_claims_of_the_own_scope_masked_and_nobody_elses(db: PgPool) {
    stories(&db).await;
    let plain = Address::default();
    assert_eq!(mobiles(&db, "mei", Reach::Own, &plain).await, ["138****8002", "138****8001", "138****8003"]);
    assert_eq!(mobiles(&db, "jun", Reach::Own, &plain).await.len(), 1);
    assert_eq!(mobiles(&db, "zhao", Reach::Team, &plain).await.len(), 4);
    assert_eq!(mobiles(&db, "grace", Reach::Partner, &plain).await.len(), 4);
    for (account, reach) in [("omar", Reach::Team), ("ana", Reach::Own), ("petra", Reach::Partner), ("dara", Reach::PartnerAndResellers)] {
        assert!(mobiles(&db, account, reach, &plain).await.is_empty(), "{account}");
    }
    let lines = read(&db, "mei", Reach::Own, &plain, None, 100).await.rows;
    assert_eq!(lines.iter().map(|line| line.opportunities).collect::<Vec<_>>(), [0, 1, 0]);
    assert!(lines.iter().all(|line| line.name.contains('*')));
}

#[sqlx::test]
async fn a_claim_whose_time_is_up_is_found_among_the_lapsed(db: PgPool) {
    stories(&db).await;
    for (state, expected) in [(ClaimState::Open, 1), (ClaimState::InReview, 1), (ClaimState::Lapsed, 1), (ClaimState::Rejected, 0)] {
        let address = Address { states: vec![state], ..Address::default() };
        assert_eq!(mobiles(&db, "mei", Reach::Own, &address).await.len(), expected, "{state}");
    }
    let both = Address { states: vec![ClaimState::Open, ClaimState::InReview], account_manager: Some(id("jun")), ..Address::default() };
    assert_eq!(mobiles(&db, "grace", Reach::Partner, &both).await.len(), 1);
}

#[sqlx::test]
async fn what_was_typed_narrows_and_wildcards_stand_for_themselves(db: PgPool) {
    stories(&db).await;
    for (typed, expected) in [
        (Typed { name: "雪岭".into(), ..Typed::default() }, 1),
        (Typed { name: "snow".into(), ..Typed::default() }, 3),
        (Typed { mobile: "0013800000".into(), ..Typed::default() }, 0),
        (Typed { mobile: "13800".into(), ..Typed::default() }, 3),
        (Typed { email: "@".into(), ..Typed::default() }, 0),
        (Typed { name: "%".into(), ..Typed::default() }, 0),
    ] {
        let found = read(&db, "grace", Reach::Partner, &Address::default(), Some(&typed), 100).await;
        assert_eq!(found.rows.len(), expected, "{typed:?}");
    }
}

#[sqlx::test]
async fn pages_follow_each_other_without_gaps_and_repeats_in_every_order(db: PgPool) {
    stories(&db).await;
    for sort in ["-claimed", "claimed", "-until", "until"] {
        let first = Address { sort: sort.parse::<Sort>().unwrap(), ..Address::default() };
        let expected = mobiles(&db, "grace", Reach::Partner, &first).await;
        let one = read(&db, "grace", Reach::Partner, &first, None, 2).await;
        let two = Address { after: one.after.as_ref().map(Cursor::encode), ..first.clone() };
        let two = read(&db, "grace", Reach::Partner, &two, None, 2).await;
        let both: Vec<String> = one.rows.iter().chain(&two.rows).map(|line| line.mobile.clone()).collect();
        assert_eq!(both, expected, "{sort}");
        assert!(one.before.is_none() && two.after.is_none());
        let back = Address { before: two.before.as_ref().map(Cursor::encode), ..first.clone() };
        assert_eq!(read(&db, "grace", Reach::Partner, &back, None, 2).await.rows, one.rows, "{sort}");
        let garbage = Address { after: Some("garbage".into()), ..first };
        assert_eq!(read(&db, "grace", Reach::Partner, &garbage, None, 2).await.rows, one.rows);
    }
    let until: Vec<String> = mobiles(&db, "grace", Reach::Partner, &Address { sort: "until".parse().unwrap(), ..Address::default() }).await;
    assert_eq!(until, ["138****8003", "138****8001", "138****8002", "139****9000"]);
}

#[sqlx::test]
async fn figures_count_what_holds_what_ends_soon_and_what_is_in_review(db: PgPool) {
    stories(&db).await;
    let viewer = viewer("grace");
    let scope = Scope::of(&viewer, Reach::Partner).unwrap();
    let counted = figures(&db, &scope, viewer.partner_id().unwrap(), now(), now() + TimeDelta::days(3)).await.unwrap();
    assert_eq!(counted, (2, 1, 1));
    let names: Vec<String> = owners(&db, &scope, viewer.partner_id().unwrap()).await.unwrap().into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["Jun", "Mei"]);
}
