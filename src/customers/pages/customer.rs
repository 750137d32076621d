//! `/sales/customers/{id}`: one customer, masked, and what capabilities above show beside it: its opportunities, its orders.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::cards::{self, Cards};
use crate::auth::{Scope, Viewer};
use crate::customers::api::Revealed;
use crate::customers::model::{CustomerId, MaskedColumn};
use crate::customers::queries::detail::{self, CustomerDetail};
use crate::customers::reveal::{Eye, answered, masked};
use crate::customers::rules;
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::lists::related_panels::{PanelContext, RelatedPanels};
use crate::server::{AppState, request};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date};

struct PageData {
    context: PanelContext<CustomerDetail>,
    actions: Vec<AnyView>,
    panels: Vec<AnyView>,
    revealed: Option<Revealed>,
    cards: Cards,
}

/// One customer.
#[component]
pub fn CustomerPage(
    /// What capabilities above show beside customers.
    panels: &'static [RelatedPanels<CustomerDetail>],
) -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    page(async move { Ok(whole(load(viewer?, panels, locale, &state, &id, done).await?)) })
}

async fn load(
    viewer: Viewer,
    panels: &'static [RelatedPanels<CustomerDetail>],
    locale: Locale,
    state: &AppState,
    id: &str,
    done: String,
) -> Result<PageData, AppError> {
    let denied = |denial| AppError::NotAllowed { rule: CustomerText(locale).denial(denial, &viewer) };
    let scope = Scope::of(&viewer, rules::scope_of(&viewer).map_err(denied)?)?;
    let id: CustomerId = id.parse().map_err(|_| AppError::NotFound)?;
    let customer = detail::lookup(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let cards = cards::load(&viewer, locale, state, &scope, id, done).await?;
    let context = PanelContext { viewer, locale, now: state.clock.now(), record: customer };
    let mut beside = Vec::new();
    for panel in panels {
        beside.push((panel.card)(state.clone(), context.clone()).await?);
    }
    let actions = panels.iter().filter_map(|panel| (panel.action)(&context)).collect();
    Ok(PageData { actions, context, panels: beside, revealed: answered(), cards })
}

fn whole(shown: PageData) -> AnyView {
    let (t, locale) = (CustomerText(shown.context.locale), shown.context.locale);
    let crumbs = vec![(t.customers().to_owned(), "/sales/customers".to_owned())];
    let title = format!("{} {}", t.customer_title(), shown.context.record.number);
    let (lead, facts) = (lead(&shown), facts(&shown));
    let (notice, cards_left, cards_right) = (cards::notice(&shown.cards), cards::left(&shown.cards), cards::right(&shown.cards));
    view! {
        <Page title=title section=Words(locale).sales() crumbs=crumbs lead=lead actions=shown.actions>
            {notice}
            <div class="cols">
                <div class="stack">{shown.panels}{cards_left}</div>
                <aside class="stack">{facts}{cards_right}</aside>
            </div>
        </Page>
    }
    .into_any()
}

fn secret(shown: &PageData, column: MaskedColumn, mask: &str) -> AnyView {
    let key = format!("customer:{}", shown.context.record.id);
    let open = shown.revealed.as_ref().is_some_and(|revealed| revealed.field == column.as_str());
    let value = masked(shown.revealed.as_ref(), Some(&key), column, mask.to_owned());
    view! { {value}" "<Eye column=column keys=vec![key] open=open/> }.into_any()
}

fn lead(shown: &PageData) -> AnyView {
    let (t, customer) = (CustomerText(shown.context.locale), &shown.context.record);
    let rest = format!(" · {} · {}", t.industry(customer.industry), customer.partner);
    view! { <div class="row small">{secret(shown, MaskedColumn::Name, &customer.name)}<span>{rest}</span></div> }.into_any()
}

fn facts(shown: &PageData) -> AnyView {
    let (t, customer) = (CustomerText(shown.context.locale), &shown.context.record);
    let line = |label: &'static str, column: MaskedColumn, mask: &str| {
        let value = if mask.is_empty() { t.not_said().into_any() } else { secret(shown, column, mask) };
        view! { <dt>{label}</dt><dd>{value}</dd> }.into_any()
    };
    let since = format_date(beijing_date(customer.started_at), shown.context.locale);
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
