//! An opportunity from a task (R9).

use axum::http::StatusCode;

use super::*;

const OPPORTUNITIES: &str = "select count(*) from opportunity";

#[sqlx::test]
async fn reporting_from_a_task_begins_with_the_customer_fixed_and_links_both_ways(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    let task = task_of(&house, customers.mei).await;
    let customer = format!("association:{}", customers.mei);
    let form = house.get("mei", &format!("/sales/opportunities/new?task={task}")).await;
    assert!(form.shows("From the task “Backup”: the customer is fixed."), "{}", form.body);
    assert_eq!((hidden(&form, "form[task]"), form.body.matches("name=\"form[customer]\"").count()), (task.to_string(), 1));
    let id = task.to_string();
    let wrong = house.report("mei", &customer, &[("task", &id), ("name", "")]).await;
    assert!(wrong.refuses("name") && wrong.shows("the customer is fixed"), "a refused form keeps its task: {}", wrong.body);
    let answer = house.report("mei", &customer, &[("task", &id)]).await;
    let opportunity = answer.location().strip_suffix("?done=reported").unwrap_or_else(|| panic!("{}", answer.body)).to_owned();
    assert_eq!(stands(&house, task).await, ("done".into(), 2, 1));
    let seen = house.get("mei", &format!("{LIST}/{task}")).await;
    assert!(seen.shows("Opportunity created") && seen.shows(&format!("href=\"{opportunity}\"")), "{}", seen.body);
    let beside = house.get("mei", &opportunity).await;
    assert!(beside.shows("From the sales expansion task") && beside.shows(&format!("{LIST}/{task}")), "{}", beside.body);
    let over = house.get("mei", &format!("/sales/opportunities/new?task={task}")).await;
    assert_eq!(over.status, StatusCode::CONFLICT);
    assert!(
        over.shows("The task “Backup” is over") && over.shows(&format!("href=\"{LIST}/{task}\"")) && over.shows(">Back to the task</a>"),
        "{}",
        over.body
    );
    assert!(!over.shows("form[customer]"), "there is nothing to fill in");
}

#[sqlx::test]
async fn a_task_of_another_customer_one_that_is_over_and_one_of_somebody_else_report_nothing(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    let [mei, jun, reseller] =
        [task_of(&house, customers.mei).await, task_of(&house, customers.jun).await, task_of(&house, customers.reseller).await];
    let customer = |of: AssociationId| format!("association:{of}");
    // Grace may process both, and the task is about the other customer.
    let (id, of_jun) = (mei.to_string(), customer(customers.jun));
    let other = house.report("grace", &of_jun, &[("task", &id)]).await;
    assert!(other.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", other.body);
    let (id, of_mei) = (jun.to_string(), customer(customers.mei));
    let theirs = house.report("mei", &of_mei, &[("task", &id)]).await;
    assert!(theirs.status == StatusCode::NOT_FOUND, "{}", theirs.body);
    let id = reseller.to_string();
    assert_eq!(house.report("mei", &of_mei, &[("task", &id)]).await.status, StatusCode::NOT_FOUND);
    process(&house, "mei", mei, "1", "not_interested", "They are served.").await;
    let id = mei.to_string();
    let over = house.report("mei", &of_mei, &[("task", &id)]).await;
    assert!(over.status == StatusCode::CONFLICT && over.shows("The task is over"), "{}", over.body);
    assert_eq!(rows(&house, OPPORTUNITIES).await, 0, "nothing is reported");
    assert_eq!(house.get("jun", &format!("/sales/opportunities/new?task={mei}")).await.status, StatusCode::NOT_FOUND);
    // The distributor reports for its reseller's customer.
    let (id, of_reseller) = (reseller.to_string(), customer(customers.reseller));
    assert!(house.report("dara", &of_reseller, &[("task", &id)]).await.location().ends_with("?done=reported"));
    assert_eq!(stands(&house, reseller).await.0, "done");
}

#[sqlx::test]
async fn two_reports_from_one_task_at_once_make_one_opportunity(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    let task = task_of(&house, customers.mei).await;
    let (id, customer) = (task.to_string(), format!("association:{}", customers.mei));
    let report = |name: &'static str| {
        let (house, id, customer) = (&house, &id, &customer);
        async move { house.report("mei", customer, &[("task", id), ("name", name)]).await }
    };
    let (one, two) = tokio::join!(report("Winter backup"), report("Archive of films"));
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT], "{} {}", one.body, two.body);
    assert_eq!((rows(&house, OPPORTUNITIES).await, stands(&house, task).await.2), (1, 1));
}
