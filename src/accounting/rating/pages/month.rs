//! `/sales/consumption/customers/{id}?month=2026-11`: how one customer's month adds up, and what of it was cut off.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use rust_decimal::Decimal;

use super::scope_of;
use crate::accounting::rating::queries::{self, ProductSum};
use crate::accounting::rating::rules::split;
use crate::accounting::rating::text::RatingText;
use crate::auth::Viewer;
use crate::consumption::rules::{earliest_day, last_of_month, parse_cycle};
use crate::consumption::text::ConsumptionText;
use crate::customers::model::CustomerId;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::lists::ListName;
use crate::lists::addresses::address_of;
use crate::server::{AppState, request};
use crate::ui::shell::{Page, page};
use crate::values::date::beijing_date;
use crate::values::money::{Charged, Rated, format_charged, format_eight};

struct PageData {
    locale: Locale,
    cycle: String,
    /// The records of the month.
    records: String,
    number: String,
    /// Masked.
    customer: String,
    sums: Vec<ProductSum>,
    all: ProductSum,
}

/// One customer's month.
#[component]
pub fn MonthPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let cycle = use_query_map().get_untracked().get("month").unwrap_or_default();
    page(async move { Ok(whole(load(viewer?, locale, &state, &id, &cycle).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str, cycle: &str) -> Result<PageData, AppError> {
    let scope = scope_of(&viewer, locale)?;
    let id: CustomerId = id.parse().map_err(|_| AppError::NotFound)?;
    // As far back as consumption is shown (R61).
    let first = parse_cycle(cycle).filter(|first| *first >= earliest_day(beijing_date(state.clock.now()))).ok_or(AppError::NotFound)?;
    let (number, customer, sums) = queries::month(&state.db, &scope, id, cycle).await?.ok_or(AppError::NotFound)?;
    let all = added(&sums).ok_or_else(|| AppError::from(sqlx::Error::Protocol("the sums of a month are beyond every column".into())))?;
    let (from, until) = (first.to_string(), last_of_month(first).to_string());
    let records = address_of(ListName::Consumption, [("number", number.as_str()), ("from", from.as_str()), ("until", until.as_str())]);
    Ok(PageData { locale, cycle: cycle.to_owned(), records, number, customer, sums, all })
}

/// The sum of all products.
fn added(sums: &[ProductSum]) -> Option<ProductSum> {
    let rated = |of: fn(&ProductSum) -> Rated| sums.iter().map(of).try_fold(Rated::ZERO, |sum, one| sum.checked_add(one));
    Some(ProductSum {
        product_type: String::new(),
        records: sums.iter().map(|sum| sum.records).sum(),
        list_rated: rated(|sum| sum.list_rated)?,
        discount_rated: rated(|sum| sum.discount_rated)?,
        payable_rated: rated(|sum| sum.payable_rated)?,
        charged: sums.iter().try_fold(Charged::ZERO, |sum, one| sum.checked_add(one.charged))?,
        remainder: rated(|sum| sum.remainder)?,
    })
}

fn steps(all: &ProductSum, t: RatingText) -> Vec<String> {
    let (list, discount, payable) = (format_eight(all.list_rated), format_eight(all.discount_rated), format_eight(all.payable_rated));
    let (charged, remainder) = (format_charged(all.charged), format_eight(all.remainder));
    let whole = split(all.payable_rated).charged;
    let records_charged = if all.records == 1 { t.one_charged(&charged) } else { t.records_charged(all.records, &charged) };
    let mut steps = vec![t.payable(&list, &discount, &payable), records_charged];
    if whole != all.charged {
        steps.push(t.not_the_sum(&payable, format_charged(whole)));
    }
    steps.push(t.remainder(&payable, &charged, &remainder));
    if all.list_rated.amount() - all.discount_rated.amount() - all.charged.amount() - all.remainder.amount() == Decimal::ZERO {
        steps.push(t.proof(&list, &discount, &charged, &remainder));
    }
    steps
}

fn whole(shown: PageData) -> AnyView {
    let (t, c) = (RatingText(shown.locale), ConsumptionText(shown.locale));
    let crumbs = vec![
        (c.consumption().to_owned(), "/sales/consumption".to_owned()),
        (c.remainders().to_owned(), ListName::ConsumptionRemainders.address().to_owned()),
    ];
    let lead = view! { <p>{shown.customer}" · "<a href=shown.records>{t.see_records()}</a></p> };
    let steps: Vec<_> = steps(&shown.all, t).into_iter().map(|step| view! { <li>{step}</li> }).collect();
    let rows: Vec<AnyView> = shown.sums.iter().map(|sum| row(sum, &sum.product_type, t)).collect();
    let foot = row(&shown.all, t.all(), t);
    view! {
        <Page title=t.month_title(&shown.number, &shown.cycle) section=Words(shown.locale).sales() crumbs=crumbs lead=lead>
            <div class="stack">
                <section class="card"><header><h2>{t.steps()}</h2></header><div class="body"><ol class="stack">{steps}</ol></div></section>
                <section class="card">
                    <header><h2>{t.by_product()}</h2></header>
                    // Nothing in it can be focused: whoever has no mouse scrolls it by the keys.
                    <div class="scroll" role="region" tabindex="0" aria-label=t.by_product()>
                        <table class="records" aria-label=t.by_product()>
                            <thead>
                                <tr>
                                    <th scope="col">{t.product()}</th><th scope="col" class="num">{t.records()}</th>
                                    <th scope="col" class="num">{t.list_amount()}</th><th scope="col" class="num">{t.discount_amount()}</th>
                                    <th scope="col" class="num">{t.payable_amount()}</th><th scope="col" class="num">{t.charged_amount()}</th>
                                    <th scope="col" class="num">{t.remainder_amount()}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                            <tfoot>{foot}</tfoot>
                        </table>
                    </div>
                </section>
            </div>
        </Page>
    }
    .into_any()
}

fn row(sum: &ProductSum, name: &str, t: RatingText) -> AnyView {
    let cell = |label: &'static str, shown: String| view! { <td class="num" data-label=label>{shown}</td> };
    view! {
        <tr>
            <th scope="row">{name.to_owned()}</th>
            {cell(t.records(), sum.records.to_string())}
            {cell(t.list_amount(), format_eight(sum.list_rated))}
            {cell(t.discount_amount(), format_eight(sum.discount_rated))}
            {cell(t.payable_amount(), format_eight(sum.payable_rated))}
            {cell(t.charged_amount(), format_charged(sum.charged))}
            {cell(t.remainder_amount(), format_eight(sum.remainder))}
        </tr>
    }
    .into_any()
}
