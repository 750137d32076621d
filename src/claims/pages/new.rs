//! `/sales/customer-development/new`: claim a prospect.

use leptos::prelude::*;

use super::{crumbs, denied};
use crate::auth::PersonId;
use crate::claims::fields::ClaimFields;
use crate::claims::model::ClaimForm;
use crate::claims::queries::{self, PartnerFacts};
use crate::claims::rules;
use crate::claims::text::{ClaimText, RefusalWords};
use crate::error::AppError;
use crate::i18n::Words;
use crate::server::{request, terms};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// The form.
#[component]
pub fn NewClaimPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    page(async move {
        let viewer = viewer?;
        rules::may_claim(&viewer).map_err(|denial| denied(denial, &viewer, locale))?;
        let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
        let t = ClaimText(locale);
        let facts = queries::lookup_partner(&state.db, partner).await?.ok_or(AppError::NotFound)?;
        let days = terms::load(&state.db).await?.claim_days;
        let people = if rules::sees_all(&viewer) { queries::account_managers(&state.db, partner).await? } else { Vec::new() };
        let own = if viewer.is_account_manager() { viewer.person_id.to_string() } else { String::new() };
        let given = ClaimForm { owner: own, ..ClaimForm::default() };
        let content = if facts.has_contact { form(given, people, facts, t) } else { no_contact(t) };
        Ok(view! {
            <Page
                title=t.claim_prospect() section=Words(locale).sales() crumbs=crumbs(t)
                lead=view! { <p>{t.what_follows(days)}</p> }
            >
                {content}
            </Page>
        }
        .into_any())
    })
}

fn form(given: ClaimForm, people: Vec<(PersonId, String)>, facts: PartnerFacts, t: ClaimText) -> AnyView {
    view! {
        <Form action="claims.claim" class="card" guard=true>
            <div class="body fields">
                <ClaimFields given=given account_managers=people referral_right=facts.referral_right t=t/>
                <div class="wide row">
                    <button class="button main">{t.submit()}</button>
                    <a class="button plain" href="/sales/customer-development">{Words(t.locale()).cancel()}</a>
                </div>
            </div>
        </Form>
    }
    .into_any()
}

/// R25: the page says what is missing and who can enter it.
fn no_contact(t: ClaimText) -> AnyView {
    view! {
        <Notice tone=NoticeTone::Bad>
            <b>{t.no_contact_title()}</b>
            <p>{RefusalWords(t.locale()).no_partner_contact()}"."</p>
        </Notice>
    }
    .into_any()
}
