use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::auth::{PersonId, Preset};
use crate::customers::model::{AssociationType, Industry, NewCustomer, NewRelation};
use crate::handover::queries::begin_supervision;
use crate::operations::model::Operator;
use crate::organisation::model::{Identity, NewPartner, PartnerId, PartnerKind, RealNameState};
use crate::organisation::queries::{PersonToCreate, create_company_with_partner, create_person, preset_role};
use crate::server::db::violated;
use crate::values::date::beijing_date;

fn now() -> DateTime<Utc> {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

async fn found(db: &PgPool, name: &str, kind: PartnerKind, distributor: Option<PartnerId>) -> PartnerId {
    let administrator =
        Identity { account_name: format!("admin-{}", name.to_lowercase()), display_name: "Admin".into(), email: None, mobile: None };
    let (company_name, real_name_state) = (format!("{name} Ltd"), RealNameState::Unverified);
    let new = NewPartner { company_name, name: name.into(), kind, distributor, channel_only: false, real_name_state, administrator };
    let mut tx = db.begin().await.unwrap();
    let created = create_company_with_partner(&mut tx, &new, "hash", true, now()).await.unwrap();
    tx.commit().await.unwrap();
    created.partner
}

async fn person(db: &PgPool, partner: PartnerId, account: &str, preset: Preset) -> PersonId {
    let mut tx = db.begin().await.unwrap();
    let role = preset_role(&mut tx, preset).await.unwrap();
    let identity = Identity { account_name: account.into(), display_name: account.into(), email: None, mobile: None };
    let new = PersonToCreate {
        partner: Some(partner),
        identity: &identity,
        roles: &[role],
        password_hash: "hash",
        must_change_password: true,
        at: now(),
    };
    let id = create_person(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn customer(partner_id: PartnerId, name: &str, mobile: &str, email: Option<&str>) -> NewCustomer {
    NewCustomer {
        partner_id,
        company_name: name.into(),
        industry: Industry::Travel,
        contact_name: String::new(),
        mobile: Some(mobile.into()),
        email: email.map(str::to_owned),
        account_manager: None,
        relation: NewRelation::Claim,
    }
}

fn record(owner: Option<PersonId>, at: DateTime<Utc>) -> Record {
    Record { owner, by: None, at }
}

async fn associate(db: &PgPool, partner: PartnerId, name: &str, owner: Option<PersonId>, at: DateTime<Utc>) -> sqlx::Result<Uuid> {
    let mut tx = db.begin().await?;
    let new = customer(partner, name, "13800138000", None);
    let account = name.to_lowercase().replace(' ', "_");
    let (_, id) =
        record_association(&mut tx, &new, &account, AssociationType::Referral, RealNameState::Verified, &record(owner, at)).await?;
    tx.commit().await?;
    Ok(id.0)
}

#[sqlx::test]
async fn an_association_carries_its_distributor_its_partner_and_the_owners_supervisor(db: PgPool) {
    let harbor = found(&db, "Harbor", PartnerKind::SolutionProvider, None).await;
    let summit = found(&db, "Summit", PartnerKind::Distributor, None).await;
    let delta = found(&db, "Delta", PartnerKind::Reseller, Some(summit)).await;
    let (zhao, mei) = (person(&db, harbor, "zhao", Preset::Supervisor).await, person(&db, harbor, "mei", Preset::AccountManager).await);
    begin_supervision(&mut db.acquire().await.unwrap(), mei, zhao, now()).await.unwrap();
    for (partner, owner, distributor, supervisor) in
        [(harbor, Some(mei), None, Some(zhao)), (summit, None, Some(summit), None), (delta, None, Some(summit), None)]
    {
        let id = associate(&db, partner, &format!("Customer of {partner}"), owner, now()).await.unwrap();
        let row = sqlx::query!("select distributor_id, partner_id, supervisor_id, owner_id from association where id = $1", id)
            .fetch_one(&db)
            .await
            .unwrap();
        assert_eq!(row.distributor_id, distributor.map(|id| id.0));
        assert_eq!((row.partner_id, row.owner_id), (partner.0, owner.map(|id| id.0)));
        assert_eq!(row.supervisor_id, supervisor.map(|id: PersonId| id.0));
        let assignments = sqlx::query_scalar!(r#"select lower(during) as "day!" from assignment where association_id = $1"#, id)
            .fetch_all(&db)
            .await
            .unwrap();
        assert_eq!(assignments, owner.map(|_| beijing_date(now())).into_iter().collect::<Vec<_>>());
    }
}

#[sqlx::test]
async fn a_customer_gets_a_number_and_keeps_its_account_name_to_itself(db: PgPool) {
    let harbor = found(&db, "Harbor", PartnerKind::SolutionProvider, None).await;
    associate(&db, harbor, "Snowpeak Resorts", None, now()).await.unwrap();
    let number = sqlx::query_scalar!("select number from customer").fetch_one(&db).await.unwrap();
    assert_eq!(number, "C00000001");
    let error = associate(&db, harbor, "Snowpeak Resorts", None, now()).await.unwrap_err();
    assert_eq!(violated(&error), Some("customer_account_name_key"));
}

#[sqlx::test]
async fn only_an_active_account_manager_of_the_partner_is_found(db: PgPool) {
    let harbor = found(&db, "Harbor", PartnerKind::SolutionProvider, None).await;
    let lakeside = found(&db, "Lakeside", PartnerKind::SolutionProvider, None).await;
    let mei = person(&db, harbor, "mei", Preset::AccountManager).await;
    person(&db, harbor, "zhao", Preset::Supervisor).await;
    assert_eq!(lookup_account_manager(&db, harbor, "mei").await.unwrap(), Some(mei));
    assert_eq!(lookup_account_manager(&db, lakeside, "mei").await.unwrap(), None);
    assert_eq!(lookup_account_manager(&db, harbor, "zhao").await.unwrap(), None);
    sqlx::query!("update person set state = 'disabled' where id = $1", mei.0).execute(&db).await.unwrap();
    assert_eq!(lookup_account_manager(&db, harbor, "mei").await.unwrap(), None);
}

#[sqlx::test]
async fn a_partner_is_read_with_its_distributor_people_and_customers(db: PgPool) {
    let summit = found(&db, "Summit", PartnerKind::Distributor, None).await;
    let delta = found(&db, "Delta", PartnerKind::Reseller, Some(summit)).await;
    associate(&db, delta, "Snowpeak Resorts", None, now()).await.unwrap();
    let found = lookup_partner(&db, Operator::found(), delta, beijing_date(now())).await.unwrap().unwrap();
    assert_eq!((found.distributor.as_deref(), found.people, found.customers), (Some("Summit"), 1, 1));
    assert_eq!(found.administrator, Some(("admin-delta".into(), "Admin".into())));
    assert_eq!(distributors(&db, Operator::found()).await.unwrap(), [(summit, "Summit".into())]);
    assert_eq!(partner_choices(&db, Operator::found()).await.unwrap().len(), 2);
    for (state, days) in [("queued", 0), ("failed", 6), ("failed", 8)] {
        let sql = "insert into mail (id, kind, to_address, subject, text_body, html_body, state, entity, entity_id, created_at)
                   values ($1, 'invitation', 'wu@snow.example', '', '', '', $2, 'invitation', $1, $3)";
        let query = sqlx::query(sql).bind(uuid::Uuid::now_v7()).bind(state).bind(now() - chrono::TimeDelta::days(days));
        query.execute(&db).await.unwrap();
    }
    let counts = overview(&db, Operator::found(), now()).await.unwrap();
    assert_eq!((counts.companies, counts.partners, counts.people, counts.customers, counts.claims), (2, 2, 2, 1, 0));
    assert_eq!((counts.mail_waits, counts.mail_failed), (1, 1));
    let mut tx = db.begin().await.unwrap();
    assert!(is_distributor(&mut tx, summit).await.unwrap() && !is_distributor(&mut tx, delta).await.unwrap());
}

#[sqlx::test]
async fn the_real_name_state_changes_from_what_was_read(db: PgPool) {
    use RealNameState::{InReview, Rejected, Unverified, Verified};
    let harbor = found(&db, "Harbor", PartnerKind::SolutionProvider, None).await;
    let mut db = db.acquire().await.unwrap();
    assert!(set_real_name_state(&mut db, harbor, Unverified, InReview, now()).await.unwrap());
    assert!(!set_real_name_state(&mut db, harbor, Unverified, Rejected, now()).await.unwrap());
    let partner = lookup_partner(&mut *db, Operator::found(), harbor, beijing_date(now())).await.unwrap().unwrap();
    assert_eq!(partner.real_name_state, InReview);
    assert_ne!(partner.real_name_state, Verified);
}
