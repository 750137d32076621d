//! Attempts that are killed: nothing half is offered, the next one begins anew, and after three it is given up.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use sqlx::PgPool;

use crate::exports::background::attempt;
use crate::exports::model::ExportId;
use crate::exports::queries::attempts::{self, Attempt, claim};
use crate::exports::work::{Exports, Step};
use crate::house::House;

const ROWS: i64 = 10_000;

/// A house in which Mei has ten thousand opportunities.
async fn ten_thousand(db: PgPool) -> House {
    let (house, harbor) = House::harbor(db).await;
    let prospect = house.claim(harbor, "mei", "Riverside", "13800138000").await;
    house.report("mei", &format!("claim:{prospect}"), &[]).await;
    sqlx::query("drop index opportunity_name_pairs").execute(house.db()).await.unwrap();
    sqlx::query(
        "insert into opportunity (id, partner_id, supervisor_id, owner_id, claim_id, name, industry, kind, test_project, tender,
             expected_monthly_revenue, expected_date, service_period, stage, confidence, closed_at, reported_by, reported_at, updated_at)
         select gen_random_uuid(), partner_id, supervisor_id, owner_id, claim_id, name, industry, kind, test_project, tender,
             n, expected_date, service_period, stage, confidence, closed_at, reported_by, reported_at, updated_at - n * interval '1 minute'
         from opportunity, generate_series(2, $1) n",
    )
    .bind(ROWS)
    .execute(house.db())
    .await
    .unwrap();
    house
}

async fn stored_files(house: &House) -> i64 {
    sqlx::query_scalar("select count(*) from stored_file where state = 'kept'").fetch_one(house.db()).await.unwrap()
}

#[sqlx::test]
async fn an_attempt_killed_anywhere_offers_nothing_and_the_next_begins_anew(db: PgPool) {
    let house = ten_thousand(db).await;
    for (at, format) in [(Step::Rows(ROWS / 10), "csv"), (Step::Rows(ROWS / 2), "xlsx"), (Step::Written, "csv"), (Step::Stored, "xlsx")] {
        let before = stored_files(&house).await;
        let id = house.export("mei", "opportunities", "", format).await;
        house.kill_export_at(id, at).await;
        assert_eq!(house.export_stands(id).await.0, "running", "{at:?}");
        assert_eq!(house.download("mei", id).await.location(), format!("/sales/exports/{id}?refused=not-done"), "{at:?}");
        assert_eq!(stored_files(&house).await, before, "{at:?}");
        // While its lease lasts nobody takes it over.
        house.write_export(id).await;
        assert_eq!(house.export_stands(id).await.0, "running", "{at:?}");
        house.leases_run_out().await;
        assert_eq!(house.exports_go_on().await, 1, "{at:?}: it is left to the background once more");
        house.write_export(id).await;
        assert_eq!(house.export_stands(id).await, ("done".into(), ROWS, String::new()), "{at:?}");
        let ids = house.exported_ids(id).await;
        let once: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!((ids.len() as i64, once.len() as i64), (ROWS, ROWS), "{at:?}: each row once");
        assert_eq!(house.download("mei", id).await.status, StatusCode::OK, "{at:?}");
        assert_eq!(stored_files(&house).await, before + 1, "{at:?}");
    }
}

#[sqlx::test]
async fn what_kills_its_process_three_times_is_given_up_and_told(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let prospect = house.claim(harbor, "mei", "Riverside", "13800138000").await;
    house.report("mei", &format!("claim:{prospect}"), &[]).await;
    let id = house.export("mei", "opportunities", "", "csv").await;
    for _ in 0..3 {
        house.kill_export_at(id, Step::Written).await;
        house.leases_run_out().await;
    }
    house.write_export(id).await;
    assert_eq!(house.export_stands(id).await.0, "running", "a fourth attempt is not begun");
    house.exports_go_on().await;
    assert_eq!(house.export_stands(id).await, ("failed".into(), 0, "attempts".into()));
    assert!(house.get("mei", &format!("/sales/exports/{id}")).await.shows("could not be written in three attempts"));
    assert!(house.get("mei", "/notifications").await.shows("Your export came to nothing: Opportunities"));
    house.post("mei", "/sales/exports", "exports.run_again", &[("id", &id.to_string())]).await;
    let again = house.latest_export("mei").await;
    house.write_export(again).await;
    assert_eq!(house.export_stands(again).await.0, "done");
}

#[sqlx::test]
async fn an_attempt_that_was_taken_for_dead_writes_nothing_any_more(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    let id = house.export("mei", "opportunities", "", "csv").await;
    let dead = claim(house.db(), id, house.now()).await.unwrap().unwrap().attempt;
    assert!(claim(house.db(), id, house.now()).await.unwrap().is_none(), "one at a time");
    house.leases_run_out().await;
    let alive = claim(house.db(), id, house.now()).await.unwrap().unwrap().attempt;
    assert_eq!(alive.fence, dead.fence + 1);
    let writes = async |attempt: Attempt| {
        let renewed = attempts::renew(house.db(), attempt, 7).await.unwrap();
        let noted = attempts::note_snapshot(house.db(), attempt, house.now(), 7).await.unwrap();
        let added = attempts::add_row_ids(house.db(), attempt, 0, &[uuid::Uuid::nil()]).await.unwrap();
        (renewed, noted, added)
    };
    assert_eq!(writes(dead).await, (false, false, false));
    attempts::release(house.db(), dead, house.now()).await.unwrap();
    assert_eq!(house.export_stands(id).await.0, "running", "nor does it give back what is another's");
    assert_eq!(writes(alive).await, (true, true, true));
    house.post("mei", "/sales/exports", "exports.cancel", &[("id", &id.to_string())]).await;
    assert_eq!(writes(alive).await, (false, false, false), "what was given up is written no more");
    assert_eq!(house.exported_ids(ExportId(id.0)).await.len(), 0);
}

#[sqlx::test]
async fn an_export_ends_when_its_file_is_stored_and_its_days_count_from_then(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let prospect = house.claim(harbor, "mei", "Riverside", "13800138000").await;
    house.report("mei", &format!("claim:{prospect}"), &[]).await;
    let id = house.export("mei", "opportunities", "", "csv").await;
    let (begun, clock) = (house.now(), house.state.clock.clone());
    let goes_on = std::sync::Arc::new(move |step| {
        if step == Step::Written {
            clock.advance(chrono::Duration::minutes(20));
        }
        true
    });
    attempt(&Exports { goes_on, ..house.exports() }, id, begun).await.unwrap();
    let moments = "select as_of, finished_at, expires_at from export_task where id = $1";
    let (as_of, finished, expires): (DateTime<Utc>, DateTime<Utc>, DateTime<Utc>) =
        sqlx::query_as(moments).bind(id.0).fetch_one(house.db()).await.unwrap();
    let ended = begun + chrono::Duration::minutes(20);
    assert_eq!((as_of, finished, expires), (begun, ended, ended + chrono::Duration::days(3)));
}
