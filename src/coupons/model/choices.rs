//! What is stored as a word: states, limits, kinds.

use crate::customers::model::AssociationType;
use crate::values::choice::choices;

choices! {
    /// What Operations set for a quota.
    QuotaStatus {
        /// 正常.
        Valid => "valid",
        /// 额度调整中: seen, nothing is issued of it.
        Adjusting => "adjusting",
        /// 冻结.
        Frozen => "frozen",
        /// Ended by Operations; shown as 失效.
        Disabled => "disabled",
    }
}

choices! {
    /// Where a quota stands: what Operations set, and its dates.
    QuotaState {
        /// 正常.
        Valid => "valid",
        /// 额度调整中.
        Adjusting => "adjusting",
        /// 冻结.
        Frozen => "frozen",
        /// 失效: expired or disabled.
        Lapsed => "lapsed",
    }
}

choices! {
    /// Where a coupon stands: follows from its balance and its dates.
    CouponState {
        /// 可使用, part of it used or not.
        Usable => "usable",
        /// 已使用: nothing left.
        Used => "used",
        /// 已过期.
        Expired => "expired",
        /// 已回收.
        Reclaimed => "reclaimed",
    }
}

choices! {
    /// 购买类型: orders of which charging mode a coupon pays (U26).
    PurchaseType {
        /// 通用.
        Both => "both",
        /// 包年/包月.
        Subscription => "subscription",
        /// 按需.
        PayPerUse => "pay_per_use",
    }
}

choices! {
    /// To which customers coupons of a quota may be issued (U21).
    CustomerLimit {
        /// All associated customers.
        All => "all",
        /// Resale customers alone.
        Resale => "resale",
        /// Referral customers alone.
        Referral => "referral",
    }
}

impl CustomerLimit {
    /// Whether a customer that is associated so may receive coupons.
    pub const fn admits(self, kind: AssociationType) -> bool {
        match self {
            Self::All => true,
            Self::Resale => matches!(kind, AssociationType::Resale),
            Self::Referral => matches!(kind, AssociationType::Referral),
        }
    }
}

choices! {
    /// Discounts of an order with which a coupon combines only where it says so (BR-55).
    DiscountKind {
        /// 商务优惠.
        Commercial => "commercial",
        /// 合作伙伴授予折扣.
        PartnerGranted => "partner_granted",
        /// 促销折扣.
        Promotional => "promotional",
    }
}

choices! {
    /// Where a coupon stands on an order.
    UseState {
        /// Chosen for an order that is not paid yet: the amount is held.
        Locked => "locked",
        /// Paid with.
        Used => "used",
        /// Taken off before payment.
        Released => "released",
    }
}

choices! {
    /// Why the balance of a quota or of a coupon changed. One and the same movement is told from both accounts.
    MovementKind {
        /// Quota: given by the vendor, or by a distributor out of its own.
        Given => "given",
        /// Quota: a part passed on to a reseller.
        PassedOn => "passed_on",
        /// Quota: what a reseller had not issued came back.
        PassedBack => "passed_back",
        /// Issued as a coupon.
        Issued => "issued",
        /// Coupon: paid with.
        Used => "used",
        /// Came back by a refund.
        Returned => "returned",
        /// The rest of a coupon taken back into its quota.
        Reclaimed => "reclaimed",
    }
}

choices! {
    /// What became of one of several that were to be reclaimed.
    ReclaimOutcome {
        /// The whole balance went back.
        Reclaimed => "reclaimed",
        /// Used, expired or reclaimed already.
        NotUsable => "not_usable",
        /// An order that is not paid yet holds a part.
        Locked => "locked",
        /// Of a reseller's quota: nothing is left.
        Empty => "empty",
        /// Unknown, or not the viewer's to see.
        Gone => "gone",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_in_the_database_are_those_of_forms() {
        for word in QuotaStatus::ALL {
            assert_eq!(serde_json::to_value(word).ok(), Some(word.as_str().into()));
        }
        for word in PurchaseType::ALL {
            assert_eq!(serde_json::to_value(word).ok(), Some(word.as_str().into()));
        }
        for word in MovementKind::ALL {
            assert_eq!(serde_json::to_value(word).ok(), Some(word.as_str().into()));
        }
        for word in DiscountKind::ALL {
            assert_eq!(serde_json::to_value(word).ok(), Some(word.as_str().into()));
        }
    }
}
