//! `/sales/coupons/quotas/take-back?quotas=…`: a distributor takes back what resellers have not issued, and reads what came of each.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::several::{self, Asked};
use super::{admit, ids_of, under_quotas};
use crate::auth::verification::model::Purpose;
use crate::auth::verification::queries::is_on;
use crate::auth::{Reach, Scope, Viewer};
use crate::coupons::model::ReclaimOutcome;
use crate::coupons::queries::quotas::{self, Quota};
use crate::coupons::queries::reclaiming;
use crate::coupons::rules;
use crate::coupons::text::CouponText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request};
use crate::ui::shell::{Page, page};
use crate::values::money::{Charged, format_cny};

/// Where the quotas of resellers stand.
const LIST: &str = "/sales/coupons/quotas?tab=resellers";

struct PageData {
    quotas: Vec<Quota>,
    outcomes: Vec<(Uuid, ReclaimOutcome)>,
    taken: Vec<(Uuid, Charged)>,
    locale: Locale,
    /// A verification code is asked for.
    verifies: bool,
}

/// Takes quotas back.
#[component]
pub fn TakeBackPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = use_query_map().get_untracked();
    let (asked, results) = (query.get("quotas").unwrap_or_default(), query.get("results").unwrap_or_default());
    page(async move { Ok(whole(&load(viewer?, locale, &state, &asked, &results).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, asked: &str, results: &str) -> Result<PageData, AppError> {
    admit(rules::may_pass_on, &viewer, locale)?;
    let scope = Scope::of(&viewer, Reach::PartnerAndResellers)?;
    let outcomes = rules::outcomes_of_address(results);
    let wanted: Vec<String> = match outcomes.is_empty() {
        true => ids_of(asked),
        false => outcomes.iter().map(|(id, _)| id.to_string()).collect(),
    };
    let ids = rules::parse_picks(&wanted).map_err(|_| AppError::NotFound)?;
    let mut quotas = quotas::several(&state.db, &scope, &ids).await?;
    quotas.retain(|quota| quota.parent.is_some());
    if quotas.is_empty() {
        return Err(AppError::NotFound);
    }
    let done: Vec<Uuid> = outcomes.iter().filter(|(_, one)| *one == ReclaimOutcome::Reclaimed).map(|(id, _)| *id).collect();
    let taken = reclaiming::taken_back(&state.db, &scope, &done).await?;
    Ok(PageData { quotas, outcomes, taken, locale, verifies: is_on(&state.db, &viewer).await? })
}

fn whole(shown: &PageData) -> AnyView {
    let t = CouponText(shown.locale);
    let content = if shown.outcomes.is_empty() { form(shown, t) } else { report(shown, t) };
    view! {
        <Page
            title=t.take_back_title() section=Words(shown.locale).sales() crumbs=under_quotas(t)
            lead=view! { <p>{t.take_back_lead()}</p> }
        >{content}</Page>
    }
    .into_any()
}

/// Which quota it is.
fn which(quota: &Quota) -> AnyView {
    let href = format!("/sales/coupons/quotas/{}", quota.id);
    let (number, holder) = (quota.number.clone(), quota.partner.clone());
    view! { <a class="strong" href=href>{number}</a><span class="quiet">{holder}</span> }.into_any()
}

fn form(shown: &PageData, t: CouponText) -> AnyView {
    let mut amounts = Vec::new();
    let lines: Vec<AnyView> = shown
        .quotas
        .iter()
        .map(|quota| {
            let remaining = quota.terms.remaining;
            let end = if remaining > Charged::ZERO {
                amounts.push(remaining);
                let id = quota.id.to_string();
                view! { <input type="hidden" name="form[ids][]" value=id/><b>{format_cny(remaining)}</b> }.into_any()
            } else {
                view! { <span class="quiet">{t.cannot_take_back()}</span> }.into_any()
            };
            let which = which(quota);
            view! { <li class="row">{which}{end}</li> }.into_any()
        })
        .collect();
    if amounts.is_empty() {
        return view! {
            <section class="card"><div class="body stack"><ul class="stack">{lines}</ul><p><a class="button" href=LIST>{t.back_to_list()}</a></p></div></section>
        }
        .into_any();
    }
    let asked = Asked {
        action: "coupons.take_back",
        title: t.tab_resellers(),
        lines,
        amounts,
        list: LIST,
        hint: t.remark_hint_resellers(),
        submit: CouponText::take_back_submit,
        confirms: (shown.verifies, Purpose::TakeBackQuota),
    };
    several::form(asked, t)
}

fn report(shown: &PageData, t: CouponText) -> AnyView {
    let told = |id: Uuid| shown.quotas.iter().find(|quota| quota.id.0 == id).map(which);
    several::report(&shown.outcomes, &shown.taken, LIST, told, t)
}
