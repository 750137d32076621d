//! Words of exports, both languages side by side.

use super::model::{ExportFormat, ExportState, Failure};
use super::rules::Refusal;
use crate::i18n::Locale;
use crate::lists::model::WindowProblem;
use crate::lists::rules::ExportDenial;

crate::messages! {
    /// Words of exports.
    pub ExportText:
    title => "Export records", "导出记录";
    lead(count) => "{count} exports that you asked for.", "您的 {count} 条导出记录。";
    lead_one => "1 export that you asked for.", "您的 1 条导出记录。";
    rule => "An export is seen by whoever asked for it and by nobody else. Its file goes some days after it was written.", "导出记录仅申请人本人可见，文件在生成若干天后自动清除。";
    nothing_title => "No export yet", "暂无导出记录";
    nothing_text => "Open a list, narrow it to what you need, and press “Export”.", "请打开列表，筛选所需数据后单击“导出”。";
    list => "List", "列表";
    conditions => "Conditions", "导出条件";
    no_conditions => "Everything that you see", "您可见的全部数据";
    format => "Format", "文件格式";
    state => "State", "状态";
    rows => "Rows", "条数";
    progress => "Progress", "进度";
    requested => "Asked for", "申请时间";
    expires => "File goes on", "文件失效时间";
    download => "Download", "下载";
    proof => "Proof file", "校验文件";
    cancel => "Cancel", "取消";
    cancel_one(list) => "Cancel the export of {list}", "取消导出：{list}";
    again => "Run again", "重新导出";
    again_one(list) => "Run the export of {list} again", "重新导出：{list}";
    download_one(list, at) => "Download {list}, {at}", "下载：{list}，{at}";

    new_title(list) => "Export: {list}", "导出：{list}";
    new_lead => "The rows that these conditions leave, in their present order. They are read when the export is written, as far as you see them then.", "按以下条件和当前排序导出；数据以生成文件时您可见的范围为准。";
    rows_now(count) => "{count} rows now", "当前共 {count} 条";
    rows_now_one => "1 row now", "当前共 1 条";
    rows_now_none => "No row matches now: the file would hold its headings alone.", "当前没有符合条件的数据，文件将仅包含表头。";
    further_sheets(sheets) => "A sheet holds 1,048,575 rows: the workbook will have {sheets} of them.", "每个工作表最多 1,048,575 条，工作簿将包含 {sheets} 个数据工作表。";
    wider => "The address carries conditions that are not kept any more, or are not yours here. Go back to the list and narrow it anew: without them the file would hold more than you asked for.", "该地址中的筛选条件已失效或不适用于您，请返回列表重新筛选，否则文件将包含您未要求的数据。";
    anonymised => "Names, account names, contacts, mobile numbers and e-mail addresses are anonymised in the file, whatever you have revealed on screen.", "文件中的名称、账号、联系人、移动电话和邮箱等敏感信息均已匿名化，与页面是否已显示明文无关。";
    xlsx => "Excel workbook (XLSX)", "Excel 工作簿（XLSX）";
    csv => "Text (CSV), with a proof file beside it", "文本文件（CSV），另附校验文件";
    columns => "Columns", "导出列";
    columns_shown(count) => "Those that the list shows: {count}", "列表当前显示的列（{count} 列）";
    columns_all(count) => "All that I may see: {count}", "我可见的全部列（{count} 列）";
    start => "Export", "导出";
    back => "Back to the list", "返回列表";
    records => "Export records", "查看导出记录";
    choose => "Choose one of these", "请选择其中一项";
    rows_of => "Which rows", "导出范围";
    rows_of_conditions => "Those that the conditions leave", "按当前筛选条件";
    window_lead => "All rows of these days that you see, whatever narrows the list.", "导出所选日期范围内您可见的全部数据，与列表当前的筛选条件无关。";
    window_most(months) => "At most {months} months at once.", "一次最多导出 {months} 个月的数据。";
    count_rows => "Count the rows", "查询条数";
    no_day => "Choose a day", "请选择日期";
    not_a_day => "This is no day", "日期无效";
    ends_before => "The last day lies before the first one", "结束日期早于开始日期";
    window_too_long(months) => "More than {months} months. Choose a shorter range and export the rest after it.", "时间跨度超过 {months} 个月，请缩短范围，分多次导出。";
    created => "Export task created", "导出任务创建成功";
    cancelled => "The export is cancelled.", "导出任务已取消。";

    facts => "About this export", "导出信息";
    as_of => "Data as of", "数据时点";
    size => "Size", "文件大小";
    kilobytes(size) => "{size} kB", "{size} kB";
    attempts => "Attempts", "尝试次数";
    finished => "Ended", "结束时间";
    only_shown => "Those that the list showed", "列表显示的列";
    all_columns => "All", "全部";
    reload => "Reload this page to see how far it has come.", "刷新本页可查看最新进度。";
    verify => "Whether the file is complete and unaltered says: partner-center verify-export FILE. A CSV needs its proof file beside it.", "使用 partner-center verify-export 文件名 可校验文件是否完整且未被修改；CSV 需与校验文件放在同一目录。";

    queued => "Queued", "排队中";
    running => "Being written", "处理中";
    done => "Done", "已完成";
    failed => "Failed", "失败";
    state_cancelled => "Cancelled", "已取消";
    expired => "Expired", "已过期";

    failed_attempts => "It could not be written in three attempts. Run it again; if it fails again, tell the operator of this installation.", "经过三次尝试仍未能生成文件，请重新导出；如仍失败，请联系系统管理人员。";
    failed_person => "The account was not active any more when it was written.", "生成文件时账号已停用。";
    failed_rights => "When it was written you did not have this list, or one of these conditions, any more.", "生成文件时您已无权使用该列表或其中的条件。";

    too_many(most) => "You have {most} export(s) under way already. Wait for it, or cancel it under Export records.", "您已有 {most} 个导出任务正在进行，请等待完成或在“导出记录”中取消。";
    not_done => "The file is not there: the export is not done.", "导出任务尚未完成，暂无文件可下载。";
    gone => "The file is gone. Run the export again.", "文件已过期，请重新导出。";
    scope_changed => "Your scope changed since the file was written: it holds rows that you do not see any more. Run the export again.", "文件生成后您的数据范围已发生变化，文件中包含您不再可见的数据，请重新导出。";
    ended => "The export has ended already.", "导出任务已结束。";
    under_way => "The export is under way.", "导出任务正在进行中。";
    may_not(whom) => "No role of yours holds “Exports – Create and download”. Ask {whom}.", "您的角色没有“导出记录 – 创建和下载”权限，请联系 {whom}。";
    may_not_alone => "No role of yours holds “Exports – Create and download”.", "您的角色没有“导出记录 – 创建和下载”权限。";

    administrators_only_ask(whom) => "Only the system administrator exports the list of customers. Ask {whom}.", "仅系统管理员可以导出客户列表，请联系 {whom}。";
    administrators_only => "Only the system administrator exports the list of customers.", "仅系统管理员可以导出客户列表。";

    token_of(heading) => "{heading} (token)", "{heading}（标识）";
    data_sheet => "Data", "数据";
    contents => "Contents", "导出说明";
    scope => "Scope", "数据范围";
    scope_own(partner) => "Own rows, {partner}", "本人数据，{partner}";
    scope_team(partner) => "The team's rows, {partner}", "团队数据，{partner}";
    scope_partner(partner) => "All rows of {partner}", "{partner}的全部数据";
    scope_resellers(partner) => "All rows of {partner} and of its resellers", "{partner}及其云经销商的全部数据";
    scope_installation => "All partners", "全部伙伴";
    sum_of(heading) => "Sum: {heading}", "合计：{heading}";
    identity => "Sums: rated = charged + remainder cut off", "合计：定价金额 = 计费金额 + 抹零金额";
    hash => "Hash of the data (SHA-256)", "数据摘要（SHA-256）";
    tokens_note => "Tokens: the same person or customer has the same one within this file, and another one in the next file.", "标识：同一文件内相同人员或客户的标识相同，不同文件之间不同。";
    long_numbers(count) => "{count} number(s) have more than 15 significant digits and stand as text, since spreadsheets would round them.", "{count} 个数值超过 15 位有效数字，为避免电子表格舍入，以文本形式保存。";
    cut_texts(count) => "{count} text(s) were longer than a cell holds; they end in […].", "{count} 段文本超出单元格长度上限，末尾以 […] 标记。";
    times_note => "Times are Beijing time (UTC+8).", "时间均为北京时间（UTC+8）。";
    record => "Record for verification", "校验记录";
}

impl ExportText {
    /// The word of a state.
    pub const fn state_of(self, state: ExportState) -> &'static str {
        match state {
            ExportState::Queued => self.queued(),
            ExportState::Running => self.running(),
            ExportState::Done => self.done(),
            ExportState::Failed => self.failed(),
            ExportState::Cancelled => self.state_cancelled(),
            ExportState::Expired => self.expired(),
        }
    }

    /// What is wrong with one end of a window of days.
    pub fn window_problem(self, problem: WindowProblem) -> String {
        match problem {
            WindowProblem::Missing => self.no_day().to_owned(),
            WindowProblem::NotADay => self.not_a_day().to_owned(),
            WindowProblem::EndsBeforeItBegins => self.ends_before().to_owned(),
            WindowProblem::TooLong(months) => self.window_too_long(months),
        }
    }

    /// The words of a format, as they are chosen.
    pub const fn format_of(self, format: ExportFormat) -> &'static str {
        match format {
            ExportFormat::Xlsx => self.xlsx(),
            ExportFormat::Csv => self.csv(),
        }
    }

    /// Why an export failed.
    pub const fn failure(self, failure: Failure) -> &'static str {
        match failure {
            Failure::Attempts => self.failed_attempts(),
            Failure::Person => self.failed_person(),
            Failure::Rights => self.failed_rights(),
        }
    }

    /// Why something cannot be done now.
    pub fn refusal(self, refusal: Refusal) -> String {
        match refusal {
            Refusal::TooMany(most) => self.too_many(most),
            Refusal::NotDone => self.not_done().to_owned(),
            Refusal::Expired => self.gone().to_owned(),
            Refusal::ScopeChanged => self.scope_changed().to_owned(),
            Refusal::Ended => self.ended().to_owned(),
            Refusal::UnderWay => self.under_way().to_owned(),
        }
    }

    /// Why somebody exports nothing, and whom to ask.
    pub fn denial(self, denial: ExportDenial, whom: Option<&str>) -> String {
        match (denial, whom) {
            (ExportDenial::NoItem, Some(whom)) => self.may_not(whom),
            (ExportDenial::NoItem, None) => self.may_not_alone().to_owned(),
            (ExportDenial::AdministratorsOnly, Some(whom)) => self.administrators_only_ask(whom),
            (ExportDenial::AdministratorsOnly, None) => self.administrators_only().to_owned(),
        }
    }

    /// Label and words of each condition in one line.
    pub fn in_one_line(self, conditions: &[(&str, String)]) -> String {
        let (colon, between) = match self.locale() {
            Locale::En => (": ", "; "),
            Locale::ZhCn => ("：", "；"),
        };
        conditions.iter().map(|(label, words)| format!("{label}{colon}{words}")).collect::<Vec<_>>().join(between)
    }
}
