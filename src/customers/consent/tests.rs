use chrono::TimeDelta;

use super::*;
use crate::auth::{Reach, Scope};
use crate::customers::association::tests::{asking, form, snowpeak, token};
use crate::customers::model::{AssociationId, CustomerId, CustomerRef};
use crate::i18n::Locale;
use crate::opportunities::queries::fixtures::{now, opportunity, viewer};
use crate::organisation::rules::fixtures::id;

/// Grace has asked; the secret of the customer's link.
async fn asked(db: &PgPool, kind: &str) -> (AssociationId, CustomerId, String) {
    let (association, customer) = snowpeak(db).await;
    let grace = viewer("grace");
    asking(&grace, now()).request(db, &form(customer, kind)).await.unwrap();
    (association, customer, token(db).await)
}

async fn answer(db: &PgPool, token: &str, answer: &str, at: DateTime<Utc>) -> Result<(), AppError> {
    let form = DecideForm { token: token.into(), answer: answer.into(), read: "true".into() };
    decided(db, at, AssociationText(Locale::En), &form).await
}

async fn state(db: &PgPool) -> (RequestState, Option<String>, bool, String) {
    let sql =
        "select q.state, q.reason, a.ended_at is not null, a.kind from association_request q join association a on a.id = q.association_id";
    sqlx::query_as(sql).fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn once_the_customer_agrees_the_association_ends_and_the_opportunity_can_only_be_read(db: PgPool) {
    use crate::opportunities::model::CustomerStanding;
    use crate::opportunities::queries::detail;
    let (association, customer, token) = asked(&db, "disassociate").await;
    let archive = opportunity(&db, "mei", CustomerRef::Association(association), "Archive").await;
    answer(&db, &token, "accept", now() + TimeDelta::days(1)).await.unwrap();
    assert_eq!(state(&db).await, (RequestState::Accepted, None, true, "referral".to_owned()));
    let mei = Scope::of(&viewer("mei"), Reach::Own).unwrap();
    assert_eq!(crate::customers::queries::detail::lookup(&db, &mei, customer).await.unwrap(), None);
    let whole = detail::lookup(&db, &mei, Some(&mei), archive, now()).await.unwrap().unwrap();
    assert_eq!((whole.facts.customer_standing, whole.customer_id, whole.customer_key), (CustomerStanding::Elsewhere, None, None));
    let told: Vec<(crate::auth::PersonId, serde_json::Value)> =
        sqlx::query_as("select person_id, facts from notification order by facts->'who' nulls first").fetch_all(&db).await.unwrap();
    let of_mei = json!({ "name": "S***s", "yes": true, "who": "Grace" });
    assert_eq!(told, [(id("grace"), json!({ "name": "S***s", "yes": true })), (id("mei"), of_mei)]);
    // Deciding again changes nothing.
    answer(&db, &token, "refuse", now() + TimeDelta::days(2)).await.unwrap();
    assert_eq!(state(&db).await.0, RequestState::Accepted);
}

#[sqlx::test]
async fn a_refusal_changes_nothing_and_the_partner_is_told(db: PgPool) {
    let (_, _, token) = asked(&db, "switch_type").await;
    answer(&db, &token, "refuse", now()).await.unwrap();
    assert_eq!(state(&db).await, (RequestState::Refused, None, false, "referral".to_owned()));
    let yes: serde_json::Value = sqlx::query_scalar("select facts->'yes' from notification").fetch_one(&db).await.unwrap();
    assert_eq!(yes, json!(false));
}

#[sqlx::test]
async fn a_switch_takes_effect_at_once_and_keeps_the_account_manager(db: PgPool) {
    let (_, _, token) = asked(&db, "switch_type").await;
    answer(&db, &token, "accept", now()).await.unwrap();
    assert_eq!(state(&db).await, (RequestState::Accepted, None, false, "resale".to_owned()));
    let owner: Option<crate::auth::PersonId> = sqlx::query_scalar("select owner_id from association").fetch_one(&db).await.unwrap();
    assert_eq!(owner, Some(id("mei")));
}

#[sqlx::test]
async fn the_switch_to_referral_takes_the_right_when_it_is_asked_for_and_again_at_consent(db: PgPool) {
    let (_, customer) = snowpeak(&db).await;
    sqlx::query("update association set kind = 'resale'").execute(&db).await.unwrap();
    let grace = viewer("grace");
    let refused = asking(&grace, now()).request(&db, &form(customer, "switch_type")).await;
    assert!(matches!(&refused, Err(AppError::Conflict(conflict)) if conflict.message.contains("right of referral")), "{refused:?}");
    let right = async |on: bool| {
        sqlx::query("update partner set referral_right = $1").bind(on).execute(&db).await.unwrap();
    };
    right(true).await;
    asking(&grace, now()).request(&db, &form(customer, "switch_type")).await.unwrap();
    let secret = token(&db).await;
    right(false).await;
    answer(&db, &secret, "accept", now()).await.unwrap();
    assert_eq!(state(&db).await, (RequestState::Failed, Some("no_referral_right".to_owned()), false, "resale".to_owned()));
}

#[sqlx::test]
async fn a_partner_with_the_right_is_switched_to_referral(db: PgPool) {
    let (_, customer) = snowpeak(&db).await;
    sqlx::query("update association set kind = 'resale'").execute(&db).await.unwrap();
    sqlx::query("update partner set referral_right = true").execute(&db).await.unwrap();
    asking(&viewer("grace"), now()).request(&db, &form(customer, "switch_type")).await.unwrap();
    answer(&db, &token(&db).await, "accept", now()).await.unwrap();
    assert_eq!(state(&db).await, (RequestState::Accepted, None, false, "referral".to_owned()));
}

#[sqlx::test]
async fn the_check_runs_again_at_consent_and_says_what_was_found(db: PgPool) {
    let (_, _, token) = asked(&db, "disassociate").await;
    sqlx::query("update customer set traits = '{pending_orders,debt,consumer}'").execute(&db).await.unwrap();
    answer(&db, &token, "accept", now()).await.unwrap();
    assert_eq!(state(&db).await, (RequestState::Failed, Some("pending_orders,debt".to_owned()), false, "referral".to_owned()));
    let told: Vec<(crate::auth::PersonId, serde_json::Value)> =
        sqlx::query_as("select person_id, facts from notification").fetch_all(&db).await.unwrap();
    let why = json!({ "en": "Orders that you are to pay, The customer is in debt", "zh": "有待您支付的订单、客户欠费" });
    assert_eq!(told, [(id("grace"), json!({ "name": "S***s", "why": why }))]);
}

#[sqlx::test]
async fn a_link_works_for_seven_days_to_the_second_and_is_none_of_a_wrong_secret(db: PgPool) {
    let (_, _, token) = asked(&db, "disassociate").await;
    assert_eq!(answer(&db, "no-such-secret", "accept", now()).await, Err(AppError::NotFound));
    assert!(matches!(answer(&db, &token, "perhaps", now()).await, Err(AppError::Invalid(_))));
    answer(&db, &token, "accept", now() + TimeDelta::days(7)).await.unwrap();
    assert_eq!(state(&db).await.0, RequestState::Pending, "too late: nothing is done");
    answer(&db, &token, "accept", now() + TimeDelta::days(7) - TimeDelta::seconds(1)).await.unwrap();
    assert_eq!(state(&db).await.0, RequestState::Accepted);
}

#[sqlx::test]
async fn requests_that_nobody_decided_on_are_closed_once(db: PgPool) {
    asked(&db, "disassociate").await;
    let due = now() + TimeDelta::days(7);
    assert_eq!(unscoped::expire_requests_due(&db, due - TimeDelta::seconds(1)).await.unwrap(), 0);
    assert_eq!(unscoped::expire_requests_due(&db, due).await.unwrap(), 1);
    assert_eq!(unscoped::expire_requests_due(&db, due).await.unwrap(), 0);
    assert_eq!(state(&db).await.0, RequestState::Expired);
    let told: Vec<(crate::auth::PersonId, serde_json::Value)> =
        sqlx::query_as("select person_id, facts from notification where kind = 'association_decided'").fetch_all(&db).await.unwrap();
    assert_eq!(told, [(id("grace"), json!({ "name": "S***s" }))]);
    let audited: i64 =
        sqlx::query_scalar("select count(*) from audit_event where verb = 'association.change_expired'").fetch_one(&db).await.unwrap();
    assert_eq!(audited, 1);
}

#[sqlx::test]
async fn of_two_decisions_at_once_one_holds(db: PgPool) {
    let (_, _, token) = asked(&db, "disassociate").await;
    let (one, other) = tokio::join!(answer(&db, &token, "accept", now()), answer(&db, &token, "refuse", now()));
    assert_eq!((one, other), (Ok(()), Ok(())));
    let (state, _, ended, _) = state(&db).await;
    assert_eq!(ended, state == RequestState::Accepted);
    let told: i64 = sqlx::query_scalar("select count(*) from notification").fetch_one(&db).await.unwrap();
    assert_eq!(told, if ended { 2 } else { 1 }, "the account manager too, once it has ended");
}

#[sqlx::test]
async fn once_it_has_ended_anyone_may_have_the_customer_again(db: PgPool) {
    let (_, customer, token) = asked(&db, "disassociate").await;
    answer(&db, &token, "accept", now()).await.unwrap();
    let sql = "insert into association (id, customer_id, kind, partner_id, customer_name, started_at) values ($1, $2, 'referral', $3, 'Snowpeak Resorts', $4)";
    let lakeside = crate::organisation::rules::fixtures::LAKESIDE.0;
    sqlx::query(sql).bind(uuid::Uuid::now_v7()).bind(customer.0).bind(lakeside).bind(now()).execute(&db).await.unwrap();
    let petra = Scope::of(&viewer("petra"), Reach::Partner).unwrap();
    assert!(crate::customers::queries::detail::lookup(&db, &petra, customer).await.unwrap().is_some());
}

mod page {
    use axum::body::Body;
    use axum::http::{Request, StatusCode, header};
    use http_body_util::BodyExt as _;
    use sqlx::PgPool;
    use tower::ServiceExt as _;

    use super::{asked, now, state};
    use crate::customers::model::RequestState;
    use crate::server::{AppState, Clock, Config};

    /// Answers as a browser without a session and without script gets them.
    async fn answer(db: &PgPool, address: &str, form: Option<&str>) -> (StatusCode, Option<String>, String) {
        let app = crate::app::router::router(AppState::new(db.clone(), Config::for_tests(), Clock::at(now())));
        let request = Request::builder()
            .method(if form.is_some() { "POST" } else { "GET" })
            .uri(address)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "text/html");
        let response = app.oneshot(request.body(Body::from(form.unwrap_or_default().to_owned())).unwrap()).await.unwrap();
        let status = response.status();
        let location = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, location, String::from_utf8_lossy(&body).into_owned())
    }

    #[sqlx::test]
    async fn the_customer_decides_without_a_session_and_without_script(db: PgPool) {
        let (_, _, token) = asked(&db, "disassociate").await;
        let address = format!("/consent/{token}");
        let (status, _, body) = answer(&db, &address, None).await;
        assert_eq!(status, StatusCode::OK);
        for words in ["Harbor Cloud Partners", "Snowpeak Resorts", "As we spoke about", "Accept", "Refuse"] {
            assert!(body.contains(words), "{words}");
        }
        assert!(!body.contains("<leptos-island"), "a page without an island loads no WASM");
        assert!(!body.contains("it@example.com") && !body.contains("13800131234"));
        let unread = format!("form[token]={token}&form[answer]=accept");
        let (status, _, body) = answer(&db, &format!("{address}?do=customers.decide"), Some(&unread)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body.contains("Tick that you have read what changes"), "{body}");
        assert_eq!(state(&db).await.0, RequestState::Pending, "one click ends nothing");
        let form = format!("form[token]={token}&form[answer]=accept&form[read]=true");
        let (status, location, _) = answer(&db, &format!("{address}?do=customers.decide"), Some(&form)).await;
        assert_eq!((status, location.as_deref()), (StatusCode::SEE_OTHER, Some(address.as_str())));
        assert_eq!(state(&db).await.0, RequestState::Accepted);
        let (status, _, body) = answer(&db, &address, None).await;
        assert!(status == StatusCode::OK && body.contains("You have agreed") && !body.contains("Refuse"));
    }

    #[sqlx::test]
    async fn the_customer_reads_the_page_in_the_other_language_by_one_button(db: PgPool) {
        let (_, _, token) = asked(&db, "disassociate").await;
        let address = format!("/consent/{token}");
        assert!(answer(&db, &address, None).await.2.contains(">中文<"));
        let (status, location, _) = answer(&db, &format!("{address}?do=auth.set_preferences"), Some("form[locale]=zh-CN")).await;
        assert_eq!((status, location.as_deref()), (StatusCode::SEE_OTHER, Some(address.as_str())));
        assert_eq!(state(&db).await.0, RequestState::Pending);
    }

    #[sqlx::test]
    async fn a_link_that_is_none_is_not_found_and_opens_nothing_else(db: PgPool) {
        asked(&db, "disassociate").await;
        assert_eq!(answer(&db, "/consent/no-such-secret", None).await.0, StatusCode::NOT_FOUND);
        for address in ["/consent", "/consent/", "/consent/a/b", "/consent/..%2fsales"] {
            let (status, location, _) = answer(&db, address, None).await;
            assert_ne!(status, StatusCode::OK, "{address} {location:?}");
        }
    }
}
