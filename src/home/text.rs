//! Words of the start page, of the overviews and of search.

crate::messages! {
    /// Words of the start page, of the overviews and of search.
    pub HomeText:
    welcome(name) => "Welcome, {name}", "欢迎回来，{name}";
    lead => "Start from one of these.", "请选择要进入的页面。";
    delivery_lead => "Project delivery evaluation will stand here. It is not built yet.", "项目交付评价将在此处提供，尚未上线。";
    incentives_lead => "Policies, performance and statements of incentives will stand here. They are not built yet.", "激励政策、业绩与结算单将在此处提供，尚未上线。";
    sales_nothing => "None of the pages of Sales is open to you.", "您没有可访问的销售页面。";
    sales_vendor => "Sales belongs to the partners' own people. Your work is in Operations.", "销售页面供伙伴人员使用，您的工作在“运营”中。";
    ask(name) => "For more, ask your system administrator {name}.", "如需更多权限，请联系系统管理员{name}。";
    ask_somebody => "For more, ask your system administrator.", "如需更多权限，请联系贵公司的系统管理员。";
    find => "Search", "搜索";
    find_label => "Page or opportunity", "页面或商机";
    find_hint => "Names of customers are not searched here: they would stand in the address. Use the filter of the customer list.", "此处不搜索客户名称，以免其出现在网址中；请使用客户列表的筛选。";
    pages => "Pages", "页面";
    opportunities => "Opportunities", "商机";
    nothing(q) => "Nothing matches “{q}”.", "没有与“{q}”匹配的结果。";
    opportunities_text => "What customers may buy: stage, confidence, what it may bring.", "客户可能采购的内容、阶段与预计收入。";
    customers_text => "Your associated and claimed customers.", "已关联和已报备的客户。";
    review_text => "What changed in your team's opportunities since your last look.", "自您上次审阅以来团队商机的变化。";
    leads_text => "Companies that may become customers: dispatch, follow up, claim.", "可能成为客户的公司：派发、跟进、报备。";
    development_text => "Claim prospects, invite them by mail or link, and see what came of it.", "报备意向客户，通过邮件或链接邀请，查看拓展结果。";
    assignments_text => "Who looks after which customer, and since when.", "客户与客户经理的对应关系及起始时间。";
    consumption_text => "What customers used and bought, by month and record by record; no bill.", "客户的月度消费汇总与逐条明细，不作为账单。";
    alerts_text => "Customers who may be leaving, and resources that need somebody.", "有流失风险的客户以及需要处理的资源。";
    orders_text => "What your customers ordered, what is to be paid, and where it stands.", "客户的订单、应付金额与订单状态。";
    exports_text => "The files that you asked for: how far they are, and the way to them for three days.", "您申请导出的文件：处理进度及三天内的下载入口。";
    marketing_tasks_text => "What to offer to which customer, until when, and what came of it.", "面向客户的营销任务、截止时间与处理结果。";
    expansion_campaigns_text => "Campaigns of a strategy: each makes tasks for the customers that it is meant for.", "按策略创建活动，为目标客户生成销售拓展任务。";
    order_lines_text => "The resources in these orders, when each ends and whether it is renewed.", "订单中的资源、失效时间与是否续订。";
    association_text => "Requests to end or switch an association, and what the customers decided.", "解除或切换关联的申请及客户的决定。";
    reviews_text => "Claims that wait for the vendor's decision.", "等待厂商审核的报备。";
    imports_text => "Bring in customers, leads, alerts and more from a file; a check shows every row first.", "从文件导入客户、线索、预警等，导入前逐行检查。";
    campaigns_text => "Activities for which partners make invitation links.", "伙伴可据此生成邀请链接的活动。";
    calendar_text => "Holidays and make-up days, by which deadlines count.", "影响期限计算的节假日与调休上班日。";
    terms_text => "Periods and limits that this installation may change.", "本系统可调整的期限与限额。";
    open_opportunities => "Open opportunities", "在途商机";
    expected => "Expected per month", "预计月流水";
    latest => "Latest changes", "最近更新";
    all => "All", "全部";
    overview_text => "How much there is over all partners.", "全部伙伴的概况。";
    partners_text => "Create partners with their first administrators, and follow their real-name state.", "创建伙伴及其首位管理员，查看实名认证状态。";
    recorded_text => "Record a partner's customers and prospects.", "为伙伴录入客户和意向客户。";
    people_text => "Create people, give roles and supervisors, reset passwords.", "创建人员、分配角色与主管、重置密码。";
    roles_text => "What each role may see and do.", "各角色可查看和操作的内容。";
    company_text => "The legal company, and asking the vendor for another name.", "公司主体信息，以及向厂商申请更名。";
    renames_text => "Companies that ask for another name.", "申请变更名称的公司。";
    to_operations => "To Operations", "前往运营";
    to_do => "To do", "待办";
    nothing_to_do => "Nothing waits for you.", "暂无待办事项。";
    what_changed => "What changed", "最近动态";
    until(day) => "until {day}", "截至 {day}";
    today => "today", "今天";
    days_left(count) => "days left: {count}", "剩余 {count} 天";
    working_days_left(count) => "working days left: {count}", "剩余 {count} 个工作日";
    overdue => "overdue", "已逾期";
    follow_up(name) => "Follow up the lead {name}", "请跟进线索 {name}";
    more_claims(count) => "More claims that lapse soon: {count}", "其他即将失效的报备：{count} 个";
    more_alerts(count) => "More alerts that wait for you: {count}", "其他待您处理的预警：{count} 条";
    more_leads(count) => "More leads to follow up: {count}", "其他待跟进的线索：{count} 条";
    renames_to_decide(count) => "Company names that wait for a decision: {count}", "待审核的公司更名：{count}";
    claims_in_review(count) => "Claims that wait for a decision: {count}", "待审核的报备：{count}";
}
