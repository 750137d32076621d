//! The chart of charged amounts by month, with the table that says the same.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::consumption::model::{Month, PaymentMethod, tab};
use crate::consumption::rules::bars;
use crate::consumption::text::ConsumptionText;
use crate::customers::model::AssociationType;
use crate::customers::text::CustomerText;
use crate::lists::description::ListContext;
use crate::values::money::format_charged;

/// Units between two bars, and how wide and high the bars may be.
const STEP: usize = 60;
const WIDTH: usize = 36;
const HEIGHT: i64 = 72;

/// The chart and its table; the latest month is the present one.
pub fn chart(months: &[Month], context: &ListContext) -> AnyView {
    let t = ConsumptionText(context.locale);
    let amounts: Vec<Decimal> = months.iter().map(|month| month.charged.amount()).collect();
    let (drawn, nought) = bars(&amounts, HEIGHT);
    let bars = drawn.into_iter().zip(months).enumerate().map(|(at, (bar, month))| {
        let class = if at + 1 == months.len() { "bar" } else { "bar past" };
        let x = at * STEP + (STEP - WIDTH) / 2;
        view! {
            <rect class=class x=x y=bar.y width=WIDTH height=bar.height rx=2/>
            <text x=x y={HEIGHT + 16}>{month.cycle.clone()}</text>
        }
    });
    let (first, last) = (months.first(), months.last());
    let (from, to) = (first.map_or("", |month| month.cycle.as_str()), last.map_or("", |month| month.cycle.as_str()));
    let width = months.len() * STEP;
    view! {
        <section class="card months">
            <header><h2>{t.chart()}</h2></header>
            <div class="body">
                <svg class="chart" viewBox=format!("0 0 {width} {}", HEIGHT + 20) role="img" aria-label=t.chart_of(from, to)>
                    {bars.collect_view()}
                    <line x1=0 x2=width y1=nought y2=nought/>
                </svg>
                <details>
                    <summary class="why small">{t.chart_table()}</summary>
                    {table(months, context)}
                </details>
            </div>
        </section>
    }
    .into_any()
}

/// The months, the latest first, by what the open tab says: payment method or association type.
fn table(months: &[Month], context: &ListContext) -> AnyView {
    let t = ConsumptionText(context.locale);
    let is_by_association = context.tab == tab::ASSOCIATION;
    let heads: Vec<&'static str> = if is_by_association {
        AssociationType::ALL.iter().map(|kind| CustomerText(context.locale).association_type(*kind)).collect()
    } else {
        PaymentMethod::ALL.iter().map(|method| t.payment_method_of(*method)).collect()
    };
    let rows = months.iter().rev().map(|month| {
        let href = format!("/sales/consumption?tab={}&month={}", context.tab, month.cycle);
        let split = if is_by_association { &month.by_association } else { &month.by_method };
        let cell = |label: &'static str, amount| view! { <td class="num" data-label=label>{format_charged(amount)}</td> };
        let cells: Vec<_> = heads.iter().zip(split).map(|(head, amount)| cell(head, *amount)).collect();
        view! {
            <tr><th scope="row"><a href=href>{month.cycle.clone()}</a></th>{cells}{cell(t.all(), month.charged)}</tr>
        }
    });
    let heads: Vec<_> = heads.iter().map(|head| view! { <th scope="col" class="num">{*head}</th> }).collect();
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.chart()>
                <thead><tr><th scope="col">{t.month()}</th>{heads}<th scope="col" class="num">{t.all()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
