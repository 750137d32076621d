//! The house stands as its description says.

use axum::http::StatusCode;
use chrono::Duration;
use sqlx::PgPool;

use super::{House, NOBODY};
use crate::auth::{Permission, Preset};
use crate::organisation::model::PartnerKind;

#[sqlx::test]
async fn people_work_in_a_furnished_house_while_time_goes_by(db: PgPool) {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let harbor = house.found("Harbor", "grace").await;
    house.hire(harbor, "mei", Preset::AccountManager).await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    house.supervise("zhao", "mei").await;
    let snowpeak = house.associate(harbor, "mei", "Snowpeak Resorts").await;
    house.claim(harbor, "mei", "Riverside Hospital", "13800138000").await;
    assert_eq!(house.audited("claim.recorded").await, 1);
    assert!(house.last_audit("association.recorded").await.1.contains("S***s"));

    let customer = format!("association:{snowpeak}");
    assert!(house.report("mei", "", &[]).await.refuses("customer"));
    let reported = house.report("mei", &customer, &[("expected_monthly_revenue", "12,500.00")]).await;
    assert!(reported.location().ends_with("?done=reported"), "{}: {}", reported.status, reported.body);
    assert_eq!(house.report("zhao", &customer, &[]).await.status, StatusCode::FORBIDDEN);
    assert!(house.get("zhao", "/sales/opportunities").await.shows("Winter streaming"));
    assert_eq!(house.get(NOBODY, "/sales/opportunities").await.status, StatusCode::SEE_OTHER);

    house.pass(Duration::days(16)).await;
    assert!(house.get("mei", "/sales/opportunities").await.shows("Winter streaming"));
}

#[sqlx::test]
async fn a_distributor_has_resellers_and_a_partner_roles_of_its_own(db: PgPool) {
    let house = House::open(db).await;
    let summit = house.found_as("Summit", "dara", PartnerKind::Distributor, None).await;
    house.found_as("Delta", "rita", PartnerKind::Reseller, Some(summit)).await;
    house.hire(summit, "kofi", Preset::AccountManager).await;
    let orders = house.custom_role(summit, "Orders", &[Permission::OrdersView]).await;
    assert_eq!(house.get("kofi", "/sales/opportunities").await.status, StatusCode::OK);
    house.give("kofi", &[orders]).await;
    assert_eq!(house.get("kofi", "/sales/opportunities").await.status, StatusCode::FORBIDDEN);
    house.pass(Duration::days(1)).await;
    assert_eq!(house.get("kofi", "/account").await.status, StatusCode::OK, "still signed in");
}
