//! Refusals of forms in words, and which rule hides coupons from a person.

use chrono::{DateTime, Utc};

use super::CouponText;
use crate::auth::model::{Permission, Viewer};
use crate::coupons::model::{CustomerLimit, Denial, Problem, QuotaRefusal};
use crate::messages;
use crate::values::date::{format_date, format_stamp};
use crate::values::money::format_cny;

messages! {
    /// What is wrong with a form about quotas or coupons, and how to mend it.
    pub CouponProblemText:
    missing => "Fill this in.", "请填写。";
    not_an_amount => "Not an amount. Write it as 1,250.00.", "金额格式不正确，请按 1,250.00 填写。";
    too_many_decimals => "At most two decimals: the amount is never rounded.", "最多两位小数，金额不会被四舍五入。";
    not_above_zero => "The amount must be above zero.", "金额必须大于零。";
    negative => "The amount must not be below zero.", "金额不能为负数。";
    more_than_left(asked, left) => "That makes {asked}, and {left} are left.", "所需 {asked}，超过剩余额度 {left}。";
    not_a_date => "Not a day. Write it as 2026-11-01, at the latest 2999-12-31.", "日期格式不正确，请按 2026-11-01 填写，最晚为 2999-12-31。";
    ends_before => "The last day lies before the first one.", "失效日期早于生效日期。";
    over => "This day is over already.", "该日期已过。";
    outside(from, until) => "Choose days from {from} to {until}: those of the quota.", "须在额度有效期内：{from} 至 {until}。";
    not_a_choice => "Choose one of those that are offered.", "请从所列选项中选择。";
    too_many(most) => "At most {most}.", "最多 {most} 个。";
    too_long(most) => "At most {most} characters.", "最多 {most} 个字符。";
    beyond(name) => "“{name}” is not among what the quota pays for.", "“{name}”不在额度适用范围内。";
    wider => "This goes beyond what the quota allows.", "超出额度允许的范围。";
    below_minimum(amount) => "The quota asks for at least {amount}.", "不得低于额度要求的 {amount}。";
    only_resale => "This quota is for resale customers only.", "该额度仅限代售客户。";
    only_referral => "This quota is for referral customers only.", "该额度仅限顾问销售客户。";
    not_listed(number) => "Customer {number} is not on the list of customers that may receive your coupons. The vendor keeps that list; ask the vendor's Operations to add it.", "客户 {number} 不在可发放代金券的客户白名单中。白名单由厂商维护，请联系厂商运营人员添加。";
    not_days => "A number of days; no more were used than subscribed.", "请填写天数，已使用天数不能超过订购天数。";
    not_associated => "One of these customers is not associated with you any more. Find them again.", "所选客户中有已解除关联的，请重新查找。";
    adjusting => "The quota is being adjusted; nothing can be issued of it until that is done.", "额度调整中，暂不可发放。";
    frozen => "The quota is frozen.", "额度已冻结。";
    ended => "The quota has ended.", "额度已失效。";
    stopped_since(why, at, reason) => "{why} Since {at}; Operations say: “{reason}”. Ask the vendor's Operations when it can be used again.", "{why}自 {at} 起；运营说明：“{reason}”。何时恢复请咨询厂商运营人员。";
    no_customer => "Find customers and tick at least one.", "请查找客户并至少勾选一个。";
    no_coupon => "Tick at least one coupon.", "请至少勾选一张代金券。";
    no_quota => "Tick at least one quota.", "请至少勾选一个额度。";
    no_line => "Tick at least one order line.", "请至少勾选一个订单行。";
    not_looked_for => "Nothing was issued: press Find to look for these customers, or empty this field.", "尚未发放：请点击“查找”查找这些客户，或清空此项。";
    fee_above(left) => "At most {left}: so much is left of what was paid otherwise after the days used.", "最多 {left}：扣除已使用部分后，其他方式支付的金额仅剩此数。";
    expired => "The quota has expired.", "额度已过期。";
    not_yet => "The quota is not valid yet.", "额度尚未生效。";
    empty => "Nothing is left of the quota.", "额度已用完。";
    meanwhile => "Somebody else was faster: so much is not left any more. Look at what is left and send the form again.", "额度已被他人使用，剩余不足，请核对后重新提交。";
}

impl CouponProblemText {
    /// What is wrong.
    pub fn problem(self, problem: &Problem) -> String {
        match problem {
            Problem::Missing => self.missing().to_owned(),
            Problem::NotAnAmount => self.not_an_amount().to_owned(),
            Problem::TooManyDecimals => self.too_many_decimals().to_owned(),
            Problem::NotAboveZero => self.not_above_zero().to_owned(),
            Problem::Negative => self.negative().to_owned(),
            Problem::MoreThanLeft(asked, left) => self.more_than_left(format_cny(*asked), format_cny(*left)),
            Problem::NotADate => self.not_a_date().to_owned(),
            Problem::EndsBeforeItBegins => self.ends_before().to_owned(),
            Problem::Over => self.over().to_owned(),
            Problem::OutsideOfQuota(days) => {
                self.outside(format_date(days.first_day(), self.locale()), format_date(days.last_day(), self.locale()))
            }
            Problem::NotAChoice => self.not_a_choice().to_owned(),
            Problem::TooMany(most) => self.too_many(most),
            Problem::TooLong(most) => self.too_long(most),
            Problem::BeyondQuota(name) => self.beyond(name),
            Problem::WiderThanQuota => self.wider().to_owned(),
            Problem::BelowQuotaMinimum(amount) => self.below_minimum(format_cny(*amount)),
            Problem::CustomerLimit(CustomerLimit::Referral) => self.only_referral().to_owned(),
            Problem::CustomerLimit(_) => self.only_resale().to_owned(),
            Problem::NotListed(number) => self.not_listed(number),
            Problem::NotDays => self.not_days().to_owned(),
            Problem::FeeAbove(left) => self.fee_above(format_cny(*left)),
            Problem::Quota(refusal) => self.quota(*refusal).to_owned(),
        }
    }

    /// Why nothing can be issued of a quota; where Operations stopped it, since when, what they say, and whom to ask.
    pub fn stopped(self, refusal: QuotaRefusal, since: Option<DateTime<Utc>>, reason: &str) -> String {
        let why = self.quota(refusal);
        match (refusal, since) {
            (QuotaRefusal::Adjusting | QuotaRefusal::Frozen | QuotaRefusal::Disabled, Some(since)) => {
                self.stopped_since(why, format_stamp(since, self.locale()), reason)
            }
            _ => why.to_owned(),
        }
    }

    /// Why nothing can be issued of a quota.
    pub const fn quota(self, refusal: QuotaRefusal) -> &'static str {
        match refusal {
            QuotaRefusal::Adjusting => self.adjusting(),
            QuotaRefusal::Frozen => self.frozen(),
            QuotaRefusal::Disabled => self.ended(),
            QuotaRefusal::Expired => self.expired(),
            QuotaRefusal::NotYet => self.not_yet(),
            QuotaRefusal::Empty => self.empty(),
        }
    }
}

impl CouponText {
    /// Which rule refuses the viewer, and whom to ask.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        let ask = viewer.administrator.as_deref().unwrap_or(self.your_administrator());
        match denial {
            Denial::VendorStaff => self.vendor_staff().to_owned(),
            Denial::AccountManager => self.account_manager(ask),
            Denial::NoItem(item) => self.no_item(self.item(item), ask),
            Denial::DistributorsOnly => self.distributors_only().to_owned(),
            Denial::OperatorsOnly => self.operators_only().to_owned(),
        }
    }

    const fn item(self, item: Permission) -> &'static str {
        match item {
            Permission::CouponsIssue => self.item_issue(),
            Permission::CouponQuotasPassOn => self.item_pass_on(),
            Permission::CouponsView => self.item_coupons(),
            Permission::CouponsReclaim => self.item_reclaim(),
            _ => self.item_quotas(),
        }
    }
}
