//! `/sales/accounting/bills`: the bill of a month, estimated or final, with what it consists of and how what is due follows.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::model::{Amounts, Bill, CarryOver, Section, SectionSum};
use super::queries;
use super::rules::{amounts_of, closes_at, first_open_cycle, left_after, scope_of, settle};
use super::text::BillText;
use crate::auth::{Scope, Viewer};
use crate::consumption::rules::parse_cycle;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::lists::ListName;
use crate::lists::addresses::address_of;
use crate::server::{AppState, request};
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::figures::{Figure, Figures};
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;
use crate::values::money::{Charged, Rated, format_charged, format_cny, format_rated};

/// The page's address.
const ADDRESS: &str = "/sales/accounting/bills";

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

/// The bill of a month.
#[component]
pub fn BillsPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = use_query_map().get_untracked();
    let (cycle, exact) = (query.get("cycle").unwrap_or_default(), query.get("digits").as_deref() == Some("8"));
    page(async move {
        let viewer = viewer?;
        let t = BillText(locale);
        match load(viewer, locale, &state, &cycle, exact).await? {
            Some(shown) => Ok(whole(&shown)),
            None => Ok(view! {
                <Page title=t.bills() section=Words(locale).sales()>
                    <EmptyState kind=EmptyKind::Nothing title=t.nothing_title() text=t.nothing_text()/>
                </Page>
            }
            .into_any()),
        }
    })
}

/// Nothing where the partner has no bill and no record.
async fn load(viewer: Viewer, locale: Locale, state: &AppState, cycle: &str, exact: bool) -> Result<Option<PageData>, AppError> {
    let reach = scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: BillText(locale).denial(denial, &viewer) })?;
    let (db, scope) = (&state.db, Scope::of(&viewer, reach)?);
    let cycles = queries::cycles(db, &scope).await?;
    let cycle = if cycle.is_empty() {
        let Some(latest) = cycles.first() else { return Ok(None) };
        latest.clone()
    } else {
        cycles.iter().find(|known| *known == cycle).cloned().ok_or(AppError::NotFound)?
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
    Ok(Some(PageData { locale, cycles, cycle, sums, amounts, bill, annulled, due, used, carried, left, waiting, exact }))
}

fn whole(shown: &PageData) -> AnyView {
    let t = BillText(shown.locale);
    let (tone, state) = if shown.bill.is_some() { (Tone::Good, t.is_final()) } else { (Tone::Note, t.estimated()) };
    let closes = parse_cycle(&shown.cycle).map(closes_at).map(|at| format_stamp(at, shown.locale)).unwrap_or_default();
    let said = match (&shown.bill, &shown.waiting) {
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
    let figures = [
        (due, shown.due),
        (t.total(), amounts.total),
        (t.consumption(), amounts.consumption),
        (t.refunds(), amounts.refunds),
        (t.adjustments(), amounts.adjustments),
    ];
    let figures = figures.into_iter().map(|(label, amount)| view! { <Figure label=label value=format_cny(amount)/> }).collect_view();
    let (picker, overview, arithmetic, annulled) = (picker(shown, t), overview(shown, t), arithmetic(shown, due, t), annulled(shown, t));
    view! {
        <Page title=t.bills() section=Words(shown.locale).sales() lead=lead actions=picker>
            <Figures>{figures}</Figures>
            <div class="cols"><div class="stack">{overview}</div><aside class="stack">{arithmetic}{annulled}</aside></div>
        </Page>
    }
    .into_any()
}

/// Chooses a month.
fn picker(shown: &PageData, t: BillText) -> AnyView {
    let options = shown.cycles.iter().map(|cycle| {
        let selected = *cycle == shown.cycle;
        view! { <option value=cycle.clone() selected=selected>{cycle.clone()}</option> }
    });
    view! {
        <form method="get" action=ADDRESS class="row">
            <label for="cycle">{t.cycle()}</label>
            <select id="cycle" name="cycle">{options.collect_view()}</select>
            {shown.exact.then(|| view! { <input type="hidden" name="digits" value="8"/> })}
            <button class="button">{t.show()}</button>
        </form>
    }
    .into_any()
}

fn rated(amount: Rated, exact: bool) -> String {
    if exact { format!("{amount}") } else { format_charged(crate::accounting::rating::rules::split(amount).charged) }
}

fn overview(shown: &PageData, t: BillText) -> AnyView {
    let rows: Vec<AnyView> = Section::ALL.iter().map(|section| of_section(shown, *section, t)).collect();
    let digits = if shown.exact { t.two_decimals() } else { t.eight_decimals() };
    let other = format!("{ADDRESS}?cycle={}{}", shown.cycle, if shown.exact { "" } else { "&digits=8" });
    let all = &shown.amounts;
    view! {
        <section class="card">
            <header><h2>{t.overview()}</h2></header>
            // Nothing but links can be focused: whoever has no mouse scrolls it by the keys.
            <div class="scroll" role="region" tabindex="0" aria-label=t.overview()>
                <table class="records" aria-label=t.overview()>
                    <thead>
                        <tr>
                            <th scope="col">{t.section()}</th><th scope="col" class="num">{t.records()}</th>
                            <th scope="col" class="num">{t.payable()}</th><th scope="col" class="num">{t.charged()}</th>
                            <th scope="col" class="num">{t.remainder()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>{row(t.total().into_any(), all.records, all.payable, all.total, all.remainder, shown.exact, t)}</tfoot>
                </table>
            </div>
            <div class="body"><p><a href=other>{digits}</a></p></div>
        </section>
    }
    .into_any()
}

/// A section, and under it the months of use that are not the bill's.
fn of_section(shown: &PageData, section: Section, t: BillText) -> AnyView {
    let of: Vec<&SectionSum> = shown.sums.iter().filter(|sum| sum.section == section).collect();
    let (mut records, mut payable, mut charged, mut remainder) = (0, Rated::ZERO, Charged::ZERO, Rated::ZERO);
    for sum in &of {
        records += sum.records;
        payable = payable.checked_add(sum.payable).unwrap_or(payable);
        charged = charged.checked_add(sum.charged).unwrap_or(charged);
        remainder = remainder.checked_add(sum.remainder).unwrap_or(remainder);
    }
    let name = t.section_of(section);
    let href = address_of(ListName::BillRecords, [("tab", section.as_str()), ("cycle", shown.cycle.as_str())]);
    let head = view! { {name}" "<a class="small" href=href aria-label=t.details_of(name)>{t.see_details()}</a> }.into_any();
    let late = of.iter().filter(|sum| sum.cycle != shown.cycle).map(|sum| {
        let of_month = view! { <span class="sub">{t.of_month(&sum.cycle)}</span> }.into_any();
        row(of_month, sum.records, sum.payable, sum.charged, sum.remainder, shown.exact, t)
    });
    let late: Vec<AnyView> = late.collect();
    view! { {row(head, records, payable, charged, remainder, shown.exact, t)}{late} }.into_any()
}

fn row(head: AnyView, records: i64, payable: Rated, charged: Charged, remainder: Rated, exact: bool, t: BillText) -> AnyView {
    view! {
        <tr>
            <th scope="row">{head}</th>
            <td class="num" data-label=t.records()>{records}</td>
            <td class="num" data-label=t.payable() title=payable.to_string()>{rated(payable, exact)}</td>
            <td class="num" data-label=t.charged()>{format_charged(charged)}</td>
            <td class="num" data-label=t.remainder() title=remainder.to_string()>{rated(remainder, exact)}</td>
        </tr>
    }
    .into_any()
}

/// How what is due follows, with the rule.
fn arithmetic(shown: &PageData, due: &'static str, t: BillText) -> AnyView {
    let all = &shown.amounts;
    let sum =
        t.sum_of(format_charged(all.consumption), format_charged(all.refunds), format_charged(all.adjustments), format_charged(all.total));
    let proof = t.proof(format_rated(all.payable), format_charged(all.total), format_rated(all.remainder));
    let used = shown.used.iter().map(|(cycle, part)| view! { <dt>{t.carried_from(cycle)}</dt><dd>"−"{format_cny(*part)}</dd> });
    let used: Vec<_> = used.collect();
    let on = (shown.carried > Charged::ZERO).then(|| view! { <p>{t.carried_on(format_cny(shown.carried))}</p> });
    let left = shown.left.iter().map(|carry| view! { <p>{t.left_of(&carry.cycle, format_cny(carry.left))}</p> });
    let left: Vec<_> = left.collect();
    view! {
        <section class="card">
            <header><h2>{t.arithmetic()}</h2></header>
            <div class="body stack">
                <p>{sum}</p>
                <dl class="facts">
                    <dt>{t.total()}</dt><dd>{format_cny(all.total)}</dd>
                    {used}
                    <dt>{due}</dt><dd><b>{format_cny(shown.due)}</b></dd>
                </dl>
                {on}{left}
                <p>{proof}</p>
                <p class="muted">{t.rule()}</p>
            </div>
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
