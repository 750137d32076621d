//! What the forms of the organisation and of operations send, and what they come to once they are parsed.

use serde::{Deserialize, Serialize};

use super::{PartnerId, PartnerKind, RealNameState};
use crate::auth::model::{PersonId, RoleId};

/// Operations: a company and a partner with its first administrator, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartnerForm {
    /// Idempotency key.
    pub key: String,
    /// Legal name; a known company gets one more partner.
    pub company_name: String,
    /// The partner's name.
    pub name: String,
    /// [`PartnerKind`].
    pub kind: String,
    /// The distributor's id, for a reseller.
    pub distributor: String,
    /// `yes` or empty, for a distributor.
    pub channel_only: String,
    /// [`RealNameState`]; empty is unverified.
    pub real_name_state: String,
    /// Of the first administrator.
    pub account_name: String,
    /// Of the first administrator.
    pub display_name: String,
    /// Of the first administrator; may be empty.
    pub email: String,
    /// Of the first administrator; may be empty.
    pub mobile: String,
}

/// A partner to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPartner {
    /// Legal name, 1 to 128 characters.
    pub company_name: String,
    /// 1 to 128 characters.
    pub name: String,
    /// What it is to the vendor.
    pub kind: PartnerKind,
    /// Of a reseller, and only of one.
    pub distributor: Option<PartnerId>,
    /// 仅拓渠; distributors only.
    pub channel_only: bool,
    /// Of its company.
    pub real_name_state: RealNameState,
    /// The first and primary administrator.
    pub administrator: Identity,
}

/// Who a new person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// 3 to 64 of `a–z 0–9 . - _`, beginning with a letter; never changes (R77).
    pub account_name: String,
    /// 1 to 64 characters.
    pub display_name: String,
    /// In lower case.
    pub email: Option<String>,
    /// As [`normalise_mobile`](crate::values::mobile::normalise_mobile) writes it.
    pub mobile: Option<String>,
}

/// Organisation: a new person, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    /// Idempotency key.
    pub key: String,
    /// Never changes afterwards.
    pub account_name: String,
    /// As colleagues read it.
    pub display_name: String,
    /// May be empty.
    pub email: String,
    /// May be empty.
    pub mobile: String,
    /// Role ids, `form[roles][0]`.
    pub roles: Vec<String>,
    /// A supervisor's id, for an account manager; may be empty.
    pub supervisor: String,
    /// Anything here: makes calls only.
    pub telesales: String,
}

/// Organisation: other roles or another supervisor, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangePersonForm {
    /// Idempotency key.
    pub key: String,
    /// The person.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// As colleagues read it.
    pub display_name: String,
    /// Role ids.
    pub roles: Vec<String>,
    /// A supervisor's id; may be empty.
    pub supervisor: String,
    /// Anything here: makes calls only.
    pub telesales: String,
    /// Who receives what the person is responsible for, where the account manager's role is taken: an account manager's id,
    /// or `partner`.
    pub receiver: String,
    /// To whom the team reports, where the supervisor's role is taken: a supervisor's id, or `none`.
    pub team: String,
}

/// Organisation: disable a person, enable one again, or set a temporary password; the function's name says which.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonActionForm {
    /// Idempotency key.
    pub key: String,
    /// The person.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// Disabling: who receives what the person is responsible for, an account manager's id, or `partner`.
    pub receiver: String,
    /// Disabling a supervisor: to whom the team reports, a supervisor's id, or `none`.
    pub team: String,
}

/// A person to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// Who it is.
    pub identity: Identity,
    /// What the person may do.
    pub duties: Duties,
}

/// What a person may do, and under whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duties {
    /// One to three, without doubles (R75), in the order of the offer.
    pub roles: Vec<RoleId>,
    /// Of an account manager, at most one; from today on.
    pub supervisor: Option<PersonId>,
    /// 授权电销人员: makes calls only; leads are not dispatched to her (R20).
    pub telesales: bool,
}
