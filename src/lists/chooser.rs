//! The two settings of a list, as plain forms: which columns, and how many rows a page.

use leptos::prelude::*;

use super::model::{ListName, PAGE_SIZES};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::text::words;

/// A column as the chooser shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnChoice {
    /// Its key.
    pub key: &'static str,
    /// Its heading.
    pub label: String,
    /// Whether it is visible now.
    pub visible: bool,
    /// Name and actions always stand.
    pub fixed: bool,
}

/// Which columns, in which order, open. Works without script.
#[component]
pub fn ColumnChooser(
    /// Which list.
    list: ListName,
    /// All columns, in their present order.
    columns: Vec<ColumnChoice>,
    /// Columns that stand in other tabs of the list and that this one has not: they are chosen still.
    #[prop(optional)]
    elsewhere: Vec<&'static str>,
    /// Whether it stands open: where it was fetched because somebody asked for it.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let words = words();
    let order = columns.iter().map(|column| column.key).chain(elsewhere.iter().copied()).collect::<Vec<_>>().join(",");
    let elsewhere = elsewhere.into_iter().map(|key| view! { <input type="hidden" name="form[columns][]" value=key/> }).collect_view();
    // "Apply" comes first in the form: the first button is the one that Enter presses.
    view! {
        <details class="pop" open=open>
            <summary class="tool small"><Icon name=IconName::Columns/>{words.columns()}</summary>
            <Form action="lists.set_columns" key=false class="pop-panel">
                <input type="hidden" name="form[list]" value=list.as_str()/>
                <input type="hidden" name="form[order]" value=order/>
                {elsewhere}
                <div class="row">
                    <button type="submit" class="button slim main">{words.apply()}</button>
                    <button type="submit" class="button slim plain" name="form[restore]" value="yes">{words.restore()}</button>
                </div>
                <ul>{columns.into_iter().enumerate().map(|(at, column)| one(at, column)).collect_view()}</ul>
            </Form>
        </details>
    }
    .into_any()
}

fn one(at: usize, column: ColumnChoice) -> AnyView {
    let words = words();
    let id = format!("column-{}", column.key);
    let kept = column.fixed.then(|| view! { <input type="hidden" name="form[columns][]" value=column.key/> });
    let earlier = (at > 0 && !column.fixed).then(|| {
        view! {
            <button type="submit" class="button slim plain" name="form[earlier]" value=column.key aria-label=words.move_up(&column.label)>
                <Icon name=IconName::Up/>
            </button>
        }
    });
    let input_id = id.clone();
    view! {
        <li class="row">
            {kept}
            <label class="tick grow" for=id>
                <input type="checkbox" id=input_id name="form[columns][]" value=column.key checked=column.visible disabled=column.fixed/>
                <span>{column.label}</span>
            </label>
            {earlier}
        </li>
    }
    .into_any()
}

/// How many rows a page; kept for the person.
#[component]
pub fn PageSizes(
    /// Which list.
    list: ListName,
    /// The present size.
    now: u16,
    /// The list's query.
    query: String,
) -> impl IntoView {
    let words = words();
    let sizes = PAGE_SIZES.map(|rows| {
        let name = words.rows_per_page(rows);
        if rows == now {
            view! { <b aria-current="true" aria-label=name>{rows}</b> }.into_any()
        } else {
            view! { <button type="submit" class="button slim plain" name="form[rows]" value=rows aria-label=name>{rows}</button> }
                .into_any()
        }
    });
    view! {
        <Form action="lists.set_page_size" key=false class="sizes">
            <input type="hidden" name="form[list]" value=list.as_str()/>
            <input type="hidden" name="form[query]" value=query/>
            <span>{words.per_page()}</span>
            {sizes.collect_view()}
        </Form>
    }
    .into_any()
}
