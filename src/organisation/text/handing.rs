//! Words of handing over.

use crate::i18n::Locale;
use crate::organisation::model::Held;

crate::messages! {
    /// Words of handing over what a person is responsible for.
    pub HandOverText:
    title(name) => "Hand over and disable {name}", "移交并停用{name}";
    hand_over => "Hand over", "移交";
    lead(name) => "{name} is responsible for what stands here. It goes to somebody else before the person is disabled; both are told.", "{name}目前负责以下内容，停用前须移交，并通知相关人员。";
    responsible => "Responsible for", "负责内容";
    nothing => "Responsible for nothing. Disabling moves no record.", "未负责任何内容，停用不涉及移交。";
    kind => "Kind", "类别";
    count => "Number", "数量";
    follows => "What follows", "后续处理";
    customers => "Customers", "客户";
    claims => "Open claims", "有效报备";
    leads => "Leads under way", "跟进中的线索";
    opportunities => "Open opportunities", "进行中的商机";
    invitations => "Sent invitations", "待接受的邀请";
    links => "Offline links", "线下拓展链接";
    alerts => "Alerts to handle", "待处理预警";
    team => "Account managers reporting", "下属客户经理";
    customers_follow => "The assignment of today ends and a new one begins; figures of the days before stay.", "当前分配自今日结束并开始新的分配，此前的数据归属不变。";
    claims_follow => "They stay valid as long as before.", "有效期不变。";
    leads_follow => "They keep their history; without a receiver, and with one who makes calls only, they return to the partner's list.", "保留跟进记录；无接收人或接收人为授权电销人员时退回伙伴线索列表。";
    opportunities_follow => "They keep stage and history, and always have an owner. Won and lost ones stay.", "阶段与记录不变，且须有所有者；已赢单或已输单的商机不移交。";
    invitations_follow => "The links that were sent go on working.", "已发送的链接继续有效。";
    links_follow => "Whoever joins through them is assigned to the receiver.", "此后通过链接加入的客户归接收人。";
    alerts_follow => "They follow their customers.", "随客户移交。";
    receiver => "Who receives it", "接收人";
    receiver_hint => "An account manager of the partner: receives everything that is listed.", "本伙伴的客户经理，接收所列全部内容。";
    receiver_if_taken => "Only needed when the account manager role is taken: who receives customers, claims, leads, opportunities, invitations and links.", "仅在取消客户经理角色时填写：接收客户、报备、线索、商机、邀请和链接的人员。";
    choose_receiver => "Choose an account manager", "请选择客户经理";
    to_the_partner => "Nobody: leave it to the partner", "无人接收：归伙伴所有";
    to_the_partner_refused => "Open opportunities need an owner, so that they cannot be left to the partner.", "进行中的商机须有所有者，不能归伙伴所有。";
    no_receivers => "There is no other active account manager. Create one, or give somebody the role, first.", "没有其他在用的客户经理，请先创建或分配该角色。";
    new_supervisor => "Their supervisor from today on", "今日起的主管";
    new_supervisor_hint => "They report to the chosen one together with everything that they own.", "其名下全部内容一并归属所选主管。";
    new_supervisor_if_taken(names) => "Only needed when the supervisor role is taken. Without a supervisor would be: {names}.", "仅在取消客户经理主管角色时填写。以下人员将没有主管：{names}。";
    choose_supervisor => "Choose a supervisor", "请选择主管";
    without_supervisor => "Nobody: leave them without a supervisor", "无：不设主管";
    confirm => "Hand over and disable", "移交并停用";
    disable_means => "The sessions end at once, and signing in is refused. The person can be enabled again; what was handed over stays where it is.", "该人员的会话立即结束且无法登录。之后可重新启用，但已移交的内容不会恢复。";
    needs_a_receiver(list) => "This person is responsible for {list}. Choose who receives it", "该人员负责{list}，请选择接收人";
    first(name) => "{name} is responsible for something: hand it over first.", "{name}仍负责部分内容，请先移交。";
    to_hand_over => "Hand over and disable", "移交并停用";
    one_of_list(kind, count) => "{kind}: {count}", "{kind} {count}";
}

impl HandOverText {
    /// Kind, number and what follows, of what there is.
    pub fn lines(self, held: &Held) -> Vec<(&'static str, i64, &'static str)> {
        let all = [
            (self.customers(), held.customers, self.customers_follow()),
            (self.claims(), held.claims, self.claims_follow()),
            (self.leads(), held.leads, self.leads_follow()),
            (self.opportunities(), held.opportunities, self.opportunities_follow()),
            (self.invitations(), held.invitations, self.invitations_follow()),
            (self.links(), held.links, self.links_follow()),
            (self.alerts(), held.alerts, self.alerts_follow()),
        ];
        all.into_iter().filter(|(_, count, _)| *count > 0).collect()
    }

    /// All of it in one line.
    pub fn list(self, held: &Held) -> String {
        let parts: Vec<String> =
            self.lines(held).into_iter().map(|(kind, count, _)| self.one_of_list(kind.to_lowercase(), count)).collect();
        parts.join(match self.locale() {
            Locale::En => ", ",
            Locale::ZhCn => "、",
        })
    }
}
