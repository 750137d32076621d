//! All partners.

use leptos::prelude::*;

use super::operator;
use crate::auth::viewer;
use crate::operations::model::PartnerRow;
use crate::operations::queries::list_partners;
use crate::operations::text::OperationsText;
use crate::organisation::model::RealNameState;
use crate::organisation::text::OrganisationText;
use crate::server::request::{locale, state};
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::shell::{Page, page};
use crate::values::date::beijing_date;

/// `/operations/partners`.
#[component]
pub fn PartnersPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = OperationsText(locale);
        let partners = list_partners(&state.db, operator, beijing_date(state.clock.now())).await?;
        let list = if partners.is_empty() {
            view! {
                <EmptyState kind=EmptyKind::Nothing title=t.no_partner_title() text=t.no_partner_text()>
                    <a class="button" href="/operations/partners/new">{t.create_partner()}</a>
                </EmptyState>
            }
            .into_any()
        } else {
            table(partners, t)
        };
        Ok(view! {
            <Page
                title=t.partners() section=t.operations()
                lead=view! { <p>{t.partners_lead()}</p> }
                actions=view! { <a class="button main" href="/operations/partners/new">{t.create_partner()}</a> }
            >
                <section class="card">{list}</section>
            </Page>
        }
        .into_any())
    })
}

fn table(partners: Vec<PartnerRow>, t: OperationsText) -> AnyView {
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.partners()>
                <thead><tr>
                    <th scope="col">{t.partner_name()}</th><th scope="col">{t.kind()}</th><th scope="col">{t.distributor()}</th>
                    <th scope="col">{t.real_name_state()}</th><th scope="col" class="num">{t.people()}</th>
                    <th scope="col" class="num">{t.associated_customers()}</th><th scope="col">{t.actions()}</th>
                </tr></thead>
                <tbody>{partners.into_iter().map(|partner| row(partner, t)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(partner: PartnerRow, t: OperationsText) -> impl IntoView {
    let words = OrganisationText(t.locale());
    let href = format!("/operations/partners/{}", partner.id);
    let open = format!("{} {}", t.open(), partner.name);
    let channel_only = partner.channel_only.then(|| view! { <span class="sub">{words.channel_only()}</span> });
    view! {
        <tr>
            <th scope="row"><a class="strong" href=href.clone()>{partner.name}</a><span class="sub">{partner.company}</span></th>
            <td data-label=t.kind()>{words.kind(partner.kind)}{channel_only}</td>
            <td data-label=t.distributor()>{partner.distributor}</td>
            <td data-label=t.real_name_state()><RealName state=partner.real_name_state t=t/></td>
            <td class="num" data-label=t.people()>{partner.people}</td>
            <td class="num" data-label=t.associated_customers()>{partner.customers}</td>
            <td class="acts"><a href=href aria-label=open>{t.open()}</a></td>
        </tr>
    }
}

/// How far the real-name check has come.
#[component]
pub fn RealName(state: RealNameState, t: OperationsText) -> impl IntoView {
    let tone = match state {
        RealNameState::Unverified => Tone::Neutral,
        RealNameState::InReview => Tone::Note,
        RealNameState::Rejected => Tone::Bad,
        RealNameState::Verified => Tone::Good,
    };
    view! { <Badge tone=tone>{OrganisationText(t.locale()).real_name(state)}</Badge> }
}
