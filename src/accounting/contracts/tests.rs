//! Contracts through the whole product: previewed, issued once, downloaded as they were, voided; who signs; contracts on paper.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::house::{Answer, House};
use crate::server::new_id;

const NEW: &str = "/sales/accounting/contracts/online/new";
const LIST: &str = "/sales/accounting/contracts/online";
const ENTITIES: &str = "/operations/contracting-entities";
const AGREEMENTS: &str = "select count(*) from payment_agreement where code > 'PA20261123'";

async fn rows(house: &House, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(house.db()).await.unwrap()
}

/// What grace types, with some of it otherwise.
fn fields<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual =
        [("promised_on", "2026-10-15"), ("amount", "12,600.50"), ("bank", "Harbour Bank"), ("account", "6222 0000"), ("language", "en")];
    let kept = usual.into_iter().filter(|(name, _)| !other.iter().any(|(n, _)| n == name));
    kept.chain(other.iter().copied()).collect()
}

/// The value of a hidden input of the page.
fn hidden(page: &Answer, name: &str) -> String {
    let input = page.body.split("<input").find(|input| input.contains(&format!("name=\"{name}\""))).unwrap_or_default();
    let value = input.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    value.replace("&amp;", "&").replace("&quot;", "\"").replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">")
}

async fn preview(house: &House, other: &[(&str, &str)]) -> Answer {
    house.post("grace", NEW, "contracts.preview", &fields(other)).await
}

/// Previewed, then confirmed; where it leads.
async fn issued(house: &House, other: &[(&str, &str)]) -> String {
    let previewed = hidden(&preview(house, other).await, "form[previewed]");
    let all: Vec<(&str, &str)> = other.iter().copied().chain([("previewed", previewed.as_str())]).collect();
    let answer = house.post("grace", NEW, "contracts.request", &fields(&all)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().split('?').next().unwrap().to_owned()
}

/// Its contract code.
async fn code(house: &House, page: &str) -> String {
    let id: uuid::Uuid = page.rsplit('/').next().unwrap().parse().unwrap();
    sqlx::query_scalar("select code from payment_agreement where id = $1").bind(id).fetch_one(house.db()).await.unwrap()
}

/// Viktor adds a contracting entity.
async fn add(house: &House, code: &str, from: &str) -> Answer {
    house.post("viktor", ENTITIES, "contracts.add_entity", &[("code", code), ("name", "Next Vendor Ltd"), ("from", from)]).await
}

#[sqlx::test]
async fn an_agreement_is_previewed_then_issued_at_once_and_downloaded_as_it_was(db: PgPool) {
    let house = House::with_demo(db).await;
    let shown = preview(&house, &[]).await;
    for said in [
        "Contract preview",
        "Harbor Cloud Partners",
        "云厂商云计算有限公司",
        "¥12,600.50",
        "15 Oct 2026",
        "Harbour Bank",
        "Confirm and issue",
    ] {
        assert!(shown.shows(said), "{said}: {}", shown.body);
    }
    assert_eq!(rows(&house, AGREEMENTS).await, 0, "a preview issues nothing");
    for given in [&[][..], &[("previewed", "something else")]] {
        let refused = house.post("grace", NEW, "contracts.request", &fields(given)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.shows("preview once more") && refused.shows("Harbour Bank"), "what was typed stays: {}", refused.body);
    }
    let page = issued(&house, &[]).await;
    let code = code(&house, &page).await;
    let done = house.get("grace", &format!("{page}?done=requested")).await;
    assert!(done.shows(&format!("Its contract code is {code}.")) && done.shows("12,600.50"), "{}", done.body);
    assert!(house.get("grace", LIST).await.shows(&code));
    let file = house.get("grace", &format!("{page}/file")).await;
    assert_eq!(file.status, StatusCode::OK);
    for said in ["%PDF-", &code, "Harbor Cloud Partners", "云厂商云计算有限公司", "2026-10-15", "¥12,600.50"] {
        assert!(file.body.contains(said), "{said}: {}", file.body);
    }
    assert_eq!((house.audited("payment_agreement.requested").await, house.audited("payment_agreement.downloaded").await), (1, 1));
    // The company is renamed and another entity signs: the document stays as it was.
    sqlx::query("update company set name = 'Haven Cloud' where name = 'Harbor Cloud Partners'").execute(house.db()).await.unwrap();
    let again = house.get("grace", &format!("{page}/file")).await;
    assert_eq!(again.body, file.body);
    assert!(house.get("grace", &page).await.shows("Harbor Cloud Partners"));
}

#[sqlx::test]
async fn two_submits_of_one_form_at_once_issue_one_agreement(db: PgPool) {
    let house = House::with_demo(db).await;
    let previewed = hidden(&preview(&house, &[]).await, "form[previewed]");
    let key = new_id().to_string();
    let all = fields(&[("key", key.as_str()), ("previewed", previewed.as_str())]);
    let post = || house.post("grace", NEW, "contracts.request", &all);
    let (one, two) = tokio::join!(post(), post());
    assert_eq!(one.location(), two.location(), "{} {}", one.body, two.body);
    assert_eq!(rows(&house, AGREEMENTS).await, 1);
}

#[sqlx::test]
async fn what_is_wrong_is_said_beside_each_field_and_what_was_typed_stays(db: PgPool) {
    let house = House::with_demo(db).await;
    let refused = preview(&house, &[("promised_on", "2025-11-22"), ("amount", "0"), ("account", "6222#1")]).await;
    for field in ["promised_on", "amount", "account"] {
        assert!(refused.refuses(field), "{field}: {}", refused.body);
    }
    assert!(refused.shows("At the earliest") && refused.shows("6222#1"), "{}", refused.body);
}

#[sqlx::test]
async fn a_partner_whose_real_name_is_not_verified_is_told_why_and_where_to_go(db: PgPool) {
    let house = House::with_demo(db).await;
    let page = house.get("chan", NEW).await;
    assert!(page.shows("Yours is in review.") && page.shows("/organisation/company") && !page.shows("form[amount]"), "{}", page.body);
    let refused = house.post("chan", NEW, "contracts.preview", &fields(&[])).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
    // Neither is a document downloaded once the verification is gone.
    let page = issued(&house, &[]).await;
    sqlx::query("update partner set real_name_state = 'rejected' where name = 'Harbor Cloud Partners'").execute(house.db()).await.unwrap();
    let file = house.get("grace", &format!("{page}/file")).await;
    assert_eq!((file.status, file.location()), (StatusCode::SEE_OTHER, page.as_str()));
    let shown = house.get("grace", &page).await;
    assert!(shown.shows("was rejected") && !shown.shows(&format!("{page}/file")), "{}", shown.body);
}

#[sqlx::test]
async fn an_agreement_is_voided_once_with_a_reason_and_keeps_code_and_document(db: PgPool) {
    let house = House::with_demo(db).await;
    let page = issued(&house, &[]).await;
    let id = page.rsplit('/').next().unwrap();
    let void = async |reason: &str| house.post("grace", &page, "contracts.void", &[("id", id), ("reason", reason)]).await;
    assert!(void("").await.refuses("reason"));
    let (one, two) = tokio::join!(void("Wrong amount"), void("Wrong bank"));
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT], "{} {}", one.body, two.body);
    let shown = house.get("grace", &page).await;
    assert!(shown.shows("Void") && shown.shows("Wrong ") && shown.shows("Grace Wu"), "{}", shown.body);
    assert_eq!(house.get("grace", &format!("{page}/file")).await.status, StatusCode::OK);
    assert_eq!(house.audited("payment_agreement.voided").await, 1);
    let changed = sqlx::query("update payment_agreement set amount_charged = 1 where state = 'void'").execute(house.db()).await;
    assert!(changed.unwrap_err().to_string().contains("voided, never changed"));
}

#[sqlx::test]
async fn another_partner_finds_neither_the_agreement_nor_its_document_nor_voids_it(db: PgPool) {
    let house = House::with_demo(db).await;
    let page = issued(&house, &[]).await;
    let (id, code) = (page.rsplit('/').next().unwrap(), code(&house, &page).await);
    for account in ["petra", "dara"] {
        assert_eq!(house.get(account, &page).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.get(account, &format!("{page}/file")).await.status, StatusCode::NOT_FOUND);
        assert!(!house.get(account, LIST).await.shows(&code));
        let voided = house.post(account, &page, "contracts.void", &[("id", id), ("reason", "Not mine")]).await;
        assert_eq!(voided.status, StatusCode::NOT_FOUND);
    }
    for account in ["mei", "zhao", "tom", "viktor"] {
        assert_eq!(house.get(account, &format!("{page}/file")).await.status, StatusCode::NOT_FOUND, "{account}");
        assert_eq!(house.get(account, &page).await.status, StatusCode::FORBIDDEN, "{account}");
    }
}

#[sqlx::test]
async fn the_entity_in_force_signs_and_partners_are_told_of_the_next_one(db: PgPool) {
    let house = House::with_demo(db).await;
    let add = async |code: &str, from: &str| add(&house, code, from).await;
    assert!(add("cv-03", "2026-11-22").await.refuses("from"), "not in the past");
    assert!(add("cv-02", "2026-12-01").await.refuses("code"), "the code is another's");
    assert_eq!(add("cv-03", "2026-12-01").await.status, StatusCode::SEE_OTHER);
    let told = house.get("grace", NEW).await;
    assert!(told.shows("Next Vendor Ltd signs for the vendor") && told.shows("1 Dec 2026"), "{}", told.body);
    let before = issued(&house, &[]).await;
    let previewed = hidden(&preview(&house, &[]).await, "form[previewed]");
    // Midnight in Beijing, between preview and confirmation.
    house.pass(chrono::Duration::days(8)).await;
    let stale = house.post("grace", NEW, "contracts.request", &fields(&[("previewed", previewed.as_str())])).await;
    assert!(stale.shows("preview once more"), "{}", stale.body);
    let after = issued(&house, &[]).await;
    assert!(house.get("grace", &before).await.shows("云厂商云计算有限公司"));
    assert!(house.get("grace", &after).await.shows("Next Vendor Ltd"));
}

#[sqlx::test]
async fn of_two_entities_added_at_once_for_one_day_one_is_recorded(db: PgPool) {
    let house = House::with_demo(db).await;
    let (one, two) = tokio::join!(add(&house, "cv-03", "2026-12-01"), add(&house, "cv-04", "2026-12-01"));
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY], "{} {}", one.body, two.body);
}

#[sqlx::test]
async fn a_contract_on_paper_is_recorded_by_operations_and_found_by_its_partner_alone(db: PgPool) {
    let house = House::with_demo(db).await;
    let form = "/operations/paper-contracts/new";
    let paper = [
        ("partner", "harbor  cloud partners"),
        ("code", "HC-2026-0099"),
        ("title", "Support"),
        ("signed_on", "2026-11-01"),
        ("valid_from", "2026-11-01"),
    ];
    let recorded = house.post("viktor", form, "contracts.record_paper", &paper).await;
    assert_eq!(recorded.status, StatusCode::SEE_OTHER, "{}", recorded.body);
    let again = house.post("viktor", form, "contracts.record_paper", &paper).await;
    assert!(again.refuses("code"), "{}", again.body);
    let empty = house.post("viktor", form, "contracts.record_paper", &[("partner", " ")]).await;
    assert!(empty.refuses("partner") && !empty.shows("No partner is called so."), "{}", empty.body);
    let unknown = house.post("viktor", form, "contracts.record_paper", &[("partner", "Nobody")]).await;
    assert!(unknown.shows("No partner is called so."), "{}", unknown.body);
    for field in ["partner", "code", "title", "signed_on", "valid_from"] {
        assert!(unknown.refuses(field), "{field}: {}", unknown.body);
    }
    let list = "/sales/accounting/contracts/offline?code=0099";
    assert!(house.get("grace", list).await.shows("HC-2026-0099"));
    assert!(!house.get("petra", list).await.shows("HC-2026-0099"));
    let id: uuid::Uuid =
        sqlx::query_scalar("select id from paper_contract where code = 'HC-2026-0099'").fetch_one(house.db()).await.unwrap();
    let page = format!("/sales/accounting/contracts/offline/{id}");
    assert!(house.get("grace", &page).await.shows("Support"));
    assert_eq!(house.get("petra", &page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.post("grace", form, "contracts.record_paper", &paper).await.status, StatusCode::FORBIDDEN);
}
