//! A supervisor's team on the start page.

use leptos::prelude::*;

use crate::auth::{Reach, Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::reviews::queries::{self, TeamMember};
use crate::reviews::reviewing::Measure;
use crate::reviews::rules::may_review;
use crate::reviews::team_table::TeamTable;
use crate::reviews::text::ReviewText;
use crate::server::AppState;

/// The viewer's team; `None` for everybody but supervisors.
///
/// # Errors
/// Those of the database.
pub(super) async fn load(state: &AppState, viewer: &Viewer, measure: &Measure) -> Result<Option<Vec<TeamMember>>, AppError> {
    if may_review(viewer).is_err() {
        return Ok(None);
    }
    let scope = Scope::of(viewer, Reach::Team)?;
    Ok(Some(queries::team(&state.db, &scope, viewer.person_id, measure.since()).await?))
}

/// The card.
pub(super) fn card(team: Vec<TeamMember>, locale: Locale) -> AnyView {
    let t = ReviewText(locale);
    if team.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="card">
            <header><h2 class="grow">{t.team()}</h2><a class="small" href="/sales/opportunities/review">{t.review()}</a></header>
            <TeamTable team=team locale=locale/>
        </section>
    }
    .into_any()
}
