//! `/sales/alerts/{id}`: what the alert says, who is responsible, and the form for that one person.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::alerts::model::{Alert, AlertId, AlertState, Category, Denial};
use crate::alerts::text::AlertText;
use crate::alerts::{queries, rules};
use crate::auth::{Scope, Viewer};
use crate::customers::model::CustomerId;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request};
use crate::ui::badge::{Badge, Tone};
use crate::ui::fields::{Choice, RadioGroup, TextArea};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;

struct PageData {
    viewer: Viewer,
    locale: Locale,
    alert: Alert,
    /// The customer's page, where the viewer reaches it.
    customer: Option<CustomerId>,
    done: bool,
}

/// One alert.
#[component]
pub fn AlertPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").is_some_and(|done| done == "handled");
    page(async move { Ok(whole(&load(viewer?, locale, &state, &id, done).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str, done: bool) -> Result<PageData, AppError> {
    let reach = rules::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: AlertText(locale).denial(denial, &viewer) })?;
    let id: AlertId = id.parse().map_err(|_| AppError::NotFound)?;
    let alert = queries::lookup(&state.db, &Scope::of(&viewer, reach)?, id).await?.ok_or(AppError::NotFound)?;
    let reached = match crate::customers::rules::scope_of(&viewer) {
        Ok(reach) => crate::customers::queries::detail::lookup(&state.db, &Scope::of(&viewer, reach)?, alert.customer_id).await?,
        Err(_) => None,
    };
    Ok(PageData { viewer, locale, customer: reached.map(|customer| customer.id), alert, done })
}

fn whole(shown: &PageData) -> AnyView {
    let (t, alert) = (AlertText(shown.locale), &shown.alert);
    let crumbs = vec![(t.alerts().to_owned(), "/sales/alerts".to_owned())];
    let done = shown.done && alert.state == AlertState::Handled;
    let body = match rules::may_handle(shown.viewer.person_id, alert) {
        Ok(()) => form(shown),
        Err(denial) => refused(shown, denial),
    };
    let facts = facts(shown);
    view! {
        <Page title=alert.title.clone() section=Words(shown.locale).sales() crumbs=crumbs>
            {done.then(|| view! { <Notice tone=NoticeTone::Good>{t.done()}</Notice> })}
            <div class="cols"><div class="stack">{body}</div><aside class="stack">{facts}</aside></div>
        </Page>
    }
    .into_any()
}

fn facts(shown: &PageData) -> AnyView {
    let (t, alert) = (AlertText(shown.locale), &shown.alert);
    let name = format!("{} · {}", alert.customer, alert.number);
    let customer = match shown.customer {
        Some(id) => view! { <a href=format!("/sales/customers/{id}")>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let responsible = alert.responsible().map_or_else(|| t.nobody().to_owned(), |(_, name)| name.clone());
    let (tone, state) = (if alert.state == AlertState::Pending { Tone::Warn } else { Tone::Good }, t.state_of(alert.state));
    let detail = if alert.detail.is_empty() { t.no_detail().to_owned() } else { alert.detail.clone() };
    view! {
        <section class="card">
            <header><h2>{t.alert()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.state()}</dt><dd><Badge tone=tone>{state}</Badge></dd>
                    <dt>{t.category()}</dt><dd>{t.category_of(alert.category)}</dd>
                    <dt>{t.scenario()}</dt><dd>{alert.scenario.clone()}</dd>
                    <dt>{t.customer()}</dt><dd>{customer}</dd>
                    <dt>{t.sent_at()}</dt><dd>{format_stamp(alert.sent_at, shown.locale)}</dd>
                    <dt>{t.responsible()}</dt><dd>{responsible}</dd>
                    <dt>{t.details()}</dt><dd>{detail}</dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

fn form(shown: &PageData) -> AnyView {
    let (t, alert) = (AlertText(shown.locale), &shown.alert);
    let (id, version) = (alert.id.to_string(), alert.version);
    let hint = if alert.category == Category::Churn { t.hint_note_churn() } else { t.hint_note_resource() };
    let needs_note = alert.category == Category::Resource;
    let result = match alert.category {
        Category::Churn => {
            let options: Vec<Choice> =
                rules::results(Category::Churn).iter().map(|result| Choice::new(result.as_str(), t.result_of(*result))).collect();
            view! { <RadioGroup name="form[result]" label=t.result_churn() options=options required=true class="wide"/> }.into_any()
        }
        Category::Resource => view! { <input type="hidden" name="form[result]" value="done"/> }.into_any(),
    };
    view! {
        <Form action="alerts.handle" class="card" version=Some(version) guard=true>
            <header><h2>{t.handle()}</h2></header>
            <div class="body fields">
                <input type="hidden" name="form[id]" value=id/>
                {result}
                <TextArea name="form[note]" label=t.note() hint=hint required=needs_note maxlength=1000 class="wide"/>
                <div class="wide row"><button class="button main">{t.handle()}</button></div>
            </div>
        </Form>
    }
    .into_any()
}

fn refused(shown: &PageData, denial: Denial) -> AnyView {
    let (t, alert) = (AlertText(shown.locale), &shown.alert);
    let who = alert.responsible().map_or(t.somebody_else(), |(_, name)| name.as_str());
    let came = alert.handling.as_ref().zip(alert.handled_by.as_ref()).map(|(handling, (by, at))| {
        let by = t.handled_by(by, format_stamp(*at, shown.locale));
        (t.result_of(handling.result), by, handling.note.clone())
    });
    match (came, denial) {
        (Some((result, by, note)), _) => view! {
            <section class="card">
                <header><h2>{t.handling()}</h2></header>
                <div class="body stack"><p><b>{result}</b></p><p class="quiet">{by}</p><p>{note}</p></div>
            </section>
        }
        .into_any(),
        (None, denial) => {
            let words = if denial == Denial::NotResponsible { t.not_responsible(who) } else { t.denial(denial, &shown.viewer) };
            view! { <Notice tone=NoticeTone::Note>{words}</Notice> }.into_any()
        }
    }
}
