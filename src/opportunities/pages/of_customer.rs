//! What opportunities show beside customers: their number in the list, and on a customer's page a card and the way to report.

use leptos::prelude::*;

use crate::auth::{Scope, Viewer};
use crate::customers::beside::{Beside, Look};
use crate::opportunities::queries::of_customer::{OpportunityLine, of_customer};
use crate::opportunities::rules;
use crate::opportunities::text::OpportunityText;
use crate::server::AppState;
use crate::ui::icon::{Icon, IconName};
use crate::values::date::format_moment;
use crate::values::money::format_charged;

/// For the pages of customers.
pub const BESIDE_CUSTOMERS: Beside = Beside { counted: scope, action: report, card: |state, look| Box::pin(card(state, look)) };

fn scope(viewer: &Viewer) -> Option<Scope> {
    rules::scope_of(viewer).ok().and_then(|reach| Scope::of(viewer, reach).ok())
}

fn report(look: &Look) -> Option<AnyView> {
    let t = OpportunityText(look.locale);
    // An account manager reports for her own customers only (R4), whatever more a second role shows her.
    let is_own = look.customer.owner_id == Some(look.viewer.person_id);
    let reports = rules::may_report(&look.viewer).is_ok() && (is_own || !look.viewer.is_account_manager());
    let href = format!("/sales/opportunities/new?customer=association:{}", look.customer.association_id);
    reports.then(|| view! { <a class="button main" href=href><Icon name=IconName::Plus/>{t.report()}</a> }.into_any())
}

async fn card(state: AppState, look: Look) -> Result<AnyView, crate::error::AppError> {
    let t = OpportunityText(look.locale);
    let lines = match scope(&look.viewer) {
        Some(scope) => Some(of_customer(&state.db, &scope, look.customer.id).await?),
        None => None,
    };
    let body = match &lines {
        None => view! { <div class="body quiet">{t.sees_none()}</div> }.into_any(),
        Some(lines) if lines.is_empty() => view! { <div class="body quiet">{t.none_for_customer()}</div> }.into_any(),
        Some(lines) => table(&look, lines),
    };
    Ok(view! { <section class="card"><header><h2>{t.opportunities()}</h2></header>{body}</section> }.into_any())
}

fn table(look: &Look, lines: &[OpportunityLine]) -> AnyView {
    let t = OpportunityText(look.locale);
    let heads = [t.name(), t.stage_label()].map(|label| view! { <th scope="col">{label}</th> }).collect_view();
    let rows: Vec<AnyView> = lines.iter().map(|line| row(look, line)).collect();
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.opportunities()>
                <thead>
                    <tr>
                        {heads}<th scope="col" class="num">{t.expected_monthly_revenue_column()}</th><th scope="col">{t.owner()}</th>
                        <th scope="col">{t.updated_at()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(look: &Look, line: &OpportunityLine) -> AnyView {
    let t = OpportunityText(look.locale);
    let href = format!("/sales/opportunities/{}", line.id);
    view! {
        <tr data-row=line.id.to_string()>
            <td><a class="strong" href=href>{line.name.clone()}</a></td>
            <td data-label=t.stage_label()>{t.stage(line.stage)}</td>
            <td data-label=t.expected_monthly_revenue_column() class="num">{format_charged(line.expected_monthly_revenue)}</td>
            <td data-label=t.owner()>{line.owner.clone()}</td>
            <td data-label=t.updated_at() class="nowrap quiet">{format_moment(line.updated_at, look.now, look.locale)}</td>
        </tr>
    }
    .into_any()
}
