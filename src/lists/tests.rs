//! Conditions on masked columns, through the whole router.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::auth::Preset;
use crate::house::House;

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

    let typed = [("name", "Snow"), ("account", "resorts"), ("query", "size=50")];
    let filtered = house.post("mei", "/sales/customers", "customers.filter", &typed).await.location().to_owned();
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
