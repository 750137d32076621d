//! The masked table. Its eyes show a column at a time, its other heads sort, and its rows can be ticked to be assigned.

use leptos::prelude::*;

use super::loading::Shown;
use super::row::{TICKED, claim_row, customer_row, label};
use super::text::PageText;
use crate::customers::api::Revealed;
use crate::customers::model::{Column, MaskedColumn, Sort, SortColumn};
use crate::customers::reveal::{Eye, answered};
use crate::customers::text::{AssignText, CustomerText};
use crate::lists::ListName;
use crate::lists::chooser::{ColumnChoice, ColumnChooser};
use crate::lists::pager::ListPager;
use crate::lists::paging::CAP;
use crate::lists::text::ListText;
use crate::ui::table::{SortHeader, Sorting};

/// The tools, the table and its foot.
pub fn table(shown: &Shown) -> AnyView {
    let t = CustomerText(shown.locale);
    let revealed = answered();
    let claimed = shown.address.claimed;
    let one = |line| if claimed { claim_row(shown, line, revealed.as_ref()) } else { customer_row(shown, line, revealed.as_ref()) };
    let rows: Vec<AnyView> = shown.page.rows.iter().map(one).collect();
    let heads = if claimed { claim_heads(shown, revealed.as_ref()) } else { customer_heads(shown, revealed.as_ref()) };
    let next = shown.page.after.as_ref().map(|cursor| shown.turned(Some(cursor.encode()), None));
    let previous = shown.page.before.as_ref().map(|cursor| shown.turned(None, Some(cursor.encode())));
    view! {
        {tools(shown)}
        <div class="scroll">
            <table class="records" aria-label=t.customers()>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <ListPager list=ListName::Customers range=range(shown) size=shown.size query=shown.query() previous=previous next=next/>
    }
    .into_any()
}

/// Where the page stands is known only at both ends; between them its number of rows is said.
fn range(shown: &Shown) -> String {
    let l = ListText(shown.locale);
    let (size, count, capped) = (shown.page.rows.len(), shown.count.min(CAP), shown.count > CAP);
    match (&shown.page.before, &shown.page.after) {
        (None, _) => l.showing(0, size, count, capped),
        (Some(_), None) => l.showing(count - i64::try_from(size).unwrap_or(0), size, count, capped),
        (Some(_), Some(_)) => l.rows_of(size, l.count(count, capped)),
    }
}

/// What can be done with ticked rows, and which columns stand.
fn tools(shown: &Shown) -> AnyView {
    if shown.address.claimed {
        return ().into_any();
    }
    let t = AssignText(shown.locale);
    let to = shown.address.to.map(|id| view! { <input type="hidden" name="to" value=id.to_string()/> });
    let ticked = shown.ticks().then(|| {
        view! {
            <form id=TICKED method="get" action="/sales/customers/assign" class="row">
                {to}<button type="submit" class="button slim">{t.assign_or_take_back()}</button>
            </form>
        }
    });
    view! {
        <header>
            {ticked}<span class="grow"></span>
            <ColumnChooser list=ListName::Customers columns=choices(shown)/>
        </header>
    }
    .into_any()
}

/// All columns for the chooser: the visible ones in their order, then the others.
fn choices(shown: &Shown) -> Vec<ColumnChoice> {
    let offered = |column: &&Column| shown.sees_opportunities || **column != Column::Opportunities;
    let hidden = Column::ALL.iter().filter(|column| !shown.columns.contains(column));
    let choice = |column: &Column| ColumnChoice {
        key: column.as_str(),
        label: label(shown, *column).to_owned(),
        visible: shown.columns.contains(column),
        fixed: !column.can_be_hidden(),
    };
    shown.columns.iter().chain(hidden).filter(offered).map(choice).collect()
}

fn secret(shown: &Shown, revealed: Option<&Revealed>, label: &'static str, column: MaskedColumn) -> AnyView {
    let keys: Vec<String> = shown.page.rows.iter().filter_map(|line| line.key_of(column).map(str::to_owned)).collect();
    let open = revealed.is_some_and(|revealed| revealed.field == column.as_str());
    view! { <th scope="col">{label}" "<Eye column=column keys=keys open=open/></th> }.into_any()
}

fn customer_heads(shown: &Shown, revealed: Option<&Revealed>) -> Vec<AnyView> {
    let tick = shown.ticks().then(|| {
        view! { <th scope="col" class="pick"><span class="hidden-text">{PageText(shown.locale).tick_column()}</span></th> }.into_any()
    });
    let head = |column: &Column| match *column {
        Column::Name => secret(shown, revealed, label(shown, *column), MaskedColumn::Name),
        Column::AccountName => secret(shown, revealed, label(shown, *column), MaskedColumn::AccountName),
        Column::Mobile => secret(shown, revealed, label(shown, *column), MaskedColumn::Mobile),
        Column::Email => secret(shown, revealed, label(shown, *column), MaskedColumn::Email),
        Column::Opportunities => view! { <th scope="col" class="num">{label(shown, *column)}</th> }.into_any(),
        column => sorting(shown, column),
    };
    tick.into_iter().chain(shown.columns.iter().map(head)).collect()
}

fn sorting(shown: &Shown, column: Column) -> AnyView {
    let Some(sort) = column.sort() else { return view! { <th scope="col">{label(shown, column)}</th> }.into_any() };
    let now = shown.address.sort;
    let sorted = Sorting { column: now.column.to_string(), descending: now.descending };
    let href = shown.changed(|address| address.sort = next_sort(now, sort));
    view! { <SortHeader label=label(shown, column) column=sort.as_str() sort=sorted href=href numeric={column == Column::Alerts}/> }
        .into_any()
}

/// The same column turns round; another begins as people expect: words from the front, days and numbers from the top.
fn next_sort(now: Sort, column: SortColumn) -> Sort {
    let from_the_top = matches!(column, SortColumn::Since | SortColumn::Alerts);
    Sort { column, descending: if now.column == column { !now.descending } else { from_the_top } }
}

fn claim_heads(shown: &Shown, revealed: Option<&Revealed>) -> Vec<AnyView> {
    let (t, p) = (CustomerText(shown.locale), PageText(shown.locale));
    let plain = |label: &'static str| view! { <th scope="col">{label}</th> }.into_any();
    let mut heads = vec![
        secret(shown, revealed, t.name(), MaskedColumn::Name),
        secret(shown, revealed, t.mobile(), MaskedColumn::Mobile),
        plain(t.industry_label()),
        plain(p.claimed_column()),
        plain(p.until_column()),
        plain(t.account_manager()),
    ];
    if shown.sees_opportunities {
        heads.push(view! { <th scope="col" class="num">{p.open_opportunities()}</th> }.into_any());
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_turns_its_own_order_round_and_begins_another_as_people_expect() {
        let now = Sort::default();
        assert_eq!(next_sort(now, SortColumn::Since), Sort { column: SortColumn::Since, descending: false });
        assert_eq!(next_sort(now, SortColumn::Owner), Sort { column: SortColumn::Owner, descending: false });
        assert_eq!(next_sort(now, SortColumn::Alerts), Sort { column: SortColumn::Alerts, descending: true });
    }
}
