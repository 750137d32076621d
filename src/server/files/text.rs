//! Why a file was not accepted, in words.

use super::detect::{FileType, NoType};
use crate::i18n::Locale;

crate::messages! {
    /// Words about files.
    pub FileText:
    too_large(limit) => "The file is larger than {limit}. Choose a smaller one, or send it in parts.", "文件超过 {limit}，请选择较小的文件或拆分后上传。";
    too_many => "You have too many uploaded files that nothing uses yet. Try again tomorrow.", "您已上传的未使用文件过多，请明天再试。";
    empty => "The file is empty.", "文件内容为空。";
    macros => "The file holds macros. Save it without macros and choose it again.", "文件包含宏，请另存为不含宏的文件后重新选择。";
    active => "Web pages, SVG images and scripts are not accepted.", "不接受网页、SVG 图片或脚本文件。";
    old_office => "The file has an old Office format or is protected with a password. Save it as .xlsx or .docx without a password.", "文件为旧版 Office 格式或设有密码，请另存为不带密码的 .xlsx 或 .docx 文件。";
    damaged => "The file cannot be read: it is damaged or incomplete.", "无法读取该文件，文件已损坏或不完整。";
    other(accepted) => "Files of this kind are not accepted here. Accepted: {accepted}.", "此处不接受该类型的文件，可接受：{accepted}。";
    gone => "The file that was chosen before is no longer there. Choose it again.", "之前选择的文件已不存在，请重新选择。";
}

impl FileText {
    /// Why content has no accepted type.
    pub fn no_type(self, reason: NoType, accepts: &[FileType]) -> String {
        match reason {
            NoType::Empty => self.empty().into(),
            NoType::Macros => self.macros().into(),
            NoType::Active => self.active().into(),
            NoType::OldOffice => self.old_office().into(),
            NoType::Damaged => self.damaged().into(),
            NoType::Other => self.not_accepted(accepts),
        }
    }

    /// The type is known, and not one of these.
    pub fn not_accepted(self, accepts: &[FileType]) -> String {
        let between = match self.locale() {
            Locale::En => ", ",
            Locale::ZhCn => "、",
        };
        self.other(accepts.iter().map(|one| one.label(self.locale())).collect::<Vec<_>>().join(between))
    }
}

/// A size as people read it: `812 B`, `64 KB`, `1.5 MB` (1 MB is 1,048,576 bytes).
pub fn size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    match bytes {
        0..KB => format!("{bytes} B"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ if bytes.is_multiple_of(MB) => format!("{} MB", bytes / MB),
        _ => format!("{}.{} MB", bytes / MB, bytes % MB * 10 / MB),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_is_read_in_the_unit_that_fits() {
        for (bytes, text) in [(0, "0 B"), (1023, "1023 B"), (1025, "2 KB"), (64 << 20, "64 MB"), (1_600_000, "1.5 MB")] {
            assert_eq!(size(bytes), text);
        }
    }
}
