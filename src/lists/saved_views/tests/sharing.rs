//! Views that an administrator shares with the partner.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::{LIST, change, harbor, marked, open_with, page, report, row, save, try_save};
use crate::auth::Preset;
use crate::house::House;
use crate::organisation::model::PartnerKind;

async fn share(house: &House, account: &str, view: &str, shared: &str) -> StatusCode {
    change(house, account, "lists.share_view", view, &[("shared", shared)]).await.status
}

#[sqlx::test]
async fn a_shared_view_shows_each_the_own_rows_and_says_whose_it_is(db: PgPool) {
    let (house, harbor) = harbor(db).await;
    house.found("Lakeside", "petra").await;
    let quay = house.associate(harbor, "jun", "Quay Works").await;
    report(&house, "jun", &quay.to_string(), "Second site", "negotiation").await;
    let view = save(&house, "grace", "Almost won", "stage=negotiation").await;
    let settings = page(&house, "grace", &format!("?view={view}&panel=view")).await;
    assert!(settings.shows("Share with Harbor") && settings.shows("each with the rows that are theirs to see"));
    assert_eq!(share(&house, "grace", &view, "yes").await, StatusCode::SEE_OTHER);
    assert!(house.last_audit("saved_view.shared").await.1.contains("\"shared\": true"));

    assert_eq!(row(&page(&house, "grace", "").await), ["All 3", "Almost won 2 shared"]);
    assert_eq!(row(&page(&house, "mei", "").await), ["All 2", "Almost won 1 shared by GRACE"]);
    let opened = page(&house, "mei", &format!("?view={view}")).await;
    assert!(opened.shows("Data lake") && !opened.shows("Second site"), "no wider than her own scope");
    let theirs = page(&house, "mei", &format!("?view={view}&panel=view")).await;
    assert!(theirs.shows("GRACE shares this view with you") && theirs.shows("Save a copy") && !theirs.shows("Rename"));
    assert!(row(&page(&house, "petra", "").await).is_empty());
    assert!(page(&house, "petra", &format!("?view={view}")).await.shows("The view in this address is not yours"));

    let copy = page(&house, "mei", &format!("?view={view}&panel=save-view")).await;
    assert!(copy.shows("value=\"Almost won\"") && copy.shows(&format!("value=\"stage=negotiation&amp;origin={view}\"")));
    save(&house, "mei", "Almost won", &format!("stage=negotiation&origin={view}")).await;
    assert_eq!(row(&page(&house, "mei", "").await), ["All 2", "Almost won 1", "Almost won 1 shared by GRACE"]);
    open_with(&house, "mei", &view, "yes").await;
    assert_eq!(row(&page(&house, "mei", "").await)[2], "Almost won 1 default shared by GRACE");
    for (action, more) in [
        ("lists.rename_view", ("view_name", "Mine")),
        ("lists.replace_view", ("query", "stage=won")),
        ("lists.share_view", ("shared", "no")),
        ("lists.delete_view", ("key", "")),
    ] {
        let refused = change(&house, "mei", action, &view, &[more]).await;
        assert!(refused.status == StatusCode::FORBIDDEN, "{action}: {}", refused.status);
    }
    let own = save(&house, "mei", "Solutions", "stage=solution").await;
    assert_eq!(share(&house, "mei", &own, "yes").await, StatusCode::FORBIDDEN);

    assert_eq!(share(&house, "grace", &view, "no").await, StatusCode::SEE_OTHER);
    let after = page(&house, "mei", "").await;
    assert_eq!(row(&after), ["All 2", "Almost won 1", "Solutions 1"]);
    assert_eq!(marked(&after), None, "her list does not open with it any more");
}

#[sqlx::test]
async fn names_of_customers_are_not_shared_neither_at_first_nor_later(db: PgPool) {
    let (house, _) = harbor(db).await;
    let filtered = house.post("grace", LIST, "lists.filter", &[("list", "opportunities"), ("texts[customer]", "snowpeak")]).await;
    let query = filtered.location().split_once('?').unwrap().1.to_owned();
    let view = save(&house, "grace", "Snow", &query).await;
    let settings = page(&house, "grace", &format!("?view={view}&panel=view")).await;
    assert!(settings.shows("names of customers would go to others") && !settings.shows("Share with"));
    let refused = change(&house, "grace", "lists.share_view", &view, &[("shared", "yes")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(row(&page(&house, "mei", "").await).is_empty());

    let shared = save(&house, "grace", "Almost won", "stage=negotiation").await;
    share(&house, "grace", &shared, "yes").await;
    let changed = page(&house, "grace", &format!("?{query}&origin={shared}")).await;
    assert!(changed.shows("cannot go into a shared view") && !changed.shows("Save changes"));
    let refused = change(&house, "grace", "lists.replace_view", &shared, &[("query", &query)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(row(&page(&house, "mei", "").await), ["All 2", "Almost won 1 shared by GRACE"]);
    assert!(!page(&house, "mei", &format!("?view={shared}")).await.shows("snowpeak"));
}

#[sqlx::test]
async fn a_shared_view_stays_with_the_partner_when_its_maker_is_disabled_or_no_administrator_any_more(db: PgPool) {
    let (house, harbor) = harbor(db).await;
    house.hire(harbor, "greta", Preset::SystemAdministrator).await;
    let view = save(&house, "greta", "Almost won", "stage=negotiation").await;
    let own = save(&house, "greta", "Hers", "stage=won").await;
    share(&house, "greta", &view, "yes").await;

    house.give("greta", &[house.role(Preset::AccountManager).await]).await;
    let former = page(&house, "greta", &format!("?view={view}&panel=view")).await;
    assert!(former.shows("You made this view; it is shared") && !former.shows("Rename"));
    let refused = change(&house, "greta", "lists.rename_view", &view, &[("view_name", "Mine")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let renamed = change(&house, "greta", "lists.rename_view", &own, &[("view_name", "Still hers")]).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER, "what is not shared stays hers");

    sqlx::query("update person set state = 'disabled' where account_name = 'greta'").execute(house.db()).await.unwrap();
    assert_eq!(row(&page(&house, "mei", "").await), ["All 2", "Almost won 1 shared by GRETA"]);
    let settings = page(&house, "grace", &format!("?view={view}&panel=view")).await;
    assert!(settings.shows("shared by GRETA") && settings.shows("Rename") && settings.shows("Stop sharing"));
    change(&house, "grace", "lists.rename_view", &view, &[("view_name", "In negotiation")]).await;
    change(&house, "grace", "lists.replace_view", &view, &[("query", "stage=solution")]).await;
    assert_eq!(row(&page(&house, "mei", "").await), ["All 2", "In negotiation 1 shared by GRETA"]);
    let unshared = change(&house, "grace", "lists.share_view", &view, &[("shared", "no")]).await;
    assert_eq!(unshared.location(), format!("{LIST}?view=all&done=view_unshared"), "it goes back to whoever made it");
    assert!(row(&page(&house, "mei", "").await).is_empty() && row(&page(&house, "grace", "").await).is_empty());
}

#[sqlx::test]
async fn a_person_whom_the_viewer_cannot_see_gives_no_rows_and_no_name(db: PgPool) {
    let (house, _) = harbor(db).await;
    let mei = house.id("mei").await;
    let view = save(&house, "grace", "Of one person", &format!("owner={mei}")).await;
    share(&house, "grace", &view, "yes").await;
    assert_eq!(row(&page(&house, "grace", "").await), ["All 2", "Of one person 2 shared"]);
    let seen = page(&house, "jun", &format!("?view={view}")).await;
    assert_eq!(row(&seen), ["All 0", "Of one person 0 shared by GRACE"]);
    assert!(seen.shows("Nothing matches") && !seen.shows("MEI"));
}

#[sqlx::test]
async fn a_distributors_view_of_its_resellers_shows_an_account_manager_the_own_ones_and_outlives_the_tabs(db: PgPool) {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let summit = house.found_as("Summit", "dara", PartnerKind::Distributor, None).await;
    let delta = house.found_as("Delta", "rita", PartnerKind::Reseller, Some(summit)).await;
    house.hire(summit, "kofi", Preset::AccountManager).await;
    let own = house.associate(summit, "kofi", "Quay Works").await;
    report(&house, "kofi", &own.to_string(), "Quay planning", "solution").await;
    let resold = house.associate(delta, "", "Delta Mills").await;
    report(&house, "dara", &resold.to_string(), "Mill backup", "solution").await;
    let view = save(&house, "dara", "Resellers' solutions", "tab=resellers&stage=solution").await;
    share(&house, "dara", &view, "yes").await;
    let all = page(&house, "dara", "?tab=resellers").await;
    assert_eq!(row(&all), ["All 1", "Resellers' solutions 1 shared"], "everything is what the tab holds");
    assert!(page(&house, "dara", &format!("?view={view}")).await.shows("Mill backup"));

    let seen = page(&house, "kofi", &format!("?view={view}")).await;
    assert_eq!(row(&seen), ["All 0", "Resellers' solutions 0 shared by DARA"]);
    assert!(seen.shows("Nothing matches") && !seen.shows("Mill backup"));
    assert_eq!(row(&page(&house, "kofi", "").await), ["All 1", "Resellers' solutions 0 shared by DARA"]);
    open_with(&house, "kofi", &view, "yes").await;
    let tabs = page(&house, "kofi", "").await;
    assert!(tabs.shows(&format!("href=\"{LIST}?tab=own&amp;state=open\"")), "the first tab is not trapped in the default");

    sqlx::query("update partner set kind = 'solution_provider' where id = $1").bind(summit).execute(house.db()).await.unwrap();
    let without_tabs = page(&house, "kofi", "").await;
    assert!(without_tabs.shows("Quay planning") && row(&without_tabs)[1].starts_with("Resellers' solutions 1"));
}

#[sqlx::test]
async fn the_twenty_first_shared_view_has_to_wait(db: PgPool) {
    let (house, harbor) = harbor(db).await;
    house.hire(harbor, "greta", Preset::SystemAdministrator).await;
    for number in 0..20 {
        let view = save(&house, "grace", &format!("View {number}"), "stage=won").await;
        assert_eq!(share(&house, "grace", &view, "yes").await, StatusCode::SEE_OTHER);
    }
    assert_eq!(try_save(&house, "grace", "One more", "stage=won").await.status, StatusCode::CONFLICT);
    let more = save(&house, "greta", "One more", "stage=won").await;
    let refused = change(&house, "greta", "lists.share_view", &more, &[("shared", "yes")]).await;
    assert!(refused.status == StatusCode::CONFLICT && refused.shows("20 views of this list are shared"));
}
