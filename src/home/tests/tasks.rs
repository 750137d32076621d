//! Marketing tasks in the queue of the start page.

use sqlx::PgPool;

use crate::auth::model::Preset;
use crate::house::House;
use crate::marketing_tasks::expansion::fixtures::task;
use crate::marketing_tasks::renewals::due::run;
use crate::marketing_tasks::renewals::tests::large;
use crate::orders::queries::tests::order;
use crate::organisation::model::PartnerKind;
use crate::values::date::beijing_date;

use super::NOTHING;

#[sqlx::test]
async fn an_expansion_task_waits_for_whoever_processes_it_until_she_has(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    let customer = house.associate(harbor, "mei", "Snowpeak").await;
    let id = task(house.db(), customer, "Backup before the year ends", 5, house.now()).await;
    let page = house.home("mei").await;
    assert!(page.contains("Contact <b>S***k</b>") && page.contains("Backup before the year ends") && page.contains("in 5 days"), "{page}");
    assert!(page.contains(&format!("href=\"/sales/marketing-tasks/expansion/{id}\"")), "one press from the work");
    for who in ["jun", "grace", "zhao"] {
        assert!(house.home(who).await.contains(NOTHING), "{who}");
    }
    let (page, id) = (format!("/sales/marketing-tasks/expansion/{id}"), id.to_string());
    let fields = [("id", id.as_str()), ("version", "1"), ("result", "contacted"), ("note", "She asks for a price.")];
    assert!(house.post("mei", &page, "expansion.process", &fields).await.location().ends_with("done=processed"));
    assert!(house.home("mei").await.contains(NOTHING));
    house.pass(chrono::Duration::days(2)).await;
    assert!(house.home("mei").await.contains("in 3 days"), "three days before the deadline of a task in progress");
    house.pass(chrono::Duration::days(4)).await;
    assert!(house.home("mei").await.contains("1 day over"), "until it is over");
}

#[sqlx::test]
async fn a_task_without_an_account_manager_waits_for_the_primary_administrator_u23(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let customer = house.associate(harbor, "mei", "Snowpeak").await;
    task(house.db(), customer, "Backup before the year ends", 5, house.now()).await;
    sqlx::query("update expansion_task set owner_id = null, supervisor_id = null").execute(house.db()).await.unwrap();
    assert!(house.home("grace").await.contains("Contact <b>S***k</b>"));
    assert!(house.home("mei").await.contains(NOTHING));
}

#[sqlx::test]
async fn a_renewal_task_waits_with_its_order_and_what_the_line_is_worth_a_month(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let customer = house.associate(harbor, "mei", "Snowpeak").await;
    let id = order(house.db(), customer, "CS-1", 10).await;
    large(house.db(), id, "1", 20).await;
    run(house.db(), beijing_date(house.now()), house.now()).await.unwrap();
    house.read_all("mei").await;
    let page = house.home("mei").await;
    assert!(
        page.contains("Renew an order of <b>S***k</b>") && page.contains("Order CS-1 expires") && page.contains("order line"),
        "{page}"
    );
    assert!(page.contains("href=\"/sales/marketing-tasks/renewals/"), "one press from the work");
    for who in ["jun", "grace"] {
        assert!(house.home(who).await.contains(NOTHING), "{who}");
    }
}

#[sqlx::test]
async fn a_task_of_a_resellers_customer_waits_for_the_distributors_primary_administrator_r41(db: PgPool) {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let summit = house.found_as("Summit", "dara", PartnerKind::Distributor, None).await;
    let delta = house.found_as("Delta", "rita", PartnerKind::Reseller, Some(summit)).await;
    house.hire(summit, "kofi", Preset::AccountManager).await;
    house.hire(delta, "sam", Preset::AccountManager).await;
    let customer = house.associate(delta, "sam", "Resold").await;
    task(house.db(), customer, "Backup before the year ends", 5, house.now()).await;
    let id = order(house.db(), customer, "CS-1", 10).await;
    large(house.db(), id, "1", 20).await;
    run(house.db(), beijing_date(house.now()), house.now()).await.unwrap();
    let page = house.home("dara").await;
    assert!(page.contains("Contact <b>R***d</b>") && page.contains("Renew an order of <b>R***d</b>"), "{page}");
    assert!(!page.contains("new large-order renewal task"), "what stands in the queue is no news: {page}");
    assert!(house.get("dara", "/notifications").await.shows("1 new large-order renewal task"), "she was told all the same");
    for who in ["kofi", "rita", "sam"] {
        let page = house.home(who).await;
        assert!(!page.contains("Contact <b>") && !page.contains("Renew an order"), "{who}: {page}");
    }
}
