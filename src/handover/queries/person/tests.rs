use chrono::{NaiveDate, TimeDelta};
use sqlx::PgPool;
use uuid::Uuid;

use super::{Counts, Pace, hand_over_person};
use crate::auth::PersonId;
use crate::customers::model::{AssociationId, CustomerRef};
use crate::handover::model::Records;
use crate::opportunities::queries::fixtures::{claim, customer, now, opportunity, people};
use crate::organisation::rules::fixtures::{HARBOR, id};

/// Mei with two customers (one of them assigned before today, one today), an alert, a claim, three leads, a mailed
/// invitation, an offline link, and an opportunity on each of a customer and the claim, one more of them won.
async fn story(db: &PgPool) -> AssociationId {
    people(db).await;
    let snowpeak = customer(db, "mei", "Snowpeak Resorts").await;
    let harvest = customer(db, "mei", "Harvest Foods").await;
    customer(db, "jun", "Northlight Films").await;
    for (association, from) in [(snowpeak, "2026-01-01"), (harvest, "2026-11-23")] {
        let sql = "insert into assignment (id, association_id, account_manager_id, during, created_at) values ($1, $2, $3, daterange($4::date, null), $5)";
        let query = sqlx::query(sql).bind(Uuid::now_v7()).bind(association.0).bind(id("mei").0);
        query.bind(from.parse::<NaiveDate>().unwrap()).bind(now()).execute(db).await.unwrap();
    }
    let alert = "insert into customer_alert (id, association_id, customer_id, partner_id, supervisor_id, owner_id, category, scenario, title, sent_at)
                 select $1, id, customer_id, partner_id, supervisor_id, owner_id, 'churn', 'spend', 'Spend falls', $3 from association where id = $2";
    sqlx::query(alert).bind(Uuid::now_v7()).bind(snowpeak.0).bind(now()).execute(db).await.unwrap();
    let tidewater = claim(db, "mei", "Tidewater Clinics", now() + TimeDelta::days(3)).await;
    opportunity(db, "mei", CustomerRef::Association(snowpeak), "Booking platform").await;
    opportunity(db, "mei", CustomerRef::Claim(tidewater), "Patient files").await;
    let won = opportunity(db, "mei", CustomerRef::Association(snowpeak), "Lift cameras").await;
    sqlx::query("update opportunity set stage = 'won', closed_at = $2 where id = $1").bind(won.0).bind(now()).execute(db).await.unwrap();
    for state in ["dispatched", "following", "invalid"] {
        let sql = "insert into lead (id, partner_id, supervisor_id, owner_id, company_name, state, created_at, updated_at)
                   values ($1, $2, $3, $4, 'Quarry Works', $5, $6, $6)";
        let query = sqlx::query(sql).bind(Uuid::now_v7()).bind(HARBOR.0).bind(id("zhao").0).bind(id("mei").0);
        query.bind(state).bind(now()).execute(db).await.unwrap();
    }
    let link =
        "insert into invitation_link (id, partner_id, supervisor_id, owner_id, kind, token, association_kind, created_by, created_at)
                values ($1, $2, $3, $4, 'general', 'token', 'referral', $4, $5)";
    sqlx::query(link).bind(Uuid::now_v7()).bind(HARBOR.0).bind(id("zhao").0).bind(id("mei").0).bind(now()).execute(db).await.unwrap();
    let mail = "insert into invitation (id, partner_id, supervisor_id, owner_id, claim_id, kind, association_kind, token_hash, company_name, state, created_at)
                values ($1, $2, $3, $4, $5, 'email', 'referral', sha256('x'), 'Tidewater Clinics', 'sent', $6)";
    let query = sqlx::query(mail).bind(Uuid::now_v7()).bind(HARBOR.0).bind(id("zhao").0).bind(id("mei").0).bind(tidewater.0);
    query.bind(now()).execute(db).await.unwrap();
    snowpeak
}

async fn handed(db: &PgPool, to: Option<&str>) -> Counts {
    let mut tx = db.begin().await.unwrap();
    let handed = hand_over_person(&mut tx, id("mei"), to.map(id), id("grace"), now(), Pace::AT_ONCE).await.unwrap();
    tx.commit().await.unwrap();
    handed
}

/// How many rows of all kinds name this owner and this supervisor.
async fn rows(db: &PgPool, owner: Option<PersonId>, supervisor: Option<PersonId>) -> i64 {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from (
               select owner_id, supervisor_id from opportunity union all select owner_id, supervisor_id from association
               union all select owner_id, supervisor_id from claim union all select owner_id, supervisor_id from lead
               union all select owner_id, supervisor_id from invitation union all select owner_id, supervisor_id from invitation_link
               union all select owner_id, supervisor_id from customer_alert) as rows
           where owner_id is not distinct from $1 and supervisor_id is not distinct from $2"#,
        owner.map(|person| person.0),
        supervisor.map(|person| person.0)
    )
    .fetch_one(db)
    .await
    .unwrap()
}

/// How many opportunities are told to have gone from Mei to Ana, by Grace.
async fn reassigned(db: &PgPool) -> i64 {
    let sql = "select count(*) from audit_event where verb = 'opportunity.reassigned' and actor_id = $3
                   and before = jsonb_build_object('owner', $1::uuid) and after = jsonb_build_object('owner', $2::uuid)";
    let query = sqlx::query_scalar(sql).bind(id("mei").0).bind(id("ana").0).bind(id("grace").0);
    query.fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn everything_under_way_goes_to_the_receiver_and_stands_in_that_persons_team(db: PgPool) {
    story(&db).await;
    let expected = Counts::of(&[
        (Records::Customers, 2),
        (Records::Claims, 1),
        (Records::Leads, 2),
        (Records::Opportunities, 2),
        (Records::Invitations, 1),
        (Records::Links, 1),
        (Records::Alerts, 1),
    ]);
    assert_eq!(handed(&db, Some("ana")).await, expected);
    assert_eq!(rows(&db, Some(id("ana")), Some(id("omar"))).await, 10);
    assert_eq!(reassigned(&db).await, 2, "each open opportunity is told in the audit");
    assert_eq!(rows(&db, Some(id("mei")), Some(id("zhao"))).await, 2, "what is over says who did it: one won, one invalid lead");
    assert_eq!(rows(&db, Some(id("jun")), Some(id("zhao"))).await, 1, "a colleague's rows stay");
}

#[sqlx::test]
async fn the_assignment_of_before_ends_today_and_one_of_today_is_replaced(db: PgPool) {
    let snowpeak = story(&db).await;
    handed(&db, Some("jun")).await;
    let days = sqlx::query!(
        r#"select association_id, account_manager_id as "who: PersonId", lower(during) as "from!", upper(during) as until, assigned_by
           from assignment order by association_id, lower(during)"#
    )
    .fetch_all(&db)
    .await
    .unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 23);
    let of_snowpeak: Vec<_> = days.iter().filter(|row| row.association_id == snowpeak.0).map(|row| (row.who, row.until)).collect();
    assert_eq!(of_snowpeak, [(id("mei"), today), (id("jun"), None)]);
    let of_the_other: Vec<_> = days.iter().filter(|row| row.association_id != snowpeak.0).collect();
    assert_eq!(of_the_other.len(), 1, "the range that began today is replaced");
    assert_eq!((of_the_other[0].who, Some(of_the_other[0].from), of_the_other[0].assigned_by), (id("jun"), today, Some(id("grace").0)));
}

#[sqlx::test]
async fn left_to_the_partner_nobody_owns_it_but_opportunities_keep_their_owner_and_leads_are_new_again(db: PgPool) {
    story(&db).await;
    assert_eq!(handed(&db, None).await.get(Records::Opportunities), 0);
    assert_eq!(reassigned(&db).await, 0);
    assert_eq!(rows(&db, None, None).await, 8);
    let leads = sqlx::query_scalar!(r#"select count(*) as "n!" from lead where state = 'new' and owner_id is null"#).fetch_one(&db).await;
    assert_eq!(leads.unwrap(), 2);
    let open = sqlx::query_scalar!(r#"select count(*) as "n!" from assignment where upper_inf(during)"#).fetch_one(&db).await.unwrap();
    assert_eq!(open, 0);
}

#[sqlx::test]
async fn no_leads_go_to_somebody_who_makes_calls_only_and_nothing_to_somebody_disabled(db: PgPool) {
    story(&db).await;
    sqlx::query("update person set state = 'disabled' where id = $1").bind(id("jun").0).execute(&db).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let refused = hand_over_person(&mut tx, id("mei"), Some(id("jun")), id("grace"), now(), Pace::AT_ONCE).await;
    assert!(matches!(refused, Err(sqlx::Error::RowNotFound)));
    tx.rollback().await.unwrap();
    sqlx::query("update person set telesales = true where id = $1").bind(id("ana").0).execute(&db).await.unwrap();
    handed(&db, Some("ana")).await;
    let leads = sqlx::query_scalar!(r#"select count(*) as "n!" from lead where owner_id = $1"#, id("ana").0).fetch_one(&db).await.unwrap();
    assert_eq!(leads, 0);
}

#[sqlx::test]
async fn a_reader_beside_sees_everything_before_or_everything_after(db: PgPool) {
    story(&db).await;
    let mut tx = db.begin().await.unwrap();
    hand_over_person(&mut tx, id("mei"), Some(id("ana")), id("grace"), now(), Pace::AT_ONCE).await.unwrap();
    assert_eq!(rows(&db, Some(id("mei")), Some(id("zhao"))).await, 12);
    tx.rollback().await.unwrap();
    assert_eq!(rows(&db, Some(id("mei")), Some(id("zhao"))).await, 12, "a hand-over that fails leaves nothing");
}
