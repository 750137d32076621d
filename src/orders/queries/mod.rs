//! The SQL of orders. Every query takes a scope.

use chrono::{DateTime, Utc};
use sqlx::{PgPool, QueryBuilder};

use super::model::{ChargingMode, LineState, OrderId, OrderState, OrderType, PaidBy, Renewal};
use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::customers::model::{AssociationType, CustomerId};
use crate::values::masking::{mask_account, mask_name};
use crate::values::money::{Charged, Rated};

/// One order; what is said of the customer is masked.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OrderDetail {
    /// The order.
    pub id: OrderId,
    /// 订单号.
    pub number: String,
    /// 订单类型.
    pub order_type: OrderType,
    /// 订单状态.
    pub state: OrderState,
    /// 产品类型.
    pub product_type: String,
    /// The legal customer.
    pub customer_id: CustomerId,
    /// What people quote of the customer.
    pub customer_number: String,
    /// Masked.
    pub customer: String,
    /// Masked.
    pub account_name: String,
    /// 关联类型 when it was placed.
    pub association_kind: AssociationType,
    /// The partner whose order it is.
    pub partner: String,
    /// The customer's account manager of today.
    pub owner: Option<String>,
    /// Before the discount.
    pub list_rated: Rated,
    /// The discount.
    pub discount_rated: Rated,
    /// What is to be paid; below zero where it is paid back.
    pub payable_charged: Charged,
    /// Who pays.
    pub paid_by: PaidBy,
    /// 下单时间.
    pub placed_at: DateTime<Utc>,
    /// 支付时间.
    pub paid_at: Option<DateTime<Utc>>,
    /// The moment of the file that wrote it last.
    pub as_of: DateTime<Utc>,
}

/// One resource of an order.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OrderLine {
    /// The number of the line within its order.
    pub line: String,
    /// The vendor's id of the resource; may be empty.
    pub resource_id: String,
    /// Its name; may be empty.
    pub resource_name: String,
    /// 产品; the product type where the file named none.
    pub product: String,
    /// 规格; may be empty.
    pub specification: String,
    /// 区域; may be empty.
    pub region: String,
    /// 计费模式.
    pub charging_mode: ChargingMode,
    /// As rated.
    pub amount_rated: Rated,
    /// As charged: cut off after two decimals.
    pub amount_charged: Charged,
    /// 订单行失效时间.
    pub expires_at: Option<DateTime<Utc>>,
    /// 是否续订.
    pub renewal: Renewal,
    /// Where it stands.
    pub state: LineState,
}

/// One order in the card of its customer.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OrderOfCustomer {
    /// The order.
    pub id: OrderId,
    /// 订单号.
    pub number: String,
    /// 订单类型.
    pub order_type: OrderType,
    /// 订单状态.
    pub state: OrderState,
    /// What is to be paid.
    pub payable_charged: Charged,
    /// 下单时间.
    pub placed_at: DateTime<Utc>,
}

/// The order, if it lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: &PgPool, scope: &Scope, id: OrderId) -> sqlx::Result<Option<OrderDetail>> {
    let mut query = QueryBuilder::new(
        "select od.id, od.number, od.order_type, od.state, od.product_type, od.customer_id, cu.number as customer_number,
                cu.name as customer, cu.account_name, od.association_kind, r.name as partner, w.display_name as owner, od.list_rated,
                od.discount_rated, od.payable_charged, od.paid_by, od.placed_at, od.paid_at, od.as_of
         from customer_order od join customer cu on cu.id = od.customer_id join partner r on r.id = od.partner_id
         left join person w on w.id = od.owner_id where ",
    );
    scope.push(&mut query, Alias::Order);
    query.push(" and od.id = ").push_bind(id.0);
    let found: Option<OrderDetail> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(|order| OrderDetail { customer: mask_name(&order.customer), account_name: mask_account(&order.account_name), ..order }))
}

/// The first resources of an order in the scope, by line, and how many there are.
///
/// # Errors
/// Those of the database.
pub async fn lines(db: &PgPool, scope: &Scope, id: OrderId, most: i64) -> sqlx::Result<(Vec<OrderLine>, i64)> {
    let mut query = QueryBuilder::new("select count(*) from order_line ol where ");
    scope.push(&mut query, Alias::OrderLine);
    query.push(" and ol.order_id = ").push_bind(id.0);
    let count: i64 = query.build_query_scalar().fetch_one(db).await?;
    let mut query = QueryBuilder::new(
        "select ol.line, ol.resource_id, ol.resource_name, coalesce(nullif(ol.product, ''), ol.product_type) as product, ol.specification,
                ol.region, ol.charging_mode, ol.amount_rated, ol.amount_charged, ol.expires_at, ol.renewal, ol.state
         from order_line ol where ",
    );
    scope.push(&mut query, Alias::OrderLine);
    query.push(" and ol.order_id = ").push_bind(id.0).push(" order by length(ol.line), ol.line limit ").push_bind(most);
    Ok((query.build_query_as().fetch_all(db).await?, count))
}

/// The latest orders of a customer in the scope, whatever their age.
///
/// # Errors
/// Those of the database.
pub async fn latest_of_customer(db: &PgPool, scope: &Scope, customer: CustomerId, most: i64) -> sqlx::Result<Vec<OrderOfCustomer>> {
    let mut query = QueryBuilder::new(
        "select od.id, od.number, od.order_type, od.state, od.payable_charged, od.placed_at from customer_order od where ",
    );
    scope.push(&mut query, Alias::Order);
    query.push(" and od.customer_id = ").push_bind(customer.0);
    query.push(" order by od.placed_at desc, od.id desc limit ").push_bind(most);
    query.build_query_as().fetch_all(db).await
}

#[cfg(test)]
pub(crate) mod tests;
