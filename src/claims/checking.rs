//! The instant check: whether a prospect is free, before the form is filled in. Limited per person, and recorded.

use chrono::TimeDelta;
use sqlx::PgPool;

use super::command::CommandContext;
use super::eligibility::load_prospect_facts;
use super::model::{Answer, CheckForm, ClaimForm, Prospect, Refusal};
use super::queries::check;
use super::rules;
use crate::error::AppError;
use crate::server::db::begin;
use crate::server::terms;
use crate::values::mobile::normalise_mobile;
use crate::values::problems::Problems;

/// Claims that were refused count as checks as well, for they say the same; but whoever has asked much may still claim.
const CLAIMS_MAY: i64 = 2;

/// See [`super::api::check`].
pub async fn check(form: CheckForm) -> Result<Answer, AppError> {
    answer(&CommandContext::open()?, &form).await
}

pub(super) async fn answer(context: &CommandContext, form: &CheckForm) -> Result<Answer, AppError> {
    rules::may_claim(&context.viewer).map_err(|denial| context.denied(denial))?;
    let partner = context.viewer.partner_id().ok_or(AppError::NotFound)?;
    let prospect = rules::parse_prospect(form).map_err(|refusal| {
        let mut problems: Problems<Refusal> = Problems::new();
        problems.add("prospect", refusal);
        context.invalid(&problems)
    })?;
    let mut tx = begin(&context.state.db).await?;
    let terms = terms::load(&mut *tx).await?;
    let (count, first) = check::within_an_hour(&mut tx, &context.viewer, context.now).await?;
    if count >= terms.checks_per_hour.into() {
        return Err(busy(context, first));
    }
    let (key, on_mobile) = match &prospect {
        Prospect::Mobile(mobile) => (mobile.as_str(), true),
        Prospect::Email(email) => (email.as_str(), false),
    };
    let asked = if on_mobile { (key, None) } else { ("", Some(key)) };
    let known = load_prospect_facts(&mut tx, partner, asked, &terms, context.now).await?;
    let answer = rules::answer(&known, on_mobile, terms.reclaim_hours, context.now);
    check::record(&mut tx, &context.viewer, key, rules::answer_word(&answer), context.now).await?;
    tx.commit().await?;
    Ok(answer)
}

/// When the first of the last hour's checks is an hour old, there is room again.
fn busy(context: &CommandContext, first: Option<chrono::DateTime<chrono::Utc>>) -> AppError {
    let again = first.map_or(TimeDelta::hours(1), |first| first + TimeDelta::hours(1) - context.now);
    AppError::Busy { retry_after: u32::try_from(again.num_seconds()).unwrap_or(1).max(1) }
}

/// Nobody goes on asking by way of claims.
pub async fn room_for_claims(db: &PgPool, context: &CommandContext) -> Result<(), AppError> {
    let mut tx = begin(db).await?;
    let most = i64::from(terms::load(&mut *tx).await?.checks_per_hour) * CLAIMS_MAY;
    let (count, first) = check::within_an_hour(&mut tx, &context.viewer, context.now).await?;
    if count >= most { Err(busy(context, first)) } else { Ok(()) }
}

/// What a refusal names when it says something of other partners' prospects: their number and address, that a name is like
/// another one, that the vendor reviews the claim (of the whole form, and where its supplement is wanted).
const TELLING: [&str; 6] = ["form[mobile]", "form[email]", "form[acknowledged]", "form[expected_spend]", "form[communication_history]", ""];

/// Records that a claim was refused and thereby said as much as a check: whoever never means to claim learns no more by it.
pub async fn note_refused(db: &PgPool, context: &CommandContext, form: &ClaimForm, error: &AppError) -> Result<(), AppError> {
    let AppError::Invalid(errors) = error else { return Ok(()) };
    let Ok(mobile) = normalise_mobile(&form.mobile) else { return Ok(()) };
    if errors.0.iter().any(|error| TELLING.contains(&error.field.as_str())) {
        let mut tx = begin(db).await?;
        check::record(&mut tx, &context.viewer, &mobile, "refused", context.now).await?;
        tx.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::model::Bar;
    use crate::claims::queries::fixtures::{context, house, put_claim};
    use crate::opportunities::queries::fixtures::now;

    fn ask(prospect: &str) -> CheckForm {
        CheckForm { prospect: prospect.into() }
    }

    #[sqlx::test]
    async fn the_answer_is_recorded_without_the_number(db: PgPool) {
        house(&db).await;
        let until = now() + TimeDelta::days(3);
        put_claim(&db, "mei", "13800138000", until).await;
        let (mei, petra) = (context(&db, "mei", now()), context(&db, "petra", now()));
        assert_eq!(answer(&mei, &ask("138 0013 8000")).await, Ok(Answer::Barred(Bar::Yours(until))));
        assert_eq!(answer(&petra, &ask("138 0013 8000")).await, Ok(Answer::Barred(Bar::Protected(until))));
        assert_eq!(answer(&petra, &ask("nobody@example.com")).await, Ok(Answer::Free));
        let rows: Vec<(String, Vec<u8>)> =
            sqlx::query_as("select answer, key_hash from prospect_check order by at, id").fetch_all(&db).await.unwrap();
        let words: Vec<&str> = rows.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, ["yours", "protected", "free"]);
        // The same number, another person: another hash.
        assert!(rows[0].1.len() == 32 && rows[0].1 != rows[1].1);
    }

    #[sqlx::test]
    async fn after_so_many_checks_within_an_hour_a_person_waits_and_hears_how_long(db: PgPool) {
        house(&db).await;
        sqlx::query("update terms set checks_per_hour = 3").execute(&db).await.unwrap();
        for minute in 0..3 {
            let mei = context(&db, "mei", now() + TimeDelta::minutes(minute));
            assert_eq!(answer(&mei, &ask("13800138000")).await, Ok(Answer::Free));
        }
        let late = context(&db, "mei", now() + TimeDelta::minutes(10));
        assert_eq!(answer(&late, &ask("13800138000")).await, Err(AppError::Busy { retry_after: 50 * 60 }));
        let colleague = context(&db, "jun", now() + TimeDelta::minutes(10));
        assert_eq!(answer(&colleague, &ask("13800138000")).await, Ok(Answer::Free));
        let later = context(&db, "mei", now() + TimeDelta::minutes(61));
        assert_eq!(answer(&later, &ask("13800138000")).await, Ok(Answer::Free));
    }

    #[sqlx::test]
    async fn a_supervisor_asks_nothing(db: PgPool) {
        house(&db).await;
        assert!(matches!(answer(&context(&db, "zhao", now()), &ask("13800138000")).await, Err(AppError::NotAllowed { .. })));
    }
}
