//! Words of operations.

crate::messages! {
    /// Words of operations.
    pub OperationsText:
    operations => "Operations", "运营";
    overview => "Overview", "概览";
    overview_lead => "Everything over all partners, for the vendor's own staff.", "全部伙伴的概况，仅供厂商员工使用。";
    companies => "Companies", "公司";
    partners => "Partners", "伙伴管理";
    partners_counted => "Partners", "伙伴";
    people => "People", "人员";
    customers => "Customers", "客户";
    open_claims => "Open claims", "有效报备";
    next_steps => "What can be done here", "可执行的操作";

    create_partner => "Create partner", "创建伙伴";
    partner_lead => "A company with one account at the vendor, and its first administrator.", "公司在厂商处的一个账户及其首位管理员。";
    partners_lead => "Solution providers, distributors and their resellers.", "解决方案提供商、总经销商及其云经销商。";
    no_partner_title => "No partner yet", "暂无伙伴";
    no_partner_text => "Create the first one with its administrator, who then creates the other people.", "请创建首个伙伴及其管理员，其他人员由该管理员创建。";
    partner_name => "Partner name", "伙伴名称";
    partner_name_hint => "As its people read it. Up to 128 characters.", "伙伴人员看到的名称，不超过 128 个字符。";
    company => "Company", "公司名称";
    company_hint => "The legal name. A company that is known by this name gets one more partner.", "公司法定名称。同名的已有公司将新增一个伙伴。";
    known_companies => "Known companies", "已有公司";
    kind => "Partner type", "伙伴类型";
    distributor => "Distributor", "所属总经销商";
    distributor_hint => "Needed for a reseller, and only then.", "云经销商必填，其他类型无需选择。";
    no_distributor => "None", "无";
    channel_only => "Channel only", "仅拓渠";
    channel_only_hint => "Only for a distributor: it recruits resellers and develops no customers.", "仅适用于总经销商：只拓展云经销商，不拓展客户。";
    real_name_state => "Real-name state", "实名认证状态";
    first_administrator => "First administrator", "首位管理员";
    administrator => "Primary administrator", "主管理员";
    account_name => "Account name", "账号名";
    account_name_hint => "3 to 64 lower-case letters, digits, dots, hyphens or underscores, beginning with a letter. It can never be changed.", "3 至 64 个小写字母、数字、点、连字符或下划线，以字母开头；创建后不可修改。";
    display_name => "Name", "姓名";
    partner_created_title => "Partner created", "创建伙伴成功";
    partner_created(name) => "{name} is created. Hand the temporary password over to its administrator; the first sign-in asks for a new one.", "已创建{name}。请将临时密码转交其管理员；首次登录时须设置新密码。";
    temporary_password_of(account) => "Temporary password of {account}", "{account} 的临时密码";
    created_before => "This partner was created already by the same form. The temporary password was shown then and cannot be shown again.", "该伙伴此前已由同一表单创建。临时密码仅当时显示一次，无法再次显示。";
    to_partner => "To the partner's page", "查看该伙伴";
    another_partner => "Create another partner", "继续创建伙伴";
    to_partners => "To all partners", "返回伙伴列表";
    actions => "Actions", "操作";
    open => "Open", "查看";
    facts => "Facts", "基本信息";
    created_at => "Created", "创建时间";
    active_people => "People who may sign in", "可登录人员";
    associated_customers => "Associated customers", "已关联客户";
    change_state => "Change the state", "修改状态";
    new_state => "New state", "新状态";
    state_changed => "The real-name state is changed.", "实名认证状态已修改。";
    state_changed_meanwhile(state) => "Somebody changed the state meanwhile; it is now: {state}. Choose again.", "他人已修改该状态，当前为：{state}。请重新选择。";

    recorded_customers => "Customers", "客户登记";
    customers_lead => "The latest customers and prospects of all partners, masked.", "全部伙伴最近录入的客户（脱敏显示）。";
    record_customer => "Record a customer", "录入客户";
    find_label => "Customer ID", "客户ID";
    find_hint => "The whole ID", "请输入完整的客户ID";
    no_customer_title => "No customer yet", "暂无客户";
    no_customer_text => "Record the first one for a partner.", "请为伙伴录入首个客户。";
    no_match_title => "No customer has this ID", "没有该客户ID的客户";
    no_match_text => "The ID must be whole, such as C00000012.", "请输入完整的客户ID，例如 C00000012。";
    show_all => "Show the latest", "显示最近录入";
    customer => "Customer", "客户";
    relation => "Relation", "客户关系";
    since => "Since", "开始时间";
    association_of(kind) => "Associated: {kind}", "已关联：{kind}";
    until(date) => "until {date}", "至 {date}";
    relation_question => "What the partner has to do with the customer", "伙伴与客户的关系";
    association_note => "The customer has an account with the vendor. Needs its account name and the association type.", "客户已有账号，须填写客户账号名和关联类型。";
    claim_note => "A prospect. Needs a mobile number and an account manager; holds for 15 days, and nobody else can claim it.", "意向客户，须填写手机号码和客户经理；有效期 15 天，期间其他伙伴不可报备。";
    for_association => "Needed for an associated customer, and only then.", "已关联客户必填，其他情况无需选择。";
    choose_partner => "Choose a partner", "请选择伙伴";
    partner_first => "A customer is recorded for a partner, and there is none yet.", "客户须归属于伙伴，目前尚无伙伴。";
    channel_only_partner => "This distributor only recruits resellers and has no customers; choose another partner", "该总经销商仅拓渠，不拓展客户，请选择其他伙伴";
    recorded_association => "The customer is recorded and associated.", "客户已录入并关联。";
    recorded_claim => "The prospect is recorded and claimed.", "意向客户已录入并报备。";
}
