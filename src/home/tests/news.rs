//! The card of news.

use chrono::Duration;
use sqlx::PgPool;

use crate::house::House;

#[sqlx::test]
async fn news_stand_newest_first_at_every_look_and_what_she_should_look_into_keeps_its_place(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    // An unread failure of long ago, and more that happened since than the card has lines; two of them at one moment.
    let told = [
        ("export_failed", "Old failure", 600),
        ("claim_accepted", "Claim 1", 10),
        ("claim_accepted", "Claim 2", 9),
        ("claim_accepted", "Claim 3", 8),
        ("claim_accepted", "Claim 4", 7),
        ("claim_accepted", "Claim 5", 7),
        ("claim_accepted", "Claim 6", 6),
    ];
    for (kind, name, minutes) in told {
        let sql = "insert into notification (id, person_id, kind, facts, link, entity, entity_id, created_at)
                   select $1, p.id, $2, jsonb_build_object('name', $3::text, 'why', jsonb_build_object('en', $3::text, 'zh', $3::text)), '/', 'claim', $1, $4
                   from person p where p.account_name = 'mei'";
        let (id, at) = (crate::server::new_id(), house.now() - Duration::minutes(minutes));
        sqlx::query(sql).bind(id).bind(kind).bind(name).bind(at).execute(house.db()).await.unwrap();
    }
    let order = async || {
        let page = house.home("mei").await;
        let mut found: Vec<(usize, &str)> = told.iter().filter_map(|(_, name, _)| Some((page.find(name)?, *name))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    assert_eq!(order().await, ["Claim 6", "Claim 5", "Claim 4", "Claim 3", "Old failure"]);
    assert_eq!(order().await, order().await);
    assert!(!house.home("jun").await.contains("Claim 6"), "nobody reads what somebody else was told");
}
