//! `/sales/customers/{id}`: one customer, masked, and its opportunities as far as the viewer sees them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::cards::{self, Cards};
use super::loading::opportunities;
use super::text::PageText;
use crate::auth::{Scope, Viewer};
use crate::customers::api::Revealed;
use crate::customers::model::{CustomerId, MaskedColumn};
use crate::customers::queries::detail::{self, CustomerDetail, OpportunityLine};
use crate::customers::reveal::{Eye, answered, masked};
use crate::customers::rules;
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::opportunities::rules::may_report;
use crate::opportunities::text::OpportunityText;
use crate::server::{AppState, request};
use crate::ui::icon::{Icon, IconName};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date, format_moment};
use crate::values::money::format_charged;

struct Shown {
    viewer: Viewer,
    locale: Locale,
    now: DateTime<Utc>,
    customer: CustomerDetail,
    /// `None` for who sees no opportunities at all.
    opportunities: Option<Vec<OpportunityLine>>,
    revealed: Option<Revealed>,
    cards: Cards,
}

/// One customer.
#[component]
pub fn CustomerPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    page(async move { Ok(whole(&Arc::new(load(viewer?, locale, &state, &id, done).await?))) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str, done: String) -> Result<Shown, AppError> {
    let denied = |denial| AppError::NotAllowed { rule: CustomerText(locale).denial(denial, &viewer) };
    let scope = Scope::of(&viewer, rules::scope_of(&viewer).map_err(denied)?)?;
    let id: CustomerId = id.parse().map_err(|_| AppError::NotFound)?;
    let customer = detail::lookup(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let opportunities = match opportunities(&viewer) {
        Some(scope) => Some(detail::opportunities(&state.db, &scope, id).await?),
        None => None,
    };
    let cards = cards::load(&viewer, locale, state, &scope, id, done).await?;
    Ok(Shown { viewer, locale, now: state.clock.now(), customer, opportunities, revealed: answered(), cards })
}

fn whole(shown: &Arc<Shown>) -> AnyView {
    let t = CustomerText(shown.locale);
    let crumbs = vec![(t.customers().to_owned(), "/sales/customers".to_owned())];
    let heading = shown.clone();
    let lead = move || lead(&heading);
    // An account manager reports for her own customers only (R4), whatever more a second role shows her.
    let is_own = shown.customer.owner_id == Some(shown.viewer.person_id);
    let reports = may_report(&shown.viewer).is_ok() && (is_own || !shown.viewer.is_account_manager());
    let href = format!("/sales/opportunities/new?customer=association:{}", shown.customer.association_id);
    let actions =
        move || reports.then(|| view! { <a class="button main" href=href.clone()><Icon name=IconName::Plus/>{t.report_opportunity()}</a> });
    let title = format!("{} {}", t.customer_title(), shown.customer.number);
    let (left, right) = (opportunities_card(shown), facts(shown));
    let (notice, cards_left, cards_right) = (cards::notice(&shown.cards), cards::left(&shown.cards), cards::right(&shown.cards));
    view! {
        <Page title=title section=Words(shown.locale).sales() crumbs=crumbs lead=lead actions=actions>
            {notice}
            <div class="cols">
                <div class="stack">{left}{cards_left}</div>
                <aside class="stack">{right}{cards_right}</aside>
            </div>
        </Page>
    }
    .into_any()
}

fn secret(shown: &Shown, column: MaskedColumn, mask: &str) -> AnyView {
    let key = format!("customer:{}", shown.customer.id);
    let open = shown.revealed.as_ref().is_some_and(|revealed| revealed.field == column.as_str());
    let value = masked(shown.revealed.as_ref(), Some(&key), column, mask.to_owned());
    view! { {value}" "<Eye column=column keys=vec![key] open=open/> }.into_any()
}

fn lead(shown: &Shown) -> AnyView {
    let (t, customer) = (CustomerText(shown.locale), &shown.customer);
    let rest = format!(" · {} · {}", t.industry(customer.industry), customer.partner);
    view! { <div class="row small">{secret(shown, MaskedColumn::Name, &customer.name)}<span>{rest}</span></div> }.into_any()
}

fn facts(shown: &Shown) -> AnyView {
    let (t, customer) = (CustomerText(shown.locale), &shown.customer);
    let line = |label: &'static str, column: MaskedColumn, mask: &str| {
        let value = if mask.is_empty() { t.not_said().into_any() } else { secret(shown, column, mask) };
        view! { <dt>{label}</dt><dd>{value}</dd> }.into_any()
    };
    let since = format_date(beijing_date(customer.started_at), shown.locale);
    let manager = customer.account_manager.clone().unwrap_or_else(|| t.no_account_manager().to_owned());
    view! {
        <section class="card">
            <header><h2>{t.overview()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.number()}</dt><dd>{customer.number.clone()}</dd>
                    {line(t.account_name(), MaskedColumn::AccountName, &customer.account_name)}
                    {line(t.contact_name(), MaskedColumn::Contact, &customer.contact_name)}
                    {line(t.mobile(), MaskedColumn::Mobile, &customer.mobile)}
                    {line(t.email(), MaskedColumn::Email, &customer.email)}
                    <dt>{t.real_name_state_label()}</dt><dd>{t.real_name_state(customer.real_name_state)}</dd>
                    <dt>{t.association_type_label()}</dt><dd>{t.associated_since(t.association_type(customer.kind), since)}</dd>
                    <dt>{t.account_manager()}</dt><dd>{manager}</dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

fn opportunities_card(shown: &Shown) -> AnyView {
    let (t, p, o) = (CustomerText(shown.locale), PageText(shown.locale), OpportunityText(shown.locale));
    let body = match &shown.opportunities {
        None => view! { <div class="body quiet">{p.no_page()}</div> }.into_any(),
        Some(lines) if lines.is_empty() => view! { <div class="body quiet">{t.no_opportunities()}</div> }.into_any(),
        Some(lines) => {
            let heads = [p.opportunity(), p.stage()].map(|label| view! { <th scope="col">{label}</th> }).collect_view();
            let rows: Vec<AnyView> = lines.iter().map(|line| opportunity(shown, line)).collect();
            view! {
                <div class="scroll">
                    <table class="records" aria-label=t.opportunities()>
                        <thead>
                            <tr>
                                {heads}<th scope="col" class="num">{p.per_month()}</th><th scope="col">{p.owner()}</th><th scope="col">{p.updated()}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }
    };
    view! { <section class="card"><header><h2>{o.opportunities()}</h2></header>{body}</section> }.into_any()
}

fn opportunity(shown: &Shown, line: &OpportunityLine) -> AnyView {
    let (p, o) = (PageText(shown.locale), OpportunityText(shown.locale));
    let href = format!("/sales/opportunities/{}", line.id);
    let stage = line.stage.parse().map_or_else(|_| line.stage.clone(), |stage| o.stage(stage).to_owned());
    view! {
        <tr data-row=line.id.to_string()>
            <td><a class="strong" href=href>{line.name.clone()}</a></td>
            <td data-label=p.stage()>{stage}</td>
            <td data-label=p.per_month() class="num">{format_charged(line.expected_monthly_revenue)}</td>
            <td data-label=p.owner()>{line.owner.clone()}</td>
            <td data-label=p.updated() class="nowrap quiet">{format_moment(line.updated_at, shown.now, shown.locale)}</td>
        </tr>
    }
    .into_any()
}
