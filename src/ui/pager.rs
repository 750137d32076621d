//! Moving through a list: pager, tabs, chips.

use super::icon::{Icon, IconName};
use super::text::words;
use leptos::prelude::*;

/// The foot of a list.
#[component]
pub fn Pager(
    /// "1 to 20 of 38", in the person's language.
    #[prop(into)]
    range: String,
    /// The address of the page before, if there is one.
    previous: Option<String>,
    /// The address of the page after, if there is one.
    next: Option<String>,
    /// What stands between the range and the ways on: a form that sets the number of rows a page.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = words();
    view! {
        <nav class="pager" aria-label=words.pages()>
            <span>{range}</span>
            <span class="grow"></span>
            {children.map(|children| children())}
            {turn(previous, "prev", words.previous())}
            {turn(next, "next", words.next())}
        </nav>
    }
}

fn turn(href: Option<String>, rel: &'static str, word: &'static str) -> AnyView {
    match href {
        Some(href) => view! { <a class="button slim" href=href rel=rel>{word}</a> }.into_any(),
        None => view! { <span class="button slim" aria-disabled="true">{word}</span> }.into_any(),
    }
}

/// One way of looking at a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its address.
    pub href: String,
    /// Its name.
    pub label: String,
    /// How many rows it holds, formatted; must equal the list's own total.
    pub count: Option<String>,
    /// Whether it is open.
    pub current: bool,
}

/// The ways of looking at a list.
#[component]
pub fn Tabs(
    /// In order.
    items: Vec<Tab>,
    /// What they are called together; "Views" by default.
    #[prop(optional, into)]
    label: String,
) -> impl IntoView {
    let label = if label.is_empty() { words().views().to_owned() } else { label };
    let tabs = items.into_iter().map(|tab| {
        let count = tab.count.map(|count| view! { " "<span>{count}</span> });
        view! { <a href=tab.href aria-current=tab.current.then_some("page")>{tab.label}{count}</a> }
    });
    view! { <nav class="views" aria-label=label>{tabs.collect_view()}</nav> }
}

/// A condition that is in force, with the way out of it.
#[component]
pub fn Chip(
    /// The condition.
    #[prop(into)]
    label: String,
    /// Its value, as people read it.
    #[prop(into)]
    value: String,
    /// The address of the list without it.
    #[prop(into)]
    remove_href: String,
) -> impl IntoView {
    let remove = words().remove(format_args!("{label}: {value}"));
    view! {
        <span class="chip">
            <span>{label}": "<b>{value}</b></span>
            <a href=remove_href aria-label=remove><Icon name=IconName::Cross /></a>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_has_no_way_back() {
        Owner::new().with(|| {
            let html = view! { <Pager range="1 to 20 of 38" previous=None next=Some("?after=x".to_owned()) /> }.to_html();
            assert!(html.contains(r#"aria-disabled="true""#));
            assert_eq!(html.matches("href=").count(), 1);
        });
    }

    #[test]
    fn only_the_open_tab_is_current() {
        Owner::new().with(|| {
            let tab = |label: &str, current| Tab { href: "?".into(), label: label.into(), count: None, current };
            let html = view! { <Tabs items=vec![tab("Open", true), tab("Won", false)] /> }.to_html();
            assert_eq!(html.matches("aria-current").count(), 1);
        });
    }
}
