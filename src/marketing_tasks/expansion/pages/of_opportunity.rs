//! What expansion tasks show beside an opportunity: the task that it was reported from.

use leptos::prelude::*;

use crate::auth::Scope;
use crate::error::AppError;
use crate::lists::related_panels::{PanelContext, RelatedPanels};
use crate::marketing_tasks::expansion::queries;
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::marketing_tasks::rules::scope_of;
use crate::opportunities::model::OpportunityId;
use crate::server::AppState;

/// For the pages of opportunities.
pub const PANELS_OF_OPPORTUNITIES: RelatedPanels<OpportunityId> =
    RelatedPanels { counted: |_| None, action: |_| None, card: |state, context| Box::pin(card(state, context)) };

/// Nothing where it came from no task, or from one that the viewer does not see.
async fn card(state: AppState, context: PanelContext<OpportunityId>) -> Result<AnyView, AppError> {
    let t = ExpansionText(context.locale);
    let Ok(reach) = scope_of(&context.viewer) else { return Ok(().into_any()) };
    let found = queries::of_opportunity(&state.db, &Scope::of(&context.viewer, reach)?, context.record).await?;
    let Some((id, number, name)) = found else { return Ok(().into_any()) };
    let href = format!("/sales/marketing-tasks/expansion/{id}");
    Ok(view! {
        <section class="card">
            <header><h2>{t.from_task()}</h2></header>
            <div class="body"><a href=href>{name}</a>" "<span class="quiet" translate="no">{number}</span></div>
        </section>
    }
    .into_any())
}
