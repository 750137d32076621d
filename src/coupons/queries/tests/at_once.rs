//! A hundred at once: no quota falls below zero, nothing is reclaimed twice, an order takes one voucher, and every cent adds up in the
//! end.

use std::future::Future;

use std::sync::Arc;

use sqlx::postgres::PgPoolOptions;

use super::*;
use crate::coupons::model::VendorOperator;
use crate::coupons::rules;
use crate::orders::model::OrderId;
use crate::orders::queries::tests::{line, order};

/// A hundred at once over a pool of their own, 25 transactions at a time: all connections stand before the first one begins.
pub(super) async fn hundred<F: Future<Output = bool> + Send + 'static>(db: &PgPool, one: impl Fn(PgPool, usize) -> F) -> usize {
    let options = db.connect_options().as_ref().clone();
    let pool = PgPoolOptions::new().min_connections(25).max_connections(25).connect_with(options).await.unwrap();
    let tasks: Vec<_> = (0..100).map(|n| tokio::spawn(one(pool.clone(), n))).collect();
    let mut done = 0;
    for task in tasks {
        done += usize::from(task.await.unwrap());
    }
    pool.close().await;
    done
}

#[sqlx::test]
async fn a_hundred_issues_at_once_never_bring_a_quota_below_zero(db: PgPool) {
    people(&db).await;
    let (of, to) = (quota(&db, HARBOR, "100").await, customer(&db, "mei", "Snowpeak").await);
    let done = hundred(&db, move |db, _| async move { issue(&db, "grace", of, to, "6").await.is_some() }).await;
    assert_eq!((done, read(&db, of).await.terms.remaining), (16, charged("4")));
    assert_proof(&db).await;
}

#[sqlx::test]
async fn a_hundred_issues_of_a_quota_that_nobody_holds_never_bring_it_below_zero(db: PgPool) {
    people(&db).await;
    let (of, to) = (quota(&db, HARBOR, "100").await, customer(&db, "mei", "Snowpeak").await);
    // All of them have looked before the first one acts: what is left decides, in the statement that takes it.
    let looked = Arc::new(read(&db, of).await);
    let (to, new) = (issuing::recipients(&db, &own("grace"), &[to]).await.unwrap().remove(0), Arc::new(new_issue("6", to)));
    let done = hundred(&db, move |db, _| {
        let (looked, to, new) = (looked.clone(), to.clone(), new.clone());
        async move {
            let mut tx = begin(&db).await.unwrap();
            let id = issuing::issue(&mut tx, &looked, &to, &new, None, now()).await.unwrap();
            if id.is_some() {
                tx.commit().await.unwrap();
            }
            id.is_some()
        }
    })
    .await;
    assert_eq!((done, read(&db, of).await.terms.remaining), (16, charged("4")));
    assert_proof(&db).await;
}

#[sqlx::test]
async fn a_hundred_reclaims_at_once_take_a_coupon_back_once(db: PgPool) {
    people(&db).await;
    let (of, to) = (quota(&db, HARBOR, "100").await, customer(&db, "mei", "Snowpeak").await);
    let id = issue(&db, "grace", of, to, "60").await.unwrap();
    let done = hundred(&db, move |db, _| async move { reclaim(&db, "grace", id).await }).await;
    assert_eq!((done, read(&db, of).await.terms.remaining), (1, charged("100")));
    assert_proof(&db).await;
}

#[sqlx::test]
async fn issuing_reclaiming_and_passing_on_at_once_add_up_in_the_end(db: PgPool) {
    people(&db).await;
    // Enough for all of them: that a quota which is not is never overdrawn stands in the tests above.
    let of = quota(&db, SUMMIT, "2000").await;
    let to = customer(&db, "kofi", "Granite").await;
    let done = hundred(&db, move |db, n| async move {
        match n % 3 {
            0 => {
                let mut tx = begin(&db).await.unwrap();
                let held = quotas::hold(&mut tx, &own("dara"), of).await.unwrap().unwrap();
                let passed = quotas::pass_on(&mut tx, &held, DELTA, (charged("7"), ""), None, now()).await.unwrap();
                if passed.is_some() {
                    tx.commit().await.unwrap();
                }
                passed.is_some()
            }
            1 => issue(&db, "dara", of, to, "9").await.is_some(),
            _ => match issue(&db, "dara", of, to, "11").await {
                Some(id) => reclaim(&db, "dara", id).await,
                None => false,
            },
        }
    })
    .await;
    // 34 times 7 are passed on, 33 times 9 are with the customer, 33 times 11 came back.
    assert_eq!((done, read(&db, of).await.terms.remaining), (100, charged("1465")));
    assert_proof(&db).await;
}

/// An order that waits for the customer's payment, with a line of 500.06.
pub(super) async fn payable(db: &PgPool, of: AssociationId, number: &str) -> OrderId {
    let id = order(db, of, number, 1).await;
    line(db, id, "1", 20).await;
    sqlx::query("update customer_order set state = 'pending_payment' where id = $1").bind(id.0).execute(db).await.unwrap();
    id
}

/// Chooses a coupon for an order as Operations do; `false` where it is not offered.
async fn lock(db: &PgPool, order: OrderId, coupon: CouponId) -> bool {
    let operator = VendorOperator::of_story();
    let mut tx = begin(db).await.unwrap();
    let order = payments::hold_order(&mut tx, operator, order, Vec::new()).await.unwrap().unwrap();
    let coupon = payments::hold_coupon(&mut tx, operator, coupon).await.unwrap().unwrap();
    let Ok(offer) = rules::judge(&coupon, &order.facts, now()) else { return false };
    payments::lock(&mut tx, &order, coupon.id, offer, None, now()).await.unwrap();
    tx.commit().await.unwrap();
    true
}

async fn locked(db: &PgPool) -> String {
    let sql = "select string_agg(amount::text, ' ' order by amount) || ' of ' || (select sum(locked) from coupon)::text from coupon_use";
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn a_hundred_orders_at_once_lock_of_a_coupon_exactly_what_it_holds(db: PgPool) {
    people(&db).await;
    let (of, to) = (quota(&db, HARBOR, "2000").await, customer(&db, "mei", "Snowpeak").await);
    let coupon = issue(&db, "grace", of, to, "1200.12").await.unwrap();
    let mut orders = Vec::new();
    for n in 0..100 {
        orders.push(payable(&db, to, &format!("CS-{n}")).await);
    }
    let orders = Arc::new(orders);
    let done = hundred(&db, move |db, n| {
        let orders = orders.clone();
        async move { lock(&db, orders[n], coupon).await }
    })
    .await;
    assert_eq!((done, locked(&db).await), (3, "200.00 500.06 500.06 of 1200.12".to_owned()));
    assert_proof(&db).await;
}

#[sqlx::test]
async fn br_51_a_hundred_vouchers_at_once_for_one_order_leave_one_on_it(db: PgPool) {
    people(&db).await;
    let (of, to) = (quota(&db, HARBOR, "1000").await, customer(&db, "mei", "Snowpeak").await);
    let mut coupons = Vec::new();
    for _ in 0..100 {
        coupons.push(issue(&db, "grace", of, to, "1").await.unwrap());
    }
    let (order, coupons) = (payable(&db, to, "CS-1").await, Arc::new(coupons));
    let done = hundred(&db, move |db, n| {
        let coupons = coupons.clone();
        async move { lock(&db, order, coupons[n]).await }
    })
    .await;
    assert_eq!((done, locked(&db).await), (1, "1.00 of 1.00".to_owned()));
    // Without the rule, the constraint refuses the second one.
    let sql = "insert into coupon_use (id, coupon_id, order_id, amount, cash, discounts, state, locked_at)
               select gen_random_uuid(), coupon_id, order_id, 1, 0, '{}', 'locked', locked_at from coupon_use";
    let refused = sqlx::query(sql).execute(&db).await.unwrap_err();
    assert_eq!(refused.as_database_error().and_then(|error| error.constraint()), Some("coupon_use_one_an_order"));
}
