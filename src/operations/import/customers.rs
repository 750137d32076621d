//! Files of customers (客户): only known to the vendor, or associated with a partner from the day of the import on.

use super::associating;
use crate::claims::text::ReviewText;
use crate::customers::import::{associations, industries, real_name_states};
use crate::customers::model::Trait;
use crate::i18n::Locale;
use crate::imports::kind::{Check, Choice, Column, Distinct, KIND, Kind, Likely, Mask, Tell, Value, check, column, words};
use crate::imports::model::{Code, Problem};
use crate::notifications::model::Kind as NotificationKind;

fn traits() -> Vec<Choice> {
    let (en, zh) = (ReviewText(Locale::En), ReviewText(Locale::ZhCn));
    Trait::ALL.iter().map(|one| Choice { key: one.as_str(), name: words(en.trait_of(*one), zh.trait_of(*one)) }).collect()
}

const COLUMNS: &[Column] = &[
    column("external_id", words("External ID", "外部ID"), Value::Identifier(64))
        .required()
        .aliases(&["ID", "外部编号", "客户ID", "客户编号"])
        .is("p.external_id", "")
        .hint(words("10023", "10023"), words("The source's own ID of the customer", "数据来源中的客户编号")),
    column("account_name", words("Account name", "账号名"), Value::Account(64))
        .required()
        .aliases(&["Account", "客户账号", "账号", "客户账号名"])
        .is("p.account_name", "")
        .masked(Mask::Name)
        .hint(words("northern_sail", "northern_sail"), words("Never changes; without spaces", "不可修改，不含空格")),
    column("name", words("Name", "名称"), Value::Line(128))
        .required()
        .aliases(&["Customer", "Company", "Company name", "客户名称", "公司名称", "企业名称"])
        .is("p.name", "")
        .masked(Mask::Name)
        .hint(words("Northern Sail Ltd.", "北帆科技有限公司"), words("", "")),
    column("industry", words("Industry", "行业"), Value::Choice(industries))
        .required()
        .aliases(&["客户行业", "所属行业"])
        .is("p.industry", "other")
        .example("travel"),
    column("contact_name", words("Contact", "联系人"), Value::Line(64))
        .empties()
        .aliases(&["Contact name", "联系人姓名"])
        .is("p.contact_name", "")
        .masked(Mask::Name)
        .hint(words("Ann Lee", "李安"), words("", "")),
    column("mobile", words("Mobile", "手机号"), Value::Phone)
        .aliases(&["Phone", "Telephone", "手机", "手机号码", "电话", "联系电话"])
        .is("p.mobile", "")
        .masked(Mask::Phone)
        .hint(
            words("13900001111", "13900001111"),
            words(
                "A mobile or a landline (021-62345678). An empty cell leaves it as it is",
                "手机号或固定电话（021-62345678）；留空不修改",
            ),
        ),
    column("email", words("E-mail", "邮箱"), Value::Email)
        .aliases(&["Mail", "E-mail address", "电子邮箱", "邮件", "邮箱地址"])
        .is("lower(p.email)", "")
        .masked(Mask::Email)
        .hint(words("it@sail.example", "it@sail.example"), words("An empty cell leaves it as it is", "留空不修改")),
    column("real_name_state", words("Real-name check", "实名认证"), Value::Choice(real_name_states))
        .aliases(&["Real name", "实名认证状态"])
        .is("p.real_name_state", "unverified")
        .example("verified"),
    column("registered_on", words("Registered on", "注册日期"), Value::Date)
        .aliases(&["Registration day", "注册时间"])
        .is("(p.registered_at at time zone 'Asia/Shanghai')::date", "")
        .example("2026-11-20"),
    column("traits", words("Traits", "客户属性"), Value::Choices(traits))
        .empties()
        .aliases(&["Known"])
        .is("(select array_agg(t order by t collate \"C\") from unnest(p.traits) as t)", "")
        .hint(words("direct_sales;cash_spend", "direct_sales;cash_spend"), words("Several, separated by semicolons", "多个属性以分号分隔")),
    column("partner", words("Partner", "伙伴"), Value::Line(128))
        .aliases(&["Partner name", "伙伴名称", "合作伙伴"])
        .is("ap.name", "")
        .stands_for("w.name")
        .hint(
            words("Harbor Cloud Partners", "Harbor Cloud Partners"),
            words("Whose customer it becomes; empty: only known to the vendor", "关联的伙伴；留空表示仅厂商掌握"),
        ),
    column("association_type", words("Association type", "关联类型"), Value::Choice(associations))
        .aliases(&["Type", "合作模式"])
        .is("a.kind", "")
        .example("resale"),
    column("account_manager", words("Account manager", "客户经理"), Value::Account(64))
        .aliases(&["客户经理账号"])
        .is("ao.account_name", "")
        .hint(words("mei", "mei"), words("By account name; empty: the partner's own", "填写账号名；留空表示归伙伴")),
];

const LOOKUP: &str = "
    left join customer p on p.id = (select c.id from customer c where (c.source = $4 and c.external_id = s.external_id) or c.account_name = s.account_name
        order by (c.source is not distinct from $4 and c.external_id is not distinct from s.external_id) desc limit 1)
    left join association a on a.customer_id = p.id and a.ended_at is null
    left join partner ap on ap.id = a.partner_id
    left join person ao on ao.id = a.owner_id
    left join partner w on name_key(w.name) = name_key(nullif(s.partner, ''))
    left join person o on o.partner_id = w.id and o.account_name = s.account_manager and o.state = 'active'
        and exists (select 1 from person_role pr join role r on r.id = pr.role_id where pr.person_id = o.id and r.preset = 'account_manager')";

const CHECKS: &[Check] = &[
    check("account_fixed", "account_name", words("an account name never changes", "账号名不可修改"), "p.account_name <> s.account_name"),
    check(
        "account_taken",
        "account_name",
        words("another customer has this account name", "账号名已被其他客户使用"),
        "p.account_name = s.account_name and p.external_id is not null
         and (p.source is distinct from $4 or p.external_id is distinct from s.external_id)",
    ),
    check("unknown_partner", "partner", words("no partner has this name", "没有该名称的伙伴"), "s.partner <> '' and w.id is null"),
    check(
        "unknown_account_manager",
        "account_manager",
        words("not an active account manager of this partner", "不是该伙伴的有效客户经理"),
        "w.id is not null and s.account_manager <> '' and o.id is null",
    ),
    check(
        "associated_elsewhere",
        "partner",
        words("the customer is associated with another partner", "客户已与其他伙伴关联"),
        "a.id is not null and w.id is not null and a.partner_id <> w.id",
    ),
    check(
        "association_differs",
        "association_type",
        words("differs from the association; change it on the customer's page", "与现有关联关系不一致，请在客户页面修改"),
        "a.partner_id = w.id and s.association_type <> '' and a.kind <> s.association_type",
    ),
    check(
        "account_manager_differs",
        "account_manager",
        words("differs from the assignment; change it on the customer's page", "与现有客户经理不一致，请在客户页面修改"),
        "a.partner_id = w.id and o.id is not null and a.owner_id is distinct from o.id",
    ),
    check(associating::CHANNEL_ONLY, "partner", words("this distributor only recruits resellers", "该总经销商仅拓渠"), ""),
    check(
        associating::NO_REFERRAL_RIGHT,
        "association_type",
        words(
            "this partner may not offer referral; write resale, or give it the right on its page first",
            "该伙伴没有顾问销售权限，请改为代售，或先在伙伴页面开通",
        ),
        "",
    ),
    check(associating::PROSPECT_ASSOCIATED, "", words("the customer is associated with another partner", "客户已与其他伙伴关联"), ""),
    check(associating::PROSPECT_CLAIMED, "", words("another partner has claimed this customer", "该客户已被其他伙伴报备"), ""),
];

/// With a partner, the association type must be there; without one, neither type nor account manager.
fn relation(said: &dyn Fn(&str) -> Option<String>) -> Vec<Problem> {
    let is_there = |key| said(key).is_some_and(|text| !text.is_empty());
    match is_there("partner") {
        true if !is_there("association_type") => vec![Problem::at("association_type", Code::Missing)],
        false if is_there("association_type") || is_there("account_manager") => vec![Problem::at("partner", Code::Missing)],
        _ => Vec::new(),
    }
}

const fn once(column: &'static str, key: &'static str, differs: &'static str, refuses: bool) -> Distinct {
    Distinct { column, key, differs, refuses }
}

/// Customers, known by source and external ID, or by account name while no source has them.
pub const CUSTOMERS: Kind = Kind {
    key: "customers",
    name: words("Customers", "客户"),
    identity: &["external_id"],
    subject: "name",
    columns: COLUMNS,
    rules: relation,
    distinct: &[
        once("account_name", "s.account_name", "s.external_id", true),
        // Two partners cannot have one prospect.
        once("mobile", "case when s.partner <> '' then s.mobile end", "name_key(s.partner)", true),
        once("email", "case when s.partner <> '' then s.email end", "name_key(s.partner)", true),
        once("mobile", "s.mobile", "s.external_id", false),
        once("email", "s.email", "s.external_id", false),
    ],
    lookup: LOOKUP,
    record: "p.id",
    hold: &["select p.id from s join customer p on p.id in (
                 select c.id from customer c where (c.source = $4 and c.external_id = s.external_id) or c.account_name = s.account_name)
             order by p.id for update of p"],
    checks: CHECKS,
    likely: &[Likely {
        key: "customer",
        says: words("a customer with this number or address is on record", "已有相同手机号或邮箱的客户"),
        when: "exists (select 1 from customer k where k.mobile = s.mobile and k.mobile <> '')
            or exists (select 1 from customer k where lower(k.email) = s.email and k.email <> '')",
    }],
    facts: "jsonb_build_object('begins', w.id is not null and a.id is null, 'partner', w.id, 'partner_kind', w.kind, 'channel_only', w.channel_only,
                'referral_right', w.referral_right, 'owner', o.id, 'name', s.name, 'type', s.association_type,
                'mobile', coalesce(s.mobile, p.mobile, ''), 'email', coalesce(s.email, lower(p.email), ''))",
    write: &[
        "insert into customer (id, number, account_name, name, industry, contact_name, mobile, email, real_name_state, traits, registered_at,
                               source, external_id, created_at, updated_at)
         select m.id, 'C' || lpad(nextval('customer_number')::text, 8, '0'), m.account_name, m.name, m.industry, m.contact_name, m.mobile,
                m.email, m.real_name_state, m.traits, m.registered_on::timestamp at time zone 'Asia/Shanghai', $4, m.external_id, $5, $5
         from (select * from m where outcome = 'created' order by row_line) m",
        "update customer c set name = m.name, industry = m.industry, contact_name = m.contact_name, mobile = m.mobile, email = m.email,
                real_name_state = m.real_name_state, traits = m.traits,
                registered_at = case when m.registered_on is distinct from (c.registered_at at time zone 'Asia/Shanghai')::date
                                     then m.registered_on::timestamp at time zone 'Asia/Shanghai' else c.registered_at end,
                source = $4, external_id = m.external_id, updated_at = $5
         from m where c.id = m.id and m.outcome = 'changed'",
        "update association a set customer_name = m.name from m where a.customer_id = m.id and a.customer_name <> m.name",
    ],
    // Claims wait while a batch is written.
    batch: 500,
    tell: Some(Tell {
        kind: NotificationKind::CustomerAssigned,
        whom: "case when w.id is not null and a.id is null then o.id end",
        link: "/sales/customers",
        link_to_one: true,
    }),
    before: associating::hold,
    judge: associating::judge,
    after: associating::associate,
    grows: &["customer", "association"],
    ..KIND
};
