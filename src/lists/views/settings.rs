//! What can be done with the view that is open. What the viewer may not do is not offered; the same rules refuse it.

use leptos::prelude::*;

use super::actions::{DEFAULT, DELETE, RENAME, SHARE, here};
use super::{Entry, ViewPanel, Views};
use crate::i18n::Locale;
use crate::lists::rules::{LONGEST_NAME, may_be_shared};
use crate::lists::text::ViewText;
use crate::ui::dialog::{ConfirmButton, ConfirmDialog};
use crate::ui::fields::{HiddenField, TextField};
use crate::ui::form::Form;
use crate::ui::text::words;

/// The panel.
pub fn settings(views: &Views, entry: &Entry, locale: Locale) -> AnyView {
    let t = ViewText(locale);
    let view = &entry.view;
    let whose = match (&view.owner, entry.may_change) {
        (Some(owner), false) => Some(t.shared_with_you(owner)),
        (None, false) => Some(t.shared_and_yours().to_owned()),
        (Some(owner), true) => Some(format!("{} ({})", t.is_shared(&views.partner), t.shared_by(owner))),
        (None, true) => view.is_shared.then(|| t.is_shared(&views.partner)),
    };
    let name = entry.may_change.then(|| rename(entry, t));
    let sharing = (views.may_share && !view.is_shared).then(|| share(views, entry, t));
    let copy = (!entry.may_change).then(|| view! { <a class="button slim" href=here(Some(ViewPanel::Save))>{t.copy()}</a> });
    let (default, ends) = (default(views, entry, t), ends(views, entry, t));
    view! {
        <section class="card view-panel" aria-labelledby="view-settings">
            <header><h2 id="view-settings" class="grow">{t.settings_of(&view.name)}</h2></header>
            <div class="body stack">
                {whose.map(|whose| view! { <p class="quiet">{whose}</p> })}
                {name}
                {sharing}
                <div class="row">
                    {default}
                    {copy}
                    {ends}
                    <span class="grow"></span>
                    <a class="button slim plain" href=here(None)>{words().close()}</a>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn rename(entry: &Entry, t: ViewText) -> AnyView {
    let (id, name, version) = (entry.view.id.to_string(), entry.view.name.clone(), entry.view.version);
    let longest = u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX);
    view! {
        <Form action=RENAME version=Some(version) class="inline">
            <HiddenField name="form[id]" value=id/>
            <TextField name="form[view_name]" label=t.name() value=name required=true maxlength=longest/>
            <button type="submit" class="button">{t.rename()}</button>
        </Form>
    }
    .into_any()
}

/// Sharing says what others come to read, before it is done.
fn share(views: &Views, entry: &Entry, t: ViewText) -> AnyView {
    let view = &entry.view;
    if may_be_shared(view.filter.is_none()).is_err() {
        return view! { <p class="small quiet">{t.no_names()}</p> }.into_any();
    }
    let (id, version) = (view.id.to_string(), view.version);
    let (means, word) = (t.share_means(&views.partner), t.share(&views.partner));
    view! {
        <Form action=SHARE version=Some(version) class="inline">
            <HiddenField name="form[id]" value=id/>
            <HiddenField name="form[shared]" value="yes"/>
            <p class="small quiet grow">{means}</p>
            <button type="submit" class="button slim">{word}</button>
        </Form>
    }
    .into_any()
}

fn default(views: &Views, entry: &Entry, t: ViewText) -> AnyView {
    let is_default = views.default == Some(entry.view.id);
    let (wish, word) = if is_default { ("no", t.no_default()) } else { ("yes", t.make_default()) };
    let (list, id) = (views.list.to_string(), entry.view.id.to_string());
    view! {
        <Form action=DEFAULT>
            <HiddenField name="form[list]" value=list/>
            <HiddenField name="form[id]" value=id/>
            <HiddenField name="form[is_default]" value=wish/>
            <button type="submit" class="button slim">{word}</button>
        </Form>
    }
    .into_any()
}

/// Ending that it is shared, and deleting it: others may miss it, so both ask once more.
fn ends(views: &Views, entry: &Entry, t: ViewText) -> Option<AnyView> {
    if !entry.may_change {
        return None;
    }
    let view = &entry.view;
    let (id, version) = (view.id.to_string(), view.version);
    let unshare = view.is_shared.then(|| {
        let id = id.clone();
        view! {
            <ConfirmButton opens="unshare-view" class="slim">{t.unshare()}</ConfirmButton>
            <ConfirmDialog
                id="unshare-view" title=t.unshare_title(&view.name) text=t.unshare_text() confirm=t.unshare()
                action=SHARE version=Some(version) only=Some(("form[shared]".to_owned(), "no".to_owned()))
            >
                <HiddenField name="form[id]" value=id/>
            </ConfirmDialog>
        }
    });
    let text = if view.is_shared { t.delete_shared(&views.partner) } else { t.delete_text().to_owned() };
    let title = t.delete_title(&view.name);
    let delete = view! {
        <ConfirmButton opens="delete-view" class="slim plain">{t.delete()}</ConfirmButton>
        <ConfirmDialog id="delete-view" title=title text=text confirm=t.delete() action=DELETE version=Some(version) danger=true>
            <HiddenField name="form[id]" value=id/>
        </ConfirmDialog>
    };
    Some(view! { {unshare}{delete} }.into_any())
}
