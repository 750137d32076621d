//! Campaigns: counted, created once, narrowed, terminated; customers that leave.

use axum::http::StatusCode;

use super::*;

const TASKS: &str = "select count(*) from expansion_task";

#[sqlx::test]
async fn customers_are_counted_before_anything_is_created_and_each_becomes_one_task(db: PgPool) {
    let (house, customers) = furnished(db).await;
    let counted = count(&house, &[]).await;
    assert!(counted.shows("4 customers of 2 partners.") && counted.shows("1 has no account manager"), "{}", counted.body);
    assert!(counted.shows("Create 4 tasks") && counted.shows("Nobody has a second copy."), "what was typed stays");
    assert_eq!(rows(&house, TASKS).await, 0);
    // Without a count nothing is created, and neither for conditions other than those that were counted.
    for given in [&[][..], &[("counted", "4"), ("counted_for", "else")]] {
        let refused = house.post("viktor", NEW, "expansion.create_campaign", &fields(given)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.shows("count the customers again"), "{}", refused.body);
    }
    let page = campaign(&house, &[]).await;
    assert!(house.get("viktor", &format!("{page}?done=created")).await.shows("The campaign is created. Tasks: 4;"));
    assert_eq!(rows(&house, TASKS).await, 4);
    assert_eq!(stands(&house, task_of(&house, customers.mei).await).await, ("pending".into(), 1, 0));
    assert_eq!(house.audited("expansion_campaign.created").await, 1);
    // One notification each: of nobody's customer the administrator's, of the reseller's its distributor's (U23, R41).
    let told = "select string_agg(p.account_name || ' ' || (n.facts->>'count'), ', ' order by p.account_name)
                from notification n join person p on p.id = n.person_id where n.kind = 'expansion_tasks_created'";
    let told: String = sqlx::query_scalar(told).fetch_one(house.db()).await.unwrap();
    assert_eq!(told, "dara 1, grace 1, jun 1, mei 1");
}

#[sqlx::test]
async fn where_no_customer_matches_the_page_says_which_condition_to_widen_and_not_to_count_first(db: PgPool) {
    let (house, _) = furnished(db).await;
    let harbor: uuid::Uuid = sqlx::query_scalar("select id from partner where name = 'Harbor'").fetch_one(house.db()).await.unwrap();
    let harbor = harbor.to_string();
    let tagged = count(&house, &[("partner", &harbor), ("tag", "VIP")]).await;
    assert!(tagged.shows("No customer matches these conditions") && !tagged.shows("Count first"), "{}", tagged.body);
    assert!(tagged.shows("Without “Tag” 3 customers would match.") && !tagged.shows("Without “Partner”"), "{}", tagged.body);
    assert!(!tagged.shows("form[counted]"), "nothing can be created");
    let two = count(&house, &[("tag", "VIP"), ("spend_from", "1")]).await;
    assert!(two.shows("No single condition is the reason"), "{}", two.body);
    // All four have an open task of the strategy afterwards.
    campaign(&house, &[]).await;
    let open = count(&house, &[]).await;
    assert!(open.shows("4 customers have an open task of the same strategy"), "{}", open.body);
}

#[sqlx::test]
async fn where_a_distributor_has_no_primary_administrator_every_administrator_is_told_and_finds_the_task_on_the_start_page(db: PgPool) {
    let (house, _) = furnished(db).await;
    let summit: uuid::Uuid = sqlx::query_scalar("select id from partner where name = 'Summit'").fetch_one(house.db()).await.unwrap();
    let summit = crate::organisation::model::PartnerId(summit);
    house.hire(summit, "dora", Preset::SystemAdministrator).await;
    house.hire(summit, "kofi", Preset::AccountManager).await;
    sqlx::query("update partner set primary_administrator_id = null where id = $1").bind(summit.0).execute(house.db()).await.unwrap();
    campaign(&house, &[]).await;
    let told = "select string_agg(p.account_name || ' ' || (n.facts->>'count'), ', ' order by p.account_name)
                from notification n join person p on p.id = n.person_id where n.kind = 'expansion_tasks_created'";
    let told: String = sqlx::query_scalar(told).fetch_one(house.db()).await.unwrap();
    assert_eq!(told, "dara 1, dora 1, grace 1, jun 1, mei 1");
    for (who, waits) in [("dara", true), ("dora", true), ("kofi", false), ("rita", false)] {
        assert_eq!(house.get(who, "/").await.shows("Contact <b>R***d</b>"), waits, "{who}");
    }
}

#[sqlx::test]
async fn two_submits_of_one_form_at_once_make_one_campaign(db: PgPool) {
    let (house, _) = furnished(db).await;
    let counted = count(&house, &[]).await;
    let (number, counted_for) = (hidden(&counted, "form[counted]"), hidden(&counted, "form[counted_for]"));
    let key = new_id().to_string();
    let more = [("key", key.as_str()), ("counted", number.as_str()), ("counted_for", counted_for.as_str())];
    let all: Vec<(&str, &str)> = fields(&[]).into_iter().chain(more).collect();
    let post = || house.post("viktor", NEW, "expansion.create_campaign", &all);
    let (one, two) = tokio::join!(post(), post());
    assert_eq!((one.location(), two.location()), (two.location(), one.location()), "both lead to the same campaign");
    assert!(one.location().ends_with("?done=created"), "{}", one.body);
    assert_eq!((rows(&house, "select count(*) from expansion_campaign").await, rows(&house, TASKS).await), (1, 4));
    assert_eq!(rows(&house, "select count(*) from notification where kind = 'expansion_tasks_created'").await, 4);
    // A form of its own key finds the name taken; the customers have an open task of the strategy by now.
    let other = count(&house, &[("with_open", "true")]).await;
    let (number, counted_for) = (hidden(&other, "form[counted]"), hidden(&other, "form[counted_for]"));
    let given = [("with_open", "true"), ("counted", number.as_str()), ("counted_for", counted_for.as_str())];
    let taken = house.post("viktor", NEW, "expansion.create_campaign", &fields(&given)).await;
    assert!(taken.refuses("name"), "{}", taken.body);
}

#[sqlx::test]
async fn of_two_campaigns_of_one_strategy_at_once_a_customer_gets_one_task(db: PgPool) {
    let (house, _) = furnished(db).await;
    let counted = count(&house, &[]).await;
    let counted_for = hidden(&counted, "form[counted_for]");
    let create = |name: &'static str| {
        let (house, counted_for) = (&house, &counted_for);
        async move {
            let given = [("name", name), ("counted", "4"), ("counted_for", counted_for.as_str())];
            house.post("viktor", NEW, "expansion.create_campaign", &fields(&given)).await
        }
    };
    let (one, two) = tokio::join!(create("Autumn"), create("Winter"));
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY], "{} {}", one.body, two.body);
    assert_eq!(rows(&house, TASKS).await, 4);
}

#[sqlx::test]
async fn other_customers_than_were_counted_get_no_tasks(db: PgPool) {
    let (house, customers) = furnished(db).await;
    let counted = count(&house, &[]).await;
    let counted_for = hidden(&counted, "form[counted_for]");
    sqlx::query("update association set ended_at = $2 where id = $1")
        .bind(customers.jun.0)
        .bind(house.now())
        .execute(house.db())
        .await
        .unwrap();
    let given = [("counted", "4"), ("counted_for", counted_for.as_str())];
    let refused = house.post("viktor", NEW, "expansion.create_campaign", &fields(&given)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("It would be 3 customers now"), "{}", refused.body);
    assert_eq!(rows(&house, "select count(*) from expansion_campaign").await, 0);
}

#[sqlx::test]
async fn customers_are_narrowed_by_partner_industry_tag_spend_type_and_open_tasks(db: PgPool) {
    let (house, customers) = furnished(db).await;
    let run = async |sql: &'static str, id: AssociationId| {
        sqlx::query(sql).bind(id.0).execute(house.db()).await.unwrap();
    };
    run("update association set tags = '{VIP}' where id = $1", customers.mei).await;
    run("update customer set industry = 'games' where id = (select customer_id from association where id = $1)", customers.jun).await;
    run("update association set kind = 'referral' where id = $1", customers.jun).await;
    for (cycle, amount) in [("2026-11", 700), ("2025-12", 300), ("2025-11", 5000)] {
        let sql = "insert into consumption_month (id, customer_id, association_id, association_kind, partner_id, cycle, records, list_rated,
                       discount_rated, payable_rated, remainder, charged, charged_customer, charged_partner, charged_voucher,
                       charged_cash_coupon, charged_stored_card)
                   select gen_random_uuid(), customer_id, id, kind, partner_id, $2, 1, 0, 0, 0, 0, $3, $3, 0, 0, 0, 0 from association where id = $1";
        sqlx::query(sql).bind(customers.mei.0).bind(cycle).bind(rust_decimal::Decimal::from(amount)).execute(house.db()).await.unwrap();
    }
    let delta: String = sqlx::query_scalar("select id::text from partner where name = 'Delta'").fetch_one(house.db()).await.unwrap();
    for (given, said) in [
        (vec![("partner", delta.as_str())], "1 customer of"),
        (vec![("industries[]", "games")], "1 customer of"),
        (vec![("industries[]", "games"), ("industries[]", "travel")], "4 customers of"),
        (vec![("tag", "VIP")], "1 customer of"),
        (vec![("tag", "vip")], "No customer matches"),
        // Of the last 12 months: 1,000.
        (vec![("spend_from", "1000")], "1 customer of"),
        (vec![("spend_from", "1000.01")], "No customer matches"),
        (vec![("spend_until", "999.99")], "3 customers of"),
        (vec![("association", "referral")], "1 customer of"),
    ] {
        let counted = count(&house, &given).await;
        assert!(counted.shows(said), "{given:?}: {}", counted.body);
    }
    campaign(&house, &[("spend_from", "1")]).await;
    let spend: rust_decimal::Decimal = sqlx::query_scalar("select spend_charged from expansion_task").fetch_one(house.db()).await.unwrap();
    assert_eq!(spend, rust_decimal::Decimal::from(1000), "of this month and the eleven before");
    assert!(count(&house, &[("name", "Again")]).await.shows("3 customers of"), "without an open task of the strategy");
    assert!(count(&house, &[("level_2", "Something new")]).await.shows("4 customers of"));
    assert!(count(&house, &[("with_open", "true")]).await.shows("4 customers of"));
    let wrong = count(&house, &[("spend_from", "much")]).await;
    assert!(wrong.refuses("spend_from") && wrong.shows("value=\"much\""), "{}", wrong.body);
}

#[sqlx::test]
async fn a_terminated_campaign_ends_its_open_tasks_and_each_says_why(db: PgPool) {
    let (house, customers) = furnished(db).await;
    let page = campaign(&house, &[]).await;
    let done = task_of(&house, customers.jun).await;
    assert!(process(&house, "jun", done, "1", "not_interested", "They are served.").await.location().ends_with("?done=processed"));
    let id = page.rsplit('/').next().unwrap();
    let terminate = async |version: &str, reason: &str| {
        house.post("viktor", &page, "expansion.terminate_campaign", &[("id", id), ("version", version), ("reason", reason)]).await
    };
    let shown = house.get("viktor", &page).await;
    assert!(shown.shows("Its open tasks (3) end at once") && shown.shows("Running"), "{}", shown.body);
    assert!(terminate("1", " ").await.refuses("reason"));
    assert_eq!(terminate("7", "The offer has ended.").await.status, StatusCode::CONFLICT);
    assert!(terminate("1", "The offer has ended.").await.location().ends_with("?done=terminated"));
    assert!(terminate("2", "Again.").await.shows("terminated already"));
    let open = task_of(&house, customers.mei).await;
    assert_eq!(stands(&house, open).await, ("terminated".into(), 2, 1));
    assert_eq!(stands(&house, done).await, ("done".into(), 2, 1), "what was done stays");
    let seen = house.get("mei", &format!("{LIST}/{open}")).await;
    assert!(seen.shows("The offer has ended.") && seen.shows("The vendor") && !seen.shows("Viktor"), "{}", seen.body);
    assert_eq!(process(&house, "mei", open, "2", "contacted", "x").await.status, StatusCode::CONFLICT);
}

#[sqlx::test]
async fn a_campaign_whose_deadline_has_passed_says_so_in_the_list_and_on_its_page(db: PgPool) {
    let (house, _) = furnished(db).await;
    let page = campaign(&house, &[("deadline", "2026-11-23")]).await;
    let list = "/operations/expansion-campaigns";
    for address in [page.as_str(), list] {
        let shown = house.get("viktor", address).await;
        assert!(shown.shows("Running") && !shown.shows("Deadline passed"), "{address}: {}", shown.body);
    }
    house.pass(Duration::days(1)).await;
    for address in [page.as_str(), list] {
        let shown = house.get("viktor", address).await;
        assert!(shown.shows("Deadline passed") && !shown.shows("Running"), "{address}: {}", shown.body);
    }
}

#[sqlx::test]
async fn a_customer_that_leaves_ends_its_open_tasks_and_stays_masked(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    sqlx::query("update association set ended_at = $2 where id = $1")
        .bind(customers.mei.0)
        .bind(house.now())
        .execute(house.db())
        .await
        .unwrap();
    let task = task_of(&house, customers.mei).await;
    assert_eq!(stands(&house, task).await, ("terminated".into(), 2, 1));
    let seen = house.get("mei", &format!("{LIST}/{task}")).await;
    assert!(seen.shows("no longer associated") && seen.shows("By itself") && !seen.shows("customers.reveal"), "{}", seen.body);
}

#[sqlx::test]
async fn records_are_appended_to_and_never_changed(db: PgPool) {
    let (house, customers) = furnished(db).await;
    campaign(&house, &[]).await;
    let task = task_of(&house, customers.mei).await;
    process(&house, "mei", task, "1", "contacted", "Called.").await;
    for sql in
        ["update expansion_record set note = 'Else'", "delete from expansion_record", "update expansion_record set task_id = task_id"]
    {
        assert!(sqlx::query(sql).execute(house.db()).await.is_err(), "{sql}");
    }
}
