use super::*;

const RUNS: &str = "select count(*) from import_run where state = 'applied' and created + changed > 0";
const OURS: &str = "select count(*) from customer where source = 'crm'";

#[sqlx::test]
async fn a_check_shows_every_row_and_a_second_import_changes_nothing(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    let check = check(&db, "customers", CUSTOMERS).await;
    assert_eq!((number(&db, OURS).await, number(&db, RUNS).await), (0, 0));
    let first = applied(&db, check.id, false, now()).await;
    assert_eq!(check.lines, first.lines, "the check said what the import did");
    assert_eq!(first.numbers(), [2, 0, 0, 2]);
    assert_eq!(first.line(4), refused(&["account_manager:unknown_account_manager:"]));
    assert_eq!(first.line(5), refused(&["partner:channel_only:"]));
    assert_eq!(number(&db, OURS).await, 2);
    assert_eq!(number(&db, "select count(*) from audit_event where verb = 'import.done'").await, 1);
    let owner: String = sqlx::query_scalar(
        "select p.account_name from association a join customer c on c.id = a.customer_id join person p on p.id = a.owner_id
         join person s on s.id = a.supervisor_id where c.account_name = 'harbour_lab' and s.account_name = 'zhao'",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(owner, "mei");
    let second = import(&db, "customers", CUSTOMERS).await;
    assert_eq!(second.numbers(), [0, 0, 2, 2]);
    assert_eq!(number(&db, OURS).await, 2);
    assert_eq!(number(&db, "select count(*) from import_row").await, 0, "nothing stays staged");
}

#[sqlx::test]
async fn a_changed_row_changes_its_columns_only_and_an_account_name_never(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    import(&db, "customers", CUSTOMERS).await;
    let changed = CUSTOMERS.replace("Harbour Lab", "Harbour Laboratories").replace("northern_sail", "southern_sail");
    let report = import(&db, "customers", &changed).await;
    assert_eq!(report.line(2), refused(&["account_name:account_fixed:"]));
    assert_eq!((report.line(3).0, report.changed(3)), (Outcome::Changed, vec!["name".to_owned()]));
    let sorted_by: String = sqlx::query_scalar(
        "select customer_name from association a join customer c on c.id = a.customer_id where c.account_name = 'harbour_lab'",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(sorted_by, "Harbour Laboratories");
}

#[sqlx::test]
async fn columns_that_the_file_does_not_have_stay_untouched_and_the_number_stays_protected(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    let full = "external_id,account_name,name,industry,contact_name,mobile,email,real_name_state,registered_on,traits\n\
                1,quiet,Quiet Bay,energy,Ann Lee,13900009999,it@quiet.example,verified,2026-11-20,debt\n";
    import(&db, "customers", full).await;
    let kept = "select count(*) from customer where account_name = 'quiet' and contact_name = 'Ann Lee' and mobile = '13900009999'
                and email = 'it@quiet.example' and real_name_state = 'verified' and registered_at is not null and traits = '{debt}'";
    let four = import(&db, "customers", "external_id,account_name,name,industry\n1,quiet,Quiet Bay Ltd.,energy\n").await;
    assert_eq!((four.line(2).0, four.changed(2)), (Outcome::Changed, vec!["name".to_owned()]));
    assert_eq!(number(&db, kept).await, 1, "four columns");
    // A row that ends before the last columns says nothing about them, and neither do empty cells of number and address.
    let short = import(&db, "customers", &format!("{}1,quiet,Quiet Bay Ltd.,energy\n", &full[..=full.find('\n').unwrap()])).await;
    assert_eq!(short.numbers(), [0, 0, 1, 0], "a short row");
    let empty =
        check(&db, "customers", "external_id,account_name,name,industry,mobile,email,contact_name\n1,quiet,Quiet Bay Ltd.,energy,,,\n")
            .await;
    assert_eq!(
        (empty.counts.emptied, empty.changed(2)),
        (1, vec!["contact_name".to_owned()]),
        "the check says how many fields are emptied"
    );
    assert_eq!(number(&db, kept).await, 1);
    applied(&db, empty.id, false, now()).await;
    let after = "select count(*) from customer where account_name = 'quiet' and contact_name = '' and mobile = '13900009999'";
    assert_eq!(number(&db, after).await, 1);
}

#[sqlx::test]
async fn a_customer_of_another_partner_is_not_taken_over(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    import(&db, "customers", CUSTOMERS).await;
    let other = CUSTOMERS.replace("Harbor Cloud Partners,resale,mei", "Lakeside Solutions,resale,");
    assert_eq!(import(&db, "customers", &other).await.line(3), refused(&["partner:associated_elsewhere:"]));
    let other = CUSTOMERS.replace("resale,mei", "referral,mei");
    assert_eq!(import(&db, "customers", &other).await.line(3), refused(&["association_type:association_differs:"]));
}

#[sqlx::test]
async fn a_file_takes_no_prospect_from_the_partner_that_has_it_and_says_at_which_column(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    import(&db, "customers", CUSTOMERS).await;
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
    let both = import(&db, "customers", &file("13900009999", "It@Quiet.example", "Delta Resale")).await;
    assert_eq!(both.line(2), refused(&["mobile:prospect_claimed:", "email:prospect_claimed:"]));
    let harbours = import(&db, "customers", &file("13900002222", "", "Delta Resale")).await;
    assert_eq!(harbours.line(2), refused(&["mobile:prospect_associated:"]));
    // What the vendor knows of it takes it from nobody.
    assert_eq!(import(&db, "customers", &file("13900009999", "", "")).await.line(2).0, Outcome::Created);
    let later = import(&db, "customers", &file("13900009999", "", "Delta Resale")).await;
    assert_eq!(later.line(2), refused(&["mobile:prospect_claimed:"]));
}

#[sqlx::test]
async fn one_file_gives_a_prospect_to_one_partner_only(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    let file = "external_id,account_name,name,industry,mobile,partner,association_type\n\
                1,one,One,energy,13900008888,Harbor Cloud Partners,resale\n2,two,Two,energy,139 0000 8888,Delta Resale,resale\n3,one,Three,energy,,,\n";
    let report = import(&db, "customers", file).await;
    assert_eq!(report.line(2).0, Outcome::Created);
    assert_eq!(report.line(3), refused(&["mobile:repeated:2"]));
    assert_eq!(report.line(4), refused(&["account_name:repeated:2"]));
}

#[sqlx::test]
async fn a_file_brings_referral_only_to_a_partner_with_the_right_and_leaves_what_is_there(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    let head = "external_id,account_name,name,industry,partner,association_type\n";
    assert_eq!(import(&db, "customers", &format!("{head}9,quiet,Quiet Bay,energy,,\n")).await.line(2).0, Outcome::Created);
    let file = format!("{head}9,quiet,Quiet Bay,energy,Delta Resale,referral\n10,still,Still Bay,energy,Delta Resale,referral\n");
    let right = async |on: bool| {
        sqlx::query("update partner set referral_right = $1 where name = 'Delta Resale'").bind(on).execute(&db).await.unwrap();
    };
    let report = import(&db, "customers", &file).await;
    for line in [2, 3] {
        assert_eq!(report.line(line), refused(&["association_type:no_referral_right:"]), "{line}");
    }
    right(true).await;
    assert_eq!(import(&db, "customers", &file).await.numbers(), [1, 1, 0, 0]);
    right(false).await;
    assert_eq!(import(&db, "customers", &file).await.numbers(), [0, 0, 2, 0], "an association of before stays");
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
    let open = "select count(*) from claim where state in ('in_review', 'open')";
    let before = number(&db, open).await;
    // The partner's name as people type it.
    let file = "external_id,account_name,name,industry,mobile,partner,association_type,account_manager\n7,bluefin,Bluefin Aquatics,travel,13900000001, ＨＡＲＢＯＲ cloud  partners,resale,jun\n";
    let check = check(&db, "customers", file).await;
    assert_eq!(check.numbers(), [1, 0, 0, 0]);
    assert_eq!(number(&db, open).await, before, "a check changes nothing");
    assert_eq!(number(&db, "select count(*) from notification where entity = 'import_run'").await, 0);
    applied(&db, check.id, false, now()).await;
    assert_eq!(number(&db, open).await, before - 1);
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
