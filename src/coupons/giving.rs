//! The work of Operations on quotas: giving one to a partner, changing its status.

use serde_json::json;
use sqlx::PgConnection;

use super::command::CouponCommand as _;
use super::model::{GiveForm, Problem, QuotaId, QuotaStatus, StatusForm};
use super::queries::quotas::Quota;
use super::queries::{operations, quotas};
use super::rules::{self, LONGEST_REMARK};
use super::text::{CouponText, OperationsText};
use crate::auth::command::CommandContext;
use crate::auth::model::PartnerId;
use crate::error::AppError;
use crate::notifications::model::{BilingualText, Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::organisation::unscoped;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::values::typed::{TextProblem, required_lines};

/// See [`super::api::give`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] with every problem beside its field.
pub async fn give(form: GiveForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let operator = context.admit(rules::operator)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("coupons.give", &form.key, &content);
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let new = rules::parse_new_quota(&form, context.now);
            let partners = operations::partners_to_choose(&mut *tx, operator).await?;
            let partner: Option<PartnerId> = form.partner.parse().ok().filter(|id| partners.iter().any(|(one, _)| one == id));
            let (new, partner) = match (new, partner) {
                (Ok(new), Some(partner)) => (new, partner),
                (new, partner) => {
                    let mut problems = new.err().unwrap_or_default();
                    if partner.is_none() {
                        let kind = if form.partner.trim().is_empty() { Problem::Missing } else { Problem::NotAChoice };
                        problems.add("partner", kind);
                    }
                    return Err(context.invalid(&problems));
                }
            };
            let id = quotas::give(&mut tx, partner, &new, Some(context.viewer.person_id), context.now).await?;
            let after =
                json!({ "partner": partner, "total": new.total, "valid_from": new.validity.from, "valid_until": new.validity.until });
            let event = context.viewer.audit_event(context.now, "coupon_quota.given", ("coupon_quota", id.0), None, Some(&after));
            audit::record(&mut tx, &event).await?;
            let location = format!("/operations/coupon-quotas/{id}?done=given");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`super::api::set_status`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], [`AppError::Invalid`], [`AppError::Conflict`] when somebody else changed it.
pub async fn set_status(form: StatusForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let operator = context.admit(rules::operator)?;
    let id: QuotaId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let quota = operations::lookup(&context.state.db, operator, id).await?.ok_or(AppError::NotFound)?;
    let status: QuotaStatus = form.status.trim().parse().map_err(|_| context.wrong("form[status]", &Problem::NotAChoice))?;
    let shown: QuotaStatus = form.shown.trim().parse().map_err(|_| context.wrong("form[status]", &Problem::NotAChoice))?;
    let reason = required_lines(&form.reason, LONGEST_REMARK).map_err(|problem| match problem {
        TextProblem::Missing => context.wrong("form[reason]", &Problem::Missing),
        TextProblem::TooLong(most) => context.wrong("form[reason]", &Problem::TooLong(most)),
    })?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("coupons.set_status", &form.key, &content);
    let location = format!("/operations/coupon-quotas/{id}?done=changed");
    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        if status == shown {
            return Err(AppError::field("form[status]", OperationsText(context.locale).same_status()));
        }
        if !operations::set_status(&mut tx, operator, id, (shown, status), &reason, context.now).await? {
            return Err(AppError::refused_now(OperationsText(context.locale).changed_meanwhile()));
        }
        let (before, after) = (json!({ "status": shown }), json!({ "status": status, "reason": reason }));
        let event =
            context.viewer.audit_event(context.now, "coupon_quota.status_changed", ("coupon_quota", id.0), Some(&before), Some(&after));
        audit::record(&mut tx, &event).await?;
        tell_holder(&mut tx, &context, &quota, (status, &reason)).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// Tells the administrators of the partner that holds the quota what became of it, and why.
async fn tell_holder(
    tx: &mut PgConnection,
    context: &CommandContext,
    quota: &Quota,
    (status, reason): (QuotaStatus, &str),
) -> sqlx::Result<()> {
    let link = format!("/sales/coupons/quotas/{}", quota.id);
    for person in unscoped::administrators(tx, quota.partner_id).await? {
        let why = BilingualText::of(|locale| CouponText(locale).quota_status(status).to_owned());
        let facts = Facts { name: quota.number.clone(), note: reason.to_owned(), why: Some(why), ..Facts::default() };
        let (entity, entity_id) = ("coupon_quota", quota.id.0);
        let notice = Notice { person, kind: Kind::QuotaStatusChanged, facts, link: &link, entity, entity_id, at: context.now };
        notify(tx, &notice).await?;
    }
    Ok(())
}
