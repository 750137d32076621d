//! Background work over all capabilities: what time drives, and what requests leave.

use crate::auth::forgotten;
use crate::server::mail;
use crate::server::worker::{Due, Task};
use crate::{claims, customers, invitations};

macro_rules! due {
    ($($name:literal => $run:path;)*) => {
        &[$(Due { name: $name, run: |db, now| Box::pin(async move { $run(&db, now).await }) }),*]
    };
}

macro_rules! tasks {
    ($($name:path => $run:path;)*) => {
        &[$(Task { name: $name, run: |db, now, payload| Box::pin($run(db, now, payload)) }),*]
    };
}

/// Functions `(&PgPool, now) -> sqlx::Result<u64>`, idempotent; all of them run every minute in this order, in one process
/// at a time.
pub const DUE: &[Due] = due! {
    "mail that waits" => mail::requeue_due;
    "claims whose time is up" => claims::due::lapse_due;
    "claims whose time is up soon" => claims::due::remind_due;
    "invitations whose time is up" => invitations::unscoped::expire_due;
    "requests about associations that nobody answered" => customers::unscoped::expire_requests_due;
};

/// Functions `(PgPool, now, payload) -> sqlx::Result<()>` under the name with which `server::worker::leave` asks for them.
pub const TASKS: &[Task] = tasks! {
    forgotten::MAIL_RESET_LINK => forgotten::mail_reset_link;
};
