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
    assert!(page.shows("lapses on 8 Dec") && page.shows("days left: 3"), "{}", page.body);
    assert!(!page.shows("until 8 Dec"), "the day is said once");
    assert!(house.get("grace", "/").await.shows("Nothing waits for you."));
}

impl House {
    /// Everything that she was told, read.
    async fn read_all(&self, who: &str) {
        let read = self.post(who, "/notifications", "notifications.mark_read", &[("id", "")]).await;
        assert_eq!(read.location(), "/notifications?done=read");
    }
}

#[sqlx::test]
async fn a_claim_stays_a_to_do_until_it_is_given_up_whether_or_not_she_read_of_it(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let claim = house.claim(harbor, "mei", "Riverside", "13800138000").await.to_string();
    assert!(house.get("mei", "/").await.shows("Nothing waits for you."), "not yet");
    house.pass(Duration::days(12)).await;
    remind_due(house.db(), house.now()).await.unwrap();
    house.read_all("mei").await;
    let href = format!("href=\"/sales/customer-development/claims/{claim}\"");
    assert!(house.get("mei", "/").await.shows(&href));
    assert!(house.get("jun", "/").await.shows("Nothing waits for you."));
    let given_up = house.post("mei", "/sales/customer-development/withdraw", "claims.withdraw", &[("id", &claim), ("version", "1")]).await;
    assert!(given_up.location().starts_with("/sales/"), "{}: {}", given_up.status, given_up.body);
    assert!(house.get("mei", "/").await.shows("Nothing waits for you."));
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

#[sqlx::test]
async fn an_alert_stays_a_to_do_of_the_one_who_is_responsible_until_it_is_handled(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    for (owner, name) in [("mei", "Snowpeak"), ("", "Orchard")] {
        let association = house.associate(harbor, owner, name).await;
        let sql = "insert into customer_alert (id, association_id, customer_id, partner_id, owner_id, category, scenario, title, sent_at)
                   select $1, id, customer_id, partner_id, owner_id, 'churn', 'Spend fell', 'Down', $3 from association where id = $2";
        sqlx::query(sql).bind(crate::server::new_id()).bind(association.0).bind(house.now()).execute(house.db()).await.unwrap();
    }
    assert!(house.get("mei", "/").await.shows("The vendor recorded S***k as your customer"), "whoever gets a customer is told");
    for who in ["mei", "grace", "jun"] {
        house.read_all(who).await;
    }
    assert!(house.get("mei", "/").await.shows("An alert of S***k waits for you") && !house.get("mei", "/").await.shows("O***d"));
    assert!(house.get("grace", "/").await.shows("An alert of O***d waits for you") && !house.get("grace", "/").await.shows("S***k"));
    assert!(house.get("jun", "/").await.shows("Nothing waits for you."));
    let alert: uuid::Uuid =
        sqlx::query_scalar("select id from customer_alert where owner_id is not null").fetch_one(house.db()).await.unwrap();
    let (page, alert) = (format!("/sales/alerts/{alert}"), alert.to_string());
    house.post("mei", &page, "alerts.handle", &[("id", &alert), ("version", "1"), ("result", "not_lost")]).await;
    assert!(house.get("mei", "/").await.shows("Nothing waits for you."));
}

#[sqlx::test]
async fn a_lead_stays_a_to_do_of_its_follower_until_it_is_followed_up(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let mut last = uuid::Uuid::nil();
    for number in 0..6 {
        last = crate::server::new_id();
        let sql = "insert into lead (id, partner_id, owner_id, company_name, state, created_at, updated_at, dispatched_at)
                   select $1, $2, id, 'Quarry Works', 'dispatched', $3, $3, $3 from person where account_name = 'mei'";
        let at = house.now() - Duration::minutes(number);
        sqlx::query(sql).bind(last).bind(harbor.0).bind(at).execute(house.db()).await.unwrap();
    }
    let (href, last) = (format!("href=\"/sales/leads/{last}\""), last.to_string());
    let page = house.get("mei", "/").await;
    assert!(page.shows("Follow up the lead Q***s") && page.shows(&href) && page.shows("More leads to follow up: 1"), "{}", page.body);
    for who in ["jun", "grace"] {
        assert!(house.get(who, "/").await.shows("Nothing waits for you."), "{who}");
    }
    let followed = house
        .post("mei", &format!("/sales/leads/{last}"), "leads.follow_up", &[("id", &last), ("method", "call"), ("content", "Called")])
        .await;
    assert!(followed.location().starts_with("/sales/leads"), "{}", followed.body);
    let page = house.get("mei", "/").await;
    assert!(!page.shows(&href) && !page.shows("More leads"), "{}", page.body);
}

#[sqlx::test]
async fn what_companies_ask_for_waits_for_the_vendors_staff_alone(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    assert!(house.get("viktor", "/").await.shows("Nothing waits for you."));
    let asked =
        house.post("grace", "/organisation/company", "organisation.request_rename", &[("name", "Harbour Ltd"), ("reason", "Merger")]).await;
    assert!(asked.location().contains("done="), "{}", asked.body);
    assert!(house.get("viktor", "/").await.shows("Company names that wait for a decision: 1"));
    assert!(house.get("grace", "/").await.shows("Nothing waits for you."));
    let rename: uuid::Uuid = sqlx::query_scalar("select id from company_rename").fetch_one(house.db()).await.unwrap();
    let rename = rename.to_string();
    house.post("viktor", "/operations/renames", "operations.decide_rename", &[("id", &rename), ("decision", "accept")]).await;
    assert!(house.get("viktor", "/").await.shows("Nothing waits for you."));
}
