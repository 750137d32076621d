//! Inviting by mail: which claims, what is offered, how long the link works, what may be sent again.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::customers::rules::claim_state;
use crate::i18n::Locale;
use crate::invitations::model::{
    AssociationType, ClaimId, ClaimState, FailReason, InvitationKind, InvitationState, NotInvitable, Refusal, SendForm, Standing,
};
use crate::values::problems::Problems;

/// Claims invited, or invitations sent again, in one go.
pub const MOST_AT_ONCE: usize = 100;
/// Invitations that a partner mails to one address within [`MAILED_WITHIN`]; the manuals set no number.
pub const MOST_MAILS: i64 = 5;
/// A day.
pub const MAILED_WITHIN: TimeDelta = TimeDelta::hours(24);

/// When a mailed link stops working: so many days after it was sent, to the second (R31). Sending again begins anew (R34).
pub fn link_expires_at(sent_at: DateTime<Utc>, invitation_days: i16) -> DateTime<Utc> {
    sent_at + TimeDelta::days(i64::from(invitation_days))
}

/// Where an invitation stands now: a sent one whose time is up has expired, even if nobody closed it yet; a code that
/// nobody entered in time has failed.
pub fn state_now(stored: InvitationState, expires_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> InvitationState {
    let is_over = expires_at.is_some_and(|until| now >= until);
    match stored {
        InvitationState::Sent if is_over => InvitationState::Expired,
        InvitationState::Confirming if is_over => InvitationState::Failed,
        stored => stored,
    }
}

/// Why an invitation led to nothing, of any that is over without an association.
pub fn reason_of(state: InvitationState, stored: Option<FailReason>) -> Option<FailReason> {
    match state {
        InvitationState::Sent | InvitationState::Confirming | InvitationState::Accepted => None,
        InvitationState::Declined => Some(FailReason::Declined),
        InvitationState::Expired => Some(FailReason::Expired),
        InvitationState::Withdrawn => Some(FailReason::Withdrawn),
        InvitationState::Replaced => Some(FailReason::Replaced),
        InvitationState::Failed => stored.or(Some(FailReason::NotProven)),
    }
}

/// Whether so many mails to one address within [`MAILED_WITHIN`] allow no other: nobody's mailbox is filled from here.
pub const fn mailed_often(mails: i64) -> Option<NotInvitable> {
    if mails >= MOST_MAILS { Some(NotInvitable::MailedOften) } else { None }
}

/// Why a claim cannot be invited by mail: only 已报备 ones can (R30), and the mail needs an address.
pub fn obstacle(stored: ClaimState, valid_until: DateTime<Utc>, email: &str, now: DateTime<Utc>) -> Option<NotInvitable> {
    match claim_state(stored, valid_until, now) {
        ClaimState::Open if email.is_empty() => Some(NotInvitable::NoEmail),
        ClaimState::Open => None,
        state => Some(NotInvitable::NotOpen(state)),
    }
}

/// Whether a mailed invitation may be sent again: expired, failed or declined ones, and those under way (the mail may be
/// lost); never one that was accepted, or that the partner itself ended for another.
pub const fn may_resend(kind: InvitationKind, state: InvitationState) -> bool {
    matches!(kind, InvitationKind::Email)
        && matches!(state, InvitationState::Expired | InvitationState::Failed | InvitationState::Declined | InvitationState::Sent)
}

/// What the partner may offer: referral only with the right (R37). Resale comes first, it is the usual one.
pub const fn offered(standing: &Standing) -> &'static [AssociationType] {
    if standing.referral_right { &[AssociationType::Resale, AssociationType::Referral] } else { &[AssociationType::Resale] }
}

/// Whether a name is written in Chinese: then the mail is proposed in Chinese.
pub fn is_chinese(name: &str) -> bool {
    name.chars().any(|c| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'))
}

/// Ids separated by commas, each once: one to a hundred.
///
/// # Errors
/// `Missing`, `NotAChoice` for anything else.
pub fn parse_ids(typed: &str) -> Result<Vec<Uuid>, Refusal> {
    let mut ids = Vec::new();
    for part in typed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let id: Uuid = part.parse().map_err(|_| Refusal::NotAChoice)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    match ids.len() {
        0 => Err(Refusal::Missing),
        1..=MOST_AT_ONCE => Ok(ids),
        _ => Err(Refusal::NotAChoice),
    }
}

/// Which claims, offering what, in which language.
///
/// # Errors
/// All problems, each at its input; `NoReferralRight` (R37).
pub fn parse_send(form: &SendForm, standing: &Standing) -> Result<(Vec<ClaimId>, AssociationType, Locale), Problems<Refusal>> {
    let mut problems = Problems::new();
    let claims = problems.keep("claims", parse_ids(&form.claims));
    let kind = problems.keep("association_type", parse_offered(&form.association_type, standing));
    let locale = problems.keep("locale", Locale::from_tag(&form.locale).ok_or(Refusal::Missing));
    let parsed = (|| Some((claims?.into_iter().map(ClaimId).collect(), kind?, locale?)))();
    problems.check(parsed)
}

/// A type that the partner may offer.
pub(super) fn parse_offered(typed: &str, standing: &Standing) -> Result<AssociationType, Refusal> {
    let kind: AssociationType = match typed.trim() {
        "" => return Err(Refusal::Missing),
        typed => typed.parse().map_err(|_| Refusal::NotAChoice)?,
    };
    if offered(standing).contains(&kind) { Ok(kind) } else { Err(Refusal::NoReferralRight) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_mailed_link_works_for_seven_days_and_not_a_second_longer() {
        let until = link_expires_at(at("2026-11-01T08:00:00Z"), 7);
        assert_eq!(until, at("2026-11-08T08:00:00Z"));
        let second = TimeDelta::seconds(1);
        assert_eq!(state_now(InvitationState::Sent, Some(until), until - second), InvitationState::Sent);
        assert_eq!(state_now(InvitationState::Sent, Some(until), until), InvitationState::Expired);
        assert_eq!(state_now(InvitationState::Sent, Some(until), until + second), InvitationState::Expired);
    }

    #[test]
    fn what_was_answered_does_not_expire() {
        let until = at("2026-11-08T08:00:00Z");
        for state in [InvitationState::Accepted, InvitationState::Declined, InvitationState::Withdrawn, InvitationState::Replaced] {
            assert_eq!(state_now(state, Some(until), until + TimeDelta::days(30)), state);
        }
    }

    #[test]
    fn only_open_claims_with_an_address_can_be_invited_by_mail() {
        let (now, until) = (at("2026-11-10T08:00:00Z"), at("2026-11-16T08:00:00Z"));
        assert_eq!(obstacle(ClaimState::Open, until, "it@example.com", now), None);
        assert_eq!(obstacle(ClaimState::Open, until, "", now), Some(NotInvitable::NoEmail));
        assert_eq!(obstacle(ClaimState::Open, now, "it@example.com", now), Some(NotInvitable::NotOpen(ClaimState::Lapsed)));
        for state in [ClaimState::InReview, ClaimState::Rejected, ClaimState::Withdrawn, ClaimState::Associated, ClaimState::Lapsed] {
            assert_eq!(obstacle(state, until, "it@example.com", now), Some(NotInvitable::NotOpen(state)));
        }
    }

    #[test]
    fn an_address_gets_five_mails_within_a_day() {
        assert_eq!(mailed_often(4), None);
        assert_eq!(mailed_often(5), Some(NotInvitable::MailedOften));
    }

    #[test]
    fn expired_failed_and_declined_mails_can_be_sent_again_and_so_can_one_that_was_lost() {
        use InvitationState::{Accepted, Confirming, Declined, Expired, Failed, Replaced, Sent, Withdrawn};
        for (state, expected) in [
            (Expired, true),
            (Failed, true),
            (Declined, true),
            (Sent, true),
            (Accepted, false),
            (Confirming, false),
            (Replaced, false),
            (Withdrawn, false),
        ] {
            assert_eq!(may_resend(InvitationKind::Email, state), expected, "{state}");
            assert!(!may_resend(InvitationKind::General, state), "nothing was mailed");
        }
    }

    #[test]
    fn referral_is_offered_only_with_the_right() {
        let with = Standing { referral_right: true, ..Standing::default() };
        assert_eq!(offered(&with), [AssociationType::Resale, AssociationType::Referral]);
        assert_eq!(offered(&Standing::default()), [AssociationType::Resale]);
        let form = SendForm {
            claims: Uuid::from_u128(1).to_string(),
            association_type: "referral".into(),
            locale: "en".into(),
            ..SendForm::default()
        };
        assert!(parse_send(&form, &with).is_ok());
        let problems = parse_send(&form, &Standing::default()).unwrap_err();
        assert_eq!(problems.at("form[association_type]").collect::<Vec<_>>(), [&Refusal::NoReferralRight]);
    }

    #[test]
    fn one_to_a_hundred_claims_are_invited_at_once_each_once() {
        let ids = |n: u128| (1..=n).map(|n| Uuid::from_u128(n).to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(parse_ids(""), Err(Refusal::Missing));
        assert_eq!(parse_ids(" , "), Err(Refusal::Missing));
        assert_eq!(parse_ids(&ids(100)).map(|ids| ids.len()), Ok(100));
        assert_eq!(parse_ids(&ids(101)), Err(Refusal::NotAChoice));
        assert_eq!(parse_ids("x"), Err(Refusal::NotAChoice));
        assert_eq!(parse_ids(&format!("{0},{0}", Uuid::from_u128(7))), Ok(vec![Uuid::from_u128(7)]));
    }

    #[test]
    fn a_form_says_all_that_is_missing() {
        let problems = parse_send(&SendForm::default(), &Standing::default()).unwrap_err();
        let fields: Vec<&str> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["form[claims]", "form[association_type]", "form[locale]"]);
    }

    #[test]
    fn a_chinese_name_proposes_a_chinese_mail() {
        assert!(is_chinese("雪岭文旅集团") && is_chinese("Ridgeway 医院"));
        assert!(!is_chinese("Ridgeway Hospital"));
    }
}
