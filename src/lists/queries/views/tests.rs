use chrono::TimeDelta;
use serde_json::json;
use sqlx::PgPool;

use super::*;
use crate::lists::queries::{filter, keep_filter};
use crate::opportunities::queries::fixtures::{now, people, viewer};

const LIST: ListName = ListName::Opportunities;

fn maker(account: &str) -> (PersonId, Option<PartnerId>) {
    let viewer = viewer(account);
    (viewer.person_id, viewer.partner_id())
}

async fn saved(db: &PgPool, account: &str, name: &str, address: &str, filter: Option<Uuid>) -> ViewId {
    let conditions = Cleaned { address: address.into(), filter };
    let mut tx = db.begin().await.unwrap();
    let id = insert(&mut tx, maker(account), LIST, name, &conditions, now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn locked(db: &PgPool, account: &str, id: ViewId) -> Option<Record> {
    lock(&mut db.acquire().await.unwrap(), &viewer(account), id).await.unwrap()
}

async fn share(db: &PgPool, account: &str, id: ViewId, is_shared: bool) {
    let view = locked(db, account, id).await.unwrap();
    set_shared(&mut db.acquire().await.unwrap(), &view, is_shared, now()).await.unwrap();
}

async fn open_with(db: &PgPool, account: &str, id: ViewId) {
    let view = locked(db, account, id).await.unwrap();
    set_default(&mut db.acquire().await.unwrap(), &viewer(account), &view, now()).await.unwrap();
}

async fn seen(db: &PgPool, account: &str) -> Kept {
    kept(db, &viewer(account), LIST).await.unwrap()
}

async fn names(db: &PgPool, account: &str) -> Vec<String> {
    seen(db, account).await.views.into_iter().map(|view| view.name).collect()
}

#[sqlx::test]
async fn the_own_views_come_first_and_somebody_elses_are_not_there(db: PgPool) {
    people(&db).await;
    let late = saved(&db, "mei", "Late", "overdue=yes", None).await;
    saved(&db, "mei", "Almost won", "stage=negotiation", None).await;
    let large = saved(&db, "grace", "Large ones", "sort=-expected_monthly_revenue", None).await;
    assert_eq!(names(&db, "mei").await, ["Late", "Almost won"]);
    assert_eq!(names(&db, "jun").await, [""; 0]);
    assert_eq!(locked(&db, "jun", late).await, None);
    assert_eq!(locked(&db, "grace", late).await, None, "not even for the administrator");
    assert_eq!(kept(&db, &viewer("mei"), ListName::Customers).await.unwrap(), Kept::default(), "on another list");

    share(&db, "grace", large, true).await;
    assert_eq!(names(&db, "mei").await, ["Late", "Almost won", "Large ones"]);
    let shared = seen(&db, "jun").await.views.remove(0);
    assert_eq!((shared.id, shared.owner.as_deref(), shared.is_shared, shared.version), (large, Some("Grace"), true, 2));
    assert_eq!(seen(&db, "grace").await.views[0].owner, None);
    for elsewhere in ["petra", "dara", "rita"] {
        assert_eq!(names(&db, elsewhere).await, [""; 0], "{elsewhere}");
        assert_eq!(locked(&db, elsewhere, large).await, None, "{elsewhere}");
    }
}

#[sqlx::test]
async fn one_default_a_person_which_ends_with_the_view_and_with_its_being_shared(db: PgPool) {
    people(&db).await;
    let (one, two) = (saved(&db, "mei", "One", "stage=won", None).await, saved(&db, "mei", "Two", "stage=lost", None).await);
    let large = saved(&db, "grace", "Large ones", "sort=-expected_monthly_revenue", None).await;
    share(&db, "grace", large, true).await;
    open_with(&db, "mei", one).await;
    open_with(&db, "mei", two).await;
    open_with(&db, "jun", large).await;
    open_with(&db, "grace", large).await;
    assert_eq!(seen(&db, "mei").await.default, Some(two));

    let mut tx = db.acquire().await.unwrap();
    let view = lock(&mut tx, &viewer("mei"), one).await.unwrap().unwrap();
    drop_default(&mut tx, &viewer("mei"), &view, now()).await.unwrap();
    assert_eq!(seen(&db, "mei").await.default, Some(two), "the other one stays");
    let view = lock(&mut tx, &viewer("mei"), two).await.unwrap().unwrap();
    delete(&mut tx, &view).await.unwrap();
    assert_eq!(seen(&db, "mei").await.default, None);

    share(&db, "grace", large, false).await;
    assert_eq!(seen(&db, "jun").await, Kept::default());
    assert_eq!(seen(&db, "grace").await.default, Some(large));
}

#[sqlx::test]
async fn the_default_does_not_touch_columns_and_page_size(db: PgPool) {
    people(&db).await;
    let late = saved(&db, "mei", "Late", "overdue=yes", None).await;
    crate::lists::queries::set_page_size(&db, &viewer("mei"), LIST, 50, now()).await.unwrap();
    open_with(&db, "mei", late).await;
    crate::lists::queries::set_columns(&db, &viewer("mei"), LIST, Some(&["name".to_owned()]), now()).await.unwrap();
    let kept = seen(&db, "mei").await;
    assert_eq!(kept.preference, Preference { columns: Some(vec!["name".into()]), page_size: Some(50) });
    assert_eq!(kept.default, Some(late));
}

#[sqlx::test]
async fn a_filter_that_a_view_uses_is_not_forgotten_and_goes_with_the_last_view(db: PgPool) {
    people(&db).await;
    let mei = viewer("mei");
    let id = keep_filter(&db, &mei, LIST, &json!({"customer": "Snowpeak"}), now()).await.unwrap();
    let (one, two) = (saved(&db, "mei", "One", "", Some(id)).await, saved(&db, "mei", "Two", "stage=won", Some(id)).await);
    let later = now() + TimeDelta::days(91);
    keep_filter(&db, &mei, LIST, &json!({"customer": "Quay"}), later).await.unwrap();
    let views = seen(&db, "mei").await.views;
    assert_eq!((views[0].filter, views[0].typed.clone()), (Some(id), Some(json!({"customer": "Snowpeak"}))));

    for (view, is_left) in [(one, true), (two, false)] {
        let mut tx = db.begin().await.unwrap();
        let view = lock(&mut tx, &mei, view).await.unwrap().unwrap();
        delete(&mut tx, &view).await.unwrap();
        forget_filter(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(filter(&db, &mei, LIST, id).await.unwrap().is_some(), is_left);
    }
}

#[sqlx::test]
async fn somebody_elses_filter_is_taken_by_nobody(db: PgPool) {
    people(&db).await;
    let (mei, jun) = (viewer("mei"), viewer("jun"));
    let id = keep_filter(&db, &mei, LIST, &json!({"customer": "Snowpeak"}), now()).await.unwrap();
    let mut tx = db.acquire().await.unwrap();
    assert!(!hold_filter(&mut tx, &jun, LIST, id, now()).await.unwrap());
    assert!(!hold_filter(&mut tx, &mei, ListName::Customers, id, now()).await.unwrap());
    let conditions = Cleaned { address: String::new(), filter: Some(id) };
    let refused = insert(&mut tx, maker("jun"), LIST, "Hers", &conditions, now()).await.unwrap_err();
    assert_eq!(crate::server::db::violated(&refused), Some("saved_view_filter"), "the database says so too");

    assert!(hold_filter(&mut tx, &mei, LIST, id, now()).await.unwrap());
    let hers = insert(&mut tx, maker("mei"), LIST, "Snowpeak", &conditions, now()).await.unwrap();
    let view = lock(&mut tx, &mei, hers).await.unwrap().unwrap();
    let refused = set_shared(&mut tx, &view, true, now()).await.unwrap_err();
    assert_eq!(crate::server::db::violated(&refused), Some("saved_view_shared_without_names"));
}

#[sqlx::test]
async fn a_filter_that_is_taken_into_use_counts_as_used_today(db: PgPool) {
    people(&db).await;
    let mei = viewer("mei");
    let id = keep_filter(&db, &mei, LIST, &json!({"customer": "Snowpeak"}), now()).await.unwrap();
    let later = now() + TimeDelta::days(91);
    assert!(hold_filter(&mut db.acquire().await.unwrap(), &mei, LIST, id, later).await.unwrap());
    keep_filter(&db, &mei, LIST, &json!({"customer": "Quay"}), later).await.unwrap();
    assert!(filter(&db, &mei, LIST, id).await.unwrap().is_some());
}

#[sqlx::test]
async fn a_name_is_one_persons_once_on_a_list_however_it_is_written(db: PgPool) {
    people(&db).await;
    saved(&db, "mei", "Late", "overdue=yes", None).await;
    saved(&db, "jun", "Late", "overdue=yes", None).await;
    let conditions = Cleaned { address: "stage=won".into(), filter: None };
    let again = insert(&mut db.acquire().await.unwrap(), maker("mei"), LIST, "LATE", &conditions, now()).await.unwrap_err();
    assert_eq!(crate::server::db::violated(&again), Some("saved_view_name"));
    let mut tx = db.acquire().await.unwrap();
    assert_eq!(count_own(&mut *tx, &viewer("mei"), LIST).await.unwrap(), 1);
    assert_eq!(count_shared(&mut *tx, &viewer("mei"), LIST).await.unwrap(), 0);
}
