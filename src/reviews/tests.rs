//! What waits for whom, and what a review leaves behind.

use chrono::{TimeDelta, Utc};
use sqlx::PgPool;

use super::model::Waiting;
use super::queries::{self, Narrowed, Since};
use super::rules::{next_of, quiet_day};
use crate::auth::{Preset, Reach, Scope};
use crate::customers::model::CustomerRef;
use crate::house::House;
use crate::opportunities::model::OpportunityId;
use crate::opportunities::queries::fixtures::{customer, now, opportunity, people, viewer};
use crate::values::date::{Calendar, beijing_date, beijing_midnight};

fn since(now: chrono::DateTime<Utc>) -> Since {
    let quiet = beijing_midnight(quiet_day(beijing_date(now), 10, &Calendar::default()).succ_opt().unwrap());
    Since { quiet, closed: now - TimeDelta::days(30), today: beijing_date(now) }
}

async fn waiting_of(db: &PgPool, account: &str, at: chrono::DateTime<Utc>) -> Vec<Waiting> {
    let viewer = viewer(account);
    let scope = Scope::of(&viewer, Reach::Team).unwrap();
    queries::queue(db, &scope, viewer.person_id, since(at), Narrowed::default()).await.unwrap()
}

async fn reviewed(db: &PgPool, account: &str, id: OpportunityId, at: chrono::DateTime<Utc>) {
    let viewer = viewer(account);
    let scope = Scope::of(&viewer, Reach::Team).unwrap();
    let seen = queries::lookup(db, &scope, viewer.person_id, id).await.unwrap().unwrap();
    let mut tx = db.begin().await.unwrap();
    queries::insert(&mut tx, &seen, viewer.person_id, "", at).await.unwrap();
    tx.commit().await.unwrap();
}

async fn two(db: &PgPool) -> (OpportunityId, OpportunityId) {
    people(db).await;
    let quay = CustomerRef::Association(customer(db, "mei", "Quay Works").await);
    let mill = CustomerRef::Association(customer(db, "jun", "Tide Mill").await);
    (opportunity(db, "mei", quay, "Data lake").await, opportunity(db, "jun", mill, "Backup").await)
}

#[sqlx::test]
async fn a_supervisor_sees_the_own_teams_opportunities_and_another_supervisor_none(db: PgPool) {
    let (lake, backup) = two(&db).await;
    let waiting = waiting_of(&db, "zhao", now()).await;
    assert_eq!(waiting.iter().map(|one| one.id).collect::<Vec<_>>(), [backup, lake], "of one amount, the later one first");
    assert_eq!(waiting.iter().map(|one| one.customer.as_str()).collect::<Vec<_>>(), ["T***l", "Q***s"], "for whom, masked");
    assert!(waiting_of(&db, "omar", now()).await.is_empty());
    let omar = viewer("omar");
    let scope = Scope::of(&omar, Reach::Team).unwrap();
    assert_eq!(queries::lookup(&db, &scope, omar.person_id, lake).await.unwrap(), None);
}

#[sqlx::test]
async fn what_was_reviewed_waits_no_more_until_its_stage_or_revenue_changes(db: PgPool) {
    let (lake, backup) = two(&db).await;
    reviewed(&db, "zhao", lake, now()).await;
    let ids = |waiting: Vec<Waiting>| waiting.iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(waiting_of(&db, "zhao", now()).await), [backup]);

    sqlx::query!("update opportunity set name = 'Data sea', version = 2 where id = $1", lake.0).execute(&db).await.unwrap();
    assert_eq!(ids(waiting_of(&db, "zhao", now()).await), [backup], "another name is no reason");
    sqlx::query!("update opportunity set stage = 'solution', version = 3 where id = $1", lake.0).execute(&db).await.unwrap();
    assert_eq!(ids(waiting_of(&db, "zhao", now()).await), [backup, lake]);
    reviewed(&db, "zhao", lake, now() + TimeDelta::seconds(1)).await;
    sqlx::query!("update opportunity set expected_monthly_revenue = 1, version = 4 where id = $1", lake.0).execute(&db).await.unwrap();
    assert_eq!(ids(waiting_of(&db, "zhao", now()).await), [backup, lake]);
}

#[sqlx::test]
async fn a_quiet_one_comes_back_after_ten_working_days_and_again_ten_after_the_look(db: PgPool) {
    let (lake, backup) = two(&db).await;
    reviewed(&db, "zhao", lake, now()).await;
    reviewed(&db, "zhao", backup, now()).await;
    // 23 November 2026 is a Monday; ten working days later it is Monday the 7th of December.
    assert!(waiting_of(&db, "zhao", now() + TimeDelta::days(13)).await.is_empty());
    let later = now() + TimeDelta::days(14);
    assert_eq!(waiting_of(&db, "zhao", later).await.len(), 2);
    reviewed(&db, "zhao", lake, later).await;
    let left: Vec<OpportunityId> = waiting_of(&db, "zhao", later + TimeDelta::days(1)).await.iter().map(|one| one.id).collect();
    assert_eq!(left, [backup]);
    assert_eq!(next_of(&left, lake), Some(backup));
}

#[sqlx::test]
async fn a_review_leaves_the_opportunity_as_it_is_and_stands_for_good(db: PgPool) {
    let (lake, _) = two(&db).await;
    let row = || sqlx::query!("select version, updated_at, stage from opportunity where id = $1", lake.0).fetch_one(&db);
    let before = row().await.unwrap();
    reviewed(&db, "zhao", lake, now() + TimeDelta::hours(1)).await;
    let after = row().await.unwrap();
    assert_eq!((before.version, before.updated_at, before.stage), (after.version, after.updated_at, after.stage));
    assert!(sqlx::query!("update opportunity_review set note = 'x'").execute(&db).await.is_err());
    assert!(sqlx::query!("delete from opportunity_review").execute(&db).await.is_err());
}

#[sqlx::test]
async fn the_page_says_for_whom_it_is_and_that_the_number_is_the_teams(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    for (owner, name) in [("mei", "Snowpeak Resorts"), ("jun", "Orchard Foods")] {
        house.supervise("zhao", owner).await;
        let customer = house.associate(harbor, owner, name).await;
        house.report(owner, &format!("association:{customer}"), &[]).await;
    }
    let of_mei = "select o.id from opportunity o join person p on p.id = o.owner_id where p.account_name = 'mei'";
    let id: uuid::Uuid = sqlx::query_scalar(of_mei).fetch_one(house.db()).await.unwrap();
    let page = house.get("zhao", &format!("/sales/opportunities/{id}/review")).await;
    assert!(page.shows("Waiting in your team: 2") && page.shows("S***s"), "{}", page.body);
    assert!(!page.shows("Snowpeak"));
}
