//! What nobody's scope covers: whoever holds a link's token reaches what it opens, and time ends what nobody answered.

mod attempt;
mod door;
mod expiring;
mod meeting;
mod undelivered;

pub use attempt::{Attempt, ConfirmingNow, count_wrong, hold_attempt, open_attempt};
pub use door::{Door, Way, door, door_within, hold_door};
pub use expiring::expire_due;
pub use meeting::{Meeting, close, found_by_account, has_account, hold_answering, meet, mobile_has_account, note_late, note_newcomer};
pub use undelivered::close_undelivered;
