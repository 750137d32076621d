//! The work behind deciding on a company's new name.

use serde_json::json;
use sqlx::PgConnection;

use super::command::CommandContext;
use super::{queries, rules};
use crate::error::{AppError, FieldErrors};
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::organisation::model::{DecideRenameForm, Rename, RenameId, RenameState};
use crate::organisation::queries::close_rename;
use crate::organisation::rules::{may_decide, parse_decision};
use crate::organisation::text::CompanyText;
use crate::server::audit;
use crate::server::db::{begin, violated};
use crate::server::submission::{self, Idempotency};

/// See [`super::api::decide_rename`].
///
/// # Errors
/// [`AppError::Invalid`] for a refusal without a note and for a name that another company has, [`AppError::Conflict`] when
/// it was decided or withdrawn meanwhile, [`AppError::NotFound`] for no request.
pub async fn decide(form: DecideRenameForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let operator = rules::operator(&context.viewer).map_err(|_| AppError::NotFound)?;
    let id: RenameId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("operations.decide_rename", &form.key, &content);
    let done = if form.decision == "accept" { "accepted" } else { "refused" };
    let location = format!("/operations/renames?done={done}");

    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let rename = queries::lock_any_rename(&mut tx, operator, id).await?.ok_or(AppError::NotFound)?;
        may_decide(rename.state).map_err(|refusal| AppError::refused_now(context.words.refusal(refusal)))?;
        let (state, note) = parse_decision(&form)
            .map_err(|problems| AppError::Invalid(FieldErrors::of(&problems, |problem| context.words.refusal(problem.kind))))?;
        close_rename(&mut tx, id, (state, &note), context.viewer.person_id, context.now).await?;
        if state == RenameState::Accepted {
            let renamed = queries::rename_company(&mut tx, operator, rename.company_id, &rename.new_name, context.now).await;
            renamed.map_err(|error| match violated(&error) {
                Some("company_name") => AppError::field("form[note]", CompanyText(context.words.locale()).name_taken()),
                _ => error.into(),
            })?;
        }
        for person in queries::administrators_of(&mut *tx, operator, rename.company_id).await? {
            tell(&mut tx, &context, &rename, person, (state, &note)).await?;
        }
        let verb = if state == RenameState::Accepted { "company.renamed" } else { "company.rename_refused" };
        let (before, after) = (json!({ "name": rename.old_name }), json!({ "name": rename.new_name, "note": note }));
        let event = context.event(verb, ("company", rename.company_id.0), rename.partner_id, Some(&before), Some(&after));
        audit::record(&mut tx, &event).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

async fn tell(
    tx: &mut PgConnection,
    context: &CommandContext,
    rename: &Rename,
    person: crate::auth::PersonId,
    (state, note): (RenameState, &str),
) -> sqlx::Result<()> {
    let yes = Some(state == RenameState::Accepted);
    let notice = Notice {
        person,
        kind: Kind::RenameDecided,
        facts: Facts { name: rename.new_name.clone(), note: note.to_owned(), yes, ..Facts::default() },
        link: "/organisation/company",
        entity: "company_rename",
        entity_id: rename.id.0,
        at: context.now,
    };
    notify(tx, &notice).await
}
