//! The filter above the history. What is typed on masked columns stays out of the address.

use leptos::prelude::*;

use super::loading::Shown;
use crate::invitations::model::{InvitationKind, InvitationState};
use crate::invitations::queries::history::Address;
use crate::invitations::text::InvitationText;
use crate::lists::text::ListText;
use crate::ui::fields::{CheckGroup, Choice, HiddenField, TextField};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::pager::Chip;

/// The form.
pub fn form(shown: &Shown) -> AnyView {
    let (t, l) = (InvitationText(shown.locale), ListText(shown.locale));
    let typed = shown.typed.clone().unwrap_or_default();
    let states = InvitationState::ALL.iter().map(|state| Choice::new(state.as_str(), t.invitation_state(*state))).collect();
    let kinds = InvitationKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), t.invitation_kind(*kind))).collect();
    let ticked_states: Vec<String> = shown.address.states.iter().map(ToString::to_string).collect();
    let ticked_kinds: Vec<String> = shown.address.kinds.iter().map(ToString::to_string).collect();
    let (tag, query) = (shown.address.tag.clone(), shown.query());
    view! {
        <Form action="invitations.filter" key=false class="filters">
            <HiddenField name="form[query]" value=query/>
            <TextField name="form[name]" label=t.name_contains() value=typed.name unmarked=true maxlength=128 kind="search" autocomplete="off"/>
            <TextField name="form[mobile]" label=t.mobile_contains() value=typed.mobile unmarked=true maxlength=20 kind="search" autocomplete="off"/>
            <TextField name="form[email]" label=t.email_contains() value=typed.email unmarked=true maxlength=128 kind="search" autocomplete="off"/>
            <TextField name="form[tag]" label=t.tag_contains() value=tag unmarked=true maxlength=64 kind="search" autocomplete="off"/>
            <div class="row"><button type="submit" class="button">{l.search()}</button></div>
            <details>
                <summary><Icon name=IconName::Filter/>{l.more()}</summary>
                <div>
                    <CheckGroup name="form[state][]" label=t.state() options=states values=ticked_states class="wide"/>
                    <CheckGroup name="form[kind][]" label=t.kind() options=kinds values=ticked_kinds class="wide"/>
                </div>
            </details>
        </Form>
    }
    .into_any()
}

/// What is in force, each with the way out of it.
pub fn chips(shown: &Shown) -> AnyView {
    let (t, l) = (InvitationText(shown.locale), ListText(shown.locale));
    let address = &shown.address;
    let mut chips = Vec::new();
    let mut add = |label: &'static str, value: String, drop: fn(&mut Address)| {
        chips.push(view! { <Chip label=label value=value remove_href=shown.changed(drop)/> }.into_any());
    };
    if let Some(typed) = &shown.typed {
        let parts: Vec<&str> =
            [&typed.name, &typed.mobile, &typed.email].into_iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
        add(t.customer_chip(), l.list(&parts), |address| address.typed = None);
    }
    if !address.tag.is_empty() {
        add(t.tag(), address.tag.clone(), |address| address.tag.clear());
    }
    if !address.states.is_empty() {
        let words: Vec<&str> = address.states.iter().map(|state| t.invitation_state(*state)).collect();
        add(t.state(), l.list(&words), |address| address.states.clear());
    }
    if !address.kinds.is_empty() {
        let words: Vec<&str> = address.kinds.iter().map(|kind| t.invitation_kind(*kind)).collect();
        add(t.kind(), l.list(&words), |address| address.kinds.clear());
    }
    if chips.is_empty() {
        return ().into_any();
    }
    let reset = shown.written(&Address { size: address.size, ..Address::default() });
    view! { <div class="chips">{chips}<a class="small" href=reset>{l.reset()}</a></div> }.into_any()
}
