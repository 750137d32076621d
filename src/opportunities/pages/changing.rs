//! What the pages share that change an opportunity.

use leptos::prelude::*;

use crate::auth::{Scope, Viewer};
use crate::error::AppError;
use crate::opportunities::model::OpportunityId;
use crate::opportunities::queries::record::{self, Record};
use crate::opportunities::rules;
use crate::opportunities::text::{OpportunityText, WritingText};
use crate::server::AppState;

/// An opportunity that the viewer may change, and why it does not change any more.
#[derive(Clone)]
pub struct Changing {
    pub record: Record,
    pub refusal: Option<String>,
}

impl Changing {
    /// Outside of the scope it is not found; inside, but not the viewer's to change, not allowed.
    pub async fn load(state: &AppState, viewer: Viewer, id: &str, t: OpportunityText) -> Result<Self, AppError> {
        let denied = |denial| AppError::NotAllowed { rule: t.denial(denial, &viewer) };
        let scope = Scope::of(&viewer, rules::scope_of(&viewer).map_err(denied)?)?;
        let id: OpportunityId = id.parse().map_err(|_| AppError::NotFound)?;
        let mut db = state.db.acquire().await?;
        let record = record::lookup(&mut db, &scope, id, state.clock.now()).await?.ok_or(AppError::NotFound)?;
        rules::may_change(&viewer, record.owner_id).map_err(denied)?;
        let refusal = rules::may_progress(record.stage, record.customer_standing).err().map(|refusal| t.refusal("", refusal));
        Ok(Self { record, refusal })
    }

    /// List, opportunity, this page.
    pub fn crumbs(&self, t: OpportunityText) -> Vec<(String, String)> {
        let detail = format!("/sales/opportunities/{}", self.record.id);
        vec![(t.opportunities().to_owned(), "/sales/opportunities".to_owned()), (self.record.basic.name.clone(), detail)]
    }

    /// Which opportunity, and for whom.
    pub fn lead(&self, t: OpportunityText) -> AnyView {
        let for_whom = WritingText(t.locale()).lead_for(&self.record.customer);
        view! { <p><b>{self.record.basic.name.clone()}</b>" · "{for_whom}</p> }.into_any()
    }
}

/// What progress sets, to be read only (R10).
#[component]
pub fn ReadOnly(record: Record, may_add: bool, t: OpportunityText) -> impl IntoView {
    let test = record.test_state.map_or(t.not_said(), |state| t.test_state(state));
    let exchange = if record.technical_exchange.is_empty() { t.not_said().to_owned() } else { record.technical_exchange.clone() };
    let add = format!("/sales/opportunities/{}/progress", record.id);
    view! {
        <section class="card" aria-label=WritingText(t.locale()).current_values()>
            <header>
                <h2 class="grow">{WritingText(t.locale()).current_values()}</h2>
                {may_add.then(|| view! { <a class="button slim" href=add>{t.add_progress()}</a> })}
            </header>
            <div class="body stack">
                <p class="quiet">{t.hint_set_by_progress()}</p>
                <dl class="facts">
                    <dt>{t.stage_label()}</dt><dd>{t.stage(record.stage)}</dd>
                    <dt>{t.confidence()}</dt><dd>{format!("{}%", record.confidence)}</dd>
                    <dt>{t.technical_exchange()}</dt><dd>{exchange}</dd>
                    <dt>{t.test_state_label()}</dt><dd>{test}</dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}
