//! The nouns of permission: the viewer of a request, preset roles, permission items.

mod forms;
mod permissions;

pub use forms::{ContactForm, ForgottenForm, PasswordForm, PreferenceForm, ResetForm, SessionForm, SignInForm};
pub use permissions::Permission;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::i18n::Locale;
use crate::values::choice::choices;
use crate::values::id::id_type;

id_type! {
    /// A person who signs in.
    PersonId
}
id_type! {
    /// A session: one browser of one person.
    SessionId
}
id_type! {
    /// A role, preset or custom.
    RoleId
}
id_type! {
    /// A partner: one account with the vendor.
    PartnerId
}

choices! {
    /// What a partner is to the vendor (0.1 of the manual's vocabulary).
    PartnerKind {
        /// 解决方案提供商: sells to customers.
        SolutionProvider => "solution_provider",
        /// 总经销商: recruits resellers, and may have customers too.
        Distributor => "distributor",
        /// 云经销商: belongs to exactly one distributor.
        Reseller => "reseller",
    }
}

/// Whose rows a person's lists show. Each capability decides it for its own rows; [`Scope`](crate::auth::Scope) is made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// What the person owns.
    Own,
    /// What the account managers own who report to this supervisor today.
    Team,
    /// Everything of the partner.
    Partner,
    /// Everything of the distributor and of its resellers.
    PartnerAndResellers,
}

/// The roles whose meaning is fixed. Their permissions cannot be edited (R79).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type))]
#[cfg_attr(feature = "ssr", sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Preset {
    /// 系统管理员: everything of the partner; excludes every other role (R76).
    SystemAdministrator,
    /// 客户经理主管: reads what the account managers reporting to her or him own.
    Supervisor,
    /// 客户经理: owns customers and opportunities; excludes the supervisor's role (R76).
    AccountManager,
}

impl Preset {
    /// All presets, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::SystemAdministrator, Self::Supervisor, Self::AccountManager];

    /// The code in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SystemAdministrator => "system_administrator",
            Self::Supervisor => "supervisor",
            Self::AccountManager => "account_manager",
        }
    }
}

/// Whose person this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Affiliation {
    /// The vendor's own staff: Operations, and nothing of any partner's pages.
    Vendor,
    /// A partner's person.
    Partner(PartnerContext),
}

/// What a permission depends on in the viewer's partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerContext {
    /// The partner.
    pub id: PartnerId,
    /// Its name, as its people read it.
    pub name: String,
    /// Solution provider, distributor or reseller.
    pub kind: PartnerKind,
    /// 仅拓渠: recruits resellers, develops no customers. Distributors only.
    pub channel_only: bool,
    /// The distributor of a reseller.
    pub distributor_id: Option<PartnerId>,
}

/// The person who asks, with everything that decides what they may do; built once a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// The person.
    pub person_id: PersonId,
    /// Immutable, unique in the installation.
    pub account_name: String,
    /// As colleagues read it.
    pub display_name: String,
    /// Vendor staff or a partner's person.
    pub affiliation: Affiliation,
    /// Preset roles, one to three roles in all (R75).
    pub presets: Vec<Preset>,
    /// The items of all custom roles together.
    pub permissions: BTreeSet<Permission>,
    /// How many custom roles; an account manager with a second role sees all customers (R53).
    pub custom_roles: usize,
    /// First sign-in with a password that somebody else set (R77).
    pub must_change_password: bool,
    /// An account manager's supervisor of today.
    pub supervisor: Option<(PersonId, String)>,
    /// Whom to ask for rights: the partner's primary administrator.
    pub administrator: Option<String>,
    /// The language of the profile.
    pub locale: Option<Locale>,
    /// The session that asks.
    pub session_id: SessionId,
    /// Who looks with this person's eyes ("view as"): nothing may be changed then, and the account is not shown.
    pub viewed_by: Option<(PersonId, String)>,
}

impl Viewer {
    /// Whether the person has this preset role.
    pub fn is(&self, preset: Preset) -> bool {
        self.presets.contains(&preset)
    }

    /// Whom to ask for rights; nobody for an administrator, who would be sent to oneself.
    pub fn whom_to_ask(&self) -> Option<&str> {
        self.administrator.as_deref().filter(|_| !self.is_administrator())
    }

    /// 系统管理员.
    pub fn is_administrator(&self) -> bool {
        self.is(Preset::SystemAdministrator)
    }

    /// 客户经理主管.
    pub fn is_supervisor(&self) -> bool {
        self.is(Preset::Supervisor)
    }

    /// 客户经理.
    pub fn is_account_manager(&self) -> bool {
        self.is(Preset::AccountManager)
    }

    /// The vendor's staff.
    pub fn is_vendor(&self) -> bool {
        matches!(self.affiliation, Affiliation::Vendor)
    }

    /// Whether a custom role carries the item.
    pub fn has(&self, item: Permission) -> bool {
        self.permissions.contains(&item)
    }

    /// The viewer's partner; `None` for vendor staff.
    pub fn partner(&self) -> Option<&PartnerContext> {
        match &self.affiliation {
            Affiliation::Vendor => None,
            Affiliation::Partner(partner) => Some(partner),
        }
    }

    /// The id of the viewer's partner, for audit rows.
    pub fn partner_id(&self) -> Option<PartnerId> {
        self.partner().map(|partner| partner.id)
    }

    /// Who signed in: an administrator who views as somebody else, and otherwise the person.
    pub fn signed_in_id(&self) -> PersonId {
        self.viewed_by.as_ref().map_or(self.person_id, |(administrator, _)| *administrator)
    }
}
