//! A whole house for tests: the router with every layer around it, a fresh database and a clock that stands still.
//! A test furnishes it with people, asks as one of them, and looks at the answer:
//!
//! ```ignore
//! #[sqlx::test]
//! async fn a_claim_lapses_after_fifteen_days(db: PgPool) {
//!     let house = House::open(db).await;                                   // empty; 23 November 2026, 10:00 in Beijing
//!     house.staff("viktor").await;                                         // the vendor's operator
//!     let harbor = house.found("Harbor", "grace").await;                   // a solution provider with its administrator
//!     house.hire(harbor, "mei", Preset::AccountManager).await;             // … and its people
//!     house.hire(harbor, "zhao", Preset::Supervisor).await;
//!     house.supervise("zhao", "mei").await;
//!     let prospect = house.claim(harbor, "mei", "Riverside", "13800138000").await;
//!     assert!(house.get("mei", "/sales/opportunities").await.shows("Report opportunity"));   // a page
//!     let (page, fields) = ("/sales/opportunities/new", [("customer", "claim:…"), ("name", "Winter streaming")]);
//!     let posted = house.post("mei", page, "opportunities.report", &fields).await;           // a form of that page
//!     assert!(posted.refuses("industry"));
//!     let called = house.call("zhao", "opportunities.report", &fields).await;                // the same, as an island asks
//!     assert_eq!(called.status, StatusCode::FORBIDDEN);
//!     house.pass(Duration::days(15)).await;                                // everybody stays signed in
//!     assert_eq!(house.audited("claim.recorded").await, 1);
//! }
//! ```
//!
//! * Whoever is created here is signed in at once, under a session whose token is the account name; so *who* is an account
//!   name, the token of a sign-in of her own ([`House::sign_in`], then [`Answer::session`]), or [`NOBODY`].
//! * Fields of forms are named as in the form's struct: `name`, `roles[]`, `products[0][name]`.
//! * [`House::with_demo`] holds the demo's companies with everybody signed in.
//! * A test of one query alone needs no house: `opportunities::queries::fixtures` is smaller and faster.

mod asking;
mod concurrency;
mod home_plans;
pub(crate) mod importing;
mod latency;
mod list_plans;
mod name_lookup;
mod people;
mod statements;
mod tests;
mod time_zones;

use axum::Router;
use chrono::{DateTime, Duration, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::app::router::router;
use crate::server::{AppState, Clock, Config};

pub(crate) use asking::{Answer, NOBODY};
pub(crate) use latency::LatencyProxy;
pub(crate) use people::PASSWORD;
pub(crate) use statements::Statements;
pub(crate) use time_zones::in_time_zone;

/// See the module. Clones share database, clock and sessions.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) app: Router,
    pub(crate) state: AppState,
}

impl House {
    /// An empty installation.
    pub(crate) async fn open(db: PgPool) -> Self {
        let clock = Clock::at("2026-11-23T02:00:00Z".parse().unwrap());
        let state = AppState::new(db, Config::for_tests(), clock);
        Self { app: router(state.clone()), state }
    }

    /// An installation with the demo, in which everybody is signed in, the disabled too.
    pub(crate) async fn with_demo(db: PgPool) -> Self {
        let house = Self::open(db).await;
        crate::demo::load_with(house.db(), house.now(), &house.state.documents).await.unwrap();
        for account in house.accounts().await {
            house.enter(&account).await;
        }
        house
    }

    /// The same installation over another pool.
    pub(crate) fn over(&self, db: PgPool) -> Self {
        let state = AppState::new(db, Config::for_tests(), self.state.clock.clone());
        Self { app: router(state.clone()), state }
    }

    /// The same installation with another setting.
    pub(crate) fn configured(self, set: impl FnOnce(&mut Config)) -> Self {
        let mut config = (*self.state.config).clone();
        set(&mut config);
        let state = self.state.changed(|parts| parts.config = std::sync::Arc::new(config));
        Self { app: router(state.clone()), state }
    }

    pub(crate) fn db(&self) -> &PgPool {
        &self.state.db
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    /// Time goes by, without anybody's session ending over it. Sessions have their own tests, with `state.clock.advance`.
    pub(crate) async fn pass(&self, time: Duration) {
        self.state.clock.advance(time);
        sqlx::query("update session set last_seen_at = $1, expires_at = $1 + interval '12 hours' where ended_at is null")
            .bind(self.now())
            .execute(self.db())
            .await
            .unwrap();
    }

    /// How often this was done, by the audit.
    pub(crate) async fn audited(&self, verb: &str) -> i64 {
        sqlx::query_scalar("select count(*) from audit_event where verb = $1").bind(verb).fetch_one(self.db()).await.unwrap()
    }

    /// What the audit kept of the last time this was done: record, before and after, as text.
    pub(crate) async fn last_audit(&self, verb: &str) -> (Uuid, String) {
        sqlx::query_as(
            "select entity_id, coalesce(before::text, '') || ' → ' || coalesce(after::text, '') from audit_event where verb = $1 order by id desc limit 1",
        )
        .bind(verb)
        .fetch_one(self.db())
        .await
        .unwrap()
    }
}
