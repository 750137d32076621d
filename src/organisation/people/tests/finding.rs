//! Searching the list of people: what is typed stands in no address.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::harbor;

#[sqlx::test]
async fn a_search_for_people_is_kept_under_an_id_that_only_its_owner_can_use(db: PgPool) {
    let house = harbor(db).await;
    let list = "/organisation/people";
    let found = house.post("grace", list, "organisation.find_people", &[("search", " MEI ")]).await;
    let address = found.location().to_owned();
    assert!(found.status == StatusCode::SEE_OTHER && address.starts_with("/organisation/people?filter="), "{address}");
    assert!(!address.to_lowercase().contains("mei"));
    let page = house.get("grace", &address).await;
    assert!(page.shows(">mei</a>") && !page.shows(">zhao</a>") && page.shows("1 of 4 people"), "{}", page.body);
    assert!(page.shows("value=\"MEI\""), "what was searched for stands in the field");

    let theirs = house.get("petra", &address).await;
    assert!(theirs.shows("The address carries a search that is not yours") && theirs.shows(">petra</a>") && !theirs.shows("MEI"));
    assert!(house.get("grace", "/organisation/people?filter=x").await.shows("4 of 4 people"));
    assert!(house.get("grace", "/organisation/people?q=mei").await.shows("4 of 4 people"), "an address says no name any more");

    assert_eq!(house.post("grace", &address, "organisation.find_people", &[("search", " ")]).await.location(), list);
    let none = house.post("grace", list, "organisation.find_people", &[("search", "nobody\u{0}")]).await.location().to_owned();
    assert!(house.get("grace", &none).await.shows("Nobody matches"));
    assert_eq!(house.post("mei", list, "organisation.find_people", &[("search", "grace")]).await.status, StatusCode::FORBIDDEN);
}
