//! SQL of the organisation. Reading takes the scope of the administrator who asks; the verbs take a transaction and are
//! used by the pages, by the demo and by the command line alike.

mod company;
mod creating;
mod handing_over;
mod people;
mod resellers;
mod roles;

#[cfg(test)]
mod tests;

pub use company::{close_rename, list_renames, lock_rename, lookup_company, request_rename};
pub use creating::{CreatedPartner, create_company_with_partner, create_staff, preset_role};
pub use handing_over::{held, lock_person, receivers};
pub use people::{
    PersonToCreate, create_person, lookup_person, other_administrators, set_profile, set_roles, set_state, set_telesales,
    set_temporary_password, supervisors,
};
pub use resellers::resellers;
pub use roles::{change_role, count_custom_roles, create_role, delete_role, holders, list_roles, lookup_role};

use uuid::Uuid;

pub use crate::auth::queries::lock_partner;
use crate::auth::{Scope, ScopeColumn};

/// The partner of a scope. A narrower scope reaches no people and no roles: it matches nothing.
pub(super) fn partner_of(scope: &Scope) -> Option<Uuid> {
    (scope.column() == ScopeColumn::Partner).then(|| scope.id())
}
