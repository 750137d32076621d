//! What renewal tasks show beside customers: a card with those that expire within a month, and within three days.

use chrono::{Days, Months, NaiveDate};
use leptos::prelude::*;

use crate::auth::Scope;
use crate::customers::queries::detail::CustomerDetail;
use crate::error::AppError;
use crate::lists::model::ListName;
use crate::lists::related_panels::{PanelContext, RelatedPanels};
use crate::marketing_tasks::pages::{all_of_customer, state_tone};
use crate::marketing_tasks::renewals::queries::{Expiring, expiring_of_customer};
use crate::marketing_tasks::renewals::rules::URGENT_DAYS;
use crate::marketing_tasks::renewals::text::RenewalText;
use crate::marketing_tasks::rules;
use crate::marketing_tasks::text::TaskText;
use crate::server::AppState;
use crate::ui::badge::{Badge, Tone};
use crate::values::date::{beijing_date, format_date};
use crate::values::money::format_charged;

/// Tasks on the card; the list has all.
const SHOWN: usize = 5;

/// For the pages of customers.
pub const PANELS_OF_CUSTOMERS: RelatedPanels<CustomerDetail> =
    RelatedPanels { counted: |_| None, action: |_| None, card: |state, context| Box::pin(card(state, context)) };

async fn card(state: AppState, context: PanelContext<CustomerDetail>) -> Result<AnyView, AppError> {
    let t = RenewalText(context.locale);
    let body = match rules::scope_of(&context.viewer) {
        Err(_) => view! { <div class="body quiet">{t.card_sees_none()}</div> }.into_any(),
        Ok(reach) => {
            let today = beijing_date(context.now);
            let month = today.checked_add_months(Months::new(1)).unwrap_or(today);
            let scope = Scope::of(&context.viewer, reach)?;
            let tasks = expiring_of_customer(&state.db, &scope, context.record.id, month).await?;
            let all = all_of_customer(ListName::RenewalTasks, &context, reach);
            if tasks.is_empty() {
                view! { <div class="body quiet"><p>{t.card_none()}" "<a href=all>{t.card_all()}</a></p></div> }.into_any()
            } else {
                let urgent = today.checked_add_days(Days::new(URGENT_DAYS)).unwrap_or(today);
                let count = |is_meant: &dyn Fn(NaiveDate) -> bool| tasks.iter().filter(|task| is_meant(task.deadline)).count();
                let ahead = t.card_counts(count(&|day| (today..=urgent).contains(&day)), count(&|day| day >= today));
                let counts = match count(&|day| day < today) {
                    0 => ahead,
                    overdue => format!("{} {ahead}", t.card_overdue(overdue)),
                };
                let rows: Vec<AnyView> = tasks.iter().take(SHOWN).map(|task| row(task, &context)).collect();
                view! {
                    <div class="body"><p>{counts}</p></div>
                    <div class="scroll">
                        <table class="records" aria-label=t.card()>
                            <thead>
                                <tr>
                                    <th scope="col">{t.number()}</th><th scope="col">{TaskText(context.locale).state()}</th>
                                    <th scope="col" class="num">{t.charged()}</th><th scope="col">{t.deadline()}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    <div class="body"><a href=all>{t.card_all()}</a></div>
                }
                .into_any()
            }
        }
    };
    Ok(view! { <section class="card"><header><h2>{t.card()}</h2></header>{body}</section> }.into_any())
}

fn row(task: &Expiring, context: &PanelContext<CustomerDetail>) -> AnyView {
    let (t, w) = (RenewalText(context.locale), TaskText(context.locale));
    let (href, tone, state) = (format!("/sales/marketing-tasks/renewals/{}", task.id), state_tone(task.state), w.task_state(task.state));
    let today = beijing_date(context.now);
    let overdue = rules::is_overdue(task.state, task.deadline, today).then(|| view! { " "<Badge tone=Tone::Bad>{w.overdue()}</Badge> });
    let distance = t.distance(task.deadline.signed_duration_since(today).num_days());
    view! {
        <tr>
            <td><a class="strong" href=href>{task.number.clone()}</a></td>
            <td data-label=w.state()><Badge tone=tone>{state}</Badge>{overdue}</td>
            <td data-label=t.charged() class="num">{format_charged(task.amount_charged)}</td>
            <td data-label=t.deadline() class="nowrap">{format_date(task.deadline, context.locale)}<span class="sub">{distance}</span></td>
        </tr>
    }
    .into_any()
}
