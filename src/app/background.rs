//! Background work over all capabilities: what time drives, and what requests leave.

use crate::accounting::bills;
use crate::auth::{self, forgotten};
use crate::marketing_tasks::{expansion, renewals};
use crate::server::worker::{Due, Task};
use crate::server::{files, mail, pending_form, submission};
use crate::{claims, customers, exports, imports, invitations, organisation};

macro_rules! due {
    ($($name:literal => $run:path;)* $(with files: $files_name:literal => $files_run:path;)*) => {
        &[
            $(Due { name: $name, run: |work| Box::pin(async move { $run(&work.db, work.now).await }) },)*
            $(Due { name: $files_name, run: |work| Box::pin(async move { $files_run(&work.db, &work.files, work.now).await }) },)*
        ]
    };
}

macro_rules! tasks {
    ($($name:path => $run:path;)* @whole $($context_name:path => $context_run:path;)*) => {
        &[
            $(Task { name: $name, run: |work, payload| Box::pin($run(work.db, work.now, payload)) },)*
            $(Task { name: $context_name, run: |work, payload| Box::pin($context_run(work, payload)) },)*
        ]
    };
}

/// Functions `(&PgPool, now) -> sqlx::Result<u64>`, or `(&PgPool, &Files, now)` where files go with it; idempotent; all of them run every minute in this order, in one process
/// at a time.
pub const DUE: &[Due] = due! {
    "mail that waits" => mail::requeue_due;
    "claims whose time is up" => claims::due::lapse_due;
    "claims whose time is up soon" => claims::due::remind_due;
    "invitations whose mail could not be sent" => invitations::unscoped::close_undelivered;
    "invitations whose time is up" => invitations::unscoped::expire_due;
    "requests about associations that nobody answered" => customers::unscoped::expire_requests_due;
    "renewal tasks of the day" => renewals::due::run_due;
    "partner bills of months that are over" => bills::due::run_due;
    "forms that nobody came back for" => pending_form::forget_old;
    "submits that nobody repeats" => submission::forget_old;
    "codes for sensitive operations" => auth::verification::queries::forget_old;
    "counted attempts to sign in" => auth::unscoped::forget_attempts;
    "sessions that are long over" => auth::unscoped::forget_sessions;
    "spend of open expansion tasks" => expansion::unscoped::refresh_spend;
    "imports that stand still, and those that nobody decided about" => imports::background::go_on;
    with files: "exports that stand still, and files of exports whose days are over" => super::exports::go_on;
    with files: "files that nobody names" => files::sweep;
};

/// Functions `(PgPool, now, payload) -> sqlx::Result<()>`, or `(WorkContext, payload)` behind `@whole`, under the name with which `server::worker::leave` asks for them.
pub const TASKS: &[Task] = tasks! {
    forgotten::MAIL_RESET_LINK => forgotten::mail_reset_link;
    organisation::people::HAND_OVER => organisation::people::hand_over;
    @whole
    imports::background::CHECK => super::imports::check;
    imports::background::APPLY => super::imports::apply;
    exports::background::WRITE => super::exports::write;
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::{House, NOBODY, PASSWORD};
    use crate::server::worker::WorkContext;
    use axum::http::StatusCode;
    use chrono::Duration;
    use sqlx::PgPool;

    impl House {
        /// All that time drives, as the worker does it.
        async fn run_due(&self) {
            for due in DUE {
                let work = WorkContext { db: self.db().clone(), now: self.now(), files: self.state.files.clone() };
                (due.run)(work).await.unwrap();
            }
        }

        async fn rows(&self, sql: &'static str) -> i64 {
            sqlx::query_scalar(sql).fetch_one(self.db()).await.unwrap()
        }
    }

    /// What was typed into a form whose session is over, sent again and again.
    async fn send_signed_out(house: &House) {
        let page = "/operations/customers/new";
        house.post("viktor", page, "operations.record_customer", &[("company_name", "Tideline"), ("mobile", "13800138000")]).await;
    }

    #[sqlx::test]
    async fn pending_forms_go_after_two_days_and_younger_ones_stay(db: PgPool) {
        let house = House::open(db).await;
        house.staff("viktor").await;
        house.state.clock.advance(Duration::hours(2));
        send_signed_out(&house).await;
        house.state.clock.advance(Duration::hours(20));
        send_signed_out(&house).await;
        house.state.clock.advance(Duration::hours(28));
        house.run_due().await;
        assert_eq!(house.rows("select count(*) from parked_form").await, 2, "after exactly two days");
        house.state.clock.advance(Duration::seconds(1));
        house.run_due().await;
        assert_eq!(house.rows("select count(*) from parked_form").await, 1);
    }

    #[sqlx::test]
    async fn submits_go_after_seven_days_and_within_them_are_answered_as_before(db: PgPool) {
        let house = House::open(db).await;
        house.found("Harbor", "grace").await;
        let key = crate::server::new_id().to_string();
        let fields = [("key", key.as_str()), ("name", "Alerts"), ("permissions[]", "alerts_view")];
        let create = async || house.post("grace", "/organisation/roles/new", "organisation.create_role", &fields).await.status;
        assert_eq!(create().await, StatusCode::SEE_OTHER);
        house.pass(Duration::days(7)).await;
        house.run_due().await;
        assert_eq!(create().await, StatusCode::SEE_OTHER);
        assert_eq!(house.audited("role.created").await, 1, "it was not done twice");
        house.pass(Duration::seconds(1)).await;
        house.run_due().await;
        assert_eq!(house.rows("select count(*) from submission").await, 0);
    }

    #[sqlx::test]
    async fn counted_attempts_go_with_their_window_and_not_before(db: PgPool) {
        let house = House::open(db).await;
        house.staff_with_password("viktor", false).await;
        for account in ["viktor", "nobody"] {
            house.sign_in(account, "wrong password").await;
        }
        house.state.clock.advance(Duration::minutes(14));
        house.sign_in("viktor", "wrong password").await;
        house.run_due().await;
        assert_eq!(house.rows("select failures::int8 from sign_in_throttle order by failures desc limit 1").await, 3, "the source");
        assert_eq!(house.rows("select count(*) from sign_in_throttle").await, 3);
        house.state.clock.advance(Duration::minutes(1));
        house.run_due().await;
        assert_eq!(house.rows("select count(*) from sign_in_throttle").await, 0);
        assert!(house.sign_in("viktor", PASSWORD).await.session().is_some());
    }

    #[sqlx::test]
    async fn sessions_go_ninety_days_after_they_are_over_and_those_in_use_stay(db: PgPool) {
        let house = House::open(db).await;
        house.staff("viktor").await;
        house.enter_with("viktor", "out").await;
        house.enter_with("viktor", "forgotten").await;
        house.call("out", "auth.sign_out", &[]).await;
        let lasts = Duration::hours(house.state.config.session_hours);
        house.state.clock.advance(lasts + Duration::days(90));
        house.enter_with("viktor", "today").await;
        house.run_due().await;
        assert_eq!(house.rows("select count(*) from session").await, 4);
        house.state.clock.advance(Duration::seconds(1));
        house.run_due().await;
        assert_eq!(house.rows("select count(*) from session").await, 1);
        assert_eq!(house.get("today", "/operations").await.status, StatusCode::OK);
        assert_eq!(house.get(NOBODY, "/operations").await.status, StatusCode::SEE_OTHER);
    }
}
