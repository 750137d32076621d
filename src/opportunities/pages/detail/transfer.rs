//! To another account manager, for the administrator.

use leptos::prelude::*;

use super::page_data::PageData;
use super::text::DetailText;
use crate::opportunities::pages::fields::people;
use crate::opportunities::queries::choice::Managers;
use crate::opportunities::text::{OpportunityText, WritingText};
use crate::ui::fields::{HiddenField, Select};
use crate::ui::form::{Form, Submission};

/// The server function behind the form.
const TRANSFER: &str = "opportunities.transfer";

/// Folded, unless it came back refused. Where nobody can receive it, it says so.
pub fn card(shown: &PageData) -> AnyView {
    let Some(managers) = shown.managers.clone() else { return ().into_any() };
    let d = DetailText(shown.locale);
    let refused = use_context::<Submission>().is_some_and(|posted| posted.action == TRANSFER && posted.error.is_some());
    let form = form(shown, &managers);
    view! {
        <details class="card folded" open=refused>
            <summary>{d.hand_over_title()}</summary>
            {form}
        </details>
    }
    .into_any()
}

fn form(shown: &PageData, managers: &Managers) -> AnyView {
    let (t, d, facts) = (OpportunityText(shown.locale), DetailText(shown.locale), &shown.whole.facts);
    let words = WritingText(shown.locale);
    let options = people(managers, Some(facts.owner_id), t);
    if options.is_empty() {
        return view! { <div class="body"><p class="quiet small">{d.nobody_to_receive()}</p></div> }.into_any();
    }
    let first = managers.are_more.then(|| words.first_people(managers.people.len()));
    let hint = std::iter::once(d.hand_over_hint().to_owned()).chain(first).collect::<Vec<_>>().join(" ");
    let (id, version) = (facts.id.to_string(), facts.version);
    view! {
        <Form action=TRANSFER version=Some(version) class="body fields" guard=true>
            <HiddenField name="form[id]" value=id/>
            <Select name="form[owner]" label=d.new_owner() options=options blank=words.choose() hint=hint required=true class="wide"/>
            <div class="wide"><button class="button">{d.hand_over()}</button></div>
        </Form>
    }
    .into_any()
}
