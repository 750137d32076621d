//! Among whom an owner is chosen, in a fresh database.

use super::*;
use crate::auth::Reach;
use crate::opportunities::queries::fixtures::{people, viewer};
use crate::organisation::rules::fixtures::{HARBOR, id};

async fn offered(db: &PgPool, account: &str, reach: Reach, chosen: Option<PersonId>) -> (Vec<String>, bool) {
    let scope = Scope::of(&viewer(account), reach).unwrap();
    let managers = account_managers(db, &scope, chosen).await.unwrap();
    (managers.people.into_iter().map(|one| one.account).collect(), managers.are_more)
}

#[sqlx::test]
async fn the_active_account_managers_of_the_own_partner_are_offered_by_name(db: PgPool) {
    people(&db).await;
    assert_eq!(offered(&db, "grace", Reach::Partner, None).await, (["ana", "jun", "lin", "mei"].map(str::to_owned).to_vec(), false));
    sqlx::query("update person set state = 'disabled' where id = $1").bind(id("jun").0).execute(&db).await.unwrap();
    assert_eq!(offered(&db, "grace", Reach::Partner, Some(id("jun"))).await.0, ["ana", "lin", "mei"]);
    assert_eq!(offered(&db, "dara", Reach::PartnerAndResellers, None).await.0, ["kofi"], "a reseller's account manager owns none");
    assert!(offered(&db, "petra", Reach::Partner, Some(id("mei"))).await.0.is_empty());
    for (account, reach) in [("mei", Reach::Own), ("zhao", Reach::Team)] {
        assert!(offered(&db, account, reach, None).await.0.is_empty(), "{account}");
    }
}

#[sqlx::test]
async fn of_very_many_the_first_hundred_are_offered_and_the_one_who_is_chosen(db: PgPool) {
    people(&db).await;
    let sql = "with p as (insert into person (id, account_name, display_name, partner_id, password_hash, must_change_password, created_at, updated_at)
                   select gen_random_uuid(), 'more' || n, 'A' || n, $1, 'none', false, now(), now() from generate_series(1, 100) n returning id)
               insert into person_role (person_id, slot, role_id) select p.id, 1, role.id from p, role where preset = 'account_manager'";
    sqlx::query(sql).bind(HARBOR.0).execute(&db).await.unwrap();
    let (first, are_more) = offered(&db, "grace", Reach::Partner, None).await;
    assert!(are_more && first.len() == 100 && !first.contains(&"mei".to_owned()));
    let (with_mei, _) = offered(&db, "grace", Reach::Partner, Some(id("mei"))).await;
    assert_eq!((with_mei.len(), with_mei.last().map(String::as_str)), (100, Some("mei")));
}
