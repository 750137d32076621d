//! What a run holds of other people goes, whichever way the run ended, and its page says so when it is gone and not before.

use axum::http::StatusCode;
use chrono::Duration;

use super::*;
use crate::house::House;
use crate::imports::background::go_on;
use crate::imports::context::{Import, Imports};
use crate::imports::importing::PURPOSE;
use crate::imports::kind::find;
use crate::imports::model::{KEPT_DAYS, RunState};
use crate::imports::{run, storage};
use crate::server::files::{FileType, NewFile, StoredFile, keep, sweep};
use crate::server::new_id;

const CAMPAIGNS: &str = "external_id,name,starts_on,ends_on\n1,Spring,2026-03-01,2026-03-31\n";
const DELETED: &str = "were deleted 90 days after it ended";

async fn uploaded(house: &House, content: &'static str) -> StoredFile {
    let new = NewFile {
        person: house.id("viktor").await.0,
        upload_key: new_id(),
        field: "form[file]",
        purpose: PURPOSE,
        name: "spring.csv",
        file_type: FileType::Text,
        at: house.now(),
    };
    let content = futures_util::stream::iter([Ok(bytes::Bytes::from(content))]);
    house.state.files.put_stream(house.db(), &new, content).await.unwrap()
}

/// The page of the run to which an uploaded file leads.
async fn sent(house: &House, file: &StoredFile) -> String {
    let fields = [("kind", "campaigns"), ("source", "crm"), ("file", &file.id.to_string())];
    let sent = house.post("viktor", "/operations/imports", "imports.import", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    sent.location().to_owned()
}

async fn decide(house: &House, page: &str, action: &str) {
    let decided = house.post("viktor", page, action, &[("id", page.rsplit('/').next().unwrap())]).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.body);
}

/// What time drives, as the worker does it.
async fn tidy(house: &House) {
    go_on(house.db(), house.now()).await.unwrap();
    sweep(house.db(), &house.state.files, house.now()).await.unwrap();
}

/// Whether the file can be fetched, whether its bytes are in the store, and whether the run's page leads to it.
async fn is_there(house: &House, file: &StoredFile, page: &str) -> [bool; 3] {
    let address = format!("/files/{}", file.id);
    let fetched = house.get("viktor", &address).await.status;
    assert!([StatusCode::OK, StatusCode::NOT_FOUND].contains(&fetched), "{fetched}");
    let shown = house.get("viktor", page).await;
    assert!(shown.status == StatusCode::OK && shown.shows("spring.csv"), "{}", shown.body);
    [fetched == StatusCode::OK, house.state.files.local_copy(file).await.is_ok(), shown.shows(&format!("href=\"{address}\""))]
}

#[sqlx::test]
async fn an_uploaded_file_goes_ninety_days_after_its_import_and_the_run_says_so_when_it_is_gone(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    let file = uploaded(&house, CAMPAIGNS).await;
    let page = sent(&house, &file).await;
    decide(&house, &page, "imports.apply").await;
    house.pass(Duration::days(KEPT_DAYS)).await;
    tidy(&house).await;
    assert_eq!(is_there(&house, &file, &page).await, [true; 3], "up to the last second");
    house.pass(Duration::hours(1)).await;
    assert_eq!(is_there(&house, &file, &page).await, [true; 3], "nobody has tidied up yet");
    assert!(!house.get("viktor", &page).await.shows(DELETED), "and nobody is told that it was deleted");
    tidy(&house).await;
    assert_eq!(is_there(&house, &file, &page).await, [false; 3]);
    let shown = house.get("viktor", &page).await;
    assert!(shown.shows(DELETED) && !shown.shows("id=\"report\""), "{}", shown.body);
    let kept = "select count(*) from import_run where created = 1 and cleared_at is not null and file_id is null";
    assert_eq!(number(house.db(), kept).await, 1, "its counts stay");
    assert_eq!(number(house.db(), "select count(*) from stored_file").await, 0);
}

#[sqlx::test]
async fn the_uploaded_file_of_a_discarded_run_goes_at_once_and_its_page_does_not_lead_to_it(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    let file = uploaded(&house, CAMPAIGNS).await;
    let page = sent(&house, &file).await;
    assert_eq!(is_there(&house, &file, &page).await, [true; 3]);
    decide(&house, &page, "imports.discard").await;
    assert_eq!(is_there(&house, &file, &page).await, [false, true, false], "the next sweep removes the bytes");
    tidy(&house).await;
    assert_eq!(is_there(&house, &file, &page).await, [false; 3]);
    house.pass(Duration::days(KEPT_DAYS) + Duration::hours(1)).await;
    tidy(&house).await;
    assert_eq!(number(house.db(), "select count(*) from import_run where state = 'discarded' and cleared_at is not null").await, 1);
    assert!(house.get("viktor", &page).await.shows(DELETED));
}

#[sqlx::test]
async fn the_file_of_a_run_that_failed_in_the_background_goes_after_ninety_days_and_its_reason_stays(db: PgPool) {
    let (house, _) = House::harbor(db.clone()).await;
    let file = uploaded(&house, "nonsense\n1\n").await;
    let imports = Imports { db: db.clone(), files: house.state.files.clone(), kinds: crate::app::imports::KINDS };
    let kind = find(imports.kinds, "campaigns").unwrap();
    let import = Import { kind, source: "crm", file_name: &file.name, by: Some(file.person_id), at: house.now(), as_of: house.now() };
    let mut tx = db.begin().await.unwrap();
    keep(&mut tx, file.person_id, PURPOSE, file.id, house.now()).await.unwrap().unwrap();
    let id = storage::receive_upload(&mut tx, &import, &file).await.unwrap();
    tx.commit().await.unwrap();
    assert!(run::check(&imports, id, house.now()).await.is_err());
    let failed = async || run_of(&db, id).await.unwrap().unwrap();
    let reason = failed().await.failure;
    assert!(failed().await.state == RunState::Failed && reason.is_some());
    let page = format!("/operations/imports/{id}");
    house.pass(Duration::days(KEPT_DAYS)).await;
    tidy(&house).await;
    assert_eq!(is_there(&house, &file, &page).await, [true; 3]);
    house.pass(Duration::hours(1)).await;
    tidy(&house).await;
    assert_eq!(is_there(&house, &file, &page).await, [false; 3]);
    assert!(failed().await.failure == reason && house.get("viktor", &page).await.shows(DELETED));
}

#[sqlx::test]
async fn rows_that_were_pasted_go_with_a_failed_and_with_a_discarded_run(db: PgPool) {
    let failed = crate::house::importing::checked(&db, "campaigns", b"nonsense\n1\n", now()).await;
    assert!(failed.is_err());
    let discarded = check(&db, "campaigns", CAMPAIGNS).await.id;
    let held = async |state| {
        let sql =
            "select (select count(*) from import_file f where f.run_id = r.id) + (select count(*) from import_line l where l.run_id = r.id)
                   + (select count(*) from import_row w where w.run_id = r.id) from import_run r where state = $1";
        sqlx::query_scalar::<_, i64>(sql).bind(state).fetch_one(&db).await.unwrap()
    };
    assert!(held("checked").await >= 2);
    let mut tx = db.begin().await.unwrap();
    assert!(storage::discard(&mut tx, discarded, now()).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(held("discarded").await, 0, "at once");
    let end = now() + Duration::days(KEPT_DAYS);
    assert_eq!(go_on(&db, end).await.unwrap(), 0);
    assert!(held("failed").await >= 1);
    assert_eq!(go_on(&db, end + Duration::seconds(1)).await.unwrap(), 2);
    assert_eq!(held("failed").await + held("discarded").await, 0);
    assert_eq!(number(&db, "select count(*) from import_run where cleared_at is not null").await, 2);
}

#[sqlx::test]
async fn who_was_told_by_a_run_is_forgotten_with_its_rows_and_what_they_were_told_stays(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    import(&db, "customers", CUSTOMERS).await;
    let file = "external_id,customer,category,scenario,title,sent_on\n7,harbour_lab,churn,Spend down,Spend fell by half,2026-11-22\n";
    let run = import(&db, "alerts", file).await;
    assert_eq!(run.numbers(), [1, 0, 0, 0]);
    let told = "select count(*) from import_message";
    let notified = "select count(*) from notification where entity = 'import_run' and kind = 'alert_to_handle'";
    let end = now() + Duration::days(KEPT_DAYS);
    go_on(&db, end).await.unwrap();
    assert!(number(&db, told).await >= 1 && number(&db, notified).await == 1);
    go_on(&db, end + Duration::seconds(1)).await.unwrap();
    assert_eq!((number(&db, told).await, number(&db, notified).await), (0, 1));
}
