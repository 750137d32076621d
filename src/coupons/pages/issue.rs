//! `/sales/coupons/quotas/{id}/issue`: coupons of a quota for at most ten customers. The customers are found first, by a button of
//! the same form, so that it works without script and no name stands in an address.

use leptos::context::Provider;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::scope_fields::{NameFields, Offered, RemarkField, ScopeFields};
use super::{admit, under_quotas};
use crate::auth::verification::field::{CodeField, SEND};
use crate::auth::verification::model::Purpose;
use crate::auth::verification::queries::is_on;
use crate::auth::{Reach, Scope, Viewer};
use crate::coupons::command::stopped;
use crate::coupons::model::{ORDER_TYPES, Problem, PurchaseType, QuotaId, Recipient};
use crate::coupons::queries::issuing;
use crate::coupons::queries::quotas::{self, Quota};
use crate::coupons::rules;
use crate::coupons::text::{CouponProblemText, CouponText};
use crate::customers::mask::visible_customers;
use crate::customers::model::AssociationId;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request};
use crate::ui::fields::{CheckGroup, Choice, HiddenField, MoneyField, TextField};
use crate::ui::form::{EnterPresses, Form, Submission, address_of, answer_of, filled_as, wrong};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::ui::text::UiText;
use crate::values::date::format_date;
use crate::values::money::format_cny;

/// The server function of the form; finding sends the same fields.
const ISSUE: &str = "coupons.issue";
const FIND: &str = "coupons.find_customers";

struct PageData {
    locale: Locale,
    quota: Quota,
    /// What was sent, as of the form that issues.
    typed: Option<Submission>,
    /// Those that were ticked, and then those that were found.
    offered: Vec<Recipient>,
    ticked: Vec<String>,
    was_found: bool,
    /// What was typed when customers were last looked for.
    found: String,
    /// More match than are shown.
    are_more: bool,
    /// Found, but not on the partner's allowlist: masked names and customer IDs.
    unlisted: Vec<String>,
    /// Some were found that the quota is not for.
    is_limited: bool,
    by_name: bool,
    refused: Option<String>,
    /// A verification code is asked for.
    verifies: bool,
}

/// Issues coupons of a quota.
#[component]
pub fn IssuePage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let posted = use_context::<Submission>().filter(|posted| [ISSUE, FIND, SEND].contains(&posted.action.as_str()));
    page(async move { Ok(whole(load(viewer?, locale, &state, &id, posted).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str, posted: Option<Submission>) -> Result<PageData, AppError> {
    admit(rules::may_issue, &viewer, locale)?;
    let scope = Scope::of(&viewer, Reach::Partner)?;
    let id: QuotaId = id.parse().map_err(|_| AppError::NotFound)?;
    let quota = quotas::lookup(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let refused = stopped(&quota, state.clock.now(), locale);
    let sent = |name: &str| {
        let fields = posted.as_ref().map(|posted| posted.fields.clone()).unwrap_or_default();
        fields.into_iter().filter(|(one, _)| one == name).map(|(_, value)| value).collect::<Vec<_>>()
    };
    let ticked = sent("form[customers][]");
    let ids: Vec<AssociationId> = ticked.iter().filter_map(|id| id.parse().ok()).collect();
    let mut offered = issuing::recipients(&state.db, &scope, &ids).await?;
    let mut found: Option<Vec<Recipient>> = posted.as_ref().filter(|posted| posted.action == FIND).and_then(answer_of);
    let looked_for = sent(if found.is_some() { "form[find]" } else { "form[found]" }).pop().unwrap_or_default();
    if found.is_none() && !looked_for.trim().is_empty() {
        // Something else was refused, or a code was sent: those who were found before stand there still.
        let visible = visible_customers(&viewer);
        found = Some(issuing::find(&state.db, &scope, looked_for.trim(), visible.as_ref()).await?);
    }
    let was_found = found.is_some();
    let mut found = found.unwrap_or_default();
    let are_more = found.len() > issuing::MOST_FOUND;
    found.truncate(issuing::MOST_FOUND);
    let (admitted, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| quota.terms.customers.admits(one.kind));
    let (admitted, unlisted): (Vec<_>, Vec<_>) = admitted.into_iter().partition(|one| one.is_listed);
    let unlisted = unlisted.iter().map(|one| format!("{} · {}", one.name, one.number)).collect();
    for one in admitted {
        if !offered.iter().any(|other| other.id == one.id) {
            offered.push(one);
        }
    }
    let (is_limited, by_name) = (!others.is_empty(), visible_customers(&viewer).is_some());
    let verifies = is_on(&state.db, &viewer).await?;
    let found = looked_for;
    Ok(PageData {
        locale,
        quota,
        typed: posted,
        offered,
        ticked,
        was_found,
        found,
        are_more,
        unlisted,
        is_limited,
        by_name,
        refused,
        verifies,
    })
}

fn whole(shown: PageData) -> AnyView {
    let (t, locale) = (CouponText(shown.locale), shown.locale);
    let mut crumbs = under_quotas(t);
    crumbs.push((t.quota_title(&shown.quota.number), format!("/sales/coupons/quotas/{}", shown.quota.id)));
    let lead = t.issue_lead(format_cny(shown.quota.terms.remaining));
    let body = match shown.refused.clone() {
        Some(text) => view! { <Notice tone=NoticeTone::Warn>{text}</Notice> }.into_any(),
        None => form(shown, t),
    };
    view! {
        <Page title=t.issue() section=Words(locale).sales() crumbs=crumbs lead=view! { <p>{lead}</p> }>{body}</Page>
    }
    .into_any()
}

fn form(shown: PageData, t: CouponText) -> AnyView {
    let (quota, locale) = (&shown.quota, shown.locale);
    let limits = &quota.terms.limits;
    let days = quota.terms.validity;
    let offered = Offered {
        purchase: if limits.purchase == PurchaseType::Both { PurchaseType::ALL.to_vec() } else { vec![limits.purchase] },
        order_types: ORDER_TYPES.into_iter().filter(|one| limits.order_types.is_empty() || limits.order_types.contains(one)).collect(),
        discounts: limits.combines_with.clone(),
        days_hint: t.quota_days_hint(format_date(days.first_day(), locale), format_date(days.last_day(), locale)),
        types_hint: t.order_types_hint(),
        days_required: false,
    };
    let customers: Vec<Choice> = shown
        .offered
        .iter()
        .map(|one| Choice::new(one.id.to_string(), format!("{} · {}", one.name, one.number)).note(t.association(one.kind)))
        .collect();
    let limited = CouponProblemText(locale).problem(&Problem::CustomerLimit(quota.terms.customers));
    let (was_found, is_limited, none_admitted) = (shown.was_found && shown.unlisted.is_empty(), shown.is_limited, limited.clone());
    let ticked = shown.ticked.clone();
    // Inside of the form, so that what is wrong stands beside them.
    let choose = move || {
        if customers.is_empty() {
            let text = match (was_found, is_limited) {
                (_, true) => none_admitted,
                (true, false) => t.found_none().to_owned(),
                (false, false) => t.no_customer_yet().to_owned(),
            };
            view! { <NoCustomers text=text/> }.into_any()
        } else {
            view! {
                <CheckGroup
                    name="form[customers][]" label=t.customers() options=customers values=ticked hint=t.customers_hint() class="wide"
                />
            }
            .into_any()
        }
    };
    let more = shown.are_more.then(|| view! { <p class="wide quiet">{t.more_found()}</p> });
    let unlisted = (!shown.unlisted.is_empty()).then(|| {
        view! { <p class="wide quiet">{t.not_on_the_list(UiText(locale).joined(&shown.unlisted))}</p> }
    });
    let left_out = (shown.is_limited && !shown.offered.is_empty()).then(|| view! { <p class="wide quiet">{limited}</p> });
    let find_hint = if shown.by_name { t.find_hint() } else { t.find_exact_hint() };
    let scope = t.scope(limits).into_iter().map(|part| view! { <li>{part}</li> }).collect_view();
    // Whichever button was pressed, the fields are those of this form.
    let verifies = shown.verifies;
    let typed = filled_as(ISSUE, shown.typed);
    let found = shown.found.clone();
    let (id, limit) = (quota.id.to_string(), t.customers_of(quota.terms.customers));
    view! {
        <Provider value=typed>
            <Form action=ISSUE class="card" guard=true>
                <div class="body fields">
                    // What Enter presses: issuing, which refuses customers that were typed and not looked for.
                    <EnterPresses action=ISSUE/>
                    <HiddenField name="form[found]" value=found/>
                    <HiddenField name="form[quota]" value=id/>
                    <details class="wide"><summary>{t.limits()}</summary><ul class="plain">{scope}<li>{limit}</li></ul></details>
                    <TextField name="form[find]" label=t.find() hint=find_hint class="wide" autocomplete="off" maxlength=128/>
                    <div class="wide"><button class="button" formaction=address_of(FIND)>{t.find_button()}</button></div>
                    {choose()}{more}{left_out}{unlisted}
                    <MoneyField name="form[face]" label=t.face() hint=t.face_hint() required=true/>
                    <ScopeFields offered=offered t=t/>
                    <details class="wide">
                        <summary>{t.advanced()}</summary><div class="fields"><NameFields hint=t.names_hint() t=t/></div>
                    </details>
                    <RemarkField hint=t.remark_hint() t=t/>
                    <CodeField is_on=verifies purpose=Purpose::IssueCoupons action=ISSUE/>
                    <div class="wide"><button class="button main">{t.issue_submit()}</button></div>
                </div>
            </Form>
        </Provider>
    }
    .into_any()
}

/// In place of the customers that can be ticked: why there are none, and what is wrong where the form was sent without.
#[component]
fn NoCustomers(text: String) -> impl IntoView {
    let wrong = wrong("form[customers][]");
    let described = wrong.is_some().then_some("form-customers-error");
    let wrong = wrong.map(|text| view! { <p class="error" id="form-customers-error">{text}</p> });
    view! { <div class="wide" id="form-customers" tabindex="-1" aria-describedby=described>{wrong}<p class="quiet">{text}</p></div> }
}
