//! Who sees which leads, and how much of them.

use axum::http::StatusCode;
use sqlx::PgPool;

use super::*;

#[sqlx::test]
async fn an_eye_shows_one_column_to_whom_sees_the_lead_and_each_look_is_recorded(db: PgPool) {
    let (house, _) = house(db).await;
    let lead = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    let refs = format!("lead:{lead}");
    let look = async |who: &str, field: &str| house.call(who, "leads.reveal", &[("field", field), ("refs", &refs)]).await;
    assert!(look("mei", "mobile").await.shows("13800138000"));
    assert!(look("zhao", "name").await.shows("Snowpeak Resorts"));
    for who in ["jun", "omar", "petra"] {
        assert_eq!(look(who, "mobile").await.status, StatusCode::NOT_FOUND, "{who}");
    }
    assert_eq!(house.audited("customer.revealed").await, 2);
}

#[sqlx::test]
async fn a_list_is_narrowed_by_names_that_stand_in_no_address(db: PgPool) {
    let (house, _) = house(db).await;
    let snow = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    let mut fields = typed("Orchard Foods", "13800138001");
    fields[3] = ("contact_name", "Li Si");
    let orchard = id_in(&house.post("mei", NEW, "leads.enter", &fields).await);
    let search = async |who: &str, field: &str, typed: &str, query: &str| {
        let answer = house.post(who, LIST, "lists.filter", &[(field, typed), ("query", query), ("list", "leads")]).await;
        answer.location().to_owned()
    };
    let filtered = search("mei", "texts[company]", "snow", "").await;
    assert!(filtered.contains("filter=") && !filtered.contains("snow"), "{filtered}");
    let page = house.get("mei", &filtered).await;
    assert!(page.shows(&snow) && !page.shows(&orchard));
    let by_contact = search("grace", "texts[contact]", "li", "tab=mine").await;
    assert!(by_contact.contains("tab=mine") && !house.get("grace", &by_contact).await.shows(&orchard), "not hers");
    let of_all = search("grace", "texts[contact]", "li", "").await;
    assert!(house.get("grace", &of_all).await.shows(&orchard));
    assert!(house.get("jun", &filtered).await.shows("not yours or no longer exists"));
}

#[sqlx::test]
async fn a_distributor_does_not_see_its_resellers_leads(db: PgPool) {
    let house = House::open(db).await;
    let summit = house.found_as("Summit", "dara", PartnerKind::Distributor, None).await;
    house.found_as("Delta", "rita", PartnerKind::Reseller, Some(summit)).await;
    let lead = house.lead("rita", "Snowpeak Resorts", "13800138000").await;
    assert_eq!(house.get("dara", &format!("/sales/leads/{lead}")).await.status, StatusCode::NOT_FOUND);
    let (distributor,): (Option<uuid::Uuid>,) = sqlx::query_as("select distributor_id from lead").fetch_one(house.db()).await.unwrap();
    assert_eq!(distributor, Some(summit.0));
}

#[sqlx::test]
async fn next_skips_no_row_when_the_list_changes_meanwhile(db: PgPool) {
    let (house, _) = house(db).await;
    let mut all = Vec::new();
    for n in 10..23 {
        let mobile = format!("138001380{n}");
        all.push(house.lead("mei", "Snowpeak Resorts", &mobile).await);
        house.pass(chrono::Duration::minutes(1)).await;
    }
    let first = house.get("mei", "/sales/leads?size=10").await;
    let next =
        first.body.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&amp;", "&");
    house.lead("mei", "Newest", "13900139000").await;
    let second = house.get("mei", &next).await;
    assert!(second.shows(&all[2]) && second.shows(&all[0]) && !second.shows(&all[3]), "{next}");
}

#[sqlx::test]
async fn tabs_and_addresses_from_mails_and_bookmarks_open_what_they_opened(db: PgPool) {
    let (house, _) = house(db).await;
    let of_mei = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    let own = house.lead("grace", "Orchard Foods", "13800138001").await;
    for (query, of_mei_too) in [("", true), ("?view=all", true), ("?view=mine", false), ("?tab=mine", false)] {
        let page = house.get("grace", &format!("{LIST}{query}")).await;
        assert!(page.shows(&own) && page.shows(&of_mei) == of_mei_too, "{query}");
        assert!(!page.shows("The view in this address is not yours"), "{query}");
    }
    let hers = house.get("grace", &format!("{LIST}?tab=mine")).await;
    assert!(hers.shows("href=\"/sales/leads?tab=mine&amp;state=new\"") && hers.shows("Leads that you follow or entered: 1."));
    assert!(house.get("mei", &format!("{LIST}?view=all")).await.shows(&of_mei), "who dispatches nothing has no tabs");
}

#[sqlx::test]
async fn who_has_closed_leads_alone_is_told_so_in_the_own_language_and_is_offered_no_reset(db: PgPool) {
    let (house, _) = house(db).await;
    assert!(house.get("mei", LIST).await.shows("No leads"));
    let lead = house.lead("mei", "Snowpeak Resorts", "13800138000").await;
    sqlx::query("update lead set state = 'invalid', invalid_reason = 'No budget' where id = $1::uuid")
        .bind(&lead)
        .execute(house.db())
        .await
        .unwrap();
    let page = house.get("mei", LIST).await;
    assert!(page.shows("No open leads") && !page.shows("Nothing matches") && !page.shows(&lead), "{}", page.body);
    assert!(house.get("mei", &format!("{LIST}?state=invalid")).await.shows(&lead));
    assert!(house.get("mei", &format!("{LIST}?state=converted")).await.shows("Nothing matches"));
    assert!(house.get("jun", LIST).await.shows("No leads"), "a colleague has none");
    house.call("mei", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    assert!(house.get("mei", LIST).await.shows("暂无未结束的线索"));
}
