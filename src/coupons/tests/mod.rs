//! Coupons through the whole router.

mod allowlist;
mod endings;
mod issuing;
mod operations;
mod orders;
mod resellers;

use sqlx::PgPool;

use crate::auth::Preset;
use crate::customers::model::AssociationId;
use crate::house::{Answer, House};
use crate::organisation::model::{PartnerId, PartnerKind};
use crate::server::new_id;

const QUOTAS: &str = "/sales/coupons/quotas";
const ISSUED: &str = "/sales/coupons/issued";

/// A furnished house: Harbor with Grace, Mei and a customer of hers; Summit, whose reseller Delta has Rita and a customer.
struct Furnished {
    house: House,
    harbor: PartnerId,
    summit: PartnerId,
    delta: PartnerId,
    snowpeak: AssociationId,
    granite: AssociationId,
}

async fn furnished(db: PgPool) -> Furnished {
    let (house, harbor) = House::harbor(db).await;
    let summit = house.found_as("Summit", "dara", PartnerKind::Distributor, None).await;
    house.hire(summit, "kofi", Preset::AccountManager).await;
    let delta = house.found_as("Delta", "rita", PartnerKind::Reseller, Some(summit)).await;
    house.hire(delta, "sam", Preset::AccountManager).await;
    let snowpeak = house.associate(harbor, "mei", "Snowpeak").await;
    let granite = house.associate(summit, "kofi", "Granite").await;
    Furnished { house, harbor, summit, delta, snowpeak, granite }
}

fn key() -> String {
    new_id().to_string()
}

/// Viktor gives a partner a quota; its id.
async fn give(house: &House, partner: PartnerId, amount: &str, given: &[(&str, &str)]) -> String {
    let (partner, key) = (partner.to_string(), key());
    let usual = [
        ("key", key.as_str()),
        ("partner", partner.as_str()),
        ("amount", amount),
        ("customer_limit", "all"),
        ("scope[valid_from]", "2026-11-01"),
        ("scope[valid_until]", "2026-12-31"),
    ];
    let is_given = |name: &str| given.iter().any(|(one, _)| *one == name);
    let fields: Vec<(&str, &str)> = usual.into_iter().filter(|(name, _)| !is_given(name)).chain(given.iter().copied()).collect();
    let answer = house.post("viktor", "/operations/coupon-quotas/new", "coupons.give", &fields).await;
    let location = answer.location().to_owned();
    let id = location.strip_prefix("/operations/coupon-quotas/").and_then(|rest| rest.strip_suffix("?done=given"));
    id.unwrap_or_else(|| panic!("{}: {}", answer.status, answer.body)).to_owned()
}

/// Somebody issues a coupon of a quota to a customer.
async fn issue(house: &House, who: &str, quota: &str, to: AssociationId, face: &str) -> Answer {
    let (to, key) = (to.to_string(), key());
    let fields = [("key", key.as_str()), ("quota", quota), ("face", face), ("customers[]", to.as_str())];
    house.post(who, &format!("{QUOTAS}/{quota}/issue"), "coupons.issue", &fields).await
}

/// The latest coupon.
async fn latest(house: &House) -> String {
    sqlx::query_scalar("select id::text from coupon order by id desc limit 1").fetch_one(house.db()).await.unwrap()
}

async fn text(house: &House, sql: &'static str) -> String {
    sqlx::query_scalar(sql).fetch_one(house.db()).await.unwrap()
}
