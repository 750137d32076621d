//! Words of all marketing tasks.

use super::model::{Denial, TaskState};
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
