//! Words of opportunities. The Chinese ones are the manual's own terms.

mod choices;
mod field_values;
mod list;
mod refusals;
mod writing;

pub use choices::ChoiceWords;
pub use field_values::{FieldValue, basic_values, details_values, revenue_values};
pub use list::ListWords;
pub use refusals::RefusalWords;
pub use writing::WritingText;

use crate::messages;

messages! {
    /// Words of opportunities.
    pub OpportunityText:
    // Pages.
    opportunities => "Opportunities", "商机报备";
    new_business => "New business", "拓新";
    report => "Report opportunity", "创建商机";
    add_progress => "Add progress", "新增商机进展";
    revise => "Revise", "修改";
    revise_title => "Revise opportunity", "修改商机";
    code => "Opportunity code", "商机编号";

    // Fields.
    customer => "Customer", "客户名称";
    customer_information => "Customer", "客户信息";
    name => "Opportunity name", "商机名称";
    industry_label => "Industry", "客户行业";
    business_system => "Business system", "客户业务系统";
    kind_label => "Type", "商机类型";
    confidence => "Confidence", "把握度";
    stage_label => "Stage", "商机阶段";
    test_project => "Test project", "是否测试项目";
    tender => "Tender project", "是否投标项目";
    current_platform => "Current platform", "当前使用平台";
    current_monthly_spend => "Current monthly spend", "当前月消费";
    competitors => "Competitors", "竞争对手";
    decision_maker => "Decision maker", "关键决策人";
    key_need => "Key need", "核心诉求";
    expected_monthly_revenue => "Expected monthly revenue", "预计月流水";
    expected_monthly_revenue_column => "Expected monthly, ¥", "预计月流水（元）";
    expected_date => "Expected date", "预计达成时间";
    service_period => "Service period", "服务周期";
    service_period_months => "Service period, months", "服务周期（月）";
    main_product => "Main product", "主要产品";
    product_name => "Main product name", "主要产品名称";
    product_revenue => "Main product's monthly revenue", "主要产品预计月流水";
    further_product(number) => "Product {number}", "产品{number}";
    further_product_name(number) => "Name of product {number}", "产品{number}名称";
    further_product_revenue(number) => "Monthly revenue of product {number}", "产品{number}预计月流水";
    add_product => "Add a product", "添加产品";
    technical_exchange => "Technical exchange", "技术交流";
    test_state_label => "Test state", "测试情况";
    progress_detail => "What happened", "进展详情";
    lost_reason => "Why it was lost", "输单原因";
    owner => "Account manager", "客户经理";
    reseller => "Reseller", "云经销商";
    updated_at => "Last updated", "最近更新时间";
    reported_at => "Reported", "创建时间";
    closed_at => "Closed", "关闭时间";
    yes => "Yes", "是";
    no => "No", "否";
    not_said => "Not said", "未填写";

    // Hints.
    hint_name => "How you would call it among colleagues. Up to 128 characters.", "便于同事识别的名称，不超过128个字符。";
    hint_business_system => "Which of the customer's systems it is about.", "商机涉及客户的哪些业务系统。";
    hint_current_platform => "Where these systems run now.", "这些系统目前运行在哪里。";
    hint_current_monthly_spend => "What the customer pays there in a normal month, in yuan.", "客户目前每月的支出（元）。";
    hint_expected_monthly_revenue => "What the customer would spend in a normal month, before discounts, in yuan.", "客户正常使用时每月的消费（元，折扣前）。";
    hint_expected_date => "When the customer starts to pay, for example 2026-12-15. Today or later.", "客户开始付费的日期，例如 2026-12-15，不早于今天。";
    hint_service_period => "In months, 1 to 120.", "以月为单位，1至120。";
    hint_product_revenue => "At most the expected monthly revenue.", "不超过预计月流水。";
    hint_progress_detail => "What was agreed, what comes next. Up to 1,000 characters; it cannot be changed afterwards.", "达成了什么、下一步做什么。不超过1000个字符，提交后不可修改。";
    hint_closing => "Won and lost close the opportunity for good.", "选择赢单或输单后，商机将关闭，不可再修改。";
    hint_set_by_progress => "Stage, confidence, technical exchange and test state change by adding progress.", "商机阶段、把握度、技术交流、测试情况通过“新增商机进展”更新。";

    // List.
    my_customers => "My customers", "我的客户";
    resellers_customers => "Resellers' customers", "云经销商的客户";
    all_people => "Everybody", "全部人员";
    any_confidence => "Any confidence", "不限把握度";
    empty_title => "No opportunities yet", "暂无商机";
    empty_report => "Report the first one for one of your customers.", "为您的客户创建第一个商机。";
    empty_team => "Your team has not reported any yet.", "您的团队尚未报备商机。";
    empty_reads => "Nobody has reported any yet.", "尚无人报备商机。";
    none_for_customer => "No opportunities for this customer that you can see.", "暂无您可查看的商机。";
    sees_none => "You see no opportunities: none of your roles carries them.", "您的角色不可查看商机。";
    close_date_passed => "Close date passed", "已过预计达成日";
    new_badge => "New", "新增";

    // Report.
    step_of(number, count) => "step {number} of {count}", "第{number}步，共{count}步";
    next => "Next", "下一步";
    back => "Back", "上一步";
    submit_report => "Report opportunity", "提交";
    choose_customer => "For which customer?", "选择客户";
    no_customers_title => "No customer to choose", "没有可选择的客户";
    no_customers => "Opportunities are reported for customers that you claimed or that are associated with you. Ask your administrator to assign one.", "只能为您已报备或已关联的客户创建商机，请联系系统管理员分配客户。";
    claim_until(date) => "claimed until {date}", "报备有效期至{date}";
    draft_kept(time) => "Draft kept, {time}.", "草稿已保存（{time}）。";
    draft_found(when) => "Your draft of {when} is filled in below.", "已为您填入{when}保存的草稿。";
    draft_not_kept => "The draft could not be kept. What you typed is still here.", "草稿保存失败，您填写的内容仍在本页。";
    discard_draft => "Discard draft", "放弃草稿";
    discard_title => "Throw the draft away?", "确认放弃草稿？";
    discard_text => "What you typed is gone, here and on the server.", "页面和服务器上已填写的内容都将清除。";
    draft_discarded => "The draft is gone.", "草稿已放弃。";
    duplicate_title => "Looks like one that exists.", "可能已有相同商机。";
    duplicate(name, since, owner) => "“{name}” for the same customer has been open since {since} and belongs to {owner}.", "同一客户的“{name}”自{since}起进行中，归属{owner}。";
    duplicate_yours(name, since) => "“{name}” for the same customer has been open since {since} and is yours.", "同一客户的“{name}”自{since}起进行中，归属您本人。";
    duplicate_open => "Open it", "打开该商机";
    reported_title => "The opportunity is reported", "商机创建成功";
    back_to_list => "Back to opportunities", "返回商机报备";

    // Revise and progress.
    group_basic => "Basic information", "基本信息";
    group_details => "Details", "详细信息";
    group_revenue => "Revenue", "收入信息";
    cloud_status => "Customer's cloud status", "客户上云情况";
    deal_operation => "Deal operation", "商机运作";
    save_group(group) => "Save “{group}”", "保存“{group}”";
    progress_added => "Progress added.", "进展新增成功。";
    conflict => "Somebody saved this in between. Compare, then save yours or take theirs.", "其他人刚刚修改了此内容，请比较后选择保留您的或对方的内容。";

    // Detail.
    timeline => "Timeline", "动态";
    reported_by(person) => "{person} reported this opportunity", "{person}创建了商机";
    reviewed_by(person) => "{person} reviewed this opportunity", "{person}审阅了商机";
    progressed_by(person) => "{person} added progress", "{person}新增了进展";
    revised_by(person, group) => "{person} revised “{group}”", "{person}修改了“{group}”";
    handed_over_by(person, from, to) => "{person} handed it over from {from} to {to}", "{person}将商机由{from}移交给{to}";
    handed_over(from, to) => "It was handed over from {from} to {to}", "商机由{from}移交给{to}";
    expected_by => "Expected by", "预计达成";
    per_month => "Expected per month", "预计月流水";
    was(before) => "was {before}", "原为{before}";
    why_title => "Why can I see this?", "我为什么能看到？";
    who_reads_owner(person) => "{person} owns it.", "归属客户经理{person}。";
    who_reads_administrator(person) => "{person} reads and changes it as administrator.", "系统管理员{person}可查看和修改。";
    nobody_else(partner) => "Nobody else at {partner} does, unless a role says so.", "除角色另有授权外，{partner}的其他人员不可见。";
    claim_lapsed => "Claim lapsed", "报备已失效";
    claim_lapsed_hint => "The claim on this customer has lapsed. The opportunity stays and still takes progress.", "该客户的报备已失效，商机保留，仍可新增进展。";
    elsewhere => "Customer is not associated any more", "客户关联已解除";
}

impl OpportunityText {
    /// How many there are, in words.
    pub fn count(self, count: i64) -> String {
        match self.locale() {
            crate::i18n::Locale::En if count == 1 => "1 opportunity".to_owned(),
            crate::i18n::Locale::En => format!("{count} opportunities"),
            crate::i18n::Locale::ZhCn => format!("共{count}个商机"),
        }
    }

    /// A duration in months.
    pub fn months(self, months: i16) -> String {
        match self.locale() {
            crate::i18n::Locale::En if months == 1 => "1 month".to_owned(),
            crate::i18n::Locale::En => format!("{months} months"),
            crate::i18n::Locale::ZhCn => format!("{months}个月"),
        }
    }

    /// How far away the expected date is: working days ahead, today, or past.
    pub fn in_working_days(self, days: i64) -> String {
        match (self.locale(), days) {
            (crate::i18n::Locale::En, 1) => "in 1 working day".to_owned(),
            (crate::i18n::Locale::En, 2..) => format!("in {days} working days"),
            (crate::i18n::Locale::En, 0) => "today".to_owned(),
            (crate::i18n::Locale::En, _) => "date has passed".to_owned(),
            (crate::i18n::Locale::ZhCn, 1..) => format!("{days}个工作日后"),
            (crate::i18n::Locale::ZhCn, 0) => "今天".to_owned(),
            (crate::i18n::Locale::ZhCn, _) => "已过期".to_owned(),
        }
    }
}
