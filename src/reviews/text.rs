//! Words of reviews.

use super::model::{Denial, Narrowing, Reason};
use crate::opportunities::text::OpportunityText;
use crate::values::date::format_date;
use crate::values::money::format_cny;

crate::messages! {
    /// Words of reviews.
    pub ReviewText:
    review => "Review", "商机审阅";
    lead => "What changed in your team's opportunities since your own last look: the gravest reason first, then the largest amount. A review leaves the opportunity as it is; its owner reads your note.", "自您上次审阅以来团队商机的变化，按原因的严重程度和金额排序。审阅不会改变商机，负责人可看到您的备注。";
    waiting_in_team(count) => "Waiting in your team: {count}", "团队待审阅：{count}";
    more(most) => "Only the first {most} are shown.", "仅显示前 {most} 条。";
    nothing_title => "Nothing waits for you", "暂无待审阅商机";
    nothing_text => "New opportunities, moved stages, changed revenue, dates that passed and those that went quiet come here by themselves.", "新增、阶段变化、流水变化、预计日期已过以及长期无进展的商机会自动出现在这里。";
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
    date_passed(day) => "Date passed: {day}", "预计日期已过：{day}";
    team => "Your team", "我的团队";
    nobody_title => "Nobody reports to you yet", "暂无团队成员";
    nobody_text => "Your system administrator says who reports to whom, under People.", "由系统管理员在“人员管理”中设置汇报关系。";
    person => "Account manager", "客户经理";
    open_count => "Open", "在途";
    monthly => "¥ a month", "预计月流水";
    weighted => "Weighted", "按把握度加权";
    overdue_tasks => "Overdue tasks", "逾期任务";
    expansions => "Expansion", "拓展";
    renewals => "Renewal", "续订";
    moved => "Moved", "有变化";
    quiet_count => "Quiet", "无进展";
    overdue => "Date passed", "日期已过";
    to_review => "To review", "待审阅";
    everything => "All", "全部";
    narrow_moved => "Moved", "有变化";
    narrow_passed => "Date passed", "日期已过";
    narrow_quiet => "Quiet", "无进展";
    narrow_new => "New", "新增";
    reasons => "Reasons", "待审阅原因";
    of_one(name) => "Only {name}'s.", "仅显示 {name} 的商机。";
    of_recent(days) => "Only what changed in the last {days} days.", "仅显示最近 {days} 天内有变化的商机。";
    show_all => "Show everything", "显示全部";
    first_look => "You have not reviewed yet.", "您尚未进行过审阅。";
    begin_recent(days) => "Begin with what changed in the last {days} days", "从最近 {days} 天的变化开始";
    begin_all => " or with everything, the gravest reason first.", "，或按下方顺序审阅全部。";
    several(count) => "Reviewed: {count}.", "已审阅 {count} 个商机。";
    several_changed(count) => "{count} changed while you were reading and stay in the queue.", "{count} 个商机在您阅读期间已更新，仍待审阅。";
    several_already(count) => "{count} you had reviewed already, in another window.", "{count} 个您此前已在其他窗口审阅。";
    mark_ticked => "Mark the ticked ones as reviewed", "将勾选的标为已审阅";
    mark_page(count) => "Mark all {count} of this page", "将本页 {count} 个全部标为已审阅";
    tick(name) => "Select {name}", "选择 {name}";
    select => "Select", "选择";
    nothing_ticked => "Tick at least one opportunity", "请至少勾选一个商机";
    range(from, until, all) => "{from} to {until} of {all}", "第 {from}–{until} 条，共 {all} 条";
    nothing_narrowed_title => "Nothing of this kind waits", "没有此类待审阅商机";
    nothing_narrowed_text => "Other opportunities may wait: show everything.", "可能还有其他待审阅商机，请显示全部。";
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
    reviewed_meanwhile => "You have reviewed this opportunity meanwhile, in another window. Your note still stands here and is not sent: send it once more to add it.", "您已在其他窗口审阅该商机。您填写的备注仍保留在此、尚未提交；如需补充，请再次提交。";
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
            Reason::DatePassed(day) => self.date_passed(format_date(day, self.locale())),
            Reason::Quiet(days) => self.quiet(days),
        }
    }

    /// To what the queue is narrowed.
    pub const fn narrowing(self, narrowing: Narrowing) -> &'static str {
        match narrowing {
            Narrowing::Moved => self.narrow_moved(),
            Narrowing::Passed => self.narrow_passed(),
            Narrowing::Quiet => self.narrow_quiet(),
            Narrowing::New => self.narrow_new(),
        }
    }
}
