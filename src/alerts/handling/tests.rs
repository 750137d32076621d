use uuid::Uuid;

use super::*;
use crate::alerts::queries::tests::story;
use crate::handover::queries as handover;
use crate::i18n::Locale;
use crate::opportunities::queries::fixtures::{now, viewer};
use crate::organisation::rules::fixtures::id;

fn form(alert: AlertId, result: &str, note: &str) -> HandleForm {
    HandleForm { key: Uuid::now_v7().to_string(), id: alert.to_string(), version: "1".into(), result: result.into(), note: note.into() }
}

async fn handled(db: &PgPool, account: &str, form: &HandleForm) -> Result<String, AppError> {
    save(db, &viewer(account), now(), AlertText(Locale::En), form).await
}

#[sqlx::test]
async fn the_account_manager_handles_it_and_nobody_else(db: PgPool) {
    let [of_mei, ..] = story(&db).await;
    for account in ["zhao", "omar", "grace", "lin"] {
        let answer = handled(&db, account, &form(of_mei, "lost", "")).await;
        assert!(matches!(&answer, Err(AppError::NotAllowed { rule }) if rule.contains("Mei")), "{account}: {answer:?}");
    }
    for account in ["jun", "petra", "dara"] {
        assert_eq!(handled(&db, account, &form(of_mei, "lost", "")).await, Err(AppError::NotFound), "{account}");
    }
    let once = form(of_mei, "not_lost", "They moved a test system");
    let location = handled(&db, "mei", &once).await.unwrap();
    assert_eq!(location, format!("/sales/alerts/{of_mei}?done=handled"));
    // The same submit again answers with the first result.
    assert_eq!(handled(&db, "mei", &once).await, Ok(location));
    assert!(matches!(handled(&db, "mei", &form(of_mei, "lost", "")).await, Err(AppError::Conflict(_))));
    let row: (String, String, String, i32, i64, i64) = sqlx::query_as(
        "select state, result, note, version, (select count(*) from customer_alert_record where alert_id = w.id),
                (select count(*) from audit_event where verb = 'alert.handled') from customer_alert w where id = $1",
    )
    .bind(of_mei.0)
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(row, ("handled".into(), "not_lost".into(), "They moved a test system".into(), 2, 1, 1));
}

#[sqlx::test]
async fn without_an_account_manager_the_primary_administrator_handles_it(db: PgPool) {
    let [_, _, orphan, _] = story(&db).await;
    let answer = handled(&db, "zhao", &form(orphan, "lost", "")).await;
    assert!(matches!(&answer, Err(AppError::NotAllowed { rule }) if rule.contains("Grace")), "{answer:?}");
    assert!(handled(&db, "grace", &form(orphan, "lost", "")).await.is_ok());
}

#[sqlx::test]
async fn once_the_customer_has_moved_the_new_account_manager_is_responsible(db: PgPool) {
    let [of_mei, ..] = story(&db).await;
    let association =
        sqlx::query_scalar("select association_id from customer_alert where id = $1").bind(of_mei.0).fetch_one(&db).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let how = handover::Assigning { by: None, at: now(), opportunities_too: false };
    handover::assign(&mut tx, &[association], id("jun"), &how).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(handled(&db, "mei", &form(of_mei, "lost", "")).await, Err(AppError::NotFound));
    assert!(handled(&db, "jun", &form(of_mei, "lost", "")).await.is_ok());
}

#[sqlx::test]
async fn what_is_missing_is_said_and_nothing_is_saved(db: PgPool) {
    let [of_mei, of_ana, ..] = story(&db).await;
    for (account, form, field) in [("mei", form(of_mei, "", ""), "form[result]"), ("ana", form(of_ana, "done", ""), "form[note]")] {
        let answer = handled(&db, account, &form).await;
        assert!(matches!(&answer, Err(AppError::Invalid(errors)) if errors.0[0].field == field), "{answer:?}");
    }
    let stale = HandleForm { version: "7".into(), ..form(of_mei, "lost", "") };
    assert!(matches!(handled(&db, "mei", &stale).await, Err(AppError::Conflict(_))));
    let count: i64 = sqlx::query_scalar("select count(*) from customer_alert where state = 'handled'").fetch_one(&db).await.unwrap();
    assert_eq!(count, 0);
}
