//! Why an invitation led to no association: for the partner with an advice, for the customer with what to do.

use super::InvitationText;
use crate::invitations::model::FailReason;
use crate::messages;

messages! {
    /// For the partner; reached through the methods below.
    pub AdviceWords:
    expired => "The link was not used in time.", "链接已过期。";
    already_used => "The link was used before.", "链接已被使用。";
    withdrawn => "The invitation was withdrawn.", "邀请已撤回。";
    replaced => "A newer invitation took its place.", "已发送新的邀请。";
    declined => "The customer declined.", "客户已拒绝。";
    campaign_ended => "The campaign is over.", "活动已结束。";
    associated_already => "The customer is associated with your company already.", "客户已与贵公司关联。";
    associated_elsewhere => "The customer is associated with another partner.", "客户已关联其他伙伴。";
    claimed_by_another => "Another partner has claimed the customer.", "客户已被其他伙伴报备。";
    claim_in_review => "Your claim on this customer is in review.", "贵公司对该客户的报备正在审核。";
    is_partner => "The customer is, or applies to be, a partner.", "客户是伙伴或正在申请成为伙伴。";
    special_contract => "The customer has a special contract.", "客户签有特殊合同。";
    credit_account => "The customer has a credit account.", "客户已开通信用账户。";
    no_referral_right => "Your company may not offer referral.", "贵公司没有顾问销售权限。";
    not_proven => "The e-mail address was not confirmed.", "邮箱未通过验证。";
    mail_refused => "The mail could not be delivered.", "邀请邮件未能送达。";

    advise_invite_again => "Invite again from the claim, under Claims, if you changed your mind.", "如需继续，请在报备列表中重新邀请。";
    advise_resend => "Resend the invitation.", "请重发邀请。";
    advise_nothing => "Nothing is left to do.", "无需处理。";
    advise_newer => "Look at the newer invitation.", "请查看最新的邀请记录。";
    advise_ask => "Ask the customer why; resend when it agrees.", "请与客户沟通，确认后可重发邀请。";
    advise_another_link => "Use a general link, or the link of a campaign that runs.", "请使用通用邀请链接或进行中的活动链接。";
    advise_impossible => "The customer cannot be associated.", "该客户不可关联。";
    advise_claim => "The customer cannot be associated while that claim holds. Claim it once it has lapsed.", "对方报备有效期内不可关联，失效后可重新报备。";
    advise_review => "Wait for the vendor's decision, then invite again.", "请等待审核完成后再次邀请。";
    advise_contract => "The contract has to be ended first; ask your ecosystem manager.", "请先解除合同，可联系生态经理。";
    advise_referral => "Not possible in resale; invite as referral if your company may.", "代售模式不可关联，如有权限可使用顾问销售模式邀请。";
    advise_right => "Invite in resale, or ask your ecosystem manager for the right.", "请使用代售模式邀请，或联系生态经理开通权限。";
    advise_code => "Ask the customer to open the link again and to enter the mailed code within 10 minutes.", "请客户重新打开链接，并在10分钟内输入邮件中的验证码。";
    advise_address => "Check the address with the customer. If it is wrong, withdraw the claim and claim again with the right one; else resend the invitation.", "请与客户核对邮箱：如有误，请撤回报备后以正确的邮箱重新报备；如无误，可重发邀请。";
}

messages! {
    /// For the customer: heading and what to do.
    pub ClosedWords:
    expired => "This invitation has expired", "邀请已过期";
    expired_text(partner) => "The link worked for a few days only. Ask {partner} to send a new one.", "邀请链接已超过有效期，请联系{partner}重新发送。";
    already_used => "This invitation was used already", "邀请已被使用";
    already_used_text(partner) => "The link works for one association, and that one is done. If it was not you, tell {partner}.", "该链接仅可用于一次关联，且已完成。如非您本人操作，请联系{partner}。";
    withdrawn => "This invitation was withdrawn", "邀请已撤回";
    withdrawn_text(partner) => "{partner} took it back. Ask there if you expected it.", "{partner}已撤回邀请，如有疑问请与其联系。";
    replaced => "There is a newer invitation", "已有新的邀请";
    replaced_text(partner) => "{partner} sent you a newer mail. Use the link in that one.", "{partner}已发送新的邀请邮件，请使用新邮件中的链接。";
    declined => "You declined this invitation", "您已拒绝邀请";
    declined_text(partner) => "Nothing was changed. If you change your mind, ask {partner} for a new one.", "未产生任何变更。如需重新接受，请联系{partner}重新发送邀请。";
    campaign_ended => "The campaign is over", "活动已结束";
    campaign_ended_text(partner) => "Its links no longer work. Ask {partner} for another one.", "活动链接已失效，请联系{partner}获取其他邀请链接。";
    associated_already => "You are associated already", "您已完成关联";
    associated_already_text(partner) => "Your account is associated with {partner}. There is nothing left to do.", "您的账号已与{partner}关联，无需重复操作。";
    associated_elsewhere => "Your account belongs to another partner", "您的账号已关联其他伙伴";
    associated_elsewhere_text(partner) => "An account has one partner at a time. That association has to end before {partner} can be yours.", "一个账号同一时间只能关联一个伙伴，需先解除原关联，才能关联{partner}。";
    claimed_by_another => "Another partner is in touch with you", "其他伙伴正在与您接洽";
    claimed_by_another_text(partner) => "Another partner has registered your company for some days. You can be associated with {partner} only after that.", "其他伙伴已报备贵公司，在其有效期内暂不能与{partner}关联。";
    not_now => "You cannot be associated at present", "暂时无法关联";
    not_now_text(partner) => "Something in your account or at {partner} stands in the way. {partner} was told why and will get in touch.", "因您的账号或{partner}的原因，暂时无法关联。系统已告知{partner}，请等待其与您联系。";
    not_proven => "The e-mail address was not confirmed", "邮箱未通过验证";
    not_proven_text => "The code was wrong three times, or its 10 minutes were over. Begin again to get a new one.", "验证码三次错误或已超过10分钟，请重新开始以获取新的验证码。";
    mail_refused => "This invitation is closed", "邀请已关闭";
    mail_refused_text(partner) => "Its mail counted as undelivered, so the link was closed. Ask {partner} to send a new one.", "因邀请邮件被判定为未送达，链接已关闭，请联系{partner}重新发送。";
    unknown => "This link does not exist", "链接不存在";
    unknown_text => "Check that the address is complete. If it is, ask the partner who gave it to you for a new one.", "请检查链接是否完整。如链接完整，请联系伙伴重新获取。";
}

impl InvitationText {
    /// Why, in one sentence for the partner.
    pub const fn fail_reason(self, reason: FailReason) -> &'static str {
        let words = AdviceWords(self.locale());
        match reason {
            FailReason::Expired => words.expired(),
            FailReason::AlreadyUsed => words.already_used(),
            FailReason::Withdrawn => words.withdrawn(),
            FailReason::Replaced => words.replaced(),
            FailReason::Declined => words.declined(),
            FailReason::CampaignEnded => words.campaign_ended(),
            FailReason::AssociatedAlready => words.associated_already(),
            FailReason::AssociatedElsewhere => words.associated_elsewhere(),
            FailReason::ClaimedByAnother => words.claimed_by_another(),
            FailReason::ClaimInReview => words.claim_in_review(),
            FailReason::IsPartner => words.is_partner(),
            FailReason::SpecialContract => words.special_contract(),
            FailReason::CreditAccountInResale => words.credit_account(),
            FailReason::NoReferralRight => words.no_referral_right(),
            FailReason::NotProven => words.not_proven(),
            FailReason::MailRefused => words.mail_refused(),
        }
    }

    /// What the partner can do about it (§1.5).
    pub const fn advice(self, reason: FailReason) -> &'static str {
        let words = AdviceWords(self.locale());
        match reason {
            FailReason::Expired | FailReason::AlreadyUsed => words.advise_resend(),
            FailReason::Withdrawn => words.advise_invite_again(),
            FailReason::Replaced => words.advise_newer(),
            FailReason::Declined => words.advise_ask(),
            FailReason::CampaignEnded => words.advise_another_link(),
            FailReason::AssociatedAlready => words.advise_nothing(),
            FailReason::AssociatedElsewhere | FailReason::IsPartner => words.advise_impossible(),
            FailReason::ClaimedByAnother => words.advise_claim(),
            FailReason::ClaimInReview => words.advise_review(),
            FailReason::SpecialContract => words.advise_contract(),
            FailReason::CreditAccountInResale => words.advise_referral(),
            FailReason::NoReferralRight => words.advise_right(),
            FailReason::NotProven => words.advise_code(),
            FailReason::MailRefused => words.advise_address(),
        }
    }

    /// Heading and text of the customer's page. What the vendor knows of a customer, and what is the partner's own affair, is
    /// not said there.
    pub fn closed(self, reason: FailReason, partner: &str) -> (&'static str, String) {
        let words = ClosedWords(self.locale());
        match reason {
            FailReason::Expired => (words.expired(), words.expired_text(partner)),
            FailReason::AlreadyUsed => (words.already_used(), words.already_used_text(partner)),
            FailReason::Withdrawn => (words.withdrawn(), words.withdrawn_text(partner)),
            FailReason::Replaced => (words.replaced(), words.replaced_text(partner)),
            FailReason::Declined => (words.declined(), words.declined_text(partner)),
            FailReason::CampaignEnded => (words.campaign_ended(), words.campaign_ended_text(partner)),
            FailReason::AssociatedAlready => (words.associated_already(), words.associated_already_text(partner)),
            FailReason::AssociatedElsewhere => (words.associated_elsewhere(), words.associated_elsewhere_text(partner)),
            FailReason::ClaimedByAnother => (words.claimed_by_another(), words.claimed_by_another_text(partner)),
            FailReason::NotProven => (words.not_proven(), words.not_proven_text().to_owned()),
            FailReason::MailRefused => (words.mail_refused(), words.mail_refused_text(partner)),
            FailReason::ClaimInReview
            | FailReason::IsPartner
            | FailReason::SpecialContract
            | FailReason::CreditAccountInResale
            | FailReason::NoReferralRight => (words.not_now(), words.not_now_text(partner)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn every_reason_has_a_sentence_an_advice_and_a_page_in_both_languages() {
        for locale in [Locale::En, Locale::ZhCn] {
            let t = InvitationText(locale);
            for reason in FailReason::ALL {
                let (heading, text) = t.closed(*reason, "Harbor");
                for words in [t.fail_reason(*reason), t.advice(*reason), heading, &text] {
                    assert!(!words.is_empty(), "{reason}");
                    assert_eq!(words.is_ascii(), locale == Locale::En, "{reason}: {words}");
                }
            }
        }
    }

    #[test]
    fn the_five_ways_a_link_ends_have_pages_of_their_own() {
        let t = InvitationText(Locale::En);
        let pages = [
            FailReason::Expired,
            FailReason::AlreadyUsed,
            FailReason::Withdrawn,
            FailReason::AssociatedElsewhere,
            FailReason::ClaimedByAnother,
        ];
        let mut headings: Vec<&str> = pages.iter().map(|reason| t.closed(*reason, "x").0).collect();
        headings.sort_unstable();
        headings.dedup();
        assert_eq!(headings.len(), pages.len());
    }

    #[test]
    fn what_the_vendor_knows_is_not_told_to_whoever_holds_the_link() {
        let t = InvitationText(Locale::En);
        let hidden = [FailReason::IsPartner, FailReason::SpecialContract, FailReason::CreditAccountInResale, FailReason::ClaimInReview];
        for reason in hidden {
            assert_eq!(t.closed(reason, "x"), t.closed(FailReason::NoReferralRight, "x"));
        }
    }
}
