//! The sums of a bill are those of its records after a file changed some of them.

use sqlx::PgPool;

use super::{differing, import, row, stage};

#[sqlx::test]
async fn a_correction_that_leaves_the_payable_sum_and_moves_a_cent_is_in_the_sums(db: PgPool) {
    stage(&db).await;
    let file = |one: &str, other: &str| [row("1", "2026-03-02", "usage", one), row("2", "2026-03-03", "usage", other)].concat();
    import(&db, &file("10.006", "5.006"), "2026-03-05T00:00:00Z").await;
    // 15.012 payable as before; each is cut off by itself, so that one cent more is charged.
    let report = import(&db, &file("10.010", "5.002"), "2026-03-06T00:00:00Z").await;
    assert_eq!(report.counts.changed, 2);
    assert_eq!(differing(&db).await, 0);
    let charged: String = sqlx::query_scalar("select sum(charged)::text from partner_bill_sum").fetch_one(&db).await.unwrap();
    assert_eq!(charged, "15.01");
}
