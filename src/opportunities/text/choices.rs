//! The words of what is chosen from a list, and of steps, groups and columns.

use super::OpportunityText;
use crate::messages;
use crate::opportunities::model::{CustomerStanding, Group, Industry, Kind, Stage, Step, Tab, TestState};

messages! {
    /// Words of choices; pages reach them through the methods below.
    pub ChoiceWords:
    lead_confirmed => "Lead confirmed", "线索确认";
    needs_confirmed => "Needs confirmed", "需求确认";
    solution => "Solution", "方案设计";
    negotiation => "Negotiation", "商务谈判";
    won => "Won", "赢单";
    lost => "Lost", "输单";
    new_customer => "New customer", "新客户";
    expansion => "Expansion", "扩容";
    renewal => "Renewal", "续订";
    migration => "Migration", "迁移上云";
    other => "Other", "其他";
    not_started => "Not started", "未开始";
    running => "Running", "测试中";
    passed => "Passed", "测试通过";
    failed => "Failed", "测试未通过";
    not_needed => "Not needed", "无需测试";
    step_customer => "Customer", "选择客户";
    step_basics => "Basics", "填写基本信息";
    step_details => "Details", "填写详细信息";
    step_revenue => "Revenue", "填写收入信息";
    associated => "Associated", "已关联";
    claimed => "Claimed", "已报备";
}

impl OpportunityText {
    /// 商机阶段.
    pub fn stage(self, stage: Stage) -> &'static str {
        let words = ChoiceWords(self.locale());
        match stage {
            Stage::LeadConfirmed => words.lead_confirmed(),
            Stage::NeedsConfirmed => words.needs_confirmed(),
            Stage::Solution => words.solution(),
            Stage::Negotiation => words.negotiation(),
            Stage::Won => words.won(),
            Stage::Lost => words.lost(),
        }
    }

    /// 商机类型.
    pub fn kind(self, kind: Kind) -> &'static str {
        let words = ChoiceWords(self.locale());
        match kind {
            Kind::NewCustomer => words.new_customer(),
            Kind::Expansion => words.expansion(),
            Kind::Renewal => words.renewal(),
            Kind::Migration => words.migration(),
            Kind::Other => words.other(),
        }
    }

    /// 测试情况.
    pub fn test_state(self, state: TestState) -> &'static str {
        let words = ChoiceWords(self.locale());
        match state {
            TestState::NotStarted => words.not_started(),
            TestState::Running => words.running(),
            TestState::Passed => words.passed(),
            TestState::Failed => words.failed(),
            TestState::NotNeeded => words.not_needed(),
        }
    }

    /// 客户行业: the customers' own words, so that there is one list of them.
    pub fn industry(self, industry: Industry) -> &'static str {
        crate::customers::text::CustomerText(self.locale()).industry(industry)
    }

    /// 是 or 否.
    pub const fn yes_or_no(self, yes: bool) -> &'static str {
        if yes { self.yes() } else { self.no() }
    }

    /// A step of the report.
    pub fn step(self, step: Step) -> &'static str {
        let words = ChoiceWords(self.locale());
        match step {
            Step::Customer => words.step_customer(),
            Step::Basics => words.step_basics(),
            Step::Details => words.step_details(),
            Step::Revenue => words.step_revenue(),
        }
    }

    /// A group that is revised.
    pub const fn group(self, group: Group) -> &'static str {
        match group {
            Group::Basic => self.group_basic(),
            Group::Details => self.group_details(),
            Group::Revenue => self.group_revenue(),
        }
    }

    /// What has become of the customer.
    pub fn standing(self, standing: CustomerStanding) -> &'static str {
        let words = ChoiceWords(self.locale());
        match standing {
            CustomerStanding::Associated => words.associated(),
            CustomerStanding::Claimed => words.claimed(),
            CustomerStanding::ClaimLapsed => self.claim_lapsed(),
            CustomerStanding::Elsewhere => self.elsewhere(),
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
