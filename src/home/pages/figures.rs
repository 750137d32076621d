//! The figures of the start page and its one chart: expected revenue for those who see opportunities, else what customers were charged.

use chrono::{Months, NaiveDate};
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::super::queries::figures::{self, MOST};
use super::super::rules::end_of_week;
use super::super::text::HomeText;
use crate::auth::{Scope, Viewer};
use crate::consumption::queries as consumption;
use crate::consumption::rules::{MONTHS_OF_CHART, cycle_of, first_of_month_back, scope_of as sees_consumption};
use crate::error::AppError;
use crate::opportunities::model::Tab;
use crate::opportunities::rules::scope_of;
use crate::organisation::model::PartnerKind;
use crate::server::AppState;
use crate::ui::chart::BarChart;
use crate::ui::figures::{Figure, Figures};
use crate::values::money::{Charged, format_charged, format_cny};

/// From bar to bar, and how high they may be, in units: about a pixel each.
const STEP: usize = 50;
const HEIGHT: i64 = 72;

/// One month of the chart.
struct Month {
    /// 2026-11.
    name: String,
    amount: Charged,
}

/// What the viewer sees of them.
pub(super) struct Shown {
    open: Option<(figures::Figures, (i64, Charged), NaiveDate)>,
    months: Vec<Month>,
    is_expected: bool,
    /// The month of today, counted from 0.
    current: usize,
    today: NaiveDate,
}

/// Reads them, within what the viewer sees.
///
/// # Errors
/// Those of the database.
pub(super) async fn load(state: &AppState, viewer: &Viewer, today: NaiveDate) -> Result<Option<Shown>, AppError> {
    let db = &state.db;
    if let Ok(reach) = scope_of(viewer) {
        let scope = Scope::of(viewer, reach)?;
        // The tab by which the list opens.
        let tab = viewer.partner().filter(|partner| partner.kind == PartnerKind::Distributor).map(|_| Tab::Own);
        let first = first_of_month_back(today, 0);
        let months: Vec<NaiveDate> = (0..MONTHS_OF_CHART).filter_map(|ahead| first.checked_add_months(Months::new(ahead))).collect();
        let range = (months.first().copied().unwrap_or(today), months.last().copied().unwrap_or(today));
        let sunday = end_of_week(today);
        let (open, ending, found) = tokio::try_join!(
            figures::open(db, &scope, tab),
            figures::ending(db, &scope, tab, (today, sunday)),
            figures::months(db, &scope, range)
        )?;
        let month = |first: NaiveDate| Month {
            name: cycle_of(first),
            amount: found.iter().find(|(month, _)| *month == first).map_or(Charged::ZERO, |(_, amount)| *amount),
        };
        let months = months.into_iter().map(month).collect();
        return Ok(Some(Shown { open: Some((open, ending, sunday)), months, is_expected: true, current: 0, today }));
    }
    let Ok(reach) = sees_consumption(viewer) else { return Ok(None) };
    let firsts: Vec<NaiveDate> = (0..MONTHS_OF_CHART).rev().map(|back| first_of_month_back(today, back)).collect();
    let earliest = firsts.first().map(|first| cycle_of(*first)).unwrap_or_default();
    let found = consumption::months(db, &Scope::of(viewer, reach)?, &earliest).await?;
    let month = |first: NaiveDate| {
        let name = cycle_of(first);
        let amount = found.iter().find(|month| month.cycle == name).map_or(Charged::ZERO, |month| month.charged);
        Month { name, amount }
    };
    let months: Vec<Month> = firsts.into_iter().map(month).collect();
    let current = months.len().saturating_sub(1);
    Ok(Some(Shown { open: None, months, is_expected: false, current, today }))
}

fn expected_between(from: NaiveDate, until: NaiveDate) -> String {
    format!("/sales/opportunities?state=open&expected_from={from}&expected_until={until}")
}

/// The figures; each leads to the list that says the same.
pub(super) fn figures(shown: &Shown, t: HomeText) -> Option<AnyView> {
    let (open, (ending, amount), sunday) = shown.open.clone()?;
    let list = "/sales/opportunities?state=open";
    let opportunities = move |count: i64| match count {
        1 => t.one_opportunity().to_owned(),
        count if count > MOST => t.opportunities_of("10,000+"),
        count => t.opportunities_of(count),
    };
    // Of more than these the list shows no sum either.
    let sum = |count: i64, amount: Charged| if count > MOST { "10,000+".to_owned() } else { format_cny(amount) };
    let (this_week, count) = (expected_between(shown.today, sunday), opportunities(ending));
    let figures = view! {
        <Figures>
            <Figure label=t.figure_open() value=sum(open.open, open.expected) note=opportunities(open.open) href=list/>
            <Figure label=t.figure_weighted() value=sum(open.open, open.weighted) href=list/>
            <Figure label=t.figure_ending() value=sum(ending, amount) note=count href=this_week/>
        </Figures>
    };
    Some(figures.into_any())
}

/// The chart with its table; nothing where there is nothing to draw.
pub(super) fn chart(shown: &Shown, t: HomeText) -> Option<AnyView> {
    let amounts: Vec<Decimal> = shown.months.iter().map(|month| month.amount.amount()).collect();
    if amounts.iter().all(Decimal::is_zero) {
        return None;
    }
    let title = if shown.is_expected { t.chart_expected() } else { t.chart_spend() };
    let name = |month: Option<&Month>| month.map(|month| month.name.clone()).unwrap_or_default();
    let (from, to) = (name(shown.months.first()), name(shown.months.last()));
    let label = format!("{title}. {}", t.chart_label(&from, &to));
    let rows = shown.months.iter().map(|month| {
        view! { <tr><th scope="row">{month.name.clone()}</th><td class="num">{format_charged(month.amount)}</td></tr> }
    });
    let rows = rows.collect_view();
    let view = view! {
        <section class="card">
            <header><h2>{title}</h2></header>
            <div class="body wide">
                <BarChart amounts=amounts current=shown.current step=STEP height=HEIGHT from=from to=to label=label/>
                <details>
                    <summary class="small">{t.as_table()}</summary>
                    <table aria-label=title>
                        <thead><tr><th scope="col">{t.month()}</th><th scope="col" class="num">{t.amount()}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </details>
            </div>
        </section>
    };
    Some(view.into_any())
}
