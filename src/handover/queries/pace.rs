//! How many rows one statement of a move rewrites, and who is told how far the move has come.

use sqlx::PgPool;

use crate::handover::model::HandOverId;

/// Rows of one statement in the background: some 2 seconds of work, far from the time limit of a statement.
pub const ROWS_OF_A_STATEMENT: i64 = 5_000;

/// At once, or in steps that are noted in a record. Either way nobody sees any of it before the transaction commits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pace<'a> {
    steps: Option<&'a Steps>,
}

/// Steps of a move in the background.
#[derive(Clone, Debug)]
pub struct Steps {
    /// Rows of one statement at most.
    pub most: i64,
    /// A connection beside the transaction of the move: what it writes is seen at once.
    pub db: PgPool,
    /// The record.
    pub record: HandOverId,
    /// The attempt that moves; an older one notes nothing any more.
    pub attempt: i32,
}

impl<'a> Pace<'a> {
    /// One statement a table: within a request.
    pub const AT_ONCE: Self = Self { steps: None };

    /// In steps.
    pub const fn in_steps(steps: &'a Steps) -> Self {
        Self { steps: Some(steps) }
    }

    /// Rows of one statement at most; `None` for no limit.
    pub(super) fn most(self) -> Option<i64> {
        self.steps.map(|steps| steps.most)
    }

    /// Whether a statement that rewrote so many rows left none.
    pub(super) fn is_last(self, moved: u64) -> bool {
        self.most().is_none_or(|most| moved < most.unsigned_abs())
    }

    /// Adds to the number of rows that the record shows.
    pub(super) async fn note(self, moved: u64) -> sqlx::Result<()> {
        let Some(steps) = self.steps.filter(|_| moved > 0) else { return Ok(()) };
        sqlx::query!(
            "update hand_over set moved = moved + $3 where id = $1 and attempt = $2 and state = 'running'",
            steps.record.0,
            steps.attempt,
            i64::try_from(moved).unwrap_or(i64::MAX)
        )
        .execute(&steps.db)
        .await?;
        Ok(())
    }
}
