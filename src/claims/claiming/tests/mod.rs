mod at_once;
mod over_time;

use super::*;
use crate::claims::queries::fixtures::{context, form, house, put_claim, put_customer, reviewed_form};
use crate::opportunities::queries::fixtures::{customer, now};
use crate::organisation::rules::fixtures::{LAKESIDE, id};
use chrono::{NaiveDate, TimeDelta};

async fn claims(db: &PgPool, account: &str, form: &ClaimForm, at: DateTime<Utc>) -> Result<String, AppError> {
    submit(db, &context(db, account, at), form).await
}

/// The messages of a refused form, `field: message`.
fn said(outcome: Result<String, AppError>) -> Vec<String> {
    match outcome {
        Err(AppError::Invalid(errors)) => errors.0.into_iter().map(|error| format!("{}: {}", error.field, error.message)).collect(),
        other => panic!("{other:?}"),
    }
}

async fn only(db: &PgPool) -> (String, DateTime<Utc>, Option<NaiveDate>) {
    sqlx::query_as("select state, valid_until, review_due from claim order by claimed_at desc, id desc limit 1")
        .fetch_one(db)
        .await
        .unwrap()
}

async fn told(db: &PgPool) -> Vec<(uuid::Uuid, String)> {
    sqlx::query_as("select person_id, kind from notification order by created_at, kind").fetch_all(db).await.unwrap()
}

#[sqlx::test]
async fn a_claim_holds_for_fifteen_days_and_is_audited_masked(db: PgPool) {
    house(&db).await;
    let location = claims(&db, "mei", &form("Snowpeak Resorts", "138 0013 8000"), now()).await.unwrap();
    assert!(location.starts_with("/sales/customer-development/claims/") && location.ends_with("?done=claimed"), "{location}");
    assert_eq!(only(&db).await, ("open".into(), now() + TimeDelta::days(15), None));
    let row: (uuid::Uuid, Option<uuid::Uuid>, Option<uuid::Uuid>) =
        sqlx::query_as("select owner_id, supervisor_id, claimed_by from claim").fetch_one(&db).await.unwrap();
    assert_eq!(row, (id("mei").0, Some(id("zhao").0), Some(id("mei").0)));
    let audit: String =
        sqlx::query_scalar("select after::text from audit_event where verb = 'claim.claimed'").fetch_one(&db).await.unwrap();
    assert!(!audit.contains("Snowpeak") && !audit.contains("13800138000") && audit.contains("138****8000"), "{audit}");
}

#[sqlx::test]
async fn a_refusal_that_tells_of_other_partners_counts_as_a_check_also_for_a_name_and_a_review(db: PgPool) {
    house(&db).await;
    claims(&db, "mei", &form("Snowpeak Resorts", "13800138000"), now()).await.unwrap();
    sqlx::query("update terms set checks_per_hour = 2").execute(&db).await.unwrap();
    let checks = async || sqlx::query_scalar::<_, i64>("select count(*) from prospect_check").fetch_one(&db).await.unwrap();
    let alike = said(claims(&db, "petra", &form("Snowpeak Resorts Ltd", "13800138001"), now()).await);
    assert!(alike[0].starts_with("form[acknowledged]"), "{alike:?}");
    assert_eq!(checks().await, 1);
    put_customer(&db, "13800138002", &["online_sales"], None).await;
    let reviewed = said(claims(&db, "petra", &form("Riverside", "13800138002"), now()).await);
    assert!(!reviewed.is_empty());
    assert_eq!(checks().await, 2);
    let unreadable = said(claims(&db, "petra", &form("Riverside", "13"), now()).await);
    assert!(unreadable[0].starts_with("form[mobile]"), "{unreadable:?}");
    assert_eq!(checks().await, 2, "what cannot be read is nobody's prospect");
    for _ in 0..2 {
        said(claims(&db, "petra", &form("Snowpeak Resorts Ltd", "13800138001"), now()).await);
    }
    let late = claims(&db, "petra", &form("Snowpeak Resorts Ltd", "13800138001"), now()).await;
    assert!(matches!(late, Err(AppError::Busy { .. })), "{late:?}");
}

#[sqlx::test]
async fn the_same_form_sent_twice_claims_once(db: PgPool) {
    house(&db).await;
    let form = ClaimForm { key: uuid::Uuid::now_v7().to_string(), ..form("Snowpeak Resorts", "13800138000") };
    let first = claims(&db, "mei", &form, now()).await.unwrap();
    assert_eq!(claims(&db, "mei", &form, now()).await, Ok(first));
    let count: i64 = sqlx::query_scalar("select count(*) from claim").fetch_one(&db).await.unwrap();
    assert_eq!(count, 1);
}

#[sqlx::test]
async fn another_partner_hears_until_when_and_not_whose_and_may_claim_afterwards(db: PgPool) {
    house(&db).await;
    claims(&db, "mei", &form("Snowpeak Resorts", "13800138000"), now()).await.unwrap();
    let last = now() + TimeDelta::days(15) - TimeDelta::seconds(1);
    let refused = said(claims(&db, "petra", &form("Snowpeak", "+86 138-0013-8000"), last).await);
    assert_eq!(refused.len(), 1);
    assert!(refused[0].starts_with("form[mobile]: This customer is protected until 8 Dec 2026 16:00"), "{refused:?}");
    assert!(!refused[0].contains("Harbor") && !refused[0].contains("Mei"));
    let after = now() + TimeDelta::days(15);
    claims(&db, "petra", &form("Snowpeak", "13800138000"), after).await.unwrap();
    let states: Vec<(String, Option<DateTime<Utc>>)> =
        sqlx::query_as("select state, closed_at from claim order by claimed_at").fetch_all(&db).await.unwrap();
    // Nobody had closed it: it ended when its time was up.
    assert_eq!(states, [("lapsed".into(), Some(after)), ("open".into(), None)]);
    assert_eq!(told(&db).await, [(id("mei").0, "claim_lapsed".into())]);
}

#[sqlx::test]
async fn the_same_partner_waits_twenty_four_hours_after_its_claim_ended(db: PgPool) {
    house(&db).await;
    put_claim(&db, "mei", "13800138000", now()).await;
    let early = now() + TimeDelta::hours(24) - TimeDelta::seconds(1);
    let refused = said(claims(&db, "jun", &form("Snowpeak", "13800138000"), early).await);
    assert!(refused[0].contains("you may claim it again from 24 Nov 2026 16:00"), "{refused:?}");
    claims(&db, "jun", &form("Snowpeak", "13800138000"), now() + TimeDelta::hours(24)).await.unwrap();
}

#[sqlx::test]
async fn an_address_is_compared_as_the_number_is(db: PgPool) {
    house(&db).await;
    let mailed = |mobile: &str, email: &str| ClaimForm { email: email.into(), ..form("Snowpeak Resorts", mobile) };
    claims(&db, "mei", &mailed("13800138000", "it@snowpeak.example"), now()).await.unwrap();
    let refused = said(claims(&db, "petra", &mailed("13800138001", " IT@Snowpeak.example"), now()).await);
    assert!(refused[0].starts_with("form[email]: This customer is protected"), "{refused:?}");
    let refused = said(claims(&db, "mei", &mailed("13800138001", "it@snowpeak.example"), now()).await);
    assert!(refused[0].starts_with("form[email]: Your company has claimed this customer already"), "{refused:?}");
    // Nobody is kept away by an address that nobody gave.
    let other = ClaimForm { acknowledged: "true".into(), ..mailed("13800138002", "") };
    claims(&db, "petra", &other, now()).await.unwrap();
}

#[sqlx::test]
async fn an_associated_customer_cannot_be_claimed(db: PgPool) {
    house(&db).await;
    customer(&db, "mei", "Snowpeak Resorts").await;
    let refused = said(claims(&db, "petra", &form("Snowpeak", "13800131234"), now()).await);
    assert_eq!(refused, ["form[mobile]: This customer is associated with a partner already and cannot be claimed"]);
    let refused = said(claims(&db, "jun", &form("Snowpeak", "13800131234"), now()).await);
    assert_eq!(refused, ["form[mobile]: This is your company's customer already"]);
}

#[sqlx::test]
async fn a_like_name_is_a_warning_that_a_tick_overrides_and_that_says_not_whose(db: PgPool) {
    house(&db).await;
    customer(&db, "mei", "Snowpeak Resorts").await;
    claims(&db, "mei", &form("雪岭文旅集团", "13800138005"), now()).await.unwrap();
    for (name, mobile) in [("SNOWPEAK RESORT Ltd", "13800138001"), ("雪岭文旅有限公司", "13800138002")] {
        let refused = said(claims(&db, "petra", &form(name, mobile), now()).await);
        assert_eq!(refused.len(), 1, "{refused:?}");
        assert!(refused[0].starts_with("form[acknowledged]: A customer with a similar name"), "{refused:?}");
        assert!(!refused[0].contains("Snowpeak") && !refused[0].contains("Harbor") && !refused[0].contains('雪'));
        let again = ClaimForm { acknowledged: "true".into(), ..form(name, mobile) };
        claims(&db, "petra", &again, now()).await.unwrap();
    }
    claims(&db, "petra", &form("Maple Hospital", "13800138003"), now()).await.unwrap();
}

#[sqlx::test]
async fn a_partner_without_contact_cannot_claim(db: PgPool) {
    house(&db).await;
    sqlx::query("update partner set contact_mobile = '', contact_email = ''").execute(&db).await.unwrap();
    let refused = said(claims(&db, "mei", &form("Snowpeak", "13800138000"), now()).await);
    assert!(refused[0].starts_with(": The vendor has neither a contact mobile nor a contact e-mail"), "{refused:?}");
    sqlx::query("update partner set contact_email = 'desk@harbor.example'").execute(&db).await.unwrap();
    claims(&db, "mei", &form("Snowpeak", "13800138000"), now()).await.unwrap();
}

#[sqlx::test]
async fn an_administrator_claims_for_an_account_manager_of_the_own_partner(db: PgPool) {
    house(&db).await;
    let for_whom = |account: &str, mobile: &str| ClaimForm { owner: id(account).to_string(), ..form("Snowpeak", mobile) };
    for stranger in ["zhao", "kofi"] {
        let refused = said(claims(&db, "grace", &for_whom(stranger, "13800138000"), now()).await);
        assert!(refused[0].starts_with("form[owner]: Choose an active account manager"), "{refused:?}");
    }
    claims(&db, "grace", &for_whom("jun", "13800138000"), now()).await.unwrap();
    let owner: uuid::Uuid = sqlx::query_scalar("select owner_id from claim").fetch_one(&db).await.unwrap();
    assert_eq!(owner, id("jun").0);
    assert!(matches!(claims(&db, "mei", &for_whom("jun", "13800138001"), now()).await, Err(AppError::NotAllowed { .. })));
    for account in ["zhao", "tom", "viktor"] {
        assert!(
            matches!(claims(&db, account, &form("Snowpeak", "13800138002"), now()).await, Err(AppError::NotAllowed { .. })),
            "{account}"
        );
    }
    // A reseller without account managers claims for itself.
    let nobodys = ClaimForm { acknowledged: "true".into(), ..form("Snowpeak", "13800138003") };
    claims(&db, "rita", &nobodys, now()).await.unwrap();
}

#[sqlx::test]
async fn what_the_vendor_knows_refuses_or_asks_for_the_supplement(db: PgPool) {
    house(&db).await;
    put_customer(&db, "13800138001", &["consumer"], None).await;
    put_customer(&db, "13800138002", &["online_sales"], Some(now() - TimeDelta::days(8))).await;
    let refused = said(claims(&db, "mei", &form("Maple Hospital", "13800138001"), now()).await);
    assert_eq!(refused, ["form[mobile]: This is a consumer's account and cannot be claimed"]);
    let asked = said(claims(&db, "mei", &form("Maple Hospital", "13800138002"), now()).await);
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert!(asked[0].starts_with(": The vendor reviews this claim, because it has been registered for more than seven days"), "{asked:?}");
    assert!(asked[1].starts_with("form[expected_spend]:") && asked[2].starts_with("form[communication_history]:"));
    // A Monday: five working days later is the next Monday, and the prospect is free when that is over in Beijing.
    let location = claims(&db, "mei", &reviewed_form("Maple Hospital", "13800138002"), now()).await.unwrap();
    assert!(location.ends_with("?done=in_review"), "{location}");
    let due = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let until: DateTime<Utc> = "2026-11-30T16:00:00Z".parse().unwrap();
    assert_eq!(only(&db).await, ("in_review".into(), until, Some(due)));
    let refused = said(claims(&db, "petra", &reviewed_form("Maple Hospital", "13800138002"), until - TimeDelta::seconds(1)).await);
    assert!(refused[0].contains("under review until 30 Nov 2026"), "{refused:?}");
    let mut second = reviewed_form("Maple Hospital", "13800138002");
    second.acknowledged = "true".into();
    claims(&db, "petra", &second, until).await.unwrap();
}

#[sqlx::test]
async fn a_holiday_in_between_gives_the_review_another_day(db: PgPool) {
    house(&db).await;
    sqlx::query("insert into calendar_day (day, working, created_at) values ('2026-11-25', false, $1), ('2026-11-28', true, $1)")
        .bind(now())
        .execute(&db)
        .await
        .unwrap();
    put_customer(&db, "13800138002", &["online_sales"], None).await;
    let friday = now() - TimeDelta::days(3);
    claims(&db, "mei", &reviewed_form("Maple Hospital", "13800138002"), friday).await.unwrap();
    // Mon 23, Tue 24, Thu 26, Fri 27, and Saturday 28 is made up for Wednesday 25.
    assert_eq!(only(&db).await.2, NaiveDate::from_ymd_opt(2026, 11, 28));
}

#[sqlx::test]
async fn the_101st_claim_is_refused_and_those_in_review_count(db: PgPool) {
    house(&db).await;
    sqlx::query("update terms set most_open_claims = 2").execute(&db).await.unwrap();
    put_customer(&db, "13800138001", &["online_sales"], None).await;
    claims(&db, "mei", &reviewed_form("Maple Hospital", "13800138001"), now()).await.unwrap();
    claims(&db, "jun", &form("Orchard Foods", "13800138002"), now()).await.unwrap();
    let refused = said(claims(&db, "grace", &form("Kestrel Motors", "13800138003"), now()).await);
    assert!(refused[0].starts_with(": Your company has 2 claims"), "{refused:?}");
    claims(&db, "petra", &form("Kestrel Motors", "13800138003"), now()).await.unwrap();
    sqlx::query("update claim set state = 'withdrawn', closed_at = $1 where mobile_key = '13800138002'")
        .bind(now())
        .execute(&db)
        .await
        .unwrap();
    claims(&db, "grace", &form("Granite Bank", "13800138004"), now()).await.unwrap();
}

#[sqlx::test]
async fn refused_claims_count_as_checks_so_that_nobody_asks_by_way_of_them(db: PgPool) {
    house(&db).await;
    sqlx::query("update terms set checks_per_hour = 2").execute(&db).await.unwrap();
    put_claim(&db, "mei", "13800138000", now() + TimeDelta::days(3)).await;
    for _ in 0..4 {
        said(claims(&db, "petra", &form("Snowpeak", "13800138000"), now()).await);
    }
    assert!(matches!(claims(&db, "petra", &form("Orchard Foods", "13800138009"), now()).await, Err(AppError::Busy { .. })));
    let hashes: i64 = sqlx::query_scalar("select count(*) from prospect_check where answer = 'refused'").fetch_one(&db).await.unwrap();
    assert_eq!(hashes, 4);
}

#[sqlx::test]
async fn the_vendors_record_goes_through_the_same_checks(db: PgPool) {
    house(&db).await;
    put_claim(&db, "mei", "13800138000", now() + TimeDelta::days(3)).await;
    put_customer(&db, "13800138001", &["consumer"], None).await;
    put_customer(&db, "13800138002", &["online_sales"], None).await;
    let new = |mobile: &str| NewCustomer {
        partner_id: LAKESIDE,
        company_name: "Maple Hospital".into(),
        industry: crate::customers::model::Industry::Health,
        contact_name: String::new(),
        mobile: Some(mobile.into()),
        email: None,
        account_manager: None,
        relation: crate::customers::model::NewRelation::Claim,
    };
    let mut tx = db.begin().await.unwrap();
    for mobile in ["13800138000", "13800138001"] {
        assert!(record_for_partner(&mut tx, &new(mobile), None, id("viktor"), now()).await.unwrap().is_err(), "{mobile}");
    }
    record_for_partner(&mut tx, &new("13800138002"), None, id("viktor"), now()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let row: (String, Option<uuid::Uuid>, Vec<String>) =
        sqlx::query_as("select state, reviewed_by, review_reasons from claim where partner_id = $1")
            .bind(LAKESIDE.0)
            .fetch_one(&db)
            .await
            .unwrap();
    assert_eq!(row, ("open".into(), Some(id("viktor").0), vec!["online_sales".into()]), "who records has decided");
}

#[sqlx::test]
async fn with_an_invitation_to_follow_the_claim_leads_on_to_it(db: PgPool) {
    house(&db).await;
    let invites = ClaimForm {
        invite: "yes".into(),
        email: "it@snowpeak.example".into(),
        association_type: "referral".into(),
        ..form("Snowpeak", "13800138000")
    };
    let location = claims(&db, "mei", &invites, now()).await.unwrap();
    assert!(
        location.starts_with("/sales/customer-development/invite?claims=") && location.contains("association_type=referral"),
        "{location}"
    );
    let without_right = ClaimForm { mobile: "13800138001".into(), ..invites };
    let refused = said(claims(&db, "petra", &without_right, now()).await);
    assert!(refused[0].starts_with("form[association_type]: Your company does not hold the right of referral"), "{refused:?}");
}
