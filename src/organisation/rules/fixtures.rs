//! The people of the demo, for the tables in tests.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::auth::model::{Affiliation, PartnerContext, Permission, PersonId, Preset, SessionId, Viewer};
use crate::organisation::model::{PartnerId, PartnerKind};

pub(crate) const HARBOR: PartnerId = PartnerId(Uuid::from_u128(1));
pub(crate) const SUMMIT: PartnerId = PartnerId(Uuid::from_u128(2));
pub(crate) const DELTA: PartnerId = PartnerId(Uuid::from_u128(3));
pub(crate) const RELAY: PartnerId = PartnerId(Uuid::from_u128(4));
pub(crate) const LAKESIDE: PartnerId = PartnerId(Uuid::from_u128(5));

/// The id of a person of this account name.
pub(crate) fn id(account: &str) -> PersonId {
    let bits = account.bytes().fold(0, |bits: u128, byte| bits << 8 | u128::from(byte));
    PersonId(Uuid::from_u128(bits))
}

fn partner(id: PartnerId) -> PartnerContext {
    let (name, kind) = match id {
        SUMMIT => ("Summit Distribution", PartnerKind::Distributor),
        DELTA => ("Delta Resale", PartnerKind::Reseller),
        RELAY => ("Relay Channels", PartnerKind::Distributor),
        LAKESIDE => ("Lakeside Solutions", PartnerKind::SolutionProvider),
        _ => ("Harbor Cloud Partners", PartnerKind::SolutionProvider),
    };
    let distributor_id = (id == DELTA).then_some(SUMMIT);
    PartnerContext { id, name: name.into(), kind, channel_only: id == RELAY, distributor_id }
}

fn person(account: &str, affiliation: Affiliation, presets: &[Preset], items: &[Permission]) -> Viewer {
    Viewer {
        person_id: id(account),
        account_name: account.into(),
        display_name: account.into(),
        affiliation,
        presets: presets.to_vec(),
        permissions: items.iter().copied().collect::<BTreeSet<_>>(),
        custom_roles: usize::from(!items.is_empty()),
        must_change_password: false,
        supervisor: None,
        administrator: None,
        locale: None,
        session_id: SessionId(Uuid::nil()),
        viewed_by: None,
    }
}

/// A person of a partner, with these preset roles and a custom role of these items.
pub(crate) fn of(partner_id: PartnerId, account: &str, presets: &[Preset], items: &[Permission]) -> Viewer {
    person(account, Affiliation::Partner(partner(partner_id)), presets, items)
}

/// The viewer that signs in with this account name in the demo.
pub(crate) fn viewer(account: &str) -> Viewer {
    use Permission::{CustomersView, ExportsCreate, OpportunitiesView, OrdersView};
    let manager = [Preset::AccountManager];
    let supervisor = [Preset::Supervisor];
    let administrator = [Preset::SystemAdministrator];
    match account {
        "mei" | "jun" | "ana" => of(HARBOR, account, &manager, &[]),
        "lin" => of(HARBOR, account, &manager, &[OpportunitiesView]),
        "zhao" | "omar" => of(HARBOR, account, &supervisor, &[]),
        "grace" => of(HARBOR, account, &administrator, &[]),
        "tom" => of(HARBOR, account, &[], &[OrdersView, ExportsCreate]),
        "cleo" => of(HARBOR, account, &[], &[CustomersView]),
        "dara" => of(SUMMIT, account, &administrator, &[]),
        "kofi" => of(SUMMIT, account, &manager, &[]),
        "rita" => of(DELTA, account, &administrator, &[]),
        "chan" => of(RELAY, account, &administrator, &[]),
        "petra" => of(LAKESIDE, account, &administrator, &[]),
        "viktor" => person(account, Affiliation::Vendor, &[], &[]),
        _ => panic!("{account} is not in the cast"),
    }
}
