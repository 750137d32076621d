use super::*;
use crate::house::importing::imports;
use crate::imports::run::{self, Start};

fn campaigns(rows: std::ops::Range<usize>, ends_on: &str) -> String {
    let rows: String = rows.map(|row| format!("{row},Campaign {row},2026-03-01,{ends_on}\n")).collect();
    format!("external_id,name,starts_on,ends_on\n{rows}")
}

#[sqlx::test]
async fn an_older_file_is_never_applied_after_a_newer_one_of_its_kind(db: PgPool) {
    let older = check(&db, "campaigns", &campaigns(0..2, "2026-03-31")).await;
    let newer = check(&db, "campaigns", &campaigns(0..2, "2026-04-30")).await;
    applied(&db, newer.id, false, now()).await;
    let mut tx = db.begin().await.unwrap();
    assert_eq!(run::start(&mut tx, older.id, false, None).await.unwrap(), Start::NewerFile);
    tx.rollback().await.unwrap();
    assert_eq!(number(&db, "select count(*) from campaign where ends_on = '2026-04-30'").await, 2);
    assert_eq!(import(&db, "campaigns", &campaigns(0..2, "2026-03-31")).await.numbers(), [0, 2, 0, 0], "sent again it is the newest");
}

#[sqlx::test]
async fn two_files_of_a_kind_are_not_applied_at_once(db: PgPool) {
    let first = check(&db, "campaigns", &campaigns(0..2, "2026-03-31")).await;
    let second = check(&db, "campaigns", &campaigns(2..4, "2026-03-31")).await;
    let start = async |id| {
        let mut tx = db.begin().await.unwrap();
        let start = run::start(&mut tx, id, false, None).await.unwrap();
        tx.commit().await.unwrap();
        start
    };
    assert_eq!(start(first.id).await, Start::Begun);
    assert_eq!((start(first.id).await, start(second.id).await), (Start::NotChecked, Start::AnotherRuns));
    run::apply(&imports(&db), first.id, now()).await.unwrap();
    assert_eq!(start(second.id).await, Start::Begun);
}

#[sqlx::test]
async fn whoever_goes_on_after_a_killed_worker_begins_behind_the_last_committed_batch(db: PgPool) {
    let check = check(&db, "campaigns", &campaigns(0..4_500, "2026-03-31")).await;
    assert_eq!((check.counts.total, check.counts.created), (4_500, 4_500));
    let mut tx = db.begin().await.unwrap();
    assert_eq!(run::start(&mut tx, check.id, false, None).await.unwrap(), Start::Begun);
    tx.commit().await.unwrap();
    // The second batch is refused by the database until the trigger is gone: the first one stays.
    sqlx::raw_sql(
        "create function stop() returns trigger language plpgsql as $$ begin raise exception 'killed' using errcode = '57P01'; end $$;
         create trigger stop before insert on campaign for each row when (new.external_id = '3000') execute function stop();",
    )
    .execute(&db)
    .await
    .unwrap();
    assert!(run::apply(&imports(&db), check.id, now()).await.is_err());
    assert_eq!(number(&db, "select count(*) from campaign").await, 2_000);
    // A crash of the database empties the staging table as well.
    sqlx::raw_sql("drop trigger stop on campaign; truncate import_row").execute(&db).await.unwrap();
    let imports = imports(&db);
    let (one, other) = tokio::join!(run::apply(&imports, check.id, now()), run::apply(&imports, check.id, now()));
    one.and(other).unwrap();
    // Of two that read the file anew one leaves it to the other.
    run::apply(&imports, check.id, now()).await.unwrap();
    let run = run_of(&db, check.id).await.unwrap().unwrap();
    assert_eq!((run.counts.created, number(&db, "select count(*) from campaign").await), (4_500, 4_500));
    assert_eq!(number(&db, "select count(*) from audit_event where verb = 'import.done'").await, 1);
}

#[sqlx::test]
async fn file_and_rows_of_a_run_go_ninety_days_after_it_is_over_and_its_counts_stay(db: PgPool) {
    let file = "external_id,name,starts_on,ends_on\n1,Spring,2026-03-01,2026-03-31\n2,Summer,2026-06-31,2026-06-30\n";
    let run = import(&db, "campaigns", file).await;
    assert_eq!(run.numbers(), [1, 0, 0, 1]);
    let held = "select (select count(*) from import_line) + (select count(*) from import_file)";
    let later = now() + chrono::TimeDelta::days(90);
    crate::imports::background::go_on(&db, later - chrono::TimeDelta::seconds(1)).await.unwrap();
    assert!(number(&db, held).await >= 3, "up to the last second");
    crate::imports::background::go_on(&db, later + chrono::TimeDelta::minutes(5)).await.unwrap();
    assert_eq!(number(&db, held).await, 0);
    let counts = "select count(*) from import_run where created = 1 and refused = 1 and cleared_at is not null";
    assert_eq!(number(&db, counts).await, 1);
}

#[sqlx::test]
async fn a_run_that_stands_still_is_found_and_one_that_nobody_decides_about_is_given_up(db: PgPool) {
    let check = check(&db, "campaigns", &campaigns(0..1, "2026-03-31")).await;
    sqlx::query("update import_run set state = 'applying', touched_at = now() - interval '3 minutes'").execute(&db).await.unwrap();
    assert_eq!(crate::imports::background::go_on(&db, now()).await.unwrap(), 1);
    sqlx::query("update import_run set state = 'checked'").execute(&db).await.unwrap();
    assert_eq!(crate::imports::background::go_on(&db, now() + chrono::TimeDelta::days(7)).await.unwrap(), 0, "after exactly a week");
    assert_eq!(crate::imports::background::go_on(&db, now() + chrono::TimeDelta::days(8)).await.unwrap(), 1);
    assert_eq!(run_of(&db, check.id).await.unwrap().unwrap().state, crate::imports::model::RunState::Discarded);
    assert_eq!(number(&db, "select count(*) from import_file").await + number(&db, "select count(*) from import_row").await, 0);
}
