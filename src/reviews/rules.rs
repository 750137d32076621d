//! Decisions about reviews.

use chrono::{DateTime, NaiveDate, Utc};

use super::model::{Denial, Gravity, LastReview, PickProblem, Picked, Reason, ReviewSeveralForm, Waiting};
use crate::auth::model::Viewer;
use crate::opportunities::model::Stage;
use crate::organisation::model::PartnerKind;
use crate::values::date::{Calendar, beijing_date, working_days_between};

/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 1000;
/// An opportunity that was closed and never looked at waits for so many days.
pub const CLOSED_DAYS: i64 = 30;
/// Lines of a page of the queue, and so the most that are marked at once.
pub const PAGE: usize = 20;
/// Who never looked is offered what changed within so many days.
pub const FIRST_LOOK_DAYS: i64 = 7;

/// Supervisors review their own team's opportunities; a reseller has none.
///
/// # Errors
/// `SupervisorsOnly`.
pub fn may_review(viewer: &Viewer) -> Result<(), Denial> {
    let has_opportunities = viewer.partner().is_some_and(|partner| partner.kind != PartnerKind::Reseller);
    if viewer.is_supervisor() && has_opportunities { Ok(()) } else { Err(Denial::SupervisorsOnly) }
}

/// Why an opportunity waits; nothing when it does not. Quiet is counted from the last change or the last look, whichever is
/// later, so that what was looked at does not come back the next day.
pub fn reasons(waiting: &Waiting, now: DateTime<Utc>, quiet_after: i64, calendar: &Calendar) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match &waiting.last {
        None => reasons.push(Reason::New),
        Some(last) => {
            if last.standing.stage != waiting.standing.stage {
                reasons.push(Reason::StageMoved { from: last.standing.stage, to: waiting.standing.stage });
            }
            if last.standing.revenue != waiting.standing.revenue {
                reasons.push(Reason::RevenueChanged { from: last.standing.revenue, to: waiting.standing.revenue });
            }
        }
    }
    // Passed when somebody looked, it is no news to her.
    let had_passed = waiting.last.is_some_and(|last| beijing_date(last.at) > waiting.expected_date);
    if !waiting.is_closed && waiting.expected_date < beijing_date(now) && !had_passed {
        reasons.push(Reason::DatePassed(waiting.expected_date));
    }
    let since = waiting.last.map_or(waiting.updated_at, |last| last.at.max(waiting.updated_at));
    let days = working_days_between(beijing_date(since), beijing_date(now), calendar);
    if !waiting.is_closed && days >= quiet_after {
        reasons.push(Reason::Quiet(working_days_between(beijing_date(waiting.updated_at), beijing_date(now), calendar)));
    }
    reasons
}

/// How grave a reason is.
pub fn gravity_of(reason: Reason) -> Gravity {
    let place = |stage: Stage| Stage::ALL.iter().position(|one| *one == stage);
    match reason {
        Reason::StageMoved { to: Stage::Lost, .. } => Gravity::Lost,
        Reason::StageMoved { from, to } if place(to) < place(from) => Gravity::Back,
        Reason::StageMoved { .. } => Gravity::Forward,
        Reason::RevenueChanged { from, to } if to < from => Gravity::RevenueDown,
        Reason::RevenueChanged { .. } => Gravity::Forward,
        Reason::DatePassed(_) => Gravity::DatePassed,
        Reason::Quiet(_) => Gravity::Quiet,
        Reason::New => Gravity::New,
    }
}

/// Puts the queue in order: the gravest reason first, of the same the larger amount, then the later one.
pub fn order(waiting: &mut [(Waiting, Vec<Reason>)]) {
    waiting.sort_by_cached_key(|(one, reasons)| {
        let gravest = reasons.iter().map(|reason| gravity_of(*reason)).min().unwrap_or(Gravity::None);
        (gravest, std::cmp::Reverse(one.standing.revenue), std::cmp::Reverse(one.id.0))
    });
}

/// Which opportunities are marked at once, each once: the ticked ones, or all of the page.
///
/// # Errors
/// `Nothing`; `NoPageOfOurs` for more than [`PAGE`] and for what no page writes.
pub fn parse_picked(form: &ReviewSeveralForm) -> Result<Vec<Picked>, PickProblem> {
    let mut picked: Vec<Picked> = Vec::new();
    for pair in if form.which.trim() == "page" { &form.shown } else { &form.picked } {
        let (id, rest) = pair.split_once(':').ok_or(PickProblem::NoPageOfOurs)?;
        let (version, last) = rest.split_once(':').unwrap_or((rest, ""));
        let id = id.parse().map_err(|_| PickProblem::NoPageOfOurs)?;
        let version = version.trim().parse().map_err(|_| PickProblem::NoPageOfOurs)?;
        if !picked.iter().any(|known| known.id == id) {
            picked.push(Picked { id, version, last: look_of_mark(last) });
        }
    }
    match picked.len() {
        0 => Err(PickProblem::Nothing),
        count if count > PAGE => Err(PickProblem::NoPageOfOurs),
        _ => Ok(picked),
    }
}

/// How a form says of which last look of the reviewer's own its page knew: microseconds since 1970, empty where there was none.
pub fn mark_of_look(last: Option<&LastReview>) -> String {
    last.map_or_else(String::new, |last| last.at.timestamp_micros().to_string())
}

/// The same, read again; what is no mark is none.
pub fn look_of_mark(mark: &str) -> Option<i64> {
    mark.trim().parse().ok()
}

/// Whether the reviewer herself has looked since the page was shown, from another window say: then a review stands already. `known` is
/// what [`look_of_mark`] reads from the form.
pub fn has_looked_since(last: Option<&LastReview>, known: Option<i64>) -> bool {
    last.is_some_and(|last| known != Some(last.at.timestamp_micros()))
}

/// The latest Beijing day that lies at least `quiet_after` working days before `today`: what did not change after it is
/// quiet.
pub fn quiet_day(today: NaiveDate, quiet_after: i64, calendar: &Calendar) -> NaiveDate {
    let mut day = today;
    while working_days_between(day, today, calendar) < quiet_after {
        match day.pred_opt() {
            Some(before) => day = before,
            None => break,
        }
    }
    day
}

/// Which one comes after `current` in the order of the queue: the next one, or the first when it was the last.
pub fn next_of<T: PartialEq + Copy>(queue: &[T], current: T) -> Option<T> {
    let at = queue.iter().position(|one| *one == current);
    let rest = || queue.iter().copied().find(|one| *one != current);
    match at {
        Some(at) => queue.get(at + 1).copied().or_else(rest),
        None => rest(),
    }
}

#[cfg(test)]
mod tests;
