//! What the customer meets at a mailed link.

use super::*;

#[sqlx::test]
async fn the_link_dies_when_its_seven_days_are_over_and_says_so(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let link = house.invite("mei", claim).await;
    house.wait(Duration::days(7) - Duration::seconds(1)).await;
    assert_eq!(house.get("-", &link).await.status, StatusCode::OK);
    house.wait(Duration::seconds(2)).await;
    let page = house.get("-", &link).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.body.contains("This invitation has expired") && !page.body.contains("form[agreed]"));
    assert_eq!(house.register(&link, "ridgeway_it", "13800131234").await.location(), link);
    assert_eq!(house.count("select count(*) from association").await, 0);
    // Nobody closed it yet; the history says so all the same, and that it was tried.
    let history = house.get("mei", HISTORY).await;
    assert!(
        history.body.contains("The link was not used in time. Resend the invitation.") && history.body.contains("Tried again just now")
    );
    assert_eq!(crate::invitations::unscoped::expire_due(&house.state.db, house.now()).await.unwrap(), 1);
    assert_eq!(crate::invitations::unscoped::expire_due(&house.state.db, house.now()).await.unwrap(), 0);
    assert_eq!(house.newest().await, ("expired".into(), None));
    assert_eq!(house.count("select count(*) from notification where kind = 'invitation_failed'").await, 1);
}

#[sqlx::test]
async fn a_used_link_is_good_for_nothing_more(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let link = house.invite("mei", claim).await;
    house.register(&link, "ridgeway_it", "13800131234").await;
    let page = house.get("-", &link).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.body.contains("This invitation was used already"));
    // A double click of the same person is no second attempt; anybody else's is, and the partner reads it.
    assert_eq!(house.register(&link, "ridgeway_it", "13800131234").await.location(), format!("{link}?done=joined"));
    assert_eq!(house.register(&link, "somebody_else", "13800131234").await.location(), link);
    assert_eq!(house.count("select count(*) from customer").await, 1);
    let history = house.get("mei", HISTORY).await;
    assert!(history.body.contains("Tried again just now: The link was used before."), "{}", history.body);
}

#[sqlx::test]
async fn a_customer_may_decline_and_the_partner_hears_of_it(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let link = house.invite("mei", claim).await;
    let token = link.rsplit('/').next().unwrap();
    let answer = house.post("-", &link, "invitations.decline", &[("token", token)]).await;
    assert_eq!(answer.location(), format!("{link}?done=declined"));
    assert!(house.get("-", answer.location()).await.body.contains("You declined the invitation"));
    assert_eq!(house.newest().await, ("declined".into(), None));
    assert_eq!(house.get("-", &link).await.status, StatusCode::GONE);
    assert_eq!(house.register(&link, "ridgeway_it", "13800131234").await.location(), link);
    assert_eq!(house.count("select count(*) from association").await, 0);
    assert_eq!(house.count("select count(*) from notification where kind = 'invitation_failed'").await, 1);
    assert!(house.get("mei", HISTORY).await.body.contains("The customer declined. Ask the customer why"));
}

#[sqlx::test]
async fn whoever_registers_uses_the_number_under_which_the_prospect_was_claimed(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let link = house.invite("mei", claim).await;
    let answer = house.register(&link, "ridgeway_it", "13900009999").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Enter the mobile number that you gave to the partner") && !answer.body.contains("13800131234"));
    assert!(answer.body.contains("value=\"ridgeway_it\""), "what was typed stays");
    assert_eq!(house.newest().await.0, "sent");
}

#[sqlx::test]
async fn an_existing_customer_says_which_account_and_one_that_is_not_theirs_answers_like_none(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    house.customer("ridgeway_it", "post@ridgeway.example", "13800131234").await;
    house.customer("foreign_it", "it@foreign.example", "13700001111").await;
    let link = house.invite("mei", claim).await;
    let plain = |body: String, account: &str| {
        let body = body.replace(account, "ACCOUNT");
        body.split("nonce=\"").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest).to_owned()).collect::<String>()
    };
    let foreign = house.identify(&link, "foreign_it").await;
    let missing = house.identify(&link, "nobodys_it").await;
    assert_eq!((foreign.status, missing.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
    assert_eq!(plain(foreign.body, "foreign_it"), plain(missing.body, "nobodys_it"));
    assert_eq!(house.identify(&link, "ridgeway_it").await.location(), format!("{link}?done=joined"));
    assert_eq!(house.count("select count(*) from customer").await, 2, "no second row for the same customer");
    assert_eq!(house.count("select count(*) from association where ended_at is null").await, 1);
}

#[sqlx::test]
async fn nobody_registers_a_second_account_beside_the_one_they_have(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    house.customer("ridgeway_it", "post@ridgeway.example", "13800131234").await;
    house.customer("foreign_it", "it@foreign.example", "13700001111").await;
    let link = house.invite("mei", claim).await;
    let answer = house.register(&link, "ridgeway_two", "13800131234").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Your e-mail address has an account already"));
    let answer = house.register(&link, "foreign_it", "13800131234").await;
    assert!(answer.body.contains("This account name cannot be used"));
    assert_eq!(house.count("select count(*) from customer").await, 2);
}

#[sqlx::test]
async fn a_customer_of_another_partner_is_not_associated(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let customer = house.customer("ridgeway_it", "post@ridgeway.example", "13800131234").await;
    let link = house.invite("mei", claim).await;
    sqlx::query(
        "insert into association (id, customer_id, kind, partner_id, customer_name, started_at) values ($1, $2, 'resale', $3, 'R', now())",
    )
    .bind(new_id())
    .bind(customer)
    .bind(crate::organisation::rules::fixtures::LAKESIDE.0)
    .execute(&house.state.db)
    .await
    .unwrap();
    assert_eq!(house.identify(&link, "ridgeway_it").await.location(), link);
    let page = house.get("-", &link).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.body.contains("Your account belongs to another partner"));
    assert!(!page.body.contains("Lakeside"), "nobody learns which");
    assert_eq!(house.newest().await, ("failed".into(), Some("associated_elsewhere".into())));
    let history = house.get("mei", HISTORY).await.body;
    assert!(history.contains("The customer is associated with another partner.") && !history.contains("Lakeside"));
}

#[sqlx::test]
async fn a_prospect_whom_another_partner_claimed_meanwhile_is_not_associated(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    house.wait(Duration::days(10)).await;
    let link = house.invite("mei", claim).await;
    // Mei's claim lapses, Petra's partner claims; the link still works for two days.
    house.wait(Duration::days(5)).await;
    house.run("update claim set state = 'lapsed', closed_at = valid_until").await;
    let other = house.claim("mei", "Ridgeway Hospital", "13800131234", "post@ridgeway.example").await;
    sqlx::query("update claim set partner_id = $2, owner_id = $3, supervisor_id = null where id = $1")
        .bind(other.0)
        .bind(crate::organisation::rules::fixtures::LAKESIDE.0)
        .bind(id("petra").0)
        .execute(&house.state.db)
        .await
        .unwrap();
    assert_eq!(house.get("-", &link).await.status, StatusCode::OK, "whoever only holds the link learns nothing");
    house.register(&link, "ridgeway_it", "13800131234").await;
    let page = house.get("-", &link).await;
    assert!(page.body.contains("Another partner is in touch with you") && !page.body.contains("Lakeside"));
    assert_eq!(house.newest().await, ("failed".into(), Some("claimed_by_another".into())));
    assert_eq!(house.count("select count(*) from customer").await, 0, "no account is left behind");
    assert_eq!(house.count("select count(*) from association").await, 0);
}

#[sqlx::test]
async fn a_link_outlives_its_claim_when_nobody_else_claimed(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    house.wait(Duration::days(10)).await;
    let link = house.invite("mei", claim).await;
    house.wait(Duration::days(5)).await;
    house.run("update claim set state = 'lapsed', closed_at = valid_until").await;
    assert_eq!(house.register(&link, "ridgeway_it", "13800131234").await.location(), format!("{link}?done=joined"));
    let state: String = sqlx::query_scalar("select state from claim where id = $1").bind(claim.0).fetch_one(&house.state.db).await.unwrap();
    assert_eq!(state, "associated");
}

#[sqlx::test]
async fn what_the_vendor_knows_stands_in_the_way_and_stays_unsaid_to_the_customer(db: PgPool) {
    let house = House::open(db).await;
    for (at, (word, reason)) in
        [("partner", "is_partner"), ("special_contract", "special_contract"), ("credit_account", "credit_account_in_resale")]
            .into_iter()
            .enumerate()
    {
        let (mobile, email, account) = (format!("1380013123{at}"), format!("post{at}@ridgeway.example"), format!("ridgeway_{at}"));
        let claim = house.claim("mei", "Ridgeway Hospital", &mobile, &email).await;
        let customer = house.customer(&account, &email, &mobile).await;
        sqlx::query("update customer set traits = array[$2] where id = $1")
            .bind(customer)
            .bind(word)
            .execute(&house.state.db)
            .await
            .unwrap();
        let link = house.invite("mei", claim).await;
        house.identify(&link, &account).await;
        assert_eq!(house.newest().await, ("failed".into(), Some(reason.into())));
        let page = house.get("-", &link).await.body;
        assert!(page.contains("You cannot be associated at present") && !page.contains("contract with") && !page.contains("credit"));
    }
}

#[sqlx::test]
async fn a_link_that_does_not_exist_has_its_own_page_and_guessing_is_limited(db: PgPool) {
    let house = House::open(db).await;
    for _ in 0..30 {
        let page = house.get("-", "/join/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.body.contains("This link does not exist"));
    }
    assert_eq!(house.get("-", "/join/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[sqlx::test]
async fn answers_are_limited_by_source_and_link(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let link = house.invite("mei", claim).await;
    let mut last = StatusCode::OK;
    for _ in 0..61 {
        last = house.identify(&link, "nobodys_it").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    house.wait(Duration::minutes(16)).await;
    assert_eq!(house.identify(&link, "nobodys_it").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test]
async fn the_public_page_is_found_by_nobody_and_tells_nobody_its_address(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let link = house.invite("mei", claim).await;
    for address in [link.as_str(), "/join/none"] {
        let page = house.get("-", address).await;
        assert_eq!(page.headers["referrer-policy"], "no-referrer");
        assert_eq!(page.headers["x-robots-tag"], "noindex, nofollow");
        assert_eq!(page.headers["cache-control"], "no-store");
        assert!(page.headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"));
        assert!(!page.body.contains("<leptos-island"), "no WASM is needed");
    }
    let page = house.ask("-", Method::GET, &link, String::new()).await;
    assert_eq!(page.body.matches(link.rsplit('/').next().unwrap()).count(), 3, "in the three forms and nowhere else");
}
