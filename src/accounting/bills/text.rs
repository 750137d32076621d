//! Words of partner bills.

use super::model::{Denial, Section};
use crate::auth::model::Viewer;
use crate::messages;

messages! {
    /// Words of partner bills.
    pub BillText:
    bills => "Partner bills", "伙伴账单";
    bill_of(cycle) => "Bill of {cycle}", "{cycle}账单";
    cycle => "Billing cycle", "账期";
    show => "Show", "查看";
    estimated => "Estimated", "预估";
    is_final => "Final", "已出账";
    estimated_until(moment) => "What has come so far. It is final from {moment}, Beijing time.", "截至目前的数据，{moment}（北京时间）后出账。";
    waits => "Its month is over; it is made final in a moment.", "账期已结束，即将出账。";
    waits_for(cycle) => "Its month is over. The bill of {cycle} was annulled and is made again first.", "账期已结束，待{cycle}账单更正并重新出账后出账。";
    waits_again => "Its bill was annulled. It is made again as soon as what was wrong is put right; later bills wait for it.", "原账单已作废，更正后重新出账，之后的账单须待其出账。";
    final_since(number, moment) => "Bill {number}: what came until {moment}, Beijing time.", "账单{number}：截至{moment}（北京时间）的数据。";
    made_again(number, moment) => "Bill {number}: made again on {moment}, Beijing time, with what was corrected until then.", "账单{number}：{moment}（北京时间）更正后重新出账。";
    rule => "Total = consumption + refunds + adjustments; refunds are negative. Each record is charged in whole cents, truncated. What comes after a bill is final goes into the next one as an adjustment and keeps its month. A negative total is due nothing and is carried into the next bills, the earliest first.", "账单总额 = 消费 + 退款 + 调账（退款为负数）。每条明细截取到分。出账后到达的明细作为调账计入之后的账单，并标明所属账期。总额为负时应付为0，差额按账期先后抵扣之后的账单。";
    not_consumption => "The vendor settles by this bill. What customers consumed by day stands under Consumption and is no basis of settlement.", "结算以本账单为准。客户每日消费请见“客户消费”，不作为结算依据。";

    overview => "Overview", "概览";
    section => "Part", "类别";
    consumption => "Consumption", "消费";
    refunds => "Refunds", "退款";
    adjustments => "Adjustments", "调账";
    of_month(cycle) => "Of these, used in {cycle}", "其中消费账期为{cycle}";
    records => "Records", "明细条数";
    payable => "Payable, rated", "抹零前金额";
    charged => "Charged, CNY", "金额（元）";
    remainder => "Remainder", "抹零金额";
    total => "Total", "账单总额";
    due => "Amount due", "应付金额";
    due_expected => "Amount due, as it stands", "应付金额（预估）";
    carried_from(cycle) => "Carried from {cycle}", "{cycle}结转抵扣";
    carried_on(amount) => "The total is negative: {amount} is carried into the next bills.", "账单总额为负，{amount}结转至之后的账单抵扣。";
    left_of(cycle, amount) => "{amount} is left of the negative bill of {cycle}.", "{cycle}账单结转余额{amount}。";
    arithmetic => "Amount due", "应付金额计算";
    sum_of(consumption, refunds, adjustments, total) => "Total: {consumption} {refunds} {adjustments} = {total}.", "账单总额：{consumption} {refunds} {adjustments} = {total}。";
    proof(payable, less, remainder) => "Proof: {payable} rated {less} charged = {remainder} left over.", "校验：{payable}（应付） {less}（收取） = {remainder}（抹零）。";
    eight_decimals => "Show eight decimals", "显示8位小数";
    cut_off => "“…” stands where decimals are cut off.", "“…”表示之后的小数未显示。";
    two_decimals => "Show two decimals", "显示2位小数";
    see_details => "Details", "查看明细";
    details_of(section) => "Details of {section}", "{section}明细";
    annulled => "Annulled bills", "已作废账单";
    annulled_at(number, total, moment, because) => "{number}, total {total}, annulled {moment}: {because}", "{number}，总额{total}，{moment}作废：{because}";
    dataset => "Dataset for other programs", "供其他系统使用的数据集";
    dataset_text => "All records of this bill as CSV by the FinOps Open Cost and Usage Specification (FOCUS) 1.2: charged and rated amounts, corrections of earlier bills as rows of their own, customers’ names masked.", "本账单全部明细，CSV 格式，遵循 FinOps 开放成本与使用规范（FOCUS）1.2：含收取金额与抹零前金额，对以往账单的更正单独成行，客户名称已脱敏。";
    dataset_download => "Download the FOCUS dataset", "下载 FOCUS 数据集";
    nothing_title => "No bill yet", "暂无账单";
    nothing_text => "The first one stands here as soon as a customer has consumed something.", "客户产生消费后即可查看。";

    no_such_month_title => "There is no bill of this month", "该账期没有账单";
    no_such_month_text => "Choose one of the months above.", "请在上方选择账期。";

    details => "Bill details", "账单明细";
    detail_one => "1 record", "1条明细";
    detail_many(count) => "{count} records", "{count}条明细";
    lead(count) => "{count} of your company's bills, by the bill in which they stand.", "本公司账单的{count}，按所在账单列示。";
    tab_consumption => "Consumption details", "消费明细";
    tab_refunds => "Refund details", "退款明细";
    tab_adjustments => "Adjustment details", "调账明细";
    bill => "Bill of", "所在账单";
    usage_month => "Month of use", "消费账期";
    cycle_is => "Bill of the month", "账单账期";
    usage_month_is => "Month of use", "消费账期";
    hint_month => "Written as 2026-11", "格式如2026-11";
    external_id => "External ID", "外部ID";
    see_arithmetic => "Arithmetic", "计算过程";
    arithmetic_of(product, day) => "Arithmetic of {product}, {day}", "{product}（{day}）的计算过程";

    operators_only => "Only the vendor's operators see the bills of all partners.", "仅厂商运营人员可查看全部伙伴的账单。";
    operations => "Operations", "运营";
    made_bills => "Partner bills", "伙伴账单";
    made_lead => "The bills of all partners, final ones and those that were annulled. A month becomes a bill on the 5th of the next one at 12:00, Beijing time.", "全部伙伴的已出账和已作废账单；账单于每月5日12:00（北京时间）自动出账。";
    made_empty => "No bill was made yet", "暂无账单";
    made_empty_text => "The first ones are made on the 5th of the month after the first consumption.", "产生消费的次月5日出账。";
    number => "Bill number", "账单编号";
    number_is => "Bill number (whole)", "账单编号（完整）";
    partner => "Partner", "伙伴";
    state => "State", "状态";
    is_annulled => "Annulled", "已作废";
    made_at => "Made", "出账时间";
    bill_title(number) => "Bill {number}", "账单 {number}";
    annul => "Annul this bill", "作废账单";
    annul_text => "What is wrong in its records can be corrected by import then, and what it used of earlier negative bills is given back. A record that was missing goes into the open bill, as an adjustment. The partner keeps seeing it, as annulled, with your reason, and its administrators are told. No later bill of the partner is made before this one is made again.", "作废后，其明细可通过导入更正，所抵扣的以往负数账单金额予以退回；遗漏的明细将作为调账计入未出账的账单。伙伴仍可看到该作废账单及原因，并会通知其管理员。重新出账之前，该伙伴之后的账单不会出账。";
    reason => "Reason", "原因";
    reason_hint => "The partner reads it beside the annulled bill.", "伙伴可在作废账单旁看到。";
    reason_missing => "Say why the bill is annulled.", "请填写作废原因。";
    reason_long(most) => "At most {most} characters.", "最多 {most} 个字符。";
    later_first => "A later bill of this partner is final. Annul that one first.", "该伙伴之后的账单已出账，请先作废之后的账单。";
    annulled_already => "This bill is annulled already.", "该账单已作废。";
    was_annulled => "The bill is annulled. Import what was wrong, then make it again.", "账单已作废。请导入更正数据，然后重新出账。";
    again => "Make the bill again", "重新出账";
    again_text(cycle) => "From the records of {cycle} as they are now.", "按 {cycle} 当前的明细出账。";
    was_made => "The bill is made again.", "已重新出账。";
    made_already => "The month has a final bill already.", "该账期已出账。";
    earlier_first(cycle) => "The bill of {cycle} was annulled: make that one again first.", "{cycle} 账单已作废，请先重新出账。";
    replaced_by(number) => "Made again as {number}", "已重新出账：{number}";
    by(name) => "by {name}", "操作人：{name}";
    facts => "The bill", "账单信息";
    used => "Taken off by earlier negative bills", "以往负数账单抵扣";

    vendor_staff => "Partner bills belong to the partners.", "伙伴账单属于伙伴。";
    account_manager(ask) => "The preset role account manager sees what customers consume, and no partner bills. Ask {ask} for a role with “Partner bills: view”.", "预置的客户经理角色可查询客户消费，不可查看伙伴账单。请联系{ask}分配含“伙伴账单：查看”权限的角色。";
    no_item(ask) => "None of your roles carries “Partner bills: view”. Ask {ask} for it.", "您的角色没有“伙伴账单：查看”权限，请联系{ask}。";
    your_administrator => "your system administrator", "系统管理员";
}

impl BillText {
    /// A part of a bill.
    pub const fn section_of(self, section: Section) -> &'static str {
        match section {
            Section::Consumption => self.consumption(),
            Section::Refund => self.refunds(),
            Section::Adjustment => self.adjustments(),
        }
    }

    /// Which rule refuses the viewer, and whom to ask.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        let ask = viewer.administrator.as_deref().unwrap_or(self.your_administrator());
        match denial {
            Denial::OperatorsOnly => self.operators_only().to_owned(),
            Denial::VendorStaff => self.vendor_staff().to_owned(),
            Denial::AccountManager => self.account_manager(ask),
            Denial::NoItem(_) => self.no_item(ask),
        }
    }
}
