//! What the vendor's operators do with a bill: annul it and make it again.

use super::annulling::{By, LONGEST_REASON, Named, Refusal, annul_within, make_again_within};
use super::model::{AnnulForm, BillId, MakeAgainForm, VendorOperator};
use super::queries::operations::{self as queries, MadeBill};
use super::rules;
use super::text::BillText;
use crate::auth::Viewer;
use crate::auth::command::CommandContext;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::db::begin;
use crate::server::request::request_id;
use crate::server::submission::{self, Idempotency};
use crate::values::typed::{TextProblem, required_lines};

/// The vendor's operator.
///
/// # Errors
/// [`AppError::NotAllowed`].
pub(super) fn operator(viewer: &Viewer, locale: Locale) -> Result<VendorOperator, AppError> {
    rules::operator(viewer).map_err(|denial| AppError::NotAllowed { rule: BillText(locale).denial(denial, viewer) })
}

fn refused(refusal: &Refusal, locale: Locale) -> AppError {
    let t = BillText(locale);
    AppError::refused_now(match refusal {
        Refusal::LaterIsFinal => t.later_first().to_owned(),
        Refusal::AnnulledAlready => t.annulled_already().to_owned(),
        Refusal::EarlierFirst(cycle) => t.earlier_first(cycle),
        Refusal::MadeAlready => t.made_already().to_owned(),
    })
}

fn named(bill: &MadeBill) -> Named<'_> {
    Named { id: bill.bill.id, partner: bill.partner_id, number: &bill.bill.number, cycle: &bill.bill.cycle }
}

/// See [`super::api::annul_bill`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], [`AppError::Invalid`] without a reason, [`AppError::Conflict`] when a later bill is
/// final or it is annulled already.
pub async fn annul(form: AnnulForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let (operator, t) = (operator(&context.viewer, context.locale)?, BillText(context.locale));
    let id: BillId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let reason = required_lines(&form.reason, LONGEST_REASON).map_err(|problem| match problem {
        TextProblem::Missing => AppError::field("form[reason]", t.reason_missing()),
        TextProblem::TooLong(most) => AppError::field("form[reason]", t.reason_long(most)),
    });
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("bills.annul", &form.key, &content);
    let location = format!("/operations/bills/{id}?done=annulled");
    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let bill = queries::lookup(&mut *tx, operator, id).await?.ok_or(AppError::NotFound)?;
        let reason = reason?;
        let by = By { person: Some(context.viewer.person_id.0), at: context.now, request: request_id() };
        if let Err(refusal) = annul_within(&mut tx, named(&bill), &reason, by).await? {
            return Err(refused(&refusal, context.locale));
        }
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`super::api::make_bill_again`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], [`AppError::Conflict`] when the month has a final bill or an earlier one comes first.
pub async fn make_again(form: MakeAgainForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let operator = operator(&context.viewer, context.locale)?;
    let id: BillId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("bills.make_again", &form.key, &content);
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let bill = queries::lookup(&mut *tx, operator, id).await?.ok_or(AppError::NotFound)?;
            let by = By { person: Some(context.viewer.person_id.0), at: context.now, request: request_id() };
            let made = make_again_within(&mut tx, named(&bill), by).await?.map_err(|refusal| refused(&refusal, context.locale))?;
            let location = format!("/operations/bills/{made}?done=made");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}
