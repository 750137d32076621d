//! `/`: what waits, what changed, key figures, and where one can go.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::super::queries::{Latest, Open, latest_opportunities, open_opportunities};
use super::super::text::HomeText;
use super::to_do::{ToDo, waits};
use super::{Cards, items_of, why_nothing};
use crate::auth::{Scope, viewer};
use crate::menu::Section;
use crate::opportunities::rules::scope_of;
use crate::opportunities::text::OpportunityText;
use crate::server::request::{locale, state};
use crate::ui::figures::{Figure, Figures};
use crate::ui::shell::{Page, page};
use crate::values::date::format_moment;
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
        let mut items = items_of(&viewer, section, locale);
        items.extend(items_of(&viewer, Section::Organisation, locale));
        let nothing = items.is_empty().then(|| why_nothing(&viewer, t));
        let name = viewer.display_name.clone();
        let is_somewhere = !items.is_empty();
        let lead = is_somewhere.then(|| view! { <p>{t.lead()}</p> });
        let now = state.clock.now();
        Ok(view! {
            <Page title=t.welcome(name) lead=lead>
                <ToDo waits=waits t=t/>
                {seen.map(|(open, latest)| view! { <Opportunities open=open latest=latest now=now t=t/> })}
                {nothing}
                <Cards items=items t=t/>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Opportunities(open: Open, latest: Vec<Latest>, now: DateTime<Utc>, t: HomeText) -> impl IntoView {
    let words = OpportunityText(t.locale());
    let more = open.count > 10_000;
    let count = if more { "10,000+".to_owned() } else { open.count.to_string() };
    let expected = format!("¥{}{}", format_charged(open.expected_monthly), if more { "+" } else { "" });
    let latest = (!latest.is_empty()).then(|| {
        let rows = latest.into_iter().map(|row| {
            let href = format!("/sales/opportunities/{}", row.id);
            let when = format_moment(row.updated_at, now, t.locale());
            view! {
                <li>
                    <a class="grow" href=href>{row.name}</a>
                    <span class="small quiet">{words.stage(row.stage)}" · "{when}</span>
                </li>
            }
        });
        view! {
            <section class="card gap">
                <header><h2 class="grow">{t.latest()}</h2><a class="small" href="/sales/opportunities?view=all">{t.all()}</a></header>
                <ul class="rows">{rows.collect_view()}</ul>
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
