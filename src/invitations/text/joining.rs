//! Words of the page that the customer sees.

use crate::invitations::model::AssociationType;
use crate::messages;

messages! {
    /// Words of the public page.
    pub JoinText:
    heading(partner) => "{partner} invites you", "{partner}邀请您";
    who(person, partner) => "{person} of {partner} would look after you.", "您的客户经理为{partner}的{person}。";
    who_company(partner) => "{partner} would look after you and name an account manager.", "{partner}将为您服务，并安排客户经理。";
    campaign(name) => "Campaign: {name}", "活动：{name}";
    what_it_means => "What you agree to", "您将同意";
    referral_title => "Referral", "顾问销售";
    referral_means(partner) => "You keep your own account, contract and invoices with the vendor and pay the vendor directly. {partner} advises you and sees your orders and consumption.", "您与厂商直接签约、付款并开票，账号归您所有。{partner}为您提供顾问服务，可查看您的订单和消费。";
    resale_title => "Resale", "代售";
    resale_means(partner) => "You buy through {partner}: it funds your account, you pay it and get its invoices. {partner} sees your orders and consumption.", "您通过{partner}购买：由其为您的账户充值，您向其付款并由其开票。{partner}可查看您的订单和消费。";
    one_partner => "An account has one partner at a time.", "一个账号同一时间只能关联一个伙伴。";
    until(when) => "The link works until {when} (Beijing time) and for one association.", "链接有效期至{when}（北京时间），仅可用于一次关联。";
    until_day(day) => "The link works until the end of {day} (Beijing time).", "链接有效期至{day}（北京时间）。";
    proves(email) => "The link was sent to {email}; that address becomes, or has to be, the account's.", "链接已发送至{email}，该邮箱将作为账号邮箱，或须与账号邮箱一致。";
    asks_for_code => "To confirm your e-mail address, a code is mailed to it in the next step.", "下一步将向您的邮箱发送验证码，以确认邮箱归您所有。";

    register_heading => "I am new here", "注册新账号";
    identify_heading => "I have an account", "已有账号";
    company_name => "Company name", "公司名称";
    account_name => "Account name", "账号名";
    account_name_hint => "You choose it; letters, digits and . _ - @", "由您设定，支持文字、数字和 . _ - @";
    account_name_known => "As in the vendor's cloud", "您在云平台的账号名";
    contact_name => "Your name", "联系人";
    mobile => "Mobile number", "手机号码";
    mobile_hint => "The number that you gave to the partner, for example 138 0013 8000", "请填写您提供给伙伴的手机号码，例如 138 0013 8000";
    mobile_hint_new => "For example 138 0013 8000, or with +country code", "例如 138 0013 8000，其他国家请加区号";
    email => "E-mail address", "邮箱";
    email_on_file => "The address on file for the account", "账号绑定的邮箱";
    agree(partner) => "I agree to be associated with {partner} as described above", "我同意按上述说明与{partner}关联";
    accept => "Accept the invitation", "接受邀请";
    next => "Continue: send me the code", "下一步：获取验证码";
    decline_heading => "Not interested?", "不感兴趣？";
    decline_text(partner) => "Declining changes nothing in any account; {partner} is told.", "拒绝后不会产生任何变更，系统将告知{partner}。";
    decline => "Decline the invitation", "拒绝邀请";

    code_heading => "Confirm your e-mail address", "验证邮箱";
    code_lead_plain => "We mailed a code of six characters to the address that you entered. It works for 10 minutes.", "我们已向您填写的邮箱发送6位验证码，10分钟内有效。";
    code => "Code", "验证码";
    other_account_name => "Account name", "账号名";
    other_account_name_hint => "Only to change what you entered before.", "仅在需要修改之前填写的账号名时填写。";
    confirm => "Confirm and accept", "验证并接受邀请";
    again => "Begin again", "重新开始";

    done_heading(partner) => "You are associated with {partner}", "您已与{partner}关联";
    done_text(partner) => "{partner} was told and will get in touch. You can close this page.", "系统已告知{partner}，其将与您联系。您可以关闭此页面。";
    declined_heading => "You declined the invitation", "您已拒绝邀请";
    declined_done(partner) => "Nothing was changed. {partner} was told.", "未产生任何变更，系统已告知{partner}。";
}

impl JoinText {
    /// What a type is called, and what it means for the customer.
    pub fn meaning(self, kind: AssociationType, partner: &str) -> (&'static str, String) {
        match kind {
            AssociationType::Referral => (self.referral_title(), self.referral_means(partner)),
            AssociationType::Resale => (self.resale_title(), self.resale_means(partner)),
        }
    }
}
