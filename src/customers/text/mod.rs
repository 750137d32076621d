//! Words of customers. The Chinese ones are the manual's own terms.

mod assigning;
mod association;
mod choices;
mod consent_mail;
mod list;
mod refusals;

pub use assigning::AssignText;
pub use association::AssociationText;
pub use choices::ChoiceWords;
pub use consent_mail::ConsentMail;
pub use list::ListText;
pub use refusals::RefusalWords;

use crate::messages;

messages! {
    /// Words of customers.
    pub CustomerText:
    // Pages.
    customers => "Customers", "客户管理";
    customer_title => "Customer", "客户详情";
    my_customers => "My customers", "我的客户";
    resellers_customers => "Resellers' customers", "云经销商的客户";
    overview => "Overview", "概览";

    // Fields.
    name => "Customer name", "客户名称";
    full_name => "Customer full name", "客户全称";
    account_name => "Account name", "客户账号名";
    number => "Customer ID", "客户ID";
    industry_label => "Industry", "客户行业";
    contact_name => "Contact", "联系人";
    mobile => "Mobile", "手机号码";
    email => "E-mail", "邮箱";
    association_type_label => "Association type", "关联类型";
    account_manager => "Account manager", "客户经理";
    no_account_manager => "No account manager", "未分配";
    real_name_state_label => "Real-name state", "实名认证状态";
    partner => "Partner", "伙伴";
    relation_association => "Associated customer", "已关联客户";
    relation_claim => "Claimed customer", "已报备客户";
    updated_at => "Last updated", "最近更新时间";
    actions => "Actions", "操作";
    not_said => "Not said", "未填写";

    // Hints.
    hint_company_name => "As registered. Up to 128 characters.", "与注册信息一致，不超过128个字符。";
    hint_account_name => "The customer's account in the vendor's cloud. Needed for an associated customer.", "客户在云平台的账号名，已关联客户必填。";
    hint_mobile => "For example 138 0013 8000, or with +country code. Needed for a claim.", "例如 138 0013 8000，其他国家请加区号。报备客户必填。";
    hint_account_manager => "The account name of one of the partner's account managers. Needed for a claim.", "该伙伴客户经理的账号名。报备客户必填。";

    tags => "Tags", "客户标签";
    alerts => "Alerts", "待处理预警";

    // Masking.
    show_column(column) => "Show {column}", "显示{column}";
    reveal_recorded => "Showing it is recorded.", "查看明文将被记录。";

    // List and detail.
    all_people => "Everybody", "全部人员";
    empty_title => "No customers yet", "暂无客户";
    empty_own => "Customers appear here once they are associated with your company and assigned to you.", "客户与贵公司关联并分配给您后，将显示在此处。";
    empty_team => "Customers appear here once they are associated with your company and assigned to an account manager who reports to you.", "客户与贵公司关联并分配给向您汇报的客户经理后，将显示在此处。";
    empty_all => "Customers appear here once they are associated with your company.", "客户与贵公司关联后，将显示在此处。";
    associated_since(kind, date) => "{kind}, since {date}", "{kind}，自{date}起";
}

impl CustomerText {
    /// How many there are, in words.
    pub fn count(self, count: i64) -> String {
        match self.locale() {
            crate::i18n::Locale::En if count == 1 => "1 customer".to_owned(),
            crate::i18n::Locale::En => format!("{count} customers"),
            crate::i18n::Locale::ZhCn => format!("共{count}个客户"),
        }
    }
}
