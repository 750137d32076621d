//! The chart of charged amounts by month, with the table that says the same.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::consumption::model::{Month, PaymentMethod, tab};
use crate::consumption::text::ConsumptionText;
use crate::customers::model::AssociationType;
use crate::customers::text::CustomerText;
use crate::lists::description::ListContext;
use crate::ui::chart::BarChart;
use crate::values::money::format_charged;

/// From bar to bar, and how high they may be, in pixels: the chart is small, and stands among the figures on the line of the heading.
const STEP: usize = 25;
const HEIGHT: i64 = 30;

/// The chart, the present month last. Its table stands in [`table`].
pub fn chart(months: &[Month], context: &ListContext) -> AnyView {
    let t = ConsumptionText(context.locale);
    let amounts: Vec<Decimal> = months.iter().map(|month| month.charged.amount()).collect();
    let of = |month: Option<&Month>| month.map(|month| month.cycle.clone()).unwrap_or_default();
    let (from, to) = (of(months.first()), of(months.last()));
    let label = t.chart_of(&from, &to);
    let current = amounts.len().saturating_sub(1);
    view! { <BarChart amounts=amounts current=current step=STEP height=HEIGHT from=from to=to label=label/> }.into_any()
}

/// The months as a table over the rows, the latest first, by what the open tab says: payment method or association type.
pub fn table(months: &[Month], context: &ListContext) -> AnyView {
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
        <details class="pop">
            <summary class="tool">{t.chart_table()}</summary>
            <div class="pop-panel">
                <table class="records" aria-label=t.chart()>
                    <thead><tr><th scope="col">{t.month()}</th>{heads}<th scope="col" class="num">{t.all()}</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
