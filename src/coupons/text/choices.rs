//! Words of states and choices, and of a scope.

use super::CouponText;
use crate::coupons::model::{
    CouponState, CustomerLimit, DiscountKind, Limits, MovementKind, PurchaseType, QuotaState, QuotaStatus, ReclaimOutcome, UseState,
};
use crate::customers::model::AssociationType;
use crate::customers::text::CustomerText;
use crate::i18n::Locale;
use crate::orders::text::OrderText;
use crate::values::money::{Charged, format_cny};

impl CouponText {
    /// 额度状态.
    pub const fn quota_state(self, state: QuotaState) -> &'static str {
        match state {
            QuotaState::Valid => self.valid(),
            QuotaState::Adjusting => self.adjusting(),
            QuotaState::Frozen => self.frozen(),
            QuotaState::Lapsed => self.ended(),
        }
    }

    /// What Operations set.
    pub const fn quota_status(self, status: QuotaStatus) -> &'static str {
        match status {
            QuotaStatus::Valid => self.valid(),
            QuotaStatus::Adjusting => self.adjusting(),
            QuotaStatus::Frozen => self.frozen(),
            QuotaStatus::Disabled => self.ended(),
        }
    }

    /// 代金券状态.
    pub const fn coupon_state(self, state: CouponState) -> &'static str {
        match state {
            CouponState::Usable => self.usable(),
            CouponState::Used => self.used(),
            CouponState::Expired => self.expired(),
            CouponState::Reclaimed => self.reclaimed(),
        }
    }

    /// Where a coupon stands on an order.
    pub const fn use_state(self, state: UseState) -> &'static str {
        match state {
            UseState::Locked => self.use_locked(),
            UseState::Used => self.use_used(),
            UseState::Released => self.use_released(),
        }
    }

    /// 购买类型.
    pub const fn purchase_of(self, purchase: PurchaseType) -> &'static str {
        match purchase {
            PurchaseType::Both => self.both(),
            PurchaseType::Subscription => self.subscription(),
            PurchaseType::PayPerUse => self.pay_per_use(),
        }
    }

    /// A discount.
    pub const fn discount(self, kind: DiscountKind) -> &'static str {
        match kind {
            DiscountKind::Commercial => self.commercial(),
            DiscountKind::PartnerGranted => self.partner_granted(),
            DiscountKind::Promotional => self.promotional(),
        }
    }

    /// 客户限制.
    pub const fn customers_of(self, limit: CustomerLimit) -> &'static str {
        match limit {
            CustomerLimit::All => self.all_customers(),
            CustomerLimit::Resale => self.resale_customers(),
            CustomerLimit::Referral => self.referral_customers(),
        }
    }

    /// Why a balance changed.
    pub const fn movement(self, kind: MovementKind) -> &'static str {
        match kind {
            MovementKind::Given => self.given(),
            MovementKind::PassedOn => self.passed_on_done(),
            MovementKind::PassedBack => self.passed_back(),
            MovementKind::Issued => self.issued(),
            MovementKind::Used => self.paid_with(),
            MovementKind::Returned => self.returned(),
            MovementKind::Reclaimed => self.reclaimed_done(),
        }
    }

    /// What became of one that was to be reclaimed.
    pub const fn outcome(self, outcome: ReclaimOutcome) -> &'static str {
        match outcome {
            ReclaimOutcome::Reclaimed => self.outcome_done(),
            ReclaimOutcome::NotUsable => self.outcome_state(),
            ReclaimOutcome::Locked => self.outcome_locked(),
            ReclaimOutcome::Empty => self.outcome_empty(),
            ReclaimOutcome::Gone => self.outcome_gone(),
        }
    }

    /// 关联类型.
    pub fn association(self, kind: AssociationType) -> &'static str {
        CustomerText(self.0).association_type(kind)
    }

    /// The scope in words, part by part; one sentence where nothing is limited.
    pub fn scope(self, limits: &Limits) -> Vec<String> {
        let separator = if self.0 == Locale::En { ", " } else { "、" };
        let mut parts = Vec::new();
        if limits.purchase != PurchaseType::Both {
            parts.push(self.purchase_of(limits.purchase).to_owned());
        }
        if !limits.order_types.is_empty() {
            parts.push(limits.order_types.iter().map(|one| OrderText(self.0).type_of(*one)).collect::<Vec<_>>().join(separator));
        }
        for names in [&limits.services, &limits.products] {
            if !names.is_empty() {
                parts.push(names.join(separator));
            }
        }
        if limits.min_order > Charged::ZERO {
            parts.push(self.limit_minimum(format_cny(limits.min_order)));
        }
        if !limits.combines_with.is_empty() {
            let kinds = limits.combines_with.iter().map(|one| self.discount(*one)).collect::<Vec<_>>().join(separator);
            parts.push(self.limit_combines(kinds));
        }
        if parts.is_empty() { vec![self.unlimited().to_owned()] } else { parts }
    }
}
