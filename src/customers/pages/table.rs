//! The masked table. Its eyes show a column at a time.

use leptos::prelude::*;

use super::loading::Shown;
use super::text::PageText;
use crate::customers::api::Revealed;
use crate::customers::model::{ClaimState, MaskedColumn};
use crate::customers::queries::list::{CAP, Line};
use crate::customers::reveal::{Eye, answered, masked};
use crate::customers::rules::claim_state;
use crate::customers::text::CustomerText;
use crate::lists::ListName;
use crate::lists::pager::ListPager;
use crate::lists::text::ListText;
use crate::ui::badge::{Badge, Tone};
use crate::values::date::{beijing_date, format_date};

/// The table and its foot.
pub fn table(shown: &Shown) -> AnyView {
    let t = CustomerText(shown.locale);
    let revealed = answered();
    let rows: Vec<AnyView> = shown.page.lines.iter().map(|line| row(shown, line, revealed.as_ref())).collect();
    let count = shown.count.min(CAP);
    let l = ListText(shown.locale);
    let size = shown.page.lines.len();
    // Where the page stands is known only at both ends; between them its number of rows is said.
    let range = match (&shown.page.before, &shown.page.after) {
        (None, _) => l.showing(0, size, count, shown.count > CAP),
        (Some(_), None) => l.showing(count - i64::try_from(size).unwrap_or(0), size, count, shown.count > CAP),
        (Some(_), Some(_)) => l.rows_of(size, l.count(count, shown.count > CAP)),
    };
    let next = shown.page.after.as_ref().map(|cursor| shown.turned(Some(cursor.encode()), None));
    let previous = shown.page.before.as_ref().map(|cursor| shown.turned(None, Some(cursor.encode())));
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.customers()>
                <thead><tr>{heads(shown, revealed.as_ref())}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <ListPager list=ListName::Customers range=range size=shown.size query=shown.query() previous=previous next=next/>
    }
    .into_any()
}

fn heads(shown: &Shown, revealed: Option<&Revealed>) -> Vec<AnyView> {
    let (t, p) = (CustomerText(shown.locale), PageText(shown.locale));
    let keys: Vec<String> = shown.page.lines.iter().map(|line| line.key.clone()).collect();
    let secret = |label: &'static str, column: MaskedColumn| {
        let open = revealed.is_some_and(|revealed| revealed.field == column.as_str());
        view! { <th scope="col">{label}" "<Eye column=column keys=keys.clone() open=open/></th> }.into_any()
    };
    let plain = |label: &'static str| view! { <th scope="col">{label}</th> }.into_any();
    let mut heads = vec![secret(t.name(), MaskedColumn::Name)];
    if shown.address.claimed {
        heads.extend([
            secret(t.mobile(), MaskedColumn::Mobile),
            plain(t.industry_label()),
            plain(p.claimed_column()),
            plain(p.until_column()),
        ]);
    } else {
        heads.extend([secret(t.account_name(), MaskedColumn::AccountName), plain(t.industry_label()), plain(t.association_type_label())]);
        heads.extend([plain(p.since_column()), plain(t.real_name_state_label())]);
    }
    heads.push(plain(t.account_manager()));
    if shown.sees_opportunities {
        heads.push(view! { <th scope="col" class="num">{p.open_opportunities()}</th> }.into_any());
    }
    heads
}

fn row(shown: &Shown, line: &Line, revealed: Option<&Revealed>) -> AnyView {
    let (t, p) = (CustomerText(shown.locale), PageText(shown.locale));
    let row = &line.row;
    let day = |at| format_date(beijing_date(at), shown.locale);
    let mut cells = vec![name(shown, line, revealed)];
    if shown.address.claimed {
        let mobile = masked(revealed, Some(&line.key), MaskedColumn::Mobile, row.mobile.clone());
        cells.push(view! { <td data-label=t.mobile()>{mobile}</td> }.into_any());
    } else {
        let account = masked(revealed, Some(&line.key), MaskedColumn::AccountName, row.account_name.clone().unwrap_or_default());
        cells.push(view! { <td data-label=t.account_name()>{account}</td> }.into_any());
    }
    cells.push(view! { <td data-label=t.industry_label()>{t.industry(row.industry)}</td> }.into_any());
    if let Some((state, until)) = row.claim {
        cells.push(view! { <td data-label=p.claimed_column()>{day(row.since)}</td> }.into_any());
        let standing = match claim_state(state, until, shown.now) {
            ClaimState::Open => p.days_left((beijing_date(until) - beijing_date(shown.now)).num_days()).into_any(),
            over => view! { <Badge tone=Tone::Warn>{t.claim_state(over)}</Badge> }.into_any(),
        };
        cells.push(view! { <td data-label=p.until_column()>{day(until)}<span class="sub">{standing}</span></td> }.into_any());
    } else {
        let kind = row.association_type.map(|kind| t.association_type(kind));
        let real_name = row.real_name_state.map(|state| t.real_name_state(state));
        cells.push(view! { <td data-label=t.association_type_label()>{kind}</td> }.into_any());
        cells.push(view! { <td data-label=p.since_column() class="nowrap">{day(row.since)}</td> }.into_any());
        cells.push(view! { <td data-label=t.real_name_state_label()>{real_name}</td> }.into_any());
    }
    let manager = row.account_manager.as_ref().map_or_else(|| t.no_account_manager().to_owned(), |(_, name)| name.clone());
    cells.push(view! { <td data-label=t.account_manager()>{manager}</td> }.into_any());
    if shown.sees_opportunities {
        cells.push(view! { <td data-label=p.open_opportunities() class="num">{line.open_opportunities}</td> }.into_any());
    }
    view! { <tr>{cells}</tr> }.into_any()
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
