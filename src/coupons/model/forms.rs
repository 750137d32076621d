//! What the pages of coupons send, as typed.

use serde::{Deserialize, Serialize};

use super::{CustomerLimit, Limits, Validity};
use crate::customers::model::{AssociationId, AssociationType, CustomerId};
use crate::values::money::Charged;

/// Days and scope, as typed: part of several forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScopeFields {
    /// The first Beijing day.
    pub valid_from: String,
    /// The last Beijing day.
    pub valid_until: String,
    /// 最小可用订单额.
    pub min_order: String,
    /// [`super::PurchaseType`].
    pub purchase: String,
    /// [`crate::orders::model::OrderType`]s.
    pub order_types: Vec<String>,
    /// Services, one a line.
    pub services: String,
    /// Products, one a line.
    pub products: String,
    /// [`super::DiscountKind`]s.
    pub combines_with: Vec<String>,
}

/// Issue coupons (发放代金券), as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IssueForm {
    /// Idempotency key.
    pub key: String,
    /// The quota.
    pub quota: String,
    /// 代金券面值 of each coupon.
    pub face: String,
    /// Days and scope.
    pub scope: ScopeFields,
    /// Ids of associations: 发放客户.
    pub customers: Vec<String>,
    /// What customers are found by: a part of the name, the number, the account name.
    pub find: String,
    /// What they were last found by: whoever typed something else since has not looked for it yet.
    pub found: String,
    /// For the issuer alone, never for the customer (BR-50).
    pub remark: String,
    /// The verification code, where one is asked for.
    pub code: String,
}

/// A customer to whom a coupon can be issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// The association.
    pub id: AssociationId,
    /// The customer.
    pub customer: CustomerId,
    /// What people quote.
    pub number: String,
    /// Masked.
    pub name: String,
    /// 关联类型.
    pub kind: AssociationType,
    /// The partner's allowlist has it, or there is none (R69).
    pub is_listed: bool,
}

/// Coupons to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIssue {
    /// Of each coupon.
    pub face: Charged,
    /// Inside the quota's.
    pub validity: Validity,
    /// Inside the quota's.
    pub limits: Limits,
    /// One to ten, each once.
    pub customers: Vec<AssociationId>,
    /// At most 256 characters.
    pub remark: String,
}

/// Pass a part of a quota on to a reseller (发放额度), as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PassOnForm {
    /// Idempotency key.
    pub key: String,
    /// The distributor's quota.
    pub quota: String,
    /// The reseller.
    pub reseller: String,
    /// How much.
    pub amount: String,
    /// At most 256 characters.
    pub remark: String,
    /// The verification code, where one is asked for.
    pub code: String,
}

/// Give a partner a quota, as typed by Operations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GiveForm {
    /// Idempotency key.
    pub key: String,
    /// The partner: a solution provider or a distributor.
    pub partner: String,
    /// How much.
    pub amount: String,
    /// Days and scope.
    pub scope: ScopeFields,
    /// [`CustomerLimit`].
    pub customer_limit: String,
    /// At most 256 characters.
    pub remark: String,
}

/// A quota to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewQuota {
    /// How much.
    pub total: Charged,
    /// When it holds.
    pub validity: Validity,
    /// For what its coupons may pay.
    pub limits: Limits,
    /// To whom they may be issued.
    pub customers: CustomerLimit,
    /// At most 256 characters.
    pub remark: String,
}

/// Change the status of a quota, as typed by Operations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatusForm {
    /// Idempotency key.
    pub key: String,
    /// The quota.
    pub id: String,
    /// The status that the page showed.
    pub shown: String,
    /// [`super::QuotaStatus`].
    pub status: String,
    /// Why; at most 256 characters, mandatory.
    pub reason: String,
}

/// Ticked coupons or quotas, which lead to the page that reclaims them together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PickForm {
    /// Ids.
    pub ids: Vec<String>,
}

/// Reclaim coupons (回收), or what resellers have not issued of their quotas, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReclaimForm {
    /// Idempotency key.
    pub key: String,
    /// Ids.
    pub ids: Vec<String>,
    /// At most 256 characters.
    pub remark: String,
    /// The verification code, where one is asked for.
    pub code: String,
}

/// Choose a coupon for an order, as typed by Operations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LockForm {
    /// Idempotency key.
    pub key: String,
    /// The order.
    pub order: String,
    /// The coupon.
    pub coupon: String,
    /// [`super::DiscountKind`]s that were given on the order.
    pub discounts: Vec<String>,
}

/// Pay the order with the coupon that is locked for it, or take the coupon off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UseForm {
    /// Idempotency key.
    pub key: String,
    /// The coupon on the order.
    pub id: String,
}

/// Return lines of an order that was paid with a coupon, as typed by Operations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RefundForm {
    /// Idempotency key.
    pub key: String,
    /// The coupon on the order.
    pub id: String,
    /// Ids of lines.
    pub lines: Vec<String>,
    /// [`super::RefundCase`].
    pub case: String,
    /// Days used; in use only.
    pub used: String,
    /// Days subscribed; in use only.
    pub subscribed: String,
    /// 手续费; in use only.
    pub fee: String,
    /// What was previewed; nothing is recorded before it is what would be.
    pub previewed: String,
}

/// What an unsubscription would do, and that it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPreview {
    /// In words.
    pub sentence: String,
    /// Goes back with the form.
    pub previewed: String,
}
