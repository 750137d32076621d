//! A server that is killed while it writes an export: a half file is never offered, and the next server begins anew and ends it.

use super::*;
use crate::uploads::copy_site;

/// An attempt notes the ids of its rows ten thousand at a time, so that it can be stopped at each tenth of the file.
const ROWS: i64 = 100_000;

/// Where a server is killed.
#[derive(Clone, Copy, Debug)]
enum At {
    /// After this many tenths of the rows.
    Tenth(i32),
    /// The file is written, and not stored.
    Written,
    /// The file is stored, and the export is not done.
    Stored,
}

/// She asks for all of her leads as text.
async fn ask_for_an_export(db: &PgPool, server: &Server, session: &str) -> uuid::Uuid {
    let form = format!(
        "form[key]={}&form[list]=leads&form[query]=&form[format]=csv&form[columns]=shown&form[rows]=&form[from]=&form[until]=&form[act]=",
        uuid::Uuid::now_v7()
    );
    let asked = server.ask_as(session, "POST /sales/exports/new?list=leads&do=exports.create", &form).unwrap();
    assert_eq!(location(&asked), "/sales/exports?done=created", "{asked}");
    sqlx::query_scalar("select id from export_task order by requested_at desc limit 1").fetch_one(db).await.unwrap()
}

/// Holds what an attempt needs when it has come so far.
async fn hold(held: &mut sqlx::Transaction<'_, sqlx::Postgres>, export: uuid::Uuid, at: At) {
    let query = match at {
        At::Tenth(number) => {
            sqlx::query("insert into export_row_ids (task_id, fence, number, ids) values ($1, 1, $2, '{}')").bind(export).bind(number - 1)
        }
        At::Written => sqlx::query("lock table stored_file in exclusive mode"),
        At::Stored => sqlx::query("lock table notification in exclusive mode"),
    };
    query.execute(&mut **held).await.unwrap();
}

/// Whether the latest export is done. The demo has others, in every state.
const ENDED: &str = "select count(*) from (select state from export_task order by requested_at desc limit 1) latest where state = 'done'";

/// How many attempts wait for it.
const fn waiting(at: At) -> &'static str {
    match at {
        At::Tenth(_) => {
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
             and query like 'insert into export_row_ids%'"
        }
        At::Written => {
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
             and query like 'insert into stored_file%'"
        }
        At::Stored => {
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
             and query like 'insert into notification%'"
        }
    }
}

#[sqlx::test]
async fn a_server_that_is_killed_while_it_writes_an_export_offers_no_half_of_it_and_the_next_one_writes_it_whole(db: PgPool) {
    partner_center::demo::load(&db, chrono::Utc::now()).await.unwrap();
    let sql = "insert into lead (id, partner_id, supervisor_id, owner_id, company_name, state, created_at, dispatched_at, updated_at)
               select gen_random_uuid(), p.partner_id, s.supervisor_id, p.id, 'Quarry Works ' || n, 'dispatched', now(), now(), now()
               from person p left join supervision s on s.account_manager_id = p.id and upper_inf(s.during), generate_series(1, $1) n
               where p.account_name = 'mei'";
    sqlx::query(sql).bind(ROWS).execute(&db).await.unwrap();
    let (receiver, folder) = (Receiver::open(), tempfile::tempdir().unwrap());
    copy_site(folder.path());
    // What is due today is done, so that nothing but an export waits for what is held.
    let settling = Server::start(&db, &receiver, folder.path(), true);
    until_count(
        &db,
        "the day's tasks are made",
        "select count(*) from renewal_run where day = (now() at time zone 'Asia/Shanghai')::date",
        1,
    )
    .await;
    assert!(settling.stop());
    let asking = Server::start(&db, &receiver, folder.path(), false);
    let session = asking.sign_in("mei");
    for at in [At::Tenth(1), At::Tenth(5), At::Written, At::Stored] {
        let export = ask_for_an_export(&db, &asking, &session).await;
        let mut held = db.begin().await.unwrap();
        hold(&mut held, export, at).await;
        let killed = Server::start(&db, &receiver, folder.path(), true);
        until_count(&db, &format!("the attempt has come to {at:?}"), waiting(at), 1).await;
        killed.kill();
        held.rollback().await.unwrap();

        let offered = asking.ask_as(&session, &format!("GET /sales/exports/{export}/file"), "").unwrap();
        assert!(offered.starts_with("HTTP/1.1 303"), "{at:?}: nothing is offered: {offered:.200}");
        // Its lease would last for a minute.
        sqlx::query("update export_task set leased_until = now() - interval '1 second' where state = 'running'")
            .execute(&db)
            .await
            .unwrap();
        let next = Server::start(&db, &receiver, folder.path(), true);
        until_count(&db, "the next server ends it", ENDED, 1).await;
        let attempts: i32 = sqlx::query_scalar("select attempt from export_task where id = $1").bind(export).fetch_one(&db).await.unwrap();
        assert_eq!(attempts, 2, "{at:?}: begun anew, once");
        let file = next.ask_as(&session, &format!("GET /sales/exports/{export}/file"), "").unwrap();
        assert!(file.starts_with("HTTP/1.1 200") && file.contains("attachment") && file.contains("content-length"), "{at:?}: {file:.300}");
        let rows = file.lines().filter(|line| line.contains("Q***")).count();
        assert_eq!(i64::try_from(rows), Ok(ROWS), "{at:?}");
        assert!(!file.contains("Quarry"), "{at:?}: no name in clear");
    }
}
