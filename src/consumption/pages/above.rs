//! What stands above the conditions of the lists.

use std::sync::Arc;

use leptos::prelude::*;
use sqlx::PgPool;

use super::chart::{chart, table};
use crate::consumption::model::{Month, PaymentMethod};
use crate::consumption::queries;
use crate::consumption::rules::{MONTHS_OF_CHART, cycle_of, first_of_month_back, last_of_month};
use crate::consumption::text::ConsumptionText;
use crate::customers::model::AssociationType;
use crate::error::AppError;
use crate::lists::ListName;
use crate::lists::description::{AboveList, ListContext};
use crate::ui::figures::{Figure, Figures};
use crate::ui::pager::{Tab, Tabs};
use crate::values::money::{Charged, format_cny};

/// Above the summary: the months of the chart, the present one and the one before as figures.
pub async fn summary(db: PgPool, context: Arc<ListContext>) -> Result<AboveList, AppError> {
    let t = ConsumptionText(context.locale);
    let cycles: Vec<String> = (0..MONTHS_OF_CHART).rev().map(|back| cycle_of(first_of_month_back(context.today, back))).collect();
    let earliest = cycles.first().map_or("", String::as_str);
    let found = queries::months(&db, &context.scope()?, earliest).await?;
    let months: Vec<Month> = cycles.into_iter().map(|cycle| month_of(&found, cycle)).collect();
    let labelled = [t.figure_present(), t.figure_before()].into_iter().zip(months.iter().rev());
    let figure = |(label, month): (&'static str, &Month)| {
        let href = format!("/sales/consumption?tab={}&month={}", context.tab, month.cycle);
        view! { <Figure label=label value=format_cny(month.charged) href=href/> }
    };
    let figures: Vec<_> = labelled.map(figure).collect();
    let is_there = months.iter().any(|month| month.charged != Charged::ZERO);
    let drawn = is_there.then(|| view! { <div><span class="label">{t.chart()}</span>{chart(&months, &context)}</div> });
    let figures = view! { <Figures>{figures}{drawn}</Figures> };
    let line = head(t, ListName::ConsumptionMonths, is_there.then(|| table(&months, &context)));
    Ok(AboveList { figures: Some(figures.into_any()), line: Some(line) })
}

/// The month of a cycle, of nought where nothing was consumed.
fn month_of(found: &[Month], cycle: String) -> Month {
    let nothing = || Month {
        cycle: cycle.clone(),
        charged: Charged::ZERO,
        by_method: vec![Charged::ZERO; PaymentMethod::ALL.len()],
        by_association: vec![Charged::ZERO; AssociationType::ALL.len()],
    };
    found.iter().find(|month| month.cycle == cycle).cloned().unwrap_or_else(nothing)
}

/// Above the details: this month and the one before as links.
pub async fn details(_: PgPool, context: Arc<ListContext>) -> Result<AboveList, AppError> {
    let t = ConsumptionText(context.locale);
    let month = |label: &'static str, back: u32| {
        let first = first_of_month_back(context.today, back);
        let href = format!("/sales/consumption/details?from={first}&until={}", last_of_month(first));
        view! { <li><a href=href>{label}</a></li> }
    };
    let months = view! { <ul class="row small">{month(t.this_month(), 0)}{month(t.last_month(), 1)}</ul> };
    Ok(AboveList { figures: None, line: Some(head(t, ListName::Consumption, Some(months.into_any()))) })
}

/// Above the statement of remainders.
pub async fn remainders(_: PgPool, context: Arc<ListContext>) -> Result<AboveList, AppError> {
    Ok(AboveList { figures: None, line: Some(head(ConsumptionText(context.locale), ListName::ConsumptionRemainders, None)) })
}

/// The ways to the lists, and what stands beside them.
fn head(t: ConsumptionText, open: ListName, beside: Option<AnyView>) -> AnyView {
    let tab =
        |label: &'static str, list: ListName| Tab { href: list.address().into(), label: label.into(), count: None, current: list == open };
    let items = vec![
        tab(t.tab_summary(), ListName::ConsumptionMonths),
        tab(t.tab_details(), ListName::Consumption),
        tab(t.tab_remainders(), ListName::ConsumptionRemainders),
    ];
    view! { <div class="above"><Tabs items=items label=t.tabs()/>{beside}</div> }.into_any()
}
