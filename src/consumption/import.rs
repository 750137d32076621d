//! Files of consumption (客户消费明细): read only afterwards. A record is known by source and external ID; it goes to whoever
//! was responsible for the customer on its own day.

use super::model::{BillType, PaymentMethod};
use super::text::ConsumptionText;
use crate::i18n::Locale;
use crate::imports::kind::{Check, Choice, Column, Dated, Elsewhere, KIND, Kind, Mask, Value, check, column, words};
use crate::orders::import::{charging_modes, currencies};

const EN: ConsumptionText = ConsumptionText(Locale::En);
const ZH: ConsumptionText = ConsumptionText(Locale::ZhCn);

fn bill_types() -> Vec<Choice> {
    let choice = |one: &BillType| Choice { key: one.as_str(), name: words(EN.bill_type_of(*one), ZH.bill_type_of(*one)) };
    BillType::ALL.iter().map(choice).collect()
}

/// What a file says of [`PaymentMethod`].
pub fn payment_methods() -> Vec<Choice> {
    let choice = |one: &PaymentMethod| Choice { key: one.as_str(), name: words(EN.payment_method_of(*one), ZH.payment_method_of(*one)) };
    PaymentMethod::ALL.iter().map(choice).collect()
}

/// Column of files of records: whose record it is.
pub(crate) const CUSTOMER: Column = column("customer", words("Customer", "客户"), Value::Account(64))
    .required()
    .aliases(&["Account name", "Account", "客户账号", "账号名", "客户账号名"])
    .masked(Mask::Name)
    .hint(words("northern_sail", "northern_sail"), words("By account name; associated on that day", "填写客户账号名，当日须已关联"));

/// Column of files of records: what kind of product.
pub(crate) const PRODUCT_TYPE: Column = column("product_type", words("Product type", "产品类型"), Value::Line(64))
    .required()
    .is("p.product_type", "")
    .hint(words("Elastic server", "弹性云服务器"), words("", ""));

/// Column of files of records: which product.
pub(crate) const PRODUCT: Column = column("product", words("Product", "产品"), Value::Line(128))
    .empties()
    .aliases(&["Product name", "产品名称", "规格"])
    .is("p.product", "")
    .hint(words("General purpose, 4 vCPU, 16 GB", "通用型 4核16G"), words("", ""));

/// Column of files of records: where it runs.
pub(crate) const REGION: Column =
    column("region", words("Region", "区域"), Value::Line(64)).empties().is("p.region", "").hint(words("East 1", "华东一"), words("", ""));

/// Column of files of records: which resource, by its ID.
pub(crate) const RESOURCE_ID: Column = column("resource_id", words("Resource ID", "资源ID"), Value::Identifier(128))
    .empties()
    .aliases(&["Resource"])
    .is("p.resource_id", "")
    .example("i-7f3a");

/// Column of files of records: and by its name.
pub(crate) const RESOURCE_NAME: Column = column("resource_name", words("Resource name", "资源名称"), Value::Line(256))
    .empties()
    .is("p.resource_name", "")
    .example("shop-web-01");

/// Column of files of records: always CNY.
pub(crate) const CURRENCY: Column = column("currency", words("Currency", "币种"), Value::Choice(currencies))
    .is("p.currency", "CNY")
    .hint(words("CNY", "CNY"), words("Written RMB or CNY", "填人民币或CNY"));

const COLUMNS: &[Column] = &[
    column("external_id", words("External ID", "外部ID"), Value::Identifier(64))
        .required()
        .aliases(&["ID", "Record ID", "外部编号", "明细ID", "流水号"])
        .hint(words("B-202611-17", "B-202611-17"), words("The source's own ID of the record", "数据来源中的明细编号")),
    CUSTOMER,
    column("day", words("Day", "消费日期"), Value::Date)
        .required()
        .aliases(&["Date", "Bill date", "Consumption date", "日期", "账单日期", "消费时间"])
        .is("p.day", "")
        .hint(words("2026-11-22", "2026-11-22"), words("Day in Beijing", "北京时间日期")),
    column("charging_mode", words("Charging mode", "计费模式"), Value::Choice(charging_modes))
        .required()
        .aliases(&["Billing mode"])
        .is("p.charging_mode", "")
        .example("pay_per_use"),
    column("bill_type", words("Bill type", "账单类型"), Value::Choice(bill_types)).required().is("p.bill_type", "").example("usage"),
    column("payment_method", words("Payment method", "支付方式"), Value::Choice(payment_methods))
        .required()
        .aliases(&["Paid by"])
        .is("p.payment_method", "")
        .example("customer"),
    PRODUCT_TYPE,
    PRODUCT,
    REGION,
    RESOURCE_ID,
    RESOURCE_NAME,
    column("order_number", words("Order number", "订单号"), Value::Identifier(64))
        .empties()
        .aliases(&["Order", "Transaction", "Transaction number", "交易号", "订单号/交易号"])
        .is("p.order_number", "")
        .hint(words("CS2611220001", "CS2611220001"), words("Order or transaction; may be empty", "订单号或交易号，可留空")),
    column("list", words("List amount", "官网价"), Value::Amount(8))
        .required()
        .aliases(&["List price", "List", "原价", "官网金额"])
        .is("p.list_rated", "")
        .hint(words("0.04599822", "0.04599822"), words("Rated, up to 8 decimals; negative for refunds", "最多8位小数，退款为负数")),
    column("discount", words("Discount", "优惠金额"), Value::Amount(8))
        .required()
        .aliases(&["Discount amount", "已优惠", "折扣金额"])
        .is("p.discount_rated", "")
        .hint(words("0.00689973", "0.00689973"), words("Rated, up to 8 decimals; 0 for none", "最多8位小数，无优惠填0")),
    column("payable", words("Payable", "应付金额"), Value::Amount(8))
        .required()
        .aliases(&["Payable amount", "应付"])
        .is("p.payable_rated", "")
        .hint(words("0.03909849", "0.03909849"), words("List amount less discount", "官网价减去优惠金额")),
    column("charged", words("Charged", "消费金额"), Value::Amount(8))
        .aliases(&["Charged amount", "实付金额", "扣费金额"])
        .is("p.charged", "")
        .hint(words("0.03", "0.03"), words("May be left out: the payable amount cut to two decimals", "可不填：应付金额截取到2位小数")),
    CURRENCY,
];

const LOOKUP: &str = "
    left join consumption_record p on p.source = $4 and p.external_id = s.external_id
    left join customer c on c.account_name = s.customer
    left join lateral customer_on_day(c.id, s.day::date) k on true
    left join lateral (select greatest(first_open_cycle($5), next_cycle(max(b.cycle) filter (where b.state = 'final'))) as cycle
                       from partner_bill b where b.partner_id = k.partner_id having count(*) > 0) f on true";

/// SQL: `c`, the customer of the row, is none.
pub(crate) const UNKNOWN_CUSTOMER: Check =
    check("unknown_customer", "customer", words("no customer has this account name", "没有该账号名的客户"), "c.id is null");

/// SQL: the record `p` is of another customer than `c`.
pub(crate) const OTHER_CUSTOMER: Check = check(
    "other_customer",
    "customer",
    words("the record is another customer's", "该明细属于其他客户"),
    "p.id is not null and c.id is not null and p.customer_id <> c.id",
);

/// SQL: the day of the row lies after today.
pub(crate) const IN_THE_FUTURE: Check = check(
    "in_the_future",
    "day",
    words("lies in the future", "日期晚于今天"),
    "s.day::date > ($5::timestamptz at time zone 'Asia/Shanghai')::date",
);

/// SQL: the bill in which the record `p` stands is final, and changes no more.
pub const BILLED: Check = check(
    "billed",
    "",
    words(
        "its bill is final; send the difference as a record of its own, which goes into the open bill",
        "所在账单已出账，请将差额作为新的明细导入，计入未出账的账单",
    ),
    "exists (select from partner_bill b where b.partner_id = p.partner_id and b.cycle = p.bill_cycle and b.state = 'final')",
);

/// SQL: the record `p` was refunded, and its payable amount would become another one.
pub const REFUNDED: Check = check(
    "refunded",
    "payable",
    words(
        "was refunded, so its amount stays; send the difference as a record of its own",
        "该明细已有退款，金额不可更改，请将差额作为新的明细导入",
    ),
    "s.payable::numeric <> p.payable_rated and exists (select from refunded_record r where r.record_id = p.id)",
);

/// New records whose month was billed already: they go into a later bill and keep their month.
pub const LATER_BILLS: Elsewhere = Elsewhere {
    fact: "later",
    says: |locale, place, records| {
        let (month, bill) = place.split_once(' ').unwrap_or((place, ""));
        ConsumptionText(locale).in_later_bill(records, month, bill)
    },
};

const CHECKS: &[Check] = &[
    check(
        "other_file",
        "external_id",
        words(
            "came in by a file of usage records or refunds, and is changed by such a file only",
            "由用量记录或退款文件导入，只能由同类文件修改",
        ),
        "p.usage_quantity is not null or p.refund_of is not null",
    ),
    UNKNOWN_CUSTOMER,
    OTHER_CUSTOMER,
    check(
        "not_associated",
        "day",
        words("the customer was associated with no partner on this day", "该客户当日未与任何伙伴关联"),
        "c.id is not null and k.association_id is null and p.day is distinct from s.day::date",
    ),
    IN_THE_FUTURE,
    check(
        "does_not_add_up",
        "payable",
        words("is not the list amount less the discount", "不等于官网价减去优惠金额"),
        "s.payable::numeric <> s.list::numeric - s.discount::numeric",
    ),
    check(
        "charged_differs",
        "charged",
        words("is not the payable amount cut to two decimals", "不等于应付金额截取到2位小数的值"),
        "s.charged::numeric <> trunc(s.payable::numeric, 2)",
    ),
    REFUNDED,
];

/// Records of consumption, known by source and external ID.
pub const CONSUMPTION: Kind = Kind {
    key: "consumption",
    name: words("Consumption", "客户消费"),
    identity: &["external_id"],
    subject: "customer",
    columns: COLUMNS,
    lookup: LOOKUP,
    record: "p.id",
    hold: &["select p.id from s join consumption_record p on p.source = $4 and p.external_id = s.external_id order by p.id for update of p"],
    checks: CHECKS,
    dated: Some(Dated { present: "p.as_of", confirm: "update consumption_record c set as_of = $7 from u where c.id = u.id" }),
    // A record whose day stays keeps whose it was: what is arranged later does not reach back. One whose month and partner stay keeps
    // its bill: so the record of an annulled bill is corrected where it stands.
    facts: "jsonb_build_object('customer', c.id,
        'association', case when p.day = s.day::date then p.association_id else k.association_id end,
        'kind', case when p.day = s.day::date then p.association_kind else k.association_kind end,
        'distributor', case when p.day = s.day::date then p.distributor_id else k.distributor_id end,
        'partner', case when p.day = s.day::date then p.partner_id else k.partner_id end,
        'supervisor', case when p.day = s.day::date then p.supervisor_id else k.supervisor_id end,
        'owner', case when p.day = s.day::date then p.owner_id else k.owner_id end,
        'bill', case when p.cycle = cycle_of_day(s.day::date) and (p.day = s.day::date or p.partner_id = k.partner_id) then p.bill_cycle
                     else greatest(cycle_of_day(s.day::date), f.cycle) end,
        'later', case when f.cycle > cycle_of_day(s.day::date)
                      then cycle_of_day(s.day::date) || ' ' || f.cycle end)",
    closed: Some(BILLED),
    elsewhere: Some(LATER_BILLS),
    write: &[
        "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, distributor_id, partner_id,
             supervisor_id, owner_id, day, charging_mode, bill_type, payment_method, product_type, product, region, resource_id, resource_name,
             order_number, list_rated, discount_rated, payable_rated, charged, remainder, currency, as_of, bill_cycle)
         select m.id, $4, m.external_id, (m.facts ->> 'customer')::uuid, (m.facts ->> 'association')::uuid, m.facts ->> 'kind',
             (m.facts ->> 'distributor')::uuid, (m.facts ->> 'partner')::uuid, (m.facts ->> 'supervisor')::uuid, (m.facts ->> 'owner')::uuid,
             m.day, m.charging_mode, m.bill_type, m.payment_method, m.product_type, m.product, m.region, m.resource_id, m.resource_name,
             m.order_number, m.list, m.discount, m.payable, trunc(m.payable, 2), m.payable - trunc(m.payable, 2), m.currency, $7, m.facts ->> 'bill'
         from m where m.outcome = 'created' order by m.row_line",
        "update consumption_record c set association_id = (m.facts ->> 'association')::uuid, association_kind = m.facts ->> 'kind',
             distributor_id = (m.facts ->> 'distributor')::uuid, partner_id = (m.facts ->> 'partner')::uuid,
             supervisor_id = (m.facts ->> 'supervisor')::uuid, owner_id = (m.facts ->> 'owner')::uuid, day = m.day,
             charging_mode = m.charging_mode, bill_type = m.bill_type, payment_method = m.payment_method, product_type = m.product_type,
             product = m.product, region = m.region, resource_id = m.resource_id, resource_name = m.resource_name,
             order_number = m.order_number, list_rated = m.list, discount_rated = m.discount, payable_rated = m.payable,
             charged = trunc(m.payable, 2), remainder = m.payable - trunc(m.payable, 2), as_of = $7, bill_cycle = m.facts ->> 'bill'
         from m where c.id = m.id and m.outcome = 'changed'",
    ],
    grows: &["consumption_record"],
    batch: 5_000,
    ..KIND
};
