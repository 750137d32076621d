//! The words of what is chosen from a list.

use super::CustomerText;
use crate::customers::model::{AssociationType, ClaimState, Industry, MaskedColumn, RealNameState, Tab};
use crate::messages;

messages! {
    /// Words of choices; pages reach them through the methods below.
    pub ChoiceWords:
    referral => "Referral", "顾问销售";
    resale => "Resale", "代售";
    claim_open => "Claimed", "已报备";
    claim_associated => "Associated", "已关联";
    claim_in_review => "In review", "待审核";
    claim_rejected => "Rejected", "审核不通过";
    claim_withdrawn => "Withdrawn", "已撤回";
    claim_lapsed => "Claim lapsed", "报备已失效";
    unverified => "Not verified", "未实名认证";
    in_review => "In review", "审核中";
    rejected => "Rejected", "不通过";
    verified => "Verified", "已实名";
    internet => "Internet", "互联网";
    manufacturing => "Manufacturing", "制造";
    retail => "Retail", "零售";
    finance => "Finance", "金融";
    insurance => "Insurance", "保险";
    health => "Health", "医疗";
    education => "Education", "教育";
    government => "Government", "政务";
    media => "Media", "文娱";
    games => "Games", "游戏";
    logistics => "Logistics", "物流";
    travel => "Travel", "旅游";
    energy => "Energy", "能源";
    construction => "Construction", "建筑地产";
    telecom => "Telecommunications", "通信";
    other => "Other", "其他";
}

impl CustomerText {
    /// 关联类型.
    pub fn association_type(self, kind: AssociationType) -> &'static str {
        let words = ChoiceWords(self.locale());
        match kind {
            AssociationType::Referral => words.referral(),
            AssociationType::Resale => words.resale(),
        }
    }

    /// Where a claim stands.
    pub fn claim_state(self, state: ClaimState) -> &'static str {
        let words = ChoiceWords(self.locale());
        match state {
            ClaimState::Open => words.claim_open(),
            ClaimState::Associated => words.claim_associated(),
            ClaimState::Lapsed => words.claim_lapsed(),
            ClaimState::InReview => words.claim_in_review(),
            ClaimState::Rejected => words.claim_rejected(),
            ClaimState::Withdrawn => words.claim_withdrawn(),
        }
    }

    /// How far the real-name check has come.
    pub fn real_name_state(self, state: RealNameState) -> &'static str {
        let words = ChoiceWords(self.locale());
        match state {
            RealNameState::Unverified => words.unverified(),
            RealNameState::InReview => words.in_review(),
            RealNameState::Rejected => words.rejected(),
            RealNameState::Verified => words.verified(),
        }
    }

    /// 客户行业.
    pub fn industry(self, industry: Industry) -> &'static str {
        let words = ChoiceWords(self.locale());
        match industry {
            Industry::Internet => words.internet(),
            Industry::Manufacturing => words.manufacturing(),
            Industry::Retail => words.retail(),
            Industry::Finance => words.finance(),
            Industry::Insurance => words.insurance(),
            Industry::Health => words.health(),
            Industry::Education => words.education(),
            Industry::Government => words.government(),
            Industry::Media => words.media(),
            Industry::Games => words.games(),
            Industry::Logistics => words.logistics(),
            Industry::Travel => words.travel(),
            Industry::Energy => words.energy(),
            Industry::Construction => words.construction(),
            Industry::Telecom => words.telecom(),
            Industry::Other => words.other(),
        }
    }

    /// A masked column, for its eye.
    pub const fn masked_column(self, column: MaskedColumn) -> &'static str {
        match column {
            MaskedColumn::Name => self.name(),
            MaskedColumn::AccountName => self.account_name(),
            MaskedColumn::Contact => self.contact_name(),
            MaskedColumn::Mobile => self.mobile(),
            MaskedColumn::Email => self.email(),
        }
    }

    /// A distributor's tab.
    pub const fn tab(self, tab: Tab) -> &'static str {
        match tab {
            Tab::Own => self.my_customers(),
            Tab::Resellers => self.resellers_customers(),
        }
    }
}
