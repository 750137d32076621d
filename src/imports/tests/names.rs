use super::*;

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
    let spellings = ["港湾云(上海)Cloud Partners", "港湾云（上海） ＣＬＯＵＤ  partners", " 港湾云 ( 上海 ) cloud partners "];
    for (number, partner) in spellings.into_iter().enumerate() {
        let customers = format!(
            "external_id,account_name,name,industry,partner,association_type,account_manager\nk{number},k_{number},Mill {number},travel,{partner},resale,mei\n"
        );
        let report = import(&db, "customers", &customers).await;
        assert_eq!(report.line(2).0, Outcome::Created, "{partner}: {:?}", report.lines);
        let again = import(&db, "customers", &customers.replace(partner, spellings[0])).await;
        assert_eq!(again.line(2).0, Outcome::Unchanged, "another spelling is no change");
        let leads =
            format!("external_id,partner,company_name,mobile,campaign\nl{number},{partner},Mill {number},1390000333{number},autumn (秋)\n");
        assert_eq!(import(&db, "leads", &leads).await.line(2).0, Outcome::Created, "{partner}");
    }
    let elsewhere = "external_id,partner,company_name,mobile\nl9,港湾云（北京）Cloud Partners,Mill,13900003339\n";
    assert_eq!(import(&db, "leads", elsewhere).await.line(2), refused(&["partner:unknown_partner:"]));
    let taken = "external_id,name,starts_on,ends_on\nc1,autumn(秋),2026-11-01,2026-11-30\n";
    assert_eq!(import(&db, "campaigns", taken).await.line(2), refused(&["name:name_taken:"]));
}
