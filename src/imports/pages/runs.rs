//! The latest runs.

use leptos::prelude::*;

use crate::imports::kind::{self, Kinds};
use crate::imports::model::{Run, RunState};
use crate::imports::text::ImportText;
use crate::ui::badge::{Badge, Tone};
use crate::values::date::format_stamp;

/// A table of runs; each leads to its page.
#[component]
pub(super) fn Runs(runs: Vec<Run>, kinds: Kinds, t: ImportText) -> impl IntoView {
    let body = if runs.is_empty() {
        view! { <div class="body"><p class="muted">{t.no_runs()}</p></div> }.into_any()
    } else {
        view! {
            <div class="scroll"><table class="records" aria-label=t.runs()>
                <thead><tr>
                    <th scope="col">{t.at()}</th><th scope="col">{t.kind()}</th><th scope="col">{t.file_name()}</th>
                    <th scope="col">{t.by()}</th><th scope="col">{t.state()}</th><th scope="col">{t.outcome()}</th>
                </tr></thead>
                <tbody>{runs.into_iter().map(|run| row(run, kinds, t)).collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    };
    view! { <section class="card"><header><h2>{t.runs()}</h2></header>{body}</section> }
}

fn row(run: Run, kinds: Kinds, t: ImportText) -> impl IntoView {
    let kind = kind::find(kinds, &run.kind).map_or(run.kind.clone(), |kind| kind.name.in_language(t.locale()).to_owned());
    let counts = run.counts;
    let outcome = match run.state {
        RunState::Applied | RunState::Applying => t.summary(counts.created, counts.changed, counts.unchanged, counts.left_out()),
        RunState::Checked => t.summary_will(counts.created, counts.changed, counts.unchanged, counts.left_out()),
        RunState::Received | RunState::Failed | RunState::Discarded => String::new(),
    };
    view! {
        <tr>
            <th scope="row" class="nowrap"><a href=format!("/operations/imports/{}", run.id)>{format_stamp(run.at, t.locale())}</a></th>
            <td data-label=t.kind()>{kind}</td>
            <td data-label=t.file_name() translate="no">{run.file_name.clone()}</td>
            <td data-label=t.by()>{by(&run, t)}</td>
            <td data-label=t.state()><Badge tone=tone(run.state)>{t.state_word(run.state)}</Badge></td>
            <td data-label=t.outcome()>{outcome}</td>
        </tr>
    }
}

/// Who brought a file.
pub(super) fn by(run: &Run, t: ImportText) -> String {
    run.by.clone().unwrap_or_else(|| t.command_line().to_owned())
}

/// How a state feels.
pub(super) const fn tone(state: RunState) -> Tone {
    match state {
        RunState::Received | RunState::Applying => Tone::Note,
        RunState::Checked => Tone::Warn,
        RunState::Applied => Tone::Good,
        RunState::Failed => Tone::Bad,
        RunState::Discarded => Tone::Neutral,
    }
}
