//! The conditions of a list: a form that leads to an address, and what of it is in force.

use std::sync::Arc;

use leptos::prelude::*;

use super::load::{Loaded, Panel};
use crate::i18n::Words;
use crate::lists::chips::PrivateChip;
use crate::lists::description::{Filter, FilterKind};
use crate::lists::request::Request;
use crate::lists::text::ListText;
use crate::ui::fields::{CheckBox, CheckGroup, Choice, DateField, HiddenField, Select, TextField};
use crate::ui::form::{Form, Submission};
use crate::ui::icon::{Icon, IconName};
use crate::ui::pager::Chip;

/// The server function behind the form of every list.
pub const FILTER: &str = "lists.filter";

/// More options than these are fetched when they are asked for: most pages are opened without them.
const FEW: usize = 12;

/// On a small screen only so many conditions stand in sight; the others open with "more".
const ON_SMALL: usize = 1;

fn offered(loaded: &Loaded) -> impl Iterator<Item = &'static Filter> + '_ {
    loaded.list.filters.iter().filter(|filter| (filter.offered)(&loaded.context) && has_choices(loaded, filter))
}

/// Nobody chooses among no records, unless one that is gone is in force.
fn has_choices(loaded: &Loaded, filter: &Filter) -> bool {
    match filter.kind {
        FilterKind::Record { none, .. } => {
            let is_some = loaded.choosable(filter.key).is_some_and(|some| some.are_typed || !some.records.is_empty());
            is_some || none.is_some() || !loaded.request.values.of(filter.key).is_empty()
        }
        _ => true,
    }
}

/// The first line of conditions and the rest under "more". Posted, because no address says a masked value.
pub fn form(loaded: &Arc<Loaded>) -> AnyView {
    if loaded.list.filters.is_empty() {
        return ().into_any();
    }
    let l = ListText(loaded.context.locale);
    let inside = loaded.clone();
    let (list, query) = (loaded.list.name.to_string(), loaded.query());
    view! {
        <Form action=FILTER key=false class="filters">
            <HiddenField name="form[list]" value=list/>
            <HiddenField name="form[query]" value=query/>
            {offered(&inside).filter(|filter| !filter.is_further).map(|filter| field_in_line(&inside, filter)).collect_view()}
            <div class="row">
                <button type="submit" class="button">{l.search()}</button>
                {further_conditions(&inside)}
            </div>
        </Form>
    }
    .into_any()
}

/// The further conditions in a panel over the rows, or the button that fetches them. Closed, those in force go along unseen.
fn further_conditions(loaded: &Loaded) -> Option<AnyView> {
    let (further, first): (Vec<_>, Vec<_>) = offered(loaded).partition(|filter| filter.is_further);
    let locale = loaded.context.locale;
    let word = ListText(locale).more();
    if further.is_empty() {
        // Opens the conditions that a small screen folds away (`style/layers/narrow.css`).
        let more = view! { <details class="more small-only"><summary class="tool"><Icon name=IconName::Filter/>{word}</summary></details> };
        return (first.len() > ON_SMALL).then(|| more.into_any());
    }
    let options = |filter: &&Filter| match filter.kind {
        FilterKind::Choices { options, .. } | FilterKind::Choice { options, .. } => options(locale).len(),
        _ => 1,
    };
    let is_refused = use_context::<Submission>().is_some_and(|posted| posted.action == FILTER && posted.error.is_some());
    let is_open = is_refused || loaded.panel == Some(Panel::More);
    if is_open || further.iter().map(options).sum::<usize>() <= FEW {
        let fields: Vec<AnyView> = further.iter().map(|filter| field(loaded, filter)).collect();
        return Some(
            view! {
                <details class="pop more" open=is_open>
                    <summary class="tool"><Icon name=IconName::Filter/>{word}</summary>
                    <div class="pop-panel">{fields}</div>
                </details>
            }
            .into_any(),
        );
    }
    let parameters =
        further.iter().flat_map(|filter| std::iter::once(filter.key).chain(filter.second_parameter()).map(move |name| (name, filter)));
    let unseen: Vec<AnyView> = parameters
        .flat_map(|(parameter, filter)| {
            loaded.request.values.of(parameter).iter().map(move |value| (name_of(filter, parameter), value.clone()))
        })
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> }.into_any())
        .collect();
    Some(
        view! {
            {unseen}
            <button name="form[panel]" value="more" class="tool"><Icon name=IconName::Filter/>{word}</button>
        }
        .into_any(),
    )
}

/// A condition of the first line: tick boxes stand folded behind what is ticked.
fn field_in_line(loaded: &Loaded, filter: &'static Filter) -> AnyView {
    let FilterKind::Choices { options, .. } = filter.kind else { return field(loaded, filter) };
    let l = ListText(loaded.context.locale);
    let label = (filter.label)(loaded.context.locale);
    let ticked = match loaded.request.values.of(filter.key) {
        [] => l.any().to_owned(),
        [one] => {
            let known = options(loaded.context.locale);
            known.iter().find(|(word, _)| word == one).map_or_else(|| l.gone_choice().to_owned(), |(_, words)| (*words).to_owned())
        }
        several => l.chosen(several.len()),
    };
    view! {
        <div class="field">
            <span class="label" aria-hidden="true">{label}</span>
            <details class="pop choice">
                <summary class="select"><span class="hidden-text">{label}{Words(loaded.context.locale).colon()}</span>{ticked}</summary>
                <div class="pop-panel">{field(loaded, filter)}</div>
            </details>
        </div>
    }
    .into_any()
}

/// The input of a condition.
fn name_of(filter: &Filter, parameter: &str) -> String {
    match filter.kind {
        FilterKind::Choices { .. } => format!("form[choices][{parameter}][]"),
        _ => format!("form[texts][{parameter}]"),
    }
}

fn field(loaded: &Loaded, filter: &'static Filter) -> AnyView {
    let locale = loaded.context.locale;
    let (name, label, hint) = (name_of(filter, filter.key), (filter.label)(locale), (filter.hint)(locale));
    let value = loaded.request.values.one(filter.key).unwrap_or("").to_owned();
    match filter.kind {
        FilterKind::Contains { .. } => {
            view! { <TextField name=name label=label hint=hint value=value unmarked=true maxlength=128 kind="search"/> }.into_any()
        }
        FilterKind::Exact { longest, .. } => {
            view! { <TextField name=name label=label hint=hint value=value unmarked=true maxlength=longest autocomplete="off"/> }.into_any()
        }
        FilterKind::Private { longest, .. } => {
            let typed = loaded.private.get(filter.key).cloned().unwrap_or_default();
            view! { <TextField name=name label=label hint=hint value=typed unmarked=true maxlength=longest kind="search" autocomplete="off"/> }
                .into_any()
        }
        FilterKind::Choices { options, .. } => {
            let choices = options(locale).into_iter().map(|(word, label)| Choice::new(word, label)).collect();
            let chosen = loaded.request.values.of(filter.key).to_vec();
            view! { <CheckGroup name=name label=label hint=hint options=choices values=chosen class="wide"/> }.into_any()
        }
        FilterKind::Choice { options, blank, .. } => {
            let choices: Vec<(String, String)> =
                options(locale).into_iter().map(|(word, label)| (word.to_owned(), label.to_owned())).collect();
            view! { <Select name=name label=label hint=hint options=choices value=value blank=blank(locale) unmarked=true/> }.into_any()
        }
        FilterKind::Record { blank, none, .. } => {
            let some = loaded.choosable(filter.key).cloned().unwrap_or_default();
            if some.are_typed {
                let (name, typed) = (format!("form[names][{}]", filter.key), loaded.option(filter.key, &value).unwrap_or("").to_owned());
                return view! {
                    <TextField name=name label=label hint=hint value=typed unmarked=true maxlength=64 kind="search" autocomplete="off"/>
                }
                .into_any();
            }
            let mut choices: Vec<(String, String)> = some.records.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
            choices.extend(none.map(|(word, label)| (word.to_owned(), label(locale).to_owned())));
            if !value.is_empty() && !choices.iter().any(|(one, _)| *one == value) {
                choices.push((value.clone(), ListText(locale).gone_choice().to_owned()));
            }
            view! { <Select name=name label=label hint=hint options=choices value=value blank=blank(locale) unmarked=true/> }.into_any()
        }
        FilterKind::Days { until, until_label, .. } => {
            let last = loaded.request.values.one(until).unwrap_or("").to_owned();
            let (name_of_last, label_of_last) = (name_of(filter, until), until_label(locale));
            view! {
                <DateField name=name label=label hint=hint value=value unmarked=true/>
                <DateField name=name_of_last label=label_of_last value=last unmarked=true/>
            }
            .into_any()
        }
        FilterKind::Flag { .. } => view! { <CheckBox name=name label=label hint=hint value="yes" checked={!value.is_empty()}/> }.into_any(),
    }
}

/// What is in force, each with the way out of it, and the way out of all.
pub fn chips(loaded: &Loaded) -> AnyView {
    let l = ListText(loaded.context.locale);
    let private = loaded.list.filters.iter().filter_map(|filter| private_chip(loaded, filter));
    let chips: Vec<AnyView> = private.chain(loaded.list.filters.iter().filter_map(|filter| chip(loaded, filter))).collect();
    let is_usual = loaded.request.is_usual(loaded.list);
    let reset = (!is_usual).then(|| view! { <a class="small" href=loaded.without_conditions()>{l.reset()}</a> });
    if chips.is_empty() { ().into_any() } else { view! { <div class="chips">{chips}{reset}</div> }.into_any() }
}

fn private_chip(loaded: &Loaded, filter: &'static Filter) -> Option<AnyView> {
    let value = loaded.private.get(filter.key).filter(|_| filter.is_private())?.clone();
    let (label, query) = ((filter.label)(loaded.context.locale), loaded.query());
    Some(view! { <PrivateChip list=loaded.list.name condition=filter.key label=label value=value query=query/> }.into_any())
}

/// None for a usual condition of the first line: its field says it.
fn chip(loaded: &Loaded, filter: &'static Filter) -> Option<AnyView> {
    if !filter.is_further && loaded.request.is_usual(loaded.list) {
        return None;
    }
    let (label, said) = ((filter.label)(loaded.context.locale), in_words(loaded, filter)?);
    let href = loaded.changed(|request: &mut Request| request.drop(filter));
    Some(view! { <Chip label=label value=said remove_href=href/> }.into_any())
}

/// What a condition of the address asks: its values, of a range the last day too; nothing where it is not asked, or stays on the server.
pub fn asked_of<'a>(loaded: &'a Loaded, filter: &'static Filter) -> Option<(&'a [String], Option<&'a str>)> {
    let values = loaded.request.values.of(filter.key);
    let last = filter.second_parameter().and_then(|parameter| loaded.request.values.one(parameter));
    // One chip for each key, also of a condition that is not offered here: it matches nothing, and says so.
    let is_the_one = loaded.list.filter(filter.key, &loaded.context).is_some_and(|one| std::ptr::eq(one, filter));
    let is_asked = !filter.is_private() && is_the_one && (!values.is_empty() || last.is_some());
    is_asked.then_some((values, last))
}

/// The same in words.
fn in_words(loaded: &Loaded, filter: &'static Filter) -> Option<String> {
    let (values, last) = asked_of(loaded, filter)?;
    let name = values.first().and_then(|id| loaded.option(filter.key, id));
    Some(filter.in_words(values, last, name, loaded.context.locale))
}
