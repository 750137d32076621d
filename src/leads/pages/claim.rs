//! `/sales/leads/{id}/claim`: the claim of a lead, filled in from it (R23). What the lead says about the company stays on the
//! server: the fields are empty, their hints say what they take, masked. So no clear number or address is in the page that
//! nobody asked for, and partners in marketing programme 2.0 (R24) need no page of their own.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{crumbs, denied, entered};
use crate::auth::{PersonId, Viewer};
use crate::claims::fields::{ClaimFields, Kept};
use crate::claims::model::ClaimForm;
use crate::claims::queries as claims;
use crate::claims::rules as claim_rules;
use crate::claims::text::{ClaimText, RefusalWords};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::leads::model::{Lead, LeadId, Refusal};
use crate::leads::queries;
use crate::leads::rules;
use crate::leads::text::LeadText;
use crate::server::{AppState, request};
use crate::ui::fields::HiddenField;
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

struct PageData {
    lead: Lead,
    /// Those whose claim it can become; empty when there is no choice.
    people: Vec<(PersonId, String)>,
    /// Whose it becomes unless another is chosen.
    owner: String,
    facts: claims::PartnerFacts,
    locale: Locale,
}

/// The form.
#[component]
pub fn ClaimLeadPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    page(async move { Ok(whole(load(viewer?, locale, &state, &id).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str) -> Result<PageData, AppError> {
    let (_, visibility) = entered(&viewer, locale)?;
    let id: LeadId = id.parse().map_err(|_| AppError::NotFound)?;
    let lead = queries::lookup(&state.db, &visibility, id).await?.ok_or(AppError::NotFound)?;
    rules::may_claim_of(&viewer, &lead.standing).map_err(|denial| denied(denial, &viewer, locale))?;
    let facts = claims::lookup_partner(&state.db, visibility.partner).await?.ok_or(AppError::NotFound)?;
    let people = if claim_rules::sees_all(&viewer) { claims::account_managers(&state.db, visibility.partner).await? } else { Vec::new() };
    // The follower's, where she can have claims.
    let own = viewer.is_account_manager().then_some(viewer.person_id);
    let follower = lead.standing.follower.filter(|id| people.iter().any(|(one, _)| one == id));
    let owner = own.or(follower).map(|id| id.to_string()).unwrap_or_default();
    Ok(PageData { lead, people, owner, facts, locale })
}

fn whole(shown: PageData) -> AnyView {
    let t = LeadText(shown.locale);
    let mut crumbs = crumbs(t);
    crumbs.push((shown.lead.company_name.clone(), format!("/sales/leads/{}", shown.lead.standing.id)));
    let content = if !shown.lead.standing.state.is_open() {
        view! { <Notice tone=NoticeTone::Warn>{t.refusal(Refusal::Over)}"."</Notice> }.into_any()
    } else if !shown.facts.has_contact {
        let words = (ClaimText(shown.locale).no_contact_title(), RefusalWords(shown.locale).no_partner_contact());
        view! { <Notice tone=NoticeTone::Bad><b>{words.0}</b><p>{words.1}"."</p></Notice> }.into_any()
    } else {
        form(shown)
    };
    view! {
        <Page title=t.claim_title() section=Words(t.locale()).sales() crumbs=crumbs lead=view! { <p>{t.claim_lead()}</p> }>{content}</Page>
    }
    .into_any()
}

fn form(shown: PageData) -> AnyView {
    let (t, lead) = (LeadText(shown.locale), shown.lead);
    let said = |mask: &str| if mask.is_empty() { String::new() } else { t.of_the_lead(mask) };
    let kept = Kept {
        company_name: said(&lead.company_name),
        contact_name: said(&lead.contact_name),
        mobile: said(&lead.mobile),
        email: said(&lead.email),
    };
    let given = ClaimForm { industry: lead.industry.to_string(), owner: shown.owner, ..ClaimForm::default() };
    let (id, version, words) = (lead.standing.id.to_string(), lead.standing.version, ClaimText(shown.locale));
    let back = format!("/sales/leads/{id}");
    let (people, referral_right) = (shown.people, shown.facts.referral_right);
    view! {
        <Form action="leads.convert" class="card" version=Some(version) guard=true>
            <div class="body fields">
                <HiddenField name="form[id]" value=id/>
                <ClaimFields given=given account_managers=people referral_right=referral_right kept=kept t=words/>
                <div class="wide row">
                    <button class="button main">{words.submit()}</button>
                    <a class="button plain" href=back>{t.cancel()}</a>
                </div>
            </div>
        </Form>
    }
    .into_any()
}
