//! Words of the mails that a customer gets.

use crate::messages;

messages! {
    /// Words of mails.
    pub InvitationMailText:
    subject(partner) => "{partner} invites you", "{partner}邀请您";
    greeting(company) => "Dear team of {company},", "{company}：";
    invites(person, partner) => "{person} of {partner} invites you to become a customer of {partner}.", "{partner}的{person}邀请您成为{partner}的客户。";
    means => "What it means", "关联说明";
    accept => "See the invitation", "查看邀请";
    address => "Or open this address:", "或打开以下链接：";
    until(when) => "The link works until {when} (Beijing time), once. You decide on its page; nothing happens before.", "链接有效期至{when}（北京时间），仅可使用一次。您可在页面中决定是否接受，此前不会产生任何变更。";
    not_you(partner) => "If you do not know {partner}, ignore this mail: without your answer nothing happens.", "如您不认识{partner}，请忽略此邮件，不会产生任何影响。";
    code_subject => "Your code", "您的验证码";
    code_for(partner) => "Somebody, probably you, wants to be associated with {partner} and entered this e-mail address. The code to confirm it:", "有人（可能是您本人）申请与{partner}关联，并填写了此邮箱。验证码为：";
    code_until => "It works for 10 minutes. Tell it to nobody.", "验证码10分钟内有效，请勿告知他人。";
    code_not_you => "If it was not you, ignore this mail: without the code nothing happens.", "如非您本人操作，请忽略此邮件，不会产生任何影响。";
}
