//! A file of two million rows is compared with millions of records: whatever a description looks up, an index finds.

use sqlx::PgPool;
use uuid::Uuid;

use super::{import, now, number};
use crate::app::imports::KINDS;
use crate::imports::kind::Batch;
use crate::imports::queries::{outcomes, staged};
use crate::leads::import::LEADS;

/// Tables of a few rows.
const SMALL: [&str; 3] = ["partner", "campaign", "distribution"];

#[sqlx::test]
async fn every_lookup_of_an_import_is_answered_by_an_index(db: PgPool) {
    let mut connection = db.acquire().await.unwrap();
    let batch = Batch { run: Uuid::now_v7(), after: 0, to: 2_000, source: "crm", at: now(), with_likely: false, as_of: now() };
    for kind in KINDS {
        for plan in outcomes::plans(&mut connection, kind, &batch).await.unwrap() {
            let read_whole: Vec<&str> = plan
                .lines()
                .filter_map(|line| line.split("Seq Scan on ").nth(1)?.split_whitespace().next())
                .filter(|table| !SMALL.contains(table))
                .collect();
            assert!(read_whole.is_empty(), "{}: {read_whole:?}\n{plan}", kind.key);
        }
    }
}

#[sqlx::test]
async fn a_lead_is_compared_by_number_and_address_and_not_with_every_customer_and_lead_of_its_partner(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    for fill in [
        "insert into lead (id, partner_id, company_name, mobile, email, created_at, updated_at)
         select gen_random_uuid(), p.id, 'Bay ' || n, '13' || n, n || '@bay.example', now(), now()
         from partner p, generate_series(1, 5000) n where p.name = 'Harbor Cloud Partners'",
        "insert into customer (id, number, account_name, name, industry, mobile, email, created_at, updated_at)
         select gen_random_uuid(), 'X' || n, 'bay' || n, 'Bay ' || n, 'travel', '14' || n, n || '@sea.example', now(), now()
         from generate_series(1, 5000) n",
        "insert into association (id, customer_id, kind, partner_id, customer_name, started_at)
         select gen_random_uuid(), c.id, 'resale', p.id, c.name, now() from partner p, customer c
         where p.name = 'Harbor Cloud Partners' and c.number like 'X%'",
        "insert into claim (id, partner_id, company_name, industry, mobile, mobile_key, email, email_key, state, claimed_at, valid_until)
         select gen_random_uuid(), p.id, 'Bay ' || n, 'travel', '15' || n, '15' || n, n || '@claim.example', n || '@claim.example', 'open', now(), now()
         from partner p, generate_series(1, 5000) n where p.name = 'Harbor Cloud Partners'",
        "analyze",
    ] {
        sqlx::query(fill).execute(&db).await.unwrap();
    }
    let mut connection = db.acquire().await.unwrap();
    let batch = Batch { run: Uuid::now_v7(), after: 0, to: 2_000, source: "crm", at: now(), with_likely: false, as_of: now() };
    let plans = outcomes::plans(&mut connection, &LEADS, &batch).await.unwrap();
    for index in ["lead_mobile", "lead_email", "claim_open_mobile", "claim_open_email", "customer_mobile", "customer_email"] {
        assert!(plans[0].contains(index), "{index}:\n{}", plans[0]);
    }
}

#[sqlx::test]
async fn a_run_that_fills_a_table_renews_what_the_planner_knows_of_it(db: PgPool) {
    for kind in KINDS {
        staged::renew_statistics(&db, kind).await.unwrap_or_else(|error| panic!("{}: {error}", kind.key));
    }
    crate::demo::load(&db, now()).await.unwrap();
    let rows: String = (0..4_001).map(|n| format!("{n},Harbor Cloud Partners,Bay {n}\n")).collect();
    assert_eq!(import(&db, "leads", &format!("external_id,partner,company_name\n{rows}")).await.numbers(), [4_001, 0, 0, 0]);
    assert!(number(&db, "select reltuples::bigint from pg_class where relname = 'lead'").await >= 4_000);
}
