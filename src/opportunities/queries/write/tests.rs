use sqlx::PgPool;

use super::*;
use crate::auth::{Reach, Scope};
use crate::customers::model::{AssociationId, ClaimId};
use crate::opportunities::queries::choice::{self, Wanted};
use crate::opportunities::queries::fixtures::{claim, customer, now, of, opportunity, people, viewer};
use crate::opportunities::queries::record::{Record, lookup};
use crate::organisation::rules::fixtures::{DELTA, SUMMIT};

fn new(customer: CustomerRef) -> NewOpportunity {
    NewOpportunity {
        customer,
        owner: None,
        stage: Stage::Solution,
        confidence: Confidence::Seventy,
        basic: Basic {
            name: "Winter streaming".into(),
            industry: Industry::Travel,
            business_system: "Booking".into(),
            kind: Kind::Expansion,
            test_project: true,
            tender: false,
        },
        details: Details {
            current_monthly_spend: Some(Charged::parse("1200.50").unwrap()),
            key_need: "Low latency".into(),
            ..Details::default()
        },
        revenue: Revenue {
            expected_monthly_revenue: Charged::parse("12500").unwrap(),
            expected_date: "2026-12-15".parse().unwrap(),
            service_period: "12".parse().unwrap(),
            products: ["CDN", "OBS"]
                .map(|name| Product { name: name.into(), expected_monthly_revenue: Charged::parse("9000").unwrap() })
                .into(),
        },
        acknowledged: false,
    }
}

async fn customer_id(db: &PgPool, id: AssociationId) -> Option<CustomerId> {
    sqlx::query_scalar("select customer_id from association where id = $1").bind(id.0).fetch_one(db).await.unwrap()
}

async fn seen(db: &PgPool, who: &str, reach: Reach, id: OpportunityId) -> Option<Record> {
    let scope = Scope::of(&viewer(who), reach).unwrap();
    lookup(&mut db.acquire().await.unwrap(), &scope, id, now()).await.unwrap()
}

#[sqlx::test]
async fn what_was_reported_stands_and_only_those_above_its_owner_see_it(db: PgPool) {
    people(&db).await;
    let snowpeak = customer(&db, "mei", "Snowpeak Resorts").await;
    let new = new(CustomerRef::Association(snowpeak));
    let mei = viewer("mei");
    let place = Place {
        partner: mei.partner_id().unwrap(),
        distributor: None,
        reseller: None,
        owner: mei.person_id,
        reporter: mei.person_id,
        customer: customer_id(&db, snowpeak).await,
    };
    let id = insert(&mut db.acquire().await.unwrap(), &new, &place, now()).await.unwrap();
    let stands = seen(&db, "mei", Reach::Own, id).await.unwrap();
    assert_eq!((&stands.basic, &stands.details, &stands.revenue), (&new.basic, &new.details, &new.revenue));
    assert_eq!((stands.stage, stands.version, stands.customer.as_str()), (Stage::Solution, 1, "S***s"));
    for (who, reach, sees) in [
        ("jun", Reach::Own, false),
        ("zhao", Reach::Team, true),
        ("omar", Reach::Team, false),
        ("grace", Reach::Partner, true),
        ("petra", Reach::Partner, false),
        ("dara", Reach::PartnerAndResellers, false),
    ] {
        assert_eq!(seen(&db, who, reach, id).await.is_some(), sees, "{who}");
    }
}

#[sqlx::test]
async fn an_opportunity_for_a_resellers_customer_is_the_distributors(db: PgPool) {
    people(&db).await;
    let clinic = customer(&db, "sam", "Clinic Seven").await;
    let dara = viewer("dara");
    let place = Place {
        partner: SUMMIT,
        distributor: Some(SUMMIT),
        reseller: Some(DELTA),
        owner: dara.person_id,
        reporter: dara.person_id,
        customer: customer_id(&db, clinic).await,
    };
    let id = insert(&mut db.acquire().await.unwrap(), &new(CustomerRef::Association(clinic)), &place, now()).await.unwrap();
    assert!(seen(&db, "dara", Reach::Partner, id).await.is_some());
    assert!(seen(&db, "rita", Reach::Partner, id).await.is_none());
}

#[sqlx::test]
async fn a_revision_saves_over_the_version_it_read_and_no_other(db: PgPool) {
    people(&db).await;
    let id = opportunity(&db, "mei", CustomerRef::Association(customer(&db, "mei", "Snowpeak").await), "Winter").await;
    let mut tx = db.acquire().await.unwrap();
    let new = new(CustomerRef::Association(AssociationId(id.0)));
    let version = |version| Target { id, version };
    assert!(revise_basic(&mut tx, version(1), &new.basic, now()).await.unwrap());
    assert!(!revise_basic(&mut tx, version(1), &new.basic, now()).await.unwrap());
    assert!(revise_details(&mut tx, version(2), &new.details, now()).await.unwrap());
    assert!(!revise_revenue(&mut tx, version(2), &new.revenue, now()).await.unwrap());
    assert!(revise_revenue(&mut tx, version(3), &new.revenue, now()).await.unwrap());
    drop(tx);
    let stands = seen(&db, "mei", Reach::Own, id).await.unwrap();
    assert_eq!((stands.version, stands.revenue, stands.stage), (4, new.revenue, Stage::LeadConfirmed));
}

async fn offered(db: &PgPool, who: &crate::auth::Viewer, reach: Reach, search: &str) -> Vec<String> {
    let scope = Scope::of(who, reach).unwrap();
    let wanted = Wanted { search, only: None };
    let rows = choice::customers(db, &scope, who.partner_id().unwrap(), &wanted, now()).await.unwrap();
    let mut names: Vec<String> = rows.into_iter().map(|row| row.name).collect();
    names.sort();
    names
}

#[sqlx::test]
async fn one_chooses_among_the_customers_and_open_claims_in_scope(db: PgPool) {
    people(&db).await;
    customer(&db, "mei", "Alpha").await;
    customer(&db, "jun", "Beta").await;
    claim(&db, "mei", "Gamma", now() + chrono::TimeDelta::days(1)).await;
    claim(&db, "mei", "Delta", now()).await;
    customer(&db, "sam", "Omega").await;
    claim(&db, "sam", "Sigma", now() + chrono::TimeDelta::days(1)).await;
    customer(&db, "kofi", "Kappa").await;
    assert_eq!(offered(&db, &viewer("mei"), Reach::Own, "").await, ["A***a", "G***a"]);
    assert_eq!(offered(&db, &viewer("mei"), Reach::Own, "alph").await, ["A***a"]);
    assert!(offered(&db, &viewer("mei"), Reach::Own, "a%a").await.is_empty());
    assert_eq!(offered(&db, &viewer("grace"), Reach::Partner, "").await, ["A***a", "B***a", "G***a"]);
    // A reseller's claims are never its distributor's (R7).
    assert_eq!(offered(&db, &viewer("dara"), Reach::PartnerAndResellers, "").await, ["K***a", "O***a"]);
    assert_eq!(offered(&db, &of(DELTA, "sam", &[], &[]), Reach::Own, "").await, ["O***a", "S***a"]);
    assert!(offered(&db, &viewer("petra"), Reach::Partner, "").await.is_empty());
}

#[sqlx::test]
async fn at_most_twenty_are_offered_and_one_more_says_that_there_are_others(db: PgPool) {
    people(&db).await;
    for number in 0..25 {
        customer(&db, "mei", &format!("Customer {number}")).await;
    }
    assert_eq!(offered(&db, &viewer("mei"), Reach::Own, "").await.len(), 21);
    assert_eq!(offered(&db, &viewer("mei"), Reach::Own, "Customer 17").await.len(), 1);
}

#[sqlx::test]
async fn a_candidate_of_another_partner_does_not_exist(db: PgPool) {
    people(&db).await;
    let snowpeak = CustomerRef::Association(customer(&db, "mei", "Snowpeak").await);
    let lapsed = CustomerRef::Claim(claim(&db, "mei", "Gamma", now()).await);
    let mut tx = db.acquire().await.unwrap();
    let harbor = Scope::of(&viewer("grace"), Reach::Partner).unwrap();
    let lakeside = Scope::of(&viewer("petra"), Reach::Partner).unwrap();
    assert!(choice::candidate(&mut tx, &lakeside, snowpeak, now()).await.unwrap().is_none());
    assert!(choice::candidate(&mut tx, &harbor, snowpeak, now()).await.unwrap().unwrap().candidate.is_open);
    assert!(!choice::candidate(&mut tx, &harbor, lapsed, now()).await.unwrap().unwrap().candidate.is_open);
    let nobody = CustomerRef::Claim(ClaimId(uuid::Uuid::nil()));
    assert!(choice::candidate(&mut tx, &harbor, nobody, now()).await.unwrap().is_none());
}

#[sqlx::test]
async fn open_ones_for_the_same_customer_are_found_within_the_scope_only(db: PgPool) {
    people(&db).await;
    let snowpeak = CustomerRef::Association(customer(&db, "mei", "Snowpeak").await);
    let other = CustomerRef::Association(customer(&db, "mei", "Harvest").await);
    opportunity(&db, "mei", snowpeak, "Winter").await;
    opportunity(&db, "jun", snowpeak, "Summer").await;
    opportunity(&db, "mei", other, "Winter").await;
    let mut tx = db.acquire().await.unwrap();
    for (who, reach, count) in [("mei", Reach::Own, 1), ("ana", Reach::Own, 0), ("grace", Reach::Partner, 2), ("petra", Reach::Partner, 0)]
    {
        let scope = Scope::of(&viewer(who), reach).unwrap();
        assert_eq!(choice::open_for(&mut tx, &scope, snowpeak).await.unwrap().len(), count, "{who}");
    }
}

#[sqlx::test]
async fn a_lapsed_claim_leaves_the_opportunity_open(db: PgPool) {
    people(&db).await;
    let lapsed = CustomerRef::Claim(claim(&db, "mei", "Gamma", now()).await);
    let open = CustomerRef::Claim(claim(&db, "mei", "Epsilon", now() + chrono::TimeDelta::days(1)).await);
    use crate::opportunities::model::CustomerStanding::{ClaimLapsed, Claimed};
    for (customer, standing) in [(lapsed, ClaimLapsed), (open, Claimed)] {
        let id = opportunity(&db, "mei", customer, "Winter").await;
        assert_eq!(seen(&db, "mei", Reach::Own, id).await.unwrap().customer_standing, standing);
    }
}

#[sqlx::test]
async fn a_customer_who_is_associated_elsewhere_is_said_to_be(db: PgPool) {
    use crate::opportunities::model::CustomerStanding::{Associated, Elsewhere};
    people(&db).await;
    let snowpeak = customer(&db, "mei", "Snowpeak").await;
    let id = opportunity(&db, "mei", CustomerRef::Association(snowpeak), "Winter").await;
    assert_eq!(seen(&db, "mei", Reach::Own, id).await.unwrap().customer_standing, Associated);
    sqlx::query("update association set partner_id = $2 where id = $1")
        .bind(snowpeak.0)
        .bind(crate::organisation::rules::fixtures::LAKESIDE.0)
        .execute(&db)
        .await
        .unwrap();
    assert_eq!(seen(&db, "mei", Reach::Own, id).await.unwrap().customer_standing, Elsewhere);
}
