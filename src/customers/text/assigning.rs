//! Words of assignment.

use crate::auth::model::Viewer;
use crate::customers::model::{AssignDenial, AssignRefusal};
use crate::i18n::Locale;
use crate::messages;

messages! {
    /// Words of assignment.
    pub AssignText:
    assignments => "Assignment", "客户分配";
    assignments_lead => "Who answers for how many customers. Open a list to assign customers or to take them back.", "各客户经理名下的客户数量。打开客户列表可分配或收回客户。";
    assign_title => "Assign customers", "分配客户经理";
    assign => "Assign", "分配客户经理";
    assign_or_take_back => "Assign or take back", "分配或收回";
    change => "Change account manager", "更换客户经理";
    take_back => "Take back", "收回客户";
    choose_customers => "Choose customers on the list first", "请先在列表中选择客户";
    choose_customers_text => "Tick up to 100 customers on the list, then press “Assign or take back”.", "在客户列表中勾选客户（一次最多100个），再点击“分配或收回”。";
    to_list => "To the customers", "前往客户管理";
    tick(number) => "Choose {number}", "选择 {number}";
    chosen => "Chosen customers", "已选客户";
    receiver => "Account manager", "客户经理";
    receiver_hint => "Active account managers whom you may assign to.", "可分配的有效客户经理。";
    choose_receiver => "Choose an account manager", "请选择客户经理";
    with_count(name, count) => "{name} ({count})", "{name}（{count} 个客户）";
    opportunities_too => "Their open opportunities too", "同时移交在途商机";
    opportunities_hint => "Otherwise opportunities stay with their owner, who keeps seeing them with the customer masked and not linked.", "不勾选时商机仍归原客户经理，其可继续查看，但客户信息脱敏且不可跳转。";
    what_follows => "What follows, and what stays", "变更影响";
    follows => "The customer and its open alerts follow at once: from now on the new account manager sees and handles them.", "客户及其待处理预警立即随之变更，由新客户经理查看和处理。";
    stays => "Handled alerts, and opportunities unless you tick the box, stay with those who have them.", "已处理预警不变；未勾选时商机归属不变。";
    figures => "Consumption, performance and incentives of today still count for the previous account manager; for the new one they count from tomorrow.", "当日及之前的消费、业绩和激励仍归原客户经理，自次日起计入新客户经理。";
    recorded => "The change is recorded with its day, and both account managers are told.", "变更将按日期留存记录，并通知双方客户经理。";
    take_back_text => "The customers are without an account manager until somebody is assigned; your administrator answers for their alerts.", "收回后客户暂无客户经理，重新分配前由系统管理员处理其预警。";
    take_back_team => "They then leave your team: only the administrator, or who has the item “Customers: assign”, can assign them again.", "收回后客户将不在您的团队内，仅系统管理员或具备“客户分配”权限的人员可重新分配。";
    some_gone(count) => "Some of the chosen customers are not there, or not yours to see any more: {count}", "部分所选客户不存在或您已无权查看：{count} 个";
    nobody => "No account manager", "未分配";
    customers => "Customers", "客户数";
    alerts => "Alerts to handle", "待处理预警";
    supervisor => "Supervisor", "客户经理主管";
    assign_to(name) => "Assign customers to {name}", "为{name}分配客户";
    give => "Assign customers", "分配客户";
    no_account_managers => "No account managers", "暂无客户经理";
    no_account_managers_text => "Account managers appear here once somebody has that role and, for a supervisor, reports to you.", "具有客户经理角色（主管则为向您汇报）的人员将显示在此处。";
    receives(name) => "{name} receives the customers that you tick now.", "请勾选要分配给{name}的客户。";
    done_assigned => "Assigned. Figures count for the new account manager from tomorrow.", "客户分配成功，相关数据自次日起计入新客户经理。";
    done_taken_back => "Taken back. There is no account manager until somebody is assigned.", "客户收回成功，重新分配前暂无客户经理。";
    history => "Account managers", "历史客户经理";
    from => "From", "开始日期";
    until => "Until", "结束日期";
    by => "Assigned by", "分配人";
    until_today => "today", "至今";
    never => "Nobody was responsible yet.", "暂无客户经理记录。";

    vendor_staff => "Customers are assigned by the partners themselves.", "客户由伙伴自行分配。";
    not_yours(ask) => "Customers are assigned by your administrator, by supervisors within their teams, and by whoever has the item “Customers: assign”. Ask {ask}.", "客户由系统管理员、客户经理主管（本团队内）或具备“客户分配”权限的人员分配，请联系{ask}。";
    your_administrator => "your system administrator", "系统管理员";
    nobody_chosen => "Choose at least one customer", "请至少选择一个客户";
    too_many => "Choose at most 100 customers at once", "一次最多选择100个客户";
    gone => "A customer is not there, or not yours to see any more; begin again from the list", "客户不存在或您已无权查看，请从列表重新选择";
    of_a_reseller => "belongs to a reseller, which assigns its customers itself", "属于云经销商，由其自行分配";
    of_another_team => "is not with your team; ask your administrator", "不在您的团队内，请联系系统管理员";
    changed_meanwhile => "was changed by somebody meanwhile; look at it and send again", "已被他人变更，请核对后重新提交";
    leave_out => "Leave out", "移出";
    leave_out_this(number) => "Leave out {number}", "移出 {number}";
    hers_already => "is with this account manager already; leave it out", "已归该客户经理，请移出";
    nobodys_already => "has no account manager: there is nothing to take back", "暂无客户经理，无需收回";
    no_receiver => "Choose the account manager who receives the customers", "请选择接收客户的客户经理";
    not_an_account_manager => "Choose an active account manager of your company from the list", "请从列表中选择本公司的有效客户经理";
    receiver_of_another_team => "Choose an account manager who reports to you", "请选择向您汇报的客户经理";
}

impl AssignText {
    /// What is wrong; about one customer the sentence begins with its number.
    pub fn refusal(self, refusal: AssignRefusal) -> &'static str {
        match refusal {
            AssignRefusal::Nobody => self.nobody_chosen(),
            AssignRefusal::TooMany => self.too_many(),
            AssignRefusal::Gone => self.gone(),
            AssignRefusal::OfAReseller => self.of_a_reseller(),
            AssignRefusal::OfAnotherTeam => self.of_another_team(),
            AssignRefusal::ChangedMeanwhile => self.changed_meanwhile(),
            AssignRefusal::HersAlready => self.hers_already(),
            AssignRefusal::NobodysAlready => self.nobodys_already(),
            AssignRefusal::NoReceiver => self.no_receiver(),
            AssignRefusal::NotAnAccountManager => self.not_an_account_manager(),
            AssignRefusal::ReceiverOfAnotherTeam => self.receiver_of_another_team(),
        }
    }

    /// The same about one customer.
    pub fn about(self, number: &str, refusal: AssignRefusal) -> String {
        match self.locale() {
            Locale::En => format!("{number} {}", self.refusal(refusal)),
            Locale::ZhCn => format!("{number}{}", self.refusal(refusal)),
        }
    }

    /// Which rule keeps the viewer from assigning, and whom to ask.
    pub fn denial(self, denial: AssignDenial, viewer: &Viewer) -> String {
        match denial {
            AssignDenial::VendorStaff => self.vendor_staff().to_owned(),
            AssignDenial::NotYours => self.not_yours(viewer.administrator.as_deref().unwrap_or(self.your_administrator())),
        }
    }
}
