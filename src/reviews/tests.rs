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

/// Zhao's team with two opportunities of Mei and one of Jun: their ids, and the house.
async fn team(db: PgPool) -> (House, Vec<uuid::Uuid>) {
    let (house, harbor) = House::harbor(db).await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    house.hire(harbor, "omar", Preset::Supervisor).await;
    for owner in ["mei", "jun"] {
        house.supervise("zhao", owner).await;
    }
    for (owner, name, revenue) in [("mei", "Data lake", "9000"), ("mei", "Backup", "5000"), ("jun", "Archive", "7000")] {
        let customer = house.associate(harbor, owner, name).await;
        let fields = [("name", name), ("expected_monthly_revenue", revenue), ("products[0][revenue]", revenue)];
        house.report(owner, &format!("association:{customer}"), &fields).await;
    }
    let ids = sqlx::query_scalar("select id from opportunity order by expected_monthly_revenue desc").fetch_all(house.db()).await.unwrap();
    (house, ids)
}

async fn reviews(house: &House) -> i64 {
    sqlx::query_scalar("select count(*) from opportunity_review").fetch_one(house.db()).await.unwrap()
}

const QUEUE: &str = "/sales/opportunities/review";

#[sqlx::test]
async fn the_ticked_ones_are_reviewed_at_once_and_what_changed_meanwhile_stays(db: PgPool) {
    let (house, ids) = team(db).await;
    let shown: Vec<String> = ids.iter().map(|id| format!("{id}:1")).collect();
    let page = house.get("zhao", QUEUE).await;
    let at = |name: &str| page.body.find(&format!(">{name}</a>")).unwrap_or_else(|| panic!("{name}: {}", page.body));
    assert!(at("Data lake") < at("Archive") && at("Archive") < at("Backup"), "the largest amount first");
    assert!(page.shows("You have not reviewed yet."));
    sqlx::query("update opportunity set version = 2 where id = $1").bind(ids[1]).execute(house.db()).await.unwrap();
    let ticks = [("picked[]", shown[0].as_str()), ("picked[]", &shown[1])];
    let marked = house.post("zhao", QUEUE, "reviews.review_several", &ticks).await;
    assert_eq!(marked.location(), format!("{QUEUE}?done=several&reviewed=1&changed=1"), "{}", marked.body);
    let page = house.get("zhao", marked.location()).await;
    assert!(page.shows("Reviewed: 1. 1 changed while you were reading") && page.shows("1 to 2 of 2"), "{}", page.body);
    assert!(!page.shows(">Data lake</a>") && !page.shows("You have not reviewed yet."));
    assert_eq!(house.audited("opportunity_review.written").await, 1);
    let nothing = house.post("zhao", QUEUE, "reviews.review_several", &[("key", ""), ("which", "ticked")]).await;
    assert!(nothing.status == 422 && nothing.shows("Tick at least one opportunity"), "{}", nothing.body);
    let gone = house.post("zhao", QUEUE, "reviews.review_several", &[("picked[]", shown[1].as_str())]).await;
    assert_eq!(gone.status, 409, "all of them changed");
}

#[sqlx::test]
async fn nobody_marks_what_is_not_the_teams_and_then_nothing_is_marked(db: PgPool) {
    let (house, ids) = team(db).await;
    sqlx::query("update opportunity set supervisor_id = (select id from person where account_name = 'omar') where id = $1")
        .bind(ids[2])
        .execute(house.db())
        .await
        .unwrap();
    let all: Vec<String> = ids.iter().map(|id| format!("{id}:1")).collect();
    let fields: Vec<(&str, &str)> = all.iter().map(|one| ("shown[]", one.as_str())).chain([("which", "page")]).collect();
    for (who, status) in [("zhao", 404), ("omar", 404), ("mei", 403), ("grace", 403)] {
        assert_eq!(house.post(who, QUEUE, "reviews.review_several", &fields).await.status, status, "{who}");
    }
    assert_eq!(reviews(&house).await, 0);
}

#[sqlx::test]
async fn a_form_that_is_sent_twice_at_once_reviews_each_of_the_page_once(db: PgPool) {
    let (house, ids) = team(db).await;
    let all: Vec<String> = ids.iter().map(|id| format!("{id}:1")).collect();
    let key = crate::server::new_id().to_string();
    let mut fields: Vec<(&str, &str)> = all.iter().map(|one| ("shown[]", one.as_str())).collect();
    fields.extend([("which", "page"), ("key", key.as_str())]);
    let send = || house.post("zhao", QUEUE, "reviews.review_several", &fields);
    let (one, other) = tokio::join!(send(), send());
    assert_eq!(one.location(), format!("{QUEUE}?done=several&reviewed=3&changed=0"), "{}", one.body);
    assert_eq!(other.location(), one.location());
    assert_eq!(reviews(&house).await, 3);
    assert!(house.get("zhao", QUEUE).await.shows("Nothing waits for you"));
}

#[sqlx::test]
async fn the_queue_is_narrowed_to_a_person_and_a_reason_and_a_stranger_matches_nothing(db: PgPool) {
    let (house, ids) = team(db).await;
    let (mei, ana) = (house.id("mei").await, uuid::Uuid::now_v7());
    let of_mei = house.get("zhao", &format!("{QUEUE}?person={mei}")).await;
    assert!(of_mei.shows("1 to 2 of 2") && of_mei.shows("Only MEI's"), "{}", of_mei.body);
    assert!(house.get("zhao", &format!("{QUEUE}?person={ana}&reason=new")).await.shows("Nothing of this kind waits"));
    for odd in ["reason=anything", "person=x"] {
        assert_eq!(house.get("zhao", &format!("{QUEUE}?{odd}")).await.status, 404, "{odd}");
    }
    let picked = format!("{}:1", ids[0]);
    house.post("zhao", QUEUE, "reviews.review_several", &[("picked[]", picked.as_str())]).await;
    let sql = "update opportunity set stage = 'needs_confirmed', version = 2, updated_at = updated_at + interval '1 hour' where id = $1";
    sqlx::query(sql).bind(ids[0]).execute(house.db()).await.unwrap();
    let moved = house.get("zhao", &format!("{QUEUE}?reason=moved")).await;
    assert!(moved.shows("1 to 1 of 1") && moved.shows(">Data lake</a>"), "{}", moved.body);
    let one = house.get("zhao", &format!("/sales/opportunities/{}/review", ids[0])).await;
    assert!(one.shows("<s>Solution"), "old and new beside each other: {}", one.body);
    assert!(one.shows("class=\"eye\""), "the customer can be revealed");
}

#[sqlx::test]
async fn a_review_that_two_browsers_send_at_once_is_recorded_once(db: PgPool) {
    let (house, ids) = team(db).await;
    let page = format!("/sales/opportunities/{}/review", ids[0]);
    let id = ids[0].to_string();
    // Two windows that were opened before anybody looked: other keys, the same review.
    let send = |key: &'static str| {
        let (house, page, id) = (&house, &page, &id);
        async move { house.post("zhao", page, "reviews.review", &[("id", id), ("version", "1"), ("key", key), ("note", "Call them.")]).await }
    };
    let (one, other) = tokio::join!(send("0190a1b2-0000-7000-8000-000000000001"), send("0190a1b2-0000-7000-8000-000000000002"));
    for answer in [&one, &other] {
        assert!(answer.location().ends_with("/review?done=reviewed"), "{}", answer.body);
    }
    assert_eq!(reviews(&house).await, 1);
    assert_eq!(house.audited("opportunity_review.written").await, 1);
    let told = "select count(*) from notification where kind = 'opportunity_reviewed'";
    assert_eq!(sqlx::query_scalar::<_, i64>(told).fetch_one(house.db()).await.unwrap(), 1, "the owner is told once");
    // A third window without a note is answered with what stands; one that says something else is asked first, and keeps its words.
    let third = house.post("zhao", &page, "reviews.review", &[("id", &id), ("version", "1")]).await;
    assert!(third.location().contains("done="), "{}", third.body);
    let fourth = house.post("zhao", &page, "reviews.review", &[("id", &id), ("version", "1"), ("note", "Write to them.")]).await;
    assert!(fourth.status == 409 && fourth.shows("in another window") && fourth.shows("Write to them."), "{}", fourth.body);
    assert_eq!(reviews(&house).await, 1);
    let last = fourth.body.split_once("name=\"form[last]\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let again =
        house.post("zhao", &page, "reviews.review", &[("id", &id), ("version", "1"), ("last", &last), ("note", "Write to them.")]).await;
    assert!(again.location().contains("done="), "{}", again.body);
    assert_eq!(reviews(&house).await, 2, "sent once more, it is added");
}

#[sqlx::test]
async fn several_that_two_browsers_mark_at_once_are_marked_once_and_the_queue_stays_narrowed(db: PgPool) {
    let (house, ids) = team(db).await;
    let (mei, one, other) = (house.id("mei").await.to_string(), format!("{}:1", ids[0]), format!("{}:1:", ids[2]));
    let address = format!("{QUEUE}?person={mei}&reason=new");
    let send = |key: &'static str| {
        let (house, address, mei, one, other) = (&house, &address, &mei, &one, &other);
        async move {
            let fields = [("picked[]", one.as_str()), ("picked[]", other), ("person", mei), ("reason", "new"), ("key", key)];
            house.post("zhao", address, "reviews.review_several", &fields).await
        }
    };
    let (first, second) = tokio::join!(send("0190a1b2-0000-7000-8000-000000000003"), send("0190a1b2-0000-7000-8000-000000000004"));
    let mut locations = [first.location().to_owned(), second.location().to_owned()];
    locations.sort();
    let narrowed = format!("{QUEUE}?person={mei}&reason=new&done=several");
    assert_eq!(locations[0], format!("{narrowed}&reviewed=0&changed=0&already=2"), "{}", first.body);
    assert_eq!(locations[1], format!("{narrowed}&reviewed=2&changed=0"), "{}", second.body);
    assert_eq!(reviews(&house).await, 2);
    let page = house.get("zhao", &locations[0]).await;
    assert!(page.shows("2 you had reviewed already") && page.shows("Only MEI's"), "{}", page.body);
    let odd = house.post("zhao", QUEUE, "reviews.review_several", &[("picked[]", one.as_str()), ("reason", "anything")]).await;
    assert_eq!(odd.status, 404, "no word of ours");
}

#[sqlx::test]
async fn the_page_shows_of_which_last_look_it_knows(db: PgPool) {
    let (house, ids) = team(db).await;
    let page = format!("/sales/opportunities/{}/review", ids[0]);
    let id = ids[0].to_string();
    assert!(house.get("zhao", &page).await.shows("name=\"form[last]\" value=\"\""));
    house.post("zhao", &page, "reviews.review", &[("id", &id), ("version", "1")]).await;
    let at: chrono::DateTime<Utc> = sqlx::query_scalar("select at from opportunity_review").fetch_one(house.db()).await.unwrap();
    assert!(house.get("zhao", &page).await.shows(&format!("name=\"form[last]\" value=\"{}\"", at.timestamp_micros())));
}
