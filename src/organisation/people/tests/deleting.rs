//! Deleting a custom role, and the tree of items that its editor shows, through the whole router.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::harbor;
use crate::auth::model::RoleId;
use crate::auth::{Permission, Preset};
use crate::house::{Answer, House};
use crate::organisation::model::PartnerId;
use crate::organisation::queries;
use crate::server::db::violated;
use crate::server::new_id;

/// A custom role of Harbor.
async fn role(house: &House, items: &[Permission]) -> RoleId {
    let sql = "select id from partner where name = 'Harbor'";
    let harbor: PartnerId = sqlx::query_scalar(sql).fetch_one(house.db()).await.unwrap();
    house.custom_role(harbor, "Alerts", items).await
}

async fn delete(house: &House, who: &str, id: RoleId, version: &str, key: &str) -> Answer {
    let (page, id) = (format!("/organisation/roles/{id}"), id.to_string());
    house.post(who, &page, "organisation.delete_role", &[("key", key), ("id", &id), ("version", version)]).await
}

#[sqlx::test]
async fn a_role_that_nobody_holds_is_deleted_and_the_list_says_so(db: PgPool) {
    let house = harbor(db).await;
    let id = role(&house, &[Permission::AlertsView]).await;
    assert!(house.get("grace", &format!("/organisation/roles/{id}")).await.shows("Delete the role Alerts?"));
    let key = new_id().to_string();
    for turn in ["first", "again"] {
        let deleted = delete(&house, "grace", id, "1", &key).await;
        assert_eq!((deleted.status, deleted.location()), (StatusCode::SEE_OTHER, "/organisation/roles?done=deleted"), "{turn}");
    }
    let list = house.get("grace", "/organisation/roles?done=deleted").await;
    assert!(list.shows("The role is deleted.") && !list.shows("Alerts</a>"));
    assert_eq!(house.get("grace", &format!("/organisation/roles/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.audited("role.deleted").await, 1);
    let (entity, kept) = house.last_audit("role.deleted").await;
    assert!(entity == id.0 && kept.contains("Alerts") && kept.contains("alerts_view"), "{kept}");
    let items: i64 = sqlx::query_scalar("select count(*) from role_permission").fetch_one(house.db()).await.unwrap();
    assert_eq!(items, 0);
}

#[sqlx::test]
async fn a_role_that_somebody_holds_stays_and_the_page_says_how_many(db: PgPool) {
    let house = harbor(db).await;
    let id = role(&house, &[Permission::AlertsView]).await;
    for account in ["mei", "omar"] {
        house.give(account, &[id]).await;
    }
    // Who is disabled would have no role any more.
    sqlx::query("update person set state = 'disabled' where account_name = 'omar'").execute(house.db()).await.unwrap();
    let told = "People who hold this role: 2.";
    let page = house.get("grace", &format!("/organisation/roles/{id}")).await;
    assert!(page.shows(told) && !page.shows("<dialog id=\"delete\""));
    let refused = delete(&house, "grace", id, "1", "").await;
    assert!(refused.status == StatusCode::CONFLICT && refused.shows(told), "{}", refused.body);
    assert_eq!(house.audited("role.deleted").await, 0);
    assert_eq!(house.get("grace", &format!("/organisation/roles/{id}")).await.status, StatusCode::OK);

    let sql = "delete from role where id = $1";
    let by_force = sqlx::query(sql).bind(id.0).execute(house.db()).await.unwrap_err();
    assert_eq!(violated(&by_force), Some("person_role_role_id_fkey"), "nor does the database let it go");
}

#[sqlx::test]
async fn a_role_that_was_changed_meanwhile_is_not_deleted_unseen(db: PgPool) {
    let house = harbor(db).await;
    let id = role(&house, &[Permission::AlertsView]).await;
    let fields = [("id", id.to_string()), ("version", "1".into()), ("name", "Alerts".into()), ("permissions[]", "customers_view".into())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = format!("/organisation/roles/{id}");
    assert_eq!(house.post("grace", &page, "organisation.change_role", &fields).await.status, StatusCode::SEE_OTHER);
    let late = delete(&house, "grace", id, "1", "").await;
    assert!(late.status == StatusCode::CONFLICT && late.shows("Somebody changed this role after the page was opened."));
    assert!(late.shows("name=\"form[version]\" value=\"2\""), "confirming again deletes what stands now");
    assert_eq!(delete(&house, "grace", id, "2", "").await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test]
async fn presets_and_other_partners_roles_are_not_found_and_nobody_else_deletes_any(db: PgPool) {
    let house = harbor(db).await;
    let id = role(&house, &[Permission::AlertsView]).await;
    assert_eq!(delete(&house, "petra", id, "1", "").await.status, StatusCode::NOT_FOUND);
    for who in ["mei", "zhao"] {
        assert_eq!(delete(&house, who, id, "1", "").await.status, StatusCode::FORBIDDEN, "{who}");
    }
    for preset in Preset::ALL {
        let preset = house.role(preset).await;
        assert_eq!(delete(&house, "grace", preset, "1", "").await.status, StatusCode::NOT_FOUND);
    }
    let roles: i64 = sqlx::query_scalar("select count(*) from role").fetch_one(house.db()).await.unwrap();
    assert_eq!(roles, 4);
}

/// Between the reading of the form and its saving.
#[sqlx::test]
async fn a_role_that_is_deleted_cannot_be_given_any_more(db: PgPool) {
    let house = harbor(db).await;
    let id = role(&house, &[Permission::AlertsView]).await;
    assert_eq!(delete(&house, "grace", id, "1", "").await.status, StatusCode::SEE_OTHER);
    let gone = id.to_string();
    let fields = [("account_name", "nina"), ("display_name", "Nina"), ("roles[]", gone.as_str())];
    let refused = house.post("grace", "/organisation/people/new", "organisation.create_person", &fields).await;
    assert!(refused.refuses("roles") && refused.shows("Choose from the roles of this partner"));
    let given = queries::set_roles(&mut house.db().acquire().await.unwrap(), house.id("mei").await, &[id]).await;
    assert_eq!(violated(&given.unwrap_err()), Some("person_role_role_id_fkey"));
}

#[sqlx::test]
async fn the_editor_shows_the_items_as_a_tree_by_menu(db: PgPool) {
    let house = harbor(db).await;
    let page = house.get("grace", "/organisation/roles/new").await;
    for item in Permission::ALL {
        let input = format!("name=\"form[permissions][]\" value=\"{}\"", item.as_str());
        assert_eq!(page.body.matches(&input).count(), 1, "{input}");
    }
    for menu in [
        "Opportunities",
        "Leads",
        "Customer development",
        "Marketing tasks",
        "Customers",
        "Assignment",
        "Orders",
        "Customer alerts",
        "Consumption",
        "Coupon quotas",
        "Issued coupons",
        "Partner bills",
        "Contracts",
        "Exports",
    ] {
        assert!(page.shows(&format!("<legend>Sales – {menu}</legend>")), "{menu}");
    }
    let refused = house.post("grace", "/organisation/roles/new", "organisation.create_role", &[("name", "Empty")]).await;
    assert!(refused.refuses("permissions"));
    assert_eq!(refused.body.matches("id=\"form-permissions\"").count(), 1, "the summary leads to the first item");

    let fields = [("name", "Clerk"), ("permissions[]", "alerts_view"), ("permissions[]", "orders_view")];
    assert_eq!(house.post("grace", "/organisation/roles/new", "organisation.create_role", &fields).await.status, StatusCode::SEE_OTHER);
    let list = house.get("grace", "/organisation/roles").await;
    assert!(list.shows("Sales – Orders – View; Sales – Customer alerts – View"), "{}", list.body);
    house.call("grace", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    let page = house.get("grace", "/organisation/roles/new").await;
    for menu in ["客户分配", "代金券额度", "已发放代金券", "伙伴账单"] {
        assert!(page.shows(&format!("<legend>销售 – {menu}</legend>")), "{menu}");
    }
}
