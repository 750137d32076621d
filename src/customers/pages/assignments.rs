//! `/sales/assignments`: the account managers, how many customers each of them has, and the way to their lists.

use leptos::prelude::*;

use crate::auth::{Reach, Viewer};
use crate::customers::queries::assigning::{self, Load};
use crate::customers::rules;
use crate::customers::text::{AssignText, CustomerText};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::shell::{Page, page};

struct PageData {
    locale: Locale,
    people: Vec<Load>,
    /// Customers of nobody; a supervisor does not see them.
    unassigned: Option<i64>,
}

/// Who has how many.
#[component]
pub fn AssignmentsPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    page(async move { Ok(whole(&load(viewer?, locale, &state).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState) -> Result<PageData, AppError> {
    let reach = rules::may_assign(&viewer).map_err(|denial| AppError::NotAllowed { rule: AssignText(locale).denial(denial, &viewer) })?;
    let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
    let team = (reach == Reach::Team).then_some(viewer.person_id);
    let people = assigning::account_managers(&state.db, partner, team).await?;
    let unassigned = match reach {
        Reach::Team => None,
        _ => Some(assigning::count_unassigned(&state.db, partner).await?),
    };
    Ok(PageData { locale, people, unassigned })
}

fn whole(shown: &PageData) -> AnyView {
    let t = AssignText(shown.locale);
    let lead = view! { <p>{t.assignments_lead()}</p> }.into_any();
    let content = if shown.people.is_empty() {
        let text = t.no_account_managers_text();
        view! { <EmptyState kind=EmptyKind::Nothing title=t.no_account_managers() text=text/> }.into_any()
    } else {
        table(shown)
    };
    view! {
        <Page title=t.assignments() section=Words(shown.locale).sales() lead=lead>
            <section class="card">{content}</section>
        </Page>
    }
    .into_any()
}

fn table(shown: &PageData) -> AnyView {
    let (t, c) = (AssignText(shown.locale), CustomerText(shown.locale));
    let nobody = shown.unassigned.map(|count| {
        view! {
            <tr>
                <td><a class="strong" href="/sales/customers?account_manager=nobody">{t.nobody()}</a></td>
                <td data-label=t.supervisor()></td>
                <td data-label=t.customers() class="num">{count}</td>
                <td data-label=t.alerts()></td>
                <td></td>
            </tr>
        }
    });
    let rows: Vec<AnyView> = shown.people.iter().map(|one| row(shown, one)).collect();
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.assignments()>
                <thead>
                    <tr>
                        <th scope="col">{c.account_manager()}</th><th scope="col">{t.supervisor()}</th>
                        <th scope="col" class="num">{t.customers()}</th><th scope="col" class="num">{t.alerts()}</th>
                        <th scope="col">{c.actions()}</th>
                    </tr>
                </thead>
                <tbody>{nobody}{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(shown: &PageData, one: &Load) -> AnyView {
    let t = AssignText(shown.locale);
    let list = format!("/sales/customers?account_manager={}", one.id);
    // A supervisor gives what the team has; customers of nobody are the administrator's to give.
    let from = if shown.unassigned.is_some() { "&account_manager=nobody" } else { "" };
    let give = format!("/sales/customers?to={}{from}", one.id);
    view! {
        <tr>
            <td><a class="strong" href=list>{one.name.clone()}</a></td>
            <td data-label=t.supervisor()>{one.supervisor.clone()}</td>
            <td data-label=t.customers() class="num">{one.customers}</td>
            <td data-label=t.alerts() class="num">{one.alerts}</td>
            <td><a class="button slim" href=give aria-label=t.assign_to(&one.name)>{t.give()}</a></td>
        </tr>
    }
    .into_any()
}
