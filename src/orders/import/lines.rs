//! Files of what orders consist of (订单资源明细): a row a resource. The order comes first; whose it is, its lines follow.

use super::{EN, ZH, charging_modes};
use crate::imports::kind::{Choice, Column, Dated, KIND, Kind, Value, check, column, words};
use crate::imports::model::{Code, Problem};
use crate::orders::model::{LineState, Renewal};

fn renewals() -> Vec<Choice> {
    Renewal::ALL.iter().map(|one| Choice { key: one.as_str(), name: words(EN.renewal_of(*one), ZH.renewal_of(*one)) }).collect()
}

fn states() -> Vec<Choice> {
    LineState::ALL.iter().map(|one| Choice { key: one.as_str(), name: words(EN.line_state_of(*one), ZH.line_state_of(*one)) }).collect()
}

const COLUMNS: &[Column] = &[
    column("number", words("Order number", "订单号"), Value::Identifier(64))
        .required()
        .aliases(&["Order", "Order ID", "Order no.", "订单ID", "订单编号"])
        .hint(
            words("CS2611230001", "CS2611230001"),
            words("Of an order that was imported from the same source", "同一数据来源中已导入的订单"),
        ),
    column("line", words("Order line", "订单行"), Value::Identifier(64))
        .required()
        .aliases(&["Line", "Line ID", "订单行ID", "订单行号", "行号"])
        .hint(words("1", "1"), words("With source and order number it tells lines apart", "与数据来源、订单号共同标识一行")),
    column("resource_id", words("Resource ID", "资源ID"), Value::Identifier(128)).is("p.resource_id", "").example("res-7c1f0b2a"),
    column("resource_name", words("Resource name", "资源名称"), Value::Line(256))
        .empties()
        .aliases(&["Resource"])
        .is("p.resource_name", "")
        .example("web-01"),
    column("product_type", words("Product type", "产品类型"), Value::Line(128))
        .required()
        .aliases(&["云服务类型"])
        .is("p.product_type", "")
        .hint(words("Elastic server", "弹性云服务器"), words("", "")),
    column("product", words("Product", "产品"), Value::Line(128)).empties().aliases(&["产品名称"]).is("p.product", "").example("c7.large"),
    column("specification", words("Specification", "规格"), Value::Line(256))
        .empties()
        .aliases(&["Spec", "产品规格"])
        .is("p.specification", "")
        .example("2 vCPU | 8 GiB"),
    column("region", words("Region", "区域"), Value::Line(64)).empties().is("p.region", "").hint(words("North 4", "华北四"), words("", "")),
    column("charging_mode", words("Charging mode", "计费模式"), Value::Choice(charging_modes))
        .aliases(&["Billing mode"])
        .is("p.charging_mode", "subscription")
        .example("subscription"),
    column("amount", words("Amount", "金额"), Value::Amount(8))
        .required()
        .aliases(&["Rated amount", "Amount (rated)", "定价金额", "订单行金额"])
        .is("p.amount_rated", "")
        .hint(
            words("1000.12345678", "1000.12345678"),
            words("As rated; charged is what stands before the third decimal", "定价金额；计费金额截取两位小数"),
        ),
    column("effective_at", words("Effective", "生效时间"), Value::Moment)
        .empties()
        .aliases(&["Effective at", "Effective time"])
        .is("(p.effective_at at time zone 'Asia/Shanghai')", "")
        .example("2026-02-23 10:20:00"),
    column("expires_at", words("Expires", "失效时间"), Value::Moment)
        .empties()
        .aliases(&["Expires at", "Expiry", "Expiry time", "订单行失效时间", "到期时间"])
        .is("(p.expires_at at time zone 'Asia/Shanghai')", "")
        .example("2027-02-23 23:59:59"),
    column("renewal", words("Renewed or not", "是否续订"), Value::Choice(renewals))
        .aliases(&["Renewed", "Renewal", "续订状态"])
        .is("p.renewal", "not_renewed")
        .example("not_renewed"),
    column("renewed_at", words("Renewed at", "续订时间"), Value::Moment)
        .empties()
        .is("(p.renewed_at at time zone 'Asia/Shanghai')", "")
        .example(""),
    column("state", words("Resource state", "资源状态"), Value::Choice(states))
        .aliases(&["State", "Status", "状态"])
        .is("p.state", "active")
        .example("active"),
];

/// A resource expires after it began; only what is renewed has a moment of renewal.
fn moments(said: &dyn Fn(&str) -> Option<String>) -> Vec<Problem> {
    let there = |key: &str| said(key).filter(|text| !text.is_empty());
    let mut problems = Vec::new();
    // Both are written alike, so that the later one is greater.
    if let (Some(from), Some(until)) = (there("effective_at"), there("expires_at"))
        && until < from
    {
        problems.push(Problem::at("expires_at", Code::EndsBeforeItBegins));
    }
    if there("renewed_at").is_some() && there("renewal").as_deref() != Some(Renewal::Renewed.as_str()) {
        problems.push(Problem::at("renewal", Code::Missing));
    }
    problems
}

/// Lines of orders, known by source, order number and line. What a file of a later moment says counts.
pub const LINES: Kind = Kind {
    key: "order_lines",
    name: words("Order lines", "订单行"),
    identity: &["number", "line"],
    subject: "number",
    columns: COLUMNS,
    rules: moments,
    lookup: "left join customer_order o on o.source = $4 and o.number = s.number left join order_line p on p.order_id = o.id and p.line = s.line",
    record: "p.id",
    // Whoever moves the customer takes its orders before their lines.
    hold: &[
        "select o.id from customer_order o where o.source = $4 and o.number in (select number from s) order by o.id for share",
        "select p.id from s join customer_order o on o.source = $4 and o.number = s.number
         join order_line p on p.order_id = o.id and p.line = s.line order by p.id for update of p",
    ],
    checks: &[
        check(
            "unknown_order",
            "number",
            words("this source has no order of this number; import the order first", "该数据来源没有此订单号，请先导入订单"),
            "o.id is null",
        ),
        // Where a file says one of both, the other is the record's.
        check(
            "ends_before",
            "expires_at",
            words("lies before the beginning", "早于生效时间"),
            "coalesce(nullif(s.expires_at, '')::timestamp, case when s.expires_at is null then p.expires_at at time zone 'Asia/Shanghai' end)
             < coalesce(nullif(s.effective_at, '')::timestamp, case when s.effective_at is null then p.effective_at at time zone 'Asia/Shanghai' end)",
        ),
    ],
    dated: Some(Dated { present: "p.as_of", confirm: "update order_line l set as_of = $7 from u where l.id = u.id" }),
    facts: "jsonb_build_object('order', o.id)",
    write: &[
        "insert into order_line (id, order_id, line, source, association_id, distributor_id, partner_id, supervisor_id, owner_id, resource_id,
                resource_name, product_type, product, specification, region, charging_mode, amount_rated, amount_charged, effective_at,
                expires_at, renewal, renewed_at, state, as_of, created_at, updated_at)
         select m.id, o.id, m.line, $4, o.association_id, o.distributor_id, o.partner_id, o.supervisor_id, o.owner_id, m.resource_id,
                m.resource_name, m.product_type, m.product, m.specification, m.region, m.charging_mode, m.amount, trunc(m.amount, 2),
                m.effective_at at time zone 'Asia/Shanghai', m.expires_at at time zone 'Asia/Shanghai', m.renewal,
                case when m.renewal = 'renewed' then m.renewed_at at time zone 'Asia/Shanghai' end, m.state, $7, $5, $5
         from m join customer_order o on o.id = (m.facts ->> 'order')::uuid where m.outcome = 'created' order by m.row_line",
        "update order_line l set resource_id = m.resource_id, resource_name = m.resource_name, product_type = m.product_type,
                product = m.product, specification = m.specification, region = m.region, charging_mode = m.charging_mode,
                amount_rated = m.amount, amount_charged = trunc(m.amount, 2), effective_at = m.effective_at at time zone 'Asia/Shanghai',
                expires_at = m.expires_at at time zone 'Asia/Shanghai', renewal = m.renewal,
                renewed_at = case when m.renewal = 'renewed' then m.renewed_at at time zone 'Asia/Shanghai' end, state = m.state,
                as_of = $7, updated_at = $5
         from m where l.id = m.id and m.outcome = 'changed'",
    ],
    batch: 5_000,
    grows: &["order_line"],
    ..KIND
};
