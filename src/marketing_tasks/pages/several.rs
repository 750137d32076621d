//! The page on which several tasks of one kind are processed with the same words, and on which it is reported what became of each.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::state_tone;
use crate::i18n::{Locale, Words};
use crate::marketing_tasks::model::{Outcome, TaskState};
use crate::marketing_tasks::text::TaskText;
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::Page;
use crate::values::date::format_date;
use crate::values::money::{Charged, format_charged};

/// The kind of the tasks: what differs between the two pages beside the fields.
#[derive(Clone, Copy)]
pub(in crate::marketing_tasks) struct Kind {
    /// The list.
    pub list: &'static str,
    /// What the list is called.
    pub title: &'static str,
    /// What all of them get, and that each is saved by itself.
    pub lead: &'static str,
    /// Heading of the amount.
    pub amount: &'static str,
    /// The server function of the form.
    pub action: &'static str,
}

/// A task in the viewer's scope.
pub(in crate::marketing_tasks) struct Task {
    /// Its id.
    pub id: Uuid,
    /// For lost updates.
    pub version: i32,
    /// What leads the row.
    pub name: String,
    /// What stands under it.
    pub sub: String,
    /// Masked.
    pub customer: String,
    /// Charged, CNY.
    pub amount: Charged,
    /// A Beijing day.
    pub deadline: NaiveDate,
    /// Where it stands.
    pub state: TaskState,
}

/// Everything that the page shows.
pub(in crate::marketing_tasks) struct Several {
    /// In which language.
    pub locale: Locale,
    /// Of which kind.
    pub kind: Kind,
    /// Each task that was asked for and what became of it, or would become of it. One that is not in the scope is none.
    pub tasks: Vec<(Option<Task>, Outcome)>,
    /// They have been processed: the page reports.
    pub is_report: bool,
}

/// The page; `fields` are those that all of the tasks share. They are made inside the form, which knows what was typed and what is wrong.
pub(in crate::marketing_tasks) fn whole(shown: &Several, fields: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    let (t, kind) = (TaskText(shown.locale), shown.kind);
    let crumbs = vec![(kind.title.to_owned(), kind.list.to_owned())];
    let processed = shown.tasks.iter().filter(|(_, outcome)| *outcome == Outcome::Processed).count();
    let body = if shown.is_report {
        let tone = if processed == shown.tasks.len() { NoticeTone::Good } else { NoticeTone::Warn };
        let said = t.batch_result(processed, shown.tasks.len());
        view! {
            <Notice tone=tone>{said}</Notice>
            <section class="card">{table(shown)}<div class="body"><a class="button" href=kind.list>{t.batch_back()}</a></div></section>
        }
        .into_any()
    } else if processed == 0 {
        view! {
            <section class="card">
                <EmptyState kind=EmptyKind::Nothing title=t.batch_title() text=t.batch_nothing()>
                    <a class="button" href=kind.list>{t.batch_back()}</a>
                </EmptyState>
            </section>
        }
        .into_any()
    } else {
        form(shown, fields)
    };
    view! {
        <Page title=t.batch_title() section=Words(shown.locale).sales() crumbs=crumbs lead=view! { <p>{kind.lead}</p> }>{body}</Page>
    }
    .into_any()
}

fn form(shown: &Several, fields: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    let t = TaskText(shown.locale);
    let chosen = shown.tasks.iter().filter(|(_, outcome)| *outcome == Outcome::Processed).filter_map(|(task, _)| task.as_ref());
    let inputs = chosen.map(|task| {
        let value = format!("{}:{}", task.id, task.version);
        view! { <input type="hidden" name="form[tasks][]" value=value/> }.into_any()
    });
    let (inputs, table, kind): (Vec<AnyView>, AnyView, Kind) = (inputs.collect(), table(shown), shown.kind);
    let cancel = Words(shown.locale).cancel();
    view! {
        <section class="card"><header><h2>{t.batch_tasks(shown.tasks.len())}</h2></header>{table}</section>
        <Form action=kind.action class="card" guard=true>
            {inputs}
            <header><h2>{t.process()}</h2></header>
            <div class="body fields">
                {fields()}
                <div class="wide row">
                    <button class="button main">{t.batch_submit()}</button>
                    <a class="button plain" href=kind.list>{cancel}</a>
                </div>
            </div>
        </Form>
    }
    .into_any()
}

/// The tasks, with what became of each, or why one is left out.
fn table(shown: &Several) -> AnyView {
    let (t, kind) = (TaskText(shown.locale), shown.kind);
    let rows: Vec<AnyView> = shown.tasks.iter().map(|(task, outcome)| line(shown, task.as_ref(), *outcome)).collect();
    view! {
        // Nothing in it needs to be focused: whoever has no mouse scrolls it by the keys.
        <div class="scroll" role="region" tabindex="0" aria-label=kind.title>
            <table class="records" aria-label=kind.title>
                <thead>
                    <tr>
                        <th scope="col">{t.batch_task()}</th><th scope="col">{t.batch_customer()}</th>
                        <th scope="col" class="num">{kind.amount}</th><th scope="col">{t.batch_deadline()}</th>
                        <th scope="col">{t.state()}</th><th scope="col">{t.batch_outcome()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(shown: &Several, task: Option<&Task>, outcome: Outcome) -> AnyView {
    let (t, kind) = (TaskText(shown.locale), shown.kind);
    let became = match (outcome, shown.is_report) {
        (Outcome::Processed, false) => ().into_any(),
        (Outcome::Processed, true) => view! { <Badge tone=Tone::Good>{t.outcome_of(outcome)}</Badge> }.into_any(),
        (outcome, false) => {
            view! { <Badge tone=Tone::Warn>{t.batch_left_out()}</Badge><span class="sub">{t.outcome_of(outcome)}</span> }.into_any()
        }
        (outcome, true) => view! { <Badge tone=Tone::Warn>{t.outcome_of(outcome)}</Badge> }.into_any(),
    };
    let Some(task) = task else {
        return view! { <tr><th scope="row">"–"</th><td colspan="4"></td><td data-label=t.batch_outcome()>{became}</td></tr> }.into_any();
    };
    let (tone, state) = (state_tone(task.state), t.task_state(task.state));
    view! {
        <tr>
            <th scope="row">
                <a class="strong" href=format!("{}/{}", kind.list, task.id)>{task.name.clone()}</a>
                <span class="sub" translate="no">{task.sub.clone()}</span>
            </th>
            <td data-label=t.batch_customer()><span class="masked">{task.customer.clone()}</span></td>
            <td data-label=kind.amount class="num">{format_charged(task.amount)}</td>
            <td data-label=t.batch_deadline() class="nowrap">{format_date(task.deadline, shown.locale)}</td>
            <td data-label=t.state()><Badge tone=tone>{state}</Badge></td>
            <td data-label=t.batch_outcome()>{became}</td>
        </tr>
    }
    .into_any()
}
