//! A partner's bills, final ones and what an open one comes to so far.

pub mod operations;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

use super::focus::columns::{Head, Row};
use super::model::{Amounts, Bill, BillId, CarryOver, Section, SectionSum};
use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::values::money::{Charged, Rated};

#[derive(sqlx::FromRow)]
struct FoundSum {
    section: Section,
    cycle: String,
    records: i64,
    payable_rated: Rated,
    charged: Charged,
    remainder: Rated,
}

#[derive(sqlx::FromRow)]
struct FoundBill {
    id: BillId,
    number: String,
    cycle: String,
    records: i64,
    consumption_charged: Charged,
    refund_charged: Charged,
    adjustment_charged: Charged,
    payable_rated: Rated,
    remainder: Rated,
    total_charged: Charged,
    carried_charged: Charged,
    due_charged: Charged,
    closed_at: DateTime<Utc>,
    made_at: DateTime<Utc>,
    annulled_at: Option<DateTime<Utc>>,
    annulled_because: String,
}

/// The columns of a [`FoundBill`].
const BILL: &str = "b.id, b.number, b.cycle, b.records, b.consumption_charged, b.refund_charged, b.adjustment_charged, b.payable_rated,
        b.remainder, b.total_charged, b.carried_charged, b.due_charged, b.closed_at, b.made_at, b.annulled_at, b.annulled_because";

impl From<FoundBill> for Bill {
    fn from(found: FoundBill) -> Self {
        Self {
            id: found.id,
            number: found.number,
            cycle: found.cycle,
            amounts: Amounts {
                records: found.records,
                consumption: found.consumption_charged,
                refunds: found.refund_charged,
                adjustments: found.adjustment_charged,
                payable: found.payable_rated,
                remainder: found.remainder,
                total: found.total_charged,
            },
            used: found.carried_charged,
            due: found.due_charged,
            closed_at: found.closed_at,
            made_at: found.made_at,
            annulled_at: found.annulled_at,
            annulled_because: found.annulled_because,
        }
    }
}

/// The months of which the partner has records or a bill, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn cycles(db: &PgPool, scope: &Scope) -> sqlx::Result<Vec<String>> {
    let mut query = QueryBuilder::new("select bs.bill_cycle from partner_bill_sum bs where ");
    scope.push(&mut query, Alias::PartnerBillSum);
    query.push(" union select b.cycle from partner_bill b where ");
    scope.push(&mut query, Alias::PartnerBill);
    query.push(" order by 1 desc");
    query.build_query_scalar().fetch_all(db).await
}

/// The months that have a bill, the earliest first, and whether one is final: where none is, it was annulled and not made again.
///
/// # Errors
/// Those of the database.
pub async fn made(db: &PgPool, scope: &Scope) -> sqlx::Result<Vec<(String, bool)>> {
    let mut query = QueryBuilder::new("select b.cycle, bool_or(b.state = 'final') from partner_bill b where ");
    scope.push(&mut query, Alias::PartnerBill);
    query.push(" group by b.cycle order by b.cycle");
    query.build_query_as().fetch_all(db).await
}

/// What the records of a month's bill come to, by section and month of use.
///
/// # Errors
/// Those of the database.
pub async fn sums(db: &PgPool, scope: &Scope, cycle: &str) -> sqlx::Result<Vec<SectionSum>> {
    let mut query = QueryBuilder::new(
        "select bs.section, bs.cycle, bs.records, bs.payable_rated, bs.charged, bs.remainder from partner_bill_sum bs where ",
    );
    scope.push(&mut query, Alias::PartnerBillSum);
    query.push(" and bs.bill_cycle = ").push_bind(cycle).push(" order by bs.section, bs.cycle desc");
    let found: Vec<FoundSum> = query.build_query_as().fetch_all(db).await?;
    let sum = |found: FoundSum| SectionSum {
        section: found.section,
        cycle: found.cycle,
        records: found.records,
        payable: found.payable_rated,
        charged: found.charged,
        remainder: found.remainder,
    };
    Ok(found.into_iter().map(sum).collect())
}

/// The bills of a month: the final one, if there is one, first; then those that were annulled, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn bills(db: &PgPool, scope: &Scope, cycle: &str) -> sqlx::Result<Vec<Bill>> {
    let mut query = QueryBuilder::new("select ");
    query.push(BILL).push(" from partner_bill b where ");
    scope.push(&mut query, Alias::PartnerBill);
    query.push(" and b.cycle = ").push_bind(cycle).push(" order by b.state desc, b.annulled_at desc");
    let found: Vec<FoundBill> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Bill::from).collect())
}

/// What is left of the partner's negative bills, the earliest first.
///
/// # Errors
/// Those of the database.
pub async fn carried(db: &PgPool, scope: &Scope) -> sqlx::Result<Vec<CarryOver>> {
    let mut query = QueryBuilder::new("select co.origin_id, co.origin_cycle, co.left_charged from bill_carry_over_left co where ");
    scope.push(&mut query, Alias::BillCarryOver);
    query.push(" and co.left_charged > 0 order by co.origin_cycle");
    let found: Vec<(BillId, String, Charged)> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(|(origin, cycle, left)| CarryOver { origin, cycle, left }).collect())
}

/// Which months' negative bills took how much off a bill, the earliest first.
///
/// # Errors
/// Those of the database.
pub async fn used(db: &PgPool, scope: &Scope, bill: BillId) -> sqlx::Result<Vec<(String, Charged)>> {
    let mut query = QueryBuilder::new(
        "select co.origin_cycle, u.amount_charged from bill_carry_over_use u join bill_carry_over co on co.origin_id = u.origin_id where ",
    );
    scope.push(&mut query, Alias::BillCarryOver);
    query.push(" and u.bill_id = ").push_bind(bill.0).push(" order by co.origin_cycle");
    query.build_query_as().fetch_all(db).await
}

/// What every row of a final bill's dataset says; none where the bill is not final or not of the scope.
///
/// # Errors
/// Those of the database.
pub async fn focus_head(db: &PgPool, scope: &Scope, bill: BillId) -> sqlx::Result<Option<Head>> {
    let mut query = QueryBuilder::new(
        "select b.partner_id, p.name as partner, b.number, b.cycle, b.records,
             coalesce((select e.name from contracting_entity e where lower(e.during) < (b.cycle || '-01')::date + interval '1 month'
                       order by lower(e.during) desc limit 1), 'Vendor') as issuer
         from partner_bill b join partner p on p.id = b.partner_id where ",
    );
    scope.push(&mut query, Alias::PartnerBill);
    query.push(" and b.state = 'final' and b.id = ").push_bind(bill.0);
    query.build_query_as().fetch_optional(db).await
}

/// The next `most` records of a bill, the latest day first, after one of this day and id.
///
/// # Errors
/// Those of the database.
pub async fn focus_rows(db: &PgPool, scope: &Scope, head: &Head, after: Option<(NaiveDate, Uuid)>, most: i64) -> sqlx::Result<Vec<Row>> {
    let mut query = QueryBuilder::new(
        "select n.id, n.source, n.external_id, n.day, n.cycle, n.began_at, n.ended_at, n.bill_type, n.bill_section, n.payment_method,
             n.association_kind, n.product_type, n.product, n.region, n.resource_id, n.resource_name, n.order_number, n.usage_quantity,
             n.usage_unit, n.list_rated, n.payable_rated, n.charged, n.remainder, cu.number, cu.name, q.external_id as charge,
             coalesce(q.bill_cycle < n.bill_cycle, false) as is_of_earlier_bill
         from consumption_record n join customer cu on cu.id = n.customer_id left join consumption_record q on q.id = n.refund_of where ",
    );
    scope.push(&mut query, Alias::Consumption);
    query.push(" and n.partner_id = ").push_bind(head.partner_id).push(" and n.bill_cycle = ").push_bind(head.cycle.clone());
    if let Some((day, id)) = after {
        query.push(" and (n.day, n.id) < (").push_bind(day).push(", ").push_bind(id).push(")");
    }
    query.push(" order by n.day desc, n.id desc limit ").push_bind(most);
    query.build_query_as().fetch_all(db).await
}
