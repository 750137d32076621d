//! The row of views: everything, the own ones, those that are shared.

use leptos::prelude::*;

use super::{Entry, Views};
use crate::i18n::Locale;
use crate::lists::model::Count;
use crate::lists::text::{ListText, ViewText};
use crate::ui::icon::{Icon, IconName};

/// The row; nothing for a person without views. `everything` is the address of the list without any condition.
pub fn row(views: &Views, everything: String, locale: Locale) -> AnyView {
    if !views.are_there() {
        return ().into_any();
    }
    let t = ViewText(locale);
    let current = views.is_everything().then_some("page");
    let tabs: Vec<AnyView> = views.entries.iter().map(|entry| tab(views, entry, locale)).collect();
    view! {
        <nav class="views" aria-label=t.saved_views()>
            <a href=everything aria-current=current>{t.all()}{count(views.everything, locale)}</a>
            {tabs}
        </nav>
    }
    .into_any()
}

/// Where its conditions were changed since, it is still the view that one is in ("true"), but not what the page shows ("page").
fn tab(views: &Views, entry: &Entry, locale: Locale) -> AnyView {
    let t = ViewText(locale);
    let view = &entry.view;
    let is_open = views.origin().is_some_and(|open| open.view.id == view.id);
    let current = is_open.then(|| if views.is_on_the_page(entry) { "page" } else { "true" });
    let shared = match &view.owner {
        Some(owner) => Some(t.shared_by(owner)),
        None => view.is_shared.then(|| t.shared().to_owned()),
    };
    let shared = shared.map(|words| view! { " "<small><Icon name=IconName::People/>{words}</small> });
    let default = (views.default == Some(view.id)).then(|| view! { " "<small><Icon name=IconName::Check/>{t.opens_the_list()}</small> });
    view! {
        <a href=views.address_of(view) aria-current=current>
            <bdi>{view.name.clone()}</bdi>{count(entry.count, locale)}{default}{shared}
        </a>
    }
    .into_any()
}

fn count(count: Option<Count>, locale: Locale) -> Option<impl IntoView> {
    count.map(|count| view! { " "<span>{ListText(locale).count(count.rows, count.is_capped)}</span> })
}
