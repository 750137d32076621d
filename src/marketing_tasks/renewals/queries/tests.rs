use chrono::Months;
use sqlx::PgPool;

use super::*;
use crate::auth::Reach;
use crate::customers::model::CustomerId;
use crate::marketing_tasks::renewals::model::RecordKind;
use crate::marketing_tasks::renewals::tests::{large, story};
use crate::opportunities::queries::fixtures::{now, viewer};
use crate::orders::model::OrderId;
use crate::values::date::beijing_date;

fn scope(account: &str, reach: Reach) -> Scope {
    Scope::of(&viewer(account), reach).unwrap()
}

#[sqlx::test]
async fn a_task_outside_of_the_scope_does_not_exist_for_any_query(db: PgPool) {
    let [of_mei, _, _, of_sam] = story(&db).await;
    let mine = lookup(&db, &scope("mei", Reach::Own), of_mei).await.unwrap().unwrap();
    assert_eq!((mine.customer.as_str(), mine.account_name.as_str(), mine.order_number.as_str()), ("S***k", "s***k", "CS-mei"));
    assert_eq!((mine.owner.as_deref(), mine.distributor.as_deref(), mine.resource()), (Some("Mei"), None, "web-1"));
    let until = beijing_date(now()).checked_add_months(Months::new(1)).unwrap();
    for (account, reach) in [
        ("jun", Reach::Own),
        ("omar", Reach::Team),
        ("petra", Reach::Partner),
        ("rita", Reach::Partner),
        ("dara", Reach::PartnerAndResellers),
    ] {
        let scope = scope(account, reach);
        assert_eq!(lookup(&db, &scope, of_mei).await.unwrap(), None, "{account}");
        assert_eq!(several(&db, &scope, &[of_mei]).await.unwrap(), [], "{account}");
        assert_eq!(expiring_of_customer(&db, &scope, mine.customer_id, until).await.unwrap(), [], "{account}");
        let mut tx = db.begin().await.unwrap();
        assert_eq!(lock(&mut tx, &scope, &[of_mei]).await.unwrap(), [], "{account}");
    }
    for (account, reach) in [("zhao", Reach::Team), ("grace", Reach::Partner)] {
        assert!(lookup(&db, &scope(account, reach), of_mei).await.unwrap().is_some(), "{account}");
    }
    for (account, reach) in [("rita", Reach::Partner), ("dara", Reach::PartnerAndResellers)] {
        let seen = lookup(&db, &scope(account, reach), of_sam).await.unwrap().unwrap();
        assert_eq!((seen.partner.as_str(), seen.distributor.as_deref()), ("Delta Resale", Some("Summit Distribution")), "{account}");
    }
    let records = records(&db, &mine).await.unwrap();
    assert_eq!(records.iter().map(|one| (one.kind, one.person.clone())).collect::<Vec<_>>(), [(RecordKind::Made, None)]);
}

#[sqlx::test]
async fn the_next_task_is_the_pending_one_that_expires_first_in_the_own_scope(db: PgPool) {
    let [of_mei, of_ana, ..] = story(&db).await;
    let of = async |account: &str, reach, without| next_pending(&db, &scope(account, reach), without).await.unwrap();
    assert_eq!(of("mei", Reach::Own, of_mei).await, None);
    assert_eq!(of("grace", Reach::Partner, of_mei).await, Some((of_ana, 1)));
    let order: OrderId = sqlx::query_scalar("select order_id from renewal_task where id = $1").bind(of_mei.0).fetch_one(&db).await.unwrap();
    for (name, days) in [("later", 40), ("sooner", 5)] {
        large(&db, order, name, days).await;
    }
    crate::marketing_tasks::renewals::due::run(&db, beijing_date(now()), now()).await.unwrap();
    let sooner: Uuid =
        sqlx::query_scalar("select t.id from renewal_task t join order_line l on l.id = t.order_line_id where l.line = 'sooner'")
            .fetch_one(&db)
            .await
            .unwrap();
    assert_eq!(of("mei", Reach::Own, of_mei).await, Some((RenewalTaskId(sooner), 2)));
}

#[sqlx::test]
async fn of_a_customer_only_open_tasks_until_the_day_are_found(db: PgPool) {
    let [of_mei, ..] = story(&db).await;
    let customer: CustomerId =
        sqlx::query_scalar("select customer_id from renewal_task where id = $1").bind(of_mei.0).fetch_one(&db).await.unwrap();
    let today = beijing_date(now());
    let of = async |days| {
        let until = today + chrono::TimeDelta::days(days);
        expiring_of_customer(&db, &scope("mei", Reach::Own), customer, until).await.unwrap().len()
    };
    assert_eq!((of(19).await, of(20).await), (0, 1));
    sqlx::query("update renewal_task set state = 'done', ended_because = 'renewed', ended_at = now()").execute(&db).await.unwrap();
    assert_eq!(of(20).await, 0);
}
