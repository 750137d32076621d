//! The four forms of the page behind a link.

use leptos::prelude::*;

use crate::invitations::model::Joining;
use crate::invitations::text::JoinText;
use crate::invitations::unscoped::LinkLookup;
use crate::ui::fields::{CheckBox, HiddenField, TextField};
use crate::ui::form::Form;

fn only(joining: Joining) -> Option<(String, String)> {
    Some(("form[joining]".to_owned(), joining.to_string()))
}

/// A box that must be ticked, and the button.
#[component]
fn Agree(partner: String, proven: bool, t: JoinText) -> impl IntoView {
    let words = if proven { t.accept() } else { t.next() };
    view! {
        <CheckBox name="form[agreed]" label=t.agree(&partner) class="wide"/>
        <div class="wide row"><button class="button main">{words}</button></div>
    }
}

/// A new account.
pub fn register(lookup: &LinkLookup, token: &str, t: JoinText) -> AnyView {
    let (proven, token, partner) = (lookup.email.is_some(), token.to_owned(), lookup.partner_name.clone());
    let mobile_hint = if lookup.mobile.is_some() { t.mobile_hint() } else { t.mobile_hint_new() };
    let email = (!proven).then(|| {
        view! { <TextField name="form[email]" label=t.email() kind="email" required=true autocomplete="email" maxlength=254 id="register-email"/> }
    });
    view! {
        <Form action="invitations.join" key=false only=only(Joining::Register) class="card join">
            <div class="body fields">
                <h2 class="wide">{t.register_heading()}</h2>
                <HiddenField name="form[token]" value=token/>
                <TextField name="form[company_name]" label=t.company_name() required=true autocomplete="organization" maxlength=128 class="wide"/>
                <TextField
                    name="form[account_name]" label=t.account_name() hint=t.account_name_hint() required=true autocomplete="off" maxlength=64
                    id="register-account"
                />
                <TextField name="form[contact_name]" label=t.contact_name() required=true autocomplete="name" maxlength=64/>
                <TextField name="form[mobile]" label=t.mobile() hint=mobile_hint kind="tel" required=true autocomplete="tel" maxlength=32/>
                {email}
                <Agree partner=partner proven=proven t=t/>
            </div>
        </Form>
    }
    .into_any()
}

/// An account that exists.
pub fn identify(lookup: &LinkLookup, token: &str, t: JoinText) -> AnyView {
    let (proven, token, partner) = (lookup.email.is_some(), token.to_owned(), lookup.partner_name.clone());
    let email = (!proven).then(|| {
        view! { <TextField name="form[email]" label=t.email_on_file() kind="email" required=true autocomplete="email" maxlength=254 id="identify-email"/> }
    });
    view! {
        <Form action="invitations.join" key=false only=only(Joining::Identify) class="card join">
            <div class="body fields">
                <h2 class="wide">{t.identify_heading()}</h2>
                <HiddenField name="form[token]" value=token/>
                <TextField
                    name="form[account_name]" label=t.account_name() hint=t.account_name_known() required=true autocomplete="username"
                    maxlength=64 id="identify-account"
                />
                {email}
                <Agree partner=partner proven=proven t=t/>
            </div>
        </Form>
    }
    .into_any()
}

/// No, thank you.
pub fn decline(lookup: &LinkLookup, token: &str, t: JoinText) -> AnyView {
    let (text, token) = (t.decline_text(&lookup.partner_name), token.to_owned());
    view! {
        <Form action="invitations.decline" key=false class="card join">
            <div class="body stack">
                <h2>{t.decline_heading()}</h2>
                <p>{text}</p>
                <HiddenField name="form[token]" value=token/>
                <div class="row"><button class="button">{t.decline()}</button></div>
            </div>
        </Form>
    }
    .into_any()
}

/// The code that was mailed.
pub fn code(token: &str, id: &str, t: JoinText) -> AnyView {
    let (token, id) = (token.to_owned(), id.to_owned());
    view! {
        <Form action="invitations.confirm" key=false class="card join">
            <div class="body stack">
                <h1 tabindex="-1">{t.code_heading()}</h1>
                <p>{t.code_lead_plain()}</p>
                <HiddenField name="form[token]" value=token/>
                <HiddenField name="form[id]" value=id/>
                <TextField name="form[code]" label=t.code() required=true autocomplete="one-time-code" maxlength=16 class="short"/>
                <TextField name="form[account_name]" label=t.other_account_name() hint=t.other_account_name_hint() autocomplete="off" maxlength=64/>
                <div class="row">
                    <button class="button main">{t.confirm()}</button>
                    <a class="button plain" href="?">{t.again()}</a>
                </div>
            </div>
        </Form>
    }
    .into_any()
}
