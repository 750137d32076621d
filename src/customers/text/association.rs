//! Words of ending an association and switching its type; of tags and profiles.

use crate::auth::model::Viewer;
use crate::customers::model::{AssociationType, NO_REFERRAL_RIGHT, RequestDenial, RequestKind, RequestRefusal, RequestState, Trait};
use crate::customers::text::CustomerText;
use crate::lists::text::ListText;
use crate::messages;
use crate::values::date::format_stamp;

messages! {
    /// Words of associations.
    pub AssociationText:
    association => "Association", "关联关系";
    records => "Association records", "关联关系管理";
    records_lead => "What was asked about the end or the switch of associations, and what the customers decided.", "解除关联、切换关联类型的申请及客户的处理结果。";
    manage => "Disassociate or switch type", "解除关联/切换关联类型";
    disassociate => "Disassociate", "解除关联";
    switch_to(kind) => "Switch to {kind}", "切换为{kind}";
    check => "Account check", "账号检查";
    check_passed => "Nothing stands in the way.", "账号检查通过。";
    check_failed => "The request cannot be sent while this stands in the way:", "以下事项未处理完成前，无法发起申请：";
    check_again => "Check again", "重新检查";
    blocker => "What", "阻塞项";
    advice => "What to do", "处理建议";
    request => "Request", "申请";
    what => "What do you ask for?", "申请类型";
    note => "Message to the customer", "给客户的说明";
    hint_note => "Goes into the mail, up to 1,000 characters.", "将写入邮件，不超过1000个字符。";
    consequences => "What follows", "变更影响";
    consequence_end => "Once the customer agrees, the association ends: the account manager is no longer responsible, open opportunities can only be read, and any partner may claim the customer.", "客户同意后关联立即解除：客户经理不再负责该客户，在途商机仅可查看，任何伙伴均可报备该客户。";
    consequence_switch => "Once the customer agrees, the type changes at once; the account manager and the opportunities stay.", "客户同意后关联类型立即变更，客户经理和商机不变。";
    consequence_once(months) => "One request within {months} months, whatever becomes of it.", "{months}个月内只能发起一次申请，无论结果如何。";
    consequence_mail(days) => "The customer receives a mail with a link that works for {days} days. At consent the check runs again.", "客户将收到邮件，其中的链接{days}天内有效；客户同意时将再次检查账号。";
    understood => "I understand what follows", "我已知晓上述影响";
    send => "Send the request", "发送申请";
    pending_until(day) => "The customer has not decided yet. The link works until {day}.", "等待客户处理，链接有效期至 {day}。";
    withdraw => "Withdraw", "撤回";
    withdrawn => "The request is withdrawn.", "申请已撤回。";
    sent => "The request is sent. You are told once the customer has decided.", "申请已发送，客户处理后将通知您。";
    no_requests => "No requests yet", "暂无申请记录";
    no_requests_text => "Requests to disassociate or to switch the type appear here.", "解除关联或切换关联类型的申请将显示在此处。";
    kind => "Kind", "申请类型";
    state => "State", "状态";
    asked_by => "Asked by", "申请人";
    asked_at => "Asked on", "申请时间";
    closed_at => "Closed on", "完成时间";
    reason => "Reason", "原因";

    pending => "Waiting for the customer", "待客户处理";
    accepted => "Agreed", "客户已同意";
    refused => "Not agreed", "客户已拒绝";
    state_withdrawn => "Withdrawn", "已撤回";
    expired => "Expired", "已失效";
    failed => "Failed at the check", "账号检查未通过";

    pending_orders => "Orders that you are to pay", "有待您支付的订单";
    pending_orders_advice => "Have them paid or rejected first; ask the vendor.", "请联系厂商，先支付或驳回这些订单。";
    debt => "The customer is in debt", "客户欠费";
    debt_advice => "Ask the customer to settle its debt.", "请提醒客户结清欠款。";
    reserved_instances => "Unexpired reserved instances or support plans", "有未到期的预留实例或支持计划";
    reserved_instances_advice => "Wait until they expire, or have them unsubscribed.", "请等待到期或退订。";
    enterprise_master => "Enterprise master with members that account for themselves", "为企业主账号且有独立核算的成员账号";
    enterprise_master_advice => "The customer takes its members out of the enterprise first.", "请客户先解除与成员账号的关联。";
    frozen => "The account is frozen", "账号已冻结";
    frozen_advice => "Ask the vendor to unfreeze it first; only the vendor can.", "仅厂商可解冻，请先联系厂商解冻。";
    special_contract => "A special contract is in force", "有生效中的特殊合同";
    special_contract_advice => "Have the contract invalidated first; ask your ecosystem manager.", "请先联系生态经理作废合同。";
    pick_up_vouchers => "Unused pick-up vouchers", "有未使用的提货券";
    pick_up_vouchers_advice => "The customer uses them first, or waits until they expire.", "请客户先使用或等待到期。";
    credit_account => "The customer has a credit account", "客户有信用账户";
    credit_account_advice => "A credit account is not possible in resale; have it closed first.", "代售模式不支持信用账户，请先关闭。";

    vendor_staff => "Associations are changed by the partners themselves.", "关联关系由伙伴自行变更。";
    not_administrator(ask) => "Only the administrator ends an association or switches its type. Ask {ask}.", "仅系统管理员可解除关联或切换关联类型，请联系{ask}。";
    your_administrator => "your system administrator", "系统管理员";
    of_a_reseller => "This customer belongs to a reseller, which asks for itself.", "该客户属于云经销商，由云经销商自行操作。";
    not_your_customer => "Tags are kept by the customer's account manager and by the administrator.", "客户标签由客户经理或系统管理员维护。";
    not_a_choice => "Choose what you ask for", "请选择申请类型";
    not_understood => "Tick that you understand what follows", "请勾选“我已知晓上述影响”";
    too_long(most) => "Shorten it to {most} characters at most", "不能超过{most}个字符，请缩短";
    blocked => "The account check found something; see the list", "账号检查未通过，请查看列表";
    still_pending => "The customer has not decided on the last request; withdraw it or wait", "客户尚未处理上一次申请，请等待或撤回";
    too_soon(moment) => "There was a request already; the next one is possible from {moment} on", "已发起过申请，{moment} 后可再次发起";
    no_referral_right => "Your company does not hold the right of referral, so the type cannot be switched to it. Ask the vendor's ecosystem manager for the right.", "贵公司暂无顾问销售权限，不能切换为顾问销售，请联系厂商生态经理开通。";
    lacks_referral_right => "The partner no longer held the right of referral", "伙伴已无顾问销售权限";
    no_email => "The customer has no e-mail address on file, so nobody can be asked", "客户未登记邮箱，无法发送申请";
    changed_meanwhile => "Somebody changed this customer meanwhile; look at it and send again", "该客户已被他人变更，请核对后重新提交";
    too_many_tags(most) => "Keep at most {most} tags", "标签不能超过{most}个";
    tag_too_long(most) => "Keep each tag to {most} characters at most", "每个标签不能超过{most}个字符";

    tags => "Tags", "客户标签";
    hint_tags => "Separated by commas; up to 10 of 32 characters each. Your company sees them, the customer does not.", "以逗号分隔，最多10个，每个不超过32个字符。仅本公司可见。";
    from_link => "from the invitation link", "来自邀请链接";
    save_tags => "Save tags", "保存标签";
    tags_saved => "The tags are saved.", "标签保存成功。";
    no_tags => "No tags yet.", "暂无标签。";

    alerts => "Alerts", "客户预警";
    all_alerts => "All alerts", "全部预警";
    no_alerts => "No alerts.", "暂无预警。";
    waits => "To handle", "待处理";
    handled => "Handled", "已处理";

    profile => "Company profile", "企业百科";
    profile_of(day) => "Imported on {day}", "导入时间：{day}";
    cloud_wallet => "Cloud wallet", "上云钱包厚度";
    registered_capital => "Registered capital", "注册资本";
    national_industry => "National industry", "国标行业";
    vendor_industry => "Cloud industry", "云行业";
    website => "Website", "企业网址";
    founded_on => "Founded", "成立日期";
    employees => "Employees", "人员规模";
    cloud_activity => "Cloud activity", "上云活跃度";
    cloud_providers => "Providers", "服务商";
    structure => "Structure", "企业架构";
    funding => "Funding", "投融资";
    products => "Products", "产品";
    intellectual_property => "Intellectual property", "知识产权";

    consent_title => "Your association with a partner", "与伙伴的关联关系";
    consent_end(partner, customer) => "{partner} asks to end its association with {customer}.", "{partner} 申请解除与 {customer} 的关联。";
    consent_switch(partner, customer, kind) => "{partner} asks to switch its association with {customer} to {kind}.", "{partner} 申请将与 {customer} 的关联类型切换为{kind}。";
    consent_end_means => "If you accept, the partner no longer looks after you, and another partner may.", "同意后该伙伴将不再为您服务，其他伙伴可与您建立关联。";
    consent_referral_means => "Referral: you pay the cloud vendor yourself, and the partner advises you.", "顾问销售：您直接向云厂商付费，由伙伴提供顾问服务。";
    consent_resale_means => "Resale: the partner funds your account and invoices you.", "代售：由伙伴为您的账号拨款并向您开票。";
    consent_writes(partner) => "{partner} writes:", "{partner} 的说明：";
    not_closed => "Not yet", "未关闭";
    consent_until(moment) => "You can decide until {moment}. If you do nothing, nothing changes.", "请在 {moment} 前处理，逾期未处理则不作变更。";
    consent_read => "I have read what changes, and that it cannot be taken back", "我已阅读变更内容，并知悉变更不可撤销";
    consent_unread => "Tick that you have read what changes, or refuse", "同意前请先勾选已阅读；如不同意，请选择拒绝";
    consent_accept => "Accept", "同意";
    consent_refuse => "Refuse", "拒绝";
    consent_accepted => "You have agreed, and it is done.", "您已同意，变更已生效。";
    consent_refused => "You have refused. Nothing was changed.", "您已拒绝，未作任何变更。";
    consent_withdrawn => "The partner has withdrawn its request. Nothing was changed.", "伙伴已撤回申请，未作任何变更。";
    consent_expired => "This link has expired. Nothing was changed; ask the partner for another request.", "链接已失效，未作任何变更，如有需要请联系伙伴重新申请。";
    consent_failed => "You have agreed, but something stands in the way by now, so nothing was changed. The partner has been told what it is.", "您已同意，但账号检查未通过，未作任何变更，已将原因告知伙伴。";
    consent_ended => "This association has ended already. Nothing is left to decide.", "该关联已解除，无需处理。";
    consent_not_a_choice => "Choose to accept or to refuse", "请选择同意或拒绝";
}

impl AssociationText {
    /// What a request is about.
    pub fn kind_of(self, kind: RequestKind, target: Option<AssociationType>) -> String {
        match (kind, target) {
            (RequestKind::SwitchType, Some(target)) => self.switch_to(CustomerText(self.locale()).association_type(target)),
            _ => self.disassociate().to_owned(),
        }
    }

    /// What became of it.
    pub const fn state_of(self, state: RequestState) -> &'static str {
        match state {
            RequestState::Pending => self.pending(),
            RequestState::Accepted => self.accepted(),
            RequestState::Refused => self.refused(),
            RequestState::Withdrawn => self.state_withdrawn(),
            RequestState::Expired => self.expired(),
            RequestState::Failed => self.failed(),
        }
    }

    /// What stands in the way, and what to do about it; `None` for what never does.
    pub const fn blocker_of(self, of: Trait) -> Option<(&'static str, &'static str)> {
        Some(match of {
            Trait::PendingOrders => (self.pending_orders(), self.pending_orders_advice()),
            Trait::Debt => (self.debt(), self.debt_advice()),
            Trait::ReservedInstances => (self.reserved_instances(), self.reserved_instances_advice()),
            Trait::EnterpriseMaster => (self.enterprise_master(), self.enterprise_master_advice()),
            Trait::Frozen => (self.frozen(), self.frozen_advice()),
            Trait::SpecialContract => (self.special_contract(), self.special_contract_advice()),
            Trait::PickUpVouchers => (self.pick_up_vouchers(), self.pick_up_vouchers_advice()),
            Trait::CreditAccount => (self.credit_account(), self.credit_account_advice()),
            _ => return None,
        })
    }

    /// The stored reasons of a failed request, in words.
    pub fn reasons_of(self, stored: &str) -> String {
        let reasons: Vec<&str> = stored
            .split(',')
            .filter_map(|word| match word {
                NO_REFERRAL_RIGHT => Some(self.lacks_referral_right()),
                word => word.parse::<Trait>().ok().and_then(|blocker| self.blocker_of(blocker)).map(|(what, _)| what),
            })
            .collect();
        ListText(self.locale()).list(&reasons)
    }

    /// Which rule refuses the viewer, and whom to ask.
    pub fn denial(self, denial: RequestDenial, viewer: &Viewer) -> String {
        match denial {
            RequestDenial::VendorStaff => self.vendor_staff().to_owned(),
            RequestDenial::NotAdministrator => self.not_administrator(viewer.administrator.as_deref().unwrap_or(self.your_administrator())),
            RequestDenial::OfAReseller => self.of_a_reseller().to_owned(),
            RequestDenial::NotYourCustomer => self.not_your_customer().to_owned(),
        }
    }

    /// Why a request is not made, or tags are not kept.
    pub fn refusal(self, refusal: RequestRefusal) -> String {
        match refusal {
            RequestRefusal::NotAChoice => self.not_a_choice().to_owned(),
            RequestRefusal::NotUnderstood => self.not_understood().to_owned(),
            RequestRefusal::TooLong(most) => self.too_long(most),
            RequestRefusal::Blocked => self.blocked().to_owned(),
            RequestRefusal::Pending => self.still_pending().to_owned(),
            RequestRefusal::TooSoon(free) => self.too_soon(format_stamp(free, self.locale())),
            RequestRefusal::NoEmail => self.no_email().to_owned(),
            RequestRefusal::NoReferralRight => self.no_referral_right().to_owned(),
            RequestRefusal::TooManyTags(most) => self.too_many_tags(most),
            RequestRefusal::TagTooLong(most) => self.tag_too_long(most),
        }
    }
}
