//! Tests only: what is true of every described list, over the demo's stories, for everybody who enters it.

mod addresses;
mod columns;

use sqlx::PgPool;

use super::LISTS;
use crate::auth::{Reach, Viewer};
use crate::error::AppError;
use crate::house::House;
use crate::lists::ListName;
use crate::lists::description::{FilterKind, List};
use crate::lists::pages::load::Loaded;
use crate::lists::rules::PLACE;
use crate::lists::testing::{kept, try_read};

/// One of each reach, a colleague who sees less, and people of other partners.
const PEOPLE: [&str; 9] = ["mei", "ana", "lin", "zhao", "omar", "grace", "dara", "rita", "petra"];
/// The lists in which a supervisor sees the rows of the whole partner (`alerts::rules::scope_of`).
const WHOLE_PARTNER_FOR_SUPERVISORS: [ListName; 1] = [ListName::Alerts];

async fn demo(db: PgPool) -> House {
    let house = House::open(db).await;
    crate::demo::load_with(house.db(), house.now(), &house.state.documents).await.unwrap();
    for account in PEOPLE.into_iter().chain(["viktor"]) {
        house.enter_with(account, account).await;
    }
    house
}

/// The list as somebody reads it; nothing for who does not enter it.
async fn read(house: &House, list: &'static List, account: &str, query: &str) -> Option<Loaded> {
    match try_read(house.db(), list, house.viewer(account).await, house.now(), query).await {
        Ok(loaded) => Some(loaded),
        Err(AppError::NotAllowed { .. } | AppError::NotFound) => None,
        Err(error) => panic!("{:?} for {account}: {error:?}", list.name),
    }
}

fn tabs(list: &List) -> Vec<String> {
    if list.tabs.is_empty() { vec![String::new()] } else { list.tabs.iter().map(|tab| format!("tab={}", tab.key)).collect() }
}

/// What an address says that wants all rows, where one without conditions has conditions of its own. Elsewhere `view=all` may
/// name a tab.
fn all_rows(list: &List) -> &'static str {
    if list.usual_conditions().is_empty() { "" } else { "view=all" }
}

/// `origin`, the view that conditions came from, was the first day of a filter once: what was sorted lost its rows.
#[test]
fn no_condition_is_called_as_something_else_that_an_address_says() {
    let others = ["tab", "sort", "filter", "count", "ticked", "decide", "columns"];
    for list in LISTS.0 {
        for (parameter, _) in list.parameters() {
            assert!(!PLACE.contains(&parameter) && !others.contains(&parameter), "{:?}: {parameter}", list.name);
            assert_ne!(list.carried(), Some(parameter), "{:?}", list.name);
        }
    }
}

/// Totals are read from a table of sums by their place.
#[test]
fn a_table_of_sums_has_one_for_each_total_and_some_condition_that_it_knows() {
    for list in LISTS.0 {
        let known = list.filters.iter().filter(|filter| filter.is_in_sums);
        assert_eq!(list.source.sums.is_some(), known.count() > 0, "{:?}", list.name);
        if let Some(sums) = &list.source.sums {
            assert_eq!(sums.totals.len(), list.totals.len(), "{:?}", list.name);
        }
    }
}

/// Rows that nobody asked for are worse than none.
#[sqlx::test]
async fn a_condition_that_a_tab_does_not_have_matches_nothing(db: PgPool) {
    let house = demo(db).await;
    let mut tried = 0;
    for list in LISTS.0 {
        for (tab, account) in tabs(list).iter().flat_map(|tab| ["mei", "grace", "dara"].map(|account| (tab, account))) {
            let Some(all) = read(&house, list, account, tab).await else { continue };
            for (parameter, filter) in list.parameters().filter(|(_, filter)| !list.offers(filter.key, &all.context)) {
                let asked = read(&house, list, account, &joined(&[tab, &format!("{parameter}=1")])).await.unwrap();
                assert!(filter.opens_tab.is_empty() || !tab.is_empty());
                assert_eq!(asked.totals.count, 0, "{:?} {tab} {parameter} for {account}", list.name);
                tried += 1;
            }
        }
    }
    assert!(tried > 3, "{tried}");
}

/// Who reads a list in tests that need one person: the administrator, or where no partner enters, the vendor's operator.
async fn reader(house: &House, list: &'static List) -> &'static str {
    if read(house, list, "grace", "").await.is_some() { "grace" } else { "viktor" }
}

/// Conditions of every filter that the list offers this person, as an address says them.
async fn conditions(house: &House, list: &'static List, person: &Viewer, whole: &Loaded) -> Vec<String> {
    let mut queries = Vec::new();
    for filter in list.filters.iter().filter(|filter| (filter.offered)(&whole.context)) {
        match filter.kind {
            FilterKind::Choices { options, .. } | FilterKind::Choice { options, .. } => {
                queries.extend(options(whole.context.locale).iter().map(|(word, _)| format!("{}={word}", filter.key)));
            }
            FilterKind::Record { .. } => {
                let records = whole.choosable(filter.key).map(|some| some.records.clone()).unwrap_or_default();
                queries.extend(records.iter().take(3).map(|(id, _)| format!("{}={id}", filter.key)));
            }
            FilterKind::Days { until, .. } => {
                queries.push(format!("{}={}", filter.key, whole.context.today));
                queries.push(format!("{until}={}", whole.context.today));
            }
            FilterKind::Flag { .. } => queries.push(format!("{}=yes", filter.key)),
            FilterKind::Contains { .. } | FilterKind::Exact { .. } => queries.push(format!("{}=a", filter.key)),
            FilterKind::Private { .. } => {
                let conditions = serde_json::json!({ filter.key: "a" });
                queries.push(kept(house.db(), list, person, house.now(), conditions).await);
            }
        }
    }
    queries
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("&")
}

/// Walks to the end and back; every row is met exactly once each way.
async fn walk(house: &House, list: &'static List, account: &str, query: &str) -> Option<usize> {
    let first = read(house, list, account, query).await?;
    let (mut forwards, mut last) = (first.ids(), first);
    while let Some(next) = last.next() {
        last = read(house, list, account, &next).await.unwrap();
        assert!(!last.place_is_unknown && forwards.len() < 2_000, "{:?} {query}", list.name);
        forwards.extend(last.ids());
    }
    let mut backwards = last.ids();
    while let Some(previous) = last.previous() {
        last = read(house, list, account, &previous).await.unwrap();
        let mut ids = last.ids();
        ids.extend(backwards);
        backwards = ids;
    }
    let count = forwards.len();
    assert_eq!(forwards, backwards, "{:?} for {account}: ?{query} backwards", list.name);
    let mut once = forwards.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), count, "{:?} for {account}: ?{query} repeats a row", list.name);
    assert_eq!(last.totals.count, i64::try_from(count).unwrap(), "{:?} for {account}: ?{query} counts otherwise", list.name);
    Some(count)
}

#[sqlx::test]
async fn every_list_is_walked_in_every_order_both_ways_and_meets_each_row_once(db: PgPool) {
    let house = demo(db).await;
    for list in LISTS.0 {
        for tab in tabs(list) {
            let mut seen = 0;
            for account in ["grace", "mei", "dara", "viktor"] {
                let Some(all) = walk(&house, list, account, &joined(&[&tab, all_rows(list), "size=100"])).await else { continue };
                seen += all;
                let usual = walk(&house, list, account, &joined(&[&tab, "size=100"])).await;
                assert!(
                    usual.is_some_and(|usual| usual <= all && (usual == all || !list.usual_conditions().is_empty())),
                    "{:?}",
                    list.name
                );
                if account != "grace" && account != "viktor" {
                    continue;
                }
                for column in list.columns.iter().filter(|column| column.sort.is_some()) {
                    for way in ["", "-"] {
                        let sort = format!("sort={way}{}", column.key);
                        let size = if all > 60 { "size=50" } else { "size=10" };
                        assert_eq!(
                            walk(&house, list, account, &joined(&[&tab, &sort, all_rows(list), size])).await,
                            Some(all),
                            "{:?} {sort}",
                            list.name
                        );
                    }
                }
            }
            assert!(seen > 0, "the demo has no row in {:?} {tab}", list.name);
        }
    }
}

#[sqlx::test]
async fn every_filter_of_every_list_narrows_and_its_rows_are_those_that_are_counted(db: PgPool) {
    let house = demo(db).await;
    for list in LISTS.0 {
        let account = reader(&house, list).await;
        let whole = read(&house, list, account, &joined(&[all_rows(list), "size=100"])).await.unwrap();
        let person = house.viewer(account).await;
        let queries = conditions(&house, list, &person, &whole).await;
        let tab = list.tabs.first().map(|tab| format!("tab={}", tab.key)).unwrap_or_default();
        for (at, one) in queries.iter().enumerate() {
            let alone = walk(&house, list, account, &joined(&[&tab, one, "size=100"])).await.unwrap();
            assert!(i64::try_from(alone).unwrap() <= whole.totals.count, "{:?} ?{one}", list.name);
            let Some(other) = queries.get(at + 1) else { continue };
            if one.split_once('=').unwrap().0 != other.split_once('=').unwrap().0 {
                let both = walk(&house, list, account, &joined(&[&tab, one, other, "size=100"])).await.unwrap();
                assert!(both <= alone, "{:?} ?{one}&{other}", list.name);
            }
        }
        for (parameter, filter) in list.parameters().filter(|(_, filter)| (filter.offered)(&whole.context)) {
            if matches!(filter.kind, FilterKind::Flag { .. }) {
                continue;
            }
            let nonsense = walk(&house, list, account, &joined(&[&tab, &format!("{parameter}=zz%25nonsense")])).await;
            assert_eq!(nonsense, Some(0), "{:?} ?{parameter}=… means nothing and matches nothing", list.name);
        }
    }
}

#[sqlx::test]
async fn nobody_meets_a_row_of_another_partner_or_of_a_colleague_whose_rows_are_not_hers(db: PgPool) {
    let house = demo(db).await;
    for list in LISTS.0 {
        for tab in tabs(list) {
            let mut rows = Vec::new();
            for account in PEOPLE {
                let (ids, reach) = match read(&house, list, account, &joined(&[&tab, all_rows(list), "size=100"])).await {
                    Some(loaded) => (loaded.ids(), Some(loaded.context.reach())),
                    None => (Vec::new(), None),
                };
                rows.push((account, ids, reach));
            }
            let find = |account: &str| rows.iter().find(|(one, ..)| *one == account).unwrap();
            let of = |account: &str| &find(account).1;
            let apart = [("grace", "petra"), ("grace", "dara"), ("mei", "petra"), ("mei", "ana"), ("zhao", "omar"), ("petra", "rita")];
            for (one, other) in apart {
                let is_whole = WHOLE_PARTNER_FOR_SUPERVISORS.contains(&list.name);
                if (one, other) == ("zhao", "omar") {
                    assert_eq!(find(one).2 == Some(Reach::Partner), is_whole, "{:?}: what a supervisor reaches", list.name);
                }
                if (one, other) == ("zhao", "omar") && is_whole {
                    assert!(of(one) == of(other), "{:?} {tab}: two supervisors of one partner see the same", list.name);
                    continue;
                }
                let both = of(one).iter().filter(|id| of(other).contains(id)).count();
                assert_eq!(both, 0, "{:?} {tab}: {one} and {other} see the same rows", list.name);
            }
        }
    }
}
