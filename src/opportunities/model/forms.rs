//! What people type, as strings, and what a rule makes of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Confidence, CustomerRef, Industry, Kind, OpportunityId, ServicePeriod, Stage, TestState};
use crate::auth::model::PersonId;
use crate::values::money::Charged;

/// Most products of one opportunity, the main one included.
pub const MOST_PRODUCTS: usize = 10;

/// 创建商机: the four steps of the report, as typed. As JSON it is the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// Idempotency key.
    pub key: String,
    /// [`CustomerRef`].
    pub customer: String,
    /// Who is to own it; empty is oneself (U6).
    pub owner: String,
    /// 商机名称.
    pub name: String,
    /// 客户行业.
    pub industry: String,
    /// 客户业务系统.
    pub business_system: String,
    /// 商机类型.
    pub kind: String,
    /// 把握度, `70`.
    pub confidence: String,
    /// 商机阶段.
    pub stage: String,
    /// 是否测试项目: `yes` or `no`.
    pub test_project: String,
    /// 是否投标项目: `yes` or `no`.
    pub tender: String,
    /// Where the customer's systems run now.
    pub current_platform: String,
    /// What the customer spends there a month.
    pub current_monthly_spend: String,
    /// Who else is in the race.
    pub competitors: String,
    /// Who decides at the customer.
    pub decision_maker: String,
    /// What matters most to the customer.
    pub key_need: String,
    /// 预计月流水.
    pub expected_monthly_revenue: String,
    /// 预计达成时间.
    pub expected_date: String,
    /// 服务周期, in months.
    pub service_period: String,
    /// The main product first; lines left empty do not count.
    pub products: Vec<ProductForm>,
    /// The sales expansion task that it comes from (R9); empty for none. See `origin`.
    pub task: String,
    /// `yes` once a likely duplicate was shown and the person went on.
    pub acknowledged: String,
}

/// A product, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductForm {
    /// 主要产品名称.
    pub name: String,
    /// 主要产品预计月流水.
    pub revenue: String,
}

/// Revise the basic information, as typed. What progress sets is not among it (R10).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BasicForm {
    /// Idempotency key.
    pub key: String,
    /// The opportunity.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// 商机名称.
    pub name: String,
    /// 客户行业.
    pub industry: String,
    /// 客户业务系统.
    pub business_system: String,
    /// 商机类型.
    pub kind: String,
    /// `yes` or `no`.
    pub test_project: String,
    /// `yes` or `no`.
    pub tender: String,
}

/// Revise the details, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DetailsForm {
    /// Idempotency key.
    pub key: String,
    /// The opportunity.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// Where the customer's systems run now.
    pub current_platform: String,
    /// What the customer spends there a month.
    pub current_monthly_spend: String,
    /// Who else is in the race.
    pub competitors: String,
    /// Who decides at the customer.
    pub decision_maker: String,
    /// What matters most to the customer.
    pub key_need: String,
}

/// Revise the revenue, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RevenueForm {
    /// Idempotency key.
    pub key: String,
    /// The opportunity.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// 预计月流水.
    pub expected_monthly_revenue: String,
    /// 预计达成时间.
    pub expected_date: String,
    /// 服务周期, in months.
    pub service_period: String,
    /// The main product first.
    pub products: Vec<ProductForm>,
}

/// 新增商机进展, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProgressForm {
    /// Idempotency key.
    pub key: String,
    /// The opportunity.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// 商机阶段.
    pub stage: String,
    /// 把握度.
    pub confidence: String,
    /// 技术交流.
    pub technical_exchange: String,
    /// 测试情况.
    pub test_state: String,
    /// 进展详情.
    pub detail: String,
    /// Why it was lost, when it was.
    pub lost_reason: String,
}

/// 移交: another account manager for one opportunity, as chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TransferForm {
    /// Idempotency key.
    pub key: String,
    /// The opportunity.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// Who is to own it.
    pub owner: String,
}

/// Which opportunity a form changes, and the version that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The opportunity.
    pub id: OpportunityId,
    /// The version that the person saw.
    pub version: i32,
}

/// 基本信息 without what progress sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basic {
    /// 1 to 128 characters.
    pub name: String,
    /// 客户行业.
    pub industry: Industry,
    /// Up to 1000 characters, may be empty.
    pub business_system: String,
    /// 商机类型.
    pub kind: Kind,
    /// 是否测试项目.
    pub test_project: bool,
    /// 是否投标项目.
    pub tender: bool,
}

/// 详细信息: the customer's cloud status and how the deal is run; every text up to 1000 characters, all may be empty (U4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Where the customer's systems run now.
    pub current_platform: String,
    /// CNY a month.
    pub current_monthly_spend: Option<Charged>,
    /// Who else is in the race.
    pub competitors: String,
    /// Who decides at the customer.
    pub decision_maker: String,
    /// What matters most to the customer.
    pub key_need: String,
}

/// 收入信息; everything is mandatory (R8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revenue {
    /// CNY a month.
    pub expected_monthly_revenue: Charged,
    /// A Beijing day.
    pub expected_date: NaiveDate,
    /// Months.
    pub service_period: ServicePeriod,
    /// One to ten, the main product first.
    pub products: Vec<Product>,
}

/// A product that the customer would use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// 1 to 128 characters.
    pub name: String,
    /// CNY a month.
    pub expected_monthly_revenue: Charged,
}

/// An opportunity to be reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOpportunity {
    /// For whom; that it may be chosen is another rule's to say.
    pub customer: CustomerRef,
    /// Who is to own it, when it is not oneself.
    pub owner: Option<PersonId>,
    /// An open stage.
    pub stage: Stage,
    /// 把握度.
    pub confidence: Confidence,
    /// Step 2.
    pub basic: Basic,
    /// Step 3.
    pub details: Details,
    /// Step 4.
    pub revenue: Revenue,
    /// A likely duplicate was shown and the person went on.
    pub acknowledged: bool,
}

/// A progress entry to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The stage from now on.
    pub stage: Stage,
    /// The confidence from now on.
    pub confidence: Confidence,
    /// Up to 1000 characters, may be empty.
    pub technical_exchange: String,
    /// 测试情况.
    pub test_state: TestState,
    /// 1 to 1000 characters.
    pub detail: String,
    /// 1 to 1000 characters when lost, otherwise none.
    pub lost_reason: Option<String>,
}
