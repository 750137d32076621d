//! One custom role, new or known.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::preview::{Outcome, PreviewCard, outcome};
use super::scope_of;
use crate::auth::model::{Permission, RoleId};
use crate::auth::viewer;
use crate::error::AppError;
use crate::i18n::Words;
use crate::organisation::model::{RoleDraft, RoleRow};
use crate::organisation::queries::{holders, lookup_role};
use crate::organisation::role_preview::RolePreviewFn;
use crate::organisation::rules;
use crate::organisation::text::{OrganisationText, PeopleText, PreviewText};
use crate::server::request::{locale, state};
use crate::ui::dialog::{ConfirmButton, ConfirmDialog};
use crate::ui::fields::{CheckTree, Choice, HiddenField, TextField};
use crate::ui::form::{Form, Submission};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

const DELETE: &str = "organisation.delete_role";

/// `/organisation/roles/new`.
#[component]
pub fn NewRolePage(
    /// What roles open in the capabilities above.
    preview: RolePreviewFn,
) -> impl IntoView {
    let (viewer, locale) = (viewer(), locale());
    let draft = draft("organisation.create_role");
    page(async move {
        let (viewer, _) = scope_of(viewer, locale)?;
        let t = PeopleText(locale);
        let outcome = draft.map(|draft| outcome((&viewer, preview), &[], &draft.permissions, &[], locale));
        Ok(view! {
            <Page title=t.new_role() section=t.roles_title() crumbs=under_roles(t)>
                <Editor action="organisation.create_role" outcome=outcome previewed=true t=t/>
            </Page>
        }
        .into_any())
    })
}

/// `/organisation/roles/{id}`.
#[component]
pub fn RolePage(
    /// What roles open in the capabilities above.
    preview: RolePreviewFn,
) -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default().parse::<RoleId>();
    let changed = use_query_map().get_untracked().get("done").as_deref() == Some("changed");
    let (draft, refused) = (draft("organisation.change_role"), refused_deletion());
    page(async move {
        let (viewer, scope) = scope_of(viewer, locale)?;
        let t = PeopleText(locale);
        let id = id.map_err(|_| AppError::NotFound)?;
        let role = lookup_role(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
        let held_by = holders(&state.db, &scope, id).await?;
        let (saved, previewed) = (role.role.permissions.clone(), draft.is_some());
        let after = draft.map_or_else(|| saved.clone(), |draft| draft.permissions);
        let outcome = outcome((&viewer, preview), &saved, &after, &held_by, locale);
        let held = refused.filter(|_| role.people > 0);
        Ok(view! {
            <Page title=role.role.name.clone() section=t.roles_title() crumbs=under_roles(t)>
                {changed.then(|| view! { <Notice tone=NoticeTone::Good>{t.role_changed()}</Notice> })}
                {held.map(|why| view! { <Notice tone=NoticeTone::Warn>{why}</Notice> })}
                <Editor action="organisation.change_role" role=Some(role) outcome=Some(outcome) previewed=previewed t=t/>
            </Page>
        }
        .into_any())
    })
}

/// What the form that was just looked at would open.
fn draft(action: &str) -> Option<RoleDraft> {
    let submission = use_context::<Submission>().filter(|submission| submission.action == action)?;
    serde_json::from_value::<Option<RoleDraft>>(submission.answer?).ok()?
}

/// Somebody was given the role after the page was opened: its dialog has given way to the reason.
fn refused_deletion() -> Option<String> {
    let submission = use_context::<Submission>().filter(|submission| submission.action == DELETE)?;
    match submission.error? {
        AppError::Conflict(conflict) => Some(conflict.message),
        _ => None,
    }
}

fn under_roles(t: PeopleText) -> Vec<(String, String)> {
    vec![(t.roles_title().into(), "/organisation/roles".into())]
}

#[component]
fn Editor(
    action: &'static str,
    #[prop(optional_no_strip)] role: Option<RoleRow>,
    #[prop(optional_no_strip)] outcome: Option<Outcome>,
    previewed: bool,
    t: PeopleText,
) -> impl IntoView {
    let words = PreviewText(t.locale());
    let is_new = role.is_none();
    let version = role.as_ref().map(|row| row.version);
    let deletion = role.clone().map(|row| view! { <Deletion row=row t=t/> });
    let id = role.as_ref().map(|row| view! { <HiddenField name="form[id]" value=row.role.id.to_string()/> });
    let verb = if role.is_some() { t.save() } else { t.new_role() };
    let (name, description, held) = role.map_or_else(Default::default, |row| (row.role.name, row.description, row.role.permissions));
    let held = held.iter().map(|item| item.as_str().to_owned()).collect::<Vec<_>>();
    let branch = |(menu, leaves): (&str, Vec<_>)| (menu.to_owned(), leaves.into_iter().map(choice).collect());
    let items: Vec<(String, Vec<Choice>)> = t.tree(&Permission::ALL).into_iter().map(branch).collect();
    view! {
        <div class="cols">
            <Form action=action version=version class="card" guard=true>
                <div class="body fields">
                    {id}
                    <TextField name="form[name]" label=t.role_name() value=name required=true class="wide short" maxlength=64/>
                    <TextField name="form[description]" label=t.description() value=description class="wide" maxlength=256/>
                    <CheckTree name="form[permissions][]" label=t.items() hint=t.items_hint() branches=items values=held class="wide"/>
                    <div class="wide row">
                        <button class="button main" name="form[step]" value="save">{verb}</button>
                        <button class="button" name="form[step]" value="preview">{words.preview()}</button>
                        <a class="button plain" href="/organisation/roles">{Words(t.locale()).cancel()}</a>
                    </div>
                </div>
            </Form>
            <div class="stack">
                {outcome.map(|outcome| view! { <PreviewCard outcome=outcome is_new=is_new previewed=previewed t=words/> })}
                <Consequences t=t/>
                {deletion}
            </div>
        </div>
    }
}

fn choice((item, act): (Permission, &str)) -> Choice {
    Choice::new(item.as_str(), act)
}

/// The way to delete the role, or why there is none.
#[component]
fn Deletion(row: RoleRow, t: PeopleText) -> impl IntoView {
    let inside = match rules::may_delete_role(row.people) {
        Err(refusal) => view! { <p class="small quiet">{OrganisationText(t.locale()).refusal(refusal)}</p> }.into_any(),
        Ok(()) => view! {
            <div class="row"><ConfirmButton opens="delete">{t.delete_role()}</ConfirmButton></div>
            <ConfirmDialog
                id="delete" title=t.delete_role_title(&row.role.name) text=t.delete_role_text() confirm=t.delete_role() action=DELETE
                danger=true version=Some(row.version)
            >
                <HiddenField name="form[id]" value=row.role.id.to_string()/>
            </ConfirmDialog>
        }
        .into_any(),
    };
    view! {
        <section class="card">
            <header><h2>{t.delete_role()}</h2></header>
            <div class="body stack">{inside}</div>
        </section>
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
