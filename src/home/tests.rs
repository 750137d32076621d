//! What the start page and the whole queue say, through the whole router.

mod figures;
mod news;
mod tasks;

use chrono::Duration;
use sqlx::PgPool;
use uuid::Uuid;

use crate::auth::model::Preset;
use crate::house::House;
use crate::organisation::model::PartnerId;
use crate::values::date::beijing_date;

/// What a start page says where nothing waits.
const NOTHING: &str = "Nothing waits for you.";

impl House {
    /// Everything that she was told, read.
    async fn read_all(&self, who: &str) {
        let read = self.post(who, "/notifications", "notifications.mark_read", &[("id", "")]).await;
        assert_eq!(read.location(), "/notifications?done=read");
    }

    async fn home(&self, who: &str) -> String {
        self.get(who, "/").await.body
    }

    /// An alert of one of her customers, sent so many days ago.
    async fn alert(&self, partner: PartnerId, owner: &str, name: &str, days: i64) -> Uuid {
        let association = self.associate(partner, owner, name).await;
        let (id, at) = (crate::server::new_id(), self.now() - Duration::days(days));
        let sql = "insert into customer_alert (id, association_id, customer_id, partner_id, owner_id, category, scenario, title, sent_at)
                   select $1, id, customer_id, partner_id, owner_id, 'churn', 'Spend fell', 'Spend is down', $3 from association where id = $2";
        sqlx::query(sql).bind(id).bind(association.0).bind(at).execute(self.db()).await.unwrap();
        id
    }

    /// Leads that were dispatched to her.
    async fn leads(&self, partner: PartnerId, owner: &str, count: i64) {
        let sql = "insert into lead (id, partner_id, owner_id, company_name, state, created_at, updated_at, dispatched_at)
                   select gen_random_uuid(), $1, p.id, 'Quarry Works', 'dispatched', $3, $3, $3 - n * interval '1 minute'
                   from person p, generate_series(1, $4) n where p.account_name = $2";
        sqlx::query(sql).bind(partner.0).bind(owner).bind(self.now()).bind(count).execute(self.db()).await.unwrap();
    }

    /// Hers, reported in this name, at this amount, for this day.
    async fn opportunity(&self, who: &str, association: &str, name: &str, revenue: &str, expected: &str) -> Uuid {
        let fields =
            [("name", name), ("expected_monthly_revenue", revenue), ("expected_date", expected), ("products[0][revenue]", revenue)];
        let reported = self.report(who, association, &fields).await;
        assert!(reported.location().starts_with("/sales/"), "{}", reported.body);
        sqlx::query_scalar("select id from opportunity where name = $1").bind(name).fetch_one(self.db()).await.unwrap()
    }
}

#[sqlx::test]
async fn a_claim_waits_from_three_days_before_it_lapses_until_it_is_given_up_whether_or_not_she_read_of_it(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let claim = house.claim(harbor, "mei", "Riverside", "13800138000").await.to_string();
    assert!(house.home("mei").await.contains(NOTHING), "not yet");
    // It lapses on a Tuesday, three days after this Saturday.
    house.pass(Duration::days(12)).await;
    crate::claims::due::remind_due(house.db(), house.now()).await.unwrap();
    house.read_all("mei").await;
    let page = house.home("mei").await;
    assert!(page.contains("Your claim on <b>R***e</b> lapses") && page.contains("in 3 days"), "{page}");
    assert!(page.contains(&format!("href=\"/sales/customer-development/invite?claims={claim}\"")), "one press from the work");
    for who in ["jun", "grace"] {
        assert!(house.home(who).await.contains(NOTHING), "{who}");
    }
    let given_up = house.post("mei", "/sales/customer-development/withdraw", "claims.withdraw", &[("id", &claim), ("version", "1")]).await;
    assert!(given_up.location().starts_with("/sales/"), "{}: {}", given_up.status, given_up.body);
    assert!(house.home("mei").await.contains(NOTHING));
}

#[sqlx::test]
async fn what_hangs_on_a_claim_is_what_its_open_opportunities_bring(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let claim = house.claim(harbor, "mei", "Riverside", "13800138000").await;
    house.opportunity("mei", &format!("claim:{claim}"), "Data lake", "8400", "2027-01-15").await;
    house.pass(Duration::days(14)).await;
    let page = house.home("mei").await;
    assert!(page.contains("tomorrow") && page.contains("1 open opportunity hangs on it"), "{page}");
    assert!(page.contains("¥8,400.00<small> a month, expected</small>"), "{page}");
}

#[sqlx::test]
async fn an_alert_waits_for_the_one_who_is_responsible_until_it_is_handled(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let alert = house.alert(harbor, "mei", "Snowpeak", 0).await.to_string();
    house.alert(harbor, "", "Orchard", 0).await;
    assert!(house.home("mei").await.contains("The vendor recorded S***k as your customer"), "whoever gets a customer is told");
    let (mei, grace) = (house.home("mei").await, house.home("grace").await);
    assert!(mei.contains("Spend is down · <b>S***k</b>") && !mei.contains("O***d"), "{mei}");
    assert!(grace.contains("Spend is down · <b>O***d</b>") && !grace.contains("S***k"), "the primary administrator: {grace}");
    assert!(house.home("jun").await.contains(NOTHING));
    let handled = [("id", alert.as_str()), ("version", "1"), ("result", "not_lost")];
    house.post("mei", &format!("/sales/alerts/{alert}"), "alerts.handle", &handled).await;
    assert!(house.home("mei").await.contains(NOTHING));
}

#[sqlx::test]
async fn of_more_alerts_than_the_queue_weighs_those_that_wait_longest_stand_in_it(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let association = house.associate(harbor, "mei", "Snowpeak").await;
    let sql = "insert into customer_alert (id, association_id, customer_id, partner_id, owner_id, category, scenario, title, sent_at)
               select gen_random_uuid(), id, customer_id, partner_id, owner_id, 'churn', 'Spend fell', 'Alert ' || n, $2 - n * interval '1 day'
               from association, generate_series(1, 502) n where id = $1";
    sqlx::query(sql).bind(association.0).bind(house.now()).execute(house.db()).await.unwrap();
    let page = house.get("mei", "/to-do").await;
    assert!(page.shows("Alert 502 · ") && page.shows("1 to 20 of 500"), "{}", page.body);
    assert!(page.shows("Of these kinds more than 500 wait"), "{}", page.body);
}

#[sqlx::test]
async fn eight_stand_on_the_start_page_and_all_in_the_whole_queue_in_pages_and_by_kind(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    house.leads(harbor, "mei", 22).await;
    house.alert(harbor, "mei", "Snowpeak", 0).await;
    let page = house.home("mei").await;
    assert_eq!(page.matches("Follow up the lead <b>Q***s</b>").count() + page.matches("Spend is down").count(), 8, "{page}");
    assert!(page.contains("href=\"/to-do\"") && page.contains("All 23"));
    let first = house.get("mei", "/to-do").await;
    assert!(first.shows("1 to 20 of 23") && first.shows("/to-do?page=2"), "{}", first.body);
    let second = house.get("mei", "/to-do?page=2").await;
    assert!(second.shows("21 to 23 of 23") && second.body.matches("class=\"due\"").count() == 3, "{}", second.body);
    let alerts = house.get("mei", "/to-do?kind=alert").await;
    assert!(alerts.shows("1 to 1 of 1") && !alerts.shows("Q***s"), "{}", alerts.body);
    assert!(house.get("mei", "/to-do?kind=quiet").await.shows("Nothing of this kind waits for you."));
    assert_eq!(house.get("mei", "/to-do?kind=anything").await.status, 404);
    assert!(house.get("jun", "/to-do").await.shows(NOTHING), "nobody sees what waits for somebody else");
}

#[sqlx::test]
async fn an_opportunity_waits_when_its_date_has_passed_or_it_is_quiet_and_no_more_after_progress(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let customer = format!("association:{}", house.associate(harbor, "mei", "Snowpeak").await);
    let passed = house.opportunity("mei", &customer, "Data lake", "95000", "2026-11-25").await;
    house.opportunity("mei", &customer, "Backup", "52800", "2027-03-01").await;
    assert!(house.home("mei").await.contains(NOTHING));
    house.pass(Duration::days(3)).await;
    let page = house.home("mei").await;
    assert!(page.contains("The expected date of <b>Data lake</b> has passed") && page.contains("1 day over"), "{page}");
    assert!(page.contains("¥95,000.00<small> a month, expected</small>") && !page.contains("Nothing new on"), "{page}");
    house.pass(Duration::days(20)).await;
    assert!(house.home("mei").await.contains("Nothing new on <b>Backup</b>"));
    for who in ["jun", "grace"] {
        assert!(!house.home(who).await.contains("Data lake"), "{who}");
    }
    let (id, address) = (passed.to_string(), format!("/sales/opportunities/{passed}/progress"));
    let lost = [
        ("id", id.as_str()),
        ("version", "1"),
        ("stage", "lost"),
        ("confidence", "10"),
        ("test_state", "not_needed"),
        ("detail", "They stay where they are"),
        ("lost_reason", "Price"),
    ];
    let added = house.post("mei", &address, "opportunities.add_progress", &lost).await;
    assert!(added.location().starts_with("/sales/"), "{}", added.body);
    let page = house.home("mei").await;
    assert!(!page.contains("Data lake") && page.contains("Backup"), "{page}");
}

#[sqlx::test]
async fn what_a_customers_going_elsewhere_has_closed_waits_for_nobody(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let association = house.associate(harbor, "mei", "Snowpeak").await;
    house.opportunity("mei", &format!("association:{association}"), "Data lake", "95000", "2026-11-25").await;
    house.pass(Duration::days(3)).await;
    assert!(house.home("mei").await.contains("Data lake"));
    sqlx::query("update association set ended_at = $2 where id = $1")
        .bind(association.0)
        .bind(house.now())
        .execute(house.db())
        .await
        .unwrap();
    assert!(!house.home("mei").await.contains("The expected date"), "it takes no progress any more");
}

#[sqlx::test]
async fn what_companies_ask_for_waits_for_the_vendors_staff_alone(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    assert!(house.home("viktor").await.contains(NOTHING));
    let asked =
        house.post("grace", "/organisation/company", "organisation.request_rename", &[("name", "Harbour Ltd"), ("reason", "Merger")]).await;
    assert!(asked.location().contains("done="), "{}", asked.body);
    assert!(house.home("viktor").await.contains("Company names that wait for a decision: 1"));
    assert!(house.home("grace").await.contains(NOTHING));
    let rename: Uuid = sqlx::query_scalar("select id from company_rename").fetch_one(house.db()).await.unwrap();
    let rename = rename.to_string();
    house.post("viktor", "/operations/renames", "operations.decide_rename", &[("id", &rename), ("decision", "accept")]).await;
    assert!(house.home("viktor").await.contains(NOTHING));
}

#[sqlx::test]
async fn the_vendors_staff_are_led_from_sales_to_operations_and_find_their_exports_there(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    let page = house.get("viktor", "/sales").await;
    assert!(page.shows("Your work is in Operations.") && page.shows("href=\"/sales/exports\""), "{}", page.body);
    assert!(!house.get("mei", "/sales").await.shows("Your work is in Operations."));
}

#[sqlx::test]
async fn a_new_partners_administrator_is_shown_the_steps_that_are_left_and_whom_to_ask(db: PgPool) {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let harbor = house.found("Harbor", "grace").await;
    sqlx::query("update partner set contact_mobile = '', contact_email = '', ecosystem_manager_name = 'Vera'")
        .execute(house.db())
        .await
        .unwrap();
    let page = house.home("grace").await;
    assert!(page.contains("Begin here") && page.contains("Ask Vera, your ecosystem manager."), "{page}");
    assert_eq!(page.matches(">Open</span>").count() + page.matches(">Done</span>").count(), 5, "{page}");
    assert!(!page.contains(">Done</span>"), "{page}");
    house.hire(harbor, "mei", Preset::AccountManager).await;
    sqlx::query("update partner set contact_mobile = '13800138001'").execute(house.db()).await.unwrap();
    let page = house.home("grace").await;
    assert_eq!(page.matches(">Done</span>").count(), 2, "{page}");
    assert!(!page.contains("Ask Vera") && !house.home("mei").await.contains("Begin here"));
    house.pass(Duration::days(91)).await;
    assert!(!house.home("grace").await.contains("Begin here"), "it is no longer new");
}

#[sqlx::test]
async fn an_order_and_a_task_are_found_by_their_numbers_and_a_second_person_finds_nothing(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let customer = house.associate(harbor, "mei", "Snowpeak").await;
    let order = crate::orders::queries::tests::order(house.db(), customer, "CS-2026-1", 10).await;
    crate::marketing_tasks::renewals::tests::large(house.db(), order, "1", 20).await;
    crate::marketing_tasks::renewals::due::run(house.db(), beijing_date(house.now()), house.now()).await.unwrap();
    let task = crate::marketing_tasks::expansion::fixtures::task(house.db(), customer, "Backup", 5, house.now()).await;
    let number = async |sql: &'static str| sqlx::query_scalar::<_, String>(sql).fetch_one(house.db()).await.unwrap();
    let (et, rt) = (number("select number from expansion_task").await, number("select number from renewal_task").await);
    for (typed, href) in [
        ("cs-2026-1", format!("/sales/orders/{order}")),
        (et.as_str(), format!("/sales/marketing-tasks/expansion/{task}")),
        (rt.as_str(), "/sales/marketing-tasks/renewals/".to_owned()),
    ] {
        for (who, finds) in [("mei", true), ("grace", true), ("jun", false), ("viktor", false)] {
            let page = house.get(who, &format!("/find?q={typed}")).await;
            assert_eq!(page.shows(&format!("<a href=\"{href}")), finds, "{who} {typed}: {}", page.body);
            assert_eq!(page.shows("Nothing matches"), !finds, "{who} {typed}");
        }
    }
}

#[sqlx::test]
async fn a_page_is_found_by_what_it_is_for_in_both_languages(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    for typed in ["Customer dev", "claim", "PROSPECT"] {
        let found = house.get("mei", &format!("/find?q={}", typed.replace(' ', "+"))).await;
        assert!(found.shows("href=\"/sales/customer-development\""), "{typed}: {}", found.body);
    }
    assert!(house.get("mei", "/find?q=zebra").await.shows("zebra"));
}
