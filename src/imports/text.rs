//! Words of imports. Columns are named as they stand in files, in both languages.

use super::model::{Kind, Outcome, Refusal};

crate::messages! {
    /// Words of imports.
    pub ImportText:
    imports => "Imports", "数据导入";
    lead => "Files of campaigns, customers, alerts, leads, company profiles and working days. A check shows what every row will do before anything is saved; a file that is imported twice changes nothing.", "导入活动、客户、客户预警、线索、企业百科和工作日。保存前可先校验，逐行查看结果；同一文件重复导入不会产生变化。";
    campaigns => "Campaigns", "活动";
    customers => "Customers", "客户";
    alerts => "Customer alerts", "客户预警";
    leads => "Leads", "线索";
    profiles => "Company profiles", "企业百科";
    calendar => "Working days", "工作日历";
    kind => "What the file holds", "文件内容";
    choose => "Choose one", "请选择";
    source => "Source", "数据来源";
    source_hint => "Where the rows come from, such as crm. Together with the external ID it tells records apart, so keep it the same from file to file.", "数据来自哪个系统，例如 crm。它与外部ID共同标识一条记录，各次导入请保持一致。";
    file => "File", "文件";
    file_hint => "CSV in UTF-8, up to about 250 kB. Larger files: partner-center import on the command line.", "UTF-8 编码的 CSV，约 250 kB 以内；更大的文件请使用命令行 partner-center import。";
    file_name => "File name", "文件名";
    content => "Rows", "数据行";
    content_hint => "With the header line. Choosing a file fills this in; it can also be pasted.", "须包含表头。选择文件后自动填入，也可直接粘贴。";
    columns => "Columns", "列";
    columns_needed(needed) => "needed: {needed}", "必填：{needed}";
    columns_known(known) => "may be there: {known}", "选填：{known}";
    check => "Check", "校验";
    import => "Import", "导入";
    report => "What the import will do", "导入预览";
    summary(created, changed, unchanged, refused) => "{created} created, {changed} changed, {unchanged} as they are, {refused} refused.", "新增 {created} 行，修改 {changed} 行，无变化 {unchanged} 行，拒绝 {refused} 行。";
    nothing_to_do => "Importing this file would change nothing.", "导入此文件不会产生变化。";
    refused_left_out => "Refused rows are left out; mend them in the file and import it again.", "被拒绝的行不会导入，请修正后重新导入。";
    checked_another => "The file is not the one that was checked. This is the check of what stands here now.", "当前内容与已校验的内容不一致，以下为当前内容的校验结果。";
    line => "Line", "行号";
    subject => "Record", "记录";
    outcome => "Outcome", "结果";
    created => "Created", "新增";
    changed => "Changed", "修改";
    unchanged => "As it is", "无变化";
    refused => "Refused", "拒绝";
    changed_columns(columns) => "Changed: {columns}", "修改：{columns}";
    at_column(column, problem) => "{column}: {problem}", "{column}：{problem}";
    done => "The file is imported.", "文件已导入。";
    runs => "Latest imports", "最近导入";
    no_runs => "No file was imported yet.", "暂无导入记录。";
    at => "Time", "时间";
    by => "By", "操作人";
    command_line => "Command line", "命令行";
    meanwhile => "Somebody changed the same records at this moment. Check the file again.", "同时有人修改了相同的记录，请重新校验。";

    missing => "nothing stands here", "此处为空";
    too_long(most) => "more than {most} characters", "超过 {most} 个字符";
    not_a_choice(words) => "not one of the words that may stand here: {words}", "不是允许的取值，可填：{words}";
    not_a_date => "not a date; write 2026-11-01", "日期格式不正确，请使用 2026-11-01";
    ends_before => "lies before the beginning", "早于开始日期";
    not_a_mobile => "not a mobile number", "不是有效的手机号码";
    not_an_email => "not an e-mail address", "不是有效的邮箱";
    not_an_account => "contains spaces", "包含空格";
    not_yes_or_no => "write yes or no", "请填写 yes 或 no（是或否）";
    unreadable => "The rows cannot be read as CSV: every row needs as many columns as the header, and quotes must be closed.", "无法按 CSV 读取：每行的列数须与表头一致，引号须成对。";
    columns_missing(columns) => "The header lacks: {columns}", "表头缺少：{columns}";
    columns_unknown(columns) => "The header has columns that nobody reads, or one twice: {columns}", "表头含有未知或重复的列：{columns}";
    repeated(line) => "the same record stands in line {line}", "与第 {line} 行重复";
    too_many(most) => "More than {most} rows", "超过 {most} 行";
    name_taken => "another record has this name", "名称已被其他记录使用";
    account_taken => "another customer has this account name", "账号名已被其他客户使用";
    account_fixed => "an account name never changes", "账号名不可修改";
    unknown_partner => "no partner has this name", "没有该名称的伙伴";
    channel_only => "this distributor only recruits resellers", "该总经销商仅拓渠";
    no_referral_right => "this partner may not offer referral; write resale, or give it the right on its page first", "该伙伴没有顾问销售权限，请改为代售，或先在伙伴页面开通";
    unknown_manager => "not an active account manager of this partner", "不是该伙伴的有效客户经理";
    elsewhere => "the customer is associated with another partner", "客户已与其他伙伴关联";
    claimed_elsewhere => "another partner has claimed this customer", "该客户已被其他伙伴报备";
    association_differs => "differs from the association; change it on the customer's page", "与现有关联关系不一致，请在客户页面修改";
    unknown_customer => "no customer has this account name", "没有该账号名的客户";
    not_associated => "the customer is associated with no partner", "客户未与任何伙伴关联";
    unknown_campaign => "no campaign has this name", "没有该名称的活动";
    under_way => "somebody has worked on it since; what was done is kept", "该记录已被处理，保留现有结果";
}

impl ImportText {
    /// A kind of file.
    pub const fn kind_name(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Campaigns => self.campaigns(),
            Kind::Customers => self.customers(),
            Kind::Alerts => self.alerts(),
            Kind::Leads => self.leads(),
            Kind::Profiles => self.profiles(),
            Kind::Calendar => self.calendar(),
        }
    }

    /// Why a file or a column is refused.
    pub fn refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::NotAChoice(words) => return self.not_a_choice(words.join(", ")),
            Refusal::TooLong(most) => return self.too_long(most),
            Refusal::ColumnsMissing(columns) => return self.columns_missing(columns),
            Refusal::ColumnsUnknown(columns) => return self.columns_unknown(columns),
            Refusal::Repeated(line) => return self.repeated(line),
            Refusal::TooManyRows(most) => return self.too_many(most),
            Refusal::Missing => self.missing(),
            Refusal::NotADate => self.not_a_date(),
            Refusal::EndsBeforeItBegins => self.ends_before(),
            Refusal::NotAMobile => self.not_a_mobile(),
            Refusal::NotAnEmail => self.not_an_email(),
            Refusal::NotAnAccountName => self.not_an_account(),
            Refusal::NotYesOrNo => self.not_yes_or_no(),
            Refusal::Unreadable => self.unreadable(),
            Refusal::NameTaken => self.name_taken(),
            Refusal::AccountNameTaken => self.account_taken(),
            Refusal::AccountNameFixed => self.account_fixed(),
            Refusal::UnknownPartner => self.unknown_partner(),
            Refusal::ChannelOnly => self.channel_only(),
            Refusal::NoReferralRight => self.no_referral_right(),
            Refusal::UnknownAccountManager => self.unknown_manager(),
            Refusal::AssociatedElsewhere => self.elsewhere(),
            Refusal::ClaimedElsewhere => self.claimed_elsewhere(),
            Refusal::AssociationDiffers => self.association_differs(),
            Refusal::UnknownCustomer => self.unknown_customer(),
            Refusal::NotAssociated => self.not_associated(),
            Refusal::UnknownCampaign => self.unknown_campaign(),
            Refusal::UnderWay => self.under_way(),
        }
        .to_owned()
    }

    /// What becomes of a row, in one word.
    pub const fn outcome_word(self, outcome: &Outcome) -> &'static str {
        match outcome {
            Outcome::Created => self.created(),
            Outcome::Changed(_) => self.changed(),
            Outcome::Unchanged => self.unchanged(),
            Outcome::Refused(_) => self.refused(),
        }
    }

    /// What becomes of a row, beyond its one word.
    pub fn detail(self, outcome: &Outcome) -> Vec<String> {
        match outcome {
            Outcome::Created | Outcome::Unchanged => Vec::new(),
            Outcome::Changed(columns) => vec![self.changed_columns(columns.join(", "))],
            Outcome::Refused(problems) => problems
                .iter()
                .map(|(column, refusal)| match column.as_str() {
                    "" => self.refusal(refusal),
                    column => self.at_column(column, self.refusal(refusal)),
                })
                .collect(),
        }
    }
}
