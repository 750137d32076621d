//! Words of saved views.

use crate::lists::model::ViewRefusal;

crate::messages! {
    /// Words of saved views.
    pub ViewText:
    saved_views => "Saved views", "已存视图";
    all => "All", "全部";
    shared_by(name) => "shared by {name}", "{name}共享";
    shared => "shared", "已共享";
    opens_the_list => "default", "默认";

    save_as => "Save as view", "另存为视图";
    save_title => "Save as view", "另存为视图";
    save_lead => "Conditions and order as they are now, under a name.", "将当前的筛选条件和排序保存为视图。";
    name => "Name of the view", "视图名称";
    name_hint(most) => "Up to {most} characters.", "不超过 {most} 个字符。";
    open_with_it => "Open the list with this view", "打开列表时默认使用此视图";
    save => "Save view", "保存视图";

    changed(name) => "Changed since “{name}”.", "与视图“{name}”不同。";
    save_changes => "Save changes", "保存更改";
    save_as_new => "Save as new view", "另存为新视图";
    back(name) => "Back to “{name}”", "恢复为“{name}”";
    names_stay => "Conditions on customers stay with you, so they cannot go into a shared view.", "客户筛选条件仅限本人使用，不能存入共享视图。";

    settings => "View settings", "视图设置";
    settings_of(name) => "View “{name}”", "视图“{name}”";
    rename => "Rename", "重命名";
    make_default => "Open the list with it", "设为默认视图";
    no_default => "Open the list without it", "取消默认视图";
    share(partner) => "Share with {partner}", "共享给{partner}";
    share_means(partner) => "Everybody at {partner} who sees this list then has its name and conditions, each with the rows that are theirs to see.", "{partner}可查看此列表的人员都将看到该视图的名称和条件，但只能看到各自权限内的数据。";
    is_shared(partner) => "Shared with {partner}; its administrators change it together.", "已共享给{partner}，由系统管理员共同维护。";
    shared_with_you(name) => "{name} shares this view with you. Your system administrators change it; a copy is yours to change.", "此视图由{name}共享，仅系统管理员可修改。另存为您的视图后即可修改。";
    shared_and_yours => "You made this view; it is shared, so your system administrators change it. A copy is yours to change.", "此视图由您创建并已共享，仅系统管理员可修改。另存为您的视图后即可修改。";
    unshare => "Stop sharing", "停止共享";
    unshare_title(name) => "Stop sharing “{name}”?", "停止共享“{name}”？";
    unshare_text => "Colleagues lose it, also those whose list opens with it. It stays with whoever made it.", "同事将无法再使用此视图，包括将其设为默认视图的人。视图仍归创建者所有。";
    copy => "Save a copy", "另存副本";
    delete => "Delete view", "删除视图";
    delete_title(name) => "Delete the view “{name}”?", "删除视图“{name}”？";
    delete_text => "Its name and conditions are gone for good. The opportunities, customers and everything else in it stay.", "视图的名称和条件将被永久删除，其中的数据不受影响。";
    delete_shared(partner) => "It is gone for good, for everybody at {partner}. What it shows stays.", "{partner}的所有人员都将失去此视图，且无法恢复。其中的数据不受影响。";
    no_names => "It narrows by customer. Such a view stays with you: names of customers would go to others.", "此视图含有客户筛选条件，仅限本人使用，不能共享，以免客户名称外泄。";

    saved => "The view is saved.", "视图已保存。";
    renamed => "The view has its new name.", "视图已重命名。";
    replaced => "The view holds the present conditions now.", "视图的条件已更新。";
    default_set => "The list opens with this view from now on.", "以后打开列表时将使用此视图。";
    default_dropped => "The list opens without this view from now on.", "以后打开列表时不再使用此视图。";
    now_shared => "The view is shared.", "视图已共享。";
    now_unshared => "The view is not shared any more.", "视图已停止共享。";
    deleted => "The view is deleted.", "视图已删除。";
    gone => "The view in this address is not yours, or exists no more. Everything is shown.", "该地址中的视图不属于您或已被删除，已为您显示全部。";
    changed_meanwhile => "Somebody changed this view in between. Compare, then save yours or take theirs.", "其他人刚刚修改了此视图，请比较后选择保留您的或对方的内容。";
    changed_before => "Somebody changed this view in between. What you see is how it is now; look again, then do it.", "其他人刚刚修改了此视图，以下为最新内容，请确认后再操作。";
}

impl ViewText {
    /// Why not, and how to mend it.
    pub fn refusal(self, refusal: ViewRefusal) -> String {
        let words = Refusals(self.locale());
        match refusal {
            ViewRefusal::NoName => words.no_name().into(),
            ViewRefusal::LongName(most) => words.long_name(most),
            ViewRefusal::NameTaken => words.name_taken().into(),
            ViewRefusal::Nothing => words.nothing().into(),
            ViewRefusal::LongAddress => words.long_address().into(),
            ViewRefusal::TooMany(most) => words.too_many(most),
            ViewRefusal::TooManyShared(most) => words.too_many_shared(most),
            ViewRefusal::FilterGone => words.filter_gone().into(),
            ViewRefusal::Names => words.names().into(),
            ViewRefusal::AdministratorsOnly => words.administrators_only().into(),
        }
    }
}

crate::messages! {
    Refusals:
    no_name => "Enter a name for the view", "请填写视图名称";
    long_name(most) => "Shorten the name of the view to {most} characters at most", "视图名称不能超过 {most} 个字符";
    name_taken => "There is a view of this name already; choose another", "已有同名视图，请更换名称";
    nothing => "Narrow or sort the list first: without that the view would be “All”", "请先设置筛选条件或排序，否则视图与“全部”相同";
    long_address => "These are more conditions than a view can hold; take some away", "筛选条件过多，请减少后重试";
    too_many(most) => "You have {most} views of this list, the most that there can be; delete one first", "您在此列表已有 {most} 个视图，达到上限，请先删除一个";
    too_many_shared(most) => "{most} views of this list are shared, the most that there can be; stop sharing one first", "此列表已共享 {most} 个视图，达到上限，请先停止共享一个";
    filter_gone => "The conditions on customers are not yours or no longer exist; enter them again, then save", "客户筛选条件不属于您或已失效，请重新填写后再保存";
    names => "This view narrows by customer and stays with you: names of customers would go to others. Take these conditions away to share it", "此视图含有客户筛选条件，仅限本人使用。如需共享，请先移除这些条件，以免客户名称外泄";
    administrators_only => "Only the system administrator shares views with the partner, and changes those that are shared.", "仅系统管理员可共享视图，以及修改已共享的视图。";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn a_refusal_says_how_to_mend_it_in_both_languages() {
        let told = |refusal| (ViewText(Locale::En).refusal(refusal), ViewText(Locale::ZhCn).refusal(refusal));
        let (en, zh) = told(ViewRefusal::TooMany(20));
        assert!(en.starts_with("You have 20 views") && en.ends_with("delete one first"), "{en}");
        assert_eq!(zh, "您在此列表已有 20 个视图，达到上限，请先删除一个");
        assert_eq!(told(ViewRefusal::LongName(64)).0, "Shorten the name of the view to 64 characters at most");
    }
}
