//! Processing one task and several.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::*;
use crate::auth::model::Preset;
use crate::house::{Answer, House};
use crate::marketing_tasks::model::Outcome;
use crate::marketing_tasks::rules::outcomes_of_address;
use crate::organisation::model::{PartnerId, PartnerKind};

const LIST: &str = "/sales/marketing-tasks/renewals";

/// Harbor with Mei, Jun and their supervisor Zhao; tasks of the owner's new customer, one a line that ends so many days from now.
async fn house(db: PgPool) -> (House, PartnerId) {
    let (house, harbor) = House::harbor(db).await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    house.supervise("zhao", "mei").await;
    (house, harbor)
}

impl House {
    async fn tasks(&self, partner: PartnerId, owner: &str, name: &str, days: &[i64]) -> Vec<RenewalTaskId> {
        let of = self.associate(partner, owner, name).await;
        let order = order(self.db(), of, &format!("CS-{}", name.len()), 10).await;
        for (n, days) in days.iter().enumerate() {
            large(self.db(), order, &n.to_string(), *days).await;
        }
        on(self.db(), 0).await;
        let sql = "select id from renewal_task where order_id = $1 order by expires_at";
        let ids: Vec<Uuid> = sqlx::query_scalar(sql).bind(order.0).fetch_all(self.db()).await.unwrap();
        ids.into_iter().map(RenewalTaskId).collect()
    }

    async fn process(&self, who: &str, task: RenewalTaskId, version: &str, fields: &[(&str, &str)]) -> Answer {
        let (page, id) = (format!("{LIST}/{task}"), task.to_string());
        let all: Vec<(&str, &str)> = [("id", id.as_str()), ("version", version)].into_iter().chain(fields.iter().copied()).collect();
        self.post(who, &page, "renewals.process", &all).await
    }

    async fn state(&self, task: RenewalTaskId) -> (String, i32, i64) {
        let sql = "select state, version, (select count(*) from renewal_record n where n.task_id = t.id and kind = 'processed')
                   from renewal_task t where id = $1";
        sqlx::query_as(sql).bind(task.0).fetch_one(self.db()).await.unwrap()
    }
}

const RENEWS: &[(&str, &str)] = &[("intention", "will_renew"), ("expected_on", "2026-12-01"), ("note", "Signs next week")];

#[sqlx::test]
async fn processing_puts_a_pending_task_into_progress_with_a_record_and_leads_to_the_next_one_r43(db: PgPool) {
    let (house, harbor) = house(db).await;
    let tasks = house.tasks(harbor, "mei", "Snowpeak", &[5, 10, 20]).await;
    let page = house.get("mei", &format!("{LIST}/{}", tasks[0])).await;
    assert!(page.shows("S***k") && page.shows("20,000.12") && page.shows("in 5 days") && !page.shows("Snowpeak"), "{}", page.body);
    let done = house.process("mei", tasks[0], "1", RENEWS).await;
    assert_eq!(done.location(), format!("{LIST}/{}?done=processed", tasks[0]));
    let after = house.get("mei", done.location()).await;
    assert!(
        after.shows("Processed.") && after.shows("Next of 2 pending") && after.shows(&format!("{LIST}/{}", tasks[1])),
        "{}",
        after.body
    );
    assert!(after.shows("Will renew") && after.shows("Signs next week") && after.shows("Add a record"), "{}", after.body);
    assert_eq!(house.state(tasks[0]).await, ("in_progress".into(), 2, 1));
    // While it is in progress there is more to say.
    assert_eq!(house.process("mei", tasks[0], "2", &[("intention", "undecided")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.state(tasks[0]).await, ("in_progress".into(), 3, 2));
    assert_eq!(house.audited("renewal_task.processed").await, 2);
    let list = house.get("mei", LIST).await;
    assert!(!list.shows(&tasks[0].to_string()) && list.shows(&tasks[1].to_string()), "the list opens on what is pending");
    assert!(sqlx::query("update renewal_record set note = 'x'").execute(house.db()).await.is_err());
    assert!(sqlx::query("delete from renewal_record").execute(house.db()).await.is_err());
}

#[sqlx::test]
async fn what_is_missing_stands_beside_its_field_and_what_was_typed_stays(db: PgPool) {
    let (house, harbor) = house(db).await;
    let tasks = house.tasks(harbor, "mei", "Snowpeak", &[5]).await;
    let refused = house.process("mei", tasks[0], "1", &[("note", "They hesitate"), ("expected_on", "2026-11-01")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.refuses("intention") && refused.refuses("expected_on") && refused.shows("They hesitate"), "{}", refused.body);
    let refused = house.process("mei", tasks[0], "1", &[("intention", "will_not_renew")]).await;
    assert!(refused.refuses("reason") && refused.shows("Say why it will not be renewed"), "{}", refused.body);
    assert_eq!(house.state(tasks[0]).await, ("pending".into(), 1, 0));
}

#[sqlx::test]
async fn the_same_form_sent_twice_at_once_is_one_record_and_a_lost_update_keeps_what_was_typed(db: PgPool) {
    let (house, harbor) = house(db).await;
    let tasks = house.tasks(harbor, "mei", "Snowpeak", &[5]).await;
    let key = Uuid::now_v7().to_string();
    let fields: Vec<(&str, &str)> = [("key", key.as_str())].into_iter().chain(RENEWS.iter().copied()).collect();
    let (one, two) = tokio::join!(house.process("mei", tasks[0], "1", &fields), house.process("mei", tasks[0], "1", &fields));
    assert_eq!((one.status, two.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(house.state(tasks[0]).await, ("in_progress".into(), 2, 1));
    // Two people at once, each with a form of the same version: one of them is told.
    let (one, two) = tokio::join!(
        house.process("mei", tasks[0], "2", &[("intention", "undecided"), ("note", "By Mei")]),
        house.process("grace", tasks[0], "2", &[("intention", "will_renew"), ("note", "By Grace")])
    );
    let mut answers = [(one.status, one.body), (two.status, two.body)];
    answers.sort_by_key(|(status, _)| status.as_u16());
    assert_eq!((answers[0].0, answers[1].0), (StatusCode::SEE_OTHER, StatusCode::CONFLICT));
    assert!(answers[1].1.contains("Somebody changed this task meanwhile") && answers[1].1.contains("By "), "{}", answers[1].1);
    assert_eq!(house.state(tasks[0]).await, ("in_progress".into(), 3, 2));
}

#[sqlx::test]
async fn nobody_processes_what_is_over_nor_what_somebody_else_processes(db: PgPool) {
    let (house, harbor) = house(db).await;
    let tasks = house.tasks(harbor, "mei", "Snowpeak", &[5]).await;
    for (who, status) in [("zhao", StatusCode::FORBIDDEN), ("jun", StatusCode::NOT_FOUND)] {
        assert_eq!(house.process(who, tasks[0], "1", RENEWS).await.status, status, "{who}");
    }
    let seen = house.get("zhao", &format!("{LIST}/{}", tasks[0])).await;
    assert!(seen.shows("A supervisor views") && !seen.shows("renewals.process"), "{}", seen.body);
    sqlx::query("update order_line set renewal = 'renewed'").execute(house.db()).await.unwrap();
    on(house.db(), 0).await;
    let late = house.process("mei", tasks[0], "1", RENEWS).await;
    assert!(late.status == StatusCode::CONFLICT && late.shows("This task is over"), "{}", late.body);
    let page = house.get("mei", &format!("{LIST}/{}", tasks[0])).await;
    assert!(page.shows("The line was renewed.") && page.shows("The system") && !page.shows("renewals.process"), "{}", page.body);
}

#[sqlx::test]
async fn a_resellers_people_read_tasks_and_are_told_who_processes_them_r41(db: PgPool) {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let summit = house.found_as("Summit", "dara", PartnerKind::Distributor, None).await;
    let delta = house.found_as("Delta", "rita", PartnerKind::Reseller, Some(summit)).await;
    house.hire(delta, "sam", Preset::AccountManager).await;
    let tasks = house.tasks(delta, "sam", "Resold", &[5]).await;
    for who in ["sam", "rita"] {
        let page = house.get(who, &format!("{LIST}/{}", tasks[0])).await;
        assert!(page.shows("Your distributor Summit processes this task.") && !page.shows("renewals.process"), "{who}: {}", page.body);
        assert_eq!(house.process(who, tasks[0], "1", RENEWS).await.status, StatusCode::FORBIDDEN, "{who}");
        assert_eq!(house.get(who, &format!("{LIST}/process?tasks={}", tasks[0])).await.status, StatusCode::FORBIDDEN, "{who}");
        assert!(!house.get(who, LIST).await.shows("data-tick"), "{who}");
    }
    assert_eq!(house.process("dara", tasks[0], "1", RENEWS).await.status, StatusCode::SEE_OTHER);
    assert!(house.get("rita", &format!("{LIST}/{}", tasks[0])).await.shows("Signs next week"), "the record is there to be read");
}

#[sqlx::test]
async fn several_tasks_get_the_same_and_each_is_reported(db: PgPool) {
    let (house, harbor) = house(db).await;
    let mine = house.tasks(harbor, "mei", "Snowpeak", &[5, 10, 20]).await;
    let juns = house.tasks(harbor, "jun", "Harvest", &[5]).await;
    let address = format!("{LIST}/process?{}", mine.iter().map(|id| format!("tasks={id}")).collect::<Vec<_>>().join("&"));
    let page = house.get("mei", &address).await;
    for words in ["Process several tasks", "Tasks: 3", "Save for all", ">Cancel</a>", "S***k", "Order CS-", &format!("{}:1", mine[2])] {
        assert!(page.shows(words), "{words}: {}", page.body);
    }
    // Meanwhile one is changed and one is over; the fourth is Jun's.
    house.process("grace", mine[1], "1", RENEWS).await;
    sqlx::query("update order_line set state = 'released' where line = '2'").execute(house.db()).await.unwrap();
    on(house.db(), 0).await;
    let rows: Vec<String> = mine.iter().chain(&juns).map(|id| format!("{id}:1")).collect();
    let key = Uuid::now_v7().to_string();
    let mut fields: Vec<(&str, &str)> = vec![("key", &key), ("intention", "will_not_renew"), ("note", "All of them")];
    fields.extend(rows.iter().map(|row| ("tasks[]", row.as_str())));
    let refused = house.post("mei", &address, "renewals.process_several", &fields).await;
    assert!(refused.refuses("reason") && refused.shows("All of them"), "{}", refused.body);
    fields.push(("reason", "They move out"));
    let done = house.post("mei", &address, "renewals.process_several", &fields).await;
    let results = done.location().split_once("results=").unwrap().1.to_owned();
    let outcomes: Vec<Outcome> = outcomes_of_address::<Uuid>(&results).into_iter().map(|(_, outcome)| outcome).collect();
    assert_eq!(outcomes, [Outcome::Processed, Outcome::Changed, Outcome::Ended, Outcome::Gone]);
    assert_eq!(house.post("mei", &address, "renewals.process_several", &fields).await.location(), done.location(), "sent twice");
    let report = house.get("mei", done.location()).await;
    for words in ["Processed: 1 of 4.", "Changed meanwhile", "Was over already", "Not among your tasks any more"] {
        assert!(report.shows(words), "{words}: {}", report.body);
    }
    assert_eq!(house.state(mine[0]).await, ("in_progress".into(), 2, 1));
    assert_eq!(house.state(mine[1]).await.2, 1, "Grace's alone");
    assert_eq!(house.state(juns[0]).await, ("pending".into(), 1, 0));
    assert!(house.get("mei", &format!("{LIST}/process")).await.shows("No task is chosen"));
}
