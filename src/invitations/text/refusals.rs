//! Why something is refused, and how to mend it.

use super::InvitationText;
use crate::auth::model::Viewer;
use crate::customers::text::CustomerText;
use crate::error::{AppError, FieldErrors};
use crate::invitations::model::{Denial, NotInvitable, Refusal};
use crate::invitations::rules::MOST_MAILS;
use crate::messages;
use crate::values::problems::Problems;

messages! {
    /// Sentences of refusals; pages reach them through the methods below.
    pub RefusalWords:
    claims => "the prospects", "客户";
    association_type => "the association type", "关联类型";
    locale_name => "the language of the mail", "邮件语言";
    kind => "the kind of link", "链接类型";
    tag => "the tag", "自定义标签";
    campaign => "the campaign", "活动";
    account_manager => "the account manager", "客户经理";
    joining => "whether you have an account", "是否已有账号";
    company_name => "your company's name", "公司名称";
    account_name => "the account name", "账号名";
    contact_name => "your name", "联系人";
    mobile => "the mobile number", "手机号码";
    email => "the e-mail address", "邮箱";
    code => "the code", "验证码";
    something => "this field", "此项";

    enter(noun) => "Enter {noun}", "请填写{noun}";
    choose(noun) => "Choose {noun}", "请选择{noun}";
    too_long(noun, most) => "Shorten {noun} to {most} characters at most", "{noun}不能超过{most}个字符，请缩短";
    not_a_choice(noun) => "Choose {noun} from the list", "请从列表中选择{noun}";
    no_referral_right => "Your company may not offer referral; choose resale, or ask your ecosystem manager for the right", "贵公司没有顾问销售权限，请选择代售，或联系生态经理开通";
    unknown_account_manager => "Choose an active account manager of your company", "请选择本公司有效的客户经理";
    unknown_campaign => "Choose a campaign that is not over", "请选择未结束的活动";
    not_a_mobile => "Enter a mobile number such as 138 0013 8000, or +49 151 12345678 for another country", "请填写正确的手机号码，例如 138 0013 8000，其他国家请加区号";
    another_mobile => "Enter the mobile number that you gave to the partner; ask there if you do not remember it", "请填写您提供给伙伴的手机号码，如有疑问请联系伙伴";
    not_an_email => "Enter an e-mail address such as name@company.example", "请填写正确的邮箱，例如 name@company.example";
    not_an_account_name => "Enter the account name with letters, digits and . _ - @ only", "账号名仅支持文字、数字和 . _ - @";
    account_name_taken => "This account name cannot be used; choose another one", "该账号名不可用，请更换";
    mobile_has_account => "The mobile number that you gave belongs to an account already. Enter that account's name, if your e-mail address is the one on file there; open the link again, if the number was mistyped; otherwise ask the partner to claim your company and to invite you by e-mail", "您填写的手机号码已有账号。如您的邮箱为该账号的登记邮箱，请填写其账号名；如手机号码填写有误，请重新打开链接；否则请联系伙伴先报备，再通过邮件邀请您";
    email_has_account => "Your e-mail address has an account already; say that you have one, and enter its name", "您的邮箱已有账号，请选择“已有账号”并填写账号名";
    not_theirs => "No account with this name has your e-mail address; check the name", "您的邮箱下没有此账号，请检查账号名";
    not_agreed => "Tick the box if you agree; decline the invitation otherwise", "如同意关联请勾选，否则请拒绝邀请";
    wrong_code => "This is not the code that was mailed; look again", "验证码错误，请重新输入";
    wrong_code_left(left) => "This is not the code that was mailed. Tries left: {left}", "验证码错误，还可尝试{left}次";
    general_exists => "You have a general link of this type already", "您已有该关联类型的通用邀请链接";
    changed_meanwhile => "Some of the chosen prospects can no longer be invited. Nothing was sent; look at the table again.", "部分所选客户已不可邀请，未发送任何邮件，请重新查看列表。";
    nothing_to_resend => "None of these invitations can be sent again. Nothing was sent.", "所选邀请均不可重发，未发送任何邮件。";
    some_not_resent => "Some of these invitations cannot be sent again: their prospects are no longer claimed. Nothing was sent; tick the others.", "部分邀请不可重发：客户已不在报备有效期内。未发送任何邮件，请仅勾选其他记录。";
    some_mailed_often(most) => "Some of these customers were mailed {most} invitations within 24 hours, the most that one address gets; the latest link works. Nothing was sent. Invite from the claims: the table there says who it is.", "部分客户在 24 小时内已收到 {most} 封邀请邮件，已达上限，最近一封邮件中的链接仍有效。未发送任何邮件。可从报备列表发起邀请，查看具体是哪些客户。";
    not_withdrawn => "It was answered, withdrawn or ended meanwhile. Look at the page again.", "已被处理、撤回或失效，请重新查看页面。";

    not_open(state) => "No: {state}", "否：{state}";
    mailed_often(most) => "No: mailed {most} times within 24 hours", "否：24 小时内已发送 {most} 封";
    no_email => "No: the claim has no e-mail address", "否：报备信息中没有邮箱";

    vendor_staff => "Customer development belongs to the partners.", "客户拓展由伙伴进行。";
    channel_only => "Your company is a distributor that recruits resellers only (channel only): it develops no customers. Ask your ecosystem manager if that has changed.", "贵公司为仅拓渠的总经销商，不可拓展客户。如有变化，请联系生态经理。";
    no_item(ask) => "None of your roles carries “Customer development”. Ask {ask} for it.", "您的角色没有“客户拓展”权限，请联系{ask}。";
    views_only => "Supervisors see what their team does in customer development and change nothing. The account manager or an administrator can do it.", "客户经理主管仅可查看团队的客户拓展，操作请由客户经理或管理员进行。";
    delisted => "Your distributor was delisted: invitations by e-mail are not possible. Offline links still work; ask your ecosystem manager.", "您的总经销商已退出，不可线上邀请，可使用线下邀请链接，或联系生态经理。";
    your_administrator => "your system administrator", "系统管理员";
}

impl InvitationText {
    /// All problems of a form in words.
    pub fn problems(self, problems: Problems<Refusal>) -> AppError {
        AppError::Invalid(FieldErrors::of(&problems, |problem| self.refusal(&problem.field, problem.kind)))
    }

    /// One problem of one field.
    pub fn refused(self, name: &str, refusal: Refusal) -> AppError {
        let field = format!("form[{name}]");
        AppError::field(&field, self.refusal(&field, refusal))
    }

    /// What is wrong with an input, by its full name, and how to mend it.
    pub fn refusal(self, field: &str, refusal: Refusal) -> String {
        let words = RefusalWords(self.locale());
        let name = field.strip_prefix("form[").and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
        let noun = noun(words, name);
        match refusal {
            Refusal::Missing if matches!(name, "claims" | "kind" | "association_type" | "locale" | "campaign" | "joining") => {
                words.choose(noun)
            }
            Refusal::Missing => words.enter(noun),
            Refusal::TooLong(most) => words.too_long(noun, most),
            Refusal::NotAChoice => words.not_a_choice(noun),
            Refusal::NoReferralRight => words.no_referral_right().to_owned(),
            Refusal::UnknownAccountManager => words.unknown_account_manager().to_owned(),
            Refusal::UnknownCampaign => words.unknown_campaign().to_owned(),
            Refusal::NotAMobile => words.not_a_mobile().to_owned(),
            Refusal::AnotherMobile => words.another_mobile().to_owned(),
            Refusal::NotAnEmail => words.not_an_email().to_owned(),
            Refusal::NotAnAccountName => words.not_an_account_name().to_owned(),
            Refusal::AccountNameTaken => words.account_name_taken().to_owned(),
            Refusal::MobileHasAccount => words.mobile_has_account().to_owned(),
            Refusal::EmailHasAccount => words.email_has_account().to_owned(),
            Refusal::NotTheirs => words.not_theirs().to_owned(),
            Refusal::NotAgreed => words.not_agreed().to_owned(),
            Refusal::WrongCode => words.wrong_code().to_owned(),
        }
    }

    /// Which rule refuses the viewer, and whom to ask.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        let words = RefusalWords(self.locale());
        match denial {
            Denial::VendorStaff => words.vendor_staff().to_owned(),
            Denial::ChannelOnly => words.channel_only().to_owned(),
            Denial::NoItem(_) => words.no_item(viewer.administrator.as_deref().unwrap_or(words.your_administrator())),
            Denial::ViewsOnly => words.views_only().to_owned(),
            Denial::DistributorDelisted => words.delisted().to_owned(),
        }
    }

    /// Why a prospect cannot be invited.
    pub fn obstacle(self, obstacle: NotInvitable) -> String {
        let words = RefusalWords(self.locale());
        match obstacle {
            NotInvitable::NotOpen(state) => words.not_open(CustomerText(self.locale()).claim_state(state)),
            NotInvitable::NoEmail => words.no_email().to_owned(),
            NotInvitable::MailedOften => words.mailed_often(MOST_MAILS),
        }
    }
}

fn noun(words: RefusalWords, name: &str) -> &'static str {
    match name {
        "claims" => words.claims(),
        "association_type" => words.association_type(),
        "locale" => words.locale_name(),
        "kind" => words.kind(),
        "tag" => words.tag(),
        "campaign" => words.campaign(),
        "account_manager" => words.account_manager(),
        "joining" => words.joining(),
        "company_name" => words.company_name(),
        "account_name" => words.account_name(),
        "contact_name" => words.contact_name(),
        "mobile" => words.mobile(),
        "email" => words.email(),
        "code" => words.code(),
        _ => words.something(),
    }
}
