//! Leads that become claims.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::*;

#[sqlx::test]
async fn a_lead_becomes_a_claim_filled_in_from_it_and_leaves_the_list(db: PgPool) {
    let (house, _) = house(db).await;
    let lead = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    let page = format!("/sales/leads/{lead}/claim");
    let form = house.get("mei", &page).await;
    assert!(form.shows("On the lead: 138****8000") && !form.shows("13800138000") && !form.shows("Snowpeak") && !form.shows("it138"));
    let fields = [("id", lead.as_str()), ("version", "1"), ("industry", "travel"), ("invite", "no")];
    let claimed = house.post("mei", &page, "leads.convert", &fields).await;
    assert!(claimed.location().starts_with("/sales/customer-development/claims/"), "{}", claimed.body);
    let claim: (String, String, String, String) =
        sqlx::query_as("select c.company_name, c.mobile, c.email, p.account_name from claim c join person p on p.id = c.owner_id")
            .fetch_one(house.db())
            .await
            .unwrap();
    assert_eq!(claim, ("Snowpeak Resorts".into(), "13800138000".into(), "it13800138000@snow.example".into(), "mei".into()));
    assert_eq!(house.standing(&lead).await.0, "converted");
    assert!(!house.get("mei", LIST).await.shows(&lead) && house.get("mei", "/sales/leads?state=converted").await.shows(&lead));
    assert!(house.get("mei", &format!("/sales/leads/{lead}")).await.shows("Open the claim"));
    // Once.
    assert_eq!(house.post("mei", &page, "leads.convert", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((house.audited("lead.converted").await, house.audited("claim.claimed").await), (1, 1));
}

#[sqlx::test]
async fn a_lead_that_cannot_be_claimed_stays_and_says_why(db: PgPool) {
    let (house, _) = house(db).await;
    let lead = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    let rival = house.lead("petra", "Snowpeak", "13800138000").await;
    let fields = [("id", rival.as_str()), ("version", "1"), ("industry", "travel"), ("invite", "no")];
    let theirs = house.post("petra", &format!("/sales/leads/{rival}/claim"), "leads.convert", &fields).await;
    assert_eq!(theirs.status, StatusCode::SEE_OTHER);
    let fields = [("id", lead.as_str()), ("version", "1"), ("industry", "travel"), ("invite", "no")];
    let refused = house.post("mei", &format!("/sales/leads/{lead}/claim"), "leads.convert", &fields).await;
    assert!(refused.refuses("mobile") && refused.shows("This customer is protected until") && !refused.shows("Lakeside"));
    assert_eq!(house.standing(&lead).await.0, "dispatched");
    let stale = [
        ("id", lead.as_str()),
        ("version", "9"),
        ("industry", "travel"),
        ("invite", "no"),
        ("mobile", "13900139000"),
        ("email", "x@y.example"),
        ("acknowledged", "true"),
    ];
    assert_eq!(house.post("mei", &format!("/sales/leads/{lead}/claim"), "leads.convert", &stale).await.status, StatusCode::CONFLICT);
    let claims: i64 = sqlx::query_scalar("select count(*) from claim").fetch_one(house.db()).await.unwrap();
    assert_eq!(claims, 1, "a claim whose lead was changed meanwhile is not made");
}

#[sqlx::test]
async fn a_lead_that_two_convert_at_once_becomes_one_claim(db: PgPool) {
    let (house, _) = house(db).await;
    for round in 0..20 {
        let lead = house.lead("mei", "Snowpeak Resorts", &format!("138001380{round:02}")).await;
        sqlx::query("update lead set email = ''").execute(house.db()).await.unwrap();
        let page = format!("/sales/leads/{lead}/claim");
        let other = format!("1390013900{round:02}");
        let other = &other[..11];
        let own = [("id", lead.as_str()), ("version", "1"), ("industry", "travel"), ("invite", "no"), ("acknowledged", "true")];
        let typed: Vec<(&str, &str)> = own.iter().copied().chain([("mobile", other)]).collect();
        let (one, two) = tokio::join!(house.post("mei", &page, "leads.convert", &own), house.post("grace", &page, "leads.convert", &typed));
        let done = [&one, &two].iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
        assert_eq!(done, 1, "round {round}: {} {}", one.status, two.status);
    }
    let claims: i64 = sqlx::query_scalar("select count(*) from claim").fetch_one(house.db()).await.unwrap();
    assert_eq!(claims, 20);
}

#[sqlx::test]
async fn in_marketing_programme_two_numbers_and_addresses_never_leave_and_a_claim_takes_them_all_the_same(db: PgPool) {
    let (house, harbor) = house(db).await;
    sqlx::query("update partner set marketing_programme = true where id = $1").bind(harbor.0).execute(house.db()).await.unwrap();
    let lead = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    let refs = format!("lead:{lead}");
    for (field, expected) in [("mobile", 404), ("email", 404), ("name", 200), ("contact", 200)] {
        let answer = house.call("mei", "leads.reveal", &[("field", field), ("refs", &refs)]).await;
        assert_eq!(answer.status.as_u16(), expected, "{field}");
        assert!(!answer.shows("13800138000") && !answer.shows("it138"), "{field}");
    }
    let page = house.get("mei", LIST).await;
    assert!(page.shows("marketing programme 2.0") && !page.shows("Show Mobile in clear") && page.shows("138****8000"));
    let fields = [("id", lead.as_str()), ("version", "1"), ("industry", "travel"), ("invite", "no")];
    let claimed = house.post("mei", &format!("/sales/leads/{lead}/claim"), "leads.convert", &fields).await;
    assert_eq!(claimed.status, StatusCode::SEE_OTHER);
    // Nor from the claim, by its eye or digit by digit by its filters.
    let claim: uuid::Uuid = sqlx::query_scalar("select claim_id from lead where claim_id is not null").fetch_one(house.db()).await.unwrap();
    let refs = format!("claim:{claim}");
    for (field, expected) in [("mobile", 404), ("email", 404), ("name", 200)] {
        let answer = house.call("mei", "customers.reveal", &[("field", field), ("refs", &refs)]).await;
        assert_eq!(answer.status.as_u16(), expected, "{field}: {}", answer.body);
        assert!(!answer.shows("13800138000") && !answer.shows("it138"), "{field}");
    }
    let page = house.get("mei", &format!("/sales/customer-development/claims/{claim}")).await;
    assert!(page.shows("138****8000") && page.shows("marketing programme 2.0"));
    // Nor is there an eye that would open nothing: at the claim, in both lists, at its opportunity, in the history.
    let reported = house.report("mei", &format!("claim:{claim}"), &[]).await;
    let opportunity = reported.location().split('?').next().unwrap().to_owned();
    let fields = [("claims", claim.to_string()), ("association_type", "resale".into()), ("locale", "en".into())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let sent = house.post("mei", &format!("/sales/customer-development/invite?claims={claim}"), "invitations.send", &fields).await;
    assert!(sent.location().ends_with("?done=sent"), "{}", sent.body);
    let of_a_claim = format!("/sales/customer-development/claims/{claim}");
    for address in [
        of_a_claim.as_str(),
        "/sales/customer-development",
        "/sales/customers?tab=claimed",
        opportunity.as_str(),
        "/sales/customer-development/history",
    ] {
        let page = house.get("mei", address).await;
        assert!(page.shows("138****8000"), "{address}: {}", page.body);
        assert!(page.shows("Show Customer name") && !page.shows("Show Mobile") && !page.shows("Show E-mail"), "{address}");
    }
    let lists = [
        ("/sales/customer-development", [("list", "claims"), ("query", "")]),
        ("/sales/customers?tab=claimed", [("list", "customers"), ("query", "tab=claimed")]),
    ];
    for (list, [name, query]) in lists {
        for (digits, seen) in [("", true), ("0138000", false)] {
            let found = house.post("mei", list, "lists.filter", &[("texts[mobile]", digits), name, query]).await;
            let rows = house.get("mei", found.location()).await;
            assert_eq!(rows.shows("138****8000"), seen, "{list} {digits}: {}", found.location());
        }
    }
}
