//! The nightly job.

use sqlx::PgPool;

use super::*;
use crate::customers::model::AssociationId;
use crate::handover::queries as moves;
use crate::marketing_tasks::renewals::due::{run_due, run_for};
use crate::marketing_tasks::renewals::unscoped::{Ended, WITHOUT_TASK};
use crate::organisation::rules::fixtures::id;

async fn snowpeak(db: &PgPool) -> (AssociationId, OrderId) {
    people(db).await;
    let of = customer(db, "mei", "Snowpeak").await;
    (of, order(db, of, "CS-1", 90).await)
}

async fn change(db: &PgPool, line: Uuid, set: &'static str) {
    let mut query = sqlx::QueryBuilder::new("update order_line set ");
    query.push(set).push(" where id = ").push_bind(line);
    query.build().execute(db).await.unwrap();
}

#[sqlx::test]
async fn lines_that_are_large_in_use_not_renewed_and_expire_soon_get_a_task_u21(db: PgPool) {
    let (_, of) = snowpeak(&db).await;
    for (name, days, rated) in [
        ("a-large-enough", 30, "10000.00"),
        ("b-too-small", 30, "9999.99999999"),
        ("c-last-day", 60, "10000"),
        ("d-too-late", 61, "10000"),
        ("e-just-over", -15, "10000"),
        ("f-long-over", -16, "10000"),
    ] {
        let id = line(&db, of, name, days).await;
        amount(&db, id, rated).await;
    }
    for (name, set) in [
        ("g-renewed", "renewal = 'renewed'"),
        ("h-released", "state = 'released'"),
        ("i-unsubscribed", "state = 'unsubscribed'"),
        ("j-without-end", "expires_at = null"),
    ] {
        change(&db, large(&db, of, name, 30).await, set).await;
    }
    assert_eq!(on(&db, 0).await, Run { made: 3, ended: Ended::default() });
    assert_eq!(stands(&db).await, ["a-large-enough pending", "c-last-day pending", "e-just-over pending"]);
    let facts = "select count(*) from renewal_task t join order_line l on l.id = t.order_line_id join customer_order o on o.id = l.order_id
        where (t.order_id, t.customer_id, t.association_id, t.partner_id, t.owner_id, t.supervisor_id, t.amount_rated, t.amount_charged,
               t.expires_at, t.deadline, t.made_on)
            = (l.order_id, o.customer_id, l.association_id, l.partner_id, l.owner_id, l.supervisor_id, l.amount_rated, l.amount_charged,
               l.expires_at, (l.expires_at at time zone 'Asia/Shanghai')::date, date '2026-11-23') and t.number like 'RT%'";
    assert_eq!(count(&db, facts).await, 3);
    assert_eq!(count(&db, "select count(*) from renewal_record where kind = 'made' and person_id is null").await, 3);
}

#[sqlx::test]
async fn threshold_and_lead_are_the_installations(db: PgPool) {
    let (_, of) = snowpeak(&db).await;
    large(&db, of, "1", 91).await;
    amount(&db, large(&db, of, "2", 90).await, "30000").await;
    amount(&db, large(&db, of, "3", 90).await, "29999.99").await;
    assert_eq!(on(&db, 0).await.made, 0);
    sqlx::query("update terms set renewal_amount = 30000, renewal_lead_days = 90").execute(&db).await.unwrap();
    assert_eq!(on(&db, 0).await.made, 1);
    assert_eq!(stands(&db).await, ["2 pending"]);
}

#[sqlx::test]
async fn a_second_run_makes_nothing_twice_and_a_night_that_was_missed_loses_nothing(db: PgPool) {
    let (_, of) = snowpeak(&db).await;
    for (name, days) in [("1", 10), ("2", 65), ("3", 75)] {
        large(&db, of, name, days).await;
    }
    assert_eq!(on(&db, 0).await.made, 1);
    assert_eq!(on(&db, 0).await, Run::default());
    // Ten nights later, nine of them without the job.
    assert_eq!(on(&db, 10).await.made, 1);
    assert_eq!(on(&db, 9).await, Run::default(), "an earlier day asks for nothing more");
    assert_eq!(count(&db, "select count(*) from renewal_run").await, 3);
    assert_eq!(count(&db, "select sum(made)::int8 from renewal_run").await, 2);
}

#[sqlx::test]
async fn two_runs_at_once_make_each_task_once_and_tell_once(db: PgPool) {
    let (_, of) = snowpeak(&db).await;
    for n in 0..200 {
        large(&db, of, &n.to_string(), 10 + n % 40).await;
    }
    let (one, two) = tokio::join!(run(&db, day(0), now()), run(&db, day(0), now()));
    assert_eq!(one.unwrap().made + two.unwrap().made, 200);
    assert_eq!(count(&db, "select count(*) from renewal_task").await, 200);
    assert_eq!(count(&db, "select count(*) from renewal_record").await, 200);
    assert_eq!(count(&db, "select sum((facts ->> 'count')::int8)::int8 from notification where kind = 'renewal_tasks_made'").await, 200);
}

#[sqlx::test]
async fn the_worker_runs_it_once_a_beijing_day(db: PgPool) {
    let (_, of) = snowpeak(&db).await;
    large(&db, of, "1", 30).await;
    assert_eq!(run_due(&db, now()).await.unwrap(), 1);
    large(&db, of, "2", 30).await;
    assert_eq!(run_due(&db, now() + TimeDelta::hours(7)).await.unwrap(), 0, "still the same day in Beijing");
    assert_eq!(run_due(&db, now() + TimeDelta::hours(8)).await.unwrap(), 1, "midnight in Beijing");
    let said = run_for(&db, None, now() + TimeDelta::days(1)).await.unwrap();
    assert_eq!(said, "Renewal tasks as of 2026-11-24: 0 made, 0 done, 0 terminated.");
    assert!(run_for(&db, Some(day(2)), now() + TimeDelta::days(1)).await.is_err());
}

#[sqlx::test]
async fn a_task_is_done_with_the_renewal_and_ends_with_the_line_or_when_nobody_renewed_it_u22(db: PgPool) {
    let (_, of) = snowpeak(&db).await;
    let mut lines = Vec::new();
    for name in ["1", "2", "3", "4", "5"] {
        lines.push(large(&db, of, name, 20).await);
    }
    assert_eq!(on(&db, 0).await.made, 5);
    change(&db, lines[0], "renewal = 'renewed', renewed_at = now(), expires_at = expires_at + interval '1 year'").await;
    change(&db, lines[1], "state = 'unsubscribed'").await;
    change(&db, lines[2], "state = 'released'").await;
    change(&db, lines[3], "expires_at = expires_at + interval '30 days'").await;
    // The fourth has a task for its new expiry, and no other.
    assert_eq!(on(&db, 1).await, Run { made: 1, ended: Ended { done: 1, terminated: 3 } });
    let expected =
        ["1 done renewed", "2 terminated unsubscribed", "3 terminated released", "4 terminated expiry_moved", "4 pending", "5 pending"];
    assert_eq!(stands(&db).await, expected);
    assert_eq!(on(&db, 35).await.ended, Ended::default(), "fifteen days after its expiry");
    assert_eq!(on(&db, 36).await.ended, Ended { done: 0, terminated: 1 });
    assert_eq!(stands(&db).await.last().unwrap(), "5 terminated expired");
    let system = "select count(*) from renewal_record where kind = 'ended' and person_id is null and ended_because <> ''";
    assert_eq!(count(&db, system).await, 5);
    assert_eq!(on(&db, 36).await, Run::default(), "what is over has no task again");
}

#[sqlx::test]
async fn the_days_of_grace_in_the_database_are_those_of_the_rules(db: PgPool) {
    let grace = i32::try_from(crate::marketing_tasks::renewals::rules::GRACE_DAYS).unwrap();
    let sql = "select renewal_ending('not_renewed', 'active', now(), now(), date '2026-11-01', date '2026-11-01' + $1::int)";
    let of = async |days: i32| -> Option<String> { sqlx::query_scalar(sql).bind(days).fetch_one(&db).await.unwrap() };
    assert_eq!((of(grace).await, of(grace + 1).await.as_deref()), (None, Some("expired")));
}

#[sqlx::test]
async fn a_customer_that_leaves_takes_its_open_tasks_along_and_gets_no_more(db: PgPool) {
    let (association, of) = snowpeak(&db).await;
    large(&db, of, "1", 20).await;
    assert_eq!(on(&db, 0).await.made, 1);
    sqlx::query("update association set ended_at = $2 where id = $1").bind(association.0).bind(now()).execute(&db).await.unwrap();
    assert_eq!(stands(&db).await, ["1 terminated association_ended"]);
    assert_eq!(count(&db, "select count(*) from renewal_record where ended_because = 'association_ended'").await, 1);
    large(&db, of, "2", 20).await;
    assert_eq!(on(&db, 1).await, Run::default());
}

#[sqlx::test]
async fn each_person_is_told_once_a_run_and_of_a_resellers_customers_the_distributor(db: PgPool) {
    people(&db).await;
    for administrator in ["grace", "dara", "rita"] {
        let sql = "update partner set primary_administrator_id = $1 where id = (select partner_id from person where id = $1)";
        sqlx::query(sql).bind(id(administrator).0).execute(&db).await.unwrap();
    }
    for (owner, name, lines) in [("mei", "Snowpeak", 3), ("ana", "Harvest", 1), ("sam", "Resold", 2)] {
        let of = customer(&db, owner, name).await;
        let order = order(&db, of, &format!("CS-{owner}"), 10).await;
        for n in 0..lines {
            large(&db, order, &n.to_string(), 20).await;
        }
    }
    // Nobody's: the primary administrator answers for it (U23).
    let of = customer(&db, "jun", "Orphan").await;
    let mut tx = db.begin().await.unwrap();
    moves::take_back(&mut tx, &[of.0], now()).await.unwrap();
    tx.commit().await.unwrap();
    let orphan = order(&db, of, "CS-orphan", 10).await;
    large(&db, orphan, "1", 20).await;
    assert_eq!(on(&db, 0).await.made, 7);
    let told: Vec<(String, String)> = sqlx::query_as(
        "select p.account_name, n.facts ->> 'count' from notification n join person p on p.id = n.person_id
         where n.kind = 'renewal_tasks_made' order by 1",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    let told: Vec<(&str, &str)> = told.iter().map(|(who, count)| (who.as_str(), count.as_str())).collect();
    assert_eq!(told, [("ana", "1"), ("dara", "2"), ("grace", "1"), ("mei", "3")]);
}

#[sqlx::test]
async fn tasks_follow_the_customer_and_a_move_raises_their_version(db: PgPool) {
    let [of_mei, ..] = super::story(&db).await;
    let association: Uuid =
        sqlx::query_scalar("select association_id from renewal_task where id = $1").bind(of_mei.0).fetch_one(&db).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let how = moves::Assigning { by: Some(id("grace")), at: now(), opportunities_too: false };
    moves::assign(&mut tx, &[association], id("ana"), &how).await.unwrap();
    tx.commit().await.unwrap();
    let whose: (Uuid, Option<Uuid>, i32) = sqlx::query_as("select owner_id, supervisor_id, version from renewal_task where id = $1")
        .bind(of_mei.0)
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(whose, (id("ana").0, Some(id("omar").0), 2));
}

#[sqlx::test]
async fn the_lines_without_a_task_are_found_by_an_index(db: PgPool) {
    let (_, of) = snowpeak(&db).await;
    let fill = "insert into order_line (id, order_id, line, source, association_id, partner_id, product_type, charging_mode, amount_rated,
                    amount_charged, expires_at, renewal, as_of, created_at, updated_at)
                select gen_random_uuid(), o.id, 'x' || n, o.source, o.association_id, o.partner_id, 'Server', 'subscription', n, n,
                    timestamptz '2026-01-01Z' + n * interval '20 minutes', case when n % 3 = 0 then 'renewed' else 'not_renewed' end, o.as_of,
                    o.as_of, o.as_of
                from customer_order o, generate_series(1, 50000) n where o.id = $1";
    sqlx::query(fill).bind(of.0).execute(&db).await.unwrap();
    sqlx::raw_sql("analyze order_line; analyze association").execute(&db).await.unwrap();
    let explain = sqlx::AssertSqlSafe(["explain ", WITHOUT_TASK].concat());
    let query = sqlx::query_scalar(explain).bind(10_000).bind(now() + TimeDelta::days(60)).bind(now()).bind(Uuid::nil()).bind(2_000_i64);
    let plan: Vec<String> = query.fetch_all(&db).await.unwrap();
    let plan = plan.join("\n");
    assert!(plan.contains("order_line_renewable") && !plan.contains("Seq Scan on order_line"), "{plan}");
}
