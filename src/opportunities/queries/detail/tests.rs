use chrono::TimeDelta;
use serde_json::json;
use sqlx::PgPool;

use super::*;
use crate::auth::Reach;
use crate::handover::queries::{Assigning, assign, reassign_opportunity};
use crate::opportunities::model::{Group, Happening, Timeline};
use crate::opportunities::queries::fixtures::{claim, customer, now, opportunity, people, viewer};
use crate::organisation::rules::fixtures::id;
use crate::server::audit::{self, AuditEvent};

fn scope(account: &str, reach: Reach) -> Scope {
    Scope::of(&viewer(account), reach).unwrap()
}

async fn seen(db: &PgPool, account: &str, reach: Reach, id: OpportunityId) -> Option<Whole> {
    let scope = scope(account, reach);
    lookup(db, &scope, Some(&scope), id, now()).await.unwrap()
}

#[sqlx::test]
async fn an_opportunity_is_found_within_the_scope_and_masked(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak Resorts").await;
    let id = opportunity(&db, "mei", CustomerRef::Association(of), "Live streaming").await;
    for (account, reach) in [("mei", Reach::Own), ("zhao", Reach::Team), ("grace", Reach::Partner)] {
        let whole = seen(&db, account, reach, id).await.unwrap();
        assert_eq!((whole.facts.customer.as_str(), whole.facts.customer_account.as_deref()), ("S***s", Some("s***s")), "{account}");
        assert_eq!(whole.facts.supervisor.as_ref().map(|(_, name)| name.as_str()), Some("Zhao"));
        assert!(whole.customer_id.is_some() && whole.customer_key.is_some(), "{account}");
        assert_eq!(whole.facts.revenue.products.len(), 1);
    }
    for (account, reach) in [("jun", Reach::Own), ("omar", Reach::Team), ("petra", Reach::Partner), ("dara", Reach::Partner)] {
        assert!(seen(&db, account, reach, id).await.is_none(), "{account}");
    }
}

#[sqlx::test]
async fn a_customer_whom_the_viewer_does_not_reach_is_neither_linked_nor_shown(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak Resorts").await;
    let id = opportunity(&db, "mei", CustomerRef::Association(of), "Live streaming").await;
    assert_eq!(lookup(&db, &scope("mei", Reach::Own), None, id, now()).await.unwrap().unwrap().customer_key, None);
    // The customer went to Jun, the opportunity stayed with Mei.
    sqlx::query("update association set owner_id = $1").bind(crate::organisation::rules::fixtures::id("jun").0).execute(&db).await.unwrap();
    let whole = seen(&db, "mei", Reach::Own, id).await.unwrap();
    assert_eq!((whole.customer_id, whole.customer_key, whole.facts.customer_standing), (None, None, CustomerStanding::Associated));
    // And then to another partner.
    sqlx::query("update association set partner_id = $1").bind(viewer("petra").partner_id().unwrap().0).execute(&db).await.unwrap();
    let whole = seen(&db, "grace", Reach::Partner, id).await.unwrap();
    assert_eq!((whole.customer_id, whole.mobile.as_str(), whole.association), (None, "", None));
    assert_eq!(whole.facts.customer_standing, CustomerStanding::Elsewhere);
}

#[sqlx::test]
async fn a_lapsed_claim_says_so(db: PgPool) {
    people(&db).await;
    let prospect = claim(&db, "mei", "Riverside Hospital", now()).await;
    let id = opportunity(&db, "mei", CustomerRef::Claim(prospect), "Archive").await;
    let whole = seen(&db, "mei", Reach::Own, id).await.unwrap();
    assert_eq!(whole.facts.customer_standing, CustomerStanding::ClaimLapsed);
    assert_eq!(whole.customer_key, Some(format!("claim:{prospect}")));
    assert_eq!(whole.customer_id, None);
}

#[sqlx::test]
async fn the_timeline_tells_who_did_what_newest_first(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak Resorts").await;
    let opportunity = opportunity(&db, "mei", CustomerRef::Association(of), "Live streaming").await;
    let (before, after) = (json!({"expected_monthly_revenue": "9000.00"}), json!({"expected_monthly_revenue": "12500.00"}));
    let mut tx = db.begin().await.unwrap();
    for (verb, hours, old, new) in [
        ("opportunity.reported", 0, None, None),
        ("opportunity.revised_revenue", 1, Some(&before), Some(&after)),
        ("opportunity.progressed", 2, None, None),
    ] {
        let event = AuditEvent {
            at: now() + TimeDelta::hours(hours),
            actor: Some(id("mei").0),
            partner: None,
            verb,
            entity: "opportunity",
            entity_id: opportunity.0,
            before: old,
            after: new,
            request_id: None,
        };
        audit::record(&mut tx, &event).await.unwrap();
    }
    tx.commit().await.unwrap();
    sqlx::query(
        "insert into opportunity_progress (id, opportunity_id, author_id, at, stage_before, stage, confidence_before, confidence, detail)
         values ($1, $2, $3, $4, 'lead_confirmed', 'solution', 30, 50, 'Load test passed')",
    )
    .bind(Uuid::now_v7())
    .bind(opportunity.0)
    .bind(id("mei").0)
    .bind(now() + TimeDelta::hours(2))
    .execute(&db)
    .await
    .unwrap();
    let whole = seen(&db, "mei", Reach::Own, opportunity).await.unwrap();
    assert_eq!(whole.confidence_before, Some(Confidence::Thirty));
    let Timeline { entries, is_cut } = timeline(&db, &whole).await.unwrap();
    assert!(!is_cut);
    assert_eq!(entries.len(), 3);
    assert!(
        matches!(&entries[0].happening, Happening::Progressed { stage: (Stage::LeadConfirmed, Stage::Solution), detail, .. } if detail == "Load test passed")
    );
    let change = ("expected_monthly_revenue".to_owned(), "9000.00".to_owned(), "12500.00".to_owned());
    assert_eq!(entries[1].happening, Happening::Revised { group: Group::Revenue, changes: vec![change] });
    assert_eq!((entries[2].person.as_str(), &entries[2].happening), ("Mei", &Happening::Reported));
}

#[sqlx::test]
async fn whoever_receives_it_reads_from_whom_and_the_report_stays_its_reporters(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak Resorts").await;
    let opportunity = opportunity(&db, "mei", CustomerRef::Association(of), "Live streaming").await;
    let mut tx = db.begin().await.unwrap();
    reassign_opportunity(&mut tx, opportunity.0, id("jun"), id("grace"), now() + TimeDelta::hours(1)).await.unwrap();
    let by_the_night = Assigning { by: None, at: now() + TimeDelta::hours(2), opportunities_too: true };
    assign(&mut tx, &[of.0], id("ana"), &by_the_night).await.unwrap();
    tx.commit().await.unwrap();
    let whole = seen(&db, "ana", Reach::Own, opportunity).await.unwrap();
    assert_eq!(whole.facts.version, 3);
    let entries = timeline(&db, &whole).await.unwrap().entries;
    let said: Vec<_> = entries.iter().map(|entry| (entry.person.as_str(), &entry.happening)).collect();
    let handed = |from: &str, to: &str| Happening::Reassigned { from: from.into(), to: to.into() };
    assert_eq!(said, [("", &handed("Jun", "Ana")), ("Grace", &handed("Mei", "Jun")), ("Mei", &Happening::Reported)]);
    assert!(seen(&db, "mei", Reach::Own, opportunity).await.is_none());
}

#[sqlx::test]
async fn a_long_timeline_says_that_its_beginning_is_left_out(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak Resorts").await;
    let opportunity = opportunity(&db, "mei", CustomerRef::Association(of), "Live streaming").await;
    let progressed = async |from: i32, to: i32| {
        let sql = "insert into opportunity_progress (id, opportunity_id, author_id, at, stage_before, stage, confidence_before, confidence, detail)
                   select gen_random_uuid(), $1, $2, $3 + n * interval '1 minute', 'solution', 'solution', 50, 50, 'Call ' || n from generate_series($4, $5) n";
        let query = sqlx::query(sql).bind(opportunity.0).bind(id("mei").0).bind(now()).bind(from).bind(to);
        query.execute(&db).await.unwrap();
    };
    let whole = seen(&db, "mei", Reach::Own, opportunity).await.unwrap();
    progressed(1, 200).await;
    let Timeline { entries, is_cut } = timeline(&db, &whole).await.unwrap();
    assert_eq!((entries.len(), is_cut, &entries[200].happening), (201, false, &Happening::Reported));
    progressed(201, 201).await;
    let Timeline { entries, is_cut } = timeline(&db, &whole).await.unwrap();
    assert_eq!((entries.len(), is_cut), (200, true));
    assert!(matches!(&entries[199].happening, Happening::Progressed { detail, .. } if detail == "Call 2"));
}
