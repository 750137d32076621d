//! The nouns of alerts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::auth::model::{Permission, PersonId};
use crate::values::choice::choices;
use crate::values::id::id_type;

id_type! {
    /// One alert about one customer.
    AlertId
}

choices! {
    /// 预警类别.
    Category {
        /// 流失预警: the customer spends less, or nothing.
        Churn => "churn",
        /// 资源预警: a resource runs out, expires or fails.
        Resource => "resource",
    }
}

choices! {
    /// 状态.
    AlertState {
        /// 待处理.
        Pending => "pending",
        /// 已处理.
        Handled => "handled",
    }
}

choices! {
    /// What came of it. Churn is lost or not lost (R67); a resource's alert is done.
    AlertResult {
        /// 已流失.
        Lost => "lost",
        /// 未流失.
        NotLost => "not_lost",
        /// 已处理.
        Done => "done",
    }
}

/// The two ways of looking at alerts; a distributor has a third.
pub mod tab {
    /// 处理预警: those that wait for the viewer.
    pub const MINE: &str = "mine";
    /// 查看预警: all that the viewer may see.
    pub const ALL: &str = "all";
    /// 云经销商的客户.
    pub const RESELLERS: &str = "resellers";
}

/// Most characters of a note.
pub const LONGEST_NOTE: usize = 1000;

/// Handling an alert, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandleForm {
    /// Idempotency key.
    pub key: String,
    /// The alert.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// [`AlertResult`].
    pub result: String,
    /// What was found and done; mandatory for a resource.
    pub note: String,
}

/// How an alert was handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handling {
    /// What came of it.
    pub result: AlertResult,
    /// At most [`LONGEST_NOTE`] characters.
    pub note: String,
}

/// One alert. What is said about the customer is masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Where it is.
    pub id: AlertId,
    /// Raised by handling.
    pub version: i32,
    /// 预警类别.
    pub category: Category,
    /// 场景名称.
    pub scenario: String,
    /// 标题.
    pub title: String,
    /// The rest of it; may be empty.
    pub detail: String,
    /// 发送时间.
    pub sent_at: DateTime<Utc>,
    /// 状态.
    pub state: AlertState,
    /// When it is handled.
    pub handling: Option<Handling>,
    /// By whom and when.
    pub handled_by: Option<(String, DateTime<Utc>)>,
    /// The customer's number.
    pub number: String,
    /// 客户名称, masked.
    pub customer: String,
    /// 客户账号名, masked.
    pub account_name: String,
    /// The legal customer.
    pub customer_id: crate::customers::model::CustomerId,
    /// The partner whose customer it is.
    pub partner: String,
    /// The customer's account manager of today.
    pub owner: Option<(PersonId, String)>,
    /// The partner's primary administrator.
    pub administrator: Option<(PersonId, String)>,
    /// The association has not ended.
    pub is_active: bool,
}

impl Alert {
    /// The one who is responsible (R66): the account manager, else the partner's primary administrator.
    pub fn responsible(&self) -> Option<&(PersonId, String)> {
        self.owner.as_ref().or(self.administrator.as_ref())
    }
}

/// Which rule keeps somebody from alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The vendor's staff.
    VendorStaff,
    /// No role of the person carries one of the items.
    NoItem(Permission),
    /// Somebody else is responsible (R66).
    NotResponsible,
    /// The customer's association has ended.
    Ended,
    /// It is handled.
    Handled,
}

/// What is wrong with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Lost or not lost must be said (R67).
    NoResult,
    /// Not one of the choices of this category.
    NotAChoice,
    /// A resource's alert needs a note (U31).
    NoNote,
    /// More characters than this.
    TooLong(usize),
}
