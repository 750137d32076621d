//! What the vendor's staff do, through the whole router: an empty installation, its first operator, partner and customers.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::Duration;
use http_body_util::BodyExt as _;
use sqlx::PgPool;
use tower::ServiceExt as _;

use super::create_vendor_person;
use crate::app::router::router;
use crate::server::password::token_hash;
use crate::server::{AppState, Clock, Config, new_id};

struct House {
    app: Router,
    state: AppState,
}

impl House {
    /// An empty installation with viktor, whom `create-admin` made; he has chosen his password and is signed in.
    async fn open(db: PgPool) -> Self {
        let state = AppState::new(db, Config::for_tests(), Clock::at("2026-11-23T02:00:00Z".parse().unwrap()));
        create_vendor_person(&state.db, &state.passwords, "viktor", "Viktor Sand", state.clock.now()).await.unwrap();
        let house = Self { app: router(state.clone()), state };
        house.sign_in("viktor").await;
        house
    }

    async fn sign_in(&self, account: &str) {
        let now = self.state.clock.now();
        sqlx::query!("update person set must_change_password = false where account_name = $1", account)
            .execute(&self.state.db)
            .await
            .unwrap();
        sqlx::query!(
            "insert into session (id, token_hash, person_id, created_at, last_seen_at, expires_at)
             select $1, $2, id, $3::timestamptz, $3, $4 from person where account_name = $5",
            new_id(),
            token_hash(account),
            now,
            now + Duration::hours(12),
            account
        )
        .execute(&self.state.db)
        .await
        .unwrap();
    }

    async fn send(&self, who: &str, method: Method, address: &str, body: String) -> (StatusCode, String, String) {
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, format!("session={who}"))
            .body(Body::from(body))
            .unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned();
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, location, String::from_utf8_lossy(&body).into_owned())
    }

    async fn post(&self, who: &str, page: &str, action: &str, fields: &[(&str, &str)]) -> (StatusCode, String, String) {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields {
            body.append_pair(&format!("form[{name}]"), value);
        }
        let body = body.finish();
        self.send(who, Method::POST, &format!("{page}?do={action}"), body).await
    }

    /// Creates a solution provider whose administrator signs in at once.
    async fn partner(&self, name: &str, administrator: &str) -> String {
        let key = new_id().to_string();
        let fields = [
            ("key", key.as_str()),
            ("company_name", "Harbor Ltd"),
            ("name", name),
            ("kind", "solution_provider"),
            ("account_name", administrator),
            ("display_name", "Grace Wu"),
        ];
        let (status, _, body) = self.post("viktor", "/operations/partners/new", "operations.create_partner", &fields).await;
        assert!(status == StatusCode::OK && body.contains("class=\"secret\""), "{status}");
        let (status, location, _) = self.post("viktor", "/operations/partners/new", "operations.create_partner", &fields).await;
        assert!(status == StatusCode::SEE_OTHER && location.ends_with("?done=created-before"), "a repeated submit creates nothing");
        self.sign_in(administrator).await;
        sqlx::query_scalar!("select id from partner where name = $1", name).fetch_one(&self.state.db).await.unwrap().to_string()
    }

    async fn record(&self, partner: &str, fields: &[(&str, &str)]) -> (StatusCode, String, String) {
        let mut all = vec![("partner", partner), ("company_name", "Snowpeak Resorts"), ("industry", "travel")];
        all.extend(fields);
        self.post("viktor", "/operations/customers/new", "operations.record_customer", &all).await
    }
}

#[sqlx::test]
async fn an_operator_founds_a_partner_with_its_administrator_and_the_password_is_shown_once(db: PgPool) {
    let house = House::open(db).await;
    let id = house.partner("Harbor Cloud Partners", "grace").await;
    let (status, _, body) = house.send("viktor", Method::GET, &format!("/operations/partners/{id}"), String::new()).await;
    assert!(status == StatusCode::OK && body.contains("Grace Wu (grace)") && body.contains("Harbor Ltd"));
    let (status, ..) = house.send("grace", Method::GET, "/organisation/people", String::new()).await;
    assert_eq!(status, StatusCode::OK);
    let taken = [
        ("company_name", "Harbor Ltd"),
        ("name", "harbor cloud partners"),
        ("kind", "solution_provider"),
        ("account_name", "gwen"),
        ("display_name", "Gwen"),
    ];
    let (status, _, body) = house.post("viktor", "/operations/partners/new", "operations.create_partner", &taken).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("Another partner has this name"));
}

#[sqlx::test]
async fn nobody_of_a_partner_operates(db: PgPool) {
    let house = House::open(db).await;
    let id = house.partner("Harbor Cloud Partners", "grace").await;
    for page in ["/operations", "/operations/partners", "/operations/partners/new", "/operations/customers", "/operations/customers/new"] {
        let (status, _, body) = house.send("grace", Method::GET, page, String::new()).await;
        assert!(status == StatusCode::FORBIDDEN && body.contains("Operations belong to the vendor"), "{page}");
    }
    let state = [("id", id.as_str()), ("from", "unverified"), ("to", "verified")];
    for (action, fields) in
        [("operations.change_real_name_state", &state[..]), ("operations.create_partner", &[]), ("operations.record_customer", &[])]
    {
        let (status, ..) = house.post("grace", "/operations", action, fields).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{action}");
    }
}

#[sqlx::test]
async fn a_real_name_state_that_somebody_changed_meanwhile_is_told(db: PgPool) {
    let house = House::open(db).await;
    let id = house.partner("Harbor Cloud Partners", "grace").await;
    let page = format!("/operations/partners/{id}");
    let fields = [("id", id.as_str()), ("from", "unverified"), ("to", "in_review")];
    let (status, ..) = house.post("viktor", &page, "operations.change_real_name_state", &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let late = [("id", id.as_str()), ("from", "unverified"), ("to", "rejected")];
    let (status, _, body) = house.post("viktor", &page, "operations.change_real_name_state", &late).await;
    assert!(status == StatusCode::CONFLICT && body.contains("it is now: In review"));
}

#[sqlx::test]
async fn customers_are_recorded_as_associated_or_as_claimed_and_refusals_stand_beside_their_fields(db: PgPool) {
    let house = House::open(db).await;
    let harbor = house.partner("Harbor Cloud Partners", "grace").await;
    let association = [("kind", "association"), ("account_name", "snowpeak_it"), ("association_type", "referral")];
    let (status, location, _) = house.record(&harbor, &association).await;
    assert_eq!((status, location.as_str()), (StatusCode::SEE_OTHER, "/operations/customers?done=association"));
    let (status, _, body) = house.record(&harbor, &association).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("id=\"form-account-name-error\""));
    let (status, _, body) = house.record(&harbor, &[("kind", "claim"), ("mobile", "13800138000"), ("account_manager", "grace")]).await;
    assert!(
        status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("id=\"form-account-manager-error\""),
        "an administrator is no account manager"
    );
    let (status, _, body) = house.record(&new_id().to_string(), &association).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("id=\"form-partner-error\""));
    let (_, _, list) = house.send("viktor", Method::GET, "/operations/customers", String::new()).await;
    assert!(list.contains("S***s") && list.contains("C00000001") && !list.contains("Snowpeak") && !list.contains("snowpeak_it"));
}

#[sqlx::test]
async fn the_first_operator_is_told_what_is_wrong_with_the_account_name(db: PgPool) {
    let passwords = crate::server::password::Passwords::default();
    let now = Clock::default().now();
    assert!(create_vendor_person(&db, &passwords, "V", "Viktor", now).await.unwrap_err().to_string().contains("3 to 64"));
    create_vendor_person(&db, &passwords, "viktor", "Viktor", now).await.unwrap();
    assert!(create_vendor_person(&db, &passwords, "viktor", "Viktor", now).await.unwrap_err().to_string().contains("taken"));
}

#[sqlx::test]
async fn a_partners_contact_and_rights_are_kept_audited_and_not_overwritten_unseen(db: PgPool) {
    let house = House::open(db).await;
    let partner = house.partner("Harbor", "grace").await;
    let page = format!("/operations/partners/{partner}");
    let save = |version: &'static str, mobile: &'static str| {
        let fields = [
            ("id", partner.clone()),
            ("version", version.into()),
            ("contact_mobile", mobile.into()),
            ("referral_right", "true".into()),
            ("manager_name", "Olga Reed".into()),
        ];
        let (house, page) = (&house, page.clone());
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            house.post("viktor", &page, "operations.change_partner", &fields).await
        }
    };
    let (status, location, _) = save("1", "13800138000").await;
    assert_eq!((status, location.as_str()), (StatusCode::SEE_OTHER, format!("{page}?done=changed").as_str()));
    let (status, _, body) = save("1", "13900139000").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(body.contains("13800138000") && body.contains("13900139000"), "both values stand on the page");
    let (status, _, _) = save("2", "12").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = sqlx::query!(
        r#"select contact_mobile, referral_right, version,
                  (select after::text from audit_event where verb = 'partner.changed') as "audited!" from partner where id = $1::text::uuid"#,
        partner
    )
    .fetch_one(&house.state.db)
    .await
    .unwrap();
    assert_eq!((kept.contact_mobile.as_str(), kept.referral_right, kept.version), ("13800138000", true, 2));
    assert!(kept.audited.contains("138****8000") && !kept.audited.contains("13800138000"), "{}", kept.audited);
    let (_, _, account) = house.send("grace", Method::GET, "/account", String::new()).await;
    assert!(account.contains("Olga Reed"));
}
