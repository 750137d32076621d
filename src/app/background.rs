//! What time drives, over all capabilities: each line runs every minute, in one process at a time.

use crate::server::mail;
use crate::server::worker::Due;

macro_rules! due {
    ($($name:literal => $run:path;)*) => {
        &[$(Due { name: $name, run: |db, now| Box::pin(async move { $run(&db, now).await }) }),*]
    };
}

/// Functions `(&PgPool, now) -> sqlx::Result<u64>`, idempotent, in this order.
pub const DUE: &[Due] = due! {
    "mail that waits" => mail::requeue_due;
};
