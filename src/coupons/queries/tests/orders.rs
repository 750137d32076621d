//! Coupons and orders: which coupons are read first, and who waits for whom.

use super::at_once::payable;
use super::*;
use crate::coupons::model::{AssociationToday, VendorOperator};

#[sqlx::test]
async fn coupons_that_can_be_used_come_before_those_that_cannot_and_of_each_the_first_to_end(db: PgPool) {
    people(&db).await;
    let (of, to) = (quota(&db, HARBOR, "100").await, customer(&db, "mei", "Snowpeak").await);
    let until = |day: &str| Validity::of_days("2026-11-01".parse().unwrap(), day.parse().unwrap());
    for (face, day) in [("10", "2026-11-20"), ("20", "2026-12-31"), ("30", "2026-11-30")] {
        issue_until(&db, "grace", of, to, face, until(day)).await.unwrap();
    }
    let customer = issuing::recipients(&db, &own("grace"), &[to]).await.unwrap().remove(0).customer;
    let mut db = db.acquire().await.unwrap();
    let found = payments::coupons_of(&mut db, VendorOperator::of_story(), customer, now()).await.unwrap();
    assert_eq!(found.iter().map(|one| one.balance).collect::<Vec<_>>(), [charged("30"), charged("20"), charged("10")]);
}

/// Whether a customer can leave its partner now, without waiting for anybody.
async fn leaves(db: &PgPool, id: AssociationId) -> bool {
    let mut tx = begin(db).await.unwrap();
    sqlx::query("set local lock_timeout = '200ms'").execute(&mut *tx).await.unwrap();
    let ended = sqlx::query("update association set ended_at = $2 where id = $1").bind(id.0).bind(now()).execute(&mut *tx).await;
    match ended {
        Ok(_) => {
            tx.commit().await.unwrap();
            true
        }
        Err(error) => {
            assert_eq!(error.as_database_error().and_then(|error| error.code()).as_deref(), Some("55P03"), "{error}");
            false
        }
    }
}

#[sqlx::test]
async fn a_customer_that_receives_a_coupon_or_returns_an_order_cannot_leave_before_that_is_done(db: PgPool) {
    people(&db).await;
    let to = customer(&db, "mei", "Snowpeak").await;
    let (order, operator) = (payable(&db, to, "CS-1").await, VendorOperator::of_story());

    let mut tx = begin(&db).await.unwrap();
    assert_eq!(issuing::hold_recipients(&mut tx, &own("grace"), &[to]).await.unwrap().len(), 1);
    assert!(!leaves(&db, to).await, "it receives a coupon");
    tx.rollback().await.unwrap();

    let mut tx = begin(&db).await.unwrap();
    let held = payments::hold_order(&mut tx, operator, order, Vec::new()).await.unwrap().unwrap();
    assert_eq!(held.association_today, AssociationToday::Associated);
    assert!(!leaves(&db, to).await, "where its refund goes is decided");
    tx.rollback().await.unwrap();

    assert!(leaves(&db, to).await);
    let mut tx = begin(&db).await.unwrap();
    let held = payments::hold_order(&mut tx, operator, order, Vec::new()).await.unwrap().unwrap();
    assert_eq!(held.association_today, AssociationToday::Ended);
}
