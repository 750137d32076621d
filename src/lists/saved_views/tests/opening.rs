//! What an address opens, and what the page then says.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::{LIST, change, harbor, marked, open_with, page, row, save, try_save};
use crate::house::House;
use crate::server::new_id;

#[sqlx::test]
async fn the_row_has_everything_and_each_view_with_the_lists_own_total(db: PgPool) {
    let (house, _) = harbor(db).await;
    let bare = page(&house, "mei", "").await;
    assert!(row(&bare).is_empty() && !bare.shows("Save as view"), "a person without views has no row of them");
    assert!(page(&house, "mei", "?stage=negotiation").await.shows(">Save as view</a>"));

    let view = save(&house, "mei", "Almost won", "stage=negotiation&sort=-confidence&after=abc&x=y").await;
    save(&house, "mei", "Lost <ones>", "stage=lost").await;
    let opened = page(&house, "mei", &format!("?view={view}")).await;
    assert_eq!(row(&opened), ["All 2", "Almost won 1", "Lost &lt;ones&gt; 0"]);
    assert_eq!(marked(&opened), Some(("Almost won".into(), "page".into())));
    assert!(opened.shows("Data lake") && !opened.shows("Winter streaming") && opened.shows("Remove Stage: Negotiation"));
    assert!(opened.shows("aria-sort=\"descending\"") && opened.shows("View settings") && !opened.shows("after=abc"));
    assert_eq!(marked(&page(&house, "mei", "?view=all").await), Some(("All".into(), "page".into())));
    assert_eq!(marked(&page(&house, "mei", "").await), None, "the open ones are neither everything nor a view");
    assert_eq!(marked(&page(&house, "mei", "?kind=migration").await), None, "neither everything nor a view");
    let same = page(&house, "mei", "?sort=-confidence&stage=negotiation").await;
    assert_eq!(marked(&same), Some(("Almost won".into(), "page".into())), "an address that says the same");

    assert!(row(&page(&house, "jun", "").await).is_empty());
    let stranger = page(&house, "jun", &format!("?view={view}")).await;
    assert!(stranger.shows("The view in this address is not yours") && !stranger.shows("Almost won"));
    house.call("mei", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    let chinese = page(&house, "mei", &format!("?view={view}")).await;
    assert!(chinese.shows("aria-label=\"已存视图\"") && chinese.shows("全部") && chinese.shows("视图设置"));
}

#[sqlx::test]
async fn conditions_that_were_changed_say_so_and_lead_back_to_the_view_or_into_it(db: PgPool) {
    let (house, _) = harbor(db).await;
    let view = save(&house, "mei", "Almost won", "stage=negotiation").await;
    let query = format!("stage=negotiation&origin={view}");
    let fields = [("list", "opportunities"), ("texts[name]", "lake"), ("choices[stage][]", "negotiation"), ("query", query.as_str())];
    let filtered = house.post("mei", &format!("{LIST}?view={view}"), "lists.filter", &fields).await;
    let address = filtered.location().to_owned();
    assert_eq!(address, format!("{LIST}?name=lake&stage=negotiation&origin={view}"));
    let changed = house.get("mei", &address).await;
    assert!(changed.shows("Changed since “Almost won”.") && changed.shows("Save changes") && changed.shows("Save as new view"));
    assert_eq!(marked(&changed), Some(("Almost won".into(), "true".into())));

    let same = [("list", "opportunities"), ("choices[stage][]", "negotiation"), ("query", query.as_str())];
    let unchanged = house.post("mei", LIST, "lists.filter", &same).await.location().to_owned();
    assert!(!house.get("mei", &unchanged).await.shows("Changed since"));
    let emptied = house.post("mei", LIST, "lists.filter", &[("list", "opportunities"), ("query", query.as_str())]).await;
    assert_eq!(emptied.location(), format!("{LIST}?view=all"));

    let replaced = change(&house, "mei", "lists.replace_view", &view, &[("query", "name=lake&stage=negotiation&after=x")]).await;
    assert_eq!(replaced.location(), format!("{LIST}?view={view}&done=view_replaced"));
    let stands = house.get("mei", replaced.location()).await;
    assert!(stands.shows("holds the present conditions now") && !stands.shows("Changed since") && stands.shows("value=\"lake\""));
    assert!(house.last_audit("saved_view.replaced").await.1.contains("name=lake"));
}

#[sqlx::test]
async fn the_default_opens_a_bare_address_in_place_and_everything_has_an_address_of_its_own(db: PgPool) {
    let (house, _) = harbor(db).await;
    let view = save(&house, "mei", "Almost won", "stage=negotiation").await;
    assert!(page(&house, "mei", "").await.shows("Winter streaming"));
    assert_eq!(open_with(&house, "mei", &view, "yes").await.location(), format!("{LIST}?view={view}&done=view_default"));
    assert_eq!(house.audited("saved_view.made_default").await, 1);

    let bare = page(&house, "mei", "").await;
    assert_eq!(row(&bare), ["All 2", "Almost won 1 default"]);
    assert_eq!(marked(&bare), Some(("Almost won".into(), "page".into())));
    assert!(!bare.shows("Winter streaming") && bare.shows(&format!("href=\"{LIST}?view=all\"")));
    for own in ["?view=all", "?stage=solution", "?name=winter", "?sort=name", &format!("?origin={view}")] {
        assert!(page(&house, "mei", own).await.shows("Winter streaming"), "{own}");
    }
    let sorted = page(&house, "mei", "?view=all").await;
    assert!(sorted.shows("<a href=\"?sort="), "the headings of everything stay with everything");
    assert!(page(&house, "jun", "").await.shows("No opportunities yet"), "one person's default is hers");

    assert_eq!(open_with(&house, "mei", &view, "no").await.location(), format!("{LIST}?view={view}&done=view_no_default"));
    assert!(page(&house, "mei", "").await.shows("Winter streaming"));
    let default = [("list", "opportunities"), ("view_name", "Solutions"), ("query", "stage=solution"), ("is_default", "yes")];
    house.post("mei", LIST, "lists.save_view", &default).await;
    assert_eq!(marked(&page(&house, "mei", "").await), Some(("Solutions".into(), "page".into())));
}

#[sqlx::test]
async fn of_two_defaults_that_are_set_at_once_one_is_left(db: PgPool) {
    let (house, _) = harbor(db).await;
    let one = save(&house, "mei", "One", "stage=negotiation").await;
    let two = save(&house, "mei", "Two", "stage=solution").await;
    for _ in 0..4 {
        let (first, second) = tokio::join!(open_with(&house, "mei", &one, "yes"), open_with(&house, "mei", &two, "yes"));
        assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        let defaults = row(&page(&house, "mei", "").await).iter().filter(|tab| tab.ends_with("default")).count();
        assert_eq!(defaults, 1);
    }
}

#[sqlx::test]
async fn a_form_that_is_sent_twice_saves_one_view_and_a_filled_row_takes_no_more_however_many_come(db: PgPool) {
    let (house, _) = harbor(db).await;
    let key = new_id().to_string();
    let fields = [("key", key.as_str()), ("list", "opportunities"), ("view_name", "Won"), ("query", "stage=won")];
    let send = || house.post("mei", LIST, "lists.save_view", &fields);
    let (one, two) = tokio::join!(send(), send());
    assert_eq!((one.status, one.location()), (StatusCode::SEE_OTHER, two.location()));
    assert_eq!((super::rows_of(&house, "saved_view").await, house.audited("saved_view.saved").await), (1, 1));

    for number in 2..=19 {
        save(&house, "mei", &format!("View {number}"), "stage=won").await;
    }
    let (one, two) = tokio::join!(try_save(&house, "mei", "Twenty", "stage=won"), try_save(&house, "mei", "Twenty-one", "stage=won"));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    let refused = if one.status == StatusCode::CONFLICT { one } else { two };
    assert!(refused.shows("You have 20 views of this list") && refused.shows("value=\"Twenty"), "nothing that was typed is lost");
    assert_eq!(row(&page(&house, "mei", "").await).len(), 21);
}

#[sqlx::test]
async fn who_looks_with_another_persons_eyes_sees_her_views_and_is_offered_nothing(db: PgPool) {
    let (house, _) = harbor(db).await;
    let view = save(&house, "mei", "Almost won", "stage=negotiation").await;
    open_with(&house, "mei", &view, "yes").await;
    let mei = house.id("mei").await;
    let fields = [("id", mei.to_string()), ("version", "1".into())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let viewing = house.post("grace", &format!("/organisation/people/{mei}"), "organisation.view_as_person", &fields).await;
    assert_eq!(viewing.status, StatusCode::SEE_OTHER, "{}", viewing.body);
    let seen = page(&house, "grace", "").await;
    assert_eq!(row(&seen), ["All 2", "Almost won 1 default"]);
    assert!(!seen.shows("View settings"));
    for address in [format!("?view={view}&panel=view"), "?stage=won&panel=save-view".into(), format!("?origin={view}&stage=won")] {
        let seen = page(&house, "grace", &address).await;
        for form in ["save_view", "rename_view", "replace_view", "set_default_view", "delete_view"] {
            assert!(!seen.shows(&format!("do=lists.{form}")), "{address}: {form}");
        }
    }
    assert_eq!(open_with(&house, "grace", &view, "no").await.status, StatusCode::FORBIDDEN);
    assert_eq!(try_save(&house, "grace", "Hers", "stage=won").await.status, StatusCode::FORBIDDEN);
    assert_eq!(row(&page(&house, "mei", "").await), ["All 2", "Almost won 1 default"]);
}

/// P2: the list answers in as many statements as before there were views, and with views in one more.
#[sqlx::test]
async fn a_person_without_views_pays_for_no_further_statement(db: PgPool) {
    let (house, _) = harbor(db).await;
    let without = statements(&house, "mei", "").await;
    let narrowed = statements(&house, "mei", "?stage=won").await;
    let view = save(&house, "mei", "Won", "stage=won").await;
    let with = statements(&house, "mei", "").await;
    let opened = statements(&house, "mei", &format!("?view={view}")).await;
    let plain = |statements: &[String]| statements.iter().filter(|one| one.contains("select array[(select ")).count();
    assert_eq!((without.len(), narrowed.len()), (4, 4), "{without:#?}");
    assert_eq!((plain(&without), plain(&with), with.len(), opened.len()), (0, 1, 5, 5), "{with:#?}");
}

/// What a page asks the database.
async fn statements(house: &House, account: &str, query: &str) -> Vec<String> {
    page(house, account, query).await;
    let log = crate::house::Statements::listen();
    page(house, account, query).await;
    log.heard()
}
