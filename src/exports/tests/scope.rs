//! Whose rows a file holds: those of the moment in which it is written, and only as long as its person sees them.

use axum::http::StatusCode;
use sqlx::PgPool;
use uuid::Uuid;

use crate::exports::command::verify;
use crate::house::House;
use crate::marketing_tasks::renewals::due::run;
use crate::marketing_tasks::renewals::tests::large;
use crate::orders::queries::tests::order;
use crate::server::files::lookup;
use crate::values::date::beijing_date;

async fn three_opportunities(db: PgPool) -> House {
    let (house, harbor) = House::harbor(db).await;
    for (name, mobile) in [("Riverside", "13800138000"), ("Snowpeak", "13800138001"), ("Tideline", "13800138002")] {
        let prospect = house.claim(harbor, "mei", name, mobile).await;
        house.report("mei", &format!("claim:{prospect}"), &[]).await;
    }
    house
}

/// One of Mei's becomes Jun's.
async fn move_one(house: &House) {
    let moved = sqlx::query(
        "update opportunity set owner_id = (select id from person where account_name = 'jun')
         where id = (select o.id from opportunity o join person p on p.id = o.owner_id where p.account_name = 'mei' order by o.id limit 1)",
    );
    assert_eq!(moved.execute(house.db()).await.unwrap().rows_affected(), 1);
}

#[sqlx::test]
async fn what_was_moved_while_the_export_waited_is_not_in_it(db: PgPool) {
    let house = three_opportunities(db).await;
    let id = house.export("mei", "opportunities", "", "csv").await;
    move_one(&house).await;
    house.write_export(id).await;
    assert_eq!(house.export_stands(id).await.1, 2);
    assert_eq!(house.download("mei", id).await.status, StatusCode::OK);
}

#[sqlx::test]
async fn a_file_with_rows_that_its_person_sees_no_more_is_not_handed_out(db: PgPool) {
    let house = three_opportunities(db).await;
    let id = house.export("mei", "opportunities", "", "csv").await;
    house.write_export(id).await;
    assert_eq!(house.download("mei", id).await.status, StatusCode::OK);
    move_one(&house).await;
    for what in ["file", "proof"] {
        let refused = house.get("mei", &format!("/sales/exports/{id}/{what}")).await;
        assert_eq!((refused.status, refused.location()), (StatusCode::SEE_OTHER, &*format!("/sales/exports/{id}?refused=scope")));
    }
    let page = house.get("mei", &format!("/sales/exports/{id}?refused=scope")).await;
    assert!(page.shows("Your scope changed since the file was written"), "{}", page.body);
    house.post("mei", "/sales/exports", "exports.run_again", &[("id", &id.to_string())]).await;
    let again = house.latest_export("mei").await;
    house.write_export(again).await;
    assert_eq!(house.export_stands(again).await.1, 2);
    assert_eq!(house.download("mei", again).await.status, StatusCode::OK);
}

/// A customer of Mei's becomes Jun's, as the administrator assigns it; what follows a customer follows it.
async fn assign(house: &House, from: &str, to: &str) {
    let sql = "select a.customer_id, a.version from association a join person p on p.id = a.owner_id where p.account_name = $1 limit 1";
    let (customer, version): (Uuid, i32) = sqlx::query_as(sql).bind(from).fetch_one(house.db()).await.unwrap();
    let (customers, to) = (format!("{customer}:{version}"), house.id(to).await.to_string());
    let assigned = house.call("grace", "customers.assign", &[("customers", &customers), ("to", &to)]).await;
    assert_eq!(assigned.status, StatusCode::OK, "{}", assigned.body);
}

#[sqlx::test]
async fn lines_and_renewal_tasks_of_a_customer_that_is_assigned_to_a_colleague_leave_with_it(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let house = house.configured(|config| config.exports_at_once = 10);
    let of = house.associate(harbor, "mei", "Snowpeak").await;
    let id = order(house.db(), of, "CS-1", 10).await;
    large(house.db(), id, "1", 20).await;
    run(house.db(), beijing_date(house.now()), house.now()).await.unwrap();
    let ask = async |list: &str, who: &str| {
        house.ask_for_window(who, list, "2026-11-23", "2027-05-23").await;
        house.latest_export(who).await
    };
    let rows = async |id| house.export_stands(id).await.1;
    let lists = ["order_lines", "renewal_tasks"];
    let mut done = Vec::new();
    let mut waiting = Vec::new();
    for list in lists {
        let id = ask(list, "mei").await;
        house.write_export(id).await;
        assert_eq!((rows(id).await, house.download("mei", id).await.status), (1, StatusCode::OK), "{list}");
        done.push(id);
        waiting.push(ask(list, "mei").await);
    }
    assign(&house, "mei", "jun").await;
    for ((list, done), waiting) in lists.into_iter().zip(done).zip(waiting) {
        assert_eq!(house.download("mei", done).await.location(), format!("/sales/exports/{done}?refused=scope"), "{list}");
        house.write_export(waiting).await;
        assert_eq!(house.export_stands(waiting).await, ("done".into(), 0, String::new()), "{list}: it holds headings alone");
        let file = house.download("mei", waiting).await;
        assert_eq!((file.status, file.body.lines().count()), (StatusCode::OK, 1), "{list}");
        let of_jun = ask(list, "jun").await;
        house.write_export(of_jun).await;
        assert_eq!(rows(of_jun).await, 1, "{list}: they are Jun's now");
    }
}

#[sqlx::test]
async fn who_may_no_longer_have_it_gets_no_file_and_is_told(db: PgPool) {
    let house = three_opportunities(db).await;
    let id = house.export("mei", "opportunities", "", "csv").await;
    sqlx::query("update person set state = 'disabled' where account_name = 'mei'").execute(house.db()).await.unwrap();
    house.write_export(id).await;
    assert_eq!(house.export_stands(id).await, ("failed".into(), 0, "person".into()));
    sqlx::query("update person set state = 'active' where account_name = 'mei'").execute(house.db()).await.unwrap();

    let id = house.export("mei", "opportunities", "", "csv").await;
    let roles = "delete from person_role where person_id = (select id from person where account_name = 'mei')";
    sqlx::query(roles).execute(house.db()).await.unwrap();
    house.write_export(id).await;
    assert_eq!(house.export_stands(id).await, ("failed".into(), 0, "rights".into()));
    let told: i64 =
        sqlx::query_scalar("select count(*) from notification where kind = 'export_failed'").fetch_one(house.db()).await.unwrap();
    assert_eq!(told, 2);
}

#[sqlx::test]
async fn an_installation_knows_its_files_again_and_only_its_own(db: PgPool) {
    let house = three_opportunities(db).await;
    let mut files = Vec::new();
    for format in ["xlsx", "csv"] {
        let id = house.export("mei", "opportunities", "", format).await;
        house.write_export(id).await;
        let stored: Uuid =
            sqlx::query_scalar("select file_id from export_task where id = $1").bind(id.0).fetch_one(house.db()).await.unwrap();
        let stored = lookup(house.db(), stored).await.unwrap().unwrap();
        let mut copy = house.state.files.local_copy(&stored).await.unwrap();
        let named = tempfile::Builder::new().suffix(&format!(".{format}")).tempfile().unwrap();
        std::io::copy(&mut copy, &mut named.as_file()).unwrap();
        let report = verify(house.db(), named.path(), None).await.unwrap();
        assert!(report.is_genuine && report.text.contains("whole and unaltered") && report.text.contains("Rows: 3"), "{}", report.text);
        files.push(named);
    }
    std::io::Write::write_all(&mut files[1].as_file(), b" ").unwrap();
    let altered = verify(house.db(), files[1].path(), None).await.unwrap();
    assert!(!altered.is_genuine && altered.text.starts_with("NOT KNOWN"), "{}", altered.text);
    sqlx::query("update installation set export_key = sha256('another')").execute(house.db()).await.unwrap();
    let elsewhere = verify(house.db(), files[0].path(), None).await.unwrap();
    assert!(!elsewhere.is_genuine && elsewhere.text.starts_with("NOT PROVEN"), "{}", elsewhere.text);
}
