//! Reading what was typed.

use std::str::FromStr;

use crate::auth::model::PersonId;
use crate::claims::model::ClaimForm;
use crate::customers::model::Industry;
use crate::customers::rules::{LONGEST_NAME, LONGEST_SHORT_NAME};
use crate::leads::model::{
    CampaignId, ConvertForm, DispatchForm, FollowUp, FollowUpForm, LeadForm, LeadId, Method, NewLead, PickForm, Picked, Refusal,
    ReviseForm, Revision,
};
use crate::values::email::normalise_email;
use crate::values::mobile::normalise_mobile;
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, optional_line, optional_lines, required_line, required_lines};

/// Longest note on a lead and longest follow-up, in characters.
pub const LONGEST_NOTE: usize = 1000;
/// Longest reason why a lead came to nothing, in characters.
pub const LONGEST_REASON: usize = 256;
/// Leads that are dispatched at once.
pub const MOST_AT_ONCE: usize = 100;

impl From<TextProblem> for Refusal {
    fn from(problem: TextProblem) -> Self {
        match problem {
            TextProblem::Missing => Self::Missing,
            TextProblem::TooLong(most) => Self::TooLong(most),
        }
    }
}

/// A lead to be entered: a company, an industry, and a mobile number or an e-mail address, without which nobody can follow it
/// up.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_lead(form: &LeadForm) -> Result<NewLead, Problems<Refusal>> {
    let mut problems = Problems::new();
    let company_name = problems.keep("company_name", required_line(&form.company_name, LONGEST_NAME).map_err(Refusal::from));
    let contact_name = problems.keep("contact_name", optional_line(&form.contact_name, LONGEST_SHORT_NAME).map_err(Refusal::from));
    let mobile = problems.keep("mobile", parse_mobile(&form.mobile));
    let email = problems.keep("email", parse_email(&form.email));
    if mobile.as_ref().zip(email.as_ref()).is_some_and(|(mobile, email)| mobile.is_none() && email.is_none()) {
        problems.add("mobile", Refusal::NoContact);
    }
    let industry = problems.keep("industry", parse_industry(&form.industry));
    let campaign = problems.keep("campaign", parse_optional::<CampaignId>(&form.campaign, Refusal::UnknownCampaign));
    let note = problems.keep("note", optional_lines(&form.note, LONGEST_NOTE).map_err(Refusal::from));
    let follower = problems.keep("follower", parse_optional::<PersonId>(&form.follower, Refusal::UnknownFollower));
    let lead = (|| {
        Some(NewLead {
            company_name: company_name?,
            contact_name: contact_name?,
            mobile: mobile?.unwrap_or_default(),
            email: email?.unwrap_or_default(),
            industry: industry?,
            campaign: campaign?,
            note: note?,
            follower: follower?,
            acknowledged: !form.acknowledged.trim().is_empty(),
        })
    })();
    problems.check(lead)
}

/// What changes about a lead. Nothing typed leaves name, contact, number and address as they are.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_revision(form: &ReviseForm) -> Result<Revision, Problems<Refusal>> {
    let mut problems = Problems::new();
    let typed = |text: String| (!text.is_empty()).then_some(text);
    let company_name = problems.keep("company_name", optional_line(&form.company_name, LONGEST_NAME).map(typed).map_err(Refusal::from));
    let contact_name =
        problems.keep("contact_name", optional_line(&form.contact_name, LONGEST_SHORT_NAME).map(typed).map_err(Refusal::from));
    let mobile = problems.keep("mobile", parse_mobile(&form.mobile));
    let email = problems.keep("email", parse_email(&form.email));
    let industry = problems.keep("industry", parse_industry(&form.industry));
    let campaign = problems.keep("campaign", parse_optional::<CampaignId>(&form.campaign, Refusal::UnknownCampaign));
    let note = problems.keep("note", optional_lines(&form.note, LONGEST_NOTE).map_err(Refusal::from));
    let revision = (|| {
        Some(Revision {
            company_name: company_name?,
            contact_name: contact_name?,
            mobile: mobile?,
            email: email?,
            industry: industry?,
            campaign: campaign?,
            note: note?,
        })
    })();
    problems.check(revision)
}

/// The ticked leads, each once.
///
/// # Errors
/// `NoLead`, `TooMany`; `Gone` for what no page of ours writes.
pub fn parse_pick(form: &PickForm) -> Result<Vec<LeadId>, Refusal> {
    let mut picked: Vec<LeadId> = Vec::new();
    for id in &form.leads {
        let id = id.parse().map_err(|_| Refusal::Gone)?;
        if !picked.contains(&id) {
            picked.push(id);
        }
    }
    within(picked)
}

/// Which leads go to whom: all of them to one follower (R21).
///
/// # Errors
/// All problems, each at its input.
pub fn parse_dispatch(form: &DispatchForm) -> Result<(Vec<Picked>, PersonId), Problems<Refusal>> {
    let mut problems = Problems::new();
    let picked = parse_picked(&form.leads).and_then(within).map_err(|refusal| problems.add_whole(refusal)).ok();
    let follower = match form.follower.trim() {
        "" => Err(Refusal::NoFollower),
        typed => typed.parse().map_err(|_| Refusal::UnknownFollower),
    };
    let follower = problems.keep("follower", follower);
    problems.check(picked.zip(follower))
}

fn parse_picked(pairs: &[String]) -> Result<Vec<Picked>, Refusal> {
    let mut picked: Vec<Picked> = Vec::new();
    for pair in pairs {
        let (id, version) = pair.split_once(':').ok_or(Refusal::Gone)?;
        let one = Picked { id: id.parse().map_err(|_| Refusal::Gone)?, version: version.trim().parse().map_err(|_| Refusal::Gone)? };
        if !picked.iter().any(|known| known.id == one.id) {
            picked.push(one);
        }
    }
    Ok(picked)
}

fn within<T>(picked: Vec<T>) -> Result<Vec<T>, Refusal> {
    match picked.len() {
        0 => Err(Refusal::NoLead),
        n if n > MOST_AT_ONCE => Err(Refusal::TooMany),
        _ => Ok(picked),
    }
}

/// What came of a lead: how somebody followed up, and what was said.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_follow_up(form: &FollowUpForm) -> Result<FollowUp, Problems<Refusal>> {
    let mut problems = Problems::new();
    let method = match form.method.trim() {
        "" => Err(Refusal::Missing),
        word => word.parse::<Method>().map_err(|_| Refusal::NotAChoice),
    };
    let method = problems.keep("method", method);
    let content = problems.keep("content", required_lines(&form.content, LONGEST_NOTE).map_err(Refusal::from));
    problems.check(method.zip(content).map(|(method, content)| FollowUp { method, content }))
}

/// Why a lead came to nothing.
///
/// # Errors
/// `Missing`, `TooLong`, at `reason`.
pub fn parse_reason(reason: &str) -> Result<String, Problems<Refusal>> {
    let mut problems = Problems::new();
    let reason = problems.keep("reason", required_line(reason, LONGEST_REASON).map_err(Refusal::from));
    problems.check(reason)
}

/// What a lead says in clear; it stays on the server.
#[derive(Clone, Copy, Debug)]
pub struct Clear<'a> {
    /// 公司名称.
    pub company_name: &'a str,
    /// 客户名称.
    pub contact_name: &'a str,
    /// 手机号码.
    pub mobile: &'a str,
    /// 电子邮箱.
    pub email: &'a str,
}

/// The claim that a lead becomes: what was typed, and the lead's own where nothing was typed (R23).
pub fn claim_of(form: &ConvertForm, lead: &Clear<'_>) -> ClaimForm {
    let or = |typed: &str, own: &str| if typed.trim().is_empty() { own.to_owned() } else { typed.to_owned() };
    let claim = &form.claim;
    ClaimForm {
        company_name: or(&claim.company_name, lead.company_name),
        contact_name: or(&claim.contact_name, lead.contact_name),
        mobile: or(&claim.mobile, lead.mobile),
        email: or(&claim.email, lead.email),
        ..claim.clone()
    }
}

fn parse_industry(typed: &str) -> Result<Industry, Refusal> {
    match typed.trim() {
        "" => Err(Refusal::Missing),
        word => word.parse().map_err(|_| Refusal::NotAChoice),
    }
}

fn parse_optional<T: FromStr>(typed: &str, otherwise: Refusal) -> Result<Option<T>, Refusal> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| otherwise),
    }
}

fn parse_mobile(typed: &str) -> Result<Option<String>, Refusal> {
    if typed.trim().is_empty() { Ok(None) } else { normalise_mobile(typed).map(Some).map_err(|_| Refusal::NotAMobile) }
}

fn parse_email(typed: &str) -> Result<Option<String>, Refusal> {
    if typed.trim().is_empty() { Ok(None) } else { normalise_email(typed).map(Some).map_err(|_| Refusal::NotAnEmail) }
}

#[cfg(test)]
mod tests;
