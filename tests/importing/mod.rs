//! A server that is killed while it imports a file: what it has written stays, and the next server writes the rest, each row once.

use super::*;
use crate::uploads::copy_site;

/// Rows of the file; a worker commits two thousand of them at a time.
const ROWS: usize = 4_500;
const IMPORTED: &str = "select count(*) from campaign where source = 'crm'";
const APPLIED: &str = "select count(*) from import_run where state = 'applied' and created = 4500 and refused = 0";
const WAITING: &str = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    and query like '%into campaign%'";

/// The next server makes the import whole, whichever row the killed one had come to.
async fn killed_at(db: PgPool, row: usize, committed: i64) {
    partner_center::demo::load(&db, chrono::Utc::now()).await.unwrap();
    let (receiver, folder) = (Receiver::open(), tempfile::tempdir().unwrap());
    copy_site(folder.path());
    let server = Server::start(&db, &receiver, folder.path(), true);
    let session = server.sign_in("viktor");
    let rows: String = (0..ROWS).map(|row| format!("{row},Spring {row},2026-03-01,2026-03-31%0A")).collect();
    let form = format!(
        "form[key]={}&form[kind]=campaigns&form[source]=crm&form[as_of]=&form[content]=external_id,name,starts_on,ends_on%0A{rows}",
        uuid::Uuid::now_v7()
    );
    let taken = server.ask_as(&session, "POST /operations/imports?do=imports.import", &form).unwrap();
    let page = location(&taken).split('?').next().unwrap().to_owned();
    let run = page.strip_prefix("/operations/imports/").expect("on to the run").to_owned();
    until_count(&db, "the file is checked", "select count(*) from import_run where state = 'checked' and total = 4500", 1).await;
    assert!(server.stop());

    let mut held = db.begin().await.unwrap();
    let sql = "insert into campaign (id, name, starts_on, ends_on, source, external_id, created_at, updated_at)
               values (gen_random_uuid(), 'Held', '2026-03-01', '2026-03-31', 'crm', $1, now(), now())";
    sqlx::query(sql).bind(row.to_string()).execute(&mut *held).await.unwrap();
    let killed = Server::start(&db, &receiver, folder.path(), true);
    let apply = format!("form[key]={}&form[id]={run}&form[with_likely]=", uuid::Uuid::now_v7());
    let begun = killed.ask_as(&session, &format!("POST {page}?do=imports.apply"), &apply).unwrap();
    assert!(begun.starts_with("HTTP/1.1 303"), "{begun}");
    until_count(&db, "the worker has come to the row", WAITING, 1).await;
    killed.kill();
    held.rollback().await.unwrap();
    assert_eq!(count(&db, IMPORTED).await, committed, "what was committed stays");

    let next = Server::start(&db, &receiver, folder.path(), true);
    until_count(&db, "the next server ends it", APPLIED, 1).await;
    assert_eq!(count(&db, IMPORTED).await, 4_500, "each row once");
    assert_eq!(count(&db, "select count(*) from audit_event where verb = 'import.done'").await, 1);
    assert!(next.stop());
}

#[sqlx::test]
async fn an_import_whose_server_was_killed_at_a_tenth_is_made_whole_by_the_next_one(db: PgPool) {
    killed_at(db, 450, 0).await;
}

#[sqlx::test]
async fn an_import_whose_server_was_killed_at_half_is_made_whole_by_the_next_one(db: PgPool) {
    killed_at(db, 2_250, 2_000).await;
}

#[sqlx::test]
async fn an_import_whose_server_was_killed_at_its_last_row_is_made_whole_by_the_next_one(db: PgPool) {
    killed_at(db, 4_499, 4_000).await;
}
