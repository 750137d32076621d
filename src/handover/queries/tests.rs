use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sqlx::PgPool;

use super::{Moved, Pace, Steps, begin_supervision, change_supervisor, hand_over_person};
use crate::auth::PersonId;
use crate::customers::model::CustomerRef;
use crate::handover::model::{Counts, HandOverId, Records};
use crate::handover::tables::{DATED, OWNED, STAYING};
use crate::opportunities::queries::fixtures::{claim, customer, now, opportunity, people};
use crate::organisation::rules::fixtures::id;

/// Whose supervisor stands on how many rows of the owner, over all tables.
async fn rows_under(db: &PgPool, owner: PersonId, supervisor: Option<PersonId>) -> i64 {
    sqlx::query_scalar!(
        r#"select (select count(*) from opportunity where owner_id = $1 and supervisor_id is not distinct from $2)
                + (select count(*) from association where owner_id = $1 and supervisor_id is not distinct from $2)
                + (select count(*) from claim where owner_id = $1 and supervisor_id is not distinct from $2) as "n!""#,
        owner.0,
        supervisor.map(|person| person.0)
    )
    .fetch_one(db)
    .await
    .unwrap()
}

/// Supervisor, first day, day after the last.
async fn responsibilities(db: &PgPool, person: PersonId) -> Vec<(PersonId, NaiveDate, Option<NaiveDate>)> {
    let rows = sqlx::query!(
        r#"select supervisor_id as "supervisor_id: PersonId", lower(during) as "from!", upper(during) as until from supervision
           where account_manager_id = $1 order by lower(during)"#,
        person.0
    )
    .fetch_all(db)
    .await
    .unwrap();
    rows.into_iter().map(|row| (row.supervisor_id, row.from, row.until)).collect()
}

/// Mei with a customer, a prospect and two opportunities; jun with one customer.
async fn story(db: &PgPool) {
    people(db).await;
    let snowpeak = CustomerRef::Association(customer(db, "mei", "Snowpeak Resorts").await);
    let tidewater = CustomerRef::Claim(claim(db, "mei", "Tidewater Clinics", now() + TimeDelta::days(3)).await);
    opportunity(db, "mei", snowpeak, "Booking platform").await;
    opportunity(db, "mei", tidewater, "Patient files").await;
    customer(db, "jun", "Northlight Films").await;
}

async fn moved(db: &PgPool, account: &str, to: Option<&str>, at: DateTime<Utc>) -> Moved {
    let mut tx = db.begin().await.unwrap();
    let moved = change_supervisor(&mut tx, id(account), to.map(id), at, Pace::AT_ONCE).await.unwrap();
    tx.commit().await.unwrap();
    moved
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

#[sqlx::test]
async fn everything_an_account_manager_owns_follows_her_to_the_new_supervisor_from_today(db: PgPool) {
    story(&db).await;
    assert_eq!(moved(&db, "mei", Some("omar"), now()).await, Moved { changed: true, rows: 4 });
    assert_eq!(rows_under(&db, id("mei"), Some(id("omar"))).await, 4);
    assert_eq!(rows_under(&db, id("mei"), Some(id("zhao"))).await, 0);
    assert_eq!(rows_under(&db, id("jun"), Some(id("zhao"))).await, 1, "a colleague's rows stay");
    let expected = [(id("zhao"), day(1, 1), Some(day(11, 23))), (id("omar"), day(11, 23), None)];
    assert_eq!(responsibilities(&db, id("mei")).await, expected);
}

#[sqlx::test]
async fn a_move_of_the_same_day_is_replaced_and_the_days_are_those_of_beijing(db: PgPool) {
    story(&db).await;
    // Midnight in Beijing is 16:00 in Greenwich.
    let late: DateTime<Utc> = "2026-11-23T15:59:59Z".parse().unwrap();
    moved(&db, "mei", Some("omar"), now()).await;
    moved(&db, "mei", Some("zhao"), late).await;
    assert_eq!(responsibilities(&db, id("mei")).await, [(id("zhao"), day(1, 1), Some(day(11, 23))), (id("zhao"), day(11, 23), None)]);
    assert_eq!(rows_under(&db, id("mei"), Some(id("zhao"))).await, 4);
    moved(&db, "mei", Some("omar"), late + TimeDelta::seconds(1)).await;
    let days: Vec<_> = responsibilities(&db, id("mei")).await.into_iter().map(|(_, from, until)| (from, until)).collect();
    assert_eq!(days, [(day(1, 1), Some(day(11, 23))), (day(11, 23), Some(day(11, 24))), (day(11, 24), None)]);
}

#[sqlx::test]
async fn the_same_supervisor_again_changes_nothing(db: PgPool) {
    story(&db).await;
    assert_eq!(moved(&db, "mei", Some("zhao"), now()).await, Moved::default());
    assert_eq!(moved(&db, "lin", None, now()).await, Moved::default());
    assert_eq!(responsibilities(&db, id("mei")).await, [(id("zhao"), day(1, 1), None)]);
}

#[sqlx::test]
async fn an_account_manager_may_be_left_without_a_supervisor_and_given_one_again(db: PgPool) {
    story(&db).await;
    moved(&db, "mei", None, now()).await;
    assert_eq!(rows_under(&db, id("mei"), None).await, 4);
    assert_eq!(responsibilities(&db, id("mei")).await, [(id("zhao"), day(1, 1), Some(day(11, 23)))]);
    moved(&db, "mei", Some("omar"), now() + TimeDelta::days(2)).await;
    assert_eq!(rows_under(&db, id("mei"), Some(id("omar"))).await, 4);
}

#[sqlx::test]
async fn a_reader_beside_sees_the_old_team_or_the_new_one_and_never_half(db: PgPool) {
    story(&db).await;
    let mut tx = db.begin().await.unwrap();
    change_supervisor(&mut tx, id("mei"), Some(id("omar")), now(), Pace::AT_ONCE).await.unwrap();
    assert_eq!(rows_under(&db, id("mei"), Some(id("zhao"))).await, 4);
    assert_eq!(responsibilities(&db, id("mei")).await.len(), 1);
    tx.commit().await.unwrap();
    assert_eq!(rows_under(&db, id("mei"), Some(id("omar"))).await, 4);
    let mut tx = db.begin().await.unwrap();
    change_supervisor(&mut tx, id("mei"), None, now(), Pace::AT_ONCE).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(rows_under(&db, id("mei"), Some(id("omar"))).await, 4, "a move that fails leaves nothing");
}

#[sqlx::test]
async fn whoever_writes_a_row_of_hers_meanwhile_waits_for_the_move(db: PgPool) {
    story(&db).await;
    let mut tx = db.begin().await.unwrap();
    change_supervisor(&mut tx, id("mei"), Some(id("omar")), now(), Pace::AT_ONCE).await.unwrap();
    let mut beside = db.begin().await.unwrap();
    sqlx::query("set local lock_timeout = '200ms'").execute(&mut *beside).await.unwrap();
    assert!(crate::operations::queries::lock_account_manager(&mut beside, id("mei")).await.is_err());
    beside.rollback().await.unwrap();
    tx.commit().await.unwrap();
    let mut beside = db.begin().await.unwrap();
    crate::operations::queries::lock_account_manager(&mut beside, id("mei")).await.unwrap();
}

#[sqlx::test]
async fn nobody_has_two_supervisors_on_one_day(db: PgPool) {
    story(&db).await;
    let mut tx = db.begin().await.unwrap();
    let error = begin_supervision(&mut tx, id("mei"), id("omar"), now()).await.unwrap_err();
    assert_eq!(crate::server::db::violated(&error), Some("supervision_one_at_a_time"));
}

/// Tables with an owner or a supervisor that nothing moves: name and columns.
async fn forgotten_tables(db: &PgPool) -> Vec<(String, Vec<String>)> {
    let sql = "select table_name::text, array_agg(column_name::text order by column_name::text) from information_schema.columns
               where table_schema = 'public' and column_name in ('owner_id', 'supervisor_id') group by table_name order by table_name";
    let found: Vec<(String, Vec<String>)> = sqlx::query_as(sql).fetch_all(db).await.unwrap();
    let is_listed = |(name, columns): &(String, Vec<String>)| {
        let owned = OWNED.iter().any(|table| table.name == name) && columns == &["owner_id", "supervisor_id"];
        let stays = STAYING.contains(&name.as_str());
        owned || stays || DATED.iter().any(|table| table.name == name && columns == &[table.responsible])
    };
    found.into_iter().filter(|table| !is_listed(table)).collect()
}

#[sqlx::test]
async fn every_table_with_an_owner_or_a_supervisor_stands_in_the_list_of_tables(db: PgPool) {
    assert_eq!(forgotten_tables(&db).await, []);
    for table in OWNED {
        let sql = "select count(*) from information_schema.columns where table_schema = 'public' and table_name = $1
                   and column_name in ('id', 'partner_id', 'owner_id', 'supervisor_id')";
        let columns: i64 = sqlx::query_scalar(sql).bind(table.name).fetch_one(&db).await.unwrap();
        assert_eq!(columns, 4, "{}", table.name);
    }
    sqlx::query("create table visit (id uuid primary key, owner_id uuid)").execute(&db).await.unwrap();
    assert_eq!(forgotten_tables(&db).await, [("visit".to_owned(), vec!["owner_id".to_owned()])], "a new one is noticed");
}

#[test]
fn each_kind_of_record_has_one_table() {
    for kind in Records::ALL {
        assert_eq!(OWNED.iter().filter(|table| table.kind == *kind).count(), 1, "{kind}");
    }
}

#[sqlx::test]
async fn in_steps_the_same_rows_move_as_at_once(db: PgPool) {
    story(&db).await;
    let steps = Steps { most: 1, db: db.clone(), record: HandOverId(uuid::Uuid::nil()), attempt: 1 };
    let mut tx = db.begin().await.unwrap();
    let pace = Pace::in_steps(&steps);
    assert_eq!(change_supervisor(&mut tx, id("mei"), Some(id("omar")), now(), pace).await.unwrap(), Moved { changed: true, rows: 4 });
    let moved = hand_over_person(&mut tx, id("mei"), Some(id("jun")), id("grace"), now(), pace).await.unwrap();
    assert_eq!(moved, Counts::of(&[(Records::Customers, 1), (Records::Claims, 1), (Records::Opportunities, 2)]));
    tx.commit().await.unwrap();
    assert_eq!((rows_under(&db, id("mei"), Some(id("omar"))).await, rows_under(&db, id("jun"), Some(id("zhao"))).await), (0, 5));
}
