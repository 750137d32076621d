//! `/`: what waits, what changed, key figures, and where one can go.

use leptos::prelude::*;

use super::super::queries::{Named, Open, latest_opportunities, open_opportunities};
use super::super::text::HomeText;
use super::to_do::{ToDo, waits};
use super::{Cards, items_of};
use crate::auth::{Scope, viewer};
use crate::menu::Section;
use crate::opportunities::rules::scope_of;
use crate::server::request::{locale, state};
use crate::ui::figures::{Figure, Figures};
use crate::ui::shell::{Page, page};
use crate::values::money::format_charged;

/// The start page.
#[component]
pub fn HomePage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    page(async move {
        let viewer = viewer?;
        let t = HomeText(locale);
        let seen = match scope_of(&viewer) {
            Ok(reach) => {
                let scope = Scope::of(&viewer, reach)?;
                Some(tokio::try_join!(open_opportunities(&state.db, &scope), latest_opportunities(&state.db, &scope, 5))?)
            }
            Err(_) => None,
        };
        let waits = waits(&state, &viewer).await?;
        let section = if viewer.is_vendor() { Section::Operations } else { Section::Sales };
        let items = items_of(&viewer, section, locale);
        let name = viewer.display_name.clone();
        let lead = move || view! { <p>{t.lead()}</p> };
        Ok(view! {
            <Page title=t.welcome(name) lead=lead>
                <ToDo waits=waits t=t/>
                {seen.map(|(open, latest)| view! { <Opportunities open=open latest=latest t=t/> })}
                <Cards items=items t=t/>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Opportunities(open: Open, latest: Vec<Named>, t: HomeText) -> impl IntoView {
    let more = open.count > 10_000;
    let count = if more { "10,000+".to_owned() } else { open.count.to_string() };
    let expected = format!("¥{}{}", format_charged(open.expected_monthly), if more { "+" } else { "" });
    let latest = (!latest.is_empty()).then(|| {
        let rows = latest.into_iter().map(|row| view! { <li><a href=format!("/sales/opportunities/{}", row.id)>{row.name}</a></li> });
        view! {
            <section class="card gap">
                <header><h2 class="grow">{t.latest()}</h2><a class="small" href="/sales/opportunities">{t.all()}</a></header>
                <ul class="body stack">{rows.collect_view()}</ul>
            </section>
        }
    });
    view! {
        <Figures>
            <Figure label=t.open_opportunities() value=count/>
            <Figure label=t.expected() value=expected/>
        </Figures>
        {latest}
    }
}
