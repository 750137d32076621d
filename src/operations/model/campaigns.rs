//! Campaigns (活动): a name and two Beijing days. Links are made for them, leads come from them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::invitations::model::CampaignId;
use crate::values::choice::choices;

choices! {
    /// Where a campaign stands on a day.
    CampaignState {
        /// Its first day is to come.
        Upcoming => "upcoming",
        /// Between its first and its last day, both included.
        Running => "running",
        /// Its last day has passed.
        Over => "over",
    }
}

/// A campaign as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// 1 to 128 characters; no other campaign has it.
    pub name: String,
    /// First Beijing day.
    pub starts_on: NaiveDate,
    /// Last Beijing day, included; links work until it is over (U16).
    pub ends_on: NaiveDate,
}

/// A campaign on record, and what hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignRow {
    /// The campaign.
    pub id: CampaignId,
    /// Name and days.
    pub campaign: Campaign,
    /// Where it came from; none: made here.
    pub source: Option<String>,
    /// Links that nobody took back.
    pub links: i64,
    /// Partners that have such links.
    pub partners: i64,
    /// Leads that came from it.
    pub leads: i64,
    /// For lost updates.
    pub version: i32,
}

/// A campaign, as typed; without `id` a new one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CampaignForm {
    /// Idempotency key.
    pub key: String,
    /// Which.
    pub id: String,
    /// The version that the page showed.
    pub version: String,
    /// What it is called.
    pub name: String,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
}

/// A campaign that is to end today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndCampaignForm {
    /// Idempotency key.
    pub key: String,
    /// Which.
    pub id: String,
    /// The version that the page showed.
    pub version: String,
}

/// Why a campaign is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampaignRefusal {
    /// Nothing typed.
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Not year, month and day.
    NotADate,
    /// The last day comes before the first.
    LastBeforeFirst,
    /// Another campaign has the name.
    NameTaken,
}
