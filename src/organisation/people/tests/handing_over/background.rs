//! Hand-overs of very many rows: left to the background, done once, seen whole or not at all.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;

use super::super::{change, harbor};
use crate::app::background::TASKS;
use crate::auth::Preset;
use crate::handover::model::{HandOverId, HandOverState};
use crate::handover::queries::{Pace, begin_attempt, hand_over_person, try_turn};
use crate::house::House;
use crate::organisation::people::HAND_OVER;
use crate::server::worker::WorkContext;

/// Harbor, where three rows are moved within a request at the most. Mei has four customers and an opportunity; Jun has nothing.
async fn busy_harbor(db: PgPool) -> House {
    let house = harbor(db).await.configured(|config| config.hand_over_rows_at_once = 3);
    for name in ["Harvest", "Northlight", "Snowpeak", "Tidewater"] {
        house.customer_of("mei", name, name == "Snowpeak").await;
    }
    house.hire(house.partner_of("mei").await, "jun", Preset::AccountManager).await;
    house
}

impl House {
    /// Does what the background worker does with a record.
    async fn hand_over_now(&self, id: HandOverId) -> sqlx::Result<()> {
        let task = TASKS.iter().find(|task| task.name == HAND_OVER).expect("registered");
        let context = WorkContext { db: self.db().clone(), now: self.now(), files: self.state.files.clone() };
        (task.run)(context, json!({ "id": id })).await
    }

    async fn record_of(&self, account: &str) -> (HandOverId, HandOverState, i64) {
        let sql = "select id, state, moved from hand_over where person_id = $1 order by asked_at desc, id desc limit 1";
        sqlx::query_as(sql).bind(self.id(account).await.0).fetch_one(self.db()).await.unwrap()
    }

    /// How many of Mei's or Jun's rows there are: associations and opportunities.
    async fn rows_of(&self, account: &str) -> i64 {
        let sql = "select (select count(*) from association where owner_id = $1) + (select count(*) from opportunity where owner_id = $1)";
        sqlx::query_scalar(sql).bind(self.id(account).await.0).fetch_one(self.db()).await.unwrap()
    }

    async fn page_of(&self, account: &str) -> String {
        format!("/organisation/people/{}", self.id(account).await)
    }

    async fn ask_for_hand_over(&self) -> HandOverId {
        let jun = self.id("jun").await.to_string();
        let asked = self.disable_with("grace", "mei", &jun, "").await;
        assert!(asked.location().ends_with("?done=handing-over"), "{} {}", asked.status, asked.body);
        self.record_of("mei").await.0
    }
}

#[sqlx::test]
async fn a_large_hand_over_is_kept_as_a_record_and_done_by_the_worker_with_all_that_belongs_to_it(db: PgPool) {
    let house = busy_harbor(db).await;
    let id = house.ask_for_hand_over().await;
    assert_eq!((house.rows_of("mei").await, house.rows_of("jun").await), (5, 0), "nothing has moved yet");
    assert_eq!(house.get("mei", "/account").await.status, StatusCode::OK, "she works on");
    let page = house.page_of("mei").await;
    let shown = house.get("grace", &page).await;
    assert!(shown.shows("Waits to begin: 5 rows to move.") && shown.shows("Asked for by GRACE"), "{}", shown.body);
    assert!(!shown.shows("organisation.change_person") && !shown.shows("organisation.disable_person"), "no second one is offered");
    assert!(!house.get("grace", &format!("{page}/hand-over")).await.shows("organisation.disable_person"));
    assert_eq!(house.get("petra", &page).await.status, StatusCode::NOT_FOUND);

    house.hand_over_now(id).await.unwrap();
    assert_eq!((house.rows_of("mei").await, house.rows_of("jun").await), (0, 5));
    assert!(house.get("mei", "/account").await.location().starts_with("/sign-in"));
    assert_eq!(house.told_of_hand_over("jun").await, [json!({ "who": "MEI", "count": 5 })]);
    let audited = [house.audited("person.disabled").await, house.audited("person.handed_over").await];
    assert_eq!((audited, house.audited("opportunity.reassigned").await), ([1, 1], 1));
    assert!(house.get("grace", &page).await.shows("Done: 5 rows moved."));
    assert!(house.last_audit("person.hand_over_requested").await.1.contains("disable"));
}

#[sqlx::test]
async fn while_one_waits_nothing_else_is_done_to_the_person(db: PgPool) {
    let house = busy_harbor(db).await;
    let id = house.ask_for_hand_over().await;
    let jun = house.id("jun").await.to_string();
    let second = house.disable_with("grace", "mei", &jun, "").await;
    assert!(second.status == StatusCode::CONFLICT && second.shows("A hand-over of this person is under way"), "{}", second.status);
    let changed = change(&house, "grace", "mei", "1", "Mei", &[Preset::AccountManager], Some("omar")).await;
    assert_eq!(changed.status, StatusCode::CONFLICT);
    let records: i64 = sqlx::query_scalar("select count(*) from hand_over").fetch_one(house.db()).await.unwrap();
    assert_eq!(records, 1);
    house.hand_over_now(id).await.unwrap();
    assert_eq!(house.rows_of("jun").await, 5);
}

#[sqlx::test]
async fn a_worker_that_is_killed_leaves_nothing_and_the_next_one_does_it_once(db: PgPool) {
    let house = busy_harbor(db).await;
    let id = house.ask_for_hand_over().await;
    let (mei, jun, grace) = (house.id("mei").await, house.id("jun").await, house.id("grace").await);
    // A worker is at it, and dies: its connection is closed in the middle of the transaction.
    let mut dying = house.db().begin().await.unwrap();
    assert!(try_turn(&mut dying, id).await.unwrap());
    begin_attempt(house.db(), id).await.unwrap().unwrap();
    hand_over_person(&mut dying, mei, Some(jun), grace, house.now(), Pace::AT_ONCE).await.unwrap();
    assert!(house.hand_over_now(id).await.is_err(), "one at a time; the task is tried again");
    dying.rollback().await.unwrap();
    assert_eq!((house.rows_of("mei").await, house.record_of("mei").await.1), (5, HandOverState::Running));

    for _ in 0..2 {
        house.hand_over_now(id).await.unwrap();
        assert_eq!((house.rows_of("jun").await, house.record_of("mei").await), (5, (id, HandOverState::Done, 5)));
    }
    let versions: Vec<i32> = sqlx::query_scalar("select version from association").fetch_all(house.db()).await.unwrap();
    assert_eq!(versions, [2, 2, 2, 2], "moved once each");
    assert_eq!((house.audited("person.handed_over").await, house.audited("opportunity.reassigned").await), (1, 1));
    assert_eq!(house.told_of_hand_over("jun").await.len(), 1);
}

#[sqlx::test]
async fn whoever_reads_during_the_move_sees_its_progress_and_none_of_its_rows(db: PgPool) {
    let house = busy_harbor(db).await;
    let id = house.ask_for_hand_over().await;
    // The opportunity is held by somebody else, so that the move stops before it: customers are moved by then.
    let mut holding = house.db().begin().await.unwrap();
    sqlx::query("select id from opportunity for update").fetch_all(&mut *holding).await.unwrap();
    let (worker, reader) = (house.clone(), house.clone());
    let work = tokio::spawn(async move { worker.hand_over_now(id).await });
    let read = async {
        while reader.record_of("mei").await.2 < 4 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!((reader.rows_of("mei").await, reader.rows_of("jun").await), (5, 0));
        let page = reader.get("grace", &reader.page_of("mei").await).await;
        assert!(page.shows("Under way: 4 of about 5 rows, 80%."), "{}", page.body);
    };
    tokio::time::timeout(Duration::from_secs(15), read).await.expect("progress is seen");
    holding.rollback().await.unwrap();
    work.await.unwrap().unwrap();
    assert_eq!((house.rows_of("mei").await, house.rows_of("jun").await), (0, 5));
}

#[sqlx::test]
async fn a_hand_over_whose_receiver_is_gone_fails_with_the_reason_and_may_be_asked_for_again(db: PgPool) {
    let house = busy_harbor(db).await;
    let id = house.ask_for_hand_over().await;
    sqlx::query("update person set state = 'disabled' where account_name = 'jun'").execute(house.db()).await.unwrap();
    house.hand_over_now(id).await.unwrap();
    assert_eq!((house.rows_of("mei").await, house.record_of("mei").await.1), (5, HandOverState::Failed));
    assert_eq!(house.get("mei", "/account").await.status, StatusCode::OK, "she is not disabled");
    let page = house.get("grace", &house.page_of("mei").await).await;
    assert!(page.shows("Failed, nothing was moved.") && page.shows("not available any more") && page.shows("/hand-over"));
    sqlx::query("update person set state = 'active' where account_name = 'jun'").execute(house.db()).await.unwrap();
    let again = house.ask_for_hand_over().await;
    assert_ne!(again, id);
    house.hand_over_now(again).await.unwrap();
    assert_eq!(house.rows_of("jun").await, 5);
}

#[sqlx::test]
async fn another_supervisor_for_somebody_who_owns_very_much_is_given_in_the_background_too(db: PgPool) {
    let house = busy_harbor(db).await;
    let changed = change(&house, "grace", "mei", "1", "Mei Lin", &[Preset::AccountManager], Some("omar")).await;
    assert!(changed.location().ends_with("?done=handing-over"), "{} {}", changed.status, changed.body);
    assert_eq!(house.supervisor_of("mei").await, Some(house.id("zhao").await));
    house.hand_over_now(house.record_of("mei").await.0).await.unwrap();
    assert_eq!(house.supervisor_of("mei").await, Some(house.id("omar").await));
    let sql = "select count(*) from association where supervisor_id = $1";
    let moved: i64 = sqlx::query_scalar(sql).bind(house.id("omar").await.0).fetch_one(house.db()).await.unwrap();
    assert_eq!((moved, house.audited("person.changed").await), (4, 1));
    let few = change(&house, "grace", "jun", "1", "Jun", &[Preset::AccountManager], Some("omar")).await;
    assert!(few.location().ends_with("?done=changed"), "what is small is done at once");
}
