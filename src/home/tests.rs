//! What the start page says, through the whole router.

use chrono::Duration;
use sqlx::PgPool;

use crate::auth::model::Preset;
use crate::claims::due::remind_due;
use crate::house::House;

#[sqlx::test]
async fn a_claim_that_lapses_is_a_to_do_with_its_calendar_days(db: PgPool) {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let harbor = house.found("Harbor", "grace").await;
    house.hire(harbor, "mei", Preset::AccountManager).await;
    house.claim(harbor, "mei", "Riverside", "13800138000").await;
    // From a Monday to the Saturday before the Tuesday on which it lapses: two working days are left, and three days.
    house.pass(Duration::days(12)).await;
    remind_due(house.db(), house.now()).await.unwrap();
    let page = house.get("mei", "/").await;
    assert!(page.shows("until 8 Dec 2026") && page.shows("days left: 3"), "{}", page.body);
    assert!(house.get("grace", "/").await.shows("Nothing waits for you."));
}
