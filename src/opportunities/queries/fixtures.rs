//! The demo's people in a fresh database, for tests of queries: Harbor (mei and jun under zhao, ana under omar, lin,
//! grace, tom), Summit, the distributor (dara, kofi), its reseller Delta (rita, sam), Lakeside (petra, paul). Ids and
//! viewers are those of `organisation::rules::fixtures`.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::customers::model::{AssociationId, ClaimId, CustomerRef};
use crate::opportunities::model::OpportunityId;
use crate::organisation::model::PartnerId;
use crate::organisation::rules::fixtures::{DELTA, HARBOR, LAKESIDE, SUMMIT, id};
pub(crate) use crate::organisation::rules::fixtures::{of, viewer};

/// The moment at which these stories play: 23 November 2026, 16:00 in Beijing.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-23T08:00:00Z".parse().expect("a literal")
}

const PEOPLE: [(&str, PartnerId, Option<&str>); 13] = [
    ("zhao", HARBOR, None),
    ("omar", HARBOR, None),
    ("grace", HARBOR, None),
    ("tom", HARBOR, None),
    ("mei", HARBOR, Some("zhao")),
    ("jun", HARBOR, Some("zhao")),
    ("ana", HARBOR, Some("omar")),
    ("lin", HARBOR, None),
    ("dara", SUMMIT, None),
    ("kofi", SUMMIT, None),
    ("rita", DELTA, None),
    ("sam", DELTA, None),
    ("petra", LAKESIDE, None),
];
const ACCOUNT_MANAGERS: [&str; 6] = ["mei", "jun", "ana", "lin", "kofi", "sam"];

/// Partners, people, who reports to whom, whose reseller is whose.
pub(crate) async fn people(db: &PgPool) {
    for (partner, name, kind) in [
        (HARBOR, "Harbor Cloud Partners", "solution_provider"),
        (SUMMIT, "Summit Distribution", "distributor"),
        (DELTA, "Delta Resale", "reseller"),
        (LAKESIDE, "Lakeside Solutions", "solution_provider"),
    ] {
        run(
            sqlx::query("insert into company (id, name, created_at, updated_at) values ($1, $2, $3, $3)")
                .bind(partner.0)
                .bind(name)
                .bind(now()),
            db,
        )
        .await;
        let sql = "insert into partner (id, company_id, name, kind, created_at, updated_at) values ($1, $1, $2, $3, $4, $4)";
        run(sqlx::query(sql).bind(partner.0).bind(name).bind(kind).bind(now()), db).await;
    }
    let sql = "insert into distribution (id, reseller_id, distributor_id, during, created_at) values ($1, $2, $3, '[2026-01-01,)', $4)";
    run(sqlx::query(sql).bind(Uuid::now_v7()).bind(DELTA.0).bind(SUMMIT.0).bind(now()), db).await;
    for (account, partner, _) in PEOPLE {
        person(db, account, partner).await;
    }
    for (account, _, supervisor) in PEOPLE {
        if let Some(supervisor) = supervisor {
            let sql = "insert into supervision (id, account_manager_id, supervisor_id, during, created_at) values ($1, $2, $3, '[2026-01-01,)', $4)";
            run(sqlx::query(sql).bind(Uuid::now_v7()).bind(id(account).0).bind(id(supervisor).0).bind(now()), db).await;
        }
    }
    for account in ACCOUNT_MANAGERS {
        let sql = "insert into person_role (person_id, slot, role_id) select $1, 1, id from role where preset = 'account_manager'";
        run(sqlx::query(sql).bind(id(account).0), db).await;
    }
}

/// One person, without a role.
pub(crate) async fn person(db: &PgPool, account: &str, partner: PartnerId) {
    let sql = "insert into person (id, account_name, display_name, partner_id, password_hash, must_change_password, created_at, updated_at)
               values ($1, $2, initcap($2), $3, 'none', false, $4, $4)";
    run(sqlx::query(sql).bind(id(account).0).bind(account).bind(partner.0).bind(now()), db).await;
}

/// The scope columns of what this person owns: distributor, partner, supervisor.
fn ancestors(owner: &str) -> (Option<Uuid>, Uuid, Option<Uuid>) {
    let (_, partner, supervisor) = PEOPLE.into_iter().find(|(account, ..)| *account == owner).expect("one of the cast");
    let distributor = [SUMMIT, DELTA].contains(&partner).then_some(SUMMIT.0);
    (distributor, partner.0, supervisor.map(|account| id(account).0))
}

/// A customer associated with the partner of `owner`; the account name is made of the name.
pub(crate) async fn customer(db: &PgPool, owner: &str, name: &str) -> AssociationId {
    let (distributor, partner, supervisor) = ancestors(owner);
    let (customer, association) = (Uuid::now_v7(), Uuid::now_v7());
    let account = name.to_lowercase().replace(' ', "_");
    let sql = "insert into customer (id, number, account_name, name, industry, contact_name, mobile, email, created_at, updated_at)
               values ($1, $1::text, $2, $3, 'travel', 'Wang Lei', '13800131234', 'it@example.com', $4, $4)";
    run(sqlx::query(sql).bind(customer).bind(account).bind(name).bind(now()), db).await;
    let sql =
        "insert into association (id, customer_id, kind, distributor_id, partner_id, supervisor_id, owner_id, customer_name, started_at)
               values ($1, $2, 'referral', $3, $4, $5, $6, $7, $8)";
    let query = sqlx::query(sql).bind(association).bind(customer).bind(distributor).bind(partner).bind(supervisor).bind(id(owner).0);
    run(query.bind(name).bind(now()), db).await;
    AssociationId(association)
}

/// A prospect claimed by `owner` whose time is up at `valid_until`.
pub(crate) async fn claim(db: &PgPool, owner: &str, name: &str, valid_until: DateTime<Utc>) -> ClaimId {
    let (distributor, partner, supervisor) = ancestors(owner);
    let claim = Uuid::now_v7();
    let sql = "insert into claim (id, distributor_id, partner_id, supervisor_id, owner_id, company_name, industry, mobile, mobile_key, claimed_at, valid_until)
               values ($1, $2, $3, $4, $5, $6, 'travel', $1::text, $1::text, $7, $8)";
    let query = sqlx::query(sql).bind(claim).bind(distributor).bind(partner).bind(supervisor).bind(id(owner).0);
    run(query.bind(name).bind(valid_until - TimeDelta::days(15)).bind(valid_until), db).await;
    ClaimId(claim)
}

/// An open opportunity of `owner` with one product; version 1, reported now. A reseller's customer's is the distributor's.
pub(crate) async fn opportunity(db: &PgPool, owner: &str, customer: CustomerRef, name: &str) -> OpportunityId {
    let (distributor, partner, supervisor) = ancestors(owner);
    let opportunity = Uuid::now_v7();
    let (association, claim) = match customer {
        CustomerRef::Association(id) => (Some(id.0), None),
        CustomerRef::Claim(id) => (None, Some(id.0)),
    };
    let sql = "insert into opportunity (id, distributor_id, partner_id, supervisor_id, owner_id, reseller_id, customer_id, claim_id, name, industry,
                   kind, test_project, tender, expected_monthly_revenue, expected_date, service_period, stage, confidence, reported_by, reported_at, updated_at)
               values ($1, $2, $3, $4, $5, (select partner_id from association where id = $6 and partner_id <> $3),
                   (select customer_id from association where id = $6), $7, $8, 'travel',
                   'expansion', false, false, 12500, '2026-12-15', 12, 'lead_confirmed', 50, $5, $9, $9)";
    let query = sqlx::query(sql).bind(opportunity).bind(distributor).bind(partner).bind(supervisor).bind(id(owner).0);
    run(query.bind(association).bind(claim).bind(name).bind(now()), db).await;
    let sql = "insert into opportunity_product (opportunity_id, position, name, expected_monthly_revenue) values ($1, 1, 'Content delivery network', 9000)";
    run(sqlx::query(sql).bind(opportunity), db).await;
    OpportunityId(opportunity)
}

async fn run(query: sqlx::query::Query<'_, sqlx::Postgres, sqlx::postgres::PgArguments>, db: &PgPool) {
    query.execute(db).await.expect("a fixture");
}
