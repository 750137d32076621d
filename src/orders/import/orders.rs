//! Files of orders (客户订单): each belongs to the partner with which the customer was associated when it was placed.

use super::{EN, ZH, currencies};
use crate::imports::kind::{Check, Choice, Column, Dated, KIND, Kind, Mask, Value, check, column, words};
use crate::imports::model::{Code, Problem};
use crate::orders::model::{OrderState, OrderType, PaidBy};

fn types() -> Vec<Choice> {
    OrderType::ALL.iter().map(|one| Choice { key: one.as_str(), name: words(EN.type_of(*one), ZH.type_of(*one)) }).collect()
}

fn states() -> Vec<Choice> {
    OrderState::ALL.iter().map(|one| Choice { key: one.as_str(), name: words(EN.state_of(*one), ZH.state_of(*one)) }).collect()
}

fn payers() -> Vec<Choice> {
    PaidBy::ALL.iter().map(|one| Choice { key: one.as_str(), name: words(EN.payer(*one), ZH.payer(*one)) }).collect()
}

const COLUMNS: &[Column] = &[
    column("number", words("Order number", "订单号"), Value::Identifier(64))
        .required()
        .aliases(&["Order", "Order ID", "Order no.", "订单ID", "订单编号"])
        .hint(words("CS2611230001", "CS2611230001"), words("With the source it tells orders apart", "与数据来源共同标识一笔订单")),
    column("customer", words("Customer", "客户"), Value::Account(64))
        .required()
        .aliases(&["Account name", "Account", "客户账号", "账号名", "客户账号名"])
        .masked(Mask::Name)
        .hint(
            words("northern_sail", "northern_sail"),
            words("By account name; associated with a partner when the order was placed", "填写客户账号名，下单时须已与伙伴关联"),
        ),
    column("order_type", words("Order type", "订单类型"), Value::Choice(types))
        .required()
        .aliases(&["Type", "类型"])
        .is("p.order_type", "")
        .example("new"),
    column("state", words("Order state", "订单状态"), Value::Choice(states))
        .required()
        .aliases(&["State", "Status", "Order status", "状态"])
        .is("p.state", "")
        .example("completed"),
    column("product_type", words("Product type", "产品类型"), Value::Line(128))
        .required()
        .aliases(&["Product", "云服务类型"])
        .is("p.product_type", "")
        .hint(words("Elastic server", "弹性云服务器"), words("", "")),
    column("list_amount", words("List amount", "官网价"), Value::Amount(8))
        .required()
        .aliases(&["List price", "List", "官网金额", "原价"])
        .is("p.list_rated", "")
        .example("1250.12345678"),
    column("discount", words("Discount", "优惠金额"), Value::Amount(8))
        .aliases(&["Discount amount", "优惠"])
        .is("p.discount_rated", "")
        .hint(words("250.00", "250.00"), words("Nothing where empty", "留空表示无优惠")),
    column("payable", words("Payable", "应付金额"), Value::Amount(2))
        .required()
        .aliases(&["Payable amount", "Amount", "实付金额", "订单金额"])
        .is("p.payable_charged", "")
        .hint(words("1000.12", "1000.12"), words("Below zero where it is paid back", "退款填写负数")),
    column("currency", words("Currency", "币种"), Value::Choice(currencies)).is("p.currency::text", "CNY").example("CNY"),
    column("paid_by", words("Paid by", "付款方"), Value::Choice(payers))
        .aliases(&["Payer", "支付方"])
        .is("p.paid_by", "customer")
        .example("customer"),
    column("placed_at", words("Placed", "下单时间"), Value::Moment)
        .required()
        .aliases(&["Placed at", "Created", "Order time", "创建时间", "订单时间"])
        .example("2026-02-23 10:15:00"),
    column("paid_at", words("Paid", "支付时间"), Value::Moment)
        .empties()
        .aliases(&["Paid at", "Payment time", "付款时间"])
        .is("(p.paid_at at time zone 'Asia/Shanghai')", "")
        .example("2026-02-23 10:20:00"),
];

const LOOKUP: &str = "
    left join customer_order p on p.source = $4 and p.number = s.number
    left join customer pc on pc.id = p.customer_id
    left join customer c on c.account_name = s.customer
    left join lateral (select x.* from association x
        where x.customer_id = c.id and date_trunc('second', x.started_at) <= (s.placed_at::timestamp at time zone 'Asia/Shanghai')
          and (x.ended_at is null or x.ended_at > (s.placed_at::timestamp at time zone 'Asia/Shanghai'))
        order by x.started_at desc limit 1) a on true";

/// Whose the order is. The type of the association is that of the moment at which it was placed: today's, turned round once for
/// each switch since.
const FACTS: &str = "jsonb_build_object('customer', c.id, 'association', a.id, 'distributor', a.distributor_id, 'partner', a.partner_id,
    'supervisor', a.supervisor_id, 'owner', a.owner_id, 'kind',
    case when mod((select count(*) from association_request q where q.association_id = a.id and q.kind = 'switch_type'
            and q.state = 'accepted' and q.closed_at > (s.placed_at::timestamp at time zone 'Asia/Shanghai')), 2) = 0 then a.kind
         when a.kind = 'referral' then 'resale' else 'referral' end)";

const CHECKS: &[Check] = &[
    check(
        "unknown_customer",
        "customer",
        words("no customer has this account name", "没有该账号名的客户"),
        "p.id is null and c.id is null",
    ),
    check(
        "not_associated_then",
        "customer",
        words("the customer was associated with no partner when the order was placed", "下单时该客户未与任何伙伴关联"),
        "p.id is null and c.id is not null and a.id is null",
    ),
    check("other_customer", "customer", words("the order is another customer's", "该订单属于其他客户"), "pc.account_name <> s.customer"),
    check(
        "other_moment",
        "placed_at",
        words(
            "the order was placed at another moment; whose it is depends on it, so that it never changes",
            "下单时间与现有订单不一致；下单时间决定订单归属，不可修改",
        ),
        "p.placed_at <> (s.placed_at::timestamp at time zone 'Asia/Shanghai')",
    ),
    check(
        "in_future",
        "placed_at",
        words("lies in the future", "晚于当前时间"),
        "(s.placed_at::timestamp at time zone 'Asia/Shanghai') > $5",
    ),
];

/// Nobody pays before the order is placed.
fn moments(said: &dyn Fn(&str) -> Option<String>) -> Vec<Problem> {
    match (said("placed_at"), said("paid_at")) {
        // Both are written alike, so that the later one is greater.
        (Some(placed), Some(paid)) if !paid.is_empty() && paid < placed => vec![Problem::at("paid_at", Code::EndsBeforeItBegins)],
        _ => Vec::new(),
    }
}

/// Orders, known by source and number. Whose they are is decided once; what a file of a later moment says counts.
pub const ORDERS: Kind = Kind {
    key: "orders",
    name: words("Orders", "客户订单"),
    identity: &["number"],
    subject: "number",
    columns: COLUMNS,
    rules: moments,
    lookup: LOOKUP,
    record: "p.id",
    // The associations as well: nobody assigns a customer to another account manager while its orders are written.
    hold: &[
        "select a.id from s join customer c on c.account_name = s.customer join association a on a.customer_id = c.id
         order by a.id for share of a",
        "select p.id from s join customer_order p on p.source = $4 and p.number = s.number order by p.id for update of p",
    ],
    checks: CHECKS,
    dated: Some(Dated { present: "p.as_of", confirm: "update customer_order o set as_of = $7 from u where o.id = u.id" }),
    facts: FACTS,
    write: &[
        "insert into customer_order (id, source, number, customer_id, association_id, association_kind, distributor_id, partner_id,
                supervisor_id, owner_id, order_type, state, product_type, list_rated, discount_rated, payable_charged, currency, paid_by,
                placed_at, paid_at, as_of, created_at, updated_at)
         select m.id, $4, m.number, (m.facts ->> 'customer')::uuid, (m.facts ->> 'association')::uuid, m.facts ->> 'kind',
                (m.facts ->> 'distributor')::uuid, (m.facts ->> 'partner')::uuid, (m.facts ->> 'supervisor')::uuid,
                (m.facts ->> 'owner')::uuid, m.order_type, m.state, m.product_type, m.list_amount, coalesce(m.discount, 0), m.payable,
                m.currency, m.paid_by, m.placed_at at time zone 'Asia/Shanghai', m.paid_at at time zone 'Asia/Shanghai', $7, $5, $5
         from m where m.outcome = 'created' order by m.row_line",
        "update customer_order o set order_type = m.order_type, state = m.state, product_type = m.product_type, list_rated = m.list_amount,
                discount_rated = coalesce(m.discount, 0), payable_charged = m.payable, currency = m.currency, paid_by = m.paid_by,
                paid_at = m.paid_at at time zone 'Asia/Shanghai', as_of = $7, updated_at = $5
         from m where o.id = m.id and m.outcome = 'changed'",
    ],
    grows: &["customer_order"],
    ..KIND
};
