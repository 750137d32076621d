//! `/sales/customer-development/withdraw?claims=…`: which claims are given up, and what follows, before it is done.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{crumbs, denied, entered};
use crate::claims::model::{ChooseForm, ClaimId, ClaimState};
use crate::claims::queries::detail::{self, ClaimDetail};
use crate::claims::rules;
use crate::claims::text::{ClaimText, DetailText};
use crate::customers::rules::claim_state;
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::Words;
use crate::server::{request, terms};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::form::Form;
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date};

/// Asks once more.
#[component]
pub fn WithdrawPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let asked = use_query_map().get_untracked().get("claims").unwrap_or_default();
    page(async move {
        let viewer = viewer?;
        rules::may_change(&viewer).map_err(|denial| denied(denial, &viewer, locale))?;
        let (_, scope, partner) = entered(&viewer, locale)?;
        let form =
            ChooseForm { claims: asked.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect(), ..ChooseForm::default() };
        let ids: Vec<ClaimId> = rules::parse_choice(&form).filter(|ids| !ids.is_empty()).ok_or(AppError::NotFound)?;
        let mut claims = Vec::new();
        for id in ids {
            claims.push(detail::lookup(&state.db, &scope, partner, id).await?.ok_or(AppError::NotFound)?);
        }
        let (now, reclaim_hours) = (state.clock.now(), terms::load(&state.db).await?.reclaim_hours);
        claims.retain(|claim| matches!(claim_state(claim.state, claim.valid_until, now), ClaimState::Open | ClaimState::InReview));
        let (t, d) = (ClaimText(locale), DetailText(locale));
        let content = if claims.is_empty() { nothing(t) } else { form_of(claims, t) };
        Ok(view! {
            <Page
                title=d.withdraw_title() section=Words(locale).sales() crumbs=crumbs(t)
                lead=view! { <p>{d.withdraw_lead(reclaim_hours)}</p> }
            >
                <section class="card">{content}</section>
            </Page>
        }
        .into_any())
    })
}

fn nothing(t: ClaimText) -> AnyView {
    let d = DetailText(t.locale());
    view! {
        <EmptyState kind=EmptyKind::Nothing title=d.cannot_withdraw() text=d.none_left()>
            <a class="button" href="/sales/customer-development">{t.customer_development()}</a>
        </EmptyState>
    }
    .into_any()
}

fn form_of(claims: Vec<ClaimDetail>, t: ClaimText) -> AnyView {
    let (c, d) = (CustomerText(t.locale()), DetailText(t.locale()));
    let lines = claims.into_iter().map(move |claim| {
        let target = format!("{}:{}", claim.id, claim.version);
        let until = d.holds_until(format_date(beijing_date(claim.valid_until), t.locale()));
        let rest = format!(" · {} · {until}", claim.mobile);
        view! {
            <li>
                <input type="hidden" name="form[claims][]" value=target/>
                <a class="strong" href=format!("/sales/customer-development/claims/{}", claim.id)>{claim.name}</a>
                <span class="quiet">{rest}" · "{c.claim_state(claim.state)}</span>
            </li>
        }
    });
    view! {
        <Form action="claims.withdraw">
            <div class="body stack">
                <ul class="stack">{lines.collect_view()}</ul>
                <div class="row">
                    <button type="submit" class="button danger">{d.withdraw_confirm()}</button>
                    <a class="button plain" href="/sales/customer-development">{d.keep()}</a>
                </div>
            </div>
        </Form>
    }
    .into_any()
}
