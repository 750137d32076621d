//! Ending sessions of one's own.

use axum::http::StatusCode;
use sqlx::PgPool;
use uuid::Uuid;

use crate::house::{House, PASSWORD};
use crate::server::password::token_hash;

/// Whether somebody is signed in with this token.
async fn lives(house: &House, token: &str) -> bool {
    house.get(token, "/account").await.status == StatusCode::OK
}

async fn id_of(house: &House, token: &str) -> String {
    let sql = "select id from session where token_hash = $1";
    let id: Uuid = sqlx::query_scalar(sql).bind(token_hash(token)).fetch_one(house.db()).await.unwrap();
    id.to_string()
}

#[sqlx::test]
async fn one_of_three_own_sessions_ends_and_the_other_two_live(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    house.staff_with_password("vera", false).await;
    let mut tokens = Vec::new();
    for account in ["viktor", "viktor", "viktor", "vera"] {
        tokens.push(house.sign_in(account, PASSWORD).await.session().unwrap());
    }
    let [desk, phone, tablet, veras] = &tokens[..] else { unreachable!() };
    let page = house.get(desk, "/account").await;
    for token in [phone, tablet] {
        assert!(page.shows(&id_of(&house, token).await), "each is listed");
    }

    let id = id_of(&house, phone).await;
    let ended = house.post(desk, "/account", "auth.end_session", &[("id", &id)]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert!(house.get(phone, "/account").await.location().starts_with("/sign-in"));
    assert!(lives(&house, desk).await && lives(&house, tablet).await && lives(&house, veras).await);
    assert!(!house.get(desk, "/account").await.shows(&id), "nor is it listed any more");
    assert_eq!(house.call(desk, "auth.end_session", &[("id", &id)]).await.status, StatusCode::NOT_FOUND, "once is enough");

    let hers = id_of(&house, veras).await;
    assert_eq!(house.call(desk, "auth.end_session", &[("id", &hers)]).await.status, StatusCode::NOT_FOUND);
    assert!(lives(&house, veras).await, "another person's session is nobody else's to end");
}
