//! What an administrator does about people, through the whole router.

mod deleting;
mod handing_over;
mod previewing;
mod renaming;
mod viewing;

use axum::http::{StatusCode, header};
use sqlx::PgPool;

use crate::auth::Preset;
use crate::house::{Answer, House};
use crate::server::new_id;

/// Harbor with grace, its administrator, and zhao, who supervises mei; Lakeside with petra.
async fn harbor(db: PgPool) -> House {
    let house = House::open(db).await;
    let harbor = house.found("Harbor", "grace").await;
    house.found("Lakeside", "petra").await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    house.hire(harbor, "omar", Preset::Supervisor).await;
    house.hire(harbor, "mei", Preset::AccountManager).await;
    house.supervise("zhao", "mei").await;
    house
}

/// Changes a person with these roles and supervisor.
async fn change(house: &House, who: &str, account: &str, version: &str, name: &str, roles: &[Preset], supervisor: Option<&str>) -> Answer {
    let id = house.id(account).await.to_string();
    let supervisor = match supervisor {
        Some(account) => house.id(account).await.to_string(),
        None => String::new(),
    };
    let key = new_id().to_string();
    let mut fields = vec![("key", key.as_str()), ("id", &id), ("version", version), ("display_name", name)];
    let mut ids = Vec::new();
    for preset in roles {
        ids.push(house.role(*preset).await.to_string());
    }
    fields.extend(ids.iter().map(|id| ("roles[]", id.as_str())));
    fields.push(("supervisor", &supervisor));
    house.post(who, &format!("/organisation/people/{id}"), "organisation.change_person", &fields).await
}

/// Disables, enables or resets.
async fn act(house: &House, who: &str, account: &str, action: &str, version: &str, key: &str) -> Answer {
    let id = house.id(account).await.to_string();
    let fields = [("key", key), ("id", &id), ("version", version)];
    house.post(who, &format!("/organisation/people/{id}"), action, &fields).await
}

#[sqlx::test]
async fn a_created_persons_temporary_password_is_shown_once_and_works(db: PgPool) {
    let house = harbor(db).await;
    let (manager, key) = (house.role(Preset::AccountManager).await.to_string(), new_id().to_string());
    let fields = [("key", key.as_str()), ("account_name", "jun"), ("display_name", "Jun Park"), ("roles[]", &manager)];
    let created = house.post("grace", "/organisation/people/new", "organisation.create_person", &fields).await;
    assert_eq!(created.status, StatusCode::OK);
    let password = created.secret().expect("the password").to_owned();
    assert!(!created.body.contains("<form method=\"post\" action=\"?do=organisation.create_person\""), "the form is gone");

    let again = house.post("grace", "/organisation/people/new", "organisation.create_person", &fields).await;
    let page = format!("/organisation/people/{}?done=created-before", house.id("jun").await);
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, page.as_str()));
    assert!(house.get("grace", &page).await.body.contains("cannot be shown again"));

    let stored =
        sqlx::query_scalar!("select password_hash from person where account_name = 'jun'").fetch_one(&house.state.db).await.unwrap();
    let verdict = house.state.passwords.verify(&password, Some(&stored)).await.unwrap();
    assert_eq!(verdict, crate::server::password::Verdict::Right);
    let kept = sqlx::query_scalar!(r#"select after::text as "after!" from audit_event where verb = 'person.created'"#)
        .fetch_one(&house.state.db)
        .await;
    let kept = kept.unwrap();
    assert!(kept.contains("J***k") && !kept.contains("Jun Park") && !kept.contains(&password), "{kept}");
}

#[sqlx::test]
async fn a_new_person_may_have_an_address_and_then_a_forgotten_password_reaches_her(db: PgPool) {
    let house = harbor(db).await;
    let manager = house.role(Preset::AccountManager).await.to_string();
    let create = async |account: &str, email: &str| {
        let fields = [("account_name", account), ("display_name", "Jun Park"), ("email", email), ("roles[]", &manager)];
        house.post("grace", "/organisation/people/new", "organisation.create_person", &fields).await
    };
    assert!(house.get("grace", "/organisation/people/new").await.shows("name=\"form[email]\""));
    let refused = create("jun", "jun at harbor").await;
    assert!(refused.refuses("email") && refused.shows("value=\"jun at harbor\""));
    assert_eq!(create("jun", "Jun@Harbor.example").await.status, StatusCode::OK);
    assert_eq!(create("ana", "").await.status, StatusCode::OK, "nobody must have one");
    let kept: Vec<Option<String>> =
        sqlx::query_scalar("select email from person where account_name in ('ana', 'jun') order by account_name")
            .fetch_all(house.db())
            .await
            .unwrap();
    assert_eq!(kept, [None, Some("jun@harbor.example".to_owned())]);
    let audits: Vec<String> =
        sqlx::query_scalar("select after::text from audit_event where verb = 'person.created'").fetch_all(house.db()).await.unwrap();
    assert!(audits.iter().all(|after| !after.contains("jun@harbor.example")), "masked in the audit");
    let ask = serde_json::json!({ "account": "jun", "locale": "en" });
    crate::auth::forgotten::mail_reset_link(house.db().clone(), house.now(), ask).await.unwrap();
    let to: Vec<String> = sqlx::query_scalar("select to_address from mail").fetch_all(house.db()).await.unwrap();
    assert_eq!(to, ["jun@harbor.example"]);
}

#[sqlx::test]
async fn all_problems_of_a_new_person_stand_beside_their_fields_and_what_was_typed_stays(db: PgPool) {
    let house = harbor(db).await;
    let refused = house.post("grace", "/organisation/people/new", "organisation.create_person", &[("account_name", "Jun Park")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in ["Choose at least one role", "beginning with a letter", "Enter the person", "value=\"Jun Park\"", "id=\"form-roles-error\""]
    {
        assert!(refused.body.contains(told), "{told}");
    }
    let manager = house.role(Preset::AccountManager).await.to_string();
    let fields = [("account_name", "petra"), ("display_name", "Petra"), ("roles[]", manager.as_str())];
    let taken = house.post("grace", "/organisation/people/new", "organisation.create_person", &fields).await;
    assert!(taken.status == StatusCode::UNPROCESSABLE_ENTITY && taken.body.contains("This account name is taken"));
}

#[sqlx::test]
async fn a_lost_update_shows_both_values_and_saving_again_keeps_the_own(db: PgPool) {
    let house = harbor(db).await;
    let manager = [Preset::AccountManager];
    assert_eq!(change(&house, "grace", "mei", "1", "Mei Chen", &manager, Some("zhao")).await.status, StatusCode::SEE_OTHER);
    let late = change(&house, "grace", "mei", "1", "Mei Li", &manager, Some("omar")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for shown in ["value=\"Mei Li\"", "Mei Chen", "ZHAO", "name=\"form[version]\" value=\"2\""] {
        assert!(late.body.contains(shown), "{shown}");
    }
    assert_eq!(change(&house, "grace", "mei", "2", "Mei Li", &manager, Some("omar")).await.status, StatusCode::SEE_OTHER);
    assert!(house.get("grace", "/organisation/people").await.body.contains("OMAR"));
}

#[sqlx::test]
async fn roles_that_change_hold_at_the_next_request_and_rotate_the_session(db: PgPool) {
    let house = harbor(db).await;
    assert_eq!(house.get("mei", "/organisation/people").await.status, StatusCode::FORBIDDEN);
    assert_eq!(change(&house, "grace", "mei", "1", "Mei", &[Preset::SystemAdministrator], None).await.status, StatusCode::SEE_OTHER);
    let page = house.get("mei", "/organisation/people").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.headers.get(header::SET_COOKIE).is_some(), "a new token");
    assert!(
        sqlx::query_scalar!("select 1 from supervision where upper_inf(during)").fetch_optional(&house.state.db).await.unwrap().is_none()
    );
}

#[sqlx::test]
async fn a_disabled_persons_session_ends_at_the_next_request(db: PgPool) {
    let house = harbor(db).await;
    assert_eq!(house.get("mei", "/account").await.status, StatusCode::OK);
    assert_eq!(act(&house, "grace", "mei", "organisation.disable_person", "1", "").await.status, StatusCode::SEE_OTHER);
    assert!(house.get("mei", "/account").await.location().starts_with("/sign-in"));
    let twice = act(&house, "grace", "mei", "organisation.disable_person", "2", "").await;
    assert!(twice.status == StatusCode::CONFLICT && twice.body.contains("disabled already"));
    assert_eq!(act(&house, "grace", "mei", "organisation.enable_person", "2", "").await.status, StatusCode::SEE_OTHER);
    assert!(house.get("mei", "/account").await.location().starts_with("/sign-in"), "an ended session stays ended");
}

#[sqlx::test]
async fn a_reset_password_is_shown_once_and_ends_the_sessions(db: PgPool) {
    let house = harbor(db).await;
    let key = new_id().to_string();
    let reset = act(&house, "grace", "mei", "organisation.reset_password", "1", &key).await;
    assert!(reset.status == StatusCode::OK && reset.secret().is_some());
    assert!(house.get("mei", "/account").await.location().starts_with("/sign-in"));
    let again = act(&house, "grace", "mei", "organisation.reset_password", "1", &key).await;
    assert!(again.location().ends_with("?done=reset-before") && again.secret().is_none());
    let stale = act(&house, "grace", "mei", "organisation.reset_password", "1", "").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
}

#[sqlx::test]
async fn another_partners_person_is_not_found_and_nobody_else_manages_people(db: PgPool) {
    let house = harbor(db).await;
    for action in ["organisation.disable_person", "organisation.enable_person", "organisation.reset_password"] {
        assert_eq!(act(&house, "petra", "mei", action, "1", "").await.status, StatusCode::NOT_FOUND, "{action}");
        for who in ["mei", "zhao"] {
            assert_eq!(act(&house, who, "mei", action, "1", "").await.status, StatusCode::FORBIDDEN, "{action} by {who}");
        }
    }
    let change = change(&house, "petra", "mei", "1", "Mei", &[Preset::AccountManager], None).await;
    assert_eq!(change.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get("petra", &format!("/organisation/people/{}", house.id("mei").await)).await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test]
async fn the_administrator_keeps_the_own_role_and_a_supervisor_who_has_a_team_does_not_lose_it_by_accident(db: PgPool) {
    let house = harbor(db).await;
    assert_eq!(act(&house, "grace", "grace", "organisation.disable_person", "1", "").await.status, StatusCode::FORBIDDEN);
    let own = change(&house, "grace", "grace", "1", "Grace", &[Preset::Supervisor], None).await;
    assert!(own.status == StatusCode::UNPROCESSABLE_ENTITY && own.body.contains("primary administrator"));
    let team = change(&house, "grace", "zhao", "1", "Zhao", &[Preset::AccountManager], None).await;
    assert!(team.status == StatusCode::UNPROCESSABLE_ENTITY && team.body.contains("reporting to this person: 1"));
    assert_eq!(change(&house, "grace", "mei", "1", "Mei", &[Preset::AccountManager], Some("omar")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(change(&house, "grace", "zhao", "1", "Zhao", &[Preset::AccountManager], None).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test]
async fn a_partner_has_ten_custom_roles_and_an_eleventh_is_refused(db: PgPool) {
    let house = harbor(db).await;
    for number in 1..=11 {
        let name = format!("Role {number}");
        let fields = [("name", name.as_str()), ("permissions[]", "orders_view"), ("permissions[]", "exports_create")];
        let created = house.post("grace", "/organisation/roles/new", "organisation.create_role", &fields).await;
        let expected = if number <= 10 { StatusCode::SEE_OTHER } else { StatusCode::CONFLICT };
        assert_eq!(created.status, expected, "{name}");
    }
    assert!(house.get("grace", "/organisation/roles").await.body.contains("Role 10"));
    assert!(!house.get("petra", "/organisation/roles").await.body.contains("Role 10"));
}

#[sqlx::test]
async fn whoever_makes_calls_only_is_noted_shown_and_audited(db: PgPool) {
    let house = harbor(db).await;
    let (id, manager) = (house.id("mei").await.to_string(), house.role(Preset::AccountManager).await.to_string());
    let page = format!("/organisation/people/{id}");
    let fields = [("id", id.as_str()), ("version", "1"), ("display_name", "Mei"), ("roles[]", &manager)];
    let noted: Vec<(&str, &str)> = fields.iter().copied().chain([("telesales", "true")]).collect();
    assert_eq!(house.post("grace", &page, "organisation.change_person", &noted).await.status, StatusCode::SEE_OTHER);
    assert!(house.get("grace", &page).await.shows("Makes calls; leads are not dispatched to this person."));
    assert!(house.last_audit("person.changed").await.1.contains("\"telesales\": true"));
    let late = house.post("grace", &page, "organisation.change_person", &fields).await;
    assert!(late.status == StatusCode::CONFLICT && late.shows("Telesales only"), "{}", late.body);
    let again: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, if *name == "version" { "2" } else { value })).collect();
    assert_eq!(house.post("grace", &page, "organisation.change_person", &again).await.status, StatusCode::SEE_OTHER);
    assert!(house.last_audit("person.changed").await.1.contains("\"telesales\": false"));
}
