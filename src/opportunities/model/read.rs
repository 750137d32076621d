//! What pages show.

use chrono::{DateTime, Utc};

use super::{Basic, Confidence, CustomerRef, CustomerStanding, Details, OpportunityId, Product, Revenue, Stage, TestState};
use crate::auth::model::PersonId;

/// Everything about one opportunity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpportunityDetail {
    /// The opportunity.
    pub id: OpportunityId,
    /// What people quote.
    pub code: String,
    /// For the next edit.
    pub version: i32,
    /// 基本信息.
    pub basic: Basic,
    /// 详细信息.
    pub details: Details,
    /// 收入信息.
    pub revenue: Revenue,
    /// 商机阶段.
    pub stage: Stage,
    /// 把握度.
    pub confidence: Confidence,
    /// Of the newest progress.
    pub technical_exchange: String,
    /// Of the newest progress.
    pub test_state: Option<TestState>,
    /// When lost.
    pub lost_reason: Option<String>,
    /// Masked.
    pub customer: String,
    /// Masked; a prospect has none.
    pub customer_account: Option<String>,
    /// Where the customer's page is; `None` when it is elsewhere.
    pub customer_ref: Option<CustomerRef>,
    /// What has become of the customer.
    pub customer_standing: CustomerStanding,
    /// The reseller whose customer it is.
    pub reseller: Option<String>,
    /// 客户经理.
    pub owner_id: PersonId,
    /// The owner's display name.
    pub owner: String,
    /// The owner's supervisor of today.
    pub supervisor: Option<(PersonId, String)>,
    /// The partner's primary administrator, for "who can see this".
    pub administrator: Option<String>,
    /// The partner.
    pub partner: String,
    /// Who reported it.
    pub reporter: String,
    /// When it was reported.
    pub reported_at: DateTime<Utc>,
    /// Last progress or revision.
    pub updated_at: DateTime<Utc>,
    /// When it was won or lost.
    pub closed_at: Option<DateTime<Utc>>,
}

/// The three groups that are revised, each by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// 基本信息.
    Basic,
    /// 详细信息.
    Details,
    /// 收入信息.
    Revenue,
}

/// One thing that somebody did, newest first on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by display name.
    pub person: String,
    /// What.
    pub happening: Happening,
}

/// What was done with an opportunity, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The newest of it.
    pub entries: Vec<TimelineEntry>,
    /// Older entries are left out.
    pub is_cut: bool,
}

/// What somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// Reported it.
    Reported,
    /// Added progress (R11).
    Progressed {
        /// Before and after.
        stage: (Stage, Stage),
        /// Before and after.
        confidence: (Confidence, Confidence),
        /// May be empty.
        technical_exchange: String,
        /// 测试情况.
        test_state: Option<TestState>,
        /// 进展详情.
        detail: String,
        /// When lost.
        lost_reason: Option<String>,
    },
    /// The supervisor looked at it; the note may be empty.
    Reviewed {
        /// For the owner.
        note: String,
    },
    /// Gave it to another owner. Names; where it was background work, nobody did it.
    Reassigned {
        /// Who owned it.
        from: String,
        /// Who owns it from then on.
        to: String,
    },
    /// Revised a group: input name, before and after as people read them.
    Revised {
        /// Which.
        group: Group,
        /// What changed.
        changes: Vec<(String, String, String)>,
    },
}

impl OpportunityDetail {
    /// The product that matters most.
    pub fn main_product(&self) -> Option<&Product> {
        self.revenue.products.first()
    }
}
