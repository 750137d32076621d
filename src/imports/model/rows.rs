//! The rows of each kind, parsed.

use chrono::NaiveDate;

use crate::customers::model::{AssociationType, Industry, RealNameState, Trait};

/// A row of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParsedRow {
    /// See [`CampaignRow`].
    Campaign(CampaignRow),
    /// See [`CustomerRow`].
    Customer(Box<CustomerRow>),
    /// See [`AlertRow`].
    Alert(AlertRow),
    /// See [`LeadRow`].
    Lead(Box<LeadRow>),
    /// See [`ProfileRow`].
    Profile(Box<ProfileRow>),
    /// See [`DayRow`].
    Day(DayRow),
}

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignRow {
    /// The source's own ID.
    pub external_id: String,
    /// Up to 128 characters.
    pub name: String,
    /// First Beijing day.
    pub starts_on: NaiveDate,
    /// Last Beijing day.
    pub ends_on: NaiveDate,
}

/// A customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRow {
    /// The source's own ID.
    pub external_id: String,
    /// Up to 64 characters without spaces; never changes.
    pub account_name: String,
    /// Up to 128 characters.
    pub name: String,
    /// 客户行业.
    pub industry: Industry,
    /// Up to 64 characters.
    pub contact_name: String,
    /// As `normalise_mobile` writes it, or empty.
    pub mobile: String,
    /// As `normalise_email` writes it, or empty.
    pub email: String,
    /// 实名认证.
    pub real_name_state: RealNameState,
    /// Beijing day of the registration with the vendor.
    pub registered_on: Option<NaiveDate>,
    /// What decides about claims and associations; sorted, each once.
    pub traits: Vec<Trait>,
    /// Whose customer it is; none: only known to the vendor.
    pub relation: Option<Relation>,
}

/// A customer's association as a file may found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// By its name.
    pub partner: String,
    /// 关联类型.
    pub kind: AssociationType,
    /// By account name; empty: the partner's own.
    pub account_manager: String,
}

/// An alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertRow {
    /// The source's own ID.
    pub external_id: String,
    /// By account name.
    pub customer: String,
    /// 流失预警 (`true`) or 资源预警.
    pub is_churn: bool,
    /// 场景名称, up to 128 characters.
    pub scenario: String,
    /// Up to 256 characters.
    pub title: String,
    /// Up to 2,000 characters.
    pub detail: String,
    /// Beijing day on which it was sent.
    pub sent_on: NaiveDate,
}

/// A lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadRow {
    /// The source's own ID.
    pub external_id: String,
    /// By its name.
    pub partner: String,
    /// Up to 128 characters.
    pub company_name: String,
    /// Up to 64 characters.
    pub contact_name: String,
    /// As `normalise_mobile` writes it, or empty.
    pub mobile: String,
    /// As `normalise_email` writes it, or empty.
    pub email: String,
    /// 客户行业.
    pub industry: Industry,
    /// By its name; empty: none.
    pub campaign: String,
    /// Up to 1,000 characters.
    pub note: String,
}

/// What is known of a company. Every text up to 1,000 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileRow {
    /// By account name.
    pub customer: String,
    /// 成立日期.
    pub founded_on: Option<NaiveDate>,
    /// In the order of [`crate::imports::rules::PROFILE_TEXTS`].
    pub texts: Vec<String>,
}

/// A day that differs from Monday to Friday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRow {
    /// The Beijing day.
    pub day: NaiveDate,
    /// A make-up day (`true`) or a day off.
    pub working: bool,
    /// Up to 64 characters.
    pub name: String,
}
