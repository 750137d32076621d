//! The work behind quotas of resellers: a distributor passes a part of its own on, and takes back what was not issued.

use serde_json::json;
use uuid::Uuid;

use super::command::{CouponCommand as _, stopped};
use super::model::{PassOnForm, PickForm, Problem, QuotaId, ReclaimForm, ReclaimOutcome};
use super::queries::quotas as queries;
use super::rules;
use super::text::CouponProblemText;
use crate::auth::command::CommandContext;
use crate::auth::model::PartnerId;
use crate::auth::verification::model::Purpose;
use crate::error::AppError;
use crate::organisation;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::values::money::Charged;
use crate::values::problems::Problems;

/// What was typed, once it is understood.
struct PassedOn {
    reseller: PartnerId,
    amount: Charged,
    remark: String,
}

fn parse(form: &PassOnForm, resellers: &[(PartnerId, String)]) -> Result<PassedOn, Problems<Problem>> {
    let mut problems = Problems::new();
    let reseller = match form.reseller.trim() {
        "" => Err(Problem::Missing),
        id => id.parse().ok().filter(|id| resellers.iter().any(|(one, _)| one == id)).ok_or(Problem::NotAChoice),
    };
    let reseller = problems.keep("reseller", reseller);
    let amount = problems.keep("amount", rules::parse_amount(&form.amount));
    let remark = problems.keep("remark", rules::parse_remark(&form.remark));
    let passed = (|| Some(PassedOn { reseller: reseller?, amount: amount?, remark: remark? }))();
    problems.check(passed)
}

/// See [`super::api::pass_on`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], [`AppError::Invalid`] with every problem beside its field.
pub async fn pass_on(form: PassOnForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    context.admit(rules::may_pass_on)?;
    let id: QuotaId = form.quota.parse().map_err(|_| AppError::NotFound)?;
    let resellers = organisation::queries::resellers(&context.state.db, &context.with_resellers()?, context.today()).await?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("coupons.pass_on", &form.key, &content);
    let location = format!("/sales/coupons/quotas/{id}?done=passed_on");
    let code = context.check_code(Purpose::PassOnQuota, &form.code).await?;
    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let quota = queries::hold(&mut tx, &context.own()?, id).await?.ok_or(AppError::NotFound)?;
        if let Some(why) = stopped(&quota, context.now, context.locale) {
            return Err(AppError::field("", why));
        }
        let PassedOn { reseller, amount, remark } = parse(&form, &resellers).map_err(|problems| context.invalid(&problems))?;
        rules::check_total(amount, 1, quota.terms.remaining).map_err(|problem| context.wrong("form[amount]", &problem))?;
        context.consume_code(&mut tx, code).await?;
        let by = Some(context.viewer.person_id);
        let given = queries::pass_on(&mut tx, &quota, reseller, (amount, &remark), by, context.now).await?;
        let given = given.ok_or_else(|| AppError::refused_now(CouponProblemText(context.locale).meanwhile()))?;
        let after = json!({ "amount": amount, "reseller": reseller, "quota": given });
        let event = context.viewer.audit_event(context.now, "coupon_quota.passed_on", ("coupon_quota", id.0), None, Some(&after));
        audit::record(&mut tx, &event).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// Where ticked quotas of resellers lead.
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] when nothing is ticked.
pub fn pick(form: &PickForm) -> Result<(), AppError> {
    super::reclaiming::picked(form, rules::may_pass_on, "/sales/coupons/quotas/take-back?quotas=", CouponProblemText::no_quota)
}

/// See [`super::api::take_back`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`], [`AppError::NotFound`] when none of them is seen.
pub async fn take_back(form: ReclaimForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    context.admit(rules::may_pass_on)?;
    let ids = rules::parse_picks(&form.ids).map_err(|problem| context.wrong("", &problem))?;
    let remark = rules::parse_remark(&form.remark).map_err(|problem| context.wrong("form[remark]", &problem))?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("coupons.take_back", &form.key, &content);
    let scope = context.with_resellers()?;
    let code = context.check_code(Purpose::TakeBackQuota, &form.code).await?;
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            context.consume_code(&mut tx, code).await?;
            let with_parents = queries::with_parents(&mut *tx, &scope, &ids).await?;
            let held = queries::hold_several(&mut tx, &scope, &with_parents).await?;
            let mut outcomes: Vec<(Uuid, ReclaimOutcome)> = Vec::with_capacity(ids.len());
            for id in &ids {
                let found = held.iter().find(|quota| quota.id.0 == *id).and_then(|quota| Some((quota, quota.parent.as_ref()?.0)));
                let parent_is_held = |parent: QuotaId| held.iter().any(|quota| quota.id == parent);
                let outcome = match found {
                    Some((quota, parent)) if parent_is_held(parent) => {
                        let by = Some(context.viewer.person_id);
                        let is_taken = quota.terms.remaining > Charged::ZERO
                            && queries::take_back(&mut tx, quota, parent, &remark, by, context.now).await?;
                        if is_taken {
                            let after = json!({ "amount": quota.terms.remaining, "into": parent });
                            let entity = ("coupon_quota", quota.id.0);
                            let event = context.viewer.audit_event(context.now, "coupon_quota.taken_back", entity, None, Some(&after));
                            audit::record(&mut tx, &event).await?;
                        }
                        if is_taken { ReclaimOutcome::Reclaimed } else { ReclaimOutcome::Empty }
                    }
                    _ => ReclaimOutcome::Gone,
                };
                outcomes.push((*id, outcome));
            }
            if outcomes.iter().all(|(_, outcome)| *outcome == ReclaimOutcome::Gone) {
                return Err(AppError::NotFound);
            }
            let location = format!("/sales/coupons/quotas/take-back?results={}", rules::outcomes_in_address(&outcomes));
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}
