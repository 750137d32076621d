//! The pages in both languages, and what stands beside them.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::*;
use crate::house::House;

const LIST: &str = "/sales/marketing-tasks/renewals";

/// Mei's customer Snowpeak with tasks of lines that end in so many days.
async fn house(db: PgPool, days: &[i64]) -> (House, Uuid) {
    let (house, harbor) = House::harbor(db).await;
    let of = house.associate(harbor, "mei", "Snowpeak").await;
    let id = order(house.db(), of, "CS-1", 10).await;
    for (n, days) in days.iter().enumerate() {
        large(house.db(), id, &n.to_string(), *days).await;
    }
    on(house.db(), 0).await;
    let customer = sqlx::query_scalar("select customer_id from association").fetch_one(house.db()).await.unwrap();
    (house, customer)
}

#[sqlx::test]
async fn the_list_opens_on_pending_tasks_by_expiry_and_leads_to_task_and_resources_r42_r47(db: PgPool) {
    let (house, _) = house(db, &[20, -4]).await;
    let page = house.get("mei", LIST).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.shows("Renewal tasks of your customers: 2.") && page.shows("Overdue") && page.shows("40,000.24"), "{}", page.body);
    assert!(page.shows("/sales/order-resources?number=CS-1") && page.shows("Process RT"), "{}", page.body);
    assert!(!page.shows("Snowpeak") && page.shows("S***k"), "{}", page.body);
    house.call("mei", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    let page = house.get("mei", LIST).await;
    for words in ["大单续订任务", "任务ID", "待处理", "已逾期", "导出", "批量处理"] {
        assert!(page.shows(words), "{words}: {}", page.body);
    }
    let task = of_line(&house, "0").await;
    let page = house.get("mei", &format!("{LIST}/{task}")).await;
    for words in ["任务信息", "订单信息", "任务处理", "处理记录", "系统生成任务", "客户是否续订？"] {
        assert!(page.shows(words), "{words}: {}", page.body);
    }
}

async fn of_line(house: &House, line: &str) -> RenewalTaskId {
    let sql = "select t.id from renewal_task t join order_line l on l.id = t.order_line_id where l.line = $1";
    RenewalTaskId(sqlx::query_scalar(sql).bind(line).fetch_one(house.db()).await.unwrap())
}

#[sqlx::test]
async fn the_eye_of_a_task_shows_the_customer_and_is_recorded(db: PgPool) {
    let (house, customer) = house(db, &[20]).await;
    let address = format!("{LIST}/{}", of_line(&house, "0").await);
    let shown = house.post("mei", &address, "customers.reveal", &[("field", "name"), ("refs", &format!("customer:{customer}"))]).await;
    assert!(shown.shows("Snowpeak"), "{}", shown.body);
    assert!(!house.get("mei", &address).await.shows("Snowpeak"));
}

#[sqlx::test]
async fn a_customers_page_points_out_what_expires_within_a_month_and_within_three_days(db: PgPool) {
    let (house, customer) = house(db, &[2, 3, 4, 30, 31]).await;
    let page = house.get("mei", &format!("/sales/customers/{customer}")).await;
    // 23 December is a month after 23 November.
    assert!(page.shows("Within three days: 2. Within a month: 4.") && page.shows("in 2 days"), "{}", page.body);
    let all = house.get("mei", LIST).await;
    assert!(all.shows("Renewal tasks of your customers: 5."), "{}", all.body);
    house.call("mei", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    let page = house.get("mei", &format!("/sales/customers/{customer}")).await;
    assert!(page.shows("3 天内失效 2 个，一个月内失效 4 个。"), "{}", page.body);
}

#[sqlx::test]
async fn operations_sets_threshold_and_lead_and_a_bad_value_is_refused_beside_its_field(db: PgPool) {
    let (house, _) = house(db, &[]).await;
    let page = house.get("viktor", "/operations/terms").await;
    assert!(page.shows("An order line gets a renewal task from this charged amount on") && page.shows("value=\"10000\""), "{}", page.body);
    let change = async |amount: &str, lead: &str| {
        let mut fields = vec![("version", "1"), ("renewal_amount", amount), ("renewal_lead_days", lead)];
        let others = [
            ("claim_days", "15"),
            ("reclaim_hours", "24"),
            ("most_open_claims", "100"),
            ("review_working_days", "5"),
            ("invitation_days", "7"),
            ("association_request_months", "3"),
            ("checks_per_hour", "30"),
            ("quiet_working_days", "10"),
        ];
        fields.extend(others);
        house.post("viktor", "/operations/terms", "operations.change_terms", &fields).await
    };
    let refused = change("99", "366").await;
    assert!(refused.refuses("renewal_amount") && refused.refuses("renewal_lead_days"), "{}", refused.body);
    assert!(change("250000", "90").await.location().ends_with("?done=changed"));
    let terms = crate::server::terms::load(house.db()).await.unwrap();
    assert_eq!((terms.renewal_amount, terms.renewal_lead_days), (250_000, 90));
}
