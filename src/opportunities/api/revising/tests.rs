use super::*;
use crate::auth::model::{Permission, Preset};
use crate::customers::model::CustomerRef;
use crate::i18n::Locale;
use crate::opportunities::model::ProductForm;
use crate::opportunities::queries::fixtures::{customer, now, of, opportunity, people, viewer};
use crate::organisation::rules::fixtures::HARBOR;

fn at(viewer: &Viewer) -> CommandContext<'_> {
    CommandContext { viewer, now: now(), t: OpportunityText(Locale::En) }
}

fn form(id: OpportunityId, version: i32, name: &str) -> BasicForm {
    BasicForm {
        key: uuid::Uuid::now_v7().to_string(),
        id: id.to_string(),
        version: version.to_string(),
        name: name.into(),
        industry: "travel".into(),
        kind: "expansion".into(),
        test_project: "no".into(),
        tender: "no".into(),
        ..BasicForm::default()
    }
}

async fn winter(db: &PgPool) -> OpportunityId {
    people(db).await;
    let snowpeak = CustomerRef::Association(customer(db, "mei", "Snowpeak").await);
    opportunity(db, "mei", snowpeak, "Winter").await
}

async fn audit(db: &PgPool) -> Vec<(String, Value, Value)> {
    sqlx::query_as("select verb, before, after from audit_event order by at, id").fetch_all(db).await.unwrap()
}

#[sqlx::test]
async fn of_two_saves_of_one_version_one_wins_and_the_other_sees_both_values(db: PgPool) {
    let id = winter(&db).await;
    let (mei, grace) = (viewer("mei"), viewer("grace"));
    let (one, other) = (form(id, 1, "Winter of Mei"), form(id, 1, "Winter of Grace"));
    let (first, second) = tokio::join!(save_basics(&db, at(&mei), &one), save_basics(&db, at(&grace), &other));
    let (won, lost, mine) = if first.is_ok() { ("Winter of Mei", second, &other) } else { ("Winter of Grace", first, &one) };
    let Err(AppError::Conflict(conflict)) = lost else { panic!("both were saved, or none: {lost:?}") };
    assert_eq!(conflict.version, Some(2));
    let theirs: Vec<_> = conflict.theirs.iter().map(|theirs| (theirs.field.as_str(), theirs.value.as_str())).collect();
    assert_eq!(theirs, [("form[name]", won)]);
    // Saving again with the version that stands overwrites knowingly.
    let again = BasicForm { key: uuid::Uuid::now_v7().to_string(), version: "2".into(), ..mine.clone() };
    assert!(save_basics(&db, at(&grace), &again).await.is_ok());
    assert_eq!(audit(&db).await.len(), 2);
}

#[sqlx::test]
async fn only_the_changed_fields_are_recorded_and_nothing_when_nothing_changed(db: PgPool) {
    let id = winter(&db).await;
    let mei = viewer("mei");
    save_basics(&db, at(&mei), &form(id, 1, "Winter")).await.unwrap();
    assert!(audit(&db).await.is_empty());
    let location = save_basics(&db, at(&mei), &form(id, 1, "Winter streaming")).await.unwrap();
    assert_eq!(location, format!("/sales/opportunities/{id}/edit?done=saved-basics"));
    let details = DetailsForm { id: id.to_string(), version: "2".into(), decision_maker: "张三丰".into(), ..DetailsForm::default() };
    save_details(&db, at(&mei), &details).await.unwrap();
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let expected = [
        ("opportunity.revised_basics".to_owned(), json(r#"{"name":"Winter"}"#), json(r#"{"name":"Winter streaming"}"#)),
        ("opportunity.revised_details".to_owned(), json(r#"{"decision_maker":""}"#), json(r#"{"decision_maker":"张***丰"}"#)),
    ];
    assert_eq!(audit(&db).await, expected);
}

#[sqlx::test]
async fn revenue_and_products_are_saved_together(db: PgPool) {
    let id = winter(&db).await;
    let mei = viewer("mei");
    let product = |name: &str, revenue: &str| ProductForm { name: name.into(), revenue: revenue.into() };
    let form = RevenueForm {
        id: id.to_string(),
        version: "1".into(),
        expected_monthly_revenue: "20000".into(),
        expected_date: "2026-12-31".into(),
        service_period: "24".into(),
        products: vec![product("CDN", "15000"), product("OBS", "5000")],
        ..RevenueForm::default()
    };
    save_revenue(&db, at(&mei), &form).await.unwrap();
    let names: Vec<String> = sqlx::query_scalar("select name from opportunity_product order by position").fetch_all(&db).await.unwrap();
    assert_eq!(names, ["CDN", "OBS"]);
    let (_, before, after) = audit(&db).await.remove(0);
    assert_eq!((&before["service_period"], &after["service_period"]), (&"12".into(), &"24".into()));
    assert_eq!((&after["products[1][name]"], before.get("products[1][name]")), (&"OBS".into(), None));
}

#[sqlx::test]
async fn a_closed_opportunity_is_not_revised(db: PgPool) {
    let id = winter(&db).await;
    sqlx::query("update opportunity set stage = 'won', closed_at = now() where id = $1").bind(id.0).execute(&db).await.unwrap();
    let outcome = save_basics(&db, at(&viewer("mei")), &form(id, 1, "X")).await;
    assert!(matches!(outcome, Err(AppError::Conflict(Conflict { version: None, .. }))), "{outcome:?}");
}

#[sqlx::test]
async fn who_may_revise(db: PgPool) {
    let id = winter(&db).await;
    let refused = [
        viewer("zhao"),
        of(HARBOR, "zhao", &[Preset::Supervisor], &[Permission::OpportunitiesChange]),
        viewer("lin"),
        viewer("tom"),
        viewer("rita"),
        viewer("viktor"),
        of(HARBOR, "tom", &[], &[Permission::OpportunitiesView]),
    ];
    for who in refused {
        let outcome = save_basics(&db, at(&who), &form(id, 1, "X")).await;
        assert!(matches!(outcome, Err(AppError::NotAllowed { .. })), "{} {outcome:?}", who.account_name);
    }
    for who in ["jun", "ana", "omar", "petra", "dara", "kofi"] {
        assert_eq!(save_basics(&db, at(&viewer(who)), &form(id, 1, "X")).await, Err(AppError::NotFound), "{who}");
    }
    let operator = of(HARBOR, "tom", &[], &[Permission::OpportunitiesChange]);
    assert!(save_basics(&db, at(&operator), &form(id, 1, "By the operator")).await.is_ok());
    assert!(save_basics(&db, at(&viewer("grace")), &form(id, 2, "By the administrator")).await.is_ok());
    let unreadable = BasicForm { id: "1".into(), ..form(id, 1, "X") };
    assert_eq!(save_basics(&db, at(&viewer("mei")), &unreadable).await, Err(AppError::NotFound));
}
