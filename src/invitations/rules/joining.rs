//! What happens at the link: whether it still works, whether somebody may be associated, what must be typed and proven.

use std::cmp::Ordering;

use chrono::{DateTime, TimeDelta, Utc};

use super::sending::{reason_of, state_now};
use crate::invitations::model::{
    AssociationHolder, AssociationType, Facts, FailReason, InvitationState, Joining, Newcomer, NewcomerForm, Refusal, Trait,
};
use crate::values::date::beijing_date;
use crate::values::email::normalise_email;
use crate::values::mobile::normalise_mobile;
use crate::values::problems::Problems;
use crate::values::typed::{half_width, optional_line, required_line};

/// A code works for so many minutes.
pub const CODE_MINUTES: i64 = 10;
/// A code may be entered wrongly so many times; then it is dead.
pub const CODE_TRIES: i16 = 3;
/// Longest company name.
const LONGEST_NAME: usize = 128;
/// Longest account name and contact.
const LONGEST_SHORT_NAME: usize = 64;

/// When a code stops working.
pub fn code_expires_at(sent_at: DateTime<Utc>) -> DateTime<Utc> {
    sent_at + TimeDelta::minutes(CODE_MINUTES)
}

/// Whether the link itself still works: mailed ones for their days and once (R31, R33), campaign links until the campaign's
/// last Beijing day is over (U16), general and custom ones always (R32); none that was taken back.
///
/// # Errors
/// Why not.
pub fn judge_link(facts: &Facts) -> Result<(), FailReason> {
    match state_now(facts.state, facts.expires_at, facts.now) {
        InvitationState::Sent | InvitationState::Confirming => {}
        InvitationState::Accepted => return Err(FailReason::AlreadyUsed),
        state => return Err(reason_of(state, facts.reason).unwrap_or(FailReason::Expired)),
    }
    if facts.withdrawn {
        return Err(FailReason::Withdrawn);
    }
    if facts.campaign_ends.is_some_and(|last| beijing_date(facts.now) > last) {
        return Err(FailReason::CampaignEnded);
    }
    if facts.association_type == AssociationType::Referral && !facts.referral_right {
        return Err(FailReason::NoReferralRight);
    }
    Ok(())
}

/// Whether the customer may be associated now. Nothing without proof; at most one association a customer (R38); nobody whom
/// another partner claimed meanwhile (U14).
///
/// # Errors
/// The first reason that stands in the way; what the customer may hear comes before what the vendor knows.
pub fn judge_association(facts: &Facts) -> Result<(), FailReason> {
    judge_link(facts)?;
    if !facts.proven {
        return Err(FailReason::NotProven);
    }
    match facts.associated {
        Some(AssociationHolder::Ours) => return Err(FailReason::AssociatedAlready),
        Some(AssociationHolder::Anothers) => return Err(FailReason::AssociatedElsewhere),
        None => {}
    }
    if facts.claimed_by_another {
        return Err(FailReason::ClaimedByAnother);
    }
    if facts.claim_in_review {
        return Err(FailReason::ClaimInReview);
    }
    let has = |one: Trait| facts.traits.contains(&one);
    if has(Trait::Partner) {
        Err(FailReason::IsPartner)
    } else if has(Trait::SpecialContract) {
        Err(FailReason::SpecialContract)
    } else if has(Trait::CreditAccount) && facts.association_type == AssociationType::Resale {
        Err(FailReason::CreditAccountInResale)
    } else {
        Ok(())
    }
}

/// What an entered code comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeVerdict {
    /// The address is proven.
    Right,
    /// Wrong; so many tries are left.
    Wrong(i16),
    /// Wrong for the third time, or too late.
    Dead,
}

/// A code works for ten minutes and may be entered wrongly twice; the third wrong try ends it.
pub fn judge_code(is_right: bool, wrong_before: i16, expires_at: DateTime<Utc>, now: DateTime<Utc>) -> CodeVerdict {
    let left = CODE_TRIES - wrong_before;
    if now >= expires_at || left <= 0 {
        CodeVerdict::Dead
    } else if is_right {
        CodeVerdict::Right
    } else {
        match left.cmp(&1) {
            Ordering::Greater => CodeVerdict::Wrong(left - 1),
            _ => CodeVerdict::Dead,
        }
    }
}

/// A code as it was mailed, however it is typed: half width, upper case, without spaces and dashes.
pub fn normalise_code(typed: &str) -> String {
    half_width(typed).chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase).collect()
}

/// What somebody says at a link. A mailed link proves the address it was sent to (`proves`): no other is asked for. A new
/// account needs company, account name, contact and mobile; an existing one its account name and the address on file.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_newcomer(form: &NewcomerForm, proves: Option<&str>) -> Result<Newcomer, Problems<Refusal>> {
    let mut problems = Problems::new();
    let joining: Option<Joining> = problems.keep("joining", parse_joining(&form.joining));
    let account_name = problems.keep("account_name", parse_account_name(&form.account_name));
    let email = match proves {
        Some(email) => Some(email.to_owned()),
        None => problems.keep("email", parse_email(&form.email)),
    };
    let is_new = joining != Some(Joining::Identify);
    let (company_name, contact_name, mobile) = if is_new {
        (
            problems.keep("company_name", required_line(&form.company_name, LONGEST_NAME).map_err(Refusal::from)),
            problems.keep("contact_name", required_line(&form.contact_name, LONGEST_SHORT_NAME).map_err(Refusal::from)),
            problems.keep("mobile", parse_mobile(&form.mobile)),
        )
    } else {
        let contact = optional_line(&form.contact_name, LONGEST_SHORT_NAME).map_err(Refusal::from);
        (account_name.clone(), problems.keep("contact_name", contact), Some(String::new()))
    };
    if form.agreed != "true" {
        problems.add("agreed", Refusal::NotAgreed);
    }
    let newcomer = (|| {
        Some(Newcomer {
            joining: joining?,
            company_name: company_name?,
            account_name: account_name?,
            contact_name: contact_name?,
            mobile: mobile?,
            email: email?,
        })
    })();
    problems.check(newcomer)
}

fn parse_joining(typed: &str) -> Result<Joining, Refusal> {
    match typed.trim() {
        "" => Err(Refusal::Missing),
        typed => typed.parse().map_err(|_| Refusal::NotAChoice),
    }
}

/// An account name: letters and digits of any script, and the marks that names in use carry.
///
/// # Errors
/// `Missing`, `TooLong`, `NotAnAccountName`.
pub fn parse_account_name(typed: &str) -> Result<String, Refusal> {
    let name = required_line(&half_width(typed), LONGEST_SHORT_NAME).map_err(Refusal::from)?;
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@'));
    if is_plain { Ok(name) } else { Err(Refusal::NotAnAccountName) }
}

fn parse_email(typed: &str) -> Result<String, Refusal> {
    match typed.trim() {
        "" => Err(Refusal::Missing),
        typed => normalise_email(typed).map_err(|_| Refusal::NotAnEmail),
    }
}

fn parse_mobile(typed: &str) -> Result<String, Refusal> {
    match typed.trim() {
        "" => Err(Refusal::Missing),
        typed => normalise_mobile(typed).map_err(|_| Refusal::NotAMobile),
    }
}

#[cfg(test)]
mod tests;
