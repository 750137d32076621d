//! What a checked file will do, row by row.

use leptos::prelude::*;

use crate::imports::model::{Line, Outcome, Report};
use crate::imports::text::ImportText;
use crate::ui::badge::{Badge, Tone};
use crate::ui::notice::Notice;

/// Every row with its outcome, and the button that does it.
#[component]
pub fn ReportCard(report: Report, is_other: bool, t: ImportText) -> impl IntoView {
    let [created, changed, unchanged, refused] = report.counts();
    let may_import = report.would_change();
    view! {
        <section class="card" id="report">
            <header><h2 data-answer="">{t.report()}</h2></header>
            <div class="body stack">
                {is_other.then(|| view! { <Notice tone=Tone::Warn>{t.checked_another()}</Notice> })}
                <p role="status">{t.summary(created, changed, unchanged, refused)}</p>
                {(refused > 0).then(|| view! { <p>{t.refused_left_out()}</p> })}
                {if may_import {
                    view! {
                        <div class="row">
                            <input type="hidden" name="form[mark]" value=report.mark.clone()/>
                            <button class="button main" name="form[step]" value="import">{t.import()}</button>
                        </div>
                    }
                    .into_any()
                } else {
                    view! { <p>{t.nothing_to_do()}</p> }.into_any()
                }}
            </div>
            <div class="scroll"><table class="records" aria-label=t.report()>
                <thead><tr>
                    <th scope="col" class="num">{t.line()}</th><th scope="col">{t.subject()}</th><th scope="col">{t.outcome()}</th>
                </tr></thead>
                <tbody>{report.lines.into_iter().map(|line| row(line, t)).collect_view()}</tbody>
            </table></div>
        </section>
    }
}

fn row(line: Line, t: ImportText) -> impl IntoView {
    let tone = match line.outcome {
        Outcome::Created => Tone::Good,
        Outcome::Changed(_) => Tone::Note,
        Outcome::Unchanged => Tone::Neutral,
        Outcome::Refused(_) => Tone::Bad,
    };
    let word = t.outcome_word(&line.outcome);
    let detail = t.detail(&line.outcome);
    view! {
        <tr>
            <td class="num" data-label=t.line()>{line.number}</td>
            <th scope="row">{line.subject}</th>
            <td data-label=t.outcome()>
                <Badge tone=tone>{word}</Badge>
                {detail.into_iter().map(|text| view! { <span class="sub">{text}</span> }).collect_view()}
            </td>
        </tr>
    }
}
