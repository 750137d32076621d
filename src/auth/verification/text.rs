//! Words of verification codes.

use super::model::{CodeRefusal, Purpose};
use crate::messages;

messages! {
    /// Words of verification codes.
    pub CodeText:
    code => "Verification code", "验证码";
    code_hint => "Six digits, mailed to you. It holds five minutes and five tries.", "六位数字，发送至您的邮箱，五分钟内有效，最多尝试五次。";
    send => "Send a code", "发送验证码";
    sent(to) => "A code was sent to {to}.", "验证码已发送至 {to}。";
    missing => "Type the code that was mailed to you.", "请输入邮件中的验证码。";
    none_sent => "Have a code sent first: this one is used up, or none was sent for this operation.", "请先发送验证码：尚未发送，或验证码已使用。";
    expired => "This code has expired: have another one sent.", "验证码已过期，请重新发送。";
    too_many => "Five wrong codes were tried: have another one sent.", "错误次数已达五次，请重新发送验证码。";
    wrong => "This code is wrong.", "验证码错误。";
    too_soon(seconds) => "A code was sent a moment ago. In {seconds} seconds another one can be.", "验证码刚刚发送，请 {seconds} 秒后重试。";
    no_address => "You have no e-mail address: enter it under Account first.", "您尚未设置邮箱，请先在“我的账号”中填写。";
    switch_title => "Sensitive operations", "敏感操作";
    switch_text => "Issuing and reclaiming coupons and quotas, and asking for the end or switch of an association, ask for a code that is mailed to you.", "发放和回收代金券及额度、申请解除或切换关联时，需输入发送至您邮箱的验证码。";
    switch => "Ask for a verification code", "验证码验证";
    switch_is_on => "A code is asked for.", "已开启验证码验证。";
    switch_is_off => "No code is asked for.", "未开启验证码验证。";
    switch_saved => "Saved.", "已保存。";
    password => "Your password", "您的登录密码";
    wrong_password => "This is not your password.", "密码不正确。";
    save => "Save", "保存";
    mail_subject => "Your verification code", "您的验证码";
    mail_text(name, code, operation) => "{name}, your code for “{operation}” is {code}. It holds five minutes. If you did not ask for it, change your password.", "{name}，您好！“{operation}”的验证码为 {code}，五分钟内有效。如非本人操作，请修改密码。";
    issue_coupons => "Issue coupons", "发放代金券";
    reclaim_coupons => "Reclaim coupons", "回收代金券";
    pass_on_quota => "Pass a quota on", "发放代金券额度";
    take_back_quota => "Take a quota back", "回收代金券额度";
    change_association => "End or switch an association", "解除或切换关联";
}

impl CodeText {
    /// An operation.
    pub const fn purpose(self, purpose: Purpose) -> &'static str {
        match purpose {
            Purpose::IssueCoupons => self.issue_coupons(),
            Purpose::ReclaimCoupons => self.reclaim_coupons(),
            Purpose::PassOnQuota => self.pass_on_quota(),
            Purpose::TakeBackQuota => self.take_back_quota(),
            Purpose::ChangeAssociation => self.change_association(),
        }
    }

    /// Why a code is refused.
    pub fn refusal(self, refusal: CodeRefusal) -> String {
        match refusal {
            CodeRefusal::Missing => self.missing().to_owned(),
            CodeRefusal::NoneSent => self.none_sent().to_owned(),
            CodeRefusal::Expired => self.expired().to_owned(),
            CodeRefusal::TooManyTries => self.too_many().to_owned(),
            CodeRefusal::Wrong => self.wrong().to_owned(),
            CodeRefusal::TooSoon(seconds) => self.too_soon(seconds),
            CodeRefusal::NoAddress => self.no_address().to_owned(),
        }
    }
}
