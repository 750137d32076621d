//! Words of all marketing tasks.

use super::model::TaskState;
use crate::messages;

messages! {
    /// Words that both kinds of task use.
    pub TaskText:
    marketing_tasks => "Marketing tasks", "营销任务";
    state => "Task state", "任务状态";
    pending => "Pending", "待处理";
    in_progress => "In progress", "进行中";
    done => "Done", "已完成";
    terminated => "Terminated", "已终止";
    overdue => "Overdue", "已逾期";
    process => "Process", "处理";
    ask_distributor(name) => "Your distributor {name} processes this task.", "该任务由您的总经销商{name}处理。";
}

impl TaskText {
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
