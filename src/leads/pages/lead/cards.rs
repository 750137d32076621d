//! The cards of a lead's page: what is known, what came of it, and the forms.

use leptos::prelude::*;

use super::page_data::{PageData, secret};
use crate::customers::model::MaskedColumn;
use crate::customers::text::CustomerText;
use crate::leads::model::{LeadState, Method};
use crate::leads::pages::fields::LeadFields;
use crate::leads::rules;
use crate::leads::text::LeadText;
use crate::ui::dialog::{ConfirmButton, ConfirmDialog};
use crate::ui::fields::{HiddenField, Select, TextArea, TextField};
use crate::ui::form::{Form, Submission};
use crate::ui::icon::{Icon, IconName};
use crate::values::date::{format_moment, format_stamp};

const REVISE: &str = "leads.revise";
const CLOSE: &str = "close-lead";

/// What is known.
pub fn facts(shown: &PageData) -> AnyView {
    let (t, c, lead) = (LeadText(shown.locale), CustomerText(shown.locale), &shown.lead);
    let stamp = |at| format_stamp(at, shown.locale);
    let entered = lead.entered_by.clone().unwrap_or_else(|| t.imported().to_owned());
    let dispatched = lead.dispatched.as_ref().map(|(who, at)| format!("{who} · {}", stamp(*at)));
    let campaign = lead.campaign.as_ref().map_or_else(|| t.no_campaign().to_owned(), |(_, name)| name.clone());
    let note = if lead.note.is_empty() { t.not_said().to_owned() } else { lead.note.clone() };
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.industry()}</dt><dd>{c.industry(lead.industry)}</dd>
                    <dt>{t.contact()}</dt><dd>{secret(shown, MaskedColumn::Contact, &lead.contact_name)}</dd>
                    <dt>{t.mobile()}</dt><dd>{secret(shown, MaskedColumn::Mobile, &lead.mobile)}</dd>
                    <dt>{t.email()}</dt><dd>{secret(shown, MaskedColumn::Email, &lead.email)}</dd>
                    <dt>{t.campaign()}</dt><dd>{campaign}</dd>
                    <dt>{t.follower()}</dt><dd>{lead.follower.clone().unwrap_or_else(|| t.nobody().to_owned())}</dd>
                    {dispatched.map(|words| view! { <dt>{t.dispatched_by()}</dt><dd>{words}</dd> })}
                    <dt>{t.entered_by()}</dt><dd>{format!("{entered} · {}", stamp(lead.created_at))}</dd>
                    <dt>{t.note()}</dt><dd class="lines">{note}</dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

/// What followers wrote, the latest first, and the form for one more line.
pub fn follow_ups(shown: &PageData) -> AnyView {
    let t = LeadText(shown.locale);
    let lines = shown.followed.iter().map(|one| {
        let (stamp, moment) = (format_stamp(one.at, shown.locale), format_moment(one.at, shown.now, shown.locale));
        view! {
            <li>
                <span class="face" aria-hidden="true"><Icon name=IconName::Check/></span>
                <div>
                    <p><b>{one.author.clone()}</b>" · "{t.method_of(one.method)}" "<time datetime=one.at.to_rfc3339() title=stamp>{moment}</time></p>
                    <p class="lines">{one.content.clone()}</p>
                </div>
            </li>
        }
    });
    let lines = if shown.followed.is_empty() {
        view! { <p class="quiet">{t.no_follow_ups()}</p> }.into_any()
    } else {
        view! { <ol class="line">{lines.collect_view()}</ol> }.into_any()
    };
    let form = add_follow_up(shown);
    view! {
        {form}
        <section class="card">
            <header><h2>{t.follow_ups()}</h2></header>
            <div class="body stack">{lines}</div>
        </section>
    }
    .into_any()
}

fn add_follow_up(shown: &PageData) -> AnyView {
    let (t, standing) = (LeadText(shown.locale), shown.lead.standing);
    if !standing.state.is_open() || rules::may_follow_up(&shown.viewer, &standing).is_err() {
        return ().into_any();
    }
    let methods: Vec<(String, String)> = Method::ALL.iter().map(|one| (one.to_string(), t.method_of(*one).to_owned())).collect();
    view! {
        <Form action="leads.follow_up" class="card" guard=true>
            <header><h2>{t.add_follow_up()}</h2></header>
            <div class="body fields">
                <HiddenField name="form[id]" value=standing.id.to_string()/>
                <Select name="form[method]" label=t.method() options=methods blank=t.choose() required=true class="wide short"/>
                <TextArea name="form[content]" label=t.content() hint=t.content_hint() required=true maxlength=1000 class="wide"/>
                <div class="wide"><button class="button main">{t.add()}</button></div>
            </div>
        </Form>
    }
    .into_any()
}

/// Folded, unless it came back refused.
pub fn revise(shown: &PageData) -> AnyView {
    let (t, standing) = (LeadText(shown.locale), shown.lead.standing);
    if !standing.state.is_open() || rules::may_revise(&shown.viewer, &standing).is_err() {
        return ().into_any();
    }
    let refused = use_context::<Submission>().is_some_and(|posted| posted.action == REVISE && posted.error.is_some());
    let (lead, campaigns) = (shown.lead.clone(), shown.facts.campaigns.clone());
    view! {
        <details class="card folded" open=refused>
            <summary>{t.revise()}</summary>
            <Form action=REVISE version=Some(standing.version) class="body fields" guard=true>
                <HiddenField name="form[id]" value=standing.id.to_string()/>
                <LeadFields lead=Some(lead) campaigns=campaigns t=t/>
                <div class="wide"><button class="button main">{t.save()}</button></div>
            </Form>
        </details>
    }
    .into_any()
}

/// It came to nothing: the reason is asked for.
pub fn close(shown: &PageData) -> AnyView {
    let (t, standing) = (LeadText(shown.locale), shown.lead.standing);
    if !standing.state.is_open() || rules::may_follow_up(&shown.viewer, &standing).is_err() {
        return ().into_any();
    }
    view! {
        <ConfirmButton opens=CLOSE>{t.close()}</ConfirmButton>
        <ConfirmDialog id=CLOSE title=t.close_title() text=t.close_text() confirm=t.close() action="leads.close" version=Some(standing.version)>
            <HiddenField name="form[id]" value=standing.id.to_string()/>
            <TextField name="form[reason]" id="close-reason" label=t.reason() hint=t.reason_hint() required=true autocomplete="off" maxlength=256/>
        </ConfirmDialog>
    }
    .into_any()
}

/// Opens it again: what can be undone asks nothing.
pub fn reopen(shown: &PageData) -> AnyView {
    let (t, standing) = (LeadText(shown.locale), shown.lead.standing);
    if standing.state != LeadState::Invalid || rules::may_reopen(&shown.viewer, &standing).is_err() {
        return ().into_any();
    }
    view! {
        <Form action="leads.reopen" version=Some(standing.version)>
            <HiddenField name="form[id]" value=standing.id.to_string()/>
            <button class="button">{t.reopen()}</button>
        </Form>
    }
    .into_any()
}
