//! The work behind issuing: customers are found, and each receives a coupon of the quota, all of them or none.

use serde_json::json;
use sqlx::PgConnection;

use super::command::{CouponCommand as _, stopped};
use super::model::{CouponId, IssueForm, NewIssue, Problem, QuotaId, Recipient};
use super::queries::issuing as queries;
use super::queries::quotas::{self, Quota};
use super::rules;
use super::text::CouponProblemText;
use crate::auth::command::CommandContext;
use crate::auth::verification::model::Purpose;
use crate::customers::mask::visible_customers;
use crate::error::AppError;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::values::typed::line;

/// See [`super::api::find_customers`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], [`AppError::Invalid`] when nothing was typed.
pub async fn find_customers(form: IssueForm) -> Result<Vec<Recipient>, AppError> {
    let context = CommandContext::open()?;
    context.admit(rules::may_issue)?;
    let typed = line(&form.find);
    if typed.is_empty() {
        return Err(context.wrong("form[find]", &Problem::Missing));
    }
    let id: QuotaId = form.quota.parse().map_err(|_| AppError::NotFound)?;
    quotas::lookup(&context.state.db, &context.own()?, id).await?.ok_or(AppError::NotFound)?;
    let visible = visible_customers(&context.viewer);
    Ok(queries::find(&context.state.db, &context.own()?, &typed, visible.as_ref()).await?)
}

/// See [`super::api::issue`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], [`AppError::Invalid`] with every problem beside its field, [`AppError::Conflict`]
/// when somebody else was faster.
pub async fn issue(form: IssueForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    context.admit(rules::may_issue)?;
    let id: QuotaId = form.quota.parse().map_err(|_| AppError::NotFound)?;
    if line(&form.find) != line(&form.found) {
        return Err(AppError::field("form[find]", CouponProblemText(context.locale).not_looked_for()));
    }
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("coupons.issue", &form.key, &content);
    let code = context.check_code(Purpose::IssueCoupons, &form.code).await?;
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let quota = quotas::hold(&mut tx, &context.own()?, id).await?.ok_or(AppError::NotFound)?;
            if let Some(why) = stopped(&quota, context.now, context.locale) {
                return Err(AppError::field("", why));
            }
            let new = rules::parse_issue(&form, &quota.terms, context.now).map_err(|problems| context.invalid(&problems))?;
            context.consume_code(&mut tx, code).await?;
            make(&mut tx, &context, &quota, &new).await?;
            let location = format!("/sales/coupons/quotas/{id}?done=issued");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

async fn make(tx: &mut PgConnection, context: &CommandContext, quota: &Quota, new: &NewIssue) -> Result<(), AppError> {
    let t = CouponProblemText(context.locale);
    let recipients = queries::hold_recipients(tx, &context.own()?, &new.customers).await?;
    if recipients.len() != new.customers.len() {
        return Err(AppError::field("form[customers][]", t.not_associated()));
    }
    if recipients.iter().any(|one| !quota.terms.customers.admits(one.kind)) {
        return Err(context.wrong("form[customers]", &Problem::CustomerLimit(quota.terms.customers)));
    }
    if let Some(missing) = recipients.iter().find(|one| !one.is_listed) {
        return Err(context.wrong("form[customers]", &Problem::NotListed(missing.number.clone())));
    }
    let mut issued: Vec<CouponId> = Vec::with_capacity(recipients.len());
    for to in &recipients {
        let coupon = queries::issue(tx, quota, to, new, Some(context.viewer.person_id), context.now).await?;
        issued.push(coupon.ok_or_else(|| AppError::refused_now(t.meanwhile()))?);
    }
    let after = json!({ "face": new.face, "coupons": issued, "valid_from": new.validity.from, "valid_until": new.validity.until });
    let event = context.viewer.audit_event(context.now, "coupons.issued", ("coupon_quota", quota.id.0), None, Some(&after));
    audit::record(tx, &event).await?;
    Ok(())
}
