//! Files against a database: a dry run changes nothing, a second run changes nothing, nobody else's records are touched.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::model::{Kind, Outcome, Refusal, Report};
use super::run::{Import, run};

fn now() -> DateTime<Utc> {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

async fn imported(db: &PgPool, kind: Kind, content: &str, keep: bool) -> Report {
    let import = Import { kind, source: "crm", file_name: "a.csv", content, by: None, at: now(), dry: !keep, request_id: None };
    let mut tx = db.begin().await.unwrap();
    let report = run(&mut tx, &import).await.unwrap();
    if keep {
        tx.commit().await.unwrap()
    } else {
        tx.rollback().await.unwrap()
    };
    report
}

async fn count(db: &PgPool, what: &str) -> i64 {
    match what {
        "customer" => sqlx::query_scalar!(r#"select count(*) as "n!" from customer where source = 'crm'"#).fetch_one(db).await.unwrap(),
        "run" => sqlx::query_scalar!(r#"select count(*) as "n!" from import_run"#).fetch_one(db).await.unwrap(),
        "audit" => {
            sqlx::query_scalar!(r#"select count(*) as "n!" from audit_event where verb = 'import.done'"#).fetch_one(db).await.unwrap()
        }
        _ => panic!("{what}"),
    }
}

const CUSTOMERS: &str = "external_id,account_name,name,industry,mobile,email,registered_on,traits,partner,association_type,account_manager
1,northern_sail,Northern Sail,travel,13900001111,it@sail.example,2026-11-20,direct_sales;cash_spend,,,
2,harbour_lab,Harbour Lab,health,13900002222,it@lab.example,,,Harbor Cloud Partners,resale,mei
3,tide_mill,Tide Mill,energy,,,,,Harbor Cloud Partners,referral,kofi
4,relay_one,Relay One,energy,,,,,Relay Channels,referral,
";

#[sqlx::test]
async fn a_dry_run_shows_every_row_and_a_second_import_changes_nothing(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    let dry = imported(&db, Kind::Customers, CUSTOMERS, false).await;
    assert_eq!((count(&db, "customer").await, count(&db, "run").await), (0, 0));

    let first = imported(&db, Kind::Customers, CUSTOMERS, true).await;
    assert_eq!(dry, first, "the dry run said what the import did");
    assert_eq!(first.counts(), [2, 0, 0, 2]);
    assert_eq!(first.lines[2].outcome, Outcome::Refused(vec![("account_manager".into(), Refusal::UnknownAccountManager)]));
    assert_eq!(first.lines[3].outcome, Outcome::Refused(vec![("partner".into(), Refusal::ChannelOnly)]));
    assert_eq!((count(&db, "customer").await, count(&db, "run").await, count(&db, "audit").await), (2, 1, 1));
    let owner = sqlx::query_scalar!(
        "select p.account_name from association a join customer c on c.id = a.customer_id join person p on p.id = a.owner_id
         join person s on s.id = a.supervisor_id where c.account_name = 'harbour_lab' and s.account_name = 'zhao'"
    );
    assert_eq!(owner.fetch_one(&db).await.unwrap(), "mei");

    let second = imported(&db, Kind::Customers, CUSTOMERS, true).await;
    assert_eq!(second.counts(), [0, 0, 2, 2]);
    assert_eq!((count(&db, "customer").await, count(&db, "run").await), (2, 1));
}

#[sqlx::test]
async fn a_changed_row_changes_its_columns_only_and_an_account_name_never(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    imported(&db, Kind::Customers, CUSTOMERS, true).await;
    let changed = CUSTOMERS.replace("Harbour Lab", "Harbour Laboratories").replace("northern_sail", "southern_sail");
    let report = imported(&db, Kind::Customers, &changed, true).await;
    assert_eq!(report.lines[0].outcome, Outcome::Refused(vec![("account_name".into(), Refusal::AccountNameFixed)]));
    assert_eq!(report.lines[1].outcome, Outcome::Changed(vec!["name".into()]));
    let sorted_by = sqlx::query_scalar!(
        "select customer_name from association a join customer c on c.id = a.customer_id where c.account_name = 'harbour_lab'"
    );
    assert_eq!(sorted_by.fetch_one(&db).await.unwrap(), "Harbour Laboratories");
}

#[sqlx::test]
async fn a_customer_of_another_partner_is_not_taken_over(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    imported(&db, Kind::Customers, CUSTOMERS, true).await;
    let report =
        imported(&db, Kind::Customers, &CUSTOMERS.replace("Harbor Cloud Partners,resale,mei", "Lakeside Solutions,resale,"), true).await;
    assert_eq!(report.lines[1].outcome, Outcome::Refused(vec![("partner".into(), Refusal::AssociatedElsewhere)]));
    let report = imported(&db, Kind::Customers, &CUSTOMERS.replace("resale,mei", "referral,mei"), true).await;
    assert_eq!(report.lines[1].outcome, Outcome::Refused(vec![("association_type".into(), Refusal::AssociationDiffers)]));
}

#[sqlx::test]
async fn a_file_takes_no_prospect_from_the_partner_that_has_it_and_says_at_which_column(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    imported(&db, Kind::Customers, CUSTOMERS, true).await;
    sqlx::query("update claim set mobile_key = '13900009999', email_key = 'it@quiet.example' where id = (select id from claim where state = 'open' and valid_until > $1 order by id limit 1)")
        .bind(now())
        .execute(&db)
        .await
        .unwrap();
    let file = |mobile: &str, email: &str, partner: &str| {
        let kind = if partner.is_empty() { "" } else { "resale" };
        format!(
            "external_id,account_name,name,industry,mobile,email,partner,association_type\n9,quiet,Quiet Bay,energy,{mobile},{email},{partner},{kind}\n"
        )
    };
    let both = imported(&db, Kind::Customers, &file("13900009999", "It@Quiet.example", "Delta Resale"), true).await;
    let claimed = |column: &str| (column.to_owned(), Refusal::ClaimedElsewhere);
    assert_eq!(both.lines[0].outcome, Outcome::Refused(vec![claimed("mobile"), claimed("email")]));
    let harbours = imported(&db, Kind::Customers, &file("13900002222", "", "Delta Resale"), true).await;
    assert_eq!(harbours.lines[0].outcome, Outcome::Refused(vec![("mobile".into(), Refusal::AssociatedElsewhere)]));
    // What the vendor knows of it takes it from nobody.
    let known = imported(&db, Kind::Customers, &file("13900009999", "", ""), true).await;
    assert_eq!(known.lines[0].outcome, Outcome::Created);
    let later = imported(&db, Kind::Customers, &file("13900009999", "", "Delta Resale"), true).await;
    assert_eq!(later.lines[0].outcome, Outcome::Refused(vec![claimed("mobile")]));
}

#[sqlx::test]
async fn a_file_brings_referral_only_to_a_partner_with_the_right_and_leaves_what_is_there(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    let head = "external_id,account_name,name,industry,partner,association_type\n";
    let known = imported(&db, Kind::Customers, &format!("{head}9,quiet,Quiet Bay,energy,,\n"), true).await;
    assert_eq!(known.lines[0].outcome, Outcome::Created);
    let file = format!("{head}9,quiet,Quiet Bay,energy,Delta Resale,referral\n10,still,Still Bay,energy,Delta Resale,referral\n");
    let right = async |on: bool| {
        sqlx::query("update partner set referral_right = $1 where name = 'Delta Resale'").bind(on).execute(&db).await.unwrap();
    };
    let refused = Outcome::Refused(vec![("association_type".into(), Refusal::NoReferralRight)]);
    for line in imported(&db, Kind::Customers, &file, true).await.lines {
        assert_eq!(line.outcome, refused, "{}", line.number);
    }
    right(true).await;
    assert_eq!(imported(&db, Kind::Customers, &file, true).await.counts(), [1, 1, 0, 0]);
    right(false).await;
    assert_eq!(imported(&db, Kind::Customers, &file, true).await.counts(), [0, 0, 2, 0], "an association of before stays");
}

#[sqlx::test]
async fn the_partners_own_claim_becomes_the_association_that_a_file_brings(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    let claim: uuid::Uuid = sqlx::query_scalar("select id from claim where mobile_key = '13900000001'").fetch_one(&db).await.unwrap();
    sqlx::query(
        "update opportunity set customer_id = null, claim_id = $1
         where id = (select o.id from opportunity o join person p on p.id = o.owner_id where p.account_name = 'mei' and o.reseller_id is null order by o.id limit 1)",
    )
    .bind(claim)
    .execute(&db)
    .await
    .unwrap();
    let open = async || -> i64 {
        sqlx::query_scalar("select count(*) from claim where state in ('in_review', 'open')").fetch_one(&db).await.unwrap()
    };
    let before = open().await;
    let file = "external_id,account_name,name,industry,mobile,partner,association_type,account_manager\n7,bluefin,Bluefin Aquatics,travel,13900000001,Harbor Cloud Partners,resale,jun\n";
    assert_eq!(imported(&db, Kind::Customers, file, false).await.counts(), [1, 0, 0, 0]);
    assert_eq!(open().await, before, "a check changes nothing");
    imported(&db, Kind::Customers, file, true).await;
    assert_eq!(open().await, before - 1);
    let sql = "select facts from notification n join person p on p.id = n.person_id where p.account_name = 'jun' and n.kind = 'customer_assigned' and n.entity = 'import_run'";
    let told: Vec<serde_json::Value> = sqlx::query_scalar(sql).fetch_all(&db).await.unwrap();
    assert_eq!(told, [serde_json::json!({ "name": "B***s", "count": 1 })], "the account manager is told, and not by the check");
    let told: (String, bool) = sqlx::query_as(
        "select c.state, exists (select 1 from opportunity o where o.customer_id = c.customer_id and o.claim_id is null)
         from claim c join customer cu on cu.id = c.customer_id where c.id = $1 and cu.account_name = 'bluefin'",
    )
    .bind(claim)
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(told, ("associated".to_owned(), true));
}

#[sqlx::test]
async fn the_same_record_twice_in_a_file_is_refused_the_second_time(db: PgPool) {
    let file = "external_id,name,starts_on,ends_on\na,Spring,2026-03-01,2026-03-31\na,Summer,2026-06-01,2026-06-30\nb,SPRING,2026-06-01,2026-06-30\n";
    let report = imported(&db, Kind::Campaigns, file, true).await;
    assert_eq!(report.lines[0].outcome, Outcome::Created);
    assert_eq!(report.lines[1].outcome, Outcome::Refused(vec![(String::new(), Refusal::Repeated(2))]));
    assert_eq!(report.lines[2].outcome, Outcome::Refused(vec![("name".into(), Refusal::NameTaken)]));
}

#[sqlx::test]
async fn an_alert_is_told_to_its_one_responsible_person_once_and_a_handled_one_stays(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    imported(&db, Kind::Customers, CUSTOMERS, true).await;
    let file = "external_id,customer,category,scenario,title,sent_on\n7,harbour_lab,churn,Spend down,Spend fell by half,2026-11-22\n8,northern_sail,churn,x,y,2026-11-22\n";
    let report = imported(&db, Kind::Alerts, file, true).await;
    assert_eq!(report.counts(), [1, 0, 0, 1]);
    assert_eq!(report.lines[1].outcome, Outcome::Refused(vec![("customer".into(), Refusal::NotAssociated)]));
    imported(&db, Kind::Alerts, file, true).await;
    let told = sqlx::query!(
        r#"select p.account_name, n.facts->>'name' as "name!" from notification n join person p on p.id = n.person_id
           where n.kind = 'alert_to_handle' and n.entity_id = (select id from customer_alert where source = 'crm' and external_id = '7')"#
    )
    .fetch_all(&db)
    .await
    .unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].account_name.as_str(), told[0].name.as_str()), ("mei", "H***b"));

    sqlx::query!("update customer_alert set state = 'handled', result = 'lost', handled_at = $1 where external_id = '7'", now())
        .execute(&db)
        .await
        .unwrap();
    assert_eq!(imported(&db, Kind::Alerts, file, true).await.lines[0].outcome, Outcome::Unchanged);
    let other = imported(&db, Kind::Alerts, &file.replace("by half", "to nought"), true).await;
    assert_eq!(other.lines[0].outcome, Outcome::Refused(vec![(String::new(), Refusal::UnderWay)]));
}

#[sqlx::test]
async fn leads_profiles_and_days_can_be_imported_twice(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    imported(&db, Kind::Customers, CUSTOMERS, true).await;
    for (kind, file) in [
        (Kind::Leads, "external_id,partner,company_name,mobile,campaign\n1,harbor cloud partners,Quiet Bay,13900003333,\n2,Nobody,X,,\n"),
        (Kind::Profiles, "customer,founded_on,website,structure\nharbour_lab,1999-05-01,https://lab.example,\"Holding\nLab\"\nnobody,,,\n"),
        (Kind::Calendar, "day,working,name\n2027-01-01,no,New Year\n2027-13-01,no,x\n"),
    ] {
        let first = imported(&db, kind, file, true).await;
        assert_eq!(first.counts(), [1, 0, 0, 1], "{kind}: {first:?}");
        assert_eq!(imported(&db, kind, file, true).await.counts(), [0, 0, 1, 1], "{kind}");
    }
}

#[sqlx::test]
async fn a_partner_and_a_campaign_are_found_however_their_names_are_written(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    sqlx::query("update partner set name = '港湾云（上海）Cloud　Partners' where name = 'Harbor Cloud Partners'")
        .execute(&db)
        .await
        .unwrap();
    sqlx::query("insert into campaign (id, name, starts_on, ends_on, created_at, updated_at) values (gen_random_uuid(), 'Ａｕｔｕｍｎ（秋）', '2026-11-01', '2026-12-30', $1, $1)")
        .bind(now())
        .execute(&db)
        .await
        .unwrap();
    let mut number = 0;
    for partner in ["港湾云(上海)Cloud Partners", "港湾云（上海） ＣＬＯＵＤ  partners", " 港湾云 ( 上海 ) cloud partners "]
    {
        number += 1;
        let customers = format!(
            "external_id,account_name,name,industry,partner,association_type,account_manager\nk{number},k_{number},Mill {number},travel,{partner},resale,mei\n"
        );
        let report = imported(&db, Kind::Customers, &customers, true).await;
        assert_eq!(report.lines[0].outcome, Outcome::Created, "{partner}");
        let leads =
            format!("external_id,partner,company_name,mobile,campaign\nl{number},{partner},Mill {number},1390000333{number},autumn (秋)\n");
        let report = imported(&db, Kind::Leads, &leads, true).await;
        assert_eq!(report.lines[0].outcome, Outcome::Created, "{partner}");
    }
    let elsewhere = "external_id,partner,company_name,mobile\nl9,港湾云（北京）Cloud Partners,Mill,13900003339\n";
    let report = imported(&db, Kind::Leads, elsewhere, true).await;
    assert_eq!(report.lines[0].outcome, Outcome::Refused(vec![("partner".into(), Refusal::UnknownPartner)]));
    let taken = "external_id,name,starts_on,ends_on\nc1,autumn(秋),2026-11-01,2026-11-30\n";
    let report = imported(&db, Kind::Campaigns, taken, true).await;
    assert_eq!(report.lines[0].outcome, Outcome::Refused(vec![("name".into(), Refusal::NameTaken)]));
}
