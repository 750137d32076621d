//! The work behind the pages of imports. Small files are done in the request, larger ones in the background.

use chrono::{DateTime, Utc};
use leptos::prelude::expect_context;
use sqlx::PgConnection;

use super::background;
use super::context::{Import, Imports};
use super::failure::Failure;
use super::kind::{self, Kind, Kinds};
use super::model::{Code, ImportForm, MOST_PASTED, Problem, RunForm, RunId};
use super::queries::history;
use super::rules::Staff;
use super::rules::staff;
use super::run::{self, Start};
use super::storage;
use super::text::ImportText;
use super::wording::Wording;
use crate::auth::{Viewer, viewer};
use crate::error::{AppError, FieldErrors};
use crate::i18n::Locale;
use crate::organisation::text::OrganisationText;
use crate::server::AppState;
use crate::server::db::begin;
use crate::server::files;
use crate::server::request::{locale, state};
use crate::server::submission::{self, Idempotency, Submit};
use crate::values::date::parse_moment;
use crate::values::typed::{TextProblem, line, optional_line, required_line};

/// Files up to so many bytes are checked in the request.
const CHECKED_AT_ONCE: i64 = 256 * 1024;
/// Runs of up to so many rows are applied in the request.
const APPLIED_AT_ONCE: i32 = 2_000;

/// The purpose of uploaded files, as `app` registers it.
pub const PURPOSE: &str = "import";

pub(super) fn imports(state: &AppState) -> Imports {
    Imports { db: state.db.clone(), files: state.files.clone(), kinds: expect_context::<Kinds>() }
}

pub(super) fn allowed(viewer: &Viewer, locale: Locale) -> Result<Staff, AppError> {
    let words = OrganisationText(locale);
    staff(viewer).map_err(|denial| AppError::NotAllowed { rule: words.denial(denial, viewer.whom_to_ask()) })
}

fn page_of(id: RunId) -> String {
    format!("/operations/imports/{id}")
}

/// See [`super::api::import`].
///
/// # Errors
/// [`AppError::NotAllowed`] for everybody of a partner; [`AppError::Invalid`] for a form without kind, source or file, and for
/// a small file that cannot be read.
pub async fn import(form: ImportForm) -> Result<(), AppError> {
    let (viewer, state) = (viewer()?, state());
    allowed(&viewer, locale())?;
    let imports = imports(&state);
    let at = state.clock.now();
    let (kind, source, as_of) = parse(&form, imports.kinds, at)?;
    let content = [form.file.as_bytes(), form.content.as_bytes()].join(&0);
    let submit = Submit { person: viewer.person_id.0, key: &form.key, kind: "imports.import", content: &content, at };
    let mut tx = begin(&state.db).await?;
    let id = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => {
            leptos_axum::redirect(&location);
            return Ok(());
        }
        Idempotency::First => {
            receive(&mut tx, &form, &Import { kind, source: &source, file_name: "", by: Some(viewer.person_id.0), at, as_of }).await?
        }
    };
    submission::finish(&mut tx, &submit, &page_of(id)).await?;
    let size = super::queries::runs::size(&mut *tx, id).await?;
    if size > CHECKED_AT_ONCE {
        background::leave_check(&mut tx, id).await?;
    }
    tx.commit().await?;
    if size <= CHECKED_AT_ONCE {
        match run::check(&imports, id, at).await {
            Err(Failure::File(problem)) => {
                let mut tx = begin(&state.db).await?;
                storage::release(&mut tx, id, at).await?;
                submission::forget(&mut tx, &submit).await?;
                tx.commit().await?;
                let words = Wording { kind, locale: locale() }.problem(&problem);
                return Err(AppError::field(if form.file.is_empty() { "form[content]" } else { "form[file]" }, words));
            }
            other => other.map_err(in_words)?,
        }
    }
    leptos_axum::redirect(&page_of(id));
    Ok(())
}

async fn receive(tx: &mut PgConnection, form: &ImportForm, import: &Import<'_>) -> Result<RunId, AppError> {
    let t = ImportText(locale());
    if form.file.is_empty() {
        let received = storage::receive(tx, import, &mut form.content.as_bytes(), MOST_PASTED).await;
        return received.map_err(|failure| match failure {
            Failure::File(problem) => AppError::field("form[content]", Wording { kind: import.kind, locale: locale() }.problem(&problem)),
            failure => in_words(failure),
        });
    }
    let gone = || AppError::field("form[file]", t.file_or_rows());
    let (Some(person), Ok(file)) = (import.by, form.file.parse()) else { return Err(gone()) };
    let file = files::keep(tx, person, PURPOSE, file, import.at).await?.ok_or_else(gone)?;
    Ok(storage::receive_upload(tx, &Import { file_name: &file.name, ..*import }, &file).await?)
}

fn parse(form: &ImportForm, kinds: Kinds, now: DateTime<Utc>) -> Result<(&'static Kind, String, DateTime<Utc>), AppError> {
    let t = ImportText(locale());
    let mut errors = FieldErrors::new();
    let kind = kind::find(kinds, &form.kind);
    if kind.is_none() {
        errors.add("form[kind]", t.choose());
    }
    let source = required_line(&form.source, 32).unwrap_or_else(|problem| {
        errors.add(
            "form[source]",
            match problem {
                TextProblem::Missing => t.missing().to_owned(),
                TextProblem::TooLong(most) => t.too_long(most),
            },
        );
        String::new()
    });
    if form.file.is_empty() && optional_line(&form.content, usize::MAX).is_ok_and(|text| text.is_empty()) {
        errors.add("form[file]", t.file_or_rows());
    }
    let as_of = match parse_moment(&form.as_of) {
        _ if line(&form.as_of).is_empty() => now,
        Ok(as_of) if as_of <= now => as_of,
        refused => {
            errors.add("form[as_of]", if refused.is_ok() { t.as_of_in_future() } else { t.as_of_not_a_moment() });
            now
        }
    };
    errors.check()?;
    kind.map(|kind| (kind, source, as_of)).ok_or_else(|| AppError::field("form[kind]", t.choose()))
}

/// See [`super::api::apply`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`]; [`AppError::Conflict`] when the run is not waiting any more, or a newer file
/// of its kind was imported.
pub async fn apply(form: RunForm) -> Result<(), AppError> {
    let (viewer, state) = (viewer()?, state());
    let staff = allowed(&viewer, locale())?;
    let imports = imports(&state);
    let t = ImportText(locale());
    let id: RunId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let run = history::lookup(&state.db, staff, id).await?.ok_or(AppError::NotFound)?;
    let at = state.clock.now();
    let submit = Submit { person: viewer.person_id.0, key: &form.key, kind: "imports.apply", content: form.id.as_bytes(), at };
    let is_small = run.counts.total <= APPLIED_AT_ONCE;
    let location = format!("{}?done={}", page_of(id), if is_small { "imported" } else { "begun" });
    let mut tx = begin(&state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        match run::start(&mut tx, id, form.with_likely == "yes", Some(viewer.person_id.0)).await? {
            Start::Begun => {}
            Start::NotChecked => return Err(AppError::refused_now(t.not_checked())),
            Start::AnotherRuns => return Err(AppError::refused_now(t.another_runs())),
            Start::NewerFile => return Err(AppError::refused_now(t.code(Code::NewerFile, ""))),
        }
        submission::finish(&mut tx, &submit, &location).await?;
        if !is_small {
            background::leave_apply(&mut tx, id).await?;
        }
        tx.commit().await?;
        if is_small {
            run::apply(&imports, id, at).await.map_err(in_words)?;
        }
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`super::api::discard`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`]; [`AppError::Conflict`] when the run is not waiting any more.
pub async fn discard(form: RunForm) -> Result<(), AppError> {
    let (viewer, state) = (viewer()?, state());
    let staff = allowed(&viewer, locale())?;
    let id: RunId = form.id.parse().map_err(|_| AppError::NotFound)?;
    history::lookup(&state.db, staff, id).await?.ok_or(AppError::NotFound)?;
    let mut tx = begin(&state.db).await?;
    if !storage::discard(&mut tx, id, state.clock.now()).await? {
        return Err(AppError::refused_now(ImportText(locale()).not_checked()));
    }
    tx.commit().await?;
    leptos_axum::redirect("/operations/imports");
    Ok(())
}

fn in_words(failure: Failure) -> AppError {
    match failure {
        Failure::File(Problem { .. }) => AppError::refused_now(ImportText(locale()).not_checked()),
        Failure::Database(error) => error.into(),
        Failure::Io(error) => crate::server::db::broken(&error),
    }
}
