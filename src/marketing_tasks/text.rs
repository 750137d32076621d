//! Words of all marketing tasks.

use super::model::{Denial, Outcome, TaskState};
use crate::auth::model::Viewer;
use crate::messages;

messages! {
    /// Words that both kinds of task use.
    pub TaskText:
    marketing_tasks => "Marketing tasks", "营销任务";
    expansion_tasks => "Sales expansion tasks", "销售拓展任务";
    renewal_tasks => "Large-order renewals", "大单续订任务";
    expansion_details => "Task details", "销售拓展任务明细";
    state => "Task state", "任务状态";
    pending => "Pending", "待处理";
    in_progress => "In progress", "进行中";
    done => "Done", "已完成";
    terminated => "Terminated", "已终止";
    overdue => "Overdue", "已逾期";
    process => "Process", "处理";
    not_overdue => "In time", "未逾期";
    own_customers => "My customers", "我的客户";
    resellers_customers => "Resellers' customers", "云经销商的客户";
    vendor_staff => "Marketing tasks belong to the partners; the vendor's staff create campaigns of them under Operations.", "营销任务属于伙伴，厂商人员请在“运营”中创建销售拓展活动。";
    no_item(ask) => "None of your roles carries “Marketing tasks: view”. Ask {ask} for it.", "您的角色没有“营销任务：查看”权限，请联系{ask}。";
    your_administrator => "your administrator", "您的管理员";
    supervisor_views => "A supervisor views the team's tasks; the customer's account manager processes them.", "客户经理主管可查看团队的任务，由客户经理处理。";
    not_yours => "This is another account manager's customer: that person processes the task, or your administrator.", "该客户归属其他客户经理，任务由该客户经理或管理员处理。";
    ask_your_distributor => "Your distributor processes this task; ask it.", "该任务由您的总经销商处理，请联系总经销商。";
    operators_only => "Campaigns are created by the vendor's operators.", "活动由厂商运营人员创建。";
    ask_distributor(name) => "Your distributor {name} processes this task.", "该任务由您的总经销商{name}处理。";
    processed_by(name) => "{name} processes this task.", "该任务由{name}处理。";

    processed => "Processed.", "处理成功。";
    next_of(count) => "Next of {count} pending", "处理下一个（共 {count} 个待处理）";
    none_left => "No other task is pending.", "已没有待处理的任务。";

    batch_title => "Process several tasks", "批量处理任务";
    batch_tasks(count) => "Tasks: {count}", "任务 {count} 个";
    batch_nothing => "No task is chosen, or none of those that are can be processed by you. Go back and tick some.", "未选择任务，或所选任务均不可由您处理，请返回列表重新勾选。";
    batch_left_out => "Left out", "不可处理";
    batch_task => "Task", "任务";
    batch_customer => "Customer", "客户名称";
    batch_deadline => "Deadline", "任务截止时间";
    batch_outcome => "Result", "处理结果";
    batch_submit => "Save for all", "批量提交";
    batch_back => "Back to the list", "返回列表";
    batch_result(processed, all) => "Processed: {processed} of {all}.", "已处理 {processed} 个，共 {all} 个。";
    outcome_processed => "Processed", "已处理";
    outcome_ended => "Was over already", "任务已结束";
    outcome_not_yours => "Somebody else processes it", "由他人处理";
    outcome_changed => "Changed meanwhile; open it and look again", "任务已被更新，请打开后重新处理";
    outcome_gone => "Not among your tasks any more", "已不在您的任务范围内";
}

impl TaskText {
    /// Which rule, and whom to ask.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        match denial {
            Denial::VendorStaff => self.vendor_staff().to_owned(),
            Denial::NoItem(_) => self.no_item(viewer.administrator.as_deref().unwrap_or(self.your_administrator())),
            Denial::Reseller => self.ask_your_distributor().to_owned(),
            Denial::SupervisorViews => self.supervisor_views().to_owned(),
            Denial::NotYours => self.not_yours().to_owned(),
            Denial::OperatorsOnly => self.operators_only().to_owned(),
        }
    }

    /// Who processes a task instead of the viewer: its distributor or its account manager by name, where that is why.
    pub fn instead(self, denial: Denial, viewer: &Viewer, distributor: Option<&str>, account_manager: Option<&str>) -> String {
        match (denial, distributor, account_manager) {
            (Denial::Reseller, Some(name), _) => self.ask_distributor(name),
            (Denial::NotYours, _, Some(name)) => self.processed_by(name),
            _ => self.denial(denial, viewer),
        }
    }

    /// What became of one of several.
    pub const fn outcome_of(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Processed => self.outcome_processed(),
            Outcome::Ended => self.outcome_ended(),
            Outcome::NotYours => self.outcome_not_yours(),
            Outcome::Changed => self.outcome_changed(),
            Outcome::Gone => self.outcome_gone(),
        }
    }

    /// A state.
    pub const fn task_state(self, state: TaskState) -> &'static str {
        match state {
            TaskState::Pending => self.pending(),
            TaskState::InProgress => self.in_progress(),
            TaskState::Done => self.done(),
            TaskState::Terminated => self.terminated(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use crate::organisation::rules::fixtures::viewer;

    #[test]
    fn whoever_processes_a_task_instead_is_named_where_that_is_why() {
        let t = TaskText(Locale::En);
        let says = |account: &str, denial| t.instead(denial, &viewer(account), Some("Summit Distribution"), Some("Jun"));
        assert_eq!(says("rita", Denial::Reseller), "Your distributor Summit Distribution processes this task.");
        assert_eq!(says("lin", Denial::NotYours), "Jun processes this task.");
        assert_eq!(says("zhao", Denial::SupervisorViews), t.supervisor_views());
        assert_eq!(t.instead(Denial::NotYours, &viewer("lin"), None, None), t.not_yours());
    }
}
