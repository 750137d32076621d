//! The fields of a claim, for every form that makes one: the form itself, and a lead that becomes a claim.

use leptos::prelude::*;

use super::model::ClaimForm;
use super::text::ClaimText;
use crate::auth::PersonId;
use crate::customers::model::{AssociationType, Industry};
use crate::customers::text::CustomerText;
use crate::ui::fields::{CheckBox, Choice, MoneyField, RadioGroup, Select, TextArea, TextField};
use crate::ui::form::{typed, wrong};

/// What stands on the server already: a field where nothing is typed takes it. Each is the sentence that says so, masked, or
/// empty where there is nothing to take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// 客户全称.
    pub company_name: String,
    /// 联系人.
    pub contact_name: String,
    /// 手机号码.
    pub mobile: String,
    /// 邮箱.
    pub email: String,
}

/// All fields. After a refused post they hold what was typed; what manual review needs, and the tick for a like name,
/// stand there only when they were asked for.
#[component]
pub fn ClaimFields(
    /// What stands in them at first.
    given: ClaimForm,
    /// The account managers who can be chosen; empty when there is no choice.
    account_managers: Vec<(PersonId, String)>,
    /// Whether referral may be chosen (R37).
    referral_right: bool,
    /// What fields take where nothing is typed.
    #[prop(optional)]
    kept: Kept,
    /// The words.
    t: ClaimText,
) -> impl IntoView {
    let words = CustomerText(t.locale());
    let or = |kept: String, hint: &str| if kept.is_empty() { hint.to_owned() } else { kept };
    let (needs_name, needs_mobile) = (kept.company_name.is_empty(), kept.mobile.is_empty());
    let industries: Vec<(String, String)> = Industry::ALL.iter().map(|it| (it.to_string(), words.industry(*it).to_owned())).collect();
    let owner = (!account_managers.is_empty()).then(|| {
        let people: Vec<(String, String)> = account_managers.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        view! {
            <Select
                name="form[owner]" label=words.account_manager() hint=t.owner_hint() options=people value=given.owner.clone()
                blank=t.nobody() class="wide short"
            />
        }
    });
    view! {
        <TextField
            name="form[company_name]" label=words.full_name() hint=or(kept.company_name, t.full_name_hint()) value=given.company_name
            required=needs_name unmarked=true class="wide" autocomplete="off" maxlength=128
        />
        <Alike t=t/>
        <Select name="form[industry]" label=words.industry_label() options=industries value=given.industry blank=t.choose() required=true/>
        <TextField
            name="form[contact_name]" label=words.contact_name() hint=kept.contact_name value=given.contact_name autocomplete="off"
            maxlength=64
        />
        <TextField
            name="form[mobile]" label=words.mobile() hint=or(kept.mobile, t.mobile_hint()) value=given.mobile required=needs_mobile
            unmarked=true kind="tel" autocomplete="off" maxlength=32
        />
        <TextField
            name="form[email]" label=words.email() hint=or(kept.email, t.email_hint()) value=given.email kind="email" autocomplete="off"
            maxlength=254
        />
        {owner}
        <Invitation referral_right=referral_right t=t/>
        <Supplement t=t/>
    }
}

/// A like name stands somewhere: the tick says that somebody looked.
#[component]
fn Alike(t: ClaimText) -> impl IntoView {
    let asked = wrong("form[acknowledged]").is_some() || typed("form[acknowledged]").is_some();
    asked.then(|| {
        view! { <CheckBox name="form[acknowledged]" label=t.acknowledge() class="wide"/> }
    })
}

#[component]
fn Invitation(referral_right: bool, t: ClaimText) -> impl IntoView {
    let words = CustomerText(t.locale());
    let ways = vec![Choice::new("no", t.no()).note(t.no_note()), Choice::new("yes", t.yes()).note(t.yes_note())];
    let kinds: Vec<(String, String)> = AssociationType::ALL
        .iter()
        .filter(|kind| referral_right || **kind != AssociationType::Referral)
        .map(|kind| (kind.to_string(), words.association_type(*kind).to_owned()))
        .collect();
    view! {
        <RadioGroup name="form[invite]" label=t.invite_now() options=ways value="no" cards=true required=true class="wide"/>
        <Select
            name="form[association_type]" label=words.association_type_label() hint=t.association_type_hint() options=kinds
            value=AssociationType::Resale.as_str() blank=t.choose() unmarked=true class="wide short"
        />
    }
}

/// What the vendor's operator needs, once the server said that one looks at it.
#[component]
fn Supplement(t: ClaimText) -> impl IntoView {
    let names = ["form[expected_spend]", "form[communication_history]"];
    let is_asked = names.iter().any(|name| wrong(name).is_some() || typed(name).is_some_and(|typed| !typed.is_empty()));
    is_asked.then(|| {
        view! {
            <h2 class="wide" id="supplement">{t.supplement_title()}</h2>
            <p class="wide quiet">{t.supplement_lead()}</p>
            <MoneyField name="form[expected_spend]" label=t.expected_spend() required=true class="wide short"/>
            <TextArea
                name="form[communication_history]" label=t.communication_history() hint=t.communication_hint() required=true class="wide"
                maxlength=2000 rows=6
            />
        }
    })
}
