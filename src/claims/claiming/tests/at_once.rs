//! Several people claim at the same moment.

use super::*;

#[sqlx::test]
async fn two_partners_who_claim_one_prospect_at_once_never_both_get_it(db: PgPool) {
    house(&db).await;
    sqlx::query("update terms set most_open_claims = 1000, checks_per_hour = 10000").execute(&db).await.unwrap();
    for n in 0..100 {
        let mobile = format!("1380013{n:04}");
        let tick = |name: &str| ClaimForm { acknowledged: "true".into(), email: format!("p{n}@example.com"), ..form(name, &mobile) };
        let (of_mei, of_petra) = (tick("Snowpeak"), tick("Snowpeak Resorts"));
        let (one, two) = tokio::join!(claims(&db, "mei", &of_mei, now()), claims(&db, "petra", &of_petra, now()));
        let (winner, loser) = if one.is_ok() { (one, two) } else { (two, one) };
        assert!(winner.is_ok(), "{n}: {winner:?}");
        let refused = said(loser);
        assert!(refused.iter().any(|line| line.contains("is protected until")), "{n}: {refused:?}");
    }
    let count: i64 = sqlx::query_scalar("select count(*) from claim").fetch_one(&db).await.unwrap();
    assert_eq!(count, 100);
}

#[sqlx::test]
async fn people_of_one_partner_who_claim_at_once_do_not_exceed_its_limit(db: PgPool) {
    house(&db).await;
    sqlx::query("update terms set most_open_claims = 5").execute(&db).await.unwrap();
    for n in 0..4 {
        put_claim(&db, "mei", &format!("1390013000{n}"), now() + TimeDelta::days(3)).await;
    }
    for n in 0..25 {
        let tick = |mobile: String| ClaimForm { acknowledged: "true".into(), ..form("Orchard Foods", &mobile) };
        let forms = [0, 1, 2].map(|k| tick(format!("1370{k}13{n:04}0").chars().take(11).collect()));
        let (a, b, c) = tokio::join!(
            claims(&db, "mei", &forms[0], now()),
            claims(&db, "jun", &forms[1], now()),
            claims(&db, "grace", &forms[2], now())
        );
        let won = [&a, &b, &c].iter().filter(|one| one.is_ok()).count();
        assert_eq!(won, 1, "{n}: {a:?} {b:?} {c:?}");
        sqlx::query("delete from claim where company_name = 'Orchard Foods'").execute(&db).await.unwrap();
    }
}
