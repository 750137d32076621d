//! The nouns of sales expansion tasks.

mod campaigns;
mod forms;

pub use campaigns::{
    Campaign, CampaignForm, CampaignId, CampaignProblem, Condition, MOST_TASKS, NewCampaign, Preview, StrategyId, Target, TerminateForm,
    VendorOperator,
};
pub use forms::{BatchForm, LONGEST_NOTE, PickForm, Picked, ProcessForm, Processing, Refusal};

use chrono::{DateTime, NaiveDate, Utc};

use crate::auth::model::{PartnerId, PersonId};
use crate::customers::model::{AssociationId, CustomerId};
use crate::marketing_tasks::model::{TaskOwner, TaskState};
use crate::opportunities::model::OpportunityId;
use crate::values::choice::choices;
use crate::values::id::id_type;
use crate::values::money::Charged;

id_type! {
    /// One task: one customer of one campaign.
    TaskId
}

choices! {
    /// 一级策略.
    StrategyLevel {
        /// 线索挖掘.
        LeadMining => "lead_mining",
        /// 交叉复购.
        CrossRepeatSale => "cross_repeat_sale",
        /// 到期续费.
        RenewalOnExpiry => "renewal_on_expiry",
        /// 场景化方案推荐.
        Scenario => "scenario",
    }
}

choices! {
    /// What a record says came of a task (U18). The last three nobody chooses in the form.
    TaskResult {
        /// 已联系: the customer was reached, nothing is decided.
        Contacted => "contacted",
        /// 有意向.
        Interested => "interested",
        /// 无意向.
        NotInterested => "not_interested",
        /// 已创建商机: only by reporting a real opportunity from the task.
        OpportunityCreated => "opportunity_created",
        /// The vendor terminated the campaign.
        CampaignTerminated => "campaign_terminated",
        /// The customer left the partner.
        AssociationEnded => "association_ended",
    }
}

impl TaskResult {
    /// What the form offers.
    pub const OFFERED: [Self; 3] = [Self::Contacted, Self::Interested, Self::NotInterested];

    /// Where the task stands after it: whoever is reached or interested is followed on, everything else ends the task.
    pub const fn leads_to(self) -> TaskState {
        match self {
            Self::Contacted | Self::Interested => TaskState::InProgress,
            Self::NotInterested | Self::OpportunityCreated => TaskState::Done,
            Self::CampaignTerminated | Self::AssociationEnded => TaskState::Terminated,
        }
    }
}

/// One task with everything that its page shows. What is said about the customer is masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Where it is.
    pub id: TaskId,
    /// 任务ID, what people quote.
    pub number: String,
    /// 任务名称: the campaign's name.
    pub name: String,
    /// 一级策略.
    pub level_1: StrategyLevel,
    /// 二级策略.
    pub level_2: String,
    /// What to say to the customer, and why.
    pub talking_points: String,
    /// 任务状态.
    pub state: TaskState,
    /// 任务创建时间.
    pub created_at: DateTime<Utc>,
    /// 任务截止时间: a Beijing day; the task is in time until it is over.
    pub deadline: NaiveDate,
    /// 近12个月消费, charged, CNY.
    pub spend_charged: Charged,
    /// The legal customer.
    pub customer_id: CustomerId,
    /// What people quote of the customer.
    pub customer_number: String,
    /// 客户名称, masked.
    pub customer: String,
    /// 客户账号名, masked.
    pub account_name: String,
    /// The association through which the partner has the customer.
    pub association_id: AssociationId,
    /// The partner whose customer it is.
    pub partner_id: PartnerId,
    /// Its name.
    pub partner: String,
    /// The distributor that processes a reseller's tasks; none of a solution provider's.
    pub distributor: Option<String>,
    /// The customer's account manager of today.
    pub owner: Option<(PersonId, String)>,
    /// The opportunity that was reported from it.
    pub opportunity: Option<OpportunityId>,
    /// Raised by every change.
    pub version: i32,
}

impl Task {
    /// For the rule who processes it.
    pub fn task_owner(&self) -> TaskOwner {
        TaskOwner { partner: self.partner_id, account_manager: self.owner.as_ref().map(|(id, _)| *id) }
    }
}

/// One thing that was done with a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRecord {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; nobody where it came by itself, and no name of the vendor's operators.
    pub by: Option<String>,
    /// What came of it.
    pub result: TaskResult,
    /// What was said; empty where it came by itself.
    pub note: String,
}
