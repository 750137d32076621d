//! Nouns of all marketing tasks.

use crate::values::choice::choices;

choices! {
    /// 任务状态, of expansion and of renewal tasks (domain file, §1.7, §1.8, U19). That a task is overdue is a flag, not a state.
    TaskState {
        /// 待处理: nobody has processed it.
        Pending => "pending",
        /// 进行中: processed at least once.
        InProgress => "in_progress",
        /// 已完成.
        Done => "done",
        /// 已终止.
        Terminated => "terminated",
    }
}

impl TaskState {
    /// Pending or in progress: somebody may still work on it, and its deadline counts.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::InProgress)
    }
}
