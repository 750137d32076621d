//! A house with a few people, asked through the whole router.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use chrono::Duration;
use http_body_util::BodyExt as _;
use sqlx::PgPool;
use tower::ServiceExt as _;

use crate::app::router::router;
use crate::auth::model::RoleId;
use crate::auth::{PersonId, Preset};
use crate::handover::queries::begin_supervision;
use crate::organisation::model::{Identity, NewPartner, PartnerId, PartnerKind, RealNameState};
use crate::organisation::queries::{PersonToCreate, create_company_with_partner, create_person, preset_role};
use crate::server::password::token_hash;
use crate::server::{AppState, Clock, Config, new_id};

pub(super) struct House {
    pub(super) app: Router,
    pub(super) state: AppState,
}

pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    pub(super) fn secret(&self) -> Option<&str> {
        let (_, rest) = self.body.split_once("<dd translate=\"no\">")?;
        rest.split('<').next()
    }
}

impl House {
    /// Harbor with grace, its administrator, and zhao, who supervises mei; Lakeside with petra. All are signed in.
    pub(super) async fn open(db: PgPool) -> Self {
        let clock = Clock::at("2026-11-23T02:00:00Z".parse().unwrap());
        let state = AppState::new(db, Config::for_tests(), clock);
        let house = Self { app: router(state.clone()), state };
        let harbor = house.found("Harbor", "grace").await;
        house.found("Lakeside", "petra").await;
        let zhao = house.hire(harbor, "zhao", Preset::Supervisor).await;
        house.hire(harbor, "omar", Preset::Supervisor).await;
        let mei = house.hire(harbor, "mei", Preset::AccountManager).await;
        let mut db = house.state.db.acquire().await.unwrap();
        begin_supervision(&mut db, mei, zhao, house.state.clock.now() - Duration::days(30)).await.unwrap();
        house
    }

    pub(super) async fn found(&self, name: &str, administrator: &str) -> PartnerId {
        let new = NewPartner {
            company_name: format!("{name} Ltd"),
            name: name.into(),
            kind: PartnerKind::SolutionProvider,
            distributor: None,
            channel_only: false,
            real_name_state: RealNameState::Verified,
            administrator: identity(administrator),
        };
        let mut db = self.state.db.begin().await.unwrap();
        let created = create_company_with_partner(&mut db, &new, "hash", false, self.state.clock.now()).await.unwrap();
        db.commit().await.unwrap();
        self.sign_in(created.administrator, administrator).await;
        created.partner
    }

    pub(super) async fn hire(&self, partner: PartnerId, account: &str, preset: Preset) -> PersonId {
        let mut db = self.state.db.acquire().await.unwrap();
        let role = preset_role(&mut db, preset).await.unwrap();
        let (identity, at) = (identity(account), self.state.clock.now());
        let new = PersonToCreate {
            partner: Some(partner),
            identity: &identity,
            roles: &[role],
            password_hash: "hash",
            must_change_password: false,
            at,
        };
        let id = create_person(&mut db, &new).await.unwrap();
        self.sign_in(id, account).await;
        id
    }

    pub(super) async fn sign_in(&self, person: PersonId, account: &str) {
        let now = self.state.clock.now();
        sqlx::query!(
            "insert into session (id, token_hash, person_id, created_at, last_seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)",
            new_id(),
            token_hash(account),
            person.0,
            now,
            now + Duration::hours(12)
        )
        .execute(&self.state.db)
        .await
        .unwrap();
    }

    pub(super) async fn id(&self, account: &str) -> PersonId {
        sqlx::query_scalar!(r#"select id as "id: PersonId" from person where account_name = $1"#, account)
            .fetch_one(&self.state.db)
            .await
            .unwrap()
    }

    pub(super) async fn role(&self, preset: Preset) -> RoleId {
        preset_role(&mut self.state.db.acquire().await.unwrap(), preset).await.unwrap()
    }

    pub(super) async fn send(&self, who: &str, method: Method, address: &str, body: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, format!("session={who}"))
            .body(Body::from(body.to_owned()))
            .unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    pub(super) async fn get(&self, who: &str, address: &str) -> Answer {
        self.send(who, Method::GET, address, "").await
    }

    /// Posts a form to its page, as the browser does without script.
    pub(super) async fn post(&self, who: &str, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields {
            body.append_pair(name, value);
        }
        let body = body.finish();
        self.send(who, Method::POST, &format!("{page}?do={action}"), &body).await
    }

    /// Changes a person with these roles and supervisor.
    pub(super) async fn change(
        &self,
        who: &str,
        account: &str,
        version: &str,
        name: &str,
        roles: &[Preset],
        supervisor: Option<&str>,
    ) -> Answer {
        let id = self.id(account).await.to_string();
        let supervisor = match supervisor {
            Some(account) => self.id(account).await.to_string(),
            None => String::new(),
        };
        let key = new_id().to_string();
        let mut fields = vec![("form[key]", key.as_str()), ("form[id]", &id), ("form[version]", version), ("form[display_name]", name)];
        let mut ids = Vec::new();
        for preset in roles {
            ids.push(self.role(*preset).await.to_string());
        }
        fields.extend(ids.iter().map(|id| ("form[roles][]", id.as_str())));
        fields.push(("form[supervisor]", &supervisor));
        self.post(who, &format!("/organisation/people/{id}"), "organisation.change_person", &fields).await
    }

    /// Disables, enables or resets.
    pub(super) async fn act(&self, who: &str, account: &str, action: &str, version: &str, key: &str) -> Answer {
        let id = self.id(account).await.to_string();
        let fields = [("form[key]", key), ("form[id]", &id), ("form[version]", version)];
        self.post(who, &format!("/organisation/people/{id}"), action, &fields).await
    }
}

pub(super) fn identity(account: &str) -> Identity {
    Identity { account_name: account.into(), display_name: account.to_uppercase(), email: None, mobile: None }
}
