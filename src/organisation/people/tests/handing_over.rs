//! Handing over, through the whole router.

mod background;

use axum::http::StatusCode;
use sqlx::PgPool;

use super::{act, change, harbor};
use crate::auth::{PersonId, Preset};
use crate::house::{Answer, House};
use crate::organisation::model::PartnerId;
use crate::server::new_id;

impl House {
    async fn partner_of(&self, account: &str) -> PartnerId {
        let sql = "select partner_id from person where account_name = $1";
        PartnerId(sqlx::query_scalar(sql).bind(account).fetch_one(&self.state.db).await.unwrap())
    }

    /// A customer of this account manager, and on it an open opportunity where wished.
    async fn customer_of(&self, owner: &str, name: &str, with_opportunity: bool) {
        let (customer, now, partner) = (new_id(), self.state.clock.now(), self.partner_of(owner).await);
        let owner = self.id(owner).await;
        let sql = "insert into customer (id, number, account_name, name, industry, created_at, updated_at) values ($1, $1::text, $2, $2, 'travel', $3, $3)";
        sqlx::query(sql).bind(customer).bind(name).bind(now).execute(&self.state.db).await.unwrap();
        let sql = "insert into association (id, customer_id, kind, partner_id, owner_id, customer_name, started_at) values ($1, $2, 'referral', $3, $4, $5, $6)";
        let query = sqlx::query(sql).bind(new_id()).bind(customer).bind(partner.0).bind(owner.0).bind(name).bind(now);
        query.execute(&self.state.db).await.unwrap();
        if with_opportunity {
            let sql = "insert into opportunity (id, partner_id, owner_id, customer_id, name, industry, kind, test_project, tender, expected_monthly_revenue,
                           expected_date, service_period, stage, confidence, reported_by, reported_at, updated_at)
                       values ($1, $2, $3, $4, $5, 'travel', 'expansion', false, false, 100, '2026-12-15', 12, 'lead_confirmed', 50, $3, $6, $6)";
            let query = sqlx::query(sql).bind(new_id()).bind(partner.0).bind(owner.0).bind(customer).bind(name).bind(now);
            query.execute(&self.state.db).await.unwrap();
        }
    }

    /// Disables with what the hand-over page asks for.
    async fn disable_with(&self, who: &str, account: &str, receiver: &str, team: &str) -> Answer {
        let id = self.id(account).await.to_string();
        let key = new_id().to_string();
        let fields = [("key", key.as_str()), ("id", &id), ("version", "1"), ("receiver", receiver), ("team", team)];
        self.post(who, &format!("/organisation/people/{id}/hand-over"), "organisation.disable_person", &fields).await
    }

    async fn association_owners(&self) -> Vec<Option<PersonId>> {
        sqlx::query_scalar(r"select owner_id from association order by customer_name").fetch_all(&self.state.db).await.unwrap()
    }

    async fn told_of_hand_over(&self, account: &str) -> Vec<serde_json::Value> {
        let sql = "select facts from notification where kind = 'handed_over' and person_id = $1";
        sqlx::query_scalar(sql).bind(self.id(account).await.0).fetch_all(&self.state.db).await.unwrap()
    }

    async fn supervisor_of(&self, account: &str) -> Option<PersonId> {
        let sql = "select supervisor_id from supervision where account_manager_id = $1 and upper_inf(during)";
        sqlx::query_scalar(sql).bind(self.id(account).await.0).fetch_optional(&self.state.db).await.unwrap()
    }
}

/// Changes a person who was not changed before, with what a role that is taken asks for.
async fn change_with(house: &House, who: &str, account: &str, name: &str, roles: &[Preset], further: &[(&str, &str)]) -> Answer {
    let id = house.id(account).await.to_string();
    let mut ids = Vec::new();
    for preset in roles {
        ids.push(house.role(*preset).await.to_string());
    }
    let mut fields = vec![("id", id.as_str()), ("version", "1"), ("display_name", name)];
    fields.extend(ids.iter().map(|id| ("roles[]", id.as_str())));
    fields.extend(further);
    house.post(who, &format!("/organisation/people/{id}"), "organisation.change_person", &fields).await
}

#[sqlx::test]
async fn nobody_is_disabled_who_is_responsible_for_something_that_nobody_receives(db: PgPool) {
    let house = harbor(db).await;
    house.customer_of("mei", "Snowpeak", true).await;
    let jun = house.hire(house.partner_of("mei").await, "jun", Preset::AccountManager).await.to_string();
    let page = house.get("grace", &format!("/organisation/people/{}/hand-over", house.id("mei").await)).await;
    for shown in ["Open opportunities", "Customers", "JUN (jun)", "Hand over and disable"] {
        assert!(page.body.contains(shown), "{shown}");
    }
    assert!(!page.body.contains("leave it to the partner"), "opportunities need an owner");

    let refused = house.disable_with("grace", "mei", "", "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("This person is responsible for customers: 1, open opportunities: 1. Choose who receives it"));
    let left = house.disable_with("grace", "mei", "partner", "").await;
    assert!(left.status == StatusCode::UNPROCESSABLE_ENTITY && left.body.contains("Open opportunities need an owner: 1"));
    let foreign = house.disable_with("grace", "mei", &house.id("petra").await.to_string(), "").await;
    assert!(foreign.status == StatusCode::UNPROCESSABLE_ENTITY && foreign.body.contains("another active account manager"));
    let one_click = act(&house, "grace", "mei", "organisation.disable_person", "1", "").await;
    assert_eq!(one_click.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(one_click.body.contains("Choose who receives it"), "said on the person's page too");
    assert_eq!(house.get("mei", "/account").await.status, StatusCode::OK, "nothing has happened");

    assert_eq!(house.disable_with("petra", "mei", &jun, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.disable_with("zhao", "mei", &jun, "").await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.disable_with("grace", "mei", &jun, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.association_owners().await, [Some(house.id("jun").await)]);
    assert!(house.get("mei", "/account").await.location().starts_with("/sign-in"));
}

#[sqlx::test]
async fn the_receiver_and_the_supervisor_are_told_and_the_audit_says_what_moved(db: PgPool) {
    let house = harbor(db).await;
    house.customer_of("mei", "Snowpeak", false).await;
    house.customer_of("mei", "Harvest", false).await;
    let jun = house.hire(house.partner_of("mei").await, "jun", Preset::AccountManager).await.to_string();
    assert_eq!(house.disable_with("grace", "mei", &jun, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.told_of_hand_over("jun").await, [serde_json::json!({ "who": "MEI", "count": 2 })]);
    assert_eq!(house.told_of_hand_over("zhao").await, [serde_json::json!({ "who": "MEI", "count": 2, "name": "JUN" })]);
    assert!(house.told_of_hand_over("mei").await.is_empty(), "she cannot sign in any more");
    let sql = "select after from audit_event where verb = 'person.handed_over'";
    let after: serde_json::Value = sqlx::query_scalar(sql).fetch_one(&house.state.db).await.unwrap();
    assert_eq!((&after["customers"], &after["receiver"]), (&serde_json::json!(2), &serde_json::json!(jun)));
}

#[sqlx::test]
async fn taking_the_account_managers_role_asks_for_the_same(db: PgPool) {
    let house = harbor(db).await;
    house.customer_of("mei", "Snowpeak", false).await;
    let refused = change(&house, "grace", "mei", "1", "Mei", &[Preset::Supervisor], None).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("This person is responsible for customers: 1") && refused.body.contains("name=\"form[receiver]\""));
    assert_eq!(house.association_owners().await, [Some(house.id("mei").await)]);
    let given = change_with(&house, "grace", "mei", "Mei", &[Preset::Supervisor], &[("receiver", "partner")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER);
    assert_eq!(house.association_owners().await, [None]);
    assert_eq!(house.told_of_hand_over("zhao").await, [serde_json::json!({ "who": "MEI", "count": 1, "name": "Harbor" })]);
    assert_eq!(house.told_of_hand_over("mei").await, [serde_json::json!({ "count": 1, "name": "Harbor" })], "she stays");
}

#[sqlx::test]
async fn a_supervisor_who_goes_leaves_the_team_to_another_one_or_without_one_but_only_where_that_is_said(db: PgPool) {
    let house = harbor(db).await;
    let refused = house.disable_with("grace", "zhao", "", "").await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("reporting to this person: 1"));
    assert!(refused.body.contains(&format!("/organisation/people/{}", house.id("mei").await)), "the team by name");
    let own = house.disable_with("grace", "zhao", "", &house.id("zhao").await.to_string()).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);

    let omar = house.id("omar").await.to_string();
    let taken = change_with(&house, "grace", "zhao", "Zhao", &[Preset::AccountManager], &[("team", &omar)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert_eq!(house.supervisor_of("mei").await, Some(house.id("omar").await));
    let told: Vec<String> = sqlx::query_scalar("select link from notification where kind = 'handed_over' and person_id = $1")
        .bind(house.id("omar").await.0)
        .fetch_all(&house.state.db)
        .await
        .unwrap();
    assert_eq!(told, ["/sales/assignments"]);
    assert_eq!(house.disable_with("grace", "omar", "", "none").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.supervisor_of("mei").await, None);
}

#[sqlx::test]
async fn a_customer_that_is_assigned_while_she_is_disabled_never_stays_with_her(db: PgPool) {
    let house = harbor(db).await;
    let partner = house.partner_of("mei").await;
    for round in 0..20 {
        let account = format!("am{round}");
        let id = house.hire(partner, &account, Preset::AccountManager).await;
        let record = async {
            let mut tx = house.state.db.begin().await.unwrap();
            let found = crate::operations::queries::lookup_account_manager(&mut *tx, partner, &account).await.unwrap();
            let Some(found) = found else { return };
            tokio::task::yield_now().await;
            let customer = new_id();
            let sql = "insert into customer (id, number, account_name, name, industry, created_at, updated_at) values ($1, $1::text, $2, $2, 'travel', $3, $3)";
            sqlx::query(sql).bind(customer).bind(&account).bind(house.state.clock.now()).execute(&mut *tx).await.unwrap();
            let sql = "insert into association (id, customer_id, kind, partner_id, owner_id, customer_name, started_at) values ($1, $2, 'referral', $3, $4, $5, $6)";
            let query = sqlx::query(sql).bind(new_id()).bind(customer).bind(partner.0).bind(found.0).bind(&account);
            query.bind(house.state.clock.now()).execute(&mut *tx).await.unwrap();
            tx.commit().await.unwrap();
        };
        let ((), disabled) = tokio::join!(record, house.disable_with("grace", &account, "", ""));
        let sql = "select count(*) from association where owner_id = $1";
        let kept: i64 = sqlx::query_scalar(sql).bind(id.0).fetch_one(&house.state.db).await.unwrap();
        // Either she was disabled first and received nothing, or the customer was there first and she was not disabled.
        assert_eq!((disabled.status == StatusCode::SEE_OTHER, kept), if kept == 0 { (true, 0) } else { (false, 1) }, "round {round}");
    }
}
