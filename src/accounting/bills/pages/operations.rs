//! `/operations/bills/{id}`: one bill of whichever partner; it is annulled and made again here.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::accounting::bills::annulling::LONGEST_REASON;
use crate::accounting::bills::model::BillId;
use crate::accounting::bills::operations::operator;
use crate::accounting::bills::queries::operations::{self, MadeBill};
use crate::accounting::bills::text::BillText;
use crate::auth::viewer;
use crate::error::AppError;
use crate::server::request::{locale, state};
use crate::ui::badge::{Badge, Tone};
use crate::ui::fields::{HiddenField, TextArea};
use crate::ui::form::{Form, Submission};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;
use crate::values::money::{format_cny, format_eight};

/// The server functions of the page.
const ANNUL: &str = "bills.annul";
const AGAIN: &str = "bills.make_again";

/// One bill.
#[component]
pub fn OperationsBillPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    page(async move {
        let operator = operator(&viewer?, locale)?;
        let id: BillId = id.parse().map_err(|_| AppError::NotFound)?;
        let made = operations::lookup(&state.db, operator, id).await?.ok_or(AppError::NotFound)?;
        let t = BillText(locale);
        let said = match done.as_str() {
            "annulled" if made.bill.annulled_at.is_some() => Some(t.was_annulled()),
            "made" => Some(t.was_made()),
            _ => None,
        };
        let (tone, word) = if made.bill.annulled_at.is_some() { (Tone::Warn, t.is_annulled()) } else { (Tone::Good, t.is_final()) };
        let lead = view! {
            <div class="row small"><Badge tone=tone>{word}</Badge><span>{t.bill_of(&made.bill.cycle)}</span><span>{made.partner.clone()}</span></div>
        };
        let crumbs =
            vec![(t.operations().to_owned(), "/operations".to_owned()), (t.made_bills().to_owned(), "/operations/bills".to_owned())];
        let act = match (made.bill.annulled_at.is_some(), &made.replacement) {
            (false, _) => Some(annul(&made, t)),
            (true, None) => Some(again(&made, t)),
            (true, Some(_)) => None,
        };
        let shown = if made.bill.annulled_at.is_none() { ANNUL } else { AGAIN };
        let late = too_late(act.is_some().then_some(shown)).map(|text| view! { <Notice tone=NoticeTone::Warn>{text}</Notice> });
        let (facts, annulled) = (facts(&made, t), annulled(&made, t));
        Ok(view! {
            <Page title=t.bill_title(&made.bill.number) section=t.operations() crumbs=crumbs lead=lead>
                {late}
                {said.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
                <div class="cols"><div class="stack">{annulled}{act}</div><aside class="stack">{facts}</aside></div>
            </Page>
        }
        .into_any())
    })
}

/// Why what was sent was refused, where its form is gone: somebody else was faster.
fn too_late(shown: Option<&str>) -> Option<String> {
    let posted = use_context::<Submission>().filter(|posted| [ANNUL, AGAIN].contains(&posted.action.as_str()))?;
    if shown == Some(posted.action.as_str()) {
        return None;
    }
    match posted.error? {
        AppError::Conflict(conflict) => Some(conflict.message),
        _ => None,
    }
}

fn annul(made: &MadeBill, t: BillText) -> AnyView {
    let (id, what) = (made.bill.id.to_string(), t.annul_text());
    view! {
        <section class="card">
            <header><h2>{t.annul()}</h2></header>
            <Form action=ANNUL class="body fields" guard=true>
                <HiddenField name="form[id]" value=id/>
                <p class="wide">{what}</p>
                <TextArea
                    name="form[reason]" label=t.reason() hint=t.reason_hint() required=true rows=2
                    maxlength=u32::try_from(LONGEST_REASON).unwrap_or(u32::MAX) class="wide"
                />
                <div class="wide"><button class="button bad">{t.annul()}</button></div>
            </Form>
        </section>
    }
    .into_any()
}

fn again(made: &MadeBill, t: BillText) -> AnyView {
    let (id, what) = (made.bill.id.to_string(), t.again_text(&made.bill.cycle));
    view! {
        <section class="card">
            <header><h2>{t.again()}</h2></header>
            <Form action=AGAIN class="body stack">
                <HiddenField name="form[id]" value=id/>
                <p>{what}</p>
                <div><button class="button main">{t.again()}</button></div>
            </Form>
        </section>
    }
    .into_any()
}

/// When, why and by whom it was annulled.
fn annulled(made: &MadeBill, t: BillText) -> Option<AnyView> {
    let at = format_stamp(made.bill.annulled_at?, t.locale());
    let by = made.annulled_by.as_ref().map(|name| format!(" · {}", t.by(name)));
    let replacement = made.replacement.as_ref().map(|(id, number)| {
        view! { <p><a href=format!("/operations/bills/{id}")>{t.replaced_by(number)}</a></p> }
    });
    Some(
        view! {
            <section class="card">
                <header><h2>{t.is_annulled()}</h2></header>
                <div class="body"><p>{made.bill.annulled_because.clone()}<span class="sub">{at}{by}</span></p>{replacement}</div>
            </section>
        }
        .into_any(),
    )
}

fn facts(made: &MadeBill, t: BillText) -> AnyView {
    let (bill, all) = (&made.bill, &made.bill.amounts);
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.partner()}</dt><dd>{made.partner.clone()}</dd>
                    <dt>{t.cycle()}</dt><dd>{bill.cycle.clone()}</dd>
                    <dt>{t.made_at()}</dt><dd>{format_stamp(bill.made_at, t.locale())}</dd>
                    <dt>{t.records()}</dt><dd>{all.records}</dd>
                    <dt>{t.consumption()}</dt><dd>{format_cny(all.consumption)}</dd>
                    <dt>{t.refunds()}</dt><dd>{format_cny(all.refunds)}</dd>
                    <dt>{t.adjustments()}</dt><dd>{format_cny(all.adjustments)}</dd>
                    <dt>{t.total()}</dt><dd><b>{format_cny(all.total)}</b></dd>
                    <dt>{t.payable()}</dt><dd>{format_eight(all.payable)}</dd>
                    <dt>{t.remainder()}</dt><dd>{format_eight(all.remainder)}</dd>
                    <dt>{t.used()}</dt><dd>{format_cny(bill.used)}</dd>
                    <dt>{t.due()}</dt><dd><b>{format_cny(bill.due)}</b></dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}
