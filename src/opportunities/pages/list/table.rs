//! The table: heads that sort, rows, the sum of the whole filter, the pager.

use leptos::prelude::*;

use super::labels::Labels;
use super::loading::Shown;
use super::row::{Rendering, row};
use super::text::PageText;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::{Eye, answered};
use crate::lists::ListName;
use crate::lists::pager::ListPager;
use crate::lists::text::ListText;
use crate::opportunities::model::{Column, Sort, SortColumn, Turn};
use crate::opportunities::text::OpportunityText;
use crate::ui::markup::Markup;
use crate::ui::table::{SortHeader, Sorting};
use crate::values::money::format_charged;

/// The table and its foot.
pub fn table(shown: &Shown) -> AnyView {
    let t = OpportunityText(shown.locale);
    let revealed = answered();
    let keys = keys(shown);
    let rendering = Rendering::new(shown, revealed.as_ref(), &keys);
    let mut rows = Markup::with_room(shown.page.rows.len() * 768);
    for line in &shown.page.rows {
        row(&mut rows, &rendering, line);
    }
    let heads: Vec<AnyView> = shown.columns.iter().map(|column| head(shown, *column, &keys, revealed.is_some())).collect();
    let range = ListText(shown.locale).showing(preceding(shown), shown.page.rows.len(), shown.sums.count, shown.sums.is_capped);
    let turn = |cursor: &Option<crate::values::cursor::Cursor>, turn: fn(String) -> Turn| {
        cursor.as_ref().map(|cursor| shown.address_of_turn(turn(cursor.encode())))
    };
    view! {
        <Labels locale=shown.locale/>
        <div class="scroll">
            <table class="records lean" aria-label=t.opportunities()>
                <thead><tr>{heads}</tr></thead>
                <tbody inner_html=rows.into_html()></tbody>
                <tfoot>{foot(shown)}</tfoot>
            </table>
        </div>
        <ListPager
            list=ListName::Opportunities range=range size=shown.request.size query=shown.query()
            previous=turn(&shown.page.before, Turn::Before) next=turn(&shown.page.after, Turn::After)
        />
    }
    .into_any()
}

/// How many rows stand before the page. Before a cursor the count includes the page itself.
fn preceding(shown: &Shown) -> i64 {
    let rows = i64::try_from(shown.page.rows.len()).unwrap_or(0);
    match (&shown.page.before, &shown.page.after) {
        (None, _) => 0,
        (Some(_), None) => shown.sums.count - rows,
        (Some(_), Some(_)) if matches!(shown.request.turn, Turn::Before(_)) => shown.sums.preceding - rows,
        _ => shown.sums.preceding,
    }
}

/// What the eye asks for: the customers of the page, each once, in an order that the rows can search.
fn keys(shown: &Shown) -> Vec<String> {
    let mut keys: Vec<String> = shown.page.rows.iter().filter_map(|line| line.customer_key.clone()).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn head(shown: &Shown, column: Column, keys: &[String], open: bool) -> AnyView {
    let label = OpportunityText(shown.locale).column(column);
    match column.sort() {
        Some(sort) => {
            let now = Sorting { column: shown.request.sort.column.to_string(), descending: shown.request.sort.descending };
            let href = shown.address(|request| request.sort = next_sort(request.sort, sort), false);
            view! { <SortHeader label=label column=sort.as_str() sort=now href=href numeric={column == Column::ExpectedMonthlyRevenue}/> }
                .into_any()
        }
        None if column == Column::Customer && shown.may_reveal() => {
            view! { <th scope="col">{label}" "<Eye column=MaskedColumn::Name keys=keys.to_vec() open=open/></th> }.into_any()
        }
        None => view! { <th scope="col">{label}</th> }.into_any(),
    }
}

/// The same column turns round; another begins as people expect: words from the front, amounts and days from the top.
fn next_sort(now: Sort, column: SortColumn) -> Sort {
    let words = matches!(column, SortColumn::Name | SortColumn::Owner | SortColumn::Industry | SortColumn::Kind | SortColumn::ExpectedDate);
    let descending = if now.column == column { !now.descending } else { !words };
    Sort { column, descending }
}

/// The sum over the whole filter, under its column.
fn foot(shown: &Shown) -> AnyView {
    let (p, sums) = (PageText(shown.locale), &shown.sums);
    let count = ListText(shown.locale).count(sums.count, sums.is_capped);
    let label = p.all_that_match(count);
    let sum = || if sums.is_capped { "–".to_owned() } else { format_charged(sums.all) };
    match shown.columns.iter().position(|column| *column == Column::ExpectedMonthlyRevenue) {
        Some(at) => {
            let rest = shown.columns.len() - at - 1;
            view! {
                <tr>
                    <th scope="row" colspan=at>{label}</th>
                    <td class="num">{sum()}</td>
                    {(rest > 0).then(|| view! { <td colspan=rest></td> })}
                </tr>
            }
            .into_any()
        }
        None => view! { <tr><th scope="row" colspan=shown.columns.len()>{label}</th></tr> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_turns_its_own_order_round_and_begins_another_as_people_expect() {
        let now = Sort::default();
        assert_eq!(next_sort(now, SortColumn::UpdatedAt), Sort { column: SortColumn::UpdatedAt, descending: false });
        assert_eq!(next_sort(now, SortColumn::Name), Sort { column: SortColumn::Name, descending: false });
        assert_eq!(
            next_sort(now, SortColumn::ExpectedMonthlyRevenue),
            Sort { column: SortColumn::ExpectedMonthlyRevenue, descending: true }
        );
    }
}
