//! Moving through a list: pager, tabs, chips.

use super::icon::{Icon, IconName};
use super::text::words;
use crate::i18n::Words;
use leptos::prelude::*;

/// A page of rows that are all in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageOfRows {
    /// The first row of the page, from 0 on.
    pub from: usize,
    /// The row after its last one.
    pub until: usize,
    /// The number of the page before, where there is one; pages count from 1.
    pub previous: Option<usize>,
    /// The number of the page after, where there is one.
    pub next: Option<usize>,
}

impl PageOfRows {
    /// The page of this number, of so many rows with `size` a page; a number past the end is the last page. `size` is at least 1.
    pub fn of(all: usize, number: usize, size: usize) -> Self {
        let last = all.div_ceil(size).max(1);
        let now = number.clamp(1, last);
        let turn = |to: usize| (1..=last).contains(&to).then_some(to);
        Self { from: (now - 1) * size, until: (now * size).min(all), previous: turn(now - 1), next: turn(now + 1) }
    }
}

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
    let colon = Words(words().locale()).colon();
    let remove = words().remove(format_args!("{label}{colon}{value}"));
    view! {
        <span class="chip">
            <span>{label}{colon}<b>{value}</b></span>
            <a href=remove_href aria-label=remove><Icon name=IconName::Cross /></a>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_past_the_end_is_the_last_one_and_a_page_of_nothing_is_the_first() {
        let page = |all, number| PageOfRows::of(all, number, 20);
        assert_eq!(page(45, 1), PageOfRows { from: 0, until: 20, previous: None, next: Some(2) });
        assert_eq!(page(45, 3), PageOfRows { from: 40, until: 45, previous: Some(2), next: None });
        assert_eq!((page(45, 99), page(45, 0)), (page(45, 3), page(45, 1)));
        assert_eq!(page(0, 7), PageOfRows { from: 0, until: 0, previous: None, next: None });
        assert_eq!(page(20, 1).next, None);
    }

    #[test]
    fn a_condition_in_chinese_has_a_full_width_colon_also_where_it_is_read_out() {
        Owner::new().with(|| {
            let chip = || view! { <Chip label="阶段" value="赢单" remove_href="/list" /> }.to_html();
            assert!(chip().contains("阶段") && chip().contains(": "), "English: {}", chip());
            provide_context(crate::i18n::Locale::ZhCn);
            let html = chip();
            assert!(html.contains("移除阶段：赢单") && !html.contains(": "), "{html}");
        });
    }

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
