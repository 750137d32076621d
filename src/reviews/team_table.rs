//! The team as a table, above the queue and on the supervisor's start page.

use leptos::prelude::*;

use super::queries::TeamMember;
use super::text::ReviewText;
use crate::i18n::Locale;
use crate::values::money::format_charged;

/// A row a person; every figure but 0 leads to the list of what it counts or adds up, narrowed to that person.
#[component]
pub fn TeamTable(
    /// The people, by name.
    team: Vec<TeamMember>,
    /// In which language.
    locale: Locale,
) -> impl IntoView {
    let t = ReviewText(locale);
    let head = |words: &'static str| view! { <th scope="col" class="num">{words}</th> };
    let heads = [t.open_count(), t.monthly(), t.moved(), t.quiet_count(), t.overdue(), t.to_review()].map(head).into_iter().collect_view();
    let rows = team.into_iter().map(|one| row(one, t)).collect_view();
    view! {
        <div class="scroll"><table class="records" aria-label=t.team()>
            <thead><tr><th scope="col">{t.person()}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
}

fn row(one: TeamMember, t: ReviewText) -> impl IntoView {
    let list = format!("/sales/opportunities?owner={}&state=open", one.id);
    let queue = format!("/sales/opportunities/review?person={}", one.id);
    let linked = |text: String, count: i64, href: String| {
        if count == 0 { text.into_any() } else { view! { <a href=href>{text}</a> }.into_any() }
    };
    let cell = |what: &'static str, count: i64, href: String| {
        view! { <td class="num" data-label=what>{linked(count.to_string(), count, href)}</td> }
    };
    let amount = linked(format_charged(one.monthly), one.open, list.clone());
    view! {
        <tr>
            <th scope="row">{one.name}</th>
            {cell(t.open_count(), one.open, list)}
            <td class="num nowrap" data-label=t.monthly()>{amount}</td>
            {cell(t.moved(), one.moved, format!("{queue}&reason=moved"))}
            {cell(t.quiet_count(), one.quiet, format!("{queue}&reason=quiet"))}
            {cell(t.overdue(), one.overdue, format!("/sales/opportunities?owner={}&overdue=yes", one.id))}
            {cell(t.to_review(), one.to_review, queue)}
        </tr>
    }
}
