//! The fields of a lead, for whoever enters one and whoever revises one.

use leptos::prelude::*;

use crate::customers::model::Industry;
use crate::customers::text::CustomerText;
use crate::leads::model::{CampaignId, Lead};
use crate::leads::rules::LONGEST_NOTE;
use crate::leads::text::LeadText;
use crate::ui::fields::{Select, TextArea, TextField};

/// Company and how to reach it, industry, campaign and note. Of a lead that is there, what is masked stands in the hints, and
/// stays as it is where nothing is typed.
#[component]
pub fn LeadFields(
    /// The lead that is revised; none for a new one.
    #[prop(optional_no_strip)]
    lead: Option<Lead>,
    /// What can be chosen.
    campaigns: Vec<(CampaignId, String)>,
    /// The words.
    t: LeadText,
) -> impl IntoView {
    let words = CustomerText(t.locale());
    let is_new = lead.is_none();
    let hint = |mask: Option<&String>, otherwise: &'static str| match mask {
        None => otherwise.to_owned(),
        Some(mask) if mask.is_empty() => t.keep_nothing().to_owned(),
        Some(mask) => t.keep_hint(mask),
    };
    let company = hint(lead.as_ref().map(|lead| &lead.company_name), "");
    let contact = hint(lead.as_ref().map(|lead| &lead.contact_name), t.contact_hint());
    let mobile = hint(lead.as_ref().map(|lead| &lead.mobile), t.reach_hint());
    let email = hint(lead.as_ref().map(|lead| &lead.email), "");
    let industries: Vec<(String, String)> = Industry::ALL.iter().map(|it| (it.to_string(), words.industry(*it).to_owned())).collect();
    let industry = lead.as_ref().map(|lead| lead.industry.to_string()).unwrap_or_default();
    let campaigns: Vec<(String, String)> = campaigns.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let campaign = lead.as_ref().and_then(|lead| lead.campaign.as_ref()).map(|(id, _)| id.to_string()).unwrap_or_default();
    let note = lead.map(|lead| lead.note).unwrap_or_default();
    let longest = u32::try_from(LONGEST_NOTE).unwrap_or(u32::MAX);
    view! {
        <TextField
            name="form[company_name]" label=t.company() hint=company required=is_new unmarked=true class="wide" autocomplete="off"
            maxlength=128
        />
        <TextField name="form[contact_name]" label=t.contact() hint=contact autocomplete="off" maxlength=64/>
        <Select name="form[industry]" label=t.industry() options=industries value=industry blank=t.choose() required=true/>
        <TextField name="form[mobile]" label=t.mobile() hint=mobile unmarked=true kind="tel" autocomplete="off" maxlength=32/>
        <TextField name="form[email]" label=t.email() hint=email unmarked=true kind="email" autocomplete="off" maxlength=254/>
        <Select name="form[campaign]" label=t.campaign() options=campaigns value=campaign blank=t.no_campaign() class="wide short"/>
        <TextArea name="form[note]" label=t.note() hint=t.note_hint() value=note maxlength=longest class="wide"/>
    }
}
