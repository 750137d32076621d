//! A contract that was signed on paper, recorded by Operations with its file.

use serde_json::json;

use super::access::operator;
use super::model::{PaperContractForm, Refusal};
use super::text::ContractText;
use super::{queries, rules};
use crate::auth::command::CommandContext;
use crate::error::{AppError, FieldErrors};
use crate::server::audit::{self, AuditEvent};
use crate::server::db::{begin, violated};
use crate::server::files::keep;
use crate::server::submission::{self, Idempotency};
use crate::values::name_key::name_key;

/// The purpose of the attachment.
pub const PURPOSE: &str = "paper_contract";

/// See [`super::api::record_paper_contract`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] with every problem beside its field.
pub async fn record(form: PaperContractForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let (operator, t) = (operator(&context.viewer, context.locale)?, ContractText(context.locale));
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("contracts.record_paper", &form.key, &content);
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let partner = queries::partner_named(&mut *tx, operator, &name_key(&form.partner)).await?;
            let parsed = rules::parse_paper_contract(&form);
            let mut errors = match &parsed {
                Ok(_) => FieldErrors::new(),
                Err(problems) => FieldErrors::of(problems, |problem| t.refusal(&problem.kind)),
            };
            if partner.is_none() {
                let refusal = if name_key(&form.partner).is_empty() { Refusal::Missing } else { Refusal::NoSuchPartner };
                errors.add("form[partner]", t.refusal(&refusal));
            }
            errors.check()?;
            let (Some(partner), Ok(new)) = (partner, parsed) else { return Err(AppError::NotFound) };
            let (person, at) = (context.viewer.person_id, context.now);
            let file = match form.file.trim() {
                "" => None,
                id => {
                    let id = id.parse().map_err(|_| AppError::NotFound)?;
                    Some(keep(&mut tx, person.0, PURPOSE, id, at).await?.ok_or(AppError::NotFound)?.id)
                }
            };
            let id =
                queries::insert_paper_contract(&mut tx, operator, partner, (&new, file), (person, at)).await.map_err(
                    |error| match violated(&error) {
                        Some("paper_contract_code_key") => AppError::field("form[code]", t.refusal(&Refusal::Taken)),
                        _ => error.into(),
                    },
                )?;
            let after = json!({ "code": new.code, "title": new.title, "amount": new.amount, "signed_on": new.signed_on });
            let event = context.viewer.audit_event(at, "paper_contract.recorded", ("paper_contract", id.0), None, Some(&after));
            audit::record(&mut tx, &AuditEvent { partner: Some(partner.0), ..event }).await?;
            let location = "/operations/paper-contracts?done=recorded".to_owned();
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}
