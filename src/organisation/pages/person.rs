//! One person: name, roles and supervisor; state and password.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::duties::{DutyFields, Offer};
use super::hand_over::{Estate, ReceiverField, TeamField, background_card, refused_meanwhile};
use super::{IssuedPassword, issued, scope_of, under_people};
use crate::auth::{PersonId, Preset, Viewer, viewer};
use crate::error::AppError;
use crate::handover::model::HandOverRecord;
use crate::handover::queries::latest_record;
use crate::organisation::model::{PersonDetail, PersonState};
use crate::organisation::queries::{held, list_roles, lookup_person, receivers, supervisors};
use crate::organisation::rules;
use crate::organisation::text::{HandOverText, OrganisationText, PeopleText};
use crate::server::request::{locale, state};
use crate::ui::badge::{Badge, Tone};
use crate::ui::dialog::{ConfirmButton, ConfirmDialog};
use crate::ui::fields::{HiddenField, TextField};
use crate::ui::form::{Form, Submission};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::ui::text::UiText;
use crate::values::date::beijing_date;

const RESET: &str = "organisation.reset_password";
const DISABLE: &str = "organisation.disable_person";
const VIEW_AS: &str = "organisation.view_as_person";
const ENABLE: &str = "organisation.enable_person";

/// `/organisation/people/{id}`.
#[component]
pub fn PersonPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default().parse::<PersonId>();
    let done = use_query_map().get_untracked().get("done");
    let issued = issued(RESET);
    let (refused, refused_meanwhile) = (done_by_another(), refused_meanwhile());
    page(async move {
        let (viewer, scope) = scope_of(viewer, locale)?;
        let t = PeopleText(locale);
        let id = id.map_err(|_| AppError::NotFound)?;
        let today = beijing_date(state.clock.now());
        let person = lookup_person(&state.db, &scope, id, today).await?.ok_or(AppError::NotFound)?;
        let offer = Offer { roles: list_roles(&state.db, &scope).await?, supervisors: supervisors(&state.db, &scope).await? };
        let estate = Estate {
            held: held(&mut *state.db.acquire().await?, &scope, id, today).await?,
            receivers: receivers(&state.db, &scope, id).await?,
            supervisors: offer.supervisors.iter().filter(|(other, ..)| *other != id).cloned().collect(),
        };
        let holds = !estate.held.is_empty();
        let record = latest_record(&state.db, &scope, id).await?;
        let is_under_way = record.as_ref().is_some_and(HandOverRecord::is_under_way);
        let record = record.map(|record| background_card(&record, refused_meanwhile, id, state.clock.now(), HandOverText(locale)));
        let refused = refused.filter(|(state, _)| *state == person.row.state).map(|(_, message)| message);
        let issued = issued.filter(|issued| issued.person_id == id).map(|issued| {
            let said = t.reset_done(&issued.display_name);
            view! { <IssuedPassword issued=issued said=said t=t/> }
        });
        let notice = done.as_deref().filter(|_| issued.is_none()).and_then(|code| notice_of(code, t));
        Ok(view! {
            <Page title=person.row.display_name.clone() section=t.people() crumbs=under_people(t)>
                <div class="stack">
                    {issued}
                    {refused.map(|message| view! { <Notice tone=NoticeTone::Warn>{message}</Notice> })}
                    {notice.map(|(tone, text)| view! { <Notice tone=tone>{text}</Notice> })}
                    {record}
                    <div class="cols">
                        {(!is_under_way).then(|| view! { <Editor person=person.clone() offer=offer estate=estate t=t/> })}
                        <Aside viewer=viewer person=person holds=holds is_under_way=is_under_way t=t/>
                    </div>
                </div>
            </Page>
        }
        .into_any())
    })
}

fn notice_of(code: &str, t: PeopleText) -> Option<(NoticeTone, &'static str)> {
    match code {
        "changed" => Some((NoticeTone::Good, t.done_changed())),
        "disabled" => Some((NoticeTone::Good, t.done_disabled())),
        "enabled" => Some((NoticeTone::Good, t.done_enabled())),
        "created-before" => Some((NoticeTone::Note, t.done_created_before())),
        "handing-over" => Some((NoticeTone::Good, HandOverText(t.locale()).started())),
        "reset-before" => Some((NoticeTone::Note, t.done_reset_before())),
        _ => None,
    }
}

#[component]
fn Editor(person: PersonDetail, offer: Offer, estate: Estate, t: PeopleText) -> impl IntoView {
    let (row, presets) = (person.row, person.standing.presets);
    let held = row.roles.iter().map(|role| role.id.to_string()).collect::<Vec<_>>();
    view! {
        <section class="card">
            <header><h2>{t.profile()}</h2></header>
            <Form action="organisation.change_person" version=Some(row.version) class="body fields" guard=true>
                <HiddenField name="form[id]" value=row.id.to_string()/>
                <TextField
                    name="form[display_name]" label=t.display_name() hint=t.display_name_hint() value=row.display_name required=true
                    class="wide short" autocomplete="off" maxlength=64
                />
                <DutyFields offer=offer held=held supervisor=row.supervisor telesales=row.telesales t=t/>
                <IfTaken presets=presets estate=estate t=HandOverText(t.locale())/>
                <div class="wide"><button class="button main">{t.save()}</button></div>
            </Form>
        </section>
    }
}

/// What a role that is taken leaves behind is asked for in the same form.
#[component]
fn IfTaken(presets: Vec<Preset>, estate: Estate, t: HandOverText) -> impl IntoView {
    let names: Vec<String> = estate.held.team.iter().map(|(_, name)| name.clone()).collect();
    let names = UiText(t.locale()).joined(&names);
    let records = presets.contains(&Preset::AccountManager).then(|| {
        view! { <ReceiverField estate=estate.clone() hint=t.receiver_if_taken() t=t/> }
    });
    let team =
        presets.contains(&Preset::Supervisor).then(|| view! { <TeamField estate=estate hint=t.new_supervisor_if_taken(names) t=t/> });
    view! { {records}{team} }
}

/// What follows from the roles, and what else can be done.
#[component]
fn Aside(viewer: Viewer, person: PersonDetail, holds: bool, is_under_way: bool, t: PeopleText) -> impl IntoView {
    let kinds: Vec<Option<Preset>> = person.row.roles.iter().map(|role| role.preset).collect();
    let roles = UiText(t.locale()).joined(&OrganisationText(t.locale()).role_names(&person.row.roles));
    let reports = (person.reports > 0).then_some(person.reports);
    let facts = person.row.clone();
    let waiting = person.must_change_password.then(|| view! { <p class="small quiet">{t.waiting_for_first_sign_in()}</p> });
    view! {
        <section class="card">
            <header><h2>{t.standing()}</h2></header>
            <div class="body stack">
                <dl class="facts">
                    <dt>{t.account_name()}</dt><dd>{facts.account_name}</dd>
                    <dt>{t.state()}</dt><dd><Badge tone=state_tone(facts.state)>{t.person_state(facts.state)}</Badge></dd>
                    <dt>{t.roles()}</dt><dd>{roles}</dd>
                    <dt>{t.sees()}</dt><dd>{t.outlook(rules::outlook(&kinds))}</dd>
                    {facts.telesales.then(|| view! { <dt>{t.telesales()}</dt><dd>{t.telesales_hint()}</dd> })}
                    {facts.supervisor.map(|(_, name)| view! { <dt>{t.supervisor()}</dt><dd>{name}</dd> })}
                    {reports.map(|count| view! { <dt>{t.reports_count()}</dt><dd>{count}</dd> })}
                </dl>
                {waiting}
                {(!is_under_way).then(|| view! { <Actions viewer=viewer person=person holds=holds t=t/> })}
            </div>
        </section>
    }
}

/// The rules decide which buttons there are; the server asks them again.
#[component]
fn Actions(viewer: Viewer, person: PersonDetail, holds: bool, t: PeopleText) -> impl IntoView {
    let words = OrganisationText(t.locale());
    let (row, standing) = (&person.row, &person.standing);
    let name = row.display_name.clone();
    let why_not = rules::may_disable(&viewer, standing).err().filter(|_| row.state == PersonState::Active);
    let why_not = why_not.map(|refusal| view! { <p class="small quiet">{words.refusal(refusal)}</p> });
    let own = (row.id == viewer.person_id).then(|| view! { <p class="small"><a href="/account/password">{t.own_password_link()}</a></p> });
    let offer = |offered: bool, deed: PersonAction| offered.then(|| deed.view(row.id, row.version));
    let reset = PersonAction {
        at: "reset",
        verb: t.reset(),
        title: t.reset_title(&name),
        text: t.reset_text().into(),
        action: RESET,
        danger: false,
    };
    let reset = offer(rules::may_reset_password(&viewer, standing).is_ok(), reset);
    let view_as = PersonAction {
        at: "view-as",
        verb: t.view_as(),
        title: t.view_as_title(&name),
        text: t.view_as_text().into(),
        action: VIEW_AS,
        danger: false,
    };
    let view_as = offer(rules::may_view_as(&viewer, standing).is_ok(), view_as);
    let may_disable = rules::may_disable(&viewer, standing).is_ok();
    let disable = PersonAction {
        at: "disable",
        verb: t.disable(),
        title: t.disable_title(&name),
        text: t.disable_text().into(),
        action: DISABLE,
        danger: true,
    };
    let disable = offer(may_disable && !holds, disable);
    let hand_over = (may_disable && holds).then(|| {
        let address = format!("/organisation/people/{}/hand-over", row.id);
        view! { <a class="button" href=address>{HandOverText(t.locale()).to_hand_over()}</a> }
    });
    let enable = PersonAction {
        at: "enable",
        verb: t.enable(),
        title: t.enable_title(&name),
        text: t.enable_text().into(),
        action: ENABLE,
        danger: false,
    };
    let enable = offer(rules::may_enable(standing).is_ok(), enable);
    view! { <div class="row">{view_as}{reset}{disable}{hand_over}{enable}</div>{why_not}{own} }
}

/// Something that is done to a person, after asking once more.
struct PersonAction {
    at: &'static str,
    verb: &'static str,
    title: String,
    text: String,
    action: &'static str,
    danger: bool,
}

impl PersonAction {
    fn view(self, id: PersonId, version: i32) -> impl IntoView {
        let Self { at, verb, title, text, action, danger } = self;
        view! {
            <ConfirmButton opens=at>{verb}</ConfirmButton>
            <ConfirmDialog id=at title=title text=text confirm=verb action=action danger=danger version=Some(version)>
                <HiddenField name="form[id]" value=id.to_string()/>
            </ConfirmDialog>
        }
    }
}

/// What was refused because it is done already: its dialog stands on the page no more.
fn done_by_another() -> Option<(PersonState, String)> {
    let submission = use_context::<Submission>()?;
    let after = match submission.action.as_str() {
        DISABLE => PersonState::Disabled,
        ENABLE => PersonState::Active,
        _ => return None,
    };
    match submission.error? {
        AppError::Conflict(conflict) => Some((after, conflict.message)),
        // She became responsible for something after the page was opened: the dialog has given way to the list.
        AppError::Invalid(errors) if after == PersonState::Disabled => Some((PersonState::Active, errors.0.into_iter().next()?.message)),
        _ => None,
    }
}

/// How it feels whether a person may sign in.
pub const fn state_tone(state: PersonState) -> Tone {
    match state {
        PersonState::Active => Tone::Good,
        PersonState::Disabled => Tone::Neutral,
    }
}
