//! Campaigns: a strategy, what to say, until when, and for which customers.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::StrategyLevel;
use crate::auth::model::PartnerId;
use crate::customers::model::{AssociationType, Industry};
use crate::values::choice::choices;
use crate::values::id::id_type;
use crate::values::money::Charged;

id_type! {
    /// One campaign of expansion tasks.
    CampaignId
}

id_type! {
    /// One second level of the kept list.
    StrategyId
}

/// A campaign makes at most so many tasks; more are two campaigns.
pub const MOST_TASKS: i64 = 20_000;

/// Shown by whoever reads over all partners: that a rule has found the viewer to be the vendor's. Only the rules of this
/// capability make one.
#[derive(Clone, Copy, Debug)]
pub struct VendorOperator(());

impl VendorOperator {
    pub(in crate::marketing_tasks::expansion) const fn found() -> Self {
        Self(())
    }

    /// For stories in which nobody asks (the demo).
    pub const fn of_story() -> Self {
        Self(())
    }
}

/// A new campaign, as typed. A condition that is left empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CampaignForm {
    /// Idempotency key.
    pub key: String,
    /// 任务名称.
    pub name: String,
    /// [`StrategyLevel`].
    pub level_1: String,
    /// One of the kept list, or a new one.
    pub level_2: String,
    /// What to say, and why.
    pub talking_points: String,
    /// A Beijing day.
    pub deadline: String,
    /// A partner's id.
    pub partner: String,
    /// [`Industry`]s.
    pub industries: Vec<String>,
    /// A tag that the partner gave.
    pub tag: String,
    /// Charged in the last 12 months, from.
    pub spend_from: String,
    /// Until, included.
    pub spend_until: String,
    /// [`AssociationType`].
    pub association: String,
    /// `true`: also customers that have an open task of the same strategy.
    pub with_open: String,
    /// How many customers the page showed before, once they were counted.
    pub counted: String,
    /// For which conditions they were counted.
    pub counted_for: String,
}

/// For which customers, as understood and kept. Empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Target {
    /// The customers of one partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// Its name when the campaign was created.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub partner_name: String,
    /// In one of these industries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub industries: Vec<Industry>,
    /// With this tag.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tag: String,
    /// Charged in the last 12 months, at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spend_from: Option<Charged>,
    /// At most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spend_until: Option<Charged>,
    /// Associated in this way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub association: Option<AssociationType>,
    /// Also those that have an open task of the same strategy.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub with_open: bool,
}

/// A campaign to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCampaign {
    /// 1 to 128 characters; no other campaign has it.
    pub name: String,
    /// 一级策略.
    pub level_1: StrategyLevel,
    /// 1 to 64 characters.
    pub level_2: String,
    /// 1 to 2,000 characters.
    pub talking_points: String,
    /// Not before today.
    pub deadline: NaiveDate,
    /// For which customers.
    pub target: Target,
}

/// How many customers a campaign would reach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Customers: so many tasks it would make.
    pub customers: i64,
    /// Of so many partners.
    pub partners: i64,
    /// Without an account manager: their tasks go to the partner's administrator (U23).
    pub unassigned: i64,
    /// For which conditions.
    pub counted_for: String,
    /// Where no customer matches: the conditions without which some would, and how many.
    #[serde(default)]
    pub wider: Vec<(Condition, i64)>,
}

choices! {
    /// A condition of a [`Target`] that can be taken away.
    Condition {
        /// The customers of one partner.
        Partner => "partner",
        /// In some industries.
        Industries => "industries",
        /// With a tag.
        Tag => "tag",
        /// From an amount, until one, or between two.
        Spend => "spend",
        /// Associated in one way.
        Association => "association",
        /// Without an open task of the same strategy.
        OpenTasks => "open_tasks",
    }
}

/// A campaign on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// The campaign.
    pub id: CampaignId,
    /// 任务名称.
    pub name: String,
    /// 一级策略.
    pub level_1: StrategyLevel,
    /// 二级策略.
    pub level_2: String,
    /// What to say, and why.
    pub talking_points: String,
    /// A Beijing day.
    pub deadline: NaiveDate,
    /// For which customers.
    pub target: Target,
    /// Tasks that it made.
    pub tasks: i32,
    /// Of them pending, in progress, done, terminated.
    pub by_state: [i64; 4],
    /// When.
    pub created_at: DateTime<Utc>,
    /// By whom; nobody: the demo.
    pub created_by: Option<String>,
    /// When and why it was terminated.
    pub terminated: Option<(DateTime<Utc>, String)>,
    /// For lost updates.
    pub version: i32,
}

/// Terminate a campaign, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TerminateForm {
    /// Idempotency key.
    pub key: String,
    /// The campaign.
    pub id: String,
    /// The version that the page showed.
    pub version: String,
    /// Mandatory; the partners read it.
    pub reason: String,
}

/// Why a campaign is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampaignProblem {
    /// Nothing typed or chosen.
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Not one of the choices.
    NotAChoice,
    /// Not year, month and day.
    NotADate,
    /// The deadline has passed.
    Past,
    /// Not an amount.
    NotAnAmount,
    /// The end lies below the beginning.
    EndBelowBeginning,
    /// No customer matches.
    Nobody,
    /// More customers than [`MOST_TASKS`].
    TooMany(i64),
    /// Not counted before, or for other conditions.
    CountFirst,
    /// It would be so many customers now.
    OtherCount(i64),
    /// Another campaign has the name.
    NameTaken,
}
