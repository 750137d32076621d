//! Adding progress, on the server.

use serde_json::{Value, json};
use sqlx::PgPool;

use super::refusing::{CommandContext, content};
use crate::auth;
use crate::error::AppError;
use crate::opportunities::model::{Confidence, ProgressForm, Stage, TestState};
use crate::opportunities::queries::progress;
use crate::opportunities::rules;
use crate::opportunities::text::{FieldValue, OpportunityText};
use crate::server::audit;
use crate::server::db::begin;
use crate::server::request;
use crate::server::submission::{self, Idempotency};

pub async fn add_progress(form: ProgressForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), auth::viewer()?);
    let context = CommandContext { viewer: &viewer, now: state.clock.now(), t: OpportunityText(request::locale()) };
    let location = add(&state.db, context, &form).await?;
    leptos_axum::redirect(&location);
    Ok(())
}

async fn add(db: &PgPool, context: CommandContext<'_>, form: &ProgressForm) -> Result<String, AppError> {
    let target = rules::parse_target(&form.id, &form.version).ok_or(AppError::NotFound)?;
    let content = content(form);
    let submit = context.submit("opportunities.add_progress", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = context.begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let record = context.changeable(&mut tx, target).await?;
    let new = rules::parse_progress(form).map_err(|problems| context.invalid(&problems))?;
    let stands = values(record.stage, record.confidence, &record.technical_exchange, record.test_state, context.t);
    let typed = values(new.stage, new.confidence, &new.technical_exchange, Some(new.test_state), context.t);
    context.same_version(&record, target, &stands, &typed)?;
    if !progress::add(&mut tx, &record, target.version, &new, context.viewer.person_id, context.now).await? {
        return Err(AppError::NotFound);
    }
    let before = state(record.stage, record.confidence, record.test_state);
    let after = state(new.stage, new.confidence, Some(new.test_state));
    let event =
        context.viewer.audit_event(context.now, "opportunity.progressed", ("opportunity", target.id.0), Some(&before), Some(&after));
    audit::record(&mut tx, &event).await?;
    let location = format!("/sales/opportunities/{}?done=progress", target.id);
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

fn values(stage: Stage, confidence: Confidence, exchange: &str, test: Option<TestState>, t: OpportunityText) -> Vec<FieldValue> {
    vec![
        FieldValue::new("stage", stage.as_str(), t.stage(stage)),
        FieldValue::new("confidence", confidence.to_string(), format!("{confidence}%")),
        FieldValue::new("technical_exchange", exchange, exchange),
        FieldValue::new("test_state", test.map_or("", TestState::as_str), test.map_or("", |test| t.test_state(test))),
    ]
}

fn state(stage: Stage, confidence: Confidence, test: Option<TestState>) -> Value {
    json!({ "stage": stage, "confidence": confidence, "test_state": test })
}

#[cfg(test)]
mod tests;
