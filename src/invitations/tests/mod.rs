//! Invitations through the whole router, as the partner's people and the customer use them. A mail's link is read from the
//! table of mails: sending them is another's work.

mod answering;
mod concurrency;
mod links;
mod mailing;
mod offline;
mod visibility;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use chrono::{DateTime, Duration, Utc};
use http_body_util::BodyExt as _;
use sqlx::PgPool;
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::app::router::router;
use crate::customers::model::ClaimId;
use crate::opportunities::queries::fixtures;
use crate::organisation::rules::fixtures::id;
use crate::server::password::token_hash;
use crate::server::{AppState, Clock, Config, new_id};

/// Where the history is.
const HISTORY: &str = "/sales/customer-development/history";

/// An answer of the router.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or("")
    }
}

/// The cast in a fresh database; everybody is signed in.
struct House {
    app: Router,
    state: AppState,
}

impl House {
    async fn open(db: PgPool) -> Self {
        fixtures::people(&db).await;
        for (account, preset) in
            [("grace", "system_administrator"), ("petra", "system_administrator"), ("rita", "system_administrator"), ("zhao", "supervisor")]
        {
            sqlx::query("insert into person_role (person_id, slot, role_id) select $1, 1, id from role where preset = $2")
                .bind(id(account).0)
                .bind(preset)
                .execute(&db)
                .await
                .unwrap();
        }
        let state = AppState::new(db, Config::for_tests(), Clock::at(fixtures::now()));
        for account in ["mei", "jun", "zhao", "grace", "petra", "rita", "kofi"] {
            sqlx::query(
                "insert into session (id, token_hash, person_id, created_at, last_seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)",
            )
            .bind(new_id())
            .bind(token_hash(account))
            .bind(id(account).0)
            .bind(state.clock.now())
            // Some of these stories last for weeks.
            .bind(state.clock.now() + Duration::days(300))
            .execute(&state.db)
            .await
            .unwrap();
        }
        Self { app: router(state.clone()), state }
    }

    fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    /// Lets time pass; the sessions of the cast stay awake.
    async fn wait(&self, by: Duration) {
        self.state.clock.advance(by);
        sqlx::query("update session set last_seen_at = $1").bind(self.now()).execute(&self.state.db).await.unwrap();
    }

    async fn ask(&self, who: &str, method: Method, address: &str, body: String) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if who != "-" {
            request = request.header(header::COOKIE, format!("session={who}"));
        }
        let response = self.app.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    async fn get(&self, who: &str, address: &str) -> Answer {
        self.ask(who, Method::GET, address, String::new()).await
    }

    async fn post(&self, who: &str, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields {
            let (field, rest) = name.split_at(name.find('[').unwrap_or(name.len()));
            body.append_pair(&format!("form[{field}]{rest}"), value);
        }
        let address = format!("{page}{}do={action}", if page.contains('?') { '&' } else { '?' });
        self.ask(who, Method::POST, &address, body.finish()).await
    }

    /// A prospect that `owner` claimed just now, for fifteen days.
    async fn claim(&self, owner: &str, name: &str, mobile: &str, email: &str) -> ClaimId {
        let claim = fixtures::claim(&self.state.db, owner, name, self.now() + Duration::days(15)).await;
        sqlx::query("update claim set mobile = $2, mobile_key = $2, email = $3, email_key = nullif($3, ''), contact_name = 'Wang Lei' where id = $1")
            .bind(claim.0)
            .bind(mobile)
            .bind(email)
            .execute(&self.state.db)
            .await
            .unwrap();
        claim
    }

    /// The usual prospect.
    async fn ridgeway(&self, owner: &str) -> ClaimId {
        self.claim(owner, "Ridgeway Hospital", "13800131234", "post@ridgeway.example").await
    }

    async fn send(&self, who: &str, claim: ClaimId, key: &str) -> Answer {
        let page = format!("/sales/customer-development/invite?claims={claim}");
        let claim = claim.to_string();
        self.post(who, &page, "invitations.send", &[("key", key), ("claims", &claim), ("association_type", "resale"), ("locale", "en")])
            .await
    }

    /// Invites and returns the link of the mail.
    async fn invite(&self, who: &str, claim: ClaimId) -> String {
        let answer = self.send(who, claim, &new_id().to_string()).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sales/customer-development/history?done=sent"));
        self.link().await
    }

    /// The link of the mail that was queued last.
    async fn link(&self) -> String {
        let text = self.newest_mail().await;
        let at = text.find("/join/").expect("the mail has a link");
        text[at..].split_whitespace().next().unwrap().to_owned()
    }

    async fn newest_mail(&self) -> String {
        sqlx::query_scalar("select text_body from mail order by id desc limit 1").fetch_one(&self.state.db).await.unwrap()
    }

    /// The customer accepts at a mailed link with a new account.
    async fn register(&self, link: &str, account: &str, mobile: &str) -> Answer {
        let token = link.rsplit('/').next().unwrap();
        self.post(
            "-",
            link,
            "invitations.join",
            &[
                ("joining", "register"),
                ("token", token),
                ("company_name", "Ridgeway Hospital"),
                ("account_name", account),
                ("contact_name", "Wang Lei"),
                ("mobile", mobile),
                ("agreed", "true"),
            ],
        )
        .await
    }

    /// The customer accepts at a mailed link with an account that exists.
    async fn identify(&self, link: &str, account: &str) -> Answer {
        let token = link.rsplit('/').next().unwrap();
        let fields = [("joining", "identify"), ("token", token), ("account_name", account), ("agreed", "true")];
        self.post("-", link, "invitations.join", &fields).await
    }

    /// State and reason of the invitation that was made last.
    async fn newest(&self) -> (String, Option<String>) {
        sqlx::query_as("select state, reason from invitation order by id desc limit 1").fetch_one(&self.state.db).await.unwrap()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.state.db).await.unwrap()
    }

    async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.state.db).await.unwrap();
    }

    /// A customer on record without an association.
    async fn customer(&self, account: &str, email: &str, mobile: &str) -> Uuid {
        let customer = new_id();
        sqlx::query(
            "insert into customer (id, number, account_name, name, industry, mobile, email, created_at, updated_at)
             values ($1, $1::text, $2, 'Ridgeway Hospital', 'health', $3, $4, $5, $5)",
        )
        .bind(customer)
        .bind(account)
        .bind(mobile)
        .bind(email)
        .bind(self.now())
        .execute(&self.state.db)
        .await
        .unwrap();
        customer
    }
}
