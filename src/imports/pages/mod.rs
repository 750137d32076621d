//! Imports, for the vendor's own staff.

mod report;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::model::{Kind, Report, Run};
use super::queries::latest_runs;
use super::rules::columns;
use super::text::ImportText;
use crate::auth::viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::operations::model::Operator;
use crate::operations::rules::operator;
use crate::operations::text::OperationsText;
use crate::organisation::text::OrganisationText;
use crate::server::request::{locale, state};
use crate::ui::badge::Tone;
use crate::ui::fields::{Select, TextArea, TextField};
use crate::ui::form::{Form, Submission};
use crate::ui::notice::Notice;
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;
use report::ReportCard;

/// `/operations/imports`.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let report = answered();
    let is_done = use_query_map().get_untracked().get("done").as_deref() == Some("imported") && report.is_none();
    page(async move {
        let operator = found(viewer, locale)?;
        let t = ImportText(locale);
        let runs = latest_runs(&state.db, operator).await?;
        Ok(view! {
            <Page
                title=t.imports() section=OperationsText(locale).operations()
                lead=view! { <p>{t.lead()}</p> }
            >
                {is_done.then(|| view! { <Notice tone=Tone::Good>{t.done()}</Notice> })}
                <FileForm report=report t=t/>
                <Runs runs=runs t=t/>
                <Columns t=t/>
            </Page>
        }
        .into_any())
    })
}

/// The vendor's person who reads, or the page that says which rule refuses it.
fn found(viewer: Result<crate::auth::Viewer, AppError>, locale: Locale) -> Result<Operator, AppError> {
    let viewer = viewer?;
    let words = OrganisationText(locale);
    operator(&viewer).map_err(|denial| AppError::NotAllowed { rule: words.denial(denial, viewer.administrator.as_deref()) })
}

/// The report of a file that was just checked, and whether another one was to be imported.
fn answered() -> Option<(Report, bool)> {
    let submission = use_context::<Submission>().filter(|submission| submission.action == "imports.import")?;
    let is_other = submission.fields.iter().any(|(name, value)| name == "form[step]" && value == "import");
    let report = serde_json::from_value::<Option<Report>>(submission.answer?).ok()??;
    Some((report, is_other))
}

#[component]
fn FileForm(report: Option<(Report, bool)>, t: ImportText) -> impl IntoView {
    let kinds: Vec<(String, String)> = Kind::ALL.iter().map(|kind| (kind.to_string(), t.kind_name(*kind).to_owned())).collect();
    let may_import = report.as_ref().is_some_and(|(report, _)| report.would_change());
    view! {
        <Form action="imports.import" class="stack" guard=true>
            <section class="card"><div class="body fields">
                <Select name="form[kind]" label=t.kind() options=kinds blank=t.choose() required=true/>
                <TextField name="form[source]" label=t.source() hint=t.source_hint() required=true maxlength=32 autocomplete="off"/>
                <div class="field wide" hidden=true data-file="form-content form-file-name">
                    <label for="file">{t.file()}</label>
                    <p class="hint" id="file-hint">{t.file_hint()}</p>
                    <input type="file" id="file" accept=".csv,text/csv" aria-describedby="file-hint"/>
                </div>
                <TextField name="form[file_name]" label=t.file_name() maxlength=128 autocomplete="off" class="wide short"/>
                <TextArea name="form[content]" label=t.content() hint=t.content_hint() required=true rows=8 class="wide"/>
                <div class="wide row">
                    <button class=if may_import { "button" } else { "button main" } name="form[step]" value="check">{t.check()}</button>
                </div>
            </div></section>
            {report.map(|(report, is_other)| view! { <ReportCard report=report is_other=is_other t=t/> })}
        </Form>
    }
}

#[component]
fn Runs(runs: Vec<Run>, t: ImportText) -> impl IntoView {
    let body = if runs.is_empty() {
        view! { <div class="body"><p class="muted">{t.no_runs()}</p></div> }.into_any()
    } else {
        view! {
            <div class="scroll"><table class="records" aria-label=t.runs()>
                <thead><tr>
                    <th scope="col">{t.at()}</th><th scope="col">{t.kind()}</th><th scope="col">{t.file_name()}</th>
                    <th scope="col">{t.by()}</th><th scope="col">{t.outcome()}</th>
                </tr></thead>
                <tbody>{runs.into_iter().map(|run| row(run, t)).collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    };
    view! { <section class="card"><header><h2>{t.runs()}</h2></header>{body}</section> }
}

fn row(run: Run, t: ImportText) -> impl IntoView {
    let [created, changed, unchanged, refused] = run.counts;
    let by = run.by.unwrap_or_else(|| t.command_line().to_owned());
    view! {
        <tr>
            <th scope="row" class="nowrap">{format_stamp(run.at, t.locale())}</th>
            <td data-label=t.kind()>{t.kind_name(run.kind)}</td>
            <td data-label=t.file_name()>{run.file_name}</td>
            <td data-label=t.by()>{by}</td>
            <td data-label=t.outcome()>{t.summary(created, changed, unchanged, refused)}</td>
        </tr>
    }
}

#[component]
fn Columns(t: ImportText) -> impl IntoView {
    let lines = Kind::ALL.iter().map(|kind| {
        let (needed, known) = columns(*kind);
        let known = (!known.is_empty()).then(|| view! { <p class="muted">{t.columns_known(known.join(", "))}</p> });
        view! { <dt>{t.kind_name(*kind)}</dt><dd><p>{t.columns_needed(needed.join(", "))}</p>{known}</dd> }
    });
    view! {
        <section class="card"><header><h2>{t.columns()}</h2></header><div class="body"><dl class="facts">{lines.collect_view()}</dl></div></section>
    }
}
