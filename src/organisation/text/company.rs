//! Words of the company and of its new name.

use crate::organisation::model::RenameState;

crate::messages! {
    /// Words of the company and of its new name.
    pub CompanyText:
    answered_too_late(name) => "Your answer on {name} was not saved: the request is decided or withdrawn already.", "对“{name}”的处理未保存：该申请已处理或已撤回。";
    you_wrote(note) => "You had written: {note}", "您填写的答复：{note}";
    title => "Company", "公司信息";
    lead => "The legal company behind this partner, and whom to ask at the vendor.", "该伙伴所属的公司主体及厂商联系人。";
    facts => "Facts", "基本信息";
    company => "Company", "公司名称";
    partner => "Partner", "伙伴";
    manager => "Ecosystem manager", "生态经理";
    no_manager => "Not kept yet. The vendor's Operations know whom to ask.", "尚未登记，请咨询厂商运营人员。";
    rename => "Rename the company", "公司更名";
    rename_lead => "The ecosystem manager decides. With the answer all people of all partners of the company see the new name.", "由生态经理审核。通过后，该公司全部伙伴的人员都会看到新名称。";
    new_name => "New legal name", "新公司名称";
    reason => "Reason", "更名原因";
    reason_hint => "For example the registration notice. Up to 1,000 characters.", "例如变更登记情况，不超过 1000 个字符。";
    request => "Ask for the new name", "提交更名申请";
    requests => "Requests", "更名申请";
    no_requests => "No request yet.", "暂无更名申请。";
    from => "From", "原名称";
    to => "To", "新名称";
    state => "State", "状态";
    asked => "Asked", "申请时间";
    asked_by => "By", "申请人";
    note => "The vendor's answer", "厂商答复";
    pending => "Waits for the vendor", "待厂商审核";
    accepted => "Accepted", "已通过";
    refused => "Refused", "未通过";
    withdrawn => "Withdrawn", "已撤回";
    withdraw => "Withdraw", "撤回";
    withdraw_title => "Withdraw the request?", "撤回更名申请？";
    withdraw_text => "The company keeps its name. You can ask again.", "公司名称保持不变，之后可重新申请。";
    one_at_a_time => "A request waits for the vendor already. Withdraw it, or wait for the answer.", "已有一项更名申请待审核，请撤回或等待结果。";
    waits => "A request waits for the vendor. Another one can be made after the answer.", "更名申请正在审核，出结果后可再次申请。";
    done_requested => "The vendor has the request. You are told what comes of it.", "更名申请已提交，结果将通知您。";
    done_withdrawn => "The request is withdrawn.", "更名申请已撤回。";

    operations_title => "Renames", "公司更名";
    operations_lead => "Companies that ask for another legal name. Accepting renames the company for all its partners.", "申请变更名称的公司。通过后，该公司全部伙伴同步更名。";
    waiting => "To decide", "待审核";
    old_or_new => "Old or new name", "原名称或新名称";
    nothing_waits => "Nothing to decide", "暂无待审核申请";
    nothing_waits_text => "Requests of partners' administrators appear here.", "伙伴系统管理员提交的申请会显示在这里。";
    nothing_decided => "Nothing decided yet", "暂无已处理申请";
    nothing_decided_text => "Requests appear here once they are decided or withdrawn.", "申请审核或撤回后会显示在这里。";
    decided => "Decided and withdrawn", "已处理";
    decision_on(name) => "Decision on {name}", "审核：{name}";
    answer => "Note to the partner", "答复";
    answer_hint => "Needed to refuse. Up to 1,000 characters.", "不通过时必填，不超过 1000 个字符。";
    decide => "Decide", "审核";
    accept => "Accept and rename", "通过并更名";
    refuse => "Refuse", "不通过";
    name_taken => "Another company has this name: the request can only be refused", "已有公司使用该名称，只能不通过";
    done_accepted => "The company is renamed, and the partner's administrators are told.", "公司已更名，并已通知伙伴系统管理员。";
    done_refused => "The request is refused, and the partner's administrators are told.", "申请未通过，并已通知伙伴系统管理员。";
}

impl CompanyText {
    /// What became of a request.
    pub const fn rename_state(self, state: RenameState) -> &'static str {
        match state {
            RenameState::Pending => self.pending(),
            RenameState::Accepted => self.accepted(),
            RenameState::Refused => self.refused(),
            RenameState::Withdrawn => self.withdrawn(),
        }
    }
}
