//! A house with people of the vendor, asked through the whole router.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use sqlx::PgPool;
use tower::ServiceExt as _;

use crate::app::router::router;
use crate::organisation::model::Identity;
use crate::organisation::queries::create_staff;
use crate::server::{AppState, Clock, Config};

pub(super) const PASSWORD: &str = "harbour lights at noon";

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
    pub(super) fn session(&self) -> Option<String> {
        let cookie = self.headers.get(header::SET_COOKIE)?.to_str().ok()?;
        cookie.strip_prefix("session=")?.split(';').next().filter(|token| !token.is_empty()).map(str::to_owned)
    }

    pub(super) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or("")
    }
}

impl House {
    pub(super) async fn open(db: PgPool) -> Self {
        let clock = Clock::at("2026-11-23T02:00:00Z".parse().unwrap());
        let state = AppState::new(db, Config::for_tests(), clock);
        Self { app: router(state.clone()), state }
    }

    pub(super) async fn hire(&self, account: &str, must_change: bool) {
        let hash = self.state.passwords.hash(PASSWORD).await.unwrap();
        let identity = Identity { account_name: account.into(), display_name: account.into(), email: None, mobile: None };
        let mut db = self.state.db.acquire().await.unwrap();
        create_staff(&mut db, &identity, &hash, must_change, self.state.clock.now()).await.unwrap();
    }

    pub(super) async fn send(&self, method: Method, address: &str, session: Option<&str>, body: &str) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(session) = session {
            request = request.header(header::COOKIE, format!("session={session}"));
        }
        let response = self.app.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    pub(super) async fn sign_in(&self, account: &str, password: &str) -> Answer {
        let body = format!("form[account]={account}&form[password]={}", password.replace(' ', "+"));
        self.send(Method::POST, "/api/auth.sign_in", None, &body).await
    }

    pub(super) async fn get(&self, address: &str, session: &str) -> Answer {
        self.send(Method::GET, address, Some(session), "").await
    }

    pub(super) async fn disable(&self, account: &str) {
        sqlx::query("update person set state = 'disabled' where account_name = $1").bind(account).execute(&self.state.db).await.unwrap();
    }
}
