//! Words of leads. The Chinese ones are the manual's own terms.

mod refusals;

pub use refusals::RefusalWords;

use crate::customers::model::MaskedColumn;
use crate::i18n::Locale;
use crate::leads::model::{LeadState, Method};
use crate::messages;
use crate::organisation::model::Reach;

messages! {
    /// Words of leads.
    pub LeadText:
    leads => "Leads", "线索管理";
    lead => "Lead", "线索详情";
    all => "Dispatch", "线索派发";
    mine => "My leads", "我的线索";

    company => "Company", "公司名称";
    contact => "Contact", "客户名称";
    mobile => "Mobile", "手机号码";
    email => "E-mail", "电子邮箱";
    industry => "Industry", "客户行业";
    campaign => "Campaign", "活动名称";
    no_campaign => "None", "无";
    note => "What is known", "线索描述";
    follower => "Follower", "跟进人";
    nobody => "Nobody yet", "暂无";
    state => "State", "状态";
    updated => "Last update", "最近更新";
    created => "Entered", "创建时间";
    not_said => "Not said", "未填写";

    state_new => "To be dispatched", "待派发";
    state_dispatched => "Dispatched", "已派发";
    state_following => "Being followed up", "跟进中";
    state_converted => "Claimed", "已报备";
    state_invalid => "Came to nothing", "无效";
    method_call => "Call", "电话";
    method_mail => "E-mail", "邮件";
    method_visit => "Visit", "拜访";
    method_message => "Message", "短信/即时消息";
    method_other => "Other", "其他";

    lead_all(count) => "Leads of your company that you may dispatch: {count}.", "本公司可派发的线索：{count} 条。";
    lead_team(count) => "Leads of your team, and your own: {count}.", "团队及本人的线索：{count} 条。";
    lead_mine(count) => "Leads that you follow or entered: {count}.", "您跟进或创建的线索：{count} 条。";
    why_own => "You see leads that were dispatched to you and those that you entered. A lead that was claimed leaves the list; the filter shows it again.", "您可查看派发给您以及您创建的线索。已报备的线索不再显示在列表中，可通过状态筛选查看。";
    why_team => "You see the leads of the account managers who report to you, your own, and those that you entered. A lead that was claimed leaves the list; the filter shows it again.", "您可查看向您汇报的客户经理的线索、本人的线索以及您创建的线索。已报备的线索不再显示在列表中，可通过状态筛选查看。";
    why_partner => "You see all leads of your company, as its system administrator or by a role that carries “Leads: dispatch”. A lead that was claimed leaves the list; the filter shows it again.", "您是系统管理员或拥有“线索派发”权限，可查看本公司全部线索。已报备的线索不再显示在列表中，可通过状态筛选查看。";
    programme => "Your company is in marketing programme 2.0: mobile numbers and e-mail addresses of leads stay masked. A claim takes them from the lead.", "贵公司已加入营销计划2.0，线索的手机号码和邮箱始终匿名，报备时自动带入。";

    all_people => "All people", "全部人员";
    all_campaigns => "All campaigns", "全部活动";
    states_hint => "None ticked: those that are open.", "不勾选时显示未结束的线索。";

    select_one(name) => "Select the lead {name}", "选择线索 {name}";
    dispatch_many => "Dispatch", "批量派发";
    dispatch_one(name) => "Dispatch {name}", "派发 {name}";
    dispatch => "Dispatch", "派发";
    claim => "Claim", "报备";
    claim_one(name) => "Claim {name}", "报备 {name}";

    to_dispatch => "To be dispatched", "待派发";
    to_follow => "Dispatched, nothing written yet", "已派发未跟进";
    followed => "Being followed up", "跟进中";

    empty_title => "No leads", "暂无线索";
    empty_text => "Leads that are dispatched to you appear here. You can also enter one yourself.", "派发给您的线索将显示在此处，您也可以新建线索。";
    none_open => "No open leads", "暂无未结束的线索";
    none_open_text => "Those that became a claim or came to nothing stand under their state: “More conditions”.", "已转为报备或无效的线索，可在“更多条件”中按状态查看。";
    empty_all => "Leads come in from the vendor's campaigns, and by hand.", "线索来自厂商活动导入，也可手工新建。";

    new_lead => "New lead", "新建线索";
    new_lead_text => "A company that may become a customer. Nobody is kept from claiming it until somebody claims it.", "可能成为客户的公司。线索不具有报备的保护作用。";
    contact_hint => "The person you talk to.", "对接人姓名。";
    reach_hint => "A mobile number or an e-mail address, or both.", "手机号码与邮箱至少填写一项。";
    note_hint => "Where it comes from, what it needs. Up to 1,000 characters.", "线索来源、需求等，不超过1000个字符。";
    follower_hint => "Who follows it up. Nobody: it waits to be dispatched.", "选择跟进人，不选则待派发。";
    choose => "Choose", "请选择";
    acknowledge => "It is another one: enter it nevertheless", "确认为不同线索，继续新建";
    save => "Save", "保存";
    enter => "Enter the lead", "提交";
    keep_hint(value) => "Now {value}. Leave it empty to keep that.", "当前为 {value}，留空则不修改。";
    keep_nothing => "Nothing yet.", "暂未填写。";
    revise => "Revise", "修改线索";

    facts => "Company", "线索信息";
    entered_by => "Entered by", "创建人";
    imported => "Import", "导入";
    dispatched_by => "Dispatched", "派发";
    follow_ups => "What came of it", "跟进记录";
    no_follow_ups => "Nobody has written anything yet.", "暂无跟进记录。";
    add_follow_up => "Write what came of it", "新增跟进";
    method => "How", "跟进方式";
    content => "What was said", "跟进内容";
    content_hint => "Up to 1,000 characters.", "不超过1000个字符。";
    add => "Add", "提交";
    close => "Came to nothing", "标记无效";
    close_title => "Close this lead?", "确认将该线索标记为无效？";
    close_text => "It leaves the list. It can be opened again.", "标记后不再显示在列表中，可重新打开。";
    reason => "Why", "无效原因";
    reason_hint => "Up to 256 characters.", "不超过256个字符。";
    reopen => "Open it again", "重新打开";
    was_closed(reason) => "It came to nothing: {reason}", "已标记无效：{reason}";
    became_claim => "It became a claim.", "已报备为客户。";
    open_claim => "Open the claim", "查看报备";
    not_yours(name) => "{name} follows it up; you read it.", "该线索由 {name} 跟进，您仅可查看。";
    waits_for_dispatch => "Nobody follows it yet: dispatch it first.", "该线索尚未派发，请先派发。";

    dispatch_title => "Dispatch leads", "派发线索";
    dispatch_lead => "All of these go to one follower, who is told at once. What was written stays with the lead.", "以下线索将派发给同一跟进人并立即通知，跟进记录保留。";
    chosen => "Chosen leads", "已选线索";
    nobody_can => "Nobody of your company can follow these leads. A role carries the right “Leads: follow”.", "暂无可跟进线索的人员，请为人员配置“线索管理”权限。";
    none_left => "None of these leads is open any more.", "所选线索均已结束。";
    cancel => "Cancel", "取消";

    claim_title => "Claim from a lead", "线索报备";
    claim_lead => "What the lead says is taken over where you type nothing; it stays masked. Then the lead leaves the list.", "未填写的信息自动取自线索并保持匿名；报备成功后该线索移出列表。";
    of_the_lead(value) => "On the lead: {value}. Leave it empty to take that.", "线索中为 {value}，留空则自动带入。";

    lost_update => "Somebody saved this lead while you were editing. Compare, then save again to keep your values.", "在您编辑期间，他人已保存了该线索。请核对后再次保存以保留您的内容。";

    done_entered => "The lead is entered.", "线索已创建。";
    done_revised => "The changes are saved.", "修改已保存。";
    done_dispatched => "Dispatched. The follower was told.", "线索派发成功，已通知跟进人。";
    done_dispatched_many(count) => "{count} leads dispatched. The follower was told.", "线索派发成功（{count} 条），已通知跟进人。";
    done_followed_up => "Written down.", "跟进记录已保存。";
    done_closed => "The lead is closed.", "线索已标记为无效。";
    done_reopened => "The lead is open again.", "线索已重新打开。";

    show_column(column) => "Show {column} in clear", "显示{column}";
    reveal_recorded => "Each look is recorded", "每次查看均会记录";
}

impl LeadText {
    /// 状态.
    pub const fn state_of(self, state: LeadState) -> &'static str {
        match state {
            LeadState::New => self.state_new(),
            LeadState::Dispatched => self.state_dispatched(),
            LeadState::Following => self.state_following(),
            LeadState::Converted => self.state_converted(),
            LeadState::Invalid => self.state_invalid(),
        }
    }

    /// 跟进方式.
    pub const fn method_of(self, method: Method) -> &'static str {
        match method {
            Method::Call => self.method_call(),
            Method::Mail => self.method_mail(),
            Method::Visit => self.method_visit(),
            Method::Message => self.method_message(),
            Method::Other => self.method_other(),
        }
    }

    /// A masked column, as leads name it.
    pub const fn column(self, column: MaskedColumn) -> &'static str {
        match column {
            MaskedColumn::Name | MaskedColumn::AccountName => self.company(),
            MaskedColumn::Contact => self.contact(),
            MaskedColumn::Mobile => self.mobile(),
            MaskedColumn::Email => self.email(),
        }
    }

    /// Whose rows these are, in one sentence.
    pub fn sentence(self, is_mine: bool, reach: Reach, count: &str) -> String {
        match (is_mine, reach) {
            (true, _) | (_, Reach::Own) => self.lead_mine(count),
            (false, Reach::Team) => self.lead_team(count),
            (false, _) => self.lead_all(count),
        }
    }

    /// Why these.
    pub const fn why(self, reach: Reach) -> &'static str {
        match reach {
            Reach::Own => self.why_own(),
            Reach::Team => self.why_team(),
            Reach::Partner | Reach::PartnerAndResellers => self.why_partner(),
        }
    }

    /// Several leads were dispatched.
    pub fn dispatched(self, count: i64) -> String {
        match (self.locale(), count) {
            (Locale::En, ..=1) => self.done_dispatched().to_owned(),
            _ => self.done_dispatched_many(count),
        }
    }
}
