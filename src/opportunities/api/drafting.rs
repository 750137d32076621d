//! The draft, on the server.

use serde_json::Value;

use super::refusing::CommandContext;
use crate::auth;
use crate::error::AppError;
use crate::opportunities::model::ReportForm;
use crate::opportunities::queries::draft;
use crate::opportunities::rules;
use crate::opportunities::text::OpportunityText;
use crate::server::request;
use crate::values::date::format_time;

/// The largest draft, in bytes of JSON.
const LARGEST: usize = 64 * 1024;

pub async fn keep(form: ReportForm, find: String) -> Result<String, AppError> {
    let (state, viewer) = (request::state(), auth::viewer()?);
    let context = CommandContext { viewer: &viewer, now: state.clock.now(), t: OpportunityText(request::locale()) };
    rules::may_report(&viewer).map_err(|denial| context.denied(denial))?;
    let key = form.key.parse().ok();
    let fields = fields(form, find);
    if fields.to_string().len() > LARGEST {
        return Err(AppError::field("", context.words().draft_too_long()));
    }
    draft::keep(&state.db, &viewer, &fields, key, context.now).await?;
    Ok(format_time(context.now))
}

/// The form as JSON, without its key: the page that opens the draft is a form of its own.
fn fields(form: ReportForm, find: String) -> Value {
    let form = ReportForm { key: String::new(), acknowledged: String::new(), ..form };
    let mut fields = serde_json::to_value(form).unwrap_or_default();
    fields["find"] = Value::String(find);
    // PostgreSQL keeps no NUL in a text.
    clean(&mut fields);
    fields
}

fn clean(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|c| c != '\0'),
        Value::Array(items) => items.iter_mut().for_each(clean),
        Value::Object(map) => map.values_mut().for_each(clean),
        _ => {}
    }
}

pub async fn find(form: ReportForm, find: String) -> Result<(), AppError> {
    keep(form, find).await?;
    leptos_axum::redirect("/sales/opportunities/new#form-customer");
    Ok(())
}

pub async fn discard() -> Result<(), AppError> {
    let (state, viewer) = (request::state(), auth::viewer()?);
    let context = CommandContext { viewer: &viewer, now: state.clock.now(), t: OpportunityText(request::locale()) };
    rules::may_report(&viewer).map_err(|denial| context.denied(denial))?;
    draft::discard(&mut *state.db.acquire().await?, &viewer).await?;
    leptos_axum::redirect("/sales/opportunities/new?done=discarded");
    Ok(())
}
