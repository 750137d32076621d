//! For which customer an opportunity is reported, who owns it, and whether there is one like it.

use crate::auth::model::{PersonId, Viewer};
use crate::opportunities::model::{Candidate, CustomerRef, Refusal};
use crate::organisation::model::PartnerKind;
use crate::values::similarity::similar;

/// Whether the viewer, who may report, may choose this customer: claimed by the partner or associated with it, or of a
/// distributor's reseller and then associated (R7); an account manager only her own (R4), whatever other roles she has.
/// What may not be chosen and what does not exist answer alike.
///
/// # Errors
/// `UnknownCustomer`, `ResellersClaim`, `ClaimLapsed`.
pub fn may_report_for(viewer: &Viewer, candidate: &Candidate) -> Result<(), Refusal> {
    let partner = viewer.partner().ok_or(Refusal::UnknownCustomer)?;
    let is_direct = candidate.partner_id == partner.id;
    let is_resellers = !is_direct && partner.kind == PartnerKind::Distributor && candidate.distributor_id == Some(partner.id);
    let is_claim = matches!(candidate.reference, CustomerRef::Claim(_));
    let is_own = candidate.owner_id == Some(viewer.person_id);
    if !(is_direct || is_resellers) || (viewer.is_account_manager() && !is_own) {
        Err(Refusal::UnknownCustomer)
    } else if is_resellers && is_claim {
        Err(Refusal::ResellersClaim)
    } else if !candidate.is_open && is_claim {
        Err(Refusal::ClaimLapsed)
    } else if !candidate.is_open {
        Err(Refusal::UnknownCustomer)
    } else {
        Ok(())
    }
}

/// Who will own what the viewer reports: an account manager herself (R5); the administrator or an operator the account
/// manager whom they choose, or themselves (U6). That the chosen one is an active account manager of the partner is asked
/// of the database.
///
/// # Errors
/// `OwnerIsOneself`.
pub fn owner_for(viewer: &Viewer, chosen: Option<PersonId>) -> Result<PersonId, Refusal> {
    match chosen {
        None => Ok(viewer.person_id),
        Some(owner) if owner == viewer.person_id || !viewer.is_account_manager() => Ok(owner),
        Some(_) => Err(Refusal::OwnerIsOneself),
    }
}

/// Whether a new opportunity for the same customer probably is this open one. A hint: it never blocks.
pub fn is_likely_duplicate(existing: &str, new: &str) -> bool {
    similar(existing, new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::{Permission, Preset};
    use crate::customers::model::{AssociationId, ClaimId};
    use crate::organisation::model::PartnerId;
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, SUMMIT, id, of, viewer};
    use uuid::Uuid;

    const ASSOCIATION: CustomerRef = CustomerRef::Association(AssociationId(Uuid::nil()));
    const CLAIM: CustomerRef = CustomerRef::Claim(ClaimId(Uuid::nil()));

    fn candidate(reference: CustomerRef, partner_id: PartnerId, owner: &str) -> Candidate {
        let distributor_id = (partner_id == SUMMIT || partner_id == DELTA).then_some(SUMMIT);
        Candidate { reference, partner_id, distributor_id, owner_id: Some(id(owner)), is_open: true }
    }

    #[test]
    fn an_account_manager_chooses_only_her_own_claimed_or_associated_customers() {
        for reference in [ASSOCIATION, CLAIM] {
            assert_eq!(may_report_for(&viewer("mei"), &candidate(reference, HARBOR, "mei")), Ok(()));
            assert_eq!(may_report_for(&viewer("mei"), &candidate(reference, HARBOR, "jun")), Err(Refusal::UnknownCustomer));
            assert_eq!(may_report_for(&viewer("lin"), &candidate(reference, HARBOR, "mei")), Err(Refusal::UnknownCustomer));
        }
        let unassigned = Candidate { owner_id: None, ..candidate(ASSOCIATION, HARBOR, "mei") };
        assert_eq!(may_report_for(&viewer("mei"), &unassigned), Err(Refusal::UnknownCustomer));
    }

    #[test]
    fn the_administrator_and_an_operator_choose_any_customer_of_the_partner_and_none_of_another() {
        let operator = of(HARBOR, "uma", &[], &[Permission::OpportunitiesReport]);
        for person in [viewer("grace"), operator] {
            assert_eq!(may_report_for(&person, &candidate(CLAIM, HARBOR, "mei")), Ok(()));
            assert_eq!(may_report_for(&person, &candidate(CLAIM, SUMMIT, "kofi")), Err(Refusal::UnknownCustomer));
        }
        assert_eq!(may_report_for(&viewer("petra"), &candidate(ASSOCIATION, HARBOR, "mei")), Err(Refusal::UnknownCustomer));
    }

    #[test]
    fn of_a_resellers_customers_a_distributor_chooses_associated_ones_only() {
        let dara = viewer("dara");
        assert_eq!(may_report_for(&dara, &candidate(ASSOCIATION, DELTA, "sam")), Ok(()));
        assert_eq!(may_report_for(&dara, &candidate(CLAIM, DELTA, "sam")), Err(Refusal::ResellersClaim));
        assert_eq!(may_report_for(&dara, &candidate(CLAIM, SUMMIT, "kofi")), Ok(()));
        assert_eq!(may_report_for(&viewer("chan"), &candidate(ASSOCIATION, DELTA, "sam")), Err(Refusal::UnknownCustomer));
        assert_eq!(may_report_for(&viewer("kofi"), &candidate(ASSOCIATION, DELTA, "sam")), Err(Refusal::UnknownCustomer));
    }

    #[test]
    fn a_lapsed_claim_and_an_ended_association_cannot_be_chosen() {
        let lapsed = Candidate { is_open: false, ..candidate(CLAIM, HARBOR, "mei") };
        assert_eq!(may_report_for(&viewer("mei"), &lapsed), Err(Refusal::ClaimLapsed));
        assert_eq!(may_report_for(&viewer("jun"), &lapsed), Err(Refusal::UnknownCustomer));
        let ended = Candidate { is_open: false, ..candidate(ASSOCIATION, HARBOR, "mei") };
        assert_eq!(may_report_for(&viewer("mei"), &ended), Err(Refusal::UnknownCustomer));
    }

    #[test]
    fn the_account_manager_who_reports_becomes_the_owner() {
        assert_eq!(owner_for(&viewer("mei"), None), Ok(id("mei")));
        assert_eq!(owner_for(&viewer("mei"), Some(id("mei"))), Ok(id("mei")));
        assert_eq!(owner_for(&viewer("mei"), Some(id("jun"))), Err(Refusal::OwnerIsOneself));
        let with_item = of(HARBOR, "lin", &[Preset::AccountManager], &[Permission::OpportunitiesReport]);
        assert_eq!(owner_for(&with_item, Some(id("mei"))), Err(Refusal::OwnerIsOneself));
    }

    #[test]
    fn the_administrator_chooses_an_owner_or_is_it() {
        assert_eq!(owner_for(&viewer("grace"), Some(id("mei"))), Ok(id("mei")));
        assert_eq!(owner_for(&viewer("grace"), None), Ok(id("grace")));
    }

    #[test]
    fn a_similar_name_is_a_likely_duplicate() {
        assert!(is_likely_duplicate("Live streaming for winter season", "Winter season streaming"));
        assert!(!is_likely_duplicate("Live streaming for winter season", "Second site for disaster recovery"));
    }
}
