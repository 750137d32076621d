//! Voiding a payment agreement: it stays with its code and its document, and counts no more (U2).

use serde_json::json;

use super::access::requesting_scope;
use super::model::{AgreementId, AgreementState, VoidForm};
use super::text::ContractText;
use super::{queries, rules};
use crate::auth::command::CommandContext;
use crate::error::AppError;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};

/// See [`super::api::void_agreement`].
///
/// # Errors
/// [`AppError::NotFound`] for another partner's, [`AppError::Invalid`] without a reason, [`AppError::Conflict`] when it is void already.
pub async fn void(form: VoidForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let scope = requesting_scope(&context.viewer, context.locale)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("contracts.void", &form.key, &content);
    let id: AgreementId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let location = format!("/sales/accounting/contracts/online/{id}?done=voided");
    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let agreement = queries::lookup_agreement(&mut *tx, &scope, id).await?.ok_or(AppError::NotFound)?;
        if agreement.state == AgreementState::Void {
            return Err(AppError::refused_now(ContractText(context.locale).void_already()));
        }
        let reason = rules::parse_reason(&form.reason)
            .map_err(|problem| AppError::field("form[reason]", ContractText(context.locale).refusal(&problem)))?;
        let by = context.viewer.person_id;
        if !queries::void_agreement(&mut tx, &scope, id, (by, &reason, context.now)).await? {
            return Err(AppError::refused_now(ContractText(context.locale).void_already()));
        }
        let after = json!({ "code": agreement.code, "reason": reason });
        let event = context.viewer.audit_event(context.now, "payment_agreement.voided", ("payment_agreement", id.0), None, Some(&after));
        audit::record(&mut tx, &event).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}
