//! Decisions of operations.

use super::model::{Operator, PartnerTerms, PartnerTermsForm, RealNameForm};
use crate::auth::model::Viewer;
use crate::organisation::model::{Denial, PartnerKind, RealNameState, Refusal};
use crate::organisation::rules::may_operate;
use crate::values::email::normalise_email;
use crate::values::mobile::normalise_mobile;
use crate::values::problems::Problems;
use crate::values::typed::optional_line;

/// Operations are the vendor's own (U33).
///
/// # Errors
/// `VendorOnly`.
pub fn operator(viewer: &Viewer) -> Result<Operator, Denial> {
    may_operate(viewer).map(|()| Operator::found())
}

/// Another state of a partner's real-name check: any but the present one.
///
/// # Errors
/// `Missing`, `NotAChoice`.
pub fn parse_real_name(form: &RealNameForm) -> Result<(RealNameState, RealNameState), Refusal> {
    let from: RealNameState = form.from.trim().parse().map_err(|_| Refusal::NotAChoice)?;
    let to = match form.to.trim() {
        "" => return Err(Refusal::Missing),
        typed => typed.parse().map_err(|_| Refusal::NotAChoice)?,
    };
    if from == to { Err(Refusal::NotAChoice) } else { Ok((from, to)) }
}

/// A partner's terms. Channel only and delisted are for distributors; a distributor that has customers develops them, so it
/// cannot become channel only.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_terms(form: &PartnerTermsForm, kind: PartnerKind, customers: i64) -> Result<PartnerTerms, Problems<Refusal>> {
    let mut problems = Problems::new();
    let is_distributor = kind == PartnerKind::Distributor;
    let for_distributors = |typed: &str| match ticked(typed) {
        Ok(true) if !is_distributor => Err(Refusal::ChannelOnlyIsForDistributors),
        other => other,
    };
    let contact_mobile = problems.keep("contact_mobile", mobile(&form.contact_mobile));
    let contact_email = problems.keep("contact_email", email(&form.contact_email));
    let channel_only = for_distributors(&form.channel_only);
    let channel_only = problems
        .keep("channel_only", channel_only.and_then(|on| if on && customers > 0 { Err(Refusal::HasCustomers(customers)) } else { Ok(on) }));
    let referral_right = problems.keep("referral_right", ticked(&form.referral_right));
    let delisted = problems.keep("delisted", for_distributors(&form.delisted));
    let manager_name = problems.keep("manager_name", optional_line(&form.manager_name, 64).map_err(Refusal::from));
    let manager_mobile = problems.keep("manager_mobile", mobile(&form.manager_mobile));
    let manager_email = problems.keep("manager_email", email(&form.manager_email));
    let terms = (|| {
        Some(PartnerTerms {
            contact_mobile: contact_mobile?,
            contact_email: contact_email?,
            channel_only: channel_only?,
            referral_right: referral_right?,
            delisted: delisted?,
            manager_name: manager_name?,
            manager_mobile: manager_mobile?,
            manager_email: manager_email?,
        })
    })();
    problems.check(terms)
}

fn ticked(typed: &str) -> Result<bool, Refusal> {
    match typed {
        "" => Ok(false),
        "true" => Ok(true),
        _ => Err(Refusal::NotAChoice),
    }
}

fn mobile(typed: &str) -> Result<String, Refusal> {
    if typed.trim().is_empty() { Ok(String::new()) } else { normalise_mobile(typed).map_err(|_| Refusal::NotAMobile) }
}

fn email(typed: &str) -> Result<String, Refusal> {
    if typed.trim().is_empty() { Ok(String::new()) } else { normalise_email(typed).map_err(|_| Refusal::NotAnEmail) }
}

/// Whether customers can be recorded for a partner: not for a distributor that only recruits resellers (仅拓渠).
pub const fn may_have_customers(kind: PartnerKind, channel_only: bool) -> bool {
    !(matches!(kind, PartnerKind::Distributor) && channel_only)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::rules::cast;

    #[test]
    fn only_the_vendors_staff_operate() {
        assert!(operator(&cast::viewer("viktor")).is_ok());
        for account in ["mei", "zhao", "lin", "grace", "tom", "dara", "rita", "chan", "petra"] {
            assert_eq!(operator(&cast::viewer(account)).err(), Some(Denial::VendorOnly), "{account}");
        }
    }

    #[test]
    fn the_real_name_state_changes_to_another_one() {
        let form = |from: &str, to: &str| RealNameForm { from: from.into(), to: to.into(), ..RealNameForm::default() };
        assert_eq!(parse_real_name(&form("in_review", "verified")), Ok((RealNameState::InReview, RealNameState::Verified)));
        assert_eq!(parse_real_name(&form("verified", "verified")), Err(Refusal::NotAChoice));
        assert_eq!(parse_real_name(&form("verified", "")), Err(Refusal::Missing));
        assert_eq!(parse_real_name(&form("", "verified")), Err(Refusal::NotAChoice));
    }

    #[test]
    fn channel_only_and_delisted_are_for_distributors_and_channel_only_for_one_without_customers() {
        let form = PartnerTermsForm { channel_only: "true".into(), delisted: "true".into(), ..PartnerTermsForm::default() };
        let problems = parse_terms(&form, PartnerKind::SolutionProvider, 0).unwrap_err();
        let no = Refusal::ChannelOnlyIsForDistributors;
        assert_eq!(problems.0.iter().map(|problem| problem.kind).collect::<Vec<_>>(), [no, no]);
        assert!(parse_terms(&form, PartnerKind::Distributor, 0).unwrap().channel_only);
        let problems = parse_terms(&form, PartnerKind::Distributor, 3).unwrap_err();
        assert_eq!(problems.at("form[channel_only]").collect::<Vec<_>>(), [&Refusal::HasCustomers(3)]);
    }

    #[test]
    fn contacts_are_optional_but_must_be_real() {
        let form = PartnerTermsForm { contact_mobile: "12".into(), manager_email: "x".into(), ..PartnerTermsForm::default() };
        let problems = parse_terms(&form, PartnerKind::Reseller, 0).unwrap_err();
        assert_eq!(problems.0.len(), 2);
        let form = PartnerTermsForm { contact_mobile: "+86 138 0013 8000".into(), ..PartnerTermsForm::default() };
        assert!(!parse_terms(&form, PartnerKind::Reseller, 0).unwrap().contact_mobile.is_empty());
    }

    #[test]
    fn a_channel_only_distributor_has_no_customers() {
        assert!(!may_have_customers(PartnerKind::Distributor, true));
        assert!(may_have_customers(PartnerKind::Distributor, false));
        assert!(may_have_customers(PartnerKind::Reseller, false));
    }
}
