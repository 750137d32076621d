//! Words of handing over.

use crate::handover::model::{FailReason, HandOverRecord, HandOverState, Records};
use crate::i18n::Locale;
use crate::organisation::model::Holdings;

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
    expansion_tasks => "Open sales expansion tasks", "未完成的销售拓展任务";
    expansion_records => "Records of those tasks", "相关任务明细";
    orders => "Orders of customers", "客户订单";
    order_lines => "Resources in orders", "订单资源";
    renewal_tasks => "Renewal tasks", "续订任务";
    team => "Account managers reporting", "下属客户经理";
    customers_follow => "The assignment of today ends and a new one begins; figures of the days before stay.", "当前分配自今日结束并开始新的分配，此前的数据归属不变。";
    claims_follow => "They stay valid as long as before.", "有效期不变。";
    leads_follow => "They keep their history; without a receiver, and with one who makes calls only, they return to the partner's list.", "保留跟进记录；无接收人或接收人为授权电销人员时退回伙伴线索列表。";
    opportunities_follow => "They keep stage and history, and always have an owner. Won and lost ones stay.", "阶段与记录不变，且须有所有者；已赢单或已输单的商机不移交。";
    invitations_follow => "The links that were sent go on working.", "已发送的链接继续有效。";
    links_follow => "Whoever joins through them is assigned to the receiver.", "此后通过链接加入的客户归接收人。";
    alerts_follow => "They follow their customers.", "随客户移交。";
    tasks_follow => "They follow their customers; without a receiver the administrator processes them.", "随客户移交；无接收人时由管理员处理。";
    orders_follow => "They follow their customers, with what was ordered before.", "随客户移交，包括以前的订单。";
    renewals_follow => "They follow their customers, those that are over as well; without a receiver the administrator processes them.", "随客户移交，包括已结束的任务；无接收人时由管理员处理。";
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
    to_hand_over => "Hand over and disable", "移交并停用";
    in_background => "Hand-over in the background", "后台移交";
    asked(name, at) => "Asked for by {name}, {at}", "{name}于{at}发起";
    waits(rows) => "Waits to begin: {rows} rows to move.", "等待开始，共{rows}条数据待移交。";
    runs(moved, rows, percent) => "Under way: {moved} of about {rows} rows, {percent}%. Everybody sees the state of before until all of it is moved.", "进行中：已处理{moved}条，共约{rows}条（{percent}%）。全部完成前，所有人看到的仍是移交前的状态。";
    is_done(moved) => "Done: {moved} rows moved.", "已完成，共移交{moved}条数据。";
    has_failed(reason) => "Failed, nothing was moved. {reason}", "移交失败，未移交任何数据。{reason}";
    failed_receiver_gone => "The receiver or the new supervisor is not available any more. Choose another one.", "接收人或新主管已不可用，请另选。";
    failed_not_allowed => "It is not allowed any more as things stand now. Look at the person and ask again.", "当前状态下已不允许该操作，请查看该人员后重新发起。";
    failed_broken => "The database failed several times. Ask again later.", "数据库多次出错，请稍后重新发起。";
    under_way => "A hand-over of this person is under way. Wait until it is over.", "该人员的移交正在进行，请等待完成。";
    until_then => "Until it is done, the person works on as before, and nothing else about the person can be changed.", "完成前该人员照常工作，且不能对其做其他更改。";
    look_again => "Look again", "刷新";
    started => "The hand-over runs in the background. This page says how far it has come.", "移交已转入后台进行，本页显示进度。";
    one_of_list(kind, count) => "{kind}: {count}", "{kind} {count}";
}

impl HandOverText {
    /// What records of a kind are called.
    pub fn kind_of(self, kind: Records) -> &'static str {
        match kind {
            Records::Customers => self.customers(),
            Records::Claims => self.claims(),
            Records::Leads => self.leads(),
            Records::Opportunities => self.opportunities(),
            Records::Invitations => self.invitations(),
            Records::Links => self.links(),
            Records::Alerts => self.alerts(),
            Records::ExpansionTasks => self.expansion_tasks(),
            Records::ExpansionRecords => self.expansion_records(),
            Records::Orders => self.orders(),
            Records::OrderLines => self.order_lines(),
            Records::RenewalTasks => self.renewal_tasks(),
        }
    }

    fn follows_of(self, kind: Records) -> &'static str {
        match kind {
            Records::Customers => self.customers_follow(),
            Records::Claims => self.claims_follow(),
            Records::Leads => self.leads_follow(),
            Records::Opportunities => self.opportunities_follow(),
            Records::Invitations => self.invitations_follow(),
            Records::Links => self.links_follow(),
            Records::Alerts => self.alerts_follow(),
            Records::ExpansionTasks | Records::ExpansionRecords => self.tasks_follow(),
            Records::Orders | Records::OrderLines => self.orders_follow(),
            Records::RenewalTasks => self.renewals_follow(),
        }
    }

    /// Kind, number and what follows, of what there is.
    pub fn lines(self, held: &Holdings) -> Vec<(&'static str, u64, &'static str)> {
        let line = |kind: &Records| (self.kind_of(*kind), held.counts.get(*kind), self.follows_of(*kind));
        Records::ALL.iter().map(line).filter(|(_, count, _)| *count > 0).collect()
    }

    /// How far a hand-over in the background has come, in a sentence.
    pub fn progress(self, record: &HandOverRecord) -> String {
        match record.state {
            HandOverState::Waiting => self.waits(record.expected),
            HandOverState::Running => self.runs(record.moved, record.expected, record.percent()),
            HandOverState::Done => self.is_done(record.moved),
            HandOverState::Failed => self.has_failed(match record.reason {
                Some(FailReason::ReceiverGone) => self.failed_receiver_gone(),
                Some(FailReason::NotAllowedNow) => self.failed_not_allowed(),
                Some(FailReason::Broken) | None => self.failed_broken(),
            }),
        }
    }

    /// All of it in one line.
    pub fn list(self, held: &Holdings) -> String {
        let parts: Vec<String> =
            self.lines(held).into_iter().map(|(kind, count, _)| self.one_of_list(kind.to_lowercase(), count)).collect();
        parts.join(match self.locale() {
            Locale::En => ", ",
            Locale::ZhCn => "、",
        })
    }
}
