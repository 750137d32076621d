//! The steps by which a new partner begins, in its first months and while one of them is not taken.

use leptos::prelude::*;

use super::super::model::FirstStep;
use super::super::queries::{Beginning, beginning};
use super::super::rules::{begins, first_steps};
use super::super::text::HomeText;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::server::AppState;
use crate::ui::badge::{Badge, Tone};
use crate::values::date::beijing_date;

/// Steps with whether they are taken, and whom to ask at the vendor.
pub(super) type Steps = (Vec<(FirstStep, bool)>, String);

/// The steps of the viewer's partner; `None` when all are taken or it is no longer new, and for whoever does not begin it.
///
/// # Errors
/// Those of the database.
pub(super) async fn load(state: &AppState, viewer: &Viewer) -> Result<Option<Steps>, AppError> {
    let steps = first_steps(viewer);
    let Some(partner) = viewer.partner_id().filter(|_| !steps.is_empty()) else { return Ok(None) };
    let Beginning { created_at, done, ecosystem_manager } = beginning(&state.db, partner).await?;
    if !begins(beijing_date(created_at), beijing_date(state.clock.now())) {
        return Ok(None);
    }
    let steps: Vec<(FirstStep, bool)> = steps.into_iter().map(|step| (step, done.contains(&step))).collect();
    Ok(steps.iter().any(|(_, is_done)| !is_done).then_some((steps, ecosystem_manager)))
}

/// The card.
pub(super) fn card((steps, ecosystem_manager): Steps, t: HomeText) -> AnyView {
    let rows = steps.into_iter().map(|(step, is_done)| {
        let (title, text) = t.step(step);
        let ask = (step == FirstStep::Contact && !is_done && !ecosystem_manager.is_empty())
            .then(|| format!(" {}", t.step_contact_ask(&ecosystem_manager)));
        let badge = if is_done {
            view! { <Badge tone=Tone::Good>{t.done()}</Badge> }
        } else {
            view! { <Badge tone=Tone::Note>{t.open_step()}</Badge> }
        };
        view! {
            <li><div class="grow"><a href=href(step)>{title}</a><p class="small quiet">{text}{ask}</p></div>{badge}</li>
        }
    });
    view! {
        <section class="card">
            <header><h2>{t.begin()}</h2></header>
            <ol class="rows">{rows.collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// Where a step is taken; the vendor's is seen there.
const fn href(step: FirstStep) -> &'static str {
    match step {
        FirstStep::People => "/organisation/people/new",
        FirstStep::Contact => "/organisation/company",
        FirstStep::Claim => "/sales/customer-development/new",
        FirstStep::Link => "/sales/customer-development/links",
        FirstStep::Opportunity => "/sales/opportunities/new",
    }
}
