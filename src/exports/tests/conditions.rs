//! Conditions of exports: kept without words, said in the language of whoever reads them; and what is wrong with them is said.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::house::House;

async fn speak(house: &House, who: &str, locale: &str) {
    house.call(who, "auth.set_preferences", &[("locale", locale)]).await;
}

#[sqlx::test]
async fn conditions_are_said_in_the_language_of_whoever_reads_and_in_the_file_in_that_of_its_request(db: PgPool) {
    let house = House::with_demo(db).await.configured(|config| config.exports_at_once = 10);
    let mei = house.id("mei").await;
    speak(&house, "grace", "zh-CN").await;
    let id = house.export("grace", "opportunities", &format!("view=all&stage=won&owner={mei}"), "csv").await;
    house.write_export(id).await;
    let by_days = house.ask_for_window("grace", "renewal_tasks", "2026-08-23", "2027-02-23").await;
    assert_eq!(by_days.status, StatusCode::SEE_OTHER, "{}", by_days.body);
    let of_days = house.latest_export("grace").await;
    let chinese = ["客户经理：M***n；商机阶段：赢单", "按订单失效时间：2026年8月23日至2027年2月23日"];
    let english = ["Account manager: M***n; Stage: Won", "By line expiry: 23 Aug 2026 to 23 Feb 2027"];
    for (locale, said, unsaid) in [("zh-CN", chinese, english), ("en", english, chinese)] {
        speak(&house, "grace", locale).await;
        let records = house.get("grace", "/sales/exports").await;
        for (at, id) in [id, of_days].into_iter().enumerate() {
            let page = house.get("grace", &format!("/sales/exports/{id}")).await;
            for shown in [&records, &page] {
                assert!(shown.shows(said[at]) && !shown.shows(unsaid[at]) && !shown.shows("Mei Chen"), "{locale}: {}", shown.body);
            }
        }
        let proof = house.get("grace", &format!("/sales/exports/{id}/proof")).await;
        assert!(proof.shows(chinese[0]) && !proof.shows(english[0]), "{locale}: {}", proof.body);
    }
    // The same once more is the same conditions.
    house.post("grace", "/sales/exports", "exports.run_again", &[("id", &id.to_string())]).await;
    let again = house.latest_export("grace").await;
    assert!(house.get("grace", &format!("/sales/exports/{again}")).await.shows(english[0]));
}

#[sqlx::test]
async fn an_export_from_before_says_its_conditions_as_they_were_said(db: PgPool) {
    let house = House::with_demo(db).await;
    let id = house.export("grace", "opportunities", "view=all&stage=won", "csv").await;
    sqlx::query("update export_task set asked = null where id = $1").bind(id.0).execute(house.db()).await.unwrap();
    speak(&house, "grace", "zh-CN").await;
    assert!(house.get("grace", &format!("/sales/exports/{id}")).await.shows("Stage: Won"));
    // A filter that this program does not have any more held all the same.
    let gone = r#"[{"is": "asked", "filter": "weather", "values": ["fine"]}, {"is": "asked", "filter": "stage", "values": ["dreamt"]}]"#;
    sqlx::query("update export_task set asked = $2::jsonb where id = $1").bind(id.0).bind(gone).execute(house.db()).await.unwrap();
    let page = house.get("grace", &format!("/sales/exports/{id}")).await;
    assert!(page.shows("条件：已不存在；商机阶段：已不存在"), "{}", page.body);
}

#[sqlx::test]
async fn days_that_end_before_they_begin_are_told_in_the_dialog_whichever_way_they_came(db: PgPool) {
    let house = House::with_demo(db).await;
    let said = "The last day lies before the first one";
    // In the address: beside the field, and nothing is counted that nobody asked.
    for list in ["order_lines", "renewal_tasks"] {
        let address = format!("/sales/exports/new?list={list}&window_from=2026-11-23&window_until=2026-11-22");
        let dialog = house.get("grace", &address).await;
        assert!(dialog.shows(said) && dialog.shows("aria-invalid=\"true\"") && dialog.shows("value=\"2026-11-22\""), "{}", dialog.body);
        assert!(!dialog.shows("rows now"), "{list}: {}", dialog.body);
    }
    // Typed while the other way is chosen: counting and exporting say so.
    for act in ["count", ""] {
        let page = "/sales/exports/new?list=order_lines";
        let fields = [("list", "order_lines"), ("rows", "conditions"), ("from", "2026-11-23"), ("until", "2026-11-22"), ("act", act)];
        let refused = house.post("grace", page, "exports.create", &[&fields[..], &[("format", "csv"), ("columns", "all")]].concat()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
        assert!(refused.refuses("until") && refused.shows(said), "{act}: {}", refused.body);
    }
    // Among the conditions of the list: said above them, and no file of nothing is written.
    let query = "from=2026-11-23&until=2026-11-01";
    let dialog = house.get("grace", &format!("/sales/exports/new?list=orders&{query}")).await;
    assert!(dialog.shows(said) && dialog.shows("No row matches now"), "{}", dialog.body);
    let refused = house.ask_for_export("grace", "orders", query, "csv", "all").await;
    assert!(refused.status == StatusCode::CONFLICT && refused.shows(said), "{}", refused.body);
    let page = house.get("grace", &format!("/sales/orders?{query}")).await;
    assert!(page.shows(said), "{}", page.body);
    let fields = [("list", "orders"), ("texts[from]", "2026-11-23"), ("texts[until]", "2026-11-01")];
    let refused = house.post("grace", "/sales/orders", "lists.filter", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.refuses("texts-until") && refused.shows(said), "{}", refused.body);
}
