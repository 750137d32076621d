//! Words of signing in and of the own account.

use super::rules::PasswordProblem;

crate::messages! {
    /// Words of signing in and of the own account.
    pub AuthText:
    sign_in => "Sign in", "登录";
    account_name => "Account name", "账号名";
    password => "Password", "密码";
    forgotten => "Forgotten the password?", "忘记密码？";
    forgotten_title => "Forgotten password", "忘记密码";
    forgotten_lead => "Enter your account name. We send a link to the e-mail address of the account.", "请输入账号名，我们会向该账号的邮箱发送重置链接。";
    send_link => "Send the link", "发送链接";
    reset_sent => "If there is such an account and it has an e-mail address, a link is on its way.", "如果该账号存在且已填写邮箱，重置链接将很快送达。";
    reset_sent_note => "The link works for 30 minutes and once. Nothing arrives? Look among unwanted mail, or ask your company's administrator for a temporary password.", "链接 30 分钟内有效，仅可使用一次。未收到邮件？请查看垃圾邮件，或联系贵公司的系统管理员设置临时密码。";
    ask_again => "Ask for another link", "重新获取链接";
    to_sign_in => "To sign in", "返回登录";
    reset_title => "New password", "设置新密码";
    set_password => "Set the password", "设置密码";
    reset_done => "Your new password is set. All your sessions are ended; sign in with it.", "新密码已设置，所有会话均已退出，请使用新密码登录。";
    link_gone_title => "This link does not work", "链接无法使用";
    link_unknown => "This link is not one of ours, or it is not whole.", "链接无效或不完整。";
    link_used => "This link was used already, or another password was set since.", "链接已使用，或此后已设置其他密码。";
    link_expired => "This link has expired: it worked for 30 minutes.", "链接已过期（有效期 30 分钟）。";
    link_gone_note => "Ask for another one; only the latest is needed.", "请重新获取链接，使用最新一封即可。";
    reset_mail_subject => "Set a new password", "设置新密码";
    reset_mail_text(name, account) => "Hello {name}, somebody asked for a new password for your account {account}.", "{name}，您好！有人为您的账号 {account} 申请重置密码。";
    reset_mail_link => "Set a new password", "设置新密码";
    reset_mail_note(minutes) => "The link works for {minutes} minutes and once. If it was not you, do nothing: your password stays as it is.", "链接 {minutes} 分钟内有效，仅可使用一次。如非本人操作请忽略，您的密码不会改变。";

    contact => "E-mail and mobile", "邮箱与手机";
    email => "E-mail", "邮箱";
    email_hint => "For notifications, and for a forgotten password.", "用于接收通知和重置密码。";
    mobile => "Mobile", "手机号码";
    mobile_hint => "Such as 13800138000; with a country code where it is not Chinese.", "例如 13800138000；非中国大陆号码请带国家代码。";
    contact_password_hint => "To show that it is you: links to set a new password go to this address.", "用于确认本人操作：重置密码的链接会发送到该邮箱。";
    save_contact => "Save e-mail and mobile", "保存邮箱与手机";
    contact_saved => "Your e-mail address and mobile number are saved.", "邮箱与手机号码已保存。";
    contact_changed_meanwhile => "Your account was changed meanwhile. What stands now is beside your entries; saving again overwrites it.", "您的账号信息刚被修改，最新内容显示在输入旁；再次保存将覆盖。";
    not_an_email => "Enter an e-mail address such as name@example.com", "请输入邮箱，例如 name@example.com";
    not_a_mobile => "Enter a mobile number such as 13800138000", "请输入手机号码，例如 13800138000";
    what_comes_by_mail => "What comes by e-mail", "邮件通知设置";
    contact_mail_subject => "Your e-mail address was changed", "您的邮箱已变更";
    contact_mail_text(name, account) => "Hello {name}, the e-mail address of your account {account} was changed. This one is not used any more. If it was not you, tell your company's administrator at once.", "{name}，您好！您的账号 {account} 的邮箱已变更，此邮箱不再使用。如非本人操作，请立即联系贵公司的系统管理员。";
    wrong_credentials => "The account name or the password is wrong. Check both and try again.", "账号名或密码错误，请检查后重试。";
    enter_account => "Enter your account name", "请输入账号名";
    enter_password => "Enter your password", "请输入密码";
    session_over => "Your session is over. Sign in to go on where you were; what you typed is kept.", "会话已结束，请重新登录后继续，已填写的内容会保留。";

    session_over_plain => "Your session is over. Sign in to go on where you were.", "会话已结束，请重新登录后继续。";
    session_over_lost => "Your session is over. Sign in to go on where you were. What you sent last could not be kept; the browser's Back button may still show it.", "会话已结束，请重新登录后继续。最后提交的内容未能保留，可尝试用浏览器的后退找回。";

    account => "Account", "我的账号";
    profile => "Profile", "个人信息";
    display_name => "Name", "姓名";
    company => "Company", "公司";
    legal_company => "Legal company", "公司主体";
    vendor_staff => "Vendor staff", "厂商员工";
    roles => "Roles", "角色";
    supervisor => "Supervisor", "客户经理主管";
    ecosystem_manager => "Ecosystem manager", "生态经理";
    preferences => "Language and appearance", "语言与外观";
    language => "Language", "语言";
    theme => "Appearance", "外观";
    theme_system => "As the device", "跟随系统";
    theme_light => "Light", "浅色";
    theme_dark => "Dark", "深色";
    saved => "Saved.", "已保存。";

    change_password => "Change password", "修改密码";
    current_password => "Current password", "当前密码";
    new_password => "New password", "新密码";
    new_password_again => "New password, again", "再次输入新密码";
    password_hint => "12 to 128 characters, any you like. A sentence is easier to remember than a word.", "12 至 128 个字符，不限组合；一句话比一个词更好记。";
    first_password => "Your password was set by somebody else. Choose your own before you go on.", "当前密码由他人设置，请先设置自己的密码。";
    first_password_due => "Your password was set by somebody else. Choose your own under Account, Change password; then this is yours to do.", "当前密码由他人设置，请先在“我的账号”中修改密码，再进行此操作。";
    password_changed => "Your password is changed. All your other sessions are ended.", "密码已修改，其他会话均已退出。";
    too_short => "Use at least 12 characters", "密码至少需要 12 个字符";
    too_long => "Use at most 128 characters", "密码最多 128 个字符";
    common => "This one would be guessed soon. Choose a longer or less usual one", "该密码容易被猜到，请使用更长或更少见的密码";
    unchanged => "Choose one that differs from the current password", "新密码不能与当前密码相同";
    not_repeated => "Both entries must be the same; type the new password again", "两次输入不一致，请重新输入新密码";
    wrong_current => "This is not your current password", "当前密码不正确";

    viewing(who, name) => "{who}, you see what {name} sees. Nothing can be changed, and the pages of the own account are not shown. It ends by itself after 30 minutes.", "{who}，您正以{name}的身份查看。仅可查看，不可修改，也不显示其个人账号页面；30 分钟后自动结束。";
    viewing_label => "View as", "以他人身份查看";
    stop_viewing => "Stop", "结束查看";
    viewing_only(name) => "You are viewing as {name}: nothing can be changed. Stop viewing first.", "您正以{name}的身份查看，不可修改。请先结束查看。";

    sessions => "Where you are signed in", "登录会话";
    this_session => "This browser", "当前浏览器";
    browser => "Browser", "浏览器";
    from_address => "From", "来源地址";
    signed_in_at => "Signed in", "登录时间";
    last_used => "Last used", "最近使用";
    action => "Action", "操作";
    end_session => "End", "结束";
    end_others => "End all others", "结束其他全部会话";
    session_ended => "The session is ended.", "会话已结束。";
    unknown_browser => "Unknown browser", "未知浏览器";
    administrator => "System administrator", "系统管理员";
    supervisor_role => "Account manager supervisor", "客户经理主管";
    account_manager => "Account manager", "客户经理";
    custom_roles(n) => "{n} custom", "{n} 个自定义角色";
    current_is_temporary => "The temporary one that you were given.", "即您收到的临时密码。";
    go_on => "Go on to the start page", "前往首页";
    unknown_choice => "Choose one of the offered values", "请选择列表中的值";
}

impl AuthText {
    /// What is wrong with a new password, and how to mend it.
    pub const fn password_problem(self, problem: PasswordProblem) -> &'static str {
        match problem {
            PasswordProblem::TooShort => self.too_short(),
            PasswordProblem::TooLong => self.too_long(),
            PasswordProblem::Common => self.common(),
            PasswordProblem::Unchanged => self.unchanged(),
            PasswordProblem::NotRepeated => self.not_repeated(),
        }
    }

    /// The name of a preset role.
    pub const fn preset(self, preset: super::Preset) -> &'static str {
        match preset {
            super::Preset::SystemAdministrator => self.administrator(),
            super::Preset::Supervisor => self.supervisor_role(),
            super::Preset::AccountManager => self.account_manager(),
        }
    }
}
