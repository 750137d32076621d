//! What stands beside the timeline: customer, revenue, facts, and who sees it.

use leptos::prelude::*;

use super::page_data::{PageData, eye};
use super::text::DetailText;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::masked;
use crate::customers::text::CustomerText;
use crate::opportunities::model::CustomerStanding;
use crate::opportunities::rules;
use crate::opportunities::text::OpportunityText;
use crate::values::date::{beijing_date, format_date, format_stamp};
use crate::values::money::format_cny;

/// How many administrators are named.
const NAMED: usize = 5;

fn fact(label: &'static str, value: String, shown: &PageData) -> AnyView {
    let value = if value.is_empty() { OpportunityText(shown.locale).not_said().to_owned() } else { value };
    view! { <dt>{label}</dt><dd>{value}</dd> }.into_any()
}

/// The customer, masked. Linked when its page exists for the viewer.
pub fn customer(shown: &PageData) -> AnyView {
    let (t, d, c) = (OpportunityText(shown.locale), DetailText(shown.locale), CustomerText(shown.locale));
    let whole = &shown.whole;
    let secret = |label: &'static str, column: MaskedColumn, mask: String| {
        let value = masked(shown.revealed.as_ref(), whole.key_of(column), column, mask);
        view! { <dt>{label}</dt><dd>{value}" "{eye(shown, column)}</dd> }.into_any()
    };
    let account = whole.facts.customer_account.clone().map(|mask| secret(c.account_name(), MaskedColumn::AccountName, mask));
    let mobile = (!whole.mobile.is_empty()).then(|| secret(d.contact(), MaskedColumn::Mobile, whole.mobile.clone()));
    let association = whole.association.map(|(kind, since)| {
        let since = format_date(beijing_date(since), shown.locale);
        fact(d.associated_as(), d.since(c.association_type(kind), since), shown)
    });
    let claim = whole.claimed_until.filter(|_| whole.facts.customer_standing != CustomerStanding::Associated).map(|until| {
        let until = format_date(beijing_date(until), shown.locale);
        fact(d.claim(), format!("{}, {}", t.standing(whole.facts.customer_standing), d.claimed_until(until)), shown)
    });
    let elsewhere =
        (whole.facts.customer_standing == CustomerStanding::Elsewhere).then(|| view! { <p class="quiet small">{t.elsewhere()}</p> });
    let open = whole.customer_id.map(|id| view! { <a class="small" href=format!("/sales/customers/{id}")>{d.open_customer()}</a> });
    view! {
        <section class="card">
            <header><h2 class="grow">{t.customer_information()}</h2>{open}</header>
            <div class="body"><dl class="facts">{account}{mobile}{association}{claim}</dl>{elsewhere}</div>
        </section>
    }
    .into_any()
}

/// Products and how long.
pub fn revenue(shown: &PageData) -> AnyView {
    let (t, revenue) = (OpportunityText(shown.locale), &shown.whole.facts.revenue);
    let products: Vec<AnyView> = revenue
        .products
        .iter()
        .enumerate()
        .map(|(at, product)| {
            let label = if at == 0 { t.main_product().to_owned() } else { t.further_product(at + 1) };
            view! { <dt>{label}</dt><dd>{product.name.clone()}", "{format_cny(product.expected_monthly_revenue)}</dd> }.into_any()
        })
        .collect();
    view! {
        <section class="card">
            <header><h2>{t.group_revenue()}</h2></header>
            <div class="body">
                <dl class="facts">{products}{fact(t.service_period(), t.months(revenue.service_period.months()), shown)}</dl>
            </div>
        </section>
    }
    .into_any()
}

/// Basic information and details.
pub fn facts(shown: &PageData) -> AnyView {
    let (t, d, facts) = (OpportunityText(shown.locale), DetailText(shown.locale), &shown.whole.facts);
    let (basic, details) = (&facts.basic, &facts.details);
    let stamp = |at| format_stamp(at, shown.locale);
    let closed = facts.closed_at.map(|at| fact(t.closed_at(), stamp(at), shown));
    let lost = facts.lost_reason.clone().map(|reason| fact(t.lost_reason(), reason, shown));
    view! {
        <section class="card">
            <header><h2>{d.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    {fact(t.code(), facts.code.clone(), shown)}
                    {lost}
                    {fact(t.business_system(), basic.business_system.clone(), shown)}
                    {fact(t.test_project(), t.yes_or_no(basic.test_project).to_owned(), shown)}
                    {fact(t.tender(), t.yes_or_no(basic.tender).to_owned(), shown)}
                    {fact(t.technical_exchange(), facts.technical_exchange.clone(), shown)}
                    {fact(t.test_state_label(), facts.test_state.map(|state| t.test_state(state).to_owned()).unwrap_or_default(), shown)}
                    {fact(t.current_platform(), details.current_platform.clone(), shown)}
                    {fact(t.current_monthly_spend(), details.current_monthly_spend.map(format_cny).unwrap_or_default(), shown)}
                    {fact(t.competitors(), details.competitors.clone(), shown)}
                    {fact(t.decision_maker(), details.decision_maker.clone(), shown)}
                    {fact(t.key_need(), details.key_need.clone(), shown)}
                    {fact(t.reported_at(), stamp(facts.reported_at), shown)}
                    {fact(t.updated_at(), stamp(facts.updated_at), shown)}
                    {closed}
                </dl>
            </div>
        </section>
    }
    .into_any()
}

/// On what ground the viewer sees it, and who else does.
pub fn why(shown: &PageData) -> AnyView {
    let (t, d, facts) = (OpportunityText(shown.locale), DetailText(shown.locale), &shown.whole.facts);
    let mut sentences: Vec<String> = Vec::new();
    if let Ok(why) = rules::why(&shown.viewer, facts.owner_id) {
        sentences.push(t.why(why).to_owned());
    }
    let me = shown.viewer.person_id;
    if facts.owner_id != me {
        sentences.push(t.who_reads_owner(&facts.owner));
    }
    if let Some((id, name)) = facts.supervisor.as_ref().filter(|(id, _)| *id != me) {
        let _ = id;
        sentences.push(d.supervisor_reads(name));
    }
    let is_me = |name: &String| shown.viewer.is_administrator() && *name == shown.viewer.display_name;
    let others: Vec<&String> = shown.whole.administrators.iter().filter(|name| !is_me(name)).collect();
    sentences.extend(others.iter().take(NAMED).map(|name| t.who_reads_administrator(name)));
    if others.len() > NAMED {
        sentences.push(d.other_administrators().to_owned());
    }
    sentences.push(t.nobody_else(&facts.partner));
    let sentences: Vec<AnyView> = sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }.into_any()).collect();
    view! {
        <section class="card">
            <header><h2>{t.why_title()}</h2></header>
            <div class="body small quiet stack">{sentences}</div>
        </section>
    }
    .into_any()
}
