//! The sums of a bill are those of its records after a file changed some of them.

use sqlx::PgPool;

use super::{annul, at, bills, differing, import, live, make_again, row, run_due, stage};

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

#[sqlx::test]
async fn after_thousandths_moved_from_record_to_record_the_sums_are_those_of_the_records(db: PgPool) {
    stage(&db).await;
    // What is payable together never changes; what is charged does, with every cent that is crossed.
    let mut amounts = [10_006, 5_006, 7_009, 3_001];
    for (turn, moved) in [3, 4, 8, 1, 15, 9, 2, 11].into_iter().enumerate() {
        let file = amounts
            .iter()
            .enumerate()
            .map(|(id, amount)| row(&id.to_string(), "2026-03-02", "usage", &format!("{}.{:03}", amount / 1000, amount % 1000)));
        import(&db, &file.collect::<String>(), &format!("2026-03-{:02}T00:00:00Z", turn + 5)).await;
        assert_eq!(differing(&db).await, 0, "{amounts:?}");
        amounts[turn % 4] -= moved;
        amounts[(turn + 1) % 4] += moved;
    }
}

#[sqlx::test]
async fn the_record_of_an_annulled_bill_is_corrected_within_its_month_and_stays_in_its_bill(db: PgPool) {
    stage(&db).await;
    import(&db, &row("1", "2026-03-03", "usage", "10"), "2026-03-05T00:00:00Z").await;
    run_due(&db, at("2026-04-05T04:00:00Z")).await.unwrap();
    let number: String = sqlx::query_scalar("select number from partner_bill where id = $1")
        .bind(live(&db, "2026-03").await.0)
        .fetch_one(&db)
        .await
        .unwrap();
    annul(&db, &number, "The day was wrong", at("2026-05-10T00:00:00Z")).await.unwrap();
    // Long after the bill of its month closed: another day of that month, and another amount.
    let report = import(&db, &row("1", "2026-03-04", "usage", "12"), "2026-05-11T00:00:00Z").await;
    assert_eq!(report.counts.changed, 1);
    make_again(&db, &number, at("2026-05-12T00:00:00Z")).await.unwrap();
    assert_eq!(bills(&db).await, ["2026-03 annulled 10.00 0.00 10.00", "2026-03 final 12.00 0.00 12.00"]);
    let places: Vec<String> = sqlx::query_scalar("select bill_cycle from consumption_record").fetch_all(&db).await.unwrap();
    assert_eq!(places, ["2026-03"]);
}
