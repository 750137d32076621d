use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgPool;

use super::*;
use crate::auth::model::Permission;
use crate::auth::{PersonId, Preset, Reach, Scope};
use crate::handover::queries::begin_supervision;
use crate::organisation::model::{Identity, NewPartner, NewRole, PartnerId, PartnerKind, PersonState, RealNameState};
use crate::organisation::rules::fixtures::of;
use crate::server::db::violated;
use crate::values::date::beijing_date;

fn now() -> DateTime<Utc> {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

fn today() -> NaiveDate {
    beijing_date(now())
}

fn identity(account: &str, name: &str) -> Identity {
    Identity { account_name: account.into(), display_name: name.into(), email: None, mobile: None }
}

fn partner(company: &str, name: &str, administrator: &str) -> NewPartner {
    NewPartner {
        company_name: company.into(),
        name: name.into(),
        kind: PartnerKind::SolutionProvider,
        distributor: None,
        channel_only: false,
        real_name_state: RealNameState::Unverified,
        administrator: identity(administrator, administrator),
    }
}

async fn found(db: &PgPool, new: &NewPartner) -> CreatedPartner {
    let mut tx = db.begin().await.unwrap();
    let created = create_company_with_partner(&mut tx, new, "hash", true, now()).await.unwrap();
    tx.commit().await.unwrap();
    created
}

async fn person(db: &PgPool, partner: PartnerId, account: &str, preset: Preset) -> PersonId {
    let mut tx = db.begin().await.unwrap();
    let role = preset_role(&mut tx, preset).await.unwrap();
    let identity = identity(account, &account.to_uppercase());
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

/// All of a partner, as its administrator reaches it.
fn scope(partner: PartnerId) -> Scope {
    Scope::of(&of(partner, "grace", &[Preset::SystemAdministrator], &[]), Reach::Partner).unwrap()
}

/// Harbor with grace, zhao and mei under zhao; Lakeside with petra.
async fn story(db: &PgPool) -> (PartnerId, PartnerId, PersonId, PersonId) {
    let harbor = found(db, &partner("Harbor Ltd", "Harbor Cloud Partners", "grace")).await.partner;
    let lakeside = found(db, &partner("Lakeside Ltd", "Lakeside Solutions", "petra")).await.partner;
    let zhao = person(db, harbor, "zhao", Preset::Supervisor).await;
    let mei = person(db, harbor, "mei", Preset::AccountManager).await;
    begin_supervision(&mut db.acquire().await.unwrap(), mei, zhao, now()).await.unwrap();
    (harbor, lakeside, zhao, mei)
}

fn clerk(name: &str) -> NewRole {
    NewRole { name: name.into(), description: String::new(), permissions: vec![Permission::OrdersView, Permission::ExportsCreate] }
}

#[sqlx::test]
async fn a_person_is_read_by_the_own_administrator_and_by_nobody_of_another_partner(db: PgPool) {
    let (harbor, lakeside, zhao, mei) = story(&db).await;
    let read = async |partner: PartnerId, id: PersonId| lookup_person(&db, &scope(partner), id, today()).await.unwrap();
    assert_eq!(read(harbor, mei).await.unwrap().row.supervisor, Some((zhao, "ZHAO".into())));
    let supervisor = read(harbor, zhao).await.unwrap();
    assert_eq!((supervisor.reports, supervisor.standing.presets), (1, vec![Preset::Supervisor]));
    let grace = id_of(&db, "grace").await;
    assert!(read(harbor, grace).await.unwrap().standing.is_primary_administrator);
    for person in [mei, zhao, grace] {
        assert_eq!(read(lakeside, person).await, None);
    }
}

async fn id_of(db: &PgPool, account: &str) -> PersonId {
    sqlx::query_scalar("select id from person where account_name = $1").bind(account).fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn a_narrower_scope_reaches_nobody(db: PgPool) {
    let (harbor, ..) = story(&db).await;
    let own = Scope::of(&of(harbor, "mei", &[Preset::AccountManager], &[]), Reach::Own).unwrap();
    assert_eq!(lookup_person(&db, &own, id_of(&db, "mei").await, today()).await.unwrap(), None);
    assert!(list_roles(&db, &own).await.unwrap().iter().all(|row| row.role.preset.is_some()));
}

#[sqlx::test]
async fn supervisors_are_active_ones_of_the_same_partner(db: PgPool) {
    let (harbor, lakeside, zhao, _) = story(&db).await;
    assert_eq!(supervisors(&db, &scope(harbor)).await.unwrap().len(), 1);
    assert!(supervisors(&db, &scope(lakeside)).await.unwrap().is_empty());
    let mut tx = db.begin().await.unwrap();
    assert!(!set_state(&mut tx, &scope(lakeside), zhao, PersonState::Disabled, now()).await.unwrap(), "another partner's");
    assert!(set_state(&mut tx, &scope(harbor), zhao, PersonState::Disabled, now()).await.unwrap());
    assert!(!set_state(&mut tx, &scope(harbor), zhao, PersonState::Disabled, now()).await.unwrap(), "twice");
    tx.commit().await.unwrap();
    assert!(supervisors(&db, &scope(harbor)).await.unwrap().is_empty());
}

#[sqlx::test]
async fn a_company_that_is_known_by_its_name_gets_one_more_partner(db: PgPool) {
    let first = found(&db, &partner("Harbor Ltd", "Harbor Cloud Partners", "grace")).await;
    let second = found(&db, &partner("HARBOR LTD", "Harbor South", "gwen")).await;
    assert_eq!(first.company, second.company);
    assert_ne!(first.partner, second.partner);
    let mut tx = db.begin().await.unwrap();
    let error = create_company_with_partner(&mut tx, &partner("Other Ltd", "harbor south", "gil"), "hash", true, now()).await.unwrap_err();
    assert_eq!(violated(&error), Some("partner_name"));
    tx.rollback().await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let error = create_company_with_partner(&mut tx, &partner("Other Ltd", "Other", "grace"), "hash", true, now()).await.unwrap_err();
    assert_eq!(violated(&error), Some("person_account_name"));
}

#[sqlx::test]
async fn a_second_save_of_one_version_is_refused(db: PgPool) {
    let (harbor, _, _, mei) = story(&db).await;
    let (mut one, mut two) = (db.begin().await.unwrap(), db.acquire().await.unwrap());
    assert!(set_profile(&mut one, &scope(harbor), mei, ("Mei Chen", false), 1, now()).await.unwrap());
    let scope_of_harbor = scope(harbor);
    let second = set_profile(&mut two, &scope_of_harbor, mei, ("Mei Li", false), 1, now());
    let (second, committed) = futures_join(second, one.commit()).await;
    committed.unwrap();
    assert!(!second.unwrap());
    let mei = lookup_person(&db, &scope(harbor), mei, today()).await.unwrap().unwrap();
    assert_eq!((mei.row.display_name.as_str(), mei.row.version), ("Mei Chen", 2));
}

async fn futures_join<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    tokio::join!(a, b)
}

#[sqlx::test]
async fn new_roles_replace_the_old_ones_and_rotate_the_sessions_of_that_person(db: PgPool) {
    let (harbor, _, zhao, mei) = story(&db).await;
    let mut tx = db.begin().await.unwrap();
    for person in [mei, zhao] {
        sqlx::query!(
            "insert into session (id, token_hash, person_id, created_at, last_seen_at, expires_at) values ($1, sha256(convert_to($1::uuid::text, 'UTF8')), $2, $3, $3, $3)",
            crate::server::new_id(),
            person.0,
            now()
        )
        .execute(&mut *tx)
        .await
        .unwrap();
    }
    let custom = create_role(&mut tx, harbor, &clerk("Order clerk"), now()).await.unwrap();
    let manager = preset_role(&mut tx, Preset::AccountManager).await.unwrap();
    set_roles(&mut tx, mei, &[manager, custom]).await.unwrap();
    let rotating =
        sqlx::query_scalar!(r#"select person_id as "id: PersonId" from session where rotate"#).fetch_all(&mut *tx).await.unwrap();
    assert_eq!(rotating, [mei]);
    tx.commit().await.unwrap();
    let row = lookup_person(&db, &scope(harbor), mei, today()).await.unwrap().unwrap().row;
    assert_eq!(row.roles.iter().map(|role| role.id).collect::<Vec<_>>(), [manager, custom]);
}

#[sqlx::test]
async fn custom_roles_belong_to_one_partner(db: PgPool) {
    let (harbor, lakeside, _, mei) = story(&db).await;
    let mut tx = db.begin().await.unwrap();
    let id = create_role(&mut tx, harbor, &clerk("Order clerk"), now()).await.unwrap();
    set_roles(&mut tx, mei, &[id]).await.unwrap();
    tx.commit().await.unwrap();
    let mine = list_roles(&db, &scope(harbor)).await.unwrap();
    assert_eq!(
        mine.iter().map(|row| row.role.preset).collect::<Vec<_>>(),
        [Some(Preset::SystemAdministrator), Some(Preset::Supervisor), Some(Preset::AccountManager), None]
    );
    assert_eq!((mine[3].people, mine[3].role.permissions.len(), mine[0].people), (1, 2, 1));
    assert_eq!(list_roles(&db, &scope(lakeside)).await.unwrap().len(), 3);
    assert_eq!(lookup_role(&db, &scope(lakeside), id).await.unwrap(), None);
    assert_eq!(lookup_role(&db, &scope(harbor), mine[0].role.id).await.unwrap(), None, "a preset is not edited");
    assert_eq!((count_custom_roles(&db, &scope(harbor)).await.unwrap(), count_custom_roles(&db, &scope(lakeside)).await.unwrap()), (1, 0));
}

#[sqlx::test]
async fn a_role_is_changed_by_its_own_partner_and_by_the_version_that_was_read(db: PgPool) {
    let (harbor, lakeside, ..) = story(&db).await;
    let mut tx = db.begin().await.unwrap();
    let id = create_role(&mut tx, harbor, &clerk("Order clerk"), now()).await.unwrap();
    let after = NewRole { permissions: vec![Permission::CustomersView], ..clerk("Desk") };
    assert!(!change_role(&mut tx, &scope(lakeside), id, &after, 1, now()).await.unwrap());
    assert!(change_role(&mut tx, &scope(harbor), id, &after, 1, now()).await.unwrap());
    assert!(!change_role(&mut tx, &scope(harbor), id, &clerk("Late"), 1, now()).await.unwrap());
    let role = lookup_role(&mut *tx, &scope(harbor), id).await.unwrap().unwrap();
    assert_eq!((role.role.name.as_str(), role.version, role.role.permissions), ("Desk", 2, vec![Permission::CustomersView]));
    let error = create_role(&mut tx, harbor, &clerk("DESK"), now()).await.unwrap_err();
    assert_eq!(violated(&error), Some("role_name"));
}

#[sqlx::test]
async fn a_temporary_password_asks_for_a_new_one_at_the_next_sign_in(db: PgPool) {
    let (harbor, lakeside, zhao, _) = story(&db).await;
    sqlx::query!("update person set must_change_password = false").execute(&db).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    assert!(!set_temporary_password(&mut tx, &scope(lakeside), zhao, "other", now()).await.unwrap());
    assert!(set_temporary_password(&mut tx, &scope(harbor), zhao, "other", now()).await.unwrap());
    tx.commit().await.unwrap();
    assert!(lookup_person(&db, &scope(harbor), zhao, today()).await.unwrap().unwrap().must_change_password);
}

#[sqlx::test]
async fn other_administrators_are_counted_while_active(db: PgPool) {
    let (harbor, ..) = story(&db).await;
    let second = person(&db, harbor, "gwen", Preset::SystemAdministrator).await;
    assert_eq!(other_administrators(&db, &scope(harbor), second).await.unwrap(), 1);
    let mut tx = db.begin().await.unwrap();
    set_state(&mut tx, &scope(harbor), second, PersonState::Disabled, now()).await.unwrap();
    let grace = id_of(&db, "grace").await;
    assert_eq!(other_administrators(&mut *tx, &scope(harbor), grace).await.unwrap(), 0);
}

#[sqlx::test]
async fn an_account_name_never_changes(db: PgPool) {
    story(&db).await;
    let refused = sqlx::query("update person set account_name = 'grace.wu' where account_name = 'grace'").execute(&db).await.unwrap_err();
    assert!(refused.to_string().contains("account names never change"), "{refused}");
    sqlx::query("update person set account_name = account_name, display_name = 'Grace Wu' where account_name = 'grace'")
        .execute(&db)
        .await
        .unwrap();
}
