//! The foot of a list whose page size is kept for the person.

use leptos::prelude::*;

use super::chooser::PageSizes;
use super::model::ListName;
use crate::ui::pager::Pager;

/// Which rows, how many a page, and the pages before and after.
#[component]
pub fn ListPager(
    /// Which list.
    list: ListName,
    /// "1 to 20 of 38".
    range: String,
    /// Rows a page.
    size: u16,
    /// The list's query.
    query: String,
    /// The page before.
    previous: Option<String>,
    /// The page after.
    next: Option<String>,
) -> impl IntoView {
    view! { <Pager range=range previous=previous next=next><PageSizes list=list now=size query=query/></Pager> }.into_any()
}
