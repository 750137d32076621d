//! Files of usage records (用量记录): known by source and external ID, priced as they come in. A correction is a record of its own
//! with a negative usage and the day of what it corrects: it keeps that month, whatever bill it stands in.

use crate::consumption::import::{
    BILLED, CURRENCY, CUSTOMER, LATER_BILLS, OTHER_CUSTOMER, PRODUCT, PRODUCT_TYPE, REFUNDED, REGION, RESOURCE_ID, RESOURCE_NAME,
    UNKNOWN_CUSTOMER, payment_methods,
};
use crate::imports::kind::{Check, Column, Dated, KIND, Kind, Value, check, column, words};
use crate::imports::model::{Code, Problem};

const COLUMNS: &[Column] = &[
    column("external_id", words("External ID", "外部ID"), Value::Identifier(64))
        .required()
        .aliases(&["ID", "Record ID", "外部编号", "话单ID", "流水号"])
        .hint(words("U-202611-17", "U-202611-17"), words("The source's own ID of the record", "数据来源中的记录编号")),
    CUSTOMER,
    column("began_at", words("Began", "开始时间"), Value::Moment)
        .required()
        .aliases(&["Begin", "Start time", "Usage start", "使用开始时间", "计费开始时间"])
        .is("(p.began_at at time zone 'Asia/Shanghai')", "")
        .hint(words("2026-11-22 08:00:00", "2026-11-22 08:00:00"), words("In Beijing; decides the month", "北京时间，决定账期")),
    column("ended_at", words("Ended", "结束时间"), Value::Moment)
        .aliases(&["End", "End time", "Usage end", "使用结束时间", "计费结束时间"])
        .is("(p.ended_at at time zone 'Asia/Shanghai')", "")
        .example("2026-11-22 15:11:14"),
    column("payment_method", words("Payment method", "支付方式"), Value::Choice(payment_methods))
        .aliases(&["Paid by"])
        .is("p.payment_method", "customer")
        .example("customer"),
    PRODUCT_TYPE.hint(words("Block storage", "云硬盘"), words("", "")),
    PRODUCT.hint(words("High I/O, 10 GB", "高IO 10GB"), words("", "")),
    REGION,
    RESOURCE_ID.example("vol-7f3a"),
    RESOURCE_NAME,
    column("usage", words("Usage", "用量"), Value::Amount(10))
        .required()
        .aliases(&["Quantity", "Usage quantity", "使用量"])
        .is("p.usage_quantity", "")
        .hint(
            words("25874", "25874"),
            words("As metered, up to 10 decimals; negative in a correction", "计量用量，最多10位小数，冲正为负数"),
        ),
    column("usage_unit", words("Unit", "用量单位"), Value::Line(32)).empties().is("p.usage_unit", "").hint(words("s", "秒"), words("", "")),
    column("ratio", words("Ratio", "换算比例"), Value::Amount(10))
        .aliases(&["Conversion", "Conversion ratio", "换算率"])
        .is("p.usage_ratio", "")
        .hint(
            words("3600", "3600"),
            words("So many metered units are one priced unit; 1 if left out", "多少计量单位为1个计价单位，不填为1"),
        ),
    column("linear_size", words("Linear size", "线性大小"), Value::Amount(10))
        .aliases(&["Size", "大小"])
        .is("p.linear_size", "")
        .hint(words("10", "10"), words("Such as 10 for a disk of 10 GB; 1 if left out", "如10GB云硬盘填10，不填为1")),
    column("unit_price", words("Unit price", "单价"), Value::Amount(8))
        .required()
        .aliases(&["Price"])
        .is("p.unit_price_rated", "")
        .hint(words("0.00064", "0.00064"), words("CNY, up to 8 decimals", "人民币，最多8位小数")),
    column("discount_rate", words("Discount rate", "优惠比例"), Value::Amount(4))
        .aliases(&["Discount"])
        .is("p.discount_rate", "")
        .hint(words("0.15", "0.15"), words("0.15 for 15% off; none if left out", "优惠15%填0.15，不填为无优惠")),
    CURRENCY,
];

/// Usage ends after it began.
fn moments(said: &dyn Fn(&str) -> Option<String>) -> Vec<Problem> {
    let there = |key: &str| said(key).filter(|text| !text.is_empty());
    match (there("began_at"), there("ended_at")) {
        // Both are written alike, so that the later one is greater.
        (Some(from), Some(until)) if until <= from => vec![Problem::at("ended_at", Code::EndsBeforeItBegins)],
        _ => Vec::new(),
    }
}

const LOOKUP: &str = "
    left join consumption_record p on p.source = $4 and p.external_id = s.external_id
    left join customer c on c.account_name = s.customer
    left join lateral customer_on_day(c.id, s.began_at::timestamp::date) k on true
    left join lateral (select greatest(first_open_cycle($5), next_cycle(max(b.cycle) filter (where b.state = 'final'))) as cycle
                       from partner_bill b where b.partner_id = k.partner_id having count(*) > 0) f on true";

const CHECKS: &[Check] = &[
    UNKNOWN_CUSTOMER,
    OTHER_CUSTOMER,
    check(
        "other_file",
        "external_id",
        words("came in by another kind of file, and is changed by such a file only", "由其他类型的文件导入，只能由同类文件修改"),
        "p.id is not null and p.usage_quantity is null",
    ),
    check(
        "not_associated",
        "began_at",
        words("the customer was associated with no partner on this day", "该客户当日未与任何伙伴关联"),
        "c.id is not null and k.association_id is null and p.day is distinct from s.began_at::timestamp::date",
    ),
    check(
        "in_the_future",
        "began_at",
        words("lies in the future", "时间晚于现在"),
        "s.began_at::timestamp > $5::timestamptz at time zone 'Asia/Shanghai'",
    ),
    check("ratio_not_above_zero", "ratio", words("is not above zero", "必须大于0"), "s.ratio::numeric <= 0"),
    check("size_not_above_zero", "linear_size", words("is not above zero", "必须大于0"), "s.linear_size::numeric <= 0"),
    check(
        "negative_price",
        "unit_price",
        words("is negative; a correction has a negative usage", "不能为负数；冲正请填负的用量"),
        "s.unit_price::numeric < 0",
    ),
    check("not_a_rate", "discount_rate", words("lies between 0 and 1", "应在0与1之间"), "s.discount_rate::numeric not between 0 and 1"),
    check(
        "amount_too_large",
        "usage",
        words("makes an amount of more than sixteen digits before the point", "计算结果超过16位整数"),
        "case when coalesce(s.ratio::numeric, p.usage_ratio, 1) > 0
              then abs(rated_list(s.usage::numeric, coalesce(s.ratio::numeric, p.usage_ratio, 1),
                  coalesce(s.linear_size::numeric, p.linear_size, 1), s.unit_price::numeric)) >= 1e16 end",
    ),
    check(
        REFUNDED.key,
        "usage",
        REFUNDED.says,
        "case when coalesce(s.ratio::numeric, p.usage_ratio, 1) > 0 and exists (select from refunded_record r where r.record_id = p.id)
              then (select l.list - trunc(l.list * coalesce(s.discount_rate::numeric, p.discount_rate, 0), 8)
                    from (select rated_list(s.usage::numeric, coalesce(s.ratio::numeric, p.usage_ratio, 1),
                              coalesce(s.linear_size::numeric, p.linear_size, 1), s.unit_price::numeric) as list) l) <> p.payable_rated end",
    ),
];

/// Usage records, known by source and external ID.
pub const USAGE_RECORDS: Kind = Kind {
    key: "usage_records",
    name: words("Usage records", "用量记录"),
    identity: &["external_id"],
    subject: "customer",
    columns: COLUMNS,
    rules: moments,
    lookup: LOOKUP,
    record: "p.id",
    hold: &["select p.id from s join consumption_record p on p.source = $4 and p.external_id = s.external_id order by p.id for update of p"],
    checks: CHECKS,
    closed: Some(BILLED),
    dated: Some(Dated { present: "p.as_of", confirm: "update consumption_record c set as_of = $7 from u where c.id = u.id" }),
    elsewhere: Some(LATER_BILLS),
    // A record whose day stays keeps whose it was: what is arranged later does not reach back. One whose month and partner stay keeps
    // its bill: so the record of an annulled bill is corrected where it stands.
    facts: "jsonb_build_object('customer', c.id,
        'association', case when p.day = s.began_at::timestamp::date then p.association_id else k.association_id end,
        'kind', case when p.day = s.began_at::timestamp::date then p.association_kind else k.association_kind end,
        'distributor', case when p.day = s.began_at::timestamp::date then p.distributor_id else k.distributor_id end,
        'partner', case when p.day = s.began_at::timestamp::date then p.partner_id else k.partner_id end,
        'supervisor', case when p.day = s.began_at::timestamp::date then p.supervisor_id else k.supervisor_id end,
        'owner', case when p.day = s.began_at::timestamp::date then p.owner_id else k.owner_id end,
        'bill', case when p.cycle = cycle_of_day(s.began_at::timestamp::date)
                          and (p.day = s.began_at::timestamp::date or p.partner_id = k.partner_id) then p.bill_cycle
                     else greatest(cycle_of_day(s.began_at::timestamp::date), f.cycle) end,
        'later', case when f.cycle > cycle_of_day(s.began_at::timestamp::date)
                      then cycle_of_day(s.began_at::timestamp::date) || ' ' || f.cycle end)",
    write: &[
        "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, distributor_id, partner_id,
             supervisor_id, owner_id, day, bill_cycle, charging_mode, bill_type, payment_method, product_type, product, region, resource_id,
             resource_name, began_at, ended_at, usage_quantity, usage_unit, usage_ratio, linear_size, unit_price_rated, discount_rate,
             list_rated, discount_rated, payable_rated, charged, remainder, currency, as_of)
         select m.id, $4, m.external_id, (m.facts ->> 'customer')::uuid, (m.facts ->> 'association')::uuid, m.facts ->> 'kind',
             (m.facts ->> 'distributor')::uuid, (m.facts ->> 'partner')::uuid, (m.facts ->> 'supervisor')::uuid, (m.facts ->> 'owner')::uuid,
             m.began_at::date, m.facts ->> 'bill', 'pay_per_use', 'usage', m.payment_method, m.product_type, m.product, m.region,
             m.resource_id, m.resource_name, m.began_at at time zone 'Asia/Shanghai', m.ended_at at time zone 'Asia/Shanghai', m.usage,
             m.usage_unit, coalesce(m.ratio, 1), coalesce(m.linear_size, 1), m.unit_price, coalesce(m.discount_rate, 0),
             l.list, l.discount, l.list - l.discount, trunc(l.list - l.discount, 2),
             (l.list - l.discount) - trunc(l.list - l.discount, 2), m.currency, $7
         from (select m.*, rated_list(m.usage, coalesce(m.ratio, 1), coalesce(m.linear_size, 1), m.unit_price) as priced from m) m
         cross join lateral (select m.priced as list, trunc(m.priced * coalesce(m.discount_rate, 0), 8) as discount) l
         where m.outcome = 'created' order by m.row_line",
        "update consumption_record c set association_id = (m.facts ->> 'association')::uuid, association_kind = m.facts ->> 'kind',
             distributor_id = (m.facts ->> 'distributor')::uuid, partner_id = (m.facts ->> 'partner')::uuid,
             supervisor_id = (m.facts ->> 'supervisor')::uuid, owner_id = (m.facts ->> 'owner')::uuid, day = m.began_at::date,
             bill_cycle = m.facts ->> 'bill', payment_method = m.payment_method, product_type = m.product_type, product = m.product,
             region = m.region, resource_id = m.resource_id, resource_name = m.resource_name,
             began_at = m.began_at at time zone 'Asia/Shanghai', ended_at = m.ended_at at time zone 'Asia/Shanghai',
             usage_quantity = m.usage, usage_unit = m.usage_unit, usage_ratio = coalesce(m.ratio, 1),
             linear_size = coalesce(m.linear_size, 1), unit_price_rated = m.unit_price, discount_rate = coalesce(m.discount_rate, 0),
             list_rated = m.priced, discount_rated = trunc(m.priced * coalesce(m.discount_rate, 0), 8),
             payable_rated = m.priced - trunc(m.priced * coalesce(m.discount_rate, 0), 8),
             charged = trunc(m.priced - trunc(m.priced * coalesce(m.discount_rate, 0), 8), 2),
             remainder = m.priced - trunc(m.priced * coalesce(m.discount_rate, 0), 8)
                 - trunc(m.priced - trunc(m.priced * coalesce(m.discount_rate, 0), 8), 2), as_of = $7
         from (select m.*, rated_list(m.usage, coalesce(m.ratio, 1), coalesce(m.linear_size, 1), m.unit_price) as priced from m) m
         where c.id = m.id and m.outcome = 'changed'",
    ],
    grows: &["consumption_record"],
    batch: 5_000,
    ..KIND
};
