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
    for page in [
        "/operations",
        "/operations/partners",
        "/operations/partners/new",
        "/operations/customers",
        "/operations/customers/new",
        "/operations/calendar",
        "/operations/terms",
    ] {
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
async fn holidays_and_make_up_days_move_deadlines_and_a_removed_day_is_like_any_other(db: PgPool) {
    let house = House::open(db).await;
    let page = "/operations/calendar";
    let add = async |day: &str, last: &str, kind: &str| {
        let fields = [("day", day), ("last", last), ("kind", kind), ("name", "Spring <Festival>")];
        house.post("viktor", page, "operations.add_calendar_days", &fields).await
    };
    let (status, location, _) = add("2027-02-08", "2027-02-12", "holiday").await;
    assert_eq!((status, location.as_str()), (StatusCode::SEE_OTHER, "/operations/calendar?year=2027&done=added"));
    assert_eq!(add("2027-02-06", "", "make_up").await.0, StatusCode::SEE_OTHER);
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let after_friday = async || {
        let calendar = crate::server::working_days::load(&house.state.db).await.unwrap();
        crate::values::date::working_day_after(day("2027-02-05"), 2, &calendar)
    };
    assert_eq!(after_friday().await, day("2027-02-15"));
    let (_, _, body) = house.send("viktor", Method::GET, "/operations/calendar?year=2027", String::new()).await;
    assert_eq!(body.matches("Spring &lt;Festival").count(), 6);
    let (status, _, body) = add("2027-02-12", "2027-02-13", "holiday").await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("12 Feb 2027 is in the calendar already"));
    let known = sqlx::query_scalar!(r#"select count(*) as "n!" from calendar_day"#).fetch_one(&house.state.db).await.unwrap();
    assert_eq!(known, 6, "all of the days, or none");

    let remove = async || house.post("viktor", page, "operations.remove_calendar_day", &[("day", "2027-02-08")]).await.0;
    assert_eq!((remove().await, remove().await), (StatusCode::SEE_OTHER, StatusCode::NOT_FOUND));
    assert_eq!(after_friday().await, day("2027-02-08"));
    let verbs = sqlx::query_scalar!("select verb from audit_event where entity = 'calendar_day'").fetch_all(&house.state.db).await.unwrap();
    assert_eq!(verbs.iter().filter(|verb| *verb == "calendar.day_added").count(), 6);
    assert_eq!(verbs.iter().filter(|verb| *verb == "calendar.day_removed").count(), 1);
}

#[sqlx::test]
async fn terms_change_within_the_bounds_of_the_database_and_not_over_somebody_elses_change(db: PgPool) {
    let house = House::open(db).await;
    let save = async |version: &str, of: &dyn Fn(super::model::Term) -> i32| {
        let values: Vec<(&str, String)> = super::model::Term::ALL.iter().map(|term| (term.as_str(), of(*term).to_string())).collect();
        let mut fields = vec![("version", version)];
        fields.extend(values.iter().map(|(name, value)| (*name, value.as_str())));
        house.post("viktor", "/operations/terms", "operations.change_terms", &fields).await
    };
    let (least, most) = (|term: super::model::Term| i32::from(term.bounds().0), |term: super::model::Term| i32::from(term.bounds().1));
    assert_eq!(save("1", &least).await.0, StatusCode::SEE_OTHER);
    assert_eq!(save("2", &most).await.0, StatusCode::SEE_OTHER);
    let (status, _, body) = save("3", &|term| most(term) + 1).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("Enter a whole number from 1 to 365"), "{status}");
    let (status, _, body) = save("2", &least).await;
    assert!(
        status == StatusCode::CONFLICT
            && body.contains("Somebody changed the terms meanwhile")
            && body.contains("form-reclaim-hours-theirs"),
        "{status}"
    );
    assert_eq!(crate::server::terms::load(&house.state.db).await.unwrap().claim_days, 365);
    for term in super::model::Term::ALL {
        // The page refuses exactly what the database would refuse.
        let (least, most) = term.bounds();
        for beyond in [least - 1, most + 1] {
            let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new("update terms set ");
            query.push(term.as_str()).push(" = ").push_bind(beyond);
            assert!(query.build().execute(&house.state.db).await.is_err(), "{term}: {beyond}");
        }
    }
    let audited =
        sqlx::query_scalar!(r#"select after ->> 'claim_days' as "days!" from audit_event where verb = 'terms.changed' order by at, id"#)
            .fetch_all(&house.state.db)
            .await
            .unwrap();
    assert_eq!(audited, ["1", "365"]);
}
