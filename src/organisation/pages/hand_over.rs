//! Handing over what a person is responsible for, and disabling her: the list first, then who receives it.

use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::scope_of;
use crate::auth::{PersonId, viewer};
use crate::error::AppError;
use crate::handover::model::{HandOverRecord, HandOverState, Records};
use crate::handover::queries::latest_record;
use crate::organisation::model::{Holdings, PersonDetail, Receiver};
use crate::organisation::queries::{held, lookup_person, receivers, supervisors};
use crate::organisation::rules::{self, NO_SUPERVISOR, TO_THE_PARTNER};
use crate::organisation::text::{HandOverText, OrganisationText, PeopleText};
use crate::server::request::{locale, state};
use crate::ui::fields::{HiddenField, Select};
use crate::ui::form::{Form, Submission};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_moment};

/// What somebody leaves behind, and who can receive it.
#[derive(Clone, Debug, Default)]
pub struct Estate {
    /// What there is.
    pub held: Holdings,
    /// Active account managers but the person.
    pub receivers: Vec<Receiver>,
    /// Active supervisors but the person: id, display name, account name.
    pub supervisors: Vec<(PersonId, String, String)>,
}

/// `/organisation/people/{id}/hand-over`.
#[component]
pub fn HandOverPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default().parse::<PersonId>();
    let refused = refused_meanwhile();
    page(async move {
        let (viewer, scope) = scope_of(viewer, locale)?;
        let (t, people) = (HandOverText(locale), PeopleText(locale));
        let id = id.map_err(|_| AppError::NotFound)?;
        let today = beijing_date(state.clock.now());
        let person = lookup_person(&state.db, &scope, id, today).await?.ok_or(AppError::NotFound)?;
        let mut db = state.db.acquire().await?;
        let estate = Estate {
            held: held(&mut db, &scope, id, today).await?,
            receivers: receivers(&mut *db, &scope, id).await?,
            supervisors: supervisors(&mut *db, &scope).await?.into_iter().filter(|(other, ..)| *other != id).collect(),
        };
        drop(db);
        let record = latest_record(&state.db, &scope, id).await?;
        let refusal = rules::may_disable(&viewer, &person.standing).err();
        let name = person.row.display_name.clone();
        let crumbs = vec![(people.people().into(), "/organisation/people".into()), (name.clone(), format!("/organisation/people/{id}"))];
        let is_under_way = record.as_ref().is_some_and(HandOverRecord::is_under_way);
        let record = record.map(|record| background_card(&record, refused, id, state.clock.now(), t));
        let form = match refusal {
            _ if is_under_way => ().into_any(),
            Some(refusal) => view! { <Notice tone=NoticeTone::Warn>{OrganisationText(locale).refusal(refusal)}</Notice> }.into_any(),
            None => view! { <Decision person=person estate=estate.clone() t=t/> }.into_any(),
        };
        Ok(view! {
            <Page title=t.title(&name) section=people.people() crumbs=crumbs lead=view! { <p>{t.lead(&name)}</p> }>
                <div class="stack">
                    {record}
                    <Responsibilities held=estate.held person=id t=t/>
                    {form}
                </div>
            </Page>
        }
        .into_any())
    })
}

/// Why what was sent is refused as things stand now: while a hand-over is under way, the page has no form that could say so.
pub fn refused_meanwhile() -> Option<String> {
    match use_context::<Submission>()?.error? {
        AppError::Conflict(conflict) => Some(conflict.message),
        _ => None,
    }
}

/// A hand-over that was left to the background: who asked for it, and how far it has come. What is done stays on the page for
/// a day.
pub fn background_card(record: &HandOverRecord, refused: Option<String>, person: PersonId, now: DateTime<Utc>, t: HandOverText) -> AnyView {
    let refused = refused.filter(|_| record.is_under_way()).map(|message| view! { <Notice tone=NoticeTone::Warn>{message}</Notice> });
    let is_old = record.finished_at.is_some_and(|at| now - at > TimeDelta::days(1));
    if record.state == HandOverState::Done && is_old {
        return ().into_any();
    }
    let tone = match record.state {
        HandOverState::Waiting | HandOverState::Running => NoticeTone::Note,
        HandOverState::Done => NoticeTone::Good,
        HandOverState::Failed => NoticeTone::Bad,
    };
    let said = t.progress(record);
    let asked = t.asked(&record.asked_by_name, format_moment(record.asked_at, now, t.locale()));
    let bar = record.is_under_way().then(|| {
        view! {
            <progress class="wide" max="100" value=record.percent() aria-label=t.in_background()></progress>
            <p class="small quiet">{t.until_then()}</p>
            <p><a class="button slim" href=format!("/organisation/people/{person}")>{t.look_again()}</a></p>
        }
    });
    view! {
        <section class="card">
            <header><h2>{t.in_background()}</h2></header>
            <div class="body stack">
                {refused}
                <Notice tone=tone>{said}</Notice>
                <p class="small quiet">{asked}</p>
                {bar}
            </div>
        </section>
    }
    .into_any()
}

/// What there is, each kind with what becomes of it.
#[component]
fn Responsibilities(held: Holdings, person: PersonId, t: HandOverText) -> impl IntoView {
    let lines = t.lines(&held);
    let team = held.team.into_iter().map(|(id, name)| view! { <li><a href=format!("/organisation/people/{id}")>{name}</a></li> });
    let team = (team.len() > 0).then(|| view! { <div><h3>{t.team()}</h3><ul>{team.collect_view()}</ul></div> });
    let nothing = (lines.is_empty() && team.is_none()).then(|| view! { <p>{t.nothing()}</p> });
    let rows = lines.into_iter().map(|(kind, count, follows)| {
        // What has a list of one person's records leads there.
        let address = (kind == t.opportunities()).then(|| format!("/sales/opportunities?owner={person}"));
        let kind = match address {
            Some(address) => view! { <a href=address>{kind}</a> }.into_any(),
            None => kind.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{kind}</th>
                <td class="amount" data-label=t.count()>{count}</td>
                <td data-label=t.follows()>{follows}</td>
            </tr>
        }
    });
    let table = (rows.len() > 0).then(|| {
        view! {
            <div class="scroll">
                <table class="records" aria-label=t.responsible()>
                    <thead><tr><th scope="col">{t.kind()}</th><th scope="col">{t.count()}</th><th scope="col">{t.follows()}</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
    });
    let rest = (team.is_some() || nothing.is_some()).then(|| view! { <div class="body stack">{team}{nothing}</div> });
    view! { <section class="card"><header><h2>{t.responsible()}</h2></header>{table}{rest}</section> }
}

#[component]
fn Decision(person: PersonDetail, estate: Estate, t: HandOverText) -> impl IntoView {
    let empty = estate.held.is_empty();
    let verb = if empty { PeopleText(t.locale()).disable() } else { t.confirm() };
    let back = format!("/organisation/people/{}", person.row.id);
    view! {
        <section class="card">
            <header><h2>{if empty { verb } else { t.hand_over() }}</h2></header>
            <Form action="organisation.disable_person" version=Some(person.row.version) class="body fields" guard=true>
                <HiddenField name="form[id]" value=person.row.id.to_string()/>
                <ReceiverField estate=estate.clone() hint=t.receiver_hint() required=true t=t/>
                <TeamField estate=estate hint=t.new_supervisor_hint() required=true t=t/>
                <p class="wide small quiet">{t.disable_means()}</p>
                <div class="wide row">
                    <button class="button danger">{verb}</button>
                    <a class="button plain" href=back>{crate::i18n::Words(t.locale()).cancel()}</a>
                </div>
            </Form>
        </section>
    }
}

/// Who receives the records; nothing where there are none.
#[component]
pub fn ReceiverField(estate: Estate, #[prop(into)] hint: String, #[prop(optional)] required: bool, t: HandOverText) -> impl IntoView {
    let held = &estate.held;
    if held.records() == 0 {
        return ().into_any();
    }
    let nobody = estate.receivers.is_empty();
    let mut options: Vec<(String, String)> = estate
        .receivers
        .into_iter()
        .map(|one| (one.standing.id.to_string(), format!("{} ({})", one.display_name, one.account_name)))
        .collect();
    if held.counts.get(Records::Opportunities) == 0 {
        options.push((TO_THE_PARTNER.into(), t.to_the_partner().into()));
    }
    let owner =
        (held.counts.get(Records::Opportunities) > 0).then(|| view! { <p class="wide small quiet">{t.to_the_partner_refused()}</p> });
    let none = nobody.then(|| view! { <p class="wide small">{t.no_receivers()}</p> });
    view! {
        <Select
            name="form[receiver]" label=t.receiver() hint=hint options=options blank=t.choose_receiver() required=required class="wide short"
        />
        {owner}
        {none}
    }
    .into_any()
}

/// To whom the team reports next; nothing where nobody reports.
#[component]
pub fn TeamField(estate: Estate, #[prop(into)] hint: String, #[prop(optional)] required: bool, t: HandOverText) -> impl IntoView {
    if estate.held.team.is_empty() {
        return ().into_any();
    }
    let mut options: Vec<(String, String)> =
        estate.supervisors.into_iter().map(|(id, name, account)| (id.to_string(), format!("{name} ({account})"))).collect();
    options.push((NO_SUPERVISOR.into(), t.without_supervisor().into()));
    view! {
        <Select
            name="form[team]" label=t.new_supervisor() hint=hint options=options blank=t.choose_supervisor() required=required
            class="wide short"
        />
    }
    .into_any()
}
