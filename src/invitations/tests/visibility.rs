//! Who sees what of the history, and what is said in clear.

use super::*;

#[sqlx::test]
async fn the_history_shows_each_person_their_own_part_masked(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    house.invite("mei", claim).await;
    for (who, sees) in [("mei", true), ("jun", false), ("zhao", true), ("grace", true), ("petra", false), ("rita", false), ("kofi", false)]
    {
        let page = house.get(who, HISTORY).await;
        assert_eq!(page.status, StatusCode::OK, "{who}");
        assert_eq!(page.body.contains("R***l"), sees, "{who}");
        assert_eq!(page.body.contains("138****1234"), sees, "{who}");
        for clear in ["Ridgeway Hospital", "13800131234", "post@ridgeway.example"] {
            assert!(!page.body.contains(clear), "{who} reads {clear}");
        }
    }
    let page = house.get("mei", HISTORY).await.body;
    for button in ["Resend the invitation of R***l", "Withdraw R***l?", "Choose R***l", "Resend those ticked", "name=\"form[key]\""] {
        assert!(page.contains(button), "{button}: {page}");
    }
    // The supervisor looks and changes nothing.
    let page = house.get("zhao", HISTORY).await.body;
    assert!(!page.contains("invitations.resend") && !page.contains("invitations.withdraw"));
    let ids: Vec<Uuid> = sqlx::query_scalar("select id from invitation").fetch_all(&house.state.db).await.unwrap();
    for (who, status) in [("zhao", StatusCode::FORBIDDEN), ("jun", StatusCode::NOT_FOUND), ("petra", StatusCode::NOT_FOUND)] {
        for action in ["invitations.resend", "invitations.withdraw"] {
            assert_eq!(house.post(who, HISTORY, action, &[("id", &ids[0].to_string())]).await.status, status, "{who} {action}");
        }
    }
    assert_eq!(house.count("select count(*) from mail").await, 1);
}

#[sqlx::test]
async fn nobody_invites_for_somebody_elses_claim(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    for (who, status) in
        [("jun", StatusCode::NOT_FOUND), ("petra", StatusCode::NOT_FOUND), ("kofi", StatusCode::NOT_FOUND), ("zhao", StatusCode::FORBIDDEN)]
    {
        assert_eq!(house.get(who, &format!("/sales/customer-development/invite?claims={claim}")).await.status, status, "{who}");
        assert_eq!(house.send(who, claim, "").await.status, status, "{who}");
    }
    assert_eq!(house.count("select count(*) from mail").await, 0);
    // The administrator may; the customer will be Mei's.
    assert_eq!(house.send("grace", claim, "").await.status, StatusCode::SEE_OTHER);
    let link = house.link().await;
    house.register(&link, "ridgeway_it", "13800131234").await;
    let owner: Option<Uuid> = sqlx::query_scalar("select owner_id from association").fetch_one(&house.state.db).await.unwrap();
    assert_eq!(owner, Some(id("mei").0));
}

#[sqlx::test]
async fn an_eye_shows_one_column_of_ones_own_part_and_is_recorded(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    house.invite("mei", claim).await;
    let id: Uuid = sqlx::query_scalar("select id from invitation").fetch_one(&house.state.db).await.unwrap();
    let refs = format!("invitation:{id}");
    let page = house.post("mei", HISTORY, "invitations.reveal", &[("field", "mobile"), ("refs", &refs)]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("13800131234") && !page.body.contains("post@ridgeway.example"), "one column only");
    let page = house.post("jun", HISTORY, "invitations.reveal", &[("field", "mobile"), ("refs", &refs)]).await;
    assert!(!page.body.contains("13800131234"));
    let looks: Vec<(Uuid, String)> = sqlx::query_as("select entity_id, after->>'column' from audit_event where verb = 'customer.revealed'")
        .fetch_all(&house.state.db)
        .await
        .unwrap();
    assert_eq!(looks, [(id, "mobile".to_owned())]);
    for (field, refs) in [("password", refs.as_str()), ("mobile", "claim:x"), ("mobile", "")] {
        assert_eq!(
            house.post("mei", HISTORY, "invitations.reveal", &[("field", field), ("refs", refs)]).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

/// What the filter of the history sends.
fn of_history<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [("list", "invitations")].into_iter().chain(fields.iter().copied()).collect()
}

#[sqlx::test]
async fn the_history_is_narrowed_without_a_customers_word_in_the_address(db: PgPool) {
    let house = House::open(db).await;
    let one = house.ridgeway("mei").await;
    let other = house.claim("mei", "Orchard Foods", "13800135678", "post@orchard.example").await;
    house.invite("mei", one).await;
    house.invite("mei", other).await;
    let answer = house
        .post(
            "mei",
            HISTORY,
            "lists.filter",
            &of_history(&[("texts[name]", "Orchard"), ("choices[state][]", "sent"), ("choices[kind][]", "email")]),
        )
        .await;
    let address = answer.location().to_owned();
    assert!(address.contains("filter=") && address.contains("state=sent") && !address.contains("Orchard"), "{address}");
    let page = house.get("mei", &address).await;
    assert!(page.body.contains("O***s") && !page.body.contains("R***l"));
    // The filter is its owner's alone.
    let page = house.get("grace", &address).await;
    assert!(page.body.contains("R***l") && page.body.contains("not yours"));
    let by_mail =
        house.post("mei", HISTORY, "lists.filter", &of_history(&[("texts[email]", "orchard.example")])).await.location().to_owned();
    assert!(!by_mail.contains("orchard"), "{by_mail}");
    assert!(!house.get("mei", &by_mail).await.body.contains("R***l"));
    let nothing = house.get("mei", &format!("{HISTORY}?state=accepted")).await;
    assert!(nothing.body.contains("Nothing matches"));
}

#[sqlx::test]
async fn the_history_is_searched_by_tag_and_turned_page_by_page(db: PgPool) {
    let house = House::open(db).await;
    for n in 0..23 {
        let claim = house.claim("mei", &format!("Ridgeway {n}"), &format!("138{n:08}"), &format!("post{n}@ridgeway.example")).await;
        house.send("mei", claim, "").await;
        house.wait(Duration::seconds(1)).await;
    }
    house.run("update invitation set tag = 'Autumn fair' where company_name = 'Ridgeway 7'").await;
    let page = house.get("mei", &format!("{HISTORY}?tag=autumn")).await;
    assert_eq!(page.body.matches("<th scope=row").count(), 1);
    let first = house.get("mei", &format!("{HISTORY}?size=10")).await.body;
    assert_eq!(first.matches("<th scope=row").count(), 10);
    let after = first.split("after=").nth(1).unwrap().split(['"', '&']).next().unwrap().to_owned();
    let second = house.get("mei", &format!("{HISTORY}?size=10&after={after}")).await.body;
    assert_eq!(second.matches("<th scope=row").count(), 10);
    let row = |page: &str| page.split("name=\"form[ids][]\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_ne!(row(&first), row(&second));
    let before = second.split("before=").nth(1).unwrap().split(['"', '&']).next().unwrap().to_owned();
    assert_eq!(row(&house.get("mei", &format!("{HISTORY}?size=10&before={before}")).await.body), row(&first));
}

#[sqlx::test]
async fn nothing_that_is_kept_or_told_holds_a_clear_name_number_or_address(db: PgPool) {
    let house = House::open(db).await;
    let claim = house.ridgeway("mei").await;
    let link = house.invite("mei", claim).await;
    house.register(&link, "ridgeway_it", "13800131234").await;
    let kept: Vec<String> = sqlx::query_scalar(
        "select coalesce(before::text, '') || coalesce(after::text, '') from audit_event union all select facts::text || link from notification",
    )
    .fetch_all(&house.state.db)
    .await
    .unwrap();
    assert!(kept.len() >= 3);
    for text in kept {
        for clear in ["Ridgeway Hospital", "13800131234", "post@ridgeway.example", "ridgeway_it", link.rsplit('/').next().unwrap()] {
            assert!(!text.contains(clear), "{clear} in {text}");
        }
    }
}
