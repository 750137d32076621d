//! One record with the inputs of its amounts, and one customer's month by product, within the scope of consumption: whoever saw the
//! record on its own day sees how it was computed.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

use super::model::{RecordId, Refundable, Split, Usage};
use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::consumption::model::{BillType, PaymentMethod};
use crate::customers::model::CustomerId;
use crate::values::masking::mask_name;
use crate::values::money::{Charged, Rated};

/// A record and what its amounts follow from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordDetail {
    /// The record.
    pub id: RecordId,
    /// The source's own ID.
    pub external_id: String,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// What people quote of the customer.
    pub customer_number: String,
    /// Masked.
    pub customer: String,
    /// 消费日期, in Beijing.
    pub day: NaiveDate,
    /// The month of use: `2026-11`.
    pub cycle: String,
    /// The month of the bill that it stands in.
    pub bill_cycle: String,
    /// 账单类型.
    pub bill_type: BillType,
    /// 支付方式.
    pub payment_method: PaymentMethod,
    /// 产品类型.
    pub product_type: String,
    /// 产品; may be empty.
    pub product: String,
    /// 资源; may be empty.
    pub resource_id: String,
    /// When usage began and ended; of usage records alone.
    pub span: Option<(DateTime<Utc>, Option<DateTime<Utc>>)>,
    /// The metered unit; may be empty.
    pub unit: String,
    /// What it was priced from; none for a record that came with its amounts.
    pub usage: Option<Usage>,
    /// 官网价.
    pub list: Rated,
    /// 优惠金额.
    pub discount: Rated,
    /// 应付金额.
    pub payable: Rated,
    /// Charged amount and remainder.
    pub split: Split,
    /// Of a refund: the charge that it gives back, and the rated amount that was asked for.
    pub refund: Option<(Charge, Rated)>,
    /// Of a charge: what was refunded of it, where anything was.
    pub refunded: Option<Split>,
    /// The moment of the file that wrote it last.
    pub as_of: DateTime<Utc>,
}

/// The charge that a refund gives back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The record.
    pub id: RecordId,
    /// The source's own ID.
    pub external_id: String,
    /// Its amounts, and what refunds asked for in all.
    pub amounts: Refundable,
    /// What all its refunds gave back.
    pub returned: Split,
}

#[derive(sqlx::FromRow)]
struct Found {
    id: Uuid,
    external_id: String,
    customer_id: CustomerId,
    customer_number: String,
    customer: String,
    day: NaiveDate,
    cycle: String,
    bill_cycle: String,
    bill_type: BillType,
    payment_method: PaymentMethod,
    product_type: String,
    product: String,
    resource_id: String,
    began_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    usage_unit: String,
    usage_quantity: Option<Decimal>,
    usage_ratio: Option<Decimal>,
    linear_size: Option<Decimal>,
    unit_price_rated: Option<Decimal>,
    discount_rate: Option<Decimal>,
    list_rated: Rated,
    discount_rated: Rated,
    payable_rated: Rated,
    charged: Charged,
    remainder: Rated,
    asked_rated: Option<Rated>,
    charge_id: Option<Uuid>,
    charge_external_id: Option<String>,
    charge_payable: Option<Rated>,
    charge_charged: Option<Charged>,
    charge_remainder: Option<Rated>,
    refunds_asked: Option<Rated>,
    returned_charged: Option<Charged>,
    returned_remainder: Option<Rated>,
    as_of: DateTime<Utc>,
}

/// The record, if it lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: &PgPool, scope: &Scope, id: RecordId) -> sqlx::Result<Option<RecordDetail>> {
    let mut query = QueryBuilder::new(
        "select n.id, n.external_id, n.customer_id, cu.number as customer_number, cu.name as customer, n.day, n.cycle, n.bill_cycle,
                n.bill_type, n.payment_method, n.product_type, n.product, n.resource_id, n.began_at, n.ended_at, n.usage_unit,
                n.usage_quantity, n.usage_ratio, n.linear_size, n.unit_price_rated, n.discount_rate, n.list_rated, n.discount_rated,
                n.payable_rated, n.charged, n.remainder, n.asked_rated, c.id as charge_id, c.external_id as charge_external_id,
                c.payable_rated as charge_payable, c.charged as charge_charged, c.remainder as charge_remainder,
                r.asked_rated as refunds_asked, r.returned_charged, r.returned_remainder, n.as_of
         from consumption_record n join customer cu on cu.id = n.customer_id
         left join consumption_record c on c.id = n.refund_of
         left join refunded_record r on r.record_id = coalesce(n.refund_of, n.id)
         where ",
    );
    scope.push(&mut query, Alias::Consumption);
    query.push(" and n.id = ").push_bind(id.0);
    let found: Option<Found> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(detail))
}

fn detail(found: Found) -> RecordDetail {
    let returned = found.returned_charged.zip(found.returned_remainder).map(|(charged, remainder)| Split { charged, remainder });
    let usage = found.usage_quantity.map(|quantity| Usage {
        quantity,
        ratio: found.usage_ratio.unwrap_or(Decimal::ONE),
        linear_size: found.linear_size.unwrap_or(Decimal::ONE),
        unit_price: found.unit_price_rated.unwrap_or_default(),
        discount_rate: found.discount_rate.unwrap_or_default(),
    });
    let charge = found.charge_id.map(|id| Charge {
        id: RecordId(id),
        external_id: found.charge_external_id.unwrap_or_default(),
        amounts: Refundable {
            rated: found.charge_payable.unwrap_or_default(),
            split: Split { charged: found.charge_charged.unwrap_or_default(), remainder: found.charge_remainder.unwrap_or_default() },
            asked: found.refunds_asked.unwrap_or_default(),
        },
        returned: returned.unwrap_or_default(),
    });
    let refunded = if charge.is_some() { None } else { returned };
    RecordDetail {
        id: RecordId(found.id),
        external_id: found.external_id,
        customer_id: found.customer_id,
        customer_number: found.customer_number,
        customer: mask_name(&found.customer),
        day: found.day,
        cycle: found.cycle,
        bill_cycle: found.bill_cycle,
        bill_type: found.bill_type,
        payment_method: found.payment_method,
        product_type: found.product_type,
        product: found.product,
        resource_id: found.resource_id,
        span: found.began_at.map(|began| (began, found.ended_at)),
        unit: found.usage_unit,
        usage,
        list: found.list_rated,
        discount: found.discount_rated,
        payable: found.payable_rated,
        split: Split { charged: found.charged, remainder: found.remainder },
        refund: charge.zip(found.asked_rated),
        refunded,
        as_of: found.as_of,
    }
}

/// The sums of one product type in a customer's month.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ProductSum {
    /// 产品类型.
    pub product_type: String,
    /// How many records.
    pub records: i64,
    /// 官网价.
    pub list_rated: Rated,
    /// 优惠金额.
    pub discount_rated: Rated,
    /// 应付金额.
    pub payable_rated: Rated,
    /// 消费金额.
    pub charged: Charged,
    /// 抹零金额.
    pub remainder: Rated,
}

/// Number and masked name of a customer, and its month by product type, the most charged first; none where the scope holds no
/// record of it.
///
/// # Errors
/// Those of the database.
pub async fn month(
    db: &PgPool,
    scope: &Scope,
    customer: CustomerId,
    cycle: &str,
) -> sqlx::Result<Option<(String, String, Vec<ProductSum>)>> {
    let mut query = QueryBuilder::new(
        "select n.product_type, count(*) as records, sum(n.list_rated) as list_rated, sum(n.discount_rated) as discount_rated,
                sum(n.payable_rated) as payable_rated, sum(n.charged) as charged, sum(n.remainder) as remainder
         from consumption_record n where ",
    );
    scope.push(&mut query, Alias::Consumption);
    query.push(" and n.customer_id = ").push_bind(customer.0).push(" and n.cycle = ").push_bind(cycle);
    query.push(" group by n.product_type order by sum(n.charged) desc, n.product_type");
    let sums: Vec<ProductSum> = query.build_query_as().fetch_all(db).await?;
    if sums.is_empty() {
        return Ok(None);
    }
    let named = sqlx::query!("select number, name from customer where id = $1", customer.0).fetch_one(db).await?;
    Ok(Some((named.number, mask_name(&named.name), sums)))
}
