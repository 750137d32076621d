//! The page of a described list.

mod address;
mod cells;
mod columns;
mod figures;
pub mod filters;
pub mod load;
mod related;
mod table;

pub use cells::label_sheet;

use std::sync::Arc;

use leptos::prelude::*;

use self::load::Loaded;
use super::description::{AboveList, List, Standing};
use super::failed::failed;
use super::request::PageCursor;
use super::rules::may_export_list;
use super::text::ListText;
use super::{addresses, views};
use crate::error::AppError;
use crate::server::request;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::pager::{Tab, Tabs};
use crate::ui::shell::{Page, page};

/// The page: whose rows, narrowed and sorted by the address alone.
#[component]
pub fn ListPage(
    /// Its description.
    list: &'static List,
) -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = request::query();
    page(async move {
        match load::load(list, viewer?, locale, (&state.db, state.clock.now()), &query, list.page.above).await {
            Ok((loaded, above)) => Ok(whole(&Arc::new(loaded), above)),
            Err(AppError::Broken { reference }) => Ok(failed((list.title)(locale), &reference)),
            Err(error) => Err(error),
        }
    })
}

fn whole(loaded: &Arc<Loaded>, own: AboveList) -> AnyView {
    let (locale, list) = (loaded.context.locale, loaded.list);
    let (title, section) = ((list.title)(locale), (list.section)(locale));
    let lead = lead(loaded);
    let actions = view! { {figures::figures(loaded)}{own.figures}{(list.page.actions)(&loaded.context)} };
    let ways = match own.line {
        Some(line) => view! { <div class="ways">{line}{tabs(loaded)}</div> }.into_any(),
        None => tabs(loaded),
    };
    let above = view! { {notices(loaded)}{ways}{saved(loaded)} }.into_any();
    let (form, chips) = (filters::form(loaded), filters::chips(loaded));
    let (tools, columns, content) = (views::tools(&loaded.views, locale), columns::chooser(loaded), content(loaded));
    let export = export(loaded);
    view! {
        <Page title=title section=section lead=lead actions=actions>
            {above}
            <div class="toolbar">{form}<div class="row">{tools}{columns}{export}</div></div>
            {chips}
            <section class="card">{content}</section>
        </Page>
    }
    .into_any()
}

/// The way to an export of what is asked, for whoever may have one.
fn export(loaded: &Loaded) -> Option<AnyView> {
    let context = &loaded.context;
    let may = context.viewer.viewed_by.is_none() && may_export_list(&context.viewer, loaded.list.name).is_ok();
    let href = addresses::of_export(loaded.list.name, &loaded.query());
    may.then(|| view! { <a class="tool small" href=href>{ListText(context.locale).export()}</a> }.into_any())
}

/// The sentence under the heading and the rule behind it.
fn lead(loaded: &Loaded) -> AnyView {
    let l = ListText(loaded.context.locale);
    let standing = Standing {
        count: l.count(loaded.totals.count, loaded.totals.is_capped),
        is_one: loaded.totals.count == 1,
        is_narrowed: loaded.request.is_narrowed(),
        is_usual: loaded.request.is_usual(loaded.list),
        is_in_usual_span: loaded.list.usual_spans(&loaded.context, &loaded.request.values).next().is_some(),
    };
    let lead = (loaded.list.page.lead)(&loaded.context, &standing);
    let rule = (!lead.rule.is_empty()).then(|| {
        view! { <details><summary class="why small">{l.why_these()}</summary><p class="small">{lead.rule}</p></details> }
    });
    view! { <p>{lead.sentence}</p>{rule} }.into_any()
}

fn notices(loaded: &Loaded) -> AnyView {
    let l = ListText(loaded.context.locale);
    view! {
        {loaded.done.clone().map(|done| view! { <Notice tone=NoticeTone::Good>{done}</Notice> })}
        {loaded.filter_is_gone.then(|| view! { <Notice tone=NoticeTone::Warn>{l.filter_gone()}</Notice> })}
        {loaded.filter_is_elsewhere.then(|| view! { <Notice tone=NoticeTone::Warn>{l.filter_elsewhere()}</Notice> })}
        {loaded.refused.clone().into_iter().map(|why| view! { <Notice tone=NoticeTone::Warn>{why}</Notice> }).collect_view()}
        {loaded.place_is_unknown.then(|| view! { <Notice tone=NoticeTone::Note>{l.place_unknown()}</Notice> })}
        {views::notices(&loaded.views, loaded.context.locale)}
    }
    .into_any()
}

/// The ways of looking at the list, for whoever has more than one.
fn tabs(loaded: &Loaded) -> AnyView {
    let tabs = loaded.list.tabs_of(&loaded.context.viewer, &loaded.context.access);
    if tabs.len() < 2 {
        return ().into_any();
    }
    let item = |tab: &&crate::lists::description::Tab| Tab {
        href: loaded.of_tab(tab.key),
        label: (tab.label)(loaded.context.locale).to_owned(),
        count: None,
        current: tab.key == loaded.request.tab,
    };
    view! { <Tabs items=tabs.iter().map(item).collect()/> }.into_any()
}

/// The saved views, and the forms about them.
fn saved(loaded: &Loaded) -> AnyView {
    let locale = loaded.context.locale;
    let row = views::row(&loaded.views, loaded.everything(), locale);
    view! { {row}{views::open_panel(&loaded.views, locale)} }.into_any()
}

fn content(loaded: &Loaded) -> AnyView {
    if !loaded.page.rows.is_empty() {
        return table::table(loaded);
    }
    let (locale, page) = (loaded.context.locale, &loaded.list.page);
    if !loaded.has_none {
        let is_asked = loaded.request.is_narrowed() || loaded.request.turn != PageCursor::First;
        let unasked = loaded.list.filters.iter().find_map(|filter| filter.unasked).filter(|_| !is_asked);
        if let Some((title, text)) = unasked.map(|unasked| (unasked.nothing)(locale)) {
            return view! { <EmptyState kind=EmptyKind::Nothing title=title text=text/> }.into_any();
        }
        let (l, (title, text)) = (ListText(locale), (page.no_match)(locale));
        let (word, href) = match loaded.request.is_usual(loaded.list) {
            true => (l.show_all(), loaded.everything()),
            false => (l.reset(), loaded.without_conditions()),
        };
        return view! {
            <EmptyState kind=EmptyKind::NoMatch title=title text=text>
                <a class="button" href=href>{word}</a>
            </EmptyState>
        }
        .into_any();
    }
    let (title, text) = (page.nothing)(&loaded.context);
    view! { <EmptyState kind=EmptyKind::Nothing title=title text=text/> }.into_any()
}
