//! `/`: the queue of what waits, three figures, one chart, the news; a supervisor's team; the steps of a new partner.

use leptos::prelude::*;

use super::super::model::{Entry, Queue};
use super::super::queue::queue;
use super::super::rules::MOST_ON_HOME;
use super::super::text::HomeText;
use super::line::{Telling, lines};
use super::{Cards, beginning, figures, items_of, news, team, why_nothing};
use crate::auth::viewer;
use crate::menu::Section;
use crate::reviews::reviewing::Measure;
use crate::server::request::{locale, state};
use crate::ui::shell::{Page, page};
use crate::values::date::beijing_date;

/// The start page.
#[component]
pub fn HomePage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    page(async move {
        let viewer = viewer?;
        let t = HomeText(locale);
        let measure = Measure::load(&state).await?;
        let today = beijing_date(measure.now);
        let members = team::load(&state, &viewer, &measure).await?;
        let queue = queue(&state, &viewer, &measure, members.as_deref().unwrap_or_default()).await?;
        let (shown, told, steps) =
            tokio::try_join!(figures::load(&state, &viewer, today), news::load(&state, &viewer), beginning::load(&state, &viewer))?;
        let section = if viewer.is_vendor() { Section::Operations } else { Section::Sales };
        let mut items = items_of(&viewer, section, locale);
        items.extend(items_of(&viewer, Section::Organisation, locale));
        let nothing = items.is_empty().then(|| why_nothing(&viewer, t));
        let chart = shown.as_ref().and_then(|shown| figures::chart(shown, t));
        // Where there is anything to work on, the menu is the way to everything else.
        let is_idle = queue.entries.is_empty() && steps.is_none() && members.is_none() && chart.is_none();
        let tiles = is_idle.then(|| view! { <Cards items=items t=t/> });
        let lead = lead(&queue, t);
        let now = measure.now;
        let telling = Telling { today, calendar: measure.calendar, t };
        Ok(view! {
            <Page title=t.welcome(viewer.display_name.clone()) lead=lead>
                {shown.as_ref().and_then(|shown| figures::figures(shown, t))}
                <div class="cols">
                    <div class="stack">
                        {waiting(queue, &telling)}
                        {members.map(|members| team::card(members, locale))}
                        {steps.map(|steps| beginning::card(steps, t))}
                    </div>
                    <aside class="stack">{chart}{news::card(told, now, t)}</aside>
                </div>
                {nothing}
                {tiles}
            </Page>
        }
        .into_any())
    })
}

fn lead(queue: &Queue, t: HomeText) -> Option<AnyView> {
    let words = match queue.entries.len() {
        0 => return None,
        1 => t.lead_one().to_owned(),
        count => t.lead_many(count),
    };
    Some(view! { <p>{words}</p> }.into_any())
}

/// The first lines of the queue, and the way to all of them.
fn waiting(queue: Queue, telling: &Telling) -> AnyView {
    let t = telling.t;
    let count = queue.entries.len();
    let all = (count > MOST_ON_HOME).then(|| view! { <a class="small" href="/to-do">{t.all_of(count)}</a> });
    let first: Vec<Entry> = queue.entries.into_iter().take(MOST_ON_HOME).collect();
    let content = if first.is_empty() {
        view! { <div class="body"><p class="quiet">{t.nothing_to_do()}</p></div> }.into_any()
    } else {
        lines(first, telling)
    };
    view! { <section class="card"><header><h2 class="grow">{t.to_do()}</h2>{all}</header>{content}</section> }.into_any()
}
