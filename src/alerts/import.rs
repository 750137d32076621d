//! Files of alerts (客户预警): each is told to the one person who is responsible for it.

use super::model::Category;
use super::text::AlertText;
use crate::i18n::Locale;
use crate::imports::kind::{Choice, Column, KIND, Kind, Mask, Tell, Value, check, column, words};
use crate::notifications::model::Kind as NotificationKind;

fn categories() -> Vec<Choice> {
    let (en, zh) = (AlertText(Locale::En), AlertText(Locale::ZhCn));
    Category::ALL.iter().map(|one| Choice { key: one.as_str(), name: words(en.category_of(*one), zh.category_of(*one)) }).collect()
}

const COLUMNS: &[Column] = &[
    column("external_id", words("External ID", "外部ID"), Value::Identifier(64))
        .required()
        .aliases(&["ID", "外部编号", "预警ID", "预警编号"])
        .hint(words("A-2026-17", "A-2026-17"), words("The source's own ID of the alert", "数据来源中的预警编号")),
    column("customer", words("Customer", "客户"), Value::Account(64))
        .required()
        .aliases(&["Account name", "Account", "客户账号", "账号名", "客户账号名"])
        .masked(Mask::Name)
        .hint(words("northern_sail", "northern_sail"), words("By account name; associated with a partner", "填写已关联客户的账号名")),
    column("category", words("Category", "预警类型"), Value::Choice(categories))
        .required()
        .aliases(&["Type", "类型", "类别"])
        .example("churn"),
    column("scenario", words("Scenario", "场景名称"), Value::Line(128))
        .required()
        .aliases(&["场景"])
        .is("p.scenario", "")
        .hint(words("Falling consumption", "消费下降"), words("", "")),
    column("title", words("Title", "标题"), Value::Line(256))
        .required()
        .aliases(&["预警标题"])
        .is("p.title", "")
        .hint(words("Consumption fell by half", "消费下降一半"), words("", "")),
    column("detail", words("Detail", "详情"), Value::Lines(2000))
        .empties()
        .aliases(&["Details", "预警详情", "说明"])
        .is("p.detail", "")
        .hint(words("From 120 to 58 a day", "日均由120降至58"), words("", "")),
    column("sent_on", words("Sent on", "预警日期"), Value::Date)
        .required()
        .aliases(&["Date", "日期", "预警时间", "发送日期"])
        .is("(p.sent_at at time zone 'Asia/Shanghai')::date", "")
        .example("2026-11-22"),
];

/// Alerts, known by source and external ID. What was done about one stays.
pub const ALERTS: Kind = Kind {
    key: "alerts",
    name: words("Customer alerts", "客户预警"),
    identity: &["external_id"],
    subject: "customer",
    columns: COLUMNS,
    lookup: "left join customer_alert p on p.source = $4 and p.external_id = s.external_id
        left join customer pc on pc.id = p.customer_id
        left join customer c on c.account_name = s.customer
        left join association a on a.customer_id = c.id and a.ended_at is null
        left join partner pa on pa.id = a.partner_id",
    record: "p.id",
    // The associations as well: nobody assigns a customer to another account manager while its alert is written.
    hold: &[
        "select a.id from s join customer c on c.account_name = s.customer join association a on a.customer_id = c.id and a.ended_at is null
         order by a.id for share of a",
        "select p.id from s join customer_alert p on p.source = $4 and p.external_id = s.external_id order by p.id for update of p",
    ],
    checks: &[
        check("unknown_customer", "customer", words("no customer has this account name", "没有该账号名的客户"), "p.id is null and c.id is null"),
        check(
            "not_associated",
            "customer",
            words("the customer is associated with no partner", "客户未与任何伙伴关联"),
            "p.id is null and c.id is not null and a.id is null",
        ),
        check(
            "other_customer",
            "customer",
            words("the alert is about another customer", "该预警属于其他客户"),
            "pc.account_name <> s.customer",
        ),
        check("other_category", "category", words("the alert has another category", "与现有预警类型不一致"), "p.category <> s.category"),
    ],
    closed: Some(check(
        "under_way",
        "",
        words("somebody has worked on it since; what was done is kept", "该记录已被处理，保留现有结果"),
        "p.state <> 'pending'",
    )),
    facts: "jsonb_build_object('association', a.id, 'customer', c.id, 'distributor', a.distributor_id, 'partner', a.partner_id,
                'supervisor', a.supervisor_id, 'owner', a.owner_id, 'told_as', c.name)",
    write: &[
        "insert into customer_alert (id, association_id, customer_id, distributor_id, partner_id, supervisor_id, owner_id, category, scenario,
                                     title, detail, sent_at, source, external_id)
         select m.id, (m.facts ->> 'association')::uuid, (m.facts ->> 'customer')::uuid, (m.facts ->> 'distributor')::uuid,
                (m.facts ->> 'partner')::uuid, (m.facts ->> 'supervisor')::uuid, (m.facts ->> 'owner')::uuid, m.category, m.scenario, m.title,
                m.detail, least(m.sent_on::timestamp at time zone 'Asia/Shanghai', $5), $4, m.external_id
         from m where m.outcome = 'created' order by m.row_line",
        "update customer_alert a set scenario = m.scenario, title = m.title, detail = m.detail, version = a.version + 1,
                sent_at = case when m.sent_on = (a.sent_at at time zone 'Asia/Shanghai')::date then a.sent_at
                               else least(m.sent_on::timestamp at time zone 'Asia/Shanghai', $5) end
         from m where a.id = m.id and m.outcome = 'changed'",
    ],
    tell: Some(Tell {
        kind: NotificationKind::AlertToHandle,
        whom: "case when p.id is null then coalesce(a.owner_id, pa.primary_administrator_id) end",
        link: "/sales/alerts",
        link_to_one: false,
    }),
    grows: &["customer_alert"],
    ..KIND
};
