//! Exports of a range of days: all rows of it that their person sees, whatever narrows the page.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::app::LISTS;
use crate::auth::model::Preset;
use crate::house::House;
use crate::marketing_tasks::renewals::due::run;
use crate::marketing_tasks::renewals::tests::large;
use crate::orders::queries::tests::{line, order};
use crate::organisation::model::PartnerKind;
use crate::values::date::beijing_date;

/// A distributor with an order of three lines, which end today, within the month and in more than a year.
async fn summit(db: PgPool) -> House {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let summit = house.found_as("Summit", "dara", PartnerKind::Distributor, None).await;
    house.hire(summit, "kofi", Preset::AccountManager).await;
    let own = house.associate(summit, "kofi", "Granite").await;
    let id = order(house.db(), own, "CS-own", 3).await;
    for (name, days) in [("1", 0), ("2", 30), ("3", 400)] {
        line(house.db(), id, name, days).await;
    }
    house
}

#[sqlx::test]
async fn lines_are_exported_by_their_end_in_whatever_state_they_are(db: PgPool) {
    let house = summit(db).await;
    sqlx::query("update order_line set state = 'released' where line = '2'").execute(house.db()).await.unwrap();
    let dialog = house.get("kofi", "/sales/exports/new?list=order_lines").await;
    assert!(dialog.shows("2 rows now") && dialog.shows("By line expiry") && dialog.shows("value=\"2027-11-23\""), "{}", dialog.body);
    let days = [("list", "order_lines"), ("rows", "window"), ("from", "2026-11-23"), ("until", "2027-11-23"), ("act", "count")];
    let counted = house.post("kofi", "/sales/exports/new?list=order_lines", "exports.create", &days).await;
    assert_eq!(counted.location(), "/sales/exports/new?list=order_lines&window_from=2026-11-23&window_until=2027-11-23");
    let chosen = [&days[..], &[("format", "csv"), ("columns", "all")]].concat();
    let chosen = house.post("kofi", "/sales/exports/new?list=order_lines", "exports.create", &chosen).await;
    assert_eq!(chosen.location(), format!("{}&window_format=csv&window_columns=all", counted.location()));
    let kept = house.get("kofi", chosen.location()).await.body;
    for (value, is_checked) in [("csv", true), ("xlsx", false), ("all", true), ("shown", false)] {
        let input = kept.split("<input").find(|input| input.contains(&format!("value=\"{value}\""))).unwrap();
        let input = input.split('>').next().unwrap();
        assert_eq!(input.contains(" checked"), is_checked, "what was chosen stays chosen: {input}");
    }
    let page = house.get("kofi", counted.location()).await;
    assert!(page.shows("2 rows now") && page.shows("23 Nov 2026 to 23 Nov 2027"), "{}", page.body);
    assert_eq!(house.audited("export.requested").await, 0, "counting exports nothing");

    let answer = house.ask_for_window("kofi", "order_lines", "2026-11-23", "2026-12-23").await;
    assert_eq!(answer.location(), "/sales/exports?done=created", "{}", answer.body);
    let id = house.latest_export("kofi").await;
    house.write_export(id).await;
    assert_eq!(house.export_stands(id).await, ("done".into(), 2, String::new()));
    let file = house.download("kofi", id).await;
    assert!(file.body.contains("Released") && !file.body.contains("web-3"), "{}", file.body);
    assert!(house.get("kofi", &format!("/sales/exports/{id}")).await.shows("By line expiry: 23 Nov 2026 to 23 Dec 2026"));
}

#[sqlx::test]
async fn a_range_that_holds_while_nobody_asks_is_said_among_the_conditions_with_both_its_days(db: PgPool) {
    let house = summit(db).await;
    let dialog = house.get("kofi", "/sales/exports/new?list=orders").await;
    assert!(dialog.shows("23 May 2026 to 23 Nov 2026") && !dialog.shows("Everything that you see"), "{}", dialog.body);
    let dialog = house.get("kofi", "/sales/exports/new?list=orders&until=2026-11-22").await;
    assert!(dialog.shows("22 May 2026 to 22 Nov 2026"), "{}", dialog.body);
    let id = house.export("kofi", "orders", "", "csv").await;
    house.write_export(id).await;
    assert_eq!(house.export_stands(id).await, ("done".into(), 1, String::new()));
    let proof = house.get("kofi", &format!("/sales/exports/{id}/proof")).await;
    assert!(proof.shows("23 May 2026 to 23 Nov 2026"), "{}", proof.body);
}

#[sqlx::test]
async fn days_that_cannot_be_exported_are_refused_beside_their_field_and_stand_as_they_were_typed(db: PgPool) {
    let house = summit(db).await;
    for (from, until, field, says) in [
        ("2026-11-23", "2027-11-24", "until", "More than 12 months"),
        ("2026-11-23", "2026-11-22", "until", "lies before the first one"),
        ("", "2026-11-22", "from", "Choose a day"),
        ("2026-11-23", "soon", "until", "This is no day"),
    ] {
        let refused = house.ask_for_window("kofi", "order_lines", from, until).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{from} {until}");
        assert!(refused.refuses(field) && refused.shows(says), "{from} {until}: {}", refused.body);
        assert!(from.is_empty() || refused.shows(&format!("value=\"{from}\"")), "{from} {until}");
    }
    house.call("kofi", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    let refused = house.ask_for_window("kofi", "order_lines", "2026-11-23", "2027-11-24").await;
    assert!(refused.shows("时间跨度超过 12 个月") && refused.shows("按订单行失效时间"), "{}", refused.body);
}

#[sqlx::test]
async fn the_conditions_in_force_are_exported_as_before_and_their_days_fill_the_window_in(db: PgPool) {
    let house = summit(db).await;
    let query = "expires_from=2026-12-01&expires_until=2026-12-31";
    let dialog = house.get("kofi", &format!("/sales/exports/new?list=order_lines&{query}")).await;
    assert!(dialog.shows("1 row now") && dialog.shows("value=\"2026-12-01\"") && dialog.shows("value=\"2026-12-31\""), "{}", dialog.body);
    let id = house.export("kofi", "order_lines", query, "csv").await;
    house.write_export(id).await;
    assert_eq!(house.export_stands(id).await.1, 1);
}

#[sqlx::test]
async fn an_export_by_days_holds_the_rows_of_every_tab_and_nobody_elses(db: PgPool) {
    let house = House::with_demo(db).await.configured(|config| config.exports_at_once = 1_000);
    for list in LISTS.0.iter().filter(|list| list.page.export_window.is_some()) {
        let window = list.page.export_window.unwrap();
        let holds_unasked = list.filters.iter().any(|filter| filter.unasked.is_some() || filter.span.is_some());
        assert!(!holds_unasked, "{:?}: what holds while nobody asks would narrow the window", list.name);
        let today = beijing_date(house.now());
        let (from, until) = window.usual_days(today, None);
        let mut rows = Vec::new();
        for who in ["dara", "kofi", "rita", "grace", "mei"] {
            let answer = house.ask_for_window(who, list.name.as_str(), &from.to_string(), &until.to_string()).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?} for {who}: {}", list.name, answer.body);
            let id = house.latest_export(who).await;
            house.write_export(id).await;
            assert_eq!(house.export_stands(id).await.0, "done", "{:?} for {who}", list.name);
            assert_eq!(house.download(who, id).await.status, StatusCode::OK, "{:?} for {who}", list.name);
            rows.push(house.exported_ids(id).await);
        }
        let [dara, kofi, rita, grace, mei] = &rows[..] else { panic!() };
        assert!(!rita.is_empty() && !kofi.is_empty(), "{:?}", list.name);
        assert!(rita.iter().chain(kofi).all(|id| dara.contains(id)), "{:?}: a distributor has its own and its resellers'", list.name);
        assert!(!mei.is_empty() && mei.iter().all(|id| grace.contains(id)) && mei.len() < grace.len(), "{:?}", list.name);
        assert!(grace.iter().all(|id| !dara.contains(id)), "{:?}", list.name);
    }
}

#[sqlx::test]
async fn the_export_of_renewal_tasks_offers_days_that_hold_every_task_that_waits_overdue_ones_too(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let of = house.associate(harbor, "mei", "Snowpeak").await;
    let id = order(house.db(), of, "CS-1", 10).await;
    for (name, days) in [("1", -12), ("2", 0), ("3", 59)] {
        large(house.db(), id, name, days).await;
    }
    run(house.db(), beijing_date(house.now()), house.now()).await.unwrap();
    let tasks = "select count(*) from renewal_task where state = 'pending'";
    let pending: i64 = sqlx::query_scalar(tasks).fetch_one(house.db()).await.unwrap();
    assert_eq!(pending, 3);
    let dialog = house.get("mei", "/sales/exports/new?list=renewal_tasks").await;
    assert!(dialog.shows("3 rows now"), "{}", dialog.body);
    assert!(dialog.shows("value=\"2026-11-11\"") && dialog.shows("value=\"2027-05-11\""), "{}", dialog.body);
    // Of a colleague's tasks the days say nothing.
    let dialog = house.get("jun", "/sales/exports/new?list=renewal_tasks").await;
    assert!(dialog.shows("value=\"2026-11-23\"") && dialog.shows("value=\"2027-05-23\""), "{}", dialog.body);
    // What is over waits for nobody.
    let over = "update renewal_task set state = 'terminated', ended_because = 'expired', ended_at = now() where deadline < '2026-11-20'";
    assert_eq!(sqlx::query(over).execute(house.db()).await.unwrap().rows_affected(), 1);
    let dialog = house.get("mei", "/sales/exports/new?list=renewal_tasks").await;
    assert!(dialog.shows("value=\"2026-11-23\"") && dialog.shows("2 rows now"), "{}", dialog.body);
}
