//! Leads that are followed up, revised, closed and opened again.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::*;

#[sqlx::test]
async fn a_follower_writes_what_came_of_it_and_nothing_is_ever_changed_afterwards(db: PgPool) {
    let (house, _) = house(db).await;
    let lead = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    let page = format!("/sales/leads/{lead}");
    let line = |content: &'static str| [("id", lead.clone()), ("method", "call".to_owned()), ("content", content.to_owned())];
    let write = async |who: &str, content: &'static str| {
        let fields = line(content);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        house.post(who, &page, "leads.follow_up", &fields).await
    };
    assert!(write("mei", " ").await.refuses("content"));
    assert!(write("mei", "Wants a quote").await.location().ends_with("?done=followed_up"));
    assert_eq!(house.standing(&lead).await.0, "following");
    assert_eq!(write("zhao", "No").await.status, StatusCode::FORBIDDEN);
    assert_eq!(write("jun", "No").await.status, StatusCode::NOT_FOUND);
    assert_eq!(write("grace", "Called as well").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.standing(&lead).await.1.as_deref(), Some("mei"), "the administrator's line leaves the follower");
    let shown = house.get("zhao", &page).await;
    assert!(shown.shows("Wants a quote") && shown.shows("Called as well") && shown.shows("MEI follows it up; you read it."));
    assert!(sqlx::query("update lead_follow_up set content = 'x'").execute(house.db()).await.is_err());
}

#[sqlx::test]
async fn the_administrator_who_follows_up_what_waits_follows_it_from_then_on(db: PgPool) {
    let (house, _) = house(db).await;
    let lead = house.lead("grace", "Snowpeak Resorts", "13800138000").await;
    let fields = [("id", lead.as_str()), ("method", "visit"), ("content", "Met them")];
    house.post("grace", &format!("/sales/leads/{lead}"), "leads.follow_up", &fields).await;
    assert_eq!(house.standing(&lead).await, ("following".into(), Some("grace".into())));
}

#[sqlx::test]
async fn what_comes_to_nothing_leaves_the_list_with_its_reason_and_can_be_opened_again(db: PgPool) {
    let (house, _) = house(db).await;
    let lead = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    let page = format!("/sales/leads/{lead}");
    let close =
        |version: &'static str, reason: &'static str| [("id", lead.clone()), ("version", version.into()), ("reason", reason.into())];
    let send = async |who: &str, action: &str, fields: &[(&str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        house.post(who, &page, action, &fields).await
    };
    let without = send("mei", "leads.close", &close("1", "")).await;
    assert!(without.status == StatusCode::UNPROCESSABLE_ENTITY && without.shows("Write why it came to nothing"));
    assert_eq!(send("mei", "leads.close", &close("7", "No budget")).await.status, StatusCode::CONFLICT);
    assert_eq!(send("mei", "leads.close", &close("1", "No budget")).await.status, StatusCode::SEE_OTHER);
    assert!(!house.get("mei", LIST).await.shows(&lead) && house.get("mei", "/sales/leads?state=invalid").await.shows(&lead));
    assert!(house.get("mei", &page).await.shows("It came to nothing: No budget"));
    assert_eq!(house.dispatch("grace", &[&lead], "jun").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reopened = send("mei", "leads.reopen", &close("2", "")[..2]).await;
    assert_eq!(reopened.status, StatusCode::SEE_OTHER);
    assert_eq!(house.standing(&lead).await, ("dispatched".into(), Some("mei".into())));
    assert!(house.get("mei", LIST).await.shows(&lead));
}

#[sqlx::test]
async fn a_revision_keeps_what_is_masked_and_a_lost_update_shows_both_values(db: PgPool) {
    let (house, _) = house(db).await;
    let lead = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    let page = format!("/sales/leads/{lead}");
    let send = async |who: &str, version: &str, note: &str, mobile: &str| {
        let fields = [("id", lead.as_str()), ("version", version), ("industry", "retail"), ("note", note), ("mobile", mobile)];
        house.post(who, &page, "leads.revise", &fields).await
    };
    assert_eq!(send("mei", "1", "First", "").await.status, StatusCode::SEE_OTHER);
    let kept: (String, String, String) = sqlx::query_as("select company_name, mobile, note from lead").fetch_one(house.db()).await.unwrap();
    assert_eq!(kept, ("Snowpeak Resorts".into(), "13800138000".into(), "First".into()));
    let lost = send("zhao", "1", "Second", "").await;
    assert!(lost.status == StatusCode::CONFLICT && lost.shows("First") && lost.shows("Second"), "{}", lost.body);
    assert_eq!(send("zhao", "2", "Second", "139 0013 9000").await.status, StatusCode::SEE_OTHER);
    let audit = house.last_audit("lead.revised").await.1;
    assert!(audit.contains("139****9000") && !audit.contains("13900139000") && !audit.contains("13800138000"), "{audit}");
    assert_eq!(send("jun", "3", "Third", "").await.status, StatusCode::NOT_FOUND);
}
