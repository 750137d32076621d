//! What the pages of the organisation show and send beside the lists: one person, one role, a result that is shown once.

use serde::{Deserialize, Serialize};

use super::{PersonRow, PersonStanding, Role};
use crate::auth::model::{Permission, PersonId, Preset};

/// One person, with what the rules ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDetail {
    /// As the list shows it.
    pub row: PersonRow,
    /// As the rules see it.
    pub standing: PersonStanding,
    /// Has not signed in since somebody else set the password (R77).
    pub must_change_password: bool,
    /// Active account managers who report to this person today.
    pub reports: i64,
}

/// One role of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRow {
    /// The role.
    pub role: Role,
    /// What it is for; empty for presets, which are described by the language.
    pub description: String,
    /// For the next edit.
    pub version: i32,
    /// How many of the partner's people hold it.
    pub people: i64,
}

/// Organisation: a custom role, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// Idempotency key.
    pub key: String,
    /// The role; empty for a new one.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// Unique in the partner.
    pub name: String,
    /// May be empty.
    pub description: String,
    /// [`Permission`] codes.
    pub permissions: Vec<String>,
    /// `preview` says what it comes to and saves nothing.
    pub step: String,
}

/// Organisation: delete a custom role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteRoleForm {
    /// Idempotency key.
    pub key: String,
    /// The role.
    pub id: String,
    /// The version that was read.
    pub version: String,
}

/// A role that was looked at and not saved: what it would open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleDraft {
    /// In the order of the menus.
    pub permissions: Vec<Permission>,
}

/// Somebody who holds a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// As colleagues read it.
    pub display_name: String,
    /// Preset roles beside it.
    pub presets: Vec<Preset>,
    /// What other custom roles give.
    pub other_items: Vec<Permission>,
    /// Custom roles, this one included.
    pub custom_roles: usize,
}

/// A custom role to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRole {
    /// 1 to 64 characters.
    pub name: String,
    /// Up to 256 characters, may be empty.
    pub description: String,
    /// At least one, in the order of the menus.
    pub permissions: Vec<Permission>,
}

/// A password that was set for somebody, shown once. Only its hash is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// Whose.
    pub person_id: PersonId,
    /// With what to sign in.
    pub account_name: String,
    /// As colleagues read it.
    pub display_name: String,
    /// Clear text, which nothing else holds.
    pub password: String,
}

/// How far a person with these roles sees, for the sentence in the editors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// Own customers and opportunities.
    Own,
    /// All of the partner's: an account manager with a second role (R53).
    AllBySecondRole,
    /// What the team owns, reading only.
    Team,
    /// Everything of the partner.
    Everything,
    /// What the items open, over the whole partner.
    Items,
}
