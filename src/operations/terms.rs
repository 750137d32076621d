//! The work behind the terms of the installation.

use serde_json::{Value, json};
use uuid::Uuid;

use super::command::CommandContext;
use super::model::{Term, TermValues, TermsForm};
use super::{queries, rules};
use crate::error::{AppError, Conflict, FieldErrors, Theirs};
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::values::typed::half_width;

/// See [`super::api::change_terms`].
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field, [`AppError::Conflict`] when somebody saved in between.
pub async fn change(form: TermsForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("operations.change_terms", &form.key, &content);
    let location = "/operations/terms?done=changed";

    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let (before, version) = queries::read_terms(&mut *tx, context.operator).await?;
        if form.version.trim().parse() != Ok(version) {
            return Err(conflict(&context, &form, &before, version));
        }
        let after = rules::parse_terms(&form)
            .map_err(|problems| AppError::Invalid(FieldErrors::of(&problems, |problem| context.text.term_refusal(problem.kind))))?;
        if !queries::change_terms(&mut tx, context.operator, &after, version, context.now).await? {
            let (now, version) = queries::read_terms(&mut *tx, context.operator).await?;
            return Err(conflict(&context, &form, &now, version));
        }
        let (was, is) = (changed(&before, &after), changed(&after, &before));
        // There is one row of terms, and it has no id.
        audit::record(&mut tx, &context.event_of_installation("terms.changed", ("terms", Uuid::nil()), Some(&was), Some(&is))).await?;
        submission::finish(&mut tx, &submit, location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(location);
    Ok(())
}

/// The values of one side that the other does not have.
fn changed(of: &TermValues, other: &TermValues) -> Value {
    of.iter().filter(|(term, value)| other.get(term) != Some(value)).map(|(term, value)| (term.to_string(), json!(value))).collect()
}

/// Both values of every field that differs.
fn conflict(context: &CommandContext, form: &TermsForm, now: &TermValues, version: i32) -> AppError {
    let theirs = Term::ALL.iter().filter_map(|term| {
        let value = now.get(term)?.to_string();
        (half_width(form.typed(*term)) != value).then(|| Theirs { field: format!("form[{term}]"), shown: value.clone(), value })
    });
    AppError::Conflict(Conflict {
        version: Some(version),
        message: context.text.terms_changed_meanwhile().into(),
        theirs: theirs.collect(),
    })
}
