use chrono::TimeDelta;
use sqlx::PgPool;

use super::*;
use crate::auth::{Reach, Scope};
use crate::customers::model::CustomerRef;
use crate::opportunities::model::{ListFilter, Tab};
use crate::opportunities::queries::fixtures::{claim, customer, now, opportunity, people, viewer};
use crate::organisation::rules::cast::id;
use crate::values::date::beijing_date;

fn scope(account: &str, reach: Reach) -> Scope {
    Scope::of(&viewer(account), reach).unwrap()
}

fn asked<'a>(scope: Scope, filter: &'a ListFilter, sort: Sort) -> Asked<'a> {
    Asked { scope, filter, typed: None, sort, today: beijing_date(now()) }
}

/// Mei owns 13, Jun 4, Ana 2; values repeat, so that only the id tells some rows apart.
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
            .bind(rust_decimal::Decimal::from(1000 * (n % 3)))
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

fn ids(page: &Page<Line>) -> Vec<OpportunityId> {
    page.rows.iter().map(|line| line.row.id).collect()
}

async fn all(db: &PgPool, asked: &Asked<'_>) -> Vec<OpportunityId> {
    ids(&page(db, asked, Column::ALL, &Place::First, 100, now()).await.unwrap())
}

#[sqlx::test]
async fn everyone_sees_the_rows_of_the_own_scope_and_no_other(db: PgPool) {
    stories(&db).await;
    let filter = ListFilter::default();
    let count = async |account: &str, reach| all(&db, &asked(scope(account, reach), &filter, Sort::default())).await.len();
    assert_eq!(count("mei", Reach::Own).await, 13);
    assert_eq!(count("jun", Reach::Own).await, 4);
    assert_eq!(count("lin", Reach::Own).await, 0);
    assert_eq!(count("zhao", Reach::Team).await, 17);
    assert_eq!(count("omar", Reach::Team).await, 2);
    assert_eq!(count("grace", Reach::Partner).await, 19);
    assert_eq!(count("petra", Reach::Partner).await, 0);
}

#[sqlx::test]
async fn pages_follow_each_other_without_gaps_and_repeats_under_every_sort_and_both_ways(db: PgPool) {
    stories(&db).await;
    let filter = ListFilter::default();
    for column in SortColumn::ALL {
        for descending in [false, true] {
            let sort = Sort { column: *column, descending };
            let asked = asked(scope("grace", Reach::Partner), &filter, sort);
            let expected = all(&db, &asked).await;
            assert_eq!(expected.len(), 19, "{sort}");

            let (mut forward, mut place) = (Vec::new(), Place::First);
            let mut last = loop {
                let next = page(&db, &asked, Column::ALL, &place, 5, now()).await.unwrap();
                let sums = sums(&db, &asked, &place, false).await.unwrap();
                assert_eq!(usize::try_from(sums.preceding).unwrap(), forward.len(), "{sort}");
                forward.extend(ids(&next));
                match next.after.clone() {
                    Some(cursor) => place = Place::After(Cursor::decode(&cursor.encode()).unwrap()),
                    None => break next,
                }
            };
            assert_eq!(forward, expected, "{sort}, forward");

            let mut backward = ids(&last);
            while let Some(cursor) = last.before.clone() {
                last = page(&db, &asked, Column::ALL, &Place::Before(cursor), 5, now()).await.unwrap();
                let mut earlier = ids(&last);
                earlier.extend(backward);
                backward = earlier;
            }
            assert_eq!(backward, expected, "{sort}, backward");
        }
    }
}

#[sqlx::test]
async fn stages_are_sorted_along_the_way_and_names_as_people_expect(db: PgPool) {
    stories(&db).await;
    let filter = ListFilter::default();
    let by = |column| asked(scope("mei", Reach::Own), &filter, Sort { column, descending: false });
    let stages = page(&db, &by(SortColumn::Stage), Column::ALL, &Place::First, 100, now()).await.unwrap();
    let steps: Vec<u8> = stages.rows.iter().map(|line| line.row.stage.step()).collect();
    assert!(steps.is_sorted(), "{steps:?}");
    let names = page(&db, &by(SortColumn::Name), Column::ALL, &Place::First, 100, now()).await.unwrap();
    let mut initials: Vec<char> = names.rows.iter().filter_map(|line| line.row.name.chars().next()).collect();
    initials.dedup();
    assert_eq!(initials, ['灾', '直', 'a', 'D', 'É']);
}

#[sqlx::test]
async fn rows_that_change_between_two_pages_make_no_other_row_vanish(db: PgPool) {
    stories(&db).await;
    let filter = ListFilter::default();
    let asked = asked(scope("mei", Reach::Own), &filter, Sort::default());
    let before = all(&db, &asked).await;
    let first = page(&db, &asked, Column::ALL, &Place::First, 5, now()).await.unwrap();
    sqlx::query("update opportunity set updated_at = $2 where id = any($1)")
        .bind(vec![before[4].0, before[12].0])
        .bind(now() + TimeDelta::hours(1))
        .execute(&db)
        .await
        .unwrap();
    let second = page(&db, &asked, Column::ALL, &Place::After(first.after.unwrap()), 5, now()).await.unwrap();
    assert_eq!(ids(&second), &before[5..10]);
}

#[sqlx::test]
async fn a_page_past_the_end_is_the_last_one(db: PgPool) {
    stories(&db).await;
    let filter = ListFilter::default();
    let asked = asked(scope("mei", Reach::Own), &filter, Sort::default());
    let expected = all(&db, &asked).await;
    let nowhere = Cursor::new(CursorValue::Moment(now() - TimeDelta::days(400)), Uuid::nil());
    let last = page(&db, &asked, Column::ALL, &Place::After(nowhere), 5, now()).await.unwrap();
    assert_eq!(ids(&last), &expected[8..]);
    assert!(last.after.is_none() && last.before.is_some());
    let early = Cursor::new(CursorValue::Moment(now() + TimeDelta::days(1)), Uuid::max());
    let first = page(&db, &asked, Column::ALL, &Place::Before(early), 5, now()).await.unwrap();
    assert_eq!(ids(&first), &expected[..5]);
    assert!(first.before.is_none() && first.after.is_some());
}

#[sqlx::test]
async fn every_filter_narrows_and_count_and_sum_equal_the_rows(db: PgPool) {
    stories(&db).await;
    let base = ListFilter::default();
    let cases = [
        ListFilter { name: "灾备".into(), ..base.clone() },
        ListFilter { name: "LAKE".into(), ..base.clone() },
        ListFilter { name: "%".into(), ..base.clone() },
        ListFilter { stages: vec![Stage::Won, Stage::Solution], ..base.clone() },
        ListFilter { kinds: vec![Kind::Migration], ..base.clone() },
        ListFilter { industries: vec![Industry::Health], ..base.clone() },
        ListFilter { confidence_from: Some(Confidence::Ninety), ..base.clone() },
        ListFilter { owner: Some(id("jun")), ..base.clone() },
        ListFilter { overdue: true, ..base.clone() },
        base.clone(),
    ];
    for (filter, expected) in cases.iter().zip([5, 5, 0, 8, 6, 10, 5, 4, 6, 19]) {
        for (account, reach) in [("grace", Reach::Partner), ("zhao", Reach::Team)] {
            let asked = asked(scope(account, reach), filter, Sort::default());
            let lines = page(&db, &asked, Column::ALL, &Place::First, 100, now()).await.unwrap().rows;
            let sums = sums(&db, &asked, &Place::First, false).await.unwrap();
            assert_eq!(usize::try_from(sums.count).unwrap(), lines.len(), "{filter:?}");
            if account == "grace" {
                assert_eq!(lines.len(), expected, "{filter:?}");
            }
            let open = |line: &&Line| !line.row.stage.is_closed();
            let revenue = |line: &Line| line.row.expected_monthly_revenue.amount();
            assert_eq!(sums.all.amount(), lines.iter().map(revenue).sum::<rust_decimal::Decimal>(), "{filter:?}");
            assert_eq!(sums.open.amount(), lines.iter().filter(open).map(revenue).sum::<rust_decimal::Decimal>(), "{filter:?}");
            let weighted = |line: &Line| revenue(line) * rust_decimal::Decimal::from(line.row.confidence.percent());
            let weighted = lines.iter().filter(open).map(weighted).sum::<rust_decimal::Decimal>() / rust_decimal::Decimal::ONE_HUNDRED;
            assert_eq!(sums.weighted.amount(), weighted.normalize(), "{filter:?}");
        }
    }
}

#[sqlx::test]
async fn customers_are_masked_and_found_by_what_was_typed(db: PgPool) {
    stories(&db).await;
    let prospect = claim(&db, "mei", "Riverside Hospital", now() + TimeDelta::days(3)).await;
    opportunity(&db, "mei", CustomerRef::Claim(prospect), "Archive").await;
    let filter = ListFilter::default();
    let cases = [("riverside", "", 1), ("Snowpeak m", "", 13), ("R", "", 1), ("", "snowpeak_jun", 4), ("Snowpeak", "riverside", 0)];
    for (customer, account, expected) in cases {
        let typed = Typed { customer: customer.into(), account: account.into() };
        for (who, reach) in [("grace", Reach::Partner), ("zhao", Reach::Team)] {
            let asked = Asked { typed: Some(&typed), ..asked(scope(who, reach), &filter, Sort::default()) };
            let found = page(&db, &asked, Column::ALL, &Place::First, 100, now()).await.unwrap();
            assert_eq!(found.rows.len(), expected, "{typed:?} {who}");
        }
    }
    let asked = asked(scope("mei", Reach::Own), &filter, Sort::default());
    let prospects = async |at| {
        let lines = page(&db, &asked, Column::ALL, &Place::First, 100, at).await.unwrap().rows;
        assert!(lines.iter().all(|line| line.row.customer.contains("***")));
        lines.into_iter().find(|line| line.row.name == "Archive").unwrap()
    };
    let open = prospects(now()).await;
    assert_eq!((open.row.customer.as_str(), open.customer_key), ("R***l", Some(format!("claim:{prospect}"))));
    assert_eq!(open.row.customer_standing, CustomerStanding::Claimed);
    assert_eq!(prospects(now() + TimeDelta::days(3)).await.row.customer_standing, CustomerStanding::ClaimLapsed);
}

#[sqlx::test]
async fn a_customer_who_is_elsewhere_now_cannot_be_asked_for(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak").await;
    opportunity(&db, "mei", CustomerRef::Association(of), "Archive").await;
    sqlx::query("update association set partner_id = $1").bind(viewer("petra").partner().unwrap().id.0).execute(&db).await.unwrap();
    let filter = ListFilter::default();
    let lines =
        page(&db, &asked(scope("mei", Reach::Own), &filter, Sort::default()), Column::ALL, &Place::First, 10, now()).await.unwrap().rows;
    assert_eq!(lines[0].row.customer_standing, CustomerStanding::Elsewhere);
    assert_eq!(lines[0].customer_key, None);
}

#[sqlx::test]
async fn a_distributors_tabs_share_its_opportunities_out(db: PgPool) {
    people(&db).await;
    let own = customer(&db, "kofi", "Own customer").await;
    let resold = customer(&db, "sam", "Reseller's customer").await;
    let first = opportunity(&db, "kofi", CustomerRef::Association(own), "One").await;
    let second = opportunity(&db, "kofi", CustomerRef::Association(resold), "Two").await;
    for (tab, expected) in [(Some(Tab::Own), vec![first]), (Some(Tab::Resellers), vec![second])] {
        let filter = ListFilter { tab, ..ListFilter::default() };
        assert_eq!(all(&db, &asked(scope("dara", Reach::Partner), &filter, Sort::default())).await, expected);
    }
    let filter = ListFilter { tab: Some(Tab::Resellers), ..ListFilter::default() };
    let lines = page(&db, &asked(scope("dara", Reach::Partner), &filter, Sort::default()), Column::ALL, &Place::First, 10, now())
        .await
        .unwrap()
        .rows;
    assert_eq!(lines[0].row.reseller.as_deref(), Some("Delta Resale"));
    assert_eq!(lines[0].row.customer_standing, CustomerStanding::Associated);
}

#[sqlx::test]
async fn hidden_columns_are_not_fetched(db: PgPool) {
    stories(&db).await;
    let filter = ListFilter::default();
    let lines = page(&db, &asked(scope("mei", Reach::Own), &filter, Sort::default()), &[Column::Name], &Place::First, 10, now())
        .await
        .unwrap()
        .rows;
    assert!(lines.iter().all(|line| line.row.customer.is_empty() && line.row.owner.is_empty()));
}

#[sqlx::test]
async fn a_supervisor_narrows_by_the_people_of_the_team(db: PgPool) {
    stories(&db).await;
    let harbor = viewer("grace").partner().unwrap().id;
    let names = async |account: &str, reach| {
        let owners = owners(&db, &scope(account, reach), harbor, None, beijing_date(now())).await.unwrap();
        owners.people.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    assert_eq!(names("zhao", Reach::Team).await, ["Jun", "Mei"]);
    assert_eq!(names("grace", Reach::Partner).await, ["Ana", "Jun", "Mei"]);
    assert!(names("mei", Reach::Own).await.is_empty());
    let today = beijing_date(now());
    assert_eq!(team_size(&db, &scope("zhao", Reach::Team), today).await.unwrap(), 2);
}

#[test]
fn a_cursor_of_another_column_does_not_fit() {
    let cursor = Cursor::new(CursorValue::Text("x".into()), Uuid::nil());
    assert!(fits(&cursor, Sort { column: SortColumn::Name, descending: false }));
    assert!(!fits(&cursor, Sort::default()));
}
