//! Words of renewal tasks.

use super::model::{Ending, Intention, RecordKind, Refusal};
use crate::auth::model::Reach;
use crate::messages;

messages! {
    /// Words of renewal tasks.
    pub RenewalText:
    title => "Large-order renewals", "大单续订任务";
    task => "Renewal task", "续订任务";
    task_title(number) => "Renewal task {number}", "续订任务 {number}";
    number => "Task ID", "任务ID";
    number_is => "Task ID (whole)", "任务ID（完整）";
    order_number => "Order number", "订单号";
    order_number_is => "Order number (whole)", "订单号（完整）";
    resources_of(number) => "Resources of order {number}", "订单 {number} 的资源明细";
    customer => "Customer", "客户名称";
    account => "Account name", "客户账号名";
    customer_number => "Customer ID", "客户ID";
    customer_of(partner) => "Customer of {partner}", "{partner}的客户";
    resource => "Resource", "资源";
    product => "Product", "产品";
    charged => "Amount (charged)", "计费金额";
    rated => "Amount (rated)", "定价金额";
    deadline => "Deadline", "任务截止时间";
    expires => "Line expires", "订单失效时间";
    expires_from => "Line expires from", "订单失效时间（起）";
    expires_until => "Line expires until", "订单失效时间（止）";
    by_expiry => "By line expiry", "按订单失效时间";
    renewed => "Renewed or not", "是否续订";
    renewed_or_not => "Renewed or not", "全部";
    overdue => "Overdue or not", "是否逾期";
    overdue_or_not => "Overdue or not", "全部";
    all_states => "All", "全部";
    intention => "Intention", "续订意向";
    made_on => "Made on", "任务生成日期";
    owner => "Account manager", "客户经理";
    all_people => "Everybody", "全部";
    nobody => "No account manager", "未分配";
    reseller => "Reseller", "云经销商";

    sentence_own(count) => "Renewal tasks of your customers: {count}.", "您名下客户的续订任务 {count} 个。";
    sentence_team(count) => "Renewal tasks of your team's customers: {count}.", "您团队客户的续订任务 {count} 个。";
    sentence_partner(count) => "Renewal tasks of your company's customers: {count}.", "本公司客户的续订任务 {count} 个。";
    sentence_resellers(count) => "Renewal tasks of your resellers' customers: {count}. You process them.", "云经销商客户的续订任务 {count} 个，由您处理。";
    why => "A task is made some weeks before a large order line expires, if the line is in use and not renewed. It ends by itself when the line is renewed, given up, or 15 days past its expiry.", "大额订单行失效前若干天，如仍在使用且未续订，系统将自动生成任务；续订、退订或释放后，以及失效满 15 天仍未续订时，任务自动结束。";
    empty => "No renewal tasks", "暂无续订任务";
    empty_text => "They appear here by themselves some weeks before a large order line of your customers expires.", "您的客户的大额订单行即将失效时，系统会自动在此生成任务。";
    no_match => "No task matches", "没有符合条件的任务";
    no_match_hint => "The list opens with pending tasks. “Task state: All” also shows those in progress and those that are over.", "列表默认仅显示待处理任务，将任务状态改为“全部”可查看处理中和已结束的任务。";
    process_one(number) => "Process {number}", "处理 {number}";
    process_chosen => "Process together", "批量处理";

    facts => "Task", "任务信息";
    order_facts => "Order", "订单信息";
    process_title => "Process", "任务处理";
    add_title => "Add a record", "添加处理记录";
    records => "Records", "处理记录";
    intention_question => "Will the customer renew?", "客户是否续订？";
    will_renew => "Will renew", "将续订";
    will_not_renew => "Will not renew", "不续订";
    undecided => "Undecided", "未确定";
    reason => "Reason", "不续订原因";
    reason_hint => "Only where it will not be renewed; up to 1,000 characters.", "仅在不续订时填写，不超过1000个字符。";
    expected_on => "Renewal expected on", "预计续订日期";
    note => "Note", "备注";
    note_hint => "What was said and what comes next, up to 1,000 characters.", "沟通情况及后续安排，不超过1000个字符。";
    save => "Save", "保存";
    expected(day) => "Expected on {day}", "预计 {day} 续订";
    because(reason) => "Reason: {reason}", "原因：{reason}";
    the_system => "The system", "系统";
    processed_by => "Processed by", "处理人";
    ended_at => "Ended", "结束时间";
    is_over(why) => "This task is over. {why}", "任务已结束。{why}";
    day_in(days) => "in {days} days", "还有 {days} 天";
    tomorrow => "tomorrow", "明天";
    today => "today", "今天";
    over_by(days) => "{days} days ago", "已过 {days} 天";
    yesterday => "yesterday", "昨天";

    batch_lead => "One intention and one note for all of these tasks. Each is saved by itself, and you read of each what came of it.", "以下任务使用同一续订意向和备注，逐个保存并逐个反馈结果。";
    of_order(number) => "Order {number}", "订单 {number}";

    made => "Task made: the line expires soon", "订单行即将失效，系统生成任务";
    ended_renewed => "The line was renewed.", "订单行已续订。";
    ended_unsubscribed => "The line was unsubscribed.", "订单行已退订。";
    ended_released => "The resource was released.", "资源已释放。";
    ended_expiry_moved => "The line expires at another moment now; that has a task of its own.", "订单行的失效时间已变更，按新的失效时间另行生成任务。";
    ended_expired => "The line expired more than 15 days ago and was not renewed.", "订单行失效超过 15 天且未续订。";
    ended_association_ended => "The customer is not associated with the partner any more.", "客户与伙伴的关联已解除。";
    by_import => "by an imported file", "由数据导入更新";

    changed_meanwhile => "Somebody changed this task meanwhile. Read it again; what you typed is still here.", "任务已被他人更新，请重新查看；您填写的内容仍保留。";
    is_over_now => "This task is over: nothing is left to process.", "任务已结束，无需处理。";
    no_intention => "Choose what the customer intends", "请选择续订意向";
    not_a_choice => "Choose from the list", "请从列表中选择";
    no_reason => "Say why it will not be renewed", "请填写不续订原因";
    too_long(most) => "Shorten it to {most} characters at most", "不能超过{most}个字符，请缩短";
    not_a_day => "Type a day as year, month and day", "请按年、月、日填写日期";
    day_passed => "Choose today or a later day", "请选择今天或以后的日期";
    nothing_chosen => "Choose at least one task", "请至少选择一个任务";
    too_many(most) => "Choose {most} tasks at most", "一次最多选择 {most} 个任务";

    card => "Renewal tasks", "续订任务";
    card_none => "None that expires within a month.", "一个月内没有即将失效的续订任务。";
    card_sees_none => "None of your roles shows marketing tasks.", "您的角色无权查看营销任务。";
    card_overdue(count) => "Overdue: {count}.", "已逾期 {count} 个。";
    card_counts(three, month) => "Within three days: {three}. Within a month: {month}.", "3 天内失效 {three} 个，一个月内失效 {month} 个。";
    card_all => "All renewal tasks of this customer", "该客户的全部续订任务";
}

impl RenewalText {
    /// 续订意向.
    pub const fn intention_of(self, intention: Intention) -> &'static str {
        match intention {
            Intention::WillRenew => self.will_renew(),
            Intention::WillNotRenew => self.will_not_renew(),
            Intention::Undecided => self.undecided(),
        }
    }

    /// Why a task is over, as a sentence.
    pub const fn ending_of(self, ending: Ending) -> &'static str {
        match ending {
            Ending::Renewed => self.ended_renewed(),
            Ending::Unsubscribed => self.ended_unsubscribed(),
            Ending::Released => self.ended_released(),
            Ending::ExpiryMoved => self.ended_expiry_moved(),
            Ending::Expired => self.ended_expired(),
            Ending::AssociationEnded => self.ended_association_ended(),
        }
    }

    /// The first words of a record.
    pub const fn record_of(self, kind: RecordKind, intention: Option<Intention>, ending: Option<Ending>) -> &'static str {
        match (kind, intention, ending) {
            (_, Some(intention), _) => self.intention_of(intention),
            (_, _, Some(ending)) => self.ending_of(ending),
            _ => self.made(),
        }
    }

    /// What is wrong with a field.
    pub fn refusal(self, refusal: Refusal) -> String {
        match refusal {
            Refusal::NoIntention => self.no_intention().to_owned(),
            Refusal::NotAChoice => self.not_a_choice().to_owned(),
            Refusal::NoReason => self.no_reason().to_owned(),
            Refusal::TooLong(most) => self.too_long(most),
            Refusal::NotADay => self.not_a_day().to_owned(),
            Refusal::DayPassed => self.day_passed().to_owned(),
            Refusal::NothingChosen => self.nothing_chosen().to_owned(),
            Refusal::TooMany(most) => self.too_many(most),
        }
    }

    /// Whose tasks, and how many.
    pub fn sentence(self, reach: Reach, of_resellers: bool, count: &str) -> String {
        match reach {
            _ if of_resellers => self.sentence_resellers(count),
            Reach::Own => self.sentence_own(count),
            Reach::Team => self.sentence_team(count),
            Reach::Partner | Reach::PartnerAndResellers => self.sentence_partner(count),
        }
    }

    /// How far away a day is: today, tomorrow, in 12 days.
    pub fn distance(self, days: i64) -> String {
        match days {
            0 => self.today().to_owned(),
            1 => self.tomorrow().to_owned(),
            -1 => self.yesterday().to_owned(),
            2.. => self.day_in(days),
            _ => self.over_by(-days),
        }
    }
}
