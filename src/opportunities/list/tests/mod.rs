//! The list of opportunities as each person reads it.

mod rows;
mod sums;

use chrono::TimeDelta;
use rust_decimal::Decimal;
use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::customers::model::CustomerRef;
use crate::lists::pages::load::Loaded;
use crate::lists::paging::CAP;
use crate::lists::testing::read;
use crate::opportunities::queries::fixtures::{customer, now, opportunity, people, viewer};
use crate::organisation::rules::fixtures::id;
use crate::values::cursor::{Cursor, CursorValue};
use crate::values::date::beijing_date;

static OPPORTUNITIES: List = LIST;

/// Mei owns 13, Jun 4, Ana 2; values repeat, so that only the id tells some rows apart. A quarter is won.
async fn stories(db: &PgPool) {
    people(db).await;
    for (owner, count) in [("mei", 13_i32), ("jun", 4), ("ana", 2)] {
        let of = customer(db, owner, &format!("Snowpeak {owner}")).await;
        for n in 0..count {
            let names = ["Data lake", "灾备", "archive", "Édge nodes", "直播"];
            let name = format!("{} {}", names[usize::try_from(n).unwrap() % names.len()], n / 7);
            let opportunity = opportunity(db, owner, CustomerRef::Association(of), &name).await;
            sqlx::query(
                "update opportunity set expected_monthly_revenue = $2, confidence = $3, expected_date = $4, updated_at = $5,
                        industry = $6, kind = $7, stage = $8, closed_at = case when $8 = 'won' then $5 end where id = $1",
            )
            .bind(opportunity.0)
            .bind(Decimal::from(1000 * (n % 3)))
            .bind([10_i16, 30, 90][usize::try_from(n).unwrap() % 3])
            .bind(beijing_date(now()) + TimeDelta::days(i64::from(n % 4) - 1))
            .bind(now() - TimeDelta::hours(i64::from(n / 2)))
            .bind(["health", "retail"][usize::try_from(n).unwrap() % 2])
            .bind(["expansion", "migration", "other"][usize::try_from(n).unwrap() % 3])
            .bind(["lead_confirmed", "negotiation", "won", "solution"][usize::try_from(n).unwrap() % 4])
            .execute(db)
            .await
            .unwrap();
        }
    }
}

async fn list(db: &PgPool, account: &str, query: &str) -> Loaded {
    read(db, &OPPORTUNITIES, viewer(account), now(), query).await
}

async fn all(db: &PgPool, account: &str, query: &str) -> Vec<Uuid> {
    list(db, account, &format!("view=all&size=100&{query}")).await.ids()
}

#[sqlx::test]
async fn everyone_sees_the_rows_of_the_own_scope_and_no_other(db: PgPool) {
    stories(&db).await;
    for (account, expected) in [("mei", 13), ("jun", 4), ("ana", 2), ("zhao", 17), ("omar", 2), ("grace", 19), ("petra", 0), ("dara", 0)] {
        assert_eq!(all(&db, account, "").await.len(), expected, "{account}");
    }
}

#[sqlx::test]
async fn an_address_without_conditions_shows_the_open_ones_and_says_so(db: PgPool) {
    stories(&db).await;
    let usual = list(&db, "mei", "").await;
    assert_eq!((usual.ids().len(), usual.totals.count), (10, 10));
    assert!(!usual.shown("stage").contains(&"Won".to_owned()));
    let is_usual = usual.request.is_usual(&OPPORTUNITIES);
    let standing = Standing { count: "10".into(), is_narrowed: true, is_usual, ..Standing::default() };
    assert_eq!(lead(&usual.context, &standing).sentence, "The 10 open opportunities that you own.");
    assert_eq!(usual.everything(), "/sales/opportunities?view=all");
    assert_eq!(usual.without_conditions(), "/sales/opportunities");
    assert_eq!(usual.changed(|request| request.values.0.clear()), "/sales/opportunities?view=all", "the chip leads to everything");
    let sorted = |request: &mut crate::lists::request::Request| request.order = Some(Order { column: "name", descending: false });
    assert_eq!(usual.changed(sorted), "/sales/opportunities?state=open&sort=name");

    for open in ["sort=name", "size=50", "state=open", "state=open&sort=name"] {
        assert_eq!(list(&db, "mei", open).await.ids().len(), 10, "{open}");
    }
    let everything = list(&db, "mei", "view=all").await;
    assert_eq!(everything.ids().len(), 13);
    assert_eq!(everything.changed(sorted), "/sales/opportunities?sort=name&view=all");
    assert_eq!(list(&db, "mei", "sort=name&view=all").await.ids().len(), 13);
    for (query, expected) in [("state=closed", 3), ("stage=won", 3), ("name=lake", 3), ("state=nonsense", 0), ("name=lake&state=open", 2)] {
        assert_eq!(list(&db, "mei", query).await.ids().len(), expected, "{query}");
    }
    sqlx::query("update opportunity set stage = 'lost', lost_reason = 'price', closed_at = $1").bind(now()).execute(&db).await.unwrap();
    let (closed, nothing) = (list(&db, "mei", "").await, list(&db, "petra", "").await);
    assert!(closed.ids().is_empty() && !closed.has_none, "there are some, but none is open");
    assert!(nothing.ids().is_empty() && nothing.has_none);
}

#[sqlx::test]
async fn pages_follow_each_other_without_gaps_and_repeats_under_every_sort_and_both_ways(db: PgPool) {
    stories(&db).await;
    for column in COLUMNS.iter().filter(|column| column.sort.is_some()) {
        for way in ["", "-"] {
            let sort = format!("sort={way}{}", column.key);
            let expected = all(&db, "grace", &sort).await;
            assert_eq!(expected.len(), 19, "{sort}");
            let first = list(&db, "grace", &format!("view=all&size=10&{sort}")).await;
            let second = list(&db, "grace", &first.next().unwrap()).await;
            assert_eq!((first.preceding(), second.preceding()), (0, 10), "{sort}");
            assert_eq!([first.ids(), second.ids()].concat(), expected, "{sort}, forward");
            let back = list(&db, "grace", &second.previous().unwrap()).await;
            assert_eq!((back.ids(), back.preceding()), (first.ids(), 0), "{sort}, backward");
        }
    }
}

#[sqlx::test]
async fn stages_are_sorted_along_the_way_and_names_as_people_expect(db: PgPool) {
    stories(&db).await;
    let stages = list(&db, "mei", "view=all&sort=stage").await.shown("stage");
    let mut seen = stages.clone();
    seen.dedup();
    assert_eq!(seen, ["Lead confirmed", "Solution", "Negotiation", "Won"]);
    let names = list(&db, "mei", "view=all&sort=name").await.shown("name");
    let mut initials: Vec<char> = names.iter().filter_map(|name| name.chars().next()).collect();
    initials.dedup();
    assert_eq!(initials, ['灾', '直', 'a', 'D', 'É']);
}

#[sqlx::test]
async fn rows_that_change_between_two_pages_make_no_other_row_vanish_and_a_page_past_the_end_is_the_last_one(db: PgPool) {
    stories(&db).await;
    let before = all(&db, "mei", "").await;
    let first = list(&db, "mei", "view=all&size=10").await;
    sqlx::query("update opportunity set updated_at = $2 where id = any($1)")
        .bind(vec![before[4], before[12]])
        .bind(now() + TimeDelta::hours(1))
        .execute(&db)
        .await
        .unwrap();
    assert_eq!(list(&db, "mei", &first.next().unwrap()).await.ids(), &before[10..12]);

    let at = |moment, id| Cursor::new(CursorValue::Moment(moment), id).encode();
    let late = at(now() - TimeDelta::days(400), Uuid::nil());
    let last = list(&db, "mei", &format!("view=all&size=10&after={late}")).await;
    assert!(last.ids().len() == 10 && last.next().is_none() && last.previous().is_some());
    let early = at(now() + TimeDelta::days(1), Uuid::max());
    let first = list(&db, "mei", &format!("view=all&size=10&before={early}")).await;
    assert!(first.ids().len() == 10 && first.next().is_some() && first.previous().is_none());
    assert!(list(&db, "mei", &format!("sort=name&after={late}")).await.place_is_unknown, "a cursor of another column");
}

#[sqlx::test]
async fn every_filter_narrows_and_count_and_sums_are_those_of_the_rows(db: PgPool) {
    stories(&db).await;
    let jun = format!("owner={}", id("jun"));
    for (query, expected) in [
        ("name=灾备", 5),
        ("name=LAKE", 5),
        ("name=%25", 0),
        ("stage=won&stage=solution", 8),
        ("kind=migration", 6),
        ("industry=health", 10),
        ("confidence_from=90", 5),
        ("confidence_from=91", 0),
        (jun.as_str(), 4),
        ("owner=nobody", 0),
        ("overdue=yes", 6),
        ("expected_until=2026-11-22", 6),
        ("expected_from=2026-11-23&expected_until=2026-11-24", 9),
        ("state=open&expected_from=2026-11-23&expected_until=2026-11-24", 5),
        ("view=all", 19),
        ("", 15),
    ] {
        for account in ["grace", "zhao"] {
            let shown = list(&db, account, query).await;
            if account == "grace" {
                assert_eq!(shown.ids().len(), expected, "{query}");
            }
            let rows = i64::try_from(shown.ids().len()).unwrap();
            assert_eq!((shown.totals.count, shown.totals.is_capped), (rows, false), "{query} for {account}");
            let sums: Vec<Decimal> = shown.totals.sums.iter().map(|sum| sum.amount()).collect();
            let sql = "select coalesce(sum(expected_monthly_revenue), 0),
                              coalesce(sum(expected_monthly_revenue) filter (where closed_at is null), 0),
                              round(coalesce(sum(expected_monthly_revenue * confidence) filter (where closed_at is null), 0) / 100, 2)
                       from opportunity where id = any($1)";
            let of_rows: (Decimal, Decimal, Decimal) = sqlx::query_as(sql).bind(shown.ids()).fetch_one(&db).await.unwrap();
            assert_eq!(sums, [of_rows.0, of_rows.1, of_rows.2], "{query} for {account}");
        }
    }
}

#[sqlx::test]
async fn beyond_the_cap_nothing_is_added_up_unless_it_is_asked_for(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak").await;
    let first = opportunity(&db, "mei", CustomerRef::Association(of), "Archive").await;
    let sql = "insert into opportunity (id, partner_id, supervisor_id, owner_id, customer_id, name, industry, kind, test_project, tender,
                   expected_monthly_revenue, expected_date, service_period, stage, confidence, reported_by, reported_at, updated_at)
               select gen_random_uuid(), partner_id, supervisor_id, owner_id, customer_id, name, industry, kind, test_project, tender,
                   100, expected_date, service_period, 'solution', confidence, reported_by, reported_at, updated_at
               from opportunity, generate_series(1, 10000) where id = $1";
    sqlx::query(sql).bind(first.0).execute(&db).await.unwrap();
    let totals = async |query: &str| {
        let totals = list(&db, "grace", query).await.totals;
        (totals.count, totals.is_capped, totals.sums.first().map(|sum| sum.amount().to_string()))
    };
    assert_eq!(totals("").await, (CAP, true, None));
    assert_eq!(totals("state=open&totals=1").await, (CAP + 1, false, Some("1012500.00".into())));
    // As many as the cap are still exact, whether the index answers or the rows do.
    for query in ["stage=solution", "stage=solution&name=Archive"] {
        assert_eq!(totals(query).await, (CAP, false, Some("1000000.00".into())), "{query}");
    }
}
