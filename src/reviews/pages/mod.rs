//! The pages of reviews: what waits, and one after the other.

mod one;
mod queue;

pub use one::ReviewOnePage;
pub use queue::ReviewQueuePage;

use super::model::{Gravity, Reason};
use super::rules::gravity_of;
use super::text::ReviewText;
use crate::ui::badge::{Badge, Tone};
use leptos::prelude::*;

fn badges(reasons: Vec<Reason>, t: ReviewText) -> impl IntoView {
    let badge = |reason: Reason| {
        let tone = match gravity_of(reason) {
            Gravity::Back | Gravity::RevenueDown | Gravity::Lost => Tone::Bad,
            Gravity::Quiet | Gravity::DatePassed => Tone::Warn,
            Gravity::Forward => Tone::Good,
            Gravity::New | Gravity::None => Tone::Note,
        };
        view! { <Badge tone=tone>{t.reason(reason)}</Badge>" " }
    };
    reasons.into_iter().map(badge).collect_view()
}
