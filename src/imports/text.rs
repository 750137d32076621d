//! Words of imports. Those of a kind and its columns stand in its description.

use super::model::{Code, Outcome, RunState};

crate::messages! {
    /// Words of imports.
    pub ImportText:
    imports => "Imports", "数据导入";
    lead => "Files of campaigns, customers, alerts, leads, orders and their lines, consumption, usage records, refunds, company profiles and working days. A check shows what becomes of every row before anything is saved; a file that is imported twice changes nothing.", "导入活动、客户、客户预警、线索、订单及订单行、消费明细、用量记录、退款、企业百科和工作日。保存前先校验，查看每行结果；同一文件重复导入不会产生变化。";
    kind => "What the file holds", "文件内容";
    choose => "Choose one", "请选择";
    source => "Source", "数据来源";
    as_of => "Data as of (Beijing)", "数据时间（北京时间）";
    as_of_hint => "When the rows were read out of the other system, such as 2026-11-30 18:00; left empty, now. Orders, order lines and consumption keep it: a row of an older file changes nothing that a newer one has written.", "数据从来源系统导出的时间，如 2026-11-30 18:00；留空表示当前时间。订单、订单行和消费明细会记录该时间：旧数据文件不会覆盖新数据文件写入的内容。";
    as_of_not_a_moment => "Write it as 2026-11-30 18:00.", "请按 2026-11-30 18:00 的格式填写。";
    as_of_in_future => "Nothing is known of later than now.", "数据时间不能晚于当前时间。";
    of_moment(at) => "data as of {at}", "数据时间 {at}";
    source_hint => "Where the rows come from, such as crm. Together with the external ID it tells records apart, so keep it the same from file to file.", "数据来自哪个系统，例如 crm。它与外部ID共同标识一条记录，各次导入请保持一致。";
    file => "File", "文件";
    file_hint(most) => "Excel workbook (.xlsx) or CSV in any encoding, up to {most} MB, with a header in English or Chinese.", "Excel 工作簿（.xlsx）或任意编码的 CSV，不超过 {most} MB，表头可用中文或英文。";
    content => "Or paste rows", "或粘贴数据行";
    content_hint => "With the header, as copied from a spreadsheet. Counts where no file is chosen.", "含表头，可直接从表格复制。未选择文件时使用。";
    file_or_rows => "Choose a file, or paste rows.", "请选择文件或粘贴数据行。";
    check => "Check", "校验";
    import => "Import", "导入";
    discard => "Discard", "放弃";
    template => "Templates", "模板";
    template_lead => "With headings, an example and an explanation of every column.", "含表头、示例行和各列说明。";
    template_of(kind, format) => "{kind}, {format}", "{kind}，{format}";
    columns => "Columns", "列";
    required => "Required", "必填";
    optional => "Optional", "选填";
    run_of(kind) => "Import of {kind}", "导入{kind}";
    runs => "Latest imports", "最近导入";
    no_runs => "No file was imported yet.", "暂无导入记录。";
    at => "Time", "时间";
    by => "By", "操作人";
    state => "State", "状态";
    file_name => "File", "文件";
    outcome => "Outcome", "结果";
    command_line => "Command line", "命令行";
    pasted => "Pasted rows", "粘贴的数据";

    received => "Being checked", "校验中";
    checked => "Checked, not imported yet", "已校验，未导入";
    applying => "Being imported", "导入中";
    applied => "Imported", "已导入";
    failed => "Failed", "失败";
    discarded => "Discarded", "已放弃";
    cleared(days) => "File and rows of this import were deleted {days} days after it ended, because they hold personal data. The counts stay in the list of imports.", "该次导入结束已满 {days} 天，文件和数据行含个人信息，已删除；导入结果的行数仍保留在导入列表中。";
    progress_checking(line) => "Read up to line {line}. You may leave this page.", "已读取至第 {line} 行。可以离开此页面。";
    progress_applying(done, all) => "{done} of {all} rows. You may leave this page.", "已完成 {done} 行，共 {all} 行。可以离开此页面。";
    refresh => "Refresh", "刷新";

    understood_csv(encoding, separator) => "Read as text in {encoding}, separated by {separator}.", "按 {encoding} 编码的文本读取，以{separator}分隔。";
    understood_xlsx(sheet) => "Read from the sheet “{sheet}” of a workbook.", "读取工作簿中的工作表“{sheet}”。";
    comma => "commas", "逗号";
    semicolon => "semicolons", "分号";
    tab => "tabs", "制表符";
    rows(total) => "{total} rows.", "共 {total} 行。";

    summary(created, changed, unchanged, refused) => "{created} created, {changed} changed, {unchanged} as they are, {refused} refused.", "新增 {created} 行，修改 {changed} 行，无变化 {unchanged} 行，拒绝 {refused} 行。";
    summary_will(created, changed, unchanged, refused) => "Will be: {created} created, {changed} changed, {unchanged} as they are, {refused} refused.", "将新增 {created} 行，修改 {changed} 行，无变化 {unchanged} 行，拒绝 {refused} 行。";
    duplicates(count) => "Rows that repeat another row of the file: {count}.", "与文件内其他行重复：{count} 行。";
    likely_rows(count) => "Rows that are likely the same as another record: {count}.", "疑似与其他记录相同：{count} 行。";
    emptied(count) => "Fields that an empty cell empties: {count}.", "因空单元格而清空的字段：{count} 个。";
    with_likely => "Import rows that are likely the same as another record, too", "疑似相同的行也一并导入";
    nothing_to_do => "Importing this file would change nothing.", "导入此文件不会产生变化。";
    left_out_hint => "Download them with the reason in the last column, mend them, and send the file again.", "可下载未导入的行，最后一列为原因；修正后可直接再次上传。";
    download_left_out(count) => "Download {count} rows (CSV)", "下载 {count} 行（CSV）";
    told(count) => "People who get one message each: {count}", "将收到一条通知的人数：{count}";
    told_done(count) => "People who got one message each: {count}", "已收到一条通知的人数：{count}";
    told_person(name, count) => "{name}: {count}", "{name}：{count}";
    told_person_mail(name, count) => "{name}: {count}, also by e-mail", "{name}：{count}（含邮件）";
    told_more(count) => "and {count} more", "另有 {count} 人";

    line => "Line", "行号";
    subject => "Record", "记录";
    detail => "Details", "详情";
    first_rows(shown, all) => "The first {shown} of {all}", "前 {shown} 行，共 {all} 行";
    created => "Created", "新增";
    changed => "Changed", "修改";
    unchanged => "As it is", "无变化";
    refused => "Refused", "拒绝";
    duplicate => "Repeated", "重复";
    likely => "Likely the same", "疑似相同";
    created_will => "Will be created", "将新增";
    changed_will => "Will be changed", "将修改";
    refused_will => "Will be refused", "将拒绝";
    change(column, before, after) => "{column}: {before} → {after}", "{column}：{before} → {after}";
    nothing => "(empty)", "（空）";
    at_column(column, problem) => "{column}: {problem}", "{column}：{problem}";
    likely_line(line) => "has the same number or address as line {line}", "与第 {line} 行的手机号或邮箱相同";
    done => "The file is imported.", "文件已导入。";
    begun => "The import has begun.", "导入已开始。";

    not_checked => "This file is not waiting to be imported any more.", "该文件已不在待导入状态。";
    another_runs => "Another file of this kind is being imported. Try again when it is done.", "同类文件正在导入，请稍后再试。";

    missing => "empty, and must be filled in", "不能为空";
    too_long(most) => "more than {most} characters", "超过 {most} 个字符";
    not_a_choice(words) => "not one of the words that may stand here: {words}", "不是允许的取值，可填：{words}";
    not_a_date => "not a date; write 2026-11-01", "日期格式不正确，请使用 2026-11-01";
    not_a_moment => "not a moment; write 2026-11-01 18:30", "时间格式不正确，请使用 2026-11-01 18:30";
    not_a_phone => "not a phone number", "不是有效的电话号码";
    not_an_email => "not an e-mail address", "不是有效的邮箱";
    not_an_account => "contains spaces", "包含空格";
    not_yes_or_no => "write yes or no", "请填写 yes 或 no（是或否）";
    not_an_amount => "not an amount; write 1250.50", "不是有效的金额，请使用 1250.50";
    too_many_decimals(most) => "more than {most} decimals", "小数超过 {most} 位";
    too_many_digits(most) => "more than {most} digits before the point", "整数部分超过 {most} 位";
    damaged_number => "a long number that the spreadsheet has shortened; format the column as text and fill it in again", "长数字已被表格软件改写；请将该列设为文本格式后重新填写";
    damaged_text => "characters were lost (�); export the file again", "部分字符已丢失（�），请重新导出文件";
    formula_without_value => "a formula whose value is not in the file; open it in a spreadsheet, save it, and send it again", "公式的计算结果未保存，请用表格软件打开并保存后重新上传";
    formula_error => "a formula that ends in an error", "公式结果为错误值";
    too_many_cells => "more cells than the header has columns", "单元格数多于表头列数";
    unclosed_quote => "a quotation mark is opened and never closed; all rows behind it were read as one", "引号未闭合，其后的行被读作一行";
    ends_before => "lies before the beginning", "早于开始日期";
    repeated(line) => "the same stands in line {line}", "与第 {line} 行重复";
    older_file => "a file with later data has written this record; this row changes nothing", "该记录已由数据时间更新的文件写入，本行不作更改";
    no_rows => "The file has no rows.", "文件中没有数据行。";
    too_many_rows(most) => "More than {most} rows.", "超过 {most} 行。";
    too_large => "The file is too large.", "文件过大。";
    columns_missing(columns) => "The header lacks: {columns}", "表头缺少：{columns}";
    columns_unknown(columns) => "The header has columns that nobody reads, or one twice: {columns}", "表头含有未知或重复的列：{columns}";
    unknown_encoding => "The file is not text in any known encoding. Save it as CSV UTF-8 or as a workbook (.xlsx).", "无法识别文件编码，请另存为 CSV UTF-8 或 Excel 工作簿（.xlsx）。";
    damaged_workbook => "The workbook cannot be read. Open it in a spreadsheet and save it as .xlsx.", "无法读取工作簿，请用表格软件打开并另存为 .xlsx。";
    macros => "The workbook has macros. Save it as .xlsx without them.", "工作簿含有宏，请另存为不含宏的 .xlsx。";
    not_a_table => "Not a table. Save it as .xlsx or as CSV.", "不是表格文件，请另存为 .xlsx 或 CSV。";
    newer_file => "A file of this kind that came later was imported already. Send this one again if it is to count.", "后上传的同类文件已导入。如仍需导入此文件，请重新上传。";
    broken => "The server failed at a row. What was imported before it is kept; the log says more.", "服务器处理某行时出错，之前的行已导入，详情见日志。";
}

impl ImportText {
    /// What becomes of a row, in one word; before it is done, that it will be.
    pub const fn outcome_word(self, outcome: Outcome, is_done: bool) -> &'static str {
        match (outcome, is_done) {
            (Outcome::Created, true) => self.created(),
            (Outcome::Created, false) => self.created_will(),
            (Outcome::Changed, true) => self.changed(),
            (Outcome::Changed, false) => self.changed_will(),
            (Outcome::Unchanged, _) => self.unchanged(),
            (Outcome::Refused, true) => self.refused(),
            (Outcome::Refused, false) => self.refused_will(),
            (Outcome::Duplicate, _) => self.duplicate(),
            (Outcome::Likely, _) => self.likely(),
        }
    }

    /// Where a run stands.
    pub const fn state_word(self, state: RunState) -> &'static str {
        match state {
            RunState::Received => self.received(),
            RunState::Checked => self.checked(),
            RunState::Applying => self.applying(),
            RunState::Applied => self.applied(),
            RunState::Failed => self.failed(),
            RunState::Discarded => self.discarded(),
        }
    }

    /// What stands between cells.
    pub const fn separator(self, separator: char) -> &'static str {
        match separator {
            '\t' => self.tab(),
            ';' => self.semicolon(),
            _ => self.comma(),
        }
    }

    /// A problem of any kind of file; `argument` in words.
    pub fn code(self, code: Code, argument: &str) -> String {
        match code {
            Code::TooLong => self.too_long(argument),
            Code::NotAChoice => self.not_a_choice(argument),
            Code::TooManyDecimals => self.too_many_decimals(argument),
            Code::TooManyDigits => self.too_many_digits(argument),
            Code::Repeated => self.repeated(argument),
            Code::TooManyRows => self.too_many_rows(argument),
            Code::ColumnsMissing => self.columns_missing(argument),
            Code::ColumnsUnknown => self.columns_unknown(argument),
            _ => self.plain_code(code).to_owned(),
        }
    }

    const fn plain_code(self, code: Code) -> &'static str {
        match code {
            Code::Missing | Code::TooLong | Code::NotAChoice | Code::TooManyDecimals | Code::TooManyDigits | Code::Repeated => {
                self.missing()
            }
            Code::NotADate => self.not_a_date(),
            Code::NotAMoment => self.not_a_moment(),
            Code::OlderFile => self.older_file(),
            Code::NotAPhone => self.not_a_phone(),
            Code::NotAnEmail => self.not_an_email(),
            Code::NotAnAccountName => self.not_an_account(),
            Code::NotYesOrNo => self.not_yes_or_no(),
            Code::NotAnAmount => self.not_an_amount(),
            Code::DamagedNumber => self.damaged_number(),
            Code::DamagedText => self.damaged_text(),
            Code::FormulaWithoutValue => self.formula_without_value(),
            Code::FormulaError => self.formula_error(),
            Code::TooManyCells => self.too_many_cells(),
            Code::UnclosedQuote => self.unclosed_quote(),
            Code::EndsBeforeItBegins => self.ends_before(),
            Code::NoRows | Code::TooManyRows | Code::ColumnsMissing | Code::ColumnsUnknown => self.no_rows(),
            Code::TooLarge => self.too_large(),
            Code::UnknownEncoding => self.unknown_encoding(),
            Code::DamagedWorkbook => self.damaged_workbook(),
            Code::Macros => self.macros(),
            Code::NotATable => self.not_a_table(),
            Code::NewerFile => self.newer_file(),
            Code::Broken => self.broken(),
        }
    }
}
