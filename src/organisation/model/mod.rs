//! The nouns of the organisation: companies, partners, people and their roles.

mod company;
mod editing;
mod forms;
mod handing_over;

pub use company::{Company, DecideRenameForm, Rename, RenameForm, RenameId, RenameState, WithdrawRenameForm};
pub use editing::{DeleteRoleForm, Holder, Issued, NewRole, Outlook, PersonDetail, RoleDraft, RoleForm, RoleRow};
pub use forms::{ChangePersonForm, Duties, Identity, NewPartner, NewPerson, PartnerForm, PersonActionForm, PersonForm};
pub use handing_over::{GivesUp, HandOver, Holdings, Receiver};

pub use crate::auth::model::{PartnerId, PartnerKind, Reach};
use crate::auth::model::{Permission, PersonId, Preset, RoleId};
use crate::values::choice::choices;
use crate::values::id::id_type;

id_type! {
    /// A legal company. It may have several partners.
    CompanyId
}

choices! {
    /// How far the real-name check of a partner or customer has come.
    RealNameState {
        /// 未实名认证.
        Unverified => "unverified",
        /// 审核中.
        InReview => "in_review",
        /// 不通过.
        Rejected => "rejected",
        /// 已实名.
        Verified => "verified",
    }
}

choices! {
    /// Whether a person may sign in.
    PersonState {
        /// May.
        Active => "active",
        /// May not; what the person did stays.
        Disabled => "disabled",
    }
}

/// A role that can be given in a partner: a preset, or one of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The role.
    pub id: RoleId,
    /// The preset that it is; `None` for a custom role.
    pub preset: Option<Preset>,
    /// As people read it; presets are named by the language instead.
    pub name: String,
    /// The items of a custom role.
    pub permissions: Vec<Permission>,
}

/// A person as the rules about people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonStanding {
    /// The person.
    pub id: PersonId,
    /// The person's partner; `None` for vendor staff.
    pub partner_id: Option<PartnerId>,
    /// Whether the person may sign in.
    pub state: PersonState,
    /// Preset roles.
    pub presets: Vec<Preset>,
    /// The partner's primary administrator, whom only the vendor replaces.
    pub is_primary_administrator: bool,
}

/// One line of the list of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The person.
    pub id: PersonId,
    /// Immutable (R77).
    pub account_name: String,
    /// As colleagues read it.
    pub display_name: String,
    /// Whether the person may sign in.
    pub state: PersonState,
    /// One to three (R75).
    pub roles: Vec<Role>,
    /// An account manager's supervisor of today.
    pub supervisor: Option<(PersonId, String)>,
    /// 授权电销人员: makes calls only; leads are not dispatched to her (R20).
    pub telesales: bool,
    /// For the next edit.
    pub version: i32,
}

/// Why a form about the organisation is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing typed or chosen.
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Not one of the choices.
    NotAChoice,
    /// Not 3 to 64 of the allowed characters.
    NotAnAccountName,
    /// Somebody in the installation has it (R77).
    AccountNameTaken,
    /// Another partner has this name.
    PartnerNameTaken,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a mobile number.
    NotAMobile,
    /// A reseller belongs to exactly one distributor.
    ResellerNeedsADistributor,
    /// Only resellers belong to one.
    OnlyResellersHaveADistributor,
    /// No such distributor.
    UnknownDistributor,
    /// 仅拓渠 is for distributors.
    ChannelOnlyIsForDistributors,
    /// Nobody is without a role (R75).
    NoRole,
    /// Three at most (R75).
    TooManyRoles,
    /// Not a role of this partner.
    UnknownRole,
    /// System administrator excludes every other role (R76).
    AdministratorExcludesOthers,
    /// Account manager and supervisor exclude each other (R76).
    ManagerExcludesSupervisor,
    /// A supervisor was chosen for somebody who is no account manager.
    OnlyAccountManagersHaveASupervisor,
    /// Not an active supervisor of this partner.
    UnknownSupervisor,
    /// Nobody disables, or takes roles from, herself or himself.
    Oneself,
    /// Only the vendor replaces the primary administrator.
    PrimaryAdministrator,
    /// Disabled already.
    AlreadyDisabled,
    /// Nobody looks with another administrator's eyes.
    AnotherAdministrator,
    /// Not disabled.
    NotDisabled,
    /// A partner always has an active administrator.
    LastAdministrator,
    /// So many active account managers report to the person, and nobody said to whom next (R78).
    HasReports(i64),
    /// So many records are in the person's hands, and nobody said who receives them.
    HasRecords(u64),
    /// So many open opportunities would be without an owner.
    OpportunitiesNeedAnOwner(u64),
    /// Not another active account manager of this partner.
    UnknownReceiver,
    /// So many customers are associated with the partner.
    HasCustomers(i64),
    /// The partner has a role of this name.
    RoleNameTaken,
    /// Ten at most.
    TooManyCustomRoles,
    /// So many people hold the role: it must be taken from them first.
    RoleIsHeld(i64),
    /// The company has this name.
    SameName,
    /// The vendor decided, or the partner withdrew it.
    AlreadyDecided,
    /// A custom role opens something.
    NoPermission,
}

/// Which rule hides the organisation or operations from a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// People are the system administrator's.
    AdministratorsOnly,
    /// Operations are the vendor's.
    VendorOnly,
}
