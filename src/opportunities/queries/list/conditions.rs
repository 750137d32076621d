//! The pieces of which the list's queries are put together: the same conditions for rows, count and sums.

use sqlx::{Postgres, QueryBuilder};

use super::asked::Asked;
use crate::auth::scope::Alias;
use crate::lists::paging::{contains, push_contains};
use crate::opportunities::model::{Sort, SortColumn, Stage, Tab};
use crate::values::cursor::{Cursor, CursorValue};
use crate::values::name_key::name_key;

/// Where a stage stands among the stages; sorting follows the way of an opportunity, not the alphabet.
pub(super) fn stage_rank(stage: Stage) -> i64 {
    Stage::ALL.iter().position(|one| *one == stage).and_then(|at| i64::try_from(at).ok()).map_or(0, |at| at + 1)
}

/// What the list is sorted by. The stages stand in the order of [`Stage::ALL`]; a test compares them.
const fn key(column: SortColumn) -> &'static str {
    match column {
        SortColumn::Name => "o.name collate \"names\"",
        SortColumn::Industry => "o.industry",
        SortColumn::Kind => "o.kind",
        SortColumn::Confidence => "o.confidence",
        SortColumn::Stage => {
            "array_position(array['lead_confirmed', 'needs_confirmed', 'solution', 'negotiation', 'won', 'lost'], o.stage)"
        }
        SortColumn::ExpectedMonthlyRevenue => "o.expected_monthly_revenue",
        SortColumn::ExpectedDate => "o.expected_date",
        SortColumn::Owner => "w.display_name collate \"names\"",
        SortColumn::UpdatedAt => "o.updated_at",
    }
}

pub(super) fn push_source(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
    query.push(" from opportunity o ");
    if asked.sort.column == SortColumn::Owner {
        query.push("join person w on w.id = o.owner_id ");
    }
}

pub(super) fn push_order(query: &mut QueryBuilder<Postgres>, sort: Sort, falls: bool) {
    let way = if falls { " desc" } else { " asc" };
    query.push(" order by ").push(key(sort.column)).push(way).push(", o.id").push(way);
}

/// Rows beyond a cursor in a direction, with `including` also the cursor's own row.
pub(super) fn push_keyset(query: &mut QueryBuilder<Postgres>, sort: Sort, falls: bool, cursor: &Cursor, including: bool) {
    query.push("(").push(key(sort.column)).push(", o.id) ").push(match (falls, including) {
        (true, false) => "< (",
        (true, true) => "<= (",
        (false, false) => "> (",
        (false, true) => ">= (",
    });
    match &cursor.value {
        CursorValue::Text(text) => {
            query.push_bind(text.clone());
            if sort.column == SortColumn::Name {
                query.push(" collate \"names\"");
            }
        }
        CursorValue::Decimal(amount) => {
            query.push_bind(*amount);
        }
        CursorValue::Moment(moment) => {
            query.push_bind(*moment);
        }
        CursorValue::Integer(number) => {
            query.push_bind(i32::try_from(*number).unwrap_or(0));
        }
        CursorValue::Date(day) => {
            query.push_bind(*day);
        }
        CursorValue::Null => {
            query.push("null");
        }
        CursorValue::Uuid(person) => {
            query.push("(select display_name from person where id = ").push_bind(*person).push(") collate \"names\"");
        }
    }
    query.push(", ").push_bind(cursor.id).push(")");
}

/// `where` scope, tab and filters.
pub(super) fn push_conditions(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
    let filter = asked.filter;
    query.push(" where ");
    asked.scope.push(query, Alias::Opportunity);
    match filter.tab {
        Some(Tab::Own) => {
            query.push(" and o.reseller_id is null");
        }
        Some(Tab::Resellers) => {
            query.push(" and o.reseller_id is not null");
        }
        None => {}
    }
    if !filter.name.is_empty() {
        push_contains(query, "o.name_key", &filter.name, asked.scope.is_wide());
    }
    push_any(query, " and o.stage = any(", &filter.stages);
    push_any(query, " and o.kind = any(", &filter.kinds);
    push_any(query, " and o.industry = any(", &filter.industries);
    if let Some(confidence) = filter.confidence_from {
        query.push(" and o.confidence >= ").push_bind(confidence.percent());
    }
    if let Some(owner) = filter.owner {
        query.push(" and o.owner_id = ").push_bind(owner.0);
    }
    if filter.overdue {
        query.push(" and o.closed_at is null and o.expected_date < ").push_bind(asked.today);
    }
    if let Some(typed) = asked.typed {
        push_typed(query, asked, &typed.customer, &typed.account);
    }
}

fn push_any<T: std::fmt::Display>(query: &mut QueryBuilder<Postgres>, condition: &'static str, choices: &[T]) {
    if !choices.is_empty() {
        let words: Vec<String> = choices.iter().map(ToString::to_string).collect();
        query.push(condition).push_bind(words).push(")");
    }
}

/// A large scope looks for the customers first and then for their opportunities; a small one the other way round.
fn push_typed(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>, customer: &str, account: &str) {
    if !customer.is_empty() && asked.scope.is_wide() && name_key(customer).chars().count() >= 2 {
        query.push(" and (o.customer_id in (select cu.id from customer cu where true");
        push_contains(query, "cu.name_key", customer, true);
        query.push(") or o.claim_id in (select cl.id from claim cl where true");
        push_contains(query, "cl.company_name_key", customer, true);
        query.push("))");
    } else if !customer.is_empty() {
        query.push(" and coalesce((select cu.name_key from customer cu where cu.id = o.customer_id), (select cl.company_name_key from claim cl where cl.id = o.claim_id)) like ");
        query.push_bind(contains(&name_key(customer)));
    }
    if !account.is_empty() {
        query
            .push(" and (select cu.account_name_key from customer cu where cu.id = o.customer_id) like ")
            .push_bind(contains(&name_key(account)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stages_are_sorted_in_their_own_order() {
        let words = Stage::ALL.iter().map(|stage| format!("'{stage}'")).collect::<Vec<_>>().join(", ");
        assert!(key(SortColumn::Stage).contains(&words));
        assert_eq!(stage_rank(Stage::LeadConfirmed), 1);
    }
}
