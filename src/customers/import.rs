//! Files of company profiles (企业百科), and the words of customers in files.

use super::model::{AssociationType, Industry, RealNameState};
use super::text::CustomerText;
use crate::i18n::Locale;
use crate::imports::kind::{Choice, Column, KIND, Kind, Mask, Value, Words, check, column, words};

const EN: CustomerText = CustomerText(Locale::En);
const ZH: CustomerText = CustomerText(Locale::ZhCn);

/// 客户行业.
pub fn industries() -> Vec<Choice> {
    Industry::ALL.iter().map(|one| Choice { key: one.as_str(), name: words(EN.industry(*one), ZH.industry(*one)) }).collect()
}

/// 关联类型.
pub fn associations() -> Vec<Choice> {
    AssociationType::ALL
        .iter()
        .map(|one| Choice { key: one.as_str(), name: words(EN.association_type(*one), ZH.association_type(*one)) })
        .collect()
}

/// 实名认证.
pub fn real_name_states() -> Vec<Choice> {
    RealNameState::ALL
        .iter()
        .map(|one| Choice { key: one.as_str(), name: words(EN.real_name_state(*one), ZH.real_name_state(*one)) })
        .collect()
}

/// A text of up to 1,000 characters on several lines; an empty cell empties it.
const fn text(key: &'static str, name: Words, present: &'static str, example: Words) -> Column {
    column(key, name, Value::Lines(1000)).empties().is(present, "").hint(example, words("", ""))
}

const COLUMNS: &[Column] = &[
    column("customer", words("Customer", "客户"), Value::Account(64))
        .required()
        .aliases(&["Account name", "Account", "客户账号", "账号名", "客户账号名"])
        .masked(Mask::Name)
        .hint(words("northern_sail", "northern_sail"), words("By account name", "填写客户账号名")),
    column("founded_on", words("Founded on", "成立日期"), Value::Date)
        .empties()
        .aliases(&["成立时间"])
        .is("p.founded_on", "")
        .example("1999-05-01"),
    text("cloud_wallet", words("Cloud wallet", "上云钱包厚度"), "p.cloud_wallet", words("", "")),
    text("registered_capital", words("Registered capital", "注册资本"), "p.registered_capital", words("CNY 5 million", "500万元人民币")),
    text("national_industry", words("National industry", "国标行业"), "p.national_industry", words("", "")),
    text("vendor_industry", words("Vendor industry", "厂商行业"), "p.vendor_industry", words("", "")),
    text("website", words("Website", "网站"), "p.website", words("https://sail.example", "https://sail.example"))
        .aliases(&["官网", "网址"]),
    text("employees", words("Employees", "员工人数"), "p.employees", words("120", "120")).aliases(&["人员规模"]),
    text("cloud_activity", words("Cloud activity", "上云活跃度"), "p.cloud_activity", words("", "")),
    text("cloud_providers", words("Cloud providers", "云服务商"), "p.cloud_providers", words("", "")),
    text("structure", words("Structure", "企业结构"), "p.structure", words("", "")),
    text("funding", words("Funding", "投融资"), "p.funding", words("", "")),
    text("products", words("Products", "主要产品"), "p.products", words("", "")),
    text("intellectual_property", words("Intellectual property", "知识产权"), "p.intellectual_property", words("", "")),
];

/// What is known of companies; one profile a customer, whatever the source.
pub const PROFILES: Kind = Kind {
    key: "profiles",
    name: words("Company profiles", "企业百科"),
    identity: &["customer"],
    subject: "customer",
    columns: COLUMNS,
    lookup: "left join customer c on c.account_name = s.customer left join customer_profile p on p.customer_id = c.id",
    record: "p.customer_id",
    hold: &["select p.customer_id from s join customer c on c.account_name = s.customer join customer_profile p on p.customer_id = c.id
             order by p.customer_id for update of p"],
    checks: &[check("unknown_customer", "customer", words("no customer has this account name", "没有该账号名的客户"), "c.id is null")],
    facts: "jsonb_build_object('customer', c.id)",
    write: &["insert into customer_profile (customer_id, founded_on, updated_at, cloud_wallet, registered_capital, national_industry,
             vendor_industry, website, employees, cloud_activity, cloud_providers, structure, funding, products, intellectual_property)
         select (m.facts ->> 'customer')::uuid, m.founded_on, $5, m.cloud_wallet, m.registered_capital, m.national_industry, m.vendor_industry,
                m.website, m.employees, m.cloud_activity, m.cloud_providers, m.structure, m.funding, m.products, m.intellectual_property
         from m order by m.row_line
         on conflict (customer_id) do update set founded_on = excluded.founded_on, updated_at = excluded.updated_at,
             cloud_wallet = excluded.cloud_wallet, registered_capital = excluded.registered_capital,
             national_industry = excluded.national_industry, vendor_industry = excluded.vendor_industry, website = excluded.website,
             employees = excluded.employees, cloud_activity = excluded.cloud_activity, cloud_providers = excluded.cloud_providers,
             structure = excluded.structure, funding = excluded.funding, products = excluded.products,
             intellectual_property = excluded.intellectual_property"],
    grows: &["customer_profile"],
    ..KIND
};
