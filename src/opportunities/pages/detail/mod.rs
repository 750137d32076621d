//! `/sales/opportunities/{id}`: where it stands, what was done, and why the viewer sees it.

mod cards;
mod history;
mod page_data;
mod text;
mod transfer;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::page_data::{PageData, eye};
use self::text::DetailText;
use crate::auth::{Scope, Viewer};
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::{answered, masked};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::lists::related_panels::{PanelContext, RelatedPanels};
use crate::opportunities::model::{CustomerStanding, OpportunityId, Stage};
use crate::opportunities::queries::choice;
use crate::opportunities::queries::detail;
use crate::opportunities::rules;
use crate::opportunities::text::OpportunityText;
use crate::server::{AppState, request};
use crate::ui::figures::{Figure, Figures, StagePath};
use crate::ui::icon::{Icon, IconName};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date};
use crate::values::money::format_cny;

/// One opportunity.
#[component]
pub fn DetailPage(
    /// What capabilities above show beside opportunities.
    panels: &'static [RelatedPanels<OpportunityId>],
) -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    page(async move {
        let shown = load(viewer?, locale, &state, &id).await?;
        let context = PanelContext { viewer: shown.viewer.clone(), locale, now: shown.now, record: shown.whole.facts.id };
        let mut beside = Vec::new();
        for panel in panels {
            beside.push((panel.card)(state.clone(), context.clone()).await?);
        }
        Ok(whole(&shown, &done, beside))
    })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str) -> Result<PageData, AppError> {
    let denied = |denial| AppError::NotAllowed { rule: OpportunityText(locale).denial(denial, &viewer) };
    let scope = Scope::of(&viewer, rules::scope_of(&viewer).map_err(denied)?)?;
    let customers = match crate::customers::rules::scope_of(&viewer) {
        Ok(reach) => Some(Scope::of(&viewer, reach)?),
        Err(_) => None,
    };
    let id: OpportunityId = id.parse().map_err(|_| AppError::NotFound)?;
    let now = state.clock.now();
    let whole = detail::lookup(&state.db, &scope, customers.as_ref(), id, now).await?.ok_or(AppError::NotFound)?;
    let timeline = detail::timeline(&state.db, &whole).await?;
    let facts = &whole.facts;
    let may_transfer = rules::may_transfer(&viewer).is_ok() && rules::may_progress(facts.stage, facts.customer_standing).is_ok();
    let managers = if may_transfer { Some(choice::account_managers(&state.db, &scope, None).await?) } else { None };
    Ok(PageData { viewer, locale, now, whole, timeline, managers, revealed: answered() })
}

fn whole(shown: &PageData, done: &str, panels: Vec<AnyView>) -> AnyView {
    let t = OpportunityText(shown.locale);
    let facts = &shown.whole.facts;
    let crumbs = vec![(t.opportunities().to_owned(), "/sales/opportunities".to_owned())];
    let lead = lead(shown);
    let may_change = rules::offers(&shown.viewer, facts.owner_id, facts.stage, facts.customer_standing).change;
    let here = format!("/sales/opportunities/{}", facts.id);
    let actions = may_change.then(|| {
        view! {
            <a class="button" href=format!("{here}/edit")>{t.revise()}</a>
            <a class="button main" href=format!("{here}/progress")><Icon name=IconName::Plus/>{t.add_progress()}</a>
        }
    });
    let above = view! { {notices(shown, done)}{path(shown)}{figures(shown)} }.into_any();
    let beside =
        view! { {cards::customer(shown)}{cards::revenue(shown)}{cards::facts(shown)}{panels}{cards::why(shown)}{transfer::card(shown)} }
            .into_any();
    let (history, title, section) = (history::card(shown), facts.basic.name.clone(), Words(shown.locale).sales());
    view! {
        <Page title=title section=section crumbs=crumbs lead=lead actions=actions>
            {above}
            <div class="cols">
                {history}
                <aside class="stack">{beside}</aside>
            </div>
        </Page>
    }
    .into_any()
}

/// For whom, what, whose.
fn lead(shown: &PageData) -> AnyView {
    let (t, d, facts) = (OpportunityText(shown.locale), DetailText(shown.locale), &shown.whole.facts);
    let owner = if facts.owner_id == shown.viewer.person_id { d.owned_by_you().to_owned() } else { d.owned_by(&facts.owner) };
    let reseller = facts.reseller.as_ref().map(|reseller| format!(" · {}", d.of_reseller(reseller)));
    let key = shown.whole.key_of(MaskedColumn::Name);
    let rest = format!(" · {} · {} · {owner}", t.industry(facts.basic.industry), t.kind(facts.basic.kind));
    view! {
        <div class="row small">
            <span>{masked(shown.revealed.as_ref(), key, MaskedColumn::Name, facts.customer.clone())}</span>
            {eye(shown, MaskedColumn::Name)}
            <span>{rest}{reseller}</span>
        </div>
    }
    .into_any()
}

/// What was just done, and what the state of the record means for this viewer.
fn notices(shown: &PageData, done: &str) -> AnyView {
    let (t, d, facts) = (OpportunityText(shown.locale), DetailText(shown.locale), &shown.whole.facts);
    let success = match done {
        "reported" => Some(
            view! {
                <Notice tone=NoticeTone::Good>
                    {t.reported_title()}" · "<a href="/sales/opportunities">{t.back_to_list()}</a>" · "
                    <a href="/sales/opportunities/new">{d.report_another()}</a>
                </Notice>
            }
            .into_any(),
        ),
        "handed-over" => {
            let words = d.handed_over_to(&facts.owner);
            Some(view! { <Notice tone=NoticeTone::Good>{words}</Notice> }.into_any())
        }
        "progress" => Some(view! { <Notice tone=NoticeTone::Good>{t.progress_added()}</Notice> }.into_any()),
        _ => None,
    };
    let offers = rules::offers(&shown.viewer, facts.owner_id, facts.stage, facts.customer_standing);
    let refusal = offers.standing.map(|refusal| t.refusal("", refusal));
    let denial = rules::may_change(&shown.viewer, facts.owner_id).err().map(|denial| t.denial(denial, &shown.viewer));
    let lapsed = (facts.customer_standing == CustomerStanding::ClaimLapsed && !facts.stage.is_closed()).then(|| t.claim_lapsed_hint());
    view! {
        {success}
        {refusal.or(denial).map(|reason| view! { <Notice tone=NoticeTone::Note>{reason}</Notice> })}
        {lapsed.map(|hint| view! { <Notice tone=NoticeTone::Warn>{hint}</Notice> })}
    }
    .into_any()
}

fn path(shown: &PageData) -> AnyView {
    let (t, d, stage) = (OpportunityText(shown.locale), DetailText(shown.locale), shown.whole.facts.stage);
    let mut stages: Vec<String> = Stage::OPEN.iter().map(|stage| t.stage(*stage).to_owned()).collect();
    stages.push(if stage.is_closed() { t.stage(stage).to_owned() } else { d.won_or_lost().to_owned() });
    let now = usize::from(stage.step()) - 1;
    view! { <StagePath stages=stages now=now lost={stage == Stage::Lost} label=d.stage_path()/> }.into_any()
}

fn figures(shown: &PageData) -> AnyView {
    let (t, d, facts) = (OpportunityText(shown.locale), DetailText(shown.locale), &shown.whole.facts);
    let was = shown.whole.confidence_before.map(|before| t.was(format_args!("{before}%"))).unwrap_or_default();
    let days = facts.revenue.expected_date.signed_duration_since(beijing_date(shown.now)).num_days();
    let away = if facts.stage.is_closed() { String::new() } else { d.days(days) };
    let (revenue, confidence) = (format_cny(facts.revenue.expected_monthly_revenue), format!("{}%", facts.confidence));
    let date = format_date(facts.revenue.expected_date, shown.locale);
    view! {
        <Figures>
            <Figure label=t.per_month() value=revenue/>
            <Figure label=t.confidence() value=confidence note=was/>
            <Figure label=t.expected_by() value=date note=away/>
        </Figures>
    }
    .into_any()
}
