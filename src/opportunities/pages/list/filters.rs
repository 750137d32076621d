//! The filter: a form that leads to an address, and what of it is in force.

use leptos::prelude::*;

use super::loading::{Panel, Shown};
use super::text::PageText;
use crate::lists::ListName;
use crate::lists::chips::PrivateChip;
use crate::lists::text::ListText;
use crate::opportunities::model::{Confidence, Industry, Kind, ListFilter, Stage};
use crate::opportunities::text::OpportunityText;
use crate::ui::fields::{CheckBox, CheckGroup, Choice, HiddenField, Select, TextField};
use crate::ui::form::{Form, Submission};
use crate::ui::icon::{Icon, IconName};
use crate::ui::pager::Chip;

/// The server function behind the form.
const FILTER: &str = "opportunities.filter";

/// One row of conditions and the rest under "more". Posted, because a customer's name must not stand in an address.
pub fn form(shown: &Shown) -> AnyView {
    let (p, l) = (PageText(shown.locale), ListText(shown.locale));
    let filter = &shown.request.filter;
    let typed = shown.typed.clone().unwrap_or_default();
    let customer = shown.sees_customers.then(|| {
        view! {
            <TextField name="form[customer]" label=p.customer_contains() value=typed.customer unmarked=true maxlength=128 kind="search" autocomplete="off"/>
            <TextField name="form[account]" label=p.account_contains() value=typed.account unmarked=true maxlength=64 kind="search" autocomplete="off"/>
        }
    });
    let (kept, name, owner, more) = (shown.views.query(), filter.name.clone(), owner(shown), more(shown));
    view! {
        <Form action=FILTER key=false class="filters">
            <HiddenField name="form[query]" value=kept/>
            <TextField name="form[name]" label=p.name_contains() value=name unmarked=true maxlength=128 kind="search"/>
            {customer}
            {owner}
            <div class="row"><button type="submit" class="button">{l.search()}</button></div>
            {more}
        </Form>
    }
    .into_any()
}

/// Whose opportunities: chosen among a few, typed among many.
fn owner(shown: &Shown) -> AnyView {
    let t = OpportunityText(shown.locale);
    let (people, chosen) = (&shown.owners.people, shown.request.filter.owner);
    if shown.owners.are_typed {
        let name = people.iter().find(|(id, _)| Some(*id) == chosen).map(|(_, name)| name.clone()).unwrap_or_default();
        return view! { <TextField name="form[owner_name]" label=t.owner() value=name unmarked=true maxlength=64 kind="search" autocomplete="off"/> }
            .into_any();
    }
    if people.is_empty() {
        return ().into_any();
    }
    let options: Vec<(String, String)> = people.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let chosen = chosen.map(|id| id.to_string()).unwrap_or_default();
    view! { <Select name="form[owner]" label=t.owner() options=options value=chosen blank=t.all_people() unmarked=true/> }.into_any()
}

/// The further conditions, or the button that opens them; a refused form shows them as they were sent. Closed, those in
/// force go along unseen.
fn more(shown: &Shown) -> AnyView {
    let refused = use_context::<Submission>().is_some_and(|submission| submission.action == FILTER && submission.error.is_some());
    let word = ListText(shown.locale).more();
    if refused || shown.panel == Some(Panel::More) {
        let conditions = conditions(shown);
        return view! {
            // What is searched for next is searched for here: the conditions stay open.
            <HiddenField name="form[panel]" value="more"/>
            <details open=true><summary><Icon name=IconName::Filter/>{word}</summary><div>{conditions}</div></details>
        }
        .into_any();
    }
    let filter = &shown.request.filter;
    let chosen = filter.stages.iter().map(|one| ("form[stage][]", one.to_string()));
    let chosen = chosen.chain(filter.kinds.iter().map(|one| ("form[kind][]", one.to_string())));
    let chosen = chosen.chain(filter.industries.iter().map(|one| ("form[industry][]", one.to_string())));
    let chosen = chosen.chain(filter.confidence_from.map(|step| ("form[confidence_from]", step.to_string())));
    let chosen = chosen.chain(filter.overdue.then(|| ("form[overdue]", "yes".to_owned())));
    let unseen: Vec<_> = chosen.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect();
    view! {
        {unseen}
        <div class="more"><button name="form[panel]" value="more" class="tool"><Icon name=IconName::Filter/>{word}</button></div>
    }
    .into_any()
}

fn conditions(shown: &Shown) -> AnyView {
    let (t, p) = (OpportunityText(shown.locale), PageText(shown.locale));
    let filter = &shown.request.filter;
    let stages = Stage::ALL.iter().map(|stage| Choice::new(stage.as_str(), t.stage(*stage))).collect();
    let kinds = Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), t.kind(*kind))).collect();
    let industries = Industry::ALL.iter().map(|industry| Choice::new(industry.as_str(), t.industry(*industry))).collect();
    let steps = Confidence::ALL.iter().map(|step| (step.to_string(), format!("{step}%"))).collect();
    let words = |words: Vec<&'static str>| words.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let confidence = filter.confidence_from.map(|step| step.to_string()).unwrap_or_default();
    view! {
        <CheckGroup name="form[stage][]" label=t.stage_label() options=stages values=words(filter.stages.iter().map(|one| one.as_str()).collect())/>
        <CheckGroup name="form[kind][]" label=t.kind_label() options=kinds values=words(filter.kinds.iter().map(|one| one.as_str()).collect())/>
        <CheckGroup name="form[industry][]" label=t.industry_label() options=industries values=words(filter.industries.iter().map(|one| one.as_str()).collect()) class="wide"/>
        <Select name="form[confidence_from]" label=p.confidence_from() options=steps value=confidence blank=t.any_confidence() unmarked=true/>
        <CheckBox name="form[overdue]" label=p.overdue() value="yes" checked=filter.overdue/>
    }
    .into_any()
}

/// What is in force, each with the way out of it.
pub fn chips(shown: &Shown) -> AnyView {
    let (t, p, l) = (OpportunityText(shown.locale), PageText(shown.locale), ListText(shown.locale));
    let filter = &shown.request.filter;
    let mut chips = Vec::new();
    let mut add = |label: &'static str, value: String, drop: fn(&mut ListFilter)| {
        let href = shown.address(|request| drop(&mut request.filter), false);
        chips.push(view! { <Chip label=label value=value remove_href=href/> }.into_any());
    };
    if !filter.name.is_empty() {
        add(p.name_contains(), filter.name.clone(), |filter| filter.name.clear());
    }
    if let Some(id) = filter.owner {
        let name = shown.owners.people.iter().find(|(one, _)| *one == id).map_or_else(|| "–".to_owned(), |(_, name)| name.clone());
        add(t.owner(), name, |filter| filter.owner = None);
    }
    if !filter.stages.is_empty() {
        add(t.stage_label(), l.list(&filter.stages.iter().map(|one| t.stage(*one)).collect::<Vec<_>>()), |filter| filter.stages.clear());
    }
    if !filter.kinds.is_empty() {
        add(t.kind_label(), l.list(&filter.kinds.iter().map(|one| t.kind(*one)).collect::<Vec<_>>()), |filter| filter.kinds.clear());
    }
    if !filter.industries.is_empty() {
        let words: Vec<&str> = filter.industries.iter().map(|one| t.industry(*one)).collect();
        add(t.industry_label(), l.list(&words), |filter| filter.industries.clear());
    }
    if let Some(step) = filter.confidence_from {
        add(p.confidence_from(), format!("{step}%"), |filter| filter.confidence_from = None);
    }
    if filter.overdue {
        add(t.expected_date(), p.overdue().to_owned(), |filter| filter.overdue = false);
    }
    let chips: Vec<AnyView> = private_chips(shown).into_iter().chain(chips).collect();
    let reset = (!chips.is_empty()).then(|| view! { <a class="small" href=shown.address_without_filter()>{l.reset()}</a> });
    view! { {chips}{reset} }.into_any()
}

/// Those on masked columns; each goes by itself.
fn private_chips(shown: &Shown) -> Vec<AnyView> {
    let p = PageText(shown.locale);
    let typed = shown.typed.clone().unwrap_or_default();
    [("customer", p.customer_contains(), typed.customer), ("account", p.account_contains(), typed.account)]
        .into_iter()
        .filter(|(.., value)| !value.is_empty())
        .map(|(condition, label, value)| {
            let query = shown.views.query();
            view! { <PrivateChip list=ListName::Opportunities condition=condition label=label value=value query=query/> }.into_any()
        })
        .collect()
}
