//! The dialog of an export: what it will hold, and how. A page, so that it works before any script.

use leptos::prelude::*;

use crate::auth::viewer;
use crate::error::AppError;
use crate::exports::changing::{allowed, allowed_of};
use crate::exports::model::ExportFormat;
use crate::exports::text::ExportText;
use crate::i18n::Words;
use crate::lists::addresses;
use crate::lists::description::List;
use crate::lists::exporting::{Understood, understand};
use crate::lists::registry::described;
use crate::lists::text::ListText;
use crate::server::request::{locale, parts, state};
use crate::ui::fields::{Choice, HiddenField, RadioGroup};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// Rows of a sheet below its headings.
const SHEET_ROWS: i64 = 1_048_575;

/// `/sales/exports/new?list=…`, followed by what is asked of the list.
#[component]
pub fn NewExportPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let (list, query) = asked();
    page(async move {
        let viewer = viewer?;
        allowed(&viewer, locale)?;
        let list = list.parse().ok().and_then(described).ok_or(AppError::NotFound)?;
        let asked = understand(list, viewer, locale, (&state.db, state.clock.now()), &query).await?;
        allowed_of(&asked.context.viewer, list.name, locale)?;
        let t = ExportText(locale);
        let title = (list.title)(locale);
        let crumbs = vec![(title.to_owned(), addresses::address(list.name, &query))];
        let records = view! { <a class="button" href="/sales/exports">{t.records()}</a> };
        Ok(view! {
            <Page title=t.new_title(title) section=Words(locale).sales() crumbs=crumbs lead=view! { <p>{t.new_lead()}</p> } actions=records>
                <Contents asked=&asked t=t/>
                <Choices list=list query=query asked=&asked t=t/>
            </Page>
        }
        .into_any())
    })
}

/// The list of the address, and the rest of it, which is the list's.
fn asked() -> (String, String) {
    let query = parts().and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default();
    let mut list = String::new();
    let mut rest = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "list" if list.is_empty() => list = value.into_owned(),
            "do" | "done" | "parked" | "over" => {}
            _ => {
                rest.append_pair(&name, &value);
            }
        }
    }
    (list, rest.finish())
}

/// Which rows, and how many.
#[component]
fn Contents<'a>(asked: &'a Understood, t: ExportText) -> impl IntoView {
    let count = match asked.count {
        0 => t.rows_now_none().to_owned(),
        1 => t.rows_now_one().to_owned(),
        count => t.rows_now(ListText(t.locale()).count(count, false)),
    };
    let sheets = (asked.count - 1).max(0) / SHEET_ROWS + 1;
    let further = (sheets > 1).then(|| view! { <Notice tone=NoticeTone::Note>{t.further_sheets(sheets)}</Notice> });
    let wider = asked.is_wider.then(|| view! { <Notice tone=NoticeTone::Warn>{t.wider()}</Notice> });
    let conditions = if asked.conditions.is_empty() {
        view! { <p>{t.no_conditions()}</p> }.into_any()
    } else {
        let said = asked.conditions.iter().map(|(label, words)| view! { <dt>{*label}</dt><dd>{words.clone()}</dd> });
        view! { <dl class="facts">{said.collect_view()}</dl> }.into_any()
    };
    view! {
        <section class="card">
            <header><h2>{t.conditions()}</h2></header>
            <div class="body stack">{wider}{conditions}<p class="strong">{count}</p>{further}<p class="muted">{t.anonymised()}</p></div>
        </section>
    }
    .into_any()
}

/// How it is written.
#[component]
fn Choices<'a>(list: &'static List, query: String, asked: &'a Understood, t: ExportText) -> impl IntoView {
    let all = list.columns.iter().filter(|column| (column.offered)(&asked.context)).count();
    let shown = asked.columns.len();
    let back = addresses::address(list.name, &query);
    view! {
        <Form action="exports.create" class="stack">
            <HiddenField name="form[list]" value=list.name.to_string()/>
            <HiddenField name="form[query]" value=query/>
            <section class="card"><div class="body fields">
                <Format t=t/>
                <Columns shown=shown all=all t=t/>
                <div class="wide row">
                    <button class="button main">{t.start()}</button>
                    <a class="button" href=back>{t.back()}</a>
                </div>
            </div></section>
        </Form>
    }
    .into_any()
}

/// A component, for fields ask the form around them what was chosen.
#[component]
fn Format(t: ExportText) -> impl IntoView {
    let options: Vec<Choice> = ExportFormat::ALL.iter().map(|format| Choice::new(format.as_str(), t.format_of(*format))).collect();
    view! { <RadioGroup name="form[format]" label=t.format() options=options value=ExportFormat::Xlsx.as_str() required=true/> }
}

#[component]
fn Columns(shown: usize, all: usize, t: ExportText) -> impl IntoView {
    let options = vec![Choice::new("shown", t.columns_shown(shown)), Choice::new("all", t.columns_all(all))];
    view! { <RadioGroup name="form[columns]" label=t.columns() options=options value="shown" required=true/> }
}
