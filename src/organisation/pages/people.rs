//! Everybody of the partner.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::scope_of;
use crate::auth::{PersonId, viewer};
use crate::i18n::Words;
use crate::lists::{ListName, queries};
use crate::organisation::model::{PersonDetail, PersonState, Search as Typed};
use crate::organisation::queries::{count_people, list_people};
use crate::organisation::text::{OrganisationText, PeopleText};
use crate::server::request::{locale, state};
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::TextField;
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::ui::text::UiText;
use crate::values::date::beijing_date;

/// Most people on the page; beyond that the search narrows.
const MOST: i64 = 200;

/// `/organisation/people`.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let filter: Option<Uuid> = use_query_map().get_untracked().get("filter").and_then(|id| id.parse().ok());
    page(async move {
        let (viewer, scope) = scope_of(viewer, locale)?;
        let t = PeopleText(locale);
        let typed = match filter {
            Some(id) => queries::filter(&state.db, &viewer, ListName::People, id).await?,
            None => None,
        };
        let is_gone = filter.is_some() && typed.is_none();
        let search = typed.and_then(|typed| serde_json::from_value::<Typed>(typed).ok()).unwrap_or_default().text;
        let today = beijing_date(state.clock.now());
        let people = list_people(&state.db, &scope, &search, today, MOST).await?;
        let all = count_people(&state.db, &scope, "").await?;
        let partner = viewer.partner().map(|partner| partner.name.clone()).unwrap_or_default();
        let shown = people.len();
        let list = if people.is_empty() { nobody(t) } else { table(people, viewer.person_id, t) };
        Ok(view! {
            <Page
                title=t.people() section=Words(locale).organisation()
                lead=view! { <p>{t.people_lead(&partner)}</p> }
                actions=view! { <a class="button main" href="/organisation/people/new">{t.new_person()}</a> }
            >
                {is_gone.then(|| view! { <Notice tone=NoticeTone::Warn>{t.search_gone()}</Notice> })}
                <Search search=search t=t/>
                <section class="card">
                    {list}
                    <p class="pager"><span>{t.shown_of(shown, all)}</span></p>
                </section>
            </Page>
        }
        .into_any())
    })
}

/// Posted, because no address says a person's name.
#[component]
fn Search(search: String, t: PeopleText) -> impl IntoView {
    let words = Words(t.locale());
    let narrowed = !search.is_empty();
    view! {
        <Form action="organisation.find_people" key=false class="filters">
            <TextField name="form[search]" label=t.search_label() value=search kind="search" unmarked=true maxlength=64 autocomplete="off"/>
            <div class="row">
                <button class="button">{words.search()}</button>
                {narrowed.then(|| view! { <a class="button plain" href="/organisation/people">{words.reset()}</a> })}
            </div>
        </Form>
    }
}

fn nobody(t: PeopleText) -> AnyView {
    view! {
        <EmptyState kind=EmptyKind::NoMatch title=t.nobody_title() text=t.nobody_text()>
            <a class="button" href="/organisation/people">{t.show_all()}</a>
        </EmptyState>
    }
    .into_any()
}

fn table(people: Vec<PersonDetail>, oneself: PersonId, t: PeopleText) -> AnyView {
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.people_of_partner()>
                <thead><tr>
                    <th scope="col">{t.account_name()}</th><th scope="col">{t.display_name()}</th><th scope="col">{t.roles()}</th>
                    <th scope="col">{t.supervisor()}</th><th scope="col">{t.state()}</th><th scope="col">{t.actions()}</th>
                </tr></thead>
                <tbody>{people.into_iter().map(|person| row(person, oneself, t)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(person: PersonDetail, oneself: PersonId, t: PeopleText) -> impl IntoView {
    let (primary, row) = (person.standing.is_primary_administrator, person.row);
    let href = format!("/organisation/people/{}", row.id);
    let roles = OrganisationText(t.locale()).role_names(&row.roles);
    let roles = UiText(t.locale()).joined(&roles);
    let note = match (row.id == oneself, primary) {
        (true, true) => UiText(t.locale()).joined(&[t.oneself(), t.primary()]),
        (true, false) => t.oneself().to_owned(),
        (false, true) => t.primary().to_owned(),
        (false, false) => String::new(),
    };
    let open = format!("{} {}", t.edit(), row.account_name);
    view! {
        <tr>
            <th scope="row"><a class="strong" href=href.clone()>{row.account_name}</a></th>
            <td data-label=t.display_name()>
                {row.display_name}{(!note.is_empty()).then(|| view! { <span class="sub">{note}</span> })}
            </td>
            <td data-label=t.roles()>{roles}</td>
            <td data-label=t.supervisor()>{row.supervisor.map(|(_, name)| name)}</td>
            <td data-label=t.state()><State state=row.state t=t/></td>
            <td class="acts"><a href=href aria-label=open>{t.edit()}</a></td>
        </tr>
    }
}

/// Whether a person may sign in.
#[component]
pub fn State(state: PersonState, t: PeopleText) -> impl IntoView {
    let tone = if state == PersonState::Active { Tone::Good } else { Tone::Neutral };
    view! { <Badge tone=tone>{t.person_state(state)}</Badge> }
}
