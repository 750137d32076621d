use super::*;

const HEAD: &str = "external_id,customer,category,scenario,title,sent_on\n";

#[sqlx::test]
async fn an_alert_is_told_to_its_one_responsible_person_once_and_a_handled_one_stays(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    import(&db, "customers", CUSTOMERS).await;
    let file =
        format!("{HEAD}7,harbour_lab,churn,Spend down,Spend fell by half,2026/11/22 0:00\n8,northern_sail,流失预警,x,y,2026-11-22\n");
    let report = import(&db, "alerts", &file).await;
    assert_eq!(report.numbers(), [1, 0, 0, 1]);
    assert_eq!(report.line(3), refused(&["customer:not_associated:"]));
    import(&db, "alerts", &file).await;
    let told: Vec<(String, String)> = sqlx::query_as(
        "select p.account_name, n.facts ->> 'name' from notification n join person p on p.id = n.person_id
         where n.kind = 'alert_to_handle' and n.entity = 'import_run'",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    assert_eq!(told, [("mei".to_owned(), "H***b".to_owned())]);
    sqlx::query("update customer_alert set state = 'handled', result = 'lost', handled_at = $1 where external_id = '7'")
        .bind(now())
        .execute(&db)
        .await
        .unwrap();
    assert_eq!(import(&db, "alerts", &file).await.line(2).0, Outcome::Unchanged);
    let other = import(&db, "alerts", &file.replace("by half", "to nought")).await;
    assert_eq!(other.line(2), refused(&[":under_way:"]));
}

#[sqlx::test]
async fn three_hundred_alerts_make_one_message_and_one_mail_which_wait_behind_a_new_password(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    import(&db, "customers", CUSTOMERS).await;
    sqlx::query("update person set email = 'mei@harbor.example' where account_name = 'mei'").execute(&db).await.unwrap();
    sqlx::query("delete from mail").execute(&db).await.unwrap();
    sqlx::raw_sql(
        "create schema jobs;
         create table jobs.asked (id bigint generated always as identity, payload json, priority integer);
         create function jobs.add_job(identifier text, payload json, queue_name text default null, job_key text default null,
                                      priority integer default 0) returns void language sql
             as $$ insert into jobs.asked (payload, priority) values (payload, priority) $$;",
    )
    .execute(&db)
    .await
    .unwrap();
    let rows: String = (0..300).map(|row| format!("{row},harbour_lab,churn,Spend down,Alert {row},2026-11-22\n")).collect();
    let report = import(&db, "alerts", &format!("{HEAD}{rows}")).await;
    assert_eq!(report.counts.created, 300);
    let told: Vec<serde_json::Value> =
        sqlx::query_scalar("select facts from notification where kind = 'alert_to_handle' and entity = 'import_run'")
            .fetch_all(&db)
            .await
            .unwrap();
    assert_eq!(told, [serde_json::json!({ "count": 300 })]);
    assert_eq!(number(&db, "select count(*) from mail where kind = 'notification'").await, 1);
    let mail = crate::server::mail::Mail {
        kind: "password_reset",
        to: "grace@harbor.example",
        subject: "s",
        text: "t",
        html: "h",
        entity: "person",
        entity_id: crate::server::new_id(),
        at: now(),
    };
    let urgent = crate::server::mail::queue(&mut db.acquire().await.unwrap(), &mail).await.unwrap();
    let first = |sql: &'static str| sqlx::query_scalar::<_, String>(sql).fetch_one(&db);
    let next = first("select payload ->> 'id' from jobs.asked order by priority, id limit 1").await.unwrap();
    assert_eq!(next, urgent.to_string(), "what was queued last is sent first");
    sqlx::query("delete from jobs.asked").execute(&db).await.unwrap();
    crate::server::mail::requeue_due(&db, now() + chrono::TimeDelta::hours(1)).await.unwrap();
    let next = first("select payload ->> 'id' from jobs.asked order by priority, id limit 1").await.unwrap();
    assert_eq!(next, urgent.to_string(), "also when it is queued anew");
}
