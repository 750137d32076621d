//! The work behind the calendar of working days.

use chrono::{Datelike as _, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::command::CommandContext;
use super::model::{CalendarDay, DayRefusal, DaysForm, RemoveDayForm};
use super::{queries, rules};
use crate::error::{AppError, FieldErrors};
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::values::date::parse_date;
use crate::values::problems::Problems;

/// See [`super::api::add_calendar_days`]. All of the days, or none.
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field.
pub async fn add(form: DaysForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let new = rules::parse_days(&form).map_err(|problems| in_words(problems, &context))?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("operations.add_calendar_days", &form.key, &content);
    let year = new.days.first().map_or(0, |day| day.year());
    let location = format!("/operations/calendar?year={year}&done=added");

    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let added = queries::add_days(&mut tx, context.operator, &new, context.now).await?;
        if let Some(known) = new.days.iter().find(|day| !added.contains(day)) {
            return Err(AppError::field("form[day]", context.text.day_refusal(DayRefusal::Known(*known))));
        }
        for day in added {
            let after = json!({ "day": day, "kind": new.kind, "name": new.name });
            audit::record(&mut tx, &context.event_of_installation("calendar.day_added", ("calendar_day", id_of(day)), None, Some(&after)))
                .await?;
        }
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`super::api::remove_calendar_day`].
///
/// # Errors
/// [`AppError::NotFound`] for a day that is not in the calendar.
pub async fn remove(form: RemoveDayForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let day = parse_date(&form.day).map_err(|_| AppError::NotFound)?;
    let mut tx = begin(&context.state.db).await?;
    let CalendarDay { kind, name, .. } = queries::remove_day(&mut tx, context.operator, day).await?.ok_or(AppError::NotFound)?;
    let before = json!({ "day": day, "kind": kind, "name": name });
    audit::record(&mut tx, &context.event_of_installation("calendar.day_removed", ("calendar_day", id_of(day)), Some(&before), None))
        .await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/operations/calendar?year={}&done=removed", day.year()));
    Ok(())
}

/// A day has no id of its own; audit rows of one day are found by this one.
fn id_of(day: NaiveDate) -> Uuid {
    Uuid::from_u128(u128::from(day.num_days_from_ce().unsigned_abs()))
}

fn in_words(problems: Problems<DayRefusal>, context: &CommandContext) -> AppError {
    AppError::Invalid(FieldErrors::of(&problems, |problem| context.text.day_refusal(problem.kind)))
}
