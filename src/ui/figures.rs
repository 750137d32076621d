//! Key figures, and the small drawings of progress. Lengths are SVG attributes: the security policy allows no inline style.

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

/// A share as a bar and as a number.
#[component]
pub fn Meter(
    /// 0 to 100.
    percent: u8,
) -> impl IntoView {
    let percent = percent.min(100);
    // Hundredths of the 48 units, as text: exact without floats.
    let width = u32::from(percent) * 48;
    let width = format!("{}.{:02}", width / 100, width % 100);
    view! {
        <span class="meter">
            <svg viewBox="0 0 48 6" aria-hidden="true">
                <rect width="48" height="6" rx="3"></rect>
                <rect class="on" width=width height="6" rx="3"></rect>
            </svg>
            {percent}
            "%"
        </span>
    }
}

/// How far a record has come, as small steps before the word.
#[component]
pub fn StageBar(
    /// Steps reached.
    step: u8,
    /// Steps there are.
    of: u8,
    /// The word for where it is.
    children: Children,
) -> impl IntoView {
    let width = u32::from(of.max(1)) * 8 - 2;
    let steps = (0..of).map(|at| {
        let class = if at < step { "on" } else { "" };
        view! { <rect class=class x=u32::from(at) * 8 width="6" height="6" rx="1.5"></rect> }
    });
    view! {
        <span class="stage">
            <svg viewBox=format!("0 0 {width} 6") width=width height="6" aria-hidden="true">{steps.collect_view()}</svg>
            {children()}
        </span>
    }
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn lengths_stay_inside_the_drawing() {
        Owner::new().with(|| {
            assert!(view! { <Meter percent=33 /> }.to_html().contains(r#"width="15.84""#));
            assert!(view! { <Meter percent=200 /> }.to_html().contains(r#"width="48.00""#));
            let bar = view! { <StageBar step=2 of=6>"Solution"</StageBar> }.to_html();
            assert_eq!(bar.matches(r#"class="on""#).count(), 2);
            assert!(bar.contains("0 0 46 6"));
        });
    }
}
