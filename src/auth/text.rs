//! Words of signing in and of the own account.

use super::rules::PasswordProblem;

crate::messages! {
    /// Words of signing in and of the own account.
    pub AuthText:
    sign_in => "Sign in", "登录";
    account_name => "Account name", "账号名";
    password => "Password", "密码";
    forgotten => "Forgotten it? Your company's administrator sets a new one.", "忘记密码？请联系贵公司的系统管理员重置。";
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
