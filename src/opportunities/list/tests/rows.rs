//! What the rows show, and to whom.

use chrono::TimeDelta;
use serde_json::json;
use sqlx::PgPool;

use super::{OPPORTUNITIES, list, stories};
use crate::customers::model::CustomerRef;
use crate::lists::pages::load::Loaded;
use crate::lists::record::Cell;
use crate::lists::testing::{kept, read, words};
use crate::opportunities::queries::fixtures::{claim, customer, now, opportunity, people, viewer};
use crate::organisation::rules::fixtures::id;

/// The eye's key and the masked name of the customer in a row.
fn masked(list: &Loaded, name: &str) -> (Option<String>, String) {
    let at = |key: &str| list.columns.iter().position(|column| column.key == key).unwrap();
    let row = list.page.rows.iter().find(|row| words(&row.cells[at("name")]) == name).unwrap();
    match &row.cells[at("customer")] {
        Cell::Masked { key, text } => (key.clone(), text.clone()),
        Cell::Lines(first, _) => match &**first {
            Cell::Masked { key, text } => (key.clone(), text.clone()),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn badges(list: &Loaded, name: &str) -> Vec<String> {
    let row = list.page.rows.iter().find(|row| words(&row.cells[0]) == name).unwrap();
    let Cell::Lines(_, lines) = &row.cells[0] else { panic!("a name with lines") };
    lines.iter().flatten().map(words).collect()
}

#[sqlx::test]
async fn customers_are_masked_and_found_by_what_was_typed(db: PgPool) {
    stories(&db).await;
    let prospect = claim(&db, "mei", "Riverside Hospital", now() + TimeDelta::days(3)).await;
    opportunity(&db, "mei", CustomerRef::Claim(prospect), "Archive").await;
    for (typed, expected) in [
        (json!({"customer": "riverside"}), 1),
        (json!({"customer": "Snowpeak m"}), 13),
        (json!({"customer": "R"}), 1),
        (json!({"account": "snowpeak_jun"}), 4),
        (json!({"customer": "Snowpeak", "account": "riverside"}), 0),
    ] {
        for account in ["grace", "zhao"] {
            let query = kept(&db, &OPPORTUNITIES, &viewer(account), now(), typed.clone()).await;
            assert_eq!(list(&db, account, &query).await.ids().len(), expected, "{typed} {account}");
            assert!(list(&db, "petra", &query).await.ids().is_empty(), "somebody else's conditions are none");
        }
    }
    let open = list(&db, "mei", "").await;
    assert!(open.shown("customer").iter().all(|name| name.contains("***")));
    assert_eq!(masked(&open, "Archive"), (Some(format!("claim:{prospect}")), "R***l".to_owned()));
    assert!(!badges(&open, "Archive").contains(&"Claim lapsed".to_owned()));
    let lapsed = read(&db, &OPPORTUNITIES, viewer("mei"), now() + TimeDelta::days(3), "").await;
    assert!(badges(&lapsed, "Archive").contains(&"Claim lapsed".to_owned()));
}

#[sqlx::test]
async fn a_customer_who_is_elsewhere_now_cannot_be_asked_for(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak").await;
    opportunity(&db, "mei", CustomerRef::Association(of), "Archive").await;
    assert!(masked(&list(&db, "mei", "").await, "Archive").0.is_some());
    sqlx::query("update association set partner_id = $1").bind(viewer("petra").partner().unwrap().id.0).execute(&db).await.unwrap();
    let moved = list(&db, "mei", "").await;
    assert_eq!(masked(&moved, "Archive"), (None, "S***k".to_owned()));
    assert!(badges(&moved, "Archive").contains(&"Customer is not associated any more".to_owned()) && moved.page.rows[0].actions.is_empty());
}

#[sqlx::test]
async fn a_distributors_tabs_share_its_opportunities_out(db: PgPool) {
    people(&db).await;
    let own = customer(&db, "kofi", "Own customer").await;
    let resold = customer(&db, "sam", "Reseller's customer").await;
    let first = opportunity(&db, "kofi", CustomerRef::Association(own), "One").await;
    let second = opportunity(&db, "kofi", CustomerRef::Association(resold), "Two").await;
    for (query, expected) in [("", first), ("tab=own", first), ("tab=resellers", second)] {
        assert_eq!(list(&db, "dara", query).await.ids(), [expected.0], "{query}");
    }
    let resellers = list(&db, "dara", "tab=resellers").await;
    assert_eq!(resellers.of_tab("own"), "/sales/opportunities?tab=own&state=open");
    let at = resellers.columns.iter().position(|column| column.key == "customer").unwrap();
    let Cell::Lines(_, lines) = &resellers.page.rows[0].cells[at] else { panic!("a reseller under the customer") };
    assert_eq!(lines.iter().flatten().map(words).collect::<Vec<_>>(), ["Delta Resale"]);
    assert_eq!(masked(&resellers, "Two").0.map(|key| key.starts_with("customer:")), Some(true));
}

#[sqlx::test]
async fn a_supervisor_narrows_by_the_people_of_the_team_and_has_nothing_to_do(db: PgPool) {
    stories(&db).await;
    let names = |list: &Loaded| {
        list.choosable("owner").map(|some| some.records.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>()).unwrap_or_default()
    };
    let team = list(&db, "zhao", "").await;
    assert_eq!((names(&team), team.context.team), (vec!["Jun".to_owned(), "Mei".into()], 2));
    assert!(team.page.rows.iter().all(|row| row.actions.is_empty()) && team.columns.iter().any(|column| column.key == "owner"));
    assert_eq!(names(&list(&db, "grace", "").await), ["Ana", "Jun", "Mei"]);
    let own = list(&db, "mei", "").await;
    assert!(names(&own).is_empty() && own.context.team == 0 && !own.columns.iter().any(|column| column.key == "owner"));
    assert!(own.page.rows.iter().all(|row| row.actions.len() == 2));
}

#[sqlx::test]
async fn the_owner_reads_the_latest_review_in_her_list_until_she_changes_the_opportunity(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak").await;
    let reviewed = opportunity(&db, "mei", CustomerRef::Association(of), "Data lake").await;
    opportunity(&db, "mei", CustomerRef::Association(of), "Archive").await;
    for (minutes, note) in [(10, ""), (5, "Ask for the budget")] {
        sqlx::query(
            "insert into opportunity_review (id, opportunity_id, reviewer_id, at, version, stage, confidence, expected_monthly_revenue, note)
             select gen_random_uuid(), id, $2, $3, version, stage, confidence, expected_monthly_revenue, $4 from opportunity where id = $1",
        )
        .bind(reviewed.0)
        .bind(id("zhao").0)
        .bind(now() - TimeDelta::minutes(minutes))
        .bind(note)
        .execute(&db)
        .await
        .unwrap();
    }
    let said = async |account: &str| {
        let list = list(&db, account, "").await;
        let lines = ["Data lake", "Archive"].map(|name| badges(&list, name));
        lines.concat().into_iter().filter(|line| line.starts_with("Reviewed")).collect::<Vec<_>>()
    };
    assert_eq!(said("mei").await, ["Reviewed by Zhao: Ask for the budget"]);
    assert!(said("zhao").await.is_empty() && said("grace").await.is_empty());
    sqlx::query("update opportunity set version = version + 1 where id = $1").bind(reviewed.0).execute(&db).await.unwrap();
    assert!(said("mei").await.is_empty(), "the timeline keeps it");
}
