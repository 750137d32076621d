//! The cards of a task's page.

use leptos::prelude::*;

use super::page_data::PageData;
use super::{intentions, renewal_tone, resources_of};
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::customer_value;
use crate::marketing_tasks::renewals::queries::RenewalRecord;
use crate::marketing_tasks::renewals::text::RenewalText;
use crate::marketing_tasks::rules::may_process;
use crate::marketing_tasks::text::TaskText;
use crate::orders::text::OrderText;
use crate::ui::badge::Badge;
use crate::ui::fields::{DateField, HiddenField, RadioGroup, TextArea};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::notice::{Notice, NoticeTone};
use crate::values::date::{format_date, format_moment, format_stamp};
use crate::values::money::{format_cny, format_rated};

fn secret(shown: &PageData, column: MaskedColumn, mask: &str) -> AnyView {
    customer_value(shown.task.customer_id, shown.sees_customer, shown.revealed.as_ref(), column, mask)
}

/// What is known of the task.
pub(super) fn task(shown: &PageData) -> AnyView {
    let (t, detail, locale) = (RenewalText(shown.locale), &shown.task, shown.locale);
    let number = detail.customer_number.clone();
    let customer = match shown.sees_customer {
        true => view! { <a href=format!("/sales/customers/{}", detail.customer_id)>{number}</a> }.into_any(),
        false => number.into_any(),
    };
    let partner =
        (shown.viewer.partner_id() != Some(detail.partner_id)).then(|| view! { <dt>{t.reseller()}</dt><dd>{detail.partner.clone()}</dd> });
    let ended = detail.ended_at.map(|at| view! { <dt>{t.ended_at()}</dt><dd>{format_stamp(at, locale)}</dd> });
    let owner = detail.owner.clone().unwrap_or_else(|| t.nobody().to_owned());
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.customer()}</dt><dd>{secret(shown, MaskedColumn::Name, &detail.customer)}" · "{customer}</dd>
                    <dt>{t.account()}</dt><dd>{secret(shown, MaskedColumn::AccountName, &detail.account_name)}</dd>
                    {partner}
                    <dt>{t.owner()}</dt><dd>{owner}</dd>
                    <dt>{t.charged()}</dt><dd><b>{format_cny(detail.amount_charged)}</b></dd>
                    <dt>{t.rated()}</dt><dd>{format_rated(detail.amount_rated)}</dd>
                    <dt>{t.expires()}</dt><dd>{format_stamp(detail.expires_at, locale)}</dd>
                    <dt>{t.deadline()}</dt><dd>{format_date(detail.deadline, locale)}</dd>
                    <dt>{t.made_on()}</dt><dd>{format_date(detail.made_on, locale)}</dd>
                    {ended}
                </dl>
            </div>
        </section>
    }
    .into_any()
}

/// The order and the line that expires.
pub(super) fn order(shown: &PageData) -> AnyView {
    let (t, o, detail) = (RenewalText(shown.locale), OrderText(shown.locale), &shown.task);
    let number = detail.order_number.clone();
    let number = match resources_of(&shown.viewer, detail.partner_id, &number) {
        Some(href) => view! { <a href=href aria-label=t.resources_of(&number) translate="no">{number.clone()}</a> }.into_any(),
        None => view! { <span translate="no">{number}</span> }.into_any(),
    };
    let (resource, id) = (detail.resource().to_owned(), detail.resource_id.clone());
    let id = (!id.is_empty() && id != resource).then(|| view! { <br/><span class="small quiet" translate="no">{id}</span> });
    let product = [&detail.product_type, &detail.product, &detail.specification].into_iter().filter(|text| !text.is_empty());
    let product = product.map(String::as_str).collect::<Vec<_>>().join(" · ");
    let region = (!detail.region.is_empty()).then(|| view! { <dt>{o.region()}</dt><dd>{detail.region.clone()}</dd> });
    let (renewal_tone, renewal) = (renewal_tone(detail.renewal), o.renewal_of(detail.renewal));
    view! {
        <section class="card">
            <header><h2>{t.order_facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.order_number()}</dt><dd>{number}</dd>
                    <dt>{o.order_type()}</dt><dd>{o.type_of(detail.order_type)}</dd>
                    <dt>{o.placed_at()}</dt><dd>{format_stamp(detail.placed_at, shown.locale)}</dd>
                    <dt>{o.line()}</dt><dd>{detail.line.clone()}</dd>
                    <dt>{t.resource()}</dt><dd>{resource}{id}</dd>
                    <dt>{t.product()}</dt><dd>{product}</dd>
                    {region}
                    <dt>{t.renewed()}</dt><dd><Badge tone=renewal_tone>{renewal}</Badge></dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

/// Why nothing is left to do, or who does it instead of the viewer.
pub(super) fn standing(shown: &PageData) -> AnyView {
    let (t, w, detail) = (RenewalText(shown.locale), TaskText(shown.locale), &shown.task);
    if let Some(ending) = detail.ending() {
        return view! { <Notice tone=NoticeTone::Note>{t.is_over(t.ending_of(ending))}</Notice> }.into_any();
    }
    match may_process(&shown.viewer, &detail.standing().owner) {
        Ok(()) => ().into_any(),
        Err(denial) => {
            let words = w.instead(denial, &shown.viewer, detail.distributor.as_deref(), detail.owner.as_deref());
            view! { <Notice tone=NoticeTone::Note>{words}</Notice> }.into_any()
        }
    }
}

/// The form, for whoever processes an open task.
pub(super) fn process(shown: &PageData) -> AnyView {
    let (t, detail) = (RenewalText(shown.locale), &shown.task);
    if !detail.state.is_open() || may_process(&shown.viewer, &detail.standing().owner).is_err() {
        return ().into_any();
    }
    let title = if shown.records.iter().any(|record| record.person.is_some()) { t.add_title() } else { t.process_title() };
    let (id, version) = (detail.id.to_string(), detail.version);
    view! {
        <Form action="renewals.process" class="card" version=Some(version) guard=true>
            <header><h2>{title}</h2></header>
            <div class="body fields">
                <HiddenField name="form[id]" value=id/>
                <Fields t=t/>
                <div class="wide row"><button class="button main">{t.save()}</button></div>
            </div>
        </Form>
    }
    .into_any()
}

/// What is said of a task, or of several.
#[component]
pub(super) fn Fields(t: RenewalText) -> impl IntoView {
    let options = intentions(t.locale());
    view! {
        <RadioGroup name="form[intention]" label=t.intention_question() options=options required=true class="wide"/>
        <TextArea name="form[reason]" label=t.reason() hint=t.reason_hint() maxlength=1000 class="wide"/>
        <DateField name="form[expected_on]" label=t.expected_on()/>
        <TextArea name="form[note]" label=t.note() hint=t.note_hint() maxlength=1000 class="wide"/>
    }
    .into_any()
}

/// What was done with it and what became of it, the latest first.
pub(super) fn records(shown: &PageData) -> AnyView {
    let t = RenewalText(shown.locale);
    let lines: Vec<AnyView> = shown.records.iter().map(|record| line(shown, record)).collect();
    view! {
        <section class="card">
            <header><h2>{t.records()}</h2></header>
            <div class="body stack"><ol class="line">{lines}</ol></div>
        </section>
    }
    .into_any()
}

fn line(shown: &PageData, record: &RenewalRecord) -> AnyView {
    let (t, locale) = (RenewalText(shown.locale), shown.locale);
    let (stamp, moment) = (format_stamp(record.at, locale), format_moment(record.at, shown.now, locale));
    let who = record.person.clone().unwrap_or_else(|| t.the_system().to_owned());
    let by_import = record.by_import.then(|| t.by_import());
    let what = t.record_of(record.kind, record.intention, record.ending());
    let expected = record.expected_on.map(|day| view! { <p>{t.expected(format_date(day, locale))}</p> });
    let reason = (!record.reason.is_empty()).then(|| view! { <p class="lines">{t.because(&record.reason)}</p> });
    let note = (!record.note.is_empty()).then(|| view! { <p class="lines">{record.note.clone()}</p> });
    view! {
        <li>
            <span class="face" aria-hidden="true"><Icon name=IconName::Check/></span>
            <div>
                <p><b>{who}</b>" · "{what}" "{by_import}" "<time datetime=record.at.to_rfc3339() title=stamp>{moment}</time></p>
                {reason}{expected}{note}
            </div>
        </li>
    }
    .into_any()
}
