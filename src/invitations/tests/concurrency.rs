//! At once: exactly one association, however often it is tried.

use super::*;

const TIMES: usize = 100;

#[sqlx::test]
async fn two_people_accept_one_link_at_once_and_exactly_one_is_associated(db: PgPool) {
    let house = House::open(db).await;
    for turn in 0..TIMES {
        let (mobile, email) = (format!("138{turn:08}"), format!("post{turn}@ridgeway.example"));
        let claim = house.claim("mei", "Ridgeway Hospital", &mobile, &email).await;
        let link = house.invite("mei", claim).await;
        let (one, other) = (format!("one_{turn}"), format!("other_{turn}"));
        let (first, second) = tokio::join!(house.register(&link, &one, &mobile), house.register(&link, &other, &mobile));
        let joined = format!("{link}?done=joined");
        let won = [&first, &second].iter().filter(|answer| answer.location() == joined).count();
        assert_eq!(won, 1, "turn {turn}: {} {} / {} {}", first.status, first.location(), second.status, second.location());
        house.run("delete from sign_in_throttle").await;
    }
    let expected = i64::try_from(TIMES).unwrap();
    assert_eq!(house.count("select count(*) from association where ended_at is null").await, expected);
    assert_eq!(house.count("select count(*) from customer").await, expected);
    assert_eq!(house.count("select count(*) from assignment").await, expected);
    assert_eq!(house.count("select count(*) from invitation where state = 'accepted'").await, expected);
}

#[sqlx::test]
async fn one_customer_accepts_two_partners_links_at_once_and_belongs_to_exactly_one(db: PgPool) {
    let house = House::open(db).await;
    for turn in 0..TIMES {
        let (mobile, email, account) = (format!("138{turn:08}"), format!("post{turn}@ridgeway.example"), format!("ridgeway_{turn}"));
        let claim = house.claim("mei", "Ridgeway Hospital", &mobile, &email).await;
        let link = house.invite("mei", claim).await;
        // The claim lapsed; the reseller Delta claims and invites. Both links work.
        sqlx::query("update claim set state = 'lapsed', closed_at = $2 where id = $1")
            .bind(claim.0)
            .bind(house.now())
            .execute(&house.state.db)
            .await
            .unwrap();
        let other = house.claim("sam", "Ridgeway Hospital", &mobile, &email).await;
        let other_link = house.invite("rita", other).await;
        sqlx::query("update claim set state = 'lapsed', closed_at = $2 where id = $1")
            .bind(other.0)
            .bind(house.now())
            .execute(&house.state.db)
            .await
            .unwrap();
        // Every second customer is on record already, the others register at both links.
        let (first, second) = if turn % 2 == 0 {
            house.customer(&account, &email, &mobile).await;
            tokio::join!(house.identify(&link, &account), house.identify(&other_link, &account))
        } else {
            tokio::join!(house.register(&link, &account, &mobile), house.register(&other_link, &account, &mobile))
        };
        let won = [first.location() == format!("{link}?done=joined"), second.location() == format!("{other_link}?done=joined")];
        assert_eq!(
            won.iter().filter(|won| **won).count(),
            1,
            "turn {turn}: {} {} / {} {}",
            first.status,
            first.location(),
            second.status,
            second.location()
        );
        house.run("delete from sign_in_throttle").await;
    }
    let expected = i64::try_from(TIMES).unwrap();
    assert_eq!(house.count("select count(*) from association where ended_at is null").await, expected);
    assert_eq!(house.count("select count(*) from customer").await, expected);
    assert_eq!(house.count("select count(*) from invitation where state = 'failed' and reason = 'associated_elsewhere'").await, expected);
}

#[sqlx::test]
async fn sending_again_while_the_customer_accepts_leaves_one_answer(db: PgPool) {
    let house = House::open(db).await;
    for turn in 0..30 {
        let (mobile, email) = (format!("138{turn:08}"), format!("post{turn}@ridgeway.example"));
        let claim = house.claim("mei", "Ridgeway Hospital", &mobile, &email).await;
        let link = house.invite("mei", claim).await;
        let key = new_id().to_string();
        let account = format!("ridgeway_{turn}");
        let (answer, sent) = tokio::join!(house.register(&link, &account, &mobile), house.send("mei", claim, &key));
        let joined = answer.location() == format!("{link}?done=joined");
        // Either the old link was dead first, or the claim was gone when it was sent again.
        assert_eq!(joined, sent.status == StatusCode::CONFLICT, "turn {turn}: {} / {}", answer.status, sent.status);
        house.run("delete from sign_in_throttle").await;
    }
}
