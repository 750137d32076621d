//! What every part of the demo's story needs: the transaction, the day, and chance that repeats itself.

use chrono::{DateTime, Duration, Utc};
use rand::Rng as _;
use rand::rngs::StdRng;
use sqlx::PgConnection;

/// What every part of the story needs.
pub(super) struct Story<'a> {
    pub(super) db: &'a mut PgConnection,
    pub(super) now: DateTime<Utc>,
    pub(super) hash: String,
    pub(super) chance: StdRng,
}

impl Story<'_> {
    pub(super) fn days_ago(&self, days: i64) -> DateTime<Utc> {
        self.now - Duration::days(days)
    }

    pub(super) fn below(&mut self, most: usize) -> usize {
        self.chance.random_range(0..most.max(1))
    }

    pub(super) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}
