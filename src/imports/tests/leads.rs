use super::*;

const HEAD: &str = "external_id,partner,company_name,mobile,email\n";

#[sqlx::test]
async fn a_lead_is_compared_with_leads_claims_and_customers_of_the_partner_by_number_and_address(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    import(&db, "customers", CUSTOMERS).await;
    import(&db, "leads", &format!("{HEAD}1,Harbor Cloud Partners,Quiet Bay,13900003333,ann@quiet.example\n")).await;
    let claimed: String = sqlx::query_scalar(
        "select mobile_key from claim c join partner p on p.id = c.partner_id where p.name = 'Harbor Cloud Partners' and c.state = 'open' limit 1",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    let file = format!(
        "{HEAD}2,Harbor Cloud Partners,Quiet Bay Ltd.,+86 139-0000-3333,\n3,Harbor Cloud Partners,Other,,ANN@quiet.example\n\
         4,Harbor Cloud Partners,Claimed,{claimed},\n5,Harbor Cloud Partners,Lab,13900002222,\n\
         6,Lakeside Solutions,Elsewhere,13900003333,\n7,Harbor Cloud Partners,New,13900007777,\n8,Harbor Cloud Partners,Again,13900007777,\n"
    );
    let report = check(&db, "leads", &file).await;
    let likely: Vec<Option<&str>> = report.lines.iter().map(|line| line.likely.as_deref()).collect();
    assert_eq!(likely, [Some("lead"), Some("lead"), Some("claim"), Some("customer"), None, None, Some("line:7")]);
    assert_eq!((report.counts.likely, report.counts.created), (5, 2), "another partner's leads are its own");
    let report = applied(&db, report.id, true, now()).await;
    assert_eq!((report.counts.likely, report.counts.created), (0, 7), "they come in when somebody says so");
}

#[sqlx::test]
async fn a_landline_is_taken_where_a_number_is_asked_for(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    let rows = ["021-62345678", "(0755) 8234 5678", "400-812-3456", "12"];
    let rows: String = rows.iter().enumerate().map(|(at, number)| format!("{at},Harbor Cloud Partners,Company {at},{number},\n")).collect();
    let report = import(&db, "leads", &format!("{HEAD}{rows}")).await;
    assert_eq!(report.numbers(), [3, 0, 0, 1]);
    assert_eq!(report.line(5), refused(&["mobile:not_a_phone:"]));
    let kept: Vec<String> =
        sqlx::query_scalar("select mobile from lead where source = 'crm' order by external_id").fetch_all(&db).await.unwrap();
    assert_eq!(kept, ["021-62345678", "0755-82345678", "400-8123456"]);
}

#[sqlx::test]
async fn leads_profiles_and_days_can_be_imported_twice(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    import(&db, "customers", CUSTOMERS).await;
    for (kind, file) in [
        ("leads", "external_id,partner,company_name,mobile,campaign\n1,harbor cloud partners,Quiet Bay,13900003333,\n2,Nobody,X,,\n"),
        ("profiles", "customer,founded_on,website,structure\nharbour_lab,1999-05-01,https://lab.example,\"Holding\nLab\"\nnobody,,,\n"),
        ("calendar", "day,working,name\n2027-01-01,no,New Year\n2027-13-01,no,x\n"),
    ] {
        let first = import(&db, kind, file).await;
        assert_eq!(first.numbers(), [1, 0, 0, 1], "{kind}: {:?}", first.lines);
        assert_eq!(import(&db, kind, file).await.numbers(), [0, 0, 1, 1], "{kind}");
    }
}
