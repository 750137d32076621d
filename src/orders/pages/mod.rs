//! The pages of orders.

mod of_customer;
mod order;
mod resources;

pub use of_customer::PANELS_OF_CUSTOMERS;
pub use order::OrderPage;
pub use resources::{OrderResourcesPage, address_of_resources};

use super::model::{LineState, OrderState, Renewal};
use crate::ui::badge::Tone;

/// How a state feels.
pub const fn tone(state: OrderState) -> Tone {
    match state {
        OrderState::Completed => Tone::Good,
        OrderState::PendingApproval | OrderState::PendingPayment | OrderState::PendingConfirmation => Tone::Warn,
        OrderState::Processing | OrderState::Refunding => Tone::Note,
        OrderState::Cancelled => Tone::Neutral,
    }
}

/// How the state of a resource feels.
pub const fn line_tone(state: LineState) -> Tone {
    match state {
        LineState::Active => Tone::Good,
        LineState::Unsubscribed | LineState::Released => Tone::Neutral,
    }
}

/// How a renewal feels.
pub const fn renewal_tone(renewal: Renewal) -> Tone {
    match renewal {
        Renewal::Renewed => Tone::Good,
        Renewal::NotRenewed => Tone::Neutral,
    }
}
