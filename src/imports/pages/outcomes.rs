//! The first rows of each outcome.

use leptos::prelude::*;
use sqlx::PgPool;

use crate::imports::model::{Line, Outcome, Run};
use crate::imports::queries::report;
use crate::imports::rules::Staff;
use crate::imports::text::ImportText;
use crate::imports::wording::Wording;
use crate::ui::badge::{Badge, Tone};

/// Outcomes in the order of the page: what is wrong comes first.
const ORDER: [Outcome; 6] = [Outcome::Refused, Outcome::Duplicate, Outcome::Likely, Outcome::Changed, Outcome::Created, Outcome::Unchanged];

/// An outcome, how many rows have it, and the first of them.
pub(super) type OutcomeSummary = (Outcome, i32, Vec<Line>);

pub(super) async fn load(db: &PgPool, staff: Staff, run: &Run) -> sqlx::Result<Vec<OutcomeSummary>> {
    let mut shown = Vec::new();
    for outcome in ORDER {
        let count = run.counts.of(outcome);
        if count > 0 {
            shown.push((outcome, count, report::first(db, staff, run.id, outcome, report::SHOWN).await?));
        }
    }
    Ok(shown)
}

#[component]
pub(super) fn Outcomes(outcomes: Vec<OutcomeSummary>, wording: Wording, is_done: bool) -> impl IntoView {
    outcomes.into_iter().map(|shown| card(shown, wording, is_done)).collect_view()
}

fn card((outcome, count, lines): OutcomeSummary, wording: Wording, is_done: bool) -> impl IntoView {
    let t = ImportText(wording.locale);
    let word = t.outcome_word(outcome, is_done);
    let tone = match outcome {
        Outcome::Created => Tone::Good,
        Outcome::Changed => Tone::Note,
        Outcome::Unchanged => Tone::Neutral,
        Outcome::Refused | Outcome::Duplicate => Tone::Bad,
        Outcome::Likely => Tone::Warn,
    };
    view! {
        <section class="card">
            <header><h2><Badge tone=tone>{word}</Badge></h2><span class="muted">{t.first_rows(lines.len(), count)}</span></header>
            <div class="scroll"><table class="records" aria-label=word>
                <thead><tr>
                    <th scope="col" class="num">{t.line()}</th><th scope="col">{t.subject()}</th><th scope="col">{t.detail()}</th>
                </tr></thead>
                <tbody>{lines.into_iter().map(|line| row(line, wording)).collect_view()}</tbody>
            </table></div>
        </section>
    }
}

fn row(line: Line, wording: Wording) -> impl IntoView {
    let t = ImportText(wording.locale);
    let details = wording.details(&line).into_iter().map(|text| view! { <span class="sub">{text}</span> }).collect_view();
    view! {
        <tr>
            <td class="num" data-label=t.line()>{line.number}</td>
            <th scope="row">{wording.subject(&line)}</th>
            <td data-label=t.detail()>{details}</td>
        </tr>
    }
}
