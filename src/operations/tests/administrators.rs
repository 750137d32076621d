//! A partner's first administrator, and the primary one after her.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::installed;
use crate::auth::Preset;
use crate::house::{Answer, House};
use crate::organisation::model::PartnerId;

const ACTION: &str = "operations.replace_primary_administrator";

async fn replace(house: &House, who: &str, partner: PartnerId, from: &str, to: &str) -> Answer {
    let (id, from) = (partner.to_string(), house.id(from).await.to_string());
    let fields = [("id", id.as_str()), ("from", from.as_str()), ("person", to)];
    house.post(who, &format!("/operations/partners/{id}"), ACTION, &fields).await
}

async fn primary(house: &House, partner: PartnerId) -> String {
    sqlx::query_scalar("select p.account_name from partner pa join person p on p.id = pa.primary_administrator_id where pa.id = $1")
        .bind(partner)
        .fetch_one(house.db())
        .await
        .unwrap()
}

#[sqlx::test]
async fn another_active_administrator_becomes_the_primary_one_and_the_first_can_leave(db: PgPool) {
    let house = installed(db).await;
    let harbor = house.found("Harbor", "grace").await;
    let page = format!("/operations/partners/{harbor}");
    let alone = house.get("viktor", &page).await;
    assert!(alone.shows("must create one first") && !alone.body.contains(ACTION), "nobody to choose from");
    house.hire(harbor, "gwen", Preset::SystemAdministrator).await;
    assert!(house.get("viktor", &page).await.shows("GWEN (gwen)"));
    let gwen = house.id("gwen").await.to_string();
    let replaced = replace(&house, "viktor", harbor, "grace", &gwen).await;
    assert_eq!((replaced.status, replaced.location()), (StatusCode::SEE_OTHER, format!("{page}?done=primary").as_str()));
    assert_eq!(primary(&house, harbor).await, "gwen");
    let (entity, kept) = house.last_audit("partner.primary_administrator_replaced").await;
    assert!(entity == harbor.0 && kept.contains(&gwen) && kept.contains(&house.id("grace").await.to_string()), "{kept}");

    assert!(house.get("gwen", "/notifications").await.shows("The vendor made you your company's primary administrator"));
    let told = house.get("grace", "/notifications").await;
    assert!(told.shows("The vendor made GWEN your company's primary administrator in your place"), "{}", told.body);

    let late = replace(&house, "viktor", harbor, "grace", &gwen).await;
    assert!(late.status == StatusCode::CONFLICT && late.shows("Somebody replaced the primary administrator meanwhile"));
    assert_eq!(house.audited("partner.primary_administrator_replaced").await, 1);
    let grace = house.id("grace").await.to_string();
    let fields = [("id", grace.as_str()), ("version", "1")];
    let left = house.post("gwen", &format!("/organisation/people/{grace}"), "organisation.disable_person", &fields).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "whoever is no longer the primary one can be disabled");
}

#[sqlx::test]
async fn nobody_elses_person_and_nobody_inactive_becomes_the_primary_administrator(db: PgPool) {
    let house = installed(db).await;
    let harbor = house.found("Harbor", "grace").await;
    house.found("Lakeside", "petra").await;
    house.hire(harbor, "gwen", Preset::SystemAdministrator).await;
    house.hire(harbor, "gina", Preset::SystemAdministrator).await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    sqlx::query("update person set state = 'disabled' where account_name = 'gina'").execute(house.db()).await.unwrap();
    for account in ["petra", "gina", "zhao", "viktor", "grace"] {
        let id = house.id(account).await.to_string();
        assert!(replace(&house, "viktor", harbor, "grace", &id).await.refuses("person"), "{account}");
    }
    assert!(replace(&house, "viktor", harbor, "grace", "").await.refuses("person"));
    let gwen = house.id("gwen").await.to_string();
    for account in ["grace", "gwen", "petra"] {
        assert_eq!(replace(&house, account, harbor, "grace", &gwen).await.status, StatusCode::FORBIDDEN, "{account}");
    }
    assert_eq!(primary(&house, harbor).await, "grace");
}

#[sqlx::test]
async fn the_first_administrator_may_have_an_address_from_the_beginning(db: PgPool) {
    let house = installed(db).await;
    let found = async |email: &str| {
        let fields = [
            ("company_name", "Harbor Ltd"),
            ("name", "Harbor"),
            ("kind", "solution_provider"),
            ("account_name", "grace"),
            ("display_name", "Grace Wu"),
            ("email", email),
        ];
        house.post("viktor", "/operations/partners/new", "operations.create_partner", &fields).await
    };
    assert!(house.get("viktor", "/operations/partners/new").await.shows("name=\"form[email]\""));
    assert!(found("grace at harbor").await.refuses("email"));
    assert_eq!(found("Grace@Harbor.example").await.status, StatusCode::OK);
    let kept: Option<String> =
        sqlx::query_scalar("select email from person where account_name = 'grace'").fetch_one(house.db()).await.unwrap();
    assert_eq!(kept.as_deref(), Some("grace@harbor.example"));
    assert!(!house.last_audit("partner.created").await.1.contains("grace@harbor.example"), "masked in the audit");
}
