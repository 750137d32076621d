//! The team as a table, above the queue and on the supervisor's start page.

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::queries::TeamMember;
use super::text::ReviewText;
use crate::i18n::Locale;
use crate::lists::addresses::address_of;
use crate::lists::model::ListName;
use crate::values::money::{Charged, format_charged};

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
    let heads =
        [t.open_count(), t.monthly(), t.weighted(), t.overdue_tasks(), t.moved(), t.quiet_count(), t.overdue(), t.to_review()].map(head);
    let most = team.iter().map(|one| one.monthly).max().unwrap_or(Charged::ZERO);
    let rows = team.into_iter().map(|one| row(one, most, t)).collect_view();
    view! {
        <div class="scroll"><table class="records" aria-label=t.team()>
            <thead><tr><th scope="col">{t.person()}</th>{heads.into_iter().collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
}

/// `most` is the largest expected amount in the team: its bar is the whole width.
fn row(one: TeamMember, most: Charged, t: ReviewText) -> impl IntoView {
    let list = format!("/sales/opportunities?owner={}&state=open", one.id);
    let queue = format!("/sales/opportunities/review?person={}", one.id);
    let linked = |text: String, count: i64, href: String| {
        if count == 0 { text.into_any() } else { view! { <a href=href>{text}</a> }.into_any() }
    };
    let cell = |what: &'static str, count: i64, href: String| {
        view! { <td class="num" data-label=what>{linked(count.to_string(), count, href)}</td> }
    };
    let amount = linked(format_charged(one.monthly), one.open, list.clone());
    let weighted = linked(format_charged(one.weighted), one.open, list.clone());
    view! {
        <tr>
            <th scope="row">{one.name.clone()}{bar(one.monthly, one.weighted, most)}</th>
            {cell(t.open_count(), one.open, list)}
            <td class="num nowrap" data-label=t.monthly()>{amount}</td>
            <td class="num nowrap" data-label=t.weighted()>{weighted}</td>
            <td class="num nowrap" data-label=t.overdue_tasks()>{overdue_tasks(&one, t)}</td>
            {cell(t.moved(), one.moved, format!("{queue}&reason=moved"))}
            {cell(t.quiet_count(), one.quiet, format!("{queue}&reason=quiet"))}
            {cell(t.overdue(), one.overdue, format!("/sales/opportunities?owner={}&overdue=yes", one.id))}
            {cell(t.to_review(), one.to_review, queue)}
        </tr>
    }
}

/// The two kinds of task stand in two lists: a line each, and 0 where nothing is overdue.
fn overdue_tasks(one: &TeamMember, t: ReviewText) -> AnyView {
    let person = one.id.to_string();
    let expansions = address_of(ListName::ExpansionTasks, [("account_manager", person.as_str()), ("overdue", "overdue")]);
    // That list opens on pending tasks where nothing at all is asked; so narrowed, it has those in progress as well.
    let renewals = address_of(ListName::RenewalTasks, [("owner", person.as_str()), ("overdue", "yes")]);
    let line = |count: i64, what: &'static str, href: String| {
        (count > 0).then(|| view! { <span class="line-of">{what}" "<a href=href>{count}</a></span> })
    };
    match one.overdue_expansions + one.overdue_renewals {
        0 => "0".into_any(),
        _ => {
            let lines = (line(one.overdue_renewals, t.renewals(), renewals), line(one.overdue_expansions, t.expansions(), expansions));
            view! { {lines.0}{lines.1} }.into_any()
        }
    }
}

/// What is expected as a part of the largest amount in the team, and of that what is left after confidence. The figures beside it say
/// the same.
fn bar(monthly: Charged, weighted: Charged, most: Charged) -> Option<AnyView> {
    let width = |part: Charged| width_of(part, most).to_string();
    let view = || {
        view! {
            <svg class="chart slim" viewBox="0 0 100 6" aria-hidden="true">
                <rect class="bar past" width=width(monthly) height="6" rx="2"/>
                <rect class="bar" width=width(weighted) height="6" rx="2"/>
            </svg>
        }
    };
    (most > Charged::ZERO).then(|| view().into_any())
}

/// `part` of `whole` in hundredths, at most 100; what is more than nothing is at least 1.
fn width_of(part: Charged, whole: Charged) -> u32 {
    let ratio = part.amount().checked_div(whole.amount()).unwrap_or_default();
    let hundredths = (ratio * Decimal::ONE_HUNDRED).to_u32().unwrap_or(0).min(100);
    if part > Charged::ZERO { hundredths.max(1) } else { hundredths }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_a_part_of_the_largest_amount_of_the_team() {
        let amount = |text: &str| Charged::parse(text).unwrap();
        for (part, whole, width) in [
            ("50.00", "200.00", 25),
            ("200.00", "200.00", 100),
            ("0.01", "9999999999999999.99", 1),
            ("0.00", "200.00", 0),
            ("0.00", "0.00", 0),
            ("300.00", "200.00", 100),
        ] {
            assert_eq!(width_of(amount(part), amount(whole)), width, "{part} of {whole}");
        }
    }
}
