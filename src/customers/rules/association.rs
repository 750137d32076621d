//! Ending an association and switching its type: who may ask, what stands in the way, and how often.

use chrono::{DateTime, Months, TimeDelta, Utc};

use crate::auth::model::Viewer;
use crate::customers::model::{
    AssociationType, LONGEST_REQUEST_NOTE, NewRequest, RequestDenial, RequestForm, RequestKind, RequestRefusal, RequestState, Standing,
    Trait,
};
use crate::values::date::beijing_time;
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, line, optional_lines};

/// What blocks the end of an association and its switch (§2.3), in the order in which the check lists it.
pub const BLOCKERS: [Trait; 7] = [
    Trait::PendingOrders,
    Trait::Debt,
    Trait::ReservedInstances,
    Trait::EnterpriseMaster,
    Trait::Frozen,
    Trait::SpecialContract,
    Trait::PickUpVouchers,
];
/// Tags of one customer.
pub const MOST_TAGS: usize = 10;
/// Characters of a tag.
pub const LONGEST_TAG: usize = 32;

/// The account check: what stands in the way. A switch to resale is also blocked by a credit account.
pub fn blockers(kind: RequestKind, present: AssociationType, traits: &[Trait]) -> Vec<Trait> {
    let to_resale = kind == RequestKind::SwitchType && present == AssociationType::Referral;
    let credit = to_resale.then_some(Trait::CreditAccount);
    BLOCKERS.into_iter().chain(credit).filter(|blocker| traits.contains(blocker)).collect()
}

/// The type to which a switch leads: there are two.
pub const fn other_type(kind: AssociationType) -> AssociationType {
    match kind {
        AssociationType::Referral => AssociationType::Resale,
        AssociationType::Resale => AssociationType::Referral,
    }
}

/// Whether a partner may have a customer in this type: referral takes a right that the vendor gives (R37).
pub const fn may_have_type(kind: AssociationType, referral_right: bool) -> bool {
    referral_right || !matches!(kind, AssociationType::Referral)
}

/// Only the partner's administrator asks (R57), about the partner's own customers.
///
/// # Errors
/// `VendorStaff`, `NotAdministrator`, `OfAReseller`.
pub fn may_request(viewer: &Viewer, standing: &Standing) -> Result<(), RequestDenial> {
    may_see_requests(viewer)?;
    if viewer.partner_id() == Some(standing.partner_id) { Ok(()) } else { Err(RequestDenial::OfAReseller) }
}

/// Only the partner's administrator reads the records and takes a request back.
///
/// # Errors
/// `VendorStaff`, `NotAdministrator`.
pub fn may_see_requests(viewer: &Viewer) -> Result<(), RequestDenial> {
    if viewer.is_vendor() {
        Err(RequestDenial::VendorStaff)
    } else if !viewer.is_administrator() {
        Err(RequestDenial::NotAdministrator)
    } else {
        Ok(())
    }
}

/// The administrator and the account manager tag a customer of their partner.
///
/// # Errors
/// `OfAReseller`, `NotYourCustomer`.
pub fn may_tag(viewer: &Viewer, standing: &Standing) -> Result<(), RequestDenial> {
    if viewer.partner_id() != Some(standing.partner_id) {
        Err(RequestDenial::OfAReseller)
    } else if viewer.is_administrator() || standing.owner_id == Some(viewer.person_id) {
        Ok(())
    } else {
        Err(RequestDenial::NotYourCustomer)
    }
}

/// From when on a partner may ask again: so many months after the last request, by the calendar in Beijing, whatever became
/// of it (U27).
pub fn free_again_at(last: DateTime<Utc>, months: u32) -> DateTime<Utc> {
    beijing_time(last).checked_add_months(Months::new(months)).map_or(last, |at| at.with_timezone(&Utc))
}

/// Whether a request can be made now.
///
/// # Errors
/// `Pending`, `TooSoon`, `NoReferralRight`, `Blocked`, `NoEmail`.
pub fn may_ask_now(standing: &Standing, kind: RequestKind, months: u32, now: DateTime<Utc>) -> Result<(), RequestRefusal> {
    if standing.is_pending {
        return Err(RequestRefusal::Pending);
    }
    if let Some(free) = standing.last_request.map(|last| free_again_at(last, months)).filter(|free| now < *free) {
        return Err(RequestRefusal::TooSoon(free));
    }
    if kind == RequestKind::SwitchType && !may_have_type(other_type(standing.kind), standing.referral_right) {
        Err(RequestRefusal::NoReferralRight)
    } else if !blockers(kind, standing.kind, &standing.traits).is_empty() {
        Err(RequestRefusal::Blocked)
    } else if standing.email.is_empty() {
        Err(RequestRefusal::NoEmail)
    } else {
        Ok(())
    }
}

/// When the customer's link stops working.
pub fn consent_expires_at(at: DateTime<Utc>, days: i64) -> DateTime<Utc> {
    at + TimeDelta::days(days)
}

/// What became of a request by now: a pending one whose time is up has expired, even if nobody closed it yet.
pub fn request_state(stored: RequestState, expires_at: DateTime<Utc>, now: DateTime<Utc>) -> RequestState {
    if stored == RequestState::Pending && now >= expires_at { RequestState::Expired } else { stored }
}

/// Reads the form: what is asked for, and that "I understand" is ticked (R58).
///
/// # Errors
/// Every problem, each at its input.
pub fn parse_request(form: &RequestForm) -> Result<NewRequest, Problems<RequestRefusal>> {
    let mut problems = Problems::new();
    let kind = problems.keep("kind", form.kind.parse::<RequestKind>().map_err(|_| RequestRefusal::NotAChoice));
    let note = problems.keep("note", optional_lines(&form.note, LONGEST_REQUEST_NOTE).map_err(too_long));
    if form.understood != "true" {
        problems.add("understood", RequestRefusal::NotUnderstood);
    }
    problems.check(kind.zip(note).map(|(kind, note)| NewRequest { kind, note }))
}

fn too_long(problem: TextProblem) -> RequestRefusal {
    match problem {
        TextProblem::TooLong(most) => RequestRefusal::TooLong(most),
        TextProblem::Missing => RequestRefusal::NotAChoice,
    }
}

/// Reads tags: separated by commas of either width, each once, without spaces around.
///
/// # Errors
/// `TooManyTags`, `TagTooLong`.
pub fn parse_tags(typed: &str) -> Result<Vec<String>, RequestRefusal> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split([',', '，', '、', '\n']).map(line).filter(|tag| !tag.is_empty()) {
        if tag.chars().count() > LONGEST_TAG {
            return Err(RequestRefusal::TagTooLong(LONGEST_TAG));
        }
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    if tags.len() > MOST_TAGS { Err(RequestRefusal::TooManyTags(MOST_TAGS)) } else { Ok(tags) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::model::{AssociationId, CustomerId};
    use crate::organisation::model::PartnerId;
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, SUMMIT, id, viewer};

    fn standing(partner_id: PartnerId, traits: &[Trait]) -> Standing {
        Standing {
            id: AssociationId(uuid::Uuid::nil()),
            customer: CustomerId(uuid::Uuid::nil()),
            number: "C00000001".into(),
            name: "Snowpeak".into(),
            email: "it@example.com".into(),
            partner_id,
            partner: "Harbor".into(),
            kind: AssociationType::Referral,
            referral_right: false,
            owner_id: Some(id("mei")),
            version: 1,
            traits: traits.to_vec(),
            link_tag: String::new(),
            tags: Vec::new(),
            last_request: None,
            is_pending: false,
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn only_the_administrator_asks_and_only_about_the_partners_own_customers() {
        for (account, may) in [
            ("grace", Ok(())),
            ("mei", Err(RequestDenial::NotAdministrator)),
            ("zhao", Err(RequestDenial::NotAdministrator)),
            ("lin", Err(RequestDenial::NotAdministrator)),
            ("petra", Err(RequestDenial::OfAReseller)),
            ("viktor", Err(RequestDenial::VendorStaff)),
        ] {
            assert_eq!(may_request(&viewer(account), &standing(HARBOR, &[])), may, "{account}");
        }
        assert_eq!(may_request(&viewer("dara"), &standing(SUMMIT, &[])), Ok(()));
        assert_eq!(may_request(&viewer("dara"), &standing(DELTA, &[])), Err(RequestDenial::OfAReseller));
    }

    #[test]
    fn each_blocker_blocks_and_lists_itself() {
        for blocker in BLOCKERS {
            let traits = [Trait::OnlineSales, blocker, Trait::Consumer];
            assert_eq!(blockers(RequestKind::Disassociate, AssociationType::Resale, &traits), [blocker]);
            let answer = may_ask_now(&standing(HARBOR, &traits), RequestKind::Disassociate, 3, at("2026-11-23T08:00:00Z"));
            assert_eq!(answer, Err(RequestRefusal::Blocked), "{blocker}");
        }
        assert!(blockers(RequestKind::Disassociate, AssociationType::Referral, &[Trait::CreditAccount, Trait::CashSpend]).is_empty());
    }

    #[test]
    fn a_credit_account_blocks_the_switch_to_resale_only() {
        let credit = [Trait::CreditAccount];
        assert_eq!(blockers(RequestKind::SwitchType, AssociationType::Referral, &credit), credit);
        assert!(blockers(RequestKind::SwitchType, AssociationType::Resale, &credit).is_empty());
    }

    #[test]
    fn only_a_partner_with_the_right_of_referral_asks_for_the_switch_to_it() {
        let of = |kind, referral_right| Standing { kind, referral_right, ..standing(HARBOR, &[]) };
        let ask = |standing: &Standing, kind| may_ask_now(standing, kind, 3, at("2026-11-23T08:00:00Z"));
        let resale = of(AssociationType::Resale, false);
        assert_eq!(ask(&resale, RequestKind::SwitchType), Err(RequestRefusal::NoReferralRight));
        assert_eq!(ask(&resale, RequestKind::Disassociate), Ok(()));
        assert_eq!(ask(&of(AssociationType::Resale, true), RequestKind::SwitchType), Ok(()));
        assert_eq!(ask(&of(AssociationType::Referral, false), RequestKind::SwitchType), Ok(()), "out of referral it takes no right");
    }

    #[test]
    fn one_request_within_three_months() {
        let last = at("2026-08-30T20:00:00Z"); // 31 August, four in the morning in Beijing.
        let free = free_again_at(last, 3);
        assert_eq!(free, at("2026-11-29T20:00:00Z"), "there is no 31 November");
        let asked = Standing { last_request: Some(last), ..standing(HARBOR, &[]) };
        let ask = |now| may_ask_now(&asked, RequestKind::Disassociate, 3, now);
        assert_eq!(ask(free - TimeDelta::seconds(1)), Err(RequestRefusal::TooSoon(free)));
        assert_eq!(ask(free), Ok(()));
        assert_eq!(may_ask_now(&asked, RequestKind::Disassociate, 0, last), Ok(()), "an installation may set no limit");
        let pending = Standing { is_pending: true, ..asked };
        assert_eq!(may_ask_now(&pending, RequestKind::Disassociate, 3, free), Err(RequestRefusal::Pending));
    }

    #[test]
    fn a_customer_without_an_address_cannot_be_asked() {
        let silent = Standing { email: String::new(), ..standing(HARBOR, &[]) };
        assert_eq!(may_ask_now(&silent, RequestKind::SwitchType, 3, at("2026-11-23T08:00:00Z")), Err(RequestRefusal::NoEmail));
    }

    #[test]
    fn a_link_works_for_seven_days_and_not_a_second_longer() {
        let sent = at("2026-11-23T08:00:00Z");
        let until = consent_expires_at(sent, 7);
        assert_eq!(request_state(RequestState::Pending, until, until - TimeDelta::seconds(1)), RequestState::Pending);
        assert_eq!(request_state(RequestState::Pending, until, until), RequestState::Expired);
        assert_eq!(request_state(RequestState::Refused, until, until), RequestState::Refused);
    }

    #[test]
    fn the_acknowledgement_must_be_ticked() {
        let form =
            |kind: &str, understood: &str| RequestForm { kind: kind.into(), understood: understood.into(), ..RequestForm::default() };
        assert!(parse_request(&form("disassociate", "true")).is_ok());
        let problems = parse_request(&form("", "")).unwrap_err();
        assert_eq!(problems.at("form[understood]").next(), Some(&RequestRefusal::NotUnderstood));
        assert_eq!(problems.at("form[kind]").next(), Some(&RequestRefusal::NotAChoice));
    }

    #[test]
    fn the_administrator_and_the_account_manager_tag_a_customer() {
        for (account, may) in [
            ("mei", Ok(())),
            ("grace", Ok(())),
            ("lin", Err(RequestDenial::NotYourCustomer)),
            ("zhao", Err(RequestDenial::NotYourCustomer)),
        ] {
            assert_eq!(may_tag(&viewer(account), &standing(HARBOR, &[])), may, "{account}");
        }
        assert_eq!(may_tag(&viewer("dara"), &standing(DELTA, &[])), Err(RequestDenial::OfAReseller));
    }

    #[test]
    fn tags_are_read_each_once() {
        assert_eq!(parse_tags(" VIP, 华东，VIP 、 Expo 2026 "), Ok(vec!["VIP".into(), "华东".into(), "Expo 2026".into()]));
        assert_eq!(parse_tags(""), Ok(vec![]));
        assert_eq!(parse_tags(&"x".repeat(33)), Err(RequestRefusal::TagTooLong(32)));
        let eleven = (0..11).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(parse_tags(&eleven), Err(RequestRefusal::TooManyTags(10)));
    }
}
