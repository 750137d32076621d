//! `/sales/coupons/quotas/{id}/pass-on`: a distributor passes a part of its quota on to a reseller.

use leptos::context::Provider;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::scope_fields::RemarkField;
use super::{admit, under_quotas};
use crate::auth::model::PartnerId;
use crate::auth::verification::field::{CodeField, as_form_of};
use crate::auth::verification::model::Purpose;
use crate::auth::verification::queries::is_on;
use crate::auth::{Reach, Scope, Viewer};
use crate::coupons::command::stopped;
use crate::coupons::model::QuotaId;
use crate::coupons::queries::quotas::{self, Quota};
use crate::coupons::rules;
use crate::coupons::text::CouponText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::organisation::queries::resellers;
use crate::server::{AppState, request};
use crate::ui::fields::{HiddenField, MoneyField, Select};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::beijing_date;
use crate::values::money::format_cny;

/// Passes on.
#[component]
pub fn PassOnPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    page(async move {
        let (quota, resellers, refused, verifies) = load(viewer?, locale, &state, &id).await?;
        Ok(whole(&quota, resellers, (refused, verifies), CouponText(locale)))
    })
}

type Loaded = (Quota, Vec<(PartnerId, String)>, Option<String>, bool);

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str) -> Result<Loaded, AppError> {
    admit(rules::may_pass_on, &viewer, locale)?;
    let (own, all) = (Scope::of(&viewer, Reach::Partner)?, Scope::of(&viewer, Reach::PartnerAndResellers)?);
    let id: QuotaId = id.parse().map_err(|_| AppError::NotFound)?;
    let quota = quotas::lookup(&state.db, &own, id).await?.ok_or(AppError::NotFound)?;
    let now = state.clock.now();
    let refused = stopped(&quota, now, locale);
    Ok((quota, resellers(&state.db, &all, beijing_date(now)).await?, refused, is_on(&state.db, &viewer).await?))
}

fn whole(quota: &Quota, resellers: Vec<(PartnerId, String)>, (refused, verifies): (Option<String>, bool), t: CouponText) -> AnyView {
    let mut crumbs = under_quotas(t);
    crumbs.push((t.quota_title(&quota.number), format!("/sales/coupons/quotas/{}", quota.id)));
    let lead = t.issue_lead(format_cny(quota.terms.remaining));
    let refused = refused.or_else(|| resellers.is_empty().then(|| t.no_resellers().to_owned()));
    let body = match refused {
        Some(text) => view! { <Notice tone=NoticeTone::Warn>{text}</Notice> }.into_any(),
        None => form(quota, resellers, verifies, t),
    };
    view! {
        <Page title=t.pass_on() section=Words(t.locale()).sales() crumbs=crumbs lead=view! { <p>{lead}" "{t.pass_on_lead()}</p> }>{body}</Page>
    }
    .into_any()
}

fn form(quota: &Quota, resellers: Vec<(PartnerId, String)>, verifies: bool, t: CouponText) -> AnyView {
    let resellers = resellers.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let id = quota.id.to_string();
    view! {
        <Provider value=as_form_of("coupons.pass_on")>
        <Form action="coupons.pass_on" class="card" guard=true>
            <div class="body fields">
                <HiddenField name="form[quota]" value=id/>
                <Select name="form[reseller]" label=t.reseller() options=resellers blank=t.choose() required=true class="wide short"/>
                <MoneyField name="form[amount]" label=t.amount() required=true/>
                <RemarkField hint=t.remark_hint_resellers() t=t/>
                <CodeField is_on=verifies purpose=Purpose::PassOnQuota action="coupons.pass_on"/>
                <div class="wide"><button class="button main">{t.pass_on_submit()}</button></div>
            </div>
        </Form>
        </Provider>
    }
    .into_any()
}
