//! The pieces of a list's queries that rows, counts and sums share: joins, visibility, conditions, and the rows beyond a
//! cursor.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::lists::description::{Filter, FilterKind, List, ListContext, Order, PushUnasked, SortKey, SortKind, Sums};
use crate::lists::paging::{Place, contains, push_contains};
use crate::lists::request::Values;
use crate::values::cursor::{Cursor, CursorValue};
use crate::values::date::{beijing_midnight, parse_date};
use crate::values::typed::half_width;

/// Which rows of a list.
#[derive(Clone, Copy, Debug)]
pub struct ListQuery<'a> {
    /// The list.
    pub list: &'static List,
    /// Who asks.
    pub context: &'a ListContext,
    /// Conditions of the address.
    pub values: &'a Values,
    /// Conditions on masked columns, by their filter's key.
    pub private: &'a BTreeMap<String, String>,
    /// The order.
    pub order: Order,
}

impl ListQuery<'_> {
    /// Whether one plan is good for all values, so that the statement is prepared once. Where names are searched, the best
    /// plan is another for a pair of letters that is everywhere than for one that is nowhere.
    pub fn has_one_plan(&self) -> bool {
        self.applied().all(|filter| !matches!(filter.kind, FilterKind::Contains { .. } | FilterKind::Private { .. }))
    }

    /// Whether the index behind the totals holds everything that the conditions read.
    pub fn is_in_totals_index(&self) -> bool {
        self.applied().all(|filter| filter.is_in_totals_index)
    }

    /// The table of sums, where it knows every condition in force.
    pub fn sums(&self) -> Option<&'static Sums> {
        let sums = self.list.source.sums.as_ref()?;
        let is_known = self.applied().all(|filter| filter.is_in_sums) && self.unasked().next().is_none();
        (is_known && self.list.usual_spans(self.context, self.values).next().is_none()).then_some(sums)
    }

    /// Whether count and totals take less time than a second connection costs: one person's own rows, or kept sums.
    pub fn is_quickly_counted(&self, place: &Place) -> bool {
        self.context.is_own() || (place.cursor().is_none() && self.sums().is_some())
    }

    /// Whether a name is searched in a list that adds up nothing: a search that finds less than a page needs no second one to count.
    pub fn is_searched_without_totals(&self) -> bool {
        self.list.totals.is_empty() && !self.has_one_plan()
    }

    /// The filters that narrow this query.
    fn applied(&self) -> impl Iterator<Item = &'static Filter> + '_ {
        self.list.filters.iter().filter(|filter| (filter.offered)(self.context) && self.asks(filter))
    }

    /// The filters that are not, with the condition that holds meanwhile.
    fn unasked(&self) -> impl Iterator<Item = (&'static Filter, PushUnasked)> + '_ {
        let filters = self.list.filters.iter().filter(|filter| (filter.offered)(self.context) && !self.asks(filter));
        filters.filter_map(|filter| Some((filter, filter.unasked?.push)))
    }

    /// Whether an address asks something that this viewer, or this tab, has no condition for, or that is refused: then nothing
    /// matches.
    fn asks_in_vain(&self) -> bool {
        let is_elsewhere = |(parameter, filter): (&'static str, &'static Filter)| {
            !self.values.of(parameter).is_empty() && !self.list.offers(filter.key, self.context)
        };
        self.list.parameters().any(is_elsewhere) || !self.list.refused(self.context, self.values).is_empty()
    }

    fn asks(&self, filter: &Filter) -> bool {
        if filter.is_private() {
            return self.private.get(filter.key).is_some_and(|typed| !typed.is_empty());
        }
        let second = filter.second_parameter().is_some_and(|parameter| !self.values.of(parameter).is_empty());
        second || !self.values.of(filter.key).is_empty()
    }

    /// How the list is sorted: by its usual column where the order's is not one that is sorted.
    pub fn sort(&self) -> (SortKey, bool) {
        let usual = self.list.usual_order;
        let sorted = |order: Order| {
            let key = self.list.sort_key(order)?;
            let sql = key.falling.filter(|_| order.descending).unwrap_or(key.sql);
            Some((SortKey { sql, ..key }, order.descending))
        };
        let id = self.list.source.id;
        let by_id = SortKey { sql: id, falling: None, kind: SortKind::Word, nullable: false, joins: &[], falls_first: true };
        sorted(self.order).or_else(|| sorted(usual)).unwrap_or((by_id, true))
    }

    /// `from`, the joins that visibility, conditions and `more` need, and `where`.
    pub fn push_source(&self, query: &mut QueryBuilder<Postgres>, more: &[&'static str]) {
        self.push_source_of(query, self.list.source.table, more);
    }

    /// The same of another table with the alias of the list's own: see [`Sums::table`].
    pub fn push_source_of(&self, query: &mut QueryBuilder<Postgres>, table: &'static str, more: &[&'static str]) {
        let source = &self.list.source;
        let filters = || self.applied().chain(self.unasked().map(|(filter, _)| filter));
        let needed = || filters().flat_map(|filter| filter.joins).chain(source.visible_joins).chain(more);
        query.push(" from ").push(table);
        for join in source.joins.iter().filter(|join| needed().any(|name| *name == join.name)) {
            query.push(join.sql);
        }
        query.push(" where ");
        (source.visible)(query, self.context);
        for filter in self.applied() {
            self.push_filter(query, filter);
        }
        for (_, push) in self.unasked() {
            push(query, self.context);
        }
        for (filter, _) in self.list.usual_spans(self.context, self.values) {
            self.push_filter(query, filter);
        }
        if self.asks_in_vain() {
            query.push(" and false");
        }
    }

    fn push_filter(&self, query: &mut QueryBuilder<Postgres>, filter: &Filter) {
        let values = self.values.of(filter.key);
        let one = values.first().map_or("", String::as_str);
        match filter.kind {
            FilterKind::Contains { sql } => push_contains(query, sql, one, self.context.access.is_wide()),
            FilterKind::Exact { sql, .. } => {
                query.push(" and ").push(sql).push(" = ").push_bind(half_width(one).to_uppercase());
            }
            FilterKind::Choices { push, .. } | FilterKind::Choice { push, .. } => push(query, values, self.context),
            FilterKind::Record { sql, none, .. } => match (one.parse::<Uuid>(), none) {
                (Ok(id), _) => {
                    query.push(" and ").push(sql).push(" = ").push_bind(id);
                }
                (Err(_), Some((word, _))) if word == one => {
                    query.push(" and ").push(sql).push(" is null");
                }
                (Err(_), _) => {
                    query.push(" and false");
                }
            },
            FilterKind::Days { until, sql, is_moment, .. } if filter.span.is_some() => {
                let last = self.values.one(until).unwrap_or("");
                match filter.span.map(|span| span.range(one, last, self.context.today)) {
                    Some(Ok((first, last))) => {
                        push_from(query, sql, first, is_moment);
                        if let Some(last) = last {
                            push_until(query, sql, last, is_moment);
                        }
                    }
                    _ => {
                        query.push(" and false");
                    }
                }
            }
            FilterKind::Days { until, sql, is_moment, .. } => {
                push_day(query, sql, one, (true, is_moment));
                push_day(query, sql, self.values.one(until).unwrap_or(""), (false, is_moment));
            }
            FilterKind::Flag { push } => push(query, self.context),
            FilterKind::Private { push, .. } => push(query, self.private.get(filter.key).map_or("", String::as_str), self.context),
        }
    }
}

/// `from`, the joins that visibility needs, and `where` the viewer sees a row, whatever is asked.
pub fn push_visible(query: &mut QueryBuilder<Postgres>, list: &List, context: &ListContext) {
    let source = &list.source;
    query.push(" from ").push(source.table);
    for join in source.joins.iter().filter(|join| source.visible_joins.contains(&join.name)) {
        query.push(join.sql);
    }
    query.push(" where ");
    (source.visible)(query, context);
}

/// From the beginning of a Beijing day, or to the end of one.
fn push_day(query: &mut QueryBuilder<Postgres>, sql: &'static str, text: &str, (is_first, is_moment): (bool, bool)) {
    if text.is_empty() {
        return;
    }
    let Ok(day) = parse_date(text) else {
        query.push(" and false");
        return;
    };
    if is_first { push_from(query, sql, day, is_moment) } else { push_until(query, sql, day, is_moment) }
}

fn push_from(query: &mut QueryBuilder<Postgres>, sql: &'static str, day: NaiveDate, is_moment: bool) {
    query.push(" and ").push(sql).push(" >= ");
    if is_moment {
        query.push_bind(beijing_midnight(day))
    } else {
        query.push_bind(day)
    };
}

fn push_until(query: &mut QueryBuilder<Postgres>, sql: &'static str, day: NaiveDate, is_moment: bool) {
    query.push(" and ").push(sql);
    if is_moment {
        query.push(" < ").push_bind(beijing_midnight(day.succ_opt().unwrap_or(NaiveDate::MAX)));
    } else {
        query.push(" <= ").push_bind(day);
    }
}

/// ` and column = any(words)`.
pub fn push_any(query: &mut QueryBuilder<Postgres>, column: &'static str, words: &[String]) {
    query.push(" and ").push(column).push(" = any(").push_bind(words.to_vec()).push(")");
}

/// ` and column` contains what was typed: of a number or an address, whatever its case and width.
pub fn push_part(query: &mut QueryBuilder<Postgres>, column: &'static str, typed: &str) {
    query.push(" and ").push(column).push(" ilike ").push_bind(contains(&half_width(typed)));
}

/// The order in which rows of a place are read; rows without a value stand at the end of the list.
pub fn push_order(
    query: &mut QueryBuilder<Postgres>,
    (sql, id): (&'static str, &'static str),
    key: SortKey,
    place: &Place,
    descending: bool,
) {
    let falls = place.falls(descending);
    let way = if falls { " desc" } else { " asc" };
    query.push(" order by ").push(sql);
    if matches!(key.kind, SortKind::Name | SortKind::Person(_)) {
        query.push(" collate \"names\"");
    }
    query.push(way);
    if key.nullable {
        query.push(if falls == descending { " nulls last" } else { " nulls first" });
    }
    query.push(", ").push(id).push(way);
}

/// The rows that a place begins after, in the direction in which they are read.
pub fn push_beyond(query: &mut QueryBuilder<Postgres>, id: &'static str, key: SortKey, cursor: &Cursor, falls: bool, is_backward: bool) {
    let beyond = if falls { ") < (" } else { ") > (" };
    let alone = if falls { " < " } else { " > " };
    if cursor.value == CursorValue::Null {
        query.push("((").push(key.sql).push(" is null and ").push(id).push(alone).push_bind(cursor.id).push(")");
        if is_backward {
            query.push(" or ").push(key.sql).push(" is not null");
        }
        query.push(")");
        return;
    }
    query.push("((").push(key.sql);
    let by_name = matches!(key.kind, SortKind::Name | SortKind::Person(_));
    if by_name {
        query.push(" collate \"names\"");
    }
    query.push(", ").push(id).push(beyond);
    match &cursor.value {
        CursorValue::Text(text) => query.push_bind(text.clone()),
        CursorValue::Decimal(amount) => query.push_bind(*amount),
        CursorValue::Moment(moment) => query.push_bind(*moment),
        CursorValue::Integer(number) => query.push_bind(*number),
        CursorValue::Date(day) => query.push_bind(*day),
        CursorValue::Uuid(person) => {
            query.push(if by_name { "(select display_name" } else { "(select account_name" });
            query.push(" from person where id = ").push_bind(*person).push(")")
        }
        CursorValue::Null => query.push("null"),
    };
    if by_name {
        query.push(" collate \"names\"");
    }
    query.push(", ").push_bind(cursor.id).push(")");
    if key.nullable && !is_backward {
        query.push(" or ").push(key.sql).push(" is null");
    }
    query.push(")");
}

/// Whether a cursor fits an order: one that was made for another column says nothing here.
pub const fn fits(cursor: &Cursor, key: SortKey) -> bool {
    matches!(
        (key.kind, &cursor.value),
        (SortKind::Moment, CursorValue::Moment(_))
            | (SortKind::Date, CursorValue::Date(_))
            | (SortKind::Integer, CursorValue::Integer(_))
            | (SortKind::Decimal, CursorValue::Decimal(_))
            | (SortKind::Word | SortKind::Name, CursorValue::Text(_))
            | (SortKind::Person(_) | SortKind::Account(_), CursorValue::Uuid(_))
    ) || (key.nullable && matches!(cursor.value, CursorValue::Null))
}
