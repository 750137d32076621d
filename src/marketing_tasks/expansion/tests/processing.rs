//! Processing: one task, several at once, by whom and by whom not.

use axum::http::StatusCode;

use super::*;
use crate::handover::queries as handover;

#[sqlx::test]
async fn a_task_is_processed_with_a_note_and_the_next_one_is_offered(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    campaign(&house, &[("name", "Earlier"), ("with_open", "true"), ("deadline", "2026-12-01")]).await;
    let earlier = task_of(&house, customers.mei).await;
    let page = house.get("mei", &format!("{LIST}/{earlier}")).await;
    assert!(page.shows("Nobody has a second copy.") && page.shows("S***k") && !page.shows("Snowpeak"), "{}", page.body);
    let missing = process(&house, "mei", earlier, "1", "interested", " ").await;
    assert!(missing.refuses("note"), "{}", missing.body);
    assert!(missing.shows("value=\"interested\" checked"), "what was chosen stays: {}", missing.body);
    let not_said = process(&house, "mei", earlier, "1", "opportunity_created", "Sold.").await;
    assert!(not_said.refuses("result"), "only a real opportunity says it");
    let answer = process(&house, "mei", earlier, "1", "interested", "Wants an offer.").await;
    assert_eq!(answer.location(), format!("{LIST}/{earlier}?done=processed"));
    assert_eq!(stands(&house, earlier).await, ("in_progress".into(), 2, 1));
    let after = house.get("mei", answer.location()).await;
    assert!(after.shows("Processed.") && after.shows("Next of 1") && after.shows("Wants an offer."), "{}", after.body);
    assert_eq!(house.audited("expansion_task.processed").await, 1);
    // A lost update is refused, with what was typed.
    let stale = process(&house, "mei", earlier, "1", "contacted", "Once more").await;
    assert!(stale.status == StatusCode::CONFLICT && stale.shows("Once more"), "{}", stale.body);
    assert!(process(&house, "mei", earlier, "2", "not_interested", "They are served.").await.location().ends_with("?done=processed"));
    assert_eq!(stands(&house, earlier).await, ("done".into(), 3, 2));
    let over = process(&house, "mei", earlier, "3", "contacted", "x").await;
    assert!(over.status == StatusCode::CONFLICT && over.shows("somebody was faster"), "{}", over.body);
}

#[sqlx::test]
async fn the_page_of_a_customer_shows_its_open_tasks_and_leads_to_all_of_them(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    let task = task_of(&house, customers.mei).await;
    let sql = "select a.customer_id from association a where a.id = $1";
    let customer: uuid::Uuid = sqlx::query_scalar(sql).bind(customers.mei.0).fetch_one(house.db()).await.unwrap();
    let page = house.get("mei", &format!("/sales/customers/{customer}")).await;
    assert!(page.shows("Open: 1.") && page.shows(&format!("href=\"{LIST}/{task}\"")), "{}", page.body);
    let all = page.body.split_once(&format!("href=\"{LIST}?customer_number=")).unwrap().1.split('"').next().unwrap();
    let list = house.get("mei", &format!("{LIST}?customer_number={all}")).await;
    assert!(list.shows("Tasks of your own customers: 1.") && list.shows(&task.to_string()), "{}", list.body);
    process(&house, "mei", task, "1", "not_interested", "They are served.").await;
    let page = house.get("mei", &format!("/sales/customers/{customer}")).await;
    assert!(page.shows("None is open."), "{}", page.body);
    assert_eq!(house.get("jun", &format!("/sales/customers/{customer}")).await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test]
async fn the_same_form_twice_and_two_people_at_once_make_one_record(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    let task = task_of(&house, customers.mei).await;
    let (id, key) = (task.to_string(), new_id().to_string());
    let page = format!("{LIST}/{task}");
    let fields = [("key", key.as_str()), ("id", &id), ("version", "1"), ("result", "contacted"), ("note", "Called.")];
    let post = || house.post("mei", &page, "expansion.process", &fields);
    let (one, two) = tokio::join!(post(), post());
    assert_eq!((one.location(), two.location()), (one.location(), one.location()), "{} {}", one.body, two.body);
    assert_eq!(stands(&house, task).await, ("in_progress".into(), 2, 1));
    let (mei, grace) = tokio::join!(
        process(&house, "mei", task, "2", "interested", "Wants an offer."),
        process(&house, "grace", task, "2", "not_interested", "Does not.")
    );
    let mut statuses = [mei.status, grace.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT], "{} {}", mei.body, grace.body);
    assert_eq!(stands(&house, task).await.2, 2);
}

#[sqlx::test]
async fn colleagues_supervisors_and_resellers_are_told_who_processes_it_and_others_find_nothing(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    let (of_mei, of_reseller) = (task_of(&house, customers.mei).await, task_of(&house, customers.reseller).await);
    for (who, task, status, says) in [
        ("zhao", of_mei, StatusCode::FORBIDDEN, "A supervisor views"),
        ("rita", of_reseller, StatusCode::FORBIDDEN, "Your distributor"),
        ("sam", of_reseller, StatusCode::FORBIDDEN, "Your distributor"),
    ] {
        assert_eq!(process(&house, who, task, "1", "contacted", "x").await.status, status, "{who}");
        let page = house.get(who, &format!("{LIST}/{task}")).await;
        assert!(page.status == StatusCode::OK && page.shows(says) && !page.shows("expansion.process"), "{who}: {}", page.body);
    }
    assert!(house.get("rita", &format!("{LIST}/{of_reseller}")).await.shows("Your distributor Summit processes this task."));
    for (who, task) in [("jun", of_mei), ("dara", of_mei), ("rita", of_mei), ("mei", of_reseller), ("grace", of_reseller)] {
        assert_eq!(process(&house, who, task, "1", "contacted", "x").await.status, StatusCode::NOT_FOUND, "{who}");
        assert_eq!(house.get(who, &format!("{LIST}/{task}")).await.status, StatusCode::NOT_FOUND, "{who}");
    }
    assert!(process(&house, "dara", of_reseller, "1", "contacted", "Called.").await.location().ends_with("?done=processed"));
    assert!(process(&house, "grace", of_mei, "1", "contacted", "Called.").await.location().ends_with("?done=processed"));
    let of_nobody = task_of(&house, customers.nobody).await;
    assert!(process(&house, "grace", of_nobody, "1", "contacted", "Called.").await.location().ends_with("?done=processed"));
}

#[sqlx::test]
async fn several_are_processed_together_and_each_row_is_reported(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    let [mei, jun, nobody] =
        [task_of(&house, customers.mei).await, task_of(&house, customers.jun).await, task_of(&house, customers.nobody).await];
    let ids = [mei.to_string(), jun.to_string(), nobody.to_string()];
    let picked: Vec<(&str, &str)> = ids.iter().map(|id| ("tasks[]", id.as_str())).collect();
    let page = house.post("grace", LIST, "expansion.pick", &picked).await.location().to_owned();
    assert!(page.starts_with(&format!("{LIST}/process?tasks=")), "{page}");
    let form = house.get("grace", &page).await;
    for words in ["Process several tasks", "Tasks: 3", "Save for all", ">Cancel</a>", "S***k", "Spend of 12 months"] {
        assert!(form.shows(words), "{words}: {}", form.body);
    }
    // Meanwhile Jun ends one and Mei changes another.
    process(&house, "jun", jun, "1", "not_interested", "They are served.").await;
    process(&house, "mei", mei, "1", "contacted", "Called.").await;
    // One that is in another partner's scope is reported as well.
    let reseller = task_of(&house, customers.reseller).await;
    let pairs: Vec<String> = ids.iter().cloned().chain([reseller.to_string()]).map(|id| format!("{id}:1")).collect();
    let with = |result: &'static str, note: &'static str| {
        let mut fields: Vec<(&str, &str)> = pairs.iter().map(|pair| ("tasks[]", pair.as_str())).collect();
        fields.extend([("result", result), ("note", note)]);
        fields
    };
    let refused = house.post("grace", &page, "expansion.process_several", &with("contacted", "")).await;
    assert!(refused.refuses("note") && refused.shows("Save for all"), "{}", refused.body);
    let answer = house.post("grace", &page, "expansion.process_several", &with("contacted", "Met at the fair.")).await;
    let outcome = house.get("grace", answer.location()).await;
    assert!(outcome.shows("Processed: 1 of 4."), "{}: {}", answer.location(), outcome.body);
    for words in ["Was over already", "Changed meanwhile", "Not among your tasks any more"] {
        assert!(outcome.shows(words), "{words}: {}", outcome.body);
    }
    assert_eq!(stands(&house, reseller).await, ("pending".into(), 1, 0));
    assert_eq!(stands(&house, nobody).await, ("in_progress".into(), 2, 1));
    assert_eq!((stands(&house, mei).await.1, stands(&house, jun).await.1), (2, 2));
    // Somebody else's alone are not there; with one of the own, that one is done.
    let own = [("tasks[]", pairs[0].as_str()), ("result", "contacted"), ("note", "x")];
    assert_eq!(house.post("dara", &page, "expansion.process_several", &own).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.post("mei", LIST, "expansion.pick", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.post("zhao", LIST, "expansion.pick", &picked).await.status, StatusCode::FORBIDDEN);
}

#[sqlx::test]
async fn open_tasks_follow_the_customer_with_their_records_and_what_is_over_stays_u23(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    let over = task_of(&house, customers.mei).await;
    process(&house, "mei", over, "1", "not_interested", "They are served.").await;
    campaign(&house, &[("name", "Second")]).await;
    let open = task_of(&house, customers.mei).await;
    process(&house, "mei", open, "1", "contacted", "Called.").await;
    let jun = house.id("jun").await;
    let mut tx = house.db().begin().await.unwrap();
    let how = handover::Assigning { by: None, at: house.now(), opportunities_too: false };
    handover::assign(&mut tx, &[customers.mei.0], jun, &how).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(process(&house, "mei", open, "2", "interested", "x").await.status, StatusCode::NOT_FOUND);
    assert_eq!(process(&house, "jun", open, "2", "interested", "x").await.status, StatusCode::CONFLICT, "the move is a change");
    assert!(process(&house, "jun", open, "3", "interested", "Wants an offer.").await.location().ends_with("?done=processed"));
    let records = "select count(*) from expansion_record d join person p on p.id = d.owner_id where p.account_name = 'jun'";
    assert_eq!(rows(&house, records).await, 2, "those of the open task");
    // What is over says who had it; its customer is not hers any more, and has no eye.
    let seen = house.get("mei", &format!("{LIST}/{over}")).await;
    assert!(seen.status == StatusCode::OK && seen.shows("S***k") && !seen.shows("customers.reveal"), "{}", seen.body);
}

#[sqlx::test]
async fn the_spend_of_open_tasks_is_brought_up_to_date_once_a_day(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    let refresh = || super::super::unscoped::refresh_spend(house.db(), house.now());
    assert_eq!(refresh().await.unwrap(), 0, "nothing was charged yet");
    let sql = "insert into consumption_month (id, customer_id, association_id, association_kind, partner_id, cycle, records, list_rated,
                   discount_rated, payable_rated, remainder, charged, charged_customer, charged_partner, charged_voucher,
                   charged_cash_coupon, charged_stored_card)
               select gen_random_uuid(), customer_id, id, kind, partner_id, '2026-11', 1, 0, 0, 0, 0, 12.34, 12.34, 0, 0, 0, 0
               from association where id = any($1)";
    sqlx::query(sql).bind([customers.mei.0, customers.jun.0].as_slice()).execute(house.db()).await.unwrap();
    process(&house, "jun", task_of(&house, customers.jun).await, "1", "not_interested", "They are served.").await;
    assert_eq!(refresh().await.unwrap(), 0, "once a day");
    let held = "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())";
    assert_eq!(
        sqlx::query_scalar::<_, i64>(held).fetch_one(house.db()).await.unwrap(),
        0,
        "a run that has nothing to do gives its turn back"
    );
    house.pass(chrono::Duration::days(1)).await;
    let (one, two) = tokio::join!(refresh(), refresh());
    assert_eq!(one.unwrap() + two.unwrap(), 1, "two at once change one task once, and one that is over keeps what stood there");
    assert!(house.get("mei", &format!("{LIST}/{}", task_of(&house, customers.mei).await)).await.shows("12.34"));
}
