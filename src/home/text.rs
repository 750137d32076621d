//! Words of the start page, of the overviews and of search.

use super::model::{FirstStep, Work};

crate::messages! {
    /// Words of the start page, of the overviews and of search.
    pub HomeText:
    welcome(name) => "Welcome, {name}", "欢迎回来，{name}";
    delivery_lead => "Project delivery evaluation will stand here. It is not built yet.", "项目交付评价将在此处提供，尚未上线。";
    incentives_lead => "Policies, performance and statements of incentives will stand here. They are not built yet.", "激励政策、业绩与结算单将在此处提供，尚未上线。";
    sales_nothing => "None of the pages of Sales is open to you.", "您没有可访问的销售页面。";
    sales_vendor => "Sales belongs to the partners' own people. Your work is in Operations.", "销售页面供伙伴人员使用，您的工作在“运营”中。";
    ask(name) => "For more, ask your system administrator {name}.", "如需更多权限，请联系系统管理员{name}。";
    ask_somebody => "For more, ask your system administrator.", "如需更多权限，请联系贵公司的系统管理员。";
    find => "Search", "搜索";
    find_label => "Page, opportunity, or number of an order or task", "页面、商机、订单号或任务ID";
    find_hint => "Names of customers are not searched here: they would stand in the address. Use the filter of the customer list.", "此处不搜索客户名称，以免其出现在网址中；请使用客户列表的筛选。";
    pages => "Pages", "页面";
    opportunities => "Opportunities", "商机";
    orders => "Orders", "订单";
    expansion_tasks => "Sales expansion tasks", "销售拓展任务";
    renewal_tasks => "Large-order renewals", "大单续订任务";
    of_order(number) => "Order {number}", "订单 {number}";
    nothing(q) => "Nothing matches “{q}”.", "没有与“{q}”匹配的结果。";
    opportunities_text => "What customers may buy: stage, confidence, what it may bring.", "客户可能采购的内容、阶段与预计收入。";
    customers_text => "Your associated and claimed customers.", "已关联和已报备的客户。";
    review_text => "What changed in your team's opportunities since your last look.", "自您上次审阅以来团队商机的变化。";
    leads_text => "Companies that may become customers: dispatch, follow up, claim.", "可能成为客户的公司：派发、跟进、报备。";
    development_text => "Claim prospects, invite them by mail or link, and see what came of it.", "报备意向客户，通过邮件或链接邀请，查看拓展结果。";
    assignments_text => "Who looks after which customer, and since when.", "客户与客户经理的对应关系及起始时间。";
    bills_text => "What a month's consumption, refunds and adjustments come to, estimated and final, and what is due.", "每月消费、退款与调账的汇总，含预估与出账账单及应付金额。";
    consumption_text => "What customers used and bought, by month and record by record; no bill.", "客户的月度消费汇总与逐条明细，不作为账单。";
    alerts_text => "Customers who may be leaving, and resources that need somebody.", "有流失风险的客户以及需要处理的资源。";
    orders_text => "What your customers ordered, what is to be paid, and where it stands.", "客户的订单、应付金额与订单状态。";
    exports_text => "The files that you asked for: how far they are, and the way to them until they expire.", "您申请导出的文件：处理进度及有效期内的下载入口。";
    marketing_tasks_text => "What to offer to which customer, until when, and what came of it.", "面向客户的营销任务、截止时间与处理结果。";
    expansion_campaigns_text => "Campaigns of a strategy: each makes tasks for the customers that it is meant for.", "按策略创建活动，为目标客户生成销售拓展任务。";
    order_lines_text => "The resources in these orders, when each ends and whether it is renewed.", "订单中的资源、失效时间与是否续订。";
    coupon_quotas_text => "What you may issue to customers, and where each cent of it is.", "可发放给客户的额度及其去向。";
    coupons_text => "Coupons of your customers: what is left, used, expired, and the way to reclaim it.", "客户的代金券：余额、使用、过期情况与回收。";
    coupon_allowlist_text => "Which customers partners may issue coupons to.", "查看各伙伴可发放代金券的客户。";
    made_bills_text => "The bills of all partners; annul one that is wrong and make it again.", "查看全部伙伴账单，作废有误的账单并重新出账。";
    given_quotas_text => "Give partners coupon quotas, and freeze, adjust or end them.", "为伙伴发放代金券额度，调整、冻结或失效额度。";
    coupon_payments_text => "Which coupon an order can take, its payment, and what came back.", "订单可用的代金券、支付与退订登记。";
    association_text => "Requests to end or switch an association, and what the customers decided.", "解除或切换关联的申请及客户的决定。";
    reviews_text => "Claims that wait for the vendor's decision.", "等待厂商审核的报备。";
    imports_text => "Bring in customers, leads, alerts and more from a file; a check shows every row first.", "从文件导入客户、线索、预警等，导入前逐行检查。";
    campaigns_text => "Activities for which partners make invitation links.", "伙伴可据此生成邀请链接的活动。";
    calendar_text => "Holidays and make-up days, by which deadlines count.", "影响期限计算的节假日与调休上班日。";
    terms_text => "Periods and limits that this installation may change.", "本系统可调整的期限与限额。";
    all => "All", "全部";
    overview_text => "How much there is over all partners.", "全部伙伴的概况。";
    partners_text => "Create partners with their first administrators, and follow their real-name state.", "创建伙伴及其首位管理员，查看实名认证状态。";
    recorded_text => "Record a partner's customers and prospects.", "为伙伴录入客户和意向客户。";
    people_text => "Create people, give roles and supervisors, reset passwords.", "创建人员、分配角色与主管、重置密码。";
    roles_text => "What each role may see and do.", "各角色可查看和操作的内容。";
    company_text => "The legal company, and asking the vendor for another name.", "公司主体信息，以及向厂商申请更名。";
    online_contracts_text => "Request payment agreements and download them at once.", "申请付款协议，即时下载。";
    paper_contracts_text => "Contracts that were signed on paper, found by their code.", "按合同编码查询线下签署的合同。";
    recorded_contracts_text => "Record contracts that partners signed on paper.", "登记伙伴线下签署的合同。";
    entities_text => "The company that signs with partners, from which day on.", "与伙伴签约的公司及其生效日期。";
    renames_text => "Companies that ask for another name.", "申请变更名称的公司。";
    to_operations => "To Operations", "前往运营";
    to_do => "To do", "待办";
    nothing_to_do => "Nothing waits for you.", "暂无待办事项。";
    lead_one => "One thing needs you.", "有 1 项待办需要您处理。";
    lead_many(count) => "{count} things need you. What is worth most and presses most comes first.", "有 {count} 项待办需要您处理，金额大且紧急的在前。";
    all_of(count) => "All {count}", "全部 {count} 项";
    all_kinds => "All", "全部";
    kinds => "Kinds of work", "待办类型";
    to_do_lead => "Everything that waits for you. What is worth most and presses most comes first.", "所有待您处理的事项，金额大且紧急的在前。";
    cut(most) => "Of these kinds more than {most} wait; the rest stand in their lists:", "以下类型的待办超过 {most} 项，其余请在列表中查看：";
    nothing_of_kind => "Nothing of this kind waits for you.", "没有此类待办。";
    show_all => "Show everything", "显示全部";
    range(from, until, all) => "{from} to {until} of {all}", "第 {from}–{until} 项，共 {all} 项";

    today => "today", "今天";
    tomorrow => "tomorrow", "明天";
    in_days(days) => "in {days} days", "{days} 天后";
    day_over => "1 day over", "逾期 1 天";
    days_over(days) => "{days} days over", "逾期 {days} 天";
    since(day) => "since {day}", "{day} 起";
    expected_monthly => " a month, expected", " 每月（预计）";
    renewing_monthly => " a month, order line", " 每月（订单行）";
    charged_monthly => " last month, charged", " 上月消费";

    kind_renewal => "Large-order renewals", "大单续订任务";
    kind_expansion => "Sales expansion", "销售拓展任务";
    kind_claim => "Claims that lapse", "即将失效的报备";
    kind_alert => "Alerts", "客户预警";
    kind_lead => "Leads", "线索";
    kind_passed_date => "Dates that passed", "已过预计日期的商机";
    kind_quiet => "Quiet opportunities", "长期无进展的商机";
    kind_reviews => "Reviews", "商机审阅";
    kind_claims_in_review => "Claims to decide", "待审核的报备";
    kind_renames => "Renames", "公司更名";

    renewal_waits(name) => "Renew an order of {name}", "{name} 有订单待续订";
    renewal_text(number) => "Order {number} expires", "订单 {number} 的资源到期失效";
    expansion_waits(name) => "Contact {name}", "请联系 {name}";
    claim_lapses(name) => "Your claim on {name} lapses", "您对 {name} 的报备即将失效";
    claim_alone => "Nothing is reported on it yet", "尚未创建商机";
    claim_with_one => "1 open opportunity hangs on it", "关联 1 个在途商机";
    claim_with(count) => "{count} open opportunities hang on it", "关联 {count} 个在途商机";
    alert_of(title, name) => "{title} · {name}", "{name} · {title}";
    alert_text => "Alert of a customer", "客户预警";
    lead_waits(name) => "Follow up the lead {name}", "请跟进线索 {name}";
    lead_text => "Dispatched to you", "已派发给您";
    date_passed(name) => "The expected date of {name} has passed", "{name} 已过预计达成日";
    date_passed_text => "Say won, lost or later", "请更新为赢单、丢单或新的日期";
    quiet(name) => "Nothing new on {name}", "{name} 长期无进展";
    quiet_text(days) => "No change for {days} working days", "{days} 个工作日无变化";
    reviews_wait(count) => "Opportunities of your team to review: {count}", "团队待审阅商机：{count}";
    reviews_wait_text => "What changed since your last look", "自您上次审阅以来的变化";

    process => "Process", "处理";
    invite => "Invite", "邀请";
    handle => "Handle", "处理";
    follow => "Follow up", "跟进";
    add_progress => "Add progress", "新增进展";
    review => "Review", "审阅";
    decide => "Decide", "审核";
    act_on(verb, name) => "{verb}: {name}", "{verb}：{name}";

    figure_open => "Open, expected a month", "在途预计月流水";
    figure_weighted => "Weighted with confidence", "按把握度加权";
    figure_ending => "Expected by Sunday", "本周内预计达成";
    one_opportunity => "1 opportunity", "1 个商机";
    opportunities_of(count) => "{count} opportunities", "{count} 个商机";
    chart_expected => "Expected by month", "各月预计流水";
    chart_spend => "Your customers' spend", "客户消费";
    chart_label(from, to) => "By month from {from} to {to}", "{from} 至 {to} 的月度金额";
    as_table => "As a table", "表格";
    month => "Month", "月份";
    amount => "¥", "金额（元）";
    news => "News", "最新动态";
    no_news => "Nothing new.", "暂无动态。";

    begin => "Begin here", "开始使用";
    done => "Done", "已完成";
    open_step => "Open", "待完成";
    step_people => "Your people", "添加人员";
    step_people_text => "Account managers and their supervisors, each with an account of the own.", "为客户经理及主管分别创建账号。";
    step_contact => "Your company's contact at the vendor", "公司在厂商登记的联系方式";
    step_contact_text => "A mobile number or e-mail address of your company, without which nobody here can claim. The vendor enters it.", "公司的手机或邮箱，未登记时无法报备。由厂商登记。";
    step_contact_ask(name) => "Ask {name}, your ecosystem manager.", "请联系生态经理{name}。";
    step_claim => "The first claim", "首个报备";
    step_claim_text => "A prospect is yours for some days once it is claimed.", "报备后，意向客户在有效期内归属贵公司。";
    step_link => "The first invitation link", "首个邀请链接";
    step_link_text => "Customers join by it, printed or sent.", "客户可通过打印或发送的链接加入。";
    step_opportunity => "The first opportunity", "首个商机";
    step_opportunity_text => "What a customer may buy, and what it may bring.", "客户可能采购的内容及预计收入。";
    renames_to_decide(count) => "Company names that wait for a decision: {count}", "待审核的公司更名：{count}";
    claims_in_review(count) => "Claims that wait for a decision: {count}", "待审核的报备：{count}";
}

impl HomeText {
    /// What records of a kind are called together.
    pub const fn kind(self, work: Work) -> &'static str {
        match work {
            Work::Renewal => self.kind_renewal(),
            Work::Expansion => self.kind_expansion(),
            Work::Claim => self.kind_claim(),
            Work::Alert => self.kind_alert(),
            Work::Lead => self.kind_lead(),
            Work::PassedDate => self.kind_passed_date(),
            Work::Quiet => self.kind_quiet(),
            Work::Reviews => self.kind_reviews(),
            Work::ClaimsInReview => self.kind_claims_in_review(),
            Work::Renames => self.kind_renames(),
        }
    }

    /// What the button of a line says: a verb.
    pub const fn verb(self, work: Work) -> &'static str {
        match work {
            Work::Renewal | Work::Expansion => self.process(),
            Work::Claim => self.invite(),
            Work::Alert => self.handle(),
            Work::Lead => self.follow(),
            Work::PassedDate | Work::Quiet => self.add_progress(),
            Work::Reviews => self.review(),
            Work::ClaimsInReview | Work::Renames => self.decide(),
        }
    }

    /// A first step and what it is for.
    pub const fn step(self, step: FirstStep) -> (&'static str, &'static str) {
        match step {
            FirstStep::People => (self.step_people(), self.step_people_text()),
            FirstStep::Contact => (self.step_contact(), self.step_contact_text()),
            FirstStep::Claim => (self.step_claim(), self.step_claim_text()),
            FirstStep::Link => (self.step_link(), self.step_link_text()),
            FirstStep::Opportunity => (self.step_opportunity(), self.step_opportunity_text()),
        }
    }
}
