//! What stands beside a customer's facts: alerts, tags, who was responsible, the company's profile.

use leptos::prelude::*;

use crate::auth::{Scope, Viewer};
use crate::customers::model::{CustomerId, Responsible, Standing};
use crate::customers::queries::related_panels::{self, AlertLine, Profile};
use crate::customers::queries::{assigning, association};
use crate::customers::rules;
use crate::customers::text::{AssignText, AssociationText, CustomerText};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::AppState;
use crate::ui::badge::{Badge, Tone};
use crate::ui::fields::TextField;
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::values::date::{beijing_date, format_date, format_day, format_stamp};

/// Everything that the cards show.
pub struct Cards {
    locale: Locale,
    standing: Standing,
    alerts: Vec<AlertLine>,
    history: Vec<Responsible>,
    profile: Option<Profile>,
    assigns: bool,
    requests: bool,
    tags: bool,
    done: String,
}

/// Loads the cards of a customer in the scope.
pub async fn load(
    viewer: &Viewer,
    locale: Locale,
    state: &AppState,
    scope: &Scope,
    id: CustomerId,
    done: String,
) -> Result<Cards, AppError> {
    let db = &state.db;
    let standing = association::standing(db, scope, id, state.clock.now()).await?.ok_or(AppError::NotFound)?;
    let (alerts, history, profile) =
        tokio::try_join!(related_panels::alerts(db, standing.id), assigning::history(db, standing.id), related_panels::profile(db, id))?;
    let chosen = assigning::chosen(db, scope, &[id]).await?;
    let assigns = rules::may_assign(viewer)
        .is_ok_and(|reach| chosen.first().is_some_and(|one| rules::may_move(viewer, reach, &one.standing).is_ok()));
    let (requests, tags) = (rules::may_request(viewer, &standing).is_ok(), rules::may_tag(viewer, &standing).is_ok());
    Ok(Cards { locale, standing, alerts, history, profile, assigns, requests, tags, done })
}

/// What was just done.
pub fn notice(cards: &Cards) -> AnyView {
    let words = match cards.done.as_str() {
        "assigned" => AssignText(cards.locale).done_assigned(),
        "tagged" => AssociationText(cards.locale).tags_saved(),
        _ => return ().into_any(),
    };
    view! { <Notice tone=NoticeTone::Good>{words}</Notice> }.into_any()
}

/// Under the opportunities.
pub fn left(cards: &Cards) -> AnyView {
    view! { {alerts(cards)}{history(cards)}{profile(cards)} }.into_any()
}

/// Under the facts: what can be done, and tags.
pub fn right(cards: &Cards) -> AnyView {
    let (t, a) = (AssignText(cards.locale), AssociationText(cards.locale));
    let id = cards.standing.customer;
    let word = if cards.standing.owner_id.is_some() { t.change() } else { t.assign() };
    let assign = cards.assigns.then(|| view! { <a class="button" href=format!("/sales/customers/assign?customers={id}")>{word}</a> });
    let manage = cards.requests.then(|| view! { <a class="button" href=format!("/sales/customers/{id}/association")>{a.manage()}</a> });
    let tools = (cards.assigns || cards.requests).then(|| {
        view! { <section class="card" aria-label=a.association()><div class="body stack">{assign}{manage}</div></section> }
    });
    view! { {tools}{tags(cards)} }.into_any()
}

fn tags(cards: &Cards) -> AnyView {
    let t = AssociationText(cards.locale);
    let link = (!cards.standing.link_tag.is_empty()).then(|| cards.standing.link_tag.clone());
    let link = link.map(|tag| view! { <p><Badge tone=Tone::Note>{tag}</Badge>" "<span class="small quiet">{t.from_link()}</span></p> });
    let own: Vec<AnyView> = cards.standing.tags.iter().cloned().map(|tag| view! { <Badge>{tag}</Badge>" " }.into_any()).collect();
    let none = (own.is_empty() && link.is_none()).then(|| view! { <p class="quiet">{t.no_tags()}</p> });
    let own = (!own.is_empty()).then(|| view! { <p>{own}</p> });
    let (id, version, joined) = (cards.standing.customer.to_string(), cards.standing.version, cards.standing.tags.join(", "));
    let form = cards.tags.then(|| {
        view! {
            <Form action="customers.set_tags" version=Some(version) class="stack">
                <input type="hidden" name="form[id]" value=id/>
                <TextField name="form[tags]" label=t.tags() hint=t.hint_tags() value=joined unmarked=true maxlength=400 autocomplete="off"/>
                <p><button class="button slim">{t.save_tags()}</button></p>
            </Form>
        }
    });
    view! {
        <section class="card">
            <header><h2>{t.tags()}</h2></header>
            <div class="body stack">{link}{own}{none}{form}</div>
        </section>
    }
    .into_any()
}

fn alerts(cards: &Cards) -> AnyView {
    let (t, c) = (AssociationText(cards.locale), CustomerText(cards.locale));
    let rows: Vec<AnyView> = cards
        .alerts
        .iter()
        .map(|line| {
            let (tone, state) = if line.is_pending { (Tone::Warn, t.waits()) } else { (Tone::Good, t.handled()) };
            view! {
                <tr>
                    <td><a class="strong" href=format!("/sales/alerts/{}", line.id)>{line.title.clone()}</a></td>
                    <td data-label=t.state()><Badge tone=tone>{state}</Badge></td>
                    <td data-label=c.updated_at() class="nowrap quiet">{format_stamp(line.sent_at, cards.locale)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let all = format!("/sales/alerts?tab=all&number={}", cards.standing.number);
    let content = if rows.is_empty() {
        view! { <div class="body quiet">{t.no_alerts()}</div> }.into_any()
    } else {
        view! {
            <div class="scroll">
                <table class="records" aria-label=t.alerts()>
                    <thead><tr><th scope="col">{t.alerts()}</th><th scope="col">{t.state()}</th><th scope="col">{c.updated_at()}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <header><h2 class="grow">{t.alerts()}</h2><a class="small" href=all>{t.all_alerts()}</a></header>
            {content}
        </section>
    }
    .into_any()
}

fn history(cards: &Cards) -> AnyView {
    let t = AssignText(cards.locale);
    let rows: Vec<AnyView> = cards
        .history
        .iter()
        .map(|one| {
            let until = one.until.map_or_else(|| t.until_today().to_owned(), |day| format_date(day, cards.locale));
            view! {
                <tr>
                    <td>{one.account_manager.clone()}</td>
                    <td data-label=t.from() class="nowrap">{format_date(one.from, cards.locale)}</td>
                    <td data-label=t.until() class="nowrap">{until}</td>
                    <td data-label=t.by()>{one.by.clone()}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let content = if rows.is_empty() {
        view! { <div class="body quiet">{t.never()}</div> }.into_any()
    } else {
        let heads = [t.receiver(), t.from(), t.until(), t.by()].map(|label| view! { <th scope="col">{label}</th> }).collect_view();
        view! {
            <div class="scroll">
                <table class="records" aria-label=t.history()><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        }
        .into_any()
    };
    view! { <section class="card"><header><h2>{t.history()}</h2></header>{content}</section> }.into_any()
}

/// Absent where nothing was imported.
fn profile(cards: &Cards) -> AnyView {
    let t = AssociationText(cards.locale);
    let Some(profile) = &cards.profile else { return ().into_any() };
    let founded = profile.founded_on.map(|day| format_date(day, cards.locale)).unwrap_or_default();
    let facts = [
        (t.cloud_wallet(), &profile.cloud_wallet),
        (t.registered_capital(), &profile.registered_capital),
        (t.national_industry(), &profile.national_industry),
        (t.vendor_industry(), &profile.vendor_industry),
        (t.website(), &profile.website),
        (t.founded_on(), &founded),
        (t.employees(), &profile.employees),
        (t.cloud_activity(), &profile.cloud_activity),
        (t.cloud_providers(), &profile.cloud_providers),
        (t.structure(), &profile.structure),
        (t.funding(), &profile.funding),
        (t.products(), &profile.products),
        (t.intellectual_property(), &profile.intellectual_property),
    ];
    let lines: Vec<AnyView> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| view! { <dt>{label}</dt><dd>{value.clone()}</dd> }.into_any())
        .collect();
    let imported = t.profile_of(format_day(beijing_date(profile.updated_at), cards.locale));
    view! {
        <section class="card">
            <header><h2 class="grow">{t.profile()}</h2><span class="small quiet">{imported}</span></header>
            <div class="body"><dl class="facts">{lines}</dl></div>
        </section>
    }
    .into_any()
}
