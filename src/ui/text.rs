//! Words of the components themselves.

use crate::i18n::Locale;
use leptos::prelude::use_context;

crate::messages! {
    /// Words of the components.
    pub UiText:
    optional => "(optional)", "（选填）";
    problem => "There is a problem", "填写有误，请检查";
    take_theirs => "Take theirs", "采用他人的内容";
    they_saved => "They saved:", "他人已保存：";
    previous => "Previous", "上一页";
    next => "Next", "下一页";
    pages => "Pages", "分页";
    per_page => "Rows a page", "每页条数";
    rows_per_page(rows) => "{rows} rows a page", "每页 {rows} 条";
    remove(what) => "Remove {what}", "移除{what}";
    crumbs => "You are here", "当前位置";
    views => "Views", "视图";
    cancel => "Cancel", "取消";
    close => "Close", "关闭";
    shown_once => "Shown only this once. Copy it now and hand it over safely.", "仅显示这一次，请立即复制并妥善转交。";
    columns => "Columns", "列设置";
    restore => "Restore defaults", "恢复默认";
    apply => "Apply", "应用";
    move_up(what) => "Move {what} up", "上移{what}";
    error_title(title) => "Error: {title}", "错误：{title}";
    unreadable_form => "This form could not be read. Load the page again and repeat what you did.", "无法读取该表单，请重新加载页面后再试。";
    gone => "This record is not there, or not yours to see any more.", "该记录不存在，或您已无权查看。";
    busy_for(wait) => "Too many attempts just now. Try again in {wait}.", "尝试次数过多，请在{wait}后重试。";
    overloaded_for(wait) => "The system is busy and nothing was changed. Try again in {wait}.", "系统繁忙，未做任何更改，请在{wait}后重试。";
    seconds(n) => "{n} seconds", " {n} 秒";
    minutes(n) => "{n} minutes", " {n} 分钟";
    broken(reference) => "We are sorry: something of ours failed, and nothing was changed. Tell your administrator this reference: {reference}", "很抱歉，系统出现故障，未做任何更改。请将参考编号告知管理员：{reference}";
    not_allowed_title => "Not allowed", "没有权限";
    not_found_title => "Not found", "未找到";
    not_found_text => "There is no such page, or it is not yours to see.", "页面不存在，或您无权查看。";
    sign_in_title => "Sign in first", "请先登录";
    sign_in_text => "Your session is over.", "会话已结束。";
    uploaded_file => "Uploaded file", "已上传的文件";
    keep_or_replace => "Untick it to leave it out; choosing another file replaces it.", "取消勾选则不使用该文件；选择其他文件将替换它。";
    keep_or_add => "Untick a file to leave it out; files that you choose are added.", "取消勾选则不使用该文件；新选择的文件将追加。";
    choose_again(name) => "{name} was not kept, because your session had ended. Choose it again.", "会话已结束，未保存文件 {name}，请重新选择。";
    brought_back => "What you typed before your session ended is filled in below. Nothing of it is saved yet.", "已为您填入会话结束前的内容，尚未保存。";
    busy_title => "Busy", "系统繁忙";
    bad_address_title => "This address does not work", "地址无效";
    bad_address_text => "Something in the address cannot be read. Start from the menu.", "地址中有无法识别的内容，请从菜单重新进入。";
    broken_title => "Something went wrong", "系统故障";
    to_home => "To the start page", "返回首页";
}

impl UiText {
    /// Somebody asked too often; when to try again.
    pub fn busy(self, seconds: u32) -> String {
        self.busy_for(self.wait(seconds))
    }

    /// There was no room for anybody; when to try again.
    pub fn overloaded(self, seconds: u32) -> String {
        self.overloaded_for(self.wait(seconds))
    }

    /// In a unit that people wait in.
    fn wait(self, seconds: u32) -> String {
        if seconds < 90 { self.seconds(seconds) } else { self.minutes(seconds.div_ceil(60)) }
    }

    /// Words one after the other, as each language joins them.
    pub fn joined<S: AsRef<str>>(self, words: &[S]) -> String {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        words.join(match self.locale() {
            Locale::En => ", ",
            Locale::ZhCn => "、",
        })
    }
}

/// The words in the language of the request; English outside of one.
pub fn words() -> UiText {
    UiText(use_context::<Locale>().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_said_in_minutes_when_it_takes_minutes() {
        let (en, zh) = (UiText(Locale::En), UiText(Locale::ZhCn));
        assert_eq!(en.busy(889), "Too many attempts just now. Try again in 15 minutes.");
        assert_eq!(en.busy(30), "Too many attempts just now. Try again in 30 seconds.");
        assert_eq!(zh.busy(889), "尝试次数过多，请在 15 分钟后重试。");
    }

    #[test]
    fn words_are_joined_as_the_language_does() {
        assert_eq!(UiText(Locale::En).joined(&["You", "Primary administrator"]), "You, Primary administrator");
        assert_eq!(UiText(Locale::ZhCn).joined(&["本人", "主管理员"]), "本人、主管理员");
    }
}
