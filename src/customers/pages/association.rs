//! `/sales/customers/{id}/association`: the account check, the request to the customer, and what became of earlier ones.

use chrono::{DateTime, Utc};
use leptos::context::Provider;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::records::table;
use crate::auth::verification::field::{CodeField, as_form_of};
use crate::auth::verification::model::Purpose;
use crate::auth::verification::queries::is_on;
use crate::auth::{Scope, Viewer};
use crate::customers::model::{CustomerId, RequestKind, RequestRecord, RequestRefusal, RequestState, Standing, Trait};
use crate::customers::queries::association;
use crate::customers::rules;
use crate::customers::text::{AssociationText, CustomerText};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request, terms};
use crate::ui::fields::{CheckBox, Choice, RadioGroup, TextArea};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;
use crate::values::masking::mask_name;

struct PageData {
    locale: Locale,
    now: DateTime<Utc>,
    standing: Standing,
    requests: Vec<RequestRecord>,
    months: u32,
    days: i16,
    done: String,
    /// A verification code is asked for.
    verifies: bool,
}

/// What an administrator asks of one customer.
#[component]
pub fn AssociationPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    page(async move { Ok(whole(&load(viewer?, locale, &state, &id, done).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str, done: String) -> Result<PageData, AppError> {
    let reach = rules::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: CustomerText(locale).denial(denial, &viewer) })?;
    let (db, now) = (&state.db, state.clock.now());
    let id: CustomerId = id.parse().map_err(|_| AppError::NotFound)?;
    let standing = association::standing(db, &Scope::of(&viewer, reach)?, id, now).await?.ok_or(AppError::NotFound)?;
    let denied = |denial| AppError::NotAllowed { rule: AssociationText(locale).denial(denial, &viewer) };
    rules::may_request(&viewer, &standing).map_err(denied)?;
    let terms = terms::load(db).await?;
    let requests = association::requests(db, standing.partner_id, Some(standing.id)).await?;
    let months = u32::try_from(terms.association_request_months).unwrap_or(0);
    let verifies = is_on(db, &viewer).await?;
    Ok(PageData { locale, now, standing, requests, months, days: terms.invitation_days, done, verifies })
}

fn whole(shown: &PageData) -> AnyView {
    let (t, c) = (AssociationText(shown.locale), CustomerText(shown.locale));
    let here = format!("/sales/customers/{}", shown.standing.customer);
    let crumbs = vec![(c.customers().to_owned(), "/sales/customers".to_owned()), (shown.standing.number.clone(), here)];
    let words = format!("{} · {}", mask_name(&shown.standing.name), c.association_type(shown.standing.kind));
    let lead = view! { <p>{words.clone()}</p> }.into_any();
    let done = match shown.done.as_str() {
        "sent" => Some(t.sent()),
        "withdrawn" => Some(t.withdrawn()),
        _ => None,
    };
    let (body, records, consequences) = (body(shown), records(shown), consequences(shown.locale, shown.months, shown.days));
    view! {
        <Page title=t.manage() section=Words(shown.locale).sales() crumbs=crumbs lead=lead>
            {done.map(|words| view! { <Notice tone=NoticeTone::Good>{words}</Notice> })}
            <div class="cols"><div class="stack">{body}</div><aside class="stack">{consequences}</aside></div>
            {records}
        </Page>
    }
    .into_any()
}

fn body(shown: &PageData) -> AnyView {
    let t = AssociationText(shown.locale);
    let pending = shown.requests.iter().find(|one| rules::request_state(one.state, one.expires_at, shown.now) == RequestState::Pending);
    if let Some(pending) = pending {
        return waiting(shown.locale, pending);
    }
    // Whether anything can be asked at all; what only blocks one of the two is said with it.
    let refusals = [RequestKind::Disassociate, RequestKind::SwitchType]
        .map(|kind| rules::may_ask_now(&shown.standing, kind, shown.months, shown.now).err());
    let whole = match refusals {
        [Some(RequestRefusal::TooSoon(free)), _] => Some(RequestRefusal::TooSoon(free)),
        [Some(RequestRefusal::NoEmail), _] | [_, Some(RequestRefusal::NoEmail)] => Some(RequestRefusal::NoEmail),
        _ => None,
    };
    let check = check(shown);
    if let Some(refusal) = whole {
        let words = t.refusal(refusal);
        return view! { {check}<Notice tone=NoticeTone::Warn>{words}</Notice> }.into_any();
    }
    let form = refusals.iter().any(Option::is_none).then(|| form(shown, refusals.map(|refusal| refusal.is_none())));
    let lacks = refusals.iter().flatten().any(|refusal| *refusal == RequestRefusal::NoReferralRight);
    let lacks = lacks.then(|| view! { <p class="small quiet">{t.refusal(RequestRefusal::NoReferralRight)}</p> });
    view! { {check}{form}{lacks} }.into_any()
}

/// What stands in the way, each with what to do about it; the check runs anew with every look at the page.
fn check(shown: &PageData) -> AnyView {
    let t = AssociationText(shown.locale);
    let mut found: Vec<Trait> = Vec::new();
    for kind in RequestKind::ALL {
        for blocker in rules::blockers(*kind, shown.standing.kind, &shown.standing.traits) {
            if !found.contains(&blocker) {
                found.push(blocker);
            }
        }
    }
    let rows: Vec<AnyView> = found
        .iter()
        .filter_map(|one| t.blocker_of(*one))
        .map(|(what, advice)| view! { <tr><td><b>{what}</b></td><td data-label=t.advice()>{advice}</td></tr> }.into_any())
        .collect();
    let again = format!("/sales/customers/{}/association", shown.standing.customer);
    let content = if rows.is_empty() {
        view! { <div class="body"><Notice tone=NoticeTone::Good>{t.check_passed()}</Notice></div> }.into_any()
    } else {
        view! {
            <div class="body stack">
                <Notice tone=NoticeTone::Warn>{t.check_failed()}</Notice>
                <table class="records" aria-label=t.check()>
                    <thead><tr><th scope="col">{t.blocker()}</th><th scope="col">{t.advice()}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <header><h2 class="grow">{t.check()}</h2><a class="button slim" href=again>{t.check_again()}</a></header>
            {content}
        </section>
    }
    .into_any()
}

fn form(shown: &PageData, [may_end, may_switch]: [bool; 2]) -> AnyView {
    let t = AssociationText(shown.locale);
    let target = rules::other_type(shown.standing.kind);
    let mut options = Vec::new();
    if may_end {
        options.push(Choice::new(RequestKind::Disassociate.as_str(), t.disassociate()).note(t.consequence_end()));
    }
    if may_switch {
        options.push(
            Choice::new(RequestKind::SwitchType.as_str(), t.kind_of(RequestKind::SwitchType, Some(target))).note(t.consequence_switch()),
        );
    }
    let (id, version) = (shown.standing.customer.to_string(), shown.standing.version);
    let verifies = shown.verifies;
    view! {
        <Provider value=as_form_of("customers.request_change")>
        <Form action="customers.request_change" class="card" version=Some(version) guard=true>
            <header><h2>{t.request()}</h2></header>
            <div class="body fields">
                <input type="hidden" name="form[id]" value=id/>
                <RadioGroup name="form[kind]" label=t.what() options=options required=true cards=true class="wide"/>
                <TextArea name="form[note]" label=t.note() hint=t.hint_note() maxlength=1000 class="wide"/>
                <CheckBox name="form[understood]" label=t.understood() class="wide"/>
                <CodeField is_on=verifies purpose=Purpose::ChangeAssociation action="customers.request_change"/>
                <div class="wide row"><button class="button main">{t.send()}</button></div>
            </div>
        </Form>
        </Provider>
    }
    .into_any()
}

fn consequences(locale: Locale, months: u32, days: i16) -> AnyView {
    let t = AssociationText(locale);
    view! {
        <section class="card">
            <header><h2>{t.consequences()}</h2></header>
            <div class="body stack">
                <ul class="stack">
                    <li>{t.consequence_end()}</li>
                    <li>{t.consequence_switch()}</li>
                    <li>{t.consequence_mail(days)}</li>
                    {(months > 0).then(|| view! { <li>{t.consequence_once(months)}</li> })}
                </ul>
            </div>
        </section>
    }
    .into_any()
}

fn waiting(locale: Locale, pending: &RequestRecord) -> AnyView {
    let t = AssociationText(locale);
    let (what, until, id) =
        (t.kind_of(pending.kind, pending.target), t.pending_until(format_stamp(pending.expires_at, locale)), pending.id.to_string());
    view! {
        <Form action="customers.withdraw_request" class="card">
            <header><h2>{what}</h2></header>
            <div class="body stack">
                <p>{until}</p>
                <input type="hidden" name="form[id]" value=id/>
                <p><button class="button">{t.withdraw()}</button></p>
            </div>
        </Form>
    }
    .into_any()
}

fn records(shown: &PageData) -> AnyView {
    let t = AssociationText(shown.locale);
    if shown.requests.is_empty() {
        return ().into_any();
    }
    let table = table(&shown.requests, shown.locale, shown.now, false);
    view! { <section class="card"><header><h2>{t.records()}</h2></header>{table}</section> }.into_any()
}
