//! Orders of some customers of each account manager, and what they consist of: new ones, renewals, one that is paid back, one
//! from before the six months that the list opens with. Nothing here is left to chance, so that it changes no other story.

use chrono::Duration;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::customers::DemoCustomer;
use super::story::Story;
use crate::customers::model::CustomerRef;
use crate::orders::model::{LineState, OrderState, OrderType, PaidBy, Renewal};
use crate::server::new_id;

/// Name, product, specification, amount as rated, days from today to the end, whether it was renewed, where it stands.
pub(super) struct Line(
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) i64,
    pub(super) Renewal,
    pub(super) LineState,
);

pub(super) struct DemoOrder {
    pub(super) kind: OrderType,
    pub(super) state: OrderState,
    pub(super) product_type: &'static str,
    pub(super) paid_by: PaidBy,
    /// Placed so many days ago, or the day after the association began.
    pub(super) days: i64,
    pub(super) lines: &'static [Line],
}

use LineState::{Active, Released, Unsubscribed};
use Renewal::{NotRenewed, Renewed};

const ORDERS: &[DemoOrder] = &[
    DemoOrder {
        kind: OrderType::New,
        state: OrderState::Completed,
        product_type: "Elastic server",
        paid_by: PaidBy::Customer,
        days: 150,
        lines: &[
            Line("web-01", "c7.large", "2 vCPU | 8 GiB", "4166.66666667", 24, NotRenewed, Active),
            Line("web-02", "c7.large", "2 vCPU | 8 GiB", "4166.66666667", 24, NotRenewed, Active),
            Line("db-01", "m7.xlarge", "4 vCPU | 32 GiB", "18250.005", 215, NotRenewed, Active),
        ],
    },
    DemoOrder {
        kind: OrderType::Renewal,
        state: OrderState::Completed,
        product_type: "Object storage",
        paid_by: PaidBy::Customer,
        days: 40,
        lines: &[Line("archive", "Standard package", "10 TB", "980.33333333", 325, Renewed, Active)],
    },
    DemoOrder {
        kind: OrderType::New,
        state: OrderState::PendingPayment,
        product_type: "Content delivery network",
        paid_by: PaidBy::Partner,
        days: 2,
        lines: &[Line("edge", "Traffic package", "50 TB", "12600.00", 363, NotRenewed, Active)],
    },
    DemoOrder {
        kind: OrderType::Unsubscription,
        state: OrderState::Completed,
        product_type: "Elastic server",
        paid_by: PaidBy::Customer,
        days: 12,
        lines: &[Line("test-01", "c7.large", "2 vCPU | 8 GiB", "-512.98765432", 1, NotRenewed, Unsubscribed)],
    },
    DemoOrder {
        kind: OrderType::New,
        state: OrderState::Completed,
        product_type: "Database",
        paid_by: PaidBy::Customer,
        days: 230,
        lines: &[
            Line("orders-db", "rds.large", "4 vCPU | 16 GiB", "15333.33333333", 58, NotRenewed, Active),
            Line("reports-db", "rds.medium", "2 vCPU | 8 GiB", "7400.10", -20, NotRenewed, Released),
        ],
    },
    DemoOrder {
        kind: OrderType::Change,
        state: OrderState::Processing,
        product_type: "Database",
        paid_by: PaidBy::Partner,
        days: 1,
        lines: &[],
    },
];

/// Customers of each account manager that have orders.
const CUSTOMERS: usize = 5;

/// Places them.
pub async fn create(story: &mut Story<'_>, customers: &[DemoCustomer]) -> anyhow::Result<()> {
    let mut placed = 0;
    for (n, known) in customers.iter().enumerate() {
        let CustomerRef::Association(association) = known.reference else { continue };
        let before = customers[..n].iter().filter(|other| other.owner == known.owner && other.partner == known.partner).count();
        if before >= CUSTOMERS {
            continue;
        }
        // Each has two that are next to each other, the first one all.
        for (at, order) in ORDERS.iter().enumerate() {
            if before == 0 || at == before || at == before - 1 {
                placed += 1;
                place(story, association.0, known.since, placed, order).await?;
            }
        }
    }
    Ok(())
}

/// Places one, under a number of its own.
pub(super) async fn place(story: &mut Story<'_>, association: Uuid, since: i64, number: usize, order: &DemoOrder) -> anyhow::Result<()> {
    let placed_at = story.days_ago(order.days.min(since - 1)) - Duration::minutes(i64::try_from(number)?);
    let id = new_id();
    let amounts = order.lines.iter().map(|line| line.3.parse::<Decimal>()).collect::<Result<Vec<_>, _>>()?;
    let rated: Decimal = amounts.iter().sum();
    let payable: Decimal = amounts.iter().map(|amount| amount.trunc_with_scale(2)).sum();
    // A discount of one fifth.
    let list = (rated * Decimal::new(125, 2)).round_dp(8);
    let is_paid = order.state == OrderState::Completed;
    sqlx::query!(
        "insert into customer_order (id, source, number, customer_id, association_id, association_kind, distributor_id, partner_id,
             supervisor_id, owner_id, order_type, state, product_type, list_rated, discount_rated, payable_charged, paid_by, placed_at,
             paid_at, as_of, created_at, updated_at)
         select $2, 'demo', $3, a.customer_id, a.id, a.kind, a.distributor_id, a.partner_id, a.supervisor_id, a.owner_id, $4, $5, $6, $7, $8,
             $9, $10, $11, $12, $13, $13, $13
         from association a where a.id = $1",
        association,
        id,
        format!("DO2611{number:04}"),
        order.kind.as_str(),
        order.state.as_str(),
        order.product_type,
        list,
        list - rated,
        payable,
        order.paid_by.as_str(),
        placed_at,
        is_paid.then(|| placed_at + Duration::minutes(8)),
        story.now
    )
    .execute(&mut *story.db)
    .await?;
    for (at, (line, amount)) in order.lines.iter().zip(amounts).enumerate() {
        let Line(name, product, specification, _, days, renewal, state) = line;
        let expires_at = (story.now + Duration::days(*days)).max(placed_at + Duration::days(1));
        sqlx::query!(
            "insert into order_line (id, order_id, line, source, association_id, distributor_id, partner_id, supervisor_id, owner_id,
                 resource_id, resource_name, product_type, product, specification, region, charging_mode, amount_rated, amount_charged,
                 effective_at, expires_at, renewal, renewed_at, state, as_of, created_at, updated_at)
             select $2, o.id, $3, o.source, o.association_id, o.distributor_id, o.partner_id, o.supervisor_id, o.owner_id,
                 'res-' || right(replace($2::uuid::text, '-', ''), 12), $4, o.product_type, $5, $6, 'North 4', 'subscription', $7,
                 trunc($7::numeric, 2), o.placed_at, $8, $9, case when $9 = 'renewed' then o.placed_at end, $10, o.as_of, o.as_of, o.as_of
             from customer_order o where o.id = $1",
            id,
            new_id(),
            (at + 1).to_string(),
            name,
            product,
            specification,
            amount,
            expires_at,
            renewal.as_str(),
            state.as_str()
        )
        .execute(&mut *story.db)
        .await?;
    }
    Ok(())
}
