//! Why something is refused, and how to mend it.

use super::LeadText;
use crate::auth::model::{Permission, Viewer};
use crate::claims::text::ClaimText;
use crate::leads::model::{Denial, Refusal};
use crate::messages;
use crate::values::problems::Problem;

messages! {
    /// Sentences of refusals; pages reach them through the methods below.
    pub RefusalWords:
    enter_company => "Enter the company's name", "请填写公司名称";
    choose_industry => "Choose the industry", "请选择客户行业";
    choose_method => "Choose how you followed up", "请选择跟进方式";
    enter_content => "Write what was said", "请填写跟进内容";
    enter_reason => "Write why it came to nothing", "请填写无效原因";
    enter => "Fill in this field", "请填写此项";
    too_long(most) => "Shorten this to {most} characters at most", "不能超过{most}个字符，请缩短";
    not_a_choice => "Choose from the list", "请从列表中选择";
    not_a_mobile => "Enter a mobile number such as 138 0013 8000, or +49 151 12345678 for another country", "请填写正确的手机号码，例如 138 0013 8000，其他国家请加区号";
    not_an_email => "Enter an e-mail address such as name@company.example", "请填写正确的邮箱，例如 name@company.example";
    no_contact => "Enter a mobile number or an e-mail address: without one nobody can follow the lead up", "请填写手机号码或邮箱，至少一项";
    known_already => "Your company has an open lead with this number or address. If this is another one, tick the box", "本公司已有相同手机号码或邮箱的线索，如确为不同线索请勾选";
    unknown_campaign => "This campaign does not exist any more; choose another", "该活动已不存在，请重新选择";
    no_follower => "Choose who follows the leads up", "请选择跟进人";
    unknown_follower => "Choose an active person of your company", "请选择本公司的有效人员";
    follower_may_not => "No role of this person carries “Leads: follow”. Choose somebody else, or give her a role that does under Organisation", "该人员没有线索管理权限，请选择其他人员，或由管理员在“组织”中授权";
    follower_is_telesales => "This person is authorised for telesales only; leads are not dispatched to her", "该人员为授权电销人员，不可派发线索";
    follower_of_another_team => "You dispatch to the account managers who report to you, and to yourself", "您只能派发给向您汇报的客户经理或本人";
    no_lead => "Tick the leads first", "请先勾选线索";
    too_many => "Dispatch at most 100 leads at once", "每次最多派发100条线索";
    gone => "One of the leads is not there any more", "所选线索中有已不存在的线索";
    follows_already => "is followed by this person already", "已由该人员跟进";
    over => "This lead is over: it became a claim, or came to nothing", "该线索已结束（已报备或已标记无效）";
    changed => "This lead was changed in the meantime. Load the page again, and look once more", "该线索已被他人修改，请刷新页面后重试";
    about(name, what) => "{name}: {what}", "{name}：{what}";

    vendor_staff => "Leads belong to the partners; the vendor's staff bring them in under Operations, imports.", "线索属于伙伴，厂商人员请在“运营”的数据导入中导入。";
    channel_only => "Your company is a channel-only distributor: it recruits resellers and develops no customers of its own. The vendor's ecosystem manager can change that.", "贵公司为仅拓渠总经销商，不直接拓展客户。如需调整，请联系生态经理。";
    no_item(ask) => "None of your roles carries “Leads: follow”. Ask {ask} for it.", "您的角色没有“线索管理”权限，请联系{ask}。";
    not_a_dispatcher(ask) => "None of your roles carries “Leads: dispatch”. Ask {ask} for it.", "您的角色没有“线索派发”权限，请联系{ask}。";
    not_the_follower => "Only its follower, or your company's system administrator, does that with a lead.", "仅该线索的跟进人或系统管理员可操作。";
    not_your_teams => "You dispatch the leads of your own team, your own, and those that you entered and nobody follows.", "您只能派发本团队、本人以及您创建且未派发的线索。";
    your_administrator => "your system administrator", "系统管理员";
}

impl LeadText {
    /// What is wrong, and how to mend it.
    pub fn refusal(self, refusal: Refusal) -> String {
        let words = RefusalWords(self.locale());
        let fixed = match refusal {
            Refusal::TooLong(most) => return words.too_long(most),
            Refusal::Missing => words.enter(),
            Refusal::NotAChoice => words.not_a_choice(),
            Refusal::NotAMobile => words.not_a_mobile(),
            Refusal::NotAnEmail => words.not_an_email(),
            Refusal::NoContact => words.no_contact(),
            Refusal::KnownAlready => words.known_already(),
            Refusal::UnknownCampaign => words.unknown_campaign(),
            Refusal::NoFollower => words.no_follower(),
            Refusal::UnknownFollower => words.unknown_follower(),
            Refusal::FollowerMayNot => words.follower_may_not(),
            Refusal::FollowerIsTelesales => words.follower_is_telesales(),
            Refusal::FollowerOfAnotherTeam => words.follower_of_another_team(),
            Refusal::NoLead => words.no_lead(),
            Refusal::TooMany => words.too_many(),
            Refusal::Gone => words.gone(),
            Refusal::FollowsAlready => words.follows_already(),
            Refusal::Over => words.over(),
            Refusal::Changed => words.changed(),
        };
        fixed.to_owned()
    }

    /// The same at its input.
    pub fn problem(self, problem: &Problem<Refusal>) -> String {
        let words = RefusalWords(self.locale());
        let fixed = match (problem.kind, problem.field.as_str()) {
            (Refusal::Missing, "form[company_name]") => words.enter_company(),
            (Refusal::Missing, "form[industry]") => words.choose_industry(),
            (Refusal::Missing, "form[method]") => words.choose_method(),
            (Refusal::Missing, "form[content]") => words.enter_content(),
            (Refusal::Missing, "form[reason]") => words.enter_reason(),
            (refusal, _) => return self.refusal(refusal),
        };
        fixed.to_owned()
    }

    /// What is wrong with one lead of several; its name is masked.
    pub fn about(self, name: &str, refusal: Refusal) -> String {
        RefusalWords(self.locale()).about(name, self.refusal(refusal))
    }

    /// A supervisor dispatches the own team's.
    pub const fn not_your_teams(self) -> &'static str {
        RefusalWords(self.locale()).not_your_teams()
    }

    /// Which rule refuses the viewer, and whom to ask.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        let words = RefusalWords(self.locale());
        let ask = viewer.administrator.as_deref().unwrap_or(words.your_administrator());
        match denial {
            Denial::VendorStaff => words.vendor_staff().to_owned(),
            Denial::ChannelOnly => words.channel_only().to_owned(),
            Denial::NoItem(Permission::LeadsDispatch) | Denial::NotADispatcher => words.not_a_dispatcher(ask),
            Denial::NoItem(_) => words.no_item(ask),
            Denial::NotTheFollower => words.not_the_follower().to_owned(),
            Denial::MayNotClaim(denial) => ClaimText(self.locale()).denial(denial, viewer),
        }
    }
}
