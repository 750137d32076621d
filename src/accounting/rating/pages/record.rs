//! `/sales/consumption/details/{id}`: how the amounts of one record follow from each other.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::scope_of;
use crate::accounting::rating::model::{RecordId, Usage};
use crate::accounting::rating::queries::{self, Charge, RecordDetail};
use crate::accounting::rating::rules::rate;
use crate::accounting::rating::text::{RatingText, plain};
use crate::auth::Viewer;
use crate::consumption::text::ConsumptionText;
use crate::customers::mask::visible_customers;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request};
use crate::ui::shell::{Page, page};
use crate::values::date::{format_date, format_stamp};
use crate::values::money::{Charged, Rated, format_charged, format_cny, format_eight};

struct PageData {
    locale: Locale,
    record: RecordDetail,
    /// The viewer may see the customer today.
    sees_customer: bool,
}

/// One record.
#[component]
pub fn RecordPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    page(async move { Ok(whole(&load(viewer?, locale, &state, &id).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str) -> Result<PageData, AppError> {
    let scope = scope_of(&viewer, locale)?;
    let id: RecordId = id.parse().map_err(|_| AppError::NotFound)?;
    let record = queries::lookup(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let seen = match visible_customers(&viewer) {
        Some(scope) => crate::customers::queries::detail::lookup(&state.db, &scope, record.customer_id).await?,
        None => None,
    };
    Ok(PageData { locale, sees_customer: seen.is_some(), record })
}

fn whole(shown: &PageData) -> AnyView {
    let (t, c, record) = (RatingText(shown.locale), ConsumptionText(shown.locale), &shown.record);
    let crumbs = vec![
        (c.consumption().to_owned(), "/sales/consumption".to_owned()),
        (c.details().to_owned(), "/sales/consumption/details".to_owned()),
    ];
    let lead = view! { <p>{c.bill_type_of(record.bill_type)}" · "{format_date(record.day, shown.locale)}" · "<b>{format_cny(record.split.charged)}</b></p> };
    let steps = match &record.refund {
        Some((charge, asked)) => steps_of_refund(record, charge, *asked, t),
        None => steps_of_record(record, t),
    };
    let refunded = record.refunded.map(|returned| {
        let said = t.refunded(format_charged(returned.charged), format_eight(returned.remainder));
        view! { <section class="card"><header><h2>{t.refunds()}</h2></header><div class="body"><p>{said}</p></div></section> }
    });
    let facts = facts(shown);
    view! {
        <Page title=t.record_title(&record.product_type) section=Words(shown.locale).sales() crumbs=crumbs lead=lead>
            <div class="cols">
                <div class="stack">
                    <section class="card"><header><h2>{t.steps()}</h2></header><div class="body">{steps}</div></section>
                    {refunded}
                </div>
                <aside class="stack">{facts}</aside>
            </div>
        </Page>
    }
    .into_any()
}

/// List amount and discount, from usage or as the file says them.
fn steps_of_price(record: &RecordDetail, usage: Option<&Usage>, t: RatingText) -> Vec<String> {
    let (list, discount) = (format_eight(record.list), format_eight(record.discount));
    // Priced again from what is stored; the database has checked that it is the same.
    let Some((usage, rating)) = usage.and_then(|usage| Some((usage, rate(usage).ok()?))) else {
        return vec![t.listed_in_file(&list), t.discounted_in_file(&discount)];
    };
    let unit = if record.unit.is_empty() { String::new() } else { format!(" {}", record.unit) };
    let converted = plain(rating.converted);
    vec![
        t.converted(plain(usage.quantity), unit, plain(usage.ratio), &converted),
        t.listed(&converted, plain(usage.linear_size), plain(usage.unit_price), format_eight(rating.list)),
        t.discounted(
            format_eight(rating.list),
            plain(usage.discount_rate * rust_decimal::Decimal::ONE_HUNDRED),
            format_eight(rating.discount),
        ),
    ]
}

fn steps_of_record(record: &RecordDetail, t: RatingText) -> AnyView {
    let (list, discount, payable) = (format_eight(record.list), format_eight(record.discount), format_eight(record.payable));
    let (charged, remainder) = (format_charged(record.split.charged), format_eight(record.split.remainder));
    let mut steps = steps_of_price(record, record.usage.as_ref(), t);
    steps.extend([
        t.payable(&list, &discount, &payable),
        t.charged(&payable, &charged),
        t.remainder(&payable, &charged, &remainder),
        t.proof(&list, &discount, &charged, &remainder),
    ]);
    view! { <ol class="stack">{steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ol> }.into_any()
}

fn steps_of_refund(record: &RecordDetail, charge: &Charge, asked: Rated, t: RatingText) -> AnyView {
    let of = &charge.amounts;
    let first = t.gives_back(format_eight(of.rated), format_charged(of.split.charged), format_eight(of.split.remainder));
    // The record is negative; what it gives back is not.
    let charged = Charged::new(-record.split.charged.amount()).unwrap_or_default();
    let remainder = Rated::new(-record.split.remainder.amount()).unwrap_or_default();
    let steps = [
        t.asked(format_eight(asked)),
        t.refund_rule().to_owned(),
        t.returned(format_charged(charged), format_eight(remainder)),
        t.returned_in_all(format_charged(charge.returned.charged), format_charged(of.split.charged)),
    ];
    let href = format!("/sales/consumption/details/{}", charge.id);
    view! {
        <ol class="stack">
            // In a paragraph, whose links are underlined.
            <li><p>{first}" "<a href=href>{t.original()}" "<span translate="no">{charge.external_id.clone()}</span></a></p></li>
            {steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}
        </ol>
    }
    .into_any()
}

fn facts(shown: &PageData) -> AnyView {
    let (t, c, record, locale) = (RatingText(shown.locale), ConsumptionText(shown.locale), &shown.record, shown.locale);
    let number = record.customer_number.clone();
    let customer = match shown.sees_customer {
        true => view! { <a href=format!("/sales/customers/{}", record.customer_id)>{number}</a> }.into_any(),
        false => number.into_any(),
    };
    let span = record.span.map(|(began, ended)| {
        let ended = ended.map(|at| format!(" – {}", format_stamp(at, locale))).unwrap_or_default();
        view! { <dt>{t.span()}</dt><dd>{format_stamp(began, locale)}{ended}</dd> }
    });
    let month = format!("/sales/consumption/customers/{}?month={}", record.customer_id, record.cycle);
    let later = (record.bill_cycle != record.cycle).then(|| view! { <p class="hint">{t.in_a_later_bill()}</p> });
    let product = match record.product.as_str() {
        "" => record.product_type.clone(),
        product => format!("{} · {product}", record.product_type),
    };
    let resource =
        (!record.resource_id.is_empty()).then(|| view! { <dt>{t.resource()}</dt><dd translate="no">{record.resource_id.clone()}</dd> });
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.external_id()}</dt><dd translate="no">{record.external_id.clone()}</dd>
                    <dt>{t.customer()}</dt><dd>{record.customer.clone()}" · "{customer}</dd>
                    <dt>{t.day()}</dt><dd>{format_date(record.day, locale)}</dd>
                    {span}
                    <dt>{t.cycle()}</dt><dd><a href=month>{record.cycle.clone()}</a></dd>
                    <dt>{t.bill()}</dt><dd>{record.bill_cycle.clone()}{later}</dd>
                    <dt>{t.bill_type()}</dt><dd>{c.bill_type_of(record.bill_type)}</dd>
                    <dt>{t.payment_method()}</dt><dd>{c.payment_method_of(record.payment_method)}</dd>
                    <dt>{t.product()}</dt><dd>{product}</dd>
                    {resource}
                    <dt>{t.as_of()}</dt><dd>{format_stamp(record.as_of, locale)}</dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}
