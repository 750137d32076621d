//! Requesting a payment agreement: previewed, then typeset, stored and issued in one step, without an approval (CT1).

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::access::requesting_scope;
use super::model::{AgreementId, NewAgreement, Obstacle, Parties, Preview, Refusal, RequestForm};
use super::queries::{self, Issued};
use super::rules;
use super::text::ContractText;
use crate::auth::Scope;
use crate::auth::command::CommandContext;
use crate::error::{AppError, FieldErrors};
use crate::server::audit;
use crate::server::db::{begin, broken};
use crate::server::documents::DocumentError;
use crate::server::new_id;
use crate::server::submission::{self, Idempotency};
use crate::values::date::{beijing_date, beijing_time};
use crate::values::money::format_cny;
use crate::values::problems::Problems;

/// The wording of `crates/documents/templates/payment_agreement.typ`. Another wording is another template and number.
pub const TEMPLATE_VERSION: i16 = 1;
/// Its name, as `crates/documents` knows it.
pub const TEMPLATE: &str = "payment_agreement";

/// See [`super::api::preview_agreement`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] with every problem beside its field, [`AppError::Conflict`] where nothing can be
/// requested at all.
pub async fn preview(form: RequestForm) -> Result<Preview, AppError> {
    let context = CommandContext::open()?;
    let scope = requesting_scope(&context.viewer, context.locale)?;
    let mut db = context.state.db.acquire().await?;
    let (new, parties) = understood(&mut db, &context, &scope, &form).await?;
    let previewed = rules::fingerprint(&new, &parties);
    let party_b = parties.party_b.map(|(_, name)| name).unwrap_or_default();
    Ok(Preview { lines: ContractText(new.language).agreement_lines(&new, &parties.party_a, &party_b), previewed })
}

/// See [`super::api::request_agreement`].
///
/// # Errors
/// Those of [`preview`]; [`AppError::Invalid`] when something else was previewed, or the font lacks a character.
pub async fn request(form: RequestForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let scope = requesting_scope(&context.viewer, context.locale)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("contracts.request", &form.key, &content);
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            queries::hold_parties(&mut tx, &scope, context.today()).await?;
            let (new, parties) = understood(&mut tx, &context, &scope, &form).await?;
            if form.previewed != rules::fingerprint(&new, &parties) {
                return Err(AppError::field("", ContractText(context.locale).refusal(&Refusal::NotPreviewed)));
            }
            let id = issue(&mut tx, &context, &scope, &new, &parties).await?;
            let location = format!("/sales/accounting/contracts/online/{id}?done=requested");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// What was typed and who would sign, where anything can be requested.
async fn understood(
    db: &mut PgConnection,
    context: &CommandContext,
    scope: &Scope,
    form: &RequestForm,
) -> Result<(NewAgreement, Parties), AppError> {
    let parties = queries::parties(db, scope, context.today()).await?.ok_or(AppError::NotFound)?;
    rules::check_parties(&parties).map_err(|obstacle| refused(context, obstacle, &parties.manager))?;
    let new = rules::parse_request(form, context.today()).map_err(|problems| invalid(context, &problems))?;
    Ok((new, parties))
}

/// Typesets and saves, in the transaction of the request.
async fn issue(
    tx: &mut PgConnection,
    context: &CommandContext,
    scope: &Scope,
    new: &NewAgreement,
    parties: &Parties,
) -> Result<AgreementId, AppError> {
    let (entity, party_b) = rules::check_parties(parties).map_err(|obstacle| refused(context, obstacle, &parties.manager))?;
    let number = queries::next_number(&mut *tx).await?;
    let code = code_of(number, context.now);
    let data = data(&code, new, (&parties.party_a, &party_b), context.now);
    let document = context.state.documents.typeset(TEMPLATE, &data).await.map_err(|error| unset(context, error))?;
    let id = AgreementId(new_id());
    let issued = Issued {
        id,
        code: &code,
        template_version: TEMPLATE_VERSION,
        new,
        party_a: &parties.party_a,
        party_b: (entity, &party_b),
        document: &document,
        by: context.viewer.person_id,
        at: context.now,
    };
    queries::insert_agreement(&mut *tx, scope, &issued).await?;
    let after = json!({ "code": code, "amount": new.amount, "promised_on": new.promised_on, "party_b": party_b });
    let event = context.viewer.audit_event(context.now, "payment_agreement.requested", ("payment_agreement", id.0), None, Some(&after));
    audit::record(&mut *tx, &event).await?;
    Ok(id)
}

/// What the template names, written out in the document's language. `at` is the time of the request.
pub fn data(code: &str, new: &NewAgreement, (party_a, party_b): (&str, &str), at: DateTime<Utc>) -> Value {
    json!({
        "language": new.language.tag(),
        "code": code,
        "party_a": { "name": party_a, "bank": new.bank, "account": new.account, "tax_number": new.tax_number },
        "party_b": { "name": party_b },
        "amount": format_cny(new.amount),
        "promised_on": new.promised_on.to_string(),
        "remark": new.remark,
        "requested_at": beijing_time(at).format("%Y-%m-%d %H:%M").to_string(),
    })
}

/// 合同编码: the Beijing day of the request and a number that no other has.
pub fn code_of(number: i64, at: DateTime<Utc>) -> String {
    format!("PA{}-{number:06}", beijing_date(at).format("%Y%m%d"))
}

/// What the font lacks stands in the form; anything else is our fault.
fn unset(context: &CommandContext, error: DocumentError) -> AppError {
    match error {
        DocumentError::NotInFont(characters) => AppError::field("", ContractText(context.locale).refusal(&Refusal::NotInFont(characters))),
        error @ DocumentError::Failed { .. } => broken(&error),
    }
}

/// Nothing can be requested at all.
fn refused(context: &CommandContext, obstacle: Obstacle, manager: &str) -> AppError {
    AppError::refused_now(ContractText(context.locale).obstacle(obstacle, manager))
}

fn invalid(context: &CommandContext, problems: &Problems<Refusal>) -> AppError {
    AppError::Invalid(FieldErrors::of(problems, |problem| ContractText(context.locale).refusal(&problem.kind)))
}
