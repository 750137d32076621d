//! What nobody's scope covers: whoever holds a link's token reaches what it opens, and time ends what nobody answered.

mod expiring;
mod invitee;
mod link_lookup;
mod undelivered;
mod verification;

pub use expiring::expire_due;
pub use invitee::{
    Invitee, close, found_by_account, has_account, hold_answering, load_invitee, mobile_has_account, note_late, note_newcomer,
};
pub use link_lookup::{LinkLookup, LinkSource, hold_link, look_up_link, look_up_link_within};
pub use undelivered::close_undelivered;
pub use verification::{ConfirmingNow, Verification, count_wrong, hold_verification, open_verification};
