//! One custom role, new or known.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::scope_of;
use crate::auth::model::{Permission, RoleId};
use crate::auth::viewer;
use crate::error::AppError;
use crate::i18n::Words;
use crate::organisation::model::RoleRow;
use crate::organisation::queries::lookup_role;
use crate::organisation::text::PeopleText;
use crate::server::request::{locale, state};
use crate::ui::fields::{CheckGroup, Choice, HiddenField, TextField};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// `/organisation/roles/new`.
#[component]
pub fn NewRolePage() -> impl IntoView {
    let (viewer, locale) = (viewer(), locale());
    page(async move {
        scope_of(viewer, locale)?;
        let t = PeopleText(locale);
        Ok(view! {
            <Page title=t.new_role() section=t.roles_title() crumbs=under_roles(t)>
                <Editor action="organisation.create_role" t=t/>
            </Page>
        }
        .into_any())
    })
}

/// `/organisation/roles/{id}`.
#[component]
pub fn RolePage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default().parse::<RoleId>();
    let changed = use_query_map().get_untracked().get("done").as_deref() == Some("changed");
    page(async move {
        let (_, scope) = scope_of(viewer, locale)?;
        let t = PeopleText(locale);
        let id = id.map_err(|_| AppError::NotFound)?;
        let role = lookup_role(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
        Ok(view! {
            <Page title=role.role.name.clone() section=t.roles_title() crumbs=under_roles(t)>
                {changed.then(|| view! { <Notice tone=NoticeTone::Good>{t.role_changed()}</Notice> })}
                <Editor action="organisation.change_role" role=Some(role) t=t/>
            </Page>
        }
        .into_any())
    })
}

fn under_roles(t: PeopleText) -> Vec<(String, String)> {
    vec![(t.roles_title().into(), "/organisation/roles".into())]
}

#[component]
fn Editor(action: &'static str, #[prop(optional_no_strip)] role: Option<RoleRow>, t: PeopleText) -> impl IntoView {
    let version = role.as_ref().map(|row| row.version);
    let id = role.as_ref().map(|row| view! { <HiddenField name="form[id]" value=row.role.id.to_string()/> });
    let verb = if role.is_some() { t.save() } else { t.new_role() };
    let (name, description, held) = role.map_or_else(Default::default, |row| (row.role.name, row.description, row.role.permissions));
    let held = held.iter().map(|item| item.as_str().to_owned()).collect::<Vec<_>>();
    let items = Permission::ALL.into_iter().map(|item| Choice::new(item.as_str(), t.permission(item))).collect::<Vec<_>>();
    view! {
        <div class="cols">
            <Form action=action version=version class="card" guard=true>
                <div class="body fields">
                    {id}
                    <TextField name="form[name]" label=t.role_name() value=name required=true class="wide short" maxlength=64/>
                    <TextField name="form[description]" label=t.description() value=description class="wide" maxlength=256/>
                    <CheckGroup name="form[permissions][]" label=t.items() hint=t.items_hint() options=items values=held class="wide"/>
                    <div class="wide row">
                        <button class="button main">{verb}</button>
                        <a class="button plain" href="/organisation/roles">{Words(t.locale()).cancel()}</a>
                    </div>
                </div>
            </Form>
            <Consequences t=t/>
        </div>
    }
}

/// What giving the role comes to, said where it is made.
#[component]
fn Consequences(t: PeopleText) -> impl IntoView {
    view! {
        <section class="card">
            <header><h2>{t.scope_title()}</h2></header>
            <div class="body stack">
                <p>{t.scope_second()}</p>
                <p>{t.scope_supervisor()}</p>
                <p>{t.scope_alone()}</p>
            </div>
        </section>
    }
}
