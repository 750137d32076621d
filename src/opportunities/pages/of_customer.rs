//! What opportunities show beside customers: their number in the list, and on a customer's page a card and the way to report.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::auth::{Scope, Viewer};
use crate::customers::queries::detail::CustomerDetail;
use crate::i18n::Locale;
use crate::lists::related_panels::{PanelContext, RelatedPanels};
use crate::opportunities::queries::of_customer::{OpportunityLine, of_customer};
use crate::opportunities::rules;
use crate::opportunities::text::OpportunityText;
use crate::server::AppState;
use crate::ui::icon::{Icon, IconName};
use crate::values::date::format_moment;
use crate::values::money::format_charged;

/// For the pages of customers.
pub const PANELS_OF_CUSTOMERS: RelatedPanels<CustomerDetail> =
    RelatedPanels { counted: scope, action: report, card: |state, context| Box::pin(card(state, context)) };

pub(super) fn scope(viewer: &Viewer) -> Option<Scope> {
    rules::scope_of(viewer).ok().and_then(|reach| Scope::of(viewer, reach).ok())
}

fn report(context: &PanelContext<CustomerDetail>) -> Option<AnyView> {
    let t = OpportunityText(context.locale);
    // An account manager reports for her own customers only (R4), whatever more a second role shows her.
    let is_own = context.record.owner_id == Some(context.viewer.person_id);
    let reports = rules::may_report(&context.viewer).is_ok() && (is_own || !context.viewer.is_account_manager());
    let href = format!("/sales/opportunities/new?customer=association:{}", context.record.association_id);
    reports.then(|| view! { <a class="button main" href=href><Icon name=IconName::Plus/>{t.report()}</a> }.into_any())
}

async fn card(state: AppState, context: PanelContext<CustomerDetail>) -> Result<AnyView, crate::error::AppError> {
    let t = OpportunityText(context.locale);
    let lines = match scope(&context.viewer) {
        Some(scope) => Some(of_customer(&state.db, &scope, context.record.id).await?),
        None => None,
    };
    let body = match &lines {
        None => view! { <div class="body quiet">{t.sees_none()}</div> }.into_any(),
        Some(lines) if lines.is_empty() => view! { <div class="body quiet">{t.none_for_customer()}</div> }.into_any(),
        Some(lines) => table(lines, context.now, context.locale),
    };
    Ok(view! { <section class="card"><header><h2>{t.opportunities()}</h2></header>{body}</section> }.into_any())
}

/// In lines, each leading to its page.
pub(super) fn table(lines: &[OpportunityLine], now: DateTime<Utc>, locale: Locale) -> AnyView {
    let t = OpportunityText(locale);
    let heads = [t.name(), t.stage_label()].map(|label| view! { <th scope="col">{label}</th> }).collect_view();
    let rows: Vec<AnyView> = lines.iter().map(|line| row(line, now, t)).collect();
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

fn row(line: &OpportunityLine, now: DateTime<Utc>, t: OpportunityText) -> AnyView {
    let href = format!("/sales/opportunities/{}", line.id);
    view! {
        <tr>
            <td><a class="strong" href=href>{line.name.clone()}</a></td>
            <td data-label=t.stage_label()>{t.stage(line.stage)}</td>
            <td data-label=t.expected_monthly_revenue_column() class="num">{format_charged(line.expected_monthly_revenue)}</td>
            <td data-label=t.owner()>{line.owner.clone()}</td>
            <td data-label=t.updated_at() class="nowrap quiet">{format_moment(line.updated_at, now, t.locale())}</td>
        </tr>
    }
    .into_any()
}
