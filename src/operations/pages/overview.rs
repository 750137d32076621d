//! How much there is, and where it is.

use leptos::prelude::*;

use super::operator;
use crate::auth::viewer;
use crate::operations::model::Overview;
use crate::operations::queries::overview;
use crate::operations::text::OperationsText;
use crate::server::request::{locale, state};
use crate::ui::figures::{Figure, Figures};
use crate::ui::shell::{Page, page};

/// `/operations`.
#[component]
pub fn OperationsPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = OperationsText(locale);
        let counts = overview(&state.db, operator, state.clock.now()).await?;
        Ok(view! {
            <Page title=t.overview() section=t.operations() lead=view! { <p>{t.overview_lead()}</p> }>
                <Counts counts=counts t=t/>
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
            <Figure label=t.associated_customers() value=counts.customers.to_string() href="/operations/customers"/>
            <Figure label=t.open_claims() value=counts.claims.to_string() href="/operations/customers"/>
            <Figure label=t.mail_waits() value=counts.mail_waits.to_string()/>
            <Figure label=t.mail_failed() value=counts.mail_failed.to_string()/>
        </Figures>
    }
}
