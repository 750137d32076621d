//! The masked table. Its eyes show a column at a time; ticks belong to the form above it.

use leptos::prelude::*;

use super::loading::Shown;
use super::row::{TICKS, row};
use crate::auth::Reach;
use crate::claims::model::{Sort, SortColumn};
use crate::claims::rules;
use crate::claims::text::{ClaimText, ListText};
use crate::customers::api::Revealed;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::{Eye, answered};
use crate::customers::text::CustomerText;
use crate::lists::ListName;
use crate::lists::pager::ListPager;
use crate::lists::paging::CAP;
use crate::lists::text::ListText as SharedText;
use crate::ui::form::Form;
use crate::ui::table::{SortHeader, Sorting};

/// What can be done with the ticked ones, the table, and its foot.
pub fn table(shown: &Shown) -> AnyView {
    let t = ClaimText(shown.locale);
    let revealed = answered();
    let may_change = rules::may_change(&shown.viewer).is_ok();
    let rows: Vec<AnyView> = shown.page.rows.iter().map(|line| row(shown, line, revealed.as_ref(), may_change)).collect();
    let count = shown.count.min(CAP);
    let (l, size) = (SharedText(shown.locale), shown.page.rows.len());
    // Where the page stands is known only at both ends; between them its number of rows is said.
    let range = match (&shown.page.before, &shown.page.after) {
        (None, _) => l.showing(0, size, count, shown.count > CAP),
        (Some(_), None) => l.showing(count - i64::try_from(size).unwrap_or(0), size, count, shown.count > CAP),
        (Some(_), Some(_)) => l.rows_of(size, l.count(count, shown.count > CAP)),
    };
    let next = shown.page.after.as_ref().map(|cursor| shown.turned(Some(cursor.encode()), None));
    let previous = shown.page.before.as_ref().map(|cursor| shown.turned(None, Some(cursor.encode())));
    view! {
        {may_change.then(|| ticked(shown))}
        <div class="scroll">
            <table class="records" aria-label=t.customer_development()>
                <thead><tr>{heads(shown, revealed.as_ref(), may_change)}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <ListPager list=ListName::Claims range=range size=shown.size query=shown.query() previous=previous next=next/>
    }
    .into_any()
}

fn ticked(shown: &Shown) -> AnyView {
    let t = ListText(shown.locale);
    view! {
        <Form action="claims.choose" key=false id=TICKS class="body">
            <div class="row">
                <span class="small quiet">{t.with_ticked()}</span>
                <button type="submit" class="button slim" name="form[act]" value="invite">{t.invite_many()}</button>
                <button type="submit" class="button slim" name="form[act]" value="withdraw">{t.withdraw_many()}</button>
            </div>
        </Form>
    }
    .into_any()
}

fn heads(shown: &Shown, revealed: Option<&Revealed>, may_change: bool) -> Vec<AnyView> {
    let (c, t) = (CustomerText(shown.locale), ListText(shown.locale));
    let secret = |label: &'static str, column: MaskedColumn| {
        let keys: Vec<String> = shown.page.rows.iter().filter_map(|line| line.key_of(column)).collect();
        let open = revealed.is_some_and(|revealed| revealed.field == column.as_str());
        view! { <th scope="col">{label}" "<Eye column=column keys=keys open=open/></th> }.into_any()
    };
    let plain = |label: &'static str| view! { <th scope="col">{label}</th> }.into_any();
    let mut heads = Vec::new();
    if may_change {
        heads.push(view! { <th scope="col" class="pick"><span class="hidden-text">{t.select()}</span></th> }.into_any());
    }
    heads.extend([secret(c.name(), MaskedColumn::Name), secret(c.mobile(), MaskedColumn::Mobile), secret(c.email(), MaskedColumn::Email)]);
    heads.extend([plain(t.state()), sorted(shown, SortColumn::ClaimedAt), sorted(shown, SortColumn::ValidUntil)]);
    if shown.reach != Reach::Own {
        heads.push(plain(t.account_manager()));
    }
    if shown.sees_opportunities {
        heads.push(view! { <th scope="col" class="num">{t.opportunities()}</th> }.into_any());
    }
    if may_change {
        heads.push(plain(t.actions()));
    }
    heads
}

fn sorted(shown: &Shown, column: SortColumn) -> AnyView {
    let label = ListText(shown.locale).sort_column(column);
    let sort = shown.address.sort;
    let now = Sorting { column: sort.column.to_string(), descending: sort.descending };
    let href = shown.changed(|address| address.sort = next(sort, column));
    view! { <SortHeader label=label column=column.as_str() sort=now href=href/> }.into_any()
}

/// The same column turns round; another begins as people expect: the latest claims, the first to end.
const fn next(now: Sort, column: SortColumn) -> Sort {
    match (now.column, column) {
        (SortColumn::ClaimedAt, SortColumn::ClaimedAt) | (SortColumn::ValidUntil, SortColumn::ValidUntil) => {
            Sort { column, descending: !now.descending }
        }
        (_, SortColumn::ClaimedAt) => Sort { column, descending: true },
        (_, SortColumn::ValidUntil) => Sort { column, descending: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_turns_its_own_order_round_and_the_end_begins_with_the_first_to_end() {
        let usual = Sort::default();
        assert_eq!(next(usual, SortColumn::ClaimedAt), Sort { column: SortColumn::ClaimedAt, descending: false });
        let first = Sort { column: SortColumn::ValidUntil, descending: false };
        assert_eq!(next(usual, SortColumn::ValidUntil), first);
        assert_eq!(next(first, SortColumn::ClaimedAt), usual);
    }
}
