//! The work behind giving claims up: all of those that were chosen, or none.

use sqlx::PgPool;

use super::command::{CommandContext, content};
use super::model::{ChooseForm, ClaimId, ClaimState, WithdrawForm};
use super::queries;
use super::rules;
use crate::customers::rules::claim_state;
use crate::error::AppError;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};

/// Where ticked claims lead.
pub fn choose(form: &ChooseForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    rules::may_change(&context.viewer).map_err(|denial| context.denied(denial))?;
    let chosen = rules::parse_choice(form).ok_or(AppError::NotFound)?;
    if chosen.is_empty() {
        return Err(AppError::field("", context.t.tick_first()));
    }
    let ids = chosen.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let page = match form.act.as_str() {
        "invite" => "invite",
        "withdraw" => "withdraw",
        _ => return Err(AppError::NotFound),
    };
    leptos_axum::redirect(&format!("/sales/customer-development/{page}?claims={ids}"));
    Ok(())
}

/// See [`super::api::withdraw`].
pub async fn withdraw(form: WithdrawForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let location = submit(&context.state.db, &context, &form).await?;
    leptos_axum::redirect(&location);
    Ok(())
}

pub(super) async fn submit(db: &PgPool, context: &CommandContext, form: &WithdrawForm) -> Result<String, AppError> {
    rules::may_change(&context.viewer).map_err(|denial| context.denied(denial))?;
    let targets = rules::parse_targets(form).ok_or(AppError::NotFound)?;
    let (scope, partner) = context.scope()?;
    let content = content(form);
    let submit = context.submit("claims.withdraw", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let ids: Vec<ClaimId> = targets.iter().map(|target| target.id).collect();
    let claims = queries::lock(&mut tx, &scope, partner, &ids).await?;
    if claims.len() != targets.len() {
        return Err(AppError::NotFound);
    }
    for claim in &claims {
        let shown = targets.iter().find(|target| target.id == claim.id).map_or(0, |target| target.version);
        let state = claim_state(claim.state, claim.valid_until, context.now);
        rules::may_withdraw(state, claim.version, shown).map_err(|stale| context.stale(stale))?;
    }
    queries::withdraw(&mut tx, &ids, context.now).await?;
    for claim in &claims {
        let (before, after) = (serde_json::json!({ "state": claim.state }), serde_json::json!({ "state": ClaimState::Withdrawn }));
        audit::record(&mut tx, &context.event("claim.withdrawn", claim.id.0, partner, Some(&before), Some(&after))).await?;
    }
    let location = match ids.as_slice() {
        [id] => format!("/sales/customer-development/claims/{id}?done=withdrawn"),
        _ => "/sales/customer-development?done=withdrawn".to_owned(),
    };
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::queries::fixtures::{context, house, put_claim};
    use crate::opportunities::queries::fixtures::now;
    use chrono::TimeDelta;

    fn form(pairs: &[(ClaimId, i32)]) -> WithdrawForm {
        WithdrawForm { claims: pairs.iter().map(|(id, version)| format!("{id}:{version}")).collect(), ..WithdrawForm::default() }
    }

    async fn states(db: &PgPool) -> Vec<String> {
        sqlx::query_scalar("select state from claim order by mobile").fetch_all(db).await.unwrap()
    }

    #[sqlx::test]
    async fn one_or_many_are_given_up_all_or_none(db: PgPool) {
        house(&db).await;
        let until = now() + TimeDelta::days(3);
        let one = put_claim(&db, "mei", "13800138001", until).await;
        let two = put_claim(&db, "mei", "13800138002", until).await;
        let over = put_claim(&db, "mei", "13800138003", now()).await;
        let mei = context(&db, "mei", now());
        let changed = submit(&db, &mei, &form(&[(one, 1), (two, 7)])).await;
        assert!(matches!(changed, Err(AppError::Conflict(_))), "{changed:?}");
        assert!(matches!(submit(&db, &mei, &form(&[(one, 1), (over, 1)])).await, Err(AppError::Conflict(_))));
        assert_eq!(states(&db).await, ["open", "open", "open"]);
        submit(&db, &mei, &form(&[(one, 1), (two, 1)])).await.unwrap();
        assert_eq!(states(&db).await, ["withdrawn", "withdrawn", "open"]);
        let audited: i64 =
            sqlx::query_scalar("select count(*) from audit_event where verb = 'claim.withdrawn'").fetch_one(&db).await.unwrap();
        assert_eq!(audited, 2);
        assert!(matches!(submit(&db, &mei, &form(&[(one, 2)])).await, Err(AppError::Conflict(_))));
    }

    #[sqlx::test]
    async fn nobody_gives_up_what_is_not_in_the_own_scope(db: PgPool) {
        house(&db).await;
        let claim = put_claim(&db, "mei", "13800138001", now() + TimeDelta::days(3)).await;
        for account in ["jun", "petra", "dara"] {
            assert_eq!(submit(&db, &context(&db, account, now()), &form(&[(claim, 1)])).await, Err(AppError::NotFound), "{account}");
        }
        assert!(matches!(submit(&db, &context(&db, "zhao", now()), &form(&[(claim, 1)])).await, Err(AppError::NotAllowed { .. })));
        assert_eq!(states(&db).await, ["open"]);
        submit(&db, &context(&db, "grace", now()), &form(&[(claim, 1)])).await.unwrap();
        assert_eq!(states(&db).await, ["withdrawn"]);
    }
}
