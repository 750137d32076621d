//! Files of refunds (退款): each names the charge that it gives back, and how much. What comes back in cents and of the remainder
//! is computed as `rules::refund` says; a refund is never changed afterwards. It stands in the bill of the partner that was charged,
//! whoever has the customer by then (accounting.md §8.3).

use crate::consumption::import::{IN_THE_FUTURE, LATER_BILLS};
use crate::consumption::model::BillType;
use crate::consumption::text::ConsumptionText;
use crate::i18n::Locale;
use crate::imports::kind::{Check, Choice, Column, KIND, Kind, Value, check, column, words};

const EN: ConsumptionText = ConsumptionText(Locale::En);
const ZH: ConsumptionText = ConsumptionText(Locale::ZhCn);

fn refund_types() -> Vec<Choice> {
    let types = [BillType::RefundUnsubscription, BillType::RefundChange, BillType::RefundToPayPerUse];
    types.map(|one| Choice { key: one.as_str(), name: words(EN.bill_type_of(one), ZH.bill_type_of(one)) }).to_vec()
}

const COLUMNS: &[Column] = &[
    column("external_id", words("External ID", "外部ID"), Value::Identifier(64))
        .required()
        .aliases(&["ID", "Refund ID", "外部编号", "退款编号"])
        .hint(words("R-202611-3", "R-202611-3"), words("The source's own ID of the refund", "数据来源中的退款编号")),
    column("refund_of", words("Refund of", "原明细ID"), Value::Identifier(64))
        .required()
        .aliases(&["Original record", "Charge", "原外部ID", "原流水号"])
        .is("(select x.external_id from consumption_record x where x.id = p.refund_of)", "")
        .hint(
            words("B-202611-17", "B-202611-17"),
            words("External ID of the charge, imported from the same source", "同一数据来源中已导入的原扣费明细的外部ID"),
        ),
    column("day", words("Day", "退款日期"), Value::Date)
        .required()
        .aliases(&["Date", "Refund date", "日期"])
        .is("p.day", "")
        .hint(words("2026-11-20", "2026-11-20"), words("Day in Beijing", "北京时间日期")),
    column("bill_type", words("Bill type", "账单类型"), Value::Choice(refund_types))
        .is("p.bill_type", "refund_unsubscription")
        .example("refund_unsubscription"),
    column("amount", words("Amount", "退款金额"), Value::Amount(8))
        .required()
        .aliases(&["Refund amount", "Refunded"])
        .is("p.asked_rated", "")
        .hint(
            words("0.04", "0.04"),
            words("Above zero; whole cents come back, and the last part brings the rest", "大于0；按分退回，最后一次退款退回剩余部分"),
        ),
];

/// `q` is the charge, `k` the customer's association with the partner that was charged, none where it has left that partner by the
/// day of the refund; `b` is what was given back of the charge before this batch, `w` what a new row adds to it.
const LOOKUP: &str = "
    left join consumption_record p on p.source = $4 and p.external_id = s.external_id
    left join consumption_record q on q.source = $4 and q.external_id = s.refund_of
    left join refunded_record b on b.record_id = q.id
    left join lateral customer_on_day(q.customer_id, s.day::date) k on k.partner_id = q.partner_id
    left join lateral (select greatest(first_open_cycle($5), next_cycle(max(x.cycle) filter (where x.state = 'final'))) as cycle
                       from partner_bill x where x.partner_id = q.partner_id having count(*) > 0) f on true
    cross join lateral (select case when p.id is null and s.amount::numeric > 0 and s.day::date >= q.day and q.payable_rated > 0
                                    then s.amount::numeric end as amount) w";

const CHECKS: &[Check] = &[
    check(
        "unknown_charge",
        "refund_of",
        words("this source has no such record; import the charge first", "该数据来源没有此明细，请先导入原扣费明细"),
        "q.id is null",
    ),
    check(
        "not_a_charge",
        "refund_of",
        words("charges nothing that could be given back", "该明细没有可退金额"),
        "q.payable_rated <= 0 or q.refund_of is not null",
    ),
    check("before_the_charge", "day", words("lies before the charge", "早于原扣费日期"), "s.day::date < q.day"),
    IN_THE_FUTURE,
    check("not_above_zero", "amount", words("is not above zero", "必须大于0"), "s.amount::numeric <= 0"),
    check("nothing_left", "refund_of", words("is refunded whole", "已全额退款"), "p.id is null and q.payable_rated - b.asked_rated < 0.01"),
    // With the rows before it in the file: one of them that is too much counts as well, and what it keeps out can be sent again.
    check(
        "more_than_left",
        "amount",
        words("is more than is left of the charge", "超过原明细的剩余可退金额"),
        "w.amount is not null and coalesce(b.asked_rated, 0) + sum(w.amount) over (partition by q.id order by s.row_line) > q.payable_rated",
    ),
    check(
        "closed_in_file",
        "refund_of",
        words("is refunded whole by rows before this one", "已被文件中前面的行全额退款"),
        "w.amount is not null and q.payable_rated - coalesce(b.asked_rated, 0) - sum(w.amount)
             over (partition by q.id order by s.row_line rows between unbounded preceding and 1 preceding) < 0.01",
    ),
];

/// Refunds, known by source and external ID.
pub const REFUNDS: Kind = Kind {
    key: "refunds",
    name: words("Refunds", "退款"),
    identity: &["external_id"],
    subject: "external_id",
    columns: COLUMNS,
    lookup: LOOKUP,
    record: "p.id",
    // Whoever refunds a charge holds it, so that two files never give back more than there is.
    hold: &["select q.id from s join consumption_record q on q.source = $4 and q.external_id = s.refund_of order by q.id for update of q"],
    checks: CHECKS,
    closed: Some(check(
        "is_refunded",
        "",
        words("a refund does not change; send another one for what is missing", "退款不可修改，如有不足请另行导入"),
        "p.id is not null",
    )),
    elsewhere: Some(LATER_BILLS),
    facts: "jsonb_build_object('charge', q.id, 'before', coalesce(b.asked_rated, 0),
        'association', coalesce(k.association_id, q.association_id), 'kind', coalesce(k.association_kind, q.association_kind),
        'distributor', case when k.association_id is null then q.distributor_id else k.distributor_id end, 'partner', q.partner_id,
        'supervisor', case when k.association_id is null then q.supervisor_id else k.supervisor_id end,
        'owner', case when k.association_id is null then q.owner_id else k.owner_id end,
        'bill', greatest(cycle_of_day(s.day::date), f.cycle),
        'later', case when f.cycle > cycle_of_day(s.day::date)
                      then cycle_of_day(s.day::date) || ' ' || f.cycle end)",
    // What the refunds up to a row give back in all, less what those before it did: `rules::refund` in SQL.
    write: &["insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, distributor_id, partner_id,
             supervisor_id, owner_id, day, bill_cycle, charging_mode, bill_type, payment_method, product_type, product, region, resource_id,
             resource_name, order_number, refund_of, asked_rated, list_rated, discount_rated, payable_rated, charged, remainder, as_of)
         select r.id, $4, r.external_id, q.customer_id, (r.facts ->> 'association')::uuid, r.facts ->> 'kind',
             (r.facts ->> 'distributor')::uuid, (r.facts ->> 'partner')::uuid, (r.facts ->> 'supervisor')::uuid, (r.facts ->> 'owner')::uuid,
             r.day, r.facts ->> 'bill', q.charging_mode, r.bill_type, q.payment_method, q.product_type, q.product, q.region, q.resource_id,
             q.resource_name, q.order_number, q.id, r.amount, -(b.charged + b.remainder), 0, -(b.charged + b.remainder), -b.charged,
             -b.remainder, $7
         from (select m.*, (m.facts ->> 'before')::numeric + sum(m.amount) over (partition by m.facts ->> 'charge' order by m.row_line) as until
               from m where m.outcome = 'created') r
         join consumption_record q on q.id = (r.facts ->> 'charge')::uuid
         cross join lateral (
             select case when q.payable_rated - r.until < 0.01 then q.charged else trunc(r.until, 2) end - trunc(r.until - r.amount, 2) as charged,
                    case when q.payable_rated - r.until < 0.01 then q.remainder else 0 end as remainder) b
         order by r.row_line"],
    grows: &["consumption_record"],
    ..KIND
};
