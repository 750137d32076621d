//! 创建商机: four steps, or one long form without script.

mod page_data;
mod remembered;
mod steps;

use axum::http::StatusCode;
use leptos::context::Provider;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_router::hooks::use_query_map;

use self::page_data::{Asked, Loaded, Opened};
use self::remembered::{ACTION, posted};
use self::steps::{BasicsStep, CheckStep, CustomerStep, DetailsStep, RevenueStep};
use crate::auth;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::opportunities::islands::{DISCARD, DraftKeeper, Wizard};
use crate::opportunities::model::Step;
use crate::opportunities::origin;
use crate::opportunities::rules;
use crate::opportunities::text::{OpportunityText, WritingText};
use crate::server::request;
use crate::ui::dialog::ConfirmDialog;
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// The id of the form in the page.
const FORM: &str = "report";

/// `/sales/opportunities/new`.
#[component]
pub fn ReportPage() -> impl IntoView {
    let (viewer, locale, state) = (auth::viewer(), request::locale(), request::state());
    let (posted, query) = (posted(), use_query_map().get_untracked());
    let discarded = query.get("done").as_deref() == Some("discarded");
    let step = query.get("step").and_then(|step| step.parse::<usize>().ok());
    let asked = Asked { customer: query.get("customer"), task: query.get("task").filter(|task| !task.is_empty()) };
    let origin = origin::origin();
    let response = use_context::<ResponseOptions>();
    page(async move {
        let viewer = viewer?;
        let t = OpportunityText(locale);
        rules::may_report(&viewer).map_err(|denial| AppError::NotAllowed { rule: t.denial(denial, &viewer) })?;
        let title = t.report();
        let crumbs = vec![(t.opportunities().to_owned(), "/sales/opportunities".to_owned())];
        let loaded = match Loaded::load(&state, viewer, posted, asked, origin, t).await? {
            Opened::Form(loaded) => *loaded,
            Opened::Over { says, back, href } => {
                if let Some(response) = response {
                    response.set_status(StatusCode::CONFLICT);
                }
                return Ok(view! {
                    <Page title=title section=Words(locale).sales() crumbs=crumbs>
                        <div class="card refusal"><div class="body stack">
                            <p>{says}</p>
                            <p class="row"><a class="button" href=href>{back}</a><a class="button plain" href="/sales/opportunities/new">{title}</a></p>
                        </div></div>
                    </Page>
                }
                .into_any());
            }
        };
        let said = loaded.said.clone();
        let lead = view! { <DraftKeeper locale=locale form=FORM.to_owned() said=said/> };
        Ok(view! {
            <Page title=title section=Words(locale).sales() crumbs=crumbs lead=lead>
                {discarded.then(|| view! { <Notice tone=NoticeTone::Good>{t.draft_discarded()}</Notice> })}
                <Steps loaded=loaded start=step t=t/>
                <ConfirmDialog
                    id=DISCARD title=t.discard_title() text=t.discard_text() confirm=t.discard_draft() action="opportunities.discard_draft"
                    danger=true
                />
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Steps(loaded: Loaded, start: Option<usize>, t: OpportunityText) -> impl IntoView {
    // The look at all of it has no fields, so no problems.
    let wrong = [loaded.wrong(), vec![false]].concat();
    // Where the customer is fixed, the first step has nothing to decide (R9).
    let first = usize::from(loaded.beginning.is_some());
    let asked = start.map_or(first, |step| step.saturating_sub(1));
    let start = wrong.iter().position(|is_wrong| *is_wrong).unwrap_or(asked);
    let check = WritingText(t.locale()).step_check();
    let names: Vec<String> = Step::ALL.iter().map(|step| t.step(*step)).chain([check]).map(str::to_owned).collect();
    let locale: Locale = t.locale();
    let typed = loaded.typed.clone().unwrap_or_default();
    view! {
        <Provider value=typed>
            <Wizard locale=locale form=FORM.to_owned() steps=names wrong=wrong start=start>
                <Form action=ACTION id=FORM>
                    // What Enter presses: otherwise it would be the first button in sight, the search.
                    <button type="submit" hidden=true tabindex="-1" aria-hidden="true"></button>
                    <CustomerStep loaded=loaded.clone() t=t/>
                    <BasicsStep t=t/>
                    <DetailsStep t=t/>
                    <RevenueStep typed=loaded.typed.clone() similar=loaded.similar t=t/>
                    <CheckStep t=t/>
                </Form>
            </Wizard>
        </Provider>
    }
    .into_any()
}
