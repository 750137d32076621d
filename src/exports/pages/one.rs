//! One export: what was asked, where it stands, its file and the record that proves it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::auth::viewer;
use crate::error::AppError;
use crate::exports::changing::allowed;
use crate::exports::files::refusal_of;
use crate::exports::list::{conditions_of, title_of, tone};
use crate::exports::model::{Export, ExportId};
use crate::exports::queries::lookup;
use crate::exports::rules::{may_cancel, may_download, may_run_again, progress};
use crate::exports::text::ExportText;
use crate::i18n::Words;
use crate::lists::text::ListText;
use crate::server::request::{locale, state};
use crate::ui::badge::Badge;
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;

/// `/sales/exports/:id`.
#[component]
pub fn ExportPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let now = state.clock.now();
    let id = use_params_map().get_untracked().get("id").unwrap_or_default().parse::<ExportId>();
    let refused = use_query_map().get_untracked().get("refused").and_then(|word| refusal_of(&word));
    page(async move {
        let viewer = viewer?;
        allowed(&viewer, locale)?;
        let export = lookup(&state.db, &viewer, id.map_err(|_| AppError::NotFound)?).await?.ok_or(AppError::NotFound)?;
        let t = ExportText(locale);
        let title = title_of(&export.list, locale);
        let crumbs = vec![(t.title().to_owned(), "/sales/exports".to_owned()), (title.clone(), String::new())];
        let is_there = may_download(export.state, export.expires_at, now).is_ok();
        let under_way = export.state.is_under_way().then(|| view! { <Notice tone=NoticeTone::Note>{t.reload()}</Notice> });
        Ok(view! {
            <Page title=t.new_title(&title) section=Words(locale).sales() crumbs=crumbs>
                {refused.map(|refusal| view! { <Notice tone=NoticeTone::Warn>{t.refusal(refusal)}</Notice> })}
                {export.failure.map(|failure| view! { <Notice tone=NoticeTone::Bad>{t.failure(failure)}</Notice> })}
                {under_way}
                <Facts export=export.clone() t=t/>
                <Acts export=export is_there=is_there t=t/>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Facts(export: Export, t: ExportText) -> impl IntoView {
    let (locale, l) = (t.locale(), ListText(t.locale()));
    let stamp = |label: &'static str, at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map(|at| view! { <dt>{label}</dt><dd>{format_stamp(at, locale)}</dd> })
    };
    let conditions = conditions_of(&export.list, export.asked.as_deref(), &export.conditions, locale);
    let percent = progress(export.state, export.rows_written, export.rows_expected);
    let percent = percent.map(|percent| view! { <dt>{t.progress()}</dt><dd>{percent}"%"</dd> });
    let size = export.bytes.map(|bytes| {
        let size = t.kilobytes(l.count((bytes + 1023) / 1024, false));
        view! { <dt>{t.size()}</dt><dd>{size}</dd> }
    });
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.state()}</dt><dd><Badge tone=tone(export.state)>{t.state_of(export.state)}</Badge></dd>
                    {percent}
                    <dt>{t.conditions()}</dt><dd>{conditions}</dd>
                    <dt>{t.columns()}</dt><dd>{if export.only_shown { t.only_shown() } else { t.all_columns() }}</dd>
                    <dt>{t.format()}</dt><dd>{t.format_of(export.format)}</dd>
                    <dt>{t.rows()}</dt><dd>{l.count(export.rows_expected, false)}</dd>
                    {size}
                    {stamp(t.requested(), Some(export.requested_at))}
                    {stamp(t.as_of(), export.as_of)}
                    {stamp(t.finished(), export.finished_at)}
                    {stamp(t.expires(), export.expires_at)}
                    <dt>{t.attempts()}</dt><dd>{export.attempt}</dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Acts(export: Export, is_there: bool, t: ExportText) -> impl IntoView {
    let id = export.id;
    let only = || Some(("form[id]".to_owned(), id.to_string()));
    let file = is_there.then(|| {
        view! {
            <a class="button main" href=format!("/sales/exports/{id}/file") rel="external" download="">{t.download()}</a>
            <a class="button" href=format!("/sales/exports/{id}/proof") rel="external" download="">{t.proof()}</a>
        }
    });
    let cancel = may_cancel(export.state).is_ok().then(|| {
        view! { <Form action="exports.cancel" only=only() class="inline"><button class="button">{t.cancel()}</button></Form> }
    });
    let again = may_run_again(export.state).is_ok().then(|| {
        view! { <Form action="exports.run_again" only=only() class="inline"><button class="button">{t.again()}</button></Form> }
    });
    let verify = is_there.then(|| view! { <p class="muted">{t.verify()}</p> });
    view! {
        <section class="card"><div class="body stack"><div class="row">{file}{cancel}{again}</div>{verify}</div></section>
    }
    .into_any()
}
