//! The work behind reclaiming: the whole balance of each coupon, each reported by itself.

use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::command::CouponCommand as _;
use super::model::{Denial, PickForm, Problem, ReclaimForm, ReclaimOutcome, ReclaimRefusal};
use super::queries::coupons::Coupon;
use super::queries::reclaiming as queries;
use super::rules;
use super::text::CouponProblemText;
use crate::auth::Viewer;
use crate::auth::command::CommandContext;
use crate::auth::verification::model::Purpose;
use crate::error::AppError;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};

/// Where ticked coupons lead.
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] when nothing is ticked.
pub fn pick(form: &PickForm) -> Result<(), AppError> {
    picked(form, rules::may_reclaim, "/sales/coupons/issued/reclaim?coupons=", CouponProblemText::no_coupon)
}

/// The page that reclaims what was ticked, where the rule admits the viewer; `nothing` says what to tick where nothing is.
pub(super) fn picked(
    form: &PickForm,
    rule: fn(&Viewer) -> Result<(), Denial>,
    page: &str,
    nothing: fn(CouponProblemText) -> &'static str,
) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    context.admit(rule)?;
    let ids = rules::parse_picks(&form.ids).map_err(|problem| match problem {
        Problem::Missing => AppError::field("", nothing(CouponProblemText(context.locale))),
        problem => context.wrong("", &problem),
    })?;
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    leptos_axum::redirect(&format!("{page}{ids}"));
    Ok(())
}

/// See [`super::api::reclaim`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`], [`AppError::NotFound`] when none of them is seen.
pub async fn reclaim(form: ReclaimForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    context.admit(rules::may_reclaim)?;
    let ids = rules::parse_picks(&form.ids).map_err(|problem| context.wrong("", &problem))?;
    let remark = rules::parse_remark(&form.remark).map_err(|problem| context.wrong("form[remark]", &problem))?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("coupons.reclaim", &form.key, &content);
    let code = context.check_code(Purpose::ReclaimCoupons, &form.code).await?;
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let held = queries::hold(&mut tx, &context.own()?, &ids).await?;
            if held.is_empty() {
                return Err(AppError::NotFound);
            }
            context.consume_code(&mut tx, code).await?;
            let outcomes = carry_out(&mut tx, &context, &ids, &held, &remark).await?;
            let location = format!("/sales/coupons/issued/reclaim?results={}", rules::outcomes_in_address(&outcomes));
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

async fn carry_out(
    tx: &mut PgConnection,
    context: &CommandContext,
    ids: &[Uuid],
    held: &[Coupon],
    remark: &str,
) -> Result<Vec<(Uuid, ReclaimOutcome)>, AppError> {
    let mut outcomes = Vec::with_capacity(ids.len());
    for id in ids {
        let outcome = match held.iter().find(|coupon| coupon.id.0 == *id) {
            None => ReclaimOutcome::Gone,
            Some(coupon) => one(tx, context, coupon, remark).await?,
        };
        outcomes.push((*id, outcome));
    }
    Ok(outcomes)
}

async fn one(tx: &mut PgConnection, context: &CommandContext, coupon: &Coupon, remark: &str) -> Result<ReclaimOutcome, AppError> {
    let state = rules::coupon_state(coupon.balance, coupon.reclaimed_at.is_some(), &coupon.validity, context.now);
    match rules::may_reclaim_coupon(state, coupon.locked_by.as_deref()) {
        Err(ReclaimRefusal::LockedBy(_)) => return Ok(ReclaimOutcome::Locked),
        Err(ReclaimRefusal::State(_)) => return Ok(ReclaimOutcome::NotUsable),
        Ok(()) => {}
    }
    if !queries::reclaim(tx, coupon, remark, Some(context.viewer.person_id), context.now).await? {
        return Ok(ReclaimOutcome::NotUsable);
    }
    let (before, after) = (json!({ "balance": coupon.balance }), json!({ "reclaimed": coupon.balance }));
    let event = context.viewer.audit_event(context.now, "coupon.reclaimed", ("coupon", coupon.id.0), Some(&before), Some(&after));
    audit::record(tx, &event).await?;
    Ok(ReclaimOutcome::Reclaimed)
}
