//! The work behind creating partners and keeping the state of their real-name check.

use serde_json::json;
use sqlx::PgConnection;

use super::command::CommandContext;
use super::model::{CreatedPartner, RealNameForm};
use super::{queries, rules};
use crate::error::{AppError, FieldErrors};
use crate::organisation::model::{NewPartner, PartnerForm, PartnerId, Refusal};
use crate::organisation::queries::create_company_with_partner;
use crate::organisation::rules::parse_partner;
use crate::server::audit;
use crate::server::db::{begin, violated};
use crate::server::password::new_temporary_password;
use crate::server::submission::{self, Idempotency};
use crate::values::date::beijing_date;
use crate::values::masking::{mask_account, mask_email, mask_name};
use crate::values::problems::Problems;

/// See [`super::api::create_partner`]. A repeated submit leads to the partner's page: the password of the first is not
/// known any more.
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field.
pub async fn create(form: PartnerForm) -> Result<Option<CreatedPartner>, AppError> {
    let context = CommandContext::open()?;
    let new = parse_partner(&form).map_err(|problems| in_words(problems, &context))?;
    let password = new_temporary_password();
    let hash = context.state.passwords.hash(&password).await?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("operations.create_partner", &form.key, &content);

    let mut tx = begin(&context.state.db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        leptos_axum::redirect(&location);
        return Ok(None);
    }
    let partner_id = save(&mut tx, &context, &new, &hash).await?;
    submission::finish(&mut tx, &submit, &format!("/operations/partners/{partner_id}?done=created-before")).await?;
    tx.commit().await?;
    Ok(Some(CreatedPartner { partner_id, name: new.name, account_name: new.administrator.account_name, password }))
}

async fn save(tx: &mut PgConnection, context: &CommandContext, new: &NewPartner, hash: &str) -> Result<PartnerId, AppError> {
    if let Some(distributor) = new.distributor
        && !queries::is_distributor(tx, distributor).await?
    {
        return Err(AppError::field("form[distributor]", context.words.refusal(Refusal::UnknownDistributor)));
    }
    let created = create_company_with_partner(tx, new, hash, true, context.now).await.map_err(|error| match violated(&error) {
        Some("partner_name") => AppError::field("form[name]", context.words.refusal(Refusal::PartnerNameTaken)),
        Some("person_account_name") => AppError::field("form[account_name]", context.words.refusal(Refusal::AccountNameTaken)),
        _ => error.into(),
    })?;
    let after = json!({
        "company": new.company_name, "name": new.name, "kind": new.kind, "channel_only": new.channel_only, "distributor": new.distributor,
        "real_name_state": new.real_name_state,
        "administrator": { "account_name": mask_account(&new.administrator.account_name), "display_name": mask_name(&new.administrator.display_name),
                           "email": new.administrator.email.as_deref().map(mask_email) },
    });
    audit::record(tx, &context.event("partner.created", ("partner", created.partner.0), created.partner, None, Some(&after))).await?;
    Ok(created.partner)
}

fn in_words(problems: Problems<Refusal>, context: &CommandContext) -> AppError {
    AppError::Invalid(FieldErrors::of(&problems, |problem| context.words.refusal_at(&problem.field, problem.kind)))
}

/// See [`super::api::change_real_name_state`].
///
/// # Errors
/// [`AppError::Conflict`] when somebody changed it meanwhile, [`AppError::NotFound`] for no partner.
pub async fn change_real_name_state(form: RealNameForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let id: PartnerId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let (from, to) = rules::parse_real_name(&form).map_err(|refusal| AppError::field("form[to]", context.words.refusal(refusal)))?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("operations.change_real_name_state", &form.key, &content);
    let location = format!("/operations/partners/{id}?done=state");

    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        if !queries::set_real_name_state(&mut tx, id, from, to, context.now).await? {
            let operator = rules::operator(&context.viewer).map_err(|_| AppError::NotFound)?;
            let partner = queries::lookup_partner(&mut *tx, operator, id, beijing_date(context.now)).await?.ok_or(AppError::NotFound)?;
            return Err(AppError::refused_now(context.text.state_changed_meanwhile(context.words.real_name(partner.real_name_state))));
        }
        let (before, after) = (json!({ "real_name_state": from }), json!({ "real_name_state": to }));
        audit::record(&mut tx, &context.event("partner.real_name_state_changed", ("partner", id.0), id, Some(&before), Some(&after)))
            .await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}
