//! The work behind a review.

use serde_json::json;
use sqlx::PgConnection;

use super::model::{Narrowing, PickProblem, Reason, ReviewForm, ReviewSeveralForm, Waiting};
use super::queries::{self, Narrowed, Since};
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
use crate::values::date::{Calendar, beijing_date, beijing_midnight};
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

/// What decides why something waits.
#[derive(Clone)]
pub struct Measure {
    /// Now.
    pub now: chrono::DateTime<chrono::Utc>,
    /// Working days without a change after which an opportunity is quiet.
    pub quiet_after: i64,
    /// Which days are working days.
    pub calendar: Calendar,
}

impl Measure {
    /// The measure of now.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn load(state: &AppState) -> Result<Self, AppError> {
        let (terms, calendar) = tokio::try_join!(terms::load(&state.db), working_days::load(&state.db))?;
        Ok(Self { now: state.clock.now(), quiet_after: i64::from(terms.quiet_working_days), calendar })
    }

    /// From when on what counts.
    pub fn since(&self) -> Since {
        let today = beijing_date(self.now);
        let day = rules::quiet_day(today, self.quiet_after, &self.calendar);
        let quiet = day.succ_opt().map_or(self.now, beijing_midnight);
        Since { quiet, closed: self.now - chrono::TimeDelta::days(rules::CLOSED_DAYS), today }
    }

    /// Why one waits.
    pub(super) fn reasons(&self, waiting: &Waiting) -> Vec<Reason> {
        rules::reasons(waiting, self.now, self.quiet_after, &self.calendar)
    }
}

/// One that waits, and why.
pub(super) type Line = (Waiting, Vec<Reason>);

/// What waits, in order; one more than [`queries::MOST`] says that there is more.
///
/// # Errors
/// Those of the database.
pub(super) async fn waiting(
    state: &AppState,
    scope: &Scope,
    viewer: &Viewer,
    measure: &Measure,
    narrowed: Narrowed,
) -> Result<Vec<Line>, AppError> {
    let found = queries::queue(&state.db, scope, viewer.person_id, measure.since(), narrowed).await?;
    let reasons = |one: Waiting| {
        let why = measure.reasons(&one);
        (one, why)
    };
    let mut lines: Vec<Line> = found.into_iter().map(reasons).collect();
    rules::order(&mut lines);
    Ok(lines)
}

/// The ids of the whole queue, in order.
pub(super) async fn ids(state: &AppState, scope: &Scope, viewer: &Viewer, measure: &Measure) -> Result<Vec<OpportunityId>, AppError> {
    let lines = waiting(state, scope, viewer, measure, Narrowed::default()).await?;
    Ok(lines.iter().map(|(one, _)| one.id).collect())
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
    let queue = ids(&state, &scope, &viewer, &Measure::load(&state).await?).await?;
    let location = match rules::next_of(&queue, id) {
        Some(next) => format!("/sales/opportunities/{next}/review?done=reviewed"),
        None => "/sales/opportunities/review?done=all".to_owned(),
    };

    let mut tx = begin(&state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let seen = held(&mut tx, &scope, &viewer, id).await?;
            let note = optional_lines(&form.note, rules::LONGEST_NOTE)
                .map_err(|_| AppError::field("form[note]", t.note_too_long(rules::LONGEST_NOTE)))?;
            if form.version.trim().parse() != Ok(seen.standing.version) {
                return Err(changed_meanwhile(t, Some(seen.standing.version)));
            }
            if rules::has_looked_since(seen.last.as_ref(), rules::look_of_mark(&form.last)) {
                // From another window of hers: what stands already is the answer, unless this one says something else.
                let said = queries::latest_note(&mut *tx, &seen, viewer.person_id).await?;
                if !note.is_empty() && said.as_deref() != Some(note.as_str()) {
                    return Err(AppError::Conflict(Conflict {
                        version: Some(seen.standing.version),
                        message: t.reviewed_meanwhile().into(),
                        theirs: Vec::new(),
                    }));
                }
            } else {
                queries::insert(&mut tx, &seen, viewer.person_id, &note, now).await?;
                tell(&mut tx, &viewer, &seen, &note, now).await?;
            }
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`super::api::review_several`].
///
/// # Errors
/// [`AppError::Invalid`] where none is ticked, [`AppError::NotFound`] when one of them is outside of the team (then none is marked),
/// [`AppError::Conflict`] when all of them changed since they were read.
pub async fn review_several(form: ReviewSeveralForm) -> Result<(), AppError> {
    let (state, t) = (state(), ReviewText(locale()));
    let (viewer, scope) = reviewer(viewer()?, t)?;
    let mut picked = rules::parse_picked(&form).map_err(|problem| match problem {
        PickProblem::Nothing => AppError::field("form[picked][]", t.nothing_ticked()),
        PickProblem::NoPageOfOurs => AppError::NotFound,
    })?;
    // In one order, so that two reviewers do not wait for each other.
    picked.sort_by_key(|one| one.id.0);
    let asked = [("person", form.person.trim()), ("reason", form.reason.trim()), ("recent", form.recent.trim())];
    let measure = Measure::load(&state).await?;
    narrowed(&|name| asked.iter().find(|(one, _)| *one == name).map_or_else(String::new, |(_, value)| (*value).to_owned()), &measure)?;
    let now = state.clock.now();
    let content = serde_json::to_vec(&form)?;
    let submit = Submit { person: viewer.person_id.0, key: &form.key, kind: "reviews.review_several", content: &content, at: now };
    let mut tx = begin(&state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let (mut reviewed, mut changed, mut already) = (0_usize, 0_usize, 0_usize);
            for one in &picked {
                let seen = held(&mut tx, &scope, &viewer, one.id).await?;
                if seen.standing.version != one.version {
                    changed += 1;
                } else if rules::has_looked_since(seen.last.as_ref(), one.last) {
                    already += 1;
                } else {
                    queries::insert(&mut tx, &seen, viewer.person_id, "", now).await?;
                    tell(&mut tx, &viewer, &seen, "", now).await?;
                    reviewed += 1;
                }
            }
            if changed == picked.len() {
                return Err(changed_meanwhile(t, None));
            }
            let location = location_of_several(&asked, reviewed, changed, already);
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// The queue as it was narrowed before, with what became of several.
fn location_of_several(asked: &[(&'static str, &str)], reviewed: usize, changed: usize, already: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(asked.iter().filter(|(_, value)| !value.is_empty()));
    query.append_pair("done", "several").append_pair("reviewed", &reviewed.to_string()).append_pair("changed", &changed.to_string());
    if already > 0 {
        query.append_pair("already", &already.to_string());
    }
    format!("/sales/opportunities/review?{}", query.finish())
}

fn changed_meanwhile(t: ReviewText, version: Option<i32>) -> AppError {
    AppError::Conflict(Conflict { version, message: t.changed_meanwhile().into(), theirs: Vec::new() })
}

/// One of the team's opportunities, held as it is until the transaction ends.
async fn held(tx: &mut PgConnection, scope: &Scope, viewer: &Viewer, id: OpportunityId) -> Result<Waiting, AppError> {
    queries::hold(tx, id).await?;
    queries::lookup(tx, scope, viewer.person_id, id).await?.ok_or(AppError::NotFound)
}

/// The narrowing that an address asks for: a person, a reason, and whether only what changed in the last days.
///
/// # Errors
/// [`AppError::NotFound`] for what is no id of a person and no reason; nothing is dropped.
pub(super) fn narrowed(query: &dyn Fn(&str) -> String, measure: &Measure) -> Result<Narrowed, AppError> {
    let owner = match query("person") {
        empty if empty.is_empty() => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let reason: Option<Narrowing> = match query("reason") {
        empty if empty.is_empty() => None,
        word => Some(word.parse().map_err(|_| AppError::NotFound)?),
    };
    let first_look = measure.now - chrono::TimeDelta::days(rules::FIRST_LOOK_DAYS);
    Ok(Narrowed { owner, reason, changed_since: (query("recent") == "yes").then_some(first_look) })
}

/// The audit row, and a notice to the owner when there is something to read.
async fn tell(
    tx: &mut PgConnection,
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
