//! By what tasks and their records are narrowed.

use std::sync::Arc;

use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::customers::mask::names_customers;
use crate::error::AppError;
use crate::lists::description::{Access, Choosable, Filter, FilterKind, ListContext, Loading, Options};
use crate::marketing_tasks::expansion::model::{StrategyLevel, TaskResult};
use crate::marketing_tasks::expansion::queries;
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::marketing_tasks::list::push_customer;
use crate::marketing_tasks::model::TaskState;
use crate::marketing_tasks::text::TaskText;

/// Under "More conditions".
pub(super) const FURTHER: Filter = Filter { is_further: true, ..Filter::PLAIN };

/// 任务名称.
pub(super) const NAME: Filter =
    Filter::new("name", |l| ExpansionText(l).name_contains(), FilterKind::Contains { sql: "ca.name_key" }).joined(&["campaign"]);

/// 客户名称: stays on the server.
pub(super) const CUSTOMER: Filter = Filter {
    offered: names_customers,
    joins: &["customer"],
    ..Filter::new("customer", |l| ExpansionText(l).customer_contains(), FilterKind::private(push_customer, 128))
};

/// 任务ID. Of the records the task is a join.
pub(super) const fn number(joins: &'static [&'static str]) -> Filter {
    Filter {
        is_further: true,
        ..Filter::new("number", |l| ExpansionText(l).number_is(), FilterKind::Exact { sql: "t.number", longest: 16 })
    }
    .joined(joins)
}

/// 客户经理. `sql` is the column of the owner.
pub(super) const fn account_manager(sql: &'static str) -> Filter {
    Filter {
        key: "account_manager",
        label: |l| ExpansionText(l).account_manager(),
        kind: FilterKind::Record {
            sql,
            options: people,
            find: Some(find_person),
            blank: |l| ExpansionText(l).all_people(),
            none: Some(("none", |l| ExpansionText(l).without_one())),
        },
        offered: |context| !context.is_own(),
        ..Filter::PLAIN
    }
}

pub(super) const LEVELS: Options = |l| StrategyLevel::ALL.iter().map(|one| (one.as_str(), ExpansionText(l).level(*one))).collect();
pub(super) const STATES: Options = |l| TaskState::ALL.iter().map(|one| (one.as_str(), TaskText(l).task_state(*one))).collect();
pub(super) const RESULTS: Options = |l| TaskResult::ALL.iter().map(|one| (one.as_str(), ExpansionText(l).result_of(*one))).collect();
pub(super) const OVERDUE: Options = |l| vec![("overdue", TaskText(l).overdue()), ("in_time", TaskText(l).not_overdue())];

/// 近12个月消费 in bands.
const BANDS: [(&str, &str); 5] = [
    ("none", "t.spend_charged = 0"),
    ("small", "t.spend_charged <> 0 and t.spend_charged < 10000"),
    ("medium", "t.spend_charged >= 10000 and t.spend_charged < 100000"),
    ("large", "t.spend_charged >= 100000 and t.spend_charged < 500000"),
    ("largest", "t.spend_charged >= 500000"),
];

pub(super) const SPENDS: Options = |l| {
    let t = ExpansionText(l);
    let words = [t.spend_none(), t.spend_small(), t.spend_medium(), t.spend_large(), t.spend_largest()];
    BANDS.iter().map(|(band, _)| *band).zip(words).collect()
};

/// Pushes the bands that were chosen.
pub(super) fn push_spends(query: &mut QueryBuilder<Postgres>, words: &[String], _: &ListContext) {
    query.push(" and (false");
    for (_, sql) in BANDS.iter().filter(|(band, _)| words.iter().any(|word| word == band)) {
        query.push(" or (").push(sql).push(")");
    }
    query.push(")");
}

/// Overdue is an open task whose deadline has passed (U18).
pub(super) fn push_overdue(query: &mut QueryBuilder<Postgres>, words: &[String], context: &ListContext) {
    query.push(" and (false");
    for word in words {
        match word.as_str() {
            "overdue" => query.push(" or t.open_until < ").push_bind(context.today),
            "in_time" => query.push(" or t.open_until is null or t.open_until >= ").push_bind(context.today),
            _ => query,
        };
    }
    query.push(")");
}

fn people(db: PgPool, context: Arc<ListContext>, chosen: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Ok(Choosable::default()) };
        let Some(people) = queries::owners(&scope, partner, context.today) else { return Ok(Choosable::default()) };
        Ok(people.choosable(&db, chosen).await?)
    })
}

fn find_person(db: PgPool, context: Arc<ListContext>, name: String) -> Loading<Result<Uuid, String>> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Err(AppError::NotFound) };
        queries::owners(&scope, partner, context.today).ok_or(AppError::NotFound)?.find(&db, &name, context.locale).await
    })
}

/// 二级策略.
pub(super) fn strategies(db: PgPool, _: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move { Ok(queries::strategies_to_choose(&db).await?.into()) })
}
