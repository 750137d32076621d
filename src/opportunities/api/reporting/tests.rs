use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::auth::Viewer;
use crate::auth::model::{Permission, Preset};
use crate::opportunities::model::ProductForm;
use crate::opportunities::queries::fixtures::{claim, customer, now, of, opportunity, people, viewer};
use crate::organisation::rules::fixtures::{DELTA, HARBOR};

fn form(customer: CustomerRef, name: &str) -> ReportForm {
    ReportForm {
        key: uuid::Uuid::now_v7().to_string(),
        customer: customer.to_string(),
        name: name.into(),
        industry: "travel".into(),
        kind: "expansion".into(),
        confidence: "70".into(),
        stage: "solution".into(),
        test_project: "yes".into(),
        tender: "no".into(),
        expected_monthly_revenue: "12,500.00".into(),
        expected_date: "2026-12-15".into(),
        service_period: "12".into(),
        products: vec![ProductForm { name: "CDN".into(), revenue: "9000".into() }, ProductForm::default()],
        ..ReportForm::default()
    }
}

fn at(viewer: &Viewer, now: DateTime<Utc>) -> CommandContext<'_> {
    CommandContext { viewer, now, t: OpportunityText(crate::i18n::Locale::En) }
}

async fn report_as(db: &PgPool, viewer: &Viewer, form: &ReportForm) -> Result<String, AppError> {
    submit(db, at(viewer, now()), form, None).await
}

/// Which fields were refused.
fn refused(outcome: Result<String, AppError>) -> Vec<String> {
    match outcome {
        Err(AppError::Invalid(errors)) => errors.0.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

async fn count(db: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn an_account_manager_reports_for_her_customer_and_owns_it(db: PgPool) {
    people(&db).await;
    let mei = viewer("mei");
    draft::keep(&db, &mei, &json!({ "name": "Winter" }), None, now()).await.unwrap();
    let snowpeak = CustomerRef::Association(customer(&db, "mei", "Snowpeak").await);
    let location = report_as(&db, &mei, &form(snowpeak, "Winter streaming")).await.unwrap();
    assert!(location.starts_with("/sales/opportunities/") && location.ends_with("?done=reported"));
    let owned = "select count(*) from opportunity where owner_id = reported_by and supervisor_id is not null and distributor_id is null";
    assert_eq!(count(&db, owned).await, 1);
    assert_eq!(count(&db, "select count(*) from opportunity_product").await, 1);
    assert_eq!(count(&db, "select count(*) from audit_event where verb = 'opportunity.reported'").await, 1);
    assert_eq!(count(&db, "select count(*) from opportunity_draft").await, 0);
}

#[sqlx::test]
async fn a_double_submit_reports_once_and_both_lead_to_the_same_place(db: PgPool) {
    people(&db).await;
    let mei = viewer("mei");
    let form = form(CustomerRef::Association(customer(&db, "mei", "Snowpeak").await), "Winter streaming");
    let (one, other, third) = tokio::join!(report_as(&db, &mei, &form), report_as(&db, &mei, &form), report_as(&db, &mei, &form));
    let first = one.unwrap();
    assert_eq!((other.unwrap(), third.unwrap()), (first.clone(), first.clone()));
    assert_eq!(report_as(&db, &mei, &form).await.unwrap(), first);
    assert_eq!(count(&db, "select count(*) from opportunity").await, 1);
    assert_eq!(count(&db, "select count(*) from audit_event").await, 1);
}

#[sqlx::test]
async fn a_key_that_was_used_for_something_else_is_refused_in_words(db: PgPool) {
    people(&db).await;
    let mei = viewer("mei");
    let first = form(CustomerRef::Association(customer(&db, "mei", "Snowpeak").await), "Winter streaming");
    report_as(&db, &mei, &first).await.unwrap();
    let changed = ReportForm { name: "Summer".into(), ..first };
    let Err(AppError::Conflict(conflict)) = report_as(&db, &mei, &changed).await else { panic!("not a conflict") };
    assert!(conflict.message.contains("already sent"));
}

#[sqlx::test]
async fn customers_of_others_and_lapsed_claims_cannot_be_chosen(db: PgPool) {
    people(&db).await;
    let tomorrow = now() + TimeDelta::days(1);
    let juns = CustomerRef::Association(customer(&db, "jun", "Harvest").await);
    let juns_claim = CustomerRef::Claim(claim(&db, "jun", "Gamma", tomorrow).await);
    let lapsed = CustomerRef::Claim(claim(&db, "mei", "Delta", now()).await);
    let nobodys = CustomerRef::Claim(crate::customers::model::ClaimId(uuid::Uuid::nil()));
    let lin = of(HARBOR, "lin", &[Preset::AccountManager], &[Permission::OpportunitiesView, Permission::OpportunitiesReport]);
    for who in [&viewer("mei"), &lin, &viewer("petra")] {
        for customer in [juns, juns_claim, lapsed, nobodys] {
            assert_eq!(refused(report_as(&db, who, &form(customer, "X")).await), ["form[customer]"], "{customer} {}", who.account_name);
        }
    }
    let own = CustomerRef::Claim(claim(&db, "mei", "Epsilon", tomorrow).await);
    assert!(report_as(&db, &viewer("mei"), &form(own, "Prospect")).await.is_ok());
}

#[sqlx::test]
async fn whose_customers_answer_does_not_tell_whether_they_exist(db: PgPool) {
    people(&db).await;
    let juns = CustomerRef::Association(customer(&db, "jun", "Harvest").await);
    let nobodys = CustomerRef::Association(crate::customers::model::AssociationId(uuid::Uuid::nil()));
    let mei = viewer("mei");
    assert_eq!(report_as(&db, &mei, &form(juns, "X")).await, report_as(&db, &mei, &form(nobodys, "X")).await);
}

#[sqlx::test]
async fn supervisors_resellers_operators_without_the_item_and_the_vendor_are_refused(db: PgPool) {
    people(&db).await;
    let snowpeak = CustomerRef::Association(customer(&db, "mei", "Snowpeak").await);
    let sam = of(DELTA, "sam", &[Preset::AccountManager], &[Permission::OpportunitiesReport]);
    let zhao = of(HARBOR, "zhao", &[Preset::Supervisor], &[Permission::OpportunitiesReport]);
    let reader = of(HARBOR, "tom", &[], &[Permission::OpportunitiesView]);
    for who in [viewer("zhao"), zhao, viewer("tom"), reader, viewer("rita"), sam, viewer("viktor")] {
        let outcome = report_as(&db, &who, &form(snowpeak, "X")).await;
        assert!(matches!(outcome, Err(AppError::NotAllowed { ref rule }) if !rule.is_empty()), "{} {outcome:?}", who.account_name);
    }
    assert_eq!(count(&db, "select count(*) from opportunity").await, 0);
    assert_eq!(count(&db, "select count(*) from submission").await, 0);
}

#[sqlx::test]
async fn an_administrator_chooses_the_owner(db: PgPool) {
    people(&db).await;
    let grace = viewer("grace");
    let snowpeak = CustomerRef::Association(customer(&db, "mei", "Snowpeak").await);
    let owner_of = |owner: &str, name: &str| ReportForm { owner: owner.into(), ..form(snowpeak, name) };
    report_as(&db, &grace, &owner_of(CUSTOMERS_OWN, "Alpha")).await.unwrap();
    report_as(&db, &grace, &owner_of("", "Omega")).await.unwrap();
    for owner in ["mei", "grace"] {
        let sql = "select count(*) from opportunity o join person p on p.id = o.owner_id where p.account_name = $1";
        assert_eq!(sqlx::query_scalar::<_, i64>(sql).bind(owner).fetch_one(&db).await.unwrap(), 1, "{owner}");
    }
    // Neither a supervisor nor somebody of another partner owns opportunities.
    for other in ["zhao", "kofi"] {
        let stranger = crate::organisation::rules::fixtures::id(other).to_string();
        assert_eq!(refused(report_as(&db, &grace, &owner_of(&stranger, "Third")).await), ["form[owner]"], "{other}");
    }
    let juns = crate::organisation::rules::fixtures::id("jun").to_string();
    assert_eq!(refused(report_as(&db, &viewer("mei"), &owner_of(&juns, "Third")).await), ["form[owner]"]);
}

#[sqlx::test]
async fn a_distributor_reports_for_its_resellers_associated_customers_only(db: PgPool) {
    people(&db).await;
    let clinic = CustomerRef::Association(customer(&db, "sam", "Clinic").await);
    let claimed = CustomerRef::Claim(claim(&db, "sam", "Gamma", now() + TimeDelta::days(1)).await);
    let dara = viewer("dara");
    let with_owner = |customer, name| ReportForm { owner: CUSTOMERS_OWN.into(), ..form(customer, name) };
    assert_eq!(refused(report_as(&db, &dara, &with_owner(claimed, "X")).await), ["form[customer]"]);
    assert_eq!(refused(report_as(&db, &viewer("kofi"), &form(clinic, "X")).await), ["form[customer]"]);
    report_as(&db, &dara, &with_owner(clinic, "Archive")).await.unwrap();
    let is_distributors = "select count(*) from opportunity o join partner p on p.id = o.partner_id join partner r on r.id = o.reseller_id
        where p.kind = 'distributor' and r.kind = 'reseller' and o.distributor_id = o.partner_id and o.owner_id = o.reported_by";
    assert_eq!(count(&db, is_distributors).await, 1);
}

#[sqlx::test]
async fn a_likely_duplicate_is_shown_once_and_never_blocks(db: PgPool) {
    people(&db).await;
    let snowpeak = CustomerRef::Association(customer(&db, "mei", "Snowpeak").await);
    let mei = viewer("mei");
    opportunity(&db, "mei", snowpeak, "Winter season streaming").await;
    let again = form(snowpeak, "Live streaming for winter season");
    assert_eq!(refused(report_as(&db, &mei, &again).await), ["form[acknowledged]"]);
    let acknowledged = ReportForm { acknowledged: "yes".into(), ..again };
    assert!(report_as(&db, &mei, &acknowledged).await.is_ok());
}

#[sqlx::test]
async fn a_colleagues_similar_opportunity_is_not_given_away(db: PgPool) {
    people(&db).await;
    let snowpeak = CustomerRef::Association(customer(&db, "mei", "Snowpeak").await);
    opportunity(&db, "jun", snowpeak, "Winter season streaming").await;
    let new = form(snowpeak, "Winter season streaming");
    let found = |who: Viewer| {
        let (db, customer) = (db.clone(), new.customer.clone());
        async move {
            super::super::choosing::alike(&db, &who, &customer, "Winter season streaming", OpportunityText(crate::i18n::Locale::En))
                .await
                .unwrap()
                .len()
        }
    };
    assert_eq!(found(viewer("mei")).await, 0);
    assert_eq!(found(viewer("grace")).await, 1);
    assert_eq!(found(viewer("petra")).await, 0);
    assert!(report_as(&db, &viewer("mei"), &new).await.is_ok());
}

#[sqlx::test]
async fn every_problem_is_told_at_once_and_nothing_is_stored(db: PgPool) {
    people(&db).await;
    let juns = CustomerRef::Association(customer(&db, "jun", "Harvest").await);
    let wrong = ReportForm { expected_monthly_revenue: "about 12k".into(), expected_date: "2026-11-01".into(), ..form(juns, "") };
    let fields = refused(report_as(&db, &viewer("mei"), &wrong).await);
    assert_eq!(fields, ["form[customer]", "form[name]", "form[expected_monthly_revenue]", "form[expected_date]"]);
    assert_eq!(count(&db, "select count(*) from submission").await, 0);
}
