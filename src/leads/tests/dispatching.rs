//! Leads that are dispatched.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::*;

#[sqlx::test]
async fn one_or_many_leads_go_to_one_follower_who_is_told_once(db: PgPool) {
    let (house, _) = house(db).await;
    let one = house.lead("grace", "Snowpeak Resorts", "13800138000").await;
    let two = house.lead("grace", "Orchard Foods", "13800138001").await;
    let sent = house.dispatch("grace", &[&one, &two], "mei").await;
    assert_eq!(sent.location(), "/sales/leads?done=dispatched&count=2");
    for lead in [&one, &two] {
        assert_eq!(house.standing(lead).await, ("dispatched".into(), Some("mei".into())));
    }
    assert_eq!((house.told("mei", "lead_dispatched").await, house.audited("lead.dispatched").await), (1, 2));
    assert!(house.get("mei", &format!("/sales/leads/{one}")).await.shows("Write what came of it"));
    // Given on, the former follower is told, and does not see it any more.
    assert!(house.dispatch("zhao", &[&one], "jun").await.location().ends_with("?done=dispatched"));
    assert_eq!((house.told("mei", "lead_taken_back").await, house.told("jun", "lead_dispatched").await), (1, 1));
    assert_eq!(house.get("mei", &format!("/sales/leads/{one}")).await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test]
async fn leads_go_only_to_who_may_follow_them_and_otherwise_nothing_changes(db: PgPool) {
    let (house, harbor) = house(db).await;
    let orders = house.custom_role(harbor, "Orders", &[Permission::OrdersView]).await;
    house.hire(harbor, "tom", Preset::AccountManager).await;
    house.give("tom", &[orders]).await;
    sqlx::query("update person set telesales = true where account_name = 'ana'").execute(house.db()).await.unwrap();
    sqlx::query("update person set state = 'disabled' where account_name = 'jun'").execute(house.db()).await.unwrap();
    let lead = house.lead("grace", "Snowpeak Resorts", "13800138000").await;
    for (to, why) in [
        ("tom", "No role of this person carries"),
        ("ana", "authorised for telesales only"),
        ("jun", "Choose an active person of your company"),
        ("petra", "Choose an active person of your company"),
    ] {
        let refused = house.dispatch("grace", &[&lead], to).await;
        assert!(refused.refuses("follower") && refused.shows(why), "{to}: {}", refused.body);
        assert_eq!(house.standing(&lead).await, ("new".into(), None), "{to}");
    }
    let page = house.get("grace", &format!("/sales/leads/dispatch?leads={lead}")).await;
    assert!(page.shows(">MEI<") && page.shows(">ZHAO<") && !page.shows(">TOM<") && !page.shows(">ANA<") && !page.shows(">JUN<"));
    let follow = house.custom_role(harbor, "Leads", &[Permission::LeadsFollow]).await;
    house.give("tom", &[follow]).await;
    assert_eq!(house.dispatch("grace", &[&lead], "tom").await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test]
async fn a_supervisor_dispatches_within_the_own_team_and_an_account_manager_not_at_all(db: PgPool) {
    let (house, _) = house(db).await;
    let of_mei = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    assert!(house.dispatch("zhao", &[&of_mei], "ana").await.refuses("follower"));
    assert_eq!(house.dispatch("omar", &[&of_mei], "ana").await.status, StatusCode::NOT_FOUND);
    for who in ["mei", "jun"] {
        assert_eq!(house.dispatch(who, &[&of_mei], "jun").await.status, StatusCode::FORBIDDEN, "{who}");
    }
    // What waits at the partner is dispatched by the administrator; a supervisor gets it first.
    let waiting = house.lead("grace", "Orchard Foods", "13800138001").await;
    assert_eq!(house.get("zhao", &format!("/sales/leads/{waiting}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.dispatch("grace", &[&waiting], "zhao").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.dispatch("zhao", &[&waiting], "jun").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.standing(&waiting).await.1.as_deref(), Some("jun"));
}

#[sqlx::test]
async fn dispatching_says_all_that_is_wrong_at_once_and_moves_none(db: PgPool) {
    let (house, _) = house(db).await;
    let one = house.lead("grace", "Snowpeak Resorts", "13800138000").await;
    let two = house.lead("grace", "Orchard Foods", "13800138001").await;
    let to = house.id("mei").await.to_string();
    let (stale, gone) = (format!("{one}:7"), format!("{}:1", uuid::Uuid::now_v7()));
    let fresh = format!("{two}:1");
    let fields = [("leads[]", stale.as_str()), ("leads[]", &fresh), ("leads[]", &gone), ("follower", &to)];
    let refused = house.call("grace", "leads.dispatch", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("S***s: This lead was changed in the meantime") && refused.shows("is not there any more"), "{}", refused.body);
    assert_eq!(house.standing(&two).await, ("new".into(), None));
    assert!(house.call("grace", "leads.dispatch", &[("leads[]", &fresh)]).await.shows("form[follower]"));
    let again = house.dispatch("grace", &[&two], "mei").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert!(house.dispatch("grace", &[&two], "mei").await.shows("is followed by this person already"));
}
