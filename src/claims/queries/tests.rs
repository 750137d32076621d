use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;

use super::fixtures::{house, put_claim};
use super::*;
use crate::auth::{Reach, Scope};
use crate::claims::model::{ClaimId, Term};
use crate::opportunities::queries::fixtures::{customer, now, viewer};
use crate::organisation::model::PartnerId;
use crate::organisation::rules::fixtures::{HARBOR, LAKESIDE, id};
use crate::server::db::violated;

fn scope(account: &str, reach: Reach) -> Scope {
    Scope::of(&viewer(account), reach).unwrap()
}

async fn put(db: &PgPool, partner: PartnerId, mobile: &str, email: Option<&str>, at: DateTime<Utc>) -> sqlx::Result<Option<ClaimId>> {
    let term = Term { state: crate::claims::model::ClaimState::Open, valid_until: at + TimeDelta::days(15), review_due: None };
    let row = NewRow {
        partner,
        owner: None,
        by: None,
        at,
        company_name: "Tidewater",
        industry: crate::customers::model::Industry::Travel,
        contact_name: "",
        mobile,
        email,
        term,
        reasons: &[],
        supplement: None,
        reviewed_by: None,
    };
    let mut tx = db.begin().await?;
    let id = insert(&mut tx, &row).await?;
    tx.commit().await?;
    Ok(id)
}

#[sqlx::test]
async fn a_prospect_is_claimed_by_one_partner_at_a_time_by_mobile_and_by_address(db: PgPool) {
    house(&db).await;
    let at = Some("it@tidewater.example");
    assert!(put(&db, HARBOR, "13800138000", at, now()).await.unwrap().is_some());
    assert!(put(&db, LAKESIDE, "13800138000", None, now()).await.unwrap().is_none());
    assert!(put(&db, LAKESIDE, "13800138001", at, now()).await.unwrap().is_none());
    assert!(put(&db, LAKESIDE, "13800138002", None, now()).await.unwrap().is_some());
    assert!(put(&db, LAKESIDE, "13800138003", None, now()).await.unwrap().is_some(), "no address is no address");
    // It is the database that keeps them apart, in review too.
    for (column, key) in [("claim_open_mobile", "mobile_key = '13800138000'"), ("claim_open_email", "email_key = 'it@tidewater.example'")] {
        let sql = if column == "claim_open_mobile" {
            "update claim set mobile_key = '13800138000', state = 'in_review' where mobile_key = '13800138002'"
        } else {
            "update claim set email_key = 'it@tidewater.example' where mobile_key = '13800138002'"
        };
        let error = sqlx::query(sql).execute(&db).await.unwrap_err();
        assert_eq!(violated(&error), Some(column), "{key}");
    }
}

#[sqlx::test]
async fn a_claim_whose_time_is_up_makes_room_and_not_a_second_earlier(db: PgPool) {
    house(&db).await;
    put(&db, HARBOR, "13800138000", None, now()).await.unwrap();
    let until = now() + TimeDelta::days(15);
    for (at, closed) in [(until - TimeDelta::seconds(1), 0), (until, 1)] {
        let mut tx = db.begin().await.unwrap();
        assert_eq!(lapse_on(&mut tx, "13800138000", None, at).await.unwrap(), closed);
        tx.commit().await.unwrap();
        let used = room(&db, HARBOR, 100, at).await.unwrap().used;
        assert_eq!(used, 1 - i64::try_from(closed).unwrap());
    }
}

#[sqlx::test]
async fn one_claim_is_found_within_the_scope_only_and_by_no_distributor(db: PgPool) {
    house(&db).await;
    let claim = put_claim(&db, "mei", "13800138000", now() + TimeDelta::days(3)).await;
    let found = detail::lookup(&db, &scope("mei", Reach::Own), HARBOR, claim).await.unwrap().unwrap();
    assert_eq!((found.name.as_str(), found.mobile.as_str()), ("S***s", "138****8000"));
    for (account, reach, sees) in
        [("zhao", Reach::Team, true), ("grace", Reach::Partner, true), ("jun", Reach::Own, false), ("omar", Reach::Team, false)]
    {
        assert_eq!(detail::lookup(&db, &scope(account, reach), HARBOR, claim).await.unwrap().is_some(), sees, "{account}");
    }
    assert!(detail::lookup(&db, &scope("petra", Reach::Partner), LAKESIDE, claim).await.unwrap().is_none());

    let of_sam = put_claim(&db, "sam", "13800138001", now() + TimeDelta::days(3)).await;
    let summit = viewer("dara").partner_id().unwrap();
    assert!(detail::lookup(&db, &scope("dara", Reach::PartnerAndResellers), summit, of_sam).await.unwrap().is_none());
}

#[sqlx::test]
async fn names_that_may_be_alike_are_those_of_open_claims_and_associated_customers(db: PgPool) {
    house(&db).await;
    let association = customer(&db, "mei", "Snowpeak Resorts").await;
    let claim = put_claim(&db, "mei", "13800138000", now() + TimeDelta::days(3)).await;
    sqlx::query("update claim set company_name = 'Snowpeak Foods' where id = $1").bind(claim.0).execute(&db).await.unwrap();
    let pieces = ["snow".to_owned(), "nothing".to_owned()];
    let mut names = alike_names(&db, &pieces, now()).await.unwrap();
    names.sort();
    assert_eq!(names, ["Snowpeak Foods", "Snowpeak Resorts"]);
    sqlx::query("update association set ended_at = $2 where id = $1").bind(association.0).bind(now()).execute(&db).await.unwrap();
    assert!(alike_names(&db, &pieces, now() + TimeDelta::days(3)).await.unwrap().is_empty());
    assert!(alike_names(&db, &[], now()).await.unwrap().is_empty());
}

#[sqlx::test]
async fn the_partners_account_managers_are_its_active_ones(db: PgPool) {
    house(&db).await;
    let names: Vec<String> = account_managers(&db, HARBOR).await.unwrap().into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["Ana", "Jun", "Lin", "Mei"]);
    assert!(is_account_manager(&db, HARBOR, id("mei")).await.unwrap());
    for (partner, account) in [(LAKESIDE, "mei"), (HARBOR, "zhao"), (HARBOR, "kofi")] {
        assert!(!is_account_manager(&db, partner, id(account)).await.unwrap(), "{account}");
    }
}
