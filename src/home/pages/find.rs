//! `/find`: search over pages and opportunities; the command palette shows the same results.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::super::queries::{Named, find_opportunities};
use super::super::text::HomeText;
use super::told;
use crate::auth::{Scope, viewer};
use crate::i18n::{Locale, Words};
use crate::menu::{Item, Section, everything};
use crate::opportunities::rules::scope_of;
use crate::server::request::{locale, state};
use crate::ui::shell::{Page, page};
use crate::values::name_key::name_key;

/// Results at the most, of each kind.
const MOST: i64 = 8;

/// The search page.
#[component]
pub fn FindPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let q: String = use_query_map().get_untracked().get("q").unwrap_or_default().trim().chars().take(100).collect();
    page(async move {
        let viewer = viewer?;
        let found = match scope_of(&viewer) {
            Ok(reach) if q.chars().count() >= 2 => find_opportunities(&state.db, &Scope::of(&viewer, reach)?, &q, MOST).await?,
            _ => Vec::new(),
        };
        let wanted = name_key(&q);
        let pages = everything(&viewer, locale).into_iter().filter(|(_, item)| is_about(item, &wanted, locale)).collect();
        let t = HomeText(locale);
        Ok(view! {
            <Page title=t.find()>
                <div class="finding">
                    <form method="get" action="/find" role="search" class="field">
                        <label for="q">{t.find_label()}</label>
                        <p class="hint" id="q-hint">{t.find_hint()}</p>
                        <div class="row">
                            <input id="q" class="grow" type="search" name="q" value=q.clone() maxlength="100" aria-describedby="q-hint"/>
                            <button class="button main">{Words(locale).search()}</button>
                        </div>
                    </form>
                    <div class="card"><Found q=q pages=pages opportunities=found locale=locale/></div>
                </div>
            </Page>
        }
        .into_any())
    })
}

/// A page is found by its name, and by what is said of it: whoever looks for "claim" is led to customer development.
fn is_about(item: &Item, wanted: &str, locale: Locale) -> bool {
    [item.label, told(item.href, HomeText(locale))].iter().any(|words| name_key(words).contains(wanted))
}

#[component]
fn Found(q: String, pages: Vec<(Section, Item)>, opportunities: Vec<Named>, locale: Locale) -> impl IntoView {
    let t = HomeText(locale);
    let nothing = (pages.is_empty() && opportunities.is_empty()).then(|| view! { <p>{t.nothing(&q)}</p> });
    let opportunities = (!opportunities.is_empty()).then(|| {
        let rows = opportunities.into_iter().map(|row| {
            view! { <li><a href=format!("/sales/opportunities/{}", row.id)>{row.name}<span class="sub">{row.code}</span></a></li> }
        });
        view! { <h2>{t.opportunities()}</h2><ul>{rows.collect_view()}</ul> }
    });
    let pages = (!pages.is_empty()).then(|| {
        let rows = pages.into_iter().map(|(section, item)| {
            let label = section.name(locale);
            let sub = (label != item.label).then(|| view! { <span class="sub">{label}</span> });
            view! { <li><a href=item.href>{item.label}{sub}</a></li> }
        });
        view! { <h2>{t.pages()}</h2><ul>{rows.collect_view()}</ul> }
    });
    view! { <div id="found">{nothing}{opportunities}{pages}</div> }
}
