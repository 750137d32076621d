//! Words of what a role comes to.

use crate::organisation::model::Reach;

crate::messages! {
    /// Words of what a role comes to.
    pub PreviewText:
    title => "What this role opens", "该角色开放的内容";
    preview => "Preview", "预览";
    not_saved => "This is what the form comes to. It is not saved yet.", "以下为按当前表单计算的结果，尚未保存。";
    menus => "Menus", "菜单";
    no_menus => "None: nothing is chosen.", "无：未选择权限项。";
    opportunities => "Opportunities", "商机";
    customers => "Customers", "客户";
    not_seen => "Not visible", "不可见";
    own => "Own ones only", "仅本人的";
    team => "Those of the team", "团队的";
    partner => "All of the partner", "整个伙伴";
    resellers => "All of the partner and of its resellers", "伙伴及其云经销商的全部";
    people => "Who gains or loses what", "人员权限变化";
    nobody_yet => "Nobody holds it yet: give it to people on their pages.", "暂无人员持有，可在人员页面分配。";
    nobody_holds => "Nobody holds this role.", "暂无人员持有该角色。";
    unchanged(name) => "{name}: nothing changes", "{name}：无变化";
    changes(name, what) => "{name}: {what}", "{name}：{what}";
    between => "; ", "；";
    gains(items) => "gains {items}", "新增权限：{items}";
    loses(items) => "loses {items}", "失去权限：{items}";
    appears(menus) => "new in the menu: {menus}", "新增菜单：{menus}";
    disappears(menus) => "no longer in the menu: {menus}", "不再显示菜单：{menus}";
}

impl PreviewText {
    /// How far something is seen by somebody who has only this role.
    pub const fn reach(self, reach: Option<Reach>) -> &'static str {
        match reach {
            None => self.not_seen(),
            Some(Reach::Own) => self.own(),
            Some(Reach::Team) => self.team(),
            Some(Reach::Partner) => self.partner(),
            Some(Reach::PartnerAndResellers) => self.resellers(),
        }
    }
}
