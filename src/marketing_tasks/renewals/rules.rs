//! Which lines get a task and when one is over, and what processing must say.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::model::{Batch, BatchForm, Intention, LONGEST_TEXT, ProcessForm, Processing, Refusal, RenewalTaskId};
use crate::marketing_tasks::model::MOST_AT_ONCE;
use crate::values::date::{beijing_midnight, parse_date};
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, optional_lines};

/// Months between the first and the last day of an export (R44).
pub const EXPORT_MONTHS: u32 = 6;
/// A task whose line expired unrenewed ends when so many calendar days are over after the day of the expiry (U22).
pub const GRACE_DAYS: u64 = 15;
/// A task that expires within so many days is pointed out on the customer's page.
pub const URGENT_DAYS: u64 = 3;

/// The expiries that get a task on a business day (U21): from the first moment on, before the second. Those within the lead,
/// and those of the days of grace, so that nights on which the job did not run lose nothing.
pub fn due_expiries(day: NaiveDate, lead_days: u16) -> (DateTime<Utc>, DateTime<Utc>) {
    let first = day.checked_sub_days(Days::new(GRACE_DAYS)).unwrap_or(day);
    let after = day.checked_add_days(Days::new(u64::from(lead_days) + 1)).unwrap_or(day);
    (beijing_midnight(first), beijing_midnight(after))
}

/// Reads the form of one task.
///
/// # Errors
/// Every problem, each at its input.
pub fn parse_processing(form: &ProcessForm, today: NaiveDate) -> Result<Processing, Problems<Refusal>> {
    let mut problems = Problems::new();
    let processing = said(&mut problems, [&form.intention, &form.reason, &form.expected_on, &form.note], today);
    problems.check(processing)
}

/// Reads the form of several: tasks and versions, and what is said of all of them.
///
/// # Errors
/// Every problem, each at its input.
pub fn parse_batch(form: &BatchForm, today: NaiveDate) -> Result<Batch, Problems<Refusal>> {
    let mut problems = Problems::new();
    let mut tasks: Vec<(RenewalTaskId, i32)> = Vec::new();
    for one in &form.tasks {
        let read = one.split_once(':').and_then(|(id, version)| Some((id.parse().ok()?, version.parse().ok()?)));
        match read {
            Some((id, version)) if tasks.iter().all(|(known, _)| *known != id) => tasks.push((id, version)),
            Some(_) => {}
            None => problems.add_whole(Refusal::NotAChoice),
        }
    }
    if tasks.is_empty() && problems.0.is_empty() {
        problems.add_whole(Refusal::NothingChosen);
    }
    if tasks.len() > MOST_AT_ONCE {
        problems.add_whole(Refusal::TooMany(MOST_AT_ONCE));
    }
    let processing = said(&mut problems, [&form.intention, &form.reason, &form.expected_on, &form.note], today);
    problems.check(processing.map(|processing| Batch { tasks, processing }))
}

/// U20: the intention always; a reason where it will not be renewed; a day and a note where there is something to say.
fn said(problems: &mut Problems<Refusal>, [intention, reason, expected_on, note]: [&str; 4], today: NaiveDate) -> Option<Processing> {
    let intention = match intention.trim() {
        "" => Err(Refusal::NoIntention),
        word => word.parse().map_err(|_| Refusal::NotAChoice),
    };
    let intention: Option<Intention> = problems.keep("intention", intention);
    let text = |typed: &str| {
        optional_lines(typed, LONGEST_TEXT).map_err(|problem| match problem {
            TextProblem::TooLong(most) => Refusal::TooLong(most),
            TextProblem::Missing => Refusal::NoReason,
        })
    };
    let reason = match (intention, text(reason)) {
        (Some(Intention::WillNotRenew), Ok(reason)) if reason.is_empty() => Err(Refusal::NoReason),
        // What was typed before another intention was chosen says nothing any more.
        (Some(Intention::WillRenew | Intention::Undecided), Ok(_)) => Ok(String::new()),
        (_, reason) => reason,
    };
    let reason = problems.keep("reason", reason);
    let expected_on = match expected_on.trim() {
        "" => Ok(None),
        typed => match parse_date(typed) {
            Err(_) => Err(Refusal::NotADay),
            Ok(day) if day < today => Err(Refusal::DayPassed),
            Ok(day) => Ok(Some(day)),
        },
    };
    let expected_on = problems.keep("expected_on", expected_on);
    let note = problems.keep("note", text(note));
    let ((intention, reason), (expected_on, note)) = (intention.zip(reason)?, expected_on.zip(note)?);
    Some(Processing { intention, reason, expected_on, note })
}

/// The tasks that an address asks to be processed, each once, as far as they can be read.
pub fn asked_tasks<'a>(values: impl Iterator<Item = &'a str>) -> Vec<RenewalTaskId> {
    let mut tasks: Vec<RenewalTaskId> = Vec::new();
    for id in values.filter_map(|value| value.parse().ok()).take(MOST_AT_ONCE) {
        if !tasks.contains(&id) {
            tasks.push(id);
        }
    }
    tasks
}

#[cfg(test)]
mod tests;
