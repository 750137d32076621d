//! Words of reviews.

use super::model::{Denial, Reason};
use crate::opportunities::text::OpportunityText;
use crate::values::money::format_cny;

crate::messages! {
    /// Words of reviews.
    pub ReviewText:
    review => "Review", "商机审阅";
    lead => "What changed in your team's opportunities since your own last look. A review leaves the opportunity as it is; its owner reads your note.", "自您上次审阅以来，团队商机的变化。审阅不会改变商机，负责人可看到您的备注。";
    waiting_in_team(count) => "Waiting in your team: {count}", "团队待审阅：{count}";
    waiting(count) => "Waiting: {count}", "待审阅：{count}";
    more(most) => "Only the first {most} are shown.", "仅显示前 {most} 条。";
    nothing_title => "Nothing waits for you", "暂无待审阅商机";
    nothing_text => "New opportunities, moved stages, changed revenue and those that went quiet come here by themselves.", "新增、阶段变化、流水变化以及长期无进展的商机会自动出现在这里。";
    all_done => "That was the last one. Nothing else waits for you.", "已全部审阅完毕。";
    done => "Reviewed. This is the next one.", "已审阅，以下是下一条。";
    start => "Begin with the first", "从第一条开始";
    opportunity => "Opportunity", "商机名称";
    why => "Why it waits", "待审阅原因";
    stage => "Stage", "商机阶段";
    revenue => "Expected monthly revenue", "预计月流水";
    updated => "Last update", "最近更新";
    actions => "Actions", "操作";
    look => "Review", "审阅";
    is_new => "New", "新增";
    stage_moved(from, to) => "Stage: {from} → {to}", "阶段：{from} → {to}";
    revenue_changed(from, to) => "Revenue: {from} → {to}", "流水：{from} → {to}";
    quiet(days) => "Quiet for {days} working days", "{days} 个工作日无进展";
    not_waiting => "It did not change since your last look.", "自您上次审阅以来没有变化。";
    last_look(when) => "Your last look: {when}", "上次审阅：{when}";
    note => "Note for the owner", "给负责人的备注";
    note_hint(owner) => "{owner} reads it on the timeline and as a notification.", "{owner} 将在动态和通知中看到。";
    note_too_long(most) => "Use at most {most} characters", "最多 {most} 个字符";
    reviewed_next => "Reviewed, next", "已审阅，下一条";
    skip => "Later, next", "稍后，下一条";
    to_queue => "All that waits", "返回待审阅列表";
    open => "Open the opportunity", "查看商机";
    latest_progress => "Latest progress", "最新进展";
    changed_meanwhile => "The opportunity changed while you were reading. What stands here is how it is now; look again.", "您阅读期间商机已更新，以下为最新内容，请重新查看。";
    supervisors_only => "Supervisors review the opportunities of their own team.", "仅客户经理主管可审阅本团队的商机。";
}

impl ReviewText {
    /// Which rule hides it.
    pub const fn denial(self, denial: Denial) -> &'static str {
        match denial {
            Denial::SupervisorsOnly => self.supervisors_only(),
        }
    }

    /// Why an opportunity waits.
    pub fn reason(self, reason: Reason) -> String {
        let words = OpportunityText(self.locale());
        match reason {
            Reason::New => self.is_new().to_owned(),
            Reason::StageMoved { from, to } => self.stage_moved(words.stage(from), words.stage(to)),
            Reason::RevenueChanged { from, to } => self.revenue_changed(format_cny(from), format_cny(to)),
            Reason::Quiet(days) => self.quiet(days),
        }
    }
}
