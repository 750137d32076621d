use serde_json::json;
use sqlx::PgPool;

use super::*;
use crate::lists::description::List;
use crate::lists::testing::{kept, read};
use crate::marketing_tasks::expansion::fixtures::{processed, task};
use crate::marketing_tasks::expansion::model::TaskResult;
use crate::marketing_tasks::expansion::queries;
use crate::marketing_tasks::rules::{processing_reach, scope_of};
use crate::opportunities::queries::fixtures::{customer, now, people, viewer};

static TASKS_LIST: List = TASKS;
static RECORDS_LIST: List = RECORDS;

/// A task of each of Mei's, Ana's, Kofi's and Sam's customers; Mei's two are one overdue and one done.
async fn story(db: &PgPool) {
    people(db).await;
    for (owner, name, campaign, days) in [
        ("mei", "Snowpeak", "Late", -3),
        ("mei", "Snowfield", "Done", 5),
        ("mei", "Snowdrop", "Soon", 1),
        ("ana", "Harvest", "Ana's", 10),
        ("kofi", "Granite", "Kofi's", 10),
        ("sam", "Resold", "Sam's", 10),
    ] {
        let of = customer(db, owner, name).await;
        let id = task(db, of, campaign, days, now()).await;
        match campaign {
            "Done" => processed(db, id, "mei", TaskResult::NotInterested, now()).await,
            "Ana's" => processed(db, id, "ana", TaskResult::Contacted, now()).await,
            "Sam's" => processed(db, id, "dara", TaskResult::Interested, now()).await,
            _ => {}
        }
    }
}

async fn names(db: &PgPool, account: &str, query: &str) -> Vec<String> {
    read(db, &TASKS_LIST, viewer(account), now(), query).await.shown("name")
}

async fn of_records(db: &PgPool, account: &str, query: &str) -> Vec<String> {
    read(db, &RECORDS_LIST, viewer(account), now(), query).await.shown("name")
}

#[sqlx::test]
async fn everybody_sees_the_tasks_of_the_own_scope_open_ones_first_by_their_deadline_r40(db: PgPool) {
    story(&db).await;
    for (account, seen) in [
        ("mei", vec!["Late", "Soon", "Done"]),
        ("jun", vec![]),
        ("zhao", vec!["Late", "Soon", "Done"]),
        ("omar", vec!["Ana's"]),
        ("lin", vec!["Late", "Soon", "Ana's", "Done"]),
        ("grace", vec!["Late", "Soon", "Ana's", "Done"]),
        ("kofi", vec!["Kofi's"]),
        ("dara", vec!["Kofi's"]),
        ("rita", vec!["Sam's"]),
        ("petra", vec![]),
    ] {
        assert_eq!(names(&db, account, "").await, seen, "{account}");
    }
    assert_eq!(names(&db, "dara", "tab=resellers").await, ["Sam's"]);
    for (account, seen) in [
        ("mei", vec!["Done"]),
        ("jun", vec![]),
        ("zhao", vec!["Done"]),
        ("omar", vec!["Ana's"]),
        ("dara", vec![]),
        ("rita", vec!["Sam's"]),
        ("petra", vec![]),
    ] {
        assert_eq!(of_records(&db, account, "").await, seen, "{account}");
    }
    assert_eq!(of_records(&db, "dara", "tab=resellers").await, ["Sam's"]);
}

#[sqlx::test]
async fn tasks_that_are_over_stand_behind_the_open_ones_by_their_deadline_as_well_whichever_way_the_list_is_sorted(db: PgPool) {
    people(&db).await;
    // In this order, so that neither the order of making nor its reverse is the one that is expected.
    for (name, days, is_over) in
        [("Over 4", 4, true), ("Open 3", 3, false), ("Over 1", 1, true), ("Open 9", 9, false), ("Over 7", 7, true), ("Over 2", 2, true)]
    {
        let of = customer(&db, "mei", name).await;
        let id = task(&db, of, name, days, now()).await;
        if is_over {
            processed(&db, id, "mei", TaskResult::NotInterested, now()).await;
        }
    }
    let rising = ["Open 3", "Open 9", "Over 1", "Over 2", "Over 4", "Over 7"];
    let falling = ["Open 9", "Open 3", "Over 7", "Over 4", "Over 2", "Over 1"];
    for account in ["mei", "zhao", "grace"] {
        assert_eq!(names(&db, account, "").await, rising, "{account}");
        assert_eq!(names(&db, account, "sort=-deadline").await, falling, "{account}");
    }
    assert_eq!(names(&db, "jun", "sort=-deadline").await, Vec::<String>::new());
}

#[sqlx::test]
async fn tasks_are_narrowed_by_what_the_manual_says(db: PgPool) {
    story(&db).await;
    sqlx::query("update expansion_task set spend_charged = 10000 where open_until < '2026-11-23'").execute(&db).await.unwrap();
    for (query, seen) in [
        ("name=LATE", vec!["Late"]),
        ("state=done", vec!["Done"]),
        ("state=pending", vec!["Late", "Soon"]),
        ("overdue=overdue", vec!["Late"]),
        ("overdue=in_time", vec!["Soon", "Done"]),
        ("overdue=in_time&overdue=overdue", vec!["Late", "Soon", "Done"]),
        ("spend=medium", vec!["Late"]),
        ("spend=small", vec![]),
        ("spend=none&spend=largest", vec!["Soon", "Done"]),
        ("level_1=cross_repeat_sale", vec!["Late", "Soon", "Done"]),
        ("level_1=scenario", vec![]),
        ("created_from=2026-11-23&created_until=2026-11-23", vec!["Late", "Soon", "Done"]),
        ("created_until=2026-11-22", vec![]),
        ("deadline_from=2026-11-24&deadline_until=2026-11-24", vec!["Soon"]),
    ] {
        assert_eq!(names(&db, "mei", query).await, seen, "{query}");
    }
    let private = kept(&db, &TASKS_LIST, &viewer("mei"), now(), json!({ "customer": "snowp" })).await;
    assert_eq!(names(&db, "mei", &private).await, ["Late"]);
    let ana = crate::organisation::rules::fixtures::id("ana");
    assert_eq!(names(&db, "grace", &format!("account_manager={ana}")).await, ["Ana's"]);
    assert!(names(&db, "grace", "account_manager=none").await.is_empty());
    // A day ends with the day: what is due today is in time, and tomorrow it is late (U18).
    let at = |hours| now() + chrono::TimeDelta::hours(hours);
    let late = async |hours| read(&db, &TASKS_LIST, viewer("mei"), at(hours), "overdue=overdue").await.shown("name");
    // 24 November, 23:00 and 25 November, 00:00 in Beijing.
    assert_eq!((late(31).await, late(32).await), (vec!["Late".to_owned()], vec!["Late".to_owned(), "Soon".to_owned()]));
}

#[sqlx::test]
async fn who_processes_is_offered_it_and_nobody_else(db: PgPool) {
    story(&db).await;
    for (account, query, actions) in [
        ("mei", "", vec![2, 2, 0]),
        ("zhao", "", vec![0, 0, 0]),
        ("lin", "", vec![0, 0, 0, 0]),
        ("grace", "", vec![2, 2, 2, 0]),
        ("dara", "tab=resellers", vec![2]),
        ("rita", "", vec![0]),
    ] {
        let rows = read(&db, &TASKS_LIST, viewer(account), now(), query).await.page.rows;
        assert_eq!(rows.iter().map(|row| row.actions.len()).collect::<Vec<_>>(), actions, "{account}");
        let ticks: Vec<bool> = rows.iter().map(|row| row.tick.is_some()).collect();
        assert_eq!(ticks, actions.iter().map(|count| *count > 0).collect::<Vec<_>>(), "{account}");
    }
    let shown = read(&db, &TASKS_LIST, viewer("mei"), now(), "").await.shown("customer");
    assert_eq!(shown, ["S***k", "S***p", "S***d"], "masked");
}

#[sqlx::test]
async fn the_next_task_is_the_first_pending_one_and_nobody_is_sent_to_anothers(db: PgPool) {
    story(&db).await;
    let next = async |account: &str| {
        let viewer = viewer(account);
        let [sees, processes] = [scope_of(&viewer), processing_reach(&viewer)].map(|reach| Scope::of(&viewer, reach.unwrap()).unwrap());
        let (id, count) = queries::next_pending(&db, &processes).await.unwrap()?;
        Some((queries::task(&db, &sees, id).await.unwrap().unwrap().name, count))
    };
    assert_eq!(next("mei").await, Some(("Late".into(), 2)));
    assert_eq!(next("grace").await, Some(("Late".into(), 2)));
    assert_eq!(next("jun").await, None);
    assert_eq!(next("petra").await, None);
    assert_eq!(next("dara").await, Some(("Kofi's".into(), 1)));
}

#[sqlx::test]
async fn whoever_sees_tasks_and_no_customers_finds_out_no_name_by_narrowing(db: PgPool) {
    story(&db).await;
    let tom = crate::auth::model::Viewer { permissions: [crate::auth::model::Permission::MarketingTasksView].into(), ..viewer("tom") };
    for list in [&TASKS_LIST, &RECORDS_LIST] {
        let filter = kept(&db, list, &tom, now(), json!({ "customer": "snow" })).await;
        let loaded = read(&db, list, tom.clone(), now(), &filter).await;
        let all = read(&db, list, tom.clone(), now(), "").await.totals.count;
        assert!(loaded.filter_is_elsewhere && all > 0, "{:?}", list.name);
        assert_eq!(loaded.totals.count, all, "it narrows nothing: {:?}", list.name);
    }
}
