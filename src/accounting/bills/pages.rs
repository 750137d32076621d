//! `/sales/accounting/bills`: the bill of a month, estimated or final, with what it consists of and how what is due follows.

mod operations;
mod overview;

pub use operations::OperationsBillPage;

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_router::hooks::use_query_map;

use super::model::{Amounts, Bill, CarryOver, SectionSum};
use super::queries;
use super::rules::{amounts_of, closes_at, first_open_cycle, left_after, scope_of, settle};
use super::text::BillText;
use crate::auth::{Scope, Viewer};
use crate::consumption::rules::parse_cycle;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request};
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::figures::{Figure, Figures};
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;
use crate::values::money::{Charged, format_charged, format_cny, format_eight};
use overview::{ADDRESS, Overview, overview};

struct PageData {
    locale: Locale,
    /// The months that can be chosen, the latest first.
    cycles: Vec<String>,
    cycle: String,
    sums: Vec<SectionSum>,
    amounts: Amounts,
    /// The final bill, where the month has one.
    bill: Option<Bill>,
    /// Those that were annulled.
    annulled: Vec<Bill>,
    due: Charged,
    /// What earlier negative bills take off: month and amount.
    used: Vec<(String, Charged)>,
    /// What a negative one leaves for later bills.
    carried: Charged,
    /// What is left of negative bills today.
    left: Vec<CarryOver>,
    waiting: Waiting,
    /// Amounts with all their decimals.
    exact: bool,
}

/// What a bill that is not final waits for.
enum Waiting {
    /// The end of its month, and the days after it in which records still come.
    Records,
    /// The job.
    Job,
    /// Whoever makes the bill of an earlier month again, which was annulled.
    Earlier(String),
    /// Whoever makes it again.
    Again,
}

/// What an address leads to.
enum Found {
    /// The partner has no bill and no record.
    Nothing,
    /// The months that can be chosen: the address names none of them.
    NoSuchMonth(Vec<String>),
    /// A bill.
    Bill(Box<PageData>),
}

/// The bill of a month.
#[component]
pub fn BillsPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = use_query_map().get_untracked();
    let (cycle, exact) = (query.get("cycle").unwrap_or_default(), query.get("digits").as_deref() == Some("8"));
    let response = use_context::<ResponseOptions>();
    page(async move {
        let viewer = viewer?;
        let t = BillText(locale);
        match load(viewer, locale, &state, &cycle, exact).await? {
            Found::Bill(shown) => Ok(whole(&shown)),
            Found::NoSuchMonth(cycles) => {
                if let Some(response) = response {
                    response.set_status(StatusCode::NOT_FOUND);
                }
                let picker = picker(&cycles, "", exact, t);
                Ok(view! {
                    <Page title=t.bills() section=Words(locale).sales() actions=picker>
                        <EmptyState kind=EmptyKind::Nothing title=t.no_such_month_title() text=t.no_such_month_text()/>
                    </Page>
                }
                .into_any())
            }
            Found::Nothing => Ok(view! {
                <Page title=t.bills() section=Words(locale).sales()>
                    <EmptyState kind=EmptyKind::Nothing title=t.nothing_title() text=t.nothing_text()/>
                </Page>
            }
            .into_any()),
        }
    })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, cycle: &str, exact: bool) -> Result<Found, AppError> {
    let reach = scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: BillText(locale).denial(denial, &viewer) })?;
    let (db, scope) = (&state.db, Scope::of(&viewer, reach)?);
    let cycles = queries::cycles(db, &scope).await?;
    let cycle = if cycle.is_empty() {
        let Some(latest) = cycles.first() else { return Ok(Found::Nothing) };
        latest.clone()
    } else if let Some(known) = cycles.iter().find(|known| *known == cycle) {
        known.clone()
    } else if cycles.is_empty() {
        return Ok(Found::Nothing);
    } else {
        return Ok(Found::NoSuchMonth(cycles));
    };
    let sums = queries::sums(db, &scope, &cycle).await?;
    let mut annulled = queries::bills(db, &scope, &cycle).await?;
    let bill = annulled.iter().position(|bill| bill.annulled_at.is_none()).map(|at| annulled.remove(at));
    let (left, made) = (queries::carried(db, &scope).await?, queries::made(db, &scope).await?);
    let (amounts, due, used, carried) = match &bill {
        Some(bill) => {
            let carried = if bill.amounts.total < Charged::ZERO { settle(bill.amounts.total, &[]).carried } else { Charged::ZERO };
            (bill.amounts, bill.due, queries::used(db, &scope, bill.id).await?, carried)
        }
        None => {
            let beyond = || AppError::from(sqlx::Error::Protocol("a bill is beyond the columns".into()));
            let amounts = amounts_of(&sums).ok_or_else(beyond)?;
            let mut open = Vec::new();
            // Latest first, so that turned round they are settled in their order.
            for earlier in cycles.iter().rev().filter(|earlier| **earlier < cycle) {
                if !made.iter().any(|(month, is_final)| *is_final && month == earlier) {
                    let amounts = amounts_of(&queries::sums(db, &scope, earlier).await?).ok_or_else(beyond)?;
                    open.push((earlier.clone(), amounts.total));
                }
            }
            let before: Vec<CarryOver> = left_after(&open, &left).into_iter().filter(|carry| carry.cycle < cycle).collect();
            let settled = settle(amounts.total, &before);
            let month = |origin| before.iter().find(|carry| carry.origin == origin).map(|carry| carry.cycle.clone()).unwrap_or_default();
            let used = settled.used.iter().map(|(origin, part)| (month(*origin), *part)).collect();
            (amounts, settled.due, used, settled.carried)
        }
    };
    let waiting = match made.iter().find(|(month, is_final)| !is_final && *month <= cycle) {
        Some((month, _)) if *month == cycle => Waiting::Again,
        _ if cycle >= first_open_cycle(state.clock.now()) => Waiting::Records,
        Some((month, _)) => Waiting::Earlier(month.clone()),
        None => Waiting::Job,
    };
    let shown = PageData { locale, cycles, cycle, sums, amounts, bill, annulled, due, used, carried, left, waiting, exact };
    Ok(Found::Bill(Box::new(shown)))
}

fn whole(shown: &PageData) -> AnyView {
    let t = BillText(shown.locale);
    let (tone, state) = if shown.bill.is_some() { (Tone::Good, t.is_final()) } else { (Tone::Note, t.estimated()) };
    let closes = parse_cycle(&shown.cycle).map(closes_at).map(|at| format_stamp(at, shown.locale)).unwrap_or_default();
    let said = match (&shown.bill, &shown.waiting) {
        (Some(bill), _) if !shown.annulled.is_empty() => t.made_again(&bill.number, format_stamp(bill.made_at, shown.locale)),
        (Some(bill), _) => t.final_since(&bill.number, format_stamp(bill.closed_at, shown.locale)),
        (None, Waiting::Records) => t.estimated_until(closes),
        (None, Waiting::Job) => t.waits().to_owned(),
        (None, Waiting::Earlier(month)) => t.waits_for(month),
        (None, Waiting::Again) => t.waits_again().to_owned(),
    };
    let lead = view! {
        <div class="row small"><Badge tone=tone>{state}</Badge><span>{t.bill_of(&shown.cycle)}</span><span>{said}</span></div>
        <p class="muted">{t.not_consumption()}</p>
    };
    let due = if shown.bill.is_some() { t.due() } else { t.due_expected() };
    let amounts = &shown.amounts;
    let figures =
        [(due, shown.due), (t.consumption(), amounts.consumption), (t.refunds(), amounts.refunds), (t.adjustments(), amounts.adjustments)];
    let figures = figures.into_iter().map(|(label, amount)| view! { <Figure label=label value=format_cny(amount)/> }).collect_view();
    let table = Overview { cycle: &shown.cycle, sums: &shown.sums, all: amounts, exact: shown.exact };
    let (overview, arithmetic, annulled) = (overview(&table, t), arithmetic(shown, due, t), annulled(shown, t));
    let dataset = shown.bill.as_ref().map(|bill| dataset(bill, t));
    let picker = picker(&shown.cycles, &shown.cycle, shown.exact, t);
    view! {
        <Page title=t.bills() section=Words(shown.locale).sales() lead=lead actions=picker>
            <Figures>{figures}</Figures>
            <div class="cols"><div class="stack">{overview}</div><aside class="stack">{arithmetic}{dataset}{annulled}</aside></div>
        </Page>
    }
    .into_any()
}

/// Chooses a month.
fn picker(cycles: &[String], chosen: &str, exact: bool, t: BillText) -> AnyView {
    let options = cycles.iter().map(|cycle| {
        let selected = cycle == chosen;
        view! { <option value=cycle.clone() selected=selected>{cycle.clone()}</option> }
    });
    view! {
        <form method="get" action=ADDRESS class="row">
            <label for="cycle">{t.cycle()}</label>
            <select id="cycle" name="cycle">{options.collect_view()}</select>
            {exact.then(|| view! { <input type="hidden" name="digits" value="8"/> })}
            <button class="button">{t.show()}</button>
        </form>
    }
    .into_any()
}

/// How what is due follows, with the rule.
fn arithmetic(shown: &PageData, due: &'static str, t: BillText) -> AnyView {
    let all = &shown.amounts;
    let sum = t.sum_of(format_charged(all.consumption), summand(all.refunds), summand(all.adjustments), format_charged(all.total));
    let less = Charged::new(-all.total.amount()).unwrap_or_default();
    let proof = t.proof(
        format_eight(all.payable),
        if less == Charged::ZERO { "− 0.00".to_owned() } else { summand(less) },
        format_eight(all.remainder),
    );
    let used = shown.used.iter().map(|(cycle, part)| view! { <dt>{t.carried_from(cycle)}</dt><dd>"−"{format_cny(*part)}</dd> });
    let used: Vec<_> = used.collect();
    // Where nothing stands between them the total is what is due: it is said once.
    let between = (shown.due != all.total).then(|| {
        view! {
            <dl class="facts">
                <dt>{t.total()}</dt><dd>{format_cny(all.total)}</dd>
                {used}
                <dt>{due}</dt><dd><b>{format_cny(shown.due)}</b></dd>
            </dl>
        }
    });
    let on = (shown.carried > Charged::ZERO).then(|| view! { <p>{t.carried_on(format_cny(shown.carried))}</p> });
    let left = shown.left.iter().map(|carry| view! { <p>{t.left_of(&carry.cycle, format_cny(carry.left))}</p> });
    let left: Vec<_> = left.collect();
    view! {
        <section class="card">
            <header><h2>{t.arithmetic()}</h2></header>
            <div class="body stack">
                <p>{sum}</p>
                {between}
                {on}{left}
                <p>{proof}</p>
                <p class="muted">{t.rule()}</p>
            </div>
        </section>
    }
    .into_any()
}

/// An amount as it stands in a sum after another one: `+ 10.00`, `− 30.00`.
fn summand(amount: Charged) -> String {
    let text = format_charged(amount);
    match text.strip_prefix('-') {
        Some(less) => format!("− {less}"),
        None => format!("+ {text}"),
    }
}

/// A file of the bill for programs.
fn dataset(bill: &Bill, t: BillText) -> AnyView {
    let href = format!("{ADDRESS}/{}/focus", bill.id);
    view! {
        <section class="card">
            <header><h2>{t.dataset()}</h2></header>
            // The browser asks the server and not the router of the pages: the address is no page.
            <div class="body stack"><p>{t.dataset_text()}</p><p><a href=href rel="external" download="">{t.dataset_download()}</a></p></div>
        </section>
    }
    .into_any()
}

fn annulled(shown: &PageData, t: BillText) -> Option<AnyView> {
    let line = |bill: &Bill| {
        let at = bill.annulled_at.map(|at| format_stamp(at, shown.locale)).unwrap_or_default();
        view! { <li>{t.annulled_at(&bill.number, format_cny(bill.amounts.total), at, &bill.annulled_because)}</li> }
    };
    (!shown.annulled.is_empty()).then(|| {
        let lines: Vec<_> = shown.annulled.iter().map(line).collect();
        view! { <section class="card"><header><h2>{t.annulled()}</h2></header><div class="body"><ul>{lines}</ul></div></section> }
            .into_any()
    })
}
