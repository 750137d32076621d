//! Conditions on masked columns, and lists that fail, through the whole router.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::description::{Access, Filter, List, ListPage, TickTarget, Ticks};
use super::request::Request;
use crate::auth::{Preset, Reach};
use crate::house::{House, Statements};
use crate::organisation::rules::fixtures::viewer;

#[sqlx::test]
async fn the_cross_of_a_private_condition_takes_that_one_away_and_leaves_the_others(db: PgPool) {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let harbor = house.found("Harbor", "grace").await;
    for account in ["mei", "jun"] {
        house.hire(harbor, account, Preset::AccountManager).await;
    }
    house.associate(harbor, "mei", "Snowpeak Resorts").await;
    house.associate(harbor, "mei", "Snowdrop Foods").await;

    let typed = [("list", "customers"), ("texts[name]", "Snow"), ("texts[account]", "resorts"), ("query", "size=50")];
    let filtered = house.post("mei", "/sales/customers", "lists.filter", &typed).await.location().to_owned();
    let page = house.get("mei", &filtered).await;
    assert!(page.shows("Remove Customer name: Snow") && page.shows("Remove Account name: resorts") && page.shows("1 of the customers"));
    let query = filtered.split_once('?').unwrap().1;

    let drop = |condition: &'static str| [("list", "customers"), ("condition", condition), ("query", query)];
    let narrowed = house.post("mei", &filtered, "lists.drop_condition", &drop("account")).await;
    let left = narrowed.location().to_owned();
    assert!(narrowed.status == StatusCode::SEE_OTHER && left.contains("filter=") && left.contains("size=50") && left != filtered, "{left}");
    let page = house.get("mei", &left).await;
    assert!(page.shows("Remove Customer name: Snow") && !page.shows("Remove Account name") && page.shows("2 of the customers"));

    let query = left.split_once('?').unwrap().1;
    let last = [("list", "customers"), ("condition", "name"), ("query", query)];
    assert_eq!(house.post("mei", &left, "lists.drop_condition", &last).await.location(), "/sales/customers?size=50");
    assert!(house.get("mei", &filtered).await.shows("Remove Account name: resorts"), "the first address still says what it said");

    assert_eq!(house.call("jun", "lists.drop_condition", &drop("account")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.call("mei", "lists.drop_condition", &drop("industry")).await.status, StatusCode::NOT_FOUND);
}

/// A second search would cost as much as the first.
#[sqlx::test]
async fn what_fits_on_one_page_is_not_counted_again(db: PgPool) {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let harbor = house.found("Harbor", "grace").await;
    house.hire(harbor, "mei", Preset::AccountManager).await;
    for n in 1..=11 {
        house.associate(harbor, "mei", &format!("Snowpeak {n}")).await;
    }
    for (account, name, found, counts) in [
        ("grace", "peak 1", "3 of the customers", 0),
        ("mei", "peak 1", "3 of the customers", 0),
        ("grace", "snowpeak", "11 of the customers", 1),
        ("mei", "snowpeak", "11 of the customers", 1),
        ("grace", "nowhere", "0 of the customers", 0),
    ] {
        let typed = [("list", "customers"), ("texts[name]", name), ("query", "size=10")];
        let address = house.post(account, "/sales/customers", "lists.filter", &typed).await.location().to_owned();
        let log = Statements::listen();
        let page = house.get(account, &address).await;
        let asked = log.heard().iter().filter(|one| one.contains("filter (where t.precedes)")).count();
        assert_eq!((page.shows(found), asked), (true, counts), "{name} for {account}");
    }
}

#[sqlx::test]
async fn a_list_that_cannot_be_loaded_says_so_with_a_reference_and_never_that_it_is_empty(db: PgPool) {
    let house = House::open(db).await;
    let harbor = house.found("Harbor", "grace").await;
    house.hire(harbor, "mei", Preset::AccountManager).await;
    for (list, empty) in [("/sales/opportunities", "No opportunities yet"), ("/sales/customers", "No customers yet")] {
        let page = house.get("mei", list).await;
        assert!(page.status == StatusCode::OK && page.shows(empty), "{list}");
    }
    sqlx::query("alter table opportunity rename to elsewhere").execute(house.db()).await.unwrap();
    for (list, empty) in [("/sales/opportunities?name=winter", "No opportunities yet"), ("/sales/customers", "No customers yet")] {
        let page = house.get("mei", list).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{list}");
        assert!(page.shows("The list could not be loaded") && page.shows("say this reference: ") && page.shows("Try again"), "{list}");
        assert!(!page.shows(empty) && !page.shows("Nothing matches") && !page.shows("elsewhere"), "{list}");
    }
    house.call("mei", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    assert!(house.get("mei", "/sales/opportunities").await.shows("列表加载失败"));
}

#[sqlx::test]
async fn what_fails_by_our_fault_names_its_reference_and_keeps_what_was_typed(db: PgPool) {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let harbor = house.found("Harbor", "grace").await;
    house.hire(harbor, "mei", Preset::AccountManager).await;
    let association = house.associate(harbor, "mei", "Snowpeak Resorts").await;
    let customer: uuid::Uuid =
        sqlx::query_scalar("select customer_id from association where id = $1").bind(association.0).fetch_one(house.db()).await.unwrap();
    let page = format!("/sales/customers/{customer}");
    assert_eq!(house.get("mei", &page).await.status, StatusCode::OK);
    sqlx::query("alter table association rename to elsewhere").execute(house.db()).await.unwrap();
    let broken = house.get("mei", &page).await;
    assert_eq!(broken.status, StatusCode::INTERNAL_SERVER_ERROR);
    let reference = broken.headers["x-request-id"].to_str().unwrap();
    assert!(broken.shows("Something went wrong") && broken.shows(reference) && !broken.shows("does not exist"));

    let manager = house.role(Preset::AccountManager).await.to_string();
    let key = crate::server::new_id().to_string();
    let typed = [("key", key.as_str()), ("account_name", "nina"), ("display_name", "Nina Brandt"), ("roles[]", &manager)];
    sqlx::query("alter table audit_event rename to nowhere").execute(house.db()).await.unwrap();
    let posted = house.post("grace", "/organisation/people/new", "organisation.create_person", &typed).await;
    assert_eq!(posted.status, StatusCode::INTERNAL_SERVER_ERROR);
    let reference = posted.headers["x-request-id"].to_str().unwrap();
    assert!(posted.shows("something of ours failed") && posted.shows(reference) && posted.body.contains("Nina Brandt"));
    assert!(!posted.shows("audit_event"), "the log alone says what it was");
    let people: i64 = sqlx::query_scalar("select count(*) from person where account_name = 'nina'").fetch_one(house.db()).await.unwrap();
    assert_eq!(people, 0, "nothing was changed");
}

/// A list of which a filter stands twice, and whose ticked rows go to a page for somebody.
static OPENED_FOR: List = List {
    filters: &[Filter { key: "owner", ..Filter::PLAIN }, Filter { key: "owner", ..Filter::PLAIN }],
    page: ListPage {
        ticks: Some(Ticks { name: "rows", target: TickTarget::PageFor("/somewhere", "to"), buttons: |_| Vec::new(), offered: |_| true }),
        ..crate::claims::list::LIST.page
    },
    ..crate::claims::list::LIST
};

#[test]
fn what_a_list_was_opened_for_narrows_nothing_and_a_filter_that_stands_twice_is_said_once() {
    let viewer = viewer("grace");
    let access = Access::within(&viewer, Reach::Partner).unwrap();
    let request = Request::read(&OPENED_FOR, &viewer, &access, [("to", "jun")]);
    assert_eq!(request.carried_pair(&OPENED_FOR), Some(("to", "jun".to_owned())));
    assert!(!request.is_narrowed() && request.conditions(&OPENED_FOR).is_empty(), "no view keeps it");
    let request = Request::read(&OPENED_FOR, &viewer, &access, [("to", ""), ("owner", "mei")]);
    assert_eq!((request.carried_pair(&OPENED_FOR), request.conditions(&OPENED_FOR)), (None, vec![("owner", "mei".to_owned())]));
}
