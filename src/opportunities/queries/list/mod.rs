//! The list of opportunities: one page of rows, what stands over the whole filter, and whose rows there are.

mod asked;
mod conditions;
mod owners;
mod reviewed;
mod totals;

pub use asked::{Asked, Typed};
pub use owners::{Named, Owners, named, owners, team_size};
pub use reviewed::Reviewed;
pub use totals::{Sums, counts, sums};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use self::conditions::{push_conditions, push_keyset, push_order, push_source};
use crate::auth::PersonId;
use crate::lists::paging::{self, Page, Place};
use crate::opportunities::model::{
    Column, Confidence, CustomerStanding, Industry, Kind, OpportunityId, OpportunityRow, Sort, SortColumn, Stage,
};
use crate::values::cursor::{Cursor, CursorValue};
use crate::values::masking::{mask_account, mask_name};
use crate::values::money::Charged;

/// One line, with what the page needs beside the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The columns; owner and customer are empty when their columns are hidden.
    pub row: OpportunityRow,
    /// What the eye asks for, `customer:<id>` or `claim:<id>`; none when the customer is elsewhere.
    pub customer_key: Option<String>,
    /// For "new".
    pub reported_at: DateTime<Utc>,
    /// The latest review of the opportunity as it stands now. Only its owner's list shows it; it goes with the next change.
    pub reviewed: Option<Reviewed>,
}

/// One page of at most `size` rows. A place past the end gives the last page, a short first page is filled up.
///
/// # Errors
/// Those of the database.
pub async fn page(
    db: &PgPool,
    asked: &Asked<'_>,
    columns: &[Column],
    place: &Place,
    size: u16,
    now: DateTime<Utc>,
) -> sqlx::Result<Page<Line>> {
    let read = |place: Place, most: usize| async move {
        let mut query = select(asked, columns, &place, most, now);
        let found: Vec<Found> = query.build_query_as().persistent(asked.has_one_plan()).fetch_all(db).await?;
        Ok(found.into_iter().map(Line::from).collect())
    };
    paging::page(place.clone(), size, read, |line| cursor_of(line, asked.sort)).await
}

/// The place of a line in a list that is sorted so. A person's name stays out of it: the id stands for it.
pub fn cursor_of(line: &Line, sort: Sort) -> Cursor {
    let row = &line.row;
    let value = match sort.column {
        SortColumn::Name => CursorValue::Text(row.name.clone()),
        SortColumn::Industry => CursorValue::Text(row.industry.to_string()),
        SortColumn::Kind => CursorValue::Text(row.kind.to_string()),
        SortColumn::Confidence => CursorValue::Integer(row.confidence.percent().into()),
        SortColumn::Stage => CursorValue::Integer(conditions::stage_rank(row.stage)),
        SortColumn::ExpectedMonthlyRevenue => CursorValue::Decimal(row.expected_monthly_revenue.amount()),
        SortColumn::ExpectedDate => CursorValue::Date(row.expected_date),
        SortColumn::Owner => CursorValue::Uuid(row.owner_id.0),
        SortColumn::UpdatedAt => CursorValue::Moment(row.updated_at),
    };
    Cursor::new(value, row.id.0)
}

/// Whether a cursor fits an order: one that was made for another column says nothing here.
pub fn fits(cursor: &Cursor, sort: Sort) -> bool {
    matches!(
        (sort.column, &cursor.value),
        (SortColumn::Name | SortColumn::Industry | SortColumn::Kind, CursorValue::Text(_))
            | (SortColumn::Confidence | SortColumn::Stage, CursorValue::Integer(_))
            | (SortColumn::ExpectedMonthlyRevenue, CursorValue::Decimal(_))
            | (SortColumn::ExpectedDate, CursorValue::Date(_))
            | (SortColumn::Owner, CursorValue::Uuid(_))
            | (SortColumn::UpdatedAt, CursorValue::Moment(_))
    )
}

/// The rows are cut first and joined afterwards: a join over the whole scope would cost more than the page.
fn select(asked: &Asked<'_>, columns: &[Column], place: &Place, most: usize, now: DateTime<Utc>) -> QueryBuilder<Postgres> {
    let falls = place.falls(asked.sort.descending);
    let shows = |column| columns.contains(&column);
    let mut query = QueryBuilder::new(
        "select o.id, o.code, o.name, o.industry, o.kind, o.confidence, o.stage, o.expected_monthly_revenue, o.expected_date,
                o.updated_at, o.reported_at, o.owner_id, o.customer_id, o.claim_id, ",
    );
    query.push(if shows(Column::Owner) { "w.display_name" } else { "null::text" }).push(" as owner, ");
    if shows(Column::Customer) {
        query.push("coalesce(cu.name, cl.company_name) as customer, cu.account_name as customer_account, r.name as reseller, ");
    } else {
        query.push("null::text as customer, null::text as customer_account, null::text as reseller, ");
    }
    reviewed::push_columns(&mut query, asked);
    query.push("case when cl.state = 'open' and cl.valid_until > ").push_bind(now);
    query.push(
        " then 'claimed' when o.customer_id is null then 'claim_lapsed'
               when x.partner_id in (o.partner_id, o.reseller_id) then 'associated' else 'elsewhere' end as standing from (select o.* ",
    );
    push_source(&mut query, asked);
    push_conditions(&mut query, asked);
    if let Some(cursor) = place.cursor() {
        query.push(" and ");
        push_keyset(&mut query, asked.sort, falls, cursor, false);
    }
    push_order(&mut query, asked.sort, falls);
    // A number, not a parameter: a plan for any values would not know how few rows are wanted.
    query.push(" limit ").push(most);
    query.push(
        ") o left join claim cl on cl.id = o.claim_id
         left join association x on x.customer_id = o.customer_id and x.ended_at is null ",
    );
    if shows(Column::Customer) {
        query.push("left join customer cu on cu.id = o.customer_id left join partner r on r.id = o.reseller_id ");
    }
    reviewed::push_join(&mut query, asked);
    if shows(Column::Owner) || asked.sort.column == SortColumn::Owner {
        query.push("join person w on w.id = o.owner_id ");
    }
    push_order(&mut query, asked.sort, falls);
    query
}

#[derive(sqlx::FromRow)]
struct Found {
    id: OpportunityId,
    code: String,
    name: String,
    industry: Industry,
    kind: Kind,
    confidence: Confidence,
    stage: Stage,
    expected_monthly_revenue: Charged,
    expected_date: NaiveDate,
    updated_at: DateTime<Utc>,
    reported_at: DateTime<Utc>,
    owner_id: PersonId,
    customer_id: Option<Uuid>,
    claim_id: Option<Uuid>,
    owner: Option<String>,
    customer: Option<String>,
    customer_account: Option<String>,
    reseller: Option<String>,
    standing: CustomerStanding,
    reviewer: Option<String>,
    review: Option<String>,
}

impl From<Found> for Line {
    fn from(found: Found) -> Self {
        let key = match (found.customer_id, found.claim_id) {
            (Some(id), _) => Some(format!("customer:{id}")),
            (None, Some(id)) => Some(format!("claim:{id}")),
            (None, None) => None,
        };
        let row = OpportunityRow {
            id: found.id,
            code: found.code,
            name: found.name,
            customer: found.customer.as_deref().map(mask_name).unwrap_or_default(),
            customer_account: found.customer_account.as_deref().map(mask_account),
            customer_standing: found.standing,
            reseller: found.reseller,
            industry: found.industry,
            kind: found.kind,
            confidence: found.confidence,
            stage: found.stage,
            expected_monthly_revenue: found.expected_monthly_revenue,
            expected_date: found.expected_date,
            updated_at: found.updated_at,
            owner_id: found.owner_id,
            owner: found.owner.unwrap_or_default(),
        };
        let is_reachable = found.claim_id.is_some() || found.standing == CustomerStanding::Associated;
        let customer_key = key.filter(|_| is_reachable && found.standing != CustomerStanding::Elsewhere);
        let reviewed = found.reviewer.map(|by| Reviewed { by, note: found.review.unwrap_or_default() });
        Self { row, customer_key, reported_at: found.reported_at, reviewed }
    }
}

#[cfg(test)]
mod tests;
