//! What opportunities show beside claims: their number in the list, and on a claim's page a card and the way to report.

use leptos::prelude::*;

use super::of_customer::{scope, table};
use crate::claims::model::ClaimState;
use crate::claims::queries::detail::ClaimDetail;
use crate::claims::text::DetailText;
use crate::customers::rules::claim_state;
use crate::lists::related_panels::{PanelContext, RelatedPanels};
use crate::opportunities::queries::of_claim::of_claim;
use crate::opportunities::rules;
use crate::opportunities::text::OpportunityText;
use crate::server::AppState;
use crate::ui::icon::{Icon, IconName};

/// For the pages of claims.
pub const PANELS_OF_CLAIMS: RelatedPanels<ClaimDetail> =
    RelatedPanels { counted: scope, action: report, card: |state, context| Box::pin(card(state, context)) };

/// Where the claim stands now.
fn standing(context: &PanelContext<ClaimDetail>) -> ClaimState {
    claim_state(context.record.state, context.record.valid_until, context.now)
}

fn report(context: &PanelContext<ClaimDetail>) -> Option<AnyView> {
    let t = OpportunityText(context.locale);
    // An account manager reports for her own prospects only (R4).
    let is_own = context.record.owner_id == Some(context.viewer.person_id);
    let may = rules::may_report(&context.viewer).is_ok() && (is_own || !context.viewer.is_account_manager());
    let href = format!("/sales/opportunities/new?customer=claim:{}", context.record.id);
    (may && standing(context) == ClaimState::Open)
        .then(|| view! { <a class="button" href=href><Icon name=IconName::Plus/>{t.report()}</a> }.into_any())
}

/// They outlive the claim.
async fn card(state: AppState, context: PanelContext<ClaimDetail>) -> Result<AnyView, crate::error::AppError> {
    let (t, d) = (OpportunityText(context.locale), DetailText(context.locale));
    let lines = match scope(&context.viewer) {
        Some(scope) => Some(of_claim(&state.db, &scope, context.record.id).await?),
        None => None,
    };
    let state_now = standing(&context);
    let is_over = !matches!(state_now, ClaimState::Open | ClaimState::InReview | ClaimState::Associated);
    let body = match &lines {
        None => view! { <div class="body quiet">{t.sees_none()}</div> }.into_any(),
        Some(_) if state_now == ClaimState::Associated => {
            let href = context.record.customer_id.map(|id| format!("/sales/customers/{id}"));
            let link = href.map(|href| view! { " "<a href=href>{d.open_customer()}</a> });
            view! { <div class="body quiet">{d.moved()}{link}</div> }.into_any()
        }
        Some(lines) if lines.is_empty() => view! { <div class="body quiet">{d.no_opportunities()}</div> }.into_any(),
        Some(lines) => {
            let stay = is_over.then(|| view! { <div class="body quiet">{d.stay()}</div> });
            let table = table(lines, context.now, context.locale);
            view! { {stay}{table} }.into_any()
        }
    };
    Ok(view! { <section class="card"><header><h2>{t.opportunities()}</h2></header>{body}</section> }.into_any())
}
