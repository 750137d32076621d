//! The work behind asking for another name of the company.

use serde_json::json;

use super::model::{RenameForm, RenameId, RenameState, WithdrawRenameForm};
use super::people::{CommandContext, in_words};
use super::text::CompanyText;
use super::{queries, rules};
use crate::error::AppError;
use crate::server::audit;
use crate::server::db::{begin, violated};
use crate::server::submission::{self, Idempotency};

const PAGE: &str = "/organisation/company";

/// See [`super::api::request_rename`].
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field, [`AppError::Conflict`] while another request waits.
pub async fn request(form: RenameForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("organisation.request_rename", &form.key, &content);
    let location = format!("{PAGE}?done=requested");

    let mut tx = begin(&context.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let company = queries::lookup_company(&mut *tx, &context.scope).await?.ok_or(AppError::NotFound)?;
        let (name, reason) = rules::parse_rename(&form, &company.name).map_err(|problems| in_words(problems, context.text))?;
        let asked =
            queries::request_rename(&mut tx, &company, context.partner, (&name, &reason), context.viewer.person_id, context.now).await;
        let id = asked.map_err(|error| match violated(&error) {
            Some("company_rename_one_pending") => AppError::refused_now(CompanyText(context.text.locale()).one_at_a_time()),
            _ => error.into(),
        })?;
        let (before, after) = (json!({ "name": company.name }), json!({ "name": name, "reason": reason }));
        audit::record(&mut tx, &context.event("company.rename_requested", "company_rename", id.0, Some(&before), Some(&after))).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`super::api::withdraw_rename`].
///
/// # Errors
/// [`AppError::NotFound`] for another partner's request, [`AppError::Conflict`] when it was decided meanwhile.
pub async fn withdraw(form: WithdrawRenameForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let id: RenameId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("organisation.withdraw_rename", &form.key, &content);
    let location = format!("{PAGE}?done=withdrawn");

    let mut tx = begin(&context.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let state = queries::lock_rename(&mut tx, &context.scope, id).await?.ok_or(AppError::NotFound)?;
        rules::may_decide(state).map_err(|refusal| context.refused(refusal))?;
        queries::close_rename(&mut tx, id, (RenameState::Withdrawn, ""), context.viewer.person_id, context.now).await?;
        audit::record(&mut tx, &context.event("company.rename_withdrawn", "company_rename", id.0, None, None)).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}
