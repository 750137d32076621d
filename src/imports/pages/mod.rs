//! Imports, for the vendor's own staff.

mod outcomes;
mod run;
mod runs;

pub use run::RunPage;

use leptos::prelude::*;

use super::files::template_address;
use super::importing::allowed;
use super::kind::{Kind, Kinds};
use super::model::Format;
use super::queries::history;
use super::text::ImportText;
use crate::auth::viewer;
use crate::i18n::Words;
use crate::server::request::{locale, state};
use crate::ui::fields::{FileField, Select, TextArea, TextField};
use crate::ui::form::Form;
use crate::ui::shell::{Page, page};
use runs::Runs;

/// `/operations/imports`.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let kinds = expect_context::<Kinds>();
    page(async move {
        let staff = allowed(&viewer?, locale)?;
        let t = ImportText(locale);
        let runs = history::latest(&state.db, staff).await?;
        let most = state.files.max_bytes() / (1024 * 1024);
        Ok(view! {
            <Page title=t.imports() section=Words(locale).operations() lead=view! { <p>{t.lead()}</p> }>
                <FileForm kinds=kinds most=most t=t/>
                <Runs runs=runs kinds=kinds t=t/>
                <Templates kinds=kinds t=t/>
                <Columns kinds=kinds t=t/>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn FileForm(kinds: Kinds, most: u64, t: ImportText) -> impl IntoView {
    let names = kinds.iter().map(|kind| (kind.key.to_owned(), kind.name.in_language(t.locale()).to_owned())).collect();
    view! {
        <Form action="imports.import" class="stack" guard=true files=true>
            <section class="card"><div class="body fields">
                <Select name="form[kind]" label=t.kind() options=names blank=t.choose() required=true/>
                <TextField name="form[source]" label=t.source() hint=t.source_hint() required=true maxlength=32 autocomplete="off"/>
                <TextField name="form[as_of]" label=t.as_of() hint=t.as_of_hint() maxlength=32 autocomplete="off" unmarked=true/>
                <FileField name="form[file]" label=t.file() hint=t.file_hint(most) accept=".xlsx,.csv,.txt,.tsv" unmarked=true class="wide"/>
                <TextArea name="form[content]" label=t.content() hint=t.content_hint() rows=4 class="wide"/>
                <div class="wide row"><button class="button main">{t.check()}</button></div>
            </div></section>
        </Form>
    }
}

#[component]
fn Templates(kinds: Kinds, t: ImportText) -> impl IntoView {
    let lines = kinds.iter().map(|kind| {
        let name = kind.name.in_language(t.locale());
        let links = [(Format::Xlsx, "Excel"), (Format::Csv, "CSV")].map(|(format, word)| {
            view! { <a href=template_address(kind, format, t.locale()) download="" aria-label=t.template_of(name, word)>{word}</a>" " }
        });
        view! { <dt>{name}</dt><dd>{links.into_iter().collect_view()}</dd> }
    });
    view! {
        <section class="card">
            <header><h2>{t.template()}</h2></header>
            <div class="body stack"><p>{t.template_lead()}</p><dl class="facts">{lines.collect_view()}</dl></div>
        </section>
    }
}

#[component]
fn Columns(kinds: Kinds, t: ImportText) -> impl IntoView {
    let lines = kinds.iter().map(|kind| {
        let (optional, colon) = (columns(kind, false, t), Words(t.locale()).colon());
        let optional = (!optional.is_empty()).then(|| view! { <p class="muted">{t.optional()}{colon}{optional}</p> });
        view! { <dt>{kind.name.in_language(t.locale())}</dt><dd><p>{t.required()}{colon}{columns(kind, true, t)}</p>{optional}</dd> }
    });
    view! {
        <section class="card"><header><h2>{t.columns()}</h2></header><div class="body"><dl class="facts">{lines.collect_view()}</dl></div></section>
    }
}

fn columns(kind: &Kind, required: bool, t: ImportText) -> String {
    let names = kind.columns.iter().filter(|column| column.required == required).map(|column| column.name.in_language(t.locale()));
    names.collect::<Vec<_>>().join(", ")
}
