//! Inviting by mail: who, to what, in which language, and what they will read.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::Seeing;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::invitations::model::{AssociationType, Prospect, Standing};
use crate::invitations::queries::prospects;
use crate::invitations::rules;
use crate::invitations::text::InvitationText;
use crate::server::request;
use crate::server::terms;
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::{Choice, HiddenField, RadioGroup};
use crate::ui::form::Form;
use crate::ui::notice::Notice;
use crate::ui::shell::{Page, page};
use crate::values::date::format_moment;

const CLAIMS: &str = "/sales/customer-development";

/// Everything that the page shows.
struct PageData {
    prospects: Vec<Prospect>,
    standing: Standing,
    wished: Option<AssociationType>,
    now: DateTime<Utc>,
    locale: Locale,
}

/// `/sales/customer-development/invite?claims=…`.
#[component]
pub fn InvitePage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = use_query_map().get_untracked();
    let chosen = query.get("claims").unwrap_or_default();
    // Straight from the claim's form, which has asked for the type already.
    let wished = query.get("association_type").and_then(|word| word.parse::<AssociationType>().ok());
    let claimed = query.get("done").as_deref() == Some("claimed");
    page(async move {
        let t = InvitationText(locale);
        let viewer = viewer?;
        let refused = |denial| AppError::NotAllowed { rule: t.denial(denial, &viewer) };
        rules::may_invite(&viewer).map_err(refused)?;
        let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
        let now = state.clock.now();
        let standing = prospects::standing(&state.db, partner, now).await?;
        rules::may_invite_online(&viewer, &standing).map_err(refused)?;
        let seeing = Seeing::of(Ok(viewer), locale)?;
        let ids = rules::parse_ids(&chosen).unwrap_or_default();
        let found = prospects::chosen(&state.db, &seeing.scope, partner, &ids, now).await?;
        // Whoever asks for what is not hers learns nothing of it, nor that it is there.
        if found.is_empty() && !ids.is_empty() {
            return Err(AppError::NotFound);
        }
        let days = terms::load(&state.db).await?.invitation_days;
        let prospects = found.iter().map(|claim| prospects::masked(claim, now)).collect();
        let shown = PageData { prospects, standing, wished, now, locale };
        let crumbs = vec![(t.development().into(), CLAIMS.into())];
        let content = content(shown);
        Ok(view! {
            <Page title=t.invite_title() section=Words(locale).sales() crumbs=crumbs lead=view! { <p>{t.invite_lead(days)}</p> }>
                {claimed.then(|| view! { <Notice tone=Tone::Good>{t.claimed()}</Notice> })}
                {content}
            </Page>
        }
        .into_any())
    })
}

fn content(shown: PageData) -> AnyView {
    let t = InvitationText(shown.locale);
    if shown.prospects.is_empty() {
        return view! {
            <section class="card">
                <EmptyState kind=EmptyKind::Nothing title=t.nothing_chosen_title() text=t.nothing_chosen()>
                    <a class="button" href=CLAIMS>{t.to_claims()}</a>
                </EmptyState>
            </section>
        }
        .into_any();
    }
    let invitable: Vec<&Prospect> = shown.prospects.iter().filter(|prospect| prospect.obstacle.is_none()).collect();
    let form = match invitable.first() {
        None => view! { <Notice tone=Tone::Warn>{t.none_invitable()}</Notice> }.into_any(),
        Some(first) => form(&shown, &invitable, first),
    };
    view! { <section class="card">{table(&shown)}</section>{form} }.into_any()
}

fn table(shown: &PageData) -> AnyView {
    let t = InvitationText(shown.locale);
    let rows = shown.prospects.iter().map(|prospect| {
        let standing = match prospect.obstacle {
            None => view! { <Badge tone=Tone::Good>{t.yes_invitable()}</Badge> }.into_any(),
            Some(obstacle) => view! { <Badge tone=Tone::Bad>{t.obstacle(obstacle)}</Badge> }.into_any(),
        };
        let before = prospect.sent_at.filter(|_| prospect.obstacle.is_none()).map(|at| {
            view! { <span class="sub">{t.sent_before(format_moment(at, shown.now, shown.locale))}</span> }
        });
        view! {
            <tr>
                <th scope="row"><span class="masked">{prospect.name.clone()}</span></th>
                <td data-label=t.email()><span class="masked">{prospect.email.clone()}</span></td>
                <td data-label=t.account_manager()>{prospect.account_manager.clone().unwrap_or_else(|| t.nobody().to_owned())}</td>
                <td data-label=t.can_be_invited()>{standing}{before}</td>
            </tr>
        }
    });
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.chosen()>
                <thead><tr>
                    <th scope="col">{t.customer()}</th><th scope="col">{t.email()}</th>
                    <th scope="col">{t.account_manager()}</th><th scope="col">{t.can_be_invited()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn form(shown: &PageData, invitable: &[&Prospect], first: &Prospect) -> AnyView {
    let t = InvitationText(shown.locale);
    let offered = rules::offered(&shown.standing);
    let claims = invitable.iter().map(|prospect| prospect.claim.to_string()).collect::<Vec<_>>().join(",");
    let types = offered.iter().map(|kind| Choice::new(kind.as_str(), t.type_name(*kind)).note(t.type_note(*kind))).collect();
    // Most of the chosen decide which language is proposed.
    let chinese = invitable.iter().filter(|prospect| prospect.is_chinese).count() * 2 >= invitable.len();
    let language = if chinese { Locale::ZhCn } else { Locale::En };
    let languages = [Locale::ZhCn, Locale::En].map(|locale| Choice::new(locale.tag(), locale.own_name())).to_vec();
    let only = offered.first().copied().filter(|_| offered.len() == 1);
    let usual = shown.wished.filter(|kind| offered.contains(kind)).or(only).map_or("", AssociationType::as_str);
    let preview = preview(offered, language, first, shown.locale);
    let (send, cancel) = (t.send_to(invitable.len()), Words(shown.locale).cancel());
    view! {
        <Form action="invitations.send" class="card">
            <div class="body fields">
                <HiddenField name="form[claims]" value=claims/>
                <RadioGroup name="form[association_type]" label=t.association_type() options=types value=usual cards=true required=true class="wide"/>
                <RadioGroup name="form[locale]" label=t.language() hint=t.language_hint() options=languages value=language.tag() required=true class="wide"/>
                <div class="wide row">
                    <button class="button main">{send}</button>
                    <a class="button plain" href=CLAIMS>{cancel}</a>
                </div>
            </div>
        </Form>
        {preview}
    }
    .into_any()
}

/// The real mail in a frame of its own. Its variants are links that open in the frame: no script is needed.
fn preview(offered: &[AssociationType], language: Locale, first: &Prospect, locale: Locale) -> AnyView {
    let t = InvitationText(locale);
    let address = |kind: AssociationType, language: Locale| {
        format!("/sales/customer-development/invite/preview?claim={}&kind={kind}&language={}", first.claim, language.tag())
    };
    let kind = offered[0];
    let variants: Vec<AnyView> = offered
        .iter()
        .flat_map(|kind| [Locale::ZhCn, Locale::En].map(|language| (*kind, language)))
        .map(|(kind, language)| {
            let label = t.preview_of(t.type_name(kind), language.own_name());
            view! { <a class="button slim" href=address(kind, language) target="mail-preview">{label}</a> }.into_any()
        })
        .collect();
    view! {
        <section class="card" aria-labelledby="preview-heading">
            <div class="body stack">
                <h2 id="preview-heading">{t.preview()}</h2>
                <p class="small quiet">{t.preview_hint()}</p>
                <div class="row">{variants}</div>
                <iframe class="mail-preview" name="mail-preview" title=t.preview() sandbox="" src=address(kind, language)></iframe>
            </div>
        </section>
    }
    .into_any()
}
