//! Refusals, lost updates, and conditions on masked columns.

use axum::http::StatusCode;
use chrono::Duration;
use sqlx::PgPool;

use super::{LIST, change, harbor, page, row, rows_of, save, try_save, view_of};
use crate::house::House;

/// Narrows Mei's list by a customer's name; the query with the id under which it is kept.
async fn by_customer(house: &House, account: &str, name: &str) -> String {
    let filtered = house.post(account, LIST, "lists.filter", &[("list", "opportunities"), ("texts[customer]", name)]).await;
    filtered.location().split_once('?').unwrap().1.to_owned()
}

#[sqlx::test]
async fn every_refusal_stands_beside_its_field_and_keeps_what_was_typed(db: PgPool) {
    let (house, _) = harbor(db).await;
    save(&house, "mei", "Almost won", "stage=negotiation").await;
    let long = "v".repeat(65);
    for (name, why) in
        [("", "Enter a name for the view"), (&long, "to 64 characters at most"), ("almost WON", "There is a view of this name")]
    {
        let refused = try_save(&house, "mei", name, "stage=won").await;
        assert!(refused.refuses("view_name") && refused.shows(why), "{name}: {}", refused.status);
        assert!(refused.shows(&format!("name=\"form[view_name]\" value=\"{name}\"")) && refused.shows("value=\"stage=won\""), "{name}");
    }
    let nothing = try_save(&house, "mei", "Everything", "after=x&size=50&view=all").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.shows("Narrow or sort the list first") && nothing.shows("value=\"Everything\""));
    let fields = [("list", "nothing"), ("view_name", "Mine"), ("query", "stage=won")];
    assert_eq!(house.call("mei", "lists.save_view", &fields).await.status, StatusCode::NOT_FOUND);
    assert_eq!(rows_of(&house, "saved_view").await, 1);
}

#[sqlx::test]
async fn a_name_that_somebody_else_saved_in_between_is_shown_beside_the_own(db: PgPool) {
    let (house, _) = harbor(db).await;
    let view = save(&house, "mei", "Almost won", "stage=negotiation").await;
    let renamed = change(&house, "mei", "lists.rename_view", &view, &[("view_name", "Nearly won")]).await;
    assert_eq!(renamed.location(), format!("{LIST}?view={view}&done=view_renamed"));
    assert!(house.last_audit("saved_view.renamed").await.1.contains("Nearly won"));

    let old = [("id", view.as_str()), ("version", "1"), ("view_name", "Won soon")];
    let at = format!("{LIST}?view={view}&panel=view");
    let conflict = house.post("mei", &at, "lists.rename_view", &old).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.shows("They saved:") && conflict.shows("<b>Nearly won</b>") && conflict.shows("value=\"Won soon\""));
    assert!(conflict.shows("name=\"form[version]\" value=\"2\""), "saving again overwrites knowingly");
    for (action, more) in [("lists.replace_view", ("query", "stage=won")), ("lists.delete_view", ("key", ""))] {
        let refused = house.post("mei", &at, action, &[("id", view.as_str()), ("version", "1"), more]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{action}");
        assert!(action == "lists.replace_view" || refused.shows("Somebody changed this view in between"), "{action}");
    }
    let known = [("id", view.as_str()), ("version", "2"), ("view_name", "Won soon")];
    assert_eq!(house.post("mei", &at, "lists.rename_view", &known).await.status, StatusCode::SEE_OTHER);
    assert_eq!(row(&page(&house, "mei", "").await), ["All 2", "Won soon 1"]);
}

#[sqlx::test]
async fn a_view_is_deleted_once_and_nobody_elses(db: PgPool) {
    let (house, _) = harbor(db).await;
    let view = save(&house, "mei", "Almost won", "stage=negotiation").await;
    for stranger in ["jun", "grace"] {
        for (action, more) in [
            ("lists.rename_view", ("view_name", "Mine")),
            ("lists.replace_view", ("query", "stage=won")),
            ("lists.share_view", ("shared", "yes")),
            ("lists.delete_view", ("key", "")),
        ] {
            let refused = change(&house, stranger, action, &view, &[more]).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{stranger}: {action}");
            assert!(!refused.shows("Almost won") && refused.shows("This record is not there"), "{stranger}: {action}");
        }
        let fields = [("list", "opportunities"), ("id", view.as_str()), ("is_default", "yes")];
        assert_eq!(house.call(stranger, "lists.set_default_view", &fields).await.status, StatusCode::NOT_FOUND, "{stranger}");
    }
    let settings = page(&house, "mei", &format!("?view={view}&panel=view")).await;
    assert!(settings.shows("Delete the view “Almost won”?") && settings.shows("Open the list with it") && !settings.shows("Share with"));

    let deleted = change(&house, "mei", "lists.delete_view", &view, &[]).await;
    assert_eq!(deleted.location(), format!("{LIST}?view=all&done=view_deleted"));
    assert!(house.get("mei", deleted.location()).await.shows("The view is deleted."));
    assert!(house.last_audit("saved_view.deleted").await.1.contains("stage=negotiation"));
    let again = [("id", view.as_str()), ("version", "1")];
    assert_eq!(house.call("mei", "lists.delete_view", &again).await.status, StatusCode::NOT_FOUND);
    assert!(row(&page(&house, "mei", "").await).is_empty());
}

#[sqlx::test]
async fn a_view_by_customer_keeps_working_after_its_filter_would_have_been_forgotten(db: PgPool) {
    let (house, harbor) = harbor(db).await;
    house.associate(harbor, "mei", "Quay Works").await;
    let query = by_customer(&house, "mei", "snowpeak").await;
    let view = save(&house, "mei", "Snow", &query).await;
    let kept: String = sqlx::query_scalar("select address from saved_view").fetch_one(house.db()).await.unwrap();
    assert_eq!(kept, "");
    house.pass(Duration::days(91)).await;
    by_customer(&house, "mei", "quay").await;
    let opened = page(&house, "mei", &format!("?view={view}")).await;
    assert!(opened.shows("Remove Customer name: snowpeak") && opened.shows("Data lake"));
    assert_eq!(row(&opened), ["All 2", "Snow 2"]);
    let elsewhere = page(&house, "mei", "?stage=won").await;
    assert_eq!(row(&elsewhere), ["All 2", "Snow 2"], "counted by customer from elsewhere too");
    assert!(!elsewhere.shows("snowpeak"));
    assert!(!house.last_audit("saved_view.saved").await.1.contains("snowpeak"), "the audit keeps no name");

    let cross = [("list", "opportunities"), ("condition", "customer"), ("query", &format!("{query}&origin={view}"))];
    let dropped = house.post("mei", &format!("{LIST}?view={view}"), "lists.drop_condition", &cross).await.location().to_owned();
    let dropped = house.get("mei", &dropped).await;
    assert!(!dropped.shows("Remove Customer name") && dropped.shows("2 opportunities that you own"), "not trapped in the view");

    let other = by_customer(&house, "mei", "quay").await;
    let replaced = change(&house, "mei", "lists.replace_view", &view, &[("query", &other)]).await;
    assert_eq!(view_of(&replaced), view);
    assert!(house.get("mei", &format!("{LIST}?{query}")).await.shows("that is not yours or no longer exists"), "nobody uses it any more");
    assert!(page(&house, "mei", &format!("?view={view}")).await.shows("Remove Customer name: quay"));
    change(&house, "mei", "lists.delete_view", &view, &[]).await;
    assert_eq!(rows_of(&house, "private_filter").await, 0, "what was typed about customers goes with the view");
}

#[sqlx::test]
async fn somebody_elses_private_filter_is_not_saved_by_its_id(db: PgPool) {
    let (house, _) = harbor(db).await;
    let query = by_customer(&house, "mei", "snowpeak").await;
    for (account, name) in [("jun", "Taken"), ("grace", "Taken")] {
        let refused = try_save(&house, account, name, &query).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{account}");
        assert!(refused.shows("The conditions on customers are not yours or no longer exist") && !refused.shows("snowpeak"), "{account}");
    }
    let own = save(&house, "jun", "Own", "stage=won").await;
    let refused = change(&house, "jun", "lists.replace_view", &own, &[("query", &query)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(rows_of(&house, "saved_view").await, 1);
}
