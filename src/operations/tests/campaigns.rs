//! Campaigns: created, changed, ended early; what follows for their links; beside imports.

use chrono::Duration;

use super::*;
use crate::auth::Preset;
use crate::house::{NOBODY, importing};
use crate::imports::model::Outcome;

const NEW: &str = "/operations/campaigns/new";

/// Viktor, Harbor with Mei. It is 23 November 2026 in Beijing.
async fn furnished(db: PgPool) -> House {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let harbor = house.found("Harbor", "grace").await;
    house.hire(harbor, "mei", Preset::AccountManager).await;
    house
}

async fn create(house: &House, name: &str, first: &str, last: &str) -> Answer {
    let key = new_id().to_string();
    let fields = [("key", key.as_str()), ("name", name), ("starts_on", first), ("ends_on", last)];
    house.post("viktor", NEW, "operations.create_campaign", &fields).await
}

/// Its page and its id.
async fn created(house: &House, name: &str, first: &str, last: &str) -> (String, String) {
    let answer = create(house, name, first, last).await;
    let page = answer.location().strip_suffix("?done=created").unwrap_or_else(|| panic!("{}: {}", answer.status, answer.body)).to_owned();
    let id = page.rsplit('/').next().unwrap().to_owned();
    (page, id)
}

async fn change(house: &House, page: &str, version: &str, (name, first, last): (&str, &str, &str)) -> Answer {
    let id = page.rsplit('/').next().unwrap();
    let fields = [("id", id), ("version", version), ("name", name), ("starts_on", first), ("ends_on", last)];
    house.post("viktor", page, "operations.change_campaign", &fields).await
}

async fn end(house: &House, page: &str, version: &str) -> Answer {
    let fields = [("id", page.rsplit('/').next().unwrap()), ("version", version)];
    house.post("viktor", page, "operations.end_campaign", &fields).await
}

/// Mei makes a link for the campaign; where it leads.
async fn link(house: &House, campaign: &str) -> String {
    let fields = [("kind", "campaign"), ("association_type", "resale"), ("campaign", campaign)];
    let made = house.post("mei", "/sales/customer-development/links", "invitations.make_link", &fields).await;
    assert!(made.location().ends_with("?done=made"), "{}: {}", made.status, made.body);
    let token: String =
        sqlx::query_scalar("select token from invitation_link order by id desc limit 1").fetch_one(house.db()).await.unwrap();
    format!("/join/{token}")
}

#[sqlx::test]
async fn a_campaign_is_created_once_shown_with_its_state_and_its_name_is_nobody_elses(db: PgPool) {
    let house = furnished(db).await;
    let key = new_id().to_string();
    let fields = [("key", key.as_str()), ("name", "Spring <fair>"), ("starts_on", "2026-11-23"), ("ends_on", "2026-12-31")];
    let first = house.post("viktor", NEW, "operations.create_campaign", &fields).await;
    let again = house.post("viktor", NEW, "operations.create_campaign", &fields).await;
    assert_eq!((first.status, first.location()), (StatusCode::SEE_OTHER, again.location()));
    created(&house, "Later", "2026-11-24", "2026-11-24").await;
    created(&house, "Before", "2026-10-01", "2026-11-22").await;
    let list = house.get("viktor", "/operations/campaigns").await.body;
    let at = |text: &str| list.find(text).unwrap_or_else(|| panic!("{text}: {list}"));
    let order = [at("Later"), at(">Upcoming"), at("Spring &lt;fair"), at(">Running"), at("Before"), at(">Over<")];
    assert!(order.is_sorted(), "those that are not over by their last day, then those that are: {order:?}");
    let taken = create(&house, "spring <FAIR>", "2026-11-23", "2026-12-31").await;
    assert!(taken.refuses("name") && taken.shows("Another campaign has this name"));
    let wrong = create(&house, " ", "2026-12-31", "2026-11-23").await;
    assert!(wrong.refuses("name") && wrong.refuses("ends_on"), "{}", wrong.body);
    assert_eq!(house.audited("campaign.created").await, 3);
}

#[sqlx::test]
async fn a_link_works_until_the_last_day_is_over_and_again_when_that_day_is_moved(db: PgPool) {
    let house = furnished(db).await;
    let (page, id) = created(&house, "Spring fair", "2026-11-20", "2026-11-30").await;
    let link = link(&house, &id).await;
    assert!(house.get("viktor", &page).await.shows("1 of 1 partners"));
    assert_eq!(house.get(NOBODY, &link).await.status, StatusCode::OK);

    // In Beijing it is ten in the morning; the day is over fourteen hours later.
    let ended = end(&house, &page, "1").await;
    assert_eq!(ended.location(), format!("{page}?done=ended"), "{}", ended.body);
    house.pass(Duration::hours(14) - Duration::seconds(1)).await;
    assert_eq!(house.get(NOBODY, &link).await.status, StatusCode::OK);
    house.pass(Duration::seconds(1)).await;
    let closed = house.get(NOBODY, &link).await;
    assert!(closed.status == StatusCode::GONE && closed.shows("campaign"), "{}", closed.status);
    let again = end(&house, &page, "2").await;
    assert!(again.status == StatusCode::CONFLICT && again.shows("there is nothing to end early"));

    let moved = change(&house, &page, "2", ("Spring fair", "2026-11-20", "2026-11-24")).await;
    assert_eq!(moved.location(), format!("{page}?done=changed"), "{}", moved.body);
    assert_eq!(house.get(NOBODY, &link).await.status, StatusCode::OK, "it works again");
    change(&house, &page, "3", ("Spring fair", "2026-11-20", "2026-11-23")).await;
    assert_eq!(house.get(NOBODY, &link).await.status, StatusCode::GONE, "a day that has passed ends it at once");
    let (_, audited) = house.last_audit("campaign.ended").await;
    assert!(audited.contains("2026-11-30") && audited.contains("→") && audited.contains("2026-11-23"), "{audited}");
    assert_eq!((house.audited("campaign.changed").await, house.audited("campaign.ended").await), (2, 1));
}

#[sqlx::test]
async fn nobody_overwrites_another_change_unseen(db: PgPool) {
    let house = furnished(db).await;
    let (page, _) = created(&house, "Spring fair", "2026-11-20", "2026-11-30").await;
    change(&house, &page, "1", ("Spring weeks", "2026-11-20", "2026-12-15")).await;
    let late = change(&house, &page, "1", ("Spring fair", "2026-11-20", "2026-12-01")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("Spring weeks") && late.shows("15 Dec 2026") && late.shows("2026-12-01"), "both values");
    assert!(!late.shows("form-starts-on-theirs"), "and nothing beside what is the same");
    assert_eq!(end(&house, &page, "1").await.status, StatusCode::CONFLICT);
    let none = format!("/operations/campaigns/{}", new_id());
    assert_eq!(house.get("viktor", &none).await.status, StatusCode::NOT_FOUND);
    assert_eq!(change(&house, &none, "1", ("a", "2026-11-20", "2026-12-01")).await.status, StatusCode::NOT_FOUND);
    // Saving what stands there already is no change.
    change(&house, &page, "2", ("Spring weeks", "2026-11-20", "2026-12-15")).await;
    assert_eq!(house.audited("campaign.changed").await, 1);
}

#[sqlx::test]
async fn an_upcoming_campaign_and_one_whose_last_day_is_today_do_not_end_early(db: PgPool) {
    let house = furnished(db).await;
    for (name, first, last) in [("Next", "2026-11-24", "2026-12-01"), ("Today", "2026-11-01", "2026-11-23")] {
        let (page, _) = created(&house, name, first, last).await;
        assert!(!house.get("viktor", &page).await.shows("End the campaign today"), "{name}");
        assert_eq!(end(&house, &page, "1").await.status, StatusCode::CONFLICT, "{name}");
    }
}

#[sqlx::test]
async fn a_file_that_is_imported_again_sets_its_days_over_a_change_and_says_so(db: PgPool) {
    let house = furnished(db).await;
    let file = "external_id,name,starts_on,ends_on\n7,Winter weeks,2026-11-01,2026-11-30\n";
    let check = async || {
        let report = importing::checked(house.db(), "campaigns", file.as_bytes(), house.now()).await.unwrap();
        (report.line(2).0, report.changed(2))
    };
    let import = async || importing::imported(house.db(), "campaigns", file, house.now()).await.line(2).0;
    assert_eq!(import().await, Outcome::Created);
    let id: uuid::Uuid = sqlx::query_scalar("select id from campaign").fetch_one(house.db()).await.unwrap();
    let page = format!("/operations/campaigns/{id}");
    assert!(house.get("viktor", &page).await.shows("It came by import (crm)"));
    change(&house, &page, "1", ("Winter weeks", "2026-11-01", "2026-12-31")).await;
    assert_eq!(check().await, (Outcome::Changed, vec!["ends_on".into()]), "the check says it");
    assert_eq!(import().await, Outcome::Changed);
    let last: chrono::NaiveDate = sqlx::query_scalar("select ends_on from campaign").fetch_one(house.db()).await.unwrap();
    assert_eq!(last.to_string(), "2026-11-30");
    let late = change(&house, &page, "2", ("Winter weeks", "2026-11-01", "2027-01-31")).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "whoever had the page open hears of the file");
    assert_eq!(import().await, Outcome::Unchanged);
}
