//! Who is in the house.

use chrono::Duration;

use super::{Answer, House, NOBODY};
use crate::auth::model::RoleId;
use crate::auth::unscoped::viewer_of;
use crate::auth::{Permission, PersonId, Preset, Viewer};
use crate::customers::model::{AssociationId, ClaimId};
use crate::handover::queries::begin_supervision;
use crate::organisation::model::{Identity, NewPartner, NewRole, PartnerId, PartnerKind, RealNameState};
use crate::organisation::queries::{
    PersonToCreate, create_company_with_partner, create_person, create_role, create_staff, preset_role, set_roles,
};
use crate::server::new_id;
use crate::server::password::token_hash;

/// The password of those who have one: hashing takes time, so most have none.
pub(crate) const PASSWORD: &str = "harbour lights at noon";

impl House {
    /// An operator of the vendor, signed in.
    pub(crate) async fn staff(&self, account: &str) -> PersonId {
        let mut db = self.db().acquire().await.unwrap();
        let person = create_staff(&mut db, &identity(account), "none", false, self.now()).await.unwrap();
        self.enter(account).await;
        person
    }

    /// An operator of the vendor who signs in with [`PASSWORD`], and may have to change it first.
    pub(crate) async fn staff_with_password(&self, account: &str, must_change: bool) {
        let hash = self.state.passwords.hash(PASSWORD).await.unwrap();
        let mut db = self.db().acquire().await.unwrap();
        create_staff(&mut db, &identity(account), &hash, must_change, self.now()).await.unwrap();
    }

    /// A solution provider and its administrator, who is signed in.
    pub(crate) async fn found(&self, name: &str, administrator: &str) -> PartnerId {
        self.found_as(name, administrator, PartnerKind::SolutionProvider, None).await
    }

    /// A partner of any kind; a reseller has a distributor.
    pub(crate) async fn found_as(&self, name: &str, administrator: &str, kind: PartnerKind, distributor: Option<PartnerId>) -> PartnerId {
        let new = NewPartner {
            company_name: format!("{name} Ltd"),
            name: name.into(),
            kind,
            distributor,
            channel_only: false,
            real_name_state: RealNameState::Verified,
            administrator: identity(administrator),
        };
        let mut tx = self.db().begin().await.unwrap();
        let created = create_company_with_partner(&mut tx, &new, "none", false, self.now()).await.unwrap();
        // Without a contact a partner cannot claim (R25).
        let sql = "update partner set contact_mobile = '13800000000' where id = $1";
        sqlx::query(sql).bind(created.partner).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        self.enter(administrator).await;
        created.partner
    }

    /// A partner as most stories want it: Harbor with its administrator Grace and the account managers Mei and Jun. Viktor
    /// records its customers.
    pub(crate) async fn harbor(db: sqlx::PgPool) -> (Self, PartnerId) {
        let house = Self::open(db).await;
        house.staff("viktor").await;
        let harbor = house.found("Harbor", "grace").await;
        for account in ["mei", "jun"] {
            house.hire(harbor, account, Preset::AccountManager).await;
        }
        (house, harbor)
    }

    /// Sends the form that reports an opportunity; what is given goes beside or before what stands in every one.
    pub(crate) async fn report(&self, who: &str, customer: &str, fields: &[(&str, &str)]) -> Answer {
        let usual = [
            ("customer", customer),
            ("name", "Winter streaming"),
            ("industry", "travel"),
            ("kind", "expansion"),
            ("confidence", "70"),
            ("stage", "solution"),
            ("test_project", "no"),
            ("tender", "no"),
            ("expected_monthly_revenue", "12500"),
            ("expected_date", "2026-12-15"),
            ("service_period", "12"),
            ("products[0][name]", "CDN"),
            ("products[0][revenue]", "9000"),
        ];
        let is_given = |name: &str| fields.iter().any(|(given, _)| *given == name);
        let all: Vec<(&str, &str)> = usual.into_iter().filter(|(name, _)| !is_given(name)).chain(fields.iter().copied()).collect();
        self.post(who, "/sales/opportunities/new", "opportunities.report", &all).await
    }

    /// A person of a partner with one preset role, signed in.
    pub(crate) async fn hire(&self, partner: PartnerId, account: &str, preset: Preset) -> PersonId {
        let role = self.role(preset).await;
        let mut db = self.db().acquire().await.unwrap();
        let (identity, at) = (identity(account), self.now());
        let new = PersonToCreate {
            partner: Some(partner),
            identity: &identity,
            roles: &[role],
            password_hash: "none",
            must_change_password: false,
            at,
        };
        let person = create_person(&mut db, &new).await.unwrap();
        self.enter(account).await;
        person
    }

    /// Gives a person these roles instead of those of before.
    pub(crate) async fn give(&self, account: &str, roles: &[RoleId]) {
        let person = self.id(account).await;
        set_roles(&mut self.db().acquire().await.unwrap(), person, roles).await.unwrap();
        // Her token would change at the next page.
        sqlx::query("update session set rotate = false where person_id = $1").bind(person).execute(self.db()).await.unwrap();
    }

    /// A role that a partner made for itself.
    pub(crate) async fn custom_role(&self, partner: PartnerId, name: &str, permissions: &[Permission]) -> RoleId {
        let new = NewRole { name: name.into(), description: String::new(), permissions: permissions.to_vec() };
        let mut tx = self.db().begin().await.unwrap();
        let role = create_role(&mut tx, partner, &new, self.now()).await.unwrap();
        tx.commit().await.unwrap();
        role
    }

    /// The preset role.
    pub(crate) async fn role(&self, preset: Preset) -> RoleId {
        preset_role(&mut self.db().acquire().await.unwrap(), preset).await.unwrap()
    }

    /// Since a month ago, an account manager reports to a supervisor.
    pub(crate) async fn supervise(&self, supervisor: &str, account_manager: &str) {
        let (supervisor, account_manager) = (self.id(supervisor).await, self.id(account_manager).await);
        let mut db = self.db().acquire().await.unwrap();
        begin_supervision(&mut db, account_manager, supervisor, self.now() - Duration::days(30)).await.unwrap();
    }

    /// Viktor records a customer as associated with a partner and, unless empty, an account manager.
    pub(crate) async fn associate(&self, partner: PartnerId, owner: &str, name: &str) -> AssociationId {
        let account = name.to_lowercase().replace(' ', "_");
        let fields = [("kind", "association"), ("account_name", &account), ("association_type", "resale")];
        let recorded = self.record(partner, owner, name, &fields).await;
        assert!(recorded.location().ends_with("?done=association"), "{}: {}", recorded.status, recorded.body);
        AssociationId(self.last_audit("association.recorded").await.0)
    }

    /// Viktor records a prospect that a partner claims from now on.
    pub(crate) async fn claim(&self, partner: PartnerId, owner: &str, name: &str, mobile: &str) -> ClaimId {
        let recorded = self.record(partner, owner, name, &[("kind", "claim"), ("mobile", mobile)]).await;
        assert!(recorded.location().ends_with("?done=claim"), "{}: {}", recorded.status, recorded.body);
        ClaimId(self.last_audit("claim.recorded").await.0)
    }

    /// Viktor sends the form that records a customer.
    pub(crate) async fn record(&self, partner: PartnerId, owner: &str, name: &str, fields: &[(&str, &str)]) -> Answer {
        let partner = partner.to_string();
        let mut all = vec![("partner", partner.as_str()), ("account_manager", owner), ("company_name", name), ("industry", "travel")];
        all.extend(fields);
        self.post("viktor", "/operations/customers/new", "operations.record_customer", &all).await
    }

    /// Begins a session whose token is the account name. A password that is due stays due.
    pub(crate) async fn enter(&self, account: &str) {
        self.enter_with(account, account).await;
    }

    /// Who an account's session is, as a request of it says: whoever [`House::enter`]ed.
    pub(crate) async fn viewer(&self, account: &str) -> Viewer {
        viewer_of(self.db(), &token_hash(account), self.now(), &self.state.config).await.unwrap().unwrap().viewer
    }

    /// Begins a session with another token.
    pub(crate) async fn enter_with(&self, account: &str, token: &str) {
        sqlx::query(
            "insert into session (id, token_hash, person_id, created_at, last_seen_at, expires_at)
             select $1, $2, id, $3, $3, $3 + interval '12 hours' from person where account_name = $4",
        )
        .bind(new_id())
        .bind(token_hash(token))
        .bind(self.now())
        .bind(account)
        .execute(self.db())
        .await
        .unwrap();
    }

    /// Signs in as the sign-in page does, from a browser in which nobody is signed in.
    pub(crate) async fn sign_in(&self, account: &str, password: &str) -> Answer {
        self.call(NOBODY, "auth.sign_in", &[("account", account), ("password", password)]).await
    }

    pub(crate) async fn id(&self, account: &str) -> PersonId {
        sqlx::query_scalar("select id from person where account_name = $1").bind(account).fetch_one(self.db()).await.unwrap()
    }

    /// Everybody's account name.
    pub(crate) async fn accounts(&self) -> Vec<String> {
        sqlx::query_scalar("select account_name from person order by account_name").fetch_all(self.db()).await.unwrap()
    }
}

fn identity(account: &str) -> Identity {
    Identity { account_name: account.into(), display_name: account.to_uppercase(), email: None, mobile: None }
}
