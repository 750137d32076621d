//! The table of a list: what can be done with ticked rows, heads that sort, rows, sums, pager.

use leptos::prelude::*;

use super::cells::{self, Rendering, TICKS, row};
use super::load::Loaded;
use crate::lists::description::{CellSet, Column, Order, SortKey, TickTarget};
use crate::lists::pager::ListPager;
use crate::lists::request::PageCursor;
use crate::lists::text::ListText;
use crate::server::password::short_hash;
use crate::ui::form::{Form, address_with};
use crate::ui::markup::Markup;
use crate::ui::table::{SortHeader, Sorting};
use crate::values::cursor::Cursor;

/// The table and what stands around it.
pub fn table(loaded: &Loaded) -> AnyView {
    let (context, list) = (&loaded.context, loaded.list);
    let ticks = list.page.ticks.filter(|ticks| (ticks.offered)(context) && loaded.page.rows.iter().any(|row| row.tick.is_some()));
    let has_actions = loaded.page.rows.iter().any(|row| !row.actions.is_empty() || !row.posts.is_empty());
    let rendering = Rendering {
        context,
        columns: &loaded.columns,
        revealed: revealed(loaded),
        ticks: ticks.map(|ticks| ticks.name),
        all_ticked: loaded.all_ticked,
        has_actions,
        classes: cells::classes(list.columns, &loaded.columns),
        keys: keys_of_the_only_eye(loaded),
    };
    let mut rows = Markup::with_room(loaded.page.rows.len() * 768);
    for one in &loaded.page.rows {
        row(&mut rows, &rendering, one);
    }
    let l = ListText(context.locale);
    let pick = ticks.map(|_| view! { <th scope="col" class="pick"><span class="hidden-text">{l.select()}</span></th> });
    let heads: Vec<AnyView> = loaded.columns.iter().enumerate().map(|(at, column)| head(loaded, column, at, &rendering)).collect();
    let actions = has_actions.then(|| view! { <th scope="col">{l.actions()}</th> });
    let range = l.showing(loaded.preceding(), loaded.page.rows.len(), loaded.totals.count, loaded.totals.is_capped);
    let turn = |cursor: &Option<Cursor>, turn: fn(String) -> PageCursor| {
        cursor.as_ref().map(|cursor| loaded.address_of_page(turn(cursor.encode())))
    };
    let leading = usize::from(ticks.is_some());
    let foot = foot(loaded, leading, has_actions);
    let class = match (has_actions, list.page.has_long_acts) {
        (true, true) => "records described acting long-acts",
        (true, false) => "records described acting",
        (false, _) => "records described",
    };
    view! {
        {ticks.map(|_| ticked(loaded))}
        {labels(loaded)}
        <div class=if fits(loaded) { "scroll fits" } else { "scroll" }>
            <table class=class aria-label=(list.title)(context.locale)>
                <thead><tr>{pick}{heads}{actions}</tr></thead>
                <tbody inner_html=rows.into_html()></tbody>
                {foot}
            </table>
        </div>
        <ListPager
            list=list.name range=range size=loaded.size query=loaded.query()
            previous=turn(&loaded.page.before, PageCursor::Before) next=turn(&loaded.page.after, PageCursor::After)
        />
    }
    .into_any()
}

/// The usual columns fit a laptop's screen, and their head stays in sight while the rows move. With more of them the table
/// scrolls sideways in itself, where no head can stay.
fn fits(loaded: &Loaded) -> bool {
    let usual = loaded.list.columns.iter().filter(|column| (column.offered)(&loaded.context) && (column.usual)(&loaded.context));
    loaded.columns.len() <= usual.count()
}

/// What the eye asks for, where there is one.
fn keys_of_the_only_eye(loaded: &Loaded) -> Option<Vec<String>> {
    let mut masked = loaded.columns.iter().enumerate().filter(|(_, column)| column.mask.is_some());
    match (masked.next(), masked.next()) {
        (Some((at, _)), None) => Some(cells::keys(&loaded.page.rows, at)),
        _ => None,
    }
}

fn revealed(loaded: &Loaded) -> Vec<Option<Vec<(String, String)>>> {
    let open = |column: &&'static Column| {
        let mask = column.mask?;
        (mask.revealed)().filter(|(field, _)| field == mask.field).map(|(_, values)| values)
    };
    loaded.columns.iter().map(open).collect()
}

/// Asks for the labels of the cells on a small screen, beside the table and not in the head: the head is written before the
/// list is known. A wide screen does not wait for it.
fn labels(loaded: &Loaded) -> AnyView {
    let locale = loaded.context.locale;
    let sheet = cells::label_sheet(loaded.list.columns, locale);
    let href = format!("/labels/{}.{}.css?v={}", loaded.list.name, locale.tag(), short_hash(sheet.as_bytes()));
    view! { <link rel="stylesheet" media="(max-width: 56.25em)" href=href/> }.into_any()
}

/// What can be done with the ticked rows. Without script "all on this page" is a link to the page with all ticked.
fn ticked(loaded: &Loaded) -> AnyView {
    let Some(ticks) = loaded.list.page.ticks else { return ().into_any() };
    let (l, context) = (ListText(loaded.context.locale), &loaded.context);
    let buttons = (ticks.buttons)(context);
    let all = with_context::<axum::http::request::Parts, _>(|parts| {
        let change = if loaded.all_ticked { None } else { Some("page") };
        address_with(parts.uri.query().unwrap_or(""), &[("ticked", change), ("done", None), ("count", None), ("do", None)])
    })
    .unwrap_or_default();
    let word = if loaded.all_ticked { l.select_none() } else { l.select_page() };
    let selected = loaded.page.rows.iter().filter(|row| loaded.all_ticked && row.tick.is_some()).count();
    let beginning = view! {
        <a class="small" href=all data-tick-all="" data-none=l.select_none() data-all=l.select_page()>{word}</a>
        <span class="small quiet" role="status" data-ticked=l.selected("#")>{l.selected(selected)}</span>
    };
    match ticks.target {
        TickTarget::Action(action) => {
            let buttons = senders(buttons);
            view! { <Form action=action key=false id=TICKS class="ticks"><div class="row">{beginning}{buttons}</div></Form> }.into_any()
        }
        TickTarget::Change { action, single } => {
            let (buttons, only) = (senders(buttons), Some((single.to_owned(), String::new())));
            view! { <Form action=action only=only id=TICKS class="ticks"><div class="row">{beginning}{buttons}</div></Form> }.into_any()
        }
        TickTarget::PageFor(address, _) => {
            let buttons =
                buttons.into_iter().map(|(_, word)| view! { <button type="submit" class="button slim">{word}</button> }).collect_view();
            let carried = loaded.request.carried_pair(loaded.list);
            let carried = carried.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
            view! {
                <form id=TICKS method="get" action=address class="ticks">{carried}<div class="row">{beginning}{buttons}</div></form>
            }
            .into_any()
        }
    }
}

/// Buttons of a form that is posted: which of them was pressed goes along.
fn senders(buttons: Vec<(&'static str, &'static str)>) -> AnyView {
    let button = |(act, word)| view! { <button type="submit" class="button slim" name="form[act]" value=act>{word}</button> };
    buttons.into_iter().map(button).collect_view().into_any()
}

fn head(loaded: &Loaded, column: &'static Column, at: usize, rendering: &Rendering<'_>) -> AnyView {
    let label = (column.label)(loaded.context.locale);
    if let Some(mask) = column.mask {
        let (open, class) = (rendering.revealed[at].is_some(), rendering.classes[at].clone());
        let eye = (mask.eye)(cells::keys(&loaded.page.rows, at), open, loaded.context.locale);
        return view! { <th scope="col" class=class>{label}" "{eye}</th> }.into_any();
    }
    let numeric = column.set == CellSet::Number;
    match column.sort {
        Some(key) => {
            let now = loaded.request.order.unwrap_or(loaded.list.usual_order);
            // Columns of other tabs may be sorted by the same value.
            let is_now = loaded.list.sort_key(now).is_some_and(|sorted| sorted.sql == key.sql);
            let sorted_by = if is_now { column.key } else { now.column };
            let sorting = Sorting { column: sorted_by.to_owned(), descending: now.descending };
            let href = loaded.changed(|request| request.order = Some(next_order(Order { column: sorted_by, ..now }, column.key, key)));
            // The list's own address: its query says all.
            let href = href[href.find('?').unwrap_or(0)..].to_owned();
            view! { <SortHeader label=label column=column.key sort=sorting href=href numeric=numeric/> }.into_any()
        }
        None => view! { <th scope="col" class=numeric.then_some("num")>{label}</th> }.into_any(),
    }
}

/// The same column turns round; another begins as people expect.
fn next_order(now: Order, column: &'static str, key: SortKey) -> Order {
    Order { column, descending: if now.column == column { !now.descending } else { key.falls_first } }
}

/// The sums over the whole filter, each under its column; beyond the cap they are added up on request.
fn foot(loaded: &Loaded, leading: usize, has_actions: bool) -> Option<AnyView> {
    if loaded.list.totals.is_empty() {
        return None;
    }
    let l = ListText(loaded.context.locale);
    let label = l.all_that_match(l.count(loaded.totals.count, loaded.totals.is_capped));
    let add_up = loaded.totals.is_capped.then(|| {
        let href = loaded.changed(|request| request.adds_up = true);
        view! { " "<a class="small" href=href>{l.add_up()}</a> }
    });
    let sum = |column: &Column| {
        let at = loaded.list.totals.iter().position(|total| total.column == column.key)?;
        Some(loaded.totals.sums.get(at).map_or_else(|| "–".to_owned(), |sum| sum.shown()))
    };
    let first = loaded.columns.iter().position(|column| sum(column).is_some()).unwrap_or(loaded.columns.len()).max(1);
    // On a phone the head is not there: each sum says of what it is.
    let rest: Vec<AnyView> = loaded.columns[first.min(loaded.columns.len())..]
        .iter()
        .map(|column| match sum(column) {
            Some(sum) => view! { <td class="num" data-label=(column.label)(loaded.context.locale)>{sum}</td> }.into_any(),
            None => view! { <td></td> }.into_any(),
        })
        .collect();
    let last = has_actions.then(|| view! { <td></td> });
    Some(view! { <tfoot><tr><th scope="row" colspan=first + leading>{label}{add_up}</th>{rest}{last}</tr></tfoot> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::description::SortKind;

    #[test]
    fn a_heading_turns_its_own_order_round_and_another_begins_as_people_expect() {
        let key = |falls_first| SortKey { sql: "x", falling: None, kind: SortKind::Moment, nullable: false, joins: &[], falls_first };
        let now = Order { column: "since", descending: true };
        assert_eq!(next_order(now, "since", key(true)), Order { column: "since", descending: false });
        assert_eq!(next_order(now, "until", key(false)), Order { column: "until", descending: false });
        assert_eq!(next_order(now, "alerts", key(true)), Order { column: "alerts", descending: true });
    }
}
