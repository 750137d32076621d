//! Presets, and the partner's own roles.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::duties::items_in_words;
use super::scope_of;
use crate::auth::text::AuthText;
use crate::auth::viewer;
use crate::i18n::Words;
use crate::organisation::model::RoleRow;
use crate::organisation::queries::list_roles;
use crate::organisation::rules;
use crate::organisation::text::PeopleText;
use crate::server::request::{locale, state};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// `/organisation/roles`.
#[component]
pub fn RolesPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    page(async move {
        let (_, scope) = scope_of(viewer, locale)?;
        let t = PeopleText(locale);
        let (presets, customs): (Vec<_>, Vec<_>) =
            list_roles(&state.db, &scope).await?.into_iter().partition(|row| row.role.preset.is_some());
        let said = match done.as_str() {
            "created" => Some(t.role_created()),
            "deleted" => Some(t.role_deleted()),
            _ => None,
        };
        let room = i64::try_from(customs.len()).is_ok_and(|count| rules::may_create_role(count).is_ok());
        Ok(view! {
            <Page
                title=t.roles_title() section=Words(locale).organisation()
                lead=view! { <p>{t.roles_lead()}</p> }
                actions=room.then(|| view! { <a class="button main" href="/organisation/roles/new">{t.new_role()}</a> })
            >
                <div class="stack">
                    {said.map(|said| view! { <Notice tone=NoticeTone::Good>{said}</Notice> })}
                    <Presets rows=presets t=t/>
                    <Customs rows=customs t=t/>
                </div>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Presets(rows: Vec<RoleRow>, t: PeopleText) -> impl IntoView {
    let rows = rows.into_iter().filter_map(|row| {
        let preset = row.role.preset?;
        Some(view! {
            <tr>
                <th scope="row"><b>{AuthText(t.locale()).preset(preset)}</b></th>
                <td data-label=t.meaning()>{t.preset_means(preset)}</td>
                <td class="num" data-label=t.held_by()>{row.people}</td>
            </tr>
        })
    });
    view! {
        <section class="card">
            <header><h2>{t.presets()}</h2></header>
            <div class="scroll">
                <table class="records" aria-label=t.presets()>
                    <thead><tr>
                        <th scope="col">{t.role()}</th><th scope="col">{t.meaning()}</th><th scope="col" class="num">{t.held_by()}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Customs(rows: Vec<RoleRow>, t: PeopleText) -> impl IntoView {
    let inside = if rows.is_empty() {
        view! { <EmptyState kind=EmptyKind::Nothing title=t.no_customs_title() text=t.no_customs_text()/> }.into_any()
    } else {
        view! {
            <div class="scroll">
                <table class="records" aria-label=t.customs()>
                    <thead><tr>
                        <th scope="col">{t.role()}</th><th scope="col">{t.items()}</th><th scope="col" class="num">{t.held_by()}</th>
                        <th scope="col">{t.actions()}</th>
                    </tr></thead>
                    <tbody>{rows.into_iter().map(|row| custom(row, t)).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! { <section class="card"><header><h2>{t.customs()}</h2></header>{inside}</section> }
}

fn custom(row: RoleRow, t: PeopleText) -> impl IntoView {
    let href = format!("/organisation/roles/{}", row.role.id);
    let items = items_in_words(&row, t);
    let description = (!row.description.is_empty()).then(|| view! { <span class="sub">{row.description}</span> });
    let change = format!("{} {}", t.edit(), row.role.name);
    view! {
        <tr>
            <th scope="row"><a class="strong" href=href.clone()>{row.role.name}</a>{description}</th>
            <td data-label=t.items()>{items}</td>
            <td class="num" data-label=t.held_by()>{row.people}</td>
            <td class="acts"><a href=href aria-label=change>{t.edit()}</a></td>
        </tr>
    }
}
