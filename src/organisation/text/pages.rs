//! Words of the pages about people and roles.

use crate::auth::model::Permission;
use crate::organisation::model::{Outlook, PersonState};

crate::messages! {
    /// Words of the pages about people and roles.
    pub PeopleText:
    people => "People", "人员管理";
    people_lead(count, partner) => "{count} people sign in for {partner}. Changes hold from the person's next page on.", "{partner}共 {count} 名登录人员。修改在对方下一次打开页面时生效。";
    one_person(partner) => "One person signs in for {partner}. Changes hold from the person's next page on.", "{partner}共 1 名登录人员。修改在对方下一次打开页面时生效。";
    people_found(count, partner) => "{count} of the people who sign in for {partner}.", "{partner}的登录人员，符合条件的 {count} 名。";
    all_roles => "All roles", "全部角色";
    all_supervisors => "All supervisors", "全部主管";
    all_states => "All states", "全部状态";
    new_person => "Create person", "创建人员";
    search_label => "Account or name", "账号名或姓名";
    account_name => "Account name", "账号名";
    account_name_hint => "3 to 64 lower-case letters, digits, dots, hyphens or underscores, beginning with a letter. It can never be changed.", "3 至 64 个小写字母、数字、点、连字符或下划线，以字母开头；创建后不可修改。";
    display_name => "Name", "姓名";
    display_name_hint => "As colleagues read it.", "同事看到的名称。";
    email => "E-mail", "邮箱";
    email_hint => "For notifications, and for a forgotten password; without it neither arrives. The person can change it.", "用于接收通知和重置密码；不填写则均无法送达。本人可自行修改。";
    roles => "Roles", "角色";
    roles_hint => "One to three. System administrator stands alone; account manager and supervisor exclude each other.", "1 至 3 个角色。系统管理员不可与其他角色并存；客户经理与客户经理主管互斥。";
    supervisor => "Supervisor", "客户经理主管";
    supervisor_hint => "For account managers. Customers and opportunities follow from today on.", "仅适用于客户经理。其客户和商机自今日起随之归属。";
    no_supervisor => "No supervisor", "无主管";
    telesales => "Authorised for telesales only", "授权电销人员";
    telesales_hint => "Makes calls; leads are not dispatched to this person.", "仅负责电话外呼，不可向其派发线索。";
    telesales_yes => "Telesales only", "授权电销人员";
    telesales_no => "Not telesales only", "非授权电销人员";
    supervisor_disabled(name) => "{name} (disabled)", "{name}（已停用）";
    state => "State", "状态";
    actions => "Actions", "操作";
    active => "Active", "启用";
    disabled => "Disabled", "已停用";
    edit => "Change", "修改";
    oneself => "You", "本人";
    primary => "Primary administrator", "主管理员";
    nobody_title => "Nobody matches", "没有符合条件的人员";
    nobody_text => "Search for another part of the account name or name, or remove a filter.", "请尝试其他账号名或姓名，或移除部分条件。";
    save => "Save changes", "保存修改";
    created(name) => "{name} is created. Hand the temporary password over; the first sign-in asks for a new one.", "已创建{name}。请转交临时密码；首次登录时须设置新密码。";
    created_title => "Person created", "创建人员成功";
    temporary_password_of(account) => "Temporary password of {account}", "{account} 的临时密码";
    to_person => "To the person's page", "查看该人员";
    to_people => "To all people", "返回人员列表";
    another => "Create another person", "继续创建";
    profile => "Name, roles and supervisor", "姓名、角色与主管";
    standing => "State and password", "状态与密码";
    sees => "What this person sees", "可见范围";
    reports_count => "Account managers reporting", "下属客户经理";
    waiting_for_first_sign_in => "Has not signed in since the password was set by somebody else.", "密码由他人设置，尚未登录修改。";
    disable => "Disable", "停用";
    disable_title(name) => "Disable {name}?", "停用{name}？";
    disable_text => "The sessions end at once, and signing in is refused. The person is responsible for nothing that would have to be handed over, and can be enabled again.", "该人员的会话立即结束且无法登录；其名下没有需要移交的内容，之后可重新启用。";
    view_as => "View as", "以此身份查看";
    view_as_title(name) => "View as {name}?", "以{name}的身份查看？";
    view_as_text => "You see the pages as this person sees them, for 30 minutes at most. Nothing can be changed meanwhile, and it is recorded.", "您将以该人员的身份查看页面，最长 30 分钟。期间不可修改，且会留下记录。";
    enable => "Enable", "启用";
    enable_title(name) => "Enable {name} again?", "重新启用{name}？";
    enable_text => "Signing in works again with the password of before.", "可使用原密码重新登录。";
    reset => "Reset password", "重置密码";
    reset_title(name) => "Reset the password of {name}?", "重置{name}的密码？";
    reset_text => "The sessions end at once. You are shown a temporary password, once; signing in with it asks for a new one.", "该人员的会话立即结束。系统将显示一次临时密码，使用其登录时须设置新密码。";
    reset_done(name) => "{name} has a temporary password. All sessions are ended.", "已为{name}设置临时密码，其全部会话均已结束。";
    own_password_link => "Your own password is changed on your account page.", "请在“我的账号”页面修改自己的密码。";
    done_changed => "The changes are saved. They hold from the person's next page on.", "修改已保存，在对方下一次打开页面时生效。";
    done_disabled => "The person is disabled, and all sessions are ended.", "该人员已停用，其全部会话均已结束。";
    done_enabled => "The person is enabled.", "该人员已启用。";
    done_created_before => "This person was created already by the same form. The temporary password was shown then and cannot be shown again; reset it if it is lost.", "该人员此前已由同一表单创建。临时密码仅当时显示一次，如已遗失请重置密码。";
    done_reset_before => "The password was reset already by the same form. The temporary password was shown then and cannot be shown again; reset it once more if it is lost.", "密码此前已由同一表单重置。临时密码仅当时显示一次，如已遗失请再次重置。";
    changed_meanwhile => "Somebody saved this person while you were editing. Compare, then save again to keep your values.", "在您编辑期间，他人已保存了该人员的信息。请核对后再次保存以保留您的内容。";

    changed_before_action => "Somebody changed this person after the page was opened. Check what stands now, then confirm again.", "页面打开后，他人已修改该人员。请核对后再次确认。";

    roles_title => "Roles", "角色管理";
    roles_lead => "Presets are fixed. Custom roles open what their items say, over the whole partner, as far as there are pages for it; at most ten.", "预置角色不可修改。自定义角色按权限项开放伙伴范围内已提供页面的功能，最多 10 个。";
    presets => "Preset roles", "预置角色";
    customs => "Custom roles", "自定义角色";
    role => "Role", "角色";
    meaning => "What it means", "说明";
    items => "Permission items", "权限项";
    held_by => "People", "人数";
    new_role => "Create role", "创建角色";
    no_customs_title => "No custom role yet", "暂无自定义角色";
    no_customs_text => "Create one to open, for example, customers and their alerts to an operator.", "可创建自定义角色，例如为运营人员开放客户和客户预警。";
    role_name => "Role name", "角色名称";
    description => "Description", "描述";
    items_hint => "At least one. They hold for all customers of the partner.", "至少选择一项；对伙伴的全部客户有效。";
    delete_role => "Delete role", "删除角色";
    delete_role_title(name) => "Delete the role {name}?", "删除角色“{name}”？";
    delete_role_text => "Nobody holds it. It cannot be brought back; a new one can be created with the same items.", "目前无人持有该角色。删除后不可恢复，可用相同权限项重新创建。";
    role_deleted => "The role is deleted.", "角色已删除。";
    role_changed_before_deletion => "Somebody changed this role after the page was opened. Check what stands now, then confirm again.", "页面打开后，他人已修改该角色。请核对后再次确认。";
    scope_title => "What follows from it", "可见范围说明";
    scope_second => "Account managers with a second role see all customers of the partner. They still change only opportunities of their own.", "客户经理兼有第二个角色时，可查看伙伴的全部客户，但仍只能修改自己的商机。";
    scope_supervisor => "No role lets a supervisor report or change an opportunity.", "任何角色都不允许主管报备或修改商机。";
    scope_alone => "A person with custom roles only sees what the items open, for the whole partner.", "仅有自定义角色的人员，可在整个伙伴范围内使用所选权限项的功能。";
    role_created => "The role is created. Give it to people on their pages.", "角色已创建，可在人员页面分配。";
    role_changed => "The role is saved. It holds from the next page of everybody who has it.", "角色已保存，在持有者下一次打开页面时生效。";
    role_changed_meanwhile => "Somebody saved this role while you were editing. Compare, then save again to keep your values.", "在您编辑期间，他人已保存了该角色。请核对后再次保存以保留您的内容。";
    administrator_means => "Everything of the partner: people and roles, all customers and opportunities. Excludes every other role.", "伙伴的全部内容：人员与角色、全部客户与商机。不可与其他角色并存。";
    supervisor_means => "Reads the customers and opportunities of the account managers who report to the person, and changes none.", "查看下属客户经理的客户与商机，不可修改。";
    manager_means => "Owns customers and opportunities, and sees own ones only.", "拥有自己的客户与商机，且仅可查看自己的。";
    outlook_everything => "Everything of the partner.", "伙伴的全部内容。";
    outlook_all => "All customers of the partner, because account managers with a second role see them all; changes only own opportunities.", "因兼有第二个角色，可查看伙伴的全部客户；仅可修改自己的商机。";
    outlook_own => "Own customers and opportunities only.", "仅自己的客户与商机。";
    outlook_team => "Customers and opportunities of the account managers who report to this person, read only.", "下属客户经理的客户与商机（只读）。";
    outlook_items => "What the custom roles open, for the whole partner.", "自定义角色所开放的功能，范围为整个伙伴。";
    under_opportunities => "Sales – Opportunities", "销售 – 商机报备";
    under_customers => "Sales – Customers", "销售 – 客户管理";
    under_assignment => "Sales – Assignment", "销售 – 客户分配";
    under_development => "Sales – Customer development", "销售 – 客户拓展";
    under_alerts => "Sales – Customer alerts", "销售 – 客户预警";
    under_leads => "Sales – Leads", "销售 – 线索管理";
    under_consumption => "Sales – Consumption", "销售 – 客户消费";
    under_quotas => "Sales – Coupon quotas", "销售 – 代金券额度";
    under_coupons => "Sales – Issued coupons", "销售 – 已发放代金券";
    act_issue => "Issue coupons", "发放代金券";
    act_pass_on => "Pass on to resellers and reclaim (distributors)", "向云经销商发放和回收额度（总经销商）";
    act_reclaim => "Reclaim", "回收";
    under_orders => "Sales – Orders", "销售 – 客户订单";
    under_marketing_tasks => "Sales – Marketing tasks", "销售 – 营销任务";
    under_contracts => "Sales – Contracts", "销售 – 合同商务";
    under_partner_bills => "Sales – Partner bills", "销售 – 伙伴账单";
    under_exports => "Sales – Exports", "销售 – 导出记录";
    act_view => "View", "查看";
    act_process => "Process", "处理";
    act_report => "Report", "新建报备";
    act_revise => "Revise and add progress", "修改和更新进展";
    act_assign => "Assign account managers", "分配客户经理";
    act_develop => "Claim and invite", "报备和邀请";
    act_dispatch => "See all and dispatch", "查看全部和派发";
    act_follow => "Create and follow up", "新建和跟进";
    act_request => "Request and void", "申请和作废";
    act_export => "Create and download", "创建和下载";
}

impl PeopleText {
    /// The menu that a permission item belongs to, and what can be done there.
    const fn item(self, item: Permission) -> (&'static str, &'static str) {
        match item {
            Permission::OpportunitiesView => (self.under_opportunities(), self.act_view()),
            Permission::OpportunitiesReport => (self.under_opportunities(), self.act_report()),
            Permission::OpportunitiesChange => (self.under_opportunities(), self.act_revise()),
            Permission::CustomersView => (self.under_customers(), self.act_view()),
            Permission::CustomersAssign => (self.under_assignment(), self.act_assign()),
            Permission::CustomersDevelop => (self.under_development(), self.act_develop()),
            Permission::AlertsView => (self.under_alerts(), self.act_view()),
            Permission::LeadsDispatch => (self.under_leads(), self.act_dispatch()),
            Permission::LeadsFollow => (self.under_leads(), self.act_follow()),
            Permission::ConsumptionView => (self.under_consumption(), self.act_view()),
            Permission::MarketingTasksView => (self.under_marketing_tasks(), self.act_view()),
            Permission::MarketingTasksProcess => (self.under_marketing_tasks(), self.act_process()),
            Permission::OrdersView => (self.under_orders(), self.act_view()),
            Permission::ContractsView => (self.under_contracts(), self.act_view()),
            Permission::ContractsRequest => (self.under_contracts(), self.act_request()),
            Permission::PartnerBillsView => (self.under_partner_bills(), self.act_view()),
            Permission::CouponQuotasView => (self.under_quotas(), self.act_view()),
            Permission::CouponsIssue => (self.under_quotas(), self.act_issue()),
            Permission::CouponQuotasPassOn => (self.under_quotas(), self.act_pass_on()),
            Permission::CouponsView => (self.under_coupons(), self.act_view()),
            Permission::CouponsReclaim => (self.under_coupons(), self.act_reclaim()),
            Permission::ExportsCreate => (self.under_exports(), self.act_export()),
        }
    }

    /// A permission item in one line, by menu and action.
    pub fn permission(self, item: Permission) -> String {
        let (menu, act) = self.item(item);
        format!("{menu} – {act}")
    }

    /// The tree of these items: the menus, and under each what can be done there. `View` under `Sales – Opportunities`.
    pub fn tree(self, items: &[Permission]) -> Vec<(&'static str, Vec<(Permission, &'static str)>)> {
        let mut tree: Vec<(&'static str, Vec<(Permission, &'static str)>)> = Vec::new();
        for item in items {
            let (menu, act) = self.item(*item);
            match tree.last_mut().filter(|(last, _)| *last == menu) {
                Some((_, leaves)) => leaves.push((*item, act)),
                None => tree.push((menu, vec![(*item, act)])),
            }
        }
        tree
    }

    /// What a preset role means.
    pub const fn preset_means(self, preset: crate::auth::model::Preset) -> &'static str {
        use crate::auth::model::Preset;
        match preset {
            Preset::SystemAdministrator => self.administrator_means(),
            Preset::Supervisor => self.supervisor_means(),
            Preset::AccountManager => self.manager_means(),
        }
    }

    /// How far a person sees.
    pub const fn outlook(self, outlook: Outlook) -> &'static str {
        match outlook {
            Outlook::Everything => self.outlook_everything(),
            Outlook::AllBySecondRole => self.outlook_all(),
            Outlook::Own => self.outlook_own(),
            Outlook::Team => self.outlook_team(),
            Outlook::Items => self.outlook_items(),
        }
    }

    /// Whether the person may sign in.
    pub const fn person_state(self, state: PersonState) -> &'static str {
        match state {
            PersonState::Active => self.active(),
            PersonState::Disabled => self.disabled(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn every_item_stands_once_in_the_tree_under_the_menu_it_belongs_to_in_both_languages() {
        let [english, chinese] = [Locale::En, Locale::ZhCn].map(|locale| PeopleText(locale).tree(&Permission::ALL));
        for tree in [&english, &chinese] {
            let items: Vec<Permission> = tree.iter().flat_map(|(_, leaves)| leaves.iter().map(|(item, _)| *item)).collect();
            assert_eq!(items, Permission::ALL);
            let mut menus: Vec<&str> = tree.iter().map(|(menu, _)| *menu).collect();
            menus.sort_unstable();
            menus.dedup();
            assert_eq!(menus.len(), tree.len(), "a menu stands twice");
        }
        let sizes = |tree: &[(&str, Vec<(Permission, &str)>)]| tree.iter().map(|(_, leaves)| leaves.len()).collect::<Vec<_>>();
        assert_eq!(sizes(&english), sizes(&chinese));
        assert_eq!(english[0].0, "Sales – Opportunities");
        let acts: Vec<&str> = english[0].1.iter().map(|(_, act)| *act).collect();
        assert_eq!(acts, ["View", "Report", "Revise and add progress"]);
        assert_eq!((chinese[0].0, chinese[0].1[0].1), ("销售 – 商机报备", "查看"));
    }
}
