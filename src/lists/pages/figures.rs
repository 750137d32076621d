//! The key figures above a list: what the whole filter adds up to.

use leptos::prelude::*;

use super::load::Loaded;
use crate::lists::text::ListText;
use crate::ui::figures::{Figure, Figures};

/// The sums that have a name, and how many rows they are of; beyond the cap they are added up on request. Nothing for a list
/// without such sums.
pub fn figures(loaded: &Loaded) -> Option<AnyView> {
    let locale = loaded.context.locale;
    let (l, totals) = (ListText(locale), &loaded.totals);
    let named: Vec<_> = loaded.list.totals.iter().enumerate().filter_map(|(at, total)| Some((at, total.figure?(locale)))).collect();
    if named.is_empty() {
        return None;
    }
    let count = l.count(totals.count, totals.is_capped);
    let sums = if totals.is_capped {
        let href = loaded.changed(|request| request.adds_up = true);
        view! { <div><span class="label">{l.too_many()}</span><a href=href>{l.add_up()}</a></div> }.into_any()
    } else {
        let sum = |at: usize| totals.sums.get(at).map_or_else(String::new, |sum| sum.shown_with_currency());
        named.into_iter().map(|(at, label)| view! { <Figure label=label value=sum(at)/> }).collect_view().into_any()
    };
    Some(view! { <Figures>{sums}<Figure label=l.number() value=count/></Figures> }.into_any())
}
