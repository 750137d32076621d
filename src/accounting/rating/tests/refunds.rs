//! Refunds mirror their charge, and never give back more.

use sqlx::PgPool;

use super::{amounts, disk, refund, refused, usage};
use crate::consumption::tests::{customer_since, import, used};
use crate::opportunities::queries::fixtures::people;

#[sqlx::test]
async fn a_refund_mirrors_its_charge_and_parts_of_ten_are_3_33_3_33_and_3_34_in_one_file_or_several(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    usage(&db, &[disk("m1", "2026-11-05", ""), disk("m2", "2026-11-05", ""), disk("m3", "2026-11-05", "")].concat()).await;
    import(&db, &(used("ten", "snowpeak", "2026-11-05", "10") + &used("tenner", "snowpeak", "2026-11-05", "10"))).await;
    let third = |id: &str, of: &str| format!("{id},{of},2026-11-06,3.33333333\n");
    let one_file = third("t1", "ten") + &third("t2", "ten") + &third("t3", "ten");
    let mirrored: String = (1..4).map(|n| format!("r{n},m{n},2026-11-06,0.04599822\n")).collect();
    assert_eq!(refund(&db, &(one_file.clone() + &mirrored)).await.numbers(), [6, 0, 0, 0]);
    for id in ["u1", "u2", "u3"] {
        assert_eq!(refund(&db, &third(id, "tenner")).await.numbers(), [1, 0, 0, 0]);
    }
    let all = amounts(&db).await;
    let amount = |id: &str| all.iter().find(|(known, _)| known == id).unwrap().1.clone();
    for id in ["t1", "t2", "u1", "u2"] {
        assert_eq!(amount(id), "-3.33000000 0.00000000 -3.33000000 -3.33 0.00000000", "{id}");
    }
    for id in ["t3", "u3"] {
        assert_eq!(amount(id), "-3.34000000 0.00000000 -3.34000000 -3.34 0.00000000", "{id}");
    }
    for id in ["r1", "r2", "r3"] {
        assert_eq!(amount(id), "-0.04599822 0.00000000 -0.04599822 -0.04 -0.00599822", "{id}");
    }
    let rest: String = sqlx::query_scalar("select sum(charged)::text || ' ' || sum(remainder)::text from consumption_record")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(rest, "0.00 0.00000000", "nothing is left of what was charged, nor of the remainders");
    assert_eq!(refund(&db, &one_file).await.numbers(), [0, 0, 3, 0], "the same file again changes nothing");
}

#[sqlx::test]
async fn a_refund_beyond_its_charge_is_refused_by_the_import_and_by_the_database(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    let charges = used("a", "snowpeak", "2026-11-05", "10.00999999")
        + &used("b", "snowpeak", "2026-11-05", "10")
        + &used("c", "snowpeak", "2026-11-05", "-10");
    import(&db, &charges).await;
    let rows = "1,a,2026-11-06,6\n2,a,2026-11-06,6\n3,nothing,2026-11-06,1\n4,c,2026-11-06,1\n5,b,2026-11-04,1\n6,b,2026-11-06,0\n\
                7,b,2026-11-06,9.995\n8,b,2026-11-06,0.001\n";
    let report = refund(&db, rows).await;
    let expected: [(i32, &[&str]); 6] = [
        (3, &["amount:more_than_left:"]),
        (4, &["refund_of:unknown_charge:"]),
        (5, &["refund_of:not_a_charge:"]),
        (6, &["day:before_the_charge:"]),
        (7, &["amount:not_above_zero:"]),
        (9, &["refund_of:closed_in_file:"]),
    ];
    for (line, problems) in expected {
        assert_eq!(report.line(line), refused(problems), "line {line}");
    }
    assert_eq!(report.numbers(), [2, 0, 0, 6]);
    assert_eq!(refund(&db, "9,b,2026-11-06,0.001\n").await.line(2), refused(&["refund_of:nothing_left:"]));
    assert_eq!(refund(&db, "1,a,2026-11-06,5\n").await.line(2), refused(&[":is_refunded:"]));
    // Six at once, of what two can have.
    import(&db, &used("d", "snowpeak", "2026-11-05", "10")).await;
    let give = |n: usize| {
        let db = db.clone();
        let sql = "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, partner_id, day,
                       charging_mode, bill_type, payment_method, product_type, refund_of, asked_rated, list_rated, discount_rated,
                       payable_rated, charged, remainder, as_of)
                   select gen_random_uuid(), source, $1, customer_id, association_id, association_kind, partner_id, day, charging_mode,
                       'refund_change', payment_method, product_type, id, 4, -4, 0, -4, -4, 0, as_of
                   from consumption_record where external_id = 'd'";
        async move { sqlx::query(sql).bind(format!("d{n}")).execute(&db).await.is_ok() }
    };
    let given = futures_util::future::join_all((0..6).map(give)).await;
    assert_eq!(given.iter().filter(|done| **done).count(), 2);
    let changed = sqlx::query(
        "update consumption_record set list_rated = 11, payable_rated = 11, charged = 11, remainder = 0 where external_id = 'd'",
    );
    assert!(changed.execute(&db).await.is_err(), "a charge that was refunded keeps its amount");
}

#[sqlx::test]
async fn a_second_part_that_closes_a_charge_of_which_the_first_gave_back_no_cent_is_taken(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    import(&db, &used("five", "snowpeak", "2026-11-05", "5")).await;
    assert_eq!(refund(&db, "1,five,2026-11-06,0.004\n").await.numbers(), [1, 0, 0, 0]);
    assert_eq!(refund(&db, "2,five,2026-11-06,4.99\n").await.numbers(), [1, 0, 0, 0]);
    let given: Vec<String> = amounts(&db).await.into_iter().map(|(_, amounts)| amounts).collect();
    let parts = ["0.00000000 0.00000000 0.00000000 0.00 0.00000000", "-5.00000000 0.00000000 -5.00000000 -5.00 0.00000000"];
    assert_eq!(given[..2], parts);
    assert_eq!(refund(&db, "3,five,2026-11-06,0.006\n").await.line(2), refused(&["refund_of:nothing_left:"]));
}

#[sqlx::test]
async fn what_was_refunded_keeps_its_amount_and_a_refund_its_charge_and_the_rest_of_the_file_goes_on(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    let (first, second) = (disk("m1", "2026-11-05 08:00:00", ""), disk("m2", "2026-11-05 08:00:00", ""));
    usage(&db, &(first.clone() + &second)).await;
    import(&db, &used("a", "snowpeak", "2026-11-05", "10")).await;
    assert_eq!(refund(&db, "r1,m1,2026-11-06,0.01\nr2,a,2026-11-06,1\n").await.numbers(), [2, 0, 0, 0]);
    let cheaper = usage(&db, &(first.replace("0.00064", "0.0006") + &second.replace("0.00064", "0.0006"))).await;
    assert_eq!((cheaper.numbers(), cheaper.line(2)), ([0, 1, 0, 1], refused(&["usage:refunded:"])));
    let dearer = import(&db, &(used("a", "snowpeak", "2026-11-05", "11") + &used("b", "snowpeak", "2026-11-05", "11"))).await;
    assert_eq!((dearer.numbers(), dearer.line(2)), ([1, 0, 0, 1], refused(&["payable:refunded:"])));
    // What is no amount may still be put right.
    assert_eq!(usage(&db, &first.replace("Block storage", "Fast storage")).await.numbers(), [0, 1, 0, 0]);
    assert_eq!(refund(&db, "r2,b,2026-11-06,1\n").await.line(2), refused(&[":is_refunded:"]), "of another charge than before");
}

/// accounting.md §8.3: what a partner was charged comes back to it, whoever has the customer by then.
#[sqlx::test]
async fn a_refund_stands_in_the_bill_of_the_partner_that_was_charged_after_the_customer_left_too(db: PgPool) {
    people(&db).await;
    let harbors = customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    import(&db, &used("a", "snowpeak", "2026-10-05", "10")).await;
    sqlx::query("update association set ended_at = '2026-10-20T04:00:00Z' where id = $1").bind(harbors.0).execute(&db).await.unwrap();
    assert_eq!(refund(&db, "1,a,2026-10-25,3\n").await.numbers(), [1, 0, 0, 0], "of nobody's customer");
    sqlx::query(
        "insert into association (id, customer_id, kind, partner_id, owner_id, customer_name, started_at)
         select gen_random_uuid(), a.customer_id, 'referral', p.partner_id, p.id, 'Snowpeak', '2026-11-01T00:00:00+08'
         from association a, person p where a.id = $1 and p.account_name = 'petra'",
    )
    .bind(harbors.0)
    .execute(&db)
    .await
    .unwrap();
    assert_eq!(refund(&db, "2,a,2026-11-05,4\n").await.numbers(), [1, 0, 0, 0], "of another partner's customer");
    let sums: Vec<(bool, String, String)> = sqlx::query_as(
        "select s.partner_id = a.partner_id, s.bill_cycle, s.charged::text from partner_bill_sum s, association a
         where a.id = $1 and s.section = 'refund' order by s.bill_cycle",
    )
    .bind(harbors.0)
    .fetch_all(&db)
    .await
    .unwrap();
    assert_eq!(sums, [(true, "2026-10".to_owned(), "-3.00".to_owned()), (true, "2026-11".to_owned(), "-4.00".to_owned())]);
}
