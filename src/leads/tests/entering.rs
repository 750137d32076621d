//! Leads that are entered.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::*;

#[sqlx::test]
async fn whoever_enters_a_lead_follows_it_and_no_colleague_and_no_other_partner_sees_it(db: PgPool) {
    let (house, _) = house(db).await;
    let lead = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    assert_eq!(house.standing(&lead).await, ("dispatched".into(), Some("mei".into())));
    let page = format!("/sales/leads/{lead}");
    for (who, expected) in [("mei", 200), ("zhao", 200), ("grace", 200), ("jun", 404), ("omar", 404), ("petra", 404)] {
        assert_eq!(house.get(who, &page).await.status.as_u16(), expected, "{who}");
        let list = house.get(who, LIST).await;
        assert_eq!(list.shows(&lead), expected == 200, "{who}'s list");
        assert!(!list.shows("Snowpeak") && !list.shows("13800138000") && !list.shows("it138"), "{who}");
    }
    assert!(house.get("mei", LIST).await.shows("S***s") && house.get("mei", &page).await.shows("138****8000"));
    assert!(house.last_audit("lead.entered").await.1.contains("138****8000"));
    assert_eq!(house.told("mei", "lead_dispatched").await, 0, "nobody is told what she did herself");
}

#[sqlx::test]
async fn whoever_dispatches_enters_a_lead_for_nobody_yet_or_for_a_follower(db: PgPool) {
    let (house, _) = house(db).await;
    let waiting = house.lead("grace", "Snowpeak Resorts", "13800138000").await;
    assert_eq!(house.standing(&waiting).await, ("new".into(), None));
    let mei = house.id("mei").await.to_string();
    let mut fields = typed("Orchard Foods", "13800138001");
    fields.push(("follower", &mei));
    let given = id_in(&house.post("grace", NEW, "leads.enter", &fields).await);
    assert_eq!(house.standing(&given).await, ("dispatched".into(), Some("mei".into())));
    assert_eq!(house.told("mei", "lead_dispatched").await, 1);
    // An account manager chooses nobody: what she enters is hers.
    let jun = house.id("jun").await.to_string();
    let mut fields = typed("Tide Mill", "13800138002");
    fields.push(("follower", &jun));
    let own = id_in(&house.post("mei", NEW, "leads.enter", &fields).await);
    assert_eq!(house.standing(&own).await.1.as_deref(), Some("mei"));
}

#[sqlx::test]
async fn a_refused_lead_keeps_what_was_typed_and_says_what_is_wrong_beside_each_field(db: PgPool) {
    let (house, _) = house(db).await;
    let refused = house.post("mei", NEW, "leads.enter", &[("company_name", ""), ("mobile", "12"), ("note", "From the fair")]).await;
    for field in ["company_name", "industry", "mobile"] {
        assert!(refused.refuses(field), "{field}");
    }
    assert!(refused.shows("From the fair") && refused.shows("value=\"12\""));
    let without = house.post("mei", NEW, "leads.enter", &[("company_name", "X"), ("industry", "travel")]).await;
    assert!(without.refuses("mobile") && without.shows("without one nobody can follow the lead up"));
    let campaign = uuid::Uuid::now_v7().to_string();
    let mut fields = typed("Snowpeak", "13800138000");
    fields.push(("campaign", &campaign));
    assert!(house.post("mei", NEW, "leads.enter", &fields).await.refuses("campaign"));
}

#[sqlx::test]
async fn a_second_lead_with_the_same_number_is_told_before_and_entered_after_a_tick(db: PgPool) {
    let (house, _) = house(db).await;
    house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    let again = house.post("jun", NEW, "leads.enter", &typed("Snow Peak", "138 0013 8000")).await;
    assert!(again.refuses("acknowledged") && again.shows("It is another one"));
    // A form that is refused anyway says nothing of it: digits that are masked are not found out for nothing.
    let nowhere = uuid::Uuid::now_v7().to_string();
    let mut fields = typed("Snow Peak", "138 0013 8000");
    fields.push(("campaign", &nowhere));
    let refused = house.post("jun", NEW, "leads.enter", &fields).await;
    assert!(refused.refuses("campaign") && !refused.refuses("acknowledged"));
    let mut fields = typed("Snow Peak", "138 0013 8000");
    fields.push(("acknowledged", "true"));
    assert_eq!(house.post("jun", NEW, "leads.enter", &fields).await.status, StatusCode::SEE_OTHER);
    // Another partner's lead is nobody's business.
    assert_eq!(house.post("petra", NEW, "leads.enter", &typed("Snow Peak", "13800138000")).await.status, StatusCode::SEE_OTHER);
}
