//! What expansion tasks show beside customers: a card with those that are open.

use leptos::prelude::*;

use crate::auth::Scope;
use crate::customers::queries::detail::CustomerDetail;
use crate::error::AppError;
use crate::lists::model::ListName;
use crate::lists::related_panels::{PanelContext, RelatedPanels};
use crate::marketing_tasks::expansion::queries::{OpenTask, open_of_customer};
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::marketing_tasks::pages::{all_of_customer, state_tone};
use crate::marketing_tasks::rules;
use crate::marketing_tasks::text::TaskText;
use crate::server::AppState;
use crate::ui::badge::{Badge, Tone};
use crate::values::date::{beijing_date, format_date};

/// Tasks on the card; the list has all.
const SHOWN: usize = 5;

/// For the pages of customers.
pub const PANELS_OF_CUSTOMERS: RelatedPanels<CustomerDetail> =
    RelatedPanels { counted: |_| None, action: |_| None, card: |state, context| Box::pin(card(state, context)) };

async fn card(state: AppState, context: PanelContext<CustomerDetail>) -> Result<AnyView, AppError> {
    let t = ExpansionText(context.locale);
    // Who sees no marketing tasks is told so by the card of renewal tasks.
    let Ok(reach) = rules::scope_of(&context.viewer) else { return Ok(().into_any()) };
    let scope = Scope::of(&context.viewer, reach)?;
    let tasks = open_of_customer(&state.db, &scope, context.record.id).await?;
    let all = all_of_customer(ListName::ExpansionTasks, &context, reach);
    let today = beijing_date(context.now);
    let body = if tasks.is_empty() {
        view! { <div class="body quiet"><p>{t.card_none()}" "<a href=all>{t.card_all()}</a></p></div> }.into_any()
    } else {
        let overdue = tasks.iter().filter(|task| rules::is_overdue(task.state, task.deadline, today)).count();
        let counts = if overdue == 0 { t.card_open(tasks.len()) } else { t.card_open_overdue(tasks.len(), overdue) };
        let rows: Vec<AnyView> = tasks.iter().take(SHOWN).map(|task| row(task, &context)).collect();
        view! {
            <div class="body"><p>{counts}</p></div>
            <div class="scroll">
                <table class="records" aria-label=t.card()>
                    <thead>
                        <tr><th scope="col">{t.name()}</th><th scope="col">{TaskText(context.locale).state()}</th><th scope="col">{t.deadline()}</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="body"><a href=all>{t.card_all()}</a></div>
        }
        .into_any()
    };
    Ok(view! { <section class="card"><header><h2>{t.card()}</h2></header>{body}</section> }.into_any())
}

fn row(task: &OpenTask, context: &PanelContext<CustomerDetail>) -> AnyView {
    let (t, w) = (ExpansionText(context.locale), TaskText(context.locale));
    let (href, tone, state) = (format!("/sales/marketing-tasks/expansion/{}", task.id), state_tone(task.state), w.task_state(task.state));
    let overdue = rules::is_overdue(task.state, task.deadline, beijing_date(context.now));
    let overdue = overdue.then(|| view! { " "<Badge tone=Tone::Bad>{w.overdue()}</Badge> });
    view! {
        <tr>
            <th scope="row"><a class="strong" href=href>{task.name.clone()}</a><span class="sub" translate="no">{task.number.clone()}</span></th>
            <td data-label=w.state()><Badge tone=tone>{state}</Badge>{overdue}</td>
            <td data-label=t.deadline() class="nowrap">{format_date(task.deadline, context.locale)}</td>
        </tr>
    }
    .into_any()
}
