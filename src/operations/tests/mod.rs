//! What the vendor's staff do, through the whole router: an empty installation, its first operator, partner and customers.

mod administrators;
mod campaigns;
mod recording;

use axum::http::StatusCode;
use sqlx::PgPool;

use super::create_vendor_person;
use crate::house::{Answer, House};
use crate::server::{Clock, new_id};

/// An empty installation with viktor, whom `create-admin` made; he has chosen his password and is signed in.
async fn installed(db: PgPool) -> House {
    let house = House::open(db).await;
    create_vendor_person(house.db(), &house.state.passwords, "viktor", "Viktor Sand", house.now()).await.unwrap();
    let_in(&house, "viktor").await;
    house
}

/// Somebody who has chosen a password of the own.
async fn let_in(house: &House, account: &str) {
    sqlx::query("update person set must_change_password = false where account_name = $1").bind(account).execute(house.db()).await.unwrap();
    house.enter(account).await;
}

/// Creates a solution provider whose administrator signs in at once.
async fn partner(house: &House, name: &str, administrator: &str) -> String {
    let key = new_id().to_string();
    let fields = [
        ("key", key.as_str()),
        ("company_name", "Harbor Ltd"),
        ("name", name),
        ("kind", "solution_provider"),
        ("account_name", administrator),
        ("display_name", "Grace Wu"),
    ];
    let Answer { status, body, .. } = house.post("viktor", "/operations/partners/new", "operations.create_partner", &fields).await;
    assert!(status == StatusCode::OK && body.contains("class=\"secret\""), "{status}");
    let again = house.post("viktor", "/operations/partners/new", "operations.create_partner", &fields).await;
    assert!(
        again.status == StatusCode::SEE_OTHER && again.location().ends_with("?done=created-before"),
        "a repeated submit creates nothing"
    );
    let_in(house, administrator).await;
    sqlx::query_scalar!("select id from partner where name = $1", name).fetch_one(house.db()).await.unwrap().to_string()
}

async fn record(house: &House, partner: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("partner", partner), ("company_name", "Snowpeak Resorts"), ("industry", "travel")];
    all.extend(fields);
    house.post("viktor", "/operations/customers/new", "operations.record_customer", &all).await
}

#[sqlx::test]
async fn an_operator_founds_a_partner_with_its_administrator_and_the_password_is_shown_once(db: PgPool) {
    let house = installed(db).await;
    let id = partner(&house, "Harbor Cloud Partners", "grace").await;
    let Answer { status, body, .. } = house.get("viktor", &format!("/operations/partners/{id}")).await;
    assert!(status == StatusCode::OK && body.contains("Grace Wu (grace)") && body.contains("Harbor Ltd"));
    let Answer { status, .. } = house.get("grace", "/organisation/people").await;
    assert_eq!(status, StatusCode::OK);
    let taken = [
        ("company_name", "Harbor Ltd"),
        ("name", "harbor cloud partners"),
        ("kind", "solution_provider"),
        ("account_name", "gwen"),
        ("display_name", "Gwen"),
    ];
    let Answer { status, body, .. } = house.post("viktor", "/operations/partners/new", "operations.create_partner", &taken).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("Another partner has this name"));
}

#[sqlx::test]
async fn nobody_of_a_partner_operates(db: PgPool) {
    let house = installed(db).await;
    let id = partner(&house, "Harbor Cloud Partners", "grace").await;
    for page in [
        "/operations",
        "/operations/partners",
        "/operations/partners/new",
        "/operations/customers",
        "/operations/customers/new",
        "/operations/calendar",
        "/operations/terms",
        "/operations/imports",
        "/operations/campaigns",
        "/operations/campaigns/new",
    ] {
        let Answer { status, body, .. } = house.get("grace", page).await;
        assert!(status == StatusCode::FORBIDDEN && body.contains("Operations belong to the vendor"), "{page}");
    }
    let state = [("id", id.as_str()), ("from", "unverified"), ("to", "verified")];
    for (action, fields) in
        [("operations.change_real_name_state", &state[..]), ("operations.create_partner", &[]), ("operations.record_customer", &[])]
    {
        let Answer { status, .. } = house.post("grace", "/operations", action, fields).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{action}");
    }
}

#[sqlx::test]
async fn a_real_name_state_that_somebody_changed_meanwhile_is_told(db: PgPool) {
    let house = installed(db).await;
    let id = partner(&house, "Harbor Cloud Partners", "grace").await;
    let page = format!("/operations/partners/{id}");
    let fields = [("id", id.as_str()), ("from", "unverified"), ("to", "in_review")];
    let Answer { status, .. } = house.post("viktor", &page, "operations.change_real_name_state", &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let late = [("id", id.as_str()), ("from", "unverified"), ("to", "rejected")];
    let Answer { status, body, .. } = house.post("viktor", &page, "operations.change_real_name_state", &late).await;
    assert!(status == StatusCode::CONFLICT && body.contains("it is now: In review"));
}

#[sqlx::test]
async fn customers_are_recorded_as_associated_or_as_claimed_and_refusals_stand_beside_their_fields(db: PgPool) {
    let house = installed(db).await;
    let harbor = partner(&house, "Harbor Cloud Partners", "grace").await;
    let association = [("kind", "association"), ("account_name", "snowpeak_it"), ("association_type", "resale")];
    let recorded = record(&house, &harbor, &association).await;
    assert_eq!((recorded.status, recorded.location()), (StatusCode::SEE_OTHER, "/operations/customers?done=association"));
    let Answer { status, body, .. } = record(&house, &harbor, &association).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("id=\"form-account-name-error\""));
    let Answer { status, body, .. } =
        record(&house, &harbor, &[("kind", "claim"), ("mobile", "13800138000"), ("account_manager", "grace")]).await;
    assert!(
        status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("id=\"form-account-manager-error\""),
        "an administrator is no account manager"
    );
    let Answer { status, body, .. } = record(&house, &new_id().to_string(), &association).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("id=\"form-partner-error\""));
    let list = house.get("viktor", "/operations/customers").await.body;
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
    let house = installed(db).await;
    let partner = partner(&house, "Harbor", "grace").await;
    let page = format!("/operations/partners/{partner}");
    let save = |version: &'static str, mobile: &'static str| {
        let fields = [
            ("id", partner.clone()),
            ("version", version.into()),
            ("contact_mobile", mobile.into()),
            ("referral_right", "true".into()),
            ("marketing_programme", "true".into()),
            ("manager_name", "Olga Reed".into()),
        ];
        let (house, page) = (&house, page.clone());
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            house.post("viktor", &page, "operations.change_partner", &fields).await
        }
    };
    let saved = save("1", "13800138000").await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, format!("{page}?done=changed").as_str()));
    let late = save("1", "13900139000").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("13800138000") && late.shows("13900139000"), "both values stand on the page");
    assert!(save("2", "12").await.refuses("contact_mobile"));
    let kept = sqlx::query!(
        r#"select contact_mobile, referral_right and marketing_programme as "both!", version,
                  (select after::text from audit_event where verb = 'partner.changed') as "audited!" from partner where id = $1::text::uuid"#,
        partner
    )
    .fetch_one(house.db())
    .await
    .unwrap();
    assert_eq!((kept.contact_mobile.as_str(), kept.both, kept.version), ("13800138000", true, 2));
    assert!(kept.audited.contains("138****8000") && !kept.audited.contains("13800138000"), "{}", kept.audited);
    assert!(house.get("grace", "/account").await.shows("Olga Reed"));
}

#[sqlx::test]
async fn holidays_and_make_up_days_move_deadlines_and_a_removed_day_is_like_any_other(db: PgPool) {
    let house = installed(db).await;
    let page = "/operations/calendar";
    let add = async |day: &str, last: &str, kind: &str| {
        let fields = [("day", day), ("last", last), ("kind", kind), ("name", "Spring <Festival>")];
        house.post("viktor", page, "operations.add_calendar_days", &fields).await
    };
    let added = add("2027-02-08", "2027-02-12", "holiday").await;
    assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, "/operations/calendar?year=2027&done=added"));
    assert_eq!(add("2027-02-06", "", "make_up").await.status, StatusCode::SEE_OTHER);
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let after_friday = async || {
        let calendar = crate::server::working_days::load(house.db()).await.unwrap();
        crate::values::date::working_day_after(day("2027-02-05"), 2, &calendar)
    };
    assert_eq!(after_friday().await, day("2027-02-15"));
    let body = house.get("viktor", "/operations/calendar?year=2027").await.body;
    assert_eq!(body.matches("Spring &lt;Festival").count(), 6);
    let Answer { status, body, .. } = add("2027-02-12", "2027-02-13", "holiday").await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("12 Feb 2027 is in the calendar already"));
    let known = sqlx::query_scalar!(r#"select count(*) as "n!" from calendar_day"#).fetch_one(house.db()).await.unwrap();
    assert_eq!(known, 6, "all of the days, or none");

    let remove = async || house.post("viktor", page, "operations.remove_calendar_day", &[("day", "2027-02-08")]).await.status;
    assert_eq!((remove().await, remove().await), (StatusCode::SEE_OTHER, StatusCode::NOT_FOUND));
    assert_eq!(after_friday().await, day("2027-02-08"));
    let verbs = sqlx::query_scalar!("select verb from audit_event where entity = 'calendar_day'").fetch_all(house.db()).await.unwrap();
    assert_eq!(verbs.iter().filter(|verb| *verb == "calendar.day_added").count(), 6);
    assert_eq!(verbs.iter().filter(|verb| *verb == "calendar.day_removed").count(), 1);
}

#[sqlx::test]
async fn terms_change_within_the_bounds_of_the_database_and_not_over_somebody_elses_change(db: PgPool) {
    let house = installed(db).await;
    let save = async |version: &str, of: &dyn Fn(super::model::Term) -> i32| {
        let values: Vec<(&str, String)> = super::model::Term::ALL.iter().map(|term| (term.as_str(), of(*term).to_string())).collect();
        let mut fields = vec![("version", version)];
        fields.extend(values.iter().map(|(name, value)| (*name, value.as_str())));
        house.post("viktor", "/operations/terms", "operations.change_terms", &fields).await
    };
    let (least, most) = (|term: super::model::Term| term.bounds().0, |term: super::model::Term| term.bounds().1);
    assert_eq!(save("1", &least).await.status, StatusCode::SEE_OTHER);
    assert_eq!(save("2", &most).await.status, StatusCode::SEE_OTHER);
    let Answer { status, body, .. } = save("3", &|term| most(term) + 1).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && body.contains("Enter a whole number from 1 to 365"), "{status}");
    let Answer { status, body, .. } = save("2", &least).await;
    assert!(
        status == StatusCode::CONFLICT
            && body.contains("Somebody changed the terms meanwhile")
            && body.contains("form-reclaim-hours-theirs"),
        "{status}"
    );
    assert_eq!(crate::server::terms::load(house.db()).await.unwrap().claim_days, 365);
    for term in super::model::Term::ALL {
        // The page refuses exactly what the database would refuse.
        let (least, most) = term.bounds();
        for beyond in [least - 1, most + 1] {
            let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new("update terms set ");
            query.push(term.as_str()).push(" = ").push_bind(beyond);
            assert!(query.build().execute(house.db()).await.is_err(), "{term}: {beyond}");
        }
    }
    let audited =
        sqlx::query_scalar!(r#"select after ->> 'claim_days' as "days!" from audit_event where verb = 'terms.changed' order by at, id"#)
            .fetch_all(house.db())
            .await
            .unwrap();
    assert_eq!(audited, ["1", "365"]);
}

#[sqlx::test]
async fn the_overview_says_whether_background_work_goes_on(db: PgPool) {
    let house = installed(db).await;
    let page = house.get("viktor", "/operations").await;
    assert!(page.shows("No worker is running") && page.shows("Not yet"), "{}", page.body);
    let minutes = |minutes| house.now() - chrono::Duration::minutes(minutes);
    sqlx::query(
        "insert into worker_heartbeat (process_id, started_at, seen_at, alive_until, last_job_at, due_completed_at)
         values ($1, $2, $2, $3, $4, $5)",
    )
    .bind(new_id())
    .bind(minutes(60))
    .bind(minutes(-1))
    .bind(minutes(2))
    .bind(minutes(7))
    .execute(house.db())
    .await
    .unwrap();
    let page = house.get("viktor", "/operations").await;
    assert!(!page.shows("No worker is running"));
    for shown in ["<dt>Workers running</dt><dd>1</dd>", "2 minutes ago", "7 minutes ago", "<dt>Oldest job waiting</dt><dd>None</dd>"] {
        assert!(page.shows(shown), "{shown}: {}", page.body);
    }
}
