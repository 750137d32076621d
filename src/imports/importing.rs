//! The work behind the import page.

use super::model::{ImportForm, Kind, Refusal, Report};
use super::run::{self, Failure, Import};
use super::text::ImportText;
use crate::auth::viewer;
use crate::error::{AppError, FieldErrors};
use crate::operations::rules::operator;
use crate::organisation::text::OrganisationText;
use crate::server::request::{locale, request_id, state};
use crate::server::submission::{self, Submit, Turn};
use crate::values::typed::{optional_line, required_line};

/// See [`super::api::import`]. Only what was checked is imported: a file that differs from the checked one is checked
/// instead.
///
/// # Errors
/// [`AppError::NotAllowed`] for everybody of a partner; [`AppError::Invalid`] for a file that cannot be read.
pub async fn import(form: ImportForm) -> Result<Option<Report>, AppError> {
    let (viewer, state, locale) = (viewer()?, state(), locale());
    let (t, words) = (ImportText(locale), OrganisationText(locale));
    operator(&viewer).map_err(|denial| AppError::NotAllowed { rule: words.denial(denial, viewer.administrator.as_deref()) })?;
    let (kind, source, file_name) = parse(&form, t)?;
    let mut import = Import {
        kind,
        source: &source,
        file_name: &file_name,
        content: &form.content,
        by: Some(viewer.person_id.0),
        at: state.clock.now(),
        dry: true,
        request_id: request_id(),
    };
    let mut tx = state.db.begin().await?;
    if form.step != "import" || form.mark != import.mark() {
        let report = run::run(&mut tx, &import).await.map_err(|failure| in_words(failure, t))?;
        tx.rollback().await?;
        return Ok(Some(report));
    }
    import.dry = false;
    let submit =
        Submit { person: viewer.person_id.0, key: &form.key, kind: "imports.import", content: form.mark.as_bytes(), at: import.at };
    let location = "/operations/imports?done=imported";
    if submission::begin(&mut tx, &submit).await? == Turn::First {
        run::run(&mut tx, &import).await.map_err(|failure| in_words(failure, t))?;
        submission::finish(&mut tx, &submit, location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(location);
    Ok(None)
}

fn parse(form: &ImportForm, t: ImportText) -> Result<(Kind, String, String), AppError> {
    let mut errors = FieldErrors::new();
    let kind: Option<Kind> = form.kind.trim().parse().ok();
    if kind.is_none() {
        errors.add("form[kind]", t.choose());
    }
    let mut line = |field: &str, outcome: Result<String, crate::values::typed::TextProblem>| {
        outcome.unwrap_or_else(|problem| {
            errors.add(field, t.refusal(&Refusal::from(problem)));
            String::new()
        })
    };
    let source = line("form[source]", required_line(&form.source, 32));
    let file_name = line("form[file_name]", optional_line(&form.file_name, 128));
    if form.content.trim().is_empty() {
        errors.add("form[content]", t.refusal(&Refusal::Missing));
    }
    errors.check()?;
    kind.map(|kind| (kind, source, file_name)).ok_or_else(|| AppError::field("form[kind]", t.choose()))
}

fn in_words(failure: Failure, t: ImportText) -> AppError {
    match failure {
        Failure::File(refusal) => AppError::field("form[content]", t.refusal(&refusal)),
        // Another transaction made the same record after this one had looked.
        Failure::Database(sqlx::Error::Database(error)) if error.is_unique_violation() => AppError::refused_now(t.meanwhile()),
        Failure::Database(error) => error.into(),
    }
}
