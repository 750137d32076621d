use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::auth::Scope;
use crate::customers::model::{AssociationId, AssociationType, CustomerId, CustomerRef};
use crate::customers::queries::ending::{end_association, switch_type};
use crate::handover::queries::change_supervisor;
use crate::opportunities::queries::fixtures::{customer, now, opportunity, people};
use crate::organisation::rules::fixtures::{HARBOR, id};

/// Mei's customer with an assignment since the first of the month, an alert that waits and one that was handled.
async fn story(db: &PgPool) -> AssociationId {
    people(db).await;
    let snowpeak = customer(db, "mei", "Snowpeak Resorts").await;
    let sql =
        "insert into assignment (id, association_id, account_manager_id, during, created_at) values ($1, $2, $3, '[2026-11-01,)', $4)";
    sqlx::query(sql).bind(Uuid::now_v7()).bind(snowpeak.0).bind(id("mei").0).bind(now()).execute(db).await.unwrap();
    for handled in [false, true] {
        let sql = "insert into customer_alert (id, association_id, customer_id, partner_id, supervisor_id, owner_id, category, scenario, title, sent_at,
                       state, result, handled_at)
                   select $2, a.id, a.customer_id, a.partner_id, a.supervisor_id, a.owner_id, 'churn', 'Spend fell', 'Down', $3,
                       case when $4 then 'handled' else 'pending' end, case when $4 then 'lost' end, case when $4 then $3 end
                   from association a where a.id = $1";
        sqlx::query(sql).bind(snowpeak.0).bind(Uuid::now_v7()).bind(now()).bind(handled).execute(db).await.unwrap();
    }
    snowpeak
}

async fn moved(db: &PgPool, customer: AssociationId, to: Option<&str>, opportunities_too: bool, at: DateTime<Utc>) -> Assigned {
    let mut tx = db.begin().await.unwrap();
    let how = Assigning { by: Some(id("grace")), at, opportunities_too };
    let assigned = match to {
        Some(to) => assign(&mut tx, &[customer.0], id(to), &how).await.unwrap(),
        None => take_back(&mut tx, &[customer.0], at).await.unwrap(),
    };
    tx.commit().await.unwrap();
    assigned
}

type Range = (PersonId, NaiveDate, Option<NaiveDate>);

async fn ranges(db: &PgPool, customer: AssociationId) -> Vec<Range> {
    sqlx::query_as(
        "select account_manager_id, lower(during), upper(during) from assignment where association_id = $1 order by lower(during)",
    )
    .bind(customer.0)
    .fetch_all(db)
    .await
    .unwrap()
}

async fn column(db: &PgPool, sql: &'static str) -> Vec<Option<Uuid>> {
    sqlx::query_scalar(sql).fetch_all(db).await.unwrap()
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

#[sqlx::test]
async fn a_customer_moves_with_its_open_alerts_and_its_history_stays(db: PgPool) {
    let snowpeak = story(&db).await;
    assert_eq!(moved(&db, snowpeak, Some("ana"), false, now()).await, Assigned { customers: 1, alerts: 1, opportunities: 0 });
    assert_eq!(ranges(&db, snowpeak).await, [(id("mei"), day(11, 1), Some(day(11, 23))), (id("ana"), day(11, 23), None)]);
    assert_eq!(column(&db, "select owner_id from association").await, [Some(id("ana").0)]);
    assert_eq!(column(&db, "select supervisor_id from association").await, [Some(id("omar").0)]);
    assert_eq!(column(&db, "select owner_id from customer_alert where state = 'pending'").await, [Some(id("ana").0)]);
    assert_eq!(column(&db, "select supervisor_id from customer_alert where state = 'pending'").await, [Some(id("omar").0)]);
    assert_eq!(column(&db, "select owner_id from customer_alert where state = 'handled'").await, [Some(id("mei").0)]);
}

#[sqlx::test]
async fn a_change_of_the_same_day_replaces_the_range_that_began_today_and_no_other(db: PgPool) {
    let snowpeak = story(&db).await;
    moved(&db, snowpeak, Some("ana"), false, now()).await;
    moved(&db, snowpeak, Some("jun"), false, now() + TimeDelta::hours(1)).await;
    assert_eq!(ranges(&db, snowpeak).await, [(id("mei"), day(11, 1), Some(day(11, 23))), (id("jun"), day(11, 23), None)]);
    moved(&db, snowpeak, None, false, now() + TimeDelta::hours(2)).await;
    assert_eq!(ranges(&db, snowpeak).await, [(id("mei"), day(11, 1), Some(day(11, 23)))]);
    assert_eq!(column(&db, "select owner_id from association").await, [None]);
    moved(&db, snowpeak, Some("mei"), false, now() + TimeDelta::days(2)).await;
    assert_eq!(ranges(&db, snowpeak).await.last(), Some(&(id("mei"), day(11, 25), None)));
}

#[sqlx::test]
async fn opportunities_stay_with_their_owner_unless_they_are_asked_for(db: PgPool) {
    let snowpeak = story(&db).await;
    let archive = opportunity(&db, "mei", CustomerRef::Association(snowpeak), "Archive").await;
    let won = opportunity(&db, "mei", CustomerRef::Association(snowpeak), "Won already").await;
    sqlx::query("update opportunity set stage = 'won', closed_at = $2 where id = $1").bind(won.0).bind(now()).execute(&db).await.unwrap();
    moved(&db, snowpeak, Some("ana"), false, now()).await;
    assert_eq!(column(&db, "select distinct owner_id from opportunity").await, [Some(id("mei").0)]);
    assert_eq!(moved(&db, snowpeak, Some("jun"), true, now()).await.opportunities, 1);
    let owners: Vec<(Uuid, PersonId, Option<PersonId>)> =
        sqlx::query_as("select id, owner_id, supervisor_id from opportunity order by name").fetch_all(&db).await.unwrap();
    assert_eq!(owners, [(archive.0, id("jun"), Some(id("zhao"))), (won.0, id("mei"), Some(id("zhao")))]);
}

#[sqlx::test]
async fn opportunities_on_a_resellers_customer_stay_with_the_distributor(db: PgPool) {
    people(&db).await;
    let resold = customer(&db, "sam", "Resold").await;
    opportunity(&db, "dara", CustomerRef::Association(resold), "Backup").await;
    assert_eq!(moved(&db, resold, Some("sam"), true, now()).await.opportunities, 0);
    assert_eq!(column(&db, "select owner_id from opportunity").await, [Some(id("dara").0)]);
}

#[sqlx::test]
async fn nobody_has_a_customer_twice_on_one_day(db: PgPool) {
    let snowpeak = story(&db).await;
    let sql =
        "insert into assignment (id, association_id, account_manager_id, during, created_at) values ($1, $2, $3, '[2026-11-20,)', $4)";
    let error = sqlx::query(sql).bind(Uuid::now_v7()).bind(snowpeak.0).bind(id("ana").0).bind(now()).execute(&db).await.unwrap_err();
    assert_eq!(crate::server::db::violated(&error), Some("assignment_one_at_a_time"));
}

/// While a customer goes to and fro a hundred times, somebody beside reads both lists in one statement each time: the
/// customer is in exactly one of them, and its alert is where the customer is.
#[sqlx::test]
async fn a_reader_beside_sees_the_customer_with_one_account_manager_at_every_moment(db: PgPool) {
    let snowpeak = story(&db).await;
    let done = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let (watch, pool) = (done.clone(), db.clone());
    let reader = tokio::spawn(async move {
        let mut reads = 0;
        while !watch.load(std::sync::atomic::Ordering::Relaxed) || reads == 0 {
            let (mei, ana, beside): (i64, i64, i64) = sqlx::query_as(
                "select (select count(*) from association where owner_id = $1 and ended_at is null),
                        (select count(*) from association where owner_id = $2 and ended_at is null),
                        (select count(*) from customer_alert w join association a on a.id = w.association_id
                         where w.state = 'pending' and w.owner_id is distinct from a.owner_id)",
            )
            .bind(id("mei").0)
            .bind(id("ana").0)
            .fetch_one(&pool)
            .await
            .unwrap();
            assert_eq!((mei + ana, beside), (1, 0), "with {mei} and {ana}");
            reads += 1;
        }
        reads
    });
    for n in 0..100 {
        moved(&db, snowpeak, Some(if n % 2 == 0 { "ana" } else { "mei" }), false, now()).await;
    }
    done.store(true, std::sync::atomic::Ordering::Relaxed);
    assert!(reader.await.unwrap() > 10);
}

#[sqlx::test]
async fn a_move_and_a_change_of_the_receivers_supervisor_wait_for_each_other_and_leave_one_truth(db: PgPool) {
    let snowpeak = story(&db).await;
    for n in 0..20 {
        let (to, supervisor) = if n % 2 == 0 { ("ana", "zhao") } else { ("mei", "omar") };
        let change = async {
            let mut tx = db.begin().await.unwrap();
            change_supervisor(&mut tx, id(to), Some(id(supervisor)), now(), Pace::AT_ONCE).await.unwrap();
            tx.commit().await.unwrap();
        };
        tokio::join!(moved(&db, snowpeak, Some(to), false, now()), change);
        assert_eq!(column(&db, "select supervisor_id from association").await, [Some(id(supervisor).0)]);
    }
}

#[sqlx::test]
async fn every_opportunity_that_follows_is_told_in_the_audit_with_both_owners(db: PgPool) {
    let snowpeak = story(&db).await;
    let mut expected = Vec::new();
    for (owner, name) in [("mei", "Archive"), ("jun", "Backup"), ("ana", "Hers already")] {
        let opportunity = opportunity(&db, owner, CustomerRef::Association(snowpeak), name).await;
        if owner != "ana" {
            let (before, after) = (json!({ "owner": id(owner) }), json!({ "owner": id("ana") }));
            expected.push((opportunity.0, Some(id("grace").0), Some(HARBOR.0), before, after));
        }
    }
    assert_eq!(moved(&db, snowpeak, Some("ana"), true, now()).await.opportunities, 2);
    let sql = "select entity_id, actor_id, partner_id, before, after from audit_event
               where verb = 'opportunity.reassigned' and entity = 'opportunity' order by entity_id";
    type NotificationRow = (Uuid, Option<Uuid>, Option<Uuid>, Value, Value);
    let told: Vec<NotificationRow> = sqlx::query_as(sql).fetch_all(&db).await.unwrap();
    expected.sort_by_key(|row| row.0);
    assert_eq!(told, expected);
    let versions: Vec<i32> = sqlx::query_scalar("select version from opportunity order by name").fetch_all(&db).await.unwrap();
    assert_eq!(versions, [2, 2, 1], "what was read of those that moved is out of date");
}

#[sqlx::test]
async fn an_ended_association_ends_the_assignment_and_hides_the_customer(db: PgPool) {
    let snowpeak = story(&db).await;
    let mut tx = db.begin().await.unwrap();
    assert!(end_association(&mut tx, snowpeak, "disassociated", now()).await.unwrap());
    assert!(!end_association(&mut tx, snowpeak, "disassociated", now()).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(ranges(&db, snowpeak).await, [(id("mei"), day(11, 1), Some(day(11, 23)))]);
    let customer: CustomerId = sqlx::query_scalar("select customer_id from association").fetch_one(&db).await.unwrap();
    let found = crate::customers::queries::detail::lookup(&db, &Scope::of_owner(id("mei")), customer).await.unwrap();
    assert_eq!(found, None);
}

#[sqlx::test]
async fn a_switch_of_type_keeps_who_is_responsible(db: PgPool) {
    let snowpeak = story(&db).await;
    let mut tx = db.begin().await.unwrap();
    assert!(!switch_type(&mut tx, snowpeak, AssociationType::Referral, now()).await.unwrap());
    assert!(switch_type(&mut tx, snowpeak, AssociationType::Resale, now()).await.unwrap());
    tx.commit().await.unwrap();
    let row: (String, Option<DateTime<Utc>>, Option<PersonId>) =
        sqlx::query_as("select kind, kind_since, owner_id from association").fetch_one(&db).await.unwrap();
    assert_eq!(row, ("resale".to_owned(), Some(now()), Some(id("mei"))));
}
