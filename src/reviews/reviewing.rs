//! The work behind a review.

use serde_json::json;

use super::model::{ReviewForm, Waiting};
use super::queries::{self, Since};
use super::rules;
use super::text::ReviewText;
use crate::auth::{Reach, Scope, Viewer, viewer};
use crate::error::{AppError, Conflict};
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::opportunities::model::OpportunityId;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::request::{locale, state};
use crate::server::submission::{self, Idempotency, Submit};
use crate::server::{AppState, terms, working_days};
use crate::values::date::{beijing_date, beijing_midnight};
use crate::values::typed::optional_lines;

/// Who reviews, and whose opportunities.
///
/// # Errors
/// [`AppError::NotAllowed`] for everybody but supervisors.
pub(super) fn reviewer(viewer: Viewer, t: ReviewText) -> Result<(Viewer, Scope), AppError> {
    rules::may_review(&viewer).map_err(|denial| AppError::NotAllowed { rule: t.denial(denial).into() })?;
    let scope = Scope::of(&viewer, Reach::Team)?;
    Ok((viewer, scope))
}

/// Everything that waits, with the days that decide.
///
/// # Errors
/// Those of the database.
pub(super) async fn waiting(state: &AppState, scope: &Scope, viewer: &Viewer) -> Result<Vec<Waiting>, AppError> {
    let now = state.clock.now();
    let (terms, calendar) = tokio::try_join!(terms::load(&state.db), working_days::load(&state.db))?;
    let day = rules::quiet_day(beijing_date(now), i64::from(terms.quiet_working_days), &calendar);
    let quiet = day.succ_opt().map_or(now, beijing_midnight);
    let since = Since { quiet, closed: now - chrono::TimeDelta::days(rules::CLOSED_DAYS) };
    Ok(queries::queue(&state.db, scope, viewer.person_id, since).await?)
}

/// See [`super::api::review`].
///
/// # Errors
/// [`AppError::NotFound`] outside of the team, [`AppError::Conflict`] when the opportunity changed since it was read.
pub async fn review(form: ReviewForm) -> Result<(), AppError> {
    let (state, t) = (state(), ReviewText(locale()));
    let (viewer, scope) = reviewer(viewer()?, t)?;
    let id: OpportunityId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let now = state.clock.now();
    let content = serde_json::to_vec(&form)?;
    let submit = Submit { person: viewer.person_id.0, key: &form.key, kind: "reviews.review", content: &content, at: now };
    let queue: Vec<OpportunityId> = waiting(&state, &scope, &viewer).await?.iter().map(|one| one.id).collect();
    let location = match rules::next_of(&queue, id) {
        Some(next) => format!("/sales/opportunities/{next}/review?done=reviewed"),
        None => "/sales/opportunities/review?done=all".to_owned(),
    };

    let mut tx = begin(&state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            queries::hold(&mut tx, id).await?;
            let seen = queries::lookup(&mut *tx, &scope, viewer.person_id, id).await?.ok_or(AppError::NotFound)?;
            let note = optional_lines(&form.note, rules::LONGEST_NOTE)
                .map_err(|_| AppError::field("form[note]", t.note_too_long(rules::LONGEST_NOTE)))?;
            if form.version.trim().parse() != Ok(seen.standing.version) {
                return Err(AppError::Conflict(Conflict {
                    version: Some(seen.standing.version),
                    message: t.changed_meanwhile().into(),
                    theirs: Vec::new(),
                }));
            }
            queries::insert(&mut tx, &seen, viewer.person_id, &note, now).await?;
            tell(&mut tx, &viewer, &seen, &note, now).await?;
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// The audit row, and a notice to the owner when there is something to read.
async fn tell(
    tx: &mut sqlx::PgConnection,
    viewer: &Viewer,
    seen: &Waiting,
    note: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), AppError> {
    let after = json!({ "version": seen.standing.version, "stage": seen.standing.stage, "note": note });
    let event = viewer.audit_event(now, "opportunity_review.written", ("opportunity", seen.id.0), None, Some(&after));
    audit::record(tx, &event).await?;
    if note.is_empty() {
        return Ok(());
    }
    let facts = Facts { name: seen.name.clone(), who: viewer.display_name.clone(), note: note.to_owned(), ..Facts::default() };
    let link = format!("/sales/opportunities/{}", seen.id);
    let (kind, entity) = (Kind::OpportunityReviewed, "opportunity");
    notify(tx, &Notice { person: seen.owner.0, kind, facts, link: &link, entity, entity_id: seen.id.0, at: now }).await?;
    Ok(())
}
