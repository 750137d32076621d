//! The filter: a form that leads to an address, and what of it is in force.

use leptos::prelude::*;

use super::loading::Shown;
use crate::leads::model::{Address, LeadState};
use crate::leads::text::LeadText;
use crate::lists::ListName;
use crate::lists::chips::PrivateChip;
use crate::lists::text::ListText;
use crate::ui::fields::{CheckGroup, Choice, HiddenField, Select, TextField};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::pager::Chip;

/// One row of conditions and the rest under "more". Posted, because no address says a company's name.
pub fn form(shown: &Shown) -> AnyView {
    let (t, l) = (LeadText(shown.locale), ListText(shown.locale));
    let typed = shown.typed.clone().unwrap_or_default();

    let people: Vec<(String, String)> = shown.followers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let campaigns: Vec<(String, String)> = shown.facts.campaigns.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let follower = shown.address.follower.map(|id| id.to_string()).unwrap_or_default();
    let campaign = shown.address.campaign.map(|id| id.to_string()).unwrap_or_default();
    let by_follower = (people.len() > 1).then(|| {
        view! { <Select name="form[follower]" label=t.follower() options=people value=follower blank=t.all_people() unmarked=true/> }
    });
    let by_campaign = (!campaigns.is_empty()).then(|| {
        view! { <Select name="form[campaign]" label=t.campaign() options=campaigns value=campaign blank=t.all_campaigns() unmarked=true/> }
    });
    let states: Vec<Choice> = LeadState::ALL.iter().map(|state| Choice::new(state.as_str(), t.state_of(*state))).collect();
    let ticked: Vec<String> = shown.address.states.iter().map(ToString::to_string).collect();
    let query = shown.query();
    view! {
        <Form action="leads.filter" key=false class="filters">
            <HiddenField name="form[query]" value=query/>
            <TextField name="form[company]" label=t.company() value=typed.company unmarked=true maxlength=128 kind="search" autocomplete="off"/>
            <TextField name="form[contact]" label=t.contact() value=typed.contact unmarked=true maxlength=64 kind="search" autocomplete="off"/>
            {by_follower}
            {by_campaign}
            <div class="row"><button type="submit" class="button">{l.search()}</button></div>
            <details>
                <summary><Icon name=IconName::Filter/>{l.more()}</summary>
                <div><CheckGroup name="form[state][]" label=t.state() hint=t.states_hint() options=states values=ticked class="wide"/></div>
            </details>
        </Form>
    }
    .into_any()
}

/// What is in force, each with the way out of it.
pub fn chips(shown: &Shown) -> AnyView {
    let (t, l, address) = (LeadText(shown.locale), ListText(shown.locale), &shown.address);
    let mut chips = private(shown);
    let mut add = |label: &'static str, value: String, drop: fn(&mut Address)| {
        chips.push(view! { <Chip label=label value=value remove_href=shown.changed(drop)/> }.into_any());
    };
    if !address.states.is_empty() {
        let words: Vec<&str> = address.states.iter().map(|state| t.state_of(*state)).collect();
        add(t.state(), l.list(&words), |address| address.states.clear());
    }
    if let Some(person) = address.follower {
        let name = shown.followers.iter().find(|(id, _)| *id == person).map_or_else(|| "–".to_owned(), |(_, name)| name.clone());
        add(t.follower(), name, |address| address.follower = None);
    }
    if let Some(campaign) = address.campaign {
        let name = shown.facts.campaigns.iter().find(|(id, _)| *id == campaign).map_or_else(|| "–".to_owned(), |(_, name)| name.clone());
        add(t.campaign(), name, |address| address.campaign = None);
    }
    if chips.is_empty() {
        return ().into_any();
    }
    let reset = shown.of_view(shown.view);
    view! { <div class="chips">{chips}<a class="small" href=reset>{l.reset()}</a></div> }.into_any()
}

/// Those on masked columns; each goes by itself.
fn private(shown: &Shown) -> Vec<AnyView> {
    let t = LeadText(shown.locale);
    let typed = shown.typed.clone().unwrap_or_default();
    [("company", t.company(), typed.company), ("contact", t.contact(), typed.contact)]
        .into_iter()
        .filter(|(.., value)| !value.is_empty())
        .map(|(condition, label, value)| {
            let query = shown.query();
            view! { <PrivateChip list=ListName::Leads condition=condition label=label value=value query=query/> }.into_any()
        })
        .collect()
}
