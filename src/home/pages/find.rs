//! `/find`: search over pages, opportunities, and the numbers of orders and of marketing tasks; the command palette shows the same
//! results.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::super::queries::numbers::{Numbered, find_expansion_task, find_orders, find_renewal_task};
use super::super::queries::{Named, find_opportunities};
use super::super::text::HomeText;
use super::told;
use crate::auth::{Scope, Viewer, viewer};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::menu::{Item, Section, everything};
use crate::server::AppState;
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
        let found = if q.chars().count() >= 2 { find(&state, &viewer, &q).await? } else { Records::default() };
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
                    <div class="card"><Found q=q pages=pages records=found locale=locale/></div>
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

/// What was found beside pages.
#[derive(Default)]
struct Records {
    opportunities: Vec<Named>,
    orders: Vec<Numbered>,
    expansion_tasks: Vec<Numbered>,
    renewal_tasks: Vec<Numbered>,
}

impl Records {
    const fn are_none(&self) -> bool {
        self.opportunities.is_empty() && self.orders.is_empty() && self.expansion_tasks.is_empty() && self.renewal_tasks.is_empty()
    }
}

/// Each kind within what the viewer sees of it, and nothing of a kind that she does not see.
async fn find(state: &AppState, viewer: &Viewer, q: &str) -> Result<Records, AppError> {
    let db = &state.db;
    let opportunities = match crate::opportunities::rules::scope_of(viewer) {
        Ok(reach) => find_opportunities(db, &Scope::of(viewer, reach)?, q, MOST).await?,
        Err(_) => Vec::new(),
    };
    let orders = match crate::orders::rules::scope_of(viewer) {
        Ok(reach) => find_orders(db, &Scope::of(viewer, reach)?, q, MOST).await?,
        Err(_) => Vec::new(),
    };
    let (expansion, renewal) = match crate::marketing_tasks::rules::scope_of(viewer) {
        Ok(reach) => {
            let scope = Scope::of(viewer, reach)?;
            (find_expansion_task(db, &scope, q).await?, find_renewal_task(db, &scope, q).await?)
        }
        Err(_) => (None, None),
    };
    let (expansion_tasks, renewal_tasks) = (expansion.into_iter().collect(), renewal.into_iter().collect());
    Ok(Records { opportunities, orders, expansion_tasks, renewal_tasks })
}

/// Results of one kind, each a line with its name, what else is said of it, and its page.
fn results(title: &'static str, rows: Vec<(String, String, String)>) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let rows = rows.into_iter().map(|(name, sub, href)| {
        let sub = (!sub.is_empty()).then(|| view! { <span class="sub">{sub}</span> });
        view! { <li><a href=href>{name}{sub}</a></li> }
    });
    Some(view! { <h2>{title}</h2><ul>{rows.collect_view()}</ul> }.into_any())
}

#[component]
fn Found(q: String, pages: Vec<(Section, Item)>, records: Records, locale: Locale) -> impl IntoView {
    let t = HomeText(locale);
    let nothing = (pages.is_empty() && records.are_none()).then(|| view! { <p>{t.nothing(&q)}</p> });
    let numbered = |rows: Vec<Numbered>, below: &'static str| {
        rows.into_iter().map(|row| (row.number, row.about, format!("{below}/{}", row.id))).collect::<Vec<_>>()
    };
    let renewals = records.renewal_tasks.into_iter().map(|row| Numbered { about: t.of_order(&row.about), ..row }).collect();
    let opportunities = records.opportunities.into_iter().map(|row| (row.name, row.code, format!("/sales/opportunities/{}", row.id)));
    let pages = pages.into_iter().map(|(section, item)| {
        let label = section.name(locale);
        (item.label.to_owned(), if label == item.label { String::new() } else { label.to_owned() }, item.href.to_owned())
    });
    view! {
        <div id="found">
            {nothing}
            {results(t.orders(), numbered(records.orders, "/sales/orders"))}
            {results(t.expansion_tasks(), numbered(records.expansion_tasks, "/sales/marketing-tasks/expansion"))}
            {results(t.renewal_tasks(), numbered(renewals, "/sales/marketing-tasks/renewals"))}
            {results(t.opportunities(), opportunities.collect())}
            {results(t.pages(), pages.collect())}
        </div>
    }
}
