//! Addresses of every list: what is written is read back the same, also by way of a saved view.

use sqlx::PgPool;
use uuid::Uuid;

use super::{LISTS, all_rows, conditions, demo, joined, read, reader, tabs};
use crate::lists::description::{FilterKind, List};
use crate::lists::pages::load::Loaded;
use crate::lists::request::{PageCursor, Request};
use crate::values::cursor::{Cursor, CursorValue};

/// What an address says that no list understands.
const NONSENSE: &str = "nonsense=1&sort=nonsense&size=7&filter=nonsense&tab=nonsense";

/// The request, however its conditions were ordered in the address; the usual order may be said or not.
fn understood(list: &List, loaded: &Loaded) -> Request {
    let mut request = loaded.request.clone();
    request.values.0.sort();
    request.values.0.iter_mut().for_each(|(_, values)| values.sort());
    request.order = request.order.or(Some(list.usual_order));
    request
}

fn query_of(address: &str) -> &str {
    address.split_once('?').map_or("", |(_, query)| query)
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    pairs.sort();
    pairs
}

/// Texts that only an encoded address carries unharmed.
fn typed(list: &List) -> Vec<String> {
    let is_typed = |kind| matches!(kind, FilterKind::Contains { .. } | FilterKind::Exact { .. });
    let text = form_urlencoded::byte_serialize("雪峰 & 50%=+#".as_bytes()).collect::<String>();
    list.filters.iter().filter(|filter| is_typed(filter.kind)).map(|filter| format!("{}={text}", filter.key)).collect()
}

#[sqlx::test]
async fn every_address_that_a_list_writes_is_read_back_the_same(db: PgPool) {
    let house = demo(db).await;
    for list in LISTS.0 {
        let account = reader(&house, list).await;
        let person = house.viewer(account).await;
        let whole = read(&house, list, account, all_rows(list)).await.unwrap();
        let mut asked = conditions(&house, list, &person, &whole).await;
        asked.extend(typed(list));
        asked.push(all_rows(list).to_owned());
        // Several conditions at once.
        asked.push(asked.iter().filter(|one| !one.starts_with("filter=") && *one != all_rows(list)).cloned().collect::<Vec<_>>().join("&"));
        let sorted: Vec<&str> = list.columns.iter().filter(|column| column.sort.is_some()).map(|column| column.key).collect();
        let carried = list.carried().map(|parameter| format!("{parameter}=x%26y")).unwrap_or_default();
        let turns = [
            PageCursor::First,
            PageCursor::After(Cursor::new(CursorValue::Null, Uuid::max()).encode()),
            PageCursor::Before("no cursor & none".to_owned()),
        ];
        for tab in tabs(list) {
            for (at, one) in asked.iter().enumerate() {
                let order = format!("sort={}{}", ["", "-"][at % 2], sorted[at % sorted.len()]);
                let query = joined(&[&tab, one, &order, &carried, "size=50", "totals=1"]);
                let first = read(&house, list, account, &query).await.unwrap();
                let said = Request { turn: turns[at % turns.len()].clone(), ..understood(list, &first) };
                let address = first.address_of_page(said.turn.clone());
                let again = read(&house, list, account, query_of(&address)).await.unwrap();
                assert_eq!(understood(list, &again), said, "{:?} ?{query} was written as {address}", list.name);
                assert_eq!(again.address_of_page(said.turn.clone()), address, "{:?} ?{query}", list.name);
            }
        }
    }
}

#[sqlx::test]
async fn what_makes_no_sense_in_an_address_is_left_out_of_every_address_that_follows(db: PgPool) {
    let house = demo(db).await;
    for list in LISTS.0 {
        let account = reader(&house, list).await;
        let plain = read(&house, list, account, all_rows(list)).await.unwrap();
        let odd = read(&house, list, account, &joined(&[all_rows(list), NONSENSE])).await.unwrap();
        assert_eq!(odd.request, plain.request, "{:?}", list.name);
        assert_eq!(odd.changed(|_| {}), plain.changed(|_| {}), "{:?}", list.name);
        assert_eq!(odd.ids(), plain.ids(), "{:?}", list.name);
        assert!(odd.filter_is_gone == plain.filter_is_gone && !odd.query().contains("nonsense"), "{:?}", list.name);
    }
}

#[sqlx::test]
async fn a_saved_view_of_every_list_keeps_its_conditions_and_order_and_no_place(db: PgPool) {
    let house = demo(db).await;
    for list in LISTS.0 {
        let account = reader(&house, list).await;
        let person = house.viewer(account).await;
        let whole = read(&house, list, account, all_rows(list)).await.unwrap();
        let asked = conditions(&house, list, &person, &whole).await;
        let public = asked.iter().find(|one| !one.starts_with("filter=")).map_or("", String::as_str);
        let private = asked.iter().find(|one| one.starts_with("filter=")).map_or("", String::as_str);
        assert!(!public.is_empty() || !private.is_empty(), "{:?} has a filter", list.name);
        let column = list.columns.iter().find(|column| column.sort.is_some() && column.key != list.usual_order.column).unwrap();
        let order = format!("sort=-{}", column.key);
        let tab = list.tabs_of(&person, &whole.context.access).last().map(|tab| format!("tab={}", tab.key)).unwrap_or_default();
        let kept = joined(&[&tab, public, &order]);
        let carried = list.carried().map(|parameter| format!("{parameter}=x")).unwrap_or_default();
        let place = "after=abc&totals=1&panel=more&done=saved&nonsense=1";
        let query = joined(&[&kept, private, &carried, place]);
        let name = format!("Mine of {}", list.name.as_str());
        let fields = [("list", list.name.as_str()), ("query", &query), ("view_name", &name)];
        let saved = house.call(account, "lists.save_view", &fields).await;
        assert!(saved.status.is_success(), "{:?}: {} {}", list.name, saved.status, saved.body);
        let sql = "select id, address, filter_id from saved_view where name = $1";
        let (id, address, filter): (Uuid, String, Option<Uuid>) = sqlx::query_as(sql).bind(&name).fetch_one(house.db()).await.unwrap();
        assert_eq!(pairs(&address), pairs(&kept), "{:?}", list.name);
        assert_eq!(filter.map(|id| format!("filter={id}")).unwrap_or_default(), private, "{:?}", list.name);

        let (opened, asked) = (
            read(&house, list, account, &format!("view={id}")).await.unwrap(),
            read(&house, list, account, &joined(&[&kept, private])).await.unwrap(),
        );
        assert_eq!(understood(list, &opened), understood(list, &asked), "{:?} ?{kept}", list.name);
        assert_eq!((opened.ids(), &opened.request.turn), (asked.ids(), &PageCursor::First), "{:?} ?{kept}", list.name);
    }
}
