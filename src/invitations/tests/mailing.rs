//! Inviting by mail, from the partner's side.

use super::*;

#[sqlx::test]
async fn a_claimed_prospect_is_invited_accepts_and_is_associated(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let opportunity = fixtures::opportunity(&house.state.db, "mei", crate::customers::model::CustomerRef::Claim(claim), "Archive").await;

    let page = house.get("mei", &format!("/sales/customer-development/invite?claims={claim}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("R***l") && page.body.contains("p***@ridgeway.example"), "{}", page.body);
    for clear in ["Ridgeway Hospital", "13800131234", "post@ridgeway.example"] {
        assert!(!page.body.contains(clear), "{clear} is shown");
    }

    let link = house.invite("mei", claim).await;
    let mail: (String, String, String, String) =
        sqlx::query_as("select kind, to_address, text_body, html_body from mail").fetch_one(&house.state.db).await.unwrap();
    assert_eq!((mail.0.as_str(), mail.1.as_str()), ("invitation", "post@ridgeway.example"));
    for part in [&mail.2, &mail.3] {
        for said in
            ["Ridgeway Hospital", "Mei of Harbor Cloud Partners", "Resale", "30 Nov 2026 16:00", &format!("http://127.0.0.1:3000{link}")]
        {
            assert!(part.contains(said), "{said} in {part}");
        }
    }
    let token = link.rsplit('/').next().unwrap();
    let kept: Vec<u8> = sqlx::query_scalar("select token_hash from invitation").fetch_one(&house.state.db).await.unwrap();
    assert_eq!(kept, token_hash(token), "only the hash is kept");

    let page = house.get("-", &link).await;
    assert_eq!(page.status, StatusCode::OK);
    for said in ["Harbor Cloud Partners invites you", "Mei of Harbor Cloud Partners", "30 Nov 2026 16:00", "p***@ridgeway.example"] {
        assert!(page.body.contains(said), "{said}");
    }
    assert!(!page.body.contains("post@ridgeway.example") && !page.body.contains("13800131234"));

    let answer = house.register(&link, "ridgeway_it", "138 0013 1234").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, format!("{link}?done=joined").as_str()), "{}", answer.body);
    let page = house.get("-", answer.location()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("You are associated with Harbor Cloud Partners"));

    let row: (String, Uuid, Option<Uuid>, Option<Uuid>, String, String, String) = sqlx::query_as(
        "select a.kind, a.partner_id, a.owner_id, a.supervisor_id, a.source, cu.account_name, cu.email
         from association a join customer cu on cu.id = a.customer_id where a.ended_at is null and a.invitation_id is not null",
    )
    .fetch_one(&house.state.db)
    .await
    .unwrap();
    assert_eq!((row.0.as_str(), row.2, row.3), ("resale", Some(id("mei").0), Some(id("zhao").0)));
    assert_eq!((row.4.as_str(), row.5.as_str(), row.6.as_str()), ("email", "ridgeway_it", "post@ridgeway.example"));
    let from: chrono::NaiveDate = sqlx::query_scalar("select lower(during) from assignment").fetch_one(&house.state.db).await.unwrap();
    assert_eq!(from, crate::values::date::beijing_date(house.now()), "assigned from today on");
    let state: String = sqlx::query_scalar("select state from claim where id = $1").bind(claim.0).fetch_one(&house.state.db).await.unwrap();
    assert_eq!(state, "associated");
    let moved: (bool, bool) = sqlx::query_as("select customer_id is not null, claim_id is null from opportunity where id = $1")
        .bind(opportunity.0)
        .fetch_one(&house.state.db)
        .await
        .unwrap();
    assert_eq!(moved, (true, true), "the opportunity hangs on the customer now");
    assert_eq!(house.newest().await.0, "accepted");
    let told: (Uuid, String, serde_json::Value) =
        sqlx::query_as("select person_id, kind, facts from notification").fetch_one(&house.state.db).await.unwrap();
    assert_eq!((told.0, told.1.as_str(), told.2["name"].as_str()), (id("mei").0, "invitation_accepted", Some("R***l")));
    let actors: Vec<(String, Option<Uuid>)> =
        sqlx::query_as("select verb, actor_id from audit_event order by id").fetch_all(&house.state.db).await.unwrap();
    assert_eq!(actors, [("invitation.sent".into(), Some(id("mei").0)), ("invitation.accepted".into(), None)]);
}

#[sqlx::test]
async fn a_repeated_submit_sends_one_mail(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let key = new_id().to_string();
    for _ in 0..2 {
        assert_eq!(house.send("mei", claim, &key).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(house.count("select count(*) from mail").await, 1);
    assert_eq!(house.count("select count(*) from invitation").await, 1);
}

#[sqlx::test]
async fn sending_again_kills_the_earlier_link_and_begins_the_seven_days_anew(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let first = house.invite("mei", claim).await;
    house.wait(Duration::days(6)).await;
    let id: Uuid = sqlx::query_scalar("select id from invitation").fetch_one(&house.state.db).await.unwrap();
    let answer = house.post("mei", HISTORY, "invitations.resend", &[("id", &id.to_string())]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sales/customer-development/history?done=resent"));
    let second = house.link().await;
    assert_ne!(first, second);
    let page = house.get("-", &first).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.body.contains("There is a newer invitation"));
    house.wait(Duration::days(6)).await;
    assert_eq!(house.get("-", &second).await.status, StatusCode::OK);
    assert_eq!(house.register(&second, "ridgeway_it", "13800131234").await.location(), format!("{second}?done=joined"));
    assert_eq!(house.count("select count(*) from association").await, 1);
}

#[sqlx::test]
async fn nobodys_mailbox_is_filled_with_invitations(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    for _ in 0..5 {
        assert_eq!(house.send("mei", claim, &new_id().to_string()).await.status, StatusCode::SEE_OTHER);
    }
    let sixth = house.send("mei", claim, &new_id().to_string()).await;
    assert_eq!(sixth.status, StatusCode::CONFLICT);
    assert!(
        sixth.body.contains("None of the chosen prospects") && sixth.body.contains("No: mailed 5 times within 24 hours"),
        "{}",
        sixth.body
    );
    let newest: Uuid = sqlx::query_scalar("select id from invitation where state = 'sent'").fetch_one(&house.state.db).await.unwrap();
    let again = house.post("mei", HISTORY, "invitations.resend", &[("id", &newest.to_string())]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.body.contains("were mailed 5 invitations within 24 hours"), "{}", again.body);
    assert_eq!(house.count("select count(*) from mail").await, 5);
    house.wait(Duration::hours(24)).await;
    assert_eq!(house.send("mei", claim, &new_id().to_string()).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test]
async fn a_batch_is_sent_again_whole_or_not_at_all(db: PgPool) {
    let house = House::open(db).await;
    let one = house.ridgeway("mei").await;
    let other = house.claim("mei", "Orchard Foods", "13800135678", "post@orchard.example").await;
    house.invite("mei", one).await;
    house.invite("mei", other).await;
    house.wait(Duration::days(8)).await;
    let ids: Vec<Uuid> = sqlx::query_scalar("select id from invitation order by id").fetch_all(&house.state.db).await.unwrap();
    let (first, second) = (ids[0].to_string(), ids[1].to_string());
    let both = [("ids[]", first.as_str()), ("ids[]", second.as_str())];

    let page = house.get("mei", HISTORY).await;
    assert_eq!(
        page.body.matches("Expired").count(),
        page.body.matches("The link was not used in time.").count() + 1,
        "and the filter's box"
    );
    house.run("update claim set state = 'withdrawn', closed_at = now() where company_name = 'Orchard Foods'").await;
    let answer = house.post("mei", HISTORY, "invitations.resend", &both).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(house.count("select count(*) from mail").await, 2, "nothing was sent");

    house.run("update claim set state = 'open', closed_at = null where company_name = 'Orchard Foods'").await;
    let answer = house.post("mei", HISTORY, "invitations.resend", &both).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(house.count("select count(*) from mail").await, 4);
    assert_eq!(house.count("select count(*) from invitation where state = 'sent'").await, 2);
    assert_eq!(house.count("select count(*) from invitation where state = 'expired'").await, 2, "expired is not replaced");
}

#[sqlx::test]
async fn only_open_claims_with_an_address_are_invited(db: PgPool) {
    let house = House::open(db).await;
    let without = house.claim("mei", "Orchard Foods", "13800135678", "").await;
    let page = house.get("mei", &format!("/sales/customer-development/invite?claims={without}")).await;
    assert!(page.body.contains("the claim has no e-mail address") && !page.body.contains("form[association_type]"));
    assert_eq!(house.send("mei", without, "").await.status, StatusCode::CONFLICT);
    let lapsed = house.ridgeway("mei").await;
    house.wait(Duration::days(15)).await;
    assert_eq!(house.send("mei", lapsed, "").await.status, StatusCode::CONFLICT);
    assert_eq!(house.count("select count(*) from mail").await, 0);
}

#[sqlx::test]
async fn referral_is_offered_only_to_partners_with_the_right(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await.to_string();
    let page = format!("/sales/customer-development/invite?claims={claim}");
    let fields = [("claims", claim.as_str()), ("association_type", "referral"), ("locale", "zh-CN")];
    assert_eq!(house.post("mei", &page, "invitations.send", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!house.get("mei", &page).await.body.contains("value=\"referral\""));
    house.run("update partner set referral_right = true").await;
    assert!(house.get("mei", &page).await.body.contains("value=\"referral\""));
    assert_eq!(house.post("mei", &page, "invitations.send", &fields).await.status, StatusCode::SEE_OTHER);
    assert!(house.newest_mail().await.contains("顾问销售"));
}

#[sqlx::test]
async fn a_reseller_whose_distributor_was_delisted_mails_nobody(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("sam").await;
    house.run("update partner set delisted_at = now() where name = 'Summit Distribution'").await;
    let page = format!("/sales/customer-development/invite?claims={claim}");
    let answer = house.get("rita", &page).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("Your distributor was delisted"));
    assert_eq!(house.send("rita", claim, "").await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.get("rita", "/sales/customer-development/links").await.status, StatusCode::OK, "offline still works");
    house.run("update partner set delisted_at = null").await;
    assert_eq!(house.send("rita", claim, "").await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test]
async fn an_invitation_taken_back_is_dead(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let link = house.invite("mei", claim).await;
    let id: Uuid = sqlx::query_scalar("select id from invitation").fetch_one(&house.state.db).await.unwrap();
    let fields = [("id", id.to_string())];
    let fields = [(fields[0].0, fields[0].1.as_str())];
    assert_eq!(house.post("mei", HISTORY, "invitations.withdraw", &fields).await.status, StatusCode::SEE_OTHER);
    let page = house.get("-", &link).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.body.contains("This invitation was withdrawn"));
    assert_eq!(house.register(&link, "ridgeway_it", "13800131234").await.location(), link);
    assert_eq!(house.count("select count(*) from association").await, 0);
    assert_eq!(house.post("mei", HISTORY, "invitations.withdraw", &fields).await.status, StatusCode::CONFLICT);
}

#[sqlx::test]
async fn the_preview_is_the_mail_in_a_frame_that_runs_nothing(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.claim("mei", "<script>alert(1)</script>", "13800131234", "post@ridgeway.example").await;
    let address = format!("/sales/customer-development/invite/preview?claim={claim}&kind=resale&language=zh-CN");
    let answer = house.get("mei", &address).await;
    assert_eq!(answer.status, StatusCode::OK);
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.starts_with("sandbox; default-src 'none'") && policy.contains("frame-ancestors 'self'") && !policy.contains("script-src"),
        "{policy}"
    );
    assert_eq!(answer.headers["x-frame-options"], "SAMEORIGIN");
    assert!(answer.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !answer.body.contains("<script"));
    assert!(answer.body.contains("邀请您成为Harbor Cloud Partners的客户"));
    for (who, status) in
        [("jun", StatusCode::NOT_FOUND), ("petra", StatusCode::NOT_FOUND), ("zhao", StatusCode::NOT_FOUND), ("grace", StatusCode::OK)]
    {
        assert_eq!(house.get(who, &address).await.status, status, "{who}");
    }
    assert_eq!(house.get("-", &address).await.status, StatusCode::SEE_OTHER);
    // Pages keep their own policy.
    let page = house.get("mei", HISTORY).await;
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"));
}

#[sqlx::test]
async fn an_invitation_whose_mail_cannot_be_sent_fails_in_the_history_and_the_inviter_is_told(db: PgPool) {
    use crate::invitations::unscoped::close_undelivered;
    use crate::server::mail::{MOST_ATTEMPTS, Post, send};
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let link = house.invite("mei", claim).await;
    // Nobody answers at this port.
    let post = Post::from_settings(Some("smtp://127.0.0.1:9"), Some("partners@vendor.example"), None).unwrap();
    let mail: Uuid = sqlx::query_scalar("select id from mail where kind = 'invitation'").fetch_one(&house.state.db).await.unwrap();
    let attempt = async || send(&house.state.db, &post, "http://127.0.0.1:3000", mail, house.now(), Duration::zero()).await.unwrap();
    for _ in 1..MOST_ATTEMPTS {
        assert!(attempt().await);
    }
    assert_eq!(close_undelivered(&house.state.db, house.now()).await.unwrap(), 0, "it is tried again");
    assert!(attempt().await);
    assert_eq!(close_undelivered(&house.state.db, house.now()).await.unwrap(), 1);
    assert_eq!(close_undelivered(&house.state.db, house.now()).await.unwrap(), 0);
    assert_eq!(house.newest().await, ("failed".into(), Some("mail_refused".into())));
    let history = house.get("mei", HISTORY).await;
    assert!(history.body.contains("The mail could not be delivered. Check the address"), "{}", history.body);
    assert_eq!(house.get("-", &link).await.status, StatusCode::GONE);
    let told: Vec<(Uuid, String)> = sqlx::query_as("select person_id, kind from notification").fetch_all(&house.state.db).await.unwrap();
    assert_eq!(told, [(id("mei").0, "invitation_failed".to_owned())]);
    assert_eq!(house.count("select count(*) from audit_event where verb = 'invitation.failed'").await, 1);
    let again: Uuid = sqlx::query_scalar("select id from invitation").fetch_one(&house.state.db).await.unwrap();
    let answer = house.post("mei", HISTORY, "invitations.resend", &[("id", &again.to_string())]).await;
    assert_eq!(answer.location(), "/sales/customer-development/history?done=resent");
    assert_eq!(close_undelivered(&house.state.db, house.now()).await.unwrap(), 0, "the new one has a mail of its own");
}
