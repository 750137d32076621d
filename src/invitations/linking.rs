//! The work behind offline links.

use serde_json::json;

use super::command::CommandContext;
use super::model::{LinkForm, LinkId, NewLink, RecordForm, Refusal};
use super::queries::links;
use super::rules;
use super::text::RefusalWords;
use crate::auth::Reach;
use crate::error::AppError;
use crate::server::audit;
use crate::server::db::{begin, violated};
use crate::server::password::new_token;
use crate::server::submission::{self, Idempotency, Submit};
use crate::values::date::beijing_date;

const PAGE: &str = "/sales/customer-development/links";

/// See [`super::api::make_link`].
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field.
pub async fn make(form: LinkForm) -> Result<(), AppError> {
    let context = CommandContext::open(false).await?;
    let is_own_only = context.reach == Reach::Own;
    let new =
        rules::parse_link(&form, &context.viewer, is_own_only, &context.standing).map_err(|problems| context.text.problems(problems))?;
    let content = serde_json::to_vec(&form)?;
    let submit =
        Submit { person: context.viewer.person_id.0, key: &form.key, kind: "invitations.make_link", content: &content, at: context.now };
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            check(&mut tx, &context, &new).await?;
            let made = links::insert(&mut tx, &context.viewer, context.partner, &new, &new_token(), context.now).await;
            let id = made.map_err(|error| match violated(&error) {
                Some("invitation_link_general") => AppError::field("form[kind]", RefusalWords(context.text.locale()).general_exists()),
                _ => error.into(),
            })?;
            let after = json!({
                "kind": new.kind, "association_type": new.association_type, "tag": new.tag, "campaign": new.campaign,
                "account_manager": new.account_manager,
            });
            audit::record(&mut tx, &context.event("invitation_link.made", "invitation_link", id.0, Some(&after))).await?;
            let location = format!("{PAGE}?done=made");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// What the link refers to must exist.
async fn check(tx: &mut sqlx::PgConnection, context: &CommandContext, new: &NewLink) -> Result<(), AppError> {
    if let Some(campaign) = new.campaign
        && !links::is_campaign(tx, campaign, beijing_date(context.now)).await?
    {
        return Err(context.text.refused("campaign", Refusal::UnknownCampaign));
    }
    if let Some(person) = new.account_manager
        && !links::is_account_manager(tx, context.partner, person.0).await?
    {
        return Err(context.text.refused("account_manager", Refusal::UnknownAccountManager));
    }
    Ok(())
}

/// See [`super::api::withdraw_link`].
///
/// # Errors
/// [`AppError::NotFound`] for one that is not theirs, [`AppError::Conflict`] for one that was withdrawn before.
pub async fn withdraw(form: RecordForm) -> Result<(), AppError> {
    let context = CommandContext::open(false).await?;
    let id: LinkId = form.id.parse().map_err(|_| AppError::NotFound)?;
    if links::lookup(&context.state.db, &context.scope, id).await?.is_none() {
        return Err(AppError::NotFound);
    }
    let mut tx = begin(&context.state.db).await?;
    if !links::withdraw(&mut tx, &context.scope, id, context.now).await? {
        return Err(AppError::refused_now(RefusalWords(context.text.locale()).not_withdrawn()));
    }
    audit::record(&mut tx, &context.event("invitation_link.withdrawn", "invitation_link", id.0, None)).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("{PAGE}?done=withdrawn"));
    Ok(())
}
