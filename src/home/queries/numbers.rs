//! Search by the numbers that people quote: of orders (订单号) and of marketing tasks (任务ID).
//!
//! A whole number, whatever the case of its letters: each is one look-up in an index, in every scope. The beginning of a number is not
//! searched: among millions of orders it would be read row by row for whoever sees few of them.

use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::values::typed::{half_width, line};

/// A record that carries a number.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Numbered {
    /// Its id.
    pub id: Uuid,
    /// The number, as it is kept.
    pub number: String,
    /// What it is about: of an order its type of product, of an expansion task the campaign, of a renewal task the order's number.
    pub about: String,
}

/// The kinds of marketing task by which their numbers begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TaskNumber {
    Expansion,
    Renewal,
}

/// Digits of a task's number.
const DIGITS: usize = 8;

/// What was typed, as a number is kept: in half-width capital letters, without what cannot be seen or stored.
fn number_key(typed: &str) -> String {
    half_width(&line(typed)).to_uppercase()
}

/// The number of a task as it is kept, from what was typed: `et12` is ET00000012.
fn task_number(typed: &str) -> Option<(TaskNumber, String)> {
    let typed = number_key(typed);
    let (kind, digits) = match (typed.strip_prefix("ET"), typed.strip_prefix("RT")) {
        (Some(digits), _) => (TaskNumber::Expansion, digits),
        (None, Some(digits)) => (TaskNumber::Renewal, digits),
        (None, None) => return None,
    };
    let is_number = !digits.is_empty() && digits.len() <= 2 * DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    let begins = &typed[..2];
    is_number.then(|| (kind, format!("{begins}{digits:0>width$}", width = DIGITS)))
}

/// The orders of the scope that have this number, the latest first; several where several sources use the same.
///
/// # Errors
/// Those of the database.
pub async fn find_orders(db: &PgPool, scope: &Scope, typed: &str, most: i64) -> sqlx::Result<Vec<Numbered>> {
    let mut query = QueryBuilder::new("select od.id, od.number, od.product_type as about from customer_order od where ");
    scope.push(&mut query, Alias::Order);
    query.push(" and upper(od.number) = ").push_bind(number_key(typed));
    query.push(" order by od.placed_at desc, od.id desc limit ").push_bind(most);
    query.build_query_as().fetch_all(db).await
}

/// The expansion task of the scope that has this number.
///
/// # Errors
/// Those of the database.
pub async fn find_expansion_task(db: &PgPool, scope: &Scope, typed: &str) -> sqlx::Result<Option<Numbered>> {
    let Some((TaskNumber::Expansion, number)) = task_number(typed) else { return Ok(None) };
    let mut query = QueryBuilder::new(
        "select t.id, t.number, (select ec.name from expansion_campaign ec where ec.id = t.campaign_id) as about from expansion_task t where ",
    );
    scope.push(&mut query, Alias::ExpansionTask);
    query.push(" and t.number = ").push_bind(number);
    query.build_query_as().fetch_optional(db).await
}

/// The renewal task of the scope that has this number.
///
/// # Errors
/// Those of the database.
pub async fn find_renewal_task(db: &PgPool, scope: &Scope, typed: &str) -> sqlx::Result<Option<Numbered>> {
    let Some((TaskNumber::Renewal, number)) = task_number(typed) else { return Ok(None) };
    let mut query = QueryBuilder::new(
        "select rt.id, rt.number, (select od.number from customer_order od where od.id = rt.order_id) as about from renewal_task rt where ",
    );
    scope.push(&mut query, Alias::RenewalTask);
    query.push(" and rt.number = ").push_bind(number);
    query.build_query_as().fetch_optional(db).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marketing_tasks::expansion::fixtures::task;
    use crate::marketing_tasks::renewals::tests::story;
    use crate::opportunities::queries::fixtures::{customer, now, viewer};

    fn scope(account: &str) -> Scope {
        let viewer = viewer(account);
        Scope::of(&viewer, crate::marketing_tasks::rules::scope_of(&viewer).unwrap()).unwrap()
    }

    #[test]
    fn a_number_of_a_task_is_known_without_its_noughts_and_in_small_letters() {
        for (typed, number) in [
            ("ET00000012", Some((TaskNumber::Expansion, "ET00000012"))),
            (" et12 ", Some((TaskNumber::Expansion, "ET00000012"))),
            ("ＥＴ１２\0", Some((TaskNumber::Expansion, "ET00000012"))),
            ("rt7", Some((TaskNumber::Renewal, "RT00000007"))),
            ("RT123456789", Some((TaskNumber::Renewal, "RT123456789"))),
            ("et", None),
            ("et1x", None),
            ("12", None),
            ("ETE", None),
            ("RT11111111111111111", None),
        ] {
            assert_eq!(task_number(typed), number.map(|(kind, number)| (kind, number.to_owned())), "{typed}");
        }
    }

    #[sqlx::test]
    async fn a_whole_number_is_found_in_the_own_scope_and_a_second_person_finds_nothing(db: PgPool) {
        let [renewal, ..] = story(&db).await;
        let snowdrop = customer(&db, "mei", "Snowdrop").await;
        let expansion = task(&db, snowdrop, "Backup", 5, now()).await;
        let number = async |table: &'static str, id: Uuid| -> String {
            let mut query = QueryBuilder::new("select number from ");
            query.push(table).push(" where id = ").push_bind(id);
            query.build_query_scalar().fetch_one(&db).await.unwrap()
        };
        let (rt, et) = (number("renewal_task", renewal.0).await, number("expansion_task", expansion.0).await);
        for (account, found) in
            [("mei", true), ("zhao", true), ("grace", true), ("ana", false), ("omar", false), ("petra", false), ("dara", false)]
        {
            let scope = scope(account);
            assert_eq!(find_orders(&db, &scope, "cs-MEI ", 8).await.unwrap().len(), usize::from(found), "{account}");
            assert_eq!(find_orders(&db, &scope, "\0ＣＳ-ｍｅｉ", 8).await.unwrap().len(), usize::from(found), "{account}: full-width");
            assert!(find_orders(&db, &scope, "cs-me", 8).await.unwrap().is_empty(), "{account}: the beginning of a number");
            let one = find_renewal_task(&db, &scope, &rt.to_lowercase()).await.unwrap();
            assert_eq!(one.map(|one| (one.id, one.about)), found.then(|| (renewal.0, "CS-mei".to_owned())), "{account}");
            let one = find_expansion_task(&db, &scope, &et).await.unwrap();
            assert_eq!(one.map(|one| (one.id, one.about)), found.then(|| (expansion.0, "Backup".to_owned())), "{account}");
            assert_eq!(find_expansion_task(&db, &scope, &rt).await.unwrap(), None, "a number of the other kind");
        }
    }
}
