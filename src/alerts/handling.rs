//! The work behind handling an alert.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgPool;

use super::model::{AlertId, Denial, HandleForm};
use super::text::AlertText;
use super::{queries, rules};
use crate::auth::{Scope, Viewer};
use crate::error::{AppError, FieldErrors};
use crate::server::audit;
use crate::server::db::begin;
use crate::server::request;
use crate::server::submission::{self, Idempotency, Submit};

/// See [`super::api::handle`].
///
/// # Errors
/// [`AppError::NotAllowed`] for anyone but the one who is responsible.
pub async fn handle(form: HandleForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), crate::auth::viewer()?);
    let location = save(&state.db, &viewer, state.clock.now(), AlertText(request::locale()), &form).await?;
    leptos_axum::redirect(&location);
    Ok(())
}

async fn save(db: &PgPool, viewer: &Viewer, now: DateTime<Utc>, t: AlertText, form: &HandleForm) -> Result<String, AppError> {
    let denied = |denial| AppError::NotAllowed { rule: t.denial(denial, viewer) };
    let scope = Scope::of(viewer, rules::scope_of(viewer).map_err(denied)?)?;
    let id: AlertId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let location = format!("/sales/alerts/{id}?done=handled");
    let content = serde_json::to_vec(form)?;
    let submit = Submit { person: viewer.person_id.0, key: &form.key, kind: "alerts.handle", content: &content, at: now };
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let alert = queries::lock(&mut tx, &scope, id).await?.ok_or(AppError::NotFound)?;
    rules::may_handle(viewer.person_id, &alert).map_err(|denial| match denial {
        Denial::NotResponsible => {
            let who = alert.responsible().map_or(t.somebody_else(), |(_, name)| name.as_str());
            AppError::NotAllowed { rule: t.not_responsible(who) }
        }
        Denial::Handled | Denial::Ended => AppError::refused_now(t.denial(denial, viewer)),
        Denial::VendorStaff | Denial::NoItem(_) => AppError::NotAllowed { rule: t.denial(denial, viewer) },
    })?;
    let handling = rules::parse_handling(alert.category, form)
        .map_err(|problems| AppError::Invalid(FieldErrors::of(&problems, |problem| t.refusal(problem.kind))))?;
    if form.version.parse() != Ok(alert.version) || !queries::handle(&mut tx, &alert, &handling, viewer.person_id, now).await? {
        return Err(AppError::refused_now(t.changed_meanwhile()));
    }
    let (before, after) = (json!({ "state": alert.state }), json!({ "state": "handled", "result": handling.result }));
    let event = viewer.audit_event(now, "alert.handled", ("customer_alert", id.0), Some(&before), Some(&after));
    audit::record(&mut tx, &event).await?;
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

#[cfg(test)]
mod tests;
