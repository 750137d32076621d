//! Notices and panels around the row of views: what came of a change, what the page says of changed conditions, and the
//! ways to the forms.

use leptos::prelude::*;

use super::actions::{DEFAULT, DELETE, RENAME, REPLACE, SAVE, SHARE, here};
use super::save::save;
use super::settings::settings;
use super::{Entry, ViewPanel, Views};
use crate::i18n::Locale;
use crate::lists::rules;
use crate::lists::text::ViewText;
use crate::server::form::Submission;
use crate::ui::fields::HiddenField;
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::text::words;

/// What was done, and what the address names in vain.
pub fn notices(views: &Views, locale: Locale) -> AnyView {
    let t = ViewText(locale);
    let done = match views.done.as_deref() {
        Some("view_saved") => Some(t.saved()),
        Some("view_renamed") => Some(t.renamed()),
        Some("view_replaced") => Some(t.replaced()),
        Some("view_default") => Some(t.default_set()),
        Some("view_no_default") => Some(t.default_dropped()),
        Some("view_shared") => Some(t.now_shared()),
        Some("view_unshared") => Some(t.now_unshared()),
        Some("view_deleted") => Some(t.deleted()),
        _ => None,
    };
    // The form of a view that is gone meanwhile stands nowhere on the page that could say so.
    let in_vain = views.origin().is_none() && is_refused(&[REPLACE, RENAME, DEFAULT, SHARE, DELETE]);
    view! {
        {done.map(|done| view! { <Notice tone=NoticeTone::Good>{done}</Notice> })}
        {views.opened.is_gone.then(|| view! { <Notice tone=NoticeTone::Warn>{t.gone()}</Notice> })}
        {in_vain.then(|| view! { <Notice tone=NoticeTone::Bad>{words().gone()}</Notice> })}
    }
    .into_any()
}

/// The panel under the row: the open form, or that conditions were changed.
pub fn open_panel(views: &Views, locale: Locale) -> AnyView {
    if views.is_read_only {
        return ().into_any();
    }
    if views.panel == Some(ViewPanel::Save) || is_posted(&[SAVE]) {
        return save(views, locale);
    }
    let settings_are_open = views.panel == Some(ViewPanel::Settings) || is_posted(&[RENAME, DEFAULT, SHARE, DELETE]);
    match (views.changed(), views.origin()) {
        (Some(entry), _) => changed(views, entry, locale),
        (None, Some(entry)) if settings_are_open => settings(views, entry, locale),
        _ => ().into_any(),
    }
}

/// Beside the conditions: saving them, or what can be done with the view that holds them.
pub fn tools(views: &Views, locale: Locale) -> Option<AnyView> {
    let t = ViewText(locale);
    let is_open = views.panel.is_some() || is_posted(&[SAVE, RENAME, DEFAULT, SHARE, DELETE]);
    if views.is_read_only || is_open || views.changed().is_some() {
        return None;
    }
    let link = |panel, word| view! { <a class="tool small" href=here(Some(panel))>{word}</a> }.into_any();
    if views.origin().is_some() {
        return Some(link(ViewPanel::Settings, t.settings()));
    }
    ((views.state.is_narrowed && !views.is_usual()) || views.state.is_sorted).then(|| link(ViewPanel::Save, t.save_as()))
}

/// The page shows other rows than the view whose name is marked: it says so, and what to do about it.
fn changed(views: &Views, entry: &Entry, locale: Locale) -> AnyView {
    let t = ViewText(locale);
    let view = &entry.view;
    let has_names = views.present.iter().any(|(name, _)| *name == "filter");
    let may_hold = rules::may_be_shared(!view.is_shared || !has_names).is_ok();
    let (id, version, query) = (view.id.to_string(), view.version, views.query());
    let replace = (entry.may_change && may_hold).then(|| {
        view! {
            <Form action=REPLACE version=Some(version)>
                <HiddenField name="form[id]" value=id/>
                <input type="hidden" name="form[query]" value=query/>
                <button type="submit" class="button slim">{t.save_changes()}</button>
            </Form>
        }
    });
    let names = (entry.may_change && !may_hold).then(|| view! { <p class="small">{t.names_stay()}</p> });
    view! {
        <section class="hintbox changed" aria-label=t.changed(&view.name)>
            <p class="grow">{t.changed(&view.name)}</p>
            {names}
            {replace}
            <a class="button slim" href=here(Some(ViewPanel::Save))>{t.save_as_new()}</a>
            <a class="button slim plain" href=views.address_of(view)>{t.back(&view.name)}</a>
        </section>
    }
    .into_any()
}

fn posted(actions: &[&str]) -> Option<Submission> {
    use_context::<Submission>().filter(|submission| actions.contains(&submission.action.as_str()))
}

/// A form that was refused, or that came back after signing in, stands open with what was typed.
fn is_posted(actions: &[&str]) -> bool {
    posted(actions).is_some()
}

fn is_refused(actions: &[&str]) -> bool {
    posted(actions).is_some_and(|submission| submission.error.is_some())
}
