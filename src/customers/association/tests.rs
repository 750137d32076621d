use chrono::TimeDelta;

use super::*;
use crate::customers::model::{AssociationId, RequestState};
use crate::i18n::Locale;
use crate::opportunities::queries::fixtures::{customer, now, people, viewer};

pub(crate) fn asking<'a>(viewer: &'a Viewer, at: DateTime<Utc>) -> Asking<'a> {
    Asking { viewer, now: at, t: AssociationText(Locale::En), origin: "https://partners.example.com" }
}

/// Mei's customer, and its id.
pub(crate) async fn snowpeak(db: &PgPool) -> (AssociationId, CustomerId) {
    people(db).await;
    let association = customer(db, "mei", "Snowpeak Resorts").await;
    let id = sqlx::query_scalar("select customer_id from association where id = $1").bind(association.0).fetch_one(db).await.unwrap();
    (association, id)
}

pub(crate) fn form(customer: CustomerId, kind: &str) -> RequestForm {
    RequestForm {
        key: Uuid::now_v7().to_string(),
        id: customer.to_string(),
        version: "1".into(),
        kind: kind.into(),
        understood: "true".into(),
        note: "As we spoke about".into(),
        code: String::new(),
    }
}

/// The secret of the link in the newest mail.
pub(crate) async fn token(db: &PgPool) -> String {
    let text: String =
        sqlx::query_scalar("select text_body from mail order by created_at desc, id desc limit 1").fetch_one(db).await.unwrap();
    let (_, rest) = text.split_once("https://partners.example.com/consent/").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

async fn states(db: &PgPool) -> Vec<RequestState> {
    sqlx::query_scalar("select state from association_request order by created_at").fetch_all(db).await.unwrap()
}

#[sqlx::test]
async fn a_request_goes_to_the_customer_by_mail_and_only_its_hash_is_kept(db: PgPool) {
    let (_, id) = snowpeak(&db).await;
    let grace = viewer("grace");
    let once = form(id, "disassociate");
    let location = asking(&grace, now()).request(&db, &once).await.unwrap();
    assert_eq!(location, format!("/sales/customers/{id}/association?done=sent"));
    // The same submit again answers with the first result: one mail.
    assert_eq!(asking(&grace, now()).request(&db, &once).await, Ok(location));
    let mails: Vec<(String, String)> = sqlx::query_as("select to_address, kind from mail").fetch_all(&db).await.unwrap();
    assert_eq!(mails, [("it@example.com".to_owned(), "association_request".to_owned())]);
    let (hash, expires_at): (Vec<u8>, DateTime<Utc>) =
        sqlx::query_as("select token_hash, expires_at from association_request").fetch_one(&db).await.unwrap();
    assert_eq!(hash, token_hash(&token(&db).await));
    assert_eq!(expires_at, now() + TimeDelta::days(7));
    let audited: i64 =
        sqlx::query_scalar("select count(*) from audit_event where verb = 'association.change_requested'").fetch_one(&db).await.unwrap();
    assert_eq!(audited, 1);
    let open: i64 = sqlx::query_scalar("select count(*) from association where ended_at is null").fetch_one(&db).await.unwrap();
    assert_eq!(open, 1, "nothing ends before the customer agrees");
}

#[sqlx::test]
async fn only_the_partners_administrator_asks(db: PgPool) {
    let (_, id) = snowpeak(&db).await;
    for account in ["mei", "zhao", "lin", "tom", "viktor"] {
        let answer = asking(&viewer(account), now()).request(&db, &form(id, "disassociate")).await;
        assert!(matches!(answer, Err(AppError::NotAllowed { .. })), "{account}: {answer:?}");
    }
    for account in ["jun", "omar", "petra", "dara"] {
        let answer = asking(&viewer(account), now()).request(&db, &form(id, "disassociate")).await;
        assert_eq!(answer, Err(AppError::NotFound), "{account}");
    }
    assert!(states(&db).await.is_empty());
}

#[sqlx::test]
async fn blockers_a_missing_tick_and_a_stale_version_hold_the_request_back(db: PgPool) {
    let (association, id) = snowpeak(&db).await;
    let grace = viewer("grace");
    let unticked = RequestForm { understood: String::new(), ..form(id, "disassociate") };
    assert!(matches!(asking(&grace, now()).request(&db, &unticked).await, Err(AppError::Invalid(_))));
    let stale = RequestForm { version: "7".into(), ..form(id, "disassociate") };
    assert!(matches!(asking(&grace, now()).request(&db, &stale).await, Err(AppError::Conflict(_))));
    sqlx::query("update customer set traits = '{debt,frozen}'").execute(&db).await.unwrap();
    let blocked = asking(&grace, now()).request(&db, &form(id, "switch_type")).await;
    assert!(matches!(&blocked, Err(AppError::Conflict(conflict)) if conflict.message.contains("account check")), "{blocked:?}");
    sqlx::query("update customer set traits = '{}', email = ''").execute(&db).await.unwrap();
    let silent = asking(&grace, now()).request(&db, &form(id, "disassociate")).await;
    assert!(matches!(&silent, Err(AppError::Conflict(conflict)) if conflict.message.contains("e-mail")), "{silent:?}");
    sqlx::query("update association set ended_at = $2 where id = $1").bind(association.0).bind(now()).execute(&db).await.unwrap();
    assert_eq!(asking(&grace, now()).request(&db, &form(id, "disassociate")).await, Err(AppError::NotFound));
    assert!(states(&db).await.is_empty());
}

#[sqlx::test]
async fn one_request_within_three_months_withdrawn_or_not(db: PgPool) {
    let (_, id) = snowpeak(&db).await;
    let grace = viewer("grace");
    asking(&grace, now()).request(&db, &form(id, "disassociate")).await.unwrap();
    let again = asking(&grace, now() + TimeDelta::days(1)).request(&db, &form(id, "disassociate")).await;
    assert!(matches!(&again, Err(AppError::Conflict(conflict)) if conflict.message.contains("not decided")), "{again:?}");
    let request: Uuid = sqlx::query_scalar("select id from association_request").fetch_one(&db).await.unwrap();
    let withdraw = |key: &str| WithdrawForm { key: key.into(), id: request.to_string() };
    assert_eq!(asking(&viewer("petra"), now()).withdraw(&db, &withdraw("")).await, Err(AppError::NotFound));
    assert!(matches!(asking(&viewer("mei"), now()).withdraw(&db, &withdraw("")).await, Err(AppError::NotAllowed { .. })));
    asking(&grace, now() + TimeDelta::days(1)).withdraw(&db, &withdraw("")).await.unwrap();
    assert_eq!(asking(&grace, now() + TimeDelta::days(1)).withdraw(&db, &withdraw("")).await, Err(AppError::NotFound));
    // 23 February, 16:00 in Beijing.
    let free: DateTime<Utc> = "2027-02-23T08:00:00Z".parse().unwrap();
    let early = asking(&grace, free - TimeDelta::seconds(1)).request(&db, &form(id, "disassociate")).await;
    assert!(matches!(&early, Err(AppError::Conflict(conflict)) if conflict.message.contains("2027")), "{early:?}");
    asking(&grace, free).request(&db, &form(id, "disassociate")).await.unwrap();
    assert_eq!(states(&db).await, [RequestState::Withdrawn, RequestState::Pending]);
    let records = association::requests(&db, grace.partner_id().unwrap(), None).await.unwrap();
    assert_eq!((records.len(), records[0].customer.as_str()), (2, "S***s"));
    assert!(association::requests(&db, viewer("petra").partner_id().unwrap(), None).await.unwrap().is_empty());
}

#[sqlx::test]
async fn a_request_that_expired_makes_room_for_the_next(db: PgPool) {
    let (_, id) = snowpeak(&db).await;
    let grace = viewer("grace");
    sqlx::query("update terms set association_request_months = 0").execute(&db).await.unwrap();
    asking(&grace, now()).request(&db, &form(id, "disassociate")).await.unwrap();
    asking(&grace, now() + TimeDelta::days(7)).request(&db, &form(id, "switch_type")).await.unwrap();
    assert_eq!(states(&db).await, [RequestState::Expired, RequestState::Pending]);
}

#[sqlx::test]
async fn the_account_manager_and_the_administrator_keep_tags(db: PgPool) {
    let (_, id) = snowpeak(&db).await;
    let tags = |version: &str, tags: &str| TagsForm { key: String::new(), id: id.to_string(), version: version.into(), tags: tags.into() };
    asking(&viewer("mei"), now()).tag(&db, &tags("1", "VIP, 华东")).await.unwrap();
    assert!(matches!(asking(&viewer("grace"), now()).tag(&db, &tags("1", "Late")).await, Err(AppError::Conflict(_))));
    asking(&viewer("grace"), now()).tag(&db, &tags("2", "VIP")).await.unwrap();
    for account in ["lin", "zhao"] {
        assert!(matches!(asking(&viewer(account), now()).tag(&db, &tags("3", "")).await, Err(AppError::NotAllowed { .. })), "{account}");
    }
    assert_eq!(asking(&viewer("jun"), now()).tag(&db, &tags("3", "")).await, Err(AppError::NotFound));
    let kept: Vec<String> = sqlx::query_scalar("select tags from association").fetch_one(&db).await.unwrap();
    assert_eq!(kept, ["VIP"]);
}
