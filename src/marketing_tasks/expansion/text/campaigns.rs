//! Words of campaigns, for the vendor's operators.

use super::ExpansionText;
use crate::customers::text::CustomerText;
use crate::marketing_tasks::expansion::model::{CampaignProblem, Condition, MOST_TASKS, Target};
use crate::messages;
use crate::values::money::format_cny;

messages! {
    /// Words of campaigns.
    pub CampaignText:
    operations => "Operations", "运营";
    campaigns => "Expansion campaigns", "销售拓展活动";
    lead => "Each campaign makes tasks for the account managers of the customers that it means, once, when it is created.", "创建活动时，为目标客户的客户经理一次性生成任务。";
    create_title => "New expansion campaign", "新建销售拓展活动";
    create => "New campaign", "新建活动";
    name => "Task name", "任务名称";
    name_hint => "Account managers read it; no other campaign has it.", "客户经理可见，不能与其他活动重名。";
    level_2_first => "The product or the occasion, for example. It is kept for further campaigns.", "例如产品或场景，填写后可供后续活动使用。";
    level_2_hint(known) => "One of the kept list, or a new one. Kept: {known}.", "可填写已有二级策略或新增。已有：{known}。";
    choose => "Choose", "请选择";
    deadline_hint => "The last day; tasks are in time until it is over.", "截止当日24时前均为按时。";
    talking_points => "What to say, and why", "沟通要点";
    talking_points_hint => "Account managers read it before they call, up to 2,000 characters.", "客户经理联系客户前阅读，不超过2000个字符。";
    for_whom => "For which customers", "目标客户";
    for_whom_hint => "What is left empty narrows nothing.", "留空的条件不限制范围。";
    partner => "Partner", "伙伴";
    all_partners => "All partners", "全部伙伴";
    industries => "Industries", "客户行业";
    tag => "Tag", "标签";
    tag_hint => "Whole, as the partner wrote it.", "完整标签，以伙伴填写的为准。";
    spend_from => "Spend of 12 months from", "近12个月消费从";
    spend_until => "Spend of 12 months until", "近12个月消费至";
    association => "Association type", "关联类型";
    any_association => "Any", "不限";
    with_open => "Also customers that have an open task of the same strategy", "包括已有同一策略未结束任务的客户";
    count => "Count customers", "统计客户数";
    counted_of(customers, partners) => "{customers} of {partners}.", "共{customers}，涉及{partners}。";
    customers_many(count) => "{count} customers", "{count}个客户";
    customers_one => "1 customer", "1个客户";
    partners_many(count) => "{count} partners", "{count}个伙伴";
    partners_one => "1 partner", "1个伙伴";
    counted_unassigned_one => "1 has no account manager: its task goes to the partner's administrator.", "其中1个未分配客户经理，任务由伙伴管理员处理。";
    counted_unassigned_many(count) => "{count} have no account manager: their tasks go to the partner's administrator.", "其中{count}个未分配客户经理，任务由伙伴管理员处理。";
    counted_all_assigned => "All of them have an account manager.", "均已分配客户经理。";
    create_tasks_one => "Create 1 task", "创建1个任务";
    create_tasks_many(count) => "Create {count} tasks", "创建{count}个任务";
    count_hint => "Count first: the number is said before anything is created.", "请先统计客户数，再创建任务。";
    nobody_matches => "No customer matches these conditions; nothing can be created.", "没有符合条件的客户，无法创建任务。";
    wider_one(condition) => "Without “{condition}” 1 customer would match.", "去掉“{condition}”后有1个客户符合。";
    wider_many(condition, count) => "Without “{condition}” {count} customers would match.", "去掉“{condition}”后有{count}个客户符合。";
    wider_open_one => "1 customer has an open task of the same strategy: tick “Also customers that have an open task of the same strategy” to include it.", "有1个客户已有同一策略的未结束任务，勾选“包括已有同一策略未结束任务的客户”即可包含。";
    wider_open_many(count) => "{count} customers have an open task of the same strategy: tick “Also customers that have an open task of the same strategy” to include them.", "有{count}个客户已有同一策略的未结束任务，勾选“包括已有同一策略未结束任务的客户”即可包含。";
    wider_none => "No single condition is the reason: widen several of them, then count again.", "去掉任何单个条件仍无客户符合，请放宽多个条件后重新统计。";
    wider_again => "Widen one of them, then count again.", "请放宽条件后重新统计。";
    condition_spend => "Spend of 12 months", "近12个月消费";
    created(count) => "The campaign is created. Tasks: {count}; everybody who has some was told once.", "活动已创建，共生成{count}个任务，并已通知相关人员。";
    facts => "Campaign", "活动信息";
    state => "State", "状态";
    running => "Running", "进行中";
    past => "Deadline passed", "已过截止时间";
    terminated => "Terminated", "已终止";
    tasks => "Tasks", "任务数";
    by => "Created by", "创建人";
    at => "Created", "创建时间";
    nobody => "–", "–";
    open_one(name) => "Open “{name}”", "打开“{name}”";
    opens => "Open", "打开";
    tasks_by_state => "Tasks by state", "任务状态分布";
    terminate_title => "Terminate the campaign", "终止活动";
    terminate_text(open) => "Its open tasks ({open}) end at once, each with a record that says why. What was done stays.", "其{open}个未结束的任务将立即终止并记录原因，已有处理记录保留。";
    terminate => "Terminate", "终止";
    reason => "Reason", "终止原因";
    reason_hint => "The partners read it in the records of their tasks.", "伙伴可在任务处理记录中看到。";
    terminated_done => "The campaign is terminated.", "活动已终止。";
    terminated_already => "The campaign is terminated already.", "活动已终止。";
    moved_meanwhile => "Somebody changed the campaign after you opened it. Look at it again.", "您打开后活动已被修改，请重新查看。";
    all_customers => "All associated customers", "全部关联客户";
    without_open => "without an open task of the same strategy", "无同一策略未结束任务";
    spend_between(from, until) => "spend of 12 months {from} to {until}", "近12个月消费{from}至{until}";
    spend_at_least(from) => "spend of 12 months from {from}", "近12个月消费{from}及以上";
    spend_at_most(until) => "spend of 12 months up to {until}", "近12个月消费不超过{until}";
    tagged(tag) => "tag “{tag}”", "标签“{tag}”";
    empty => "No campaigns", "暂无活动";
    empty_text => "Create the first: choose a strategy and the customers that it is for.", "选择策略和目标客户，创建第一个活动。";

    missing => "Must be filled in", "请填写";
    too_long(most) => "At most {most} characters", "不超过{most}个字符";
    not_a_choice => "Choose one of the list", "请选择列表中的选项";
    not_a_date => "Not a day: year, month and day", "请填写年月日";
    past_day => "The day has passed; choose today or a later one", "日期已过，请选择今天或以后的日期";
    not_an_amount => "Not an amount with at most two decimals", "请填写金额，最多两位小数";
    end_below_beginning => "Must not be below the beginning", "不能小于起始金额";
    no_customers => "No customer matches; take a condition away", "没有符合条件的客户，请放宽条件";
    too_many(count, most) => "{count} customers are more than the {most} of one campaign; narrow it", "共{count}个客户，超过单个活动上限{most}个，请缩小范围";
    count_first => "The conditions were changed since they were counted: count the customers again", "条件已变更，请重新统计客户数";
    other_count(count) => "It would be {count} customers now: count again, then create", "当前为{count}个客户，请重新统计后创建";
    name_taken => "Another campaign has this name", "活动名称已存在";
}

impl CampaignText {
    /// For which customers, in words.
    pub fn target(self, target: &Target) -> String {
        let (customers, l) = (CustomerText(self.locale()), self.locale());
        let mut said: Vec<String> = Vec::new();
        if target.partner.is_some() {
            said.push(target.partner_name.clone());
        }
        if !target.industries.is_empty() {
            let comma = if l == crate::i18n::Locale::En { ", " } else { "、" };
            said.push(target.industries.iter().map(|one| customers.industry(*one)).collect::<Vec<_>>().join(comma));
        }
        if !target.tag.is_empty() {
            said.push(self.tagged(&target.tag));
        }
        said.extend(match (target.spend_from, target.spend_until) {
            (Some(from), Some(until)) => Some(self.spend_between(format_cny(from), format_cny(until))),
            (Some(from), None) => Some(self.spend_at_least(format_cny(from))),
            (None, Some(until)) => Some(self.spend_at_most(format_cny(until))),
            (None, None) => None,
        });
        said.extend(target.association.map(|kind| customers.association_type(kind).to_owned()));
        if said.is_empty() {
            said.push(self.all_customers().to_owned());
        }
        if !target.with_open {
            said.push(self.without_open().to_owned());
        }
        said.join(" · ")
    }

    /// How many customers were counted, of how many partners.
    pub fn counted(self, customers: i64, partners: i64) -> String {
        let customers = if customers == 1 { self.customers_one().to_owned() } else { self.customers_many(customers) };
        let partners = if partners == 1 { self.partners_one().to_owned() } else { self.partners_many(partners) };
        self.counted_of(customers, partners)
    }

    /// How many of them nobody is responsible for.
    pub fn counted_unassigned(self, count: i64) -> String {
        match count {
            0 => self.counted_all_assigned().to_owned(),
            1 => self.counted_unassigned_one().to_owned(),
            count => self.counted_unassigned_many(count),
        }
    }

    /// What a condition is called in the form.
    const fn condition(self, condition: Condition) -> &'static str {
        match condition {
            Condition::Partner => self.partner(),
            Condition::Industries => self.industries(),
            Condition::Tag => self.tag(),
            Condition::Spend => self.condition_spend(),
            Condition::Association => self.association(),
            Condition::OpenTasks => self.with_open(),
        }
    }

    /// Without which condition so many customers would match.
    pub fn wider(self, condition: Condition, count: i64) -> String {
        match (condition, count) {
            (Condition::OpenTasks, 1) => self.wider_open_one().to_owned(),
            (Condition::OpenTasks, count) => self.wider_open_many(count),
            (condition, 1) => self.wider_one(self.condition(condition)),
            (condition, count) => self.wider_many(self.condition(condition), count),
        }
    }

    /// The button that creates so many tasks.
    pub fn create_tasks(self, count: i64) -> String {
        if count == 1 { self.create_tasks_one().to_owned() } else { self.create_tasks_many(count) }
    }

    /// Words that campaigns and tasks share.
    pub const fn of_tasks(self) -> ExpansionText {
        ExpansionText(self.locale())
    }

    /// What is wrong.
    pub fn problem(self, problem: CampaignProblem) -> String {
        match problem {
            CampaignProblem::Missing => self.missing().to_owned(),
            CampaignProblem::TooLong(most) => self.too_long(most),
            CampaignProblem::NotAChoice => self.not_a_choice().to_owned(),
            CampaignProblem::NotADate => self.not_a_date().to_owned(),
            CampaignProblem::Past => self.past_day().to_owned(),
            CampaignProblem::NotAnAmount => self.not_an_amount().to_owned(),
            CampaignProblem::EndBelowBeginning => self.end_below_beginning().to_owned(),
            CampaignProblem::Nobody => self.no_customers().to_owned(),
            CampaignProblem::TooMany(count) => self.too_many(count, MOST_TASKS),
            CampaignProblem::CountFirst => self.count_first().to_owned(),
            CampaignProblem::OtherCount(count) => self.other_count(count),
            CampaignProblem::NameTaken => self.name_taken().to_owned(),
        }
    }
}
