//! Offline links: made, handed out, used by many, proven by a code.

use super::links::LINKS;
use super::*;
use crate::organisation::rules::fixtures::HARBOR;

impl House {
    async fn custom(&self, who: &str) -> String {
        self.make(who, &[("kind", "custom"), ("association_type", "resale"), ("tag", "Autumn fair")]).await
    }

    /// Registers at an offline link; leads to the page that asks for the code.
    async fn come(&self, link: &str, account: &str, email: &str) -> Answer {
        let token = link.rsplit('/').next().unwrap();
        let fields = [
            ("joining", "register"),
            ("token", token),
            ("company_name", "Ridgeway Hospital"),
            ("account_name", account),
            ("contact_name", "Wang Lei"),
            ("mobile", "13800131234"),
            ("email", email),
            ("agreed", "true"),
        ];
        self.post("-", link, "invitations.join", &fields).await
    }

    async fn code(&self) -> String {
        let text = self.newest_mail().await;
        text.lines()
            .find(|line| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()))
            .unwrap()
            .to_owned()
    }

    async fn enter(&self, page: &str, code: &str, account: &str) -> Answer {
        let (link, id) = page.split_once("?confirm=").unwrap();
        let token = link.rsplit('/').next().unwrap();
        let fields = [("token", token), ("id", id), ("code", code), ("account_name", account)];
        self.post("-", page, "invitations.confirm", &fields).await
    }
}

#[sqlx::test]
async fn who_comes_through_a_link_proves_the_address_and_is_the_account_managers_with_the_tag(db: PgPool) {
    let house = House::open(db).await;
    let link = house.custom("mei").await;
    let page = house.get("-", &link).await;
    assert!(page.body.contains("Harbor Cloud Partners invites you") && page.body.contains("a code is mailed to it"));
    let asked = house.come(&link, "ridgeway_it", "Post@Ridgeway.example").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let page = asked.location().to_owned();
    assert!(page.starts_with(&format!("{link}?confirm=")), "{page}");
    assert_eq!(house.newest().await.0, "confirming");
    assert_eq!(house.count("select count(*) from association").await, 0, "nothing without proof");
    let to: String = sqlx::query_scalar("select to_address from mail").fetch_one(&house.state.db).await.unwrap();
    assert_eq!(to, "post@ridgeway.example");
    let code = house.code().await;
    let kept: Vec<u8> = sqlx::query_scalar("select code_hash from invitation").fetch_one(&house.state.db).await.unwrap();
    assert_ne!(kept, token_hash(&code), "a hash of the code alone could be tried out");
    let shown = house.get("-", &page).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(!shown.body.contains("ridgeway.example") && !shown.body.contains("13800131234"));

    let answer = house.enter(&page, &code.to_lowercase(), "").await;
    assert_eq!(answer.location(), format!("{link}?done=joined"), "{}", answer.body);
    let row: (Option<Uuid>, String, String, String) = sqlx::query_as(
        "select a.owner_id, a.source, a.tag, cu.email from association a join customer cu on cu.id = a.customer_id where a.ended_at is null",
    )
    .fetch_one(&house.state.db)
    .await
    .unwrap();
    assert_eq!(
        (row.0, row.1.as_str(), row.2.as_str(), row.3.as_str()),
        (Some(id("mei").0), "custom", "Autumn fair", "post@ridgeway.example")
    );
    // The link is there for others, and for them it goes on as long as it is not taken back.
    house.wait(Duration::days(900)).await;
    assert_eq!(house.get("-", &link).await.status, StatusCode::OK);
    // The same click twice.
    assert_eq!(house.enter(&page, &code, "").await.location(), format!("{link}?done=joined"));
    assert_eq!(house.count("select count(*) from association").await, 1);
}

#[sqlx::test]
async fn three_wrong_codes_end_the_attempt_and_the_right_one_comes_too_late(db: PgPool) {
    let house = House::open(db).await;
    let link = house.custom("mei").await;
    let page = house.come(&link, "ridgeway_it", "post@ridgeway.example").await.location().to_owned();
    let code = house.code().await;
    for left in ["Tries left: 2", "Tries left: 1"] {
        let answer = house.enter(&page, "AAAAAA", "").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(left), "{left}");
    }
    assert_eq!(house.enter(&page, "AAAAAA", "").await.status, StatusCode::CONFLICT);
    assert_eq!(house.newest().await, ("failed".into(), Some("not_proven".into())));
    assert_eq!(house.enter(&page, &code, "").await.status, StatusCode::CONFLICT);
    assert_eq!(house.count("select count(*) from association").await, 0);
    assert!(house.get("mei", HISTORY).await.body.contains("The e-mail address was not confirmed."));
}

#[sqlx::test]
async fn a_code_is_dead_after_ten_minutes(db: PgPool) {
    let house = House::open(db).await;
    let link = house.custom("mei").await;
    let page = house.come(&link, "ridgeway_it", "post@ridgeway.example").await.location().to_owned();
    let code = house.code().await;
    house.wait(Duration::minutes(10)).await;
    assert_eq!(house.enter(&page, &code, "").await.status, StatusCode::CONFLICT);
    assert_eq!(house.count("select count(*) from association").await, 0);
}

#[sqlx::test]
async fn an_attempt_that_nobody_proved_ends_with_time_and_disturbs_nobody(db: PgPool) {
    let house = House::open(db).await;
    let link = house.custom("mei").await;
    house.come(&link, "ridgeway_it", "post@ridgeway.example").await;
    house.wait(Duration::minutes(10)).await;
    assert_eq!(crate::invitations::unscoped::expire_due(&house.state.db, house.now()).await.unwrap(), 1);
    assert_eq!(house.newest().await, ("failed".into(), Some("not_proven".into())));
    assert_eq!(house.count("select count(*) from notification").await, 0);
}

#[sqlx::test]
async fn asking_for_a_code_answers_alike_whether_the_account_exists_or_not(db: PgPool) {
    let house = House::open(db).await;
    house.customer("ridgeway_it", "post@ridgeway.example", "13800131234").await;
    let link = house.custom("mei").await;
    let token = link.rsplit('/').next().unwrap();
    for account in ["ridgeway_it", "nobodys_it"] {
        let fields =
            [("joining", "identify"), ("token", token), ("account_name", account), ("email", "post@ridgeway.example"), ("agreed", "true")];
        let answer = house.post("-", &link, "invitations.join", &fields).await;
        assert!(answer.location().starts_with(&format!("{link}?confirm=")), "{account}");
    }
    assert_eq!(house.count("select count(*) from mail").await, 2);
    // Only whoever proves the address hears that there is no such account, and can say another one.
    let id: Uuid = sqlx::query_scalar("select id from invitation order by id desc limit 1").fetch_one(&house.state.db).await.unwrap();
    let page = format!("{link}?confirm={id}");
    let code = house.code().await;
    let answer = house.enter(&page, &code, "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("No account with this name has your e-mail address"));
    assert_eq!(house.enter(&page, &code, "ridgeway_it").await.location(), format!("{link}?done=joined"));
    assert_eq!(house.count("select count(*) from customer").await, 1);
}

#[sqlx::test]
async fn nobodys_mailbox_is_filled_with_codes(db: PgPool) {
    let house = House::open(db).await;
    let link = house.custom("mei").await;
    for n in 0..6 {
        let answer = house.come(&link, &format!("ridgeway_{n}"), "post@ridgeway.example").await;
        assert_eq!(answer.status, if n < 5 { StatusCode::SEE_OTHER } else { StatusCode::TOO_MANY_REQUESTS });
    }
    assert_eq!(house.count("select count(*) from mail").await, 5);
}

#[sqlx::test]
async fn an_offline_link_meets_the_partners_own_claim(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("jun").await;
    let opportunity = fixtures::opportunity(&house.state.db, "jun", crate::customers::model::CustomerRef::Claim(claim), "Archive").await;
    house.invite("jun", claim).await;
    let link = house.custom("mei").await;
    let page = house.come(&link, "ridgeway_it", "post@ridgeway.example").await.location().to_owned();
    let code = house.code().await;
    assert_eq!(house.enter(&page, &code, "").await.location(), format!("{link}?done=joined"));
    let row: (String, String) =
        sqlx::query_as("select c.state, (select i.state from invitation i where i.claim_id = c.id) from claim c where c.id = $1")
            .bind(claim.0)
            .fetch_one(&house.state.db)
            .await
            .unwrap();
    assert_eq!((row.0.as_str(), row.1.as_str()), ("associated", "replaced"));
    let moved: (bool, Uuid) = sqlx::query_as("select customer_id is not null, owner_id from opportunity where id = $1")
        .bind(opportunity.0)
        .fetch_one(&house.state.db)
        .await
        .unwrap();
    assert_eq!(moved, (true, id("jun").0), "an opportunity stays with its owner");
}

#[sqlx::test]
async fn another_partners_claim_stands_in_the_way_at_an_offline_link_too(db: PgPool) {
    let house = House::open(db).await;
    house.ridgeway("sam").await;
    let link = house.custom("mei").await;
    let page = house.come(&link, "ridgeway_it", "other@ridgeway.example").await.location().to_owned();
    let code = house.code().await;
    let answer = house.enter(&page, &code, "").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("Another partner is in touch with you") && !answer.body.contains("Delta"));
    assert_eq!(house.newest().await, ("failed".into(), Some("claimed_by_another".into())));
}

#[sqlx::test]
async fn a_number_on_record_that_nobody_proved_takes_no_customer_at_an_offline_link(db: PgPool) {
    let house = House::open(db).await;
    house.customer("ridgeway_old", "it@ridgeway.example", "13800131234").await;
    let link = house.custom("mei").await;
    let page = house.come(&link, "ridgeway_new", "somebody@else.example").await.location().to_owned();
    let answer = house.enter(&page, &house.code().await, "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("belongs to an account already"), "{}", answer.body);
    assert_eq!(house.count("select count(*) from association").await, 0);
    assert_eq!(house.count("select count(*) from customer").await, 1);
    // Whoever proves the address on file joins with the account.
    let page = house.come(&link, "ridgeway_old", "it@ridgeway.example").await.location().to_owned();
    assert_eq!(house.enter(&page, &house.code().await, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.count("select count(*) from association").await, 1);
}

#[sqlx::test]
async fn answers_at_a_partners_offline_links_are_limited_as_the_instant_check_is(db: PgPool) {
    let house = House::open(db).await;
    house.ridgeway("sam").await;
    let link = house.custom("mei").await;
    for n in 0..31 {
        let page = house.come(&link, &format!("account{n}"), &format!("box{n}@else.example")).await.location().to_owned();
        let answer = house.enter(&page, &house.code().await, "").await;
        let expected = if n < 30 { StatusCode::CONFLICT } else { StatusCode::TOO_MANY_REQUESTS };
        assert_eq!(answer.status, expected, "{n}");
        // Somebody elsewhere each time: the source is not what holds here.
        sqlx::query("delete from sign_in_throttle where key <> sha256(convert_to('join-proven:' || $1, 'UTF8'))")
            .bind(HARBOR.to_string())
            .execute(&house.state.db)
            .await
            .unwrap();
    }
}

#[sqlx::test]
async fn a_link_taken_back_stops_at_once_also_for_who_has_a_code(db: PgPool) {
    let house = House::open(db).await;
    let link = house.custom("mei").await;
    let page = house.come(&link, "ridgeway_it", "post@ridgeway.example").await.location().to_owned();
    let code = house.code().await;
    let id: Uuid = sqlx::query_scalar("select id from invitation_link").fetch_one(&house.state.db).await.unwrap();
    assert_eq!(house.post("mei", LINKS, "invitations.withdraw_link", &[("id", &id.to_string())]).await.status, StatusCode::SEE_OTHER);
    let gone = house.get("-", &link).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.body.contains("This invitation was withdrawn"));
    assert_ne!(house.enter(&page, &code, "").await.location(), format!("{link}?done=joined"));
    assert_eq!(house.count("select count(*) from association").await, 0);
    assert_eq!(house.newest().await, ("failed".into(), Some("withdrawn".into())));
}
