//! The pieces of which the list's queries are put together: the same conditions for rows and count.

use chrono::{Days, NaiveDate};
use sqlx::{Postgres, QueryBuilder};

use super::{Address, Asked, Typed};
use crate::auth::ScopeColumn;
use crate::auth::scope::Alias;
use crate::customers::model::{Sort, SortColumn, Tab};
use crate::customers::queries::reveal::push_of_a_masked_lead;
use crate::lists::paging::{contains, push_contains};
use crate::values::cursor::{Cursor, CursorValue};
use crate::values::date::beijing_midnight;

/// What the list is sorted by.
const fn key(column: SortColumn, claimed: bool) -> &'static str {
    match column {
        _ if claimed => "c.claimed_at",
        SortColumn::Industry => "cu.industry",
        SortColumn::Kind => "a.kind",
        SortColumn::Since => "a.started_at",
        SortColumn::RealNameState => "cu.real_name_state",
        SortColumn::Tags => "coalesce((array_remove(a.tag || a.tags, ''))[1], '')",
        // Customers of nobody stand before all names.
        SortColumn::Owner => "coalesce(w.display_name, '') collate \"names\"",
        SortColumn::Alerts => "coalesce(waiting.n, 0)",
    }
}

/// Whether a cursor fits an order: one that was made for another column says nothing here.
pub(super) fn fits(cursor: &Cursor, sort: Sort) -> bool {
    matches!(
        (sort.column, &cursor.value),
        (SortColumn::Industry | SortColumn::Kind | SortColumn::RealNameState | SortColumn::Tags, CursorValue::Text(_))
            | (SortColumn::Since, CursorValue::Moment(_))
            | (SortColumn::Owner, CursorValue::Uuid(_))
            | (SortColumn::Alerts, CursorValue::Integer(_))
    )
}

const fn id(claimed: bool) -> &'static str {
    if claimed { "c.id" } else { "a.id" }
}

pub(super) fn push_order(query: &mut QueryBuilder<Postgres>, sort: Sort, claimed: bool, falls: bool) {
    let way = if falls { " desc" } else { " asc" };
    query.push(" order by ").push(key(sort.column, claimed)).push(way).push(", ").push(id(claimed)).push(way);
}

/// Rows beyond a cursor.
pub(super) fn push_keyset(query: &mut QueryBuilder<Postgres>, sort: Sort, claimed: bool, falls: bool, cursor: &Cursor) {
    query.push(" and (").push(key(sort.column, claimed)).push(", ").push(id(claimed));
    query.push(if falls { ") < (" } else { ") > (" });
    match &cursor.value {
        CursorValue::Text(text) => query.push_bind(text.clone()),
        CursorValue::Moment(moment) => query.push_bind(*moment),
        CursorValue::Integer(number) => query.push_bind(*number),
        CursorValue::Uuid(person) => {
            query.push("coalesce((select display_name from person where id = ").push_bind(*person).push("), '') collate \"names\"")
        }
        CursorValue::Decimal(_) | CursorValue::Date(_) | CursorValue::Null => query.push("null"),
    };
    query.push(", ").push_bind(cursor.id).push(")");
}

/// What a query reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// The columns of a page, and what they are sorted by.
    Rows,
    /// Only whether there is a row: no table is joined that no condition asks, so that ten thousand are counted in the index.
    Count,
}

/// `from` and `where`.
pub(super) fn push_source(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>, reading: Reading) {
    let (address, claimed) = (asked.address, asked.address.claimed);
    let (rows, customers) = (reading == Reading::Rows, reading == Reading::Rows || asks_the_customer(asked));
    if claimed {
        // A claim is its partner's alone: a distributor does not see those of its resellers.
        query.push("from claim c ");
        if rows {
            query.push("join partner r on r.id = c.partner_id left join person w on w.id = c.owner_id ");
        }
        query.push("where c.state <> 'associated' and c.partner_id = ").push_bind(asked.partner.0).push(" and ");
        asked.scope.push(query, Alias::Claim);
    } else {
        query.push("from association a ");
        if customers {
            query.push("join customer cu on cu.id = a.customer_id ");
        }
        if rows {
            query.push("join partner r on r.id = a.partner_id left join person w on w.id = a.owner_id ");
        }
        if rows && address.sort.column == SortColumn::Alerts {
            query.push("left join (select w.association_id, count(*) as n from customer_alert w where w.state = 'pending' and ");
            asked.scope.push(query, Alias::Alert);
            query.push(" group by w.association_id) waiting on waiting.association_id = a.id ");
        }
        query.push("where a.ended_at is null and ");
        asked.scope.push(query, Alias::Association);
        if asked.scope.column() == ScopeColumn::Distributor {
            query.push(if address.tab == Some(Tab::Resellers) { " and a.partner_id <> " } else { " and a.partner_id = " });
            query.push_bind(asked.partner.0);
        }
        push_of_association(query, address);
    }
    push_any(query, if claimed { " and c.industry = any(" } else { " and cu.industry = any(" }, &address.industries);
    if let Some(person) = address.account_manager {
        query.push(if claimed { " and c.owner_id = " } else { " and a.owner_id = " }).push_bind(person.0);
    }
    if !address.number.is_empty() {
        query.push(if claimed { " and '' = " } else { " and cu.number = " }).push_bind(address.number.clone());
    }
    push_typed(query, asked);
}

/// Whether a condition asks for something that stands with the customer and not with the association.
fn asks_the_customer(asked: &Asked<'_>) -> bool {
    let address = asked.address;
    let of_the_address = !address.industries.is_empty() || !address.number.is_empty() || !address.real_name_states.is_empty();
    let is_typed = |typed: &Typed| !typed.name.is_empty() || !typed.account.is_empty() || !typed.mobile.is_empty();
    of_the_address || asked.typed.is_some_and(is_typed)
}

/// What only associations have.
fn push_of_association(query: &mut QueryBuilder<Postgres>, address: &Address) {
    push_any(query, " and a.kind = any(", &address.types);
    push_any(query, " and cu.real_name_state = any(", &address.real_name_states);
    if let Some(day) = address.from {
        query.push(" and a.started_at >= ").push_bind(beijing_midnight(day));
    }
    if let Some(day) = address.until.and_then(|day: NaiveDate| day.checked_add_days(Days::new(1))) {
        query.push(" and a.started_at < ").push_bind(beijing_midnight(day));
    }
    if address.unassigned {
        query.push(" and a.owner_id is null");
    }
}

fn push_typed(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
    let (Some(typed), claimed) = (asked.typed, asked.address.claimed) else { return };
    if !typed.name.is_empty() {
        push_contains(query, if claimed { "c.company_name_key" } else { "cu.name_key" }, &typed.name, asked.scope.is_wide());
    }
    if !typed.account.is_empty() {
        push_contains(query, if claimed { "''" } else { "cu.account_name_key" }, &typed.account, false);
    }
    if !typed.mobile.is_empty() {
        query.push(if claimed { " and c.mobile like " } else { " and cu.mobile like " }).push_bind(contains(&typed.mobile));
    }
    // What stays masked is not found out digit by digit either.
    if claimed && !typed.mobile.is_empty() {
        query.push(" and not ");
        push_of_a_masked_lead(query, "c.id");
    }
    if !typed.tag.is_empty() && !claimed {
        // Tags tell upper and lower case apart.
        let pattern = contains(&typed.tag);
        query.push(" and exists (select 1 from unnest(a.tag || a.tags) as one (tag) where one.tag like ").push_bind(pattern).push(")");
    }
}

fn push_any<T: std::fmt::Display>(query: &mut QueryBuilder<Postgres>, condition: &'static str, choices: &[T]) {
    if !choices.is_empty() {
        let words: Vec<String> = choices.iter().map(ToString::to_string).collect();
        query.push(condition).push_bind(words).push(")");
    }
}
