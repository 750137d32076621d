//! Words of expansion tasks.

mod campaigns;

pub use campaigns::CampaignText;

use super::model::{Refusal, StrategyLevel, TaskRecord, TaskResult};
use crate::auth::model::Reach;
use crate::marketing_tasks::model::MOST_AT_ONCE;
use crate::messages;

messages! {
    /// Words of expansion tasks and of their records.
    pub ExpansionText:
    task => "Task", "任务";
    name => "Task name", "任务名称";
    name_contains => "Task name contains", "任务名称包含";
    number => "Task ID", "任务ID";
    number_is => "Task ID (whole)", "任务ID（完整）";
    customer => "Customer", "客户名称";
    customer_contains => "Customer name contains", "客户名称包含";
    account => "Customer account", "客户账号名";
    account_manager => "Account manager", "客户经理";
    all_people => "All account managers", "全部客户经理";
    nobody => "No account manager", "未分配";
    without_one => "Without an account manager", "未分配客户经理";
    level_1 => "Strategy, level 1", "一级策略";
    level_2 => "Strategy, level 2", "二级策略";
    all_strategies => "All strategies", "全部策略";
    lead_mining => "Lead mining", "线索挖掘";
    cross_repeat_sale => "Cross-sale and repeat sale", "交叉复购";
    renewal_on_expiry => "Renewal on expiry", "到期续费";
    scenario => "Scenario recommendation", "场景化方案推荐";
    overdue_state => "Overdue", "逾期状态";
    spend => "Spend of 12 months", "近12个月消费";
    spend_hint => "Charged, this month and the eleven before, with your company; brought up to date once a day while the task is open.", "本月及前11个月在本公司名下的计费金额；任务未结束时每日更新。";
    spend_none => "None", "无消费";
    spend_small => "Below ¥10,000", "1万元以下";
    spend_medium => "¥10,000 to below ¥100,000", "1万元（含）至10万元";
    spend_large => "¥100,000 to below ¥500,000", "10万元（含）至50万元";
    spend_largest => "¥500,000 and more", "50万元（含）以上";
    created => "Created", "任务创建时间";
    created_from => "Created from", "任务创建时间从";
    created_until => "Created until", "任务创建时间至";
    deadline => "Deadline", "任务截止时间";
    deadline_from => "Deadline from", "任务截止时间从";
    deadline_until => "Deadline until", "任务截止时间至";
    by_created => "By the day on which the task was created", "按任务创建时间导出";
    deadline_hint => "In time until the end of this day.", "截止当日24时前均为按时。";
    result => "Result", "处理结果";
    note => "Note", "处理说明";
    by => "By", "处理人";
    at => "At", "处理时间";
    by_vendor => "The vendor", "厂商";
    by_itself => "By itself", "系统";
    contacted => "Contacted", "已联系";
    interested => "Interested", "有意向";
    not_interested => "Not interested", "无意向";
    opportunity_created => "Opportunity created", "已创建商机";
    campaign_terminated => "Campaign terminated", "活动已终止";
    association_ended => "The customer is no longer associated", "客户已解除关联";
    contacted_note => "Reached; nothing is decided. The task stays with you.", "已联系到客户，尚无结论，任务继续跟进。";
    interested_note => "Worth following on. The task stays with you.", "值得继续跟进，任务保留。";
    not_interested_note => "The task is done.", "任务完成。";
    customer_of(partner) => "Customer of {partner}", "{partner}的客户";

    sentence_own(count) => "Tasks of your own customers: {count}. Open ones come first, by their deadline.", "您名下客户的任务共{count}个，未结束的按截止时间排在前面。";
    sentence_team(count) => "Tasks of your team, to be viewed: {count}. Open ones come first, by their deadline.", "您团队的任务共{count}个，仅可查看，未结束的按截止时间排在前面。";
    sentence_partner(count) => "Tasks of your company: {count}. Open ones come first, by their deadline.", "本公司的任务共{count}个，未结束的按截止时间排在前面。";
    sentence_resellers(count) => "Tasks of your resellers' customers, which you process: {count}.", "云经销商客户的任务共{count}个，由您处理。";
    sentence_reseller(count) => "Tasks of your customers: {count}. Your distributor processes them.", "您客户的任务共{count}个，由您的总经销商处理。";
    details_sentence(count) => "Records of what was done with the tasks: {count}. The latest come first.", "共{count}条任务处理记录，按处理时间倒序排列。";
    empty => "No expansion tasks", "暂无销售拓展任务";
    empty_text => "The vendor creates campaigns for customers; each customer becomes a task of its account manager.", "厂商针对客户创建活动后，每个客户将生成一个任务，由其客户经理处理。";
    empty_details => "Nothing was done yet", "暂无任务明细";
    empty_details_text => "Each time a task is processed, a record stands here.", "每次处理任务后，处理记录将显示在此处。";

    card => "Sales expansion tasks", "销售拓展任务";
    card_none => "None is open.", "暂无未结束的任务。";
    card_open(count) => "Open: {count}.", "未结束 {count} 个。";
    card_open_overdue(count, overdue) => "Open: {count}. Overdue: {overdue}.", "未结束 {count} 个，其中已逾期 {overdue} 个。";
    card_all => "All expansion tasks of this customer", "该客户的全部销售拓展任务";

    process => "Process", "处理";
    process_one(name) => "Process “{name}”", "处理“{name}”";
    process_many => "Process together", "批量处理";
    select_one(name) => "Select “{name}”", "选择“{name}”";
    report => "Create opportunity", "创建商机";
    report_one(name) => "Create an opportunity from “{name}”", "从“{name}”创建商机";
    what_came => "What came of it?", "处理结果如何？";
    note_hint => "What was said and agreed, up to 1,000 characters.", "请说明沟通内容与约定，不超过1000个字符。";
    submit => "Save and go on", "提交";
    or_report => "The customer wants to buy? Create an opportunity: the task is done with it.", "客户有购买需求？创建商机后任务即完成。";
    records => "Task records", "处理记录";
    no_records => "Nothing was done yet.", "暂无处理记录。";
    facts => "Task information", "任务信息";
    why => "What to say", "沟通要点";
    opportunity => "Opportunity", "商机";
    open_opportunity => "The opportunity that came of it", "由此创建的商机";
    is_over => "The task is over.", "任务已结束。";

    batch_lead => "One result and one note for all of these tasks. Each is saved by itself, and you read of each what came of it.", "以下任务使用同一处理结果和说明，逐个保存并逐个反馈结果。";

    no_result => "Choose what came of it", "请选择处理结果";
    not_a_choice => "Choose one of the results", "请选择列表中的处理结果";
    no_note => "Write what was said; the note is mandatory", "请填写处理说明";
    too_long(most) => "At most {most} characters", "不超过{most}个字符";
    no_task => "Tick at least one task", "请至少勾选一个任务";
    too_many(most) => "At most {most} tasks at once", "一次最多处理{most}个任务";
    over => "The task is over: somebody was faster. What came of it stands in its records.", "任务已结束，请查看处理记录。";
    changed_meanwhile => "Somebody changed the task after you opened it. Look at its records, then send again.", "您打开后任务已被修改，请查看处理记录后重新提交。";
    origin_over => "The task is over: no opportunity can be reported from it any more", "任务已结束，无法再从该任务创建商机";
    origin_is_over(name) => "The task “{name}” is over: no opportunity can be reported from it any more. An opportunity for the customer can still be reported without the task.", "任务“{name}”已结束，无法再从该任务创建商机。如有需要，仍可不关联任务，直接为该客户创建商机。";
    origin_back => "Back to the task", "返回任务";
    origin_other_customer => "The task is about another customer", "任务对应的是其他客户";
    origin_fixed(name) => "From the task “{name}”: the customer is fixed.", "来自任务“{name}”，客户已确定。";
    from_task => "From the sales expansion task", "来自销售拓展任务";
}

impl ExpansionText {
    /// A first level.
    pub const fn level(self, level: StrategyLevel) -> &'static str {
        match level {
            StrategyLevel::LeadMining => self.lead_mining(),
            StrategyLevel::CrossRepeatSale => self.cross_repeat_sale(),
            StrategyLevel::RenewalOnExpiry => self.renewal_on_expiry(),
            StrategyLevel::Scenario => self.scenario(),
        }
    }

    /// A result.
    pub const fn result_of(self, result: TaskResult) -> &'static str {
        match result {
            TaskResult::Contacted => self.contacted(),
            TaskResult::Interested => self.interested(),
            TaskResult::NotInterested => self.not_interested(),
            TaskResult::OpportunityCreated => self.opportunity_created(),
            TaskResult::CampaignTerminated => self.campaign_terminated(),
            TaskResult::AssociationEnded => self.association_ended(),
        }
    }

    /// What follows from a result that is offered.
    pub const fn result_note(self, result: TaskResult) -> &'static str {
        match result {
            TaskResult::Contacted => self.contacted_note(),
            TaskResult::Interested => self.interested_note(),
            _ => self.not_interested_note(),
        }
    }

    /// Who did what no colleague did: the vendor, or nobody.
    pub const fn without_person(self, result: TaskResult) -> &'static str {
        match result {
            TaskResult::AssociationEnded => self.by_itself(),
            _ => self.by_vendor(),
        }
    }

    /// Who made a record.
    pub fn by_of(self, record: &TaskRecord) -> String {
        record.by.clone().unwrap_or_else(|| self.without_person(record.result).to_owned())
    }

    /// Whose tasks stand in the list.
    pub fn sentence(self, reach: Reach, of_resellers: bool, is_reseller: bool, count: &str) -> String {
        match reach {
            _ if is_reseller => self.sentence_reseller(count),
            _ if of_resellers => self.sentence_resellers(count),
            Reach::Own => self.sentence_own(count),
            Reach::Team => self.sentence_team(count),
            Reach::Partner | Reach::PartnerAndResellers => self.sentence_partner(count),
        }
    }

    /// What is wrong with a form.
    pub fn refusal(self, refusal: Refusal) -> String {
        match refusal {
            Refusal::NoResult => self.no_result().to_owned(),
            Refusal::NotAChoice => self.not_a_choice().to_owned(),
            Refusal::NoNote => self.no_note().to_owned(),
            Refusal::TooLong(most) => self.too_long(most),
            Refusal::NoTask => self.no_task().to_owned(),
            Refusal::TooMany => self.too_many(MOST_AT_ONCE),
        }
    }
}
