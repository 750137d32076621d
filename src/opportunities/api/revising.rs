//! Revising, on the server.

use serde_json::{Map, Value};
use sqlx::{PgConnection, PgPool};

use super::refusing::{CommandContext, content};
use crate::auth::{self, Viewer};
use crate::error::{AppError, Conflict, Theirs};
use crate::opportunities::model::{BasicForm, DetailsForm, OpportunityId, RevenueForm, Target};
use crate::opportunities::queries::record::Record;
use crate::opportunities::queries::write;
use crate::opportunities::rules;
use crate::opportunities::text::{FieldValue, OpportunityText, basic_values, details_values, revenue_values};
use crate::server::audit;
use crate::server::db::begin;
use crate::server::request;
use crate::server::submission::{self, Idempotency};
use crate::values::date::beijing_date;
use crate::values::masking::mask_name;

pub async fn basics(form: BasicForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), auth::viewer()?);
    let location = save_basics(&state.db, context(&viewer, state.clock.now()), &form).await?;
    leptos_axum::redirect(&location);
    Ok(())
}

pub async fn details(form: DetailsForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), auth::viewer()?);
    let location = save_details(&state.db, context(&viewer, state.clock.now()), &form).await?;
    leptos_axum::redirect(&location);
    Ok(())
}

pub async fn revenue(form: RevenueForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), auth::viewer()?);
    let location = save_revenue(&state.db, context(&viewer, state.clock.now()), &form).await?;
    leptos_axum::redirect(&location);
    Ok(())
}

fn context(viewer: &Viewer, now: chrono::DateTime<chrono::Utc>) -> CommandContext<'_> {
    CommandContext { viewer, now, t: OpportunityText(request::locale()) }
}

fn saved(id: OpportunityId, group: &str) -> String {
    format!("/sales/opportunities/{id}/edit?done=saved-{group}")
}

async fn save_basics(db: &PgPool, context: CommandContext<'_>, form: &BasicForm) -> Result<String, AppError> {
    let target = rules::parse_target(&form.id, &form.version).ok_or(AppError::NotFound)?;
    let (location, content) = (saved(target.id, "basics"), content(form));
    let submit = context.submit("opportunities.revise_basics", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = context.begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let record = context.changeable(&mut tx, target).await?;
    let new = rules::parse_basic(form).map_err(|problems| context.invalid(&problems))?;
    let (before, after) = (basic_values(&record.basic, context.t), basic_values(&new, context.t));
    if before != after {
        context.same_version(&record, target, &before, &after)?;
        if !write::revise_basic(&mut tx, target, &new, context.now).await? {
            return Err(AppError::NotFound);
        }
        context.revised(&mut tx, target.id, "opportunity.revised_basics", &before, &after).await?;
    }
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

async fn save_details(db: &PgPool, context: CommandContext<'_>, form: &DetailsForm) -> Result<String, AppError> {
    let target = rules::parse_target(&form.id, &form.version).ok_or(AppError::NotFound)?;
    let (location, content) = (saved(target.id, "details"), content(form));
    let submit = context.submit("opportunities.revise_details", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = context.begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let record = context.changeable(&mut tx, target).await?;
    let new = rules::parse_details(form).map_err(|problems| context.invalid(&problems))?;
    let (before, after) = (details_values(&record.details), details_values(&new));
    if before != after {
        context.same_version(&record, target, &before, &after)?;
        if !write::revise_details(&mut tx, target, &new, context.now).await? {
            return Err(AppError::NotFound);
        }
        context.revised(&mut tx, target.id, "opportunity.revised_details", &before, &after).await?;
    }
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

async fn save_revenue(db: &PgPool, context: CommandContext<'_>, form: &RevenueForm) -> Result<String, AppError> {
    let target = rules::parse_target(&form.id, &form.version).ok_or(AppError::NotFound)?;
    let (location, content) = (saved(target.id, "revenue"), content(form));
    let submit = context.submit("opportunities.revise_revenue", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = context.begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let record = context.changeable(&mut tx, target).await?;
    let today = beijing_date(context.now);
    let new = rules::parse_revenue(form, today, record.revenue.expected_date).map_err(|problems| context.invalid(&problems))?;
    let (before, after) = (revenue_values(&record.revenue, context.t), revenue_values(&new, context.t));
    if before != after {
        context.same_version(&record, target, &before, &after)?;
        if !write::revise_revenue(&mut tx, target, &new, context.now).await? {
            return Err(AppError::NotFound);
        }
        context.revised(&mut tx, target.id, "opportunity.revised_revenue", &before, &after).await?;
    }
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

/// Names whose values differ, with the value of `values`.
fn differing<'a>(values: &'a [FieldValue], other: &[FieldValue]) -> impl Iterator<Item = &'a FieldValue> {
    let other = other.to_vec();
    values.iter().filter(move |value| !other.contains(value))
}

impl CommandContext<'_> {
    /// Someone saved in between: both values of every field that differs, and the version that stands.
    pub fn same_version(&self, record: &Record, target: Target, stands: &[FieldValue], typed: &[FieldValue]) -> Result<(), AppError> {
        if record.version == target.version {
            return Ok(());
        }
        let mut theirs: Vec<Theirs> = differing(stands, typed)
            .map(|value| Theirs {
                field: format!("form[{}]", value.name),
                value: value.raw.clone(),
                shown: self.shown_or_empty(&value.shown),
            })
            .collect();
        // What was typed into an input that stands empty in the database, such as one more product.
        for value in typed.iter().filter(|value| !stands.iter().any(|one| one.name == value.name)) {
            theirs.push(Theirs { field: format!("form[{}]", value.name), value: String::new(), shown: self.shown_or_empty("") });
        }
        Err(AppError::Conflict(Conflict { version: Some(record.version), message: self.t.conflict().into(), theirs }))
    }

    fn shown_or_empty(&self, shown: &str) -> String {
        if shown.is_empty() { self.t.not_said().into() } else { shown.into() }
    }

    /// The audit row of a revision: the changed fields only, names of people masked.
    pub async fn revised(
        &self,
        tx: &mut PgConnection,
        id: OpportunityId,
        verb: &'static str,
        before: &[FieldValue],
        after: &[FieldValue],
    ) -> Result<(), AppError> {
        let (old, new) = (changed(before, after), changed(after, before));
        let event = self.viewer.audit_event(self.now, verb, ("opportunity", id.0), Some(&old), Some(&new));
        Ok(audit::record(tx, &event).await?)
    }
}

/// By input name: `name`, `kind`, `products[0][name]`.
fn changed(values: &[FieldValue], other: &[FieldValue]) -> Value {
    let entries = differing(values, other).map(|value| {
        let raw = if value.name == "decision_maker" { mask_name(&value.raw) } else { value.raw.clone() };
        (value.name.replacen(']', "", 1) + if value.name.contains(']') { "]" } else { "" }, Value::String(raw))
    });
    Value::Object(entries.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests;
