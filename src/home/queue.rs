//! The queue of a person: all sources together, in one order.

use uuid::Uuid;

use super::model::{Entry, Queue, Work};
use super::queries::source::{Asked, MOST};
use super::queries::{alerts, claims, decisions, leads, opportunities, tasks};
use super::rules;
use crate::alerts::rules as alert_rules;
use crate::auth::{Reach, Scope, Viewer};
use crate::claims::rules as claim_rules;
use crate::consumption::rules as consumption_rules;
use crate::error::AppError;
use crate::leads::rules as lead_rules;
use crate::marketing_tasks::rules as task_rules;
use crate::operations::rules::operator;
use crate::opportunities::rules as opportunity_rules;
use crate::reviews::queries::TeamMember;
use crate::reviews::reviewing::Measure;
use crate::server::AppState;
use crate::values::date::beijing_date;

/// Everything that waits for the viewer, read from the records themselves: what is done waits no longer, whether it was read or
/// not. `team` is the viewer's own, of a supervisor.
///
/// # Errors
/// Those of the database.
pub(super) async fn queue(state: &AppState, viewer: &Viewer, measure: &Measure, team: &[TeamMember]) -> Result<Queue, AppError> {
    let mut sources = vec![of_the_vendor(state, viewer).await?, reviews(team)];
    if let Some(asked) = asked(viewer, measure)? {
        sources.extend(of_a_partner(state, viewer, &asked).await?);
    }
    let today = beijing_date(measure.now);
    let more: Vec<Work> = sources.iter().filter(|found| found.len() > MOST).flatten().map(|entry| entry.work).collect();
    let cut = Work::ALL.iter().copied().filter(|kind| more.contains(kind)).collect();
    let mut entries: Vec<Entry> = sources.into_iter().flat_map(|found| found.into_iter().take(MOST)).collect();
    rules::order(&mut entries, today);
    Ok(Queue { entries, cut })
}

/// For whom the sources of a partner's person are read; none of the vendor's staff.
fn asked(viewer: &Viewer, measure: &Measure) -> Result<Option<Asked>, AppError> {
    let Some(partner) = viewer.partner_id() else { return Ok(None) };
    let today = beijing_date(measure.now);
    Ok(Some(Asked {
        person: viewer.person_id,
        partner,
        administers: viewer.is_administrator(),
        now: measure.now,
        today,
        quiet: measure.since().quiet,
        opportunities: scope(viewer, opportunity_rules::scope_of(viewer).ok())?,
        consumption: scope(viewer, consumption_rules::scope_of(viewer).ok())?,
        last_month: consumption_rules::cycle_of(consumption_rules::first_of_month_back(today, 1)),
    }))
}

fn scope(viewer: &Viewer, reach: Option<Reach>) -> Result<Option<Scope>, AppError> {
    reach.map(|reach| Scope::of(viewer, reach)).transpose()
}

/// Each source within what the person sees of it, and only where she may do what its button says: what only others can do waits for
/// them. A lead that she follows she sees whatever else she sees.
async fn of_a_partner(state: &AppState, viewer: &Viewer, asked: &Asked) -> Result<[Vec<Entry>; 6], AppError> {
    let db = &state.db;
    let may_change = opportunity_rules::may_change(viewer, viewer.person_id).is_ok();
    let claimed = scope(viewer, claim_rules::may_change(viewer).and_then(|()| claim_rules::scope_of(viewer)).ok())?;
    let warned = scope(viewer, alert_rules::scope_of(viewer).ok())?;
    let followed = scope(viewer, lead_rules::scope_of(viewer).ok().map(|_| Reach::Own))?;
    let owned = scope(viewer, may_change.then_some(Reach::Own))?;
    let processed = scope(viewer, task_rules::scope_of(viewer).ok().filter(|_| task_rules::processes_some(viewer)))?;
    let (renewals, expansions, claims, alerts, leads, opportunities) = tokio::try_join!(
        within(processed.as_ref(), |scope| tasks::renewals(db, scope, asked)),
        within(processed.as_ref(), |scope| tasks::expansions(db, scope, asked)),
        within(claimed.as_ref(), |scope| claims::candidates(db, scope, asked)),
        within(warned.as_ref(), |scope| alerts::candidates(db, scope, asked)),
        within(followed.as_ref(), |scope| leads::candidates(db, scope, asked)),
        within(owned.as_ref(), |scope| opportunities::candidates(db, scope, asked)),
    )?;
    Ok([renewals, expansions, claims, alerts, leads, opportunities])
}

/// What a source reads within a scope; nothing of what the person does not see.
async fn within<'a, F: Future<Output = sqlx::Result<Vec<Entry>>>>(
    scope: Option<&'a Scope>,
    read: impl FnOnce(&'a Scope) -> F,
) -> sqlx::Result<Vec<Entry>> {
    match scope {
        Some(scope) => read(scope).await,
        None => Ok(Vec::new()),
    }
}

/// What the vendor's staff decide about.
async fn of_the_vendor(state: &AppState, viewer: &Viewer) -> Result<Vec<Entry>, AppError> {
    match operator(viewer) {
        Ok(operator) => Ok(decisions(&state.db, operator).await?),
        Err(_) => Ok(Vec::new()),
    }
}

/// One line for all that a supervisor may look at.
fn reviews(team: &[TeamMember]) -> Vec<Entry> {
    let count: i64 = team.iter().map(|one| one.to_review).sum();
    let line = Entry { work: Work::Reviews, id: Uuid::nil(), name: String::new(), about: String::new(), count, due: None, monthly: None };
    (count > 0).then_some(line).into_iter().collect()
}
