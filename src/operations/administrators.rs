//! The work behind replacing a partner's primary administrator.

use serde_json::json;
use sqlx::PgConnection;

use super::command::CommandContext;
use super::model::{Administrators, PrimaryForm};
use super::{queries, rules};
use crate::auth::PersonId;
use crate::error::AppError;
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::organisation::model::PartnerId;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};

/// See [`super::api::replace_primary_administrator`].
///
/// # Errors
/// [`AppError::Conflict`] when somebody replaced the person meanwhile, [`AppError::Invalid`] for whoever cannot be it,
/// [`AppError::NotFound`] for no partner.
pub async fn replace(form: PrimaryForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let id: PartnerId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("operations.replace_primary_administrator", &form.key, &content);
    let location = format!("/operations/partners/{id}?done=primary");

    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let held = queries::hold_administrators(&mut tx, context.operator, id).await?.ok_or(AppError::NotFound)?;
        if form.from.trim().parse::<PersonId>().ok() != held.primary {
            return Err(AppError::refused_now(context.text.primary_changed_meanwhile()));
        }
        let to =
            rules::parse_primary(&form, &held).map_err(|refusal| AppError::field("form[person]", context.text.primary_refusal(refusal)))?;
        queries::replace_primary(&mut tx, context.operator, id, to, context.now).await?;
        let (before, after) = (json!({ "primary_administrator": held.primary }), json!({ "primary_administrator": to }));
        let event = context.event("partner.primary_administrator_replaced", ("partner", id.0), id, Some(&before), Some(&after));
        audit::record(&mut tx, &event).await?;
        tell(&mut tx, &context, &held, to).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// The new one, and the one of before: only the vendor did it, and her account is no longer protected.
async fn tell(tx: &mut PgConnection, context: &CommandContext, held: &Administrators, to: PersonId) -> sqlx::Result<()> {
    let name = held.others.iter().find(|(id, ..)| *id == to).map(|(_, name, _)| name.clone()).unwrap_or_default();
    for (person, name) in std::iter::once((to, String::new())).chain(held.primary.map(|former| (former, name))) {
        let notice = Notice {
            person,
            kind: Kind::PrimaryReplaced,
            facts: Facts { name, ..Facts::default() },
            link: "/organisation/people",
            entity: "person",
            entity_id: to.0,
            at: context.now,
        };
        notify(tx, &notice).await?;
    }
    Ok(())
}
