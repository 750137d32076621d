//! `/readyz`: whether this process can do its work, for load balancers and for whoever watches the installation.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, SecondsFormat, Utc};

use crate::server::worker::{Liveness, Progress, progress};
use crate::server::{AppState, db};

/// The database has this long to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// 200 and `ready`, or 503 and the checks that failed: `database` (does not answer within a second, or its structure is not
/// that of this program), `files` (the built files are not in the site folder), `worker` (this process should take background
/// jobs, and its worker has not been answered for six heartbeats). The lines after it say how background work goes on, in the
/// whole installation; times are UTC.
pub(super) async fn ready(State(state): State<AppState>) -> Response {
    let database = tokio::time::timeout(PATIENCE, database(&state)).await.ok().flatten();
    let worker = state.worker.liveness();
    let checks = [("database", database.is_some()), ("files", state.assets.complete), ("worker", worker != Liveness::Dead)];
    let failed: Vec<&str> = checks.into_iter().filter(|(_, passed)| !passed).map(|(name, _)| name).collect();
    let (status, first) =
        if failed.is_empty() { (StatusCode::OK, "ready".to_owned()) } else { (StatusCode::SERVICE_UNAVAILABLE, failed.join(" ")) };
    (status, first + "\n" + &background(worker, database)).into_response()
}

/// The state of background work; nothing when migrations are missing or the database fails.
async fn database(state: &AppState) -> Option<Progress> {
    let newest = sqlx::query_scalar!(r#"select max(version) as "version" from _sqlx_migrations where success"#)
        .fetch_one(&state.db)
        .await
        .ok()??;
    if db::MIGRATIONS.iter().map(|m| m.version).max() != Some(newest) {
        return None;
    }
    progress(&state.db, state.clock.now()).await.ok()
}

fn background(worker: Liveness, progress: Option<Progress>) -> String {
    let here = match worker {
        Liveness::LeftToOthers => "left to other processes",
        Liveness::Alive => "alive",
        Liveness::Dead => "dead",
    };
    let Some(progress) = progress else { return format!("worker of this process: {here}\n") };
    let time = |at: Option<DateTime<Utc>>| at.map_or("none".to_owned(), |at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
    format!(
        "worker of this process: {here}\nworkers alive: {}\nlast job done: {}\nlast look at what is due: {}\noldest job due: {}\n",
        progress.workers,
        time(progress.last_job_at),
        time(progress.due_completed_at),
        time(progress.oldest_due_at)
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use sqlx::PgPool;

    use super::*;
    use crate::app::router::router;
    use crate::house::{House, NOBODY};

    /// A house whose built files are there, or not.
    async fn house(db: PgPool, complete: bool) -> House {
        let mut house = House::open(db).await;
        let mut assets = (*house.state.assets).clone();
        assets.complete = complete;
        house.state = house.state.changed(|parts| parts.assets = Arc::new(assets));
        house.app = router(house.state.clone());
        house
    }

    #[sqlx::test]
    async fn a_process_whose_worker_is_dead_is_not_ready_and_says_which_check_failed(db: PgPool) {
        let house = house(db, true).await;
        let ready = house.get(NOBODY, "/readyz").await;
        assert_eq!(ready.status, StatusCode::OK);
        assert_eq!(
            ready.body,
            "ready\nworker of this process: left to other processes\nworkers alive: 0\nlast job done: none\n\
             last look at what is due: none\noldest job due: none\n"
        );
        house.state.worker.expect(Duration::from_secs(3600));
        assert!(house.get(NOBODY, "/readyz").await.body.starts_with("ready\nworker of this process: alive\n"));
        house.state.worker.expect(Duration::ZERO);
        let dead = house.get(NOBODY, "/readyz").await;
        assert_eq!(dead.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(dead.body.starts_with("worker\nworker of this process: dead\n"), "{}", dead.body);
    }

    #[sqlx::test]
    async fn each_check_that_fails_is_named(db: PgPool) {
        let house = house(db, false).await;
        let without_files = house.get(NOBODY, "/readyz").await;
        assert_eq!(without_files.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(without_files.body.starts_with("files\n"), "{}", without_files.body);
        sqlx::query("update _sqlx_migrations set success = false where version = (select max(version) from _sqlx_migrations)")
            .execute(house.db())
            .await
            .unwrap();
        assert!(house.get(NOBODY, "/readyz").await.body.starts_with("database files\n"));
    }
}
