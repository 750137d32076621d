//! Asking for another name of the company, and the vendor's decision, through the whole router.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::harbor;
use crate::house::{Answer, House};

const PAGE: &str = "/organisation/company";

impl House {
    async fn ask_for_name(&self, who: &str, name: &str) -> Answer {
        let fields = [("name", name), ("reason", "We merged")];
        self.post(who, PAGE, "organisation.request_rename", &fields).await
    }

    async fn pending_rename(&self) -> String {
        let sql = "select id from company_rename where state = 'pending'";
        sqlx::query_scalar::<_, uuid::Uuid>(sql).fetch_one(&self.state.db).await.unwrap().to_string()
    }

    async fn decide_rename(&self, who: &str, id: &str, decision: &str, note: &str) -> Answer {
        let fields = [("id", id), ("decision", decision), ("note", note)];
        self.post(who, "/operations/renames", "operations.decide_rename", &fields).await
    }
}

#[sqlx::test]
async fn the_vendor_accepts_and_everybody_of_the_company_reads_the_new_name(db: PgPool) {
    let house = harbor(db).await;
    house.staff("viktor").await;
    assert_eq!(house.ask_for_name("grace", "Haven Ltd").await.status, StatusCode::SEE_OTHER);
    let second = house.ask_for_name("grace", "Cove Ltd").await;
    assert_eq!(second.status, StatusCode::CONFLICT, "one at a time");
    let id = house.pending_rename().await;
    assert!(house.get("viktor", "/operations/renames").await.body.contains("Haven Ltd"));
    for (who, expected) in [("grace", StatusCode::FORBIDDEN), ("mei", StatusCode::FORBIDDEN), ("viktor", StatusCode::SEE_OTHER)] {
        assert_eq!(house.decide_rename(who, &id, "accept", "").await.status, expected, "{who}");
    }
    assert!(house.get("mei", "/account").await.body.contains("Haven Ltd"));
    assert!(!house.get("petra", "/account").await.body.contains("Haven Ltd"));
    let told: serde_json::Value =
        sqlx::query_scalar("select facts from notification where kind = 'rename_decided'").fetch_one(&house.state.db).await.unwrap();
    assert_eq!(told, serde_json::json!({ "name": "Haven Ltd", "yes": true }));
    assert_eq!(house.decide_rename("viktor", &id, "refuse", "Late").await.status, StatusCode::CONFLICT, "decided already");
    let verbs = "select verb from audit_event where verb like 'company.%' order by id";
    let verbs: Vec<String> = sqlx::query_scalar(verbs).fetch_all(&house.state.db).await.unwrap();
    assert_eq!(verbs, ["company.rename_requested", "company.renamed"]);
}

#[sqlx::test]
async fn a_refusal_says_why_and_a_name_that_another_company_has_is_not_given(db: PgPool) {
    let house = harbor(db).await;
    house.staff("viktor").await;
    assert_eq!(house.ask_for_name("grace", "lakeside LTD").await.status, StatusCode::SEE_OTHER);
    let id = house.pending_rename().await;
    let taken = house.decide_rename("viktor", &id, "accept", "").await;
    assert!(taken.status == StatusCode::UNPROCESSABLE_ENTITY && taken.body.contains("Another company has this name"));
    assert_eq!(house.decide_rename("viktor", &id, "refuse", " ").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.decide_rename("viktor", &id, "refuse", "It is taken").await.status, StatusCode::SEE_OTHER);
    assert!(house.get("grace", PAGE).await.body.contains("It is taken"));
    assert!(house.get("mei", "/account").await.body.contains("Harbor Ltd"));
}

#[sqlx::test]
async fn the_partner_withdraws_what_it_asked_for_and_nobody_else_does(db: PgPool) {
    let house = harbor(db).await;
    assert_eq!(house.ask_for_name("mei", "Haven Ltd").await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.ask_for_name("grace", "Harbor Ltd").await.status, StatusCode::UNPROCESSABLE_ENTITY, "the name of before");
    assert_eq!(house.ask_for_name("grace", "Haven Ltd").await.status, StatusCode::SEE_OTHER);
    assert!(!house.get("petra", PAGE).await.body.contains("Haven Ltd"), "another company sees nothing");
    let id = house.pending_rename().await;
    let withdraw = async |who: &str| house.post(who, PAGE, "organisation.withdraw_rename", &[("id", id.as_str())]).await.status;
    assert_eq!(withdraw("petra").await, StatusCode::NOT_FOUND);
    assert_eq!(withdraw("mei").await, StatusCode::FORBIDDEN);
    assert_eq!(withdraw("grace").await, StatusCode::SEE_OTHER);
    assert_eq!(withdraw("grace").await, StatusCode::CONFLICT);
    assert_eq!(house.ask_for_name("grace", "Cove Ltd").await.status, StatusCode::SEE_OTHER, "another one can be made");
}
