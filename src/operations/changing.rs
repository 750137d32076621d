//! The work behind a partner's terms.

use serde_json::{Value, json};

use super::command::CommandContext;
use super::model::{PartnerTerms, PartnerTermsForm};
use super::{queries, rules};
use crate::error::{AppError, Conflict, FieldErrors, Theirs};
use crate::i18n::Words;
use crate::organisation::model::PartnerId;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::values::masking::{mask_email, mask_mobile, mask_name};

/// See [`super::api::change_partner`].
///
/// # Errors
/// [`AppError::Conflict`] with both values when somebody saved in between, [`AppError::NotFound`] for no partner.
pub async fn change_partner(form: PartnerTermsForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let id: PartnerId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("operations.change_partner", &form.key, &content);
    let location = format!("/operations/partners/{id}?done=changed");

    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let operator = rules::operator(&context.viewer).map_err(|_| AppError::NotFound)?;
        let held = queries::lock_terms(&mut tx, operator, id).await?.ok_or(AppError::NotFound)?;
        if form.version.trim().parse() != Ok(held.version) {
            return Err(conflict(&context, &form, &held));
        }
        let terms = rules::parse_partner_terms(&form, held.kind, held.customers)
            .map_err(|problems| AppError::Invalid(FieldErrors::of(&problems, |problem| context.words.refusal(problem.kind))))?;
        queries::save_terms(&mut tx, id, &terms, held.terms.delisted, context.now).await?;
        let (before, after) = (audited(&held.terms), audited(&terms));
        audit::record(&mut tx, &context.event("partner.changed", ("partner", id.0), id, Some(&before), Some(&after))).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

fn audited(terms: &PartnerTerms) -> Value {
    json!({
        "contact_mobile": mask_mobile(&terms.contact_mobile), "contact_email": mask_email(&terms.contact_email),
        "channel_only": terms.channel_only, "referral_right": terms.referral_right, "delisted": terms.delisted,
        "marketing_programme": terms.marketing_programme,
        "manager_name": mask_name(&terms.manager_name), "manager_mobile": mask_mobile(&terms.manager_mobile),
        "manager_email": mask_email(&terms.manager_email),
    })
}

/// Both values of every field that differs.
fn conflict(context: &CommandContext, form: &PartnerTermsForm, held: &queries::HeldTerms) -> AppError {
    let words = Words(context.text.locale());
    let terms = &held.terms;
    let yes_no = |on: bool| if on { ("true", words.yes()) } else { ("", words.no()) };
    let texts = [
        ("contact_mobile", &form.contact_mobile, &terms.contact_mobile),
        ("contact_email", &form.contact_email, &terms.contact_email),
        ("manager_name", &form.manager_name, &terms.manager_name),
        ("manager_mobile", &form.manager_mobile, &terms.manager_mobile),
        ("manager_email", &form.manager_email, &terms.manager_email),
    ];
    let ticks = [
        ("channel_only", &form.channel_only, yes_no(terms.channel_only)),
        ("referral_right", &form.referral_right, yes_no(terms.referral_right)),
        ("marketing_programme", &form.marketing_programme, yes_no(terms.marketing_programme)),
        ("delisted", &form.delisted, yes_no(terms.delisted)),
    ];
    let texts = texts
        .into_iter()
        .filter(|(_, typed, held)| typed.trim() != held.as_str())
        .map(|(name, _, held)| (name, held.as_str(), held.as_str()));
    let ticks = ticks.into_iter().filter(|(_, typed, held)| typed.as_str() != held.0).map(|(name, _, held)| (name, held.0, held.1));
    let theirs =
        texts.chain(ticks).map(|(name, value, shown)| Theirs { field: format!("form[{name}]"), value: value.into(), shown: shown.into() });
    AppError::Conflict(Conflict {
        version: Some(held.version),
        message: context.text.partner_changed_meanwhile().into(),
        theirs: theirs.collect(),
    })
}
