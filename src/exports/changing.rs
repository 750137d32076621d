//! The work behind the forms of exports.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::background;
use super::model::{CreateForm, ExportForm, ExportFormat, ExportId};
use super::queries::{self, NewExport};
use super::rules::{may_ask, may_cancel, may_run_again};
use super::text::ExportText;
use crate::auth::{Viewer, viewer};
use crate::error::{AppError, FieldErrors};
use crate::i18n::Locale;
use crate::lists::ListName;
use crate::lists::description::List;
use crate::lists::exporting::{Asked, understand};
use crate::lists::registry::described;
use crate::lists::rules::{may_export, may_export_list};
use crate::server::AppState;
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;
use crate::server::new_id;
use crate::server::request::{locale, request_id, state};
use crate::server::submission::{self, Idempotency, Submit};

/// In the dialog's address, the first day of an export by days whose rows are counted.
pub(super) const WINDOW_FROM: &str = "window_from";
/// The last one.
pub(super) const WINDOW_UNTIL: &str = "window_until";
/// How the file was to be written, when its rows were counted.
pub(super) const WINDOW_FORMAT: &str = "window_format";
/// Which columns it was to have.
pub(super) const WINDOW_COLUMNS: &str = "window_columns";
/// What of the dialog's address is not the list's.
pub(super) const NOT_OF_THE_LIST: &[&str] =
    &["list", WINDOW_FROM, WINDOW_UNTIL, WINDOW_FORMAT, WINDOW_COLUMNS, "do", "done", "parked", "over"];

/// Refuses who exports nothing at all.
///
/// # Errors
/// [`AppError::NotAllowed`], with whom to ask.
pub(super) fn allowed(viewer: &Viewer, locale: Locale) -> Result<(), AppError> {
    may_export(viewer).map_err(|denial| AppError::NotAllowed { rule: ExportText(locale).denial(denial, viewer.whom_to_ask()) })
}

/// Refuses who does not export this list.
///
/// # Errors
/// [`AppError::NotAllowed`], with whom to ask.
pub(super) fn allowed_of(viewer: &Viewer, list: ListName, locale: Locale) -> Result<(), AppError> {
    may_export_list(viewer, list).map_err(|denial| AppError::NotAllowed { rule: ExportText(locale).denial(denial, viewer.whom_to_ask()) })
}

/// See [`super::api::create`].
///
/// # Errors
/// Those of the list's rule; [`AppError::Invalid`] beside what was not chosen; [`AppError::Conflict`] when too many are under way.
pub async fn create(form: CreateForm) -> Result<(), AppError> {
    let (viewer, state, locale) = (viewer()?, state(), locale());
    allowed(&viewer, locale)?;
    let t = ExportText(locale);
    let list = form.list.parse().ok().and_then(described).ok_or(AppError::NotFound)?;
    let at = state.clock.now();
    let asked = understand(list, viewer.clone(), locale, (&state.db, at), &form.query).await?;
    allowed_of(&viewer, list.name, locale)?;
    let mut errors = FieldErrors::new();
    let days = days_of(list, &form, t, &mut errors);
    if form.act == "count" {
        errors.check()?;
        leptos_axum::redirect(&dialog_of(list.name, &form, days));
        return Ok(());
    }
    let format: Option<ExportFormat> = form.format.parse().ok();
    if format.is_none() {
        errors.add("form[format]", t.choose());
    }
    if !matches!(form.columns.as_str(), "shown" | "all") {
        errors.add("form[columns]", t.choose());
    }
    errors.check()?;
    let Some(format) = format else { return Err(AppError::NotFound) };
    let asked = match (list.page.export_window, days) {
        (Some(window), Some(days)) => asked.in_window(list, &window, days, &state.db).await?,
        _ => asked,
    };
    if asked.is_wider {
        return Err(AppError::refused_now(t.wider()));
    }
    if let Some(why) = asked.refused.first() {
        return Err(AppError::refused_now(why.clone()));
    }
    let shown: Vec<String> = asked.columns.iter().map(|column| column.key.to_owned()).collect();
    let content = serde_json::to_vec(&CreateForm { key: String::new(), ..form.clone() })?;
    let submit = Submit { person: viewer.person_id.0, key: &form.key, kind: "exports.create", content: &content, at };
    let mut tx = begin(&state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let new = NewExport {
            id: ExportId(new_id()),
            list: list.name.as_str(),
            query: &asked.query,
            private: &json!(asked.private),
            conditions: &t.in_one_line(&list.conditions_in_words(&asked.conditions, locale)),
            asked: Some(&asked.conditions),
            columns: (form.columns == "shown").then_some(&shown[..]),
            format,
            locale,
            rows: asked.count,
            keep_days: state.config.export_days,
            at,
        };
        enqueue(&mut tx, &state, &viewer, &new, t).await?;
        submission::finish(&mut tx, &submit, "/sales/exports?done=created").await?;
        tx.commit().await?;
    }
    leptos_axum::redirect("/sales/exports?done=created");
    Ok(())
}

/// The days of an export by days; none where the conditions in force are exported.
fn days_of(list: &List, form: &CreateForm, t: ExportText, errors: &mut FieldErrors) -> Option<(NaiveDate, NaiveDate)> {
    let window = list.page.export_window?;
    match form.rows.as_str() {
        _ if window.is_only => {}
        "window" => {}
        // Days that were typed all the same are not passed over when they are wrong: whoever typed them wants them.
        "" | "conditions" if form.from.is_empty() || form.until.is_empty() || window.days(&form.from, &form.until).is_ok() => return None,
        "" | "conditions" => {}
        _ => errors.add("form[rows]", t.choose()),
    }
    match window.days(&form.from, &form.until) {
        Ok(days) => Some(days),
        Err(problems) => {
            for (field, problem) in ["form[from]", "form[until]"].into_iter().zip(problems) {
                if let Some(problem) = problem {
                    errors.add(field, t.window_problem(problem));
                }
            }
            None
        }
    }
}

/// The dialog of the same list, conditions and choices, which says how many rows the days hold.
fn dialog_of(list: ListName, form: &CreateForm, days: Option<(NaiveDate, NaiveDate)>) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("list", list.as_str());
    for (name, value) in form_urlencoded::parse(form.query.as_bytes()).filter(|(name, _)| !NOT_OF_THE_LIST.contains(&name.as_ref())) {
        pairs.append_pair(&name, &value);
    }
    if let Some((first, last)) = days {
        pairs.append_pair(WINDOW_FROM, &first.to_string()).append_pair(WINDOW_UNTIL, &last.to_string());
    }
    for (name, chosen) in [(WINDOW_FORMAT, &form.format), (WINDOW_COLUMNS, &form.columns)] {
        if !chosen.is_empty() {
            pairs.append_pair(name, chosen);
        }
    }
    format!("/sales/exports/new?{}", pairs.finish())
}

/// Notes the export and leaves it to the background, unless too many of the person's are under way.
async fn enqueue(tx: &mut PgConnection, state: &AppState, viewer: &Viewer, new: &NewExport<'_>, t: ExportText) -> Result<(), AppError> {
    let under_way = queries::under_way(&mut *tx, viewer).await?;
    may_ask(under_way, state.config.exports_at_once).map_err(|refusal| AppError::refused_now(t.refusal(refusal)))?;
    queries::insert(&mut *tx, viewer, new).await?;
    // What was typed on masked columns is a person's name, and no audit row holds one.
    let after =
        json!({ "list": new.list, "query": new.query, "format": new.format, "rows": new.rows, "all_columns": new.columns.is_none() });
    record(&mut *tx, viewer, "export.requested", new.id, (Some(&after), new.at)).await?;
    background::leave(tx, new.id).await?;
    Ok(())
}

/// Who did what with an export, in the transaction of it.
///
/// # Errors
/// Those of the database.
pub(super) async fn record(
    tx: &mut PgConnection,
    viewer: &Viewer,
    verb: &'static str,
    id: ExportId,
    (after, at): (Option<&Value>, DateTime<Utc>),
) -> sqlx::Result<()> {
    let event = AuditEvent {
        at,
        actor: Some(viewer.person_id.0),
        partner: viewer.partner_id().map(|partner| partner.0),
        verb,
        entity: "export_task",
        entity_id: id.0,
        before: None,
        after,
        request_id: request_id(),
    };
    audit::record(tx, &event).await
}

/// See [`super::api::cancel`].
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Conflict`] when it has ended.
pub async fn cancel(form: ExportForm) -> Result<(), AppError> {
    let (viewer, state, locale) = (viewer()?, state(), locale());
    allowed(&viewer, locale)?;
    let t = ExportText(locale);
    let id: ExportId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let export = queries::lookup(&state.db, &viewer, id).await?.ok_or(AppError::NotFound)?;
    may_cancel(export.state).map_err(|refusal| AppError::refused_now(t.refusal(refusal)))?;
    let at = state.clock.now();
    let mut tx = begin(&state.db).await?;
    if !queries::cancel(&mut tx, &viewer, id, at).await? {
        return Err(AppError::refused_now(t.ended()));
    }
    record(&mut tx, &viewer, "export.cancelled", id, (None, at)).await?;
    tx.commit().await?;
    leptos_axum::redirect("/sales/exports?done=cancelled");
    Ok(())
}

/// See [`super::api::run_again`].
///
/// # Errors
/// [`AppError::NotFound`], also for a list that is not the viewer's any more; [`AppError::Conflict`] when it is under way, or too
/// many others are.
pub async fn run_again(form: ExportForm) -> Result<(), AppError> {
    let (viewer, state, locale) = (viewer()?, state(), locale());
    allowed(&viewer, locale)?;
    let t = ExportText(locale);
    let id: ExportId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let export = queries::lookup(&state.db, &viewer, id).await?.ok_or(AppError::NotFound)?;
    may_run_again(export.state).map_err(|refusal| AppError::refused_now(t.refusal(refusal)))?;
    let before = queries::asked_before(&state.db, &viewer, id).await?.ok_or(AppError::NotFound)?;
    let list = before.list.and_then(|name: ListName| described(name)).ok_or(AppError::NotFound)?;
    let at = state.clock.now();
    let said = (before.query.as_str(), &before.private, before.columns.as_deref());
    Asked::again(list, viewer.clone(), before.locale, (&state.db, at), said).await?;
    allowed_of(&viewer, list.name, locale)?;
    let submit = Submit { person: viewer.person_id.0, key: &form.key, kind: "exports.run_again", content: form.id.as_bytes(), at };
    let mut tx = begin(&state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let new = NewExport {
            id: ExportId(new_id()),
            list: list.name.as_str(),
            query: &before.query,
            private: &before.private,
            conditions: &before.conditions,
            asked: before.asked.as_deref(),
            columns: before.columns.as_deref(),
            format: before.format,
            locale: before.locale,
            rows: export.rows_expected,
            keep_days: state.config.export_days,
            at,
        };
        enqueue(&mut tx, &state, &viewer, &new, t).await?;
        submission::finish(&mut tx, &submit, "/sales/exports?done=created").await?;
        tx.commit().await?;
    }
    leptos_axum::redirect("/sales/exports?done=created");
    Ok(())
}
