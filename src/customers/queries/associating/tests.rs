//! Joining a partner, in a fresh database.

use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::opportunities::queries::fixtures::{claim, now, opportunity, people};
use crate::organisation::rules::fixtures::{DELTA, HARBOR, SUMMIT, id};

fn account(name: &str) -> NewAccount<'_> {
    NewAccount {
        account_name: name,
        name: "Ridgeway Hospital",
        industry: Industry::Health,
        contact_name: "Wang Lei",
        mobile: "13800131234",
        email: "post@ridgeway.example",
    }
}

async fn invitation(db: &mut PgConnection, partner: PartnerId) -> Uuid {
    let invitation = new_id();
    sqlx::query("insert into invitation (id, partner_id, kind, association_kind, token_hash, company_name, state, created_at) values ($1, $2, 'email', 'resale', $3, 'R', 'sent', $4)")
        .bind(invitation)
        .bind(partner.0)
        .bind(crate::server::password::token_hash(&invitation.to_string()))
        .bind(now())
        .execute(db)
        .await
        .unwrap();
    invitation
}

async fn joining<'a>(db: &mut PgConnection, partner: PartnerId, owner: Option<&str>, name: &'a str, claims: &'a [ClaimId]) -> Joining<'a> {
    Joining {
        customer: Joins::New(account(name)),
        partner,
        owner: owner.map(id),
        kind: AssociationType::Resale,
        source: "email",
        tag: "fair",
        invitation: invitation(db, partner).await,
        claims,
        at: now(),
    }
}

#[sqlx::test]
async fn a_resellers_customer_carries_its_distributor_and_an_account_managers_her_supervisor(db: PgPool) {
    people(&db).await;
    let mut tx = db.begin().await.unwrap();
    for (partner, owner, distributor, supervisor) in [
        (DELTA, Some("sam"), Some(SUMMIT), None),
        (SUMMIT, Some("kofi"), Some(SUMMIT), None),
        (HARBOR, Some("mei"), None, Some("zhao")),
        (HARBOR, None, None, None),
    ] {
        let name = format!("it_{}_{}", partner, owner.unwrap_or("none"));
        let joining = joining(&mut tx, partner, owner, &name, &[]).await;
        let joined = associate(&mut tx, &joining).await.unwrap();
        let row: (Option<Uuid>, Uuid, Option<Uuid>, Option<Uuid>, String) =
            sqlx::query_as("select distributor_id, partner_id, supervisor_id, owner_id, tag from association where id = $1")
                .bind(joined.association.0)
                .fetch_one(&mut *tx)
                .await
                .unwrap();
        let expected =
            (distributor.map(|id| id.0), partner.0, supervisor.map(|name| id(name).0), owner.map(|name| id(name).0), "fair".to_owned());
        assert_eq!(row, expected);
    }
}

#[sqlx::test]
async fn what_hung_on_the_claims_hangs_on_the_customer_and_stays_with_its_owner(db: PgPool) {
    people(&db).await;
    let prospect = claim(&db, "jun", "Ridgeway Hospital", now() + chrono::TimeDelta::days(3)).await;
    let hope = opportunity(&db, "jun", crate::customers::model::CustomerRef::Claim(prospect), "Archive").await;
    let mut tx = db.begin().await.unwrap();
    let claims = [prospect];
    let joining = joining(&mut tx, HARBOR, Some("mei"), "ridgeway_it", &claims).await;
    let joined = associate(&mut tx, &joining).await.unwrap();
    assert_eq!(joined.opportunities, 1);
    let row: (Option<Uuid>, Option<Uuid>, Uuid) = sqlx::query_as("select customer_id, claim_id, owner_id from opportunity where id = $1")
        .bind(hope.0)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(row, (Some(joined.customer.0), None, id("jun").0));
    let row: (String, Option<Uuid>) =
        sqlx::query_as("select state, customer_id from claim where id = $1").bind(prospect.0).fetch_one(&mut *tx).await.unwrap();
    assert_eq!(row, ("associated".to_owned(), Some(joined.customer.0)));
}

#[sqlx::test]
async fn who_may_not_sign_in_any_more_gets_nobody_assigned(db: PgPool) {
    people(&db).await;
    sqlx::query("update person set state = 'disabled' where account_name = 'mei'").execute(&db).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let joining = joining(&mut tx, HARBOR, Some("mei"), "ridgeway_it", &[]).await;
    associate(&mut tx, &joining).await.unwrap();
    let counts: (i64, i64) =
        sqlx::query_as("select (select count(*) from association where owner_id is null), (select count(*) from assignment)")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
    assert_eq!(counts, (1, 0));
}

#[sqlx::test]
async fn a_customer_joins_one_partner_at_a_time(db: PgPool) {
    people(&db).await;
    let mut tx = db.begin().await.unwrap();
    let first = joining(&mut tx, HARBOR, Some("mei"), "ridgeway_it", &[]).await;
    let joined = associate(&mut tx, &first).await.unwrap();
    let mut second = joining(&mut tx, SUMMIT, Some("kofi"), "ridgeway_it", &[]).await;
    second.customer = Joins::Known(joined.customer);
    let refused = associate(&mut tx, &second).await.unwrap_err();
    assert_eq!(crate::server::db::violated(&refused), Some("association_one_active"));
}
