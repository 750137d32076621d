//! `/sales/accounting/contracts/online/new`: what an agreement states is typed, previewed and then issued. Only a preview brings the
//! button that issues.

use chrono::NaiveDate;
use leptos::context::Provider;
use leptos::prelude::*;

use super::notices::notices;
use super::under_agreements;
use crate::accounting::contracts::access::denied;
use crate::accounting::contracts::model::Preview;
use crate::accounting::contracts::rules::{LONGEST_NAME, LONGEST_REMARK, may_request, promise_window};
use crate::accounting::contracts::text::ContractText;
use crate::auth::{Reach, Scope, viewer};
use crate::i18n::{Locale, Words};
use crate::server::request::{locale, state};
use crate::ui::fields::{Choice, DateField, HiddenField, MoneyField, RadioGroup, TextField};
use crate::ui::form::{EnterPresses, Form, Submission, address_of, answer_of, filled_as};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date};

/// The server function of the form; the preview sends the same fields.
const REQUEST: &str = "contracts.request";
const PREVIEW: &str = "contracts.preview";

/// A new payment agreement.
#[component]
pub fn NewAgreementPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let posted = use_context::<Submission>().filter(|posted| [REQUEST, PREVIEW].contains(&posted.action.as_str()));
    page(async move {
        let (viewer, t) = (viewer?, ContractText(locale));
        may_request(&viewer).map_err(|denial| denied(denial, &viewer, locale))?;
        let scope = Scope::of(&viewer, Reach::Partner)?;
        let today = beijing_date(state.clock.now());
        let found = notices(&state.db, &scope, today, t).await?;
        let form = found.is_possible.then(|| form(posted, today, t));
        Ok(view! {
            <Page
                title=t.request() section=Words(locale).sales() crumbs=under_agreements(t)
                lead=view! { <p>{t.form_lead()}</p> }
            >
                <div class="stack">{found.view}{form}</div>
            </Page>
        }
        .into_any())
    })
}

fn form(posted: Option<Submission>, today: NaiveDate, t: ContractText) -> AnyView {
    let preview: Option<Preview> = posted.as_ref().and_then(answer_of);
    // Whichever button was pressed, the fields are those of this form.
    let typed = filled_as(REQUEST, posted);
    view! {
        <Provider value=typed>
            <Form action=REQUEST class="card" guard=true>
                <div class="body fields">
                    // What Enter presses: the preview, which issues nothing.
                    <EnterPresses action=PREVIEW/>
                    <div class="wide"><Notice tone=NoticeTone::Note>{t.warning()}</Notice></div>
                    <Inputs today=today t=t/>
                    <Buttons preview=preview t=t/>
                </div>
            </Form>
        </Provider>
    }
    .into_any()
}

fn most(characters: usize) -> u32 {
    u32::try_from(characters).unwrap_or(u32::MAX)
}

#[component]
fn Inputs(today: NaiveDate, t: ContractText) -> impl IntoView {
    let (first, last) = promise_window(today);
    let hint = t.promised_hint(format_date(first, t.locale()), format_date(last, t.locale()));
    let languages: Vec<Choice> = [Locale::En, Locale::ZhCn].into_iter().map(|one| Choice::new(one.tag(), one.own_name())).collect();
    view! {
        <DateField name="form[promised_on]" label=t.promised_on() hint=hint required=true/>
        <MoneyField name="form[amount]" label=t.amount() required=true/>
        <TextField name="form[bank]" label=t.bank() autocomplete="off" maxlength=most(LONGEST_NAME)/>
        <TextField name="form[account]" label=t.account() autocomplete="off" maxlength=32/>
        <TextField name="form[tax_number]" label=t.tax_number() autocomplete="off" maxlength=32/>
        <TextField name="form[remark]" label=t.remark() hint=t.remark_hint() class="wide" maxlength=most(LONGEST_REMARK)/>
        <RadioGroup name="form[language]" label=t.language() options=languages value=t.locale().tag() required=true class="wide"/>
    }
    .into_any()
}

#[component]
fn Buttons(preview: Option<Preview>, t: ContractText) -> impl IntoView {
    let is_previewed = preview.is_some();
    let shown = preview.map(|preview| {
        let lines = preview.lines.into_iter().map(|(label, words)| view! { <dt>{label}</dt><dd>{words}</dd> }).collect_view();
        view! {
            <section class="wide card" aria-labelledby="preview">
                <header><h2 id="preview">{t.preview_title()}</h2></header>
                <div class="body stack"><p>{t.preview_text()}</p><dl class="facts">{lines}</dl></div>
            </section>
            <HiddenField name="form[previewed]" value=preview.previewed/>
        }
    });
    let confirm = is_previewed.then(|| view! { <button class="button main">{t.confirm()}</button> });
    let hint = (!is_previewed).then(|| view! { <span class="small quiet">{t.preview_hint()}</span> });
    view! {
        {shown}
        <div class="wide row">
            {confirm}
            <button class=if is_previewed { "button" } else { "button main" } formaction=address_of(PREVIEW)>{t.preview()}</button>
            <a class="button plain" href="/sales/accounting/contracts/online">{Words(t.locale()).cancel()}</a>
            {hint}
        </div>
    }
    .into_any()
}
