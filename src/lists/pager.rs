//! The foot of a list whose page size is kept for the person.

use leptos::prelude::*;

use super::chooser::PageSizes;
use super::model::ListName;
use crate::ui::text::words;

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
    let words = words();
    let turn = |href: Option<String>, rel: &'static str, word: &'static str| match href {
        Some(href) => view! { <a class="button slim" href=href rel=rel>{word}</a> }.into_any(),
        None => view! { <span class="button slim" aria-disabled="true">{word}</span> }.into_any(),
    };
    view! {
        <nav class="pager" aria-label=words.pages()>
            <span>{range}</span>
            <span class="grow"></span>
            <PageSizes list=list now=size query=query/>
            {turn(previous, "prev", words.previous())}
            {turn(next, "next", words.next())}
        </nav>
    }
    .into_any()
}
