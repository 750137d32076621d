//! Words of contracts.

use super::model::{AgreementState, Denial, NewAgreement, Obstacle, Refusal};
use crate::auth::model::Viewer;
use crate::messages;
use crate::organisation::model::RealNameState;
use crate::values::date::format_date;
use crate::values::money::{AmountProblem, format_cny};

messages! {
    /// Words of contracts.
    pub ContractText:
    online => "Online contracts", "线上合同";
    offline => "Paper contracts", "线下合同";
    agreement => "Payment agreement", "付款协议";
    request => "Request a payment agreement", "申请付款协议";
    ask => "Request", "合同申请";
    lead_many(count) => "Payment agreements of your company: {count}.", "贵公司共有{count}份付款协议。";
    lead_one => "One payment agreement of your company.", "贵公司共有1份付款协议。";
    lead_paper_many(count) => "Contracts that were signed on paper: {count}.", "共有{count}份线下签署的合同。";
    lead_paper_one => "One contract that was signed on paper.", "共有1份线下签署的合同。";
    rule => "An agreement needs no approval: it can be downloaded as soon as it is requested. A void one stays in the list.", "付款协议无需审批，申请后即可下载；已作废的协议仍保留在列表中。";
    rule_paper => "The vendor records them. Whatever is missing, ask your ecosystem manager.", "由厂商登记；如有缺失，请联系生态经理。";
    nothing_title => "No payment agreement yet", "暂无付款协议";
    nothing_text => "Request one when you need it for reimbursement or your files.", "报销或存档需要时，可在此申请。";
    nothing_paper_title => "No paper contract is recorded", "暂无线下合同";
    nothing_paper_text => "Contracts that you signed on paper appear here once the vendor has recorded them.", "线下签署的合同由厂商登记后在此显示。";
    code => "Contract code", "合同编码";
    amount => "Promised amount", "承诺付款金额";
    promised_on => "Promised payment date", "承诺付款时间";
    promised_hint(first, last) => "From {first} to {last}.", "可选范围：{first}至{last}。";
    party_a => "Party A (partner)", "甲方（伙伴）";
    party_b => "Party B (contracting entity)", "乙方（签约主体）";
    bank => "Bank", "开户银行";
    account => "Bank account", "银行账号";
    tax_number => "Taxpayer number", "纳税人识别号";
    remark => "Remark", "备注";
    remark_hint => "Stands in the document, up to 256 characters.", "将写入协议，不超过256个字符。";
    language => "Language of the document", "协议语言";
    state => "State", "状态";
    requested_by => "Requested by", "申请人";
    requested_at => "Requested", "申请时间";
    issued => "Issued", "已完成";
    void => "Void", "作废";
    download => "Download", "下载";
    download_of(code) => "Download {code}", "下载 {code}";
    form_lead => "It is issued at once, without an approval.", "无需审批，提交后立即生成。";
    warning => "What it states must agree with the actual payment; where it does not, the agreement is void.", "协议内容须与实际付款一致，否则协议无效。";
    preview => "Preview", "预览";
    preview_title => "Contract preview", "合同预览";
    preview_text => "This is what the agreement will state. Its code is given when you confirm.", "协议将载明以下内容，确认后生成合同编码。";
    preview_hint => "Preview first: nothing is issued before you have seen it.", "请先预览，确认后才会生成协议。";
    confirm => "Confirm and issue", "确定";
    done_requested(code) => "The agreement is issued. Its contract code is {code}.", "协议已生成，合同编码为{code}。";
    done_voided => "The agreement is void. It stays in the list with its code.", "协议已作废，仍以原编码保留在列表中。";
    void_title => "Void this agreement", "作废协议";
    void_text => "It keeps its code and document and counts no more. This cannot be taken back; a new one can be requested.", "作废后编码和文件仍保留，协议不再有效；此操作不可撤销，可重新申请。";
    void_action => "Void", "作废";
    reason => "Reason", "原因";
    reason_hint => "Up to 256 characters; your colleagues read it.", "不超过256个字符，同事可见。";
    voided => "Voided", "作废时间";
    voided_by => "Voided by", "作废人";
    void_already => "This agreement is void already.", "该协议已作废。";
    content => "What it states", "协议内容";
    facts => "Request", "申请信息";
    hash => "SHA-256 of the document", "文件SHA-256";
    hash_hint => "The stored file. A download never typesets it again.", "下载的始终是已存储的文件，不会重新生成。";
    signs_next(name, from) => "From {from} on, {name} signs for the vendor: contracts that are requested then name it. Contracts from before stay as they are.", "自{from}起签约主体变更为{name}：此后申请的合同以其为乙方，此前的合同保持不变。";
    not_verified(manager) => "Only partners whose real name is verified request and download payment agreements. Yours is not verified yet: ask {manager}.", "仅已实名认证的伙伴可申请和下载付款协议。贵公司尚未实名认证，请联系{manager}。";
    in_review => "Only partners whose real name is verified request and download payment agreements. Yours is in review.", "仅已实名认证的伙伴可申请和下载付款协议。贵公司的实名认证正在审核中。";
    rejected(manager) => "Only partners whose real name is verified request and download payment agreements. Yours was rejected: ask {manager}.", "仅已实名认证的伙伴可申请和下载付款协议。贵公司的实名认证未通过，请联系{manager}。";
    your_manager => "your ecosystem manager", "生态经理";
    company => "Company page", "公司信息";
    no_entity => "No contracting entity is in force, so nobody would sign for the vendor. The vendor's operations record one.", "当前没有生效的签约主体，请联系厂商运营人员登记。";
    vendor_staff => "Contracts belong to a partner: its people see them.", "合同属于伙伴，由伙伴人员查看。";
    operators_only => "Only the vendor's operators record contracts and contracting entities.", "仅厂商运营人员可登记合同和签约主体。";
    no_item(whom) => "Contracts are seen by administrators and by roles with the item “Contracts”. Ask {whom}.", "合同仅管理员及具有“合同商务”权限的角色可见，请联系{whom}。";
    your_administrator => "your administrator", "管理员";
    missing => "Fill this in.", "请填写。";
    too_long(most) => "At most {most} characters.", "不超过{most}个字符。";
    not_a_date => "Not a date. Write it as 2026-11-30.", "日期格式不正确，例如2026-11-30。";
    too_early(day) => "At the earliest {day}: a promised payment lies within the past 12 months.", "不得早于{day}：承诺付款时间须在过去12个月内。";
    too_late(day) => "At the latest {day}: 12 months from today.", "不得晚于{day}：最多提前12个月。";
    begins_too_early(day) => "At the earliest {day}: contracts from before keep their entity.", "不得早于{day}：此前的合同仍以原主体签署。";
    not_an_amount => "Not an amount. Write it as 12600.50.", "金额格式不正确，例如12600.50。";
    too_many_decimals => "At most two decimals.", "最多保留两位小数。";
    too_large => "Too large an amount.", "金额过大。";
    not_above_zero => "More than 0.", "须大于0。";
    not_a_choice => "Choose one.", "请选择。";
    not_a_code => "Letters, digits and - / . _ only.", "仅限字母、数字和 - / . _。";
    not_a_number => "Letters, digits, spaces and hyphens only.", "仅限字母、数字、空格和连字符。";
    not_in_font(characters) => "The document cannot show these characters: {characters}. Write them otherwise; where they stand in the company's name, ask your ecosystem manager.", "协议无法显示以下字符：{characters}。请改用其他写法；如在公司名称中，请联系生态经理。";
    ends_before => "Not before its first day.", "不得早于生效日期。";
    not_previewed => "Something changed since the preview: preview once more before it is issued.", "预览后内容有变化，请重新预览后再提交。";
    taken => "There is another one with this code.", "该编码已存在。";
    no_such_partner => "No partner is called so. Write its whole name.", "没有该名称的伙伴，请填写完整名称。";
    requested_from => "Requested from", "申请时间从";
    requested_until => "Requested until", "申请时间至";
    signed_until => "Signed until", "签署日期至";
    signed_from => "Signed from", "签署日期从";
    title => "Title", "合同名称";
    signed_on => "Signed", "签署日期";
    valid_from => "Valid from", "生效日期";
    valid_until => "Valid until", "失效日期";
    no_end => "No end", "长期有效";
    total => "Amount", "合同金额";
    attachment => "Attachment", "附件";
    no_attachment => "None recorded", "未登记";
    attachment_hint => "PDF, Word or a picture.", "PDF、Word或图片。";
    recorded_at => "Recorded", "登记时间";
    partner => "Partner", "伙伴";
    partner_hint => "Its whole name.", "请填写完整名称。";
    operations => "Operations", "运营";
    entities => "Contracting entities", "签约主体";
    entities_lead => "The company that signs with partners. The one in force at the moment of a request is party B of the contract.", "与伙伴签约的公司；申请合同时生效的主体即为乙方。";
    no_entities => "None is recorded: partners cannot request payment agreements.", "尚未登记，伙伴无法申请付款协议。";
    entity_code => "Code", "主体编码";
    entity_name => "Legal name", "主体名称";
    entity_from => "From", "生效日期";
    entity_until => "Until", "失效日期";
    entity_from_hint => "The one before it ends on the day before. Partners are told on their pages.", "上一主体于前一日失效，伙伴将在页面上看到提示。";
    add_entity => "Add a contracting entity", "新增签约主体";
    add => "Add", "新增";
    done_added => "The contracting entity is recorded.", "签约主体已登记。";
    in_force => "In force", "生效中";
    coming => "Coming", "待生效";
    past => "Past", "已失效";
    recorded_contracts => "Paper contracts", "线下合同登记";
    record => "Record a paper contract", "登记线下合同";
    record_action => "Record", "登记";
    record_lead => "Its partner finds it by its code.", "伙伴可按合同编码查询。";
    done_recorded => "The contract is recorded; its partner sees it.", "合同已登记，伙伴可查看。";
    recorded_lead_many(count) => "Contracts on paper, of all partners: {count}.", "全部伙伴共{count}份线下合同。";
    recorded_lead_one => "One contract on paper.", "共1份线下合同。";
    nothing_recorded_title => "No contract on paper is recorded", "尚未登记线下合同";
    nothing_recorded_text => "Record one with its code, its days and its file.", "登记时填写编码、日期并上传附件。";
    all_partners => "All partners", "全部伙伴";
}

impl ContractText {
    /// Whether an agreement counts.
    pub const fn state_of(self, state: AgreementState) -> &'static str {
        match state {
            AgreementState::Issued => self.issued(),
            AgreementState::Void => self.void(),
        }
    }

    /// Which rule refuses, and whom to ask.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        match denial {
            Denial::VendorStaff => self.vendor_staff().to_owned(),
            Denial::OperatorsOnly => self.operators_only().to_owned(),
            Denial::NoItem(_) => self.no_item(viewer.administrator.as_deref().unwrap_or(self.your_administrator())),
        }
    }

    /// Why nothing can be requested, and where to go. `manager` is the ecosystem manager's name, empty for none.
    pub fn obstacle(self, obstacle: Obstacle, manager: &str) -> String {
        let manager = if manager.is_empty() { self.your_manager() } else { manager };
        match obstacle {
            Obstacle::NoEntity => self.no_entity().to_owned(),
            Obstacle::NotVerified(RealNameState::InReview) => self.in_review().to_owned(),
            Obstacle::NotVerified(RealNameState::Rejected) => self.rejected(manager),
            Obstacle::NotVerified(_) => self.not_verified(manager),
        }
    }

    /// What is wrong with an input, and how to mend it.
    pub fn refusal(self, refusal: &Refusal) -> String {
        let day = |day: chrono::NaiveDate| format_date(day, self.locale());
        match refusal {
            Refusal::Missing => self.missing().to_owned(),
            Refusal::TooLong(most) => self.too_long(most),
            Refusal::NotADate => self.not_a_date().to_owned(),
            Refusal::TooEarly(first) => self.too_early(day(*first)),
            Refusal::TooLate(last) => self.too_late(day(*last)),
            Refusal::BeginsTooEarly(first) => self.begins_too_early(day(*first)),
            Refusal::Amount(AmountProblem::TooManyDecimals) => self.too_many_decimals().to_owned(),
            Refusal::Amount(AmountProblem::TooLarge) => self.too_large().to_owned(),
            Refusal::Amount(AmountProblem::NotAnAmount) => self.not_an_amount().to_owned(),
            Refusal::Amount(AmountProblem::Negative) | Refusal::NotAboveZero => self.not_above_zero().to_owned(),
            Refusal::NotAChoice => self.not_a_choice().to_owned(),
            Refusal::NotACode => self.not_a_code().to_owned(),
            Refusal::NotANumber => self.not_a_number().to_owned(),
            Refusal::NotInFont(characters) => self.not_in_font(characters),
            Refusal::EndsBeforeItBegins => self.ends_before().to_owned(),
            Refusal::NotPreviewed => self.not_previewed().to_owned(),
            Refusal::Taken => self.taken().to_owned(),
            Refusal::NoSuchPartner => self.no_such_partner().to_owned(),
        }
    }

    /// Label and words of an agreement, in the order of the document; what is empty is left out.
    pub fn agreement_lines(self, new: &NewAgreement, party_a: &str, party_b: &str) -> Vec<(String, String)> {
        let lines = [
            (self.party_a(), party_a.to_owned()),
            (self.bank(), new.bank.clone()),
            (self.account(), new.account.clone()),
            (self.tax_number(), new.tax_number.clone()),
            (self.party_b(), party_b.to_owned()),
            (self.amount(), format_cny(new.amount)),
            (self.promised_on(), format_date(new.promised_on, self.locale())),
            (self.remark(), new.remark.clone()),
        ];
        lines.into_iter().filter(|(_, words)| !words.is_empty()).map(|(label, words)| (label.to_owned(), words)).collect()
    }
}
