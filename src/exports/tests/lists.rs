//! Every described list, as it is exported.

use axum::http::StatusCode;
use sqlx::PgPool;
use uuid::Uuid;

use crate::app::LISTS;
use crate::auth::unscoped::viewer_of;
use crate::house::House;
use crate::lists::description::List;
use crate::lists::testing::try_read;
use crate::server::password::token_hash;

/// The ids of all rows that a list shows, page by page; nothing for who does not enter it.
async fn shown(house: &House, list: &'static List, who: &str, query: &str) -> Option<Vec<Uuid>> {
    let viewer = viewer_of(house.db(), &token_hash(who), house.now(), &house.state.config).await.unwrap().unwrap().viewer;
    let mut last = try_read(house.db(), list, viewer.clone(), house.now(), &format!("{query}&size=100")).await.ok()?;
    let mut ids = last.ids();
    while let Some(next) = last.next() {
        last = try_read(house.db(), list, viewer.clone(), house.now(), &next).await.unwrap();
        ids.extend(last.ids());
    }
    Some(ids)
}

#[sqlx::test]
async fn an_export_of_every_list_holds_the_rows_of_its_pages_in_their_order(db: PgPool) {
    let house = House::with_demo(db).await.configured(|config| config.exports_at_once = 1_000);
    let (mut written, mut refused) = (0, 0);
    for list in LISTS.0.iter().filter(|list| list.page.export_window.is_none_or(|window| !window.is_only)) {
        let tabs: Vec<String> =
            if list.tabs.is_empty() { vec![String::new()] } else { list.tabs.iter().map(|tab| format!("tab={}", tab.key)).collect() };
        for (tab, who) in tabs.iter().flat_map(|tab| ["grace", "mei", "dara", "viktor"].map(|who| (tab, who))) {
            let Some(ids) = shown(&house, list, who, tab).await else { continue };
            let answer = house.ask_for_export(who, list.name.as_str(), tab, "csv", "all").await;
            if answer.status == StatusCode::FORBIDDEN {
                refused += 1;
                continue;
            }
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{:?} {tab} for {who}", list.name);
            let id = house.latest_export(who).await;
            house.write_export(id).await;
            let (state, rows, failure) = house.export_stands(id).await;
            assert_eq!((state.as_str(), failure.as_str()), ("done", ""), "{:?} {tab} for {who}", list.name);
            let exported = house.exported_ids(id).await;
            // An export of the exports holds itself.
            let exported: Vec<Uuid> = exported.into_iter().filter(|one| *one != id.0).collect();
            assert_eq!(exported, ids, "{:?} {tab} for {who}", list.name);
            let file = house.download(who, id).await;
            assert_eq!(file.status, StatusCode::OK, "{:?} {tab} for {who}", list.name);
            let read =
                csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes()).into_records().map(Result::unwrap).count();
            assert_eq!(i64::try_from(read).unwrap(), rows, "{:?} {tab} for {who}", list.name);
            written += 1;
        }
    }
    assert!(written > 25 && refused > 0, "{written} exports, {refused} refused");
}

#[sqlx::test]
async fn conditions_order_and_shown_columns_are_those_of_the_page(db: PgPool) {
    let house = House::with_demo(db).await;
    let list = &crate::app::OPPORTUNITIES;
    let query = "view=all&stage=won&sort=-expected_monthly_revenue";
    let ids = shown(&house, list, "grace", query).await.unwrap();
    assert!(ids.len() > 1);
    let columns = [("list", "opportunities"), ("order", "name,stage"), ("columns[]", "name"), ("columns[]", "stage")];
    assert_eq!(house.call("grace", "lists.set_columns", &columns).await.status, StatusCode::OK);
    let answer = house.ask_for_export("grace", "opportunities", query, "csv", "shown").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let id = house.latest_export("grace").await;
    house.write_export(id).await;
    assert_eq!(house.exported_ids(id).await, ids);
    let file = house.download("grace", id).await.body;
    let heading = file.trim_start_matches('\u{feff}').lines().next().unwrap();
    assert_eq!(heading.split(',').count(), 2, "{heading}");
    let page = house.get("grace", &format!("/sales/exports/{id}")).await;
    assert!(page.shows("Won"), "{}", page.body);
}

#[sqlx::test]
async fn a_chinese_export_has_chinese_headings(db: PgPool) {
    let house = House::with_demo(db).await;
    sqlx::query("update person set locale = 'zh-CN' where account_name = 'grace'").execute(house.db()).await.unwrap();
    let id = house.export("grace", "leads", "", "csv").await;
    house.write_export(id).await;
    let file = house.download("grace", id).await.body;
    let heading = file.trim_start_matches('\u{feff}').lines().next().unwrap();
    assert!(heading.contains("（标识）") && !heading.contains("token"), "{heading}");
    let records = house.get("grace", "/sales/exports").await;
    assert!(records.shows("导出记录") && records.shows("未选择时列表默认显示的范围"), "leads are the open ones: {}", records.body);
}
