use axum::http::StatusCode;
use serde_json::json;

use super::*;
use crate::auth::Permission;
use crate::error::AppError;
use crate::house::House;
use crate::lists::testing::{kept, read, try_read};

/// Harbor with a supervisor, to whom Mei reports, and a disabled person of a custom role alone; and another partner.
async fn stories(db: PgPool) -> House {
    let (house, harbor) = House::harbor(db).await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    house.supervise("zhao", "mei").await;
    house.hire(harbor, "tom", Preset::AccountManager).await;
    let role = house.custom_role(harbor, "Order desk", &[Permission::OrdersView]).await;
    house.give("tom", &[role]).await;
    sqlx::query("update person set state = 'disabled' where account_name = 'tom'").execute(house.db()).await.unwrap();
    house.found("Lakeside", "petra").await;
    house
}

async fn accounts(house: &House, account: &str, query: &str) -> Vec<String> {
    read(house.db(), &LIST, house.viewer(account).await, house.now(), query).await.shown("account")
}

#[sqlx::test]
async fn an_administrator_sees_the_own_people_and_nobody_of_another_partner(db: PgPool) {
    let house = stories(db).await;
    assert_eq!(accounts(&house, "grace", "").await, ["grace", "jun", "mei", "tom", "zhao"]);
    assert_eq!(accounts(&house, "petra", "").await, ["petra"]);
    for account in ["mei", "zhao", "viktor"] {
        let refused = try_read(house.db(), &LIST, house.viewer(account).await, house.now(), "").await;
        assert!(matches!(refused, Err(AppError::NotAllowed { .. })), "{account}");
    }
    let list = read(house.db(), &LIST, house.viewer("grace").await, house.now(), "").await;
    assert_eq!(list.shown("roles")[..3], ["System administrator", "Account manager", "Account manager"]);
    assert_eq!(list.shown("roles")[3..], ["Order desk", "Account manager supervisor"]);
    assert_eq!(list.shown("supervisor"), ["", "", "ZHAO", "", ""]);
    let page = house.get("grace", "/organisation/people").await;
    assert!(page.shows("5 people sign in for Harbor") && page.shows("You, Primary administrator"), "{}", page.body);
    assert!(house.get("petra", "/organisation/people").await.shows("One person signs in for Lakeside"));
}

#[sqlx::test]
async fn people_are_narrowed_by_a_part_of_the_name_role_supervisor_and_state(db: PgPool) {
    let house = stories(db).await;
    let grace = house.viewer("grace").await;
    for (typed, expected) in [("EI", vec!["mei"]), ("ｊｕｎ", vec!["jun"]), ("%", vec![]), ("_", vec![]), ("petra", vec![])] {
        let query = kept(house.db(), &LIST, &grace, house.now(), json!({ "text": typed })).await;
        assert_eq!(accounts(&house, "grace", &query).await, expected, "{typed}");
    }
    let zhao = house.id("zhao").await;
    for (query, expected) in [
        ("role=account_manager", vec!["jun", "mei"]),
        ("role=custom", vec!["tom"]),
        ("role=system_administrator", vec!["grace"]),
        ("state=disabled", vec!["tom"]),
        ("state=active&role=supervisor", vec!["zhao"]),
        (&format!("supervisor={zhao}"), vec!["mei"]),
        ("supervisor=none&role=account_manager", vec!["jun"]),
        ("sort=-name", vec!["zhao", "tom", "mei", "jun", "grace"]),
    ] {
        assert_eq!(accounts(&house, "grace", query).await, expected, "{query}");
    }
    assert!(accounts(&house, "petra", &format!("supervisor={zhao}")).await.is_empty());
}

#[sqlx::test]
async fn no_address_of_the_list_says_a_name(db: PgPool) {
    let house = stories(db).await;
    let harbor = sqlx::query_scalar("select id from partner where name = 'Harbor'").fetch_one(house.db()).await.unwrap();
    for n in 0..20 {
        house.hire(harbor, &format!("quill{n}"), Preset::AccountManager).await;
    }
    for sort in ["account", "-account", "name", "-name", "supervisor"] {
        let list = read(house.db(), &LIST, house.viewer("grace").await, house.now(), &format!("sort={sort}&size=10")).await;
        let next = list.next().unwrap();
        let place = next.split_once("after=").unwrap().1.split('&').next().unwrap();
        let last = list.shown("account").pop().unwrap();
        let cursor = crate::values::cursor::Cursor::decode(place).unwrap();
        assert!(!format!("{cursor:?}").to_lowercase().contains(&last), "{sort}: {cursor:?}");
    }
}

#[sqlx::test]
async fn a_search_for_people_is_kept_under_an_id_that_only_its_owner_can_use(db: PgPool) {
    let house = stories(db).await;
    let list = "/organisation/people";
    let search = async |who: &str, typed: &str| house.post(who, list, "lists.filter", &[("list", "people"), ("texts[text]", typed)]).await;
    let found = search("grace", " MEI ").await;
    let address = found.location().to_owned();
    assert!(found.status == StatusCode::SEE_OTHER && address.starts_with("/organisation/people?filter="), "{address}");
    assert!(!address.to_lowercase().contains("mei"));
    let page = house.get("grace", &address).await;
    assert!(page.shows(">mei</a>") && !page.shows(">zhao</a>") && page.shows("1 of the people who sign in for Harbor"), "{}", page.body);
    assert!(page.shows("value=\"MEI\""), "what was searched for stands in the field");

    let theirs = house.get("petra", &address).await;
    assert!(theirs.shows("The address carries a filter that is not yours") && theirs.shows(">petra</a>") && !theirs.shows("MEI"));
    assert!(house.get("grace", "/organisation/people?filter=x").await.shows("5 people sign in"));
    assert!(house.get("grace", "/organisation/people?text=mei").await.shows("5 people sign in"), "an address says no name");

    assert_eq!(search("grace", " ").await.location(), list);
    let none = search("grace", "nobody\u{0}").await.location().to_owned();
    assert!(house.get("grace", &none).await.shows("Nobody matches"));
    assert_eq!(search("mei", "grace").await.status, StatusCode::FORBIDDEN);
}
