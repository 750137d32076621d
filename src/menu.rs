//! The navigation as a pure function of the viewer. What somebody cannot open is absent; its address says why.

use crate::accounting::bills::rules as bills;
use crate::accounting::contracts::rules as contracts;
use crate::alerts::rules as alerts;
use crate::auth::Viewer;
use crate::claims::rules as claims;
use crate::consumption::rules as consumption;
use crate::coupons::rules as coupons;
use crate::customers::rules as customers;
use crate::i18n::{Locale, Words};
use crate::leads::rules as leads;
use crate::lists::rules as lists;
use crate::marketing_tasks::rules as marketing_tasks;
use crate::opportunities::rules as opportunities;
use crate::orders::rules as orders;
use crate::reviews::rules as reviews;

/// A part of the product, at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// 销售.
    Sales,
    /// 交付.
    Delivery,
    /// 激励.
    Incentives,
    /// The vendor's own pages.
    Operations,
    /// People and roles of a partner; reached from the account menu.
    Organisation,
    /// The own account.
    Account,
    /// Home.
    Home,
}

impl Section {
    /// The section of an address.
    pub fn of(path: &str) -> Self {
        match path.trim_start_matches('/').split('/').next().unwrap_or("") {
            "sales" => Self::Sales,
            "delivery" => Self::Delivery,
            "incentives" => Self::Incentives,
            "operations" => Self::Operations,
            "organisation" => Self::Organisation,
            "account" => Self::Account,
            _ => Self::Home,
        }
    }

    /// Its name.
    pub const fn name(self, locale: Locale) -> &'static str {
        let words = Words(locale);
        match self {
            Self::Sales => words.sales(),
            Self::Delivery => words.delivery(),
            Self::Incentives => words.incentives(),
            Self::Operations => words.operations(),
            Self::Organisation => words.organisation(),
            Self::Account => words.account(),
            Self::Home => words.home(),
        }
    }

    /// Where it begins.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Sales => "/sales",
            Self::Delivery => "/delivery",
            Self::Incentives => "/incentives",
            Self::Operations => "/operations",
            Self::Organisation => "/organisation/people",
            Self::Account => "/account",
            Self::Home => "/",
        }
    }
}

/// One line of a section's menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As the page's heading reads.
    pub label: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// The address above all pages that belong to the line, where that is not `href`: of several pages it leads to the first.
    pub prefix: Option<&'static str>,
}

impl Item {
    /// Whether the line leads to this page or stands above it.
    pub fn is_above(&self, path: &str) -> bool {
        let prefix = self.prefix.unwrap_or(self.href);
        let ends_here = matches!(prefix, "/" | "/operations" | "/account");
        path == prefix || (!ends_here && path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/')))
    }
}

/// Lines under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub label: &'static str,
    /// The lines, never none.
    pub items: Vec<Item>,
}

crate::messages! {
    /// Words of the menus.
    pub MenuText:
    new_business => "New business", "拓新";
    opportunities => "Opportunities", "商机报备";
    review => "Review", "商机审阅";
    leads => "Leads", "线索管理";
    customer_development => "Customer development", "客户拓展";
    marketing_tasks => "Marketing tasks", "营销任务";
    expansion_campaigns => "Expansion campaigns", "销售拓展活动";
    customers_group => "Customers", "客户";
    customers => "Customers", "客户管理";
    assignments => "Assignment", "客户分配";
    orders => "Orders", "客户订单";
    order_lines => "Order resource details", "订单资源明细";
    alerts => "Customer alerts", "客户预警";
    consumption => "Consumption", "客户消费";
    coupon_allowlist => "Coupon allowlist", "代金券客户白名单";
    coupon_quotas => "Coupon quotas", "代金券额度";
    coupons => "Issued coupons", "已发放代金券";
    coupon_payments => "Coupons on orders", "订单用券";
    association_records => "Association records", "关联关系管理";
    bills => "Partner bills", "伙伴账单";
    overview => "Overview", "概览";
    partners => "Partners", "伙伴管理";
    recorded_customers => "Customers", "客户登记";
    reviews => "Claims to review", "报备审核";
    imports => "Imports", "数据导入";
    calendar => "Working days", "工作日历";
    terms => "Terms", "期限与限额";
    campaigns => "Campaigns", "活动管理";
    renames => "Renames", "公司更名";
    members => "Members", "组织成员";
    people => "People", "人员管理";
    roles => "Roles", "角色管理";
    company => "Company", "公司信息";
    profile => "Account", "我的账号";
    password => "Change password", "修改密码";
    mine => "Account", "我的账号";
    by_mail => "Notifications by e-mail", "邮件通知";
    notifications => "Notifications", "通知";
    accounting => "Accounting", "账务";
    online_contracts => "Online contracts", "线上合同";
    paper_contracts => "Paper contracts", "线下合同";
    entities => "Contracting entities", "签约主体";
    recorded_contracts => "Paper contracts", "线下合同登记";
    exports_group => "Exports", "导出";
    exports => "Export records", "导出记录";
    today => "Today", "今日";
    home => "Home", "首页";
    to_do => "To do", "待办";
}

/// The sections at the top. Sales, Delivery and Incentives always stand; the vendor's staff also see Operations.
pub fn sections(viewer: &Viewer) -> Vec<Section> {
    let mut sections = vec![Section::Sales, Section::Delivery, Section::Incentives];
    sections.extend(viewer.is_vendor().then_some(Section::Operations));
    sections
}

/// The menu of a section.
pub fn menu_for(viewer: &Viewer, section: Section, locale: Locale) -> Vec<Group> {
    let t = MenuText(locale);
    let group = |label, items: Vec<Option<Item>>| Group { label, items: items.into_iter().flatten().collect() };
    let item = |shown: bool, label, href| shown.then_some(Item { label, href, prefix: None });
    let above = |prefix: &'static str, item: Option<Item>| item.map(|item| Item { prefix: Some(prefix), ..item });
    let groups = match section {
        Section::Sales => vec![
            group(
                t.new_business(),
                vec![
                    item(opportunities::scope_of(viewer).is_ok(), t.opportunities(), "/sales/opportunities"),
                    item(reviews::may_review(viewer).is_ok(), t.review(), "/sales/opportunities/review"),
                    item(leads::scope_of(viewer).is_ok(), t.leads(), "/sales/leads"),
                    item(claims::scope_of(viewer).is_ok(), t.customer_development(), "/sales/customer-development"),
                    above(
                        "/sales/marketing-tasks",
                        item(marketing_tasks::scope_of(viewer).is_ok(), t.marketing_tasks(), "/sales/marketing-tasks/expansion"),
                    ),
                ],
            ),
            group(
                t.customers_group(),
                vec![
                    item(customers::scope_of(viewer).is_ok(), t.customers(), "/sales/customers"),
                    item(customers::may_assign(viewer).is_ok(), t.assignments(), "/sales/assignments"),
                    item(orders::scope_of(viewer).is_ok(), t.orders(), "/sales/orders"),
                    item(orders::scope_of(viewer).is_ok(), t.order_lines(), "/sales/order-resources"),
                    item(alerts::scope_of(viewer).is_ok(), t.alerts(), "/sales/alerts"),
                    item(consumption::scope_of(viewer).is_ok(), t.consumption(), "/sales/consumption"),
                    item(coupons::quotas_scope_of(viewer).is_ok(), t.coupon_quotas(), "/sales/coupons/quotas"),
                    item(coupons::coupons_scope_of(viewer).is_ok(), t.coupons(), "/sales/coupons/issued"),
                    item(customers::may_see_requests(viewer).is_ok(), t.association_records(), "/sales/association-records"),
                ],
            ),
            group(
                t.accounting(),
                vec![
                    item(bills::scope_of(viewer).is_ok(), t.bills(), "/sales/accounting/bills"),
                    item(contracts::may_view(viewer).is_ok(), t.online_contracts(), "/sales/accounting/contracts/online"),
                    item(contracts::may_view(viewer).is_ok(), t.paper_contracts(), "/sales/accounting/contracts/offline"),
                ],
            ),
            group(t.exports_group(), vec![item(lists::may_export(viewer).is_ok(), t.exports(), "/sales/exports")]),
        ],
        Section::Operations => vec![group(
            Section::Operations.name(locale),
            vec![
                item(viewer.is_vendor(), t.overview(), "/operations"),
                item(viewer.is_vendor(), t.partners(), "/operations/partners"),
                item(viewer.is_vendor(), t.recorded_customers(), "/operations/customers"),
                item(viewer.is_vendor(), t.reviews(), "/operations/reviews"),
                item(viewer.is_vendor(), t.campaigns(), "/operations/campaigns"),
                item(viewer.is_vendor(), t.expansion_campaigns(), "/operations/expansion-campaigns"),
                item(viewer.is_vendor(), t.coupon_quotas(), "/operations/coupon-quotas"),
                item(viewer.is_vendor(), t.coupon_allowlist(), "/operations/coupon-allowlist"),
                item(viewer.is_vendor(), t.coupon_payments(), "/operations/coupon-payments"),
                item(viewer.is_vendor(), t.renames(), "/operations/renames"),
                item(viewer.is_vendor(), t.bills(), "/operations/bills"),
                item(viewer.is_vendor(), t.recorded_contracts(), "/operations/paper-contracts"),
                item(viewer.is_vendor(), t.entities(), "/operations/contracting-entities"),
                item(viewer.is_vendor(), t.imports(), "/operations/imports"),
                item(viewer.is_vendor(), t.calendar(), "/operations/calendar"),
                item(viewer.is_vendor(), t.terms(), "/operations/terms"),
            ],
        )],
        Section::Organisation => vec![group(
            t.members(),
            vec![
                item(viewer.is_administrator(), t.people(), "/organisation/people"),
                item(viewer.is_administrator(), t.roles(), "/organisation/roles"),
                item(viewer.is_administrator(), t.company(), "/organisation/company"),
            ],
        )],
        Section::Account => vec![group(
            t.mine(),
            vec![
                item(true, t.profile(), "/account"),
                item(true, t.password(), "/account/password"),
                item(true, t.by_mail(), "/account/notifications"),
            ],
        )],
        Section::Home => {
            vec![group(
                t.today(),
                vec![item(true, t.home(), "/"), item(true, t.to_do(), "/to-do"), item(true, t.notifications(), "/notifications")],
            )]
        }
        Section::Delivery | Section::Incentives => vec![],
    };
    groups.into_iter().filter(|group| !group.items.is_empty()).collect()
}

/// Everything that a viewer can open, for search: section, label and address.
pub fn everything(viewer: &Viewer, locale: Locale) -> Vec<(Section, Item)> {
    let mut all = Vec::new();
    for section in [Section::Home, Section::Sales, Section::Operations, Section::Organisation, Section::Account] {
        for group in menu_for(viewer, section, locale) {
            all.extend(group.items.into_iter().map(|item| (section, item)));
        }
    }
    all.extend([Section::Delivery, Section::Incentives].map(|s| (s, Item { label: s.name(locale), href: s.href(), prefix: None })));
    all
}

#[cfg(test)]
mod tests;
