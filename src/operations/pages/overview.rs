//! How much there is, and where it is.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::operator;
use crate::auth::viewer;
use crate::i18n::Locale;
use crate::operations::model::Overview;
use crate::operations::queries::overview;
use crate::operations::text::OperationsText;
use crate::server::request::{locale, state};
use crate::server::worker::{Progress, progress};
use crate::ui::figures::{Figure, Figures};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::format_moment;

/// `/operations`.
#[component]
pub fn OperationsPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = OperationsText(locale);
        let now = state.clock.now();
        let counts = overview(&state.db, operator, now).await?;
        let work = progress(&state.db, now).await?;
        Ok(view! {
            <Page title=t.overview() section=t.operations() lead=view! { <p>{t.overview_lead()}</p> }>
                <Counts counts=counts t=t/>
                <BackgroundWork work=work now=now locale=locale/>
                <section class="card">
                    <header><h2>{t.next_steps()}</h2></header>
                    <div class="body row">
                        <a class="button main" href="/operations/partners/new">{t.create_partner()}</a>
                        <a class="button" href="/operations/customers/new">{t.record_customer()}</a>
                    </div>
                </section>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Counts(counts: Overview, t: OperationsText) -> impl IntoView {
    view! {
        <Figures>
            <Figure label=t.companies() value=counts.companies.to_string()/>
            <Figure label=t.partners_counted() value=counts.partners.to_string() href="/operations/partners"/>
            <Figure label=t.people() value=counts.people.to_string()/>
            <Figure label=t.associated_customers() value=counts.customers.to_string() href="/operations/customers?state=associated"/>
            <Figure label=t.open_claims() value=counts.claims.to_string() href="/operations/customers?state=open"/>
            <Figure label=t.mail_waits() value=counts.mail_waits.to_string()/>
            <Figure label=t.mail_failed() value=counts.mail_failed.to_string()/>
        </Figures>
    }
}

/// Whether mail, time limits and imports go on. `/readyz` tells the same to machines.
#[component]
fn BackgroundWork(work: Progress, now: DateTime<Utc>, locale: Locale) -> impl IntoView {
    let t = OperationsText(locale);
    let time = |at: Option<DateTime<Utc>>, none: &'static str| at.map_or(none.to_owned(), |at| format_moment(at, now, locale));
    view! {
        <section class="card">
            <header><h2>{t.background_work()}</h2></header>
            <div class="body stack">
                {(work.workers == 0).then(|| view! { <Notice tone=NoticeTone::Warn>{t.no_worker()}</Notice> })}
                <dl class="facts">
                    <dt>{t.workers_alive()}</dt><dd>{work.workers}</dd>
                    <dt>{t.last_job_done()}</dt><dd>{time(work.last_job_at, t.not_yet())}</dd>
                    <dt>{t.due_completed()}</dt><dd>{time(work.due_completed_at, t.not_yet())}</dd>
                    <dt>{t.oldest_due_job()}</dt><dd>{time(work.oldest_due_at, t.no_job_waits())}</dd>
                </dl>
            </div>
        </section>
    }
}
