//! Words of help.

crate::messages! {
    /// Words of help.
    pub HelpText:
    title => "Help", "帮助";
    lead => "Whom to ask, how this place works, which keys there are and what its words mean.", "可以咨询谁、系统如何运作、有哪些快捷键，以及各术语的含义。";

    whom => "Whom to ask", "咨询对象";
    administrator => "Roles, passwords, people", "角色、密码、人员";
    your_administrator => "Your system administrator", "贵公司的系统管理员";
    vendor => "Claims, associations, contracts", "报备、关联、合同";
    no_vendor => "Your administrator knows the vendor's contact; nobody has entered it here yet.", "请向系统管理员了解厂商联系人，此处尚未登记。";
    fault => "Something is broken", "系统故障";
    fault_text => "Tell your administrator the reference on the page: it stands in the log.", "请将页面上的参考编号告知系统管理员，可据此在日志中查找。";

    how => "How this place works", "系统说明";
    why => "Every list and record says why you see it; an address that is not yours says which rule hides it and whom to ask.", "每个列表和记录都会说明您可以看到它的原因；无权访问的页面会说明限制规则和咨询对象。";
    masked => "Customers' data are masked. The eye shows one value, and keeps a record of who looked.", "客户信息默认匿名显示。点击眼睛图标可查看单项内容，查看行为将被记录。";
    deadlines => "Deadlines count days in Beijing, in calendar days unless the page says working days. Times are Beijing time.", "期限按北京时间的自然日计算，另注明工作日的除外。时间均为北京时间。";
    undone => "What somebody else changed meanwhile is never overwritten unseen: both versions are shown. What cannot be undone asks once more.", "他人同时修改的内容不会被直接覆盖，系统会同时显示双方内容。无法撤销的操作会再次确认。";
    kept(minutes) => "A session ends after {minutes} minutes without use. A form that you send then comes back after you have signed in again.", "{minutes} 分钟未操作将自动退出。此时提交的表单会在您重新登录后恢复。";

    keys => "Keys", "快捷键";
    key_search => "search, or jump to a page", "搜索或跳转页面";
    key_review => "reviewed, and on to the next one", "审阅完成并进入下一条";
    key_close => "close what stands open", "关闭打开的窗口";

    words => "Words", "术语";
    opportunity => "Opportunity", "商机";
    opportunity_text => "What a partner expects to sell to one customer.", "伙伴预计向某一客户销售的内容。";
    claim => "Claim", "报备";
    claim_text => "A partner's hold on a prospect, until the day shown. Meanwhile no other partner can claim it.", "伙伴对意向客户的独占期，到期前其他伙伴不能报备。";
    association => "Association", "关联";
    association_text => "A customer who agreed to a partner: referral (the vendor bills) or resale (the partner bills).", "客户同意与伙伴建立的关系：顾问销售（厂商结算）或代售（伙伴结算）。";
    a_lead => "Lead", "线索";
    lead_text => "A company that nobody has claimed yet. It holds nobody off; only a claim does.", "尚未报备的公司。线索不具有独占效力，报备后才有。";
    assignment => "Assignment", "客户分配";
    assignment_text => "Which account manager looks after a customer, from which day on.", "客户由哪位客户经理负责，以及起始日期。";
    review => "Review", "审阅";
    review_text => "A supervisor's look at an opportunity. The opportunity stays as it is.", "主管对商机的查看确认，不会更改商机内容。";
    revenue => "Expected monthly revenue", "预计月流水";
    revenue_text => "What a month may bring, in CNY with two decimals. Weighted: times the confidence.", "每月预计收入，人民币，两位小数。加权值为其乘以把握度。";
}
