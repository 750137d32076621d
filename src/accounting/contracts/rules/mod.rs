//! Decisions about contracts.

mod parsing;

pub use parsing::{
    LONGEST_NAME, LONGEST_REASON, LONGEST_REMARK, parse_entity, parse_paper_contract, parse_reason, parse_request, promise_window,
};

use super::model::{ContractingEntityId, Denial, NewAgreement, Obstacle, Parties, VendorOperator};
use crate::auth::model::{Permission, Viewer};
use crate::organisation::model::RealNameState;
use crate::organisation::rules::may_operate;

/// Whether the viewer sees the partner's contracts: its administrator, and whoever has the item. Preset account managers and
/// supervisors do not.
///
/// # Errors
/// `VendorStaff`, `NoItem`.
pub fn may_view(viewer: &Viewer) -> Result<(), Denial> {
    allowed(viewer, Permission::ContractsView).or_else(|denial| may_request(viewer).map_err(|_| denial))
}

/// Whether the viewer requests and voids payment agreements.
///
/// # Errors
/// `VendorStaff`, `NoItem`.
pub fn may_request(viewer: &Viewer) -> Result<(), Denial> {
    allowed(viewer, Permission::ContractsRequest)
}

fn allowed(viewer: &Viewer, item: Permission) -> Result<(), Denial> {
    viewer.partner().ok_or(Denial::VendorStaff)?;
    if viewer.is_administrator() || viewer.has(item) { Ok(()) } else { Err(Denial::NoItem(item)) }
}

/// Contracting entities and contracts on paper are recorded by the vendor's operators alone.
///
/// # Errors
/// `OperatorsOnly`.
pub fn operator(viewer: &Viewer) -> Result<VendorOperator, Denial> {
    may_operate(viewer).map(|()| VendorOperator::found()).map_err(|_| Denial::OperatorsOnly)
}

/// Only verified partners request and download (CT1), and somebody must sign for the vendor. The entity's id and name.
///
/// # Errors
/// `NotVerified`, `NoEntity`.
pub fn check_parties(parties: &Parties) -> Result<(ContractingEntityId, String), Obstacle> {
    check_verified(parties.real_name)?;
    parties.party_b.clone().ok_or(Obstacle::NoEntity)
}

/// Only verified partners request and download (CT1).
///
/// # Errors
/// `NotVerified`.
pub fn check_verified(state: RealNameState) -> Result<(), Obstacle> {
    if state == RealNameState::Verified { Ok(()) } else { Err(Obstacle::NotVerified(state)) }
}

/// What stands in a preview: when anything of it differs, the parties included, another preview comes first.
pub fn fingerprint(new: &NewAgreement, parties: &Parties) -> String {
    let party_b = parties.party_b.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default();
    let amount = new.amount.to_string();
    let day = new.promised_on.to_string();
    [&day, &amount, &new.bank, &new.account, &new.tax_number, &new.remark, new.language.tag(), &parties.party_a, &party_b].join("|")
}

#[cfg(test)]
mod tests;
