//! 新增商机进展. Won and lost close; lost needs a reason.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::changing::Changing;
use super::fields::{confidences, stages};
use crate::auth;
use crate::i18n::Words;
use crate::opportunities::islands::LostReason;
use crate::opportunities::model::{Confidence, Stage, TestState};
use crate::opportunities::queries::record::Record;
use crate::opportunities::rules::LONGEST_TEXT;
use crate::opportunities::text::{OpportunityText, WritingText};
use crate::server::request;
use crate::ui::fields::{Select, TextArea};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// `/sales/opportunities/{id}/progress`.
#[component]
pub fn ProgressPage() -> impl IntoView {
    let (viewer, locale, state) = (auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    page(async move {
        let t = OpportunityText(locale);
        let changing = Changing::load(&state, viewer?, &id, t).await?;
        let record = changing.record.clone();
        let lead = changing.lead(t);
        let body = match changing.refusal.clone() {
            Some(refusal) => view! { <Notice tone=NoticeTone::Warn>{refusal}</Notice> }.into_any(),
            None => view! { <ProgressForm record=record t=t/> }.into_any(),
        };
        Ok(view! {
            <Page title=t.add_progress() section=Words(locale).sales() crumbs=changing.crumbs(t) lead=lead>{body}</Page>
        }
        .into_any())
    })
}

#[component]
fn ProgressForm(record: Record, t: OpportunityText) -> impl IntoView {
    let choose = WritingText(t.locale()).choose();
    let states: Vec<_> = TestState::ALL.iter().map(|state| (state.to_string(), t.test_state(*state).to_owned())).collect();
    let test = record.test_state.map(|state| state.to_string()).unwrap_or_default();
    let back = format!("/sales/opportunities/{}", record.id);
    let most = LONGEST_TEXT as u32;
    view! {
        <div class="form plain">
            <Form action="opportunities.add_progress" version=Some(record.version) guard=true>
                <input type="hidden" name="form[id]" value=record.id.to_string()/>
                <div class="fields">
                    <Select name="form[stage]" label=t.stage_label() options=stages(Stage::ALL, t) value=record.stage.to_string() hint=t.hint_closing() required=true/>
                    <Select name="form[confidence]" label=t.confidence() options=confidences(Confidence::ALL) value=record.confidence.to_string() required=true/>
                    <div class="wide">
                        <LostReason>
                            <TextArea name="form[lost_reason]" label=t.lost_reason() hint=WritingText(t.locale()).closing_hint_lost() unmarked=true rows=3 maxlength=most/>
                        </LostReason>
                    </div>
                    <TextArea name="form[technical_exchange]" label=t.technical_exchange() value=record.technical_exchange class="wide" rows=3 maxlength=most/>
                    <Select name="form[test_state]" label=t.test_state_label() options=states value=test blank=choose required=true/>
                    <TextArea name="form[detail]" label=t.progress_detail() hint=t.hint_progress_detail() required=true class="wide" rows=5 maxlength=most/>
                </div>
                <div class="foot">
                    <button type="submit" class="button main">{t.add_progress()}</button>
                    <a class="button" href=back>{Words(t.locale()).cancel()}</a>
                </div>
            </Form>
        </div>
    }
    .into_any()
}
