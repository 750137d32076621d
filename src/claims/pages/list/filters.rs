//! The filter: a form that leads to an address, and what of it is in force.

use leptos::prelude::*;

use super::loading::Shown;
use crate::claims::model::{Address, ClaimState};
use crate::claims::text::ListText;
use crate::customers::text::CustomerText;
use crate::lists::text::ListText as SharedText;
use crate::ui::fields::{CheckGroup, Choice, HiddenField, Select, TextField};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::pager::Chip;

/// One row of conditions and the rest under "more". Posted, because no address says a prospect's name.
pub fn form(shown: &Shown) -> AnyView {
    let (t, c, l) = (ListText(shown.locale), CustomerText(shown.locale), SharedText(shown.locale));
    let typed = shown.typed.clone().unwrap_or_default();
    let people: Vec<(String, String)> = shown.account_managers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let chosen = shown.address.account_manager.map(|id| id.to_string()).unwrap_or_default();
    let manager = (!people.is_empty()).then(|| {
        view! { <Select name="form[account_manager]" label=t.account_manager() options=people value=chosen blank=t.all_people() unmarked=true/> }
    });
    let states: Vec<Choice> = ClaimState::ALL.iter().map(|state| Choice::new(state.as_str(), c.claim_state(*state))).collect();
    let ticked: Vec<String> = shown.address.states.iter().map(ToString::to_string).collect();
    let query = shown.query();
    view! {
        <Form action="claims.filter" key=false class="filters">
            <HiddenField name="form[query]" value=query/>
            <TextField name="form[name]" label=t.name_contains() value=typed.name unmarked=true maxlength=128 kind="search" autocomplete="off"/>
            <TextField name="form[mobile]" label=t.mobile_contains() value=typed.mobile unmarked=true maxlength=20 kind="search" autocomplete="off"/>
            <TextField name="form[email]" label=t.email_contains() value=typed.email unmarked=true maxlength=128 kind="search" autocomplete="off"/>
            {manager}
            <div class="row"><button type="submit" class="button">{l.search()}</button></div>
            <details>
                <summary><Icon name=IconName::Filter/>{l.more()}</summary>
                <div><CheckGroup name="form[state][]" label=t.state() options=states values=ticked class="wide"/></div>
            </details>
        </Form>
    }
    .into_any()
}

/// What is in force, each with the way out of it.
pub fn chips(shown: &Shown) -> AnyView {
    let (t, c, l) = (ListText(shown.locale), CustomerText(shown.locale), SharedText(shown.locale));
    let address = &shown.address;
    let mut chips = Vec::new();
    let mut add = |label: &'static str, value: String, drop: fn(&mut Address)| {
        chips.push(view! { <Chip label=label value=value remove_href=shown.changed(drop)/> }.into_any());
    };
    if let Some(typed) = &shown.typed {
        let mobile = Some(&typed.mobile).filter(|one| !one.is_empty()).map(|mobile| t.mobile_chip(mobile));
        let email = Some(&typed.email).filter(|one| !one.is_empty()).map(|email| t.email_chip(email));
        let parts = [Some(typed.name.clone()).filter(|name| !name.is_empty()), mobile, email];
        let words: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
        add(t.customer_chip(), l.list(&words), |address| address.typed = None);
    }
    if !address.states.is_empty() {
        let words: Vec<&str> = address.states.iter().map(|state| c.claim_state(*state)).collect();
        add(t.state(), l.list(&words), |address| address.states.clear());
    }
    if let Some(person) = address.account_manager {
        let name = shown.account_managers.iter().find(|(id, _)| *id == person).map_or_else(|| "?".to_owned(), |(_, name)| name.clone());
        add(t.account_manager(), name, |address| address.account_manager = None);
    }
    if chips.is_empty() {
        return ().into_any();
    }
    view! { <div class="chips">{chips}<a class="small" href="/sales/customer-development">{l.reset()}</a></div> }.into_any()
}
