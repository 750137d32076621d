//! The nouns of orders.

use crate::auth::model::Permission;
use crate::values::choice::choices;
use crate::values::id::id_type;

id_type! {
    /// One order of one customer.
    OrderId
}

choices! {
    /// 订单类型.
    OrderType {
        /// 开通: something new.
        New => "new",
        /// 续订.
        Renewal => "renewal",
        /// 变更.
        Change => "change",
        /// 退订.
        Unsubscription => "unsubscription",
        /// 包年/包月转按需.
        ToPayPerUse => "to_pay_per_use",
        /// 按需转包年/包月.
        ToSubscription => "to_subscription",
        /// 试用.
        Trial => "trial",
        /// 转商用.
        ToCommercial => "to_commercial",
        /// 费用调整.
        FeeAdjustment => "fee_adjustment",
    }
}

choices! {
    /// 订单状态.
    OrderState {
        /// 待审核.
        PendingApproval => "pending_approval",
        /// 处理中.
        Processing => "processing",
        /// 已取消.
        Cancelled => "cancelled",
        /// 已完成.
        Completed => "completed",
        /// 待支付.
        PendingPayment => "pending_payment",
        /// 待确认.
        PendingConfirmation => "pending_confirmation",
        /// 退款中.
        Refunding => "refunding",
    }
}

choices! {
    /// Who pays.
    PaidBy {
        /// The customer.
        Customer => "customer",
        /// The partner, on behalf of the customer.
        Partner => "partner",
    }
}

choices! {
    /// 计费模式.
    ChargingMode {
        /// 包年/包月.
        Subscription => "subscription",
        /// 按需.
        PayPerUse => "pay_per_use",
        /// 预留实例.
        ReservedInstance => "reserved_instance",
        /// 节省计划.
        SavingsPlan => "savings_plan",
    }
}

choices! {
    /// 是否续订.
    Renewal {
        /// Not renewed.
        NotRenewed => "not_renewed",
        /// Renewed.
        Renewed => "renewed",
    }
}

choices! {
    /// Where a resource stands.
    LineState {
        /// In use.
        Active => "active",
        /// 已退订.
        Unsubscribed => "unsubscribed",
        /// 已释放.
        Released => "released",
    }
}

/// Which rule hides orders from a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// Orders belong to the partners; the vendor's staff import them.
    VendorStaff,
    /// No role of the person carries the item.
    NoItem(Permission),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_in_the_database_are_those_of_forms() {
        for word in OrderType::ALL {
            assert_eq!(serde_json::to_value(word).ok(), Some(word.as_str().into()));
        }
        for word in OrderState::ALL {
            assert_eq!(serde_json::to_value(word).ok(), Some(word.as_str().into()));
        }
        for word in ChargingMode::ALL {
            assert_eq!(serde_json::to_value(word).ok(), Some(word.as_str().into()));
        }
    }
}
