//! The filter: a form that leads to an address, and what of it is in force.

use leptos::prelude::*;

use super::loading::Shown;
use super::text::PageText;
use crate::customers::model::{AssociationType, Industry, RealNameState};
use crate::customers::queries::list::Address;
use crate::customers::text::CustomerText;
use crate::lists::ListName;
use crate::lists::chips::PrivateChip;
use crate::lists::text::ListText;
use crate::ui::fields::{CheckGroup, Choice, DateField, HiddenField, Select, TextField};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::pager::Chip;

/// One row of conditions and the rest under "more". Posted, because no address says a customer's name.
pub fn form(shown: &Shown) -> AnyView {
    let (t, p, l) = (CustomerText(shown.locale), PageText(shown.locale), ListText(shown.locale));
    let typed = shown.typed.clone().unwrap_or_default();
    let mut people: Vec<(String, String)> = shown.account_managers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    if shown.sees_unassigned() {
        people.insert(0, ("nobody".to_owned(), p.nobody().to_owned()));
    }
    let chosen = if shown.address.unassigned {
        "nobody".to_owned()
    } else {
        shown.address.account_manager.map(|id| id.to_string()).unwrap_or_default()
    };
    let manager = (!people.is_empty()).then(|| {
        view! { <Select name="form[account_manager]" label=t.account_manager() options=people value=chosen blank=t.all_people() unmarked=true/> }
    });
    let industries: Vec<Choice> = Industry::ALL.iter().map(|industry| Choice::new(industry.as_str(), t.industry(*industry))).collect();
    let ticked: Vec<String> = shown.address.industries.iter().map(|industry| industry.to_string()).collect();
    let number = (!shown.address.claimed).then(|| {
        view! { <TextField name="form[number]" label=p.number_is() value=shown.address.number.clone() unmarked=true maxlength=64 autocomplete="off"/> }
    });
    let account = (!shown.address.claimed).then(|| {
        view! { <TextField name="form[account]" label=p.account_contains() value=typed.account unmarked=true maxlength=64 kind="search" autocomplete="off"/> }
    });
    let of_associations = (!shown.address.claimed).then(|| of_associations(shown, typed.tag));
    let (query, name, mobile) = (shown.query(), typed.name, typed.mobile);
    view! {
        <Form action="customers.filter" key=false class="filters">
            <HiddenField name="form[query]" value=query/>
            <TextField name="form[name]" label=p.name_contains() value=name unmarked=true maxlength=128 kind="search" autocomplete="off"/>
            {account}
            <TextField name="form[mobile]" label=p.mobile_contains() value=mobile unmarked=true maxlength=20 kind="search" autocomplete="off"/>
            {manager}
            <div class="row"><button type="submit" class="button">{l.search()}</button></div>
            <details>
                <summary><Icon name=IconName::Filter/>{l.more()}</summary>
                <div>
                    {number}
                    {of_associations}
                    <CheckGroup name="form[industry][]" label=t.industry_label() options=industries values=ticked class="wide"/>
                </div>
            </details>
        </Form>
    }
    .into_any()
}

/// Conditions that claims do not have.
fn of_associations(shown: &Shown, tag: String) -> AnyView {
    let (t, p, address) = (CustomerText(shown.locale), PageText(shown.locale), &shown.address);
    let types: Vec<Choice> = AssociationType::ALL.iter().map(|kind| Choice::new(kind.as_str(), t.association_type(*kind))).collect();
    let states: Vec<Choice> = RealNameState::ALL.iter().map(|state| Choice::new(state.as_str(), t.real_name_state(*state))).collect();
    let ticked_types: Vec<String> = address.types.iter().map(ToString::to_string).collect();
    let ticked_states: Vec<String> = address.real_name_states.iter().map(ToString::to_string).collect();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <TextField name="form[tag]" label=p.tag_contains() value=tag unmarked=true maxlength=64 autocomplete="off"/>
        <DateField name="form[from]" label=p.day_from() value=day(address.from) unmarked=true/>
        <DateField name="form[until]" label=p.day_until() value=day(address.until) unmarked=true/>
        <CheckGroup name="form[association_type][]" label=t.association_type_label() options=types values=ticked_types/>
        <CheckGroup name="form[real_name_state][]" label=t.real_name_state_label() options=states values=ticked_states/>
    }
    .into_any()
}

/// What is in force, each with the way out of it.
pub fn chips(shown: &Shown) -> AnyView {
    let (t, p, l) = (CustomerText(shown.locale), PageText(shown.locale), ListText(shown.locale));
    let address = &shown.address;
    let mut chips = Vec::new();
    let mut add = |label: &'static str, value: String, drop: fn(&mut Address)| {
        chips.push(view! { <Chip label=label value=value remove_href=shown.changed(drop)/> }.into_any());
    };
    if !address.number.is_empty() {
        add(t.number(), address.number.clone(), |address| address.number.clear());
    }
    if let Some(id) = address.account_manager {
        let name = shown.account_managers.iter().find(|(one, _)| *one == id).map_or_else(|| "–".to_owned(), |(_, name)| name.clone());
        add(t.account_manager(), name, |address| address.account_manager = None);
    }
    if address.unassigned {
        add(t.account_manager(), p.nobody().to_owned(), |address| address.unassigned = false);
    }
    if !address.types.is_empty() {
        let words: Vec<&str> = address.types.iter().map(|one| t.association_type(*one)).collect();
        add(t.association_type_label(), l.list(&words), |address| address.types.clear());
    }
    if !address.real_name_states.is_empty() {
        let words: Vec<&str> = address.real_name_states.iter().map(|one| t.real_name_state(*one)).collect();
        add(t.real_name_state_label(), l.list(&words), |address| address.real_name_states.clear());
    }
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| crate::values::date::format_date(day, shown.locale));
    if let Some(from) = day(address.from) {
        add(t.association_date(), p.chip_from(from), |address| address.from = None);
    }
    if let Some(until) = day(address.until) {
        add(t.association_date(), p.chip_until(until), |address| address.until = None);
    }
    if !address.industries.is_empty() {
        let words: Vec<&str> = address.industries.iter().map(|one| t.industry(*one)).collect();
        add(t.industry_label(), l.list(&words), |address| address.industries.clear());
    }
    let chips: Vec<AnyView> = private_chips(shown).into_iter().chain(chips).collect();
    if chips.is_empty() {
        return ().into_any();
    }
    let reset = shown.address_of(address.tab, address.claimed);
    view! { <div class="chips">{chips}<a class="small" href=reset>{l.reset()}</a></div> }.into_any()
}

/// Those on masked columns; each goes by itself.
fn private_chips(shown: &Shown) -> Vec<AnyView> {
    let p = PageText(shown.locale);
    let typed = shown.typed.clone().unwrap_or_default();
    [
        ("name", p.name_contains(), typed.name),
        ("account", p.account_contains(), typed.account),
        ("mobile", p.mobile_contains(), typed.mobile),
        ("tag", p.tag_contains(), typed.tag),
    ]
    .into_iter()
    .filter(|(.., value)| !value.is_empty())
    .map(|(condition, label, value)| {
        view! { <PrivateChip list=ListName::Customers condition=condition label=label value=value query=shown.query()/> }.into_any()
    })
    .collect()
}
