//! Operations: companies and partners.

use super::{LONGEST_COMPANY_NAME, optional, parse_identity};
use crate::auth::model::Viewer;
use crate::organisation::model::{Denial, NewPartner, PartnerForm, PartnerId, PartnerKind, RealNameState, Refusal};
use crate::values::problems::Problems;
use crate::values::typed::required_line;

/// Operations are the vendor's own (U33).
///
/// # Errors
/// `VendorOnly`.
pub fn may_operate(viewer: &Viewer) -> Result<(), Denial> {
    if viewer.is_vendor() { Ok(()) } else { Err(Denial::VendorOnly) }
}

/// A company and partner with its first administrator. That the distributor exists and that the names are free is the
/// database's to say.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_partner(form: &PartnerForm) -> Result<NewPartner, Problems<Refusal>> {
    let mut problems = Problems::new();
    let company_name = problems.keep("company_name", required_line(&form.company_name, LONGEST_COMPANY_NAME).map_err(Refusal::from));
    let name = problems.keep("name", required_line(&form.name, LONGEST_COMPANY_NAME).map_err(Refusal::from));
    let kind = problems.keep("kind", parse_kind(&form.kind));
    let distributor = problems.keep("distributor", parse_distributor(kind, &form.distributor));
    let channel_only = problems.keep("channel_only", parse_channel_only(kind, &form.channel_only));
    let real_name = optional(&form.real_name_state, |typed| typed.parse().map_err(|_| Refusal::NotAChoice));
    let real_name = problems.keep("real_name_state", real_name);
    let administrator = parse_identity(&mut problems, &form.account_name, &form.display_name, &form.email, &form.mobile);
    let partner = (|| {
        Some(NewPartner {
            company_name: company_name?,
            name: name?,
            kind: kind?,
            distributor: distributor?,
            channel_only: channel_only?,
            real_name_state: real_name?.unwrap_or(RealNameState::Unverified),
            administrator: administrator?,
        })
    })();
    problems.check(partner)
}

fn parse_kind(typed: &str) -> Result<PartnerKind, Refusal> {
    if typed.is_empty() { Err(Refusal::Missing) } else { typed.parse().map_err(|_| Refusal::NotAChoice) }
}

fn parse_distributor(kind: Option<PartnerKind>, typed: &str) -> Result<Option<PartnerId>, Refusal> {
    match (kind, typed.trim().is_empty()) {
        (Some(PartnerKind::Reseller), true) => Err(Refusal::ResellerNeedsADistributor),
        (Some(PartnerKind::Reseller) | None, false) => typed.parse().map(Some).map_err(|_| Refusal::UnknownDistributor),
        (Some(_), false) => Err(Refusal::OnlyResellersHaveADistributor),
        (_, true) => Ok(None),
    }
}

fn parse_channel_only(kind: Option<PartnerKind>, typed: &str) -> Result<bool, Refusal> {
    match (typed, kind) {
        ("" | "no", _) => Ok(false),
        ("yes", Some(PartnerKind::Distributor) | None) => Ok(true),
        ("yes", Some(_)) => Err(Refusal::ChannelOnlyIsForDistributors),
        _ => Err(Refusal::NotAChoice),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{self, SUMMIT};
    use super::*;

    fn form() -> PartnerForm {
        PartnerForm {
            company_name: "Delta Ltd".into(),
            name: "Delta Resale".into(),
            kind: "reseller".into(),
            distributor: SUMMIT.to_string(),
            account_name: "rita".into(),
            display_name: "Rita Okafor".into(),
            ..PartnerForm::default()
        }
    }

    fn problem(form: &PartnerForm, field: &str) -> Option<Refusal> {
        parse_partner(form).err().and_then(|problems| problems.at(field).next().copied())
    }

    #[test]
    fn a_partner_is_created_with_its_first_administrator() {
        let partner = parse_partner(&form()).unwrap();
        assert_eq!(partner.distributor, Some(SUMMIT));
        assert_eq!(partner.administrator.account_name, "rita");
        assert_eq!(partner.real_name_state, RealNameState::Unverified);
    }

    #[test]
    fn a_reseller_belongs_to_exactly_one_distributor_and_nobody_else_does() {
        assert_eq!(
            problem(&PartnerForm { distributor: String::new(), ..form() }, "form[distributor]"),
            Some(Refusal::ResellerNeedsADistributor)
        );
        assert_eq!(
            problem(&PartnerForm { kind: "distributor".into(), ..form() }, "form[distributor]"),
            Some(Refusal::OnlyResellersHaveADistributor)
        );
        assert_eq!(
            problem(&PartnerForm { distributor: "Summit".into(), ..form() }, "form[distributor]"),
            Some(Refusal::UnknownDistributor)
        );
    }

    #[test]
    fn only_a_distributor_is_channel_only() {
        assert_eq!(
            problem(&PartnerForm { channel_only: "yes".into(), ..form() }, "form[channel_only]"),
            Some(Refusal::ChannelOnlyIsForDistributors)
        );
        let relay = PartnerForm { kind: "distributor".into(), distributor: String::new(), channel_only: "yes".into(), ..form() };
        assert!(parse_partner(&relay).unwrap().channel_only);
    }

    #[test]
    fn all_problems_are_told_together() {
        let problems = parse_partner(&PartnerForm { email: "rita".into(), mobile: "1".into(), ..PartnerForm::default() }).unwrap_err();
        let fields: Vec<&str> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(
            fields,
            ["form[company_name]", "form[name]", "form[kind]", "form[account_name]", "form[display_name]", "form[email]", "form[mobile]"]
        );
    }

    #[test]
    fn operations_are_the_vendors() {
        assert_eq!(may_operate(&fixtures::viewer("viktor")), Ok(()));
        for account in ["mei", "zhao", "grace", "tom", "dara", "rita", "chan", "petra"] {
            assert_eq!(may_operate(&fixtures::viewer(account)), Err(Denial::VendorOnly), "{account}");
        }
    }
}
