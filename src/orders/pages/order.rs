//! `/sales/orders/{id}`: one order, its amounts and what it consists of.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{address_of_resources, line_tone, renewal_tone, tone};
use crate::auth::{Scope, Viewer};
use crate::customers::api::Revealed;
use crate::customers::mask::visible_customers;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::{answered, customer_value};
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::orders::model::OrderId;
use crate::orders::queries::{self, OrderDetail, OrderLine};
use crate::orders::rules;
use crate::orders::text::OrderText;
use crate::server::{AppState, request};
use crate::ui::badge::Badge;
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;
use crate::values::money::{format_charged, format_cny, format_rated};

/// Resources that the page shows; the list of resources has all.
const SHOWN: i64 = 50;

struct PageData {
    locale: Locale,
    order: OrderDetail,
    lines: Vec<OrderLine>,
    /// Of how many resources.
    count: i64,
    /// The viewer may see the customer today.
    sees_customer: bool,
    revealed: Option<Revealed>,
}

/// One order.
#[component]
pub fn OrderPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    page(async move { Ok(whole(&load(viewer?, locale, &state, &id).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str) -> Result<PageData, AppError> {
    let reach = rules::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: OrderText(locale).denial(denial, &viewer) })?;
    let scope = Scope::of(&viewer, reach)?;
    let id: OrderId = id.parse().map_err(|_| AppError::NotFound)?;
    let order = queries::lookup(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let (lines, count) = queries::lines(&state.db, &scope, id, SHOWN).await?;
    let seen = match visible_customers(&viewer) {
        Some(scope) => crate::customers::queries::detail::lookup(&state.db, &scope, order.customer_id).await?,
        None => None,
    };
    Ok(PageData { locale, order, lines, count, sees_customer: seen.is_some(), revealed: answered() })
}

fn whole(shown: &PageData) -> AnyView {
    let (t, order) = (OrderText(shown.locale), &shown.order);
    let crumbs = vec![(t.orders().to_owned(), "/sales/orders".to_owned())];
    let (tone, state, kind) = (tone(order.state), t.state_of(order.state), t.type_of(order.order_type));
    let lead = view! { <div class="row small"><Badge tone=tone>{state}</Badge><span>{kind}</span></div> };
    let (lines, amounts, facts) = (lines(shown), amounts(shown), facts(shown));
    view! {
        <Page title=t.order_title(&order.number) section=Words(shown.locale).sales() crumbs=crumbs lead=lead>
            <div class="cols"><div class="stack">{lines}</div><aside class="stack">{amounts}{facts}</aside></div>
        </Page>
    }
    .into_any()
}

fn secret(shown: &PageData, column: MaskedColumn, mask: &str) -> AnyView {
    customer_value(shown.order.customer_id, shown.sees_customer, shown.revealed.as_ref(), column, mask)
}

fn facts(shown: &PageData) -> AnyView {
    let (t, order, locale) = (OrderText(shown.locale), &shown.order, shown.locale);
    let number = order.customer_number.clone();
    let customer = match shown.sees_customer {
        true => view! { <a href=format!("/sales/customers/{}", order.customer_id)>{number}</a> }.into_any(),
        false => number.into_any(),
    };
    let owner = order.owner.clone().unwrap_or_else(|| t.nobody().to_owned());
    let paid = order.paid_at.map(|at| view! { <dt>{t.paid_at()}</dt><dd>{format_stamp(at, locale)}</dd> });
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.number()}</dt><dd translate="no">{order.number.clone()}</dd>
                    <dt>{t.customer()}</dt><dd>{secret(shown, MaskedColumn::Name, &order.customer)}" · "{customer}</dd>
                    <dt>{t.account()}</dt><dd>{secret(shown, MaskedColumn::AccountName, &order.account_name)}</dd>
                    <dt>{t.association_type()}</dt><dd>{CustomerText(locale).association_type(order.association_kind)}" · "{order.partner.clone()}</dd>
                    <dt>{t.owner()}</dt><dd>{owner}</dd>
                    <dt>{t.product_type()}</dt><dd>{order.product_type.clone()}</dd>
                    <dt>{t.placed_at()}</dt><dd>{format_stamp(order.placed_at, locale)}</dd>
                    {paid}
                    <dt>{t.paid_by()}</dt><dd>{t.payer(order.paid_by)}</dd>
                    <dt>{t.as_of()}</dt><dd>{format_stamp(order.as_of, locale)}</dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

/// Rated and charged amounts, each said for what it is.
fn amounts(shown: &PageData) -> AnyView {
    let (t, order) = (OrderText(shown.locale), &shown.order);
    view! {
        <section class="card">
            <header><h2>{t.amounts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.list_amount()}</dt><dd title=t.rated_hint()>{format_rated(order.list_rated)}</dd>
                    <dt>{t.discount_amount()}</dt><dd title=t.rated_hint()>{format_rated(order.discount_rated)}</dd>
                    <dt>{t.payable()}</dt><dd title=t.payable_hint()><b>{format_cny(order.payable_charged)}</b></dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

fn lines(shown: &PageData) -> AnyView {
    let t = OrderText(shown.locale);
    let all = address_of_resources(&shown.order.number);
    let body = if shown.lines.is_empty() {
        view! { <div class="body quiet">{t.no_lines()}</div> }.into_any()
    } else {
        let rows: Vec<AnyView> = shown.lines.iter().map(|line| row(line, t)).collect();
        let first = i64::try_from(shown.lines.len()).unwrap_or(SHOWN);
        let more = (shown.count > first).then(|| t.first_lines(first, shown.count));
        view! {
            // Nothing in it can be focused: whoever has no mouse scrolls it by the keys.
            <div class="scroll" role="region" tabindex="0" aria-label=t.lines_of_order()>
                <table class="records" aria-label=t.lines_of_order()>
                    <thead>
                        <tr>
                            <th scope="col">{t.resource()}</th><th scope="col">{t.product()}</th>
                            <th scope="col" class="num">{t.amount_rated()}</th><th scope="col" class="num">{t.amount_charged()}</th>
                            <th scope="col">{t.expires_at()}</th><th scope="col">{t.renewed()}</th><th scope="col">{t.line_state()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="body"><p>{more}" "<a href=all>{t.all_lines()}</a></p></div>
        }
        .into_any()
    };
    view! { <section class="card"><header><h2>{t.lines_of_order()}</h2></header>{body}</section> }.into_any()
}

fn row(line: &OrderLine, t: OrderText) -> AnyView {
    let name = t.resource_called(&line.resource_name, &line.resource_id, &line.line);
    let under = [line.resource_id.as_str(), line.region.as_str()].into_iter().filter(|text| !text.is_empty() && *text != name);
    let under = under.collect::<Vec<_>>().join(" · ");
    let product = [line.product.as_str(), line.specification.as_str()].into_iter().filter(|text| !text.is_empty());
    let product = product.collect::<Vec<_>>().join(" · ");
    let (renewal_tone, renewal) = (renewal_tone(line.renewal), t.renewal_of(line.renewal));
    let (line_tone, state) = (line_tone(line.state), t.line_state_of(line.state));
    let expires = line.expires_at.map_or_else(|| "–".to_owned(), |at| format_stamp(at, t.locale()));
    view! {
        <tr>
            <th scope="row">{name}<span class="sub">{under}</span></th>
            <td data-label=t.product()>{product}<span class="sub">{t.mode_of(line.charging_mode)}</span></td>
            <td data-label=t.amount_rated() class="num">{format_rated(line.amount_rated)}</td>
            <td data-label=t.amount_charged() class="num">{format_charged(line.amount_charged)}</td>
            <td data-label=t.expires_at() class="nowrap">{expires}</td>
            <td data-label=t.renewed()><Badge tone=renewal_tone>{renewal}</Badge></td>
            <td data-label=t.line_state()><Badge tone=line_tone>{state}</Badge></td>
        </tr>
    }
    .into_any()
}
