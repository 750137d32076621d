//! How the state of a claim is shown.

use crate::claims::model::ClaimState;
use crate::ui::badge::Tone;

/// How a state feels.
pub const fn tone(state: ClaimState) -> Tone {
    match state {
        ClaimState::Open | ClaimState::Associated => Tone::Good,
        ClaimState::InReview => Tone::Note,
        ClaimState::Lapsed => Tone::Warn,
        ClaimState::Rejected => Tone::Bad,
        ClaimState::Withdrawn => Tone::Neutral,
    }
}
