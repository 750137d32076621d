//! The pages of reviews: what waits, and one after the other.

mod one;
mod queue;

pub use one::ReviewOnePage;
pub use queue::ReviewQueuePage;

use super::model::{Reason, Waiting};
use super::rules;
use super::text::ReviewText;
use crate::error::AppError;
use crate::server::{AppState, terms, working_days};
use crate::ui::badge::{Badge, Tone};
use leptos::prelude::*;

/// What decides why something waits.
#[derive(Clone)]
struct Measure {
    now: chrono::DateTime<chrono::Utc>,
    quiet_after: i64,
    calendar: crate::values::date::Calendar,
}

impl Measure {
    async fn load(state: &AppState) -> Result<Self, AppError> {
        let (terms, calendar) = tokio::try_join!(terms::load(&state.db), working_days::load(&state.db))?;
        Ok(Self { now: state.clock.now(), quiet_after: i64::from(terms.quiet_working_days), calendar })
    }

    fn reasons(&self, waiting: &Waiting) -> Vec<Reason> {
        rules::reasons(waiting, self.now, self.quiet_after, &self.calendar)
    }
}

fn badges(reasons: Vec<Reason>, t: ReviewText) -> impl IntoView {
    let badge = |reason: Reason| {
        let tone = match reason {
            Reason::New => Tone::Note,
            Reason::StageMoved { .. } | Reason::RevenueChanged { .. } => Tone::Good,
            Reason::Quiet(_) => Tone::Warn,
        };
        view! { <Badge tone=tone>{t.reason(reason)}</Badge>" " }
    };
    reasons.into_iter().map(badge).collect_view()
}
