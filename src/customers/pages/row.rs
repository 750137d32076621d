//! One line of the table.

use leptos::prelude::*;

use super::loading::Shown;
use super::text::PageText;
use crate::customers::api::Revealed;
use crate::customers::model::{ClaimState, Column, MaskedColumn};
use crate::customers::queries::list::Line;
use crate::customers::reveal::masked;
use crate::customers::rules::{claim_day, claim_state};
use crate::customers::text::{AssignText, CustomerText};
use crate::ui::badge::{Badge, Tone};
use crate::values::date::{beijing_date, format_date};

/// The form that the tick boxes of the rows belong to.
pub const TICKED: &str = "ticked";

/// The heading of a column.
pub fn label(shown: &Shown, column: Column) -> &'static str {
    let (t, p) = (CustomerText(shown.locale), PageText(shown.locale));
    match column {
        Column::Name => t.name(),
        Column::AccountName => t.account_name(),
        Column::Mobile => t.mobile(),
        Column::Email => t.email(),
        Column::Industry => t.industry_label(),
        Column::Kind => t.association_type_label(),
        Column::Since => p.since_column(),
        Column::RealNameState => t.real_name_state_label(),
        Column::Tags => t.tags(),
        Column::Owner => t.account_manager(),
        Column::Alerts => t.alerts(),
        Column::Opportunities => p.open_opportunities(),
    }
}

fn id_of(line: &Line) -> String {
    line.key.split_once(':').map(|(_, id)| id.to_owned()).unwrap_or_default()
}

/// An associated customer.
pub fn customer_row(shown: &Shown, line: &Line, revealed: Option<&Revealed>) -> AnyView {
    let id = id_of(line);
    let tick = shown.ticks().then(|| {
        let name = AssignText(shown.locale).tick(line.number.as_deref().unwrap_or_default());
        view! { <td><input type="checkbox" name="customers" value=id.clone() form=TICKED aria-label=name/></td> }
    });
    let cells: Vec<AnyView> = shown.columns.iter().map(|column| cell(shown, line, revealed, *column)).collect();
    view! { <tr data-row=id>{tick}{cells}</tr> }.into_any()
}

fn cell(shown: &Shown, line: &Line, revealed: Option<&Revealed>, column: Column) -> AnyView {
    let (t, row, head) = (CustomerText(shown.locale), &line.row, label(shown, column));
    let secret = |column, mask: String| {
        let value = masked(revealed, Some(&line.key), column, mask);
        view! { <td data-label=head>{value}</td> }.into_any()
    };
    let plain = |words: Option<&'static str>| view! { <td data-label=head>{words}</td> }.into_any();
    match column {
        Column::Name => name(shown, line, revealed),
        Column::AccountName => secret(MaskedColumn::AccountName, row.account_name.clone().unwrap_or_default()),
        Column::Mobile => secret(MaskedColumn::Mobile, row.mobile.clone()),
        Column::Email => secret(MaskedColumn::Email, row.email.clone()),
        Column::Industry => plain(Some(t.industry(row.industry))),
        Column::Kind => plain(row.association_type.map(|kind| t.association_type(kind))),
        Column::Since => view! { <td data-label=head class="nowrap">{format_date(beijing_date(row.since), shown.locale)}</td> }.into_any(),
        Column::RealNameState => plain(row.real_name_state.map(|state| t.real_name_state(state))),
        Column::Tags => {
            let tags: Vec<AnyView> = row.tags.iter().cloned().map(|tag| view! { <Badge>{tag}</Badge>" " }.into_any()).collect();
            view! { <td data-label=head>{tags}</td> }.into_any()
        }
        Column::Owner => owner(shown, line),
        Column::Alerts => alerts(shown, line),
        Column::Opportunities => view! { <td data-label=head class="num">{line.open_opportunities}</td> }.into_any(),
    }
}

fn owner(shown: &Shown, line: &Line) -> AnyView {
    let t = CustomerText(shown.locale);
    let manager = line.row.account_manager.as_ref().map_or_else(|| t.no_account_manager().to_owned(), |(_, name)| name.clone());
    view! { <td data-label=t.account_manager()>{manager}</td> }.into_any()
}

/// The number leads to the alerts that wait.
fn alerts(shown: &Shown, line: &Line) -> AnyView {
    let (head, count) = (CustomerText(shown.locale).alerts(), line.row.alerts);
    let number = line.number.clone().unwrap_or_default();
    if count == 0 {
        return view! { <td data-label=head class="num">"0"</td> }.into_any();
    }
    let (href, name) = (format!("/sales/alerts?number={number}"), PageText(shown.locale).alerts_of(&number, count));
    view! { <td data-label=head class="num"><a href=href aria-label=name>{count}</a></td> }.into_any()
}

/// A claimed prospect.
pub fn claim_row(shown: &Shown, line: &Line, revealed: Option<&Revealed>) -> AnyView {
    let (t, p, row) = (CustomerText(shown.locale), PageText(shown.locale), &line.row);
    let day = |at| format_date(beijing_date(at), shown.locale);
    let mobile = masked(revealed, line.key_of(MaskedColumn::Mobile), MaskedColumn::Mobile, row.mobile.clone());
    let until = row.claim.map(|(stored, until)| {
        let state = claim_state(stored, until, shown.now);
        let last = claim_day(state, until);
        let standing = match (state, last) {
            (ClaimState::Open, Some(last)) => p.days_left((last - beijing_date(shown.now)).num_days()).into_any(),
            (state, _) => view! { <Badge tone=Tone::Warn>{t.claim_state(state)}</Badge> }.into_any(),
        };
        let last = last.map_or_else(|| "–".to_owned(), |last| format_date(last, shown.locale));
        view! { <td data-label=p.until_column()>{last}<span class="sub">{standing}</span></td> }
    });
    let opportunities =
        shown.sees_opportunities.then(|| view! { <td data-label=p.open_opportunities() class="num">{line.open_opportunities}</td> });
    view! {
        <tr data-row=id_of(line)>
            {name(shown, line, revealed)}
            <td data-label=t.mobile()>{mobile}</td>
            <td data-label=t.industry_label()>{t.industry(row.industry)}</td>
            <td data-label=p.claimed_column()>{day(row.since)}</td>
            {until}
            {owner(shown, line)}
            {opportunities}
        </tr>
    }
    .into_any()
}

/// The number of the customer leads to its page: the name is masked, and a masked link says nothing.
fn name(shown: &Shown, line: &Line, revealed: Option<&Revealed>) -> AnyView {
    let p = PageText(shown.locale);
    let who = masked(revealed, Some(&line.key), MaskedColumn::Name, line.row.name.clone());
    let partner = shown.has_resellers().then(|| line.row.reseller.clone()).flatten().filter(|_| shown.address.tab.is_some());
    let partner = partner.map(|partner| view! { " "{p.customer_of(partner)} });
    match (line.customer_id, &line.number) {
        (Some(id), Some(number)) => {
            let href = format!("/sales/customers/{id}");
            view! { <td><a class="strong" href=href>{who}</a><span class="sub">{number.clone()}{partner}</span></td> }.into_any()
        }
        _ => view! { <td>{who}</td> }.into_any(),
    }
}
