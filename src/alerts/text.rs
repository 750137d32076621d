//! Words of alerts.

use super::model::{AlertResult, AlertState, Category, Denial, Refusal};
use crate::auth::model::Viewer;
use crate::messages;

messages! {
    /// Words of alerts.
    pub AlertText:
    alerts => "Customer alerts", "客户预警";
    alert => "Alert", "预警";
    lead_mine => "Alerts that wait for you. You alone can handle them.", "由您负责处理的预警，仅您本人可处理。";
    lead_own => "The alerts of your own customers.", "您名下客户的预警。";
    lead_partner => "All alerts of your company. Each is handled by the customer's account manager; without one, by your primary administrator.", "本公司的全部预警，由客户经理处理；未分配客户经理的由主账号管理员处理。";
    lead_resellers => "Alerts of your resellers' customers, to be read only.", "云经销商客户的预警，仅可查看。";
    view_mine => "To handle", "处理预警";
    view_all => "All alerts", "查看预警";
    view_resellers => "Resellers' customers", "云经销商的客户";
    scenario => "Scenario", "场景名称";
    category => "Category", "预警类别";
    title => "Title", "标题";
    customer => "Customer", "客户名称/账号名";
    sent_at => "Sent", "发送时间";
    state => "State", "状态";
    responsible => "Responsible", "处理人";
    details => "Details", "详情";
    handle => "Handle", "处理";
    handle_one(title) => "Handle “{title}”", "处理“{title}”";
    handling => "Handling", "处理信息";
    result_churn => "Has the customer left?", "客户是否已流失？";
    note => "Note", "处理说明";
    hint_note_churn => "What you found and what was done, up to 1,000 characters.", "请说明了解到的情况和采取的措施，不超过1000个字符。";
    hint_note_resource => "What was done about the resource, up to 1,000 characters.", "请说明对资源采取的措施，不超过1000个字符。";
    handled_by(who, when) => "{who}, {when}", "{who}，{when}";
    done => "The alert is handled.", "预警处理成功。";
    no_detail => "Nothing more is said.", "暂无更多说明。";
    not_handled_yet => "Not handled yet.", "尚未处理。";
    nobody => "Nobody", "无";
    name_contains => "Customer or account manager", "客户名称或客户经理";
    number_is => "Customer ID (whole)", "客户ID（完整）";
    empty_mine => "Nothing waits for you", "暂无待您处理的预警";
    empty_mine_text => "Alerts of your customers appear here; they are brought up to date daily.", "您名下客户的预警将显示在此处，每日更新。";
    empty_all => "No alerts", "暂无预警";
    empty_all_text => "Alerts come in daily with the vendor's data.", "预警随厂商数据每日更新。";
    customer_of(partner) => "Customer of {partner}", "{partner}的客户";

    churn => "Churn", "流失预警";
    resource => "Resource", "资源预警";
    pending => "To handle", "待处理";
    handled => "Handled", "已处理";
    lost => "Lost", "已流失";
    not_lost => "Not lost", "未流失";
    done_result => "Done", "已处理";

    vendor_staff => "Alerts belong to the partners; the vendor's staff bring them in under Operations.", "预警属于伙伴，厂商人员请在“运营”中导入。";
    no_item(ask) => "None of your roles carries “Alerts: view” or “Customers: view”. Ask {ask} for it.", "您的角色没有“客户预警：查看”或“客户管理：查看”权限，请联系{ask}。";
    your_administrator => "your system administrator", "系统管理员";
    not_responsible(who) => "This alert is {who}'s to handle: the customer's account manager, or the primary administrator where there is none.", "此预警由{who}处理：有客户经理的由客户经理处理，否则由主账号管理员处理。";
    somebody_else => "somebody else", "他人";
    ended => "The customer is not associated with your company any more.", "该客户与贵公司的关联已解除。";
    handled_already => "This alert is handled already.", "该预警已处理。";
    changed_meanwhile => "Somebody handled this alert meanwhile.", "该预警已被处理。";

    no_result => "Choose whether the customer has left", "请选择客户是否已流失";
    not_a_choice => "Choose a result from the list", "请从列表中选择处理结果";
    no_note => "Write what was done", "请填写处理说明";
    too_long(most) => "Shorten the note to {most} characters at most", "处理说明不能超过{most}个字符，请缩短";
}

impl AlertText {
    /// 预警类别.
    pub const fn category_of(self, category: Category) -> &'static str {
        match category {
            Category::Churn => self.churn(),
            Category::Resource => self.resource(),
        }
    }

    /// 状态.
    pub const fn state_of(self, state: AlertState) -> &'static str {
        match state {
            AlertState::Pending => self.pending(),
            AlertState::Handled => self.handled(),
        }
    }

    /// What came of it.
    pub const fn result_of(self, result: AlertResult) -> &'static str {
        match result {
            AlertResult::Lost => self.lost(),
            AlertResult::NotLost => self.not_lost(),
            AlertResult::Done => self.done_result(),
        }
    }

    /// Which rule refuses the viewer, and whom to ask.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        match denial {
            Denial::VendorStaff => self.vendor_staff().to_owned(),
            Denial::NoItem(_) => self.no_item(viewer.administrator.as_deref().unwrap_or(self.your_administrator())),
            Denial::NotResponsible => self.not_responsible(self.somebody_else()),
            Denial::Ended => self.ended().to_owned(),
            Denial::Handled => self.handled_already().to_owned(),
        }
    }

    /// What is wrong with a field.
    pub fn refusal(self, refusal: Refusal) -> String {
        match refusal {
            Refusal::NoResult => self.no_result().to_owned(),
            Refusal::NotAChoice => self.not_a_choice().to_owned(),
            Refusal::NoNote => self.no_note().to_owned(),
            Refusal::TooLong(most) => self.too_long(most),
        }
    }
}
