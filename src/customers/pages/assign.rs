//! `/sales/customers/assign`: who receives the chosen customers, and what follows from it, said before it is done.

use std::sync::Arc;

use leptos::prelude::*;

use crate::auth::{PersonId, Reach, Scope, Viewer};
use crate::customers::model::{AssignRefusal, CustomerId};
use crate::customers::queries::assigning::{self, Chosen, Load};
use crate::customers::rules;
use crate::customers::text::{AssignText, CustomerText, ListText};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::{CheckBox, Select};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

struct PageData {
    locale: Locale,
    reach: Reach,
    chosen: Vec<(Chosen, Option<AssignRefusal>)>,
    /// Chosen by the address, and not to be seen.
    gone: usize,
    receivers: Vec<Load>,
    to: Option<PersonId>,
}

/// Assigns or takes back the customers that the address names.
#[component]
pub fn AssignPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = request::query();
    page(async move { Ok(whole(&Arc::new(load(viewer?, locale, &state, &query).await?))) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, query: &str) -> Result<PageData, AppError> {
    let reach = rules::may_assign(&viewer).map_err(|denial| AppError::NotAllowed { rule: AssignText(locale).denial(denial, &viewer) })?;
    let visible_reach =
        rules::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: CustomerText(locale).denial(denial, &viewer) })?;
    let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
    let (mut ids, mut to) = (Vec::<CustomerId>::new(), None);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "customers" => ids.extend(value.split(',').filter_map(|id| id.trim().parse::<CustomerId>().ok())),
            "to" => to = value.parse().ok(),
            _ => {}
        }
    }
    ids.sort_by_key(|id| id.0);
    ids.dedup();
    ids.truncate(rules::MOST_AT_ONCE);
    let team = (reach == Reach::Team).then_some(viewer.person_id);
    let scope = Scope::of(&viewer, visible_reach)?;
    let (chosen, receivers) =
        tokio::try_join!(assigning::chosen(&state.db, &scope, &ids), assigning::account_managers(&state.db, partner, team))?;
    let gone = ids.len().saturating_sub(chosen.len());
    if chosen.is_empty() && gone > 0 {
        return Err(AppError::NotFound);
    }
    let judged = chosen.into_iter().map(|one| {
        let refusal = rules::may_move(&viewer, reach, &one.standing).err();
        (one, refusal)
    });
    Ok(PageData { locale, reach, chosen: judged.collect(), gone, receivers, to })
}

fn whole(shown: &Arc<PageData>) -> AnyView {
    let t = AssignText(shown.locale);
    let crumbs = vec![(CustomerText(shown.locale).customers().to_owned(), "/sales/customers".to_owned())];
    let body = if shown.chosen.is_empty() { nothing_chosen(t) } else { forms(shown) };
    let gone = (shown.gone > 0).then(|| t.some_gone(shown.gone));
    view! {
        <Page title=t.assign_title() section=Words(shown.locale).sales() crumbs=crumbs>
            {gone.map(|words| view! { <Notice tone=NoticeTone::Warn>{words}</Notice> })}
            {body}
        </Page>
    }
    .into_any()
}

fn nothing_chosen(t: AssignText) -> AnyView {
    view! {
        <section class="card">
            <EmptyState kind=EmptyKind::Nothing title=t.choose_customers() text=t.choose_customers_text()>
                <a class="button" href="/sales/customers">{t.to_list()}</a>
            </EmptyState>
        </section>
    }
    .into_any()
}

fn forms(shown: &PageData) -> AnyView {
    let has_owner = shown.chosen.iter().any(|(one, _)| one.standing.owner_id.is_some());
    view! {
        {chosen(shown)}
        <div class="cols">
            {assign_form(shown)}
            <aside class="stack">{consequences(shown)}{has_owner.then(|| take_back_form(shown))}</aside>
        </div>
    }
    .into_any()
}

/// Customers and versions as the page shows them; those that cannot be moved go along, so that the answer names them.
fn picked(shown: &PageData) -> String {
    shown.chosen.iter().map(|(one, _)| format!("{}:{}", one.customer, one.standing.version)).collect::<Vec<_>>().join(",")
}

fn chosen(shown: &PageData) -> AnyView {
    let (t, c, are_several) = (AssignText(shown.locale), CustomerText(shown.locale), shown.chosen.len() > 1);
    let rows: Vec<AnyView> = shown
        .chosen
        .iter()
        .map(|(one, refusal)| {
            let href = format!("/sales/customers/{}", one.customer);
            let manager = one.account_manager.clone().unwrap_or_else(|| c.no_account_manager().to_owned());
            let problem = refusal.map(|refusal| view! { <span class="sub">{t.about(&one.number, refusal)}</span> });
            let without = are_several.then(|| {
                let others = shown.chosen.iter().filter(|(other, _)| other.customer != one.customer);
                let others = others.map(|(other, _)| other.customer.to_string()).collect::<Vec<_>>().join(",");
                let to = shown.to.map(|to| format!("&to={to}")).unwrap_or_default();
                let label = t.leave_out_this(&one.number);
                let href = format!("/sales/customers/assign?customers={others}{to}");
                view! { <td class="acts"><a href=href aria-label=label>{t.leave_out()}</a></td> }
            });
            view! {
                <tr>
                    <td><a class="strong" href=href>{one.number.clone()}</a>{problem}</td>
                    <td data-label=c.name()>{one.name.clone()}</td>
                    <td data-label=t.receiver()>{manager}</td>
                    <td data-label=ListText(c.locale()).open_opportunities() class="num">{one.open_opportunities}</td>
                    <td data-label=t.alerts() class="num">{one.open_alerts}</td>
                    {without}
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="card">
            <header><h2>{t.chosen()}</h2></header>
            <div class="scroll">
                <table class="records" aria-label=t.chosen()>
                    <thead>
                        <tr>
                            <th scope="col">{c.number()}</th><th scope="col">{c.name()}</th><th scope="col">{t.receiver()}</th>
                            <th scope="col" class="num">{ListText(shown.locale).open_opportunities()}</th><th scope="col" class="num">{t.alerts()}</th>
                            {are_several.then(|| view! { <th scope="col">{c.actions()}</th> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn assign_form(shown: &PageData) -> AnyView {
    let t = AssignText(shown.locale);
    let people: Vec<(String, String)> =
        shown.receivers.iter().map(|one| (one.id.to_string(), t.with_count(&one.name, one.customers))).collect();
    let to = shown.to.map(|id| id.to_string()).unwrap_or_default();
    let (picked, cancel) = (picked(shown), Words(shown.locale).cancel());
    view! {
        <Form action="customers.assign" class="card">
            <header><h2>{t.assign()}</h2></header>
            <div class="body fields">
                <input type="hidden" name="form[customers]" value=picked/>
                <Select
                    name="form[to]" label=t.receiver() hint=t.receiver_hint() options=people value=to blank=t.choose_receiver()
                    required=true class="wide short"
                />
                <CheckBox name="form[opportunities]" label=t.opportunities_too() hint=t.opportunities_hint() class="wide"/>
                <div class="wide row">
                    <button class="button main">{t.assign()}</button>
                    <a class="button plain" href="/sales/customers">{cancel}</a>
                </div>
            </div>
        </Form>
    }
    .into_any()
}

fn consequences(shown: &PageData) -> AnyView {
    let t = AssignText(shown.locale);
    view! {
        <section class="card">
            <header><h2>{t.what_follows()}</h2></header>
            <div class="body stack">
                <ul class="stack">
                    <li>{t.follows()}</li>
                    <li>{t.stays()}</li>
                    <li>{t.figures()}</li>
                    <li>{t.recorded()}</li>
                </ul>
            </div>
        </section>
    }
    .into_any()
}

fn take_back_form(shown: &PageData) -> AnyView {
    let (t, picked, of_a_team) = (AssignText(shown.locale), picked(shown), shown.reach == Reach::Team);
    view! {
        <Form action="customers.take_back" class="card">
            <header><h2>{t.take_back()}</h2></header>
            <div class="body stack">
                <input type="hidden" name="form[customers]" value=picked/>
                <p>{t.take_back_text()}</p>
                {of_a_team.then(|| view! { <p>{t.take_back_team()}</p> })}
                <p><button class="button">{t.take_back()}</button></p>
            </div>
        </Form>
    }
    .into_any()
}
