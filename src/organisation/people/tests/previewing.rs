//! Looking at a role before it is saved, through the whole router.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::harbor;

#[sqlx::test]
async fn a_preview_says_menus_data_and_people_and_saves_nothing(db: PgPool) {
    let house = harbor(db).await;
    let items = [("name", "Reader"), ("permissions[]", "opportunities_view"), ("step", "preview")];
    let preview = house.post("grace", "/organisation/roles/new", "organisation.create_role", &items).await;
    assert_eq!(preview.status, StatusCode::OK);
    for shown in ["What this role opens", "It is not saved yet", "All of the partner", "Nobody holds it yet", "value=\"Reader\""] {
        assert!(preview.body.contains(shown), "{shown}");
    }
    let count = "select count(*) from role where partner_id is not null";
    assert_eq!(sqlx::query_scalar::<_, i64>(count).fetch_one(&house.state.db).await.unwrap(), 0);
    let wrong = house.post("grace", "/organisation/roles/new", "organisation.create_role", &[("step", "preview")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);

    let saved = house.post("grace", "/organisation/roles/new", "organisation.create_role", &items[..2]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let role: uuid::Uuid = sqlx::query_scalar("select id from role where name = 'Reader'").fetch_one(&house.state.db).await.unwrap();
    let sql = "update person_role set role_id = $1 where person_id = $2";
    sqlx::query(sql).bind(role).bind(house.id("mei").await.0).execute(&house.state.db).await.unwrap();
    let (page, id) = (format!("/organisation/roles/{role}"), role.to_string());
    assert!(house.get("grace", &page).await.body.contains("MEI: nothing changes"));
    let items = [("id", id.as_str()), ("version", "1"), ("name", "Reader"), ("permissions[]", "customers_view"), ("step", "preview")];
    let preview = house.post("grace", &page, "organisation.change_role", &items).await;
    assert!(preview.body.contains("MEI: gains Sales – Customers – View; loses Sales – Opportunities – View"), "{}", preview.body);
    assert_eq!(house.post("petra", &page, "organisation.change_role", &items).await.status, StatusCode::NOT_FOUND);
    let kept = "select permission from role_permission";
    assert_eq!(sqlx::query_scalar::<_, String>(kept).fetch_all(&house.state.db).await.unwrap(), ["opportunities_view"]);
}
