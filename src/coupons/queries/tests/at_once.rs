//! A hundred at once: no quota falls below zero, nothing is reclaimed twice, and every cent adds up in the end.

use std::future::Future;

use sqlx::postgres::PgPoolOptions;

use super::*;

/// A hundred at once over a pool of their own.
pub(super) async fn hundred<F: Future<Output = bool> + Send + 'static>(db: &PgPool, one: impl Fn(PgPool, usize) -> F) -> usize {
    let options = db.connect_options().as_ref().clone();
    let pool = PgPoolOptions::new().max_connections(25).connect_with(options).await.unwrap();
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
    let of = quota(&db, SUMMIT, "500").await;
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
    assert!(done > 60, "{done}");
    assert_proof(&db).await;
}
