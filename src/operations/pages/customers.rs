//! The customers and prospects that were recorded last.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::operator;
use crate::auth::viewer;
use crate::customers::model::ClaimState;
use crate::customers::rules::{claim_day, claim_state};
use crate::customers::text::CustomerText;
use crate::i18n::Words;
use crate::operations::model::RecordedRow;
use crate::operations::queries::list_recorded;
use crate::operations::text::OperationsText;
use crate::server::request::{locale, state};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::TextField;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{format_date, format_moment};

/// Rows of the page.
const LATEST: i64 = 100;

/// `/operations/customers`.
#[component]
pub fn OperationsCustomersPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let query = use_query_map().get_untracked();
    let (number, done) = (query.get("number").unwrap_or_default().trim().to_owned(), query.get("done"));
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = OperationsText(locale);
        let now = state.clock.now();
        let rows = list_recorded(&state.db, operator, &number, LATEST).await?;
        let list = if rows.is_empty() { nothing(!number.is_empty(), t) } else { table(rows, now, t) };
        let notice = match done.as_deref() {
            Some("association") => Some(t.recorded_association()),
            Some("claim") => Some(t.recorded_claim()),
            _ => None,
        };
        Ok(view! {
            <Page
                title=t.recorded_customers() section=t.operations()
                lead=view! { <p>{t.customers_lead()}</p> }
                actions=view! { <a class="button main" href="/operations/customers/new">{t.record_customer()}</a> }
            >
                {notice.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
                <Search number=number t=t/>
                <section class="card">{list}</section>
            </Page>
        }
        .into_any())
    })
}

/// By the number alone: it says nothing about anybody, so it may stand in an address. Account names may not.
#[component]
fn Search(number: String, t: OperationsText) -> impl IntoView {
    let words = Words(t.locale());
    let narrowed = !number.is_empty();
    view! {
        <form method="get" class="filters" role="search">
            <TextField name="number" label=t.find_label() value=number kind="search" unmarked=true/>
            <div class="row">
                <button class="button">{words.search()}</button>
                {narrowed.then(|| view! { <a class="button plain" href="/operations/customers">{words.reset()}</a> })}
            </div>
        </form>
    }
}

fn nothing(narrowed: bool, t: OperationsText) -> AnyView {
    if narrowed {
        view! {
            <EmptyState kind=EmptyKind::NoMatch title=t.no_match_title() text=t.no_match_text()>
                <a class="button" href="/operations/customers">{t.show_all()}</a>
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <EmptyState kind=EmptyKind::Nothing title=t.no_customer_title() text=t.no_customer_text()/> }.into_any()
    }
}

fn table(rows: Vec<RecordedRow>, now: DateTime<Utc>, t: OperationsText) -> AnyView {
    let words = CustomerText(t.locale());
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.recorded_customers()>
                <thead><tr>
                    <th scope="col">{t.customer()}</th><th scope="col">{words.account_name()}</th><th scope="col">{words.industry_label()}</th>
                    <th scope="col">{words.partner()}</th><th scope="col">{words.account_manager()}</th>
                    <th scope="col">{t.relation()}</th><th scope="col">{t.since()}</th>
                </tr></thead>
                <tbody>{rows.into_iter().map(|row| line(row, now, t)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(row: RecordedRow, now: DateTime<Utc>, t: OperationsText) -> impl IntoView {
    let words = CustomerText(t.locale());
    let relation = match (row.claim, row.association_type) {
        (Some((stored, until)), _) => words.claim_state(claim_state(stored, until, now)).to_owned(),
        (None, Some(kind)) => t.association_of(words.association_type(kind)),
        (None, None) => String::new(),
    };
    let until = row.claim.and_then(|(stored, until)| match claim_state(stored, until, now) {
        state @ (ClaimState::Open | ClaimState::InReview) => claim_day(state, until),
        _ => None,
    });
    let until = until.map(|day| view! { <span class="sub">{t.until(format_date(day, t.locale()))}</span> });
    let manager =
        row.account_manager.map_or_else(|| words.no_account_manager().to_owned(), |(account, name)| format!("{name} ({account})"));
    view! {
        <tr>
            <th scope="row"><span class="masked">{row.name}</span>{row.number.map(|number| view! { <span class="sub">{number}</span> })}</th>
            <td class="masked" data-label=words.account_name()>{row.account_name}</td>
            <td data-label=words.industry_label()>{words.industry(row.industry)}</td>
            <td data-label=words.partner()>{row.partner}</td>
            <td data-label=words.account_manager()>{manager}</td>
            <td data-label=t.relation()>{relation}{until}</td>
            <td data-label=t.since()>{format_moment(row.since, now, t.locale())}</td>
        </tr>
    }
}
