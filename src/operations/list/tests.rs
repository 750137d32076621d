use axum::http::StatusCode;
use chrono::Duration;
use serde_json::json;

use super::*;
use crate::house::House;
use crate::lists::pages::load::Loaded;
use crate::lists::testing::{kept, read, try_read};
use crate::organisation::model::{PartnerId, PartnerKind};

async fn customers(house: &House, query: &str) -> Loaded {
    read(house.db(), &CUSTOMERS, house.viewer("viktor").await, house.now(), query).await
}

async fn partners(house: &House, query: &str) -> Vec<String> {
    read(house.db(), &PARTNERS, house.viewer("viktor").await, house.now(), query).await.shown("name")
}

/// Harbor has a customer and a prospect, Lakeside a customer, one after the other.
async fn stories(db: PgPool) -> (House, PartnerId, PartnerId) {
    let (house, harbor) = House::harbor(db).await;
    let lakeside = house.found("Lakeside", "petra").await;
    house.associate(harbor, "mei", "Snowpeak Resorts").await;
    house.pass(Duration::hours(1)).await;
    house.associate(lakeside, "", "Northlight Films").await;
    house.pass(Duration::hours(1)).await;
    house.claim(harbor, "jun", "Tidewater Snow", "13800138000").await;
    (house, harbor, lakeside)
}

#[sqlx::test]
async fn the_customers_and_prospects_of_all_partners_stand_masked_the_latest_first(db: PgPool) {
    let (house, ..) = stories(db).await;
    let list = customers(&house, "").await;
    assert_eq!(list.shown("name"), ["T***w", "N***s", "S***s"]);
    assert_eq!(list.shown("account_name"), ["", "n***s", "s***s"]);
    assert_eq!(list.shown("partner"), ["Harbor", "Lakeside", "Harbor"]);
    assert_eq!(list.shown("account_manager"), ["JUN (jun)", "No account manager", "MEI (mei)"]);
    assert_eq!(list.shown("relation"), ["Claimed", "Associated: Resale", "Associated: Resale"]);
    let page = house.get("viktor", "/operations/customers?size=10").await;
    assert!(page.shows("3 customers and prospects of all partners") && page.shows("C00000001"));
    assert!(!page.shows("Snowpeak") && !page.shows("snowpeak") && !page.shows("13800138000"));
}

#[sqlx::test]
async fn a_customer_is_found_by_its_whole_number_its_name_its_partner_and_where_it_stands(db: PgPool) {
    let (house, harbor, lakeside) = stories(db).await;
    for (query, expected) in [
        ("number=c00000001", vec!["S***s"]),
        ("number=Ｃ００００００02", vec!["N***s"]),
        ("number=C0000000", vec![]),
        ("state=associated", vec!["N***s", "S***s"]),
        ("state=open", vec!["T***w"]),
        ("state=lapsed", vec![]),
        (&format!("partner={harbor}"), vec!["T***w", "S***s"]),
        (&format!("partner={harbor}&state=associated"), vec!["S***s"]),
        (&format!("partner={}", uuid::Uuid::nil()), vec![]),
    ] {
        assert_eq!(customers(&house, query).await.shown("name"), expected, "{query}");
    }
    let viktor = house.viewer("viktor").await;
    for (typed, expected) in
        [("ＳＮＯＷ", vec!["T***w", "S***s"]), ("northlight f", vec!["N***s"]), ("%", vec![]), ("s", vec!["T***w", "N***s", "S***s"])]
    {
        let query = kept(house.db(), &CUSTOMERS, &viktor, house.now(), json!({ "name": typed })).await;
        assert_eq!(customers(&house, &query).await.shown("name"), expected, "{typed}");
    }
    // A claim whose time is up has lapsed, whatever is stored; one that became an association stands once.
    house.pass(Duration::days(40)).await;
    assert_eq!(customers(&house, "state=lapsed").await.shown("relation"), ["Claim lapsed"]);
    sqlx::query(
        "update claim set state = 'associated', closed_at = claimed_at, customer_id = (select id from customer where number = 'C00000001')",
    )
    .execute(house.db())
    .await
    .unwrap();
    assert_eq!(customers(&house, "").await.shown("name"), ["N***s", "S***s"]);
    assert_eq!(customers(&house, &format!("partner={lakeside}")).await.totals.count, 1);
}

#[sqlx::test]
async fn partners_are_found_by_their_own_or_their_companys_name_type_distributor_and_state(db: PgPool) {
    let (house, ..) = stories(db).await;
    let summit = house.found_as("Summit", "dara", PartnerKind::Distributor, None).await;
    let delta = house.found_as("Delta", "rita", PartnerKind::Reseller, Some(summit)).await;
    sqlx::query("update partner set real_name_state = 'rejected', channel_only = id = $1 where id in ($1, $2)")
        .bind(summit)
        .bind(delta)
        .execute(house.db())
        .await
        .unwrap();
    assert_eq!(partners(&house, "").await, ["Delta", "Harbor", "Lakeside", "Summit"]);
    for (query, expected) in [
        ("name=ＳＵＭ", vec!["Summit"]),
        ("name=harbor ltd", vec!["Harbor"]),
        ("name=borharbor", vec![]),
        ("kind=distributor", vec!["Summit"]),
        ("state=rejected", vec!["Delta", "Summit"]),
        ("state=rejected&kind=reseller", vec!["Delta"]),
        ("state=nonsense", vec![]),
        (&format!("distributor={summit}"), vec!["Delta"]),
        ("sort=-customers&size=10", vec!["Harbor", "Lakeside", "Delta", "Summit"]),
    ] {
        let mut found = partners(&house, query).await;
        if query.starts_with("sort") {
            // Equal counts stand by id.
            found[..2].sort();
            found[2..].sort();
        }
        assert_eq!(found, expected, "{query}");
    }
    let list = read(house.db(), &PARTNERS, house.viewer("viktor").await, house.now(), "").await;
    assert_eq!((list.shown("people"), list.shown("customers")), (words(["1", "3", "1", "1"]), words(["0", "1", "1", "0"])));
    assert_eq!(list.shown("distributor"), ["Summit", "", "", ""]);
    assert!(house.get("viktor", "/operations/partners").await.shows("Channel only"));
}

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

#[sqlx::test]
async fn nobody_of_a_partner_reads_what_all_partners_have(db: PgPool) {
    let (house, ..) = stories(db).await;
    for account in ["grace", "mei", "petra"] {
        for list in [&CUSTOMERS, &PARTNERS, &RENAMES] {
            let refused = try_read(house.db(), list, house.viewer(account).await, house.now(), "").await;
            assert!(matches!(refused, Err(AppError::NotAllowed { .. })), "{account}");
        }
    }
    // Without the rule that refuses the whole list the rows themselves stay away.
    let grace = house.viewer("grace").await;
    let context = ListContext { access: Access::within(&grace, crate::auth::Reach::Partner).unwrap(), ..context(grace) };
    let mut query = QueryBuilder::new("");
    push_for_operators(&mut query, &context, "true");
    assert_eq!(query.sql().as_str(), "false");
    assert!(operator_of(&context).is_err());
}

fn context(viewer: Viewer) -> ListContext {
    let now: chrono::DateTime<chrono::Utc> = "2026-11-23T08:00:00Z".parse().unwrap();
    let (locale, access) = (Locale::En, Access::Installation);
    ListContext { viewer, locale, now, today: now.date_naive(), access, tab: "", carried: None, counted: None, team: 0 }
}

#[sqlx::test]
async fn among_very_many_partners_one_is_named_instead_of_chosen(db: PgPool) {
    let (house, harbor, _) = stories(db).await;
    let list = customers(&house, "").await;
    assert!(list.choosable("partner").is_some_and(|some| !some.are_typed && some.records.len() == 2));
    sqlx::query(
        "insert into partner (id, company_id, name, kind, created_at, updated_at)
         select gen_random_uuid(), company_id, 'Quay ' || n, kind, created_at, updated_at from partner, generate_series(1, 100) n where name = 'Harbor'",
    )
    .execute(house.db())
    .await
    .unwrap();
    assert!(customers(&house, "").await.choosable("partner").is_some_and(|some| some.are_typed && some.records.is_empty()));
    let chosen = customers(&house, &format!("partner={harbor}")).await;
    assert_eq!(chosen.choosable("partner").map(|some| some.records.clone()), Some(vec![(harbor.0, "Harbor".to_owned())]));

    let narrow = async |typed: &str| {
        let fields = [("list", "recorded_customers"), ("names[partner]", typed)];
        house.post("viktor", "/operations/customers", "lists.filter", &fields).await
    };
    assert_eq!(narrow("ＨＡＲ").await.location(), format!("/operations/customers?partner={harbor}"));
    assert!(narrow("Quay 1").await.location().starts_with("/operations/customers?partner="), "the one that is called so");
    for (typed, why) in [("Quay", "Several partners have this in their names"), ("Snowpeak", "No partner has this in its name")] {
        let refused = narrow(typed).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.shows(why), "{typed}: {}", refused.body);
    }
}

#[sqlx::test]
async fn an_operator_saves_a_view_that_no_other_operator_has(db: PgPool) {
    let (house, ..) = stories(db).await;
    house.staff("vera").await;
    let fields = [("list", "recorded_customers"), ("view_name", "Waiting prospects"), ("query", "state=open"), ("is_default", "yes")];
    let saved = house.post("viktor", "/operations/customers?state=open", "lists.save_view", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let own = house.get("viktor", "/operations/customers").await;
    assert!(own.shows("Waiting prospects") && own.shows("T***w") && !own.shows("S***s"), "it opens with the view");
    let other = house.get("vera", "/operations/customers").await;
    assert!(!other.shows("Waiting prospects") && other.shows("S***s"));
    let id: Uuid = sqlx::query_scalar("select id from saved_view").fetch_one(house.db()).await.unwrap();
    let change = [("id", id.to_string()), ("version", "1".to_owned()), ("shared", "yes".to_owned())];
    let change: Vec<(&str, &str)> = change.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(house.call("vera", "lists.delete_view", &change).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.call("viktor", "lists.share_view", &change).await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test]
async fn requests_for_another_name_wait_in_one_tab_and_stand_decided_in_the_other(db: PgPool) {
    let (house, ..) = stories(db).await;
    for (tab, said, other) in
        [("waiting", "Nothing to decide", "Nothing decided yet"), ("decided", "Nothing decided yet", "Nothing to decide")]
    {
        let page = house.get("viktor", &format!("/operations/renames?tab={tab}")).await;
        assert!(page.shows(said) && !page.shows(other), "{tab}: {}", page.body);
    }
    for (who, name) in [("grace", "Haven Ltd"), ("petra", "Cove Ltd")] {
        let fields = [("name", name), ("reason", "Merger")];
        let asked = house.post(who, "/organisation/company", "organisation.request_rename", &fields).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
        house.pass(Duration::hours(1)).await;
    }
    let renames = async |query: &str| read(house.db(), &RENAMES, house.viewer("viktor").await, house.now(), query).await;
    assert_eq!(renames("").await.shown("to"), ["Haven Ltd", "Cove Ltd"]);
    assert_eq!(renames("name=ＨＡＲＢＯＲ").await.shown("to"), ["Haven Ltd"], "the old name finds it as well");
    assert_eq!(renames("sort=-asked").await.shown("partner"), ["Lakeside", "Harbor"]);
    let page = house.get("viktor", "/operations/renames").await;
    assert!(page.shows("Decision on Haven Ltd") && !page.shows("Decision on Cove Ltd"), "the oldest is decided next");

    let cove: Uuid = sqlx::query_scalar("select id from company_rename where new_name = 'Cove Ltd'").fetch_one(house.db()).await.unwrap();
    let address = format!("/operations/renames?decide={cove}");
    assert!(page.shows(&address));
    let chosen = house.get("viktor", &address).await;
    assert!(chosen.shows("Decision on Cove Ltd") && !chosen.shows("Decision on Haven Ltd"));
    let (cove, refuse) = (cove.to_string(), ("decision", "refuse"));
    let silent = house.post("viktor", &address, "operations.decide_rename", &[("id", &cove), refuse]).await;
    assert!(silent.status == StatusCode::UNPROCESSABLE_ENTITY && silent.shows("Decision on Cove Ltd"), "{}", silent.body);
    let decided = house.post("viktor", &address, "operations.decide_rename", &[("id", &cove), refuse, ("note", "No notice")]).await;
    assert!(house.get("viktor", decided.location()).await.shows("The request is refused"));
    assert_eq!(renames("").await.shown("to"), ["Haven Ltd"]);
    let answer = [("id", cove.as_str()), refuse, ("note", "Only for Cove")];
    let late = house.post("viktor", "/operations/renames", "operations.decide_rename", &answer).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("Your answer on Cove Ltd was not saved") && late.shows("You had written: Only for Cove"), "{}", late.body);
    let (_, card) = late.body.split_once("Decision on Haven Ltd").unwrap();
    assert!(!card.contains("Only for Cove") && !card.contains("decided or withdrawn"), "it stands in no other company's form: {card}");
    let nowhere = house.post("viktor", "/operations/renames?tab=decided", "operations.decide_rename", &answer).await;
    assert!(nowhere.shows("You had written: Only for Cove"), "{}", nowhere.body);
    let list = renames("tab=decided").await;
    assert_eq!(
        (list.shown("to"), list.shown("state"), list.shown("note")),
        (words(["Cove Ltd"]), words(["Refused"]), words(["No notice"]))
    );
    assert!(!house.get("viktor", "/operations/renames?tab=decided").await.shows("Decision on"));
}
