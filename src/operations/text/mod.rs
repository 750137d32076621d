//! Words of operations.

mod campaigns;
mod lists;

pub use campaigns::CampaignText;
pub use lists::OperationsListText;

use chrono::{Datelike as _, NaiveDate};

use super::model::{DayKind, DayRefusal, PrimaryRefusal, Term, TermRefusal};
use crate::values::date::format_date;

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
    open_claims => "Open claims", "有效报备";
    next_steps => "What can be done here", "可执行的操作";

    create_partner => "Create partner", "创建伙伴";
    partner_lead => "A company with one account at the vendor, and its first administrator.", "公司在厂商处的一个账户及其首位管理员。";
    no_partner_title => "No partner yet", "暂无伙伴";
    no_partner_text => "Create the first one with its administrator, who then creates the other people.", "请创建首个伙伴及其管理员，其他人员由该管理员创建。";
    partner_name => "Partner name", "伙伴名称";
    partner_name_hint => "As its people read it. Up to 128 characters.", "伙伴人员看到的名称，不超过 128 个字符。";
    company => "Company", "公司名称";
    company_hint => "The legal name. A company that is known by this name gets one more partner.", "公司法定名称。同名的已有公司将新增一个伙伴。";
    known_companies => "Known companies", "已有公司";
    kind => "Partner type", "伙伴类型";
    distributor => "Distributor", "所属总经销商";
    distributor_hint => "Needed for a reseller, and only then. It stays: under another distributor a reseller needs a new account.", "云经销商必填，其他类型无需选择。设定后不可变更：更换总经销商需使用新账号。";
    distributor_stays => "A reseller keeps its distributor; under another one it needs a new account.", "云经销商不可变更所属总经销商，更换时需使用新账号。";
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
    partner_created(name) => "{name} is created. Hand the temporary password over to its administrator; the first sign-in asks for a new one. Then enter its contact mobile or e-mail on its page: without one it cannot claim prospects.", "已创建{name}。请将临时密码转交其管理员；首次登录时须设置新密码。请随后在伙伴页面登记联系手机或邮箱，否则该伙伴不能报备客户。";
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
    mail_waits => "Mails not sent yet", "待发送邮件";
    mail_failed => "Mails that failed in 7 days", "近 7 天发送失败的邮件";
    background_work => "Background work", "后台任务";
    workers_alive => "Workers running", "运行中的后台进程";
    no_worker => "No worker is running: mail, time limits and imports stand still until a server process with WORKER=true takes them up.", "当前没有运行中的后台进程：邮件发送、到期处理和导入均已暂停，待启用后台任务（WORKER=true）的服务进程恢复后继续。";
    last_job_done => "Last job done", "最近完成的任务";
    due_completed => "Time limits last checked", "最近一次到期检查";
    oldest_due_job => "Oldest job waiting", "等待最久的任务";
    not_yet => "Not yet", "暂无";
    no_job_waits => "None", "无";
    associated_customers => "Associated customers", "已关联客户";
    change_state => "Change the state", "修改状态";
    new_state => "New state", "新状态";
    state_changed => "The real-name state is changed.", "实名认证状态已修改。";
    state_changed_meanwhile(state) => "Somebody changed the state meanwhile; it is now: {state}. Choose again.", "他人已修改该状态，当前为：{state}。请重新选择。";

    new_primary => "Another primary administrator", "更换主管理员";
    new_primary_hint => "One of the partner's active system administrators. Colleagues are sent to this person, and alerts of customers without an account manager go there.", "须为该伙伴在用的系统管理员。同事将被引导联系此人，无客户经理的客户预警也由其处理。";
    replace_primary => "Replace the primary administrator", "更换主管理员";
    no_other_administrator => "The partner has no other active system administrator. Its administrator must create one first, under Organisation, people.", "该伙伴没有其他在用的系统管理员，须先由其管理员在“组织”的人员管理中创建。";
    choose_administrator => "Choose a person", "请选择人员";
    unknown_administrator => "Choose another active system administrator of this partner", "请选择该伙伴其他在用的系统管理员";
    primary_replaced => "The primary administrator is replaced.", "主管理员已更换。";
    primary_changed_meanwhile => "Somebody replaced the primary administrator meanwhile. Look who it is now, and choose again.", "他人已更换主管理员，请核对后重新选择。";

    contact_and_rights => "Contact and rights", "联系方式与权益";
    contact_mobile => "Contact mobile", "联系手机";
    contact_email => "Contact e-mail", "联系邮箱";
    contact_hint => "Without mobile or e-mail the partner cannot claim prospects.", "手机和邮箱均为空时，该伙伴不能报备客户。";
    rights => "Rights", "权益";
    referral_right => "May offer referral", "可开展顾问销售";
    marketing_programme => "In marketing programme 2.0", "已加入营销计划2.0";
    marketing_programme_hint => "Mobile numbers and e-mail addresses of its leads stay masked.", "其线索的手机号码和邮箱始终匿名。";
    delisted => "Delisted", "已清退";
    delisted_hint => "Its resellers can no longer invite customers online.", "其云经销商不能再线上邀请客户。";
    manager_name => "Ecosystem manager", "生态经理";
    manager_name_hint => "The vendor's contact, whom the partner's people see.", "厂商联系人，对该伙伴的人员可见。";
    manager_mobile => "Ecosystem manager's mobile", "生态经理手机";
    manager_email => "Ecosystem manager's e-mail", "生态经理邮箱";
    partner_changed => "The partner is changed.", "伙伴信息已修改。";
    partner_changed_meanwhile => "Somebody changed this partner meanwhile. Both values stand beside the fields; choose and save again.", "他人已修改该伙伴。两个版本均显示在对应字段旁，请选择后重新保存。";
    save => "Save", "保存";
    recorded_customers => "Customers", "客户登记";
    record_customer => "Record a customer", "录入客户";
    find_label => "Customer ID", "客户ID";
    find_hint => "The whole ID", "请输入完整的客户ID";
    no_customer_title => "No customer yet", "暂无客户";
    no_customer_text => "Record the first one for a partner.", "请为伙伴录入首个客户。";
    customer => "Customer", "客户";
    relation => "Relation", "客户关系";
    since => "Since", "开始时间";
    association_of(kind) => "Associated: {kind}", "已关联：{kind}";
    until(date) => "until {date}", "至 {date}";
    relation_question => "What the partner has to do with the customer", "伙伴与客户的关系";
    association_note => "The customer has an account with the vendor. Needs its account name and the association type.", "客户已有账号，须填写客户账号名和关联类型。";
    claim_note(days) => "A prospect. Needs a mobile number and an account manager; holds for {days} calendar days, and nobody else can claim it meanwhile.", "意向客户，须填写手机号码和客户经理；有效期 {days} 天，期间其他伙伴不可报备。";
    for_association => "Needed for an associated customer, and only then.", "已关联客户必填，其他情况无需选择。";
    choose_partner => "Choose a partner", "请选择伙伴";
    partner_first => "A customer is recorded for a partner, and there is none yet.", "客户须归属于伙伴，目前尚无伙伴。";
    channel_only_partner => "This distributor only recruits resellers and has no customers; choose another partner", "该总经销商仅拓渠，不拓展客户，请选择其他伙伴";
    recorded_association => "The customer is recorded and associated.", "客户已录入并关联。";
    recorded_claim => "The prospect is recorded and claimed.", "意向客户已录入并报备。";

    calendar => "Working days", "工作日历";
    calendar_lead => "Monday to Friday are working days. The days here differ from that; every deadline in working days follows them.", "周一至周五为工作日；此处列出例外日期，所有按工作日计算的期限均以此为准。";
    add_days => "Add days", "添加日期";
    first_day => "First day", "开始日期";
    last_day => "Last day", "结束日期";
    last_day_hint => "Empty for one day only. At most 31 days at once.", "仅一天时可不填，每次不超过 31 天。";
    day_kind => "What they are", "日期类型";
    holiday => "Holiday", "节假日";
    holiday_note => "Nobody works, whatever day of the week it is.", "无论星期几均不上班。";
    make_up_day => "Make-up day", "调休上班日";
    make_up_note => "A Saturday or Sunday on which people work.", "周六或周日调为上班日。";
    day_name => "Name", "名称";
    day_name_hint => "Such as National Day. Up to 64 characters.", "例如国庆节，不超过 64 个字符。";
    day => "Day", "日期";
    weekday => "Weekday", "星期";
    remove_day => "Remove", "移除";
    remove_this(day) => "Remove {day}", "移除{day}";
    days_added => "The days are in the calendar.", "日期已加入日历。";
    day_removed => "The day is out of the calendar.", "日期已从日历移除。";
    days_of(year) => "Days that differ in {year}", "{year} 年例外日期";
    no_day_title(year) => "No day of {year} differs", "{year} 年暂无例外日期";
    no_day_text => "Monday to Friday are working days. Add the holidays and the make-up days of the year.", "周一至周五为工作日，请添加当年的节假日和调休上班日。";
    missing => "Fill this in", "请填写此项";
    not_a_date => "Enter a date such as 2026-10-01", "请输入日期，例如 2026-10-01";
    not_a_choice => "Choose one of the offered values", "请选择列表中的值";
    last_before_first => "The last day comes before the first; exchange them", "结束日期早于开始日期，请调整";
    too_many_days(most) => "At most {most} days at once; add the rest with a second form", "每次最多 {most} 天，其余请再次添加";
    not_a_weekend(day) => "{day} is no Saturday or Sunday; it is a working day without being a make-up day", "{day}不是周六或周日，本来就是工作日";
    known_day(day) => "{day} is in the calendar already; remove it there first", "{day}已在日历中，请先移除";

    terms => "Terms", "期限与限额";
    terms_lead => "Periods and limits of this installation. A change holds for what begins afterwards; what runs keeps its date.", "本系统的期限与限额；修改后仅对新产生的业务生效，已开始的仍按原期限执行。";
    between(least, most) => "{least} to {most}", "{least} 至 {most}";
    save_terms => "Save the terms", "保存";
    terms_changed => "The terms are changed.", "期限与限额已修改。";
    terms_changed_meanwhile => "Somebody changed the terms meanwhile. Their values stand beside yours; saving again overwrites them.", "他人已修改期限与限额，其数值显示在您的输入旁；再次保存将覆盖。";
    out_of_bounds(least, most) => "Enter a whole number from {least} to {most}", "请输入 {least} 至 {most} 的整数";
    claim_days => "A claim holds: calendar days", "报备有效期（自然日）";
    reclaim_hours => "The same partner may claim again after: hours", "同一伙伴再次报备间隔（小时）";
    most_open_claims => "Open claims of one partner at the most", "单个伙伴有效报备上限";
    review_working_days => "A claim in review lapses after: working days", "人工审核期限（工作日）";
    invitation_days => "A mailed invitation works: calendar days", "邀请链接有效期（自然日）";
    association_request_months => "One request to end or switch an association within: months", "解除或变更关联的申请间隔（月）";
    checks_per_hour => "Instant checks of one person within an hour", "单人每小时即时查询次数";
    quiet_working_days => "An opportunity is quiet without a change for: working days", "商机无更新视为停滞（工作日）";
    renewal_amount => "An order line gets a renewal task from this charged amount on: CNY", "生成大单续订任务的订单行计费金额下限（元）";
    renewal_lead_days => "The renewal task is made before the line expires: calendar days", "大单续订任务提前生成天数（自然日）";
    too_long(most) => "Use at most {most} characters", "最多 {most} 个字符";
}

impl OperationsText {
    /// How a day differs.
    pub const fn day_kind_name(self, kind: DayKind) -> &'static str {
        match kind {
            DayKind::Holiday => self.holiday(),
            DayKind::MakeUp => self.make_up_day(),
        }
    }

    /// Why days are not taken into the calendar, and how to mend it.
    pub fn day_refusal(self, refusal: DayRefusal) -> String {
        let date = |day| format_date(day, self.locale());
        match refusal {
            DayRefusal::Missing => self.missing().into(),
            DayRefusal::NotADate => self.not_a_date().into(),
            DayRefusal::NotAChoice => self.not_a_choice().into(),
            DayRefusal::LastBeforeFirst => self.last_before_first().into(),
            DayRefusal::TooManyDays(most) => self.too_many_days(most),
            DayRefusal::NotAWeekend(day) => self.not_a_weekend(date(day)),
            DayRefusal::Known(day) => self.known_day(date(day)),
            DayRefusal::TooLong(most) => self.too_long(most),
        }
    }

    /// Why somebody does not become the primary administrator.
    pub const fn primary_refusal(self, refusal: PrimaryRefusal) -> &'static str {
        match refusal {
            PrimaryRefusal::Missing => self.choose_administrator(),
            PrimaryRefusal::Unknown => self.unknown_administrator(),
        }
    }

    /// What a term limits, and in which unit.
    pub const fn term(self, term: Term) -> &'static str {
        match term {
            Term::ClaimDays => self.claim_days(),
            Term::ReclaimHours => self.reclaim_hours(),
            Term::MostOpenClaims => self.most_open_claims(),
            Term::ReviewWorkingDays => self.review_working_days(),
            Term::InvitationDays => self.invitation_days(),
            Term::AssociationRequestMonths => self.association_request_months(),
            Term::ChecksPerHour => self.checks_per_hour(),
            Term::QuietWorkingDays => self.quiet_working_days(),
            Term::RenewalAmount => self.renewal_amount(),
            Term::RenewalLeadDays => self.renewal_lead_days(),
        }
    }

    /// Why a term is not accepted, and how to mend it.
    pub fn term_refusal(self, refusal: TermRefusal) -> String {
        match refusal {
            TermRefusal::Missing => self.missing().into(),
            TermRefusal::OutOfBounds(least, most) => self.out_of_bounds(least, most),
        }
    }

    /// Monday to Sunday.
    pub fn weekday_of(self, day: NaiveDate) -> &'static str {
        const DAYS: [(&str, &str); 7] = [
            ("Monday", "星期一"),
            ("Tuesday", "星期二"),
            ("Wednesday", "星期三"),
            ("Thursday", "星期四"),
            ("Friday", "星期五"),
            ("Saturday", "星期六"),
            ("Sunday", "星期日"),
        ];
        let (english, chinese) = DAYS[day.weekday().num_days_from_monday() as usize];
        match self.locale() {
            crate::i18n::Locale::En => english,
            crate::i18n::Locale::ZhCn => chinese,
        }
    }
}
