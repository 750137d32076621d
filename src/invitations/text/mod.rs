//! Words of invitations. The Chinese ones are the manual's own terms.

mod choices;
mod joining;
mod mail_content;
mod reasons;
mod refusals;

pub use choices::ChoiceWords;
pub use joining::JoinText;
pub use mail_content::InvitationMailText;
pub use reasons::{AdviceWords, ClosedWords};
pub use refusals::RefusalWords;

use crate::i18n::Locale;
use crate::messages;

messages! {
    /// Words of invitations.
    pub InvitationText:
    // The three tabs.
    development => "Customer development", "客户拓展";
    online => "Online", "线上拓展";
    offline => "Offline", "线下拓展";
    history => "History", "拓展记录";

    // Inviting by mail.
    invite_title => "Invite by e-mail", "线上邀请";
    invite_lead(days) => "Each of these prospects gets a mail with a link of its own. The link works for {days} calendar days and for one association.", "系统将向所选客户发送邀请邮件，每封邮件含专属链接，有效期{days}天，仅可用于一次关联。";
    claimed => "The prospect is claimed. Now invite it.", "报备成功，请继续发送邀请。";
    chosen => "Chosen prospects", "已选客户";
    customer => "Customer name", "客户名称";
    account_name => "Account name", "客户账号名";
    mobile => "Mobile", "手机号码";
    email => "E-mail", "电子邮箱";
    account_manager => "Account manager", "客户经理";
    nobody => "Nobody yet", "未分配";
    can_be_invited => "Can be invited", "是否可邀请";
    yes_invitable => "Yes", "可邀请";
    sent_before(when) => "Invited {when}; that link stops working", "{when}已邀请，原链接将失效";
    nothing_chosen_title => "Nobody is chosen", "未选择客户";
    nothing_chosen => "Tick claimed prospects in the list of customer development, then invite them.", "请先在客户拓展列表中勾选已报备的客户，再点击邀请。";
    none_invitable => "None of the chosen prospects can be invited by e-mail. The table says why.", "所选客户均不可线上邀请，原因见列表。";
    to_claims => "To the claims", "返回客户拓展";
    association_type => "Association type", "关联类型";
    referral_note => "The customer pays the vendor; your company advises.", "客户直接向厂商付款，伙伴提供顾问服务。";
    resale_note => "Your company funds the customer's account and invoices it.", "伙伴为客户账户充值，并向客户开票。";
    language => "Language of the mail", "邮件语言";
    language_hint => "The customer's language.", "请选择客户使用的语言。";
    preview => "Preview of the mail", "预览邮件内容";
    preview_hint => "As the first of the chosen prospects will read it. The link in it is an example.", "以所选的第一个客户为例，邮件中的链接仅为示例。";
    preview_of(kind, language) => "{kind}, {language}", "{kind}，{language}";
    send_to(count) => "Send invitations: {count}", "发送邀请（{count}）";
    sent => "The invitations are on their way.", "邀请已发送。";
    resent => "The invitations are sent again; the earlier links no longer work.", "邀请已重新发送，原链接已失效。";
    withdrawn_done => "The invitation is withdrawn; its link no longer works.", "邀请已撤回，链接已失效。";

    // Offline.
    links_lead => "Links and QR codes for meetings, print and messengers. Whoever joins through one confirms an e-mail address first.", "用于会议、印刷品、即时通讯等场景。客户通过链接加入时，需先验证邮箱。";
    new_link => "New link", "生成邀请链接和二维码";
    link_kind => "Kind of link", "链接类型";
    general_note => "One for yourself; carries your account name as its tag. Never expires.", "每人一个，标签为您的账号名，长期有效。";
    custom_note => "With a tag of your own, to tell channels apart. Never expires.", "可自定义标签，用于区分渠道，长期有效。";
    campaign_note => "For a campaign of the vendor; works until its last day is over.", "用于厂商活动，活动结束后失效。";
    tag => "Tag", "自定义标签";
    tag_hint => "For custom links. Up to 64 characters; it appears on the customer.", "自定义邀请必填，不超过64个字符，将显示在客户信息中。";
    campaign => "Campaign", "活动";
    campaign_hint => "For campaign links.", "活动邀请必填。";
    campaign_until(name, day) => "{name}, until {day}", "{name}（至{day}）";
    no_campaigns => "No campaign runs at present.", "当前没有进行中的活动。";
    manager_hint => "Those who join are assigned to this account manager. Not for general links.", "通过链接加入的客户将分配给该客户经理，通用邀请链接除外。";
    manager_self => "Those who join are assigned to you.", "通过链接加入的客户将分配给您。";
    companys => "Nobody; assigned later", "暂不分配";
    make_link => "Make link and QR code", "生成";
    links => "Links", "邀请链接";
    copy => "Copy", "复制";
    copied => "Copied", "已复制";
    download => "Download QR code", "点击下载";
    qr_of(tag) => "QR code of the link {tag}", "链接{tag}的二维码";
    withdraw => "Withdraw", "撤回";
    withdraw_title(name) => "Withdraw {name}?", "撤回{name}？";
    withdraw_link_text => "The link and its QR code stop working at once, also where they are printed. Customers who joined through it stay.", "链接和二维码将立即失效，包括已印刷的。已加入的客户不受影响。";
    withdraw_mail_text => "The mailed link stops working at once. The customer is not told.", "邮件中的链接将立即失效，系统不会通知客户。";
    works => "Works", "有效";
    withdrawn => "Withdrawn", "已撤回";
    campaign_over => "Campaign over", "活动已结束";
    never_expires => "Never expires", "长期有效";
    works_until(day) => "Works until {day}", "有效期至{day}";
    joined_count(count) => "Joined: {count}", "已加入：{count}";
    made => "The link is made.", "链接已生成。";
    link_withdrawn => "The link is withdrawn.", "链接已撤回。";
    no_links_title => "No links yet", "暂无邀请链接";
    no_links => "Make the first one above. A supervisor's team has its own.", "请在上方生成邀请链接。";
    no_links_to_see => "The account managers who report to you have no links yet.", "向您汇报的客户经理暂无邀请链接。";

    // History.
    history_lead(count) => "{count} invitations.", "共{count}条邀请记录。";
    history_narrowed(count) => "{count} invitations match.", "符合条件的邀请记录{count}条。";
    whose_own => "Invitations for your own prospects.", "您本人客户的邀请记录。";
    whose_team => "Invitations of the account managers who report to you.", "向您汇报的客户经理的邀请记录。";
    whose_partner => "All invitations of your company.", "本公司的全部邀请记录。";
    kind => "How", "邀请方式";
    state => "State", "状态";
    created => "Invited", "邀请时间";
    choose_row(name) => "Choose {name}", "选择{name}";
    resend => "Resend", "重发邀请";
    resend_of(name) => "Resend the invitation of {name}", "重发{name}的邀请";
    resend_chosen => "Resend those ticked", "批量重发";
    late(reason, when) => "Tried again {when}: {reason}", "{when}再次尝试：{reason}";
    name_contains => "Customer or account name", "客户名称或账号名";
    mobile_contains => "Mobile", "手机号码";
    email_contains => "E-mail", "电子邮箱";
    tag_contains => "Tag", "标签";
    empty_title => "No invitations yet", "暂无邀请记录";
    empty => "Invite a claimed prospect by e-mail, or hand out an offline link.", "请邀请已报备的客户，或使用线下邀请链接。";
    show_column(column) => "Show {column}", "显示{column}";
    reveal_recorded => "Showing it is recorded.", "查看明文将被记录。";
}

impl InvitationText {
    /// What a type means for the partner who chooses it.
    pub const fn type_note(self, kind: crate::invitations::model::AssociationType) -> &'static str {
        match kind {
            crate::invitations::model::AssociationType::Referral => self.referral_note(),
            crate::invitations::model::AssociationType::Resale => self.resale_note(),
        }
    }

    /// A language as the sender reads it.
    pub const fn language_name(locale: Locale) -> &'static str {
        locale.own_name()
    }
}
