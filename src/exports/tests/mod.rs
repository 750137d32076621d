//! Exports from the dialog to the download, in a whole house.

mod attempts;
mod conditions;
mod lists;
mod masking;
mod readers;
mod scope;
mod window;

use std::sync::Arc;

use axum::http::StatusCode;
use sqlx::PgPool;
use uuid::Uuid;

use crate::app::LISTS;
use crate::exports::background::{attempt, go_on};
use crate::exports::model::ExportId;
use crate::exports::work::{Exports, Step};
use crate::house::{Answer, House};

impl House {
    pub(super) fn exports(&self) -> Exports {
        Exports { clock: self.state.clock.clone(), ..Exports::new(self.db().clone(), self.state.files.clone(), LISTS) }
    }

    /// Asks for an export as the dialog does.
    pub(super) async fn ask_for_export(&self, who: &str, list: &str, query: &str, format: &str, columns: &str) -> Answer {
        let page = format!("/sales/exports/new?list={list}&{query}");
        let fields = [("list", list), ("query", query), ("format", format), ("columns", columns)];
        self.post(who, page.trim_end_matches('&'), "exports.create", &fields).await
    }

    /// Asks for all rows of some days.
    pub(super) async fn ask_for_window(&self, who: &str, list: &str, from: &str, until: &str) -> Answer {
        let fields = [("list", list), ("format", "csv"), ("columns", "all"), ("rows", "window"), ("from", from), ("until", until)];
        self.post(who, &format!("/sales/exports/new?list={list}"), "exports.create", &fields).await
    }

    /// The same, which is granted.
    pub(super) async fn export(&self, who: &str, list: &str, query: &str, format: &str) -> ExportId {
        let answer = self.ask_for_export(who, list, query, format, "all").await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sales/exports?done=created"), "{list}: {}", answer.body);
        self.latest_export(who).await
    }

    pub(super) async fn latest_export(&self, who: &str) -> ExportId {
        let latest =
            "select e.id from export_task e join person p on p.id = e.person_id where p.account_name = $1 order by e.id desc limit 1";
        ExportId(sqlx::query_scalar(latest).bind(who).fetch_one(self.db()).await.unwrap())
    }

    /// The background work writes it.
    pub(super) async fn write_export(&self, id: ExportId) {
        attempt(&self.exports(), id, self.now()).await.unwrap();
    }

    /// An attempt whose process is killed there.
    pub(super) async fn kill_export_at(&self, id: ExportId, at: Step) {
        let reached = Arc::new(std::sync::atomic::AtomicBool::new(false));
        let seen = reached.clone();
        let goes_on = Arc::new(move |step| {
            let goes_on = step != at;
            seen.fetch_or(!goes_on, std::sync::atomic::Ordering::Relaxed);
            goes_on
        });
        attempt(&Exports { goes_on, ..self.exports() }, id, self.now()).await.unwrap();
        assert!(reached.load(std::sync::atomic::Ordering::Relaxed), "the attempt came to {at:?}");
    }

    /// A minute goes by in which nobody renews a lease.
    pub(super) async fn leases_run_out(&self) {
        sqlx::query("update export_task set leased_until = clock_timestamp() - interval '1 second' where state = 'running'")
            .execute(self.db())
            .await
            .unwrap();
    }

    /// What time drives.
    pub(super) async fn exports_go_on(&self) -> u64 {
        go_on(&self.exports(), self.now()).await.unwrap()
    }

    /// State, rows and failure.
    pub(super) async fn export_stands(&self, id: ExportId) -> (String, i64, String) {
        sqlx::query_as("select state, rows_written, failure from export_task where id = $1").bind(id.0).fetch_one(self.db()).await.unwrap()
    }

    /// The ids of the rows that its file holds, in their order.
    pub(super) async fn exported_ids(&self, id: ExportId) -> Vec<Uuid> {
        let parts: Vec<Vec<Uuid>> = sqlx::query_scalar("select ids from export_row_ids where task_id = $1 order by number")
            .bind(id.0)
            .fetch_all(self.db())
            .await
            .unwrap();
        parts.concat()
    }

    pub(super) async fn download(&self, who: &str, id: ExportId) -> Answer {
        self.get(who, &format!("/sales/exports/{id}/file")).await
    }
}

#[sqlx::test]
async fn an_export_is_asked_for_written_told_downloaded_and_goes_after_three_days(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let prospect = house.claim(harbor, "mei", "Riverside", "13800138000").await;
    house.report("mei", &format!("claim:{prospect}"), &[]).await;
    let list = house.get("mei", "/sales/opportunities").await;
    assert!(list.shows("/sales/exports/new?list=opportunities"), "{}", list.body);
    let dialog = house.get("mei", "/sales/exports/new?list=opportunities").await;
    assert!(dialog.shows("1 row now") && dialog.shows("anonymised"), "{}", dialog.body);
    let refused = house.ask_for_export("mei", "opportunities", "", "pdf", "").await;
    assert!(refused.refuses("format") && refused.refuses("columns"), "{}", refused.body);

    let id = house.export("mei", "opportunities", "", "csv").await;
    assert!(house.get("mei", "/sales/exports?done=created").await.shows("Export task created"));
    let early = house.download("mei", id).await;
    assert_eq!((early.status, early.location()), (StatusCode::SEE_OTHER, &*format!("/sales/exports/{id}?refused=not-done")));
    house.write_export(id).await;
    assert_eq!(house.export_stands(id).await, ("done".into(), 1, String::new()));
    let told = house.get("mei", "/notifications").await;
    assert!(told.shows("Your export is ready to be downloaded: Opportunities"), "{}", told.body);
    assert!(house.get("mei", "/sales/exports").await.shows(&format!("/sales/exports/{id}/file")));

    let file = house.download("mei", id).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(
        file.headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"Opportunities 2026-11-23 1000.csv\"")
    );
    assert_eq!(file.headers["x-content-type-options"], "nosniff");
    assert_eq!(file.body.lines().count(), 2, "{}", file.body);
    let proof = house.get("mei", &format!("/sales/exports/{id}/proof")).await;
    assert!(proof.shows("\"rows\":1") && proof.shows("\"proof\":"), "{}", proof.body);
    assert_eq!((house.audited("export.requested").await, house.audited("export.downloaded").await), (1, 2));

    house.pass(chrono::Duration::days(3)).await;
    let late = house.download("mei", id).await;
    assert_eq!(late.location(), format!("/sales/exports/{id}?refused=expired"));
    assert!(house.get("mei", late.location()).await.shows("The file is gone"));
    assert_eq!(house.exports_go_on().await, 1);
    assert_eq!(house.export_stands(id).await.0, "expired");
    crate::server::files::sweep(house.db(), &house.state.files, house.now()).await.unwrap();
    let left: i64 = sqlx::query_scalar("select count(*) from stored_file").fetch_one(house.db()).await.unwrap();
    assert_eq!((left, house.exported_ids(id).await.len()), (0, 0));
}

#[sqlx::test]
async fn the_second_person_finds_nothing_of_an_export(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    let id = house.export("mei", "opportunities", "", "csv").await;
    house.write_export(id).await;
    for who in ["jun", "grace"] {
        for address in [format!("/sales/exports/{id}"), format!("/sales/exports/{id}/file"), format!("/sales/exports/{id}/proof")] {
            assert_eq!(house.get(who, &address).await.status, StatusCode::NOT_FOUND, "{address} for {who}");
        }
        assert!(!house.get(who, "/sales/exports").await.shows(&id.to_string()), "{who}");
        for call in ["exports.cancel", "exports.run_again"] {
            assert_eq!(house.call(who, call, &[("id", &id.to_string())]).await.status, StatusCode::NOT_FOUND, "{call} for {who}");
        }
    }
}

#[sqlx::test]
async fn one_more_than_the_installation_lets_is_refused_until_one_ends(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    let first = house.export("mei", "opportunities", "", "xlsx").await;
    let refused = house.ask_for_export("mei", "opportunities", "", "xlsx", "shown").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.shows("export(s) under way already"), "{}", refused.body);
    let other = house.ask_for_export("jun", "opportunities", "", "xlsx", "shown").await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "a colleague has an allowance of her own");
    let cancelled = house.post("mei", "/sales/exports", "exports.cancel", &[("id", &first.to_string())]).await;
    assert_eq!(cancelled.location(), "/sales/exports?done=cancelled");
    house.write_export(first).await;
    assert_eq!(house.export_stands(first).await.0, "cancelled", "a job that comes late writes nothing");
    let again = house.post("mei", "/sales/exports", "exports.run_again", &[("id", &first.to_string())]).await;
    assert_eq!(again.location(), "/sales/exports?done=created");
    let second = house.latest_export("mei").await;
    assert_ne!(second, first);
    house.write_export(second).await;
    assert_eq!(house.export_stands(second).await.0, "done");
    let wide = house.configured(|config| config.exports_at_once = 2);
    wide.export("mei", "opportunities", "", "csv").await;
    wide.export("mei", "opportunities", "", "csv").await;
}
