//! Key figures, and the way of a record.

use leptos::prelude::*;

/// A row of key figures.
#[component]
pub fn Figures(
    /// [`Figure`]s.
    children: Children,
) -> impl IntoView {
    view! { <div class="figures">{children()}</div> }
}

/// One key figure.
#[component]
pub fn Figure(
    /// What is counted.
    #[prop(into)]
    label: String,
    /// The figure, formatted.
    #[prop(into)]
    value: String,
    /// A few words after it; empty for none.
    #[prop(optional, into)]
    note: String,
    /// Where the rows behind it are; empty for nowhere.
    #[prop(optional, into)]
    href: String,
) -> impl IntoView {
    let inside = view! {
        <span class="label">{label}</span>
        <b>{value}</b>
        {(!note.is_empty()).then(|| view! { " "<span class="small quiet">{note}</span> })}
    };
    if href.is_empty() { view! { <div>{inside}</div> }.into_any() } else { view! { <a href=href>{inside}</a> }.into_any() }
}

/// The whole way of a record on its own page, with the step where it is.
#[component]
pub fn StagePath(
    /// The names of the steps, in order.
    stages: Vec<String>,
    /// The step where it is, counted from 0.
    now: usize,
    /// The way ended badly at that step.
    #[prop(optional)]
    lost: bool,
    /// What the way is called, for screen readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let steps = stages.into_iter().enumerate().map(|(at, name)| {
        let class = match at {
            _ if at < now => "done",
            _ if at > now => "",
            _ if lost => "lost",
            _ => "now",
        };
        view! { <li class=class aria-current=(at == now).then_some("step")>{name}</li> }
    });
    view! { <ol class="path" aria-label=label>{steps.collect_view()}</ol> }
}
