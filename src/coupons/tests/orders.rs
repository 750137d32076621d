//! Coupons on orders: offered, locked, paid with, returned. C1, C3, C5, C7–C9 with their amounts.

use axum::http::StatusCode;
use uuid::Uuid;

use super::*;

pub(super) const PAYMENTS: &str = "/operations/coupon-payments";

/// An order of the customer that waits for payment, of these lines, yearly or monthly.
pub(super) async fn order(house: &House, of: AssociationId, number: &str, lines: &[&str]) -> Uuid {
    let id = new_id();
    let amounts: Vec<rust_decimal::Decimal> = lines.iter().map(|amount| amount.parse().unwrap()).collect();
    let payable: rust_decimal::Decimal = amounts.iter().sum();
    let sql = "insert into customer_order (id, source, number, customer_id, association_id, association_kind, distributor_id, partner_id,
                   supervisor_id, owner_id, order_type, state, product_type, list_rated, discount_rated, payable_charged, paid_by, placed_at,
                   as_of, created_at, updated_at)
               select $2, 'crm', $3, a.customer_id, a.id, a.kind, a.distributor_id, a.partner_id, a.supervisor_id, a.owner_id, 'new',
                   'pending_payment', 'Server', $4, 0, $4, 'customer', $5, $5, $5, $5 from association a where a.id = $1";
    sqlx::query(sql).bind(of.0).bind(id).bind(number).bind(payable).bind(house.now()).execute(house.db()).await.unwrap();
    for (at, amount) in amounts.into_iter().enumerate() {
        let sql = "insert into order_line (id, order_id, line, source, association_id, distributor_id, partner_id, supervisor_id, owner_id,
                       product_type, charging_mode, amount_rated, amount_charged, as_of, created_at, updated_at)
                   select $2, o.id, $3, o.source, o.association_id, o.distributor_id, o.partner_id, o.supervisor_id, o.owner_id, 'Server',
                       'subscription', $4, $4, o.as_of, o.as_of, o.as_of from customer_order o where o.id = $1";
        sqlx::query(sql).bind(id).bind(new_id()).bind((at + 1).to_string()).bind(amount).execute(house.db()).await.unwrap();
    }
    id
}

pub(super) async fn lock(house: &House, order: Uuid, number: &str, coupon: &str) -> Answer {
    let (order, key) = (order.to_string(), key());
    let fields = [("key", key.as_str()), ("order", order.as_str()), ("coupon", coupon)];
    house.post("viktor", &format!("{PAYMENTS}?order={number}"), "coupons.lock", &fields).await
}

/// Pays with or takes off the coupon of an order.
pub(super) async fn finish(house: &House, order: Uuid, action: &str) -> Answer {
    let (id, key) = (use_of(house, order).await, key());
    house.post("viktor", PAYMENTS, action, &[("key", &key), ("id", &id)]).await
}

async fn use_of(house: &House, order: Uuid) -> String {
    let sql = "select id::text from coupon_use where order_id = $1 order by id desc limit 1";
    sqlx::query_scalar(sql).bind(order).fetch_one(house.db()).await.unwrap()
}

async fn line(house: &House, order: Uuid, number: &str) -> String {
    let sql = "select id::text from order_line where order_id = $1 and line = $2";
    sqlx::query_scalar(sql).bind(order).bind(number).fetch_one(house.db()).await.unwrap()
}

/// Records an unsubscription of the first line.
pub(super) async fn refund(house: &House, order: Uuid, given: &[(&str, &str)]) -> Answer {
    let (id, line, key) = (use_of(house, order).await, line(house, order, "1").await, key());
    let fields: Vec<(&str, &str)> =
        [("key", key.as_str()), ("id", &id), ("lines[]", &line)].into_iter().chain(given.iter().copied()).collect();
    confirmed(house, &format!("{PAYMENTS}?order=CS-1"), &fields).await
}

/// Sends an unsubscription, and once more with what its preview shows, where it shows one.
async fn confirmed(house: &House, page: &str, fields: &[(&str, &str)]) -> Answer {
    let preview = house.post("viktor", page, "coupons.refund", fields).await;
    let input = preview.body.split("<input").find(|input| input.contains("name=\"form[previewed]\"")).unwrap_or_default();
    let Some(previewed) = input.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned) else {
        return preview;
    };
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("previewed", previewed.as_str())]).collect();
    house.post("viktor", page, "coupons.refund", &fields).await
}

/// A coupon's balance, locked and used; and what remains of its quota.
pub(super) async fn stands(house: &House, coupon: &str) -> String {
    let sql = "select concat_ws(' ', c.balance, c.locked, c.used, q.remaining) from coupon c join coupon_quota q on q.id = c.quota_id where c.id = $1::uuid";
    sqlx::query_scalar(sql).bind(coupon).fetch_one(house.db()).await.unwrap()
}

/// Harbor's customer with a coupon of this face out of a quota of 1,000.00.
pub(super) async fn with_coupon(db: PgPool, face: &str) -> (Furnished, String) {
    let furnished = furnished(db).await;
    let quota = give(&furnished.house, furnished.harbor, "1000", &[]).await;
    assert_eq!(issue(&furnished.house, "grace", &quota, furnished.snowpeak, face).await.status, StatusCode::SEE_OTHER);
    let coupon = latest(&furnished.house).await;
    (furnished, coupon)
}

#[sqlx::test]
async fn c1_a_coupon_of_100_is_locked_for_80_pays_them_and_keeps_20(db: PgPool) {
    let (Furnished { house, snowpeak, .. }, coupon) = with_coupon(db, "100").await;
    let id = order(&house, snowpeak, "CS-1", &["80"]).await;
    let offered = house.get("viktor", &format!("{PAYMENTS}?order=CS-1")).await;
    assert!(offered.shows("From the coupon: ¥80.00") && offered.shows("Paid otherwise: ¥0.00"), "{}", offered.body);
    assert_eq!(lock(&house, id, "CS-1", &coupon).await.status, StatusCode::SEE_OTHER);
    assert_eq!(stands(&house, &coupon).await, "100.00 80.00 0.00 900.00");
    // Locked: the partner cannot reclaim it, and is told by which order.
    let page = house.get("grace", &format!("{ISSUED}/reclaim?coupons={coupon}")).await;
    assert!(page.shows("Order CS-1, which is not paid yet, holds a part of it."), "{}", page.body);
    let page = house.get("grace", &format!("{ISSUED}/{coupon}")).await;
    assert!(
        page.shows("It cannot be reclaimed while order CS-1 holds a part of it: until that order is paid or cancelled"),
        "{}",
        page.body
    );
    let paid = finish(&house, id, "coupons.pay").await;
    assert!(house.get("viktor", paid.location()).await.shows("Paid: what each line was paid with is fixed now."));
    assert_eq!(stands(&house, &coupon).await, "20.00 0.00 80.00 900.00");
    let shown = house.get("grace", &format!("{ISSUED}/{coupon}")).await;
    assert!(shown.shows("CS-1") && shown.shows("Usable") && shown.shows("¥20.00"), "{}", shown.body);
    // C11: the rest can be reclaimed.
    let key = key();
    house.post("grace", ISSUED, "coupons.reclaim", &[("key", &key), ("ids[]", &coupon)]).await;
    assert_eq!(stands(&house, &coupon).await, "0.00 0.00 80.00 920.00");
}

#[sqlx::test]
async fn c3_br_51_one_order_takes_one_voucher_and_each_that_is_not_offered_has_its_reason(db: PgPool) {
    let (Furnished { house, snowpeak, .. }, first) = with_coupon(db, "100").await;
    let quota = text(&house, "select id::text from coupon_quota").await;
    let limited = {
        let (to, key) = (snowpeak.to_string(), key());
        let fields = [("key", key.as_str()), ("quota", &quota), ("face", "50"), ("customers[]", &to), ("scope[min_order]", "200")];
        house.post("grace", &format!("{QUOTAS}/{quota}/issue"), "coupons.issue", &fields).await;
        latest(&house).await
    };
    let id = order(&house, snowpeak, "CS-1", &["80"]).await;
    let page = house.get("viktor", &format!("{PAYMENTS}?order=cs-1")).await;
    assert!(page.shows("Only ¥80.00 of the order lie in its scope; it asks for ¥200.00."), "{}", page.body);
    let below = lock(&house, id, "CS-1", &limited).await;
    assert!(below.status == StatusCode::UNPROCESSABLE_ENTITY && below.shows("it asks for ¥200.00"), "{}", below.body);
    // A discount with which it does not combine.
    let discounted = house.get("viktor", &format!("{PAYMENTS}?order=CS-1&commercial=true")).await;
    assert!(discounted.shows("It cannot be used together with a commercial discount."), "{}", discounted.body);
    lock(&house, id, "CS-1", &first).await;
    issue(&house, "grace", &quota, snowpeak, "90").await;
    let second = lock(&house, id, "CS-1", &latest(&house).await).await;
    assert!(second.shows("One order can use only one coupon"), "{}", second.body);
    assert_eq!(text(&house, "select count(*)::text from coupon_use").await, "1");
}

#[sqlx::test]
async fn a_reason_that_all_coupons_share_stands_once(db: PgPool) {
    let (Furnished { house, snowpeak, .. }, _) = with_coupon(db, "100").await;
    let quota = text(&house, "select id::text from coupon_quota").await;
    issue(&house, "grace", &quota, snowpeak, "50").await;
    order(&house, snowpeak, "CS-1", &["80"]).await;
    sqlx::query("update customer_order set state = 'cancelled'").execute(house.db()).await.unwrap();
    let page = house.get("viktor", &format!("{PAYMENTS}?order=CS-1")).await;
    assert_eq!(page.body.matches("The order does not wait for payment").count(), 1, "{}", page.body);
    assert!(page.shows("¥100.00") && page.shows("¥50.00"), "each coupon is named: {}", page.body);
}

#[sqlx::test]
async fn a_lock_is_given_free_when_it_is_taken_off_or_the_order_is_cancelled_and_the_amount_can_be_used_elsewhere(db: PgPool) {
    let (Furnished { house, snowpeak, .. }, coupon) = with_coupon(db, "100").await;
    let a = order(&house, snowpeak, "CS-A", &["20"]).await;
    let b = order(&house, snowpeak, "CS-B", &["90"]).await;
    lock(&house, a, "CS-A", &coupon).await;
    assert_eq!(stands(&house, &coupon).await, "100.00 20.00 0.00 900.00", "only what the order uses is held");
    sqlx::query("update customer_order set state = 'cancelled', updated_at = now() where id = $1")
        .bind(a)
        .execute(house.db())
        .await
        .unwrap();
    assert_eq!(stands(&house, &coupon).await, "100.00 0.00 0.00 900.00");
    lock(&house, b, "CS-B", &coupon).await;
    finish(&house, b, "coupons.pay").await;
    // Reopened: 10.00 are left, and that is what it would pay.
    sqlx::query("update customer_order set state = 'pending_payment' where id = $1").bind(a).execute(house.db()).await.unwrap();
    let page = house.get("viktor", &format!("{PAYMENTS}?order=CS-A")).await;
    assert!(page.shows("From the coupon: ¥10.00") && page.shows("Paid otherwise: ¥10.00"), "{}", page.body);
    lock(&house, a, "CS-A", &coupon).await;
    assert_eq!(finish(&house, a, "coupons.release").await.status, StatusCode::SEE_OTHER);
    assert_eq!(stands(&house, &coupon).await, "10.00 0.00 90.00 900.00");
    assert_eq!(finish(&house, a, "coupons.pay").await.status, StatusCode::CONFLICT, "it is not locked any more");
}

/// A server of 100.00, paid with a voucher of 20.00 and cash of 80.00.
pub(super) async fn server(db: PgPool) -> (Furnished, String, Uuid) {
    let (furnished, coupon) = with_coupon(db, "20").await;
    let id = order(&furnished.house, furnished.snowpeak, "CS-1", &["100"]).await;
    lock(&furnished.house, id, "CS-1", &coupon).await;
    finish(&furnished.house, id, "coupons.pay").await;
    assert_eq!(stands(&furnished.house, &coupon).await, "0.00 0.00 20.00 980.00");
    (furnished, coupon, id)
}

const REFUNDS: &str = "select concat_ws(' ', cash, cash_to, voucher, voucher_to) from coupon_refund";

#[sqlx::test]
async fn c7_a_return_within_five_days_gives_voucher_and_cash_back_to_the_customer_once(db: PgPool) {
    let (Furnished { house, .. }, coupon, id) = server(db).await;
    let done = refund(&house, id, &[("case", "within_five_days")]).await;
    let page = house.get("viktor", done.location()).await;
    assert!(page.shows("Cash ¥80.00 to the customer; coupon ¥20.00 to the customer"), "{}", page.body);
    assert_eq!(text(&house, REFUNDS).await, "80.00 customer 20.00 coupon");
    assert_eq!(stands(&house, &coupon).await, "20.00 0.00 0.00 980.00", "a used-up coupon is usable again");
    let again = refund(&house, id, &[("case", "within_five_days")]).await;
    assert!(again.shows("One of these lines was returned already."), "{}", again.body);
    for sql in ["update coupon_share set refund_id = null", "update coupon_use set amount = 1", "delete from coupon_use"] {
        assert!(sqlx::query(sql).execute(house.db()).await.is_err(), "{sql}");
    }
    assert_eq!(stands(&house, &coupon).await, "20.00 0.00 0.00 980.00");
}

#[sqlx::test]
async fn c8_after_6_of_30_days_64_come_back_and_the_voucher_is_lost(db: PgPool) {
    let (Furnished { house, .. }, coupon, id) = server(db).await;
    assert!(refund(&house, id, &[("case", "in_use")]).await.refuses("used"));
    let used = [("case", "in_use"), ("used", "6"), ("subscribed", "30")];
    let fee = |fee| used.into_iter().chain([("fee", fee)]).collect::<Vec<_>>();
    let above = refund(&house, id, &fee("64.01")).await;
    assert!(above.refuses("fee") && above.shows("At most ¥64.00"), "no fee is cut off silently: {}", above.body);
    // A preview records nothing, and says days, fee, what comes back and what is lost.
    let (on, line, key) = (use_of(&house, id).await, line(&house, id, "1").await, key());
    let whole: Vec<_> = [("key", key.as_str()), ("id", &on), ("lines[]", &line)].into_iter().chain(fee("4")).collect();
    let preview = house.post("viktor", &format!("{PAYMENTS}?order=CS-1"), "coupons.refund", &whole).await;
    let sentence = "6 of 30 days were used, handling fee ¥4.00. Cash ¥60.00 to the customer; of the coupon ¥20.00 are lost.";
    assert!(preview.shows(sentence) && preview.shows("Nothing is recorded yet."), "{}", preview.body);
    assert_eq!(text(&house, "select count(*)::text from coupon_refund").await, "0");
    let all_of_it: Vec<_> = [("key", key.as_str()), ("id", &on), ("lines[]", &line)].into_iter().chain(fee("64")).collect();
    let preview = house.post("viktor", &format!("{PAYMENTS}?order=CS-1"), "coupons.refund", &all_of_it).await;
    assert!(preview.shows("handling fee ¥64.00. Cash ¥0.00 to the customer;"), "all that is left may be the fee: {}", preview.body);
    // Something else than what was previewed is previewed first.
    let other: Vec<_> = whole.iter().copied().chain([("previewed", "something else")]).collect();
    assert!(house.post("viktor", &format!("{PAYMENTS}?order=CS-1"), "coupons.refund", &other).await.shows(sentence));
    assert_eq!(text(&house, "select count(*)::text from coupon_refund").await, "0");
    let done = refund(&house, id, &fee("0")).await;
    let page = house.get("viktor", done.location()).await;
    assert!(page.shows("handling fee ¥0.00. Cash ¥64.00 to the customer; of the coupon ¥20.00 are lost."), "{}", page.body);
    assert_eq!(text(&house, REFUNDS).await, "64.00 customer 0.00 nowhere");
    assert_eq!(stands(&house, &coupon).await, "0.00 0.00 20.00 980.00");
}

#[sqlx::test]
async fn c9_of_a_customer_that_has_left_the_cash_goes_to_the_partner_and_the_voucher_to_the_quota(db: PgPool) {
    let (Furnished { house, snowpeak, .. }, coupon, id) = server(db).await;
    sqlx::query("update association set kind = 'resale' where id = $1").bind(snowpeak.0).execute(house.db()).await.unwrap();
    sqlx::query("update customer_order set association_kind = 'resale'").execute(house.db()).await.unwrap();
    sqlx::query("update association set ended_at = $2 where id = $1").bind(snowpeak.0).bind(house.now()).execute(house.db()).await.unwrap();
    refund(&house, id, &[("case", "not_yet_effective")]).await;
    assert_eq!(text(&house, REFUNDS).await, "80.00 partner 20.00 quota");
    assert_eq!(stands(&house, &coupon).await, "0.00 0.00 0.00 1000.00");
    assert_eq!(text(&house, "select concat_ws(' ', total, remaining, issued) from coupon_quota").await, "1000.00 1000.00 0.00");
}

#[sqlx::test]
async fn a_refund_of_one_line_returns_its_share_and_every_line_together_exactly_what_was_paid(db: PgPool) {
    let (Furnished { house, snowpeak, .. }, coupon) = with_coupon(db, "100").await;
    let id = order(&house, snowpeak, "CS-3", &["50", "50", "50"]).await;
    lock(&house, id, "CS-3", &coupon).await;
    finish(&house, id, "coupons.pay").await;
    for (number, left) in [("1", "33.34"), ("2", "66.67"), ("3", "100.00")] {
        let (on, line, key) = (use_of(&house, id).await, line(&house, id, number).await, key());
        let fields = [("key", key.as_str()), ("id", &on), ("lines[]", &line), ("case", "failed")];
        confirmed(&house, &format!("{PAYMENTS}?order=CS-3"), &fields).await;
        assert!(stands(&house, &coupon).await.starts_with(left), "after line {number}");
    }
    assert_eq!(text(&house, "select concat_ws(' ', sum(cash), sum(voucher)) from coupon_refund").await, "50.00 100.00");
}
