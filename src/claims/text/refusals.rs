//! Why something is refused, until when, and how to mend it. Whose claim stands in the way is never said.

use super::ClaimText;
use crate::auth::model::Viewer;
use crate::claims::model::{Bar, ClaimState, Denial, Refusal, Stale, Trait};
use crate::customers::rules::claim_day;
use crate::messages;
use crate::values::date::{beijing_date, format_date, format_stamp};
use crate::values::problems::Problem;

messages! {
    /// Sentences of refusals; pages reach them through the methods below.
    pub RefusalWords:
    company_name => "the customer's full name", "客户全称";
    industry => "the industry", "客户行业";
    contact_name => "the contact", "联系人";
    mobile => "the mobile number", "手机号码";
    email => "the e-mail address", "邮箱";
    invite => "whether to send an invitation", "是否发送邀请链接";
    association_type => "the association type", "关联类型";
    owner => "the account manager", "客户经理";
    expected_spend => "the expected additional spend", "预计新增消费";
    communication_history => "what was talked about so far", "沟通记录";
    prospect => "a mobile number or an e-mail address", "手机号码或邮箱";
    decision => "accept or reject", "审核结论";
    note => "the reason, which the partner reads", "审核意见";
    something => "this field", "此项";

    enter(noun) => "Enter {noun}", "请填写{noun}";
    choose(noun) => "Choose {noun}", "请选择{noun}";
    too_long(noun, most) => "Shorten {noun} to {most} characters at most", "{noun}不能超过{most}个字符，请缩短";
    not_a_choice(noun) => "Choose {noun} from the list", "请从列表中选择{noun}";
    not_a_mobile => "Enter a mobile number such as 138 0013 8000, or +49 151 12345678 for another country", "请填写正确的手机号码，例如 138 0013 8000，其他国家请加区号";
    not_an_email => "Enter an e-mail address such as name@company.example", "请填写正确的邮箱，例如 name@company.example";
    neither => "Enter a whole mobile number such as 138 0013 8000, or a whole e-mail address", "请填写完整的手机号码（例如 138 0013 8000）或完整的邮箱";
    email_for_invitation => "Enter the e-mail address: the invitation is sent there", "请填写邮箱，邀请邮件将发送至该邮箱";
    not_an_amount => "Enter an amount such as 12,000", "请填写金额，例如 12,000";
    unknown_account_manager => "Choose an active account manager of your company", "请选择本公司有效的客户经理";
    no_partner_contact => "The vendor has neither a contact mobile nor a contact e-mail of your company on file; without one it cannot claim. Ask the vendor's ecosystem manager to enter it", "贵公司未登记联系手机或邮箱，不能报备客户，请联系生态经理补充";
    no_referral_right => "Your company does not hold the right of referral; choose Resale, or ask the vendor's ecosystem manager for it", "贵公司暂无顾问销售权限，请选择代售，或联系生态经理申请";
    too_many_claims(most) => "Your company has {most} claims that hold or are in review, the most that are allowed; withdraw one, or wait until one ends", "贵公司待审核与已报备的客户已达{most}个上限，请先撤回或等待失效";

    yours(day) => "Your company has claimed this customer already; its claim holds until {day}", "贵公司已报备该客户，有效期至{day}";
    yours_in_review(day) => "Your company's claim on this customer is under review; it is decided by {day}", "贵公司对该客户的报备正在审核中，最迟{day}完成";
    protected(stamp) => "This customer is protected until {stamp}: it is claimed already. From then on you may claim it", "该客户已被报备，保护期至{stamp}，到期后可报备";
    in_review(day) => "A claim on this customer is under review until {day} at the latest; try again afterwards", "该客户的报备正在审核中，最迟至{day}，请届时重试";
    too_soon(stamp) => "Your company's last claim on this customer ended a short while ago; you may claim it again from {stamp}", "贵公司对该客户的报备刚结束，{stamp}后可再次报备";
    your_customer => "This is your company's customer already", "该客户已与贵公司关联";
    associated => "This customer is associated with a partner already and cannot be claimed", "该客户已关联伙伴，不可报备";
    other_site => "This customer is registered on the vendor's other site and cannot be claimed", "该客户已在厂商其他站点注册，不可报备";
    consumer => "This is a consumer's account and cannot be claimed", "该客户为消费者云用户，不可报备";
    vendor_contract => "This customer has a contract with the vendor and cannot be claimed", "该客户已与厂商签约，不可报备";
    cash_spend => "This customer already spends with the vendor and cannot be claimed", "该客户已有现金消费，不可报备";
    unified_accounting => "This customer belongs to an enterprise with unified accounting and cannot be claimed", "该客户为财务托管企业成员，不可报备";
    referral_reward => "This customer has joined the referral-reward programme and cannot be claimed", "该客户已参加推荐奖励计划，不可报备";
    unsuitable => "This customer cannot be claimed", "该客户不可报备";
    needs_supplement(reasons) => "The vendor reviews this claim, because {reasons}. Fill in what the review needs, and send it", "该客户需人工审核：{reasons}。请补充以下信息后提交";
    alike_name => "A customer with a similar name is claimed or associated already; it may be the same. Check, and tick the box to claim it nevertheless", "已有名称相近的客户被报备或关联，可能为同一客户，请核对后勾选确认";

    operator_claimed => "This mobile number or e-mail address is claimed already; try again when that claim has ended", "该手机号码或邮箱已被报备，请在其有效期结束后重试";
    operator_associated => "This customer is associated with a partner already", "该客户已关联伙伴";
    operator_too_soon(stamp) => "The partner's last claim on it ended a short while ago; it may claim again from {stamp}", "该伙伴对此客户的报备刚结束，{stamp}后可再次报备";
    operator_no_contact => "This partner has neither a contact mobile nor a contact e-mail; enter one first", "该伙伴未登记联系手机或邮箱，请先补充";
    operator_too_many(most) => "The partner has {most} claims that hold or are in review, the most that are allowed; end one first", "该伙伴待审核与已报备的客户已达{most}个上限，请先结束其中一个";

    vendor_staff => "Claims belong to the partners; the vendor's staff review them under Operations.", "报备属于伙伴，厂商人员请在“运营”中审核。";
    channel_only => "Your company is a channel-only distributor: it recruits resellers and develops no customers of its own. The vendor's ecosystem manager can change that.", "贵公司为仅拓渠总经销商，不直接拓展客户。如需调整，请联系生态经理。";
    no_item(ask) => "None of your roles carries “Customer development”. Ask {ask} for it.", "您的角色没有“客户拓展”权限，请联系{ask}。";
    supervisor => "Supervisors see what their team claims; account managers claim.", "主管仅可查看团队的报备，报备由客户经理操作。";
    own_only(ask) => "You claim for yourself. For a colleague, ask {ask}.", "您只能为本人报备，为同事报备请联系{ask}。";
    your_administrator => "your system administrator", "系统管理员";

    changed => "This claim was changed in the meantime. Load the page again, and look once more.", "该报备已被他人修改，请刷新页面后重试。";
    ended => "This claim has ended in the meantime. There is nothing left to do.", "该报备已结束，无需操作。";
    decided => "This claim is not in review any more: it was decided, withdrawn, or has lapsed.", "该报备已不在审核中（已审核、已撤回或已失效）。";
}

impl ClaimText {
    /// A problem of a form in words: what is wrong, until when, and how to mend it.
    pub fn problem(self, problem: &Problem<Refusal>) -> String {
        let words = RefusalWords(self.locale());
        let name = problem.field.strip_prefix("form[").and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
        let noun = noun(words, name);
        match &problem.kind {
            Refusal::Missing if matches!(name, "industry" | "invite" | "association_type" | "decision") => words.choose(noun),
            Refusal::Missing => words.enter(noun),
            Refusal::TooLong(most) => words.too_long(noun, most),
            Refusal::NotAChoice => words.not_a_choice(noun),
            Refusal::NotAMobile => words.not_a_mobile().to_owned(),
            Refusal::NotAnEmail => words.not_an_email().to_owned(),
            Refusal::NeitherMobileNorEmail => words.neither().to_owned(),
            Refusal::EmailForInvitation => words.email_for_invitation().to_owned(),
            Refusal::NotAnAmount => words.not_an_amount().to_owned(),
            Refusal::UnknownAccountManager => words.unknown_account_manager().to_owned(),
            Refusal::NoPartnerContact => words.no_partner_contact().to_owned(),
            Refusal::NoReferralRight => words.no_referral_right().to_owned(),
            Refusal::TooManyClaims(most) => words.too_many_claims(most),
            Refusal::Barred(bar) => self.bar(*bar),
            Refusal::NeedsSupplement(reasons) => words.needs_supplement(self.reasons(reasons)),
            Refusal::AlikeName => words.alike_name().to_owned(),
        }
    }

    /// What stands against a claim, without a full stop.
    pub fn bar(self, bar: Bar) -> String {
        let words = RefusalWords(self.locale());
        let day = |at| format_date(beijing_date(at), self.locale());
        let last_day = |at| format_date(claim_day(ClaimState::InReview, at).unwrap_or_else(|| beijing_date(at)), self.locale());
        let stamp = |at| format_stamp(at, self.locale());
        match bar {
            Bar::Yours(until) => words.yours(day(until)),
            Bar::YoursInReview(until) => words.yours_in_review(last_day(until)),
            Bar::Protected(until) => words.protected(stamp(until)),
            Bar::InReview(until) => words.in_review(last_day(until)),
            Bar::TooSoon(from) => words.too_soon(stamp(from)),
            Bar::YourCustomer => words.your_customer().to_owned(),
            Bar::Associated => words.associated().to_owned(),
            Bar::Unsuitable(one) => unsuitable(words, one).to_owned(),
        }
    }

    /// The same for the vendor's operator who records a claim for a partner.
    pub fn for_operator(self, refusal: &Refusal) -> String {
        let words = RefusalWords(self.locale());
        match refusal {
            Refusal::Barred(Bar::Yours(_) | Bar::YoursInReview(_) | Bar::Protected(_) | Bar::InReview(_)) => {
                words.operator_claimed().to_owned()
            }
            Refusal::Barred(Bar::YourCustomer | Bar::Associated) => words.operator_associated().to_owned(),
            Refusal::Barred(Bar::TooSoon(from)) => words.operator_too_soon(format_stamp(*from, self.locale())),
            Refusal::NoPartnerContact => words.operator_no_contact().to_owned(),
            Refusal::TooManyClaims(most) => words.operator_too_many(most),
            other => self.problem(&Problem { field: String::new(), kind: other.clone() }),
        }
    }

    /// Which rule refuses the viewer, and whom to ask.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        let words = RefusalWords(self.locale());
        let ask = viewer.administrator.as_deref().unwrap_or(words.your_administrator());
        match denial {
            Denial::VendorStaff => words.vendor_staff().to_owned(),
            Denial::ChannelOnly => words.channel_only().to_owned(),
            Denial::NoItem(_) => words.no_item(ask),
            Denial::SupervisorReadsOnly => words.supervisor().to_owned(),
            Denial::OwnOnly => words.own_only(ask),
        }
    }

    /// Changed, or over, since the page was shown.
    pub const fn stale(self, stale: Stale) -> &'static str {
        let words = RefusalWords(self.locale());
        match stale {
            Stale::Changed => words.changed(),
            Stale::Ended => words.ended(),
            Stale::Decided => words.decided(),
        }
    }
}

const fn unsuitable(words: RefusalWords, one: Trait) -> &'static str {
    match one {
        Trait::OtherSite => words.other_site(),
        Trait::Consumer => words.consumer(),
        Trait::VendorContract => words.vendor_contract(),
        Trait::CashSpend => words.cash_spend(),
        Trait::UnifiedAccounting => words.unified_accounting(),
        Trait::ReferralReward => words.referral_reward(),
        _ => words.unsuitable(),
    }
}

fn noun(words: RefusalWords, name: &str) -> &'static str {
    match name {
        "company_name" => words.company_name(),
        "industry" => words.industry(),
        "contact_name" => words.contact_name(),
        "mobile" => words.mobile(),
        "email" => words.email(),
        "invite" => words.invite(),
        "association_type" => words.association_type(),
        "owner" => words.owner(),
        "expected_spend" => words.expected_spend(),
        "communication_history" => words.communication_history(),
        "prospect" => words.prospect(),
        "decision" => words.decision(),
        "note" => words.note(),
        _ => words.something(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn a_refusal_says_until_when_and_not_whose() {
        let until = "2026-11-30T16:00:00Z".parse().unwrap();
        let t = ClaimText(Locale::En);
        assert!(t.bar(Bar::Protected(until)).contains("until 1 Dec 2026 00:00"));
        assert!(t.bar(Bar::InReview(until)).contains("30 Nov 2026"), "the last day of the review, not the midnight after");
        assert!(ClaimText(Locale::ZhCn).bar(Bar::TooSoon(until)).contains("2026年12月1日 00:00"));
    }
}
